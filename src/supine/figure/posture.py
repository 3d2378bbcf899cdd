"""What a body does with itself: numbers alone, so that two postures can be blended.

A posture says where feet and hands go; `supine.figure.solver` finds the joints between.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import NamedTuple

from supine.core.sequence import OTHER
from supine.figure.vectors import ALONG, UP, Vector, mirrored, mix, unit


class Pelvis(NamedTuple):
    """How the pelvis lies; angles in radians, ways in metres."""

    aside: float = 0.0
    """How far it has been carried to the right."""
    lift: float = 0.0
    """How far it is raised above where it would rest."""
    tilt: float = 0.0
    """How far the tailbone is curled up off the mat."""
    roll: float = 0.0
    """How far it is rolled to the right."""


class Trunk(NamedTuple):
    """How chest and head lie; angles in radians."""

    roll: float = 0.0
    """How far the chest is rolled to the right."""
    turn: float = 0.0
    """How far the face is turned to the right."""
    nod: float = 0.0
    """How far the chin is drawn toward the chest."""
    block: float = 0.0
    """How much of the block's height the head is raised, 0 to 1."""


@dataclass(frozen=True, slots=True)
class LegPosture:
    """Where a foot goes; angles in radians."""

    ankle: Vector
    knee: Vector = UP
    """The way toward which the knee is bent."""
    point: float = 0.0
    """How far the foot is pointed, from square to the shin (0)."""
    turn: float = 0.0
    """How far the toes are turned outward."""
    flat: float = 0.0
    """1 with the sole on the mat, 0 with the foot in the air."""


@dataclass(frozen=True, slots=True)
class Anchor:
    """Something that a hand lies on: a part of the body ("right knee"), or a place."""

    part: str = ""
    place: Vector = (0.0, 0.0, 0.0)
    palm: Vector = (0.0, 0.0, -1.0)
    """The way the palm looks; only for a place."""


@dataclass(frozen=True, slots=True)
class ArmPosture:
    """Where a hand goes. While it moves from one thing to another there are two, with shares."""

    hold: tuple[tuple[float, Anchor], ...]
    elbow: Vector = ALONG
    """The way toward which the elbow is bent."""
    curl: float = 0.3
    """Radians by which the fingers are curled."""


@dataclass(frozen=True, slots=True)
class Posture:
    """A whole body."""

    pelvis: Pelvis
    trunk: Trunk
    right_leg: LegPosture
    left_leg: LegPosture
    right_arm: ArmPosture
    left_arm: ArmPosture
    fullness: float = 0.0


def blend(a: Posture, b: Posture, share: float) -> Posture:
    """Return what lies between `a` (share 0) and `b` (share 1)."""
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
    """Return the same on the other side of the body."""
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
    """Return the same part of the body on the other side: "right knee" for "left knee"."""
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
    )


def _blend_arm(a: ArmPosture, b: ArmPosture, share: float) -> ArmPosture:
    hold = a.hold
    if a.hold != b.hold:
        hold = (
            *((weight * (1.0 - share), anchor) for weight, anchor in a.hold),
            *((weight * share, anchor) for weight, anchor in b.hold),
        )
    return ArmPosture(hold, unit(mix(a.elbow, b.elbow, share)), _between(a.curl, b.curl, share))


def _mirror_leg(leg: LegPosture) -> LegPosture:
    return replace(leg, ankle=mirrored(leg.ankle), knee=mirrored(leg.knee))


def _mirror_arm(arm: ArmPosture) -> ArmPosture:
    hold = tuple(
        (
            weight,
            Anchor(other_part(anchor.part), mirrored(anchor.place), mirrored(anchor.palm)),
        )
        for weight, anchor in arm.hold
    )
    return replace(arm, hold=hold, elbow=mirrored(arm.elbow))
