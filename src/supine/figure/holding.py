"""Where a hand goes that holds a part of the body, a strap, or lies on the mat."""

from __future__ import annotations

from dataclasses import dataclass

from supine.figure.joints import Frame, Leg
from supine.figure.posture import Anchor
from supine.figure.vectors import UP, Vector, across, add, cross, mix, scale, sub, unit

PALM = 0.055
"""From the wrist to the middle of the palm, in metres."""

THICK = 0.022
"""From the palm's surface to the middle of the hand."""

PARTS = (
    "knee",
    "shin",
    "calf",
    "thigh",
    "inner thigh",
    "outer thigh",
    "knee pit",
    "foot",
    "hip crease",
)


@dataclass(frozen=True, slots=True)
class Grip:
    """What hands can hold."""

    pelvis: Frame
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
        return Hand(add(anchor.place, fingers, -PALM), fingers, anchor.palm)
    surface, palm, fingers = touch(anchor.part, grip, shoulder)
    middle = add(surface, palm, -THICK)
    return Hand(add(middle, fingers, -PALM), fingers, palm)


def touch(part: str, grip: Grip, shoulder: Vector) -> tuple[Vector, Vector, Vector]:
    """Return the place on the skin, the way the palm looks there, and the way the fingers go."""
    side, name = part.split(" ", 1)
    leg, sign = (grip.right, 1.0) if side == "right" else (grip.left, -1.0)
    thigh, shin = unit(sub(leg.knee, leg.hip)), unit(sub(leg.ankle, leg.knee))
    front = across(leg.bend, thigh, leg.bend)
    outward = scale(cross(front, thigh), -sign)
    fore = across(leg.bend, shin, leg.bend)
    if name == "knee":
        normal = unit(add(leg.bend, outward, 0.35))
        return _laid(add(leg.knee, normal, 0.058), normal, shoulder)
    if name == "shin":
        return _laid(add(mix(leg.knee, leg.ankle, 0.45), fore, 0.052), fore, shoulder)
    if name == "calf":
        return _laid(add(mix(leg.knee, leg.ankle, 0.35), fore, -0.058), scale(fore, -1.0), shoulder)
    if name == "foot":
        edge = unit(add(leg.sole, leg.toes, 0.2))
        return _laid(add(add(leg.ankle, leg.toes, 0.07), edge, 0.066), edge, shoulder)
    if name == "knee pit":
        place = add(mix(leg.hip, leg.knee, 0.82), front, -0.066)
        return place, front, scale(outward, -1.0)
    if name == "hip crease":
        place = add(add(leg.hip, grip.pelvis.front, 0.098), grip.pelvis.right, sign * 0.035)
        return place, scale(grip.pelvis.front, -1.0), unit(sub(thigh, scale(outward, -0.2)))
    return _on_thigh(name, leg, (front, outward), shoulder)


def _on_thigh(
    name: str, leg: Leg, ways: tuple[Vector, Vector], shoulder: Vector
) -> tuple[Vector, Vector, Vector]:
    front, outward = ways
    normal = {
        "thigh": front,
        "inner thigh": unit(add(front, outward, -0.8)),
        "outer thigh": unit(add(outward, front, 0.3)),
    }[name]
    return _laid(add(mix(leg.hip, leg.knee, 0.52), normal, 0.074), normal, shoulder)


def _laid(surface: Vector, normal: Vector, shoulder: Vector) -> tuple[Vector, Vector, Vector]:
    """A hand that comes from the shoulder and lies flat on a surface."""
    palm = scale(normal, -1.0)
    return surface, palm, across(sub(surface, shoulder), normal, UP)
