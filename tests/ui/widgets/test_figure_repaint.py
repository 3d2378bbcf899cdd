"""Painting of the figure is limited to what has changed."""

from __future__ import annotations

from collections import deque
from collections.abc import Iterator
from itertools import pairwise

import pytest
from PySide6.QtCore import QRectF
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from supine.core.plan import Step
from supine.figure.motion import Phase, scene_of
from supine.figure.scene import Scene
from supine.figure.stage import Stage
from supine.figure.stances import stance
from supine.settings.declaration import ANYBODY, Person
from supine.ui.painting.figure import FigureValues, changed_part, paint_body, paint_mat
from supine.ui.theme import theme
from supine.ui.widgets import figure_view
from supine.ui.widgets.figure_view import (
    FRAMES_KEPT,
    SLOW_INTERVAL,
    Canvas,
    FigureView,
    Film,
    blank_picture,
)
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


def add(film: Film, scene: Scene) -> None:
    """Add a picture with all the steps that it takes, unless the film has it."""
    if film.lacks(scene):
        deque(film.adding(scene), maxlen=0)


@pytest.mark.parametrize("ratio", [*RATIOS, 1.25, 1.75])
@pytest.mark.parametrize("hold", HOLDS)
def test_a_film_shows_what_its_shapes_show(hold: str, ratio: float) -> None:
    canvas, whole = Canvas(DAWN, ANYBODY, 703, 401, ratio), QRectF(0, 0, 703, 401)
    film = Film(canvas)
    scenes = [scene_at(at) for at in instants(HOLDS[hold])]
    for scene in scenes:
        add(film, scene)
    for scene in scenes:
        kept, drawn = blank_picture(canvas, whole), blank_picture(canvas, whole)
        with QPainter(kept) as painter:
            film.paint(painter, scene)
        with QPainter(drawn) as painter:
            paint_mat(painter, whole, scene.view, DAWN)
            paint_body(painter, whole, FigureValues(scene), DAWN)
        assert largest_difference(kept, drawn) <= 2


@pytest.mark.parametrize("ratio", [1.0, 1.25, 2.0])
@pytest.mark.parametrize("hold", HOLDS)
def test_what_a_film_keeps_of_a_hold_covers_all_that_moves(hold: str, ratio: float) -> None:
    """What is added later may move elsewhere."""
    canvas, whole = Canvas(DAWN, ANYBODY, 703, 401, ratio), QRectF(0, 0, 703, 401)
    film = Film(canvas)
    scenes = list(dict.fromkeys(scene_at(at) for at in instants(HOLDS[hold])))
    for scene in scenes[:3]:
        add(film, scene)
    first = blank_picture(canvas, whole)
    with QPainter(first) as painter:
        film.paint(painter, scenes[0])
    for before, scene in pairwise(scenes):
        add(film, scene)
        only = film.part(before).united(film.part(scene))
        kept, drawn = blank_picture(canvas, whole), blank_picture(canvas, whole)
        with QPainter(kept) as painter:
            film.paint(painter, scene, only)
        with QPainter(drawn) as painter:
            paint_mat(painter, whole, scene.view, DAWN)
            paint_body(painter, whole, FigureValues(scene), DAWN)
        part = QRectF(only.topLeft() * ratio, only.size() * ratio).toAlignedRect()
        assert largest_difference(kept.copy(part), drawn.copy(part)) <= 2


def test_in_a_breath_no_shapes_are_painted_but_where_nothing_moves(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """A film keeps only what moves, so a dialog before the rest of the figure costs its shapes."""
    painted: list[object] = []
    canvas, whole = Canvas(DAWN, ANYBODY, 703, 401, 1.0), QRectF(0, 0, 703, 401)
    film, image = Film(canvas), blank_picture(canvas, whole)
    scenes = list(dict.fromkeys(scene_at(at) for at in instants(HOLDS["breaths"])))
    for scene in scenes:
        add(film, scene)
    monkeypatch.setattr(figure_view, "paint_body", lambda *what: painted.append(what))
    with QPainter(image) as painter:
        for scene in scenes:
            film.paint(painter, scene, film.part(scene))
        assert painted == []
        film.paint(painter, scenes[0], whole)
        assert len(painted) == 1


def test_a_film_forgets_its_oldest_frame_but_the_first() -> None:
    film = Film(Canvas(DAWN, ANYBODY, 70, 40, 1.0))
    scenes = [scene_at(hold.start + t / 50) for hold in HOLDS.values() for t in range(500)]
    kept = list(dict.fromkeys(scenes))[: FRAMES_KEPT + 3]
    for scene in kept:
        assert film.lacks(scene)
        add(film, scene)
    assert len(kept) == FRAMES_KEPT + 3
    assert not film.lacks(kept[-1])
    assert [scene in film for scene in (kept[0], *kept[1:4], kept[4])] == [True, *[False] * 3, True]


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
