"""The hands: a palm, four fingers of three bones and a thumb, closed round what they hold.

The lengths of the bones are means of 66 hands from A. Buryanov and V. Kotiuk, "Proportions of Hand
Segments" (International Journal of Morphology 28, 2010), with 4 mm of flesh at the tips; the length
of the whole hand is 0.108 of the body height (Drillis and Contini, as in
`supine.figure.proportions`). Breadths of fingers and palm are from T. Greiner, "Hand Anthropometry
of U.S. Army Personnel" (1991). Lengths are in metres, angles in radians.

Inside this module, a place in a hand is (x, y, z) from its wrist: toward the fingers, toward the
thumb, and to where the palm faces. So a right and a left hand have the same numbers.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import lru_cache
from math import cos, hypot, radians, sin, sqrt
from typing import NamedTuple

from supine.figure.body import SHIN, THIGH, Ball, Row, Station, broader
from supine.figure.camera import Camera
from supine.figure.depth import Seen
from supine.figure.joints import Arm, HandShape, Held, Leg, Skeleton
from supine.figure.outlines import (
    Polygon,
    Rim,
    begun_at,
    capsule,
    discs_of,
    hull_rim,
    ribbon,
    rims,
)
from supine.figure.parts import Part, Shape, outer_of
from supine.figure.vectors import Vector, across, add, cross, dot, scale, sub, unit


class Digit(NamedTuple):
    """A finger or the thumb."""

    name: str
    root: Vector
    """The place of its first joint in the hand."""
    bones: tuple[float, float, float]
    radii: tuple[float, float, float, float]
    """At its three joints and near its tip."""


INDEX = Digit(
    "index", (0.089, 0.027, 0.008), (0.0398, 0.0224, 0.0130), (0.0112, 0.0093, 0.0082, 0.0068)
)
MIDDLE = Digit(
    "middle finger",
    (0.091, 0.008, 0.007),
    (0.0446, 0.0263, 0.0146),
    (0.0115, 0.0095, 0.0083, 0.0070),
)
RING = Digit(
    "ring finger",
    (0.086, -0.011, 0.008),
    (0.0414, 0.0257, 0.0145),
    (0.0110, 0.0090, 0.0079, 0.0066),
)
LITTLE = Digit(
    "little finger",
    (0.077, -0.028, 0.010),
    (0.0327, 0.0181, 0.0132),
    (0.0102, 0.0081, 0.0070, 0.0059),
)
THUMB = Digit(
    "thumb", (0.024, 0.020, 0.006), (0.0462, 0.0316, 0.0180), (0.0165, 0.0128, 0.0112, 0.0088)
)

FINGERS = (INDEX, MIDDLE, RING, LITTLE)
DIGITS = (*FINGERS, THUMB)

PALM_BALLS: tuple[Ball, ...] = (
    ((0.0, 0.005, 0.0), 0.0210),
    ((0.0, -0.005, 0.0), 0.0210),
    ((0.030, 0.018, 0.005), 0.0190),
    ((0.030, -0.018, 0.005), 0.0185),
    ((0.074, -0.028, 0.008), 0.0125),
    ((0.088, 0.000, 0.006), 0.0130),
    ((0.087, 0.026, 0.007), 0.0130),
)
"""The palm without the ball of the thumb, as balls whose hull it is."""

HEEL: tuple[Ball, ...] = (((0.0, 0.0, 0.0), 0.0225), ((0.040, -0.002, 0.004), 0.0215))
"""The middle of the palm next to the wrist, which hides the end of the forearm."""

WEB: tuple[Ball, ...] = (((0.036, 0.016, 0.006), 0.0165), ((0.076, 0.026, 0.008), 0.0100))
"""Two balls of the skin between thumb and index finger; the third is at the thumb's own joint."""

CREASES: tuple[tuple[Ball, ...], ...] = (
    (
        ((0.079, 0.031, 0.016), 0.0003),
        ((0.071, 0.016, 0.020), 0.0008),
        ((0.056, 0.005, 0.022), 0.0010),
        ((0.038, -0.001, 0.023), 0.0008),
        ((0.020, 0.000, 0.022), 0.0003),
    ),
    (
        ((0.066, -0.038, 0.012), 0.0003),
        ((0.072, -0.022, 0.018), 0.0008),
        ((0.077, -0.004, 0.019), 0.0008),
        ((0.084, 0.012, 0.017), 0.0003),
    ),
)
"""The lines of the palm round the ball of the thumb and below the fingers, with half their widths:
they tell a palm from the back of a hand."""

WHOLE, NEAR, FAR = (0, 2, 5, 6), (0, 2, 3, 4), (3, 4, 5, 6)
"""The balls of a whole digit, and of the two parts of a closed one, that make its outline: where it
leaves the palm, a straight bone needs none."""

FACING = 0.35
"""How much a palm must face the eye for its lines to show: 1 is straight on."""

LEFT_BARE = 0.42
"""The share of the first bone of a finger that is in the palm, without a line beside it."""

CUT = (0.35, 0.60)
"""The shares of the second bone between which the two parts of a closed finger overlap."""

OUTER_LINE, INNER_LINE = 0.0032, 0.0015
"""The widths of the line round a hand, and of the lines between its fingers."""

CLOSED_LINE = 0.0042
"""The first of them for a hand that is closed round a limb: it parts it from a foot or a hand."""

FAR_THUMB = 0.02
"""Metres that the tip of a thumb is behind the palm, from where the palm is before the thumb."""

FEWEST_PIXELS = 3.6
"""Below this breadth of a finger, in pixels, there are no lines between the fingers."""


class Bend(NamedTuple):
    """The position of one digit."""

    aside: float
    """The angle of its first bone from the direction of the fingers to the thumb's side."""
    first: float
    """The bend toward the palm at its first joint."""
    second: float
    third: float


Pose = tuple[Bend, Bend, Bend, Bend, Bend]
"""The positions of the index, middle, ring and little finger and of the thumb."""


def _pose(aside: tuple[float, ...], bend: tuple[float, ...], thumb: tuple[float, ...]) -> Pose:
    """Return a pose in which all fingers bend alike; angles in degrees."""
    one, two, three, four = (Bend(*map(radians, (side, *bend))) for side in aside)
    return (one, two, three, four, Bend(*map(radians, thumb)))


TOGETHER = (3.0, 0.5, -2.0, -5.0)
POSES = {
    HandShape.OPEN: _pose((11.0, 2.0, -6.0, -15.0), (2.0, 6.0, 3.0), (48.0, 4.0, 2.0, -4.0)),
    HandShape.FLAT: _pose((6.0, 1.0, -4.0, -9.0), (6.0, 3.0, 2.0), (40.0, 6.0, 0.0, 0.0)),
    HandShape.RELAXED: _pose((5.0, 1.0, -3.0, -7.0), (18.0, 26.0, 14.0), (38.0, 22.0, 8.0, 8.0)),
    HandShape.FIST: _pose((-2.0, 0.0, 2.0, 5.0), (74.0, 96.0, 56.0), (-46.0, 57.0, -32.0, -4.0)),
}
"""The poses of hands that do not close round a limb."""

OPENED = tuple(Bend(radians(side), radians(-25.0), 0.0, 0.0) for side in TOGETHER)
THUMB_OPENED = Bend(radians(56.0), radians(-20.0), radians(-5.0), 0.0)
"""The positions from which the fingers and the thumb of a grip close."""

CLASPED_ASIDE, FOOT_ASIDE = radians(24.0), radians(32.0)
"""How far aside the thumb is (`Bend.aside`) of a hand that clasps the other, and of one that holds
a foot: away from the index finger, the hand looked open, and at a heel it bent round nothing."""

IN_CREASE = Bend(radians(115.0), radians(20.0), radians(-5.0), 0.0)
"""The position from which the thumb closes on the crease of the hip."""

CLOSED: tuple[tuple[float, float, float], ...] = (
    *((radians(90.0), radians(100.0), radians(65.0)),) * 4,
    (radians(70.0), radians(50.0), radians(60.0)),
)
"""The largest bends of each digit (Norkin and White, "Measurement of Joint Motion")."""

MOST_APART = radians(8.0)
"""How much more a finger bends than all together: four fingers lie side by side, and one beside the
limb does not close alone."""

OVER = 0.025
"""Metres by which the fingers of the upper of two hands lie off the skin: on the other's back."""

CLOSE = 0.0008
"""A gap in metres at which a finger touches."""

FOOT = (
    Station(0.0, 0.0, 0.038, 0.038),
    Station(0.6, 0.0, 0.034, 0.034),
    Station(1.0, 0.0, 0.018, 0.018),
)
"""The rings of a foot, from the heel to the toes, for fingers that close round it."""

Axes = tuple[Vector, Vector, Vector]
"""Three directions at right angles to each other."""


class Core(NamedTuple):
    """A limb that a hand closes round, in the places of the hand."""

    start: Vector
    axes: Axes
    """Along the bone, to its front and to its right."""
    length: float
    stations: tuple[Station, ...]

    def gap(self, place: Vector) -> float:
        """Return about how many metres `place` is from the skin, negative inside."""
        (x, y, z), ((ax, ay, az), (fx, fy, fz), (rx, ry, rz)) = self.start, self.axes
        x, y, z = place[0] - x, place[1] - y, place[2] - z
        along = x * ax + y * ay + z * az
        inside = 0.0 if along < 0.0 else min(along, self.length)
        middle, breadth, depth = _ring(self.stations, inside / self.length)
        ahead, aside = x * fx + y * fy + z * fz - middle, x * rx + y * ry + z * rz
        away = sqrt(ahead * ahead + aside * aside) or 1e-9
        radius = away / hypot(ahead / depth, aside / breadth)
        return (away if along == inside else hypot(away, along - inside)) - radius


def _ring(stations: tuple[Station, ...], share: float) -> tuple[float, float, float]:
    """Return how far a ring is ahead, and half its breadth and depth, at a share of the bone."""
    before, a, b, c = stations[0]
    for after, ahead, breadth, depth in stations[1:]:
        if share <= after:
            part = (share - before) / (after - before)
            return a + (ahead - a) * part, b + (breadth - b) * part, c + (depth - c) * part
        before, a, b, c = after, ahead, breadth, depth
    return a, b, c


@dataclass(frozen=True, slots=True)
class HandBody:
    """The volume of one hand."""

    side: str
    palm: tuple[Ball, ...]
    heel: tuple[Ball, ...]
    web: tuple[Ball, ...]
    creases: tuple[tuple[Ball, ...], ...]
    """The lines of the palm; none if the fingers are bent over them."""
    digits: tuple[tuple[Ball, ...], ...]
    """The index, middle, ring and little finger and the thumb, each from its root to its tip."""
    facing: Vector
    """The direction in which the palm faces."""
    bends: tuple[float, ...]
    """The bend of each digit at its root."""
    closed: float
    """How much it is closed round a limb, which may hide a part of it, 0 to 1."""
    over: float
    """How much of it is over the other hand, where both clasp, 0 to 1."""

    def rows(self) -> Iterator[Row]:
        """Yield the parts of the hand as rows of balls."""
        yield Row(f"{self.side} hand", "skin", self.palm)
        for digit, balls in zip(DIGITS, self.digits, strict=True):
            yield Row(f"{self.side} {digit.name}", "skin", balls)


def hands_of(skeleton: Skeleton) -> tuple[HandBody, HandBody]:
    """Return the volumes of the right and of the left hand."""
    return (
        hand_of(True, skeleton.right_arm, *_held_legs(skeleton.right_arm, skeleton)),
        hand_of(False, skeleton.left_arm, *_held_legs(skeleton.left_arm, skeleton)),
    )


def _held_legs(arm: Arm, skeleton: Skeleton) -> tuple[Leg | None, ...]:
    """Return the leg that each hold is on: a hand that lies on none does not move with them."""
    return tuple(
        None
        if not one.part
        else skeleton.right_leg
        if one.part.startswith("right")
        else skeleton.left_leg
        for one in arm.holds
    )


@lru_cache(maxsize=4)
def hand_of(right: bool, arm: Arm, *legs: Leg | None) -> HandBody:
    """Return the volume of the hand of `arm`; `legs` has the leg of each of its holds."""
    sign = 1.0 if right else -1.0
    frame = (arm.fingers, scale(cross(arm.palm, arm.fingers), sign), arm.palm)
    poses = []
    for held, leg in zip(arm.holds, legs, strict=True):
        if len(arm.holds) > 1:
            thumb = scale(cross(held.palm, held.fingers), sign)
            poses.append(_pose_of(held, leg, held.wrist, (held.fingers, thumb, held.palm)))
        else:
            poses.append(_pose_of(held, leg, arm.wrist, frame))
    pose = poses[0] if len(poses) == 1 else _mixed(arm.holds, poses)

    def placed(balls: tuple[Ball, ...]) -> tuple[Ball, ...]:
        (fx, fy, fz), (tx, ty, tz), (px, py, pz) = frame
        ox, oy, oz = arm.wrist
        return tuple(
            [
                (
                    (
                        ox + fx * x + tx * y + px * z,
                        oy + fy * x + ty * y + py * z,
                        oz + fz * x + tz * y + pz * z,
                    ),
                    radius,
                )
                for (x, y, z), radius in balls
            ]
        )

    digits = tuple(_balls(digit, bend) for digit, bend in zip(DIGITS, pose, strict=True))
    thumb_joint = digits[4][2][0]
    return HandBody(
        "right" if right else "left",
        placed(PALM_BALLS),
        placed(HEEL),
        placed((*WEB, (thumb_joint, 0.0100))),
        tuple(map(placed, CREASES)) if pose[1].first < radians(40.0) else (),
        tuple(placed(balls) for balls in digits),
        arm.palm,
        tuple(bend.first for bend in pose),
        sum(held.weight for held in arm.holds if held.part),
        sum(held.weight for held in arm.holds if held.shape is HandShape.OVER),
    )


def _mixed(holds: tuple[Held, ...], poses: list[Pose]) -> Pose:
    one, two, three, four, thumb = (
        Bend(
            *(
                sum(
                    held.weight * pose[digit][joint]
                    for held, pose in zip(holds, poses, strict=True)
                )
                for joint in range(4)
            )
        )
        for digit in range(5)
    )
    return (one, two, three, four, thumb)


def _pose_of(held: Held, leg: Leg | None, wrist: Vector, frame: Axes) -> Pose:
    """Return the pose of a hand at one of its holds."""
    if leg is None:
        return POSES.get(held.shape, POSES[HandShape.RELAXED])
    cores = list(_cores(held.part, leg, wrist, frame))
    off = OVER if held.shape is HandShape.OVER else 0.0
    clasps = held.shape in (HandShape.CLASP, HandShape.OVER)
    thumb = THUMB_OPENED._replace(aside=CLASPED_ASIDE) if clasps else THUMB_OPENED
    if held.shape is HandShape.CREASE:
        thumb = IN_CREASE
    elif held.part.endswith("foot"):
        thumb = THUMB_OPENED._replace(aside=FOOT_ASIDE)
    bends = [
        _closed(digit, opened, most, cores, off)
        for digit, opened, most in zip(DIGITS, (*OPENED, thumb), CLOSED, strict=True)
    ]
    return _together(bends)


def _together(bends: list[Bend]) -> Pose:
    """Return the pose with no finger bent much more than the others."""
    most = [sum(bend[joint] for bend in bends[:4]) / 4 + MOST_APART for joint in (1, 2, 3)]
    one, two, three, four = (
        Bend(bend.aside, *(min(bend[joint + 1], most[joint]) for joint in range(3)))
        for bend in bends[:4]
    )
    return (one, two, three, four, bends[4])


def _cores(part: str, leg: Leg, wrist: Vector, frame: Axes) -> Iterator[Core]:
    """Yield what a hand at `part` of `leg` can touch."""
    name = part.split(" ", 1)[1]
    if name == "foot":
        heel = add(leg.ankle, leg.sole, 0.024)
        toes = add(add(leg.ankle, leg.toes, 0.165), leg.sole, 0.050)
        yield _core((heel, toes), scale(leg.sole, -1.0), FOOT, wrist, frame)
        return
    if name not in ("shin", "lower shin", "calf"):
        yield _core((leg.hip, leg.knee), leg.bend, broader(THIGH, leg.girth), wrist, frame)
    if name in ("shin", "lower shin", "calf", "knee"):
        yield _core((leg.knee, leg.ankle), leg.bend, broader(SHIN, leg.girth), wrist, frame)


def _core(
    bone: tuple[Vector, Vector],
    front: Vector,
    stations: tuple[Station, ...],
    wrist: Vector,
    frame: Axes,
) -> Core:
    def inside(a: Vector) -> Vector:
        return dot(a, frame[0]), dot(a, frame[1]), dot(a, frame[2])

    way = sub(bone[1], bone[0])
    axis = unit(way)
    front = across(front, axis, front)
    axes = (inside(axis), inside(front), inside(cross(front, axis)))
    return Core(inside(sub(bone[0], wrist)), axes, dot(way, axis), stations)


def _closed(
    digit: Digit,
    opened: Bend,
    most: tuple[float, float, float],
    cores: list[Core],
    off: float,
) -> Bend:
    """Return the bend at which each bone of `digit`, one after the other, touches a limb.

    A joint is closed by the largest angle that is safe: the gap of a point divided by its distance
    from the joint.
    """
    (x, y, z), c, s = digit.root, cos(opened.aside), sin(opened.aside)
    before, found = 0.0, []
    for joint, length in enumerate(digit.bones):
        middle_radius = (digit.radii[joint] + digit.radii[joint + 1]) / 2 + off
        end_radius = digit.radii[joint + 1] + off
        least = opened[joint + 1]
        angle = least
        for _ in range(7):
            flat, down = cos(before + angle) * length, sin(before + angle) * length
            end = (x + c * flat, y + s * flat, z + down)
            middle = (x + c * flat / 2, y + s * flat / 2, z + down / 2)
            step = most[joint]
            for core in cores:
                step = min(
                    step,
                    (core.gap(end) - end_radius) / length,
                    (core.gap(middle) - middle_radius) * 2 / length,
                )
            angle = min(max(angle + step, least), most[joint])
            if abs(step) * length < CLOSE:
                break
        before += angle
        flat, down = cos(before) * length, sin(before) * length
        x, y, z = x + c * flat, y + s * flat, z + down
        found.append(angle)
    return Bend(opened.aside, *found)


def _balls(digit: Digit, bend: Bend) -> tuple[Ball, ...]:
    """Return the balls of a digit.

    They are at its root, where it leaves the palm, at its second joint, where its far part begins,
    where its near part ends, at its third joint, and at its tip.
    """
    (x, y, z), c, s = digit.root, cos(bend.aside), sin(bend.aside)
    places, angle = [(x, y, z)], 0.0
    for length, more in zip(digit.bones, bend[1:], strict=True):
        angle += more
        flat, down = cos(angle) * length, sin(angle) * length
        x, y, z = x + c * flat, y + s * flat, z + down
        places.append((x, y, z))
    root, second, third, tip = places
    first, next_one, last, end = digit.radii
    return (
        (root, first),
        (_part(root, second, LEFT_BARE), first + (next_one - first) * LEFT_BARE),
        (second, next_one),
        *((_part(second, third, at), next_one + (last - next_one) * at) for at in CUT),
        (third, last),
        (tip, end),
    )


def _part(a: Vector, b: Vector, share: float) -> Vector:
    return add(a, sub(b, a), share)


def hand_parts(skeleton: Skeleton, camera: Camera) -> Iterator[Part]:
    """Yield the parts of both hands: more than one for a hand that is closed round a limb."""
    right, left = hands_of(skeleton)
    for body, other in ((right, left), (left, right)):
        parts = _parts(body, camera)
        if body.over > 0.5 and dot(body.facing, camera.forward) > 0.0:
            lower = tuple(name for part in _parts(other, camera) for name in part.names)
            parts = tuple(replace(part, above=lower) for part in parts)
        yield from parts


@lru_cache(maxsize=4)
def _parts(body: HandBody, camera: Camera) -> tuple[Part, ...]:
    painted = _Painted(body, camera)
    return painted.closed() if body.closed else painted.whole()


class Digits(NamedTuple):
    """A piece of a digit in the picture."""

    fill: tuple[Rim, ...]
    edge: tuple[Rim, ...]
    """The part that has the edge of the hand: all but what is in the palm, and no cut end."""
    lines: tuple[Rim, ...]
    """The part that has fine lines beside it."""
    discs: tuple[Seen, ...]


class _Painted:
    """The projected parts of one hand."""

    def __init__(self, body: HandBody, camera: Camera) -> None:
        self.side, self.camera = body.side, camera
        self.is_closed = body.closed > 0.0
        outer = CLOSED_LINE if self.is_closed else OUTER_LINE
        self.outer, self.inner = outer * camera.scale, INNER_LINE * camera.scale
        self.lined = 0.017 * camera.scale > FEWEST_PIXELS
        self.palm_seen = discs_of(body.palm, camera)
        self.seen = [discs_of(balls, camera) for balls in body.digits]
        self.palm = (hull_rim(self.palm_seen), hull_rim(discs_of(body.web, camera)))
        away = dot(body.facing, camera.forward)
        # seen from the back of the hand, bent fingers are behind the palm
        fingers = sum(body.bends[:4]) / 4
        bends = (fingers, fingers, fingers, fingers, body.bends[4])
        self.behind = [away > 0.0 and bend > radians(50.0) for bend in bends]
        far = self.seen[4][6][3] - sum(one[3] for one in self.palm_seen) / len(self.palm_seen)
        self.behind[4] = self.behind[4] or far > FAR_THUMB
        index, little, thumb = self.seen[0], self.seen[3], self.seen[4]
        slope = sum(one[3] for one in index) - sum(one[3] for one in little)
        self.order = (0, 1, 2, 3) if slope > 1e-6 else (3, 2, 1, 0)
        self.thumb_first = thumb[3][3] + thumb[6][3] > index[1][3] + index[3][3] + 1e-6
        self.start = Shape("skin", "fill", rims(discs_of(body.heel, camera)))
        self.creases: tuple[Shape, ...] = ()
        if self.lined and away < -FACING and body.creases:
            lines = [discs_of(crease, camera) for crease in body.creases]
            self.creases = (Shape("skin", "edge", tuple(map(_line, lines))),)

    def whole(self) -> tuple[Part, ...]:
        """Return the hand as one part."""
        order = (4, *self.order) if self.thumb_first else (*self.order, 4)
        pieces = {number: self._digit(number, WHOLE) for number in order}
        seen = (*self.palm_seen, *(one for discs in self.seen for one in discs[2:]))
        part = self._part("hand", seen, pieces, self.palm)
        return (replace(part, shapes=(*part.shapes, *self.creases)),)

    def closed(self) -> tuple[Part, ...]:
        """Return the palm with the near bones of the fingers, the fingers' ends, and the thumb."""
        near = {number: self._digit(number, NEAR) for number in self.order}
        ends = {number: self._digit(number, FAR) for number in self.order}
        thumb = {4: self._digit(4, WHOLE)}
        thumb[4] = thumb[4]._replace(edge=thumb[4].lines)
        near_seen = (*self.palm_seen, *(self.seen[number][2] for number in self.order))
        end_seen = tuple(one for number in self.order for one in self.seen[number][3:])
        return (
            self._part("hand", near_seen, near, self.palm),
            self._part("fingers", end_seen, ends),
            self._part("thumb", self.seen[4][2:], thumb),
        )

    def _digit(self, number: int, balls: tuple[int, ...]) -> Digits:
        """Return the piece of a digit that some of its balls make: `WHOLE`, `NEAR` or `FAR`."""
        seen, tip = self.seen[number], balls is not NEAR
        discs = tuple([seen[ball] for ball in balls])
        fill = rims(discs)
        if balls is FAR:
            lines = rims(discs, (False, tip))
            return Digits(fill, lines, lines, discs)
        if tip and len(fill) == 1:
            # without another look at its balls
            return Digits(fill, fill, (begun_at(fill[0], seen[1]),), discs)
        edge = fill if tip else rims(discs, (True, tip))
        return Digits(fill, edge, rims((seen[1], *discs[1:]), (False, tip)), discs)

    def _part(
        self,
        name: str,
        seen: tuple[Seen, ...],
        pieces: dict[int, Digits],
        palm: tuple[Rim, ...] = (),
    ) -> Part:
        """Return a part of the hand with one edge round `palm` and `pieces`, in their order."""
        whole = (*palm, *(rim for piece in pieces.values() for rim in piece.edge))
        # the line is dark: what it holds may be a hand or a foot
        edge = Shape("outline", "edge", whole, wider=self.outer)
        shapes = (edge, *self._fills(pieces, palm))
        names, outer = (f"{self.side} {name}",), self._outer(pieces, palm, edge)
        if palm:
            return Part(names, seen, shapes, f"{self.side} forearm", self.start, outer=outer)
        return Part(names, seen, shapes, outer=outer)

    def _outer(self, pieces: dict[int, Digits], palm: tuple[Rim, ...], edge: Shape) -> Shape:
        """Return the heavy line: that of a closed hand is round two fingers at once."""
        if not self.is_closed:
            return outer_of((edge,), self.camera)
        pairs = [[number for number in pair if number in pieces] for pair in ((0, 1), (2, 3), (4,))]
        discs = [[one for number in pair for one in pieces[number].discs] for pair in pairs if pair]
        whole = replace(edge, polygons=(*palm[:1], *map(hull_rim, discs)))
        return outer_of((whole,), self.camera)

    def _fills(self, pieces: dict[int, Digits], palm: tuple[Rim, ...]) -> Iterator[Shape]:
        if not self.lined:
            digits = (rim for piece in pieces.values() for rim in piece.fill)
            yield Shape("skin", "fill", (*palm, *digits))
            return
        under = [number for number in pieces if palm and self.behind[number]]
        for number in under:
            yield from self._lined(pieces[number])
        if under:
            yield Shape("outline", "edge", palm, wider=self.inner)
        if palm:
            # the edge of the palm ends where a bent finger or the thumb goes on from it
            joined = [self.seen[number][:2] for number in under if number < len(FINGERS)]
            if self.is_closed:
                joined.append(self.seen[4][2:4])
            yield Shape("skin", "fill", (*palm, *(capsule(a, b) for a, b in joined)))
        for number, piece in pieces.items():
            if number not in under:
                yield from self._lined(piece)

    def _lined(self, piece: Digits) -> Iterator[Shape]:
        """Yield a digit with fine lines at its sides, but none where it leaves the palm."""
        yield Shape("outline", "edge", piece.lines, wider=self.inner)
        yield Shape("skin", "fill", piece.fill)


def _line(discs: tuple[Seen, ...]) -> Polygon:
    return ribbon([(x, y) for x, y, _, _ in discs], [width for _, _, width, _ in discs])
