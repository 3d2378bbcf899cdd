"""A practice waits for the voice only while it really speaks."""

from __future__ import annotations

from collections.abc import Iterator
from math import inf

import pytest
from msgspec.structs import replace
from PySide6.QtCore import QObject, QTimer, Signal

from supine.audio.client import AudioClient
from supine.core.pace import Pace
from supine.core.plan import Plan
from supine.core.planner import plan
from supine.core.practice import Practice
from supine.practice.narrator import Narrator
from supine.practice.session import HUSH
from supine.settings.declaration import Counting, Settings
from supine.speech.protocol import Configure
from supine.speech.rate import Rate
from supine.speech.script import Manner, lines_of
from supine.speech.speech import Speech
from tests.conftest import FakeClock
from tests.helpers import Heard, shipped, shipped_plan, step_of
from tests.practice.scene import MOMENT, TimedScene

pytestmark = pytest.mark.usefixtures("qapp")

ON = Settings(voice=True)
OFF = Settings(voice=False)
MUTED = Settings(muted=True)
HOLD = step_of("hold", side="right")
SETTLE = shipped_plan().steps[HOLD.index - 1]


class Voice(QObject):
    """Stands for the speaking process: it speaks by the fake clock, `slowness` times too long."""

    ready = Signal(str)
    begun = Signal(int)
    ended = Signal(int)
    lost = Signal(str)
    restored = Signal(str)
    voices = Signal(str, list)
    engines = Signal(list)

    def __init__(self, parent: QObject, clock: FakeClock) -> None:
        super().__init__(parent)
        self.clock, self.slowness = clock, 1.0
        self.is_ready = True
        self.said: list[str] = []
        self.wishes: list[Configure] = []
        self.starts = self.closed = 0
        self.ends: float | None = None

    def start(self) -> None:
        self.starts += 1

    def configure(self, wish: Configure) -> None:
        self.wishes.append(wish)

    def say(self, text: str) -> int:
        if not self.is_ready:
            return 0
        assert self.ends is None, "a line is spoken into another"
        self.said.append(text)
        self.ends = self.clock() + Rate().seconds(text) * self.slowness
        self.begun.emit(len(self.said))
        return len(self.said)

    def stop(self) -> None:
        if self.ends is not None:
            self.end()

    def end(self) -> None:
        self.ends = None
        self.ended.emit(len(self.said))

    def die(self) -> None:
        """End in the middle of a word, for good."""
        self.is_ready = False
        self.lost.emit("The voice is off.")
        self.stop()

    def close(self) -> None:
        self.closed += 1


class Scene(TimedScene):
    """A practice that is spoken, joined as in the program."""

    def __init__(
        self, clock: FakeClock, monkeypatch: pytest.MonkeyPatch, made: Plan | None = None
    ) -> None:
        super().__init__(clock, practice=Practice(made or shipped_plan(), clock))
        monkeypatch.setattr(
            "supine.speech.speech.SpeechClient", lambda parent, **_more: Voice(parent, clock)
        )
        self.speech = Speech(AudioClient())
        (self.voice,) = self.speech.findChildren(Voice)
        self.missing = Heard(self.speech.missing)
        self.learned = Heard(self.speech.learned)
        self.waited = Heard(self.session.waited)
        self.narrator: Narrator | None = None
        self.told = Heard()
        """What a screen reader is to say."""
        self.speech.told.connect(self.told)
        (self.reading,) = self.speech.line_player.findChildren(QTimer)
        self.reading.start = self._start_reading  # type: ignore[method-assign,assignment]
        self.read = inf

    def _start_reading(self, milliseconds: int) -> None:
        self.read = self.clock() + milliseconds / 1000

    def let_reader_run(self) -> None:
        self.speech.line_player.reader_runs = lambda: True

    def begin(self, settings: Settings, elapsed: float = SETTLE.start) -> None:
        self.speech.apply(settings)
        self.follow()
        self.session.begin()
        self.session.go_to(elapsed)
        self.voice.said.clear()
        self.waited.said.clear()
        self.told.said.clear()

    def follow(self) -> None:
        self.speech.prepare_language("en")
        self.narrator = Narrator(self.session, self.speech, self.trace, self.clock)
        self.drive(self.narrator)

    def close(self) -> None:
        if self.narrator is not None:
            self.narrator.release()
            self.narrator = None
        self.session.finish()

    def line_ends(self) -> float:
        return min(inf if self.voice.ends is None else self.voice.ends, self.read)

    def end_line(self) -> None:
        if self.read <= self.clock() + MOMENT:
            self.read = inf
            self.reading.timeout.emit()
        else:
            self.voice.end()

    @property
    def into_hold(self) -> float:
        return self.practice.elapsed - HOLD.start


@pytest.fixture
def scene(clock: FakeClock, monkeypatch: pytest.MonkeyPatch) -> Iterator[Scene]:
    made = Scene(clock, monkeypatch)
    yield made
    made.close()


def led_in(scene: Scene) -> list[str]:
    """Return what leads into the hold and has been said, in order."""
    written = [cue.text for cue in SETTLE.cues]
    return [text for text in scene.voice.said if text in written]


def test_a_slow_voice_says_all_that_leads_in_before_the_hold_begins(scene: Scene) -> None:
    scene.voice.slowness = 2.5
    scene.begin(ON)
    while scene.practice.moment.step.index == SETTLE.index:
        scene.run(0.1)
        assert scene.practice.elapsed <= SETTLE.end - HUSH + 1e-6 or scene.voice.ends is None
    assert led_in(scene) == [cue.text for cue in SETTLE.cues]
    assert [moment.step.index for moment in scene.waited.said] == [SETTLE.index]


@pytest.mark.parametrize("settle", [1.0, 0.5])
def test_a_voice_that_is_as_fast_as_planned_holds_up_nothing(
    clock: FakeClock, monkeypatch: pytest.MonkeyPatch, settle: float
) -> None:
    made = plan(shipped(), Pace(voice_factor=1.0, settle=settle))
    scene = Scene(clock, monkeypatch, made)
    scene.tick = 0.02
    scene.begin(ON, 0.0)
    began = scene.clock()
    # poses with sides and without, ways in and out of one line and of many
    scene.run(600.0)
    held_up = scene.clock() - began - scene.practice.elapsed
    assert held_up == pytest.approx(0.0, abs=1.0)
    scene.close()


def test_a_line_that_its_step_has_no_time_for_is_said_where_the_practice_waits(
    scene: Scene,
) -> None:
    scene.voice.slowness = 2.5
    scene.begin(replace(ON, voice_factor=2.0))
    scene.run(SETTLE.seconds - HUSH)
    assert len(led_in(scene)) < len(SETTLE.cues)
    while len(led_in(scene)) < len(SETTLE.cues):
        silent = scene.voice.ends is None
        scene.run(scene.tick)
        assert not (silent and scene.voice.ends is None), "nobody speaks, and yet it waits"
    assert scene.practice.elapsed == pytest.approx(SETTLE.end - HUSH)


def test_a_pause_while_it_waits_says_the_line_again_and_then_goes_on(scene: Scene) -> None:
    scene.voice.slowness = 2.5
    scene.begin(ON)
    scene.run(SETTLE.seconds + 0.5)
    cut = scene.voice.said[-1]
    scene.session.pause()
    scene.run(30.0)
    scene.session.resume()
    scene.run(0.2)
    scene.session.pause()
    scene.session.resume()
    scene.run(1.0)
    assert scene.voice.said[-2:] == [cut, cut]
    while scene.practice.moment.step.index == SETTLE.index:
        scene.run(scene.tick)
    assert set(led_in(scene)) == {cue.text for cue in SETTLE.cues}
    assert scene.practice.barred_seconds == 0


@pytest.mark.parametrize("settings", [OFF, MUTED], ids=["voice off", "muted"])
def test_what_is_not_to_be_spoken_is_neither_said_nor_waited_for(
    scene: Scene, settings: Settings
) -> None:
    scene.voice.slowness = 2.5
    scene.begin(settings)
    scene.run(SETTLE.seconds + 1.0)
    assert scene.into_hold == pytest.approx(1.0)
    assert (scene.voice.said, scene.waited.said, scene.voice.starts) == ([], [], 0)


def test_a_voice_that_is_not_there_yet_is_not_waited_for(scene: Scene) -> None:
    scene.voice.is_ready = False
    scene.begin(ON)
    scene.run(SETTLE.seconds + 1.0)
    assert scene.into_hold == pytest.approx(1.0)
    assert scene.waited.said == []
    assert scene.voice.starts > 0


def test_a_voice_that_comes_late_speaks_from_then_on(scene: Scene) -> None:
    scene.voice.is_ready = False
    scene.begin(ON)
    scene.run(SETTLE.seconds - 1.0)
    scene.voice.is_ready = True
    scene.run(3.0)
    assert scene.voice.said == ["Five breaths."]


def test_muting_while_it_waits_goes_on_at_once_and_says_nothing_more(scene: Scene) -> None:
    scene.voice.slowness = 2.5
    scene.begin(ON)
    scene.run(SETTLE.seconds + 0.5)
    assert scene.practice.barred_seconds > 0
    scene.speech.apply(MUTED)
    said = len(scene.voice.said)
    assert (scene.voice.ends, scene.practice.barred_seconds) == (None, 0)
    for size in (1.1, 1.2):
        scene.speech.apply(replace(MUTED, text_size=size))
        scene.run(5.0)
    assert len(scene.voice.said) == said
    assert scene.into_hold == pytest.approx(10.0 - HUSH)


def test_unmuted_it_speaks_again_from_there(scene: Scene) -> None:
    scene.begin(MUTED, HOLD.start)
    scene.run(3.0)
    scene.speech.apply(ON)
    assert scene.voice.starts == 1
    scene.run(8.0)
    assert scene.voice.said
    assert "Five breaths." not in scene.voice.said


def test_muted_and_unmuted_in_a_pause_it_still_says_what_was_cut_off(scene: Scene) -> None:
    scene.begin(ON)
    scene.run(1.0)
    cut = scene.voice.said[-1]
    scene.session.pause()
    scene.speech.apply(MUTED)
    scene.speech.apply(ON)
    scene.session.resume()
    scene.run(2.0)
    assert scene.voice.said == [cut, cut]


def test_how_slowly_it_speaks_is_learned_kept_and_known_in_the_next_practice(
    scene: Scene,
) -> None:
    scene.learned = Heard()
    scene.speech.learned.connect(
        lambda factor: scene.speech.apply(replace(ON, voice_factor=factor))
    )
    scene.speech.learned.connect(scene.learned)
    scene.voice.slowness = 1.5
    scene.begin(ON)
    scene.run(60.0)
    assert scene.learned.said[-1] == pytest.approx(1.5, abs=0.05)
    assert len(scene.learned.said) < len(scene.voice.said)
    assert scene.speech.rate.factor == pytest.approx(1.5, abs=0.05)


def test_what_was_kept_is_where_it_begins(scene: Scene) -> None:
    scene.begin(replace(ON, voice_factor=2.0))
    scene.run(0.2)
    assert scene.learned.said == []
    assert scene.speech.rate.factor == 2.0


def test_what_is_learned_or_set_in_the_middle_drops_no_line_that_waits(scene: Scene) -> None:
    sizes = iter(range(100))
    scene.speech.learned.connect(
        lambda factor: scene.speech.apply(
            replace(ON, voice_factor=factor, text_size=1 + next(sizes) / 100)
        )
    )
    scene.voice.slowness = 2.5
    scene.begin(ON)
    while scene.practice.moment.step.index == SETTLE.index:
        scene.run(scene.tick)
    assert led_in(scene) == [cue.text for cue in SETTLE.cues]
    assert scene.learned.said


def test_less_can_be_said_from_the_middle_of_a_practice_on(scene: Scene) -> None:
    scene.begin(ON)
    scene.run(1.0)
    scene.speech.apply(replace(ON, voice_amount="sides", voice_counting="none"))
    scene.run(SETTLE.seconds + HOLD.seconds - 2.0)
    assert scene.voice.said[1:] == ["Five breaths."]


def test_a_voice_lost_in_the_middle_of_a_wait_holds_up_nobody(scene: Scene) -> None:
    scene.voice.slowness = 2.5
    scene.begin(ON)
    scene.run(SETTLE.seconds + 0.5)
    assert scene.practice.barred_seconds > 0
    scene.voice.die()
    scene.run(scene.tick + HUSH + 1.0)
    assert scene.into_hold >= 0.99
    assert scene.missing.said == ["The voice is off."]


def test_a_practice_that_is_over_is_spoken_no_more(scene: Scene) -> None:
    scene.begin(ON)
    scene.run(1.0)
    assert scene.narrator is not None
    scene.narrator.release()
    scene.session.finish()
    assert scene.voice.ends is not None, "what is said may end by itself"
    said = len(scene.voice.said)
    scene.run(30.0)
    assert len(scene.voice.said) == said


def test_going_on_where_one_is_waited_for_it_is_said_again(
    clock: FakeClock, monkeypatch: pytest.MonkeyPatch
) -> None:
    pace = Pace(voice_factor=1.0, ready="wait")
    made = plan(shipped(), pace)
    gate = next(step for step in made.steps if step.gate)
    scene = Scene(clock, monkeypatch, made)
    scene.begin(ON, gate.start)
    scene.run(gate.seconds + 30.0)
    waiting = scene.voice.said[-1]
    assert waiting.startswith("Take your time.")
    scene.session.pause()
    scene.run(5.0)
    scene.session.resume()
    scene.run(10.0)
    assert scene.voice.said.count(waiting) == 2
    assert scene.practice.moment.step.index == gate.index
    scene.close()


def due_lines(settings: Settings) -> list[str]:
    """Return the lines of the way in and of the hold after it, in order."""
    manner = Manner(settings.voice_amount, settings.voice_counting)
    steps = (SETTLE, HOLD)
    return [
        line.text
        for step in steps
        for line in lines_of(shipped_plan(), step.index, Rate().of, manner)
    ]


def run_to_the_end_of_the_hold(scene: Scene) -> None:
    while scene.practice.moment.step.index <= HOLD.index:
        scene.run(scene.tick)
    scene.session.pause()


@pytest.mark.parametrize("counting", ["none", "last", "halfway", "every"])
@pytest.mark.parametrize("muted", [False, True])
def test_with_the_voice_off_a_screen_reader_gets_every_line_and_the_counts_as_set(
    scene: Scene, counting: Counting, muted: bool
) -> None:
    settings = Settings(voice=muted, muted=muted, voice_counting=counting)
    scene.let_reader_run()
    scene.begin(settings)
    run_to_the_end_of_the_hold(scene)
    assert scene.told.said[: len(due_lines(settings))] == due_lines(settings)
    assert (scene.voice.said, scene.voice.starts) == ([], 0)


def test_a_screen_reader_gets_no_line_that_the_voice_says(scene: Scene) -> None:
    scene.let_reader_run()
    scene.begin(ON)
    run_to_the_end_of_the_hold(scene)
    assert scene.voice.said[: len(due_lines(ON))] == due_lines(ON)
    assert scene.told.said == []


def test_without_a_screen_reader_nobody_is_told(scene: Scene) -> None:
    scene.begin(OFF)
    run_to_the_end_of_the_hold(scene)
    assert (scene.told.said, scene.voice.said) == ([], [])


def test_a_screen_reader_that_is_started_in_a_hold_gets_the_next_line(scene: Scene) -> None:
    scene.begin(replace(OFF, voice_counting="every"), HOLD.start)
    scene.run(HOLD.unit_seconds * 1.5)
    assert scene.told.said == []
    scene.let_reader_run()
    scene.run(HOLD.unit_seconds)
    assert scene.told.said[0] == "Three."


def test_where_nobody_speaks_no_line_is_in_the_trace(scene: Scene) -> None:
    scene.begin(OFF)
    run_to_the_end_of_the_hold(scene)
    assert [event for event in scene.trace.events if event["event"] == "say"] == []


def test_where_the_voice_is_lost_a_screen_reader_goes_on(scene: Scene) -> None:
    scene.let_reader_run()
    scene.begin(ON)
    scene.run(SETTLE.seconds / 2)
    before = list(scene.voice.said)
    scene.voice.die()
    run_to_the_end_of_the_hold(scene)
    lines = due_lines(ON)
    assert [*before, *scene.told.said][: len(lines)] == lines
    assert scene.voice.said == before


def test_a_line_for_a_screen_reader_comes_when_it_is_due(scene: Scene) -> None:
    scene.let_reader_run()
    scene.begin(OFF, HOLD.start)
    run_to_the_end_of_the_hold(scene)
    told = {event["text"]: event["at"] for event in scene.trace.events if event["event"] == "say"}
    for line in lines_of(shipped_plan(), HOLD.index, Rate().of, Manner()):
        assert told[line.text] == pytest.approx(line.due, abs=0.01)


def test_a_practice_does_not_wait_for_a_screen_reader(scene: Scene) -> None:
    scene.let_reader_run()
    scene.begin(OFF)
    scene.run(SETTLE.seconds + 1.0)
    assert scene.into_hold == pytest.approx(1.0)
    assert scene.waited.said == []


def test_in_a_pause_a_screen_reader_gets_no_line_and_then_the_one_that_was_cut_off(
    scene: Scene,
) -> None:
    scene.let_reader_run()
    scene.begin(OFF)
    scene.run(1.0)
    (cut,) = scene.told.said
    scene.session.pause()
    scene.run(30.0)
    assert scene.told.said == [cut]
    scene.session.resume()
    scene.run(1.5)
    assert scene.told.said == [cut, cut]


def test_a_screen_reader_is_not_told_of_what_is_over(scene: Scene) -> None:
    scene.let_reader_run()
    scene.begin(OFF)
    scene.run(1.0)
    scene.session.go_to(HOLD.start)
    scene.run(5.0)
    assert scene.told.said[1:2] == ["Five breaths."]


def test_muted_in_the_middle_of_a_line_a_screen_reader_says_it_from_the_start(
    scene: Scene,
) -> None:
    scene.let_reader_run()
    scene.begin(ON)
    scene.run(1.0)
    scene.speech.apply(MUTED)
    scene.run(1.5)
    assert scene.told.said == scene.voice.said
    scene.speech.apply(ON)
    scene.run(SETTLE.seconds)
    assert not set(scene.told.said[1:]) & set(scene.voice.said)


def test_how_fast_a_screen_reader_is_is_not_taken_for_the_voice(scene: Scene) -> None:
    scene.let_reader_run()
    scene.begin(replace(OFF, voice_factor=2.0))
    run_to_the_end_of_the_hold(scene)
    assert scene.learned.said == []
    assert scene.speech.rate.factor == 2.0


def test_what_is_no_line_waits_for_the_voice_and_the_newest_of_it_is_told(scene: Scene) -> None:
    scene.let_reader_run()
    scene.begin(ON)
    scene.run(1.0)
    for text in ("Two more breaths.", "Keys are locked."):
        scene.speech.tell(text)
    assert scene.told.said == []
    while scene.voice.ends is not None:
        scene.run(scene.tick)
    assert scene.told.said == ["Keys are locked."]
    scene.speech.tell("Keys are unlocked.")
    assert scene.told.said[1:] == ["Keys are unlocked."]
