"""Pictures of a hold that are drawn while its first lines are read."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise

import pytest
from pytestqt.qtbot import QtBot

from supine.core.plan import Step
from supine.figure.camera import Camera
from supine.figure.drawing import draw
from supine.figure.parts import Shape
from supine.figure.scene import Scene
from supine.figure.stage import Stage
from supine.ui.painting import figure as figure_painting
from supine.ui.practice.view import Look, PracticeView
from supine.ui.theme import theme
from supine.ui.widgets.figure_view import AT_A_TIME, FigureView
from tests.conftest import FakeClock
from tests.helpers import practice_at, shipped_plan, step_of

DAWN = theme("dawn")
FRAME = 1 / 60
PAIRS = list(pairwise(shipped_plan().steps))
MOTIONS = ("circles", "cycles", "times", "breaths")


@pytest.fixture
def drawn(monkeypatch: pytest.MonkeyPatch) -> list[Scene]:
    """Every scene that is drawn, and not only taken from what is kept."""
    scenes: list[Scene] = []

    def keep(scene: Scene, camera: Camera) -> list[Shape]:
        scenes.append(scene)
        return draw(scene, camera)

    figure_painting._kept.cache_clear()
    monkeypatch.setattr(figure_painting, "draw", keep)
    return scenes


@pytest.fixture
def stage() -> Stage:
    return Stage(shipped_plan())


@pytest.fixture
def view(qtbot: QtBot) -> FigureView:
    made = FigureView(DAWN)
    qtbot.addWidget(made)
    made.resize(700, 400)
    return made


def before(hold: Step) -> Step:
    return next(first for first, second in PAIRS if second is hold)


def ahead(view: FigureView, stage: Stage, hold: Step) -> None:
    view.make_ready(stage, hold.start, hold.unit_seconds)


def all_ahead(view: FigureView, stage: Stage, hold: Step) -> None:
    for _ in range(120):
        ahead(view, stage, hold)


def frames(start: float, seconds: float) -> Iterator[float]:
    return (start + number * FRAME for number in range(round(seconds / FRAME)))


@pytest.mark.parametrize("unit", ["circles", "cycles", "times"])
def test_nothing_is_left_to_draw_in_a_hold_after_a_settling_that_was_seen(
    view: FigureView, stage: Stage, drawn: list[Scene], unit: str
) -> None:
    """As in a practice: between changes of stance there is time, and each change is painted."""
    hold = step_of("hold", unit=unit)
    for at in frames(before(hold).start, before(hold).seconds):
        if view.show_scene(stage, at):
            view.grab()
        if stage.still_for(at) > 0.3:
            ahead(view, stage, hold)
    view.show_scene(stage, hold.start)
    view.grab()
    drawn.clear()
    for at in frames(hold.start, hold.unit_seconds):
        if view.show_scene(stage, at):
            view.grab()
    assert len(drawn) == 0


@pytest.mark.parametrize("unit", MOTIONS)
def test_only_a_few_are_drawn_at_a_time(
    view: FigureView, stage: Stage, drawn: list[Scene], unit: str
) -> None:
    for _ in range(20):
        count = len(drawn)
        ahead(view, stage, step_of("hold", unit=unit))
        assert len(drawn) - count <= AT_A_TIME
    assert len(drawn) > AT_A_TIME


def test_when_all_is_drawn_not_even_a_scene_is_asked_for(
    view: FigureView, stage: Stage, drawn: list[Scene], monkeypatch: pytest.MonkeyPatch
) -> None:
    hold = step_of("hold", unit="circles")
    all_ahead(view, stage, hold)
    drawn.clear()
    asked: list[float] = []
    monkeypatch.setattr(stage, "scene", asked.append)
    ahead(view, stage, hold)
    assert (asked, drawn) == ([], [])


def test_another_size_or_look_begins_anew(
    view: FigureView, stage: Stage, drawn: list[Scene]
) -> None:
    hold = step_of("hold", unit="circles")
    all_ahead(view, stage, hold)
    view.resize(640, 380)
    drawn.clear()
    all_ahead(view, stage, hold)
    resized = len(drawn)
    view.set_look(theme("night"), "dark", still=False)
    all_ahead(view, stage, hold)
    assert resized > 50
    assert len(drawn) == 2 * resized


def test_another_plan_begins_anew_though_its_hold_begins_at_the_same_second(
    view: FigureView, stage: Stage, monkeypatch: pytest.MonkeyPatch
) -> None:
    hold = step_of("hold", unit="circles")
    all_ahead(view, stage, hold)
    other, asked = Stage(shipped_plan()), list[float]()
    monkeypatch.setattr(other, "scene", asked.append)
    ahead(view, other, hold)
    assert len(asked) > 0


def test_the_other_side_begins_anew(view: FigureView, stage: Stage, drawn: list[Scene]) -> None:
    right, left = (step_of("hold", stance="twist", side=side) for side in ("right", "left"))
    all_ahead(view, stage, right)
    count = len(drawn)
    all_ahead(view, stage, left)
    assert len(drawn) == 2 * count > 0


def test_a_change_of_stance_is_not_drawn_ahead(
    view: FigureView, stage: Stage, drawn: list[Scene]
) -> None:
    """It is seen once only, and never at the very instants that could be drawn before."""
    settle = step_of("settle", side="right")
    for _ in range(200):
        view.make_ready(stage, settle.start, settle.seconds)
    assert not any(scene.passing for scene in drawn)


@pytest.fixture
def readied(qtbot: QtBot, monkeypatch: pytest.MonkeyPatch, stage: Stage) -> Iterator[list[float]]:
    """When the practice screen asks for pictures of what comes, in seconds of the practice."""
    made = PracticeView(Look(DAWN, 40.0, still=False))
    qtbot.addWidget(made)
    made.resize(1280, 800)
    found: list[float] = []
    clock, settle = FakeClock(), step_of("settle", side="right")
    practice = practice_at(settle, 0.0, clock)
    monkeypatch.setattr(
        made.figure, "make_ready", lambda *_what: found.append(practice.moment.elapsed)
    )
    made.set_stage(stage)
    for _ in frames(0.0, settle.seconds + 3.0):
        clock.go(FRAME)
        made.show_moment(practice, practice.moment)
    yield found
    made.hide()


def test_drawing_ahead_waits_while_a_stance_changes_and_ends_with_the_settling(
    readied: list[float], stage: Stage
) -> None:
    settle = step_of("settle", side="right")
    assert len(readied) > 100
    assert all(stage.still_for(at) > 0.0 for at in readied)
    assert max(readied) < settle.start + settle.seconds
