from __future__ import annotations

from itertools import pairwise

import pytest
from PySide6.QtCore import QEvent, QPoint, QPointF, QRectF, Qt
from PySide6.QtGui import QFocusEvent, QMouseEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from supine.ui.practice.timeline import GAP, Timeline, TimelineValues, paint_timeline, segment_rects
from supine.ui.theme import theme
from tests.helpers import Heard, painted, press, shipped_plan, where

DAWN = theme("dawn")
PLAN = shipped_plan()
BAR = QRectF(0, 0, 1200, 34)
NO_MODIFIER = Qt.KeyboardModifier.NoModifier


@pytest.fixture
def timeline(qtbot: QtBot) -> Timeline:
    made = Timeline(DAWN)
    qtbot.addWidget(made)
    made.resize(1200, 34)
    made.show_place(PLAN, 0.0)
    return made


def middle_of(index: int) -> QPoint:
    values = TimelineValues(PLAN.segments, PLAN.seconds, 0.0)
    return segment_rects(BAR.adjusted(2, 2, -2, -2), values)[index].center().toPoint()


def point_at(timeline: Timeline, index: int) -> None:
    place = QPointF(middle_of(index))
    none = Qt.MouseButton.NoButton
    timeline.mouseMoveEvent(
        QMouseEvent(QEvent.Type.MouseMove, place, place, none, none, NO_MODIFIER)
    )


def test_a_segment_is_as_wide_as_it_is_long() -> None:
    rects = segment_rects(BAR, TimelineValues(PLAN.segments, PLAN.seconds, 0.0))
    scale = BAR.width() / PLAN.seconds
    assert len(rects) == len(PLAN.segments)
    for rect, segment in zip(rects, PLAN.segments, strict=True):
        assert rect.width() + GAP == pytest.approx(segment.seconds * scale)
        assert rect.left() == pytest.approx(segment.start * scale)


def test_no_segment_overlaps_the_next_and_all_are_in_the_bar() -> None:
    rects = segment_rects(BAR, TimelineValues(PLAN.segments, PLAN.seconds, 0.0))
    assert all(a.right() <= b.left() for a, b in pairwise(rects))
    assert rects[0].left() == BAR.left()
    assert rects[-1].right() <= BAR.right()


def test_without_a_plan_there_are_no_segments() -> None:
    assert segment_rects(BAR, TimelineValues((), 0.0, 0.0)) == []


@pytest.mark.parametrize(("side", "letter"), [("right", "R"), ("left", "L")])
def test_a_side_has_its_letter_in_its_colour(qapp: QApplication, side: str, letter: str) -> None:
    assert qapp is not None
    segment = next(one for one in PLAN.segments if one.side == side)
    inside = segment_rects(
        BAR.adjusted(2, 2, -2, -2), TimelineValues(PLAN.segments, PLAN.seconds, 0.0)
    )[segment.index].adjusted(8, 4, -8, -4)

    def ink(letters: tuple[str, str]) -> int:
        values = TimelineValues(PLAN.segments, PLAN.seconds, 0.0, letters=letters)
        image = painted(1200, 34, lambda painter: paint_timeline(painter, BAR, values, DAWN))
        return int(where(image.copy(inside.toRect()), DAWN.of_side(segment.side)).sum())

    assert ink(("R", "L")) > 10
    assert ink(("", "")) == 0
    assert Timeline(DAWN).tr(letter) == letter


def test_passed_segments_are_filled(qapp: QApplication) -> None:
    assert qapp is not None

    def filled(elapsed: float) -> int:
        values = TimelineValues(PLAN.segments, PLAN.seconds, elapsed)
        image = painted(1200, 34, lambda painter: paint_timeline(painter, BAR, values, DAWN))
        return int(where(image, DAWN.right_fill).sum())

    assert filled(0.0) == 0
    assert 0 < filled(PLAN.seconds / 2) < filled(PLAN.seconds)


@pytest.mark.parametrize("index", [0, 2, 3, len(PLAN.segments) - 1])
def test_pointing_names_the_pose_its_side_and_its_length(timeline: Timeline, index: int) -> None:
    named = Heard(timeline.named)
    point_at(timeline, index)
    segment, (said,) = PLAN.segments[index], named.said
    minutes, seconds = divmod(int(segment.seconds), 60)
    assert said.endswith(f"{segment.pose}, {minutes}:{seconds:02d}")
    assert said.startswith(segment.heading)


def test_pointing_elsewhere_names_nothing(timeline: Timeline) -> None:
    point_at(timeline, 3)
    named = Heard(timeline.named)
    timeline.leaveEvent(QEvent(QEvent.Type.Leave))
    assert named.said == [""]
    assert timeline.accessibleDescription() == ""


def test_a_click_goes_to_the_start_of_the_segment(timeline: Timeline) -> None:
    chosen = Heard(timeline.chosen)
    timeline.grab()
    QTest.mouseClick(timeline, Qt.MouseButton.LeftButton, pos=middle_of(5))
    assert chosen.said == [PLAN.segments[5].start]


def test_the_focus_names_the_current_segment(timeline: Timeline) -> None:
    named = Heard(timeline.named)
    timeline.show_place(PLAN, PLAN.segments[4].start + 1)
    timeline.focusInEvent(QFocusEvent(QEvent.Type.FocusIn))
    assert PLAN.segments[4].pose in named.said[0]
    timeline.focusOutEvent(QFocusEvent(QEvent.Type.FocusOut))
    assert named.said[1:] == [""]


@pytest.mark.parametrize("enter", [Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space])
def test_arrows_mark_a_segment_and_return_or_space_goes_to_it(
    timeline: Timeline, enter: Qt.Key
) -> None:
    chosen = Heard(timeline.chosen)
    timeline.focusInEvent(QFocusEvent(QEvent.Type.FocusIn))
    for key in (Qt.Key.Key_Right, Qt.Key.Key_Right, Qt.Key.Key_Right, Qt.Key.Key_Left, enter):
        press(timeline, key)
    assert chosen.said == [PLAN.segments[2].start]


@pytest.mark.parametrize(("key", "end"), [(Qt.Key.Key_Left, 0), (Qt.Key.Key_Right, -1)])
def test_arrows_stop_at_the_ends(timeline: Timeline, key: Qt.Key, end: int) -> None:
    chosen = Heard(timeline.chosen)
    timeline.focusInEvent(QFocusEvent(QEvent.Type.FocusIn))
    for _ in range(len(PLAN.segments) + 3):
        press(timeline, key)
    press(timeline, Qt.Key.Key_Return)
    assert chosen.said == [PLAN.segments[end].start]


def test_other_keys_are_left_to_the_practice(timeline: Timeline) -> None:
    timeline.focusInEvent(QFocusEvent(QEvent.Type.FocusIn))
    assert not press(timeline, Qt.Key.Key_X).isAccepted()


def test_progress_of_less_than_two_pixels_is_not_painted(
    timeline: Timeline, monkeypatch: pytest.MonkeyPatch
) -> None:
    updates: list[float] = []
    pixel = PLAN.seconds / timeline.width()
    for moved in (0.0, 0.5, 1.0, 1.9, 2.1, 3.9, 4.3):
        monkeypatch.setattr(timeline, "update", lambda moved=moved: updates.append(moved))
        timeline.show_place(PLAN, moved * pixel)
    assert updates == [2.1, 4.3]
