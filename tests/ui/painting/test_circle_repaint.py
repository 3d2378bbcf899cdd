"""The breath circle, of which only what has moved is painted again."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as some
from PySide6.QtCore import QPoint, QRectF
from PySide6.QtGui import QColor, QImage, QRegion
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from supine.ui.painting.circle import CircleValues, circle_area, moved_region
from supine.ui.theme import theme
from supine.ui.widgets.breath_circle import BreathCircle
from tests.ui.repainting import RATIOS, canvas, on_screen, repaint, unlike

DAWN = theme("dawn")
SIZES = ((60, 60), (211, 180), (420, 421))
SHARES = some.floats(0.0, 1.0)
TRAVELS = some.none() | some.floats(-1.0, 1.0)
NUMBERS = some.sampled_from(("", "1", "8", "10", "44", "120"))
SIDES = some.sampled_from((None, "right", "left"))
OFF = some.just(False)
VALUES = some.builds(
    CircleValues, SHARES, NUMBERS, SIDES, TRAVELS, still=OFF, waited=some.none(), faded=OFF
)
PLAIN = CircleValues(0.5, "8", "right", 0.3)

pytestmark = pytest.mark.usefixtures("qapp")


def circle_of(size: tuple[int, int]) -> BreathCircle:
    widget = BreathCircle(DAWN, opaque=True)
    widget.resize(*size)
    return widget


def whole(size: tuple[int, int], ratio: float, values: CircleValues) -> QImage:
    widget = circle_of(size)
    widget.show_values(values)
    return repaint(widget, canvas(widget, ratio))


def over(size: tuple[int, int], ratio: float, *values: CircleValues) -> QImage:
    """Paint the first of `values`, and of each other one only what has moved."""
    widget = circle_of(size)
    widget.show_values(values[0])
    image = repaint(widget, canvas(widget, ratio))
    for before, now in pairwise(values):
        widget.show_values(now)
        repaint(widget, image, moved_region(circle_area(QRectF(widget.rect())), before, now))
    return image


@pytest.mark.parametrize("ratio", RATIOS)
@pytest.mark.parametrize("size", SIZES)
@given(VALUES, SHARES, TRAVELS)
@settings(max_examples=25)
@example(CircleValues(0.93, "8", "right"), 0.95, None)
@example(CircleValues(0.0, "120"), 0.01, None)
@example(CircleValues(0.3, "5", None, 0.1), 0.3, 0.6)
def test_what_has_moved_painted_over_the_picture_before_gives_the_whole_picture(
    size: tuple[int, int], ratio: float, before: CircleValues, fullness: float, travel: float | None
) -> None:
    now = before._replace(fullness=fullness, travel=travel)
    assert unlike(over(size, ratio, before, now), whole(size, ratio, now)) <= 2


@pytest.mark.parametrize("ratio", RATIOS)
def test_after_a_whole_breath_and_a_whole_circle_nothing_is_left_of_them(ratio: float) -> None:
    """Each frame is painted over the one before: whatever is left grows."""
    frames = [CircleValues(1 - abs(1 - i / 40), "10", "left", i / 80) for i in range(81)]
    assert unlike(over((300, 300), ratio, *frames), whole((300, 300), ratio, frames[-1])) <= 2


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
def test_when_something_else_has_changed_all_is_painted(change: dict[str, object]) -> None:
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
    before, now = CircleValues(fullness, "8"), CircleValues(fullness + 0.01, "8")
    region = moved_region(circle_area(QRectF(0, 0, 400, 400)), before, now)
    assert region is not None
    assert not region.contains(QPoint(200, 200))
    shown = QRegion(0, 0, 400, 400).subtracted(region)
    assert area(shown) > 0.6 * 400 * 400


def area(region: QRegion) -> int:
    side = range(0, 400, 8)
    return sum(region.contains(QPoint(x, y)) for x in side for y in side) * 64


@pytest.fixture
def in_visible(qtbot: QtBot) -> Iterator[BreathCircle]:
    widget = circle_of((300, 300))
    qtbot.addWidget(widget)
    with qtbot.waitExposed(widget):
        widget.show()
    widget.show_values(PLAIN)
    QApplication.processEvents()
    yield widget
    widget.hide()


def test_the_screen_shows_the_whole_circle_after_many_frames(in_visible: BreathCircle) -> None:
    for frame in range(60):
        in_visible.show_values(PLAIN._replace(fullness=0.5 + frame / 120, travel=0.3 + frame / 400))
        QApplication.processEvents()
    assert unlike(on_screen(in_visible), in_visible.grab().toImage()) <= 2


def test_frames_that_nobody_painted_leave_nothing(in_visible: BreathCircle) -> None:
    """A busy machine paints the last of several frames: the ones before were never seen."""
    for frame in range(5):
        in_visible.show_values(PLAIN._replace(fullness=0.5 + frame / 10, travel=0.3 + frame / 10))
    assert unlike(on_screen(in_visible), in_visible.grab().toImage()) <= 2


def test_what_another_window_hid_is_painted_with_number_and_ring(in_visible: BreathCircle) -> None:
    """In the same moment the breath goes on; the window hid ring and number."""
    cover = QWidget(in_visible)
    cover.setPalette(QColor("black"))
    cover.setAutoFillBackground(True)
    cover.setGeometry(0, 0, 200, 200)
    cover.show()
    hidden = on_screen(in_visible)
    cover.hide()
    in_visible.show_values(PLAIN._replace(fullness=0.51))
    shown = on_screen(in_visible)
    assert unlike(hidden, shown) > 100
    assert unlike(shown, in_visible.grab().toImage()) <= 2


def test_in_a_small_window_that_is_only_exposed_all_stands_again(in_visible: BreathCircle) -> None:
    image = canvas(in_visible, 1.0)
    for row in range(0, 300, 50):
        repaint(in_visible, image, QRegion(0, row, 300, 50))
    assert unlike(image, in_visible.grab().toImage()) <= 2
