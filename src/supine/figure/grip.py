"""Where a hand goes that holds a part of the body, a strap, or lies on the mat."""

from __future__ import annotations

from dataclasses import dataclass
from typing import NamedTuple

from supine.figure.joints import Leg
from supine.figure.posture import Anchor
from supine.figure.vectors import UP, Vector, across, add, cross, dot, mix, scale, sub, unit

PALM = 0.055
"""From the wrist to the middle of the palm, in metres."""

THICK = 0.022
"""From the palm's surface to the middle of the hand."""

OVER_THE_MAT = 0.025
"""The same where it lies on a place: its fingers, which are curled a little, must clear it."""


class Spot(NamedTuple):
    """A place on the skin of a leg that a hand can lie on."""

    bone: str
    share: float
    """How far along the bone."""
    ahead: float
    outward: float
    """To which side of the bone it lies."""
    depth: float
    """From the bone to the skin, in metres."""
    wraps: bool = False
    """Whether the fingers go round the bone to the inside, rather than on from the arm."""


SPOTS = {
    "knee": Spot("thigh", 1.0, 1.0, 0.3, 0.058),
    "knee pit": Spot("thigh", 0.82, -1.0, 0.0, 0.066, wraps=True),
    "hip crease": Spot("thigh", 0.15, 0.6, 1.0, 0.098),
    "upper thigh": Spot("thigh", 0.17, 1.0, 0.25, 0.095),
    "thigh": Spot("thigh", 0.52, 1.0, 0.0, 0.074),
    "lower thigh": Spot("thigh", 0.74, 1.0, 0.0, 0.065),
    "inner thigh": Spot("thigh", 0.52, 1.0, -0.8, 0.074),
    "outer thigh": Spot("thigh", 0.52, 0.3, 1.0, 0.074),
    "shin": Spot("shin", 0.32, 1.0, 0.0, 0.056),
    "calf": Spot("shin", 0.35, -1.0, 0.0, 0.058),
}

PARTS = (*SPOTS, "foot")


@dataclass(frozen=True, slots=True)
class Grip:
    """What hands can hold."""

    right: Leg
    left: Leg


@dataclass(frozen=True, slots=True)
class Hand:
    """How a hand lies."""

    wrist: Vector
    fingers: Vector
    palm: Vector


def grip_of(anchor: Anchor, grip: Grip, shoulder: Vector) -> Hand:
    """Return how the hand of the arm at `shoulder` lies on `anchor`."""
    if not anchor.part:
        way = sub(anchor.place, shoulder)
        fingers = across(way, anchor.palm, UP)
        middle = add(anchor.place, anchor.palm, -OVER_THE_MAT)
        return Hand(add(middle, fingers, -PALM), fingers, anchor.palm)
    surface, palm, fingers = touch(anchor.part, grip, shoulder)
    middle = add(surface, palm, -THICK)
    return Hand(add(middle, fingers, -PALM), fingers, palm)


def touch(part: str, grip: Grip, shoulder: Vector) -> tuple[Vector, Vector, Vector]:
    """Return the place on the skin, the way the palm looks there, and the way the fingers go."""
    side, name = part.split(" ", 1)
    leg, sign = (grip.right, 1.0) if side == "right" else (grip.left, -1.0)
    if name == "foot":
        edge = unit(add(leg.sole, leg.toes, 0.2))
        return _laid(add(add(leg.ankle, leg.toes, 0.07), edge, 0.066), edge, shoulder)
    return _on_bone(SPOTS[name], leg, sign, shoulder)


def _on_bone(spot: Spot, leg: Leg, sign: float, shoulder: Vector) -> tuple[Vector, Vector, Vector]:
    start, end = (leg.hip, leg.knee) if spot.bone == "thigh" else (leg.knee, leg.ankle)
    axis = unit(sub(end, start))
    front = across(leg.bend, axis, leg.bend)
    outward = scale(cross(front, axis), sign)
    if spot.share == 1.0:
        # the knee cap lies on the outside of the fold, not on either bone
        front = leg.bend
    normal = unit(add(scale(front, spot.ahead), outward, spot.outward))
    place = add(mix(start, end, spot.share), normal, spot.depth)
    if spot.wraps:
        away = 1.0 if dot(outward, sub(place, shoulder)) > 0.0 else -1.0
        return place, scale(normal, -1.0), scale(outward, away)
    return _laid(place, normal, shoulder)


def _laid(surface: Vector, normal: Vector, shoulder: Vector) -> tuple[Vector, Vector, Vector]:
    """A hand that comes from the shoulder and lies flat on a surface."""
    palm = scale(normal, -1.0)
    return surface, palm, across(sub(surface, shoulder), normal, UP)
