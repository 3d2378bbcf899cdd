"""A turned practice screen shows the same picture as an upright one, turned."""

from __future__ import annotations

from itertools import combinations
from typing import Any

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as some
from PySide6.QtCore import QPoint, QPointF, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QImage, QRegion, QTransform
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QPushButton, QWidget
from pytestqt.qtbot import QtBot

from supine.figure.stage import Stage
from supine.settings.declaration import Turn
from supine.ui.painting.circle import CircleValues
from supine.ui.practice.keys import key_list
from supine.ui.practice.overlay import Answer, Overlay
from supine.ui.practice.view import Look, PracticeView
from supine.ui.theme import theme
from supine.ui.widgets.breath_circle import BreathCircle
from supine.ui.widgets.turnable import (
    next_turn,
    turn_rect,
    turn_region,
    turn_transform,
    upright_region,
)
from tests.conftest import FakeClock
from tests.helpers import SIZES, Heard, pixels, practice_at, press, shipped_plan, shown, step_of
from tests.ui.repainting import empty_screen, largest_difference, repaint

TURNS: tuple[Turn, ...] = ("left", "right")
HOLD = step_of("hold", side="right")
PARTS = ("side", "pose", "time", "cue", "circle", "phase", "caption", "figure", "thumbnail",
         "timeline", "controls")  # fmt: skip
LETTERS_APART = 24
"""Pixels by which the length of a turned line may differ: turned letters have no hinting."""

ALIKE = 0.94
"""The part of the pixels that must be alike: turned letters are drawn without hinting."""


def view_of(qtbot: QtBot, clock: FakeClock, size: tuple[int, int], turn: Turn) -> PracticeView:
    """Return the practice screen of `size` in a hold, turned."""
    made = PracticeView(Look(theme("dawn"), 40.0, still=False, turn=turn))
    qtbot.addWidget(made)
    made.resize(*size)
    made.grab()
    made.set_stage(Stage(shipped_plan()))
    practice = practice_at(HOLD, 13.0, clock)
    made.show_moment(practice, practice.moment)
    shown(qtbot, made, size)
    return made


def upright_again(picture: QImage, turn: Turn) -> QImage:
    """Return the picture that a person who lies on one side sees."""
    return picture.transformed(QTransform().rotate(90 if turn == "left" else -90))


def alike(one: QImage, other: QImage) -> float:
    """Return the part of the pixels, 0 to 1, that are nearly equal."""
    assert one.size() == other.size()
    return float((np.abs(pixels(one) - pixels(other)).max(axis=2) <= 40).mean())


def ink(picture: QImage) -> Any:
    """Return the left, upper, right and lower end of the text in `picture`."""
    field = pixels(picture)
    rows, columns = np.nonzero(np.abs(field - field[0, 0]).max(axis=2) > 40)
    return np.array([columns.min(), rows.min(), columns.max(), rows.max()])


@pytest.mark.parametrize("turn", TURNS)
@pytest.mark.parametrize("size", [(800, 600), (1280, 800), (1920, 1080)])
def test_every_part_is_turned(
    qtbot: QtBot, clock: FakeClock, size: tuple[int, int], turn: Turn
) -> None:
    lying = view_of(qtbot, clock, size, turn)
    upright = view_of(qtbot, clock, (size[1], size[0]), "none")
    for name in PARTS:
        one, other = getattr(lying, name), getattr(upright, name)
        assert one.geometry() == turn_rect(other.geometry(), QSize(*size), turn), name
        seen = upright_again(one.grab().toImage(), turn)
        standing = other.grab().toImage()
        if name in ("circle", "figure", "timeline", "thumbnail", "controls"):
            assert alike(seen, standing) > ALIKE, name
        else:
            assert np.abs(ink(seen) - ink(standing)).max() <= LETTERS_APART, name
    whole = alike(upright_again(lying.grab().toImage(), turn), upright.grab().toImage())
    assert whole > ALIKE


def test_the_comparison_finds_a_wrong_turn(qtbot: QtBot, clock: FakeClock) -> None:
    lying = view_of(qtbot, clock, (1280, 800), "left")
    upright = view_of(qtbot, clock, (800, 1280), "none")
    assert alike(upright_again(lying.grab().toImage(), "right"), upright.grab().toImage()) < 0.9


@pytest.mark.parametrize("turn", TURNS)
def test_no_two_parts_share_a_pixel(qtbot: QtBot, clock: FakeClock, turn: Turn) -> None:
    view = view_of(qtbot, clock, (1281, 803), turn)
    for size in (*SIZES, (640, 480), (1281, 803)):
        view.resize(*size)
        shown_parts = [getattr(view, name) for name in (*PARTS, "locked_word")]
        parts = [part.geometry() for part in shown_parts if part.isVisible()]
        for one, other in combinations(parts, 2):
            assert not one.intersects(other)
        assert all(view.rect().contains(part) for part in parts)


@pytest.mark.parametrize("turn", TURNS)
@pytest.mark.parametrize("size", [(600, 340), (640, 480), *SIZES])
def test_the_words_of_turned_buttons_fit(
    qtbot: QtBot, clock: FakeClock, size: tuple[int, int], turn: Turn
) -> None:
    view = view_of(qtbot, clock, size, turn)
    controls = view.controls
    places = []
    for button in controls.buttons.values():
        assert button.size().transposed().width() >= button.sizeHint().width()
        assert button.width() >= button.sizeHint().height()
        assert controls.rect().contains(button.geometry())
        places.append(button.geometry())
    assert not any(one.intersects(other) for one, other in combinations(places, 2))


@pytest.mark.parametrize("turn", TURNS)
def test_a_click_on_a_turned_segment_goes_to_it(qtbot: QtBot, clock: FakeClock, turn: Turn) -> None:
    view = view_of(qtbot, clock, (1280, 800), turn)
    chosen = Heard(view.chosen)
    segments = shipped_plan().segments
    high = view.timeline.height()
    for share, segment in ((0.01, segments[0]), (0.995, segments[-1])):
        along = round(high * (1 - share if turn == "left" else share))
        QTest.mouseClick(
            view.timeline, Qt.MouseButton.LeftButton, pos=QPoint(view.timeline.width() // 2, along)
        )
        assert chosen.said[-1] == segment.start


@pytest.mark.parametrize("turn", TURNS)
def test_a_click_on_a_turned_button_emits_its_action(
    qtbot: QtBot, clock: FakeClock, turn: Turn
) -> None:
    view = view_of(qtbot, clock, (1280, 800), turn)
    asked = Heard(view.asked)
    for action in ("back", "stop", "leave"):
        button = view.controls.findChild(QPushButton, action)
        assert button is not None
        at = button.mapTo(view, button.rect().center())
        assert view.childAt(at) is button
        QTest.mouseClick(button, Qt.MouseButton.LeftButton)
    press(view, Qt.Key.Key_Right)
    assert asked.said == ["back", "stop", "leave", "next"]


def test_turning_and_turning_back_leaves_the_screen_as_it_was(
    qtbot: QtBot, clock: FakeClock
) -> None:
    view = view_of(qtbot, clock, (1280, 800), "none")
    look, before = view.look, view.grab().toImage()
    for turn in (*TURNS, "none"):
        view.set_look(Look(look.theme, look.size, look.still, look.person, turn))
        QApplication.processEvents()
    assert largest_difference(before, view.grab().toImage()) == 0


@pytest.mark.parametrize("turn", TURNS)
def test_the_moved_region_of_a_turned_circle_is_painted_right(qtbot: QtBot, turn: Turn) -> None:
    circle = BreathCircle(theme("dawn"), opaque=True)
    qtbot.addWidget(circle)
    circle.resize(300, 280)
    circle.set_turn(turn)
    circle.show_values(CircleValues(0.4, 8, "right", 0.2))
    image = repaint(circle, empty_screen(circle, 1.0))
    part = QRegion()

    def asked(region: QRegion) -> None:
        nonlocal part
        part = region

    circle.update = asked  # type: ignore[method-assign, assignment]
    circle.show_values(CircleValues(0.44, 8, "right", 0.23))
    assert not part.contains(circle.rect().center())
    repaint(circle, image, part)
    assert largest_difference(image, repaint(circle, empty_screen(circle, 1.0))) <= 2


rects = some.builds(QRect, *[some.integers(0, 400)] * 2, *[some.integers(1, 300)] * 2)
sizes = some.builds(QSize, some.integers(1, 300), some.integers(1, 300))


@given(some.sampled_from(TURNS), rects, rects, sizes)
def test_regions_are_turned_and_turned_back(
    turn: Turn, one: QRect, other: QRect, size: QSize
) -> None:
    region = QRegion(one) + QRegion(other)
    there = turn_region(region, size, turn)
    assert upright_region(there, size, turn) == region
    assert sum(r.width() * r.height() for r in there) == sum(  # type: ignore[attr-defined]
        r.width() * r.height()
        for r in region  # type: ignore[attr-defined]
    )


def test_left_and_right_say_where_the_top_points() -> None:
    size = QSize(200, 100)
    assert turn_transform(size, "left").map(QPointF(50, 0)) == QPointF(0, 50)
    assert turn_transform(size, "right").map(QPointF(50, 0)) == QPointF(200, 50)
    assert turn_transform(size, "none").mapRect(QRectF(1, 2, 3, 4)) == QRectF(1, 2, 3, 4)


def test_one_key_goes_through_all_turns() -> None:
    assert [next_turn(turn) for turn in ("none", "left", "right")] == ["left", "right", "none"]


def card_over(qtbot: QtBot, size: tuple[int, int]) -> tuple[QWidget, Overlay]:
    below = QWidget()
    qtbot.addWidget(below)
    card = Overlay("All keys", below)
    card.add_rows(key_list())
    card.add_buttons(((Answer.CLOSE, "Close"), (Answer.LEAVE, "More")))
    shown(qtbot, below, size)
    return below, card


@pytest.mark.parametrize("turn", TURNS)
@pytest.mark.parametrize("size", [(640, 480), (1280, 800)])
def test_a_card_is_turned_with_all_its_parts(
    qtbot: QtBot, size: tuple[int, int], turn: Turn
) -> None:
    below, card = card_over(qtbot, size)
    other_below, upright = card_over(qtbot, (size[1], size[0]))
    upright.open(40.0)
    # turned the other way before, and placed more than once
    card.open(40.0, "right" if turn == "left" else "left")
    card.open(40.0, turn)
    card.place()
    QApplication.processEvents()
    assert below.rect().contains(card.card.geometry())
    lying = upright_again(below.grab().toImage(), turn)
    # the focus does not matter here
    upright.findChildren(QPushButton)[0].setFocus()
    assert alike(lying, other_below.grab().toImage()) > 0.96
    for part, other in zip(
        card.findChildren(QPushButton), upright.findChildren(QPushButton), strict=True
    ):
        place = turn_rect(
            QRect(other.mapTo(other_below, QPoint(0, 0)), other.size()), below.size(), turn
        )
        assert QRect(part.mapTo(below, QPoint(0, 0)), part.size()) == place


def test_a_card_is_upright_again(qtbot: QtBot) -> None:
    below, card = card_over(qtbot, (1280, 800))
    card.open(40.0)
    before = below.grab().toImage()
    card.open(40.0, "left")
    card.open(40.0)
    QApplication.processEvents()
    assert largest_difference(before, below.grab().toImage()) == 0
