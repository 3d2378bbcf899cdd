"""Views, and the projection of points."""

from __future__ import annotations

from math import hypot, pi, radians

import pytest
from hypothesis import given
from hypothesis import strategies as some

from supine.figure.camera import Camera, View, blend_views
from supine.figure.vectors import UP, Vector, add, dot, mirrored
from tests.figure.test_vectors import VECTORS

WIDTH, HEIGHT = 700.0, 500.0
VIEWS = some.builds(
    View,
    some.floats(0, pi),
    some.floats(0, 1.3),
    some.tuples(some.floats(-1, 1), some.floats(-1, 1), some.floats(0, 1)),
    some.floats(1, 3),
    some.floats(1, 3),
)


@given(VIEWS)
def test_the_centre_is_in_the_middle(view: View) -> None:
    x, y, far, scale = Camera(view, WIDTH, HEIGHT).project(view.centre)
    assert (x, y, far) == pytest.approx((WIDTH / 2, HEIGHT / 2, 0.0))
    assert scale == pytest.approx(min(WIDTH / view.width, HEIGHT / view.height))


@given(VIEWS)
def test_the_eye_looks_square_to_the_picture(view: View) -> None:
    camera = Camera(view, WIDTH, HEIGHT)
    ways = (camera.right, camera.up, camera.forward)
    for way in ways:
        assert hypot(*way) == pytest.approx(1.0)
    assert dot(camera.right, camera.up) == pytest.approx(0.0, abs=1e-9)
    assert dot(camera.right, camera.forward) == pytest.approx(0.0, abs=1e-9)
    assert dot(camera.up, camera.forward) == pytest.approx(0.0, abs=1e-9)


def test_from_the_right_the_head_is_left_and_what_is_high_is_high() -> None:
    camera = Camera(View(), WIDTH, HEIGHT)
    head, feet = camera.project((-0.9, 0.0, 0.1)), camera.project((0.9, 0.0, 0.1))
    assert head[0] < WIDTH / 2 < feet[0]
    assert camera.project((0.0, 0.0, 1.0))[1] < camera.project((0.0, 0.0, 0.0))[1]


def test_the_right_hand_is_nearer_from_the_right_and_farther_from_the_left() -> None:
    near = Camera(View(turn=0.0), WIDTH, HEIGHT).project((0.0, 0.3, 0.0))
    far = Camera(View(turn=pi), WIDTH, HEIGHT).project((0.0, 0.3, 0.0))
    assert near[2] < 0 < far[2]
    assert near[3] > far[3]


@given(VIEWS, VECTORS)
def test_a_mirrored_view_shows_a_mirrored_point_mirrored(view: View, point: Vector) -> None:
    x, y, far, scale = Camera(view, WIDTH, HEIGHT).project(point)
    there = Camera(view.mirrored(), WIDTH, HEIGHT).project(mirrored(point))
    assert there == pytest.approx((WIDTH - x, y, far, scale), abs=1e-6)


@given(VIEWS)
def test_mirrored_twice_a_view_is_as_before(view: View) -> None:
    again = view.mirrored().mirrored()
    assert again.turn == pytest.approx(view.turn)
    assert again.centre == view.centre


@given(VIEWS, VECTORS)
def test_a_short_way_is_seen_as_two_points_show_it(view: View, way: Vector) -> None:
    camera = Camera(view, WIDTH, HEIGHT)
    tiny = (way[0] * 1e-5, way[1] * 1e-5, way[2] * 1e-5)
    here, there = camera.project(view.centre), camera.project(add(view.centre, tiny))
    dx, dy = camera.project_vector(tiny, here[3])
    assert (there[0] - here[0], there[1] - here[1]) == pytest.approx((dx, dy), abs=1e-4)


def test_between_two_views_the_eye_goes_round_by_the_feet() -> None:
    right, left = View(turn=radians(20)), View(turn=radians(20)).mirrored()
    half = blend_views(right, left, 0.5)
    assert half.turn == pytest.approx(pi / 2)
    into = Camera(half, WIDTH, HEIGHT).forward
    assert into[0] < -0.9
    assert dot(into, UP) == pytest.approx(0.0, abs=1e-9)
    assert blend_views(right, left, 0.0) == right
    assert blend_views(right, left, 1.0) == left
