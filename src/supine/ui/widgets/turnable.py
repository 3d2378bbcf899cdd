"""Widgets of the practice screen that can be turned a quarter turn, and the geometry behind them.

A person who lies on one side sees the screen turned. All places are calculated in *upright*
coordinates, as if the screen were not turned: a turned screen has an upright size with width and
height exchanged. Each widget is put where its upright place is after the turn, and turns its
painter. So keys, focus, mouse and repaints are those of any other widget, and a hold costs the same
as upright (showing the page in a graphics scene took up to 1.4 times as much).
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from PySide6 import QtWidgets
from PySide6.QtCore import QPoint, QPointF, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QKeyEvent, QPainter, QPaintEvent, QPalette, QRegion, QTransform
from PySide6.QtWidgets import QWidget

from supine.settings.declaration import Turn
from supine.ui.widgets.labels import Button, Label

TURN_ORDER: tuple[Turn, ...] = ("none", "left", "right")
"""The order in which one key goes through the turns."""


def next_turn(turn: Turn) -> Turn:
    """Return the turn that follows `turn`."""
    return TURN_ORDER[(TURN_ORDER.index(turn) + 1) % len(TURN_ORDER)]


def upright_size(size: QSize, turn: Turn) -> QSize:
    """Return the upright size of a widget of `size`, or the reverse."""
    return size if turn == "none" else size.transposed()


def turn_transform(size: QSize, turn: Turn) -> QTransform:
    """Return the transform from upright coordinates to those of a widget of `size`.

    `turn` says where the top points.
    """
    if turn == "left":
        return QTransform(0, -1, 1, 0, 0, size.height())
    if turn == "right":
        return QTransform(0, 1, -1, 0, size.width(), 0)
    return QTransform()


def turn_rect(place: QRect, size: QSize, turn: Turn) -> QRect:
    """Return where the upright `place` is on a widget of `size`, exact in whole pixels."""
    return turn_transform(size, turn).mapRect(place)


def turn_region(region: QRegion, size: QSize, turn: Turn) -> QRegion:
    """Return where the upright `region` is on a widget of `size`."""
    return _map_region(region, turn_transform(size, turn)) if turn != "none" else region


def upright_region(region: QRegion, size: QSize, turn: Turn) -> QRegion:
    """Return `region` of a widget of `size` in upright coordinates."""
    if turn == "none":
        return region
    return _map_region(region, turn_transform(size, turn).inverted()[0])


def _map_region(region: QRegion, transform: QTransform) -> QRegion:
    """Map each rectangle: Qt's mapping of a region uses paths, and may be wrong by one pixel."""
    mapped = QRegion()
    for rect in region:  # type: ignore[attr-defined]
        mapped += transform.mapRect(rect)
    return mapped


class Turnable(QWidget):
    """A widget that paints in upright coordinates and can be turned."""

    turn: Turn = "none"
    """Where the top points."""

    def set_turn(self, turn: Turn) -> None:
        """Turn the widget."""
        if turn != self.turn:
            self.turn = turn
            self.update()

    @property
    def upright_size(self) -> QSize:
        """The upright size, in logical pixels."""
        return upright_size(self.size(), self.turn)

    @property
    def upright_rect(self) -> QRectF:
        """The whole widget in upright coordinates."""
        wide, high = self.width(), self.height()
        return QRectF(0, 0, wide, high) if self.turn == "none" else QRectF(0, 0, high, wide)

    def to_upright(self, point: QPointF) -> QPointF:
        """Return `point` of the widget, such as the pointer's, in upright coordinates."""
        return turn_transform(self.size(), self.turn).inverted()[0].map(point)

    def update_upright(self, region: QRegion) -> None:
        """Repaint the upright `region`."""
        self.update(turn_region(region, self.size(), self.turn))

    def turn_painter(self, painter: QPainter) -> None:
        """Let `painter` use upright coordinates from now on."""
        if self.turn != "none":
            painter.setTransform(turn_transform(self.size(), self.turn), combine=True)

    @contextmanager
    def upright_painter(self) -> Iterator[QPainter]:
        """Return a painter of this widget that uses upright coordinates."""
        with QPainter(self) as painter:
            self.turn_painter(painter)
            yield painter


ARROWS = (Qt.Key.Key_Left, Qt.Key.Key_Right, Qt.Key.Key_Up, Qt.Key.Key_Down)


class TurnableButton(Button):
    """A button of the practice whose words can be turned. Its size hint is its upright size."""

    turn: Turn = "none"

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Leave the arrows to the practice: Qt would move the focus to the next button."""
        if event.key() in ARROWS:
            event.ignore()
        else:
            super().keyPressEvent(event)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the button in its style."""
        if self.turn == "none":
            super().paintEvent(event)
            return
        option = QtWidgets.QStyleOptionButton()
        self.initStyleOption(option)
        option.rect = _upright_rect(self, self.turn)
        painter = QtWidgets.QStylePainter(self)
        with painter:
            painter.setTransform(turn_transform(self.size(), self.turn), combine=True)
            painter.drawControl(QtWidgets.QStyle.ControlElement.CE_PushButton, option)
        self.paint_focus()


class TurnableLabel(Label):
    """Plain text that can be turned: no markup, no links."""

    turn: Turn = "none"

    def __init__(self, text: str) -> None:
        super().__init__()
        self.setTextFormat(Qt.TextFormat.PlainText)
        self.setText(text)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the text."""
        if self.turn == "none":
            super().paintEvent(event)
            return
        painter = QtWidgets.QStylePainter(self)
        with painter:
            painter.setTransform(turn_transform(self.size(), self.turn), combine=True)
            rect, alignment = _upright_rect(self, self.turn), Qt.AlignmentFlag.AlignVCenter.value
            if self.wordWrap():
                alignment |= Qt.TextFlag.TextWordWrap.value
            role = QPalette.ColorRole.WindowText
            painter.drawItemText(rect, alignment, self.palette(), True, self.text(), role)


def turn_part(part: TurnableButton | TurnableLabel, on: QSize, turn: Turn) -> None:
    """Turn `part`, which a layout has put in its upright place on a widget of size `on`."""
    part.turn = turn
    part.setGeometry(turn_rect(part.geometry(), on, turn))
    part.update()


def _upright_rect(widget: QWidget, turn: Turn) -> QRect:
    return QRect(QPoint(0, 0), upright_size(widget.size(), turn))
