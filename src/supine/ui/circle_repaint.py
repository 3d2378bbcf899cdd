"""What of the circle must be painted again from one frame to the next."""

from __future__ import annotations

from functools import lru_cache
from math import ceil, floor, sqrt

from PySide6.QtCore import QRectF
from PySide6.QtGui import QRegion

from supine.ui.circle_painting import CircleValues, Room, bead, breath_radius

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
