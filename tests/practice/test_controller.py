"""One practice under way: what is asked for, and what comes of it."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from functools import partial
from pathlib import Path
from typing import Any

import pytest
from msgspec.structs import replace
from PySide6.QtCore import Qt, QTimer
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QPushButton
from pytestqt.qtbot import QtBot

from supine.audio.client import AudioClient
from supine.core.breath import Rhythm
from supine.core.pace import Pace
from supine.core.plan import Step
from supine.core.problem import Problem, Unreadable
from supine.core.reader import read_file
from supine.core.sequence import Cue, cue_of
from supine.core.sounds import Sound
from supine.figure.stances import Stances, stance
from supine.practice.breath_wave import BreathWave
from supine.practice.controller import RUNWAY, PracticeController
from supine.practice.narrator import Narrator
from supine.practice.session import FRAME, IDLE
from supine.practice.trace import Trace
from supine.practice.way_out import WayOut, lines_out
from supine.settings.declaration import Settings
from supine.speech.phrases import ENGLISH
from supine.speech.speech import Speech
from supine.ui import words
from supine.ui.practice.keys import Action
from supine.ui.practice.overlay import Answer, Overlay
from supine.ui.practice.view import NAMED, Look, PracticeView
from supine.ui.theme import theme
from tests.conftest import FakeClock
from tests.core.test_recordings import record, written
from tests.helpers import (
    RECORD,
    Heard,
    expose,
    fire,
    press,
    shipped,
    shipped_plan,
    step_of,
    way_out,
)

TWIST = step_of("hold", side="right")
OUTER_HIP = next(s for s in shipped_plan().steps if s.kind == "hold" and s.deeper)


class Silent(AudioClient):
    """Sounds that keep their names and are not heard."""

    def __init__(self) -> None:
        super().__init__()
        self.played: list[str] = []
        self.prepared: list[tuple[Rhythm, tuple[str, ...]]] = []

    def prepare(self, rhythm: Rhythm, recordings: tuple[str, ...] = ()) -> None:
        self.prepared.append((rhythm, recordings))

    def play(self, name: Sound, _ahead: float | None = None) -> bool:
        self.played.append(name)
        return True

    def hush(self) -> None:
        self.played.append("hush")


class Mute(Speech):
    """A voice that is off, and tells when it is stopped."""

    def __init__(self, audio: AudioClient) -> None:
        super().__init__(audio)
        self.stops = 0

    def stop(self) -> None:
        self.stops += 1
        super().stop()


class Scene:
    """The practice screen with a practice, without a window and a speaker."""

    def __init__(self, qtbot: QtBot, clock: FakeClock, trace: Path) -> None:
        self.clock, self.path, self.sounds = clock, trace, Silent()
        self.view = PracticeView(Look(theme("dawn"), 40.0, still=False))
        qtbot.addWidget(self.view)
        self.view.resize(1280, 800)
        self.trace = Trace(trace)
        self.speech = Mute(self.sounds)
        heard = (self.sounds, self.speech)
        self.controller = PracticeController(self.view, heard, self.trace, clock, 1.0)
        names = ("ended", "paced", "resting", "passed_on")
        self.heard = {name: Heard(getattr(self.controller, name)) for name in names}

    def begin(self, step: int = TWIST.index, into: float = 7.0) -> None:
        self.controller.begin(shipped(), Pace(), RECORD, step)
        if into:
            self.session.go_to(self.session.practice.elapsed + into)

    @property
    def session(self) -> Any:
        assert self.controller.session is not None
        return self.controller.session

    @property
    def notice(self) -> str:
        return self.view.caption.values.text

    def card(self, heading: str) -> Overlay:
        cards = self.view.findChildren(Overlay)
        return next(c for c in cards if heading in [b.text() for b in c.findChildren(QPushButton)])

    def leave(self) -> None:
        """Leave, and press a key on the way out."""
        self.controller.do(Action.LEAVE)
        self.card("Leave").answer(Answer.LEAVE)
        self.controller.do(Action.PRESS)

    def events(self) -> list[dict[str, Any]]:
        return [json.loads(line) for line in self.path.read_text("utf-8").splitlines()]

    def close(self) -> None:
        self.controller.close()
        self.trace.close()
        for timer in self.view.findChildren(QTimer):
            timer.stop()


@pytest.fixture
def scene(qtbot: QtBot, clock: FakeClock, tmp_path: Path) -> Iterator[Scene]:
    made = Scene(qtbot, clock, tmp_path / "trace.jsonl")
    yield made
    made.close()


def test_it_begins_where_it_is_asked_to(scene: Scene) -> None:
    scene.begin(into=0)
    assert scene.session.practice.elapsed == TWIST.start
    assert scene.view.side.values.text == "Knees to the right"
    assert scene.heard["resting"].said == [False]


def test_a_step_that_is_not_there_is_the_last_one(scene: Scene) -> None:
    scene.begin(step=999, into=0)
    assert scene.session.practice.moment.step.index == len(shipped_plan().steps) - 1


def lie_down(scene: Scene, pace: Pace | None = None) -> None:
    """Begin as from the page before."""
    scene.controller.begin(shipped(), pace or Pace(), RECORD, waits=True)


def wait(scene: Scene, seconds: int) -> None:
    for _ in range(seconds):
        scene.clock.go(1.0)
        scene.session.tick()


def test_where_it_begins_on_a_chair_it_waits_until_the_person_sits_there(scene: Scene) -> None:
    seated = [replace(one, seated=True) for one in shipped().steps[:1]]
    sequence = replace(shipped(), steps=seated)
    scene.controller.begin(sequence, Pace(), RECORD, waits=True)
    assert scene.view.cue.values.text == "Sit down. Any key begins."


def test_it_waits_until_the_person_lies_there(scene: Scene) -> None:
    """It began at once: fourteen seconds later she had not reached the mat."""
    lie_down(scene)
    assert scene.view.cue.values.text == "Lie down. Any key begins."
    assert scene.view.phase.values.text == "seconds, then it begins"
    assert scene.notice == "Take all the time you need. X leads back."
    assert scene.view.controls.buttons[Action.PRESS].text() == "Begin"
    wait(scene, 18)
    assert scene.view.circle.shown.number == 42
    assert scene.session.practice.elapsed == 0.0
    assert scene.events() == []
    assert "resume" not in scene.sounds.played
    wait(scene, 42)
    assert scene.sounds.played[-1] == "resume"
    assert [event["event"] for event in scene.events()][:2] == ["start", "step"]
    assert scene.session.practice.state == "playing"
    assert scene.heard["resting"].said[-1] is False


@pytest.mark.parametrize(
    "action", [Action.PRESS, Action.NEXT, Action.BACK, Action.PLAY, Action.EASIER, Action.STAY]
)
def test_any_key_begins_it_at_its_beginning(scene: Scene, action: Action) -> None:
    lie_down(scene)
    wait(scene, 5)
    scene.controller.ask(action)
    assert (scene.session.practice.state, scene.session.practice.elapsed) == ("playing", 0.0)
    assert scene.sounds.played[-1] == "resume"


def test_where_it_waits_for_the_person_it_waits_without_a_limit(scene: Scene) -> None:
    lie_down(scene, Pace(ready="wait"))
    wait(scene, 300)
    assert scene.view.phase.values.text == "Waiting for you"
    assert scene.view.circle.shown.number is None
    assert scene.session.practice.state == "waiting"


@pytest.mark.parametrize("action", [Action.STOP, Action.ESCAPE, Action.LEAVE])
def test_before_it_begins_x_esc_and_leave_lead_back(scene: Scene, action: Action) -> None:
    off = Heard(scene.controller.called_off)
    lie_down(scene)
    assert not scene.controller.is_in_the_middle
    scene.controller.do(action)
    assert off.said == [RECORD.id]
    assert (scene.controller.session, scene.heard["ended"].said) == (None, [])
    assert scene.heard["resting"].said[-1] is True


def test_while_it_waits_it_does_not_begin_behind_a_card(scene: Scene) -> None:
    lie_down(scene)
    scene.controller.do(Action.KEYS)
    wait(scene, 100)
    assert scene.session.practice.state == "waiting"
    assert scene.view.card is not None
    scene.view.card.answer(Answer.GO_ON)
    wait(scene, 59)
    assert scene.session.practice.state == "waiting"
    wait(scene, 1)
    assert scene.session.practice.state == "playing"


def test_while_it_waits_x_over_a_card_leads_back(scene: Scene) -> None:
    lie_down(scene)
    scene.controller.do(Action.KEYS)
    assert scene.view.card is not None
    scene.view.card.answer(Answer.STOP)
    assert scene.controller.session is None


def test_behind_a_locked_screen_it_does_not_begin(scene: Scene) -> None:
    lie_down(scene)
    scene.controller.pause_at_lock()
    wait(scene, 100)
    assert scene.session.practice.state == "waiting"


def test_while_it_waits_a_clicker_s_esc_leads_nobody_back(scene: Scene) -> None:
    scene.controller.set_full_screen(True)
    lie_down(scene)
    scene.controller.do(Action.ESCAPE)
    assert scene.session.practice.state == "waiting"
    scene.controller.do(Action.ESCAPE)
    assert scene.heard["passed_on"].said == [Action.FULL_SCREEN]
    scene.controller.set_full_screen(False)


def test_while_it_waits_pace_and_lock_can_be_set_and_a_place_chosen(scene: Scene) -> None:
    lie_down(scene)
    for action in (Action.FASTER, Action.LOCK, Action.PAUSE, Action.BIGGER):
        scene.controller.do(action)
    assert scene.session.practice.state == "waiting"
    assert scene.heard["paced"].said == [6.5]
    scene.view.chosen.emit(scene.session.practice.plan.segments[3].start)
    assert scene.session.practice.moment.segment.index == 3
    assert scene.session.practice.state == "playing"


def test_its_wave_and_its_recordings_are_got_ready(scene: Scene, tmp_path: Path) -> None:
    paths = [tmp_path / f"{side}.wav" for side in ("right", "left")]
    for path in paths:
        record(path)
    pace = Pace(breaths_per_minute=5.0)
    scene.controller.begin(read_file(written(tmp_path, "'{side}.wav'")), pace, RECORD)
    assert scene.sounds.prepared == [(pace.rhythm, tuple(map(str, paths)))]


def test_press_pauses_with_a_sound_and_goes_on_with_another(scene: Scene) -> None:
    scene.begin()
    for _ in range(2):
        scene.controller.do(Action.PRESS)
    assert [name for name in scene.sounds.played if name in ("pause", "resume")] == [
        "pause",
        "resume",
    ]
    assert scene.session.practice.state == "playing"


def test_a_pause_lets_the_screen_sleep(scene: Scene) -> None:
    scene.begin()
    scene.controller.do(Action.PRESS)
    scene.controller.do(Action.PRESS)
    assert scene.heard["resting"].said == [False, True, False]


def test_a_gap_is_silent(scene: Scene) -> None:
    scene.begin()
    scene.sounds.played.clear()
    scene.clock.go(3600)
    scene.session.tick()
    assert scene.session.practice.state == "paused"
    assert "pause" not in scene.sounds.played


@pytest.mark.parametrize(
    ("action", "step"), [("next", TWIST.index + 1), ("back", TWIST.index), ("stop", TWIST.index)]
)
def test_next_back_and_stop_go_where_they_say(scene: Scene, action: str, step: int) -> None:
    scene.begin()
    scene.controller.do(Action(action))
    assert scene.session.practice.moment.step.index == step
    assert scene.session.practice.state == ("paused" if action == "stop" else "playing")


def test_play_and_pause_of_a_headset_never_toggle(scene: Scene) -> None:
    scene.begin()
    states = []
    for action in ("play", "pause", "pause", "play", "play"):
        scene.controller.do(Action(action))
        states.append(scene.session.practice.state)
    assert states == ["playing", "paused", "paused", "playing", "playing"]


def test_stay_says_that_the_other_side_gets_the_same(scene: Scene) -> None:
    scene.begin()
    scene.controller.do(Action.STAY)
    assert scene.notice == "2 breaths more, and the same on the other side."
    assert scene.session.practice.moment.step.count == TWIST.count + 2


def test_on_the_second_side_there_is_no_other_side(scene: Scene) -> None:
    scene.begin(step=step_of("hold", side="left").index)
    scene.controller.do(Action.STAY)
    assert scene.notice == "2 breaths more."


def test_easier_says_its_words_and_shows_the_easier_way(scene: Scene) -> None:
    scene.begin()
    scene.controller.do(Action.EASIER)
    assert scene.notice.startswith("Easier")
    assert TWIST.easier is not None
    assert scene.view.cue.values.text == cue_of(TWIST.easier.cues[0]).text


def test_deeper_shows_the_first_deeper_way(scene: Scene) -> None:
    scene.begin(step=OUTER_HIP.index)
    scene.controller.do(Action.DEEPER)
    assert scene.view.cue.values.text == cue_of(OUTER_HIP.deeper[0].cues[0]).text


def test_the_way_out_is_shown_after_going_deeper(scene: Scene) -> None:
    scene.begin(step=OUTER_HIP.index)
    scene.controller.do(Action.DEEPER)
    scene.controller.do(Action.STOP)
    assert scene.view.cue.values.text == way_out(OUTER_HIP)


def test_stay_says_where_it_is_enough(scene: Scene) -> None:
    scene.begin()
    for _ in range(3):
        scene.controller.do(Action.STAY)
    assert scene.notice == "1 breath more, and the same on the other side."
    before = scene.session.practice.plan
    scene.controller.do(Action.STAY)
    assert scene.notice == "That is the most for one hold. Enough for today."
    assert scene.session.practice.plan is before
    assert scene.session.practice.moment.step.count == 2 * TWIST.count


def test_easier_on_the_way_in_is_taken_when_the_hold_begins(scene: Scene) -> None:
    scene.begin(step=TWIST.index - 1)
    before = scene.session.practice.elapsed
    for _ in range(2):
        scene.controller.do(Action.EASIER)
        assert scene.notice == "It will be easier and shorter, and the same on the other side."
    assert scene.session.practice.elapsed == before
    assert scene.controller.record is not None
    assert scene.controller.record.eased == (TWIST.pose,)
    scene.controller.do(Action.PRESS)
    assert (scene.session.practice.moment.step.count, scene.session.practice.moment.step.level) == (
        3, -1,
    )  # fmt: skip
    assert TWIST.easier is not None
    assert scene.view.cue.values.text == cue_of(TWIST.easier.cues[0]).text


def test_easier_says_that_it_stays_so_where_the_pose_comes_again(scene: Scene) -> None:
    circles = step_of("hold", pose="Hip circles")
    scene.begin(step=circles.index)
    scene.controller.do(Action.EASIER)
    assert scene.notice == "Easier, and not so long, each time this pose comes."


def test_easier_on_the_way_out_says_so(scene: Scene) -> None:
    scene.begin(step=step_of("leave", side="right").index, into=1.0)
    scene.controller.do(Action.EASIER)
    assert scene.notice == "Make it as easy as you like: you are on the way out."


@pytest.mark.parametrize("action", ["stay", "deeper"])
def test_while_settling_each_answers_in_words(scene: Scene, action: str) -> None:
    scene.begin(step=TWIST.index - 1)
    before = scene.session.practice.plan
    scene.controller.do(Action(action))
    assert scene.session.practice.plan is before
    assert not scene.notice.startswith("Then")


@pytest.mark.parametrize(("action", "pace"), [("faster", 6.5), ("slower", 5.5)])
def test_another_pace_is_said_and_kept(scene: Scene, action: str, pace: float) -> None:
    scene.begin()
    scene.controller.do(Action(action))
    assert scene.heard["paced"].said == [pace]
    assert scene.notice == f"{pace:g} breaths a minute"


@pytest.mark.parametrize("action", ["fullscreen", "bigger", "smaller", "mute"])
def test_what_is_not_about_the_practice_is_passed_on(scene: Scene, action: str) -> None:
    scene.begin()
    scene.controller.do(Action(action))
    assert scene.heard["passed_on"].said == [action]


def test_without_a_practice_nothing_happens(scene: Scene) -> None:
    for action in ("press", "next", "leave", "escape", "keys"):
        scene.controller.do(Action(action))
    assert scene.heard["passed_on"].said == []
    scene.controller.ask_to_close()
    assert scene.view.card is None


def test_the_timeline_leads_out_of_the_pose_before_it_leads_to_another(scene: Scene) -> None:
    """From a strap hold it was at once "Bend your left knee", the right foot still in the strap."""
    scene.begin(step=STRAP.index)
    other = next(one for one in shipped_plan().segments[7:] if one.pose == STRAP.pose)
    scene.view.chosen.emit(other.start)
    assert scene.view.cue.values.text == way_out(STRAP)
    assert scene.notice == "Then on to the place you chose. Any key goes there now."
    fire(coming_out(scene))
    practice = scene.session.practice
    assert practice.state == "playing"
    assert practice.moment.step.leads_in
    assert practice.moment.segment.index == other.index
    assert practice.moment.into == 0.0


def test_any_key_and_another_click_hurry_whoever_moves_on(scene: Scene) -> None:
    scene.begin(step=STRAP.index)
    for place in (8, 3):
        scene.view.chosen.emit(shipped_plan().segments[place].start)
    scene.controller.do(Action.PRESS)
    assert scene.session.practice.moment.segment.index == 3
    assert scene.session.practice.state == "playing"


def test_within_a_pose_and_after_a_stop_the_timeline_leads_at_once(scene: Scene) -> None:
    scene.begin()
    scene.view.chosen.emit(shipped_plan().segments[TWIST.segment].start)
    assert scene.session.practice.moment.step.index == TWIST.index - 1
    scene.controller.do(Action.STOP)
    scene.view.chosen.emit(shipped_plan().segments[6].start)
    assert scene.session.practice.moment.step.leads_in
    assert scene.session.practice.moment.segment.index == 6
    assert scene.session.practice.state == "playing"


@pytest.mark.parametrize("key", [Qt.Key.Key_Space, Qt.Key.Key_K])
def test_while_the_keys_are_locked_no_knee_leads_in_again(scene: Scene, key: Qt.Key) -> None:
    scene.begin()
    scene.controller.do(Action.LOCK)
    press(scene.view, Qt.Key.Key_X)
    assert scene.notice == "Hold L, then any key leads you in again."
    for knee in (key, key, Qt.Key.Key_Right, Qt.Key.Key_Escape):
        press(scene.view, knee)
    QTest.mouseClick(scene.view, Qt.MouseButton.LeftButton)
    assert scene.session.practice.stopped
    scene.view.unlock()
    scene.view._on_notice_over()
    assert scene.notice == "Rest as long as you like. Any key leads you in again."
    press(scene.view, key)
    assert scene.session.practice.state == "playing"


def test_while_the_keys_are_locked_any_key_still_pauses_and_goes_on(scene: Scene) -> None:
    scene.begin()
    scene.controller.do(Action.LOCK)
    states = []
    for _ in range(2):
        press(scene.view, Qt.Key.Key_K)
        states.append(scene.session.practice.state)
    assert states == ["paused", "playing"]


def test_while_the_keys_are_locked_no_knee_ends_the_way_out(scene: Scene) -> None:
    scene.begin()
    scene.controller.do(Action.LOCK)
    answer_leave(scene)
    assert scene.notice == "Then the practice ends."
    press(scene.view, Qt.Key.Key_K)
    assert scene.heard["ended"].said == []


def test_what_is_under_the_pointer_hides_no_answer_and_no_stop(scene: Scene) -> None:
    scene.begin()
    scene.view.timeline.named.emit("Hip circles, 1:45")
    assert scene.notice == "Hip circles, 1:45"
    scene.controller.do(Action.STAY)
    assert scene.notice.startswith("2 breaths more")
    scene.controller.do(Action.PRESS)
    scene.view._on_notice_over()
    assert scene.notice == "Press any key to go on."
    scene.controller.do(Action.PRESS)
    scene.view.timeline.named.emit("Hip circles, 1:45")
    scene.controller.do(Action.EASIER)
    scene.controller.do(Action.STOP)
    assert scene.notice == "Rest as long as you like. Any key leads you in again."
    scene.view.timeline.named.emit("Hip circles, 1:45")
    assert scene.notice == "Rest as long as you like. Any key leads you in again."


def test_a_pointer_that_rests_on_the_timeline_names_it_for_some_seconds(scene: Scene) -> None:
    scene.begin()
    before = scene.notice
    scene.view.timeline.named.emit("Hip circles, 1:45")
    assert scene.notice != before
    (timer,) = [one for one in scene.view.findChildren(QTimer) if one.interval() == NAMED]
    assert timer.isActive()
    timer.timeout.emit()
    assert scene.notice == before


def test_leaving_is_asked_while_paused_and_can_be_declined(scene: Scene) -> None:
    scene.begin()
    scene.controller.do(Action.LEAVE)
    card = scene.card("Leave")
    assert not card.isHidden()
    assert scene.session.practice.state == "paused"
    card.answer(Answer.GO_ON)
    assert scene.session.practice.state == "playing"
    assert scene.heard["ended"].said == []


def test_leaving_ends_with_what_was_done(scene: Scene) -> None:
    scene.begin(into=0)
    for _ in range(23):
        scene.clock.go(1.0)
        scene.session.tick()
    scene.leave()
    ((name, entry),) = scene.heard["ended"].said
    assert (name, entry.title) == (RECORD.id, "Low Back Release")
    assert (entry.finished, entry.stopped_at) == (False, "Knees to the right: Spinal twist")
    assert entry.right == pytest.approx(23 - RUNWAY)
    assert entry.poses == 1
    assert scene.controller.session is None
    assert scene.controller.record is None


def test_the_record_keeps_what_was_made_easier_where_it_was_longer_and_the_pace(
    scene: Scene,
) -> None:
    scene.begin(step=OUTER_HIP.index)
    for action in (Action.STAY, Action.STAY, Action.DEEPER, Action.EASIER):
        scene.controller.do(action)
    assert scene.controller.record is not None
    assert scene.controller.record.eased == (), "back from a deeper variant is not easier"
    scene.controller.do(Action.EASIER)
    scene.controller.do(Action.FASTER)
    scene.session.go_to(TWIST.start)
    for action in (Action.EASIER, Action.EASIER):
        scene.controller.do(action)
    scene.leave()
    ((_name, entry),) = scene.heard["ended"].said
    assert entry.eased == (OUTER_HIP.pose, TWIST.pose)
    assert entry.stayed == (OUTER_HIP.pose,)
    assert entry.pace == 6.5


def test_what_could_not_be_longer_is_not_kept_as_longer(scene: Scene) -> None:
    scene.begin(step=0)
    for action in (Action.STAY, Action.DEEPER):
        scene.controller.do(action)
    assert scene.controller.record == RECORD


def test_the_last_step_ends_the_practice(scene: Scene) -> None:
    scene.begin(step=999, into=0)
    for _ in range(70):
        if scene.controller.session is not None:
            scene.clock.go(1.0)
            scene.session.tick()
    ((_name, entry),) = scene.heard["ended"].said
    assert (entry.finished, entry.stopped_at) == (True, "")
    assert scene.heard["resting"].said == [False, True]


def test_a_practice_can_follow_another(scene: Scene) -> None:
    scene.begin()
    scene.controller.close()
    scene.begin(into=0)
    assert scene.session.practice.elapsed == TWIST.start


@pytest.mark.parametrize("action", ["keys", "leave"])
def test_no_card_of_the_last_practice_lies_over_the_next(scene: Scene, action: str) -> None:
    scene.begin()
    scene.controller.do(Action(action))
    scene.controller.close()
    scene.begin()
    assert all(card.isHidden() for card in scene.view.findChildren(Overlay))


def test_the_page_of_keys_opens_and_gives_the_focus_back(scene: Scene, qtbot: QtBot) -> None:
    expose(qtbot, scene.view)
    scene.view.setFocus()
    scene.begin()
    scene.controller.do(Action.KEYS)
    focus = QApplication.focusWidget()
    assert focus is not None
    QTest.keyClick(focus, Qt.Key.Key_Escape)
    assert QApplication.focusWidget() is scene.view
    assert scene.session.practice.state == "playing"


@pytest.mark.parametrize("action", ["keys", "leave", "escape"])
def test_a_card_pauses_the_practice_and_goes_on_as_before(scene: Scene, action: str) -> None:
    for plays, after in ((True, "playing"), (False, "paused")):
        scene.begin()
        if not plays:
            scene.controller.do(Action.PRESS)
        scene.controller.do(Action(action))
        assert scene.session.practice.state == "paused"
        assert scene.view.card is not None
        scene.view.card.answer(Answer.GO_ON)
        assert scene.session.practice.state == after
        assert scene.view.card is None


@pytest.mark.parametrize("action", ["keys", "leave"])
def test_x_over_a_card_stops_safely(scene: Scene, qtbot: QtBot, action: str) -> None:
    expose(qtbot, scene.view)
    scene.begin()
    scene.controller.do(Action(action))
    focus = QApplication.focusWidget()
    assert focus is not None
    QTest.keyClick(focus, Qt.Key.Key_X)
    assert scene.view.card is None
    assert scene.session.practice.stopped
    assert "Come out slowly." in scene.view.cue.values.text


def test_no_second_card_is_laid_over_the_first(scene: Scene) -> None:
    scene.begin()
    asks: list[Callable[[], None]] = [
        partial(scene.controller.do, Action.KEYS),
        partial(scene.controller.do, Action.LEAVE),
        scene.controller.ask_to_close,
        scene.controller.ask_to_close,
    ]
    for ask in asks:
        ask()
        cards = [card for card in scene.view.findChildren(Overlay) if not card.isHidden()]
        assert len(cards) == 1
    cards[0].answer(Answer.GO_ON)
    assert scene.session.practice.state == "playing"


def test_a_key_beside_an_open_card_is_the_card_s(scene: Scene) -> None:
    scene.begin()
    scene.controller.do(Action.LEAVE)
    press(scene.view, Qt.Key.Key_Right)
    assert scene.view.card is None
    assert scene.session.practice.moment.step.index == TWIST.index
    assert scene.session.practice.state == "playing"


@pytest.mark.parametrize("action", [Action.PRESS, Action.NEXT, Action.BACK, Action.PLAY])
@pytest.mark.parametrize("plays", [True, False])
def test_any_button_of_a_headset_answers_a_card_and_goes_on(
    scene: Scene, action: Action, plays: bool
) -> None:
    scene.begin()
    if not plays:
        scene.controller.do(Action.PRESS)
    scene.controller.do(Action.LEAVE)
    scene.controller.ask(action)
    assert scene.view.card is None
    assert scene.session.practice.state == "playing"
    assert scene.session.practice.moment.step.index == TWIST.index


def test_closing_is_asked_and_going_on_is_the_first_answer(scene: Scene) -> None:
    closing = Heard(scene.controller.closing)
    scene.begin()
    scene.controller.ask_to_close()
    assert scene.session.practice.state == "paused"
    scene.card("Close Supine").answer(Answer.GO_ON)
    assert (scene.session.practice.state, closing.said) == ("playing", [])
    scene.controller.ask_to_close()
    scene.card("Close Supine").answer(Answer.CLOSE)
    assert (scene.view.cue.values.text, closing.said) == (way_out(TWIST), [])
    scene.controller.do(Action.PRESS)
    assert len(closing.said) == 1


def answer_leave(scene: Scene) -> None:
    scene.controller.do(Action.LEAVE)
    scene.card("Leave").answer(Answer.LEAVE)


def coming_out(scene: Scene) -> QTimer:
    """Return the timer that runs while somebody is led out of a pose."""
    direct = Qt.FindChildOption.FindDirectChildrenOnly
    (timer,) = [t for t in scene.controller.findChildren(QTimer, options=direct) if t.isActive()]
    return timer


STRAP = step_of("hold", pose="Back of thigh stretch")


@pytest.mark.parametrize("step", [STRAP, TWIST, OUTER_HIP])
def test_whoever_leaves_in_a_pose_is_led_out_of_it_first(scene: Scene, step: Step) -> None:
    scene.begin(step=step.index)
    answer_leave(scene)
    assert scene.heard["ended"].said == []
    assert scene.view.cue.values.text == way_out(step)
    assert scene.notice == "Then the practice ends. Any key ends it now."
    assert scene.view.controls.buttons[Action.PRESS].text() == "End now"
    timer = coming_out(scene)
    # long enough to read two words a second and to slip off a strap
    assert len(way_out(step).split()) / 2 < timer.interval() / 1000 < 60
    fire(timer)
    ((_name, entry),) = scene.heard["ended"].said
    assert entry.stopped_at
    assert scene.controller.session is None


@pytest.mark.parametrize("action", [Action.PRESS, Action.NEXT, Action.PLAY, Action.ESCAPE])
def test_any_key_ends_the_way_out_of_somebody_who_leaves(scene: Scene, action: Action) -> None:
    scene.begin(step=STRAP.index)
    answer_leave(scene)
    scene.controller.ask(action)
    assert len(scene.heard["ended"].said) == 1


def test_neither_x_nor_a_pause_hurries_somebody_who_leaves(scene: Scene) -> None:
    scene.begin(step=STRAP.index)
    answer_leave(scene)
    for action in (Action.STOP, Action.PAUSE, Action.BIGGER):
        scene.controller.do(action)
    assert scene.heard["ended"].said == []
    assert scene.view.cue.values.text == way_out(STRAP)


def test_whoever_has_come_out_with_x_leaves_at_once(scene: Scene) -> None:
    scene.begin(step=STRAP.index)
    scene.controller.do(Action.STOP)
    answer_leave(scene)
    assert len(scene.heard["ended"].said) == 1


@pytest.mark.parametrize(("step", "into"), [(0, 0.0), (len(shipped_plan().steps) - 1, 7.0)])
def test_whoever_lies_on_the_floor_leaves_at_once(scene: Scene, step: int, into: float) -> None:
    scene.begin(step=step, into=into)
    answer_leave(scene)
    assert len(scene.heard["ended"].said) == 1


def test_the_way_out_is_said_to_its_end_before_the_practice_ends(
    scene: Scene, monkeypatch: pytest.MonkeyPatch
) -> None:
    said = Heard()
    numbers = iter(range(1, 99))

    def say(_speech: Speech, cue: Cue) -> int:
        said(cue.text)
        return next(numbers)

    monkeypatch.setattr(Mute, "say", say)
    monkeypatch.setattr(scene.speech, "prepare", lambda: None)
    scene.speech.apply(Settings(voice=True))
    scene.begin(step=STRAP.index)
    said.said.clear()
    answer_leave(scene)
    fire(coming_out(scene))
    assert scene.heard["ended"].said == [], "it is still being said"
    (teller,) = scene.controller.findChildren(WayOut)
    (way_out_timer,) = teller.findChildren(QTimer)
    while way_out_timer.isActive():
        fire(way_out_timer)
        scene.speech.ended.emit(len(said.said))
    assert said.said == [line.text for line in lines_out(STRAP, ENGLISH, returns=False)]
    assert len(scene.heard["ended"].said) == 1


def test_in_full_screen_esc_leads_out_only_where_the_buttons_are_shown(scene: Scene) -> None:
    """Where they have faded nobody is at the laptop: it may be a clicker's."""
    scene.begin()
    scene.controller.set_full_screen(True)
    scene.view.controls.hide()
    scene.controller.do(Action.ESCAPE)
    assert scene.session.practice.state == "paused"
    assert scene.heard["passed_on"].said == []
    scene.controller.do(Action.ESCAPE)
    assert scene.heard["passed_on"].said == [Action.FULL_SCREEN]
    scene.controller.set_full_screen(False)


def test_as_a_practice_begins_in_full_screen_the_first_esc_only_pauses(scene: Scene) -> None:
    """The buttons are shown then, but nobody has asked for them: it may be a clicker's."""
    scene.controller.set_full_screen(True)
    scene.begin()
    assert not scene.view.controls.isHidden()
    scene.controller.do(Action.ESCAPE)
    assert scene.session.practice.state == "paused"
    assert scene.heard["passed_on"].said == []
    scene.controller.do(Action.ESCAPE)
    assert scene.heard["passed_on"].said == [Action.FULL_SCREEN]
    scene.controller.set_full_screen(False)


def test_whoever_uses_the_mouse_or_asks_for_full_screen_leaves_it_with_one_esc(
    scene: Scene,
) -> None:
    scene.controller.set_full_screen(True)
    scene.begin()
    QTest.mouseClick(scene.view, Qt.MouseButton.LeftButton)
    scene.controller.do(Action.ESCAPE)
    for full in (False, True):
        scene.controller.set_full_screen(full)
    scene.controller.do(Action.ESCAPE)
    assert scene.heard["passed_on"].said == [Action.FULL_SCREEN] * 2
    scene.controller.set_full_screen(False)


def test_leave_means_the_practice_in_full_screen_too(scene: Scene) -> None:
    scene.begin()
    scene.controller.set_full_screen(True)
    buttons = scene.view.controls.buttons
    assert buttons[Action.FULL_SCREEN].text() == "Exit full screen"
    scene.controller.do(Action.LEAVE)
    assert scene.view.card is scene.card("Leave")
    scene.controller.set_full_screen(False)
    assert buttons[Action.FULL_SCREEN].text() == "Full screen"


def test_lock_makes_every_key_a_pause(scene: Scene) -> None:
    scene.begin()
    scene.controller.do(Action.LOCK)
    assert scene.view.locked
    assert scene.notice.startswith("Keys are locked")


def test_the_trace_tells_what_happened_in_order(scene: Scene) -> None:
    scene.begin()
    for action in ("stay", "press", "press", "next", "back"):
        scene.controller.do(Action(action))
    scene.controller.fault("wake")
    told = [event["event"] for event in scene.events()]
    wanted = ["start", "step", "stay", "pause", "resume", "next", "back", "fault"]
    assert [event for event in told if event in wanted and event != "step"] == [
        "start", "next", *wanted[2:],
    ]  # fmt: skip
    assert told.count("step") == 3


def test_the_body_is_drawn_from_the_first_moment_on(scene: Scene) -> None:
    scene.begin(into=0)
    assert scene.view.figure.shown is not None
    assert scene.view.figure.accessibleName() == "Spinal twist"


def test_each_practice_is_drawn_with_the_stances_that_its_sequence_brings_along(
    scene: Scene,
) -> None:
    titles = []
    for like in ("hamstring", "twist"):
        own = {"twist": {"title": f"Own {like}", "like": like}}
        scene.controller.begin(replace(shipped(), stances=own), Pace(), RECORD, TWIST.index)
        scene.session.go_to(scene.session.practice.elapsed + 7.0)
        titles.append(scene.view.figure.accessibleName())
        shown = scene.view.figure.shown
        assert shown is not None
        assert shown.scene.posture.right_leg.ankle == stance(like).posture.right_leg.ankle
    scene.begin()
    titles.append(scene.view.figure.accessibleName())
    assert titles == ["Own hamstring", "Own twist", "Spinal twist"]


def test_a_practice_whose_figures_cannot_be_read_says_so_and_goes_on(
    scene: Scene, monkeypatch: pytest.MonkeyPatch
) -> None:
    def unreadable(_stances: Stances, _name: str) -> None:
        raise Unreadable([Problem(1, 1, "gone")])

    monkeypatch.setattr(Stances, "__getitem__", unreadable)
    scene.begin(into=0)
    assert scene.notice.startswith("The figures cannot be drawn")
    assert scene.view.figure.isHidden()
    assert scene.session.practice.state == "playing"
    assert [event["what"] for event in scene.events() if event["event"] == "fault"]


def test_a_change_of_stance_is_shown_sixty_times_a_second(scene: Scene) -> None:
    scene.begin(step=TWIST.index - 1, into=0)
    intervals = set()
    for _ in range(200):
        scene.clock.go(0.1)
        scene.session.tick()
        intervals.add(next(t for t in scene.session.children() if isinstance(t, QTimer)).interval())
    assert FRAME in intervals
    assert IDLE in intervals


def test_what_is_drawn_while_settling_counts_as_no_frame(scene: Scene) -> None:
    scene.begin(step=TWIST.index - 1, into=0)
    for _ in range(600):
        scene.clock.go(1 / 60)
        scene.session.tick()
        scene.view.circle.painted.emit()
    assert [event for event in scene.events() if event["event"] == "frame"] == []


def test_going_deeper_shows_the_deeper_stance(scene: Scene) -> None:
    scene.begin(step=OUTER_HIP.index)
    before = scene.view.figure.shown
    scene.controller.do(Action.DEEPER)
    for _ in range(30):
        scene.clock.go(1.0)
        scene.session.tick()
    after = scene.view.figure.shown
    assert before is not None
    assert after is not None
    assert after.scene.posture != before.scene.posture


def test_frames_are_counted_in_the_trace(scene: Scene) -> None:
    scene.begin(into=0)
    told = Heard(scene.view.circle.painted)
    for _ in range(130):
        scene.clock.go(1 / 60)
        before = len(told.said)
        scene.session.tick()
        # it is told already of a frame that nobody could tell from the one before
        if len(told.said) == before:
            scene.view.circle.painted.emit()
    frames = [event for event in scene.events() if event["event"] == "frame"]
    assert frames
    assert all(55 <= event["frames"] <= 62 and event["gap"] < 20 for event in frames)


def test_what_nobody_sees_is_shown_as_soon_as_somebody_does(scene: Scene) -> None:
    scene.begin()
    scene.controller.set_seen(False)
    before = scene.view.phase.values.text
    scene.controller.do(Action.PAUSE)
    assert scene.view.phase.values.text == before
    scene.controller.set_seen(True)
    assert scene.view.phase.values.text == "Paused"


def reading(scene: Scene) -> list[str]:
    """Let a screen reader run; return what it is told from now on."""
    scene.speech.line_player.reader_runs = lambda: True
    told = Heard(scene.speech.told)
    return told.said


def fire_narrator(scene: Scene) -> None:
    (narrator,) = scene.session.findChildren(Narrator)
    (timer,) = narrator.findChildren(QTimer)
    timer.timeout.emit()


def test_a_screen_reader_is_told_of_a_step_though_nobody_sees_it(scene: Scene) -> None:
    told = reading(scene)
    scene.begin()
    scene.controller.set_seen(False)
    settle = shipped_plan().steps[OUTER_HIP.index - 1]
    scene.session.go_to(settle.start)
    scene.clock.go(RUNWAY + 1.0)
    fire_narrator(scene)
    assert told == [f"{settle.heading}: {settle.pose}"]
    scene.speech.stop()


def test_a_screen_reader_is_told_of_a_pause_and_of_what_follows(scene: Scene) -> None:
    told = reading(scene)
    scene.begin()
    scene.controller.do(Action.PRESS)
    scene.controller.do(Action.PRESS)
    assert told == ["Paused. Press any key to go on.", "Going on."]


def test_with_the_voice_on_a_screen_reader_is_told_of_a_pause_as_well(
    scene: Scene, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The voice says no word of it. It goes on by itself, and needs nobody beside it."""
    monkeypatch.setattr(Mute, "prepare", lambda _speech: None)
    scene.speech.apply(Settings(voice=True))
    told = reading(scene)
    scene.begin()
    scene.controller.do(Action.PRESS)
    scene.controller.do(Action.PRESS)
    assert told == ["Paused. Press any key to go on."]


def test_a_screen_reader_is_told_why_it_was_paused(scene: Scene) -> None:
    told = reading(scene)
    scene.begin()
    scene.controller.pause_at_lock()
    (text,) = told
    assert text == ("Paused. The screen was locked. Your place is kept. Press any key to go on.")


def test_a_screen_reader_is_told_the_whole_way_out_line_by_line(scene: Scene) -> None:
    told = reading(scene)
    scene.begin()
    scene.controller.do(Action.STOP)
    (out,) = scene.controller.findChildren(WayOut)
    (timer,) = out.findChildren(QTimer)
    (end,) = scene.speech.line_player.findChildren(QTimer)
    while out.telling:
        fire(timer if timer.isActive() else end)
    lines = lines_out(scene.session.practice.moment.step, ENGLISH)
    assert told == [cue.text for cue in lines]


def test_a_screen_reader_is_told_how_to_begin(scene: Scene) -> None:
    told = reading(scene)
    scene.controller.begin(shipped(), Pace(), RECORD, waits=True)
    assert told == [
        "Lie down. Any key begins. Take all the time you need. X leads back. "
        "It begins by itself in 60 seconds."
    ]


def test_the_words_follow_a_key_at_once_though_the_place_is_the_same(scene: Scene) -> None:
    scene.begin()
    running = scene.view.phase.values.text
    for paused in (True, False):
        scene.controller.do(Action.PRESS)
        assert (scene.view.phase.values.text == "Paused") == paused
    assert scene.view.phase.values.text == running


def test_while_the_circle_moves_the_words_follow_within_three_frames(scene: Scene) -> None:
    scene.begin()
    late, told = 0, set()
    for _ in range(1500):
        scene.clock.go(FRAME / 1000)
        scene.session.tick()
        wanted = words.phase_words(scene.session.practice.moment)
        late = 0 if scene.view.phase.values.text == wanted else late + 1
        told.add(wanted)
        assert late < 3
    assert len(told) > 1


def test_a_second_practice_ends_the_first(scene: Scene) -> None:
    scene.begin()
    first = scene.session
    scene.begin()
    assert scene.session is not first
    assert not any(timer.isActive() for timer in first.findChildren(QTimer))


def test_next_on_the_last_step_still_gives_the_long_end(scene: Scene) -> None:
    scene.begin(step=999, into=0)
    scene.controller.do(Action.NEXT)
    assert scene.heard["ended"].said
    assert scene.sounds.played[-1] == "finish"


def test_stay_tells_movements_from_breaths(scene: Scene) -> None:
    scene.begin(step=next(s for s in shipped_plan().steps if s.unit == "times").index)
    scene.controller.do(Action.STAY)
    assert scene.notice == "2 times more."


def test_whoever_paused_before_asking_to_leave_stays_paused(scene: Scene) -> None:
    scene.begin()
    scene.controller.do(Action.PRESS)
    scene.controller.do(Action.LEAVE)
    scene.card("Leave").answer(Answer.GO_ON)
    assert scene.session.practice.state == "paused"


def test_going_on_is_heard_however_it_was_asked_for(scene: Scene) -> None:
    scene.begin()
    scene.controller.do(Action.PRESS)
    scene.controller.do(Action.PLAY)
    assert "resume" in scene.sounds.played


def test_a_wait_for_the_voice_is_in_the_trace_and_on_the_screen(scene: Scene) -> None:
    scene.begin(step=TWIST.index - 1, into=0)
    scene.session.waits_at = lambda _elapsed: True
    for _ in range(60):
        scene.clock.go(0.5)
        scene.session.tick()
    (wait,) = [event for event in scene.events() if event["event"] == "wait"]
    assert wait["step"] == TWIST.index - 1
    assert scene.view.phase.values.text == "Listen"
    scene.session.waits_at = lambda _elapsed: False
    scene.session.tick()
    assert scene.view.phase.values.text != "Listen"


def test_what_is_the_matter_with_the_voice_is_in_the_trace(scene: Scene) -> None:
    scene.begin()
    scene.speech.missing.emit("The voice is off.")
    assert [event["what"] for event in scene.events() if event["event"] == "fault"] == [
        "The voice is off."
    ]


@pytest.mark.parametrize("way", ["leave", "pause"])
def test_whoever_leaves_or_pauses_hears_nothing_more(scene: Scene, way: str) -> None:
    scene.begin()
    scene.sounds.played.clear()
    (narrator,) = scene.session.findChildren(Narrator)
    spoken = Heard()
    narrator.stop = spoken
    if way == "pause":
        scene.controller.do(Action.PAUSE)
    else:
        scene.controller.do(Action.LEAVE)
        scene.card("Leave").answer(Answer.LEAVE)
    assert spoken.said
    assert "hush" in scene.sounds.played


def test_at_its_end_the_last_line_and_the_long_bell_are_heard_to_the_end(scene: Scene) -> None:
    scene.begin(step=999, into=0)
    scene.sounds.played.clear()
    scene.controller.do(Action.NEXT)
    assert scene.sounds.played[-1] == "finish"
    assert scene.speech.stops == 0


@pytest.mark.parametrize(
    ("settings", "speed", "rolls"),
    [
        (Settings(wave=True), 1.0, True),
        (Settings(), 1.0, False),
        (Settings(wave=True, wave_volume=0.0), 1.0, False),
        (Settings(wave=True), 0.8, True),
        (Settings(wave=True), 4.0, False),
    ],
)
def test_the_wave_goes_with_a_practice_where_it_is_wanted_and_can_be_breathed_with(
    scene: Scene, settings: Settings, speed: float, rolls: bool
) -> None:
    scene.sounds.apply(settings)
    scene.controller._speed = speed
    scene.begin()
    assert any(event["event"] == "wave" for event in scene.events()) is rolls
    assert bool(scene.session.findChildren(BreathWave)) is rolls


def test_the_wave_makes_way_for_a_line(scene: Scene) -> None:
    scene.sounds.apply(Settings(wave=True))
    ducked = Heard()
    scene.sounds.duck = ducked  # type: ignore[method-assign,assignment]
    scene.begin()
    (narrator,) = scene.session.findChildren(Narrator)
    narrator.spoke.emit(True)
    assert ducked.said == [True]


def test_all_sounds_leave_room_for_a_line_with_and_without_a_wave(scene: Scene) -> None:
    room = Heard()
    scene.sounds.make_room = room  # type: ignore[method-assign,assignment]
    scene.begin()
    (narrator,) = scene.session.findChildren(Narrator)
    narrator.spoke.emit(True)
    narrator.spoke.emit(False)
    assert room.said == [True, False]


def test_when_the_screen_is_locked_it_pauses_and_says_why_and_no_bell_rings(scene: Scene) -> None:
    scene.begin()
    scene.sounds.played.clear()
    scene.controller.pause_at_lock()
    assert scene.session.practice.state == "paused"
    assert scene.view.cue.values.text == "The screen was locked. Your place is kept."
    assert "pause" not in scene.sounds.played


def test_a_lock_changes_nothing_for_somebody_who_must_come_out(scene: Scene) -> None:
    scene.controller.pause_at_lock()
    scene.begin()
    scene.controller.do(Action.STOP)
    scene.controller.pause_at_lock()
    assert scene.session.practice.stopped


def test_a_headset_does_no_more_than_the_keys_while_they_are_locked(scene: Scene) -> None:
    scene.begin()
    scene.view.lock()
    scene.controller.ask(Action.NEXT)
    assert scene.session.practice.moment.step.index == TWIST.index
    assert scene.session.practice.state == "paused"
    scene.view.unlock()
    scene.controller.ask(Action.NEXT)
    assert scene.session.practice.moment.step.index == TWIST.index + 1


def test_when_a_headset_goes_on_the_question_is_put_away(scene: Scene) -> None:
    scene.begin()
    scene.controller.do(Action.LEAVE)
    question = scene.card("Leave")
    scene.controller.ask(Action.PLAY)
    assert scene.session.practice.state == "playing"
    assert question.isHidden()


def test_whoever_goes_on_after_a_stop_is_led_in_again_and_does_what_was_left(scene: Scene) -> None:
    scene.begin(into=25.0)
    scene.controller.do(Action.STOP)
    assert scene.notice == "Rest as long as you like. Any key leads you in again."
    assert scene.view.controls.buttons[Action.PRESS].text() == "Go on"
    before = scene.session.practice.tally
    scene.controller.do(Action.PRESS)
    practice = scene.session.practice
    assert practice.tally == before
    assert practice.state == "playing"
    assert practice.moment.step.leads_in
    assert practice.moment.step.pose == TWIST.pose
    settle = [cue.text for cue in practice.moment.step.cues]
    assert settle == [cue.text for cue in shipped_plan().steps[TWIST.index - 1].cues]
    scene.controller.do(Action.PRESS)
    moment = practice.moment
    assert (moment.step.kind, moment.step.count) == ("hold", TWIST.count - 2)
    assert moment.step.end == practice.plan.steps[moment.step.index + 1].start
    assert scene.events()[-1] == scene.events()[-1] | {"event": "step", "kind": "hold"}


def test_a_pause_leads_nobody_in_again(scene: Scene) -> None:
    scene.begin(into=25.0)
    before = scene.session.practice.plan
    scene.controller.do(Action.PRESS)
    scene.controller.do(Action.PRESS)
    assert scene.session.practice.plan is before


@pytest.mark.parametrize(
    ("action", "heading"), [(Action.NEXT, "Knees to the left"), (Action.BACK, "Knees to the right")]
)
def test_after_a_stop_next_and_back_lead_into_their_own_place(
    scene: Scene, action: Action, heading: str
) -> None:
    """Any key leads in again, as the screen says."""
    scene.begin(into=25.0)
    scene.controller.do(Action.STOP)
    scene.controller.do(action)
    step = scene.session.practice.moment.step
    # the way out is over: the body lies on the floor
    assert (step.leads_in, step.heading) == (True, heading)
    assert scene.session.practice.state == "playing"


def test_stop_safely_asked_again_tells_the_way_out_again(
    scene: Scene, monkeypatch: pytest.MonkeyPatch
) -> None:
    told = Heard()
    monkeypatch.setattr(WayOut, "tell", lambda _self, step, *_how, **_more: told(step.index))
    monkeypatch.setattr(scene.speech, "prepare", lambda: None)
    scene.speech.apply(Settings(voice=True))
    scene.begin()
    for action in (Action.STOP, Action.STOP, Action.NEXT, Action.STOP):
        scene.controller.do(Action(action))
    # the way out is over, so the next pose follows
    assert told.said == [TWIST.index, TWIST.index, TWIST.index + 2]


def test_a_card_is_made_when_it_is_first_opened_and_kept(scene: Scene) -> None:
    scene.begin()
    assert scene.view.findChildren(Overlay) == []
    for _ in range(2):
        scene.controller.do(Action.KEYS)
        (card,) = scene.view.findChildren(Overlay)
        assert scene.view.card is card
        card.answer(Answer.GO_ON)
