from __future__ import annotations

from itertools import combinations

import pytest
from msgspec.structs import replace
from PySide6.QtCore import QEvent, QPropertyAnimation, QRect, Qt, QTimer
from PySide6.QtGui import QKeyEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from supine.core.plan import Plan, Step
from supine.core.practice import PauseReason, Practice
from supine.figure.stage import Stage
from supine.ui.practice.controls import STILLNESS
from supine.ui.practice.key_lock import BOUNCE, UNLOCK_HOLD
from supine.ui.practice.keys import KEYS, Action
from supine.ui.practice.overlay import Overlay
from supine.ui.practice.view import NOTICE, Look, PracticeView
from supine.ui.theme import theme
from tests.conftest import FakeClock
from tests.helpers import (
    Heard,
    expose,
    fire,
    practice_at,
    press,
    release,
    shipped_plan,
    step_of,
    timers,
    way_out,
    where,
)

K = Qt.Key
BLOCKS = ("side", "pose", "time", "cue", "circle", "phase", "caption", "timeline", "controls")
TWIST = step_of("hold", side="right")
STAGE = Stage(shipped_plan())


@pytest.fixture
def view(qtbot: QtBot) -> PracticeView:
    made = PracticeView(Look(theme("dawn"), 40.0, still=False))
    qtbot.addWidget(made)
    made.resize(1280, 800)
    made.grab()
    return made


@pytest.fixture
def asked(view: PracticeView) -> Heard:
    return Heard(view.asked)


def show(view: PracticeView, practice: Practice) -> None:
    view.show_moment(practice, practice.moment)


def stand(view: PracticeView, clock: FakeClock, step: Step, into: float = 1.0) -> Practice:
    practice = practice_at(step, into, clock)
    show(view, practice)
    return practice


def texts(view: PracticeView) -> dict[str, str]:
    names = ("side", "pose", "time", "cue", "phase", "caption")
    return {name: getattr(view, name).values.text for name in names}


def running(view: PracticeView, interval: int) -> QTimer:
    (timer,) = (one for one in view.findChildren(QTimer) if one.interval() == interval)
    return timer


def test_the_side_is_said_first_then_the_pose(view: PracticeView, clock: FakeClock) -> None:
    stand(view, clock, TWIST)
    assert texts(view)["side"] == "Knees to the right"
    assert texts(view)["pose"] == "Spinal twist"
    assert view.side.values.side == "right"
    assert view.side.values.tone == "side"


def test_a_pose_without_sides_has_its_name_on_top(view: PracticeView, clock: FakeClock) -> None:
    stand(view, clock, step_of("hold", side=None))
    assert texts(view)["side"] == "Hip circles"
    assert texts(view)["pose"] == ""
    assert view.side.values.tone == "ink"


def test_settling_shows_the_line_and_how_to_be_ready_sooner(
    view: PracticeView, clock: FakeClock
) -> None:
    step = step_of("settle", side="right")
    stand(view, clock, step, step.cues[1].at + 0.1)
    said = texts(view)
    assert said["cue"] == step.cues[1].text
    assert said["phase"] == "Settle in"
    assert said["caption"] == "Then 5 breaths. Ready sooner? Press any key."
    assert view.controls.buttons[Action.PRESS].text() == "Ready"


@pytest.mark.parametrize(("into", "phase"), [(1.0, "Breathe in"), (5.0, "Breathe out")])
def test_a_hold_shows_the_breath_and_what_comes_next(
    view: PracticeView, clock: FakeClock, into: float, phase: str
) -> None:
    stand(view, clock, TWIST, into)
    said = texts(view)
    assert said["phase"] == phase
    assert said["caption"] == "Next: Knees to the left: Spinal twist"
    assert view.controls.buttons[Action.PRESS].text() == "Pause"


def test_leaving_and_resting_are_named(view: PracticeView, clock: FakeClock) -> None:
    stand(view, clock, step_of("leave", side="right"))
    assert texts(view)["phase"] == "Come out slowly"
    stand(view, clock, step_of("rest"), 5.0)
    assert texts(view)["phase"] == "Breathe out"


def test_cycles_name_the_movement(view: PracticeView, clock: FakeClock) -> None:
    step = step_of("hold", unit="cycles")
    said = []
    for breath in range(4):
        stand(view, clock, step, breath * 5 + 0.5 * (breath % 2) + 0.1)
        said.append(texts(view)["phase"])
    assert set(said) <= set(step.moves)


def test_a_pause_is_named_with_how_to_go_on(view: PracticeView, clock: FakeClock) -> None:
    practice = stand(view, clock, TWIST)
    practice.pause()
    clock.go(83)
    show(view, practice)
    assert texts(view)["phase"] == "Paused"
    assert texts(view)["caption"] == "Press any key to go on."
    assert view.controls.buttons[Action.PRESS].text() == "Go on"


def test_stopped_safely_shows_the_whole_way_out(view: PracticeView, clock: FakeClock) -> None:
    practice = stand(view, clock, TWIST)
    practice.pause(PauseReason.STOPPED)
    show(view, practice)
    assert texts(view)["cue"] == way_out(TWIST)


def test_in_a_pause_the_circle_is_pale(view: PracticeView, clock: FakeClock) -> None:
    def bright() -> bool:
        image = view.grab(view.circle.geometry()).toImage()
        return bool(where(image, view.look.theme.circle).any())

    practice = stand(view, clock, TWIST)
    assert bright()
    practice.pause()
    show(view, practice)
    assert not bright()
    practice.play()
    clock.go(1)
    practice.advance()
    show(view, practice)
    assert bright()


def test_after_a_gap_it_says_that_the_place_is_kept(view: PracticeView, clock: FakeClock) -> None:
    practice = stand(view, clock, TWIST)
    clock.go(3600)
    practice.advance()
    show(view, practice)
    assert texts(view)["cue"] == "The computer was asleep. Your place is kept."


def places(view: PracticeView) -> list[QRect]:
    return [getattr(view, name).geometry() for name in BLOCKS]


def test_no_part_changes_its_place(view: PracticeView, clock: FakeClock) -> None:
    first = places(view)
    for step in shipped_plan().steps:
        practice = stand(view, clock, step, step.seconds / 2)
        assert places(view) == first
        practice.pause(PauseReason.STOPPED)
        show(view, practice)
        assert places(view) == first


def drawn(view: PracticeView, clock: FakeClock, step: Step, into: float = 1.0) -> Practice:
    view.set_stage(STAGE)
    return stand(view, clock, step, into)


def test_with_a_figure_no_part_changes_its_place(view: PracticeView, clock: FakeClock) -> None:
    drawn(view, clock, TWIST)
    first = places(view), view.figure.geometry(), view.thumbnail.geometry()
    # a name without a side also uses the place of the side's words
    head = BLOCKS.index("side")
    for step in shipped_plan().steps:
        practice = drawn(view, clock, step, step.seconds / 2)
        for reason in (PauseReason.ASKED, PauseReason.GAP):
            now = places(view), view.figure.geometry(), view.thumbnail.geometry()
            assert now[1:] == first[1:]
            assert now[0][head].topLeft() == first[0][head].topLeft()
            assert step.heading == "" or now[0][head] == first[0][head]
            assert now[0][head + 1 :] == first[0][head + 1 :]
            practice.pause(reason)
            show(view, practice)


def test_the_next_practice_does_not_begin_with_the_figure_of_the_last(
    view: PracticeView, clock: FakeClock
) -> None:
    drawn(view, clock, TWIST)
    view.clear()
    assert view.figure.shown is None


def test_no_two_parts_share_a_pixel(view: PracticeView, clock: FakeClock) -> None:
    drawn(view, clock, TWIST)
    for size in ((800, 600), (1280, 800), (1281, 803), (1919, 1079)):
        view.resize(*size)
        view.grab()
        parts = [*places(view), view.figure.geometry(), view.thumbnail.geometry()]
        for one, other in combinations(parts, 2):
            assert not one.intersects(other)


def test_a_pose_with_a_stance_is_drawn(view: PracticeView, clock: FakeClock) -> None:
    drawn(view, clock, TWIST)
    assert view.figure.shown is not None
    assert view.figure.accessibleName() == "Spinal twist"
    assert view.thumbnail.scene is not None
    assert not view.figure.isHidden()


@pytest.mark.parametrize(("size", "align"), [((1280, 800), "end"), ((700, 1000), "start")])
def test_the_pose_is_at_the_end_of_the_line_or_below_the_side(
    view: PracticeView, clock: FakeClock, size: tuple[int, int], align: str
) -> None:
    view.resize(*size)
    drawn(view, clock, TWIST)
    view.grab()
    assert view.pose.values.align == align


def test_a_pose_without_a_stance_leaves_no_gap(view: PracticeView, clock: FakeClock) -> None:
    bare = [replace(step, stance=None) for step in shipped_plan().steps]
    practice = Practice(Plan.of_steps("Bare", bare), clock, start=TWIST.start + 1)
    practice.play()
    view.set_stage(STAGE)
    show(view, practice)
    assert view.figure.isHidden()
    assert view.thumbnail.scene is None
    assert view.circle.width() > 0.3 * 1280


def test_stopped_safely_the_words_replace_the_figure(view: PracticeView, clock: FakeClock) -> None:
    practice = drawn(view, clock, TWIST)
    figure, cue = view.figure.geometry(), view.cue.geometry()
    practice.pause(PauseReason.STOPPED)
    show(view, practice)
    assert view.figure.isHidden()
    assert view.cue.geometry().contains(figure)
    practice.play()
    show(view, practice)
    assert not view.figure.isHidden()
    assert view.cue.geometry() == cue


def test_the_next_practice_may_be_without_a_figure(view: PracticeView, clock: FakeClock) -> None:
    before = places(view)
    drawn(view, clock, TWIST)
    view.clear()
    view.set_stage(None)
    stand(view, clock, TWIST)
    assert view.figure.isHidden()
    assert view.thumbnail.isHidden()
    assert places(view) == before


def test_another_text_size_moves_the_parts_and_shows_the_same_words(
    view: PracticeView, clock: FakeClock
) -> None:
    stand(view, clock, TWIST)
    before, said = places(view), texts(view)
    view.set_look(Look(theme("night"), 60.0, still=True))
    assert places(view) != before
    assert texts(view) == said


def test_deeper_can_be_pressed_only_where_there_is_a_deeper_way(
    view: PracticeView, clock: FakeClock
) -> None:
    stand(view, clock, TWIST)
    assert not view.controls.buttons[Action.DEEPER].isEnabled()
    stand(view, clock, next(s for s in shipped_plan().steps if s.deeper and s.kind == "hold"))
    assert view.controls.buttons[Action.DEEPER].isEnabled()


@pytest.mark.parametrize(
    ("key", "action"), [(K.Key_Space, "press"), (K.Key_PageDown, "next"), (K.Key_X, "stop")]
)
def test_a_key_emits_its_action(view: PracticeView, asked: Heard, key: Qt.Key, action: str) -> None:
    press(view, key)
    assert asked.said == [action]


def test_a_held_key_emits_its_action_once(view: PracticeView, asked: Heard) -> None:
    press(view, K.Key_Space)
    for _ in range(5):
        press(view, K.Key_Space, repeats=True)
    assert asked.said == ["press"]


def test_a_modifier_alone_does_nothing(view: PracticeView, asked: Heard) -> None:
    press(view, K.Key_Shift)
    assert asked.said == []


def test_a_click_anywhere_pauses(view: PracticeView, asked: Heard) -> None:
    view.set_stage(STAGE)
    for name in ("cue", "circle", "side", "thumbnail"):
        middle = getattr(view, name).geometry().center()
        QTest.mouseClick(view, Qt.MouseButton.LeftButton, pos=middle)
    assert asked.said == ["press"] * 4


def test_text_and_circle_let_clicks_through(view: PracticeView) -> None:
    shown: list[QWidget] = [view.cue, view.side, view.circle, view.figure, view.thumbnail]
    for child in shown:
        assert child.testAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)


def test_locked_every_key_pauses(view: PracticeView, asked: Heard) -> None:
    view.lock()
    for key in (K.Key_Right, K.Key_Escape, K.Key_E):
        press(view, key)
    assert asked.said == ["press"] * 3
    fire(running(view, NOTICE))


def test_l_held_for_a_second_unlocks(view: PracticeView, asked: Heard) -> None:
    view.lock()
    press(view, K.Key_L)
    release(view, K.Key_L, repeats=True)
    press(view, K.Key_L, repeats=True)
    fire(running(view, UNLOCK_HOLD))
    press(view, K.Key_Right)
    assert asked.said == ["next"]
    fire(running(view, NOTICE))


def test_the_key_in_the_place_of_l_unlocks_on_a_russian_keyboard(
    view: PracticeView, asked: Heard
) -> None:
    view.lock()
    de = ord("Д")
    QApplication.sendEvent(view, foreign(QEvent.Type.KeyPress, de, 46))
    fire(running(view, UNLOCK_HOLD))
    assert not view.locked
    view.lock()
    for kind in (QEvent.Type.KeyPress, QEvent.Type.KeyRelease):
        QApplication.sendEvent(view, foreign(kind, de, 46))
    fire(running(view, BOUNCE))
    assert view.locked
    assert asked.said == ["press"]
    fire(running(view, NOTICE))


@pytest.mark.parametrize("locked", [False, True])
def test_the_key_in_the_place_of_x_stops_safely_on_a_russian_keyboard(
    view: PracticeView, asked: Heard, locked: bool
) -> None:
    if locked:
        view.lock()
        fire(running(view, NOTICE))
    QApplication.sendEvent(view, foreign(QEvent.Type.KeyPress, ord("Ч"), 53))
    assert asked.said == ["stop"]


def foreign(kind: QEvent.Type, key: int, place: int) -> QKeyEvent:
    """Return the event of a key as X11 sends it; `place` is its number there."""
    return QKeyEvent(kind, key, Qt.KeyboardModifier.NoModifier, place, 0, 0)


def test_a_clicker_s_start_button_only_pauses_and_goes_on(view: PracticeView, asked: Heard) -> None:
    """It sends F5 and Esc in turn. Esc alone comes from a keyboard."""
    for key in (K.Key_F5, K.Key_Escape, K.Key_F5, K.Key_PageDown, K.Key_Escape, K.Key_Escape):
        press(view, key)
    assert asked.said == ["press", "press", "press", "next", "press", "escape"]


def test_the_arrows_of_a_focused_button_belong_to_the_practice(
    view: PracticeView, asked: Heard, qtbot: QtBot
) -> None:
    expose(qtbot, view)
    button = view.controls.buttons[Action.EASIER]
    button.setFocus()
    for key in (K.Key_Right, K.Key_Left, K.Key_Return, K.Key_X):
        QTest.keyClick(button, key)
    assert asked.said == ["next", "back", "easier", "stop"]
    assert button.hasFocus()
    view.hide()


def test_buttons_that_have_faded_stay_so_in_every_pose(
    view: PracticeView, clock: FakeClock, qtbot: QtBot
) -> None:
    """They came back with the next figure, and for good."""
    stand(view, clock, TWIST)
    expose(qtbot, view)
    view.controls.set_full_screen(True)
    view.controls.hide()
    view.set_stage(Stage(shipped_plan()))
    stand(view, clock, TWIST).pause(PauseReason.STOPPED)
    view.lock()
    view.resize(900, 700)
    assert view.controls.isHidden()
    view.unlock()
    fire(running(view, NOTICE))
    view.controls.set_full_screen(False)
    view.hide()


def test_the_pointer_is_hidden_with_the_buttons_but_not_over_a_card(
    view: PracticeView, qtbot: QtBot
) -> None:
    """It lay on the figure or on a word for the whole practice."""
    expose(qtbot, view)
    view.controls.set_full_screen(True)
    assert view.cursor().shape() == Qt.CursorShape.ArrowCursor
    fire(running(view, STILLNESS))
    (fading,) = view.controls.findChildren(QPropertyAnimation)
    fading.setCurrentTime(fading.duration())
    assert {one.cursor().shape() for one in (view, view.timeline)} == {Qt.CursorShape.BlankCursor}
    card = Overlay("Leave?", view)
    assert card.cursor().shape() == Qt.CursorShape.ArrowCursor
    view.controls.eventFilter(view, QEvent(QEvent.Type.MouseMove))
    assert view.cursor().shape() == Qt.CursorShape.ArrowCursor
    view.controls.set_full_screen(False)
    view.hide()


def test_tab_brings_back_buttons_that_have_faded(view: PracticeView, qtbot: QtBot) -> None:
    expose(qtbot, view)
    view.controls.set_full_screen(True)
    view.controls.hide()
    view.setFocus()
    QTest.keyClick(view, K.Key_Tab)
    assert view.controls.isVisible()
    view.controls.set_full_screen(False)
    view.hide()


def test_the_focus_stays_on_deeper_where_there_is_no_deeper_way(
    view: PracticeView, clock: FakeClock, qtbot: QtBot
) -> None:
    """It went on to "Stay", and the next Space added breaths."""
    expose(qtbot, view)
    stand(view, clock, next(s for s in shipped_plan().steps if s.deeper and s.kind == "hold"))
    button = view.controls.buttons[Action.DEEPER]
    button.setFocus()
    stand(view, clock, TWIST)
    assert button.hasFocus()
    view.hide()


def test_l_released_too_early_is_a_key_like_any_other(view: PracticeView, asked: Heard) -> None:
    view.lock()
    press(view, K.Key_L)
    release(view, K.Key_L)
    fire(running(view, BOUNCE))
    assert view.locked
    assert asked.said == ["press"]
    assert not running(view, UNLOCK_HOLD).isActive()
    fire(running(view, NOTICE))


def test_locked_a_knee_on_any_key_only_pauses(view: PracticeView, asked: Heard) -> None:
    view.lock()
    kept = {"none", "stop", "play", "pause"}
    for key, action in KEYS.items():
        if action != "lock":
            press(view, Qt.Key(key))
            assert asked.said.pop() == (action if action in kept else "press")
    press(view, K.Key_Shift)
    assert asked.said == []
    fire(running(view, NOTICE))


def test_locked_tab_reaches_no_button(view: PracticeView, asked: Heard, qtbot: QtBot) -> None:
    expose(qtbot, view)
    button = view.controls.buttons[Action.LEAVE]
    button.setFocus()
    view.lock()
    for _ in range(4):
        QTest.keyClick(view, K.Key_Tab)
    assert view.hasFocus()
    assert asked.said == ["press"] * 4
    view.unlock()
    QTest.keyClick(view, K.Key_Tab)
    assert not view.hasFocus()
    assert asked.said == ["press"] * 4
    fire(running(view, NOTICE))
    view.hide()


def test_l_that_x11_repeats_as_release_and_press_still_unlocks(
    view: PracticeView, asked: Heard
) -> None:
    view.lock()
    press(view, K.Key_L)
    for at in range(500, 1000, 40):
        QApplication.sendEvent(view, key_event(QEvent.Type.KeyRelease, at))
        QApplication.sendEvent(view, key_event(QEvent.Type.KeyPress, at + 1))
    fire(running(view, UNLOCK_HOLD))
    assert not view.locked
    assert asked.said == []
    fire(running(view, NOTICE))


def key_event(kind: QEvent.Type, at: int) -> QKeyEvent:
    event = QKeyEvent(kind, K.Key_L, Qt.KeyboardModifier.NoModifier)
    event.setTimestamp(at)
    return event


def test_locked_keys_are_named_in_a_separate_place(view: PracticeView, clock: FakeClock) -> None:
    stand(view, clock, TWIST)
    before, right = places(view), view.time.geometry().right()
    view.lock()
    fire(running(view, NOTICE))
    assert view.locked_word.values.text == "Locked"
    assert not view.locked_word.geometry().intersects(view.time.geometry())
    others = [(now, was) for now, was in zip(places(view), before, strict=True) if now != was]
    # only the room before the time, whose words stand at the right
    assert others == [(view.time.geometry(), view.time.geometry() | view.locked_word.geometry())]
    assert view.time.geometry().right() == right
    view.unlock()
    assert places(view) == before
    assert view.locked_word.values.text == ""
    fire(running(view, NOTICE))


def test_the_next_practice_begins_unlocked(view: PracticeView) -> None:
    view.lock()
    press(view, K.Key_L)
    view.clear()
    assert not view.locked
    assert timers(view) == []


def test_it_says_that_the_keys_go_to_another_window_and_nothing_once_they_are_back(
    view: PracticeView, clock: FakeClock
) -> None:
    practice = stand(view, clock, TWIST)
    before = texts(view)["caption"]
    QApplication.sendEvent(view, QEvent(QEvent.Type.WindowDeactivate))
    assert texts(view)["caption"] == "Keys go to another window. Click here."
    practice.pause(PauseReason.STOPPED)
    show(view, practice)
    assert texts(view)["caption"] == "Keys go to another window. Click here."
    practice.play()
    QApplication.sendEvent(view, QEvent(QEvent.Type.WindowActivate))
    show(view, practice)
    assert texts(view)["caption"] == before


def test_a_notice_is_shown_for_five_seconds(view: PracticeView, clock: FakeClock) -> None:
    stand(view, clock, TWIST)
    caption = texts(view)["caption"]
    view.notice("Sound off")
    assert texts(view)["caption"] == "Sound off"
    fire(running(view, NOTICE))
    assert texts(view)["caption"] == caption


def test_pointing_at_the_timeline_names_a_pose_above_it(
    view: PracticeView, clock: FakeClock
) -> None:
    stand(view, clock, TWIST)
    view.timeline.named.emit("Outer hip stretch, 2:10")
    assert texts(view)["caption"] == "Outer hip stretch, 2:10"


def test_an_answer_to_a_key_is_for_a_screen_reader_too(view: PracticeView) -> None:
    told = Heard(view.told)
    view.notice("Two more breaths.")
    assert told.said == ["Two more breaths."]
    fire(running(view, NOTICE))


def test_what_is_only_shown_is_for_no_screen_reader(view: PracticeView, clock: FakeClock) -> None:
    """Lines and counts come from the narrator, which knows whether the voice says them."""
    told = Heard(view.told)
    practice = stand(view, clock, step_of("settle", side="right", pose="Spinal twist"), 0.0)
    for _ in range(60):
        clock.go(1.0)
        practice.advance()
        show(view, practice)
    assert told.said == []


def test_text_of_a_teacher_is_shown_as_typed(view: PracticeView, clock: FakeClock) -> None:
    odd = replace(shipped_plan().steps[0], pose="<b>Knees</b> & {side}", heading="")
    practice = Practice(Plan.of_steps("Odd", [odd]), clock)
    practice.play()
    show(view, practice)
    assert texts(view)["side"] == "<b>Knees</b> & {side}"
