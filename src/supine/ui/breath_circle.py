"""The breath circle: it grows with the inhale and shrinks with the exhale."""

from __future__ import annotations

from collections.abc import Callable
from functools import lru_cache
from math import ceil, cos, floor, radians, sin, sqrt
from typing import NamedTuple

from PySide6.QtCore import QPointF, QRect, QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPaintEvent, QPen, QRegion, QTransform
from PySide6.QtWidgets import QWidget

from supine.core.moment import Moment
from supine.core.sequence import Side
from supine.ui.ring import even_ratio, paint_ring, still_picture
from supine.ui.theme import Theme
from supine.ui.turning import Turnable, sheet_region
from supine.ui.type_fit import type_of

EMPTY_SHARE = 0.46
"""The radius with empty lungs, as a share of the radius with full ones: the number keeps room."""

NUMBER_SHARE = 0.46
"""The number's type size as a share of the full radius."""


FADED = 0.35
"""Opacity of the circle in a pause: from the mat it must not look like a practice."""


BLUR = 2.0
"""Logical pixels by which an edge reaches beyond its radius."""

DIGIT = 0.66
"""Room for the width of a digit, as a share of the type size."""

# Qt's binding looks a name like these up anew each time, which is felt sixty times a second
SMOOTH = QPainter.RenderHint.Antialiasing
NO_LINE = Qt.PenStyle.NoPen

STRIPS = 8
"""Strips in which a ring of change is painted: more would cost more than they save."""


class CircleValues(NamedTuple):
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
    if values.faded:
        painter.setOpacity(FADED)
    paint_ring(painter, rect.center(), full_radius(rect), _ring(values, theme))
    paint_breath(painter, rect, values, theme)


def paint_breath(
    painter: QPainter,
    rect: QRectF,
    values: CircleValues,
    theme: Theme,
    only: QRegion | None = None,
) -> None:
    """Paint all but the ring: what moves, and the number.

    Where `only` a region must be painted, the number is left out if it lies beside it.
    """
    painter.setRenderHint(SMOOTH)
    centre, full = rect.center(), full_radius(rect)
    if values.waited is not None:
        _paint_wait(painter, centre, full, values, theme)
    reach = breath_radius(full, values)
    painter.setPen(NO_LINE)
    painter.setBrush(_fill(values, theme))
    painter.drawEllipse(centre, reach, reach)
    if values.travel is not None:
        painter.setBrush(theme.accent)
        painter.drawEllipse(bead(rect, values))
    box = _number_box(full, centre.x(), centre.y(), len(values.number))
    if values.number and (only is None or only.intersects(box)):
        painter.setPen(theme.ink)
        painter.setFont(type_of(full * NUMBER_SHARE, bold=True))
        painter.drawText(rect, Qt.AlignmentFlag.AlignCenter, values.number)


def full_radius(rect: QRectF) -> float:
    """Return the radius of the ring in `rect`, in logical pixels."""
    return min(rect.width(), rect.height()) / 2 - 4


def breath_radius(full: float, values: CircleValues) -> float:
    """Return the radius of the breath within a ring of radius `full`, in logical pixels."""
    share = 1.0 if values.still else EMPTY_SHARE + (1 - EMPTY_SHARE) * values.fullness
    return full * share - max(2.0, full / 45)


def bead(rect: QRectF, values: CircleValues) -> QRectF:
    """Return the place of the bead that goes round once for each circle of the body."""
    full, angle = full_radius(rect), -radians(_angle(values))
    radius = max(5.0, full / 14)
    reach = full - radius - 2
    at = rect.center() + QPointF(reach * cos(angle), reach * sin(angle))
    return QRectF(at.x() - radius, at.y() - radius, 2 * radius, 2 * radius)


def _angle(values: CircleValues) -> float:
    """Where the bead is, in degrees from three o'clock, against the clock."""
    return 90.0 - 360.0 * (values.travel or 0.0)


def _box(centre: QPointF, radius: float) -> QRectF:
    return QRectF(centre.x() - radius, centre.y() - radius, 2 * radius, 2 * radius)


@lru_cache(maxsize=8)
def _number_box(full: float, x: float, y: float, digits: int) -> QRect:
    """Return the place of the number in the middle at `x` and `y`."""
    size = full * NUMBER_SHARE
    wide = size * DIGIT * digits
    return QRectF(x - wide / 2, y - size / 2, wide, size).toAlignedRect()


def _ring(values: CircleValues, theme: Theme) -> QColor:
    """The side's own colour: it repeats what the words on top say."""
    return theme.circle_ring if values.side is None else theme.of_side(values.side)


def _fill(values: CircleValues, theme: Theme) -> QColor:
    if not values.still:
        return theme.circle
    colour = QColor(theme.circle)
    colour.setAlphaF(0.12 + 0.88 * values.fullness)
    return colour


def _paint_wait(
    painter: QPainter, centre: QPointF, full: float, values: CircleValues, theme: Theme
) -> None:
    """Thicken the ring as far as the time to settle has passed, from the top on."""
    pen = QPen(_ring(values, theme), max(3.0, full / 28))
    pen.setCapStyle(Qt.PenCapStyle.RoundCap)
    painter.setPen(pen)
    painter.drawArc(
        _box(centre, full - pen.widthF() / 2), 90 * 16, -round(360 * 16 * (values.waited or 0.0))
    )


def _nobody() -> None:
    """Hear of a painting and do nothing."""


class BreathCircle(Turnable):
    """The circle as a widget; it repaints itself alone, and only what changed."""

    def __init__(
        self, theme: Theme, parent: QWidget | None = None, *, opaque: bool = False
    ) -> None:
        """Show an empty circle.

        One that is `opaque` paints the ground as well: with each frame of a practice, whatever lies
        behind it would be painted too.
        """
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_OpaquePaintEvent, opaque)
        self._opaque = opaque
        self._theme = theme
        self._values = CircleValues()
        self._to_device, self._ratio = QTransform(), even_ratio(QTransform())
        self.painted: Callable[[], None] = _nobody
        """Called after each painting, to measure it."""

    def set_theme(self, theme: Theme) -> None:
        """Paint in `theme` from now on."""
        self._theme = theme
        self.update()

    def show_values(self, values: CircleValues) -> bool:
        """Show `values`; return whether there was anything new to paint."""
        before, self._values = self._values, values
        if values == before:
            return False
        moved = moved_region(self.sheet_rect, before, values)
        if moved is None:
            self.update()
        else:
            self.update_sheet(moved)
        return True

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint what was last shown, where it must be painted again."""
        values, theme, rect = self._values, self._theme, self.sheet_rect
        only = sheet_region(event.region(), self.size(), self.turn)
        with QPainter(self) as painter:
            still = self._opaque and not values.faded and self._paint_still(painter, rect)
            if self._opaque and not still:
                painter.fillRect(self.rect(), theme.background)
            self.lay(painter)
            if still:
                paint_breath(painter, rect, values, theme, only)
            else:
                paint_circle(painter, rect, values, theme)
        self.painted()

    def _paint_still(self, painter: QPainter, rect: QRectF) -> bool:
        """Paint ground and ring, which look the same however the sheet lies.

        Return whether that can be done from a picture.
        """
        to_device = painter.deviceTransform()
        if to_device != self._to_device:
            self._to_device, self._ratio = to_device, even_ratio(to_device)
        if self._ratio is None:
            return False
        ring, ground = _ring(self._values, self._theme).rgba(), self._theme.background.rgba()
        size = self.width(), self.height()
        painter.drawImage(0, 0, still_picture(size, self._ratio, full_radius(rect), ring, ground))
        return True


def moved_region(rect: QRectF, before: CircleValues, now: CircleValues) -> QRegion | None:
    """Return what must be painted when the breath or the bead has moved; None for the whole.

    Between two frames the breath grows by a hair's breadth: the ring around it and the number
    within, which cost as much again, stay as they are.
    """
    plain = now.waited is None and not now.still and not now.faded
    if not plain or before._replace(fullness=now.fullness, travel=now.travel) != now:
        return None
    full, centre = full_radius(rect), rect.center()
    radii = sorted((breath_radius(full, before), breath_radius(full, now)))
    region = annulus(centre, radii[0] - BLUR, radii[1] + BLUR)
    if now.travel != before.travel:
        for values in (before, now):
            place = bead(rect, values).adjusted(-BLUR, -BLUR, BLUR, BLUR)
            region = region.united(place.toAlignedRect())
    return region


def annulus(centre: QPointF, inner: float, outer: float) -> QRegion:
    """Return strips that cover what lies between two circles, and little more."""
    return _strips(centre.x(), centre.y(), floor(inner), ceil(outer))


@lru_cache(maxsize=512)
def _strips(x: float, y: float, inner: int, outer: int) -> QRegion:
    """In whole pixels: each breath comes to the same circles again."""
    region = QRegion()
    step = 2 * outer / STRIPS
    for number in range(STRIPS):
        top = -outer + number * step
        near, far = sorted((abs(top), abs(top + step)))
        wide = sqrt(max(0.0, outer**2 - near**2 * (top * (top + step) > 0)))
        hollow = sqrt(max(0.0, inner**2 - far**2))
        for left, right in ((-wide, -hollow), (hollow, wide)):
            region += QRectF(x + left, y + top, right - left, step).toAlignedRect()
    return region
