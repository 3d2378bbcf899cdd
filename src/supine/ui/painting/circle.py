"""Painting of the breath circle, which grows with the inhale and shrinks with the exhale.

Between two frames of a breath only a narrow ring changes: `moved_region` finds the part that must
be repainted.
"""

from __future__ import annotations

from functools import lru_cache
from math import ceil, cos, floor, radians, sin, sqrt
from typing import NamedTuple

from PySide6.QtCore import QPointF, QRect, QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPen, QRegion

from supine.core.plan import Moment
from supine.core.sequence import Side
from supine.language import number as written
from supine.ui.painting.ring import paint_ring
from supine.ui.painting.type_fit import type_of
from supine.ui.theme import Theme

EMPTY_SHARE = 0.46
"""Radius with empty lungs, as a share of the radius with full ones: the number must fit inside."""

NUMBER_SHARE = 0.46
"""Type size of the number, as a share of the full radius."""

FADED = 0.35
"""Opacity of the circle in a pause: seen from the mat, it must not look like a running practice."""

DIGIT_WIDTH = 0.66
"""Room for one digit, as a share of the type size."""

BLUR = 2.0
"""Logical pixels by which a smoothed edge reaches beyond its radius."""

VISIBLE_MOVE = 0.4
"""Logical pixels by which the edge of the breath must move before it is painted again.

It moves by up to one in a frame. Where a breath turns it is slow: of 1000 frames 768 are painted
(830 at 0.3 pixels). From the mat this is 0.2 minutes of arc on a coarse screen, and one minute is
what an eye can tell.
"""

STRIPS = 8
"""Strips into which a changed ring is divided: more strips would cost more than they save."""

# PySide looks up such a name each time it is used, which is slow at sixty frames a second
SMOOTH = QPainter.RenderHint.Antialiasing
NO_LINE = Qt.PenStyle.NoPen
MIDDLE = Qt.AlignmentFlag.AlignCenter


class CircleArea(NamedTuple):
    """The place of a circle, in logical pixels."""

    rect: QRectF
    centre: QPointF
    x: float
    """Of the centre, as `y`."""
    y: float
    full: float
    """The radius of the ring."""


def circle_area(rect: QRectF) -> CircleArea:
    """Return the place of the largest circle that fits into `rect`."""
    centre, full = rect.center(), min(rect.width(), rect.height()) / 2 - 4
    return CircleArea(rect, centre, centre.x(), centre.y(), full)


class CircleValues(NamedTuple):
    """The values that the circle shows."""

    fullness: float = 0.0
    """0 with empty lungs, 1 with full ones."""
    number: int | None = None
    """What is written inside; None is nothing."""
    side: Side | None = None
    travel: float | None = None
    """Progress of a movement in a circle, -1 to 1, negative if anticlockwise; None without one."""
    still: bool = False
    """Reduced motion: the circle fades instead of growing."""
    waited: float | None = None
    """Share of the time to settle or to leave that has passed, 0 to 1: the ring fills."""
    faded: bool = False
    """The practice is paused."""

    @property
    def unmoving(self) -> tuple[object, ...]:
        """All values except those that change with every frame."""
        return self[1:3] + self[4:]


def circle_values(moment: Moment, *, still: bool = False, faded: bool = False) -> CircleValues:
    """Return the values of the circle at `moment`."""
    step = moment.step
    travel = None
    if step.unit == "circles":
        travel = moment.progress * (-1.0 if step.direction == "anticlockwise" else 1.0)
    counts = step.kind in ("hold", "rest")
    number = moment.count_left if counts else None
    waited = None if counts or not step.seconds else moment.into / step.seconds
    return CircleValues(
        moment.fullness, number, step.side, travel, still, waited=waited, faded=faded
    )


def paint_circle(painter: QPainter, rect: QRectF, values: CircleValues, theme: Theme) -> None:
    """Paint the circle into `rect` (logical pixels), as large as fits."""
    area = circle_area(rect)
    if values.faded:
        painter.setOpacity(FADED)
    paint_ring(painter, area.centre, area.full, ring_colour(values, theme))
    paint_breath(painter, area, values, theme)


def paint_breath(
    painter: QPainter,
    area: CircleArea,
    values: CircleValues,
    theme: Theme,
    only: QRegion | None = None,
) -> None:
    """Paint the breath, the bead and the number, but not the ring.

    `only` is the region that must be painted: a number outside it is skipped.
    """
    painter.setRenderHint(SMOOTH)
    if values.waited is not None:
        _paint_wait(painter, area, values, theme)
    reach = breath_radius(area.full, values)
    painter.setPen(NO_LINE)
    painter.setBrush(_fill(values, theme))
    painter.drawEllipse(area.centre, reach, reach)
    if values.travel is not None:
        painter.setBrush(theme.accent)
        painter.drawEllipse(bead_rect(area, values))
    if values.number is None:
        return
    box = _number_box(area.full, area.x, area.y, len(str(values.number)))
    if only is None or only.intersects(box):
        painter.setPen(theme.ink)
        painter.setFont(type_of(area.full * NUMBER_SHARE, bold=True))
        painter.drawText(area.rect, MIDDLE, written(values.number))


def breath_radius(full: float, values: CircleValues) -> float:
    """Return the radius of the breath in a ring of radius `full`, in logical pixels."""
    share = 1.0 if values.still else EMPTY_SHARE + (1 - EMPTY_SHARE) * values.fullness
    return full * share - max(2.0, full / 45)


def bead_rect(area: CircleArea, values: CircleValues) -> QRectF:
    """Return the place of the bead, which goes round once for each circle of the body."""
    # clockwise from the top
    angle, radius = radians(360.0 * (values.travel or 0.0) - 90.0), max(5.0, area.full / 14)
    reach = area.full - radius - 2
    return _box(area.x + reach * cos(angle), area.y + reach * sin(angle), radius)


def _box(x: float, y: float, radius: float) -> QRectF:
    return QRectF(x - radius, y - radius, 2 * radius, 2 * radius)


@lru_cache(maxsize=8)
def _number_box(full: float, x: float, y: float, digits: int) -> QRect:
    """Return the place of a number of `digits` digits around the centre at `x` and `y`."""
    size = full * NUMBER_SHARE
    wide = size * DIGIT_WIDTH * digits
    return QRectF(x - wide / 2, y - size / 2, wide, size).toAlignedRect()


def ring_colour(values: CircleValues, theme: Theme) -> QColor:
    """Return the colour of the ring: that of the side, which the words at the top name too."""
    return theme.circle_ring if values.side is None else theme.of_side(values.side)


def _fill(values: CircleValues, theme: Theme) -> QColor:
    if not values.still:
        return theme.circle
    colour = QColor(theme.circle)
    colour.setAlphaF(0.12 + 0.88 * values.fullness)
    return colour


def _paint_wait(painter: QPainter, area: CircleArea, values: CircleValues, theme: Theme) -> None:
    """Thicken the ring, from the top on, in proportion to the time that has passed."""
    pen = QPen(ring_colour(values, theme), max(3.0, area.full / 28))
    pen.setCapStyle(Qt.PenCapStyle.RoundCap)
    painter.setPen(pen)
    box = _box(area.x, area.y, area.full - pen.widthF() / 2)
    painter.drawArc(box, 90 * 16, -round(360 * 16 * (values.waited or 0.0)))


def visibly_moved(full: float, before: CircleValues, now: CircleValues) -> bool:
    """Return whether two circles of radius `full` (logical pixels) differ visibly."""
    grown = full * (1 - EMPTY_SHARE) * (now.fullness - before.fullness)
    return now.still or abs(grown) >= VISIBLE_MOVE or now[1:] != before[1:]


def moved_region(area: CircleArea, before: CircleValues, now: CircleValues) -> QRegion | None:
    """Return the region to repaint after a move of the breath or the bead; None for the whole.

    Between two frames the breath grows very little. The ring around it and the number inside it,
    which cost as much as the breath, are not repainted.
    """
    plain = now.waited is None and not now.still and not now.faded
    if not plain or before.unmoving != now.unmoving:
        return None
    radii = sorted((breath_radius(area.full, before), breath_radius(area.full, now)))
    region = _annulus(area.x, area.y, floor(radii[0] - BLUR), ceil(radii[1] + BLUR))
    if now.travel != before.travel:
        for values in (before, now):
            place = bead_rect(area, values).adjusted(-BLUR, -BLUR, BLUR, BLUR)
            region = region.united(place.toAlignedRect())
    return region


@lru_cache(maxsize=512)
def _annulus(x: float, y: float, inner: int, outer: int) -> QRegion:
    """Return strips that cover the area between two circles around `x` and `y`, and little more.

    Results are kept: with radii in whole pixels, each breath goes through the same circles again.
    """
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
