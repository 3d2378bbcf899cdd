"""Hands that hold something touch it."""

from __future__ import annotations

import pytest

from supine.figure.grip import PALM, PARTS, THICK, Grip, grip_of, touch
from supine.figure.joints import Arm, Skeleton
from supine.figure.motion import posture_at
from supine.figure.posture import Anchor
from supine.figure.solver import solve
from supine.figure.stances import stance
from supine.figure.vectors import Vector, add
from tests.figure.bodies import STANCES, gap, phases, rows_of

TOUCH = 0.03
"""A gap between a palm and the held part, in metres, that is too small to see."""

ROWS = {"shin": ("shin",), "lower shin": ("shin",), "calf": ("shin",), "foot": ("foot",)}
"""The rows on which a held part lies; all others are on the thigh."""

HELD = [
    (name, side)
    for name in STANCES
    for side in ("right", "left")
    if getattr(stance(name).file, f"{side}_hand").on
]


def palm_of(arm: Arm) -> Vector:
    """Return the middle of the palm, on the skin."""
    return add(add(arm.wrist, arm.fingers, PALM), arm.palm, THICK)


def gap_to(part: str, place: Vector, skeleton: Skeleton) -> float:
    """Return the distance of `place` from the skin of the held part, in metres."""
    side, name = part.split(" ", 1)
    wanted = [f"{side} {one}" for one in ROWS.get(name, ("thigh",))]
    return min(gap(place, row.balls) for row in rows_of(skeleton) if row.name in wanted)


@pytest.mark.parametrize(("name", "side"), HELD)
def test_a_hand_that_holds_a_leg_touches_it_in_every_phase(name: str, side: str) -> None:
    of = stance(name)
    held = getattr(of.file, f"{side}_hand").on
    for phase in phases(of):
        skeleton = solve(posture_at(of, phase))
        palm = palm_of(getattr(skeleton, f"{side}_arm"))
        assert abs(gap_to(held, palm, skeleton)) < TOUCH, phase


@pytest.mark.parametrize("part", PARTS)
@pytest.mark.parametrize("side", ["right", "left"])
def test_every_part_that_can_be_held_lies_on_its_own_leg(part: str, side: str) -> None:
    skeleton = solve(stance("knees-in").posture)
    grip = Grip(skeleton.right_leg, skeleton.left_leg)
    shoulder = skeleton.right_arm.shoulder if side == "right" else skeleton.left_arm.shoulder
    held = f"{side} {part}"
    place, palm, _ = touch(held, grip, shoulder)
    off = gap_to(held, place, skeleton)
    assert abs(off) < TOUCH
    # the palm looks into the leg, not away from it
    assert gap_to(held, add(place, palm, 0.02), skeleton) < off


@pytest.mark.parametrize(("side", "sign"), [("right", 1.0), ("left", -1.0)])
def test_the_inner_thigh_looks_at_the_other_leg(side: str, sign: float) -> None:
    skeleton = solve(stance("legs-long").posture)
    grip = Grip(skeleton.right_leg, skeleton.left_leg)
    inner, outer = (
        touch(f"{side} {part}", grip, skeleton.head)[0][1] * sign
        for part in ("inner thigh", "outer thigh")
    )
    assert 0.0 < inner < outer


def test_a_hand_on_the_mat_lies_flat() -> None:
    skeleton = solve(stance("start").posture)
    grip = Grip(skeleton.right_leg, skeleton.left_leg)
    hand = grip_of(Anchor(place=(0.0, 0.3, 0.0)), grip, skeleton.right_arm.shoulder, 1.0)
    assert hand.palm == (0.0, 0.0, -1.0)
    assert hand.fingers[2] == pytest.approx(0.0, abs=1e-9)
