"""Parts of the body as outlines on the picture."""

from __future__ import annotations

from itertools import pairwise
from math import hypot

import pytest
from hypothesis import given
from hypothesis import strategies as some

from supine.figure.body import Ring
from supine.figure.camera import Camera, View
from supine.figure.depth import Seen
from supine.figure.outlines import Polygon, Rim, circle, discs_of, hull, rims, widened
from supine.figure.parts import Shape
from supine.figure.tube import outline_of, seen_rings, shade_of
from supine.figure.vectors import scale

DISCS = some.lists(
    some.tuples(some.floats(0, 200), some.floats(0, 200), some.floats(4, 20), some.just(0.0)),
    min_size=2,
    max_size=5,
)


def covers(polygons: tuple[Polygon | Rim, ...], x: float, y: float) -> bool:
    """Return whether a point lies within one of `polygons`, by the winding number."""
    return any(_winds(polygon, x, y) for polygon in polygons)


def _winds(polygon: Polygon | Rim, x: float, y: float) -> bool:
    turns = 0
    for (ax, ay, *_), (bx, by, *_) in zip(polygon, [*polygon[1:], polygon[0]], strict=True):
        side = (bx - ax) * (y - ay) - (by - ay) * (x - ax)
        if ay <= y < by and side > 0:
            turns += 1
        elif by <= y < ay and side < 0:
            turns -= 1
    return turns != 0


def colour_at(shapes: list[Shape], x: float, y: float) -> str:
    """Return the role of what is painted last at a point of the picture."""
    return [one.role for one in shapes if covers(one.polygons, x, y)][-1]


def off(discs: list[Seen], x: float, y: float) -> float:
    """Return the distance of a point from the nearest disc, in pixels."""
    return min(hypot(x - dx, y - dy) - r for dx, dy, r, _ in discs)


@given(DISCS)
def test_an_outline_covers_the_middle_of_every_disc_and_what_lies_between(
    discs: list[Seen],
) -> None:
    shapes = rims(tuple(discs))
    for (ax, ay, _, _), (bx, by, _, _) in pairwise(discs):
        for share in (0.01, 0.35, 0.5, 0.65, 0.99):
            assert covers(shapes, ax + (bx - ax) * share, ay + (by - ay) * share)


@given(DISCS)
def test_no_corner_lies_far_from_the_discs(discs: list[Seen]) -> None:
    for polygon in rims(tuple(discs)):
        for x, y, *_ in polygon:
            assert off(discs, x, y) < 0.01


def test_a_row_seen_from_the_side_is_one_smooth_piece() -> None:
    row = ((0.0, 0.0, 10.0, 0.0), (40.0, 0.0, 9.0, 0.0), (80.0, 0.0, 8.0, 0.0))
    end_on = ((0.0, 0.0, 10.0, 0.0), (1.0, 0.0, 9.0, 0.0), (2.0, 0.0, 8.0, 0.0))
    assert len(rims(row)) == 1
    assert len(rims(end_on)) == 2


def test_the_shade_of_a_limb_ends_in_a_point_also_where_its_rings_are_close_together() -> None:
    up, near = (0.0, 0.0, 0.05), (0.0, 0.05, 0.0)
    places = (0.0, 0.005, 0.01, 0.1, 0.2, 0.3, 0.4)
    rings = tuple(Ring((x, 0.0, 0.2), up, near, scale(near, -1.0)) for x in places)
    camera = Camera(View(), 700.0, 500.0)
    (shade,) = shade_of(outline_of(seen_rings(rings, camera)))
    dark, inner = shade[: len(rings)], shade[len(rings) :][::-1]
    widths = [hypot(a[0] - b[0], a[1] - b[1]) for a, b in zip(dark, inner, strict=True)]
    assert widths[0] == widths[-1] == 0.0
    assert max(widths[1:3]) < 0.2 * max(widths)


def test_a_circle_is_round() -> None:
    for x, y, *_ in circle((30.0, 40.0, 5.0)):
        assert hypot(x - 30.0, y - 40.0) == pytest.approx(5.0)


def test_a_ball_that_is_nearer_is_seen_larger() -> None:
    camera = Camera(View(), 700.0, 500.0)
    near, far = discs_of((((0.0, 0.3, 0.1), 0.05), ((0.0, -0.3, 0.1), 0.05)), camera)
    assert near[2] > far[2]
    assert near[3] < far[3]


@given(some.lists(some.tuples(some.integers(0, 20), some.integers(0, 20)), min_size=3))
def test_a_hull_holds_every_point_and_has_no_dent(points: list[tuple[int, int]]) -> None:
    corners = hull(points)
    assert set(corners) <= set(points)
    if len(corners) > 2:
        for (ax, ay), (bx, by) in zip(corners, [*corners[1:], corners[0]], strict=True):
            sides = [(bx - ax) * (y - ay) - (by - ay) * (x - ax) for x, y in points]
            assert min(sides) >= -1e-9


def test_a_line_beside_a_row_that_is_cut_off_ends_thin() -> None:
    row = ((0.0, 0.0, 4.0, 0.0), (20.0, 0.0, 4.0, 0.0), (40.0, 0.0, 4.0, 0.0))
    (rim,) = rims(row, (False, True))
    broad = {round(x): abs(y) for x, y, _, _ in widened(rim, 1.0) if abs(y) > 1.0}
    assert broad == {0: 4.0, 20: 5.0, 40: 5.0}
