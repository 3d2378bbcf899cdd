"""Two bones between a root and a goal."""

from __future__ import annotations

from math import hypot

import pytest
from hypothesis import given
from hypothesis import strategies as some

from supine.figure.solver import reach
from supine.figure.vectors import UP, Vector, cross, distance, dot, mirrored, sub
from tests.figure.test_vectors import DIRECTIONS, VECTORS

BONES = some.tuples(some.floats(0.2, 0.5), some.floats(0.2, 0.5))
NOWHERE: Vector = (0.0, 0.0, 0.0)


@given(VECTORS, VECTORS, BONES, DIRECTIONS)
def test_bones_keep_their_lengths_wherever_the_goal_is(
    root: Vector, goal: Vector, bones: tuple[float, float], toward: Vector
) -> None:
    middle, end, _ = reach(root, goal, bones, toward)
    assert distance(root, middle) == pytest.approx(bones[0], abs=1e-9)
    assert distance(middle, end) == pytest.approx(bones[1], abs=1e-6)


@given(some.floats(0.12, 0.79), DIRECTIONS, DIRECTIONS)
def test_a_goal_within_reach_is_reached(far: float, way: Vector, toward: Vector) -> None:
    goal = (way[0] * far, way[1] * far, way[2] * far)
    _, end, _ = reach(NOWHERE, goal, (0.4, 0.4), toward)
    assert distance(end, goal) < 1e-9


def test_a_goal_too_far_is_pointed_at() -> None:
    _, end, _ = reach(NOWHERE, (3.0, 0.0, 0.0), (0.4, 0.4), UP)
    assert end == pytest.approx((0.8, 0.0, 0.0), abs=1e-6)


@given(DIRECTIONS, DIRECTIONS)
def test_the_joint_between_is_bent_toward_where_it_is_told(way: Vector, toward: Vector) -> None:
    goal = (way[0] * 0.5, way[1] * 0.5, way[2] * 0.5)
    middle, _, bend = reach(NOWHERE, goal, (0.4, 0.4), toward)
    if hypot(*cross(toward, way)) > 1e-3:
        assert dot(sub(middle, goal), toward) >= dot(sub(NOWHERE, goal), toward) / 2 - 1e-9
        assert dot(bend, toward) > 0


@given(VECTORS, VECTORS, DIRECTIONS)
def test_the_mirror_picture_of_a_limb_is_the_limb_of_the_mirror_picture(
    root: Vector, goal: Vector, toward: Vector
) -> None:
    here = reach(root, goal, (0.4, 0.3), toward)
    there = reach(mirrored(root), mirrored(goal), (0.4, 0.3), mirrored(toward))
    if hypot(*cross(toward, sub(goal, root))) > 1e-3:
        for one, other in zip(here, there, strict=True):
            assert mirrored(one) == pytest.approx(other, abs=1e-9)
