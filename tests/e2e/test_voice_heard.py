"""The voice as it comes out of the computer, from the real speech service, recorded."""

from __future__ import annotations

import os
import signal
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import numpy as np
import numpy.typing as npt
import pytest
from PySide6.QtCore import QCoreApplication

from supine.audio.client import BESIDE_VOICE, AudioClient
from supine.core.pace import Pace
from supine.core.planner import plan as plan_of
from supine.core.practice import Practice
from supine.core.sequence import Hold, Pose, Sequence
from supine.practice.narrator import Narrator
from supine.practice.session import Session
from supine.practice.trace import Trace
from supine.settings.declaration import Settings
from supine.speech import client
from supine.speech.client import SpeechClient
from supine.speech.protocol import Configure
from supine.speech.rate import Rate
from supine.speech.speech import Speech
from tests.e2e import hearing, traces
from tests.e2e.desktop import Speaker
from tests.e2e.dispatcher import NO_VOICES, Dispatcher, missing
from tests.e2e.waiting import LONG, until
from tests.helpers import Heard

pytestmark = [
    pytest.mark.e2e,
    pytest.mark.usefixtures("qapp"),
    pytest.mark.skipif(
        bool(missing()) and "CI" not in os.environ,
        reason=f"not installed: {', '.join(missing())} (scripts/system_packages.sh test)",
    ),
]

TEXT = "Let the floor carry you and feel what has changed today."

LOUD = 0.001
"""From where on the voice counts as heard, of 1."""

BEGINS = 0.3
"""Seconds at most from asking for a line until it is heard; 0.02 were measured."""

ENDS = (-0.1, 1.0)
"""Seconds that the signal of the end may come after the sound's end: 0.1 to 0.5 were measured, as
espeak-ng ends each sentence with a silence."""

STOPS = 0.3
"""Seconds after which nothing is heard of a line that was stopped; 0.01 were measured."""

STOPPED_EARLY = 1.5
"""Seconds after a stop at which the line would still be heard."""


class Scene:
    """A voice that speaks aloud, and what it told when."""

    def __init__(self, speaker: Speaker, folder: Path) -> None:
        self.speaker, self.file = speaker, folder / "heard.raw"
        self.lost, self.restored = Heard(), Heard()
        self.begun: dict[int, float] = {}
        self.ended: dict[int, float] = {}
        self.voice = SpeechClient()
        self.voice.begun.connect(lambda number: self.begun.update({number: time.time()}))
        self.voice.ended.connect(lambda number: self.ended.update({number: time.time()}))
        self.voice.lost.connect(self.lost)
        self.voice.restored.connect(self.restored)
        self.voice.start()
        self.until(lambda: self.voice.is_ready or bool(self.lost.said), "a voice")
        self.voice.configure(Configure(language="en_GB"))

    def until(self, look: Callable[[], bool], what: str, seconds: float = LONG) -> None:
        """Let the program run until `look` is true."""

        def found() -> bool:
            QCoreApplication.processEvents()
            return look()

        until(found, what, seconds)

    def wait(self, seconds: float) -> None:
        end = time.time() + seconds
        self.until(lambda: time.time() > end, "time to pass")

    def say(self, text: str = TEXT) -> tuple[int, float]:
        """Say it; return its number, and when it was asked for."""
        asked = time.time()
        number = self.voice.say(text)
        self.until(lambda: number in self.begun, "the line to begin")
        return number, asked

    def end(self, number: int) -> None:
        self.until(lambda: number in self.ended, "the line to end")

    @contextmanager
    def record(self) -> Iterator[None]:
        self.file.unlink(missing_ok=True)
        with self.speaker.record(self.file):
            yield
            self.wait(0.5)

    def loudness(self) -> tuple[npt.NDArray[np.float32], float]:
        """Return how loud each hundredth of a second was, and when the first one was."""
        return hearing.loudness(hearing.open_recording(self.file)), hearing.began(self.file)

    def heard(self) -> tuple[float, float]:
        """Return from when to when something was heard; the two are the same if nothing was."""
        loudness, began = self.loudness()
        loud = np.flatnonzero(loudness > LOUD) / 100
        return (began + loud[0], began + loud[-1]) if len(loud) else (began, began)


@pytest.fixture(scope="module")
def speaker(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Speaker]:
    made = Speaker(tmp_path_factory.mktemp("speaker"))
    yield made
    made.close()


@pytest.fixture
def dispatcher(
    speaker: Speaker, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> Iterator[Dispatcher]:
    made = Dispatcher(speaker, tmp_path / "dispatcher")
    for name, value in made.environment.items():
        monkeypatch.setenv(name, value)
    yield made
    made.close()


@pytest.fixture
def scene(dispatcher: Dispatcher, speaker: Speaker, tmp_path: Path) -> Iterator[Scene]:
    assert dispatcher
    made = Scene(speaker, tmp_path)
    yield made
    made.voice.close()


def test_a_line_is_heard_from_its_beginning_to_its_end(scene: Scene) -> None:
    with scene.record():
        number, asked = scene.say()
        scene.end(number)
    begins, ends = scene.heard()
    assert ends - begins == pytest.approx(Rate().seconds(TEXT), rel=0.5)
    assert asked - 0.5 < begins < ends < scene.ended[number] + 0.5


@pytest.mark.measure
def test_a_line_is_heard_as_soon_as_it_is_asked_for_and_its_end_is_told(scene: Scene) -> None:
    with scene.record():
        number, asked = scene.say()
        scene.end(number)
    begins, ends = scene.heard()
    assert ends - begins == pytest.approx(Rate().seconds(TEXT), rel=0.3)
    assert 0 <= begins - asked + 0.05 <= BEGINS
    assert ENDS[0] <= scene.ended[number] - ends <= ENDS[1]


def heard_after_a_stop(scene: Scene) -> float:
    """Return the seconds for which a line is still heard when it is stopped in a word."""
    with scene.record():
        number, _asked = scene.say()
        scene.wait(1.0)
        stopped = time.time()
        scene.voice.stop()
        scene.end(number)
    return scene.heard()[1] - stopped


def test_a_stop_ends_it_before_its_last_word(scene: Scene) -> None:
    assert heard_after_a_stop(scene) < STOPPED_EARLY < Rate().seconds(TEXT) - 1.0


@pytest.mark.measure
def test_a_stop_ends_it_in_the_middle_of_a_word(scene: Scene) -> None:
    assert heard_after_a_stop(scene) <= STOPS


def test_quietly_is_quieter_and_quickly_is_quicker(scene: Scene) -> None:
    seconds, level = [], []
    for wish in (Configure(), Configure(rate=0.5, volume=0.3)):
        scene.voice.configure(wish)
        with scene.record():
            scene.end(scene.say()[0])
        begins, ends = scene.heard()
        seconds.append(ends - begins)
        level.append(scene.loudness()[0].max())
    assert seconds[1] < 0.8 * seconds[0]
    assert level[1] < 0.8 * level[0]


@pytest.mark.parametrize(
    "wish",
    [Configure(), Configure(rate=1.0, pitch=1.0), Configure(rate=-1.0, pitch=-1.0)],
    ids=["usual", "fast and high", "slow and low"],
)
def test_at_its_loudest_it_is_loud_and_not_distorted(scene: Scene, wish: Configure) -> None:
    scene.voice.configure(wish)
    with scene.record():
        scene.end(scene.say()[0])
    recording = hearing.open_recording(scene.file)
    assert hearing.clipped(recording) == 0
    assert 0.6 < np.abs(recording.astype(int)).max() / hearing.FULL < 1 - BESIDE_VOICE


def test_the_voices_of_a_language_are_listed(scene: Scene) -> None:
    listed = Heard(scene.voice.voices)
    scene.voice.list_voices("en_GB")
    scene.until(lambda: bool(listed.said), "the voices")
    ((language, voices),) = listed.said
    assert language == "en_GB"
    assert voices[0].name == "English (Great Britain)"


@pytest.mark.fault("the voice is killed in mid word, and killed again")
def test_after_its_process_was_killed_it_is_heard_again(scene: Scene) -> None:
    number, _asked = scene.say()
    os.kill(scene.voice.process_id, signal.SIGKILL)
    scene.end(number)
    scene.until(lambda: scene.voice.is_ready, "the voice to be there again")
    with scene.record():
        scene.end(scene.say("Five breaths.")[0])
    begins, ends = scene.heard()
    assert ends - begins > 0.2
    assert scene.lost.said == []


@pytest.mark.fault("the speech service ends")
def test_when_the_speech_service_ends_the_voice_is_off_and_comes_back(
    scene: Scene, dispatcher: Dispatcher, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(client, "ANSWER_SECONDS", 3.0)
    number, _asked = scene.say("Soft jaw.")
    dispatcher.kill()
    scene.end(number)
    scene.until(lambda: bool(scene.lost.said), "words")
    assert "stopped working" in scene.lost.said[0]
    dispatcher.start()
    scene.voice.start()
    scene.until(lambda: scene.restored.said == scene.lost.said, "the voice")
    scene.end(scene.say("Soft jaw.")[0])


@pytest.mark.fault("a speech service without voices")
def test_a_speech_service_without_any_voice_is_as_none(
    speaker: Speaker, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    dispatcher = Dispatcher(speaker, tmp_path / "dispatcher", NO_VOICES)
    for name, value in dispatcher.environment.items():
        monkeypatch.setenv(name, value)
    scene = Scene(speaker, tmp_path)
    scene.voice.close()
    dispatcher.close()
    assert "install the packages speech-dispatcher and espeak-ng" in scene.lost.said[0]


@pytest.mark.fault("no voice speaks the language of the sequence")
def test_a_language_that_no_voice_speaks_is_not_spoken_by_a_foreign_one(scene: Scene) -> None:
    scene.voice.configure(Configure(language="xx"))
    scene.until(lambda: bool(scene.lost.said), "words")
    assert (
        "No voice on this computer speaks the language of this sequence (xx)" in scene.lost.said[0]
    )
    assert scene.voice.say("Soft jaw.") == 0
    scene.voice.configure(Configure(language="de"))
    scene.voice.start()
    scene.until(lambda: scene.restored.said == scene.lost.said, "a German voice")
    scene.end(scene.say("Atme aus.")[0])


@pytest.mark.fault("the speech service hangs")
def test_a_speech_service_that_hangs_is_given_up(
    scene: Scene, dispatcher: Dispatcher, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(client, "ANSWER_SECONDS", 3.0)
    monkeypatch.setattr(client, "START_SECONDS", 8.0)
    dispatcher.hang()
    number = scene.voice.say("Soft jaw.")
    scene.end(number)
    scene.until(lambda: bool(scene.lost.said), "words")
    assert "stopped working" in scene.lost.said[0]


def test_a_practice_is_spoken_line_by_line_when_each_is_due(scene: Scene, tmp_path: Path) -> None:
    pose = Pose(
        name="Knee hug", sides="right", side_words="{Side} leg",
        holds=[Hold(count=2, unit="breaths")], settle=["Let it be heavy."], leave=["Let go."],
    )  # fmt: skip
    pace = Pace(breaths_per_minute=20)
    practice = Practice(plan_of(Sequence(title="One", steps=[pose]), pace), time.monotonic)
    session = Session(practice, pace)
    trace = Trace(tmp_path / "trace")
    speech = Speech(AudioClient(session), session)
    speech.apply(Settings())
    speech.prepare_language("en")
    Narrator(session, speech, trace, time.monotonic)
    scene.until(lambda: speech.ready, "the voice")
    with scene.record():
        session.begin()
        scene.until(lambda: practice.state == "over", "the end of the practice")
    session.finish()
    speech.close()
    trace.close()
    events = traces.read(tmp_path / "trace")
    spoken = traces.named(events, "say", heard=True)
    assert [one["text"] for one in spoken] == [
        "Right leg: Knee hug", "Let it be heavy.", "Two breaths.", "Last breath.", "Let go.",
    ]  # fmt: skip
    assert all(abs(one["at"] - one["due"]) < 2.0 for one in spoken)
    loudness, began = scene.loudness()
    for one in spoken:
        place = round((one["wall"] - began) * 100)
        assert loudness[place : place + 100].max() > LOUD, one["text"]
