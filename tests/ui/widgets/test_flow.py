from __future__ import annotations

from collections.abc import Sequence

import pytest
from PySide6.QtCore import QPoint, QRect, Qt
from PySide6.QtWidgets import QStyle, QWidget
from pytestqt.qtbot import QtBot

from supine.ui.widgets.flow import Flow, read_place


@pytest.fixture
def place(qtbot: QtBot) -> QWidget:
    made = QWidget()
    qtbot.addWidget(made)
    return made


def filled(place: QWidget, widths: Sequence[int]) -> tuple[Flow, list[QWidget]]:
    flow = Flow()
    place.setLayout(flow)
    parts = [QWidget() for _ in widths]
    for part, width in zip(parts, widths, strict=True):
        part.setFixedSize(width, 40)
        flow.addWidget(part)
    return flow, parts


def corners(place: QWidget, parts: Sequence[QWidget], width: int) -> list[QPoint]:
    place.resize(width, 400)
    layout = place.layout()
    assert layout is not None
    layout.setGeometry(place.rect())
    return [part.pos() for part in parts]


def test_items_are_side_by_side_if_there_is_room(place: QWidget) -> None:
    flow, parts = filled(place, [80, 60, 100])
    assert flow.sizeHint().width() == 260
    assert corners(place, parts, 260) == [QPoint(0, 0), QPoint(90, 0), QPoint(160, 0)]
    assert flow.heightForWidth(260) == 40


def test_an_item_without_room_begins_a_new_row(place: QWidget) -> None:
    flow, parts = filled(place, [80, 60, 100])
    assert corners(place, parts, 259) == [QPoint(0, 0), QPoint(90, 0), QPoint(0, 50)]
    assert flow.heightForWidth(259) == 90


def test_the_minimum_width_is_that_of_the_widest_item(place: QWidget) -> None:
    flow, parts = filled(place, [80, 60, 100])
    assert flow.minimumSize().width() == 100
    assert [corner.x() for corner in corners(place, parts, 100)] == [0, 0, 0]


def test_it_can_be_empty_and_items_can_be_removed(place: QWidget) -> None:
    flow, parts = filled(place, [80])
    assert flow.takeAt(0) is not None
    assert flow.takeAt(0) is None
    assert flow.itemAt(0) is None
    assert flow.heightForWidth(100) == 0
    assert parts[0].parent() is place


def test_a_hidden_item_leaves_no_gap(place: QWidget) -> None:
    flow, parts = filled(place, [80, 60, 100])
    parts[1].hide()
    corners(place, parts, 400)
    assert parts[2].x() == 80 + flow.spacing()


@pytest.mark.parametrize("direction", Qt.LayoutDirection)
@pytest.mark.parametrize("place", [QRect(7, 3, 40, 20), QRect(60, 3, 1, 1), QRect(5, 0, 101, 9)])
def test_what_is_read_to_the_left_is_mirrored_as_qt_does_it(
    direction: Qt.LayoutDirection, place: QRect
) -> None:
    room = QRect(5, 0, 101, 50)
    assert read_place(direction, room, place) == QStyle.visualRect(direction, room, place)
