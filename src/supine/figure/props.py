"""The things that a body lies on, sits on or leans against: their sizes, and their shapes.

A thing stands on the middle of its underside. Its own directions are ahead, toward the feet of the
body, and aside, toward its right, both turned by the turn of the thing. Lengths are in metres.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from functools import lru_cache
from math import cos, sin
from typing import NamedTuple

from supine.figure.body import Ball, Row
from supine.figure.camera import Camera
from supine.figure.outlines import discs_of
from supine.figure.parts import Part, Shape, hull_shapes, limb
from supine.figure.scene import Prop, PropKind
from supine.figure.vectors import Vector


class Size(NamedTuple):
    """The size of a thing that is not turned."""

    ahead: float
    aside: float
    up: float


SIZES = {
    # a common yoga block, on its largest side
    PropKind.BLOCK: Size(0.15, 0.23, 0.075),
    # a sofa cushion of 40 by 40 cm, pressed by a body
    PropKind.CUSHION: Size(0.40, 0.40, 0.10),
    # a common round yoga bolster, which lies across the body
    PropKind.BOLSTER: Size(0.24, 0.60, 0.24),
    # as much of a room's wall as legs need that lie against it
    PropKind.WALL: Size(0.0, 1.10, 1.10),
    # a dining chair (EN 1335 and DIN 68877 have seats of 40 to 50 cm)
    PropKind.CHAIR: Size(0.42, 0.42, 0.86),
}
"""The breadth ahead and aside and the height of each thing."""

SEAT = 0.45
"""The height of the top of a chair's seat: 45 cm is the usual one."""

SEAT_THICKNESS = 0.04
LEG_HALF = 0.018


class Placed(NamedTuple):
    """A thing with its own directions."""

    place: Vector
    ahead: Vector
    aside: Vector

    def point(self, ahead: float, aside: float, up: float) -> Vector:
        """Return a point, in metres from the middle of the underside."""
        x, y, z = self.place
        (ax, ay, _), (bx, by, _) = self.ahead, self.aside
        return (x + ax * ahead + bx * aside, y + ay * ahead + by * aside, z + up)


def placed(prop: Prop) -> Placed:
    """Return `prop` with its own directions."""
    c, s = cos(prop.turn), sin(prop.turn)
    return Placed(prop.place, (c, s, 0.0), (-s, c, 0.0))


def prop_corners(prop: Prop) -> tuple[Vector, ...]:
    """Return the corners of the box round `prop`."""
    size, at = SIZES[prop.kind], placed(prop)
    return tuple(
        at.point(size.ahead * a, size.aside * b, size.up * up)
        for a in (-0.5, 0.5)
        for b in (-0.5, 0.5)
        for up in (0.0, 1.0)
    )


@lru_cache(maxsize=16)
def prop_parts(prop: Prop, camera: Camera) -> tuple[Part, ...]:
    """Return the parts of `prop`: a thing with space in it has several, each with its own depth."""
    if prop.kind is PropKind.CHAIR:
        parts = tuple(_chair(placed(prop), camera))
    elif prop.kind is PropKind.WALL:
        parts = (_part("wall", _slab(prop, 0.01), camera),)
    else:
        # a low thing grows out of the mat, so that a body can rise with it
        solid = prop._replace(share=1.0)
        return (_part(str(prop.kind), _slab(solid, _roundness(prop), prop.share), camera),)
    return tuple(replace(part, shapes=_faded(part.shapes, prop.share)) for part in parts)


def _roundness(prop: Prop) -> float:
    return {PropKind.BLOCK: 0.012}.get(prop.kind, SIZES[prop.kind].up / 2)


def _faded(shapes: tuple[Shape, ...], share: float) -> tuple[Shape, ...]:
    return shapes if share >= 1.0 else tuple(replace(one, share=share) for one in shapes)


def _part(name: str, balls: tuple[Ball, ...], camera: Camera) -> Part:
    return Part((name,), discs_of(balls, camera), hull_shapes("prop", balls, camera))


def _slab(prop: Prop, radius: float, share: float = 1.0) -> tuple[Ball, ...]:
    """Return balls of `radius` whose hull is a box with round edges; `share` is of its height."""
    return _box(placed(prop), SIZES[prop.kind], (0.0, 0.0, 0.0), radius, share)


def _box(
    at: Placed, size: Size, low: Vector, radius: float, share: float = 1.0
) -> tuple[Ball, ...]:
    radius *= share
    wide, broad = max(0.0, size.ahead / 2 - radius), max(0.0, size.aside / 2 - radius)
    top = max(radius, size.up * share - radius)
    return tuple(
        (at.point(low[0] + a, low[1] + b, low[2] + up), radius)
        for a in sorted({-wide, wide})
        for b in (-broad, broad)
        for up in sorted({radius, top})
    )


def _chair(at: Placed, camera: Camera) -> Iterator[Part]:
    size = SIZES[PropKind.CHAIR]
    ahead, aside = size.ahead / 2 - LEG_HALF, size.aside / 2 - LEG_HALF
    for a in (-ahead, ahead):
        for b in (-aside, aside):
            ends = (at.point(a, b, LEG_HALF), at.point(a, b, SEAT - SEAT_THICKNESS))
            yield limb((Row("chair leg", "prop", tuple((end, LEG_HALF) for end in ends)),), camera)
    seat = Size(size.ahead, size.aside, SEAT_THICKNESS)
    yield _part("chair seat", _box(at, seat, (0.0, 0.0, SEAT - SEAT_THICKNESS), 0.018), camera)
    back = Size(2 * LEG_HALF, size.aside, size.up - SEAT)
    yield _part("chair back", _box(at, back, (-ahead, 0.0, SEAT), LEG_HALF), camera)
