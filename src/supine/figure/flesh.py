"""Joints → the body around them: balls of various sizes in a row, and rings round the trunk."""

from __future__ import annotations

from dataclasses import dataclass
from supine.figure.joints import Arm, Frame, Leg, Skeleton
from supine.figure.vectors import Vector, add, mix, scale, turned

Ball = tuple[Vector, float]
"""A middle and a radius, in metres."""


@dataclass(frozen=True, slots=True)
class Row:
    """A part of the body as balls in a row; what lies between two is filled."""

    name: str
    role: str
    balls: tuple[Ball, ...]
    joins: str = ""
    """The part that it grows out of, without an edge at its first ball."""
    cut: bool = False
    """Whether it ends straight, like a sleeve, rather than round."""


@dataclass(frozen=True, slots=True)
class Ring:
    """An ellipse round the trunk: its middle, and half its breadth and depth as ways from there."""

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
    """The middles of the rings, with half the depth: to tell what lies before what."""


THIGH_RADII = ((0.2, 0.082), (0.45, 0.076), (0.7, 0.064), (0.9, 0.056), (1.0, 0.055))
SHORTS_RADII = ((-0.06, 0.080), (0.06, 0.094), (0.25, 0.093), (0.46, 0.088))
SHIN_RADII = (
    (0.0, 0.055),
    (0.12, 0.055),
    (0.34, 0.057),
    (0.62, 0.044),
    (0.85, 0.034),
    (1.0, 0.034),
)
UPPER_ARM_RADII = ((0.1, 0.053), (0.4, 0.047), (0.85, 0.039), (1.0, 0.038))
SLEEVE_RADII = ((-0.16, 0.040), (-0.06, 0.060), (0.10, 0.063), (0.25, 0.060), (0.40, 0.058))
FOREARM_RADII = ((0.0, 0.038), (0.25, 0.040), (0.7, 0.030), (1.0, 0.025))

BREATH = (0.022, 0.012)
"""How far belly and ribs rise from empty to full, in metres: seen from afar, not more than real."""


def body(skeleton: Skeleton) -> list[Row | Barrel]:
    """Return every part of the body but the head."""
    parts: list[Row | Barrel] = [*_trunk(skeleton)]
    for side, leg, arm in (
        ("right", skeleton.right_leg, skeleton.right_arm),
        ("left", skeleton.left_leg, skeleton.left_arm),
    ):
        parts += _leg(side, leg)
        parts += _arm(side, arm)
    return parts


def _row(start: Vector, end: Vector, radii: tuple[tuple[float, float], ...]) -> tuple[Ball, ...]:
    return tuple((mix(start, end, share), radius) for share, radius in radii)


def _leg(side: str, leg: Leg) -> list[Row]:
    role = f"{side}_leg"
    return [
        Row(f"{side} thigh", role, _row(leg.hip, leg.knee, THIGH_RADII)),
        Row(f"{side} shin", role, _row(leg.knee, leg.ankle, SHIN_RADII), f"{side} thigh"),
        Row(f"{side} foot", "skin", _foot(leg), ""),
        Row(f"{side} shorts", "shorts", _row(leg.hip, leg.knee, SHORTS_RADII), "", cut=True),
    ]


def _foot(leg: Leg) -> tuple[Ball, ...]:
    def place(ahead: float, below: float) -> Vector:
        return add(add(leg.ankle, leg.toes, ahead), leg.sole, below)

    return (
        (place(-0.038, 0.036), 0.030),
        (place(0.0, 0.018), 0.037),
        (place(0.055, 0.030), 0.032),
        (place(0.115, 0.045), 0.024),
        (place(0.165, 0.051), 0.016),
    )


def _arm(side: str, arm: Arm) -> list[Row]:
    knuckles = add(arm.wrist, arm.fingers, 0.085)
    bent = turned(arm.fingers, arm.palm, arm.curl)
    tips = add(knuckles, turned(arm.fingers, arm.palm, arm.curl * 1.7), 0.045)
    middle = add(knuckles, bent, 0.038)
    tips = add(middle, turned(arm.fingers, arm.palm, arm.curl * 2.0), 0.034)
    return [
        Row(f"{side} upper arm", "skin", _row(arm.shoulder, arm.elbow, UPPER_ARM_RADII)),
        Row(f"{side} forearm", "skin", _row(arm.elbow, arm.wrist, FOREARM_RADII), f"{side} upper arm"),
        Row(f"{side} hand", "skin", (
            (arm.wrist, 0.025), (add(arm.wrist, arm.fingers, 0.045), 0.034), (knuckles, 0.033),
            (middle, 0.026), (tips, 0.018)), f"{side} forearm"),
        Row(f"{side} sleeve", "shirt", _row(arm.shoulder, arm.elbow, SLEEVE_RADII), "", cut=True),
    ]  # fmt: skip


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
    return (
        Barrel("hips", "shorts", hips, ((seat, 0.07), (root, 0.09))),
        Barrel("chest", "shirt", upper, ((root, 0.085), (loin, 0.09), (rib, 0.1), (neck, 0.06))),
    )


def _ring(middle: Vector, frame: Frame, halves: tuple[float, float, float]) -> Ring:
    """A ring of half a breadth, and half a depth to the back and to the front."""
    breadth, back, front = halves
    return Ring(
        middle,
        scale(frame.right, breadth),
        scale(frame.front, front),
        scale(frame.front, -back),
    )
