from __future__ import annotations

from dataclasses import astuple
from itertools import combinations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PySide6.QtCore import QRectF

from supine.ui.legibility import pixels_per_millimetre, type_size
from supine.ui.practice_layout import CONTROLS_HEIGHT, Places, practice_layout
from tests.helpers import SIZES

widths = st.integers(640, 3840)
heights = st.integers(480, 2160)
type_sizes = st.floats(5, 1000)


def places_of(places: Places) -> list[QRectF]:
    return list(astuple(places))


@given(widths, heights, type_sizes)
def test_every_place_is_on_the_screen_and_has_a_size(w: int, h: int, size: float) -> None:
    screen = QRectF(0, 0, w, h)
    for place in places_of(practice_layout(w, h, size)):
        assert place.width() > 0
        assert place.height() > 0
        assert screen.contains(place)


@given(widths, heights, type_sizes)
def test_no_place_overlaps_another(w: int, h: int, size: float) -> None:
    for one, other in combinations(places_of(practice_layout(w, h, size)), 2):
        common = one.intersected(other)
        assert common.width() < 0.01 or common.height() < 0.01


@given(widths, heights, type_sizes)
def test_the_circle_is_round(w: int, h: int, size: float) -> None:
    circle = practice_layout(w, h, size).circle
    assert circle.width() == pytest.approx(circle.height())


@given(widths, heights, type_sizes)
def test_buttons_are_high_enough_to_hit(w: int, h: int, size: float) -> None:
    low, high = CONTROLS_HEIGHT
    assert 44 <= low <= round(practice_layout(w, h, size).controls.height(), 6) <= high


@given(widths, heights, type_sizes)
def test_the_timeline_is_a_bar_and_not_an_area(w: int, h: int, size: float) -> None:
    assert 22 <= round(practice_layout(w, h, size).timeline.height(), 6) <= 84


def test_buttons_and_timeline_grow_with_the_screen() -> None:
    small, large = (practice_layout(*size, 50.0) for size in ((800, 600), (3840, 2160)))
    assert (small.controls.height(), large.controls.height()) == pytest.approx(CONTROLS_HEIGHT)
    assert small.timeline.height() < 34 < large.timeline.height()


@pytest.mark.parametrize("size", SIZES)
@pytest.mark.parametrize("by_hand", [0.5, 1.0, 2.0, 3.0])
def test_cue_and_circle_are_what_the_screen_is_for(size: tuple[int, int], by_hand: float) -> None:
    readable = type_size(1.5, pixels_per_millimetre(*size, 0, 0), by_hand)
    places = practice_layout(*size, readable)
    screen = size[0] * size[1]
    assert places.cue.width() * places.cue.height() > 0.2 * screen
    assert places.circle.width() > 0.3 * min(size)


def test_on_a_wide_screen_the_circle_stands_beside_the_cue() -> None:
    places = practice_layout(1280, 800, 50)
    assert places.cue.right() < places.circle.left()


def test_on_a_tall_screen_the_circle_stands_above_the_cue() -> None:
    places = practice_layout(800, 1280, 50)
    assert places.circle.bottom() < places.cue.top()
