"""Postures: the pelvis, the trunk and the goals of feet and hands, as numbers.

Two postures can be blended, and a posture can be mirrored. `supine.figure.solver` calculates the
joints. Lengths are in metres, angles in radians.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace

from supine.core.sequence import OTHER
from supine.figure.joints import HandShape
from supine.figure.torso import (
    Axial,
    Pelvis,
    Torso,
    Trunk,
    mirror_torso,
    on_the_back,
    placed,
    torso_between,
    torso_of,
)
from supine.figure.vectors import ALONG, UP, Vector, mirrored, mix, unit


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


@dataclass(frozen=True, slots=True)
class Anchor:
    """The thing that a hand lies on: a part of the body ("right knee"), or a place."""

    part: str = ""
    place: Vector = (0.0, 0.0, 0.0)
    palm: Vector = (0.0, 0.0, -1.0)
    """The direction in which the palm faces; only for a place."""
    shape: HandShape = HandShape.FLAT
    fingers: Vector | None = None
    """The direction in which the fingers point, for a place; else they go on from the arm."""


@dataclass(frozen=True, slots=True)
class ArmPosture:
    """The goal of a hand: anchors with their weights.

    There are two anchors while the hand moves from one to the other.
    """

    hold: tuple[tuple[float, Anchor], ...]
    elbow: Vector = ALONG
    """The direction in which the elbow bends."""
    straight: bool = False
    """Whether the hand goes round the shoulder from one anchor to the other, and not on a line."""


@dataclass(frozen=True, slots=True)
class Posture:
    """The posture of a whole body.

    It lies on its back, as `pelvis` and `trunk` say, or is placed as `torso` says.
    """

    pelvis: Pelvis
    trunk: Trunk
    right_leg: LegPosture
    left_leg: LegPosture
    right_arm: ArmPosture
    left_arm: ArmPosture
    fullness: float = 0.0
    torso: Torso | None = None
    girth: float = 1.0
    """How broad and deep the body is, as a share of a slim one; its bones are the same."""


def axial_of(posture: Posture) -> Axial:
    """Return the joints of the pelvis, the spine and the head."""
    if posture.torso is None:
        return on_the_back(posture.pelvis, posture.trunk)
    return placed(posture.torso)


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
        _blend_torso(a, b, share),
        _between(a.girth, b.girth, share),
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
        None if posture.torso is None else mirror_torso(posture.torso),
        posture.girth,
    )


def other_part(part: str) -> str:
    """Return the name of the same part on the other side: "right knee" for "left knee"."""
    others = {str(side): str(other) for side, other in OTHER.items()}
    return " ".join(others.get(word, word) for word in part.split(" "))


def _between(a: float, b: float, share: float) -> float:
    return a + (b - a) * share


def _all_between(a: tuple[float, ...], b: tuple[float, ...], share: float) -> Iterator[float]:
    return (_between(one, other, share) for one, other in zip(a, b, strict=True))


def _blend_torso(a: Posture, b: Posture, share: float) -> Torso | None:
    if a.torso is None and b.torso is None:
        return None
    one, other = (of.torso or torso_of(axial_of(of)) for of in (a, b))
    return torso_between(one, other, share)


def _blend_leg(a: LegPosture, b: LegPosture, share: float) -> LegPosture:
    if a == b:
        # rounded anew, a limb that rests would be another one at each step
        return a
    return LegPosture(
        mix(a.ankle, b.ankle, share),
        unit(mix(a.knee, b.knee, share)),
        _between(a.point, b.point, share),
        _between(a.turn, b.turn, share),
        _between(a.flat, b.flat, share),
        _between(a.length, b.length, share),
    )


def _blend_arm(a: ArmPosture, b: ArmPosture, share: float) -> ArmPosture:
    if a == b:
        return a
    hold = a.hold
    if a.hold != b.hold:
        hold = (
            *((weight * (1.0 - share), anchor) for weight, anchor in a.hold),
            *((weight * share, anchor) for weight, anchor in b.hold),
        )
    return ArmPosture(
        hold,
        unit(mix(a.elbow, b.elbow, share)),
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
                fingers=None if anchor.fingers is None else mirrored(anchor.fingers),
            ),
        )
        for weight, anchor in arm.hold
    )
    return replace(arm, hold=hold, elbow=mirrored(arm.elbow))
