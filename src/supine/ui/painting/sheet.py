"""A sheet of paper, to write and to draw on in units: the same in any size and resolution."""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QFont, QFontMetricsF, QPainter, QPen

from supine.ui.painting.type_fit import direction_of, type_of
from supine.ui.theme import Theme

WIDTH = 178.0
"""Units across a page: millimetres on A4, within its margins."""

SMALL, BODY, HEADING, TITLE = 2.9, 3.4, 4.2, 7.4
"""Type sizes in units: 8, 10, 12 and 21 points on A4."""

SMALLER = 0.75
"""How small the type of a long heading can become, as a share; a longer one is shortened."""

GAP = 4.5
"""Units between two parts of a page."""

WRAP = int(Qt.TextFlag.TextWordWrap)
LEFT = int(Qt.AlignmentFlag.AlignLeft)
RIGHT = int(Qt.AlignmentFlag.AlignRight)
CENTRE = int(Qt.AlignmentFlag.AlignHCenter)
MIDDLE = int(Qt.AlignmentFlag.AlignVCenter)


@lru_cache(maxsize=16)
def _type(size: float, *, bold: bool = False) -> QFont:
    """Return the program's font for paper: a PDF file does not say what digits of equal width are.

    They could not be copied from it, nor read by a screen reader.
    """
    font = QFont(type_of(size, bold=bold))
    font.clearFeatures()
    return font


class Sheet:
    """A page, which is filled from the top. All lengths are in units.

    Where it is read to the left, everything is mirrored: x is measured from the right.
    """

    def __init__(
        self,
        painter: QPainter,
        rect: QRectF,
        theme: Theme,
        to: Qt.LayoutDirection = Qt.LayoutDirection.LeftToRight,
    ) -> None:
        self.painter, self._rect, self.theme = painter, rect, theme
        self._to, self._to_left = to, to == Qt.LayoutDirection.RightToLeft
        self.unit = rect.width() / WIDTH
        self.bottom = rect.height() / self.unit
        self.y = 0.0
        """Where what comes next begins."""

    def skip(self, height: float) -> None:
        """Leave a gap."""
        self.y += height

    def write(self, text: str, size: float, *, bold: bool = False, soft: bool = False) -> None:
        """Write `text` over the whole width, and go below it."""
        height = self.height_of([text], size, bold=bold)
        colour = self.theme.soft_ink if soft else self.theme.ink
        self.text((0.0, self.y, WIDTH, height), text, size, WRAP, bold=bold, colour=colour)
        self.y += height

    def write_line(self, text: str, size: float, *, bold: bool = False) -> None:
        """Write as much of `text` as has room in one line, and go below it."""
        line = " ".join(text.split())
        self.write(self.elided(line, size, WIDTH, bold=bold), size, bold=bold)

    def height_of(self, texts: Sequence[str], size: float, *, bold: bool = False) -> float:
        """Return how high `texts` are over the whole width, one below the other."""
        return sum(self.height(text, size, WIDTH, bold=bold) for text in texts)

    def height(self, text: str, size: float, width: float, *, bold: bool = False) -> float:
        """Return how high `text` is in lines of `width`."""
        metrics = QFontMetricsF(_type(size * self.unit, bold=bold))
        room = QRectF(0, 0, width * self.unit, 1e7)
        return metrics.boundingRect(room, WRAP, text).height() / self.unit

    def width_of(self, text: str, size: float, *, bold: bool = False) -> float:
        """Return how wide `text` is in one line."""
        metrics = QFontMetricsF(_type(size * self.unit, bold=bold))
        return metrics.horizontalAdvance(text) / self.unit

    def size_in(self, width: float, text: str, most: float, *, bold: bool = False) -> float:
        """Return the largest type size, at most `most`, in which `text` is one line of `width`."""
        wide = self.width_of(text, most, bold=bold)
        # type has whole pixels, and may be wider than the share says
        return most if wide <= width else 0.97 * most * width / wide

    def place(self, x: float, y: float, width: float, height: float) -> QRectF:
        """Return a place of the sheet in the units of the painter."""
        unit, rect = self.unit, self._rect
        if self._to_left:
            x = WIDTH - x - width
        return QRectF(rect.x() + x * unit, rect.y() + y * unit, width * unit, height * unit)

    def point(self, x: float, y: float) -> QPointF:
        """Return a point of the sheet in the units of the painter."""
        across = WIDTH - x if self._to_left else x
        return self._rect.topLeft() + QPointF(across, y) * self.unit

    def text(
        self,
        place: tuple[float, float, float, float],
        text: str,
        size: float,
        flags: int = LEFT | MIDDLE,
        *,
        bold: bool = False,
        colour: QColor | None = None,
    ) -> None:
        """Write `text` into a place: its left, upper, width and height."""
        self.painter.setLayoutDirection(self._to)
        self.painter.setPen(colour or self.theme.ink)
        self.painter.setFont(_type(size * self.unit, bold=bold))
        self.painter.drawText(self.place(*place), flags, text)

    def own_text(self, place: tuple[float, float, float, float], text: str) -> None:
        """Write what the person has written: in its own direction, whatever that of the page is."""
        to, self._to = self._to, direction_of(text)
        self.text(place, text, BODY, WRAP)
        self._to = to

    def pen(self, width: float, colour: QColor, style: Qt.PenStyle = Qt.PenStyle.SolidLine) -> None:
        """Draw with lines of `width` from now on."""
        pen = QPen(colour, width * self.unit, style)
        pen.setCapStyle(Qt.PenCapStyle.FlatCap)
        pen.setJoinStyle(Qt.PenJoinStyle.RoundJoin)
        self.painter.setPen(pen)

    def line(self, x: float, y: float, to_x: float, to_y: float) -> None:
        """Draw a line."""
        self.painter.drawLine(self.point(x, y), self.point(to_x, to_y))

    def heading(self, text: str) -> None:
        """Write a heading, of one line, with a line below it. A long one is smaller."""
        size = self.size_in(WIDTH, " ".join(text.split()), HEADING, bold=True)
        below = self.y + self.height_of([text[:1]], HEADING, bold=True)
        self.write_line(text, max(size, HEADING * SMALLER), bold=True)
        self.y = below
        self.pen(0.2, self.theme.line)
        self.line(0, self.y + 0.6, WIDTH, self.y + 0.6)
        self.y += 2.2

    def elided(self, text: str, size: float, width: float, *, bold: bool = False) -> str:
        """Return `text` as far as it has room in one line of `width`."""
        metrics = QFontMetricsF(_type(size * self.unit, bold=bold))
        return metrics.elidedText(text, Qt.TextElideMode.ElideRight, width * self.unit)

    def shortened(self, text: str, width: float, height: float) -> str:
        """Return as much of `text` as has room: what cannot be seen is not in the file either."""
        fits, length = 0, len(text)
        while fits < length:
            middle = (fits + length + 1) // 2
            tried = text if middle == len(text) else f"{text[:middle]} …"
            if self.height(tried, BODY, width) <= height + 0.01:
                fits = middle
            else:
                length = middle - 1
        return text if fits == len(text) else f"{text[:fits].rstrip()} …"
