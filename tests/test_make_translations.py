"""All texts of the interface can be collected, and what a person is told goes through it."""

from __future__ import annotations

import ast
from pathlib import Path

import make_translations
import pytest
from make_translations import Text, all_texts, broken_in, collect, texts_in

import supine

SOURCE = Path(supine.__file__).parent
FILES = sorted(SOURCE.rglob("*.py"))

TELLS = {
    "Problem": -1, "Unusable": 0, "_BadCellError": 0, "_refusal": 0, "ArgumentTypeError": 0,
    "error": 0, "print_line": 0, "complain": 0, "hinted": 0, "Slip": -1,
}  # fmt: skip
"""Which argument of a function or an exception a person reads."""

FORMS = """
from supine.language import marked, translate
TITLE = marked("Page", "A title")
class View(QWidget):
    def show(self, n):
        self.tr("Begin")
        translate("Words", "%n breath|%n breaths", n=len(n))
        translate("Words", note="of the body", text="Right")
        painter.translate(1, 2)
        "x".translate(TABLE)
"""

FAULTS = """
def tr(text):
    return QCoreApplication.translate("words", text)
tr("No context")
class View:
    def show(self, n):
        translate("Words", f"{n} breaths")
        self.tr("%n breath(s)", "", n)
"""


def written(path: Path, text: str) -> list[Text]:
    path.write_text(text, "utf-8")
    return texts_in(path)


def test_a_text_is_found_however_it_is_written(tmp_path: Path) -> None:
    found = written(tmp_path / "view.py", FORMS)
    assert [text[1:] for text in found] == [
        ("Page", "A title", "", False),
        ("View", "Begin", "", False),
        ("Words", "%n breath|%n breaths", "", True),
        ("Words", "Right", "of the body", False),
    ]


def test_what_cannot_be_collected_has_no_context(tmp_path: Path) -> None:
    found = written(tmp_path / "view.py", FAULTS)
    assert len(found) == 4
    assert {text.context for text in found} == {""}


def test_lupdate_writes_each_text_with_context_note_and_plural_forms(tmp_path: Path) -> None:
    target = tmp_path / "supine_pl.ts"
    collect(written(tmp_path / "view.py", FORMS), target, "pl")
    text = target.read_text("utf-8")
    assert all(f"<name>{name}</name>" in text for name in ("Page", "View", "Words"))
    assert "<comment>of the body</comment>" in text
    assert text.count("<numerusform>") == 3
    empty = '<translation type="unfinished"></translation>'
    target.write_text(text.replace(empty, "<translation>Ja</translation>"), "utf-8")
    collect([Text("", "View", "Begin", "", plural=False)], target, "pl")
    assert "<translation>Ja</translation>" in target.read_text("utf-8"), "what is translated stays"


def test_every_text_of_the_program_can_be_collected() -> None:
    assert [text for text in all_texts() if not text.context] == []


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
def test_what_is_told_is_translated(path: Path) -> None:
    tree = ast.parse(path.read_text("utf-8"))
    calls = [node for node in ast.walk(tree) if isinstance(node, ast.Call)]
    plain = [ast.unparse(call) for call in calls if _tells_plainly(call)]
    assert plain == []


def _tells_plainly(call: ast.Call) -> bool:
    called = call.func
    name = called.attr if isinstance(called, ast.Attribute) else getattr(called, "id", "")
    owner = ast.unparse(called.value) if isinstance(called, ast.Attribute) else ""
    if name not in TELLS or not call.args or owner == "logger":
        return False
    told = call.args[TELLS[name]]
    parts = told.values if isinstance(told, ast.JoinedStr) else [told]
    words = [part.value for part in parts if isinstance(part, ast.Constant)]
    return any(isinstance(text, str) and " " in text.strip() for text in words)


def test_one_that_was_forgotten_would_be_found() -> None:
    calls = ['Problem(1, 1, "not so")', 'print_line(f"{path}: not found")', 'parser.error("a b")']
    for text in calls:
        assert _tells_plainly(ast.parse(text).body[0].value)  # type: ignore[attr-defined]
    assert not _tells_plainly(ast.parse("Problem(*place, message)").body[0].value)  # type: ignore[attr-defined]


def test_the_first_language_of_all_makes_the_folder(tmp_path: Path) -> None:
    target = tmp_path / "translations" / "supine_de.ts"
    collect([Text("", "View", "Begin", "", plural=False)], target, "de")
    assert "<source>Begin</source>" in target.read_text("utf-8")


def test_a_placeholder_that_a_translation_breaks_is_told(tmp_path: Path) -> None:
    target = tmp_path / "supine_de.ts"
    collect([Text("", "A", "{name} and %n", "", plural=False)], target, "de")
    empty = '<translation type="unfinished"></translation>'
    assert broken_in(target) == []
    plain = target.read_text("utf-8")
    target.write_text(plain.replace(empty, "<translation>%n und {name}</translation>"), "utf-8")
    assert broken_in(target) == []
    target.write_text(plain.replace(empty, "<translation>%n und {nmae}</translation>"), "utf-8")
    assert broken_in(target) == ["supine_de.ts: '{name} and %n' is not '%n und {nmae}'"]


def test_each_translation_that_is_shipped_fits() -> None:
    for path in make_translations.FOLDER.glob("*.ts"):
        assert broken_in(path) == []
        assert path.with_suffix(".qm").is_file()
