"""From a posture to its joints."""

from __future__ import annotations

from math import asin, degrees, hypot, radians

import pytest

from supine.figure.joints import Frame
from supine.figure.motion import posture_at
from supine.figure.posture import LegPosture, blend
from supine.figure.proportions import NECK, SACRUM, SHIN, THIGH, UPPER_ARM, VERTEBRAE
from supine.figure.solver import solve
from supine.figure.stances import stance
from supine.figure.torso import Pelvis, Trunk, on_the_back
from supine.figure.vectors import ACROSS, ALONG, UP, Vector, cross, distance, dot, sub, unit
from supine.resources import shipped_sequences
from tests.figure.bodies import STANCES, bones_of, phases, shipped_walk
from tests.figure.changing import posture_with

ON_BACK = [name for name in STANCES if stance(name).posture.torso is None]


@pytest.mark.parametrize("name", STANCES)
def test_no_bone_changes_its_length_in_any_motion(name: str) -> None:
    of = stance(name)
    wanted = bones_of(solve(stance("start").posture))
    for phase in phases(of):
        assert bones_of(solve(posture_at(of, phase))) == pytest.approx(wanted, abs=1e-6)


@pytest.mark.parametrize("name", STANCES)
def test_no_wrist_of_a_hand_that_holds_a_limb_is_bent_far_to_a_side(name: str) -> None:
    """In a half forward fold it was 67°, and the hand looked broken."""
    of = stance(name)
    for phase in phases(of):
        body = solve(posture_at(of, phase))
        arms = (body.right_arm, body.left_arm)
        for arm in (one for one in arms if all(held.part for held in one.holds)):
            forearm, thumb = unit(sub(arm.wrist, arm.elbow)), cross(arm.palm, arm.fingers)
            assert abs(degrees(asin(dot(forearm, thumb)))) < 30.0, phase


@pytest.mark.no_cover
def test_no_bone_changes_its_length_in_the_whole_practice() -> None:
    for name, (least, most) in shipped_walk(shipped_sequences()[0]).bones.items():
        assert most - least < 1e-6, name


def test_bones_are_as_long_as_the_table_says() -> None:
    bones = bones_of(solve(stance("start").posture))
    assert bones["right hip to right knee"] == pytest.approx(THIGH)
    assert bones["left knee to left ankle"] == pytest.approx(SHIN)
    assert bones["left shoulder to left elbow"] == pytest.approx(UPPER_ARM)
    assert bones["spine 0 to spine 1"] == pytest.approx(VERTEBRAE)
    assert bones["pelvis to spine 0"] == pytest.approx(SACRUM)
    assert bones["spine 3 to head"] == pytest.approx(NECK)


@pytest.mark.parametrize("name", STANCES)
def test_frames_stay_square(name: str) -> None:
    skeleton = solve(stance(name).posture)
    for frame in (skeleton.pelvis_frame, *skeleton.frames, skeleton.head_frame):
        assert_square(frame)


def assert_square(frame: Frame) -> None:
    for one in (frame.headward, frame.right, frame.front):
        assert hypot(*one) == pytest.approx(1.0)
    assert dot(frame.headward, frame.right) == pytest.approx(0.0, abs=1e-9)
    assert dot(frame.right, frame.front) == pytest.approx(0.0, abs=1e-9)


def test_hips_that_are_rolled_to_the_right_look_to_the_right() -> None:
    skeleton = solve(posture_with(pelvis=Pelvis(roll=radians(30))))
    assert dot(skeleton.pelvis_frame.front, ACROSS) > 0.4
    assert skeleton.right_leg.hip[2] < skeleton.left_leg.hip[2]


def test_lifted_hips_are_lifted_and_the_shoulders_stay() -> None:
    low, high = solve(posture_with()), solve(posture_with(pelvis=Pelvis(lift=0.1)))
    assert high.pelvis[2] - low.pelvis[2] > 0.08
    assert distance(high.spine[3], low.spine[3]) < 1e-9


def test_hips_can_be_asked_for_without_the_rest() -> None:
    skeleton = solve(posture_with(pelvis=Pelvis(0.1, 0.05, 0.3, 0.2)))
    hips = on_the_back(Pelvis(0.1, 0.05, 0.3, 0.2), Trunk()).hips
    assert hips == (skeleton.right_leg.hip, skeleton.left_leg.hip)


LONG: Vector = (0.8, 0.09, 0.1)


def test_a_square_foot_is_square_and_a_pointed_one_is_not() -> None:
    square = solve(posture_with(right_leg=LegPosture(LONG))).right_leg
    pointed = solve(posture_with(right_leg=LegPosture(LONG, point=1.0))).right_leg
    assert dot(square.toes, UP) > 0.95
    assert dot(pointed.toes, ALONG) > 0.8


def test_toes_that_are_turned_outward_lie_on_their_own_side() -> None:
    right, left = LegPosture(LONG, turn=0.7), LegPosture((0.8, -0.09, 0.1), turn=0.7)
    skeleton = solve(posture_with(right_leg=right, left_leg=left))
    assert skeleton.right_leg.toes[1] > 0.4
    assert skeleton.left_leg.toes[1] < -0.4


def test_a_flat_foot_has_its_sole_on_the_mat() -> None:
    leg = solve(stance("start").posture).right_leg
    assert leg.sole == pytest.approx((0.0, 0.0, -1.0), abs=1e-6)
    assert leg.toes[2] == pytest.approx(0.0, abs=1e-6)


@pytest.mark.parametrize("share", [0.1, 0.3, 0.5, 0.7, 0.9])
def test_a_leg_that_is_straight_in_two_stances_is_straight_between_them(share: float) -> None:
    down, up = stance("leg-raise").posture, stance("leg-raise-up").posture
    leg = solve(blend(down, up, share)).right_leg
    assert distance(leg.hip, leg.ankle) > 0.98 * (THIGH + SHIN)


@pytest.mark.parametrize("share", [0.1, 0.3, 0.5, 0.7, 0.9])
def test_a_straight_arm_goes_round_the_shoulder(share: float) -> None:
    side, up = stance("arms-overhead").posture, stance("arms-overhead-up").posture
    arms = [solve(one).right_arm for one in (side, blend(side, up, share), up)]
    first, between, last = (distance(arm.shoulder, arm.wrist) for arm in arms)
    assert min(first, last) - 0.02 < between


@pytest.mark.parametrize("name", ON_BACK)
def test_an_arm_lies_on_the_mat_from_the_elbow_to_the_hand(name: str) -> None:
    """With the elbow a hand's breadth above it, arms were read as hanging in the air."""
    body = solve(stance(name).posture)
    for arm in (body.right_arm, body.left_arm):
        if not any(held.part for held in arm.holds) and arm.wrist[2] < 0.04:
            assert 0.035 < arm.elbow[2] < 0.05
