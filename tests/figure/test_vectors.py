"""Points and directions in space."""

from __future__ import annotations

from math import cos, hypot, radians

import pytest
from hypothesis import given
from hypothesis import strategies as some

from supine.figure.vectors import (
    ACROSS,
    ALONG,
    UP,
    Vector,
    across,
    add,
    cross,
    distance,
    dot,
    mirrored,
    mix,
    sub,
    turned,
    unit,
)

NUMBERS = some.floats(-3, 3)
VECTORS = some.tuples(NUMBERS, NUMBERS, NUMBERS)
DIRECTIONS = VECTORS.filter(lambda one: hypot(*one) > 0.01).map(unit)


@given(VECTORS, VECTORS)
def test_a_way_from_one_point_leads_to_the_other(a: Vector, b: Vector) -> None:
    assert add(a, sub(b, a)) == pytest.approx(b)
    assert distance(a, b) == pytest.approx(hypot(*sub(b, a)))


@given(VECTORS, VECTORS)
def test_the_vector_product_is_square_to_both(a: Vector, b: Vector) -> None:
    assert dot(cross(a, b), a) == pytest.approx(0.0, abs=1e-9)
    assert dot(cross(a, b), b) == pytest.approx(0.0, abs=1e-9)


def test_what_has_no_direction_gets_the_one_that_is_offered() -> None:
    assert unit((0.0, 0.0, 0.0), ALONG) == ALONG
    assert across(UP, UP, ACROSS) == ACROSS


@given(DIRECTIONS, DIRECTIONS)
def test_the_part_across_an_axis_is_square_to_it(a: Vector, axis: Vector) -> None:
    square = across(a, axis, across(ALONG, axis, ACROSS))
    assert hypot(*square) == pytest.approx(1.0)
    if hypot(*cross(a, axis)) > 1e-3:
        assert dot(square, axis) == pytest.approx(0.0, abs=1e-6)


def test_a_turned_direction_stands_at_that_angle() -> None:
    there = turned(ALONG, UP, radians(30))
    assert dot(there, ALONG) == pytest.approx(cos(radians(30)))
    assert there[2] > 0


@given(VECTORS, VECTORS)
def test_the_middle_is_as_far_from_both_ends(a: Vector, b: Vector) -> None:
    middle = mix(a, b, 0.5)
    assert distance(a, middle) == pytest.approx(distance(middle, b), abs=1e-9)


@given(VECTORS)
def test_mirrored_twice_is_as_before(a: Vector) -> None:
    assert mirrored(mirrored(a)) == a
    assert mirrored(a)[1] == -a[1]
