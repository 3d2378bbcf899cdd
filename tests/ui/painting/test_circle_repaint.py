"""Painting of the breath circle is limited to what has changed."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise
from typing import get_args

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as some
from PySide6.QtCore import QPoint, QPointF, QRectF
from PySide6.QtGui import QColor, QImage, QPainter, QRegion
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from supine.settings.startup_theme import ThemeName
from supine.ui.painting.circle import CircleValues, circle_area, moved_region, visibly_moved
from supine.ui.painting.ring import paint_ring, ring_picture
from supine.ui.theme import theme
from supine.ui.widgets.breath_circle import BreathCircle
from tests.helpers import expose
from tests.ui.repainting import RATIOS, empty_screen, largest_difference, on_screen, repaint

DAWN = theme("dawn")
SIZES = ((60, 60), (211, 180), (420, 421))
SHARES = some.floats(0.0, 1.0)
TRAVELS = some.none() | some.floats(-1.0, 1.0)
NUMBERS = some.sampled_from((None, 1, 8, 10, 44, 120))
SIDES = some.sampled_from((None, "right", "left"))
OFF = some.just(False)
VALUES = some.builds(
    CircleValues, SHARES, NUMBERS, SIDES, TRAVELS, still=OFF, waited=some.none(), faded=OFF
)
PLAIN = CircleValues(0.5, 8, "right", 0.3)

pytestmark = pytest.mark.usefixtures("qapp")


def circle_of(size: tuple[int, int]) -> BreathCircle:
    widget = BreathCircle(DAWN, opaque=True)
    widget.resize(*size)
    # a widget that is not shown learns its size with its first painting only
    widget.grab()
    return widget


def showing(size: tuple[int, int], values: CircleValues) -> BreathCircle:
    """Return a circle that shows `values`, even if they hardly differ from what it begins with."""
    widget = circle_of(size)
    widget.show_values(values._replace(fullness=1.0 - round(values.fullness)))
    widget.show_values(values)
    return widget


def whole(size: tuple[int, int], ratio: float, values: CircleValues) -> QImage:
    widget = showing(size, values)
    return repaint(widget, empty_screen(widget, ratio))


def over(size: tuple[int, int], ratio: float, *values: CircleValues) -> QImage:
    """Paint the first of `values` whole, and of each next one only the moved region."""
    widget = showing(size, values[0])
    image = repaint(widget, empty_screen(widget, ratio))
    for before, now in pairwise(values):
        widget.show_values(now)
        repaint(widget, image, moved_region(circle_area(QRectF(widget.rect())), before, now))
    return image


@pytest.mark.parametrize("ratio", RATIOS)
@pytest.mark.parametrize("size", SIZES)
@given(VALUES, SHARES, TRAVELS)
@settings(max_examples=25)
@example(CircleValues(0.93, 8, "right"), 0.95, None)
@example(CircleValues(0.0, 120), 0.01, None)
@example(CircleValues(0.0, 120), 0.03, None)
@example(CircleValues(0.3, 5, None, 0.1), 0.3, 0.6)
@example(CircleValues(0.0, travel=0.0), 0.015625, None)
def test_the_moved_region_over_the_old_picture_gives_the_new_picture(
    size: tuple[int, int], ratio: float, before: CircleValues, fullness: float, travel: float | None
) -> None:
    now = before._replace(fullness=fullness, travel=travel)
    seen = visibly_moved(circle_area(QRectF(0, 0, *size)).full, before, now)
    shown = whole(size, ratio, now if seen else before)
    assert largest_difference(over(size, ratio, before, now), shown) <= 2


@pytest.mark.parametrize("ratio", RATIOS)
def test_a_whole_breath_and_a_whole_circle_leave_no_trace(ratio: float) -> None:
    """Each frame is painted over the one before, so errors would add up."""
    frames = [CircleValues(1 - abs(1 - i / 40), 10, "left", i / 80) for i in range(81)]
    assert (
        largest_difference(over((300, 300), ratio, *frames), whole((300, 300), ratio, frames[-1]))
        <= 2
    )


@pytest.mark.parametrize(
    "change",
    [
        {"number": "7"},
        {"side": "left"},
        {"waited": 0.5},
        {"still": True},
        {"faded": True},
    ],
)
def test_after_any_other_change_the_whole_circle_is_painted(change: dict[str, object]) -> None:
    other = PLAIN._replace(fullness=0.6, **change)  # type: ignore[arg-type]
    for before, now in ((PLAIN, other), (other, PLAIN)):
        assert moved_region(circle_area(QRectF(0, 0, 300, 300)), before, now) is None


@pytest.mark.parametrize("kept", [{"waited": 0.5}, {"still": True}, {"faded": True}])
def test_a_circle_that_waits_fades_or_keeps_its_size_is_painted_whole(
    kept: dict[str, object],
) -> None:
    before = PLAIN._replace(**kept)  # type: ignore[arg-type]
    assert (
        moved_region(circle_area(QRectF(0, 0, 300, 300)), before, before._replace(fullness=0.52))
        is None
    )


@pytest.mark.parametrize("fullness", [0.1, 0.5, 0.9])
def test_a_frame_of_a_breath_is_a_small_part_of_the_circle(fullness: float) -> None:
    before, now = CircleValues(fullness, 8), CircleValues(fullness + 0.01, 8)
    region = moved_region(circle_area(QRectF(0, 0, 400, 400)), before, now)
    assert region is not None
    assert not region.contains(QPoint(200, 200))
    shown = QRegion(0, 0, 400, 400).subtracted(region)
    assert area(shown) > 0.6 * 400 * 400


def area(region: QRegion) -> int:
    side = range(0, 400, 8)
    return sum(region.contains(QPoint(x, y)) for x in side for y in side) * 64


@pytest.fixture
def live(qtbot: QtBot) -> Iterator[BreathCircle]:
    widget = circle_of((300, 300))
    qtbot.addWidget(widget)
    expose(qtbot, widget)
    widget.show_values(PLAIN)
    QApplication.processEvents()
    yield widget
    widget.hide()


def test_the_screen_shows_the_whole_circle_after_many_frames(live: BreathCircle) -> None:
    for frame in range(60):
        live.show_values(PLAIN._replace(fullness=0.5 + frame / 120, travel=0.3 + frame / 400))
        QApplication.processEvents()
    assert largest_difference(on_screen(live), live.grab().toImage()) <= 2


def test_skipped_frames_leave_no_trace(live: BreathCircle) -> None:
    """A busy machine paints only the last of several frames."""
    for frame in range(5):
        live.show_values(PLAIN._replace(fullness=0.5 + frame / 10, travel=0.3 + frame / 10))
    assert largest_difference(on_screen(live), live.grab().toImage()) <= 2


def test_an_area_that_was_covered_is_painted_with_number_and_ring(
    live: BreathCircle,
) -> None:
    """The breath moves at the moment when a window that covered ring and number is hidden."""
    cover = QWidget(live)
    cover.setPalette(QColor("black"))
    cover.setAutoFillBackground(True)
    cover.setGeometry(0, 0, 200, 200)
    cover.show()
    hidden = on_screen(live)
    cover.hide()
    live.show_values(PLAIN._replace(fullness=0.51))
    shown = on_screen(live)
    assert largest_difference(hidden, shown) > 100
    assert largest_difference(shown, live.grab().toImage()) <= 2


def test_a_circle_painted_in_strips_is_whole(live: BreathCircle) -> None:
    image = empty_screen(live, 1.0)
    for row in range(0, 300, 50):
        repaint(live, image, QRegion(0, row, 300, 50))
    assert largest_difference(image, live.grab().toImage()) <= 2


@pytest.mark.parametrize("ratio", [1.0, 1.25, 2.0])
@pytest.mark.parametrize("name", get_args(ThemeName))
def test_the_picture_of_the_ring_has_every_shade_of_its_edge(name: ThemeName, ratio: float) -> None:
    colours = theme(name)
    for ring in (colours.circle_ring, colours.of_side("right"), colours.of_side("left")):
        made = ring_picture((420, 421), ratio, 190.0, ring.rgba(), colours.background.rgba())
        drawn = QImage(made.size(), QImage.Format.Format_RGB32)
        drawn.setDevicePixelRatio(ratio)
        drawn.fill(colours.background)
        with QPainter(drawn) as painter:
            paint_ring(painter, QPointF(210, 210.5), 190.0, ring)
        assert made.convertToFormat(QImage.Format.Format_RGB32) == drawn
