"""All words of the interface can be translated."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from pathlib import Path

import make_translations
import pytest

import supine

SOURCE = Path(supine.__file__).parent
FILES = sorted(SOURCE.rglob("*.py"))
SHOWS = {
    "setText", "setWindowTitle", "setAccessibleName", "setAccessibleDescription", "setToolTip",
    "QPushButton", "QLabel", "QCheckBox", "QListWidgetItem", "QGroupBox", "plain_label",
    "own_label", "Card", "SettingCard", "VoiceCard", "TickBox", "add_words", "add_choice",
    "Overlay", "TextValues", "TurnableButton", "TurnableLabel", "notice", "say",
    "show_missing", "show_notice", "show_state", "trying", "missing",
}  # fmt: skip
"""Functions, classes and signals whose first argument is a text that a person sees."""


def shown_without_translation(tree: ast.AST) -> Iterator[ast.expr]:
    for call in (node for node in ast.walk(tree) if isinstance(node, ast.Call)):
        if name_of(call) in SHOWS and call.args:
            first = call.args[0]
            yield from (part for part in literals(first) if has_words(part))


def name_of(call: ast.Call) -> str:
    called = call.func
    if isinstance(called, ast.Attribute):
        owner = called.value
        emitting = called.attr == "emit" and isinstance(owner, ast.Attribute)
        return owner.attr if emitting and isinstance(owner, ast.Attribute) else called.attr
    return called.id if isinstance(called, ast.Name) else ""


def literals(value: ast.expr) -> Iterator[ast.expr]:
    if isinstance(value, ast.IfExp):
        yield from (*literals(value.body), *literals(value.orelse))
    elif isinstance(value, (ast.JoinedStr, ast.Constant)):
        yield value


def has_words(value: ast.expr) -> bool:
    parts = value.values if isinstance(value, ast.JoinedStr) else [value]
    texts = [part.value for part in parts if isinstance(part, ast.Constant)]
    return any(isinstance(text, str) and any(c.isalpha() for c in text) for text in texts)


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
def test_no_word_is_shown_untranslated(path: Path) -> None:
    tree = ast.parse(path.read_text("utf-8"))
    found = [f"line {one.lineno}: {ast.unparse(one)}" for one in shown_without_translation(tree)]
    assert found == []


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
def test_a_translated_text_is_a_literal_with_a_context(path: Path) -> None:
    without = [one.place for one in make_translations.texts_in(path) if not one.context]
    assert without == []


@pytest.mark.parametrize(
    "text",
    [
        "label.setText('Begin')",
        "QPushButton(f'{n} left')",
        "self.window.show_notice('No' if x else tr('a'))",
        "self.missing.emit('No device')",
    ],
)
def test_the_search_finds_a_word_that_was_forgotten(text: str) -> None:
    assert len(list(shown_without_translation(ast.parse(text)))) == 1


def test_the_search_ignores_signs_and_translations() -> None:
    text = "label.setText(' · '.join(a)); QLabel(self.tr('Begin')); setText(f'{a}: {b}')"
    assert list(shown_without_translation(ast.parse(text))) == []
