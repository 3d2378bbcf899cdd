"""The calendar: a day is chosen by mouse or keyboard, and each day shows what it has."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PySide6.QtCore import QPoint, QRectF, Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from supine.ui.painting.month import Mark, MonthValues, paint_month, places
from supine.ui.theme import theme
from supine.ui.widgets.month_view import FIRST, LAST, MonthView, moved
from tests.helpers import Heard, painted, shown, where

TODAY = date(2026, 11, 27)
MARKS = {date(2026, 11, 24): Mark(2, 1880.0, alone=True), date(2026, 10, 3): Mark(1, 0.0, True)}
K = Qt.Key
NONE, SHIFT, CONTROL = (
    Qt.KeyboardModifier.NoModifier,
    Qt.KeyboardModifier.ShiftModifier,
    Qt.KeyboardModifier.ControlModifier,
)
RECT = QRectF(0, 0, 420, 340)


@pytest.fixture
def view(qtbot: QtBot) -> MonthView:
    made = MonthView(theme("dawn"), 0, MARKS.get)
    qtbot.addWidget(made)
    made.show_day(TODAY, TODAY)
    made.resize(420, 340)
    return made


@pytest.mark.parametrize(
    ("key", "how", "there"),
    [
        (K.Key_Left, NONE, date(2026, 11, 26)),
        (K.Key_Right, NONE, date(2026, 11, 28)),
        (K.Key_Up, NONE, date(2026, 11, 20)),
        (K.Key_Down, NONE, date(2026, 12, 4)),
        (K.Key_PageUp, NONE, date(2026, 10, 27)),
        (K.Key_PageDown, NONE, date(2026, 12, 27)),
        (K.Key_PageUp, SHIFT, date(2025, 11, 27)),
        (K.Key_PageDown, CONTROL, date(2027, 11, 27)),
        (K.Key_Home, NONE, date(2026, 11, 1)),
        (K.Key_End, NONE, date(2026, 11, 30)),
    ],
)
def test_keys_choose_another_day(
    view: MonthView, key: Qt.Key, how: Qt.KeyboardModifier, there: date
) -> None:
    heard = Heard(view.chosen)
    QTest.keyClick(view, key, how)
    assert view.day == there
    assert heard.said == [there]
    assert view.values.first == there.replace(day=1)


def test_return_goes_on_to_what_is_in_the_day(view: MonthView) -> None:
    heard = Heard(view.entered)
    QTest.keyClick(view, K.Key_Return)
    assert len(heard.said) == 1


def test_other_keys_are_left_to_the_page(view: MonthView) -> None:
    heard = Heard(view.chosen)
    QTest.keyClick(view, K.Key_A)
    assert heard.said == []


def test_a_click_chooses_the_day_under_the_mouse(view: MonthView) -> None:
    place = places(QRectF(view.rect()), view.values)[date(2026, 11, 3)]
    QTest.mouseClick(view, Qt.MouseButton.LeftButton, pos=place.center().toPoint())
    assert view.day == date(2026, 11, 3)
    QTest.mouseClick(view, Qt.MouseButton.LeftButton, pos=QPoint(1, 1))
    assert view.day == date(2026, 11, 3)


def test_only_the_marks_of_the_month_are_asked_for(view: MonthView) -> None:
    assert view.values.marks == {date(2026, 11, 24): MARKS[date(2026, 11, 24)]}
    QTest.keyClick(view, K.Key_PageUp)
    assert list(view.values.marks) == [date(2026, 10, 3)]


def test_it_ends_where_no_entry_can_lie(view: MonthView) -> None:
    view.show_day(FIRST)
    QTest.keyClick(view, K.Key_PageUp, SHIFT)
    assert view.day == FIRST
    view.show_day(LAST)
    QTest.keyClick(view, K.Key_Down)
    assert view.day == LAST


DATES = st.dates(FIRST, LAST)


@given(DATES, st.integers(-30, 30))
def test_a_month_later_is_the_same_day_or_the_last_of_that_month(day: date, months: int) -> None:
    there = moved(day, months)
    assert there.year * 12 + there.month == day.year * 12 + day.month + months
    assert there.day == day.day or (there.day < day.day and (there + timedelta(days=1)).day == 1)


@given(DATES, st.integers(0, 6))
def test_every_day_of_the_month_has_its_place_below_its_weekday(
    day: date, first_weekday: int
) -> None:
    values = MonthValues(day.replace(day=1), ("",) * 7, first_weekday)
    found = places(RECT, values)
    assert len(found) == (moved(values.first, 1) - values.first).days
    for one, place in found.items():
        column = round((place.center().x() - RECT.width() / 14) / (RECT.width() / 7))
        assert column == (one.weekday() - first_weekday) % 7
        assert RECT.contains(place)
    middles = sorted((round(place.y()), round(place.x())) for place in found.values())
    assert middles == [(round(p.y()), round(p.x())) for p in found.values()]


def bar_length(seconds: float) -> int:
    values = MonthValues(date(2026, 11, 1), ("M",) * 7, marks={TODAY: Mark(1, seconds, False)})
    colours = theme("dawn")
    image = painted(420, 340, lambda painter: paint_month(painter, RECT, values, colours))
    return int(where(image, colours.accent).any(axis=0).sum())


def test_the_bar_of_a_day_is_as_long_as_was_practised(qtbot: QtBot) -> None:
    assert qtbot
    quarter, half, whole, more = (bar_length(minutes * 60.0) for minutes in (15, 30, 60, 90))
    assert half == pytest.approx(2 * quarter, abs=4)
    assert whole == pytest.approx(4 * quarter, abs=8)
    assert more == whole


def test_the_bar_of_a_few_minutes_is_not_taken_for_a_dot(qtbot: QtBot) -> None:
    assert qtbot
    values = MonthValues(date(2026, 11, 1), ("M",) * 7, marks={TODAY: Mark(1, 120.0, False)})
    colours = theme("dawn")
    image = painted(420, 340, lambda painter: paint_month(painter, RECT, values, colours))
    bar = where(image, colours.accent)
    assert bar.any(axis=0).sum() > 1.4 * bar.any(axis=1).sum()


def test_a_day_without_a_practice_has_a_dot_alone(qtbot: QtBot) -> None:
    assert qtbot
    values = MonthValues(date(2026, 11, 1), ("M",) * 7, marks={TODAY: Mark(1, 0.0, alone=True)})
    colours = theme("dawn")
    image = painted(420, 340, lambda painter: paint_month(painter, RECT, values, colours))
    dot = where(image, colours.accent)
    assert 0 < dot.any(axis=0).sum() <= 8
    assert 0 < dot.any(axis=1).sum() <= 8


def test_today_is_marked_though_another_day_is_chosen(view: MonthView, qtbot: QtBot) -> None:
    shown(qtbot, view, (420, 340))
    view.choose(date(2026, 11, 3))
    with_today = view.grab().toImage()
    view.show_day(date(2026, 11, 3), date(2026, 1, 1))
    assert view.grab().toImage() != with_today
