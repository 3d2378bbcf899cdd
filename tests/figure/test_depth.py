"""Parts that are farther away are painted first."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as some

from supine.figure.depth import Seen, painting_order

BALLS = some.tuples(
    some.floats(0, 100), some.floats(0, 100), some.floats(1, 20), some.floats(-1, 1)
)
PARTS = some.lists(some.lists(BALLS, min_size=1, max_size=4).map(tuple), max_size=8)


def ball(x: float, far: float) -> Seen:
    return (x, 50.0, 10.0, far)


@given(PARTS)
def test_every_part_is_painted_once(parts: list[tuple[Seen, ...]]) -> None:
    assert sorted(painting_order(parts)) == list(range(len(parts)))


def test_the_nearer_part_covers_the_farther_one_in_whatever_order_they_come() -> None:
    near, far = (ball(0, -0.5),), (ball(5, 0.5),)
    assert painting_order([near, far]) == [1, 0]
    assert painting_order([far, near]) == [0, 1]


def test_parts_are_compared_where_they_cover_each_other() -> None:
    # a thigh that comes toward the eye, and a hand behind its near end
    thigh = (ball(0, 1.0), ball(50, 0.0), ball(100, -1.0))
    hand = (ball(100, -0.5),)
    assert sum(one[3] for one in thigh) / 3 > hand[0][3]
    assert painting_order([thigh, hand]) == [1, 0]


def test_a_circle_of_parts_is_painted_all_the_same() -> None:
    a = (ball(0, 0.0), ball(30, 0.2))
    b = (ball(30, 0.0), ball(60, 0.2))
    c = (ball(60, 0.0), ball(0, 0.2))
    assert sorted(painting_order([a, b, c])) == [0, 1, 2]


@given(PARTS)
def test_the_mirror_picture_has_the_same_order(parts: list[tuple[Seen, ...]]) -> None:
    flipped = [tuple((100.0 - x, y, r, far) for x, y, r, far in part) for part in parts]
    assert painting_order(flipped) == painting_order(parts)
