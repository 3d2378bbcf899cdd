from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtCore import QLocale
from pytestqt.qtbot import QtBot

from supine.library import loader as module
from supine.library.loader import Loader
from supine.region import first_weekday, uses_decimal_comma, uses_inches, uses_letter
from supine.resources import shipped_sequences


@pytest.mark.parametrize(
    ("where", "inches"), [("en_US", True), ("en_GB", True), ("de_DE", False), ("en_AU", False)]
)
def test_people_measure_as_is_usual_where_they_live(where: str, *, inches: bool) -> None:
    assert uses_inches(QLocale(where)) == inches


@pytest.mark.parametrize(
    ("where", "letter"), [("en_US", True), ("fr_CA", True), ("en_GB", False), ("de_DE", False)]
)
def test_paper_is_as_is_usual_where_they_live(where: str, *, letter: bool) -> None:
    assert uses_letter(QLocale(where)) == letter


@pytest.mark.parametrize(("where", "comma"), [("en_US", False), ("de_DE", True), ("de_CH", False)])
def test_a_comma_is_the_decimal_sign_where_it_is_usual(where: str, *, comma: bool) -> None:
    assert uses_decimal_comma(QLocale(where)) == comma


@pytest.mark.parametrize(("where", "day"), [("en_US", 6), ("de_DE", 0), ("ar_EG", 5)])
def test_weeks_begin_as_is_usual_where_people_live(where: str, day: int) -> None:
    assert first_weekday(QLocale(where)) == day


@pytest.mark.parametrize(("inches", "said"), [(True, "two inches"), (False, "five centimetres")])
def test_a_sequence_is_read_in_what_is_usual_here(
    qtbot: QtBot, monkeypatch: pytest.MonkeyPatch, said: str, *, inches: bool
) -> None:
    monkeypatch.setattr(module, "uses_inches", lambda: inches)
    loader = Loader()
    with qtbot.waitSignal(loader.loaded) as heard:
        loader.load([(Path(shipped_sequences()[0]), False)])
    loader.close()
    assert f"shift them {said} to the" in str(heard.args[1].sequence)
