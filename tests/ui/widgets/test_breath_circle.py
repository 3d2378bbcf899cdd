from __future__ import annotations

from itertools import pairwise
from math import pi, sqrt

import numpy as np
import numpy.typing as npt
import pytest
from PySide6.QtCore import QRectF
from PySide6.QtGui import QImage
from pytestqt.qtbot import QtBot

from supine.ui.painting.circle import (
    EMPTY_SHARE,
    FADED,
    VISIBLE_MOVE,
    CircleValues,
    circle_values,
    paint_circle,
)
from supine.ui.theme import theme
from supine.ui.widgets.breath_circle import BreathCircle
from tests.helpers import middle, painted, pixels, shipped_plan, step_of, where

DAWN = theme("dawn")
EDGE = 200

pytestmark = pytest.mark.usefixtures("qapp")


def circle(values: CircleValues) -> QImage:
    rect = QRectF(0, 0, EDGE, EDGE)
    return painted(EDGE, EDGE, lambda painter: paint_circle(painter, rect, values, DAWN))


def radius(fullness: float) -> float:
    filled = where(circle(CircleValues(fullness)), DAWN.circle)
    return sqrt(float(filled.sum()) / pi)


def test_it_grows_as_the_lungs_fill() -> None:
    radii = [radius(fullness / 8) for fullness in range(9)]
    assert all(after > before + 4 for before, after in pairwise(radii))


def test_full_lungs_fill_the_ring_and_empty_lungs_leave_room_for_the_number() -> None:
    assert radius(1.0) == pytest.approx(EDGE / 2 - 7, abs=4)
    assert 0.4 * radius(1.0) < radius(0.0) < 0.55 * radius(1.0)


def test_reduced_motion_keeps_the_size_and_fades() -> None:
    empty, full = (circle(CircleValues(lungs, still=True)) for lungs in (0.0, 1.0))
    covered = [(pixels(image) != 255).any(axis=2).sum() for image in (empty, full)]
    assert covered[0] == pytest.approx(covered[1], rel=0.005)
    assert pixels(empty)[EDGE // 2, EDGE // 2].sum() > pixels(full)[EDGE // 2, EDGE // 2].sum() + 60


@pytest.mark.parametrize("number", [1, 8, 10, 120])
def test_the_number_is_in_the_middle(number: int) -> None:
    x, y = middle(where(circle(CircleValues(1.0, number)), DAWN.ink))
    assert x == pytest.approx(EDGE / 2, abs=5)
    assert y == pytest.approx(EDGE / 2, abs=5)


def test_the_number_has_the_same_place_at_every_breath() -> None:
    places = [where(circle(CircleValues(lungs / 4, 8)), DAWN.ink) for lungs in range(5)]
    assert all((place == places[0]).all() for place in places)


def test_three_digits_fit_into_the_circle_of_empty_lungs() -> None:
    found = where(circle(CircleValues(0.0, 120)), DAWN.ink)
    columns = np.flatnonzero(found.any(axis=0))
    assert columns[-1] - columns[0] < 2 * radius(0.0)


@pytest.mark.parametrize("kind", ["settle", "hold", "leave", "rest"])
def test_only_a_number_is_inside(kind: str) -> None:
    step = step_of(kind)
    number = circle_values(shipped_plan().moment(step.start)).number
    assert (number is not None) == (kind in ("hold", "rest"))
    assert number in (None, step.count)


@pytest.mark.parametrize(("direction", "sign"), [("clockwise", 1), ("anticlockwise", -1)])
def test_the_bead_starts_on_top_and_goes_round_the_right_way(direction: str, sign: int) -> None:
    step = step_of("hold", direction=direction)
    xs, ys = [], []
    for quarter in range(4):
        moment = shipped_plan().moment(step.start + step.unit_seconds * (0.001 + quarter / 4))
        x, y = middle(where(circle(circle_values(moment)), DAWN.accent))
        xs.append(round(x / EDGE * 2) - 1)
        ys.append(round(y / EDGE * 2) - 1)
    assert xs == [0, sign, 0, -sign]
    assert ys == [-1, 0, 1, 0]


@pytest.mark.parametrize("kind", ["settle", "leave"])
def test_settling_and_leaving_fill_the_ring(kind: str) -> None:
    step = step_of(kind)
    waited = [
        circle_values(shipped_plan().moment(step.start + step.seconds * part)).waited
        for part in (0.0, 0.25, 0.75)
    ]
    assert waited == pytest.approx([0.0, 0.25, 0.75])


@pytest.mark.parametrize("kind", ["hold", "rest"])
def test_the_ring_does_not_fill_while_something_is_counted(kind: str) -> None:
    assert circle_values(shipped_plan().moment(step_of(kind).start + 1)).waited is None


def test_the_ring_fills_from_the_top_to_the_right() -> None:
    def filled(waited: float) -> npt.NDArray[np.bool_]:
        bare, ring = (circle(CircleValues(waited=part)) for part in (None, waited))
        return np.asarray((pixels(bare) != pixels(ring)).any(axis=2))

    quarter, half, whole = (filled(waited) for waited in (0.25, 0.5, 1.0))
    x, y = middle(quarter)
    assert x > EDGE / 2 > y
    assert middle(half)[0] > EDGE / 2
    assert middle(half)[1] == pytest.approx(EDGE / 2, abs=3)
    assert 0 < quarter.sum() < half.sum() < whole.sum()


def test_in_a_pause_it_fades_and_keeps_its_size() -> None:
    values = CircleValues(0.7, 8, "right")
    bright, faded = (pixels(circle(values._replace(faded=on))) for on in (False, True))
    assert ((bright != 255) == (faded != 255)).mean() > 0.99
    ink = (255 - bright.astype(float)).sum(), (255 - faded.astype(float)).sum()
    assert ink[1] == pytest.approx(FADED * ink[0], rel=0.1)


def test_a_hold_of_breaths_has_no_bead() -> None:
    moment = shipped_plan().moment(step_of("hold", unit="breaths").start + 1)
    assert circle_values(moment).travel is None


def test_a_frame_that_nobody_could_tell_from_the_last_is_left_out_and_still_counted(
    qtbot: QtBot,
) -> None:
    widget = BreathCircle(DAWN)
    qtbot.addWidget(widget)
    widget.resize(EDGE, EDGE)
    widget.show()
    widget.show_values(CircleValues(0.5, 3))
    full = EDGE / 2 - 4
    a_little = 0.5 * VISIBLE_MOVE / (full * (1 - EMPTY_SHARE))
    with qtbot.waitSignal(widget.painted, timeout=0):
        assert widget.show_values(CircleValues(0.5 + a_little, 3))
    assert widget.shown.fullness == 0.5
    # but what adds up is seen
    widget.show_values(CircleValues(0.5 + 2.1 * a_little, 3))
    assert widget.shown.fullness > 0.5


@pytest.mark.parametrize(
    "other",
    [
        CircleValues(0.5, 2),
        CircleValues(0.5, 3, faded=True),
        CircleValues(0.5001, 3, still=True),
    ],
)
def test_whatever_else_changes_is_painted_at_once(qtbot: QtBot, other: CircleValues) -> None:
    widget = BreathCircle(DAWN)
    qtbot.addWidget(widget)
    widget.resize(EDGE, EDGE)
    widget.show()
    widget.show_values(CircleValues(0.5, 3, still=other.still))
    widget.show_values(other)
    assert widget.shown == other
