"""A foot has its big toe and its arch inside, and its sole flat on the mat."""

from __future__ import annotations

from itertools import product
from math import radians

import pytest

from supine.figure.camera import Camera, Point, View
from supine.figure.foot import ARCH, TOES, foot_balls, foot_part, foot_row
from supine.figure.joints import Leg
from supine.figure.outlines import Rim, is_rim
from supine.figure.parts import Shape
from supine.figure.solver import solve
from supine.figure.stances import stance
from supine.figure.vectors import Vector, cross, dot, sub
from tests.figure.bodies import STANCES


def leg_of(side: str, name: str = "start") -> Leg:
    skeleton = solve(stance(name).posture)
    return skeleton.right_leg if side == "right" else skeleton.left_leg


def drawn(side: str, turn: float, rise: float) -> list[Shape]:
    leg = leg_of(side)
    view = View(radians(turn), radians(rise), leg.ankle, 1.0, 1.0)
    return list(foot_part(side, leg, Camera(view, 500.0, 500.0)).shapes)


def across(points: tuple[Vector, ...], leg: Leg) -> list[float]:
    """Return how far each point is to the right of the ankle, seen along the toes from above."""
    right = cross(leg.toes, leg.sole)
    return [dot(sub(point, leg.ankle), right) for point in points]


@pytest.mark.parametrize(("side", "inward"), [("right", -1.0), ("left", 1.0)])
def test_the_big_toe_is_inside(side: str, inward: float) -> None:
    leg = leg_of(side)
    tips = tuple(middle for middle, _ in foot_balls(side, leg)[-9::2])
    places = across(tips, leg)
    assert len(places) == len(TOES) == 5
    assert places == sorted(places, reverse=inward > 0.0)


def test_the_arch_is_inside() -> None:
    assert all(outward < 0.0 for _, _, outward in ARCH)


@pytest.mark.parametrize("side", ["right", "left"])
def test_a_flat_foot_has_heel_ball_and_toes_on_the_mat(side: str) -> None:
    lowest = [middle[2] - radius for middle, radius in foot_balls(side, leg_of(side))]
    assert min(lowest) == pytest.approx(0.0, abs=0.001)
    assert sum(height < 0.001 for height in lowest) >= 10, "it stands on more than one place"


def test_a_foot_is_as_long_and_as_broad_as_those_of_the_survey() -> None:
    leg = leg_of("right")
    balls = foot_balls("right", leg)
    right = cross(leg.toes, leg.sole)
    for way, size in ((leg.toes, 0.257), (right, 0.095)):
        ends = [(dot(middle, way) - radius, dot(middle, way) + radius) for middle, radius in balls]
        length = max(end for _, end in ends) - min(start for start, _ in ends)
        assert length == pytest.approx(size, abs=0.006)


@pytest.mark.parametrize("name", STANCES)
def test_the_row_of_a_foot_is_inside_it(name: str) -> None:
    leg = leg_of("right", name)
    assert set(foot_row("right", leg).balls) <= set(foot_balls("right", leg))


def test_toes_are_before_the_foot_from_the_front_and_behind_it_from_the_heel() -> None:
    for turn, first in ((90, True), (270, False)):
        shapes = drawn("right", turn, 10)
        whole = next(i for i, one in enumerate(shapes) if len(one.polygons) > 2 and i)
        toes = [i for i, one in enumerate(shapes) if one.tone == "fill" and len(one.polygons) == 1]
        assert len(toes) == 5
        assert all((i > whole) == first for i in toes)


def test_the_arch_is_drawn_from_the_inner_side_alone() -> None:
    inner, outer = (len(drawn("right", turn, 10)[-1].polygons) for turn in (180, 0))
    assert inner > outer


def test_the_print_of_the_sole_is_seen_from_below_alone() -> None:
    seen = [
        any(shape.role == "sole" for shape in drawn("right", 0, rise)) for rise in (-60, -20, 20)
    ]
    assert seen == [True, True, False]


def test_the_print_of_the_sole_is_within_the_foot_at_any_angle() -> None:
    for turn, rise in product(range(0, 360, 30), range(-80, 0, 20)):
        shapes = drawn("right", turn, rise)
        (sole,) = (one for one in shapes if one.role == "sole")
        solid = next(one for one in shapes if one.tone == "fill" and len(one.polygons) > 2)
        rims = [rim for rim in solid.polygons if is_rim(rim)]
        for x, y, *_ in sole.polygons[0]:
            assert min(beyond((x, y), rim) for rim in rims) < 1.0, (turn, rise)


def beyond(point: Point, convex: Rim) -> float:
    """Return how many pixels a point is outside a convex rim."""
    return max((point[0] - x) * nx + (point[1] - y) * ny for x, y, nx, ny in convex)
