"""The volume of the body around its joints: tubes of rings for limbs and trunk, rows of balls.

All lengths and radii are in metres. The breadths and depths are from C. Gordon and others, "1988
Anthropometric Survey of U.S. Army Personnel" (1989), the mean of women's and men's means at 1.70 m:
circumferences of thigh 58 cm, knee 37, calf 37, upper arm 31, forearm 28 and wrist 16; breadths of
hips 34 cm, waist 30 and chest 31; depths of waist 22 and chest 24. A centimetre or two of cloth is
added.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from enum import Enum, auto
from functools import lru_cache
from itertools import pairwise
from math import acos, atan2, cos, hypot, pi, radians, sin
from typing import NamedTuple

from supine.figure.joints import Arm, Frame, Leg, Skeleton
from supine.figure.vectors import (
    ACROSS,
    Vector,
    across,
    add,
    cross,
    dot,
    mix,
    scale,
    sub,
    unit,
)

Ball = tuple[Vector, float]
"""A centre and a radius."""


@dataclass(frozen=True, slots=True)
class Row:
    """A part of the body: balls in a row, with the space between neighbours filled."""

    name: str
    role: str
    balls: tuple[Ball, ...]


NOTHING: Vector = (0.0, 0.0, 0.0)


class Ring(NamedTuple):
    """An ellipse round a bone: its centre, and the vectors to its right, front and back.

    `cap` is the third axis of an end that is round; without it an end is cut off straight.
    """

    middle: Vector
    right: Vector
    front: Vector
    back: Vector
    cap: Vector = NOTHING


@dataclass(slots=True)
class Fold:
    """A fold of cloth or skin: a line on the surface, seen where its outward directions face us.

    It is as fixed as all values, but quicker to make; so is a `Tube`.
    """

    points: tuple[Vector, ...]
    outward: tuple[Vector, ...]
    depth: float
    """How deep it is, 0 to 1: a deep fold is a broad line."""
    seam: bool = False
    """Whether it is a seam, which is as broad at its ends as in its middle."""


class Joint(Enum):
    """A place on a tube where another one begins."""

    START = auto()
    END = auto()
    SIDE = auto()


@dataclass(slots=True)
class Tube:
    """A part of the body as rings in a row."""

    name: str
    role: str
    rings: tuple[Ring, ...]
    joins: str = ""
    """The name of the tube that its start is joined to, without an edge between."""
    joint: Joint = Joint.END
    """Where on that tube the joint is."""
    folds: tuple[Fold, ...] = ()

    def __hash__(self) -> int:
        """Return a hash of its ends alone: that of all rings took a millisecond of each picture."""
        return hash((self.name, self.rings[0].middle, self.rings[-1].middle))


class Station(NamedTuple):
    """A ring of a limb, relative to its bone."""

    share: float
    """Its place along the bone: 0 at the upper joint, 1 at the lower one."""
    ahead: float
    """How far its centre is in front of the bone."""
    breadth: float
    """Half its breadth from side to side."""
    depth: float
    """Half its depth from front to back."""


KNEE_AHEAD, KNEE = 0.007, (0.055, 0.057)

THIGH = (
    Station(0.0, -0.004, 0.089, 0.098),
    Station(0.09, -0.002, 0.091, 0.098),
    Station(0.18, 0.000, 0.090, 0.096),
    Station(0.32, 0.004, 0.086, 0.090),
    Station(0.52, 0.007, 0.077, 0.081),
    Station(0.72, 0.006, 0.067, 0.071),
    Station(0.88, 0.006, 0.058, 0.061),
    Station(1.0, KNEE_AHEAD, *KNEE),
)
SHIN = (
    Station(0.0, KNEE_AHEAD, *KNEE),
    Station(0.10, 0.002, 0.054, 0.055),
    Station(0.24, -0.006, 0.055, 0.057),
    Station(0.38, -0.006, 0.053, 0.055),
    Station(0.56, -0.003, 0.048, 0.049),
    Station(0.74, 0.0, 0.046, 0.047),
    Station(0.91, 0.0, 0.048, 0.050),
)
UPPER_ARM = (
    Station(0.20, 0.0, 0.049, 0.050),
    Station(0.45, 0.003, 0.045, 0.048),
    Station(0.70, 0.002, 0.040, 0.042),
    Station(0.90, 0.0, 0.038, 0.038),
    Station(1.0, 0.0, 0.038, 0.038),
)
SLEEVE = (
    Station(0.0, 0.0, 0.052, 0.053),
    Station(0.08, 0.0, 0.057, 0.058),
    Station(0.26, 0.0, 0.056, 0.057),
    Station(0.44, 0.0, 0.054, 0.056),
)
SHOULDER = 0.032
"""Metres by which the sleeve rises above the shoulder joint: it goes on with the neck's slope."""

FOREARM = (
    Station(0.0, 0.0, 0.038, 0.038),
    Station(0.14, 0.0, 0.041, 0.039),
    Station(0.34, 0.0, 0.040, 0.036),
    Station(0.60, 0.0, 0.033, 0.029),
    Station(0.84, 0.0, 0.028, 0.023),
    Station(1.0, 0.0, 0.027, 0.021),
)

NECKLINE = ((0.004, 0.022), 0.062, (0.066, -0.064), (-0.060, 0.014))
"""The neckline of the shirt, two half ellipses: how far ahead and headward of the root of the neck
its middle is, half its breadth, and how far ahead and headward of the middle its front and its back
are. It is at the pit of the throat in front, and below the last bone of the neck behind."""

NECK_SHARE = 0.5
"""How much of the girth of a body its neck and jaw have."""

COLLAR = (1.24, 0.010)
"""How much larger than the neckline the seam of its collar is, and how much nearer to the feet."""

LEG_BEGINS = (-0.03, 0.04)
"""How much farther along the thigh a leg that works has its colour, in front and behind."""

HEM = 0.3
"""The place of the seam of a hem, as a share of the way from the end to the next ring."""

SEAM = 0.36
"""How deep a seam is, see `Fold`."""

MIDDLE_SEAM, SIDE_SEAM = 0.45, 0.3
"""The same of the seams in the middle and on the outer sides of the trousers."""

SEAM_TURNS = tuple((cos(radians(one)), sin(radians(one))) for one in (0, 25, 45, 65, 78, 90))
"""The directions in which these seams turn toward each other under the seat."""

AROUND = tuple((cos(2 * pi * i / 10), sin(2 * pi * i / 10)) for i in range(11))

HIP_FOLDS_FROM, HIP_FOLDS_OVER = radians(35.0), radians(45.0)
WAIST_FOLDS_FROM, WAIST_FOLDS_OVER = radians(12.0), radians(30.0)
KNEE_FOLDS_FROM, KNEE_FOLDS_OVER = radians(50.0), radians(50.0)
"""The bend of a joint at which its folds begin, and how much more makes them deepest."""

BELLY, FOREARM_SHARE = 1.6, 0.35
"""How much more a broader body gains at the belly, and how much less at its forearms."""

BREATH = (0.022, 0.012)
"""How far the belly and the ribs rise from empty to full lungs.

This is no more than in reality, but it is enough to be seen from a distance.
"""


def body_of(skeleton: Skeleton) -> tuple[tuple[Tube, ...], ...]:
    """Return the volume of trunk and limbs around `skeleton`, without head, hands and feet.

    Each item is a group of tubes that are painted together, in this order.
    """
    legs = (("right", skeleton.right_leg), ("left", skeleton.left_leg))
    arms = (("right", skeleton.right_arm), ("left", skeleton.left_arm))
    tubes: list[tuple[Tube, ...]] = [(tube,) for tube in _trunk(skeleton)]
    for side, leg in legs:
        tubes += _leg(side, leg, skeleton.pelvis_frame)
    for side, arm in arms:
        tubes += _arm(side, arm, skeleton.chest_frame)
    if skeleton.girth != 1.0:
        tubes = [tuple(_broader(tube, skeleton.girth) for tube in group) for group in tubes]
    chest = tubes[1][0]
    seams = (_collar(chest.rings[-1], skeleton.chest_frame), _hem(chest.rings))
    tubes[1] = (replace(chest, folds=(*chest.folds, *seams)),)
    return tuple(tubes)


def neck_girth(girth: float) -> float:
    """Return how broad the neck of a body of this `girth` is, as a share of a slim one."""
    return 1.0 + NECK_SHARE * (girth - 1.0)


def neckline(skeleton: Skeleton) -> Ring:
    """Return the neckline of the shirt."""
    frame, broader = skeleton.chest_frame, neck_girth(skeleton.girth)
    (ahead, up), aside, *ends = NECKLINE
    front, back = (
        add(scale(frame.front, far * broader), frame.headward, high) for far, high in ends
    )
    middle = add(add(skeleton.spine[3], frame.front, ahead), frame.headward, up)
    return Ring(middle, scale(frame.right, aside * broader), front, back)


def _collar(of: Ring, chest: Frame) -> Fold:
    """Return the seam of the collar round a neckline."""
    larger, lower = COLLAR
    middle = add(of.middle, chest.headward, -lower)
    points, outward = [], []
    for c, s in AROUND:
        out = scale(of.front if c > 0.0 else of.back, larger * abs(c))
        points.append(add(add(middle, out), of.right, larger * s))
        outward.append(add(scale(chest.front, c), chest.right, s))
    return Fold(tuple(points), tuple(outward), SEAM, seam=True)


def _hem(rings: tuple[Ring, ...]) -> Fold:
    """Return the seam of the hem at the start of a tube."""
    middle, right, front, back = (
        mix(one, other, HEM) for one, other in zip(rings[0][:4], rings[1][:4], strict=True)
    )
    points, outward = [], []
    for c, s in AROUND:
        out = add(scale(front if c > 0.0 else back, abs(c)), right, s)
        points.append(add(middle, out))
        outward.append(unit(out))
    return Fold(tuple(points), tuple(outward), SEAM, seam=True)


def _broader(tube: Tube, girth: float) -> Tube:
    """Return `tube` with `girth` times its breadth and depth, the belly more, a forearm less."""
    more = girth - 1.0
    front = more * (BELLY if tube.name in ("hips", "chest") else 1.0)
    if tube.name.endswith("forearm"):
        more = front = more * FOREARM_SHARE
    rings = tuple(_broader_ring(ring, 1.0 + more, 1.0 + front) for ring in tube.rings)
    if tube.name == "chest":
        rings = (*rings[:-1], tube.rings[-1])
    return replace(tube, rings=rings)


def _broader_ring(ring: Ring, breadth: float, depth: float) -> Ring:
    """Return a broader and deeper ring, whose flesh gives way where it lies on the mat."""
    right, height = scale(ring.right, breadth), ring.middle[2]
    halves = []
    for half in (ring.front, ring.back):
        lowest = max(height, hypot(ring.right[2], half[2]))
        share = depth
        if half[2] < 0.0 and hypot(right[2], half[2] * depth) > lowest:
            share = min(depth, max(1.0, lowest / hypot(right[2], half[2])))
        halves.append(scale(half, share))
    front, back = halves
    before = hypot(ring.right[2], min(ring.front[2], ring.back[2], 0.0))
    deeper = hypot(right[2], min(front[2], back[2], 0.0)) - max(height, before)
    middle = add(ring.middle, (0.0, 0.0, 1.0), max(0.0, deeper))
    return Ring(middle, right, front, back, scale(ring.cap, depth))


@lru_cache(maxsize=8)
def broader(stations: tuple[Station, ...], girth: float) -> tuple[Station, ...]:
    """Return `stations` with `girth` times their breadth and depth."""
    return tuple(
        one._replace(breadth=one.breadth * girth, depth=one.depth * girth) for one in stations
    )


def thickness(bone: str, share: float, side: tuple[float, float], girth: float = 1.0) -> float:
    """Return the metres from a bone ("thigh" or "shin") of a leg to its surface.

    `share` is the place along the bone; `side` has the parts of the direction from the bone that
    point ahead and outward, of any length.
    """
    stations = broader(THIGH if bone == "thigh" else SHIN, girth)
    size = hypot(*side)
    ahead, outward = side[0] / size, side[1] / size
    for a, b in pairwise(stations):
        if share <= b.share:
            part = (share - a.share) / (b.share - a.share)
            centre, breadth, depth = (x + (y - x) * part for x, y in zip(a[1:], b[1:], strict=True))
            return centre * ahead + 1.0 / hypot(outward / breadth, ahead / depth)
    return thickness(bone, stations[-1].share, side, girth)


def _rings(
    bone: tuple[Vector, Vector], frame: tuple[Vector, Vector], stations: tuple[Station, ...]
) -> tuple[Ring, ...]:
    """Return rings along `bone` (its two joints); `frame` has the directions right and front."""
    (sx, sy, sz), (ex, ey, ez) = bone
    (rx, ry, rz), (fx, fy, fz) = frame
    rings = []
    # written out: a picture has 70 rings
    for share, ahead, breadth, depth in stations:
        rest = 1.0 - share
        rings.append(
            Ring(
                (
                    sx * rest + ex * share + fx * ahead,
                    sy * rest + ey * share + fy * ahead,
                    sz * rest + ez * share + fz * ahead,
                ),
                (rx * breadth, ry * breadth, rz * breadth),
                (fx * depth, fy * depth, fz * depth),
                (-fx * depth, -fy * depth, -fz * depth),
            )
        )
    return tuple(rings)


def _capped(rings: tuple[Ring, ...], axis: Vector, ends: str) -> tuple[Ring, ...]:
    """Return `rings` with round ends: at the "start", at the "end" or at "both"."""
    first, *_, last = rings
    if ends != "end":
        rings = (_round(first, axis), *rings[1:])
    if ends != "start":
        rings = (*rings[:-1], _round(last, axis))
    return rings


def _round(ring: Ring, axis: Vector) -> Ring:
    return ring._replace(cap=scale(axis, (hypot(*ring.right) + hypot(*ring.front)) / 2))


def _leg(side: str, leg: Leg, pelvis: Frame) -> Iterator[tuple[Tube, ...]]:
    role = f"{side}_leg"
    thigh, shin = unit(sub(leg.knee, leg.hip)), unit(sub(leg.ankle, leg.knee))
    for name, bone, axis, stations, ends, joins in (
        ("thigh", (leg.hip, leg.knee), thigh, THIGH, "both", "hips"),
        ("shin", (leg.knee, leg.ankle), shin, SHIN, "start", f"{side} thigh"),
    ):
        front = across(leg.bend, axis, leg.bend)
        rings = _rings(bone, (cross(front, axis), front), stations)
        folds = _hip_folds(leg, thigh, pelvis) if name == "thigh" else _knee_folds(leg, shin, thigh)
        capped = _capped(rings, axis, ends)
        is_right = (dot(rings[0].right, pelvis.right) > 0.0) == (side == "right")
        every_other = rings[1::2] if name == "thigh" else rings[::2]
        seam = _side_seam(every_other, 1.0 if is_right else -1.0)
        tube = Tube(f"{side} {name}", role, capped, joins, folds=(*folds, seam))
        if name == "thigh":
            # the seat is not a part of the leg, which may have the colour of its side: that begins
            # at the groin in front, and below the seat behind
            start = (_tilted(rings[1], thigh, 1.0), _tilted(rings[2], thigh, 0.5))
            cut = replace(tube, rings=(*start, *capped[3:]), joins=f"{side} hip")
            seat = (*capped[:2], rings[2])
            yield Tube(f"{side} hip", "trousers", seat, joins, Joint.START), cut
        else:
            yield (tube,)


def _side_seam(rings: tuple[Ring, ...], outer: float) -> Fold:
    """Return the seam on the outer side of a trouser leg; `outer` is 1 if that is its right."""
    points = tuple(add(ring.middle, ring.right, outer) for ring in rings)
    return Fold(points, (scale(unit(rings[0].right), outer),) * len(rings), SIDE_SEAM, seam=True)


def _tilted(ring: Ring, axis: Vector, share: float) -> Ring:
    """Return a ring that lies aslant, with its back farther along `axis` than its front."""
    front, back = LEG_BEGINS
    return ring._replace(
        front=add(ring.front, axis, front * share), back=add(ring.back, axis, back * share)
    )


def _hip_folds(leg: Leg, thigh: Vector, pelvis: Frame) -> Iterator[Fold]:
    """Yield the folds across the groin of a hip that is bent.

    They end at its sides: on the seat they were stray lines in the colour of the side.
    """
    forward, footward = dot(thigh, pelvis.front), -dot(thigh, pelvis.headward)
    depth = (atan2(forward, footward) - HIP_FOLDS_FROM) / HIP_FOLDS_OVER
    if depth <= 0.0:
        return
    front = across(add(pelvis.front, pelvis.headward), thigh, pelvis.headward)
    aside = cross(front, thigh)
    for along, reach, share in ((0.004, 1.4, 1.0), (0.040, 1.1, 0.6)):
        yield _arc(leg.hip, (thigh, front, aside), along, reach, THIGH[0], min(depth, 1.0) * share)


def middle_seams(hips: tuple[Ring, ...], *, across: bool) -> tuple[Fold, ...]:
    """Return the seams of the trousers from the waist to between the legs, behind and before.

    `hips` are the rings of the hips. If a thigh lies `across` them, it hides the one before.
    """
    first, *others = hips
    down, seams = unit(first.cap), []
    for half, upper, turns in (
        (first.back, [(one.middle, one.back) for one in others[2::-1]], SEAM_TURNS),
        (first.front, [(one.middle, one.front) for one in others[1::-1]], SEAM_TURNS[:-1]),
    ):
        points = [add(middle, end) for middle, end in upper]
        outward = [unit(end) for _, end in upper]
        aside = outward[-1]
        for c, s in turns:
            points.append(add(add(first.middle, half, c), first.cap, s))
            outward.append(add(scale(aside, c), down, s))
        seams.append(Fold(tuple(points), tuple(outward), MIDDLE_SEAM, seam=True))
    return tuple(seams[:1] if across else seams)


def _knee_folds(leg: Leg, shin: Vector, thigh: Vector) -> Iterator[Fold]:
    """Yield the folds at the back of a knee that is bent."""
    depth = (acos(max(-1.0, min(1.0, dot(shin, thigh)))) - KNEE_FOLDS_FROM) / KNEE_FOLDS_OVER
    if depth <= 0.0:
        return
    back = across(scale(leg.bend, -1.0), shin, scale(thigh, -1.0))
    for along, reach, share in ((0.050, 1.35, 0.9), (0.082, 0.9, 0.5)):
        aside = cross(back, shin)
        yield _arc(leg.knee, (shin, back, aside), along, reach, SHIN[1], min(depth, 1.0) * share)


def _arc(
    joint: Vector,
    frame: tuple[Vector, Vector, Vector],
    along: float,
    reach: float,
    station: Station,
    depth: float,
) -> Fold:
    """Return a fold round a limb, `reach` radians to both sides; its ends lie farther along."""
    (jx, jy, jz), ((ax, ay, az), (mx, my, mz), (bx, by, bz)) = joint, frame
    points, outward = [], []
    for step in range(-4, 5):
        c, s = cos(reach * step / 4), sin(reach * step / 4)
        ox, oy, oz = mx * c + bx * s, my * c + by * s, mz * c + bz * s
        radius = hypot(station.depth * c, station.breadth * s)
        far = along + 0.022 * (step / 4) ** 2
        points.append(
            (
                jx + ax * far + ox * radius,
                jy + ay * far + oy * radius,
                jz + az * far + oz * radius,
            )
        )
        outward.append((ox, oy, oz))
    return Fold(tuple(points), tuple(outward), depth)


def _arm(side: str, arm: Arm, chest: Frame) -> Iterator[tuple[Tube, ...]]:
    upper, fore = unit(sub(arm.elbow, arm.shoulder)), unit(sub(arm.wrist, arm.elbow))
    front = across(fore, upper, across(chest.front, upper, ACROSS))
    frame = (cross(front, upper), front)
    bone = (arm.shoulder, arm.elbow)
    sleeve = _rings(bone, frame, SLEEVE)
    yield (
        Tube(
            f"{side} upper arm",
            f"{side}_arm",
            _capped(_rings(bone, frame, UPPER_ARM), upper, "end"),
        ),
        Tube(
            f"{side} sleeve",
            f"{side}_sleeve",
            (sleeve[0]._replace(cap=scale(upper, SHOULDER)), *sleeve[1:]),
            "chest",
            Joint.SIDE,
        ),
    )
    palm = across(arm.palm, fore, front)
    lower = _rings((arm.elbow, arm.wrist), (cross(palm, fore), palm), FOREARM)
    yield (
        Tube(f"{side} forearm", f"{side}_arm", _capped(lower, fore, "both"), f"{side} upper arm"),
    )


def _trunk(skeleton: Skeleton) -> tuple[Tube, Tube]:
    pelvis, frame = skeleton.pelvis, skeleton.pelvis_frame
    root, loin, rib, neck = skeleton.spine
    low, middle, high = skeleton.frames
    belly, chest = BREATH[0] * skeleton.fullness, BREATH[1] * skeleton.fullness
    down = scale(frame.headward, -1.0)
    hips = (
        _ring(add(pelvis, down, 0.058), frame, (0.110, 0.072, 0.080))._replace(
            cap=scale(down, 0.024)
        ),
        _ring(add(pelvis, down, 0.030), frame, (0.158, 0.090, 0.097)),
        _ring(add(pelvis, down, -0.015), frame, (0.171, 0.093, 0.098)),
        _ring(mix(pelvis, root, 0.55), frame, (0.165, 0.092 + belly * 0.2, 0.094)),
        _ring(mix(pelvis, root, 0.88), frame, (0.157, 0.091 + belly * 0.5, 0.091)),
    )
    upper = (
        _ring(mix(pelvis, root, 0.84), frame, (0.161, 0.094 + belly * 0.5, 0.095)),
        _ring(mix(root, loin, 0.08), frame, (0.154, 0.093 + belly * 0.7, 0.093)),
        _ring(mix(root, loin, 0.4), low, (0.146, 0.091 + belly * 0.9, 0.092)),
        _ring(mix(root, loin, 0.95), middle, (0.142, 0.093 + belly, 0.095)),
        _ring(mix(loin, rib, 0.5), middle, (0.150, 0.104 + chest, 0.102)),
        _ring(mix(rib, neck, 0.1), high, (0.164, 0.109 + chest, 0.104)),
        _ring(mix(rib, neck, 0.5), high, (0.176, 0.103 + chest * 0.8, 0.098)),
        _ring(mix(rib, neck, 0.72), high, (0.182, 0.088 + chest * 0.3, 0.089), -0.011),
        _ring(mix(rib, neck, 0.86), high, (0.164, 0.083, 0.078), -0.029),
        _ring(mix(rib, neck, 0.97), high, (0.132, 0.078, 0.068), -0.042),
        _ring(mix(rib, neck, 1.07), high, (0.096, 0.074, 0.061), -0.054),
        neckline(skeleton),
    )
    folds = tuple(_waist_folds(upper[1:6], pelvis_frame=frame, chest_frame=high))
    return Tube("hips", "trousers", hips), Tube("chest", "shirt", upper, folds=folds)


def _waist_folds(
    rings: tuple[Ring, ...], pelvis_frame: Frame, chest_frame: Frame
) -> Iterator[Fold]:
    """Yield the folds of the shirt over a twist, from the hip that leads to the other shoulder.

    `rings` are those of the waist, from the hips up.
    """
    axis = chest_frame.headward
    front = across(pelvis_frame.front, axis, chest_frame.front)
    twist = atan2(dot(front, chest_frame.right), dot(front, chest_frame.front))
    depth = min(1.0, (abs(twist) - WAIST_FOLDS_FROM) / WAIST_FOLDS_OVER)
    if depth <= 0.0:
        return
    lead = 1.0 if twist > 0.0 else -1.0
    for shift, share in ((-0.75, 0.7), (0.0, 1.0), (0.75, 0.8)):
        points, outward = [], []
        for i, ring in enumerate(rings):
            angle = lead * (0.75 - 0.42 * i + shift)
            out = add(scale(ring.right, sin(angle)), ring.front, cos(angle))
            points.append(add(ring.middle, out))
            outward.append(unit(out))
        yield Fold(tuple(points), tuple(outward), depth * share)


def _ring(
    middle: Vector, frame: Frame, halves: tuple[float, float, float], drop: float = 0.0
) -> Ring:
    """Return a ring; `halves` are its half breadth, its depth to the front and to the back.

    `drop` is how far headward its front is, below 0 nearer to the feet.
    """
    breadth, front, back = halves
    ahead = scale(frame.front, front)
    return Ring(
        middle,
        scale(frame.right, breadth),
        add(ahead, frame.headward, drop) if drop else ahead,
        scale(frame.front, -back),
    )
