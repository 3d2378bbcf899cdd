from __future__ import annotations

import pytest
from PySide6.QtCore import QRectF, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLabel
from pytestqt.qtbot import QtBot

from supine.settings.declaration import Person
from supine.settings.startup_theme import THEMES, ThemeName
from supine.ui import words
from supine.ui.pages.set_up import SetUpPage, paint_place
from supine.ui.practice.view import Look
from supine.ui.theme import theme
from tests.helpers import Heard, cut_off, painted, shown, where


@pytest.fixture
def view(qtbot: QtBot) -> SetUpPage:
    made = SetUpPage()
    qtbot.addWidget(made)
    made.set_look(Look(theme("dawn"), 37.0, still=False), 1.5)
    return made


def said(view: SetUpPage) -> str:
    return "\n".join(label.text() for label in view.findChildren(QLabel))


def test_it_says_where_the_laptop_goes_how_to_lie_down_and_the_keys(view: SetUpPage) -> None:
    text = said(view)
    assert "Beside your mat, about 1.5 m from your head." in text
    assert "Up: bend your knees, roll to one side" in text
    assert "Space\nPause, and go on" in text
    assert "X\nStop safely" in text
    assert "You find this page again in the settings." in text


def test_a_screen_reader_says_all_of_it_with_the_button(view: SetUpPage) -> None:
    told = view.start.accessibleDescription().split("\n")
    assert told[:3] == [
        "Before you lie down",
        "Where the laptop goes",
        "Beside your mat, about 1.5 m from your head.",
    ]
    assert told[-2:] == ["?", "All keys"]
    assert len(told) == len(set(told))


def test_the_distance_is_the_one_that_is_set(
    view: SetUpPage, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(words, "uses_inches", lambda: True)
    view.set_look(Look(theme("dawn"), 37.0, still=False), 2.0)
    assert "about 6 ft 7 in from your head" in said(view)
    assert "1.5 m" not in said(view)


def test_one_key_skips_it(view: SetUpPage, qtbot: QtBot) -> None:
    left = Heard(view.left)
    shown(qtbot, view, (1366, 768))
    view.start.setFocus()
    for key in (Qt.Key.Key_Space, Qt.Key.Key_Escape):
        QTest.keyClick(view.start, key)
    view.hide()
    assert len(left.said) == 2


@pytest.mark.parametrize("size", [(640, 340), (683, 384), (1366, 768), (1920, 1080)])
def test_no_words_are_cut_off(view: SetUpPage, qtbot: QtBot, size: tuple[int, int]) -> None:
    shown(qtbot, view, size)
    assert cut_off(view) == []
    view.hide()


@pytest.mark.parametrize("name", THEMES)
def test_the_laptop_stands_before_the_mat(qtbot: QtBot, name: ThemeName) -> None:
    assert qtbot
    colours = theme(name)
    picture = painted(
        560, 230, lambda painter: paint_place(painter, QRectF(0, 0, 560, 230), colours, Person())
    )
    laptop, mat = where(picture, colours.soft_ink), where(picture, colours.mat)
    assert laptop.any()
    assert laptop.nonzero()[0].max() > mat.nonzero()[0].max()
