"""The things around the body: the mat, the shadow on it, straps, the block under the head."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import lru_cache
from math import cos, hypot, pi, sin, sqrt
from typing import NamedTuple

from supine.figure.body import Ball
from supine.figure.camera import Camera, Point
from supine.figure.joints import Arm, Frame, Leg, Skeleton
from supine.figure.outlines import Polygon, Rim, hull, widened
from supine.figure.parts import Shape
from supine.figure.proportions import HEAD_HEIGHT
from supine.figure.props import Foot, Placed, bed_of, feet_of, placed
from supine.figure.scene import Prop, PropKind, Scene
from supine.figure.vectors import Vector, add, distance, dot, mix, sub

HEAD_END, HALF_WIDTH = -0.92, 0.35
"""The end of the mat beyond the head, and half its width, in metres: it is 1.90 by 0.70."""

THICKNESS = 0.012

CORNER = 0.05
"""The size of the rounded corners of the mat, in metres."""

STRIP = 50.0
"""Pixels from top to bottom between two points of a side of the mat, at most. Qt paints in strips
of 42 rows, and goes along the whole of a line for each strip that it crosses: with more points, a
mat takes a sixth less time, and a picture 1 % (paired)."""

LINE, LINE_INSIDE = 0.004, 0.03
"""The breadth of the fine line on the mat, and how far it is from the edge, in metres."""

NEAR = 0.04
"""From this height above the mat a part of the body has a shadow, in metres: its limbs in the air
have none, which would look like other limbs."""

HOVERS = (0.045, 0.09, 0.14, 0.18)
"""The heights of a foot above the mat, in metres, between which it is seen to hover: its shadow
comes between the first two, and goes between the last two. It lies apart from the foot."""

HOVER_SHARE, HOVER_RADIUS = 0.7, 0.026
"""The opacity of that shadow, and its radius in metres: larger it would look like another foot."""

ABOVE = (0.0, 0.04)
"""How many metres a foot may be above the other one that is below it, and yet have a shadow."""

BESIDE = (0.12, 0.2)
"""How many metres it is beside the other one then, seen from above."""

NEAR_WALL = 0.03
"""From this distance to a wall a foot touches it, in metres."""

ROUND = tuple((cos(pi * step / 8), sin(pi * step / 8)) for step in range(16))
"""Directions round a circle."""

LEAST_NEAR = 0.1
"""What is hardly near has no shadow: a row of circles would end in a point."""

SHADOW_STEPS = ((0.040, 0.35), (0.022, 0.45), (0.006, 0.6))
"""How many metres each step of a shadow is wider than what touches, and its opacity: three steps
are as soft as needed, and much cheaper than a gradient."""

TRUNK = (0.15, 0.10)
"""Half the breadth and half the depth of the trunk, in metres."""

SIDE = 0.19
"""Half the breadth of a trunk on its side: its flesh sinks down between hip and shoulder."""

SEAT, SEAT_NEAR = 0.093, 0.5
"""The radius of the seat at a hip, and how much of its gap above the mat counts: its flesh is seen
to rest on the mat where the hips are rolled up a little."""

TRUNK_NEAR, LEG_NEAR, LOW_KNEE = 0.5, 0.35, (0.09, 0.16)
"""The same for the trunk, and for a leg, evenly less while its knee is between the two heights in
metres: a long leg was read as held just above the mat, and a chest as lifted."""

KNEE = 3
"""The place of the knee in the row of a leg."""

PRESSED = 0.6
"""How much of the breadth of a round body touches the mat. A shadow as broad as the body was seen
under it, from the side, as if it hovered."""

LEAST_SHARE = 0.05
"""A shadow that is paler than this is not seen."""

QUARTER = tuple((cos(pi * i / 4), sin(pi * i / 4)) for i in range(3))
"""Directions on a quarter of a circle: its ends and its middle."""

CAP = tuple((sin(pi * i / 4), cos(pi * i / 4)) for i in range(1, 4))
"""Directions on a half circle, from one side to the other: ahead, and aside."""

CAST = (0.8, 0.1, 0.5)
"""The least length of a straight leg, how far out it has its whole shadow straight below it, in
metres, and how opaque this is."""

FALLEN = (0.18, 0.3, 0.14, 0.2)
"""How far aside, and then how high, both knees are that have no such shadow, and the whole one, in
metres."""

FALLEN_SHARE, FALLEN_BROAD = 0.42, 1.5
"""How opaque it is, and how many times as broad as a leg: two narrow ones were read as two legs."""

HALF_ROUND = tuple((sin(pi * i / 9), cos(pi * i / 9)) for i in range(1, 9))
"""The same, closer together."""


def mat_corners(end: float) -> tuple[Vector, ...]:
    """Return the corners of the mat, which reaches to `end` beyond the feet."""
    head, side = HEAD_END, HALF_WIDTH
    return (head, side, 0.0), (end, side, 0.0), (end, -side, 0.0), (head, -side, 0.0)


@lru_cache(maxsize=4)
def mat(camera: Camera, end: float, *, opaque: bool = False) -> tuple[Shape, ...]:
    """Return the shapes of the mat, which reaches to `end`: its edge, its top, and a line on it.

    On an `opaque` one the line is what a second top leaves free of it: a ring, which a mat that
    fades needs, takes 1.7 times as long to paint.
    """
    corners = mat_corners(end)
    outer = [camera.project(place) for place in _rounded(corners, CORNER)]
    inner = [camera.project(place) for place in _rounded(corners, CORNER * 0.7, LINE_INSIDE)]
    top, line = _with_points(_mat_rim(outer)), _with_points(_mat_rim(inner))
    half = LINE * camera.scale / 2
    # its sides are seen below what is turned down in the picture
    below, middle = (
        [
            (x, y + (deep * size if ny > 0.0 else 0.0), nx, ny)
            for (x, y, nx, ny), (_, _, _, size) in zip(_mat_rim(outer), outer, strict=True)
        ]
        for deep in (THICKNESS * camera.up[2], THICKNESS * camera.up[2] / 2)
    )
    shapes = (
        Shape("mat", "shade", (_with_points(below),)),
        Shape("mat", "edge", (_with_points(middle),)),
        Shape("mat", "fill", (top,)),
    )
    if opaque:
        return (
            *shapes,
            Shape("mat", "line", (line,), wider=half),
            Shape("mat", "fill", (line,), wider=-half),
        )
    ring = [*line, line[0]]
    return *shapes, Shape("mat", "line", ([*widened(ring, half), *reversed(widened(ring, -half))],))


def _rounded(corners: tuple[Vector, ...], radius: float, inside: float = 0.0) -> list[Vector]:
    """Return a rectangle `inside` metres within `corners`, with round ones of three points each."""
    found: list[Vector] = []
    for i, (x, y, z) in enumerate(corners):
        ahead, aside = (-1.0 if i in (1, 2) else 1.0), (1.0 if y < 0.0 else -1.0)
        arc = [
            (
                x + ahead * (inside + radius * (1.0 - c)),
                y + aside * (inside + radius * (1.0 - s)),
                z,
            )
            for c, s in QUARTER
        ]
        # each arc begins where the one before it ended
        found += arc[::-1] if i % 2 else arc
    return found


def _mat_rim(seen: list[tuple[float, float, float, float]]) -> Rim:
    """Return the outline in the picture of a projected rectangle from `_rounded`."""
    places = [(x, y) for x, y, _, _ in seen]
    (ax, ay), (bx, by), (cx, cy) = places[0], places[3], places[6]
    turn = 1.0 if (bx - ax) * (cy - ay) > (by - ay) * (cx - ax) else -1.0
    rim: Rim = []
    for i, (x, y) in enumerate(places):
        # its course is that of a straight side at an end of an arc, and of the chord in its middle
        ax, ay = places[i - 1] if i % 3 < 2 else (x, y)
        bx, by = places[(i + 1) % len(places)] if i % 3 > 0 else (x, y)
        size = turn / hypot(bx - ax, by - ay)
        rim.append((x, y, (by - ay) * size, (ax - bx) * size))
    return rim


def _with_points(rim: Rim) -> Rim:
    """Return the outline of a mat with points along its sides, `STRIP` apart."""
    found: Rim = []
    for i, (x, y, nx, ny) in enumerate(rim):
        found.append((x, y, nx, ny))
        if i % 3 == 2:
            bx, by, _, _ = rim[(i + 1) % len(rim)]
            steps = int(abs(by - y) / STRIP) + 1
            for step in range(1, steps):
                share = step / steps
                found.append((x + (bx - x) * share, y + (by - y) * share, nx, ny))
    return found


SUNK = 0.08
"""How deep a body may sink into a thing and still rest on it, in metres."""

RESTS = 0.04
"""How many metres a shadow on a thing is wider than what touches. It has a single step, which is
opaque: a soft one would take longer to paint."""

Circle = tuple[float, float, float, float]
"""A circle on the mat: x, y and radius in pixels, and how near the body is, 0 to 1."""

Contact = tuple[Vector, float, float]
"""A place of the body, its radius, and how high it is above the mat."""


class Contacts(NamedTuple):
    """All of a body that may touch something below it."""

    head: tuple[Contact, ...]
    seats: tuple[Contact, ...]
    """The flesh below both hips, which is seen to rest on the mat."""
    rows: tuple[tuple[Contact, ...], ...]
    """The trunk, and then the legs, feet and arms."""


def shadows(scene: Scene, skeleton: Skeleton, camera: Camera) -> tuple[Shape, ...]:
    """Return the soft shadows where body and things touch the mat, the palest first."""
    feet = tuple(foot for prop in scene.props for foot in feet_of(prop))
    below = tuple(
        Shape("shadow", "fill", (_cast(leg, camera),), CAST[2] * share)
        for leg in (skeleton.right_leg, skeleton.left_leg)
        if (share := _out(leg)) > 0.0
    )
    both = skeleton.right_leg, skeleton.left_leg
    fallen = _fallen(both)
    if fallen > 0.0:
        casts = tuple(_cast(leg, camera, FALLEN_BROAD) for leg in both)
        below = (*below, Shape("shadow", "fill", casts, FALLEN_SHARE * fallen))
    contacts, propped = _contacts_of(skeleton), skeleton.block > 0.0
    return (*below, *_shadows(contacts, propped, feet, camera, hovers=fallen < 1.0))


def _out(leg: Leg) -> float:
    """Return how far a straight leg is held out above the floor beside the mat, 0 to 1."""
    low = min(leg.knee[2], leg.ankle[2]) < NEAR + CAST[1]
    if low or distance(leg.hip, leg.ankle) < CAST[0]:
        return 0.0
    return min(1.0, max(0.0, (abs(leg.ankle[1]) - HALF_WIDTH) / CAST[1]))


def _fallen(legs: tuple[Leg, Leg]) -> float:
    """Return how far both knees are held out to one side above the floor, 0 to 1.

    Without their shadow they were read as laid on the floor.
    """
    aside = min(abs(leg.knee[1]) for leg in legs)
    one_side = legs[0].knee[1] * legs[1].knee[1] > 0.0
    low = min(min(leg.knee[2], leg.ankle[2]) for leg in legs)
    out = _between(aside, *FALLEN[:2]) * _between(low, *FALLEN[2:])
    return out if one_side else 0.0


def _cast(leg: Leg, camera: Camera, broad: float = 1.0) -> Polygon:
    """Return the shadow of a leg straight below it: how far it is above the floor is seen by it.

    It is so many times as broad as the leg.
    """
    heel = add(leg.ankle, leg.sole, 0.06)
    flat = max(0.1, -camera.forward[2])
    run: list[Circle] = []
    for (x, y, _z), radius in (
        (mix(leg.hip, leg.knee, 0.5), 0.075),
        (leg.knee, 0.06),
        (leg.ankle, 0.045),
        (heel, 0.04),
    ):
        px, py, _depth, size = camera.project((x, y, 0.0))
        run.append((px, py, radius * broad * size, 1.0))
    return [(x, y) for x, y, _nx, _ny in _blob(_rays(run, flat, HALF_ROUND), 0.0)]


def _contacts_of(skeleton: Skeleton) -> Contacts:
    """Return all of a body that may touch something below it, in rows."""
    pelvis, middle, upper = skeleton.pelvis_frame, *skeleton.frames[1:]
    # below hips on their side the seat does not reach as far down as below flat ones
    seat = 0.01 + 0.04 * abs(pelvis.front[2])
    trunk = (
        (add(skeleton.pelvis, pelvis.headward, -seat), pelvis),
        (skeleton.pelvis, pelvis),
        (skeleton.spine[1], middle),
        (skeleton.spine[2], upper),
        (add(skeleton.spine[3], upper.headward, -0.05), upper),
    )
    legs, arms = (skeleton.right_leg, skeleton.left_leg), (skeleton.right_arm, skeleton.left_arm)
    return _contacts(trunk, skeleton.head, legs, arms)


@lru_cache(maxsize=2)
def _contacts(
    trunk: tuple[tuple[Vector, Frame], ...],
    head: Vector,
    legs: tuple[Leg, ...],
    arms: tuple[Arm, ...],
) -> Contacts:
    seats = tuple((leg.hip, SEAT * PRESSED, (leg.hip[2] - SEAT) * SEAT_NEAR) for leg in legs)
    return Contacts(
        ((head, 0.075, head[2] - HEAD_HEIGHT),),
        seats,
        (
            tuple(_trunk_contact(place, frame) for place, frame in trunk),
            *(_row(balls) for leg in legs for balls in _leg_balls(leg)),
            *(_row(_arm_balls(arm)) for arm in arms),
        ),
    )


def rest_shadow(prop: Prop, skeleton: Skeleton, camera: Camera) -> tuple[str, Shape] | None:
    """Return the name of the part of `prop` on which a body rests, and the shadow on it.

    None if it does not rest there. Without it nobody sees whether a knee lies on a cushion or
    hovers above it.
    """
    if (bed := bed_of(prop)) is None:
        return None
    name, top = bed
    shadow = _rest_shadow(top, prop.share, _contacts_of(skeleton), camera)
    return None if shadow is None else (name, shadow)


@lru_cache(maxsize=4)
def _rest_shadow(bed: Foot, opacity: float, contacts: Contacts, camera: Camera) -> Shape | None:
    at, up = bed.at, bed.at.place[2]
    runs: list[list[Circle]] = []
    for row in (contacts.head, *contacts.rows):
        run: list[Circle] = []
        for place, radius, height in row:
            gap = height - up
            if -SUNK < gap < NEAR:
                away = sub(place, at.place)
                ahead, aside = dot(at.ahead, away), dot(at.aside, away)
                if abs(ahead) < bed.ahead and abs(aside) < bed.aside:
                    run.append((ahead, aside, radius, sqrt(1.0 - max(0.0, gap) / NEAR)))
        runs += [run] if run else []
    if not runs:
        return None
    # between its corners a thing is small enough for even steps
    (ax, ay), (bx, by), (cx, cy), (dx, dy) = (
        camera.project(at.point(bed.ahead * ahead, bed.aside * aside, 0.0))[:2]
        for ahead in (1.0, -1.0)
        for aside in (1.0, -1.0)
    )
    middle = (ax + bx + cx + dx) / 4, (ay + by + cy + dy) / 4
    to_feet = (ax + bx - cx - dx) / 4, (ay + by - cy - dy) / 4
    to_right = (ax - bx + cx - dx) / 4, (ay - by + cy - dy) / 4
    twist = (ax - bx - cx + dx) / 4, (ay - by - cy + dy) / 4
    polygons: list[Polygon | Rim] = []
    for run in runs:
        polygon: Polygon = []
        for ahead, aside, c, s, _nx, _ny, radius, near in _rays(run, 1.0, HALF_ROUND):
            broad = (radius + RESTS) * near
            # what is beyond the edge is on the edge
            a = min(1.0, max(-1.0, (ahead + broad * c) / bed.ahead))
            b = min(1.0, max(-1.0, (aside + broad * s) / bed.aside))
            px, py = middle[0] + to_feet[0] * a, middle[1] + to_feet[1] * a
            aside_x, aside_y = to_right[0] + twist[0] * a, to_right[1] + twist[1] * a
            polygon.append((px + aside_x * b, py + aside_y * b))
        polygons.append(polygon)
    return Shape("prop", "line", tuple(polygons), opacity)


@lru_cache(maxsize=2)
def _shadows(
    contacts: Contacts, propped: bool, feet: tuple[Foot, ...], camera: Camera, *, hovers: bool
) -> tuple[Shape, ...]:
    head = () if propped else contacts.head
    trunk, *limbs = zip(contacts.rows, _nearness(contacts), strict=True)
    rows = (trunk, (contacts.seats, 1.0), (head, 1.0), *limbs)
    runs = [run for row, share in rows for run in _touching(row, share, camera)]
    flat = max(0.1, -camera.forward[2])
    outlines = [_rays(run, flat) for run in runs]
    found = []
    for wider, share in SHADOW_STEPS:
        polygons: list[Polygon | Rim] = [_blob(rays, wider * camera.scale) for rays in outlines]
        # a thing hides the darkest step under it
        polygons += [
            [camera.project(corner)[:2] for corner in foot.corners(wider)]
            for foot in (feet if wider > SHADOW_STEPS[-1][0] else ())
        ]
        found.append(Shape("shadow", "fill", tuple(polygons), share))
    hovering = _hovering(contacts, feet, camera) if hovers else ()
    return (*hovering, *found)


def _nearness(contacts: Contacts) -> tuple[float, ...]:
    """Return how much of its gap above the mat counts, for each row of `contacts`."""
    _trunk, right, _foot, left, *_others = contacts.rows
    gaps = (row[KNEE][2] for row in (right, left))
    legs = [LEG_NEAR + (1.0 - LEG_NEAR) * _between(gap, *LOW_KNEE) for gap in gaps]
    return TRUNK_NEAR, legs[0], 1.0, legs[1], 1.0, 1.0, 1.0


def _hovering(contacts: Contacts, things: tuple[Foot, ...], camera: Camera) -> Iterator[Shape]:
    """Yield the shadows of feet in the air not far from the mat: nobody saw whether they lay.

    A foot above the other one, or above a thing, rests there.
    """
    feet = contacts.rows[2], contacts.rows[4]
    for foot, other in (feet, feet[::-1]):
        gap, below = (min(height for _place, _radius, height in one) for one in (foot, other))
        share = HOVER_SHARE * _between(gap, *HOVERS[:2]) * (1.0 - _between(gap, *HOVERS[2:]))
        share *= 1.0 - _between(gap - below, *ABOVE) * (
            1.0 - _between(_apart(foot, other), *BESIDE)
        )
        if share < LEAST_SHARE or any(_is_above(foot[1][0], thing) for thing in things):
            continue
        run: list[Circle] = []
        for (x, y, _z), _radius, _height in foot[:3]:
            px, py, _depth, size = camera.project((x, y, 0.0))
            run.append((px, py, HOVER_RADIUS * size, 1.0))
        rays = _rays(run, max(0.1, -camera.forward[2]))
        yield Shape("shadow", "fill", (_blob(rays, 0.0),), share)


def _between(value: float, low: float, high: float) -> float:
    """Return 0 up to `low`, 1 from `high`, and an even rise between."""
    return min(1.0, max(0.0, (value - low) / (high - low)))


def _apart(foot: tuple[Contact, ...], other: tuple[Contact, ...]) -> float:
    """Return how far the middles of two feet are from each other, seen from above."""
    (ax, ay, _), (bx, by, _) = foot[1][0], other[1][0]
    return hypot(bx - ax, by - ay)


def _is_above(place: Vector, thing: Foot) -> bool:
    away = sub(place, thing.at.place)
    ahead, aside = abs(dot(thing.at.ahead, away)), abs(dot(thing.at.aside, away))
    return ahead < thing.ahead and aside < thing.aside


def wall_shadows(prop: Prop, skeleton: Skeleton, camera: Camera) -> Iterator[Shape]:
    """Yield the soft shadows where heels and soles touch a wall: without them they hover."""
    if prop.kind is not PropKind.WALL:
        return
    at = placed(prop)
    for wider, share in SHADOW_STEPS:
        polygons: list[Polygon | Rim] = []
        for leg in (skeleton.right_leg, skeleton.left_leg):
            touching = [
                (place, radius)
                for place, radius in tuple(_leg_balls(leg))[1]
                if abs(dot(at.ahead, sub(place, at.place))) - radius < NEAR_WALL
            ]
            rims = [
                camera.project(_on_wall(at, place, (radius + wider) * c, (radius + wider) * s))[:2]
                for place, radius in touching
                for c, s in ROUND
            ]
            polygons += [hull(rims)] if rims else []
        if polygons:
            yield Shape("shadow", "fill", tuple(polygons), share * prop.share)


def _on_wall(at: Placed, place: Vector, aside: float, up: float) -> Vector:
    """Return the point of a wall before `place`, moved along it."""
    away = dot(at.ahead, sub(place, at.place))
    x, y, z = add(add(place, at.ahead, -away), at.aside, aside)
    return x, y, z + up


def _row(balls: tuple[Ball, ...]) -> tuple[Contact, ...]:
    return tuple((place, radius * PRESSED, place[2] - radius) for place, radius in balls)


def _trunk_contact(place: Vector, frame: Frame) -> Contact:
    """Return the contact of the trunk, which is broader than deep and may be rolled."""
    lying, rolled = abs(frame.front[2]), abs(frame.right[2])
    low = hypot(frame.front[2] * TRUNK[1], frame.right[2] * SIDE)
    return place, (TRUNK[0] * lying + TRUNK[1] * rolled) * PRESSED, place[2] - low


def _leg_balls(leg: Leg) -> Iterator[tuple[Ball, ...]]:
    heel = add(add(leg.ankle, leg.toes, -0.038), leg.sole, 0.036)
    ball = add(add(leg.ankle, leg.toes, 0.115), leg.sole, 0.045)
    yield (
        (mix(leg.hip, leg.knee, 0.2), 0.085),
        (mix(leg.hip, leg.knee, 0.45), 0.075),
        (mix(leg.hip, leg.knee, 0.7), 0.065),
        (leg.knee, 0.055),
        (mix(leg.knee, leg.ankle, 0.35), 0.055),
        (mix(leg.knee, leg.ankle, 0.62), 0.044),
        (mix(leg.knee, leg.ankle, 0.8), 0.036),
        (mix(leg.knee, leg.ankle, 0.93), 0.034),
        (heel, 0.032),
    )
    yield (
        (heel, 0.032),
        (mix(heel, ball, 0.5), 0.032),
        (ball, 0.030),
        (add(ball, leg.toes, 0.05), 0.02),
    )


def _arm_balls(arm: Arm) -> tuple[Ball, ...]:
    # fingers that close round a knee do not reach on to the mat, where they had a shadow
    held = min(1.0, sum(one.weight for one in arm.holds if one.part))
    return (
        (arm.shoulder, 0.058),
        (mix(arm.shoulder, arm.elbow, 0.5), 0.046),
        (arm.elbow, 0.040),
        (mix(arm.elbow, arm.wrist, 0.5), 0.036),
        (arm.wrist, 0.028),
        (add(arm.wrist, arm.fingers, 0.07), 0.034),
        (add(arm.wrist, arm.fingers, 0.15 - 0.08 * held), 0.018),
    )


def _touching(row: Sequence[Contact], share: float, camera: Camera) -> Iterator[list[Circle]]:
    """Yield the parts of `row` that touch the mat, as circles in pixels.

    `share` is how much of their gap above it counts.
    """
    run: list[Circle] = []
    for (x, y, _z), radius, gap in row:
        near = min(1.0, 1.0 - gap * share / NEAR)
        if near > LEAST_NEAR:
            px, py, _depth, size = camera.project((x, y, 0.0))
            run.append((px, py, radius * size * sqrt(near), near))
        elif run:
            yield run
            run = []
    if run:
        yield run


Ray = tuple[float, float, float, float, float, float, float, float]
"""The way out from the middle of a circle to a point of the outline of its row: the middle in
pixels, the way for each pixel of the radius, the outward direction there, the radius, and how near
the body is."""


def _rays(run: list[Circle], flat: float, cap: Sequence[Point] = CAP) -> list[Ray]:
    """Return the outline of a row of circles on the mat."""
    there: list[Ray] = []
    back: list[Ray] = []
    last = len(run) - 1
    dx, dy = 1.0, 0.0
    for i, circle in enumerate(run):
        (ax, ay, *_), (bx, by, *_) = run[max(0, i - 1)], run[min(last, i + 1)]
        gone_x, gone_y = bx - ax, (by - ay) / flat
        if (size := hypot(gone_x, gone_y)) > 1e-9:
            dx, dy = gone_x / size, gone_y / size
        if i == 0:
            back += [_ray(circle, -c * dx - s * dy, s * dx - c * dy, flat) for c, s in cap]
        there.append(_ray(circle, -dy, dx, flat))
        back.append(_ray(circle, dy, -dx, flat))
        if i == last:
            back += [_ray(circle, c * dx + s * dy, c * dy - s * dx, flat) for c, s in cap]
    return [*back, *reversed(there)]


def _ray(circle: Circle, ux: float, uy: float, flat: float) -> Ray:
    """Return the way to a flattened circle in the direction (ux, uy) of the circle itself."""
    x, y, radius, near = circle
    size = hypot(ux, uy / flat)
    return x, y, ux, uy * flat, ux / size, uy / flat / size, radius, near


def _blob(rays: list[Ray], wider: float) -> Rim:
    """Return the outline of a row of circles, each `wider` pixels wider if it touches the mat."""
    found: Rim = []
    for x, y, ux, uy, nx, ny, radius, near in rays:
        r = radius + wider * near
        found.append((x + ux * r, y + uy * r, nx, ny))
    return found
