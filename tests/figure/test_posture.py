"""Postures: numbers alone, blended and mirrored."""

from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as some

from supine.figure.posture import blend, mirror, other_part
from supine.figure.solver import solve
from supine.figure.stances import stance
from supine.figure.vectors import distance, mirrored
from tests.figure.bodies import STANCES, joints_of

NAMES = some.sampled_from(STANCES)

JUMP = 0.035
"""Metres from one of 200 places of a blend to the next: a foot of a body that rolls over from the
front to the back goes 0.029, one that flips goes 0.16."""


@given(NAMES)
def test_mirrored_twice_is_the_same(name: str) -> None:
    posture = stance(name).posture
    assert mirror(mirror(posture)) == posture


@given(NAMES)
def test_a_mirrored_body_has_every_joint_on_the_other_side(name: str) -> None:
    here, there = (solve(one) for one in (stance(name).posture, mirror(stance(name).posture)))
    others = joints_of(there)
    for joint, place in joints_of(here).items():
        assert mirrored(place) == pytest.approx(others[other_part(joint)], abs=1e-9), joint


@given(NAMES, NAMES)
def test_a_blend_begins_with_the_one_and_ends_with_the_other(one: str, other: str) -> None:
    a, b = stance(one).posture, stance(other).posture
    assert blend(a, b, 0.0) == a
    assert blend(a, b, 1.0) == b


@given(NAMES, some.floats(0.0, 1.0))
def test_a_blend_with_itself_is_itself(name: str, share: float) -> None:
    posture = stance(name).posture
    assert blend(posture, posture, share) == posture


@given(NAMES, some.floats(0.0, 1.0))
def test_the_mirror_picture_of_a_blend_is_the_blend_of_mirror_pictures(
    name: str, share: float
) -> None:
    a, b = stance("start").posture, stance(name).posture
    assert mirror(blend(a, b, share)) == blend(mirror(a), mirror(b), share)


@given(NAMES, NAMES)
def test_hips_feet_and_head_go_through_a_blend_without_a_jump(one: str, other: str) -> None:
    a, b = stance(one).posture, stance(other).posture
    ways = [joints_of(solve(blend(a, b, place / 200))) for place in range(201)]
    for before, after in pairwise(ways):
        for joint in ("pelvis", "head", "right ankle", "left ankle"):
            assert distance(before[joint], after[joint]) < JUMP, joint


@pytest.mark.parametrize("other", ["prone-elbows", "cat-cow-cow", "bird-dog"])
def test_a_straight_leg_does_not_flip_on_its_way_to_the_other_side_of_the_hip(other: str) -> None:
    a, b = stance("hamstring-two-hands").posture, stance(other).posture
    ways = [solve(blend(a, b, place / 200)) for place in range(201)]
    for before, after in pairwise(ways):
        assert distance(before.right_leg.ankle, after.right_leg.ankle) < JUMP
        assert distance(before.left_leg.ankle, after.left_leg.ankle) < JUMP


def test_the_other_part_is_on_the_other_side() -> None:
    assert other_part("right knee") == "left knee"
    assert other_part("left hip crease") == "right hip crease"
    assert other_part("") == ""
