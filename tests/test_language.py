"""What the interface says is in the language that was chosen."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import make_translations
import pytest
from PySide6.QtCore import QTranslator

from supine import language
from supine.language import listed, number, one_of, plural_form, system_languages, translate, use

POLISH = """<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="pl" sourcelanguage="en">
<context>
    <name>Number</name>
    <message><source>1,204.5</source>
        <comment>how a number is written: a space is welcome, too</comment>
        <translation>1\u00a0204,5</translation></message>
</context>
<context>
    <name>List</name>
    <message><source>{items} and {last}</source>
        <comment>the end of a list such as: a, b and c</comment>
        <translation>{items} i {last}</translation></message>
</context>
<context>
    <name>Words</name>
    <message><source>Begin</source><translation>Zacznij</translation></message>
    <message><source>Begin</source><comment>of a page</comment>
        <translation>Początek</translation></message>
    <message><source>End</source><translation type="unfinished"></translation></message>
    <message numerus="yes"><source>%n breath|%n breaths</source>
        <translation><numerusform>%n oddech</numerusform><numerusform>%n oddechy</numerusform>
            <numerusform>%n oddechów</numerusform></translation></message>
    <message numerus="yes"><source>%n hold|%n holds</source>
        <translation type="unfinished"><numerusform></numerusform><numerusform></numerusform>
            <numerusform></numerusform></translation></message>
</context>
</TS>
"""


@pytest.fixture
def polish(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """The catalogue of a language with three plural forms, which is spoken."""
    source = tmp_path / "supine_pl.ts"
    source.write_text(POLISH, "utf-8")
    made = make_translations.release(source)
    monkeypatch.setattr(language, "FOLDER", tmp_path)
    assert use(["pl_PL.UTF-8"]) == "pl"
    yield made
    use([])


def breaths(n: int) -> str:
    return translate("Words", "%n breath|%n breaths", n=n)


def test_in_english_the_source_is_said() -> None:
    assert translate("Words", "Begin") == "Begin"
    assert [breaths(n) for n in (0, 1, 2, 1204)] == [
        "0 breaths", "1 breath", "2 breaths", "1,204 breaths",
    ]  # fmt: skip


@pytest.mark.usefixtures("polish")
def test_the_catalogue_is_said_by_context_text_and_note() -> None:
    assert translate("Words", "Begin") == "Zacznij"
    assert translate("Words", "Begin", "of a page") == "Początek"
    assert translate("Other", "Begin") == "Begin"


@pytest.mark.usefixtures("polish")
def test_a_number_chooses_the_plural_form_of_its_language() -> None:
    assert [breaths(n) for n in (1, 2, 5, 12, 22, 1204)] == [
        "1 oddech", "2 oddechy", "5 oddechów", "12 oddechów", "22 oddechy", "1\u00a0204 oddechy",
    ]  # fmt: skip


@pytest.mark.usefixtures("polish")
def test_what_is_not_translated_yet_is_said_in_english() -> None:
    assert translate("Words", "End") == "End"
    assert translate("Words", "%n hold|%n holds", n=1) == "1 hold"
    assert translate("Words", "%n hold|%n holds", n=5) == "5 holds"


def test_qt_reads_the_same_catalogue(polish: Path) -> None:
    translator = QTranslator()
    assert translator.load(str(polish))
    assert translator.translate("Words", "Begin") == translate("Words", "Begin")
    for n in (*range(130), 1002, 1012, 11_000, 100_000):
        qt = translator.translate("Words", "%n breath|%n breaths", "", n)
        assert qt is not None
        assert qt.replace("%n", number(n)) == breaths(n)


@pytest.mark.parametrize(
    ("rules", "forms"),
    [
        # as lrelease writes them for Japanese, French, Latvian and Arabic
        ("", {0: 0, 1: 0, 7: 0}),
        ("03 01", {0: 0, 1: 0, 2: 1}),
        ("11 01 fd 29 0b ff 09 00", {1: 0, 21: 0, 11: 1, 2: 1, 0: 2}),
        (
            "01 00 ff 01 01 ff 01 02 ff 24 03 0a ff 2a 0b",
            {0: 0, 1: 1, 2: 2, 3: 3, 110: 3, 11: 4, 99: 4, 100: 5, 102: 5},
        ),
        ("41 05 fe 01 02", {5: 0, 5000: 0, 2: 0, 50: 1}),
    ],
)
def test_the_rules_of_plural_forms(rules: str, forms: dict[int, int]) -> None:
    assert {n: plural_form(bytes.fromhex(rules), n) for n in forms} == forms


def test_numbers_and_lists_in_english() -> None:
    assert [number(n) for n in (0, 7, 1204, 1.5, 2.0, 0.125, 1234567.891)] == [
        "0", "7", "1,204", "1.5", "2", "0.12", "1,234,567.89",
    ]  # fmt: skip
    assert [listed(items) for items in ([], ["a"], ["a", "b"], ["a", "b", "{c}"])] == [
        "", "a", "a and b", "a, b and {c}",
    ]  # fmt: skip
    assert one_of(["a", "b", "c"]) == "a, b or c"


@pytest.mark.usefixtures("polish")
def test_numbers_and_lists_in_another_language() -> None:
    assert [number(n) for n in (7, 1234.5)] == ["7", "1\u00a0234,5"]
    assert listed(["a", "b", "c"]) == "a, b i c"


@pytest.mark.parametrize(
    ("tags", "chosen"),
    [
        (["pl-PL"], "pl"),
        (["fr", "pl"], "pl"),
        # who asks for English first gets it, even if others are known
        (["en_GB", "pl"], "en"),
        (["C"], "en"),
        (["", "../pl"], "en"),
        ([], "en"),
    ],
)
@pytest.mark.usefixtures("polish")
def test_the_first_language_that_there_is_is_spoken(tags: list[str], chosen: str) -> None:
    assert use(tags) == chosen


@pytest.mark.parametrize(
    ("environment", "tags"),
    [
        ({"LANG": "de_AT.UTF-8"}, ["de_AT.UTF-8"]),
        ({"LANG": "de_DE", "LC_MESSAGES": "fr_FR"}, ["fr_FR"]),
        ({"LANG": "de_DE", "LC_ALL": "C.UTF-8", "LANGUAGE": "de"}, []),
        ({"LANG": "de_DE", "LANGUAGE": "sv:de"}, ["sv", "de", "de_DE"]),
        ({}, []),
    ],
)
def test_a_unix_system_tells_its_languages(environment: dict[str, str], tags: list[str]) -> None:
    assert system_languages(environment) == tags
