"""The practice screen turned a quarter turn, for a head that lies on its side. Pure geometry.

Everything is thought of upright, on a *sheet*; a screen that is turned shows a sheet of its own
size with width and height exchanged. Each widget stands where its place on the sheet comes to lie,
and turns its painter: so keys, focus, mouse and repaints are those of any other widget, and a hold
costs the same as upright (hosting the page in a graphics scene took up to 1.4 times as much).
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from PySide6.QtCore import QPoint, QPointF, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent, QPalette, QRegion, QTransform
from PySide6.QtWidgets import (
    QLabel,
    QPushButton,
    QStyle,
    QStyleOptionButton,
    QStylePainter,
    QWidget,
)

from supine.settings.declaration import Turn

ORDER: tuple[Turn, ...] = ("none", "left", "right")
"""How one key goes through them: upright, one way, the other way."""


def after(turn: Turn) -> Turn:
    """Return what comes after `turn`."""
    return ORDER[(ORDER.index(turn) + 1) % len(ORDER)]


def sheet_size(size: QSize, turn: Turn) -> QSize:
    """Return the size of the sheet that a widget of `size` shows; and the other way round."""
    return size if turn == "none" else size.transposed()


def to_screen(size: QSize, turn: Turn) -> QTransform:
    """Return what leads from the sheet to a widget of `size`. `turn` is where the top points."""
    if turn == "left":
        return QTransform(0, -1, 1, 0, 0, size.height())
    if turn == "right":
        return QTransform(0, 1, -1, 0, size.width(), 0)
    return QTransform()


def turned(place: QRect, size: QSize, turn: Turn) -> QRect:
    """Return where `place` on the sheet lies on a widget of `size`. Exact in whole pixels."""
    return to_screen(size, turn).mapRect(place)


def turned_region(region: QRegion, size: QSize, turn: Turn) -> QRegion:
    """Return where a `region` of the sheet lies on a widget of `size`."""
    return _mapped(region, to_screen(size, turn)) if turn != "none" else region


def sheet_region(region: QRegion, size: QSize, turn: Turn) -> QRegion:
    """Return where a `region` of a widget of `size` lies on the sheet."""
    return _mapped(region, to_screen(size, turn).inverted()[0]) if turn != "none" else region


def _mapped(region: QRegion, by: QTransform) -> QRegion:
    """Qt's own mapping goes by way of paths, and is not sure of the last pixel."""
    made = QRegion()
    for rect in region:  # type: ignore[attr-defined]
        made += by.mapRect(rect)
    return made


class Turnable(QWidget):
    """A widget that paints a sheet, upright or turned."""

    turn: Turn = "none"
    """Where the top of the sheet points."""

    def set_turn(self, turn: Turn) -> None:
        """Paint turned from now on."""
        if turn != self.turn:
            self.turn = turn
            self.update()

    @property
    def sheet(self) -> QSize:
        """The size that is painted, in logical pixels."""
        return sheet_size(self.size(), self.turn)

    @property
    def sheet_rect(self) -> QRectF:
        """All that is painted."""
        wide, high = self.width(), self.height()
        return QRectF(0, 0, wide, high) if self.turn == "none" else QRectF(0, 0, high, wide)

    def on_sheet(self, at: QPointF) -> QPointF:
        """Return where a point of the widget, such as the pointer's, lies on the sheet."""
        return to_screen(self.size(), self.turn).inverted()[0].map(at)

    def update_sheet(self, region: QRegion) -> None:
        """Have `region` of the sheet painted again."""
        turned = region if self.turn == "none" else turned_region(region, self.size(), self.turn)
        self.update(turned)

    def lay(self, painter: QPainter) -> None:
        """Let `painter` paint on the sheet instead of the widget."""
        if self.turn != "none":
            painter.setTransform(to_screen(self.size(), self.turn), combine=True)

    @contextmanager
    def painting(self) -> Iterator[QPainter]:
        """Paint on the sheet."""
        with QPainter(self) as painter:
            self.lay(painter)
            yield painter


class TurnableButton(QPushButton):
    """A button whose words may be turned. What it hints at is its size upright."""

    turn: Turn = "none"

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint it as its style does."""
        if self.turn == "none":
            super().paintEvent(event)
            return
        option = QStyleOptionButton()
        self.initStyleOption(option)
        option.rect = _sheet(self, self.turn)  # type: ignore[attr-defined]
        painter = QStylePainter(self)
        with painter:
            painter.setTransform(to_screen(self.size(), self.turn), combine=True)
            painter.drawControl(QStyle.ControlElement.CE_PushButton, option)


class TurnableLabel(QLabel):
    """One line of text, shown as it is, that may be turned."""

    turn: Turn = "none"

    def __init__(self, text: str) -> None:
        """Show `text`: no markup, no links."""
        super().__init__()
        self.setTextFormat(Qt.TextFormat.PlainText)
        self.setText(text)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the text."""
        if self.turn == "none":
            super().paintEvent(event)
            return
        painter = QStylePainter(self)
        with painter:
            painter.setTransform(to_screen(self.size(), self.turn), combine=True)
            where, place = _sheet(self, self.turn), Qt.AlignmentFlag.AlignVCenter.value
            role = QPalette.ColorRole.WindowText
            painter.drawItemText(where, place, self.palette(), True, self.text(), role)


def _sheet(widget: QWidget, turn: Turn) -> QRect:
    return QRect(QPoint(0, 0), sheet_size(widget.size(), turn))
