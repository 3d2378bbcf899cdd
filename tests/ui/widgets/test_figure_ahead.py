"""Pictures of a hold are drawn ahead, while the person reads how to settle."""

from __future__ import annotations

import zlib
from collections.abc import Callable, Iterator
from time import perf_counter

import pytest
from PySide6.QtGui import QRegion
from pytestqt.qtbot import QtBot

from supine.core.plan import Step
from supine.figure.stage import Stage
from supine.settings.declaration import ANYBODY
from supine.ui.painting import figure
from supine.ui.practice.view import Look, PracticeView
from supine.ui.theme import theme
from supine.ui.widgets import figure_view
from supine.ui.widgets.figure_view import Canvas, FigureView, empty_mat
from tests.conftest import FakeClock
from tests.helpers import practice_at, shipped_plan, step_of, timers
from tests.ui.repainting import AskedRegions, empty_screen, largest_difference, repaint

DAWN = theme("dawn")
FRAME = 1 / 60
ENOUGH = 1000
"""Steps after which all pictures of any hold of the shipped sequence are drawn."""


@pytest.fixture
def stage() -> Stage:
    return Stage(shipped_plan())


def view_of(qtbot: QtBot, width: int = 700) -> FigureView:
    made = FigureView(DAWN)
    qtbot.addWidget(made)
    made.resize(width, 400)
    return made


def draw_ahead(view: FigureView, stage: Stage, hold: Step) -> None:
    for _ in range(ENOUGH):
        view.make_ready(stage, hold.start, hold.unit_seconds)


def frames(start: float, seconds: float) -> Iterator[float]:
    return (start + number * FRAME for number in range(round(seconds / FRAME)))


@pytest.mark.parametrize("unit", ["circles", "cycles", "times", "breaths"])
def test_pictures_drawn_ahead_look_the_same(qtbot: QtBot, stage: Stage, unit: str) -> None:
    hold = step_of("hold", unit=unit)
    ahead, due = view_of(qtbot), view_of(qtbot)
    draw_ahead(ahead, stage, hold)
    for share in (0.0, 0.3, 0.7):
        for view in (ahead, due):
            view.show_scene(stage, hold.start + share * hold.unit_seconds)
        assert largest_difference(ahead.grab().toImage(), due.grab().toImage()) == 0


def test_a_hold_keeps_no_picture_of_the_mat(qtbot: QtBot, stage: Stage) -> None:
    """It is as large as the figure, and each frame of the hold has the mat in it."""
    hold, view = step_of("hold", unit="breaths"), view_of(qtbot)
    draw_ahead(view, stage, hold)
    # as for a picture that was not drawn ahead
    scene = stage.scene(hold.start)
    assert scene is not None
    empty_mat(scene.view, Canvas(DAWN, ANYBODY, 700, 400, 1.0))
    view.show_scene(stage, hold.start + 0.7 * hold.unit_seconds)
    assert empty_mat.cache_info().currsize == 1
    view.grab()
    assert empty_mat.cache_info().currsize == 0


@pytest.mark.parametrize("unit", ["circles", "cycles", "times", "breaths"])
def test_a_pause_in_a_hold_draws_nothing_anew(
    qtbot: QtBot, stage: Stage, unit: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A key that pauses was answered 30 ms later, when the whole body had been drawn."""
    hold = step_of("hold", unit=unit)
    ahead, due = view_of(qtbot), view_of(qtbot)
    draw_ahead(ahead, stage, hold)
    at = hold.start + 0.7 * hold.unit_seconds
    for view, before in ((ahead, hold.start), (ahead, at), (due, hold.start)):
        view.show_scene(stage, before)
        view.grab()
    with monkeypatch.context() as patch:
        drawn = []
        for painting in ("paint_figure", "paint_body", "paint_mat"):
            patch.setattr(figure_view, painting, lambda *_args: drawn.append(1))
        ahead.show_scene(stage, at, faded=True)
        paused = ahead.grab().toImage()
        assert not drawn
    figure_view._films.clear()
    figure_view._fade_pictures.clear()
    due.show_scene(stage, at, faded=True)
    assert largest_difference(paused, due.grab().toImage()) == 0


def test_what_passes_meanwhile_makes_no_picture_ahead_larger(qtbot: QtBot, stage: Stage) -> None:
    """The way in is painted between them, and what has not moved was new in each of them."""
    hold, view = step_of("hold", unit="breaths"), view_of(qtbot, 714)
    before = [at for at in frames(hold.start - 20.0, 12.0) if stage.scene(at).passing]  # type: ignore[union-attr]
    assert len(before) > 30
    for at in before[:30]:
        view.show_scene(stage, at)
        view.grab()
        view.make_ready(stage, hold.start, hold.unit_seconds)
    draw_ahead(view, stage, hold)
    for at in frames(hold.start, hold.unit_seconds):
        asked = AskedRegions(view)
        if view.show_scene(stage, at) and at > hold.start + 0.5:
            part = asked.region.boundingRect()
            assert part.width() * part.height() < 0.15 * view.width() * view.height()


def test_a_hold_that_was_not_drawn_ahead_takes_one_step_of_work_a_frame(
    qtbot: QtBot, monkeypatch: pytest.MonkeyPatch, stage: Stage
) -> None:
    """All that a new picture needs at once was 45 ms, and the breath circle waited for it."""
    hold, view, work = step_of("hold", unit="breaths"), view_of(qtbot, 716), Work(monkeypatch)
    # it comes to rest in the stance first
    view.show_scene(stage, hold.start - 0.01)
    view.grab()
    asked, screen, drawn = AskedRegions(view), empty_screen(view, 1.0), []
    for at in frames(hold.start, 2 * hold.unit_seconds):
        work.done = []
        view.show_scene(stage, at)
        assert work.done in ([], ["draw"])
        drawn += [at] * len(work.done)
        work.done = []
        repaint(view, screen, asked.region)
        asked.region = QRegion()
        assert work.done in ([], ["paint"])
        for timer in timers(view):
            work.done = []
            timer.timeout.emit()
            assert work.done in ([], ["paint"], ["pack"])
    # the second breath has the pictures of the first
    assert sum(at < hold.start + hold.unit_seconds for at in drawn) > 10
    assert sum(at > hold.start + hold.unit_seconds for at in drawn) < 4


def test_what_comes_to_rest_without_being_drawn_ahead_is_drawn_a_frame_before_it_is_shown(
    qtbot: QtBot, monkeypatch: pytest.MonkeyPatch, stage: Stage
) -> None:
    """The shapes, their paths and the painting in one frame were 47 ms on a slow machine."""
    hold, view, work = step_of("hold", unit="breaths"), view_of(qtbot, 722), Work(monkeypatch)
    moves = [at for at in frames(hold.start - 20.0, 20.0) if stage.scene(at).passing]  # type: ignore[union-attr]
    rests = moves[-1] + FRAME
    view.show_scene(stage, moves[-1])
    view.grab()
    work.done = []
    assert not view.show_scene(stage, rests + 0.1)
    assert work.done == ["draw"]
    work.done = []
    assert view.show_scene(stage, rests + 0.1 + FRAME)
    view.grab()
    assert work.done == ["paint"]
    late = view_of(qtbot, 722)
    late.show_scene(stage, rests + 0.1)
    assert largest_difference(view.grab().toImage(), late.grab().toImage()) == 0


class Work:
    """Counts the three kinds of work that take long."""

    def __init__(self, monkeypatch: pytest.MonkeyPatch) -> None:
        self.done: list[str] = []
        for name, owner, called in (
            ("draw", figure, "draw"),
            ("paint", figure, "_paint"),
            ("pack", zlib, "compress"),
        ):
            monkeypatch.setattr(owner, called, self._noting(name, getattr(owner, called)))

    def _noting(self, name: str, call: Callable[..., object]) -> Callable[..., object]:
        def noted(*words: object, **more: object) -> object:
            self.done.append(name)
            return call(*words, **more)

        return noted


def test_nothing_is_drawn_ahead_any_more_once_a_hold_has_begun(
    qtbot: QtBot, monkeypatch: pytest.MonkeyPatch, stage: Stage
) -> None:
    """Seven pictures that were still wanted took 20 ms each, beside those that were shown."""
    hold, view, work = step_of("hold", unit="cycles"), view_of(qtbot, 718), Work(monkeypatch)
    view.show_scene(stage, hold.start - 0.5)
    view.make_ready(stage, hold.start, hold.unit_seconds)
    view.show_scene(stage, hold.start - 0.01)
    work.done = []
    for _ in range(10):
        for timer in timers(view):
            timer.timeout.emit()
    assert work.done == []


def test_drawing_ahead_shows_nothing(qtbot: QtBot, stage: Stage) -> None:
    view = view_of(qtbot)
    view.show_scene(stage, step_of("settle", unit=None).start)
    before = view.grab().toImage()
    draw_ahead(view, stage, step_of("hold", unit="circles"))
    assert largest_difference(view.grab().toImage(), before) == 0


@pytest.mark.measure
@pytest.mark.parametrize("unit", ["circles", "cycles", "times"])
def test_no_picture_of_a_hold_that_was_drawn_ahead_takes_long(
    qtbot: QtBot, stage: Stage, unit: str
) -> None:
    hold = step_of("hold", unit=unit)

    def slowest_tenth(width: int, *, ready: bool) -> float:
        # each width is new, so nothing has been drawn before
        view = view_of(qtbot, width)
        if ready:
            draw_ahead(view, stage, hold)
        # then the end of the way in is shown; a hold before it would have a film of its own
        for at in frames(hold.start - 2.0, 2.0):
            if view.show_scene(stage, at):
                view.grab()
        taken, screen, asked = [], empty_screen(view, 1.0), AskedRegions(view)
        for at in frames(hold.start, hold.unit_seconds):
            began = perf_counter()
            if view.show_scene(stage, at):
                repaint(view, screen, asked.region)
                taken.append(perf_counter() - began)
            asked.region = QRegion()
        # one picture may be slow for another reason
        return sum(sorted(taken)[-len(taken) // 10 :])

    assert slowest_tenth(710, ready=True) < 0.6 * slowest_tenth(712, ready=False)


def test_nothing_is_drawn_ahead_while_a_stance_changes_or_after_settling(
    qtbot: QtBot, monkeypatch: pytest.MonkeyPatch, stage: Stage
) -> None:
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
    assert found
    assert all(stage.still_for(at) > 0.0 for at in found)
    assert max(found) < settle.start + settle.seconds
    made.hide()
