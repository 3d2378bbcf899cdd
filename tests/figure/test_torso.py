"""Bodies off their back: what they rest on, and the way to them from the back."""

from __future__ import annotations

from itertools import pairwise

import pytest

from supine.core.breath import eased
from supine.figure.joints import Skeleton
from supine.figure.motion import scene_of
from supine.figure.posture import mirror
from supine.figure.scene import blend_scenes
from supine.figure.solver import solve
from supine.figure.stage import CHANGE_SECONDS
from supine.figure.stances import Stance, stance
from supine.figure.vectors import Vector, distance, mirrored
from tests.figure.bodies import FRAME, STANCES, bones_of, joints_of, lowest
from tests.figure.changing import problems_in
from tests.figure.test_stage import FASTEST, SUNK

PLACED = [name for name in STANCES if stance(name).posture.torso is not None]
"""The stances of a body off its back."""

WAYS = [name for name in PLACED if stance(name).file.way]


def stops_of(name: str) -> list[Stance]:
    """Return the stances on the way in, the stance, and those on the way out."""
    file = stance(name).file
    way, out = file.way or [], file.out or []
    names = [one for stop in (*way, [name], *out) for one in stop]
    return [stance(one) for one in names]


def bodies_between(one: Stance, other: Stance) -> list[Skeleton]:
    """Return the body of each frame of a change from `one` to `other`."""
    frames = round(CHANGE_SECONDS / FRAME)
    a, b = scene_of(one), scene_of(other)
    return [
        solve(blend_scenes(a, b, eased(number / frames)).posture) for number in range(frames + 1)
    ]


CHANGES = sorted(
    {(one.name, other.name) for name in WAYS for one, other in pairwise(stops_of(name))}
)


@pytest.mark.parametrize(("one", "other"), CHANGES)
def test_the_way_from_stop_to_stop_is_one_that_a_body_goes(one: str, other: str) -> None:
    bodies = bodies_between(stance(one), stance(other))
    wanted = bones_of(bodies[0])
    for before, after in pairwise(bodies):
        places = joints_of(after)
        for joint, place in joints_of(before).items():
            assert distance(place, places[joint]) / FRAME < FASTEST, joint
        assert bones_of(after) == pytest.approx(wanted, abs=1e-6)
    deepest = min(lowest(body) for body in bodies[::4])
    assert deepest[0] > -SUNK, deepest


@pytest.mark.parametrize("name", PLACED)
def test_a_body_turned_to_the_other_side_is_its_mirror_picture_on_every_way(name: str) -> None:
    for one, other in pairwise(stops_of(name)):
        here = blend_scenes(scene_of(one), scene_of(other), 0.4).posture
        there = joints_of(solve(mirror(here)))
        for joint, place in joints_of(solve(here)).items():
            twin = joint.replace("right", "_").replace("left", "right").replace("_", "left")
            assert mirrored(place) == pytest.approx(there[twin], abs=1e-9), joint


ALL_FOURS = ("hands-and-knees",)


@pytest.mark.parametrize("name", ALL_FOURS)
def test_hands_and_knees_carry_the_body(name: str) -> None:
    skeleton = solve(stance(name).posture)
    for leg in (skeleton.right_leg, skeleton.left_leg):
        assert on_the_mat(leg.knee, 0.055)
    for arm in (skeleton.right_arm, skeleton.left_arm):
        assert on_the_mat(arm.wrist, 0.025)
        # under the shoulders, or a hand's length before them
        assert abs(arm.wrist[0] - arm.shoulder[0]) < 0.12
    assert skeleton.pelvis[2] > 0.4


def on_the_mat(place: Vector, thickness: float) -> bool:
    """Return whether a part of that `thickness` at `place` touches the mat, within a centimetre."""
    return abs(place[2] - thickness) < 0.012


PLACE = "title: Test\nlike: hands-and-knees\n"


@pytest.mark.parametrize(
    ("text", "problem"),
    [
        (PLACE + "trunk: {bend: 100}\n", "3:1: test: the spine is bent forward by 10"),
        (PLACE + "trunk: {bend: -60}\n", "3:1: test: the spine is arched by"),
        (PLACE + "trunk: {side: 50}\n", "3:1: test: the spine is bent to the right by 5"),
        (PLACE + "trunk: {twist: 90}\n", "3:1: test: the spine is turned right by 9"),
        (PLACE + "trunk: {nod: 60}\n", "3:1: test: the neck is bent forward by 6"),
        (
            PLACE + "pelvis: {at: [-0.17, 0, 0.43]}\n",
            "2:1: test: the right knee is 4 cm in the mat. Raise 'at' in 'pelvis', or move the kn",
        ),
        (
            PLACE + "pelvis: {at: [0, 0, 0.4], lift: 0.1}\n",
            "3:27: test: 'lift' is for a body on its back: with 'at' write 'lean' and 'roll'",
        ),
        (
            "title: Test\nlike: start\ntrunk: {side: 10}\n",
            "3:9: test: 'side' is for a body off its back: write 'at' in 'pelvis' too",
        ),
    ],
)
def test_what_a_body_off_its_back_cannot_do_is_said_with_its_place(text: str, problem: str) -> None:
    assert any(one.startswith(problem) for one in problems_in(text)), problems_in(text)
