"""The breath circle: it grows with the inhale and shrinks with the exhale."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from math import cos, pi, sin

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QWidget

from supine.core.moment import Moment
from supine.core.sequence import Side
from supine.ui.theme import Theme
from supine.ui.type_fit import type_of

EMPTY_SHARE = 0.46
"""The radius with empty lungs, as a share of the radius with full ones: the number keeps room."""

NUMBER_SHARE = 0.46
"""The number's type size as a share of the full radius."""


FADED = 0.35
"""Opacity of the circle in a pause: from the mat it must not look like a practice."""


@dataclass(frozen=True)
class CircleValues:
    """What the circle shows."""

    fullness: float = 0.0
    """0 with empty lungs, 1 with full ones."""
    number: str = ""
    side: Side | None = None
    travel: float | None = None
    """How far round a movement in a circle has come, -1 to 1; None where nothing goes round."""
    still: bool = False
    """Reduced motion: the circle fades instead of growing."""
    waited: float | None = None
    """How much of the time to settle or to leave has passed, 0 to 1: the ring fills."""
    faded: bool = False
    """Nothing goes on: the practice is paused."""


def circle_values(moment: Moment, *, still: bool = False, faded: bool = False) -> CircleValues:
    """Return what the circle shows at `moment`."""
    step = moment.step
    travel = None
    if step.unit == "circles":
        travel = moment.turn * (-1.0 if step.direction == "anticlockwise" else 1.0)
    counts = step.kind in ("hold", "rest")
    number = str(moment.count_left) if counts else ""
    waited = None if counts or not step.seconds else moment.into / step.seconds
    return CircleValues(
        moment.fullness, number, step.side, travel, still, waited=waited, faded=faded
    )


def paint_circle(painter: QPainter, rect: QRectF, values: CircleValues, theme: Theme) -> None:
    """Paint the circle into `rect`, in logical pixels, as large as fits."""
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    if values.faded:
        painter.setOpacity(FADED)
    centre, full = rect.center(), min(rect.width(), rect.height()) / 2 - 4
    ring = QPen(_ring(values, theme), max(2.0, full / 45))
    painter.setPen(ring)
    painter.setBrush(Qt.BrushStyle.NoBrush)
    painter.drawEllipse(centre, full, full)
    if values.waited is not None:
        _paint_wait(painter, centre, full, values, theme)
    share = 1.0 if values.still else EMPTY_SHARE + (1 - EMPTY_SHARE) * values.fullness
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(_fill(values, theme))
    painter.drawEllipse(centre, full * share - ring.widthF(), full * share - ring.widthF())
    if values.travel is not None:
        _paint_traveller(painter, centre, full, values, theme)
    painter.setPen(theme.ink)
    painter.setFont(type_of(full * NUMBER_SHARE, bold=True))
    painter.drawText(rect, Qt.AlignmentFlag.AlignCenter, values.number)


def _ring(values: CircleValues, theme: Theme) -> QColor:
    """The side's own colour: it repeats what the words on top say."""
    return theme.circle_ring if values.side is None else theme.of_side(values.side)


def _fill(values: CircleValues, theme: Theme) -> QColor:
    colour = QColor(theme.circle)
    if values.still:
        colour.setAlphaF(0.12 + 0.88 * values.fullness)
    return colour


def _paint_wait(
    painter: QPainter, centre: QPointF, full: float, values: CircleValues, theme: Theme
) -> None:
    """Thicken the ring as far as the time to settle has passed, from the top on."""
    pen = QPen(_ring(values, theme), max(3.0, full / 28))
    pen.setCapStyle(Qt.PenCapStyle.RoundCap)
    painter.setPen(pen)
    reach = full - pen.widthF() / 2
    box = QRectF(centre.x() - reach, centre.y() - reach, 2 * reach, 2 * reach)
    painter.drawArc(box, 90 * 16, -round(360 * 16 * (values.waited or 0.0)))


def _paint_traveller(
    painter: QPainter, centre: QPointF, full: float, values: CircleValues, theme: Theme
) -> None:
    """A bead that goes round once for each circle of the body."""
    angle = 2 * pi * (values.travel or 0.0) - pi / 2
    painter.setBrush(theme.accent)
    radius = max(5.0, full / 14)
    reach = full - radius - 2
    at = QPointF(centre.x() + reach * cos(angle), centre.y() + reach * sin(angle))
    painter.drawEllipse(at, radius, radius)


def _nobody() -> None:
    """Hear of a painting and do nothing."""


class BreathCircle(QWidget):
    """The circle as a widget; it repaints itself alone, and only when something changed."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        """Show an empty circle."""
        super().__init__(parent)
        self._theme = theme
        self._values = CircleValues()
        self.painted: Callable[[], None] = _nobody
        """Called after each painting, to measure it."""

    def set_theme(self, theme: Theme) -> None:
        """Paint in `theme` from now on."""
        self._theme = theme
        self.update()

    def show_values(self, values: CircleValues) -> bool:
        """Show `values`; return whether there was anything new to paint."""
        changed = values != self._values
        if changed:
            self._values = values
            self.update()
        return changed

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Paint what was last shown."""
        with QPainter(self) as painter:
            paint_circle(painter, QRectF(self.rect()), self._values, self._theme)
        self.painted()
