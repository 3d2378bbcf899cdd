"""A drawn body never does what a human body cannot do."""

from __future__ import annotations

from dataclasses import replace
from math import radians

import pytest

from supine.figure.limits import TOLERANCE, measures, strains
from supine.figure.motion import posture_at
from supine.figure.posture import Anchor, ArmPosture, LegPosture, Posture, mirror
from supine.figure.proportions import SHIN, THIGH
from supine.figure.solver import solve
from supine.figure.stances import stance
from supine.figure.torso import Pelvis, Trunk, on_the_back
from supine.figure.vectors import Vector
from tests.figure.bodies import STANCES, phases
from tests.figure.changing import posture_with

HIP = on_the_back(Pelvis(), Trunk()).hips[0]


def right_leg(ankle: Vector, knee: Vector = (0.0, 0.0, 1.0), **more: float) -> Posture:
    """Return a posture whose right ankle lies at `ankle` from the hip."""
    place = (HIP[0] + ankle[0], HIP[1] + ankle[1], HIP[2] + ankle[2])
    return posture_with(right_leg=LegPosture(place, knee, **more))


def left_hand(place: Vector, elbow: Vector) -> Posture:
    return posture_with(left_arm=ArmPosture(((1.0, Anchor(place=place)),), elbow))


def words_of(posture: Posture) -> list[str]:
    return [f"{one.limb}: {one.words}" for one in strains(posture)]


def degrees_of(posture: Posture, words: str, side: str = "right") -> float:
    """Return how far a joint goes, found by the words for it."""
    found = measures(solve(posture))
    return next(
        one.degrees
        for one in found
        if one.side == side and f" {words} by " in one.movement.beyond_most
    )


@pytest.mark.parametrize("name", STANCES)
def test_no_shipped_stance_asks_for_what_a_body_cannot_do(name: str) -> None:
    of = stance(name)
    assert {one for phase in phases(of) for one in words_of(posture_at(of, phase))} == set()


def test_lying_with_bent_knees_is_free_to_everybody() -> None:
    assert words_of(posture_with()) == []


def test_a_leg_that_is_too_short_says_by_how_much() -> None:
    assert words_of(right_leg((0.93, 0.0, 0.0))) == [
        "right_leg: the right leg is too short: the ankle lies 0.930 m from the hip, "
        "and the leg is 0.835 m long. Move the ankle nearer."
    ]


def test_a_straight_leg_is_just_long_enough() -> None:
    reach = THIGH + SHIN
    assert words_of(right_leg((reach + TOLERANCE / 2, 0.0, 0.0))) == []
    assert len(words_of(right_leg((reach + TOLERANCE * 2, 0.0, 0.0)))) == 1


def test_an_arm_that_is_too_short_says_so() -> None:
    posture = left_hand((0.4, -0.3, 0.0), (0.0, -1.0, 0.2))
    assert words_of(posture)[0].startswith("left_hand: the left arm is too short: the wrist lies")


def test_an_elbow_that_is_bent_backwards_is_told_by_its_side() -> None:
    out = (-0.5, -0.6, 0.1)
    free, behind = left_hand(out, (0.0, 0.0, -1.0)), left_hand(out, (0.0, 0.0, 1.0))
    in_mat = "left_hand: the left elbow is 12 cm too low, in the mat. Turn 'elbow' upward."
    assert words_of(free) == [in_mat], "it hangs below the mat, but as an elbow can"
    assert words_of(behind) == ["left_hand: the left elbow is bent backwards. Change 'elbow'."]


def test_a_knee_that_is_bent_backwards_is_no_knee() -> None:
    backwards = right_leg((0.5, 0.0, 0.0), knee=(0.0, 0.0, -1.0))
    assert any("the right knee is bent backwards. " in one for one in words_of(backwards))


def test_a_heel_nearer_than_the_seat_is_folded_too_far() -> None:
    assert "knee is bent by 16" in words_of(right_leg((0.13, 0.0, 0.0)))[-1]


@pytest.mark.parametrize(
    ("pelvis", "trunk", "wrong"),
    [
        (Pelvis(roll=radians(80)), Trunk(), "trunk: the spine is turned left by 80°"),
        (Pelvis(), Trunk(turn=radians(90)), "trunk: the neck is turned right by 90°"),
        (Pelvis(), Trunk(nod=radians(60)), "trunk: the neck is bent forward"),
        (Pelvis(lift=0.7), Trunk(), "pelvis: the spine is too short"),
    ],
)
def test_the_trunk_has_limits_too(pelvis: Pelvis, trunk: Trunk, wrong: str) -> None:
    assert any(one.startswith(wrong) for one in words_of(posture_with(pelvis=pelvis, trunk=trunk)))


def test_hips_are_measured_as_a_goniometer_would() -> None:
    assert degrees_of(right_leg((0.834, 0, 0)), "thigh is drawn up") == pytest.approx(0, abs=4)
    assert degrees_of(right_leg((0, 0, 0.834)), "thigh is drawn up") == pytest.approx(90, abs=5)
    assert degrees_of(right_leg((0.6, 0.6, 0)), "thigh is taken out") == pytest.approx(45, abs=3)
    assert degrees_of(right_leg((0.6, -0.3, 0)), "thigh is taken out") < -20


def test_a_knee_that_looks_to_its_own_side_is_turned_out() -> None:
    out, inward = (right_leg((0.83, 0.0, 0.0), knee=(0.0, way, 1.0)) for way in (1.0, -1.0))
    assert degrees_of(out, "thigh is turned out") == pytest.approx(45, abs=8)
    assert degrees_of(inward, "thigh is turned out") == pytest.approx(-45, abs=8)


def test_a_pointed_foot_is_measured_from_square() -> None:
    assert degrees_of(right_leg((0.8, 0, 0)), "foot is pointed") == pytest.approx(0, abs=0.1)
    pointed = right_leg((0.8, 0, 0), point=radians(50))
    assert degrees_of(pointed, "foot is pointed") == pytest.approx(50, abs=0.1)


@pytest.mark.parametrize("name", STANCES)
def test_left_and_right_have_the_same_limits(name: str) -> None:
    posture = replace(stance(name).posture, trunk=Trunk())
    sides = {"right": "left", "left": "right", "": ""}
    here = {(one.side, one.movement): one for one in measures(solve(posture)) if one.side}
    there = {(one.side, one.movement): one for one in measures(solve(mirror(posture))) if one.side}
    assert len(here) == len(there)
    for (side, movement), one in here.items():
        other = there[sides[side], movement]
        assert other.degrees == pytest.approx(one.degrees, abs=1e-3), movement.beyond_most
        assert other.room == one.room
