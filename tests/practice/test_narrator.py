"""Each line at its own instant, one at a time, whatever happens meanwhile."""

from __future__ import annotations

from collections.abc import Iterator
from math import inf
from typing import cast

import pytest
from PySide6.QtCore import QObject, Signal

from supine.core.practice import Practice
from supine.core.sequence import Cue, cue_of
from supine.practice.narrator import Narrator
from supine.speech.rate import Rate
from supine.speech.script import Manner
from supine.speech.speech import Speech
from tests.conftest import FakeClock
from tests.helpers import Heard, script, shipped_plan, step_of
from tests.practice.scene import TimedScene

pytestmark = pytest.mark.usefixtures("qapp")

RUNWAY = 0.25
HOLD = step_of("hold", side="right")
SETTLE = step_of("settle", side="right")
LEAVE = step_of("leave", side="right")


class Voice(QObject):
    """Takes as long as expected, or `slowness` times as long, by the fake clock."""

    begun = Signal(int)
    ended = Signal(int)
    changed = Signal()

    def __init__(self, clock: FakeClock) -> None:
        super().__init__()
        self.speaks = self.ready = True
        self.reads = False
        self.manner, self.rate = Manner(), Rate()
        self.clock, self.slowness, self.works = clock, 1.0, True
        self.said: list[tuple[float, str]] = []
        self.spoken: list[tuple[float, float]] = []
        self.stopped = 0
        self.ends: float | None = None

    @property
    def tells(self) -> bool:
        return self.speaks

    def say(self, cue: Cue) -> int:
        if not self.works:
            return 0
        assert self.ends is None, "a line is spoken into another"
        text = cue.spoken
        self.said.append((self.clock(), text))
        self.ends = self.clock() + Rate().seconds(text) * self.slowness
        self.begun.emit(len(self.said))
        return len(self.said)

    def stop(self) -> None:
        if self.ends is not None:
            self.stopped += 1
            self.end()

    def end(self) -> None:
        self.ends = None
        self.ended.emit(len(self.said))

    def learn(self, text: str, seconds: float) -> None:
        self.rate = self.rate.learned(text, seconds)

    def texts(self) -> list[str]:
        return [text for _at, text in self.said]


class Waiting(Practice):
    """A practice that can be made to stand still at an instant, as it does for a slow voice."""

    stands_at = float("inf")

    @property
    def elapsed(self) -> float:
        return min(super().elapsed, self.stands_at)

    def seconds_until(self, due: float) -> float:
        return super().seconds_until(due) if due <= self.stands_at else 1.0


class Scene(TimedScene):
    """A session with its narrator, joined as in the program."""

    def __init__(self, clock: FakeClock, speed: float = 1.0) -> None:
        self.waiting = Waiting(shipped_plan(), clock, speed, 0.0, RUNWAY)
        super().__init__(clock, practice=self.waiting)
        self.voice = Voice(clock)
        self.narrator = Narrator(self.session, cast("Speech", self.voice), self.trace, clock)
        self.drive(self.narrator)

    def begin_at(self, elapsed: float) -> None:
        super().begin_at(elapsed)
        self.voice.said.clear()

    def line_ends(self) -> float:
        return inf if self.voice.ends is None else self.voice.ends

    def end_line(self) -> None:
        self.voice.end()


@pytest.fixture
def scene(clock: FakeClock) -> Iterator[Scene]:
    made = Scene(clock)
    yield made
    made.session.finish()
    made.narrator.stop()


def lines_since(elapsed: float) -> list[str]:
    return [
        line.text for line in script(shipped_plan(), Rate().of, Manner())
        if line.due >= elapsed - 1e-6
    ]  # fmt: skip


def test_every_line_of_a_whole_practice_is_said_once_and_in_time(scene: Scene) -> None:
    scene.session.begin()
    while scene.practice.state == "playing":
        scene.run(4.0)
    lines = script(shipped_plan(), Rate().of, Manner())
    assert scene.voice.texts() == [line.text for line in lines]
    told = [one for one in scene.trace.events if one["event"] == "say"]
    for one, line in zip(told, lines, strict=True):
        assert one["at"] == pytest.approx(one["due"], abs=0.003)
        # a line that its step is too short for is due where the practice waits for it
        assert one["due"] == pytest.approx(line.due, abs=0.6)


def test_the_trace_tells_what_was_due_and_when_it_was_said(scene: Scene) -> None:
    scene.begin_at(SETTLE.start)
    scene.run(8.0)
    said, over = (
        [one for one in scene.trace.events if one["event"] == name] for name in ("say", "said")
    )
    assert [one["text"] for one in said] == scene.voice.texts()
    assert all(one["at"] == pytest.approx(one["due"], abs=0.01) and one["heard"] for one in said)
    assert all(one["at"] == pytest.approx(one["due"], abs=0.05) for one in over)
    assert len(over) in (len(said), len(said) - 1)


def test_a_pause_ends_the_line_under_way_at_once(scene: Scene) -> None:
    scene.begin_at(SETTLE.start)
    scene.run(RUNWAY + 1.5)
    assert scene.narrator.speaking
    scene.session.pause()
    assert not scene.narrator.speaking
    assert scene.voice.stopped == 1
    scene.run(60.0)
    assert len(scene.voice.said) == 1


def test_after_a_pause_the_line_that_was_cut_off_is_said_again(scene: Scene) -> None:
    scene.begin_at(SETTLE.start)
    scene.run(RUNWAY + 1.5)
    scene.session.pause()
    scene.run(5.0)
    scene.session.resume()
    resumed = scene.clock()
    scene.run(8.0)
    first, again, *rest = scene.voice.said
    assert again[1] == first[1]
    # after the sound that says that it goes on
    assert again[0] == pytest.approx(resumed + RUNWAY + 0.5, abs=0.01)
    assert first[1] not in [text for _at, text in rest]
    assert [text for _at, text in rest] == lines_since(SETTLE.start)[1 : 1 + len(rest)]


def test_what_was_cut_off_is_said_again_at_another_pace_too(scene: Scene) -> None:
    scene.begin_at(HOLD.start)
    scene.run(RUNWAY + 3.0)
    cut = scene.voice.texts()[-1]
    scene.session.pause()
    scene.session.change_pace(-1)
    scene.session.resume()
    scene.run(4.0)
    assert scene.voice.texts() == ["Five breaths.", cut, cut]


def test_after_a_pause_between_two_lines_it_goes_on_with_the_next(scene: Scene) -> None:
    scene.begin_at(HOLD.start)
    scene.run(8.0)
    before = len(scene.voice.said)
    assert not scene.narrator.speaking
    scene.session.pause()
    scene.session.resume()
    scene.run(15.0)
    assert scene.voice.texts() == lines_since(HOLD.start)[: len(scene.voice.said)]
    assert len(scene.voice.said) > before


def test_what_was_muted_is_not_said_later(scene: Scene) -> None:
    scene.begin_at(HOLD.start)
    scene.run(RUNWAY + 3.0)
    scene.narrator.stop()
    scene.run(10.0)
    said = len(scene.voice.said)
    scene.narrator.start()
    scene.run(8.0)
    assert scene.voice.texts()[said:] == [HOLD.cues[2].text]


def test_a_jump_ends_the_line_and_goes_on_from_there(scene: Scene) -> None:
    scene.begin_at(SETTLE.start)
    scene.run(2.0)
    scene.session.go_to(LEAVE.start)
    assert scene.voice.stopped == 1
    scene.voice.said.clear()
    scene.run(8.0)
    assert scene.voice.texts() == lines_since(LEAVE.start)[: len(scene.voice.said)]


def test_going_back_says_the_same_again(scene: Scene) -> None:
    scene.begin_at(SETTLE.start)
    scene.run(20.0)
    scene.session.go_to(SETTLE.start)
    scene.voice.said.clear()
    scene.run(20.0)
    assert scene.voice.texts() == lines_since(SETTLE.start)[: len(scene.voice.said)]


def test_a_jump_while_paused_is_silent(scene: Scene) -> None:
    scene.begin_at(HOLD.start)
    scene.session.pause()
    scene.voice.said.clear()
    scene.session.next()
    scene.run(30.0)
    assert scene.voice.said == []


def test_a_slow_voice_never_speaks_into_itself_and_leaves_out_no_instruction(
    scene: Scene,
) -> None:
    scene.voice.slowness = 1.6
    scene.begin_at(SETTLE.start)
    scene.run(RUNWAY + SETTLE.seconds)
    said = scene.voice.texts()
    assert said == lines_since(SETTLE.start)[: len(said)]


def test_the_practice_can_wait_for_a_slow_voice(scene: Scene) -> None:
    scene.voice.slowness = 3.0
    silent = Heard()
    scene.narrator.fell_silent.connect(lambda: silent(scene.clock()))
    scene.begin_at(LEAVE.start)
    scene.run(RUNWAY + LEAVE.seconds - 0.05)
    assert scene.narrator.speaking
    assert scene.narrator.waits_at(LEAVE.end)
    scene.waiting.stands_at = LEAVE.end - 0.01
    scene.run(30.0)
    assert not scene.narrator.waits_at(LEAVE.end - 0.01)
    assert scene.voice.texts() == [cue.text for cue in LEAVE.cues]
    assert len(silent.said) == 1


def test_after_a_long_stall_nothing_comes_in_a_burst(scene: Scene) -> None:
    scene.begin_at(HOLD.start)
    scene.run(0.5)
    scene.clock.go(4.5)
    scene.session.tick()
    scene.fire()
    assert len(scene.voice.said) <= 1
    scene.run(HOLD.seconds - 6)
    texts = scene.voice.texts()
    assert len(texts) == len(set(texts))


def test_a_line_in_a_hold_that_is_much_too_late_is_left_out(scene: Scene) -> None:
    scene.begin_at(HOLD.start)
    scene.run(0.5)
    scene.clock.go(4.9)
    scene.session.tick()
    scene.fire()
    assert "Five breaths." not in scene.voice.texts()
    assert {"event": "say", "heard": False}.items() <= scene.trace.events[-2].items()


def test_the_answer_to_a_key_is_said_at_once(scene: Scene) -> None:
    scene.begin_at(HOLD.start)
    scene.run(RUNWAY + 3.0)
    assert scene.narrator.speaking
    scene.session.easier()
    scene.run(0.01)
    assert HOLD.easier is not None
    assert scene.voice.texts()[-1] == cue_of(HOLD.easier.cues[0]).text


def test_two_more_breaths_move_the_last_one(scene: Scene) -> None:
    scene.begin_at(HOLD.start)
    scene.run(RUNWAY + HOLD.seconds - 8.0)
    assert scene.voice.texts().count("Last breath.") == 1
    scene.session.stay()
    scene.run(2 * HOLD.unit_seconds + 5.0)
    assert scene.voice.texts().count("Last breath.") == 2


@pytest.mark.parametrize("into", [0.1, 0.79, 0.81, 2.0, 7.0, 9.9, 10.3, 19.9])
@pytest.mark.parametrize("change", [1, -1])
def test_another_pace_doubles_nothing_and_drops_nothing(
    scene: Scene, into: float, change: int
) -> None:
    scene.begin_at(HOLD.start)
    scene.run(RUNWAY + into)
    scene.session.change_pace(change)
    hold = scene.practice.moment.step
    scene.run(scene.practice.seconds_until(hold.end) - 0.1)
    assert sorted(scene.voice.texts()) == sorted(
        ["Five breaths.", "Last breath.", *(cue.text for cue in HOLD.cues)]
    )


def test_a_rehearsal_says_nothing_into_anything(clock: FakeClock) -> None:
    scene = Scene(clock, speed=5.0)
    scene.begin_at(0.0)
    scene.run(20.0)
    assert scene.voice.said
    scene.session.finish()
    scene.narrator.stop()


def test_the_speaking_rate_is_learned_from_whole_lines_only(scene: Scene) -> None:
    scene.voice.slowness = 1.3
    scene.begin_at(SETTLE.start)
    scene.run(2.0)
    scene.session.pause()
    assert scene.voice.rate == Rate()
    scene.session.resume()
    scene.run(30.0)
    assert scene.voice.rate.factor == pytest.approx(1.3, abs=0.05)


def test_without_a_voice_nothing_waits(scene: Scene) -> None:
    scene.voice.works = False
    scene.begin_at(SETTLE.start)
    scene.run(RUNWAY + 5.0)
    assert not scene.narrator.waits_at(scene.practice.elapsed)
    assert not [one for one in scene.trace.events if one["event"] == "say" and one["heard"]]


def test_less_can_be_said_from_now_on(scene: Scene) -> None:
    scene.begin_at(SETTLE.start)
    scene.run(RUNWAY + 1.5)
    scene.voice.manner = Manner("sides")
    scene.voice.changed.emit()
    scene.run(SETTLE.seconds)
    assert scene.voice.texts()[1:] == ["Five breaths."]


def test_stopped_it_says_nothing_more_and_released_it_ends_its_line(scene: Scene) -> None:
    scene.begin_at(SETTLE.start)
    scene.run(RUNWAY + 1.5)
    scene.narrator.release()
    assert scene.voice.stopped == 0
    scene.narrator.stop()
    assert scene.voice.stopped == 1
    scene.run(20.0)
    assert len(scene.voice.said) == 1


def test_it_tells_from_when_to_when_a_line_is_under_way(scene: Scene) -> None:
    spoke = Heard()
    scene.narrator.spoke.connect(lambda on: spoke((on, scene.narrator.speaking)))
    scene.begin_at(SETTLE.start)
    scene.run(SETTLE.seconds / 2)
    scene.session.pause()
    assert spoke.said
    assert spoke.said[-1] == (False, False)
    assert spoke.said == [(True, True), (False, False)] * (len(spoke.said) // 2)
