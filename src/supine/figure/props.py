"""The things that a body lies on, sits on or leans against: their sizes and their shapes.

A thing stands on the middle of its underside. Its own directions are ahead, toward the feet of the
body, and aside, toward its right, both turned by the turn of the thing. Lengths are in metres.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache
from math import cos, hypot, pi, sin
from typing import NamedTuple

from supine.figure.camera import Camera, Point
from supine.figure.depth import Seen, box_of
from supine.figure.joints import Skeleton
from supine.figure.outlines import grown, hull, ribbon
from supine.figure.parts import Part, Shape
from supine.figure.proportions import BLOCK_HEIGHT
from supine.figure.scene import Prop, PropKind
from supine.figure.strap import lying_band
from supine.figure.vectors import Vector, add, cross, dot, scale, sub, unit


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
    PropKind.WALL: Size(0.06, 1.30, 1.24),
    # a dining chair: seats are 40 to 45 cm broad and deep
    PropKind.CHAIR: Size(0.42, 0.42, 0.86),
    # a strap that lies ready, in a loop
    PropKind.STRAP: Size(0.64, 0.21, 0.01),
}
"""The breadth ahead and aside and the height of each thing."""

SEAT = 0.45
"""The height of the top of a chair's seat: 45 cm is the usual one."""

SEAT_THICKNESS = 0.035
LEG = 0.036
"""The breadth of a leg of a chair."""

RAIL = 0.62
"""The height at which the board of a chair's back begins; it ends at the chair's top."""

LEAN = 0.05
"""How far the top of a chair's back is behind its seat."""

HEAD_BLOCK = Size(0.15, 0.23, BLOCK_HEIGHT)
"""The low block under the head, at its full height: as broad as one that lies ready."""

WALL_THICKNESS = 0.03

FROM_BEHIND = 0.3
"""How much is painted of a wall that is seen from behind, 0 to 1."""

WALL_TOP, WALL_SHARE = 1.20, 0.45
"""The height to which a wall is painted, above the feet, and its opacity."""

SKIRTING = 0.07
"""The height of the board at the foot of a wall."""

SEAM = 0.003
"""The breadth of a seam, or of the edge between two sides."""

EDGE = 0.0045
"""The breadth of the line round a thing."""

SOFT = 0.065
"""How far a body may sink into a thing and still lie on it."""

RING = 24
"""The number of corners of a ring."""


def size_of(prop: Prop) -> Size:
    """Return the size of `prop`: some cushions are thicker than others."""
    usual = SIZES[prop.kind]
    soft = prop.kind in (PropKind.CUSHION, PropKind.BLOCK)
    return usual._replace(up=prop.high) if prop.high and soft else usual


class Placed(NamedTuple):
    """The place of a thing, with its own directions."""

    place: Vector
    ahead: Vector
    aside: Vector

    def point(self, ahead: float, aside: float, up: float) -> Vector:
        """Return a point, in metres from the middle of the underside."""
        x, y, z = self.place
        (ax, ay, _), (bx, by, _) = self.ahead, self.aside
        return (x + ax * ahead + bx * aside, y + ay * ahead + by * aside, z + up)

    def moved(self, ahead: float, aside: float, up: float) -> Placed:
        """Return another place with the same directions."""
        return self._replace(place=self.point(ahead, aside, up))


def placed(prop: Prop) -> Placed:
    """Return the place of `prop` with its own directions."""
    c, s = cos(prop.turn), sin(prop.turn)
    return Placed(prop.place, (c, s, 0.0), (-s, c, 0.0))


def prop_corners(prop: Prop) -> tuple[Vector, ...]:
    """Return the corners of the box round `prop`."""
    # the back of a chair leans out of the box over its feet
    return _box(placed(prop), size_of(prop), LEAN if prop.kind is PropKind.CHAIR else 0.0)


def seen_outline(prop: Prop, camera: Camera) -> list[Point]:
    """Return the corners of the outline of the box round `prop` in the picture, in pixels."""
    return hull(camera.project(corner)[:2] for corner in prop_corners(prop))


class Foot(NamedTuple):
    """Where a thing stands: its place, and half its size there."""

    at: Placed
    ahead: float
    aside: float

    def corners(self, wider: float) -> list[Vector]:
        """Return the corners of where it stands, `wider` metres wider, with its corners cut off."""
        found = []
        for a, b in ((1, 1), (-1, 1), (-1, -1), (1, -1)):
            ends = ((1.0, 0.2), (0.75, 0.75), (0.2, 1.0))
            for c, d in ends if a == b else ends[::-1]:
                ahead, aside = self.ahead + wider * c, self.aside + wider * d
                found.append(self.at.point(a * ahead, b * aside, 0.0))
        return found


def feet_of(prop: Prop) -> tuple[Foot, ...]:
    """Return where `prop` stands on the mat or the floor."""
    size, at = size_of(prop), placed(prop)
    if prop.kind is PropKind.CHAIR:
        return tuple(Foot(leg, LEG * 0.4, LEG * 0.4) for leg in _chair_legs(at))
    if prop.kind in (PropKind.WALL, PropKind.STRAP) or prop.place[2] > 0.01:
        return ()
    # a round thing touches the mat only in its middle
    ahead = size.ahead * (0.3 if prop.kind is PropKind.BOLSTER else 0.46)
    return (Foot(at, ahead * prop.share, size.aside * 0.46 * prop.share),)


BEDS = {
    PropKind.BLOCK: (0.5, 0.5), PropKind.CUSHION: (0.4, 0.4), PropKind.BOLSTER: (0.3, 0.48),
    PropKind.CHAIR: (0.5, 0.5),
}  # fmt: skip
"""How much of its length and breadth the top of a thing has on each side of its middle."""


@lru_cache(maxsize=8)
def bed_of(prop: Prop) -> tuple[str, Foot] | None:
    """Return the name of the part of `prop` on which a body can rest, and the place of its top."""
    if prop.kind not in BEDS:
        return None
    size, (ahead, aside) = size_of(prop), BEDS[prop.kind]
    chair = prop.kind is PropKind.CHAIR
    up = SEAT if chair else size.up * max(prop.share, 0.05)
    top = placed(prop).moved(0.0, 0.0, up)
    name = "chair seat" if chair else prop.kind.value
    return name, Foot(top, ahead * size.ahead, aside * size.aside)


class Plane(NamedTuple):
    """A plane that touches a thing: its direction away from the thing, and its place along it."""

    away: Vector
    place: float
    before_eye: bool
    """Whether the eye is on the other side of it than the thing."""


@dataclass(frozen=True, slots=True, eq=False)
class Thing:
    """A part of a thing, with its place and its corners, for the order of what lies on it."""

    part: Part
    at: Placed
    corners: Sequence[Vector]


@lru_cache(maxsize=16)
def things_of(prop: Prop, camera: Camera) -> tuple[Thing, ...]:
    """Return the parts of `prop`, each with its own depth: a chair has several, a wall none."""
    at, size = placed(prop), size_of(prop)
    # a low thing grows out of the mat, so that a body can rise with it
    low = size._replace(up=size.up * max(prop.share, 0.05))
    if prop.kind is PropKind.CUSHION:
        return (_cushion(at, low, camera),)
    if prop.kind is PropKind.BOLSTER:
        return (_roll(at, low, camera),)
    if prop.kind is PropKind.BLOCK:
        return (_solid("block", _box(at, low), camera),)
    if prop.kind is PropKind.CHAIR:
        return tuple(_faded(one, prop.share) for one in _chair(at, camera))
    if prop.kind is PropKind.STRAP:
        return (_faded(_loose_strap(at, size, camera), prop.share),)
    return ()


def _faded(thing: Thing, share: float) -> Thing:
    if share >= 1.0:
        return thing
    shapes = tuple(replace(one, share=one.share * share) for one in thing.part.shapes)
    return replace(thing, part=replace(thing.part, shapes=shapes))


def head_block_of(skeleton: Skeleton, camera: Camera) -> tuple[Thing, ...]:
    """Return the low block under the head of `skeleton`, if there is one."""
    if skeleton.block < 0.004:
        return ()
    x, y, _z = skeleton.head
    return (_head_block(x - 0.015, y, skeleton.block, camera),)


@lru_cache(maxsize=2)
def _head_block(x: float, y: float, up: float, camera: Camera) -> Thing:
    at = Placed((x, y, 0.0), (1.0, 0.0, 0.0), (0.0, 1.0, 0.0))
    return _solid("head block", _box(at, HEAD_BLOCK._replace(up=up)), camera)


@lru_cache(maxsize=2)
def wall_shapes(prop: Prop, camera: Camera) -> tuple[Shape, ...]:
    """Return the shapes of a wall, which are painted before the body and never hide it."""
    if prop.kind is not PropKind.WALL:
        return ()
    size, at = SIZES[PropKind.WALL], placed(prop)
    shapes = []
    in_front = dot(at.ahead, sub(camera.eye, prop.place)) < 0.0
    # from behind it only hints at itself: the mat is painted before it
    strength = prop.share * (1.0 if in_front else FROM_BEHIND)
    for top, share in ((WALL_TOP, WALL_SHARE), (SKIRTING, WALL_SHARE)):
        slab = _flat(_wall_box(at, top), camera)
        shapes.append(Shape("prop", "fill", (hull(slab),), share * strength))
    for height in (0.0, SKIRTING, WALL_TOP):
        ends = [at.point(0.0, size.aside * side, height) for side in (-0.5, 0.5)]
        line = ribbon(_flat(ends, camera), [EDGE * camera.scale / 2] * 2)
        shapes.append(Shape("prop", "edge", (line,), prop.share))
    return tuple(shapes)


_QUARTER = [
    (0.5 * cos(pi * (step + 0.5) / 12) ** 0.5, 0.5 * sin(pi * (step + 0.5) / 12) ** 0.5)
    for step in range(6)
]
OVAL = [
    *_QUARTER,
    *((-x, y) for x, y in reversed(_QUARTER)),
    *((-x, -y) for x, y in _QUARTER),
    *((x, -y) for x, y in reversed(_QUARTER)),
]
"""Points of a superellipse of length and breadth 1, between a circle and a square."""

WAIST = 0.07
"""How far the seam of a cushion is drawn in between its corners, in shares of its breadth."""

CREASES = (0.97, 0.60)
"""Where the creases at the corners of a cushion begin and end, in shares of its breadth."""


def _cushion(at: Placed, size: Size, camera: Camera) -> Thing:
    """Return a cushion: its seam has four corners, and it is soft above and below them."""

    def ring(up: float, share: float, waist: float) -> list[Vector]:
        # at a corner the product is about 0.18
        shares = [share * (1.0 - waist + waist * min(1.0, abs(a * b) / 0.18)) for a, b in OVAL]
        return [
            at.point(a * k * size.ahead, b * k * size.aside, up * size.up)
            for (a, b), k in zip(OVAL, shares, strict=True)
        ]

    seam = _flat(ring(0.42, 1.0, WAIST), camera)
    under = hull(_flat([*ring(0.0, 0.80, 0.0), *ring(0.42, 0.93, 0.0)], camera))
    lit = hull(_flat([*ring(0.42, 0.93, 0.0), *ring(1.0, 0.74, 0.0)], camera))
    edge, line = EDGE * camera.scale, SEAM * camera.scale
    shapes = [
        Shape("prop", "edge", (grown(hull([*under, *lit]), edge), grown(seam, edge))),
        Shape("prop", "shade", (under,)),
        Shape("prop", "line", (grown(seam, line),)),
        Shape("prop", "fill", (seam, lit)),
    ]
    creases = []
    for a in (-0.42, 0.42):
        for b in (-0.42, 0.42):
            ends = [
                at.point(a * k * size.ahead, b * k * size.aside, size.up * up)
                for k, up in zip(CREASES, (0.5, 0.97), strict=True)
            ]
            creases.append(ribbon(_flat(ends, camera), [line * 0.7, 0.0]))
    shapes.append(Shape("prop", "line", tuple(creases)))
    return _thing("cushion", at, size, tuple(shapes), _box(at, size), camera)


def _soft(points: Sequence[Vector], upper: Sequence[Vector], camera: Camera) -> list[Shape]:
    """Return the shapes of a soft thing: an edge, a shaded side, a seam, and a lit upper side."""
    whole, lit = hull(_flat(points, camera)), hull(_flat(upper, camera))
    return [
        Shape("prop", "edge", (grown(whole, EDGE * camera.scale),)),
        Shape("prop", "shade", (whole,)),
        Shape("prop", "line", (grown(lit, SEAM * camera.scale),)),
        Shape("prop", "fill", (lit,)),
    ]


END_DISC, BUTTON = 0.93, 0.16
"""The size of the disc at an end of a bolster and of the button in it, in shares of its radius."""


def _roll(at: Placed, size: Size, camera: Camera) -> Thing:
    """Return a round bolster with flat ends."""
    middle, half = size.up / 2, size.aside / 2

    def ring(aside: float, share: float) -> list[Vector]:
        turns = [2.0 * pi * step / RING for step in range(RING)]
        return [
            at.point(sin(turn) * size.ahead / 2 * share, aside, middle + cos(turn) * middle * share)
            for turn in turns
        ]

    rings = [ring(side * half, END_DISC) for side in (-1.0, 1.0)]
    rings += [ring(side * (half - 0.012), 1.0) for side in (-1.0, 1.0)]
    points = [point for one in rings for point in one]
    upper = [point for point in points if point[2] > at.place[2] + middle * 0.8]
    shapes = _soft(points, upper, camera)
    for side in (-1.0, 1.0):
        end = at.point(0.0, side * half, middle)
        if dot(scale(at.aside, side), sub(camera.eye, end)) > 0.0:
            disc = _flat(ring(side * half, END_DISC), camera)
            button = _flat(ring(side * half, BUTTON), camera)
            shapes.append(Shape("prop", "line", (grown(disc, SEAM * camera.scale),)))
            shapes.append(Shape("prop", "fill", (disc,)))
            shapes.append(Shape("prop", "line", (button,)))
    return _thing("bolster", at, size, tuple(shapes), tuple(points[::2]), camera)


LOOP, LOOP_ROUND, LOOP_STEPS = 0.26, 0.08, 10
"""A strap that nobody holds lies in a loop: how long its two halves are, half of what is between
them, and the number of parts of each half and of the bend."""


def _loop() -> Iterator[tuple[float, float]]:
    """Yield how far the strap is ahead and aside of its middle, from end to end.

    Both halves are alike: in the mirror picture the strap is the same, from the other end.
    """
    shares = [step / LOOP_STEPS for step in range(LOOP_STEPS)]
    # no strap lies quite straight
    half = [
        (LOOP * (1.9 * share - 1.0), LOOP_ROUND + 0.012 * sin(2.0 * pi * share)) for share in shares
    ]
    yield from half
    for share in (*shares, 1.0):
        yield LOOP * 0.9 + LOOP_ROUND * sin(pi * share), LOOP_ROUND * cos(pi * share)
    yield from ((ahead, -aside) for ahead, aside in reversed(half))


def _loose_strap(at: Placed, size: Size, camera: Camera) -> Thing:
    band = lying_band([at.point(ahead, aside, size.up / 2) for ahead, aside in _loop()], camera)
    return Thing(band, at, _box(at, size))


def _chair_legs(at: Placed) -> tuple[Placed, ...]:
    size = SIZES[PropKind.CHAIR]
    ahead, aside = (size.ahead - LEG) / 2 - 0.012, (size.aside - LEG) / 2 - 0.012
    return tuple(at.moved(a, b, 0.0) for a in (-ahead, ahead) for b in (-aside, aside))


def _chair(at: Placed, camera: Camera) -> Iterator[Thing]:
    return (_solid(name, corners, camera) for name, corners in _chair_boxes(at))


def hard_boxes(prop: Prop) -> tuple[tuple[str, tuple[Vector, ...]], ...]:
    """Return the boxes that no limb goes through, by name, each with its eight corners."""
    if prop.kind is PropKind.CHAIR:
        return tuple(_chair_boxes(placed(prop)))
    return (("wall", _wall_box(placed(prop), WALL_TOP)),) if prop.kind is PropKind.WALL else ()


def _chair_boxes(at: Placed) -> Iterator[tuple[str, tuple[Vector, ...]]]:
    size = SIZES[PropKind.CHAIR]
    legs = _chair_legs(at)
    for leg in legs:
        yield "chair leg", _box(leg, Size(LEG, LEG, SEAT - SEAT_THICKNESS))
    for post in legs[:2]:
        upright = Size(LEG * 0.8, LEG * 0.8, size.up - SEAT - 0.03)
        yield "chair post", _box(post.moved(0.0, 0.0, SEAT), upright, LEAN)
    seat = Size(size.ahead, size.aside, SEAT_THICKNESS)
    yield "chair seat", _box(at.moved(0.0, 0.0, SEAT - SEAT_THICKNESS), seat)
    share = (RAIL - SEAT) / (size.up - SEAT)
    board = at.moved(0.03 - size.ahead / 2 - LEAN * share, 0.0, RAIL)
    board_size = Size(0.026, size.aside + 0.01, size.up - RAIL)
    yield "chair back", _box(board, board_size, LEAN * (1.0 - share))


def _wall_box(at: Placed, top: float) -> tuple[Vector, ...]:
    size = Size(WALL_THICKNESS, SIZES[PropKind.WALL].aside, top)
    return _box(at.moved(WALL_THICKNESS / 2, 0.0, 0.0), size)


def _box(at: Placed, size: Size, lean: float = 0.0) -> tuple[Vector, ...]:
    """Return the corners of a box; its top is `lean` behind its underside."""
    return tuple(
        at.point(size.ahead * a - lean * up, size.aside * b, size.up * up)
        for a in (-0.5, 0.5)
        for b in (-0.5, 0.5)
        for up in (0.0, 1.0)
    )


TOP = (1, 3, 7, 5)
SIDES = ((0, 2, 6, 4), (0, 1, 3, 2), (4, 5, 7, 6), (0, 1, 5, 4), (2, 3, 7, 6), TOP)
"""The corners of each side of a box, by their numbers: below, behind, ahead, left, right, above."""

RIBS = (
    *((0, 1), (2, 3), (4, 5), (6, 7), (1, 3), (3, 7)),
    *((7, 5), (5, 1), (0, 2), (2, 6), (6, 4), (4, 0)),
)
"""The corners between which two sides meet."""


def _solid(name: str, corners: tuple[Vector, ...], camera: Camera) -> Thing:
    """Return a thing with six flat sides; the upper one is lit."""
    flat = _flat(corners, camera)
    middle = scale(_sum(corners), 1.0 / len(corners))
    visible = [side for side in SIDES if _is_seen([corners[i] for i in side], middle, camera)]
    shapes = [Shape("prop", "edge", (grown(hull(flat), EDGE * camera.scale),))]
    for tone in ("shade", "fill"):
        sides = [side for side in visible if (side is TOP) == (tone == "fill")]
        shapes += [Shape("prop", tone, (hull([flat[i] for i in side]),)) for side in sides]
    ribs = [rib for rib in RIBS if sum(set(rib) <= set(side) for side in visible) == 2]
    width = SEAM * camera.scale / 2
    lines = tuple(ribbon([flat[i], flat[j]], [width, width]) for i, j in ribs)
    if lines:
        shapes.append(Shape("prop", "line", lines))
    ahead, aside, up = (sub(corners[i], corners[0]) for i in (4, 2, 1))
    at = Placed(scale(_sum([corners[i] for i in (0, 2, 4, 6)]), 0.25), unit(ahead), unit(aside))
    size = Size(*(dot(one, one) ** 0.5 for one in (ahead, aside, up)))
    return _thing(name, at, size, tuple(shapes), corners, camera)


def _sum(points: Sequence[Vector]) -> Vector:
    total: Vector = (0.0, 0.0, 0.0)
    for point in points:
        total = add(total, point)
    return total


def _is_seen(side: Sequence[Vector], middle: Vector, camera: Camera) -> bool:
    """Return whether a side of a body round `middle` is seen."""
    place = scale(_sum(side), 1.0 / len(side))
    one, other = sub(side[1], side[0]), sub(side[2], side[1])
    normal = cross(one, other)
    if dot(normal, sub(place, middle)) < 0.0:
        normal = scale(normal, -1.0)
    return dot(normal, sub(camera.eye, place)) > 0.0


def _flat(points: Sequence[Vector], camera: Camera) -> list[Point]:
    return [camera.project(point)[:2] for point in points]


def _thing(
    name: str,
    at: Placed,
    size: Size,
    shapes: tuple[Shape, ...],
    corners: Sequence[Vector],
    camera: Camera,
) -> Thing:
    return Thing(Part((name,), _balls(at, size, camera), shapes), at, corners)


def _balls(at: Placed, size: Size, camera: Camera) -> tuple[Seen, ...]:
    """Return projected balls that fill a box: they give its depth."""
    radius = max(0.01, min(size) / 2)
    found = []
    for a in _spread(size.ahead, radius):
        for b in _spread(size.aside, radius):
            for up in _spread(size.up, radius):
                x, y, depth, pixels = camera.project(at.point(a, b, size.up / 2 + up))
                found.append((x, y, radius * pixels, depth))
    return tuple(found)


def _spread(length: float, radius: float) -> tuple[float, ...]:
    """Return up to three places along `length`, from its middle, for balls of `radius`."""
    room = length / 2 - radius
    return (0.0,) if room < radius / 2 else (-room, 0.0, room)


AWAY = (
    *((0.0, 0.0, up) for up in (1.0, -1.0)),
    *((c, s, 0.0) for c, s in ((1, 0), (-1, 0), (0, 1), (0, -1))),
    *((c * 0.259, s * 0.259, 0.966) for c, s in ((1, 0), (-1, 0), (0, 1), (0, -1))),
    *((c * 0.5, s * 0.5, 0.866) for c, s in ((1, 0), (-1, 0), (0, 1), (0, -1))),
    *((c * 0.866, s * 0.866, 0.5) for c, s in ((1, 0), (-1, 0), (0, 1), (0, -1))),
)
"""Directions of planes that touch a thing: ahead, aside and up."""


@lru_cache(maxsize=32)
def _planes(thing: Thing, camera: Camera) -> tuple[Plane, ...]:
    """Return planes that touch `thing`; few things need them, because few overlap a body."""
    planes, at = [], thing.at
    for ahead, aside, up in AWAY:
        away = add(add(scale(at.ahead, ahead), at.aside, aside), (0.0, 0.0, up))
        place = max([dot(away, corner) for corner in thing.corners])
        planes.append(Plane(away, place, dot(away, camera.eye) > place))
    return tuple(planes)


def order_of_things(
    parts: Sequence[Part], things: Sequence[Thing], camera: Camera
) -> set[tuple[int, int]]:
    """Return pairs of indexes of `parts`, the first of which is painted before the second.

    Where a plane lies between a thing and another part, the one on the eye's side of the plane is
    painted later, whatever the depths of their balls are: a thigh lies on a seat, not in it.
    """
    if not things:
        return set()
    places = {part: place for place, part in enumerate(parts)}
    own = {places[thing.part] for thing in things}
    boxes = [box_of(part.seen) for part in parts]
    pairs = set()
    for thing in things:
        place = places[thing.part]
        left, top, right, bottom = boxes[place]
        outline = hull(_flat(thing.corners, camera))
        for other, (a, b, c, d) in enumerate(boxes):
            # two parts of things are compared once
            if other == place or (other < place and other in own):
                continue
            overlap = left < c and a < right and top < d and b < bottom
            if not (overlap and _meets(outline, parts[other].seen)):
                continue
            if side := _side(thing, parts[other], camera):
                pairs.add((place, other) if side > 0 else (other, place))
    return pairs


def _meets(outline: Sequence[Point], balls: Sequence[Seen]) -> bool:
    """Return whether one of `balls` is over a convex `outline`, with its corners in their order.

    A thigh beside a cushion, whose boxes overlap, would be put before a shin that it is behind.
    """
    sides = []
    for (ax, ay), (bx, by) in zip(outline, [*outline[1:], outline[0]], strict=True):
        long = hypot(bx - ax, by - ay) or 1.0
        sides.append((ax, ay, (by - ay) / long, (ax - bx) / long))
    return any(
        all((x - ax) * nx + (y - ay) * ny < radius for ax, ay, nx, ny in sides)
        for x, y, radius, _depth in balls
    )


def beds_among(ordered: Sequence[Part], things: Sequence[Thing]) -> list[Part]:
    """Return the parts of things behind which there is nothing of the body.

    They are painted before the heavy line round the body, which would be hidden by them.
    """
    own = {thing.part for thing in things}
    beds: list[Part] = []
    for place, part in enumerate(ordered):
        if part in own and not any(
            other not in beds and _overlap(part, other) for other in ordered[:place]
        ):
            beds.append(part)
    return beds


def _overlap(part: Part, other: Part) -> bool:
    left, top, right, bottom = box_of(part.seen)
    near = [
        (x, y, r)
        for x, y, r, _ in other.seen
        if left < x + r and x - r < right and top < y + r and y - r < bottom
    ]
    return any(
        (x - a) ** 2 + (y - b) ** 2 < (r + s) ** 2 for a, b, s, _ in part.seen for x, y, r in near
    )


@lru_cache(maxsize=256)
def _side(thing: Thing, part: Part, camera: Camera) -> int:
    """Return 1 if `part` is on the eye's side of `thing`, -1 if it is behind it, 0 if neither."""
    # the start of a limb is inside another part, which need not lie on the thing
    free = part.seen[2:] if part.tubes and part.joins else part.seen
    balls = [camera.unproject(seen) for seen in free]
    widest, side = -SOFT, 0
    for (ax, ay, az), place, before_eye in _planes(thing, camera):
        gap = min([x * ax + y * ay + z * az - r for (x, y, z), r in balls]) - place
        if gap > widest:
            widest, side = gap, 1 if before_eye else -1
    return side
