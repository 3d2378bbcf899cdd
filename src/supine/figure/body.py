"""The volume of the body around its joints: rows of balls for the limbs, rings for the trunk.

All lengths and radii are in metres.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from supine.figure.joints import Arm, Frame, Leg, Skeleton
from supine.figure.vectors import Vector, add, mix, scale

Ball = tuple[Vector, float]
"""A centre and a radius."""


@dataclass(frozen=True, slots=True)
class Row:
    """A part of the body: balls in a row, with the space between neighbours filled."""

    name: str
    role: str
    balls: tuple[Ball, ...]
    joins: str = ""
    """The name of the part that it is joined to, without an edge at its first ball."""
    bare: int = 0
    """How many balls at its start are inside another part and have no edge."""
    hemmed: bool = False
    """Whether its end is straight, like that of a sleeve, and not round."""


@dataclass(frozen=True, slots=True)
class Ring:
    """An ellipse round the trunk: its centre, and the vectors to its right, front and back."""

    middle: Vector
    right: Vector
    front: Vector
    back: Vector


@dataclass(frozen=True, slots=True)
class Barrel:
    """A part of the trunk as rings in a row."""

    name: str
    role: str
    rings: tuple[Ring, ...]
    core: tuple[Ball, ...]
    """Balls inside the rings, used to compare its depth with that of other parts."""
    roots: tuple[Row, ...] = ()
    """The first parts of the limbs, which have its colour and share its edge."""


# Each radius has its place along the bone: 0 at the upper joint, 1 at the lower one.

THIGH_RADII = ((0.40, 0.077), (0.64, 0.067), (0.92, 0.056), (1.0, 0.055))
SHORTS_RADII = ((-0.02, 0.090), (0.16, 0.094), (0.32, 0.091), (0.46, 0.088))
SHIN_RADII = (
    (0.0, 0.055),
    (0.12, 0.055),
    (0.34, 0.057),
    (0.62, 0.044),
    (0.80, 0.036),
    (0.93, 0.035),
)
UPPER_ARM_RADII = ((0.25, 0.050), (0.6, 0.043), (0.93, 0.038), (1.0, 0.038))
SLEEVE_RADII = ((-0.08, 0.058), (0.08, 0.063), (0.35, 0.058))
FOREARM_RADII = ((0.0, 0.038), (0.25, 0.040), (0.7, 0.030), (1.0, 0.025))

BREATH = (0.022, 0.012)
"""How far the belly and the ribs rise from empty to full lungs.

This is no more than in reality, but it is enough to be seen from a distance.
"""


@dataclass(frozen=True, slots=True)
class Body:
    """The volume of the body without the head, the hands and the feet."""

    trunk: tuple[Barrel, ...]
    limbs: tuple[tuple[Row, ...], ...]
    """Each item is a group of rows that are painted together, in this order."""


def body_of(skeleton: Skeleton) -> Body:
    """Return the volume of the body around `skeleton`."""
    return Body(
        _trunk(skeleton),
        (
            *_leg("right", skeleton.right_leg),
            *_leg("left", skeleton.left_leg),
            *_arm("right", skeleton.right_arm),
            *_arm("left", skeleton.left_arm),
        ),
    )


def _row(start: Vector, end: Vector, radii: tuple[tuple[float, float], ...]) -> tuple[Ball, ...]:
    return tuple((mix(start, end, share), radius) for share, radius in radii)


def _leg(side: str, leg: Leg) -> Iterator[tuple[Row, ...]]:
    role = f"{side}_leg"
    yield (
        Row(f"{side} thigh", role, _row(leg.hip, leg.knee, THIGH_RADII)),
        Row(f"{side} shorts", "shorts", _row(leg.hip, leg.knee, SHORTS_RADII), bare=1, hemmed=True),
    )
    shin = _row(leg.knee, leg.ankle, SHIN_RADII)
    yield (Row(f"{side} shin", role, shin, f"{side} thigh", hemmed=True),)


def _arm(side: str, arm: Arm) -> Iterator[tuple[Row, ...]]:
    lower = _row(arm.elbow, arm.wrist, FOREARM_RADII)
    yield (
        Row(f"{side} upper arm", "skin", _row(arm.shoulder, arm.elbow, UPPER_ARM_RADII)),
        Row(
            f"{side} sleeve",
            "shirt",
            _row(arm.shoulder, arm.elbow, SLEEVE_RADII),
            bare=1,
            hemmed=True,
        ),
    )
    yield (Row(f"{side} forearm", "skin", lower, f"{side} upper arm"),)


def _trunk(skeleton: Skeleton) -> tuple[Barrel, Barrel]:
    pelvis, frame = skeleton.pelvis, skeleton.pelvis_frame
    root, loin, rib, neck = skeleton.spine
    low, middle, high = skeleton.frames
    belly, chest = BREATH[0] * skeleton.fullness, BREATH[1] * skeleton.fullness
    seat = add(pelvis, frame.headward, -0.075)
    waist = mix(pelvis, root, 0.9)
    hips = (
        _ring(seat, frame, (0.115, 0.072, 0.066)),
        _ring(pelvis, frame, (0.168, 0.094, 0.092)),
        _ring(waist, frame, (0.160, 0.092, 0.090 + belly * 0.4)),
        _ring(mix(root, loin, 0.25), low, (0.148, 0.088, 0.088 + belly * 0.8)),
    )
    upper = (
        _ring(mix(root, loin, 0.02), low, (0.156, 0.092, 0.094 + belly * 0.7)),
        _ring(mix(root, loin, 0.6), low, (0.140, 0.092, 0.090 + belly)),
        _ring(loin, middle, (0.138, 0.096, 0.094 + belly)),
        _ring(mix(loin, rib, 0.6), middle, (0.152, 0.104, 0.106 + chest)),
        _ring(mix(rib, neck, 0.2), high, (0.168, 0.104, 0.108 + chest)),
        _ring(mix(rib, neck, 0.62), high, (0.180, 0.096, 0.098 + chest * 0.7)),
        _ring(mix(rib, neck, 0.86), high, (0.150, 0.078, 0.074)),
        _ring(mix(rib, neck, 1.04), high, (0.080, 0.056, 0.052)),
    )
    chest_core = ((root, 0.085), (loin, 0.09), (rib, 0.1), (neck, 0.06))
    return (
        Barrel("hips", "shorts", hips, ((seat, 0.07), (root, 0.09)), _thigh_roots(skeleton)),
        Barrel("chest", "shirt", upper, chest_core, _arm_roots(skeleton)),
    )


def _thigh_roots(skeleton: Skeleton) -> tuple[Row, ...]:
    return tuple(
        Row("thigh root", "shorts", _row(leg.hip, leg.knee, SHORTS_RADII)[:2])
        for leg in (skeleton.right_leg, skeleton.left_leg)
    )


def _arm_roots(skeleton: Skeleton) -> tuple[Row, ...]:
    return tuple(
        Row("arm root", "shirt", _row(arm.shoulder, arm.elbow, SLEEVE_RADII)[:2])
        for arm in (skeleton.right_arm, skeleton.left_arm)
    )


def _ring(middle: Vector, frame: Frame, halves: tuple[float, float, float]) -> Ring:
    """Return a ring; `halves` are its half breadth, its depth to the back and to the front."""
    breadth, back, front = halves
    return Ring(
        middle,
        scale(frame.right, breadth),
        scale(frame.front, front),
        scale(frame.front, -back),
    )
