"""The position of a hand that holds a part of the body, or lies at a place such as on the mat."""

from __future__ import annotations

from dataclasses import dataclass
from typing import NamedTuple

from supine.figure.body import thickness
from supine.figure.joints import HandShape, Leg
from supine.figure.posture import Anchor
from supine.figure.vectors import (
    UP,
    Vector,
    across,
    add,
    cross,
    dot,
    mix,
    scale,
    sub,
    turned,
    unit,
)

BESIDE_WRAP = 0.9
"""How far hands that clasp on a knee, and lie there, point across it: 1 is straight across. One can
lie over the other then."""

PALM = 0.055
"""Metres from the wrist to the middle of the palm."""

THICK = 0.022
"""Metres from the surface of the palm to the middle of the hand."""

THICK_OVER = 0.018
"""How much farther off the skin a hand is that lies over another one, in metres: as much as its
fingers are thick. Its own fingers go over the knuckles of the other (`hand.OVER`)."""

THICK_AT_PLACE = 0.025
"""The same for a hand that lies at a place: its slightly curled fingers must not sink into it."""


class Spot(NamedTuple):
    """A place on the skin of a leg where a hand can lie.

    `ahead` and `outward` give the side of the bone: to the front, and away from the other leg.
    """

    bone: str
    share: float
    """The position along the bone: 0 at its upper joint, 1 at its lower joint."""
    ahead: float
    outward: float
    wrap: float = 0.0
    """1 if the fingers go round the bone, 0 if they go on in the direction of the arm."""
    back: float = 0.0
    """Metres that the palm stays behind, so that the thumb reaches round the other side."""
    meets: bool = False
    """Whether a hand comes there from its own side, since the other one may come there too."""
    shape: HandShape = HandShape.GRIP
    """The shape of a hand whose stance names none."""


SPOTS = {
    "knee": Spot("thigh", 1.0, 1.0, 0.8),
    "back of thigh": Spot("thigh", 0.50, -1.0, 0.0, wrap=1.0, meets=True),
    "hip crease": Spot("thigh", 0.12, 0.15, 1.0, 0.4, 0.045, shape=HandShape.CREASE),
    "upper thigh": Spot("thigh", 0.41, 1.0, 0.2),
    "thigh": Spot("thigh", 0.52, 1.0, 0.0),
    "lower thigh": Spot("thigh", 0.74, 1.0, 0.0),
    "inner thigh": Spot("thigh", 0.52, 1.0, -0.8),
    "outer thigh": Spot("thigh", 0.52, 0.3, 1.0),
    "shin": Spot("shin", 0.32, 1.0, 0.8, wrap=0.9),
    "lower shin": Spot("shin", 0.68, 1.0, 0.0, wrap=0.9),
    "calf": Spot("shin", 0.35, -1.0, 0.0, wrap=0.8),
}

PARTS = (*SPOTS, "foot")

CLASPED, BESIDE = (0.5, 0.9), (0.5, 0.7)
"""How far round the limb, in radians, the lower and the upper of two hands are from their common
place: hands that go round the limb, and hands that lie on it."""


@dataclass(frozen=True, slots=True)
class Grip:
    """The legs, which hands can hold."""

    right: Leg
    left: Leg


class Hand(NamedTuple):
    """The position of a wrist, and the directions of its fingers and palm."""

    wrist: Vector
    fingers: Vector
    palm: Vector


def grip_of(anchor: Anchor, grip: Grip, shoulder: Vector, side: float) -> Hand:
    """Return the hand on `anchor` of the arm at `shoulder`; `side` is 1 right, -1 left."""
    if not anchor.part:
        way = sub(anchor.place, shoulder)
        fingers = across(anchor.fingers or way, anchor.palm, UP)
        middle = add(anchor.place, anchor.palm, -THICK_AT_PLACE)
        return Hand(add(middle, fingers, -PALM), fingers, anchor.palm)
    spot = spot_of(anchor.part)
    over = anchor.shape is HandShape.OVER
    meets = over or anchor.shape is HandShape.CLASP or (spot is not None and spot.meets)
    clasps = side if meets else 0.0
    surface, palm, fingers = touch(anchor.part, grip, shoulder, clasps, over=over)
    middle = add(surface, palm, -(THICK + THICK_OVER if over else THICK))
    return Hand(add(middle, fingers, -PALM), fingers, palm)


def spot_of(part: str) -> Spot | None:
    """Return the spot that `part` names, such as "right knee"; None for a foot."""
    return SPOTS.get(part.partition(" ")[2])


def touch(
    part: str, grip: Grip, shoulder: Vector, clasps: float = 0.0, *, over: bool = False
) -> tuple[Vector, Vector, Vector]:
    """Return the place on the skin, and the directions of the palm and of the fingers there.

    `clasps` is 1 for a right hand and -1 for a left hand that comes there from its own side, to
    meet the other hand; 0 for any other hand. `over` says that it lies over the other hand.
    """
    side, name = part.split(" ", 1)
    leg, sign = (grip.right, 1.0) if side == "right" else (grip.left, -1.0)
    if name == "foot":
        return _on_foot(leg, sign, shoulder)
    return _on_bone(SPOTS[name], leg, sign, shoulder, clasps, over=over)


def _on_foot(leg: Leg, sign: float, shoulder: Vector) -> tuple[Vector, Vector, Vector]:
    """Return a hand round the outer edge of a foot; it comes there with a straight wrist."""
    outer = scale(cross(leg.toes, leg.sole), sign)
    middle = add(add(leg.ankle, leg.toes, 0.065), leg.sole, 0.036)
    normal = across(cross(leg.toes, sub(middle, shoulder)), leg.toes, outer)
    if dot(normal, outer) < 0.0:
        normal = scale(normal, -1.0)
    return _flat_hand(add(middle, normal, 0.034), normal, shoulder)


def _on_bone(
    spot: Spot, leg: Leg, sign: float, shoulder: Vector, clasps: float, *, over: bool
) -> tuple[Vector, Vector, Vector]:
    start, end = (leg.hip, leg.knee) if spot.bone == "thigh" else (leg.knee, leg.ankle)
    axis = unit(sub(end, start))
    front = across(leg.bend, axis, leg.bend)
    right = cross(front, axis)
    if spot.share == 1.0:
        # the kneecap is on the outside of the bent knee, not on one of the bones
        front = leg.bend
    # hands that clasp come from both sides of the middle
    outward = 0.0 if clasps else spot.outward * sign
    normal = unit(add(scale(front, spot.ahead), right, outward))
    middle, wrap = mix(start, end, spot.share), spot.wrap
    round_bone = unit(cross(axis, normal))
    if clasps:
        own = scale(round_bone, clasps if dot(round_bone, right) > 0.0 else -clasps)
        below, above = CLASPED if spot.wrap else BESIDE
        angle, wrap = above if over else below, 1.0 if spot.wrap else BESIDE_WRAP
        normal, round_bone = turned(normal, own, angle), turned(scale(own, -1.0), normal, angle)
    side = (dot(normal, front), dot(normal, right))
    depth = thickness(spot.bone, spot.share, side, leg.girth)
    surface, palm, fingers = _flat_hand(add(middle, normal, depth), normal, shoulder)
    if wrap:
        if not clasps and dot(round_bone, sub(surface, shoulder)) < 0.0:
            round_bone = scale(round_bone, -1.0)
        fingers = across(mix(fingers, round_bone, wrap), normal, fingers)
    return add(surface, fingers, -spot.back), palm, fingers


def _flat_hand(surface: Vector, normal: Vector, shoulder: Vector) -> tuple[Vector, Vector, Vector]:
    """Return a hand that comes from the shoulder and lies flat on a surface, as `touch` does."""
    palm = scale(normal, -1.0)
    return surface, palm, across(sub(surface, shoulder), normal, UP)
