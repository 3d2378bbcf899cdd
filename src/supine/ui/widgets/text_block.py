"""Text in a fixed place: the type size is fitted to the place, and the place never changes."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPaintEvent
from PySide6.QtWidgets import QWidget

from supine.core.sequence import Side
from supine.ui.painting.type_fit import direction_of, largest, line_height, lines, type_of
from supine.ui.reading import Reading, Role
from supine.ui.theme import Theme
from supine.ui.widgets.turnable import Turnable

Tone = Literal["ink", "soft", "side"]

To = Qt.LayoutDirection

MIDDLE = Qt.AlignmentFlag.AlignVCenter | Qt.TextFlag.TextDontClip
"""Descenders may reach into the space between lines."""

AT_START = int(Qt.AlignmentFlag.AlignLeft | MIDDLE)
"""Where the direction of the text itself begins."""

CENTRED = int(Qt.AlignmentFlag.AlignHCenter | MIDDLE)

AT_END = {
    To.LeftToRight: int(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignAbsolute | MIDDLE),
    To.RightToLeft: int(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignAbsolute | MIDDLE),
}
"""By the direction of the interface: beside a heading it stays there in every script."""

HIGHEST_SAMPLE = 200
"""Logical pixels of a line to read: larger type would be wider than its page."""


def sample_height(size: float) -> int:
    """Return the height of a line to read in type of `size`, in logical pixels."""
    return min(round(size * 1.5), HIGHEST_SAMPLE)


@dataclass(frozen=True)
class TextValues:
    """What a text block shows."""

    text: str = ""
    most: float = 20.0
    """The largest type size, in logical pixels."""
    siblings: tuple[str, ...] = ()
    """Other texts of the same place: all get the same size, so that nothing jumps."""
    tone: Tone = "ink"
    side: Side | None = None
    bold: bool = False
    align: Literal["start", "centre", "end"] = "start"


def text_colour(values: TextValues, theme: Theme) -> QColor:
    """Return the colour of the text."""
    if values.tone == "side":
        return theme.of_side(values.side)
    return theme.soft_ink if values.tone == "soft" else theme.ink


def _alignment(values: TextValues, to: Qt.LayoutDirection) -> int:
    if values.align == "end":
        return AT_END[to]
    return CENTRED if values.align == "centre" else AT_START


def paint_text(
    painter: QPainter,
    rect: QRectF,
    values: TextValues,
    theme: Theme,
    to: Qt.LayoutDirection = To.LeftToRight,
) -> None:
    """Paint the text into `rect`, in the largest type in which it and its siblings fit.

    `to` is the direction in which the interface is read.
    """
    if not values.text:
        return
    texts = (values.text, *(text for text in values.siblings if text != values.text))
    size = largest(texts, (rect.width(), rect.height()), values.most, values.bold)
    painter.setPen(text_colour(values, theme))
    painter.setFont(type_of(size, bold=values.bold))
    paragraphs = values.text.split("\n")
    broken = [
        (direction_of(paragraph), line)
        for paragraph in paragraphs
        for line in lines(paragraph, rect.width(), size, values.bold)
    ]
    step = line_height(size)
    top, alignment = rect.center().y() - step * len(broken) / 2, _alignment(values, to)
    for number, (direction, line) in enumerate(broken):
        place = QRectF(rect.left(), top + number * step, rect.width(), step)
        painter.setLayoutDirection(direction)
        painter.drawText(place, alignment, line)


class TextBlock(Turnable):
    """A text block as a widget. Text is plain: no markup is read from it."""

    def __init__(self, theme: Theme, parent: QWidget | None = None, *, level: int = 0) -> None:
        """Show nothing yet; `level` is that of a heading, 0 for a text that is none."""
        super().__init__(parent)
        self._theme, self._level = theme, level
        self.values = TextValues()
        """The shown values."""
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)

    def reading(self) -> Reading:
        """Return the text as a screen reader reads it."""
        role = Role.Heading if self._level else Role.StaticText
        return Reading(role, self.values.text, level=self._level)

    def set_theme(self, theme: Theme) -> None:
        """Paint in `theme` from now on."""
        self._theme = theme
        self.update()

    def show_values(self, values: TextValues) -> None:
        """Show `values`."""
        if values != self.values:
            self.values = values
            self.setAccessibleName(values.text)
            self.update()

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Paint the text."""
        with self.upright_painter() as painter:
            to = self.layoutDirection()
            paint_text(painter, self.upright_rect, self.values, self._theme, to)


def is_empty(part: QWidget) -> bool:
    """Return whether `part` is a text block that shows nothing: a screen reader leaves it out."""
    return isinstance(part, TextBlock) and not part.values.text
