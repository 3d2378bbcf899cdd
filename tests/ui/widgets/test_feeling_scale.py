"""The scale from 0 to 10: keys, mouse, clicker, what is seen and what a screen reader is told."""

from __future__ import annotations

from itertools import pairwise
from typing import get_args

import pytest
from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QAccessible, QAccessibleEvent
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from supine.journal.feeling import Stage
from supine.settings.declaration import Turn
from supine.settings.startup_theme import ThemeName
from supine.ui.painting.scale import ScaleValues, cells, paint_scale
from supine.ui.theme import theme
from supine.ui.widgets.feeling_scale import FeelingScale
from supine.ui.widgets.turnable import turn_transform
from tests.helpers import Heard, contrast, expose, fire, painted, shown, timers, where

K = Qt.Key
SIZE = (900, 120)


@pytest.fixture
def scale(qtbot: QtBot) -> FeelingScale:
    made = FeelingScale(theme("dawn"))
    qtbot.addWidget(made)
    made.set_look(theme("dawn"), 40.0)
    made.resize(*SIZE)
    return made


@pytest.fixture
def answers(scale: FeelingScale) -> list[int | None]:
    """All answers that were emitted."""
    found: list[int | None] = []
    scale.answered.connect(lambda: found.append(scale.given))
    return found


def pass_time(scale: FeelingScale) -> None:
    """Let the time pass after which the mark is kept."""
    (timer,) = timers(scale)
    fire(timer)


def test_a_number_key_answers(scale: FeelingScale, answers: list[int | None]) -> None:
    QTest.keyClick(scale, K.Key_7)
    assert answers == [7]
    QTest.keyClick(scale, K.Key_7)
    assert answers == [7], "the same once more is no other answer"


def test_one_and_zero_is_ten_and_one_alone_is_one(
    scale: FeelingScale, answers: list[int | None]
) -> None:
    QTest.keyClick(scale, K.Key_1)
    QTest.keyClick(scale, K.Key_0)
    assert answers == [10]
    QTest.keyClick(scale, K.Key_1)
    assert answers == [10]
    pass_time(scale)
    assert answers == [10, 1]


@pytest.mark.parametrize("key", [K.Key_Backspace, K.Key_Delete])
def test_an_answer_can_be_taken_back(
    scale: FeelingScale, answers: list[int | None], key: Qt.Key
) -> None:
    QTest.keyClick(scale, K.Key_3)
    QTest.keyClick(scale, key)
    assert answers == [3, None]


@pytest.mark.parametrize("turn", get_args(Turn))
@pytest.mark.parametrize("number", [0, 4, 10])
def test_a_click_answers_wherever_the_top_is(
    qtbot: QtBot, scale: FeelingScale, answers: list[int | None], number: int, turn: Turn
) -> None:
    scale.set_turn(turn)
    if turn != "none":
        scale.resize(*SIZE[::-1])
    shown(qtbot, scale, (scale.width(), scale.height()))
    place = cells(QRectF(0, 0, *SIZE))[number]
    at = turn_transform(scale.size(), turn).map(place.center()).toPoint()
    QTest.mouseClick(scale, Qt.MouseButton.LeftButton, pos=at)
    assert answers == [number]
    scale.hide()


def test_a_double_click_answers_once(
    qtbot: QtBot, scale: FeelingScale, answers: list[int | None]
) -> None:
    shown(qtbot, scale, SIZE)
    at = cells(QRectF(0, 0, *SIZE))[6].center().toPoint()
    QTest.mouseDClick(scale, Qt.MouseButton.LeftButton, pos=at)
    QTest.mouseClick(scale, Qt.MouseButton.LeftButton, pos=at)
    assert answers == [6]
    scale.hide()


@pytest.mark.parametrize(
    ("more", "less"),
    [(K.Key_Right, K.Key_Left), (K.Key_Down, K.Key_Up), (K.Key_MediaNext, K.Key_MediaPrevious)],
)
def test_a_clicker_moves_the_mark_and_leaving_it_alone_keeps_it(
    scale: FeelingScale, answers: list[int | None], more: Qt.Key, less: Qt.Key
) -> None:
    for key in (more, more, more, less):
        QTest.keyClick(scale, key)
    assert scale.mark == 6
    assert answers == []
    pass_time(scale)
    assert answers == [6]


@pytest.mark.parametrize("key", [K.Key_F5, K.Key_Space, K.Key_Return, K.Key_MediaPlay])
def test_one_press_more_keeps_it(
    scale: FeelingScale, answers: list[int | None], key: Qt.Key
) -> None:
    QTest.keyClick(scale, K.Key_Left)
    QTest.keyClick(scale, K.Key_Left)
    QTest.keyClick(scale, key)
    assert answers == [4]
    assert timers(scale) == []


def test_an_accidental_press_keeps_nothing(scale: FeelingScale, answers: list[int | None]) -> None:
    QTest.keyClick(scale, K.Key_Right)
    pass_time(scale)
    assert answers == []
    assert (scale.mark, scale.stage) == (None, Stage.SETTLED)


def test_what_is_under_way_is_kept_when_the_page_is_left(
    qtbot: QtBot, scale: FeelingScale, answers: list[int | None]
) -> None:
    shown(qtbot, scale, SIZE)
    QTest.keyClick(scale, K.Key_Right)
    QTest.keyClick(scale, K.Key_Right)
    scale.hide()
    assert answers == [6]
    assert timers(scale) == []


def test_keys_that_mean_nothing_here_are_left_to_the_page(scale: FeelingScale) -> None:
    for key in (K.Key_O, K.Key_Space, K.Key_Return, K.Key_Escape, K.Key_F5):
        QTest.keyClick(scale, key)
    assert (scale.given, scale.stage) == (None, Stage.SETTLED)


def test_a_screen_reader_is_told_what_it_is_and_each_number(
    scale: FeelingScale, monkeypatch: pytest.MonkeyPatch
) -> None:
    told = Heard()

    def keep(event: QAccessibleEvent) -> None:
        told(event.message())  # type: ignore[attr-defined]

    is_now = QAccessible.queryAccessibleInterface(scale)
    assert is_now.text(QAccessible.Text.Value) == "No answer"
    monkeypatch.setattr(QAccessible, "isActive", lambda: True)
    monkeypatch.setattr(QAccessible, "updateAccessibility", keep)
    QTest.keyClick(scale, K.Key_3)
    QTest.keyClick(scale, K.Key_Right)
    QTest.keyClick(scale, K.Key_Right)
    scale.settle()
    assert told.said == ["3 of 10", "4 of 10"]
    assert is_now.text(QAccessible.Text.Name).startswith("How does your back feel")
    assert is_now.text(QAccessible.Text.Value) == "4 of 10"
    assert is_now.valueInterface().currentValue() == 4


def test_a_reader_of_the_focus_hears_the_number_once(
    scale: FeelingScale, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    told: list[QAccessibleEvent] = []
    expose(qtbot, scale)
    scale.setFocus()
    monkeypatch.setattr(QAccessible, "isActive", lambda: True)
    monkeypatch.setattr(QAccessible, "updateAccessibility", told.append)
    QTest.keyClick(scale, K.Key_3)
    assert [one.type() for one in told] == [QAccessible.Event.ValueChanged]


@pytest.mark.parametrize("name", get_args(ThemeName))
def test_the_answer_is_filled_and_its_number_can_be_read(name: ThemeName) -> None:
    colours = theme(name)
    rect = QRectF(0, 0, *SIZE)
    values = ScaleValues(given=3, ends=("no pain", "worst pain"), most=40.0)
    image = painted(*SIZE, lambda painter: paint_scale(painter, rect, values, colours))
    found = where(image, colours.accent)
    places = [place.toRect() for place in cells(rect)]
    filled = [
        found[one.top() : one.bottom(), one.left() : one.right()].mean() > 0.5 for one in places
    ]
    assert filled == [number == 3 for number in range(11)]
    for front, back in (
        (colours.on_accent, colours.accent),
        (colours.ink, colours.surface),
        (colours.ink, colours.circle),
    ):
        assert contrast(front, back) >= 4.5


@pytest.mark.parametrize("size", [(720, 44), (270, 44), (1256, 160), (552, 60)])
def test_the_numbers_lie_side_by_side_within_the_scale(size: tuple[int, int]) -> None:
    rect = QRectF(0, 0, *size)
    places = cells(rect)
    assert len(places) == 11
    assert all(rect.contains(place) for place in places)
    for one, following in pairwise(places):
        assert one.right() < following.left()
