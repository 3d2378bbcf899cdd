from __future__ import annotations

from collections.abc import Iterator

import numpy as np
import numpy.typing as npt
import pytest
from PySide6.QtCore import QCoreApplication, QRectF, Qt, QVariantAnimation
from PySide6.QtGui import QImage, QPainter
from pytestqt.qtbot import QtBot

from supine.core.plan import Step
from supine.figure.motion import scene_of
from supine.figure.movement import still_scene_of
from supine.figure.stage import Stage
from supine.figure.stances import stance
from supine.settings.declaration import Person
from supine.ui.painting.figure import FigureValues, mat_bounds, paint_figure
from supine.ui.theme import theme
from supine.ui.widgets import figure_view
from supine.ui.widgets.figure_view import (
    CHECK_INTERVAL,
    FADE,
    SLOW_INTERVAL,
    Canvas,
    FigureView,
    Shown,
    Thumbnail,
    paint_shown,
)
from supine.ui.widgets.visible_change import VisibleState, visible_state, visibly_differs
from tests.helpers import expose, fire, painted, pixels, shipped_plan, step_of

DAWN = theme("dawn")
TWIST = step_of("hold", side="right")
SETTLE = step_of("settle", side="right")
CIRCLES = step_of("hold", unit="circles")
FRAME = 1 / 60


@pytest.fixture
def stage() -> Stage:
    return Stage(shipped_plan())


@pytest.fixture
def view(qtbot: QtBot) -> FigureView:
    made = FigureView(DAWN)
    qtbot.addWidget(made)
    made.resize(700, 400)
    return made


@pytest.fixture
def live_view(view: FigureView, qtbot: QtBot) -> Iterator[FigureView]:
    with qtbot.waitExposed(view):
        view.show()
    yield view
    view.hide()


def paintings(view: FigureView, stage: Stage, start: float, seconds: float) -> int:
    """Return the number of repaints, with sixty frames a second."""
    count = round(seconds / FRAME)
    return sum(view.show_scene(stage, start + number * FRAME) for number in range(count))


def fade(view: FigureView) -> QVariantAnimation:
    (found,) = view.findChildren(QVariantAnimation)
    return found


def seconds_of(step: Step) -> Iterator[float]:
    return (step.start + tenth / 10 for tenth in range(round(step.seconds * 10)))


def change_in(stage: Stage, step: Step) -> float:
    """Return when the first change with a large movement of a limb begins in `step`."""
    return next(
        change.at
        for change in stage.changes
        if step.start <= change.at < step.end
        and visibly_differs(
            state_at(stage, change.at), state_at(stage, change.at + change.seconds), 40.0
        )
    )


def state_at(stage: Stage, elapsed: float) -> VisibleState:
    scene = stage.scene(elapsed)
    assert scene is not None
    return visible_state(scene, 700, 400)


def test_it_lets_clicks_through(view: FigureView) -> None:
    assert view.testAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)


def test_a_still_figure_is_painted_once(view: FigureView, stage: Stage) -> None:
    begin = next(at for at in seconds_of(SETTLE) if stage.still_for(at) > 1.5)
    assert paintings(view, stage, begin, 1.5) == 1


def test_in_a_breath_it_is_painted_a_few_times_a_second(view: FigureView, stage: Stage) -> None:
    assert 5 <= paintings(view, stage, TWIST.start + 10, 10.0) <= 50


def test_a_slow_circle_is_painted_at_most_fifteen_times_a_second(
    view: FigureView, stage: Stage
) -> None:
    assert 7 * 8 <= paintings(view, stage, CIRCLES.start + 8, 8.0) <= 15 * 8


def test_a_change_of_stance_is_painted_at_most_twenty_five_times_a_second(
    view: FigureView, stage: Stage
) -> None:
    begin = change_in(stage, SETTLE)
    assert 15 <= paintings(view, stage, begin, 2.0) <= 50


def test_two_checks_in_a_short_time_are_one(view: FigureView, stage: Stage) -> None:
    begin = CIRCLES.start + 8
    assert view.show_scene(stage, begin)
    assert not view.show_scene(stage, begin + CHECK_INTERVAL / 2)
    assert view.show_scene(stage, begin + SLOW_INTERVAL + 0.01)


def test_going_back_is_painted_at_once(view: FigureView, stage: Stage) -> None:
    view.show_scene(stage, CIRCLES.start + 8)
    assert view.show_scene(stage, CIRCLES.start + 4)


def test_in_a_pause_it_is_painted_once_and_faded(view: FigureView, stage: Stage) -> None:
    view.show_scene(stage, TWIST.start + 12)
    assert view.show_scene(stage, TWIST.start + 12, faded=True)
    assert not view.show_scene(stage, TWIST.start + 12, faded=True)
    assert view.shown is not None
    assert view.shown.faded


def test_going_on_after_a_pause_draws_nothing_anew(
    view: FigureView, stage: Stage, monkeypatch: pytest.MonkeyPatch
) -> None:
    """It took 30 ms, and a key was answered two frames late."""
    for at in (TWIST.start + 12, TWIST.start + 12.5):
        view.show_scene(stage, at)
        before = view.grab().toImage()
    view.show_scene(stage, TWIST.start + 12.5, faded=True)
    assert view.grab().toImage() != before
    drawn = []
    for painting in ("paint_figure", "paint_body", "paint_mat"):
        monkeypatch.setattr(figure_view, painting, lambda *_args: drawn.append(1))
    view.show_scene(stage, TWIST.start + 12.5)
    assert view.grab().toImage() == before
    assert not drawn


def test_the_picture_of_a_pause_is_not_kept_in_a_hold(view: FigureView, stage: Stage) -> None:
    view.show_scene(stage, TWIST.start + 12, faded=True)
    view.grab()
    assert figure_view._fade_pictures
    for at in seconds_of(TWIST):
        if view.show_scene(stage, at):
            view.grab()
    assert not figure_view._fade_pictures


def test_without_a_stance_there_is_no_figure(view: FigureView, stage: Stage) -> None:
    class Empty(Stage):
        def scene(self, _elapsed: float) -> None:
            return None

    view.show_scene(stage, TWIST.start + 12)
    assert not view.show_scene(Empty(shipped_plan()), TWIST.start + 13)
    assert view.shown is None


def test_another_size_or_look_is_painted_at_once(view: FigureView, stage: Stage) -> None:
    view.show_scene(stage, TWIST.start + 12)
    view.resize(900, 500)
    view.grab()
    assert view.show_scene(stage, TWIST.start + 12)
    view.set_look(theme("night"), Person("dark"), still=False)
    assert view.show_scene(stage, TWIST.start + 12)


def test_a_jump_cross_fades_from_the_old_scene(live_view: FigureView, stage: Stage) -> None:
    live_view.show_scene(stage, TWIST.start + 12)
    before = live_view.shown
    live_view.jump()
    live_view.show_scene(stage, CIRCLES.start + 12)
    fade(live_view).setCurrentTime(FADE // 2)
    shown = live_view.shown
    assert before is not None
    assert shown is not None
    assert shown.leaving == before.scene
    assert shown.share == pytest.approx(0.5, abs=0.01)


def test_after_a_cross_fade_only_the_picture_that_is_shown_is_kept() -> None:
    one, other = scene_of(stance("start")), scene_of(stance("twist"))
    picture_of(Shown(other, one, 0.5))
    assert len(figure_view._fade_pictures) == 2
    picture_of(Shown(other))
    assert [scene for scene, _canvas in figure_view._fade_pictures] == [other]


def test_a_cross_fade_ends_without_a_new_scene(live_view: FigureView, stage: Stage) -> None:
    live_view.show_scene(stage, TWIST.start + 12)
    live_view.jump()
    live_view.show_scene(stage, CIRCLES.start + 12)
    fade(live_view).setCurrentTime(FADE)
    assert live_view.shown is not None
    assert live_view.shown.leaving is None
    assert fade(live_view).state() == QVariantAnimation.State.Stopped


def test_a_jump_to_the_same_picture_does_not_fade(live_view: FigureView, stage: Stage) -> None:
    live_view.show_scene(stage, TWIST.start + 12)
    live_view.jump()
    live_view.show_scene(stage, TWIST.start + 22)
    assert fade(live_view).state() == QVariantAnimation.State.Stopped


def test_a_hidden_figure_does_not_fade(view: FigureView, stage: Stage) -> None:
    view.show_scene(stage, TWIST.start + 12)
    view.jump()
    view.show_scene(stage, CIRCLES.start + 12)
    assert fade(view).state() == QVariantAnimation.State.Stopped


def test_a_cross_fade_ends_when_the_figure_is_hidden(live_view: FigureView, stage: Stage) -> None:
    live_view.show_scene(stage, TWIST.start + 12)
    live_view.jump()
    live_view.show_scene(stage, CIRCLES.start + 12)
    live_view.hide()
    assert fade(live_view).state() == QVariantAnimation.State.Stopped


def test_with_reduced_motion_nothing_moves_in_a_hold(view: FigureView, stage: Stage) -> None:
    view.set_look(DAWN, Person(), still=True)
    assert paintings(view, stage, CIRCLES.start + 8, 8.0) == 1


def test_with_reduced_motion_the_sign_of_the_circles_changes_with_their_direction(
    view: FigureView, stage: Stage
) -> None:
    view.set_look(DAWN, Person(), still=True)
    view.show_scene(stage, CIRCLES.end - 1.0)
    assert view.shown is not None
    clockwise = view.shown.scene
    assert view.show_scene(stage, CIRCLES.end + 1.0)
    assert view.shown.scene.posture == clockwise.posture
    assert view.shown.scene.signs != clockwise.signs


def test_with_reduced_motion_stances_cross_fade(view: FigureView, stage: Stage) -> None:
    view.set_look(DAWN, Person(), still=True)
    begin = change_in(stage, SETTLE)
    view.show_scene(stage, begin + 1.0)
    assert view.shown is not None
    assert view.shown.leaving is not None
    assert 0.1 < view.shown.share < 0.9
    assert paintings(view, stage, begin + 1.1, 1.0) > 8


def picture_of(shown: Shown) -> npt.NDArray[np.int16]:
    canvas = Canvas(DAWN, Person(), 300, 160, 1.0)
    return pixels(painted(300, 160, lambda painter: paint_shown(painter, shown, canvas)))


@pytest.mark.parametrize(("share", "faded"), [(0.0, False), (0.3, False), (0.5, True)])
def test_a_cross_fade_is_an_even_mixture_of_two_pictures(share: float, faded: bool) -> None:
    one, other = scene_of(stance("start")), scene_of(stance("twist"))
    mixed = picture_of(Shown(other, one, share, faded))
    a, b = picture_of(Shown(one, faded=faded)), picture_of(Shown(other, faded=faded))
    assert np.abs(mixed - (a * (1 - share) + b * share)).max() <= 3


@pytest.mark.parametrize("ratio", [1.0, 1.25, 1.5, 2.0])
def test_the_picture_of_the_mat_has_no_wide_border(ratio: float) -> None:
    view = scene_of(stance("start")).view
    begin, mat = figure_view.empty_mat(view, Canvas(DAWN, Person(), 300, 160, ratio))
    corner = begin * ratio
    assert corner.x() == pytest.approx(round(corner.x()))
    assert corner.y() == pytest.approx(round(corner.y()))
    bounds = mat_bounds(view, (300.0, 160.0))
    assert mat.width() <= (bounds.width() + 6.0) * ratio
    assert mat.height() <= (bounds.height() + 6.0) * ratio
    background = DAWN.background
    rim = pixels(mat)[[0, -1], :]
    assert (rim == (background.red(), background.green(), background.blue())).all()


def test_a_faded_body_does_not_show_parts_through_each_other() -> None:
    scene = scene_of(stance("twist"))
    red, green, blue = (getattr(DAWN.background, part)() for part in ("red", "green", "blue"))
    background = np.array((red, green, blue))
    bright, faded = picture_of(Shown(scene)), picture_of(Shown(scene, faded=True))
    assert np.abs(faded - (background + 0.35 * (bright - background))).max() <= 3


def test_a_thumbnail_shows_its_scene_on_any_background(qtbot: QtBot) -> None:
    small = Thumbnail(DAWN)
    qtbot.addWidget(small)
    small.resize(120, 55)
    small.setStyleSheet("background: #123456;")
    empty = pixels(small.grab().toImage())
    small.show_scene(scene_of(stance("twist")))
    full = pixels(small.grab().toImage())
    assert np.array_equal(empty[0, 0], full[0, 0])
    assert (empty != full).any(axis=2).mean() > 0.1


def test_a_thumbnail_on_the_screen_is_painted_in_a_frame_of_its_own(
    qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Where a hold begins the body is new, too, and both were painted in one long frame."""
    small = Thumbnail(DAWN)
    qtbot.addWidget(small)
    small.resize(120, 55)
    expose(qtbot, small)
    painted_scenes: list[object] = []

    def paint(scene: object, _canvas: object) -> QImage:
        painted_scenes.append(scene)
        return QImage()

    monkeypatch.setattr(figure_view, "_thumbnails", paint)
    twist = scene_of(stance("twist"))
    small.show_scene(twist)
    QCoreApplication.processEvents()
    assert not painted_scenes
    fire(small._later)
    QCoreApplication.processEvents()
    assert painted_scenes == [twist]


def test_another_skin_is_visible(qtbot: QtBot) -> None:
    small = Thumbnail(DAWN)
    qtbot.addWidget(small)
    small.resize(120, 55)
    small.show_scene(scene_of(stance("start")))
    light = pixels(small.grab().toImage())
    small.set_look(DAWN, Person("dark"))
    assert (pixels(small.grab().toImage()) != light).any()


def large_still(name: str) -> npt.NDArray[np.int16]:
    """Return the large picture of a stance that a practice shows with reduced motion."""
    shown, canvas = Shown(still_scene_of(stance(name))), Canvas(DAWN, Person(), 700, 340, 1.0)
    return pixels(painted(700, 340, lambda painter: paint_shown(painter, shown, canvas)))


@pytest.mark.usefixtures("qapp")
@pytest.mark.parametrize("name", ["cat-cow", "gluteal-massage", "neck-turn", "twist"])
def test_with_reduced_motion_a_large_figure_is_as_in_a_file(name: str) -> None:
    rect, values = QRectF(0, 0, 700, 340), FigureValues(still_scene_of(stance(name)))

    def expected(painter: QPainter) -> None:
        painter.fillRect(rect, DAWN.background)
        paint_figure(painter, rect, values, DAWN)

    assert (large_still(name) == pixels(painted(700, 340, expected))).all()


@pytest.mark.usefixtures("qapp")
def test_with_reduced_motion_a_large_figure_shows_both_ends() -> None:
    shown = large_still("cat-cow")
    halves = shown[:, :350], shown[:, 350:]
    ink = np.array([DAWN.ink.red(), DAWN.ink.green(), DAWN.ink.blue()])
    assert all((np.abs(half[..., :3] - ink).max(axis=2) < 8).sum() > 150 for half in halves)
