"""A stance in motion."""

from __future__ import annotations

from dataclasses import replace
from itertools import pairwise
from math import dist, hypot

import pytest
from hypothesis import given
from hypothesis import strategies as some
from msgspec import structs

from supine.core.sequence import Side
from supine.figure.body import body_of
from supine.figure.camera import Camera
from supine.figure.frame import joints
from supine.figure.joints import Skeleton
from supine.figure.motion import (
    STILL,
    Phase,
    framed_view,
    phase_at,
    phase_of,
    posture_at,
    scene_of,
)
from supine.figure.scene import Tint, blend_scenes, mirror_scene
from supine.figure.solver import solve
from supine.figure.stances import Stance, stance
from supine.figure.vectors import Vector, add, distance
from tests.figure.bodies import STANCES, joints_of, lowest, phases
from tests.helpers import shipped_plan, step_of

MOVING = [name for name in STANCES if stance(name).motion is not None]


def moving(over: str) -> list[str]:
    """Return the stances with a motion over `over`: a circle, a cycle or a time."""
    motions = {name: stance(name).motion for name in MOVING}
    return [name for name, motion in motions.items() if motion and motion.over == over]


SMOOTH = 3.7
"""The most pixels from one position of a motion to the next, in a picture with `SCALE` pixels per
metre: a larger step looks like a jerk."""

SCALE = 230.0

SUNK = 0.01
"""Metres by which the body may sink into the mat: flesh is soft."""


def belly(of: Stance, fullness: float) -> float:
    """Return the depth of the belly in front of the spine, in metres, while nothing else moves."""
    chest = body_of(solve(replace(of.posture, fullness=fullness)))[1][0]
    return max(hypot(*ring.front) for ring in chest.rings)


def nose_of(skeleton: Skeleton) -> Vector:
    """Return the tip of the nose, which moves where the head alone turns."""
    return add(skeleton.head, skeleton.head_frame.front, 0.1)


@pytest.mark.parametrize("name", STANCES)
def test_a_hold_breathes(name: str) -> None:
    of = stance(name)
    empty, half, full = (belly(of, fullness) for fullness in (0.0, 0.5, 1.0))
    assert empty < half < full
    assert 0.003 < full - empty < 0.05


@pytest.mark.parametrize("name", STANCES)
def test_no_part_of_the_body_goes_through_the_mat(name: str) -> None:
    of = stance(name)
    found = min(lowest(solve(posture_at(of, phase))) for phase in phases(of))
    assert found[0] > -SUNK, found


@pytest.mark.parametrize("name", MOVING)
def test_a_motion_ends_where_it_begins(name: str) -> None:
    of = stance(name)
    first, last = (joints_of(solve(posture_at(of, Phase(turn)))) for turn in (0.0, 1.0))
    for joint, place in first.items():
        assert distance(place, last[joint]) < 1e-6, joint


@pytest.mark.parametrize("name", MOVING)
def test_a_motion_moves_and_never_jumps(name: str) -> None:
    of = stance(name)
    turns = [
        joints_of(skeleton) | {"nose": nose_of(skeleton)}
        for skeleton in (solve(posture_at(of, Phase(i / 200, i / 200))) for i in range(201))
    ]
    steps = [distance(a[joint], b[joint]) for a, b in pairwise(turns) for joint in a]
    assert 0.0005 < max(steps) < 0.03


def test_clockwise_goes_to_the_right_first_and_anticlockwise_to_the_left() -> None:
    of = stance("gluteal-massage")
    right, left = (solve(posture_at(of, Phase(turn))) for turn in (0.25, -0.25))
    assert right.right_leg.knee[1] > solve(of.posture).right_leg.knee[1] + 0.05
    assert left.left_leg.knee[1] < solve(of.posture).left_leg.knee[1] - 0.05


def test_the_direction_of_a_hold_is_the_direction_of_its_circle() -> None:
    for direction, sign in (("clockwise", 1.0), ("anticlockwise", -1.0)):
        step = step_of("hold", unit="circles", direction=direction)
        moment = shipped_plan().moment(step.start + step.unit_seconds / 4)
        assert phase_of(moment).progress == pytest.approx(sign / 4)


@pytest.mark.parametrize(("breath", "side"), [(0, 1.0), (1, -1.0)])
def test_knees_are_lowest_to_each_side_at_the_end_of_its_out_breath(
    breath: int, side: float
) -> None:
    """As in the sequence: in the middle on the in-breath, then to the right, next to the left."""
    step = step_of("hold", unit="cycles")
    assert step.rhythm is not None
    end = step.start + (breath + 1) * step.rhythm.seconds - 0.05
    skeleton = solve(posture_at(stance("core"), phase_of(shipped_plan().moment(end))))
    assert (skeleton.right_leg.knee[1] + skeleton.left_leg.knee[1]) * side > 0.1


def test_hips_drop_at_once_and_rise_slowly() -> None:
    of = stance("thumps")
    up, later = (solve(posture_at(of, Phase(turn))).pelvis[2] for turn in (0.5, 0.6))
    quarter = solve(posture_at(of, Phase(0.25))).pelvis[2]
    assert up - solve(of.posture).pelvis[2] > 0.02
    assert later == pytest.approx(solve(of.posture).pelvis[2], abs=1e-6)
    assert later < quarter < up


def test_hips_that_are_lifted_are_rolled_down_slowly() -> None:
    of = stance("bridge")
    heights = [solve(posture_at(of, Phase(turn))).pelvis[2] for turn in (0.25, 0.5, 0.75)]
    assert heights[0] == pytest.approx(heights[2])
    assert heights[0] < heights[1] - 0.05


def test_a_motion_goes_through_each_of_its_stances() -> None:
    of = stance("arms-overhead")
    assert of.motion is not None
    for place, name in enumerate(of.motion.through):
        posture = posture_at(of, Phase(0.0, place / 2))
        assert posture.right_arm == stance(name).posture.right_arm


def test_a_step_that_does_not_breathe_is_still() -> None:
    step = step_of("settle")
    assert phase_of(shipped_plan().moment(step.start + 1)) == STILL


@given(some.floats(0.0, 1.0), some.sampled_from(MOVING))
def test_any_share_of_a_motion_is_an_instant_of_it(share: float, name: str) -> None:
    phase = phase_at(stance(name).motion, share)
    assert 0.0 <= phase.fullness <= 1.0
    assert 0.0 <= phase.progress <= 1.0


@pytest.mark.parametrize("name", STANCES)
def test_the_left_side_is_the_mirror_picture_of_the_right(name: str) -> None:
    of = stance(name)
    for phase in phases(of)[:6]:
        right, left = scene_of(of, phase, "right"), scene_of(of, phase, "left")
        assert left == mirror_scene(right)
        again = mirror_scene(left)
        assert (again.posture, again.straps) == (right.posture, right.straps)


def test_the_working_leg_has_the_colour_of_its_side() -> None:
    of = stance("hamstring")
    right, left, none = (scene_of(of, STILL, side) for side in ("right", "left", None))
    assert (right.right_leg, right.left_leg) == (Tint(right=1.0), Tint())
    assert (left.right_leg, left.left_leg) == (Tint(), Tint(left=1.0))
    assert (none.right_leg, none.left_leg) == (Tint(), Tint())


def test_an_arm_that_works_has_the_colour_of_its_own_side() -> None:
    right, left, none = (
        scene_of(stance("dead-bug"), side=side) for side in ("right", "left", None)
    )
    assert (right.right_arm, right.left_arm) == (Tint(), Tint(left=1.0))
    assert (left.right_arm, left.left_arm) == (Tint(right=1.0), Tint())
    assert (none.right_arm, none.left_arm) == (Tint(), Tint())


def test_one_frame_holds_all_of_a_motion() -> None:
    circles = stance("gluteal-massage")
    # a mat is broader than the circle of the knees, and would be all that is seen of the frame
    of = replace(circles, view=replace(circles.view, mat=0.0))
    held = replace(of, file=structs.replace(of.file, motion=None))
    still, moving = framed_view(held), framed_view(of)
    assert moving.width > still.width
    assert moving.height > still.height
    assert framed_view(of) is moving


@pytest.mark.parametrize("name", STANCES)
@pytest.mark.parametrize("side", ["right", "left", None])
def test_what_was_shown_before_is_the_very_same_scene(name: str, side: Side | None) -> None:
    for phase in phases(stance(name)):
        assert scene_of(stance(name), phase, side) is scene_of(stance(name), phase, side)


@pytest.mark.parametrize("name", MOVING)
def test_the_end_of_a_motion_is_the_very_scene_of_its_beginning(name: str) -> None:
    of = stance(name)
    assert scene_of(of, Phase(1.0)) is scene_of(of, Phase(0.0))
    assert scene_of(of, Phase(-1.0)) is scene_of(of, Phase(0.0))


@pytest.mark.parametrize("name", moving("cycle"))
def test_there_and_back_are_the_very_same_scenes(name: str) -> None:
    of = stance(name)
    for place in range(65):
        share = place / 64 / 4
        for middle in (0.25, 0.75):
            there, back = (scene_of(of, Phase(middle + way)) for way in (-share, share))
            assert there is back, (middle, share)


@pytest.mark.parametrize("name", moving("circle"))
def test_a_circle_the_other_way_round_goes_through_the_very_same_scenes(name: str) -> None:
    of = stance(name)
    for place in range(96):
        backward = Phase(place / 96 - 1.0)
        assert scene_of(of, backward) is scene_of(of, Phase(place / 96))


@pytest.mark.parametrize("name", moving("circle") + moving("cycle"))
def test_from_one_place_of_a_motion_to_the_next_is_a_small_step(name: str) -> None:
    of = stance(name)
    camera = Camera(framed_view(stance(name)), 760.0, 430.0)
    bodies = [solve(posture_at(of, Phase(i / 2000))) for i in range(2001)]
    turns = [[*joints(body), nose_of(body)] for body in bodies]
    seen = [[camera.project(joint)[:2] for joint in one] for one in turns]
    steps = [dist(a, b) for one, other in pairwise(seen) for a, b in zip(one, other, strict=True)]
    assert 0.1 < max(steps) * SCALE / camera.scale < SMOOTH


def scenes_in_turn(name: str) -> int:
    """Return how many pictures one turn of a motion has."""
    of = stance(name)
    return len({id(scene_of(of, Phase(i / 4000, 0.0))) for i in range(4000)})


@pytest.mark.parametrize(
    ("smaller", "larger"), [("wipers-smaller", "wipers"), ("sacral-massage-smaller", "core")]
)
def test_a_small_movement_has_fewer_pictures(smaller: str, larger: str) -> None:
    """Each must be drawn, and nobody sees that a joint is one pixel farther."""
    assert scenes_in_turn(smaller) < 0.6 * scenes_in_turn(larger)


def test_what_lies_between_two_stances_is_told_from_what_comes_again() -> None:
    one, other = scene_of(stance("start")), scene_of(stance("twist"))
    assert blend_scenes(one, other, 0.5).passing
    assert not any(blend_scenes(one, other, share).passing for share in (0.0, 1.0))
