"""Bring the translations in resources/translations up to date: it is `make translations`.

A language that is named, such as "de", is begun if it is new. Qt's lupdate writes the texts into
`supine_de.ts`, which Linguist opens, and lrelease makes `supine_de.qm` of it, which the program
reads.

lupdate cannot read all Python: it leaves out keywords, and mostly what is after a note. So it is
given the same calls in a form that it understands.
"""

from __future__ import annotations

import ast
import json
import re
import subprocess
import sys
import tempfile
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import NamedTuple
from xml.etree import ElementTree

import yaml
from msgspec.structs import fields

from supine.resources import stance_names
from supine.settings.declaration import Settings
from supine.settings.file import description_of

ROOT = Path(__file__).resolve().parents[1]
SOURCE = ROOT / "src" / "supine"
FOLDER = ROOT / "resources" / "translations"


OWNERS = ("language", "QCoreApplication")
"""Whose function `translate` may be, if it is called by its owner's name."""


PLACEHOLDER = re.compile(r"\{[^{} ]*\}|%\(\w+\)[rs]|%[rs]\b")

ORDER = {
    "translate": ["context", "text", "note", "n"],
    "marked": ["context", "text"],
    "tr": ["text", "note", "n"],
}
"""The functions that say a text of the interface, and what they are given."""


class Text(NamedTuple):
    """A text of the interface, as it is in the source."""

    place: str
    """File and line."""
    context: str
    """Empty where it is not known, so that the text cannot be translated."""
    text: str
    note: str
    plural: bool


def texts_in(path: Path) -> list[Text]:
    """Return all texts that the Python file at `path` has translated, in their order."""
    name = path.relative_to(ROOT).as_posix() if path.is_relative_to(ROOT) else path.name
    return list(_texts(ast.parse(path.read_text("utf-8")), name, ""))


def _texts(node: ast.AST, name: str, owner: str) -> Iterator[Text]:
    for child in ast.iter_child_nodes(node):
        if isinstance(child, ast.Call):
            found = _text(child, f"{name}:{child.lineno}", owner)
            if found is not None:
                yield found
        yield from _texts(child, name, child.name if isinstance(child, ast.ClassDef) else owner)


def _text(call: ast.Call, place: str, owner: str) -> Text | None:
    called = call.func
    owned = called.value if isinstance(called, ast.Attribute) else None
    what = called.attr if isinstance(called, ast.Attribute) else getattr(called, "id", "")
    if owned is not None and what == "translate" and ast.unparse(owned) not in OWNERS:
        # a painter's, or that of any text
        return None
    order = ORDER.get(what)
    given = {**dict(zip(order or (), call.args, strict=False)), **_keywords(call)}
    if order is None or "text" not in given:
        return None
    if what == "tr" and owned is not None:
        # Qt takes the class as the context
        given["context"] = ast.Constant(owner)
    words = [given.get(part, ast.Constant("")) for part in ("context", "text", "note")]
    literals = [one.value for one in words if isinstance(one, ast.Constant)]
    # Qt itself knows no plural without a catalogue
    if (what == "tr" and "n" in given) or not all(isinstance(one, str) for one in literals):
        literals = []
    context, text, note = literals if len(literals) == 3 else ("", ast.unparse(call), "")
    return Text(place, str(context), str(text), str(note), "n" in given)


def _keywords(call: ast.Call) -> dict[str, ast.expr]:
    return {keyword.arg: keyword.value for keyword in call.keywords if keyword.arg}


def all_texts() -> list[Text]:
    """Return all texts of the interface."""
    found = [text for path in sorted(SOURCE.rglob("*.py")) for text in texts_in(path)]
    return [*found, *_stances(), *_settings()]


def _stances() -> Iterator[Text]:
    """Yield the titles and words of the stances: the program says them, no teacher wrote them."""
    for name in stance_names():
        place = f"resources/stances/{name}.yaml"
        content = yaml.safe_load((ROOT / place).read_text("utf-8"))
        words = dict(content.get("words", {}))
        for text in [content["title"], *words.pop("steps", ()), *words.values()]:
            yield Text(place, "Stance", text, "", plural=False)


def _settings() -> Iterator[Text]:
    """Yield what the settings file says about each setting."""
    for info in fields(Settings):
        text = description_of(info.type)
        yield Text(f"the setting {info.name}", "Settings file", text, "", plural=False)


def collect(texts: Iterable[Text], target: Path, language: str) -> None:
    """Bring the texts in the file `target` (`.ts`) up to date, or begin it, by lupdate."""
    # the first language makes the folder, and lupdate cannot
    target.parent.mkdir(exist_ok=True)
    with tempfile.TemporaryDirectory() as folder:
        proxy = Path(folder, "texts.py")
        proxy.write_text("".join(_line(text) for text in texts if text.context), "utf-8")
        options = ["-locations", "none", "-no-obsolete", "-source-language", "en"]
        _run("lupdate", *options, proxy, "-ts", target, "-target-language", language)


def _line(text: Text) -> str:
    # a number is the one form of a count that lupdate knows
    words = [json.dumps(part, ensure_ascii=False) for part in text[1:4]]
    return f"translate({', '.join([*words, *(['1'] if text.plural else [])])})\n"


def broken_in(target: Path) -> list[str]:
    """Return the translations in the file `target` (`.ts`) whose placeholders are not the text's.

    With one that is not known, the program would end where it says that text.
    """
    found = []
    for message in ElementTree.parse(target).iter("message"):  # noqa: S314 - a file of the project
        text, told = message.findtext("source", ""), message.find("translation")
        for form in (*told.iter("numerusform"), told) if told is not None else ():
            words = form.text or ""
            if words.strip() and {*PLACEHOLDER.findall(words)} != {*PLACEHOLDER.findall(text)}:
                found.append(f"{target.name}: {text!r} is not {words!r}")
    return found


def release(target: Path) -> Path:
    """Make the catalogue (`.qm`) beside the file `target` (`.ts`), and return its path."""
    made = target.with_suffix(".qm")
    _run("lrelease", target, "-qm", made)
    return made


def _run(tool: str, *words: str | Path) -> None:
    line = [Path(sys.executable).with_name(f"pyside6-{tool}"), *words]
    subprocess.run(line, check=True, capture_output=True)


def main(languages: list[str]) -> None:
    """Bring all translations up to date, and begin those that are new."""
    known = {path.stem.removeprefix("supine_") for path in FOLDER.glob("supine_*.ts")}
    texts = all_texts()
    for text in texts:
        if not text.context:
            print(f"{text.place}: it has no context, or is no literal: {text.text}")
    if not all(text.context for text in texts):
        sys.exit(1)
    for language in sorted(known | set(languages)):
        target = FOLDER / f"supine_{language}.ts"
        collect(texts, target, language)
        broken = broken_in(target)
        if broken:
            sys.exit("\n".join(["placeholders must stay as they are:", *broken]))
        print(release(target).relative_to(ROOT))


if __name__ == "__main__":
    main(sys.argv[1:])
