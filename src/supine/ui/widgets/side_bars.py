"""How much time each side was given: two bars of one scale, with the side in words first."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QFontMetricsF, QPainter, QPaintEvent
from PySide6.QtWidgets import QWidget

from supine.core.sequence import Side
from supine.language import translate
from supine.ui.painting.type_fit import type_of
from supine.ui.reading import Reading, picture
from supine.ui.theme import Theme

ROW = 1.9
"""Height of a row as a share of the type size."""


@dataclass(frozen=True)
class SideValues:
    """What is shown of one side."""

    side: Side
    name: str
    seconds: float
    time: str
    """The same in words."""


def paint_sides(
    painter: QPainter,
    rect: QRectF,
    values: tuple[SideValues, ...],
    theme: Theme,
    size: float,
    to: Qt.LayoutDirection = Qt.LayoutDirection.LeftToRight,
) -> None:
    """Paint the bars in `rect`, in type of `size` logical pixels, for those who read `to` there."""
    # what is aligned left begins where one begins to read
    painter.setLayoutDirection(to)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    font = type_of(size)
    painter.setFont(font)
    metrics, gap = QFontMetricsF(font), size * 0.6
    names = max(metrics.horizontalAdvance(one.name) for one in values)
    times = max(metrics.horizontalAdvance(one.time) for one in values)
    room = max(0.0, rect.width() - names - times - 2 * gap)
    most = max(1.0, *(one.seconds for one in values))
    high = rect.height() / len(values)
    for number, one in enumerate(values):
        row = QRectF(rect.left(), rect.top() + number * high, rect.width(), high)
        painter.setPen(theme.of_side(one.side))
        painter.drawText(row, Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter, one.name)
        painter.setPen(theme.ink)
        painter.drawText(row, Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter, one.time)
        wide = room * one.seconds / most
        bar = QRectF(row.left() + names + gap, row.center().y() - size * 0.45, wide, size * 0.9)
        if to == Qt.LayoutDirection.RightToLeft:
            bar.moveRight(row.right() - names - gap)
        painter.setPen(theme.of_side(one.side))
        painter.setBrush(theme.fill_of_side(one.side))
        if one.seconds > 0:
            painter.drawRoundedRect(bar, 3.0, 3.0)


class SideBars(QWidget):
    """The bars as a widget."""

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._theme, self._size = theme, 17.0
        self.values: tuple[SideValues, ...] = ()
        """The shown values, from top to bottom."""

    def reading(self) -> Reading:
        """Return the picture as a screen reader reads it."""
        return picture(self)

    def set_look(self, theme: Theme, size: float) -> None:
        """Paint in `theme`, in type of `size` logical pixels."""
        self._theme, self._size = theme, size
        self.setFixedHeight(round(2 * ROW * size))
        self.update()

    def show_values(self, values: tuple[SideValues, ...]) -> None:
        """Show `values`."""
        self.values = values
        text = translate("SideBars", "{side}: {time}", "such as: Right side: 45 min")
        told = [text.format(side=one.name, time=one.time) for one in values]
        both = translate(
            "SideBars", "{first}; {second}", "the times of both sides, read one by one"
        )
        self.setAccessibleName(both.format(first=told[0], second=told[1]))
        self.update()

    def sizeHint(self) -> QSize:
        """Return the size of two rows."""
        return QSize(round(self._size * 16), round(2 * ROW * self._size))

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Paint the bars."""
        if self.values:
            with QPainter(self) as painter:
                rect, to = QRectF(self.rect()), self.layoutDirection()
                paint_sides(painter, rect, self.values, self._theme, self._size, to)
