"""Painting of the figure is limited to what has changed."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from supine.core.plan import Step
from supine.figure.motion import Phase, scene_of
from supine.figure.scene import Scene
from supine.figure.stage import Stage
from supine.figure.stances import stance
from supine.settings.declaration import Person
from supine.ui.painting.figure import FigureValues, changed_part
from supine.ui.theme import theme
from supine.ui.widgets.figure_view import SLOW_INTERVAL, FigureView
from tests.helpers import shipped_plan, step_of
from tests.ui.repainting import (
    RATIOS,
    AskedRegions,
    empty_screen,
    largest_difference,
    on_screen,
    repaint,
)

DAWN = theme("dawn")
SIZE = (702.0, 400.0)
"""Even numbers: half a pixel at the edge does not belong to the widget."""
STAGE = Stage(shipped_plan())
HOLDS = {
    "circles": step_of("hold", unit="circles"),
    "anticlockwise": step_of("hold", direction="anticlockwise"),
    "sacral": step_of("hold", stance="sacral-massage"),
    "cycles": step_of("hold", unit="cycles"),
    "times": step_of("hold", unit="times"),
    "breaths": step_of("hold", side="right"),
    "left": step_of("hold", side="left"),
    "strap": step_of("hold", stance="hamstring", side="left"),
}


@pytest.fixture
def view(qtbot: QtBot) -> FigureView:
    made = FigureView(DAWN)
    qtbot.addWidget(made)
    made.resize(702, 400)
    return made


def scene_at(elapsed: float) -> Scene:
    scene = STAGE.scene(elapsed)
    assert scene is not None
    return scene


def instants(step: Step, pace: float = SLOW_INTERVAL + 0.01) -> Iterator[float]:
    """Yield instants of one unit of `step`: six groups of three in a row."""
    begin = step.start + step.unit_seconds
    for tenth in range(6):
        start = begin + step.unit_seconds * tenth / 6
        yield from (start + number * pace for number in range(3))


@pytest.mark.parametrize("ratio", RATIOS)
@pytest.mark.parametrize("hold", HOLDS)
def test_the_changed_part_over_the_old_picture_gives_the_new_picture(
    view: FigureView, monkeypatch: pytest.MonkeyPatch, hold: str, ratio: float
) -> None:
    monkeypatch.setattr(view, "devicePixelRatioF", lambda: ratio)
    view.show_scene(STAGE, HOLDS[hold].start + 2.5)
    image, parts = repaint(view, empty_screen(view, ratio)), 0
    for at in instants(HOLDS[hold]):
        asked = AskedRegions(view)
        if view.show_scene(STAGE, at):
            parts += 1
            repaint(view, image, asked.region)
            assert largest_difference(image, repaint(view, empty_screen(view, ratio))) <= 2
    assert parts >= 4


@pytest.mark.parametrize("hold", HOLDS)
def test_only_a_part_is_painted_in_a_hold(view: FigureView, hold: str) -> None:
    for at in instants(HOLDS[hold]):
        values = FigureValues(scene_at(at)), FigureValues(scene_at(at + 0.1))
        part = changed_part(*values, DAWN, SIZE)
        assert part is not None
        assert part.width() * part.height() < 0.75 * view.width() * view.height()


def test_equal_pictures_have_no_changed_part() -> None:
    values = FigureValues(scene_of(stance("twist")))
    part = changed_part(values, values, DAWN, SIZE)
    assert part is not None
    assert part.isEmpty()


def test_after_a_change_of_view_or_skin_the_whole_figure_is_painted() -> None:
    right, left = (scene_of(stance("twist"), Phase(), side) for side in ("right", "left"))
    assert changed_part(FigureValues(right), FigureValues(left), DAWN, SIZE) is None
    for person in (Person("dark"), Person(build="broader")):
        other = FigureValues(right, person)
        assert changed_part(FigureValues(right), other, DAWN, SIZE) is None


def test_a_change_of_colour_is_painted_even_if_nothing_moves() -> None:
    one, other = (scene_of(stance("hamstring"), Phase(), side) for side in ("right", None))
    part = changed_part(FigureValues(one), FigureValues(other), DAWN, SIZE)
    assert part is not None
    assert part.height() > 50


@pytest.mark.parametrize("hold", HOLDS)
def test_the_screen_shows_the_whole_figure_after_many_frames(
    view: FigureView, qtbot: QtBot, hold: str
) -> None:
    with qtbot.waitExposed(view):
        view.show()
    for at in instants(HOLDS[hold]):
        view.show_scene(STAGE, at)
        QApplication.processEvents()
    assert largest_difference(on_screen(view), view.grab().toImage()) <= 2
    view.hide()


def test_a_change_of_stance_leaves_no_trace_of_the_old_one(view: FigureView, qtbot: QtBot) -> None:
    with qtbot.waitExposed(view):
        view.show()
    settle = step_of("settle", side="right")
    for number in range(round(settle.seconds / 0.1)):
        view.show_scene(STAGE, settle.start + number * 0.1)
        QApplication.processEvents()
    assert largest_difference(on_screen(view), view.grab().toImage()) <= 2
    view.hide()
