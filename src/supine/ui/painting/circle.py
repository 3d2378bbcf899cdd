"""The breath circle as a picture: it grows with the inhale and shrinks with the exhale."""

from __future__ import annotations

from functools import lru_cache
from math import ceil, cos, floor, radians, sin, sqrt
from typing import NamedTuple

from PySide6.QtCore import QPointF, QRect, QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPen, QRegion

from supine.core.plan import Moment
from supine.core.sequence import Side
from supine.ui.painting.ring import paint_ring
from supine.ui.painting.type_fit import type_of
from supine.ui.theme import Theme

EMPTY_SHARE = 0.46
"""The radius with empty lungs, as a share of the radius with full ones: the number keeps room."""

NUMBER_SHARE = 0.46
"""The number's type size as a share of the full radius."""

FADED = 0.35
"""Opacity of the circle in a pause: from the mat it must not look like a practice."""

DIGIT = 0.66
"""Room for the width of a digit, as a share of the type size."""

# Qt's binding looks a name like these up anew each time, which is felt sixty times a second
SMOOTH = QPainter.RenderHint.Antialiasing
NO_LINE = Qt.PenStyle.NoPen
MIDDLE = Qt.AlignmentFlag.AlignCenter


class Room(NamedTuple):
    """Where a circle is painted, in logical pixels."""

    rect: QRectF
    centre: QPointF
    x: float
    """Of the centre."""
    y: float
    full: float
    """Radius of the ring."""


def room_in(rect: QRectF) -> Room:
    """Return the room of a circle that is as large as fits into `rect`."""
    centre = rect.center()
    return Room(rect, centre, centre.x(), centre.y(), min(rect.width(), rect.height()) / 2 - 4)


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

    @property
    def alike(self) -> tuple[object, ...]:
        """All but what moves from frame to frame."""
        return self[1:3] + self[4:]


def circle_values(moment: Moment, *, still: bool = False, faded: bool = False) -> CircleValues:
    """Return what the circle shows at `moment`."""
    step = moment.step
    travel = None
    if step.unit == "circles":
        travel = moment.progress * (-1.0 if step.direction == "anticlockwise" else 1.0)
    counts = step.kind in ("hold", "rest")
    number = str(moment.count_left) if counts else ""
    waited = None if counts or not step.seconds else moment.into / step.seconds
    return CircleValues(
        moment.fullness, number, step.side, travel, still, waited=waited, faded=faded
    )


def paint_circle(painter: QPainter, rect: QRectF, values: CircleValues, theme: Theme) -> None:
    """Paint the circle into `rect`, in logical pixels, as large as fits."""
    room = room_in(rect)
    if values.faded:
        painter.setOpacity(FADED)
    paint_ring(painter, room.centre, room.full, ring_colour(values, theme))
    paint_breath(painter, room, values, theme)


def paint_breath(
    painter: QPainter, room: Room, values: CircleValues, theme: Theme, only: QRegion | None = None
) -> None:
    """Paint all but the ring: what moves, and the number.

    Where `only` a region must be painted, the number is left out if it lies beside it.
    """
    painter.setRenderHint(SMOOTH)
    if values.waited is not None:
        _paint_wait(painter, room, values, theme)
    reach = breath_radius(room.full, values)
    painter.setPen(NO_LINE)
    painter.setBrush(_fill(values, theme))
    painter.drawEllipse(room.centre, reach, reach)
    if values.travel is not None:
        painter.setBrush(theme.accent)
        painter.drawEllipse(bead(room, values))
    box = _number_box(room.full, room.x, room.y, len(values.number))
    if values.number and (only is None or only.intersects(box)):
        painter.setPen(theme.ink)
        painter.setFont(type_of(room.full * NUMBER_SHARE, bold=True))
        painter.drawText(room.rect, MIDDLE, values.number)


def breath_radius(full: float, values: CircleValues) -> float:
    """Return the radius of the breath within a ring of radius `full`, in logical pixels."""
    share = 1.0 if values.still else EMPTY_SHARE + (1 - EMPTY_SHARE) * values.fullness
    return full * share - max(2.0, full / 45)


def bead(room: Room, values: CircleValues) -> QRectF:
    """Return the place of the bead that goes round once for each circle of the body."""
    angle, radius = -radians(_angle(values)), max(5.0, room.full / 14)
    reach = room.full - radius - 2
    return _box(room.x + reach * cos(angle), room.y + reach * sin(angle), radius)


def _angle(values: CircleValues) -> float:
    """Where the bead is, in degrees from three o'clock, against the clock."""
    return 90.0 - 360.0 * (values.travel or 0.0)


def _box(x: float, y: float, radius: float) -> QRectF:
    return QRectF(x - radius, y - radius, 2 * radius, 2 * radius)


@lru_cache(maxsize=8)
def _number_box(full: float, x: float, y: float, digits: int) -> QRect:
    """Return the place of the number in the middle at `x` and `y`."""
    size = full * NUMBER_SHARE
    wide = size * DIGIT * digits
    return QRectF(x - wide / 2, y - size / 2, wide, size).toAlignedRect()


def ring_colour(values: CircleValues, theme: Theme) -> QColor:
    """The side's own colour: it repeats what the words on top say."""
    return theme.circle_ring if values.side is None else theme.of_side(values.side)


def _fill(values: CircleValues, theme: Theme) -> QColor:
    if not values.still:
        return theme.circle
    colour = QColor(theme.circle)
    colour.setAlphaF(0.12 + 0.88 * values.fullness)
    return colour


def _paint_wait(painter: QPainter, room: Room, values: CircleValues, theme: Theme) -> None:
    """Thicken the ring as far as the time to settle has passed, from the top on."""
    pen = QPen(ring_colour(values, theme), max(3.0, room.full / 28))
    pen.setCapStyle(Qt.PenCapStyle.RoundCap)
    painter.setPen(pen)
    box = _box(room.x, room.y, room.full - pen.widthF() / 2)
    painter.drawArc(box, 90 * 16, -round(360 * 16 * (values.waited or 0.0)))


BLUR = 2.0
"""Logical pixels by which an edge reaches beyond its radius."""

STRIPS = 8
"""Strips in which a ring of change is painted: more would cost more than they save."""


def moved_region(room: Room, before: CircleValues, now: CircleValues) -> QRegion | None:
    """Return what must be painted when the breath or the bead has moved; None for the whole.

    Between two frames the breath grows by a hair's breadth: the ring around it and the number
    within, which cost as much again, stay as they are.
    """
    plain = now.waited is None and not now.still and not now.faded
    if not plain or before.alike != now.alike:
        return None
    radii = sorted((breath_radius(room.full, before), breath_radius(room.full, now)))
    region = annulus(room, radii[0] - BLUR, radii[1] + BLUR)
    if now.travel != before.travel:
        for values in (before, now):
            place = bead(room, values).adjusted(-BLUR, -BLUR, BLUR, BLUR)
            region = region.united(place.toAlignedRect())
    return region


def annulus(room: Room, inner: float, outer: float) -> QRegion:
    """Return strips that cover what lies between two circles, and little more."""
    return _strips(room.x, room.y, floor(inner), ceil(outer))


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
