"""Postures: the pelvis, the trunk and the goals of feet and hands, as numbers.

Two postures can be blended, and a posture can be mirrored. `supine.figure.solver` calculates the
joints. Lengths are in metres, angles in radians.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from enum import StrEnum
from typing import NamedTuple

from supine.core.sequence import OTHER
from supine.figure.vectors import ALONG, UP, Vector, mirrored, mix, unit


class Pelvis(NamedTuple):
    """The position of the pelvis."""

    aside: float = 0.0
    """How far it is moved to the right."""
    lift: float = 0.0
    """How far it is raised above its resting height."""
    tilt: float = 0.0
    """How far the tailbone is curled up off the mat."""
    roll: float = 0.0
    """How far it is rolled to the right."""


class Trunk(NamedTuple):
    """The position of the chest and the head."""

    roll: float = 0.0
    """How far the chest is rolled to the right."""
    turn: float = 0.0
    """How far the face is turned to the right."""
    nod: float = 0.0
    """How far the chin is drawn toward the chest."""
    block: float = 0.0
    """How far the head is raised, as a share of the block's height, 0 to 1."""
    eyes_closed: float = 0.0
    """How far the eyes are closed, 0 to 1."""
    bend: float = 0.0
    """How far the loins are bent forward from rest: flat on the mat, and below 0 arched off it."""


@dataclass(frozen=True, slots=True)
class LegPosture:
    """The goal of a foot."""

    ankle: Vector
    knee: Vector = UP
    """The direction in which the knee bends."""
    point: float = 0.0
    """How far the foot is pointed; 0 is at a right angle to the shin."""
    turn: float = 0.0
    """How far the toes are turned outward."""
    flat: float = 0.0
    """1 with the sole on the mat, 0 with the foot in the air."""
    length: float = 0.0
    """The least metres from hip to ankle: a leg that is straight in two postures is straight
    between them too, while its ankle goes along a chord."""


class HandShape(StrEnum):
    """What the fingers and the thumb of a hand do."""

    OPEN = "open"
    """The fingers are nearly straight and a little apart."""
    FLAT = "flat"
    """The palm and the fingers lie on the mat."""
    RELAXED = "relaxed"
    """The fingers are a little curled, as in sleep."""
    FIST = "fist"
    """The fingers are closed round a strap."""
    GRIP = "grip"
    """The fingers and the thumb are closed round a part of a leg."""
    CREASE = "crease"
    """The same round the root of the thigh, with the thumb in the hip crease."""
    CLASP = "clasp"
    """The same with both hands at one place: the fingers of one lie between those of the other."""


@dataclass(frozen=True, slots=True)
class Anchor:
    """The thing that a hand lies on: a part of the body ("right knee"), or a place."""

    part: str = ""
    place: Vector = (0.0, 0.0, 0.0)
    palm: Vector = (0.0, 0.0, -1.0)
    """The direction in which the palm faces; only for a place."""
    shape: HandShape = HandShape.FLAT


@dataclass(frozen=True, slots=True)
class ArmPosture:
    """The goal of a hand: anchors with their weights.

    There are two anchors while the hand moves from one to the other.
    """

    hold: tuple[tuple[float, Anchor], ...]
    elbow: Vector = ALONG
    """The direction in which the elbow bends."""
    curl: float = 0.3
    """How far the fingers are curled."""
    straight: bool = False
    """Whether the hand goes round the shoulder from one anchor to the other, and not on a line."""


@dataclass(frozen=True, slots=True)
class Posture:
    """The posture of a whole body."""

    pelvis: Pelvis
    trunk: Trunk
    right_leg: LegPosture
    left_leg: LegPosture
    right_arm: ArmPosture
    left_arm: ArmPosture
    fullness: float = 0.0


def blend(a: Posture, b: Posture, share: float) -> Posture:
    """Return a posture between `a` (share 0) and `b` (share 1)."""
    if share <= 0.0 or a == b:
        return a
    if share >= 1.0:
        return b
    return Posture(
        Pelvis(*_all_between(a.pelvis, b.pelvis, share)),
        Trunk(*_all_between(a.trunk, b.trunk, share)),
        _blend_leg(a.right_leg, b.right_leg, share),
        _blend_leg(a.left_leg, b.left_leg, share),
        _blend_arm(a.right_arm, b.right_arm, share),
        _blend_arm(a.left_arm, b.left_arm, share),
        _between(a.fullness, b.fullness, share),
    )


def mirror(posture: Posture) -> Posture:
    """Return the mirrored posture: right and left are exchanged."""
    pelvis, trunk = posture.pelvis, posture.trunk
    return Posture(
        pelvis._replace(aside=-pelvis.aside, roll=-pelvis.roll),
        trunk._replace(roll=-trunk.roll, turn=-trunk.turn),
        _mirror_leg(posture.left_leg),
        _mirror_leg(posture.right_leg),
        _mirror_arm(posture.left_arm),
        _mirror_arm(posture.right_arm),
        posture.fullness,
    )


def other_part(part: str) -> str:
    """Return the name of the same part on the other side: "right knee" for "left knee"."""
    others = {str(side): str(other) for side, other in OTHER.items()}
    return " ".join(others.get(word, word) for word in part.split(" "))


def _between(a: float, b: float, share: float) -> float:
    return a + (b - a) * share


def _all_between(a: tuple[float, ...], b: tuple[float, ...], share: float) -> Iterator[float]:
    return (_between(one, other, share) for one, other in zip(a, b, strict=True))


def _blend_leg(a: LegPosture, b: LegPosture, share: float) -> LegPosture:
    return LegPosture(
        mix(a.ankle, b.ankle, share),
        unit(mix(a.knee, b.knee, share)),
        _between(a.point, b.point, share),
        _between(a.turn, b.turn, share),
        _between(a.flat, b.flat, share),
        _between(a.length, b.length, share),
    )


def _blend_arm(a: ArmPosture, b: ArmPosture, share: float) -> ArmPosture:
    hold = a.hold
    if a.hold != b.hold:
        hold = (
            *((weight * (1.0 - share), anchor) for weight, anchor in a.hold),
            *((weight * share, anchor) for weight, anchor in b.hold),
        )
    return ArmPosture(
        hold,
        unit(mix(a.elbow, b.elbow, share)),
        _between(a.curl, b.curl, share),
        a.straight or b.straight,
    )


def _mirror_leg(leg: LegPosture) -> LegPosture:
    return replace(leg, ankle=mirrored(leg.ankle), knee=mirrored(leg.knee))


def _mirror_arm(arm: ArmPosture) -> ArmPosture:
    hold = tuple(
        (
            weight,
            replace(
                anchor,
                part=other_part(anchor.part),
                place=mirrored(anchor.place),
                palm=mirrored(anchor.palm),
            ),
        )
        for weight, anchor in arm.hold
    )
    return replace(arm, hold=hold, elbow=mirrored(arm.elbow))
