"""Room for a framed picture beside a body: in an empty corner, so that the body stays large."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import product
from math import dist, hypot
from typing import NamedTuple

from supine.figure.camera import Camera, Point, View
from supine.figure.frame import BODY_THICKNESS, MARGIN, joints
from supine.figure.outlines import hull
from supine.figure.props import prop_corners
from supine.figure.scene import Scene
from supine.figure.scenery import mat_corners
from supine.figure.solver import solve
from supine.figure.strap import strap_places
from supine.figure.vectors import Vector, mix

SIZES = tuple(share / 100 for share in range(100, 58, -3))
"""How large the body may be, as shares of what it is without a framed picture."""

LARGEST = 0.8
"""How large what is in the frame may be, as a share of the size of the body."""

LOWER = 0.85
"""How much less a frame in the lower corner is worth: a picture is read from its upper corner."""

SIDE_PARTS, LIMB_PARTS = 8, (0.33, 0.67)
"""The places along a side of the mat or of a thing, and along a limb, that have to be clear."""

ARROW = 0.16
"""Metres round the places of an arrow that have to be clear: it may stand beside them."""

DISC_STEPS = 24
"""The number of steps along each side of the room, in which a place for a disc is looked for."""

DISC_ROOM = 1.15
"""Radii from the middle of a disc to what is beside it."""


APART = 4.0
"""Radii from the middle of a disc to that of another one."""


class Box(NamedTuple):
    """A place in a picture, in pixels."""

    left: float
    top: float
    width: float
    height: float

    @property
    def right(self) -> float:
        """The place of its right side."""
        return self.left + self.width

    @property
    def bottom(self) -> float:
        """The place of its lower side."""
        return self.top + self.height


class Round(NamedTuple):
    """A part of a picture that has to be clear, in metres from the middle of its view."""

    x: float
    y: float
    radius: float


class Taken(NamedTuple):
    """All that has to be clear in a picture."""

    rounds: tuple[Round, ...]
    """The body, its signs, and the edges of the mat and of things."""
    areas: tuple[tuple[Point, ...], ...]
    """The corners of the mat and of things, in metres from the middle of the view."""

    def is_clear(self, x: float, y: float, radius: float) -> bool:
        """Return whether a disc at a place, in metres too, hides nothing of it."""
        return all(hypot(x - one.x, y - one.y) > radius + one.radius for one in self.rounds) and (
            not any(_is_inside(x, y, area) for area in self.areas)
        )


class Beside(NamedTuple):
    """The places of a picture of a body, of a framed one, and of the number of the body."""

    body: Box
    framed: Box
    size: float
    """The pixels of a metre of the body."""
    taken: Taken
    """What has to be clear of them."""


def beside(scene: Scene, framed: View, room: Box, gap: float) -> Beside:
    """Return the places in `room` of the body in `scene`, and of a picture with the view `framed`.

    The framed picture is at the left, and hides nothing of the body, of its mirror picture, or of
    the mat: both sides of a pose have the same places. Gaps are in pixels.
    """
    taken, view = _taken(scene), scene.view
    alone = min(room.width / view.width, room.height / view.height)
    sides = [view.width / 2 + abs(x) + radius for x, _y, radius in taken.rounds]
    tops = [view.height / 2 - y + radius for _x, y, radius in taken.rounds]
    bottoms = [view.height / 2 + y + radius for _x, y, radius in taken.rounds]
    corners = (
        (False, [*zip(sides, tops, strict=True)]),
        (True, [*zip(sides, bottoms, strict=True)]),
    )
    found = [
        (round(size**1.5 * near * (LOWER if low else 1.0), 6), size, near, low)
        for size in (alone * share for share in SIZES)
        for low, edges in corners
        if (near := _largest(edges, framed, room, gap, size)) > 0.0
    ]
    _score, size, near, low = max(found, default=(0.0, alone * SIZES[-1], alone * 0.1, False))
    body = Box(
        room.right - view.width * size,
        room.top if low else room.bottom - view.height * size,
        view.width * size,
        view.height * size,
    )
    wide, high = framed.width * near, framed.height * near
    top = room.bottom - gap - high if low else room.top + gap
    return Beside(*_spread(body, Box(room.left + gap, top, wide, high), room, gap), size, taken)


def _largest(edges: Sequence[Point], framed: View, room: Box, gap: float, size: float) -> float:
    """Return the pixels of a metre that a framed picture in a left corner can have.

    The body has `size` pixels of a metre, and is in the opposite corner. From there its parts are
    at the `edges`, in metres across and up or down.
    """
    wide, high = room.width - 2 * gap, room.height - 2 * gap
    least = min(LARGEST * size, wide / framed.width, high / framed.height)
    return min(
        least,
        *(
            max((wide - across * size) / framed.width, (high - along * size) / framed.height)
            for across, along in edges
        ),
    )


def _spread(body: Box, framed: Box, room: Box, gap: float) -> tuple[Box, Box]:
    """Return both boxes with what is left of the room between and around them."""
    aside, above = body.left - framed.right - gap, body.top - framed.bottom - gap
    if aside >= 0.0:
        third = aside / 3
        middle = room.top + (room.height - framed.height) / 2
        tall = room.top + (room.height - body.height) / 2
        return (
            body._replace(left=body.left - third, top=tall),
            framed._replace(left=framed.left + third, top=middle),
        )
    if above >= 0.0:
        third = above / 3
        centred = room.left + (room.width - body.width) / 2
        return (
            body._replace(left=centred, top=body.top - third),
            framed._replace(left=max(framed.left, centred), top=framed.top + third),
        )
    return body, framed


def clear_place(found: Beside, room: Box, radius: float, first: Point) -> Point:
    """Return where a disc of `radius` pixels hides nothing, as near the upper left as can be.

    It is not beside the `first` disc: two numbers side by side were read as one.
    """
    body, framed, size, taken = found
    middle, far = (body.left + body.width / 2, body.top + body.height / 2), radius * DISC_ROOM
    left, top = max(body.left, room.left) + far, room.top + far
    steps = [step / DISC_STEPS for step in range(DISC_STEPS + 1)]
    across = [left + (room.right - far - left) * step for step in steps]
    down = [top + (room.bottom - far - top) * step for step in steps]
    places = sorted(
        product(across, down), key=lambda one: round(hypot(one[0] - left, one[1] - top))
    )

    def is_clear(place: Point) -> bool:
        aside = max(framed.left - place[0], place[0] - framed.right, 0.0)
        above = max(framed.top - place[1], place[1] - framed.bottom, 0.0)
        if hypot(aside, above) < far or dist(place, first) < APART * radius:
            return False
        x, y = (place[0] - middle[0]) / size, (place[1] - middle[1]) / size
        return taken.is_clear(x, y, far / size)

    return next(filter(is_clear, places), (left, top))


def clear_corner(scene: Scene, box: Box, radius: float) -> Point:
    """Return the corner of `box` where a disc of `radius` pixels hides nothing of `scene`.

    Without such a corner it is the upper left one.
    """
    size = box.width / scene.view.width
    far, taken = radius * DISC_ROOM, _taken(replace(scene, view=replace(scene.view, mat=0.0)))
    middle = box.left + box.width / 2, box.top + box.height / 2
    # at the left first: a number in the upper right corner was beside that of the next picture
    corners = [
        (x, y) for x in (box.left + far, box.right - far) for y in (box.top + far, box.bottom - far)
    ]
    clear = (
        (x, y)
        for x, y in corners
        if taken.is_clear((x - middle[0]) / size, (y - middle[1]) / size, radius / size)
    )
    return next(clear, corners[0])


def _taken(scene: Scene) -> Taken:
    """Return what has to be clear in the picture of `scene`."""
    view, body = scene.view, solve(scene.posture)
    camera = Camera(view, view.width, view.height)
    middle = view.width / 2, view.height / 2

    def seen(place: Vector, radius: float) -> Round:
        x, y, _depth, scale = camera.project(place)
        return Round(x - middle[0], y - middle[1], radius * scale)

    rounds = [seen(place, BODY_THICKNESS + MARGIN / 2) for place in joints(body)]
    bones: list[tuple[Vector, Vector]] = []
    for leg in (body.right_leg, body.left_leg):
        bones += [(leg.hip, leg.knee), (leg.knee, leg.ankle)]
    for arm in (body.right_arm, body.left_arm):
        bones += [(arm.shoulder, arm.elbow), (arm.elbow, arm.wrist)]
    for a, b in bones:
        rounds += [seen(mix(a, b, share), BODY_THICKNESS) for share in LIMB_PARTS]
    for arrow in scene.signs.arrows:
        rounds += [seen(place, ARROW) for place in arrow.path]
    for strap in scene.straps:
        rounds += [seen(place, MARGIN) for place in strap_places(strap, body)]
    mats = [mat_corners(view.mat_end)] if view.mat > 0.0 else []
    areas = tuple(
        tuple(hull([seen(corner, 0.0)[:2] for corner in corners]))
        for corners in (*map(prop_corners, scene.props), *mats)
    )
    for area in areas:
        for (x, y), (to_x, to_y) in _sides(area):
            for share in (step / SIDE_PARTS for step in range(SIDE_PARTS)):
                rounds.append(Round(x + (to_x - x) * share, y + (to_y - y) * share, MARGIN / 2))
    return Taken(tuple(rounds), areas)


def _is_inside(x: float, y: float, area: tuple[Point, ...]) -> bool:
    """Return whether a place is inside a convex area."""
    turns = [(bx - ax) * (y - ay) - (by - ay) * (x - ax) for (ax, ay), (bx, by) in _sides(area)]
    return all(turn > 0.0 for turn in turns) or all(turn < 0.0 for turn in turns)


def _sides(area: tuple[Point, ...]) -> Iterator[tuple[Point, Point]]:
    return zip(area, (*area[1:], area[0]), strict=True)
