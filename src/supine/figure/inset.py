"""Room for a framed picture beside a body: in an empty corner, so that the body stays large."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import product
from math import dist, hypot, sqrt
from typing import NamedTuple

from supine.figure.arrow import arrow_shapes
from supine.figure.camera import Camera, Point, View
from supine.figure.frame import BODY_THICKNESS, MARGIN, joints
from supine.figure.limbs import Limb, covered, gap_to, limbs_in
from supine.figure.outlines import hull, is_inside
from supine.figure.props import prop_corners
from supine.figure.scene import Scene
from supine.figure.scenery import mat_corners
from supine.figure.solver import solve
from supine.figure.strap import strap_places
from supine.figure.vectors import Vector, mix

SIZES = tuple(share / 100 for share in range(100, 58, -3))
"""How large the body may be, as shares of what it is without a framed picture."""

QUARTERS = 4
"""The pictures of a pose with three starts, which may have a quarter of the room each."""

EVEN = 0.7
"""How much quarters are worth at least, as a share of another layout: they are read in their order.
But where the body and the frames are both larger in a row, that is better."""

LARGEST = 0.95
"""How large what is in the frame may be, as a share of the size of the body, which is the
pose. With 0.8, starts were small beside a lot of empty paper."""

ENOUGH = 0.6
"""How large several starts should be at least, as a share of the body: they are most of the way,
and beside a large body they were like stamps."""

LOWER = 0.85
"""How much less a frame in the lower corner is worth: a picture is read from its upper corner."""

SIDE_PARTS, LIMB_PARTS = 8, (0.33, 0.67)
"""The places along a side of the mat or of a thing, and along a limb, that have to be clear."""

LETTER = 0.2
"""Metres round the joint at which the letter of a side is that have to be clear of a number."""

ARROW = 0.16
"""Metres round the places of an arrow that have to be clear: it may stand beside them."""

RINGED = 0.24
"""The radius of the ring round what a closer view shows, as a share of that view's width."""

LINK_STEPS = 6
"""The parts of each side of a frame: the line of a ring may lead to where two of them meet."""

LINK_PARTS = tuple(part / 12 for part in range(13))
"""The places along that line at which it may be across the body, as shares of it."""

LINK_ROOM = 5.0
"""The pixels between that line and an arrow or a limb."""

OVER_ARROW, OVER_BODY = 1000.0, 60.0
"""How many pixels longer the line may be to cross no arrow, and not to be across a limb."""

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


class Link(NamedTuple):
    """A ring round a part of a body, and a line from it to the frame of its closer view."""

    x: float
    y: float
    radius: float
    """The ring, in pixels."""
    line: tuple[Point, Point]
    """From the ring to the frame."""


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
            not any(is_inside((x, y), area) for area in self.areas)
        )


class Beside(NamedTuple):
    """The places of a picture of a body, and of framed ones beside it."""

    body: Box
    frames: tuple[Box, ...]
    """The place of each framed one."""
    size: float
    """The pixels of a metre of the body."""
    near: float
    """The pixels of a metre of what is in the frames."""
    taken: Taken
    """What has to be clear of them."""
    room: Box
    """Where the number of the body may be."""


def beside(scene: Scene, framed: Sequence[View], room: Box, gap: float) -> Beside:
    """Return the places in `room` of the body in `scene`, and of pictures with the views `framed`.

    The framed pictures are at the left, one below the other or side by side, and hide nothing of
    the body, of its mirror picture, or of the mat: both sides of a pose have the same places. Gaps
    are in pixels.
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
    groups = [_Group(tuple(framed), in_row, gap) for in_row in (False, True)[: len(framed)]]
    found = [
        (_worth(size, near, len(framed)) * (LOWER if low else 1.0), size, near, low, number)
        for size in (alone * share for share in SIZES)
        for low, edges in corners
        for number, group in enumerate(groups)
        if (near := _largest(edges, group, room, gap, size)) > 0.0
    ]
    nowhere = (0.0, alone * SIZES[-1], alone * 0.1, False, 0)
    score, size, near, low, number = max(found, default=nowhere)
    if len(framed) == QUARTERS - 1:
        quarters = _quarters(view, taken, framed, room, gap)
        larger = size > quarters.size and near > quarters.near
        if not larger and _worth(quarters.size, quarters.near, len(framed)) > score * EVEN:
            return quarters
    body = Box(
        room.right - view.width * size,
        room.top if low else room.bottom - view.height * size,
        view.width * size,
        view.height * size,
    )
    wide, high = groups[number].size(near)
    top = room.bottom - gap - high if low else room.top + gap
    body, whole = _spread(body, Box(room.left + gap, top, wide, high), room, gap)
    frames = tuple(groups[number].frames(whole, near))
    return Beside(body, frames, size, near, taken, room)


def _worth(size: float, near: float, count: int) -> float:
    """Return how good pixels of a metre of the body, and in `count` frames, are together.

    Rounding lets the first of two that are alike win on every computer.
    """
    if count == 1:
        return round(size * sqrt(size) * near, 6)
    return round(size * near * min(1.0, near / (ENOUGH * size)), 6)


def _quarters(view: View, taken: Taken, framed: Sequence[View], room: Box, gap: float) -> Beside:
    """Return the places of a body and of three framed pictures in the quarters of a room.

    The body has the last one.
    """
    wide, high = (room.width - 3 * gap) / 2, (room.height - 3 * gap) / 2
    size = min(wide / view.width, high / view.height)
    most = max(one.width for one in framed), max(one.height for one in framed)
    # all frames have one size, and the second one stands close to the first: in the middle of a
    # wide column there was a hole between them
    fuller = max(min(most[0] / one.width, most[1] / one.height) for one in framed)
    near = min(wide / most[0], high / most[1], LARGEST * size / fuller)
    width, height = most[0] * near, most[1] * near
    right = max(width, view.width * size)
    left = room.left + (room.width - width - 2 * gap - right) / 2
    top = room.top + gap + (high - height) / 2
    columns = left, left + width + 2 * gap
    frames = tuple(
        Box(columns[column], top + row * (high + gap), width, height)
        for row, column in ((0, 0), (0, 1), (1, 0))
    )
    last = Box(left + width + 2 * gap, room.bottom - gap - high, right, high)
    body = Box(
        last.left + (right - view.width * size) / 2,
        last.top + (high - view.height * size) / 2,
        view.width * size,
        view.height * size,
    )
    return Beside(body, frames, size, near, taken, last)


class _Group(NamedTuple):
    """Framed pictures of one scale, below each other with the same width, or in a row."""

    views: tuple[View, ...]
    in_row: bool
    gap: float

    @property
    def gaps(self) -> Point:
        """The pixels across and down that are between the pictures."""
        between = self.gap * (len(self.views) - 1)
        return (between, 0.0) if self.in_row else (0.0, between)

    @property
    def metres(self) -> Point:
        """The size of the pictures without the gaps, in metres."""
        across, down = [one.width for one in self.views], [one.height for one in self.views]
        return (sum(across), max(down)) if self.in_row else (max(across), sum(down))

    def size(self, near: float) -> Point:
        """Return its width and height in pixels, with `near` pixels of a metre."""
        (across, down), (wide, high) = self.gaps, self.metres
        return wide * near + across, high * near + down

    def frames(self, place: Box, near: float) -> Iterator[Box]:
        """Yield the place of each picture in the `place` of all."""
        left, top = place.left, place.top
        for view in self.views:
            if self.in_row:
                yield Box(left, top, view.width * near, place.height)
                left += view.width * near + self.gap
            else:
                yield Box(left, top, place.width, view.height * near)
                top += view.height * near + self.gap


def _largest(edges: Sequence[Point], group: _Group, room: Box, gap: float, size: float) -> float:
    """Return the pixels of a metre that framed pictures in a left corner can have.

    The body has `size` pixels of a metre, and is in the opposite corner. From there its parts are
    at the `edges`, in metres across and up or down.
    """
    across, down = group.gaps
    wide, high = room.width - 2 * gap - across, room.height - 2 * gap - down
    width, height = group.metres
    least = min(LARGEST * size, wide / width, high / height)
    return min(
        least,
        *(max((wide - x * size) / width, (high - y * size) / height) for x, y in edges),
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
        # starts in a row may be wider than the body below them
        farthest = room.right - gap - framed.width
        left = min(max(framed.left, centred), max(framed.left, farthest))
        return (
            body._replace(left=centred, top=body.top - third),
            framed._replace(left=left, top=framed.top + third),
        )
    return body, framed


def clear_place(found: Beside, radius: float, others: Sequence[Point]) -> Point:
    """Return where a disc of `radius` pixels hides nothing, as near the upper left as can be.

    It is not beside the `others`: two numbers side by side were read as one.
    """
    body, size, taken, room = found.body, found.size, found.taken, found.room
    middle, far = (body.left + body.width / 2, body.top + body.height / 2), radius * DISC_ROOM
    left, top = max(body.left, room.left) + far, room.top + far
    steps = [step / DISC_STEPS for step in range(DISC_STEPS + 1)]
    across = [left + (room.right - far - left) * step for step in steps]
    down = [top + (room.bottom - far - top) * step for step in steps]

    def order(place: Point) -> tuple[bool, int]:
        # above what is in a frame, a number would be read before it
        is_above = any(place[0] < one.right and place[1] < one.top for one in found.frames)
        return is_above, round(hypot(place[0] - left, place[1] - top))

    places = sorted(product(across, down), key=order)

    def is_clear(place: Point) -> bool:
        beside_another = any(dist(place, one) < APART * radius for one in others)
        if beside_another or any(_away(place, one) < far for one in found.frames):
            return False
        x, y = (place[0] - middle[0]) / size, (place[1] - middle[1]) / size
        return taken.is_clear(x, y, far / size)

    return next(filter(is_clear, places), (left, top))


def _away(place: Point, box: Box) -> float:
    """Return how far a place is from a box; 0 inside it."""
    aside = max(box.left - place[0], place[0] - box.right, 0.0)
    above = max(box.top - place[1], place[1] - box.bottom, 0.0)
    return hypot(aside, above)


def clear_corner(scene: Scene, box: Box, radius: float) -> Point:
    """Return the corner of `box` where a disc of `radius` pixels hides nothing of `scene`.

    Without such a corner it is the upper left one.
    """
    size = min(box.width / scene.view.width, box.height / scene.view.height)
    far, taken = radius * DISC_ROOM, _taken(replace(scene, view=replace(scene.view, mat=0.0)))
    if scene.signs.mark is not None:
        camera = Camera(scene.view, scene.view.width, scene.view.height)
        x, y, _depth, scale = camera.project(scene.signs.mark.place)
        letter = Round(x - scene.view.width / 2, y - scene.view.height / 2, LETTER * scale)
        taken = taken._replace(rounds=(*taken.rounds, letter))
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


def link_to(near: View, frame: Box, scene: Scene, box: Box) -> Link:
    """Return the ring in `box`, a picture of `scene`, round what the view `near` in `frame` shows.

    Its line leads to the frame past the arrows of the picture, and over little of the body.
    """
    camera = Camera(scene.view, box.width, box.height)
    x, y, _depth, size = camera.project(near.centre)
    radius = RINGED * near.width * size
    body, ghosts = solve(scene.posture), [solve(ghost) for ghost in scene.signs.ghosts]
    limbs = limbs_in(body, camera)
    halos = [
        (ax + (bx - ax) * share, ay + (by - ay) * share)
        for shape in arrow_shapes(scene.signs.arrows, body, ghosts, camera)
        if shape.tone == "edge"
        for outline in shape.polygons
        for (ax, ay), (bx, by) in _sides(tuple((one[0], one[1]) for one in outline))
        for share in (step / SIDE_PARTS for step in range(SIDE_PARTS))
    ]

    def lines() -> Iterator[Limb]:
        left, top = frame.left - box.left, frame.top - box.top
        right, bottom = left + frame.width, top + frame.height
        for share in (step / LINK_STEPS for step in range(1, LINK_STEPS)):
            across, down = left + frame.width * share, top + frame.height * share
            # from the other side the line would cross what is in the frame
            if not left < x < right:
                yield ringed((left if x < left else right, down))
            if not top < y < bottom:
                yield ringed((across, top if y < top else bottom))

    def ringed(end: Point) -> Limb:
        share = radius / max(dist((x, y), end), radius)
        return Limb((x + (end[0] - x) * share, y + (end[1] - y) * share), end, LINK_ROOM)

    def cost(line: Limb) -> float:
        (ax, ay), (bx, by) = line.start, line.end
        points = [(ax + (bx - ax) * part, ay + (by - ay) * part) for part in LINK_PARTS]
        crosses = any(gap_to(corner, line) < 0.0 for corner in halos)
        over = OVER_ARROW * crosses + OVER_BODY * covered(points, limbs, LINK_ROOM)
        return round(dist(line.start, line.end) + over)

    best = min(lines(), key=cost, default=ringed((x, y)))
    begin, end = ((box.left + at[0], box.top + at[1]) for at in (best.start, best.end))
    return Link(box.left + x, box.top + y, radius, (begin, end))


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


def _sides(area: tuple[Point, ...]) -> Iterator[tuple[Point, Point]]:
    return zip(area, (*area[1:], area[0]), strict=True)
