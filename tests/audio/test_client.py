"""The window's end of the audio: what it sends, what a new worker is told, and what people read."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any, ClassVar, TypeVar, get_args

import numpy as np
import pytest
from msgspec import Struct
from PySide6.QtCore import QObject, QTimer, Signal
from pytestqt.qtbot import QtBot

from supine.audio import client as module
from supine.audio.client import (
    ANSWER_SECONDS,
    AT_ONCE,
    BESIDE_VOICE,
    FIRST_ANSWER,
    HEARTBEAT,
    RESTART_GAP,
    RETRY,
    SOONEST,
    START_SECONDS,
    TOO_LATE,
    TRIAL_PAUSE,
    AudioClient,
)
from supine.audio.protocol import (
    Awake,
    Calm,
    Device,
    Hush,
    Play,
    Prepare,
    Recording,
    Roll,
    ServerGone,
    Silent,
    StopRecording,
    Unplayable,
    Volumes,
    requests,
)
from supine.audio.wave_file import wave_samples
from supine.core.breath import Rhythm
from supine.core.sounds import BREATH_SOUNDS, Sound
from supine.settings.declaration import Settings
from supine.speech.script import AFTER_BELL
from supine.worker.messages import Pong, encoded
from tests.audio.children import child, told
from tests.conftest import FakeClock
from tests.e2e import hearing
from tests.helpers import Heard, fire
from tests.worker.children import is_there, started

pytestmark = pytest.mark.usefixtures("qapp")

NO_DEVICE = (
    "There is no sound device: nothing can be heard. Connect or switch on a loudspeaker or "
    "headphones. Everything is shown on the screen as well."
)
NO_SOUND = (
    "A sound could not be played. Close other programs that play sound, or start Supine again. "
    "Everything is shown on the screen as well."
)

RHYTHM = Rhythm(4.0, 0.0, 6.0, 0.0)

Request = TypeVar("Request", bound=Struct)


class Worker(QObject):
    """Stands for the process: it keeps what it is told."""

    launched, answered = Signal(), Signal(object)
    failed, gave_up = Signal(), Signal()
    newest: ClassVar[Worker]

    def __init__(self, *_all: object) -> None:
        super().__init__()
        Worker.newest = self
        self.runs = False
        self.told: list[Struct] = []
        """What the worker was told that runs now, or ran last."""
        self.limit: float | None = None
        """Seconds in which it must answer."""
        self.forgiven = False

    def start(self) -> None:
        if not self.runs:
            self.restart()

    def restart(self) -> None:
        """Let a new one run."""
        self.runs, self.told, self.limit = True, [], None
        self.launched.emit()

    def die(self) -> None:
        self.runs = False
        self.failed.emit()

    def close(self) -> None:
        self.runs = False

    def ask(self, request: Struct) -> None:
        # what cannot be read would end it
        assert requests().feed(encoded(request)) == [request]
        if self.runs:
            self.told.append(request)

    def ping(self, seconds: float) -> None:
        if self.limit is None:
            self.limit = seconds

    def expect(self, seconds: float) -> None:
        self.limit = seconds

    def expect_nothing(self) -> None:
        self.limit = None

    def forgive(self) -> None:
        self.forgiven = True


class Scene:
    """The client, a worker that is none, and all that is said."""

    def __init__(self, clock: FakeClock) -> None:
        self.clock = clock
        self.client = AudioClient(clock=clock)
        self.worker = Worker.newest
        self.missing = Heard(self.client.missing)
        self.restored = Heard(self.client.restored)
        self.trying = Heard(self.client.trying)
        self.unplayable = Heard(self.client.unplayable)

    def start(self, **settings: Any) -> AudioClient:
        """Start with a worker that works."""
        self.client.apply(Settings(**settings))
        self.client.start()
        self.answer(Device(True))
        return self.client

    def answer(self, answer: Struct) -> None:
        self.worker.answered.emit(answer)

    def told(self, kind: type[Request]) -> list[Request]:
        """Return what of that kind the worker was told that runs now."""
        return [one for one in self.worker.told if isinstance(one, kind)]

    def rings(self, milliseconds: int) -> bool:
        """Let the timer with that interval ring; return whether it runs."""
        for timer in self.client.findChildren(QTimer):
            if timer.isActive() and timer.interval() == milliseconds:
                if timer.isSingleShot():
                    timer.stop()
                timer.timeout.emit()
                return True
        return False


@pytest.fixture
def scene(clock: FakeClock, monkeypatch: pytest.MonkeyPatch) -> Iterator[Scene]:
    monkeypatch.setattr(module, "WorkerProcess", Worker)
    made = Scene(clock)
    yield made
    made.client.hush()
    made.client.close()
    made.client.deleteLater()


def test_before_the_start_it_does_no_harm(scene: Scene) -> None:
    client = scene.client
    client.wake()
    client.rest()
    client.duck(True)
    client.calm()
    client.try_wave()
    client.stop_recording()
    client.hush()
    assert scene.worker.told == []


def test_a_sound_is_sent_with_its_time(scene: Scene, clock: FakeClock) -> None:
    client = scene.start()
    assert client.play("begin", 2.0)
    assert scene.told(Play) == [Play("begin", clock() + 2.0, clock() + 2.0 + TOO_LATE)]


def test_a_sound_without_a_time_may_be_late_but_not_for_ever(
    scene: Scene, clock: FakeClock
) -> None:
    client = scene.start()
    assert client.play("pause")
    due = clock() + SOONEST
    assert scene.told(Play) == [Play("pause", due, due + AT_ONCE)]


@pytest.mark.parametrize(
    ("settings", "bells", "breath"),
    [
        ({}, True, True),
        ({"muted": True}, False, False),
        ({"bells_volume": 0.0}, False, True),
        ({"breath_volume": 0.0}, True, False),
    ],
)
@pytest.mark.parametrize("sound", get_args(Sound))
def test_what_is_off_is_not_sent_and_it_says_so(
    scene: Scene, sound: Sound, settings: dict[str, Any], bells: bool, breath: bool
) -> None:
    client = scene.start(**settings)
    heard = breath if sound in BREATH_SOUNDS else bells
    assert client.play(sound, 1.0) is heard
    assert bool(scene.told(Play)) is heard


@pytest.mark.parametrize(
    ("settings", "heard"),
    [({}, True), ({"muted": True}, False), ({"wave_volume": 0.0}, False)],
)
def test_a_breath_is_sent_with_its_times(
    scene: Scene, clock: FakeClock, settings: dict[str, Any], heard: bool
) -> None:
    client = scene.start(**settings)
    assert client.roll(RHYTHM, -1.0, 0.5) is heard
    assert scene.told(Roll) == [Roll(RHYTHM.lengths, clock() - 1.0, clock() + 0.5)]


@pytest.mark.parametrize(
    ("settings", "has"),
    [({}, False), ({"wave": True}, True), ({"wave": True, "wave_volume": 0.0}, False)],
)
def test_there_is_a_wave_only_where_it_is_wanted(
    scene: Scene, settings: dict[str, Any], has: bool
) -> None:
    client = scene.start(**settings)
    client.prepare(RHYTHM)
    assert client.has_wave is has
    assert scene.told(Prepare) == [Prepare(RHYTHM.lengths if has else None)]


def test_volumes_are_told_as_they_are_set(scene: Scene) -> None:
    client = scene.start(bells_volume=0.3, breath_volume=0.2, wave_volume=0.1)
    assert scene.told(Volumes)[-1] == Volumes(0.3, 0.2, 0.1)
    client.apply(Settings(muted=True))
    assert scene.told(Volumes)[-1] == Volumes(0.0, 0.0, 0.0)


def test_while_the_voice_speaks_the_wave_cannot_be_heard(scene: Scene) -> None:
    client = scene.start(bells_volume=0.3, breath_volume=0.2, wave_volume=0.8)
    client.duck(True)
    ducked = scene.told(Volumes)[-1]
    assert (ducked.bells, ducked.breath) == (0.3, 0.2)
    assert ducked.wave == 0.0
    client.duck(False)
    assert scene.told(Volumes)[-1] == Volumes(0.3, 0.2, 0.8)


def test_at_rest_the_wave_is_no_longer_kept_silent(scene: Scene) -> None:
    client = scene.start(wave_volume=0.8)
    client.duck(True)
    client.rest()
    assert scene.told(Volumes)[-1].wave == 0.8


def test_the_wave_goes_on_while_the_voice_speaks_where_that_is_set(scene: Scene) -> None:
    client = scene.start(wave_volume=0.8, wave_ducks=False)
    client.duck(True)
    assert {one.wave for one in scene.told(Volumes)} == {0.8}


@pytest.mark.parametrize("wave", [0.0, 0.5, 1.0])
@pytest.mark.parametrize("breath", [0.0, 0.7, 1.0])
@pytest.mark.parametrize("bells", [0.0, 0.8, 1.0])
def test_beside_the_voice_all_sounds_together_leave_room_for_it(
    scene: Scene, bells: float, breath: float, wave: float
) -> None:
    client = scene.start(
        bells_volume=bells, breath_volume=breath, wave_volume=wave, wave_ducks=False
    )
    loud = scene.told(Volumes)[-1]
    client.make_room(True)
    soft = scene.told(Volumes)[-1]
    after_the_end = soft.bells**2 * loudest_after("end")
    in_a_hold = soft.bells**2 * loudest_after("begin") + soft.wave**2 * loudest_of_wave()
    in_a_hold += soft.breath**2 * max(loudest_after(name, 0.0) for name in BREATH_SOUNDS[:3])
    assert max(after_the_end, in_a_hold) <= BESIDE_VOICE + 1e-6
    client.make_room(False)
    assert scene.told(Volumes)[-1] == loud


def loudest_after(name: Sound, seconds: float = AFTER_BELL) -> float:
    """Return the loudest sample of a sound from `seconds` after it begins, 0 to 1."""
    return float(np.abs(hearing.sound(name)[round(seconds * hearing.RATE) :]).max())


def loudest_of_wave() -> float:
    return max(abs(one) for one in wave_samples(RHYTHM)) / 32768


def test_at_rest_no_room_is_left(scene: Scene) -> None:
    client = scene.start(bells_volume=1.0)
    client.make_room(True)
    client.rest()
    assert scene.told(Volumes)[-1].bells == 1.0


@pytest.mark.parametrize(
    ("settings", "stays"),
    [
        ({}, True),
        ({"muted": True}, False),
        ({"bells_volume": 0.0, "breath_volume": 0.0, "voice": True}, True),
        ({"bells_volume": 0.0, "breath_volume": 0.0, "voice": False}, False),
    ],
)
def test_the_device_is_kept_awake_for_what_can_be_heard(
    scene: Scene, settings: dict[str, Any], stays: bool
) -> None:
    client = scene.start(**settings)
    client.wake()
    assert scene.told(Awake)[-1] == Awake(stays)
    client.rest()
    assert scene.told(Awake)[-1] == Awake(False)


def test_what_needs_the_device_otherwise_keeps_it_awake(scene: Scene) -> None:
    client = scene.start()
    client.keep_awake(True)
    assert scene.told(Awake)[-1] == Awake(True)
    client.keep_awake(False)
    assert scene.told(Awake)[-1] == Awake(False)


@pytest.mark.parametrize("heard", ["bells_volume", "breath_volume", "wave", "voice", "muted"])
def test_the_device_is_kept_awake_for_whatever_is_to_be_heard(scene: Scene, heard: str) -> None:
    silent = {"bells_volume": 0.0, "breath_volume": 0.0, "wave": False, "voice": False}
    client = scene.start(**{**silent, heard: 1.0 if heard.endswith("volume") else True})
    client.wake()
    assert scene.told(Awake)[-1] == Awake(heard != "muted")


def test_hush_and_calm_and_the_end_of_a_recording_are_told(scene: Scene) -> None:
    client = scene.start()
    client.calm()
    client.stop_recording()
    client.hush()
    assert scene.worker.told[-3:] == [Calm(), StopRecording(), Hush()]


def test_a_new_worker_is_told_how_loud_it_is_what_to_prepare_and_to_stay_awake(
    scene: Scene,
) -> None:
    client = scene.start(wave=True, wave_volume=0.8, bells_volume=0.3, breath_volume=0.2)
    client.prepare(RHYTHM, ("/one.wav", "/two.wav"))
    client.wake()
    scene.worker.die()
    scene.worker.restart()
    assert scene.worker.told == [
        Volumes(0.3, 0.2, 0.8),
        Prepare(RHYTHM.lengths, ("/one.wav", "/two.wav")),
        Awake(True),
    ]


def test_what_is_still_to_come_is_sent_to_a_new_worker_too(scene: Scene) -> None:
    client = scene.start()
    client.play("in", 0.5)
    client.roll(RHYTHM, 0.5, 0.5)
    client.play("end", 3.0)
    client.play("begin", 4.0)
    sent = scene.told(Play), scene.told(Roll)
    scene.clock.go(2.0)
    scene.worker.restart()
    # a breath that has begun can still be joined; a sound that has begun cannot
    assert (scene.told(Play), scene.told(Roll)) == (sent[0][1:], sent[1])
    scene.clock.go(8.5)
    scene.worker.restart()
    assert scene.told(Play) + scene.told(Roll) == []


def test_what_was_sent_during_a_pause_of_the_worker_is_not_lost(scene: Scene) -> None:
    client = scene.start()
    scene.worker.die()
    assert client.play("end", 3.0)
    scene.worker.restart()
    assert [one.sound for one in scene.told(Play)] == ["end"]


def test_what_was_hushed_is_not_sent_again(scene: Scene) -> None:
    client = scene.start()
    client.play("end", 3.0)
    client.roll(RHYTHM, 0.5, 0.5)
    client.hush()
    scene.worker.restart()
    assert scene.told(Play) + scene.told(Roll) == []


def test_a_wave_that_was_calmed_is_not_sent_again(scene: Scene) -> None:
    client = scene.start()
    client.play("end", 3.0)
    client.roll(RHYTHM, 0.5, 0.5)
    client.calm()
    scene.worker.restart()
    assert [one.sound for one in scene.told(Play)] == ["end"]
    assert scene.told(Roll) == []


def test_a_new_worker_has_time_to_start(scene: Scene) -> None:
    scene.client.start()
    assert scene.worker.limit == START_SECONDS
    scene.client.wake()
    assert scene.rings(HEARTBEAT)
    assert scene.worker.limit == START_SECONDS
    scene.answer(Device(True))
    assert scene.worker.limit is None


def test_while_awake_it_must_answer_again_and_again(scene: Scene) -> None:
    client = scene.start()
    assert not scene.rings(HEARTBEAT)
    client.wake()
    for _ in range(3):
        assert scene.rings(HEARTBEAT)
        assert scene.worker.limit == ANSWER_SECONDS
        scene.answer(Pong())
        assert scene.worker.limit is None
    assert scene.worker.forgiven
    client.rest()
    assert not scene.rings(HEARTBEAT)


def test_while_awake_it_must_answer_each_sound(scene: Scene) -> None:
    client = scene.start()
    client.play("pause")
    assert scene.worker.limit is None
    client.wake()
    client.play("end", 3.0)
    assert scene.worker.limit == ANSWER_SECONDS
    scene.answer(Pong())
    client.roll(RHYTHM, 0.5, 0.5)
    assert scene.worker.limit == ANSWER_SECONDS
    client.rest()
    assert not scene.rings(HEARTBEAT)


def test_a_worker_that_has_failed_owes_no_answer(scene: Scene) -> None:
    client = scene.start()
    client.wake()
    assert scene.rings(HEARTBEAT)
    scene.worker.die()
    assert scene.worker.limit is None


def test_without_a_device_one_sentence_is_said_and_later_taken_back(scene: Scene) -> None:
    client = scene.start()
    for _ in range(2):
        scene.answer(Device(False))
        assert not client.play("begin", 1.0)
        assert not client.roll(RHYTHM, 0.5, 0.5)
        assert not client.play_recording("/one.wav", 1.0)
    assert (scene.missing.said, scene.restored.said) == ([NO_DEVICE], [])
    for _ in range(2):
        scene.answer(Device(True))
        assert client.play("begin", 1.0)
    assert (scene.missing.said, scene.restored.said) == ([NO_DEVICE], [NO_DEVICE])


def restarts(scene: Scene, answer: Struct) -> bool:
    """Return whether another worker runs after `answer`."""
    scene.worker.told = [Hush()]
    scene.answer(answer)
    return Hush() not in scene.worker.told


def test_without_its_server_another_worker_is_started(scene: Scene) -> None:
    scene.start()
    assert all(restarts(scene, ServerGone()) for _ in range(3))


def test_a_worker_that_plays_nothing_is_replaced_but_not_again_and_again(scene: Scene) -> None:
    """A device that another program has taken plays nothing for any worker."""
    scene.start()
    assert restarts(scene, Silent())
    scene.clock.go(RESTART_GAP - 1.0)
    assert not restarts(scene, Silent())
    scene.clock.go(2.0)
    assert restarts(scene, Silent())


def test_it_is_known_whether_there_is_a_device_as_soon_as_the_worker_tells(scene: Scene) -> None:
    known = Heard(scene.client.known)
    client = scene.client
    client.start()
    assert not client.is_known
    for _ in range(2):
        scene.answer(Device(True))
    assert (client.is_known, len(known.said)) == (True, 1)
    assert not scene.rings(FIRST_ANSWER)


def test_a_worker_that_tells_nothing_is_not_waited_for_long(scene: Scene) -> None:
    client = scene.client
    client.start()
    assert scene.rings(FIRST_ANSWER)
    assert (client.is_known, client.has_device) == (True, True)


def test_given_up_one_sentence_is_said_and_it_is_tried_again_later(scene: Scene) -> None:
    client = scene.start()
    scene.worker.die()
    scene.worker.gave_up.emit()
    assert scene.missing.said == [NO_SOUND]
    assert not client.play("begin", 1.0)
    assert scene.rings(RETRY)
    assert scene.worker.runs
    scene.worker.die()
    scene.worker.gave_up.emit()
    assert scene.missing.said == [NO_SOUND]
    assert scene.rings(RETRY)
    scene.answer(Device(True))
    assert scene.restored.said == [NO_SOUND]
    assert client.play("begin", 1.0)
    assert not scene.rings(RETRY)


def test_of_two_sentences_only_the_newest_stands(scene: Scene) -> None:
    """The first was never taken back: sound worked, and people still read that it did not."""
    scene.start()
    scene.worker.die()
    scene.worker.gave_up.emit()
    scene.worker.restart()
    scene.answer(Device(False))
    assert (scene.missing.said, scene.restored.said) == ([NO_SOUND, NO_DEVICE], [NO_SOUND])
    scene.answer(Device(True))
    assert scene.restored.said == [NO_SOUND, NO_DEVICE]


def test_closed_it_is_not_tried_again(scene: Scene) -> None:
    client = scene.start()
    client.wake()
    scene.worker.die()
    scene.worker.gave_up.emit()
    client.close()
    assert not scene.rings(RETRY)
    assert not scene.rings(HEARTBEAT)


def test_a_recording_is_played_as_loud_as_asked(scene: Scene) -> None:
    client = scene.start()
    client.prepare(RHYTHM, ("/one.wav",))
    assert client.play_recording("/one.wav", 0.7)
    (sent,) = scene.told(Recording)
    assert sent.path == "/one.wav"
    assert sent.volume**2 == pytest.approx(0.7**2 * (1 - BESIDE_VOICE))


def test_a_recording_that_cannot_be_played_is_refused_until_the_next_practice(
    scene: Scene,
) -> None:
    client = scene.start()
    client.prepare(RHYTHM, ("/one.wav", "/two.wav"))
    scene.answer(Unplayable("/one.wav"))
    assert scene.unplayable.said == ["/one.wav"]
    assert not client.play_recording("/one.wav", 1.0)
    assert client.play_recording("/two.wav", 1.0)
    client.prepare(RHYTHM, ("/one.wav", "/two.wav"))
    assert client.play_recording("/one.wav", 1.0)


@pytest.mark.parametrize("letter", ["a", "ü", "\u3042", '"', "\x7f"])
def test_any_number_of_recordings_is_told(scene: Scene, letter: str) -> None:
    """A line had no room for 150 of them: the worker ended at each start, and all was silent."""
    client = scene.start(wave=True)
    paths = tuple(f"/teacher/{letter * 150}{number}.wav" for number in range(200))
    client.prepare(RHYTHM, paths)
    for _ in range(2):
        told = scene.told(Prepare)
        assert tuple(path for one in told for path in one.recordings) == paths
        assert [one.adds for one in told] == [False] + [True] * (len(told) - 1)
        assert [one.lengths for one in told] == [RHYTHM.lengths] + [None] * (len(told) - 1)
        scene.worker.restart()


def test_a_recording_whose_name_is_no_text_is_refused(scene: Scene) -> None:
    client = scene.start()
    client.prepare(RHYTHM, ("/caf\udce9/one.wav", "/two.wav"))
    assert scene.told(Prepare) == [Prepare(None, ("/two.wav",))]
    assert not client.play_recording("/caf\udce9/one.wav", 1.0)


def test_every_sound_is_tried_once_with_its_words(scene: Scene) -> None:
    client = scene.start()
    client.try_all()
    while scene.rings(TRIAL_PAUSE):
        pass
    played = [one.sound for one in scene.told(Play)]
    assert sorted(played) == sorted(get_args(Sound))
    assert len(set(scene.trying.said)) == len(scene.trying.said) == len(played) + 1
    assert scene.trying.said[-1] == ""


def test_hush_ends_a_trial(scene: Scene) -> None:
    client = scene.start()
    client.try_all()
    client.hush()
    assert not scene.rings(TRIAL_PAUSE)
    assert scene.worker.told[-1] == Hush()


def test_without_a_device_the_trial_says_why_nothing_is_heard(scene: Scene) -> None:
    client = scene.start()
    scene.answer(Device(False))
    client.try_all()
    assert scene.trying.said == [NO_DEVICE]
    assert scene.told(Play) == []


def test_muted_the_trial_says_so(scene: Scene) -> None:
    client = scene.start(muted=True)
    client.try_all()
    assert scene.trying.said == ["All sounds are off in the settings."]
    assert scene.told(Play) == []


def test_the_wave_is_tried_for_one_breath_of_the_pace_that_is_set(
    scene: Scene, clock: FakeClock
) -> None:
    client = scene.start(breaths_per_minute=4, wave=False)
    client.try_wave()
    pace, begin = Settings(breaths_per_minute=4).pace, clock() + SOONEST
    assert scene.worker.told[-2:] == [Hush(), Roll(pace.rhythm.lengths, begin, begin)]


class Children:
    """The client with processes made up for it, and all that is said."""

    def __init__(self, qtbot: QtBot, folder: Path) -> None:
        self.qtbot, self.folder = qtbot, folder
        self.missing, self.restored = Heard(), Heard()

    def client(self, trouble: str = "", times: int = 1) -> AudioClient:
        """Start a client whose workers have that trouble the first few `times`."""
        program = child(self.folder, trouble, times)
        self.made = AudioClient(program=lambda: program)
        self.made.missing.connect(self.missing)
        self.made.restored.connect(self.restored)
        self.made.start()
        self.made.wake()
        return self.made

    def until(self, look: Callable[[], bool]) -> None:
        self.qtbot.waitUntil(look)

    def until_told(self, kind: type[Struct], *, number: int) -> None:
        """Wait until process `number`, from 1 on, was told something of that kind."""
        self.until(
            lambda: any(
                isinstance(one, kind) for of in told(self.folder)[number - 1 :] for one in of
            )
        )

    def ring(self, milliseconds: int) -> None:
        """Wait until a timer runs with that interval, and set it off."""
        self.until(lambda: bool(self._timers(milliseconds)))
        (timer,) = self._timers(milliseconds)
        fire(timer)

    def _timers(self, milliseconds: int) -> list[QTimer]:
        found = self.made.findChildren(QTimer)
        return [one for one in found if one.isActive() and one.interval() == milliseconds]


@pytest.fixture
def children(qtbot: QtBot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Children]:
    monkeypatch.setattr(module, "PAUSES", (0.0,))
    # what takes too long is set off by hand, and the rest may take long
    monkeypatch.setattr(module, "START_SECONDS", 600.0)
    monkeypatch.setattr(module, "HEARTBEAT", 50)
    monkeypatch.setattr(module, "ANSWER_SECONDS", 700.0)
    made = Children(qtbot, tmp_path / "children")
    yield made
    made.made.close()
    made.until(lambda: not any(map(is_there, started(made.folder))))
    made.made.deleteLater()


def test_a_process_is_told_all_that_is_asked(children: Children) -> None:
    client = children.client()
    assert client.play("begin", 100.0)
    client.hush()
    children.until_told(Hush, number=1)
    (heard,) = told(children.folder)
    kinds = [Volumes, Awake, Awake, Play, Hush]
    assert [type(one) for one in heard] == kinds


@pytest.mark.parametrize("trouble", ["hangs when asked", "dies as it plays", "loses its server"])
def test_a_process_that_fails_is_replaced_without_a_word(children: Children, trouble: str) -> None:
    client = children.client(trouble)
    client.prepare(RHYTHM, ("/one.wav",))
    client.play("end", 1000.0)
    if trouble == "hangs when asked":
        children.ring(700_000)
    children.until_told(Play, number=2)
    first, second = told(children.folder)
    for kind in (Prepare, Play):
        wanted = [one for one in first if isinstance(one, kind)]
        assert [one for one in second if isinstance(one, kind)] == wanted != []
    assert (children.missing.said, children.restored.said) == ([], [])


def test_a_sound_server_that_goes_again_and_again_is_no_failure(children: Children) -> None:
    client = children.client("loses its server", times=4)
    client.play("end", 1000.0)
    children.until_told(Play, number=5)
    assert children.missing.said == []


def test_processes_that_fail_again_and_again_are_told_of_and_tried_later(
    children: Children,
) -> None:
    children.client("dies at start", times=2)
    children.until(lambda: bool(children.missing.said))
    assert children.missing.said == [NO_SOUND]
    assert not children.made.play("begin", 1.0)
    children.ring(RETRY)
    children.until(lambda: bool(children.restored.said))
    assert children.restored.said == [NO_SOUND]
    assert children.made.play("begin", 1.0)
