from __future__ import annotations

from dataclasses import astuple, fields
from itertools import combinations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PySide6.QtCore import QRectF

from supine.ui.legibility import pixels_per_millimetre, type_size
from supine.ui.painting.type_fit import LINE_HEIGHT
from supine.ui.practice.layout import (
    CONTROLS_HEIGHT,
    NARROW,
    ROWS_APART,
    Places,
    control_rows,
    practice_layout,
)
from tests.helpers import SIZES

widths = st.integers(640, 3840)
heights = st.integers(480, 2160)
type_sizes = st.floats(5, 1000)


KINDS: tuple[dict[str, bool], ...] = ({}, {"thumbnail": True}, {"figure": True, "thumbnail": True})
kinds = st.sampled_from(KINDS)


def places_of(places: Places) -> list[QRectF]:
    return [place for place in astuple(places) if place is not None]


@given(widths, heights, type_sizes, kinds)
def test_every_place_is_on_the_screen_and_has_a_size(
    w: int, h: int, size: float, kind: dict[str, bool]
) -> None:
    screen = QRectF(0, 0, w, h)
    places = practice_layout(w, h, size, **kind)
    for place in (*places_of(places), places.whole_head, places.way_out):
        assert place.width() > 0
        assert place.height() > 0
        assert screen.contains(place)


@given(widths, heights, type_sizes, kinds)
def test_no_place_overlaps_another(w: int, h: int, size: float, kind: dict[str, bool]) -> None:
    for one, other in combinations(places_of(practice_layout(w, h, size, **kind)), 2):
        common = one.intersected(other)
        assert common.width() < 0.01 or common.height() < 0.01


@given(widths, heights, type_sizes)
def test_a_way_out_covers_nothing_but_the_figure_and_the_cue(w: int, h: int, size: float) -> None:
    places = practice_layout(w, h, size, figure=True, thumbnail=True)
    for name in (field.name for field in fields(places)):
        place = getattr(places, name)
        if name not in ("figure", "cue") and place is not None:
            common = place.intersected(places.way_out)
            assert common.width() < 0.01 or common.height() < 0.01


@given(widths, heights, type_sizes)
def test_only_head_and_middle_move_between_a_pose_with_a_figure_and_one_without(
    w: int, h: int, size: float
) -> None:
    one, other = (practice_layout(w, h, size, figure=on, thumbnail=True) for on in (True, False))
    for name in ("time", "caption", "thumbnail", "timeline", "controls"):
        assert getattr(one, name) == getattr(other, name)
    assert one.side.topLeft() == other.side.topLeft()


@given(widths, heights, type_sizes, kinds)
def test_the_circle_is_round(w: int, h: int, size: float, kind: dict[str, bool]) -> None:
    circle = practice_layout(w, h, size, **kind).circle
    assert circle.width() == pytest.approx(circle.height())


@given(widths, heights, type_sizes)
def test_buttons_are_high_enough_to_hit(w: int, h: int, size: float) -> None:
    low, high = CONTROLS_HEIGHT
    place = practice_layout(w, h, size).controls
    rows = control_rows(place.width(), place.height())
    button = (place.height() - (rows - 1) * ROWS_APART) / rows
    assert 44 <= low <= round(button, 6) <= high


@given(widths, heights, type_sizes)
def test_buttons_are_in_two_rows_only_on_a_tall_and_narrow_screen(
    w: int, h: int, size: float
) -> None:
    place = practice_layout(w, h, size).controls
    rows = control_rows(place.width(), place.height())
    assert (rows == 2) == (w < h and w < NARROW)


@given(widths, heights, type_sizes)
def test_the_timeline_is_a_narrow_bar(w: int, h: int, size: float) -> None:
    assert 22 <= round(practice_layout(w, h, size).timeline.height(), 6) <= 84


def test_buttons_and_timeline_grow_with_the_screen() -> None:
    small, large = (practice_layout(*size, 50.0) for size in ((800, 600), (3840, 2160)))
    assert (small.controls.height(), large.controls.height()) == pytest.approx(CONTROLS_HEIGHT)
    assert small.timeline.height() < 34 < large.timeline.height()


@pytest.mark.parametrize("size", SIZES)
@pytest.mark.parametrize("by_hand", [0.5, 1.0, 2.0, 3.0])
def test_cue_and_circle_are_the_largest_parts(size: tuple[int, int], by_hand: float) -> None:
    readable = type_size(1.5, pixels_per_millimetre(*size, 0, 0), by_hand)
    places = practice_layout(*size, readable)
    screen = size[0] * size[1]
    assert places.cue.width() * places.cue.height() > 0.2 * screen
    assert places.circle.width() > 0.3 * min(size)


def test_on_a_wide_screen_the_circle_is_beside_the_cue() -> None:
    places = practice_layout(1280, 800, 50)
    assert places.cue.right() < places.circle.left()


def test_on_a_tall_screen_the_circle_is_above_the_cue() -> None:
    places = practice_layout(800, 1280, 50)
    assert places.circle.bottom() < places.cue.top()


@pytest.mark.parametrize("size", SIZES)
def test_the_figure_has_two_fifths_of_the_height_and_three_of_the_width(
    size: tuple[int, int],
) -> None:
    readable = type_size(1.5, pixels_per_millimetre(*size, 0, 0))
    places = practice_layout(*size, readable, figure=True, thumbnail=True)
    assert places.figure is not None
    assert places.figure.height() > 0.4 * size[1]
    assert places.figure.width() > 0.58 * size[0]
    assert places.figure.right() < places.circle.left()
    assert places.figure.bottom() < places.cue.top()
    assert places.circle.width() > 0.34 * size[1]


@pytest.mark.parametrize("size", SIZES)
@pytest.mark.parametrize("by_hand", [0.5, 1.0, 2.0, 3.0])
def test_in_any_text_size_figure_and_circle_can_be_seen(
    size: tuple[int, int], by_hand: float
) -> None:
    readable = type_size(1.5, pixels_per_millimetre(*size, 0, 0), by_hand)
    places = practice_layout(*size, readable, figure=True, thumbnail=True)
    assert places.figure is not None
    assert places.figure.height() > 0.25 * size[1]
    assert places.circle.width() > 0.18 * size[1]
    assert places.cue.height() >= min(2 * LINE_HEIGHT * readable, 0.2 * size[1])


def test_on_a_tall_screen_the_figure_is_above_all_others() -> None:
    places = practice_layout(800, 1280, 50, figure=True)
    assert places.figure is not None
    assert places.figure.width() > 0.9 * 800
    assert places.figure.bottom() < min(places.circle.top(), places.cue.top())
    assert places.pose.top() >= places.side.bottom()


def test_the_pose_is_beside_the_side_if_a_figure_needs_the_height() -> None:
    places = practice_layout(1280, 800, 55, figure=True)
    assert places.pose.left() > places.side.right()
    assert places.whole_head.width() == pytest.approx(practice_layout(1280, 800, 55).side.width())


@pytest.mark.parametrize("size", [(1280, 800), (1920, 1080), (3840, 2160)])
def test_the_picture_of_what_comes_next_is_large_enough(size: tuple[int, int]) -> None:
    readable = type_size(1.5, pixels_per_millimetre(*size, 0, 0))
    places = practice_layout(*size, readable, thumbnail=True)
    assert places.thumbnail is not None
    assert places.thumbnail.height() >= 52
    assert places.thumbnail.width() == pytest.approx(2.2 * places.thumbnail.height())
    assert places.thumbnail.right() < places.caption.left()


def test_without_any_figure_no_place_is_reserved() -> None:
    places = practice_layout(1280, 800, 55)
    assert places.figure is None
    assert places.thumbnail is None
    assert places.caption.left() == places.side.left()
