"""The voice keeps its word whatever its process does: each line ends, nothing waits."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QProcess, QTimer
from pytestqt.qtbot import QtBot

from supine.speech import client
from supine.speech.client import SpeechClient
from supine.speech.protocol import Configure
from tests.handles import no_file_to_open
from tests.helpers import Heard
from tests.speech.children import child, started
from tests.worker.children import is_there

pytestmark = pytest.mark.usefixtures("qapp")

LONGEST_BLOCK = 5.0
"""Seconds that the window's thread may stand still on a busy machine; 0.006 on an idle one. What
waits for a worker that hangs waits for much longer."""

TROUBLES = [
    "dies at start", "dies in mid word", "hangs", "does not end", "talks rubbish", "floods",
    "fails", "is never ready",
]  # fmt: skip


class Meter:
    """Sees how long the event loop is held up."""

    def __init__(self) -> None:
        self.longest = 0.0
        self._seen = time.perf_counter()
        self.timer = QTimer(interval=1)
        self.timer.timeout.connect(self._look)
        self.timer.start()

    def _look(self) -> None:
        now = time.perf_counter()
        self.longest, self._seen = max(self.longest, now - self._seen), now


class Scene:
    """A voice with a made-up process, and all that it told."""

    def __init__(self, qtbot: QtBot, folder: Path) -> None:
        self.qtbot, self.folder = qtbot, folder
        self.begun, self.ended, self.lost, self.restored = Heard(), Heard(), Heard(), Heard()
        self.numbers: list[int] = []

    def voice(self, trouble: str = "", times: int = 1) -> SpeechClient:
        self.program = child(self.folder, trouble, times)
        self.made = SpeechClient(program=lambda: self.program, seconds=lambda _text: 0.0)
        for name in ("begun", "ended", "lost", "restored"):
            getattr(self.made, name).connect(getattr(self, name))
        return self.made

    def say(self, text: str) -> None:
        """Wait until it can be said, and say it."""
        self.until(lambda: self.made.is_ready or bool(self.lost.said))
        self.numbers.append(self.made.say(text))

    def until(self, look: Callable[[], bool]) -> None:
        self.qtbot.waitUntil(look, timeout=60_000)


@pytest.fixture
def scene(qtbot: QtBot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Scene]:
    monkeypatch.setattr(client, "ANSWER_SECONDS", 1.5)
    monkeypatch.setattr(client, "START_SECONDS", 3.0)
    made = Scene(qtbot, tmp_path / "children")
    meter = Meter()
    yield made
    made.made.close()
    meter.timer.stop()
    assert meter.longest < LONGEST_BLOCK
    made.until(lambda: not [pid for pid in started(made.folder) if is_there(pid)])


def test_nothing_is_started_before_it_is_wanted(scene: Scene) -> None:
    voice = scene.voice()
    assert voice.say("Soft jaw.") == 0
    assert started(scene.folder) == []


def test_a_line_begins_and_ends(scene: Scene) -> None:
    scene.voice().start()
    scene.say("Soft jaw.")
    scene.until(lambda: scene.ended.said == scene.numbers)
    assert scene.begun.said == scene.numbers
    assert scene.lost.said == []


def test_what_is_stopped_ends_at_once_and_only_once(scene: Scene) -> None:
    voice = scene.voice()
    voice.start()
    scene.say("Long.")
    scene.until(lambda: bool(scene.begun.said))
    voice.stop()
    scene.until(lambda: scene.ended.said == scene.numbers)
    voice.stop()


def test_why_it_failed_and_what_it_printed_are_logged(
    scene: Scene, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level("INFO", "supine")
    scene.voice("dies in mid word").start()
    scene.say("Soft jaw.")
    scene.until(lambda: scene.ended.said == scene.numbers)
    scene.until(lambda: len(caplog.messages) >= 3)
    assert "the speech worker prints: Traceback: the engine broke" in caplog.messages
    assert "the speech worker failed: it has ended" in caplog.messages
    assert not [line for line in caplog.messages if "Soft jaw" in line]


@pytest.mark.parametrize("trouble", TROUBLES)
def test_it_is_started_once_more_and_the_line_counts_as_said(trouble: str, scene: Scene) -> None:
    scene.voice(trouble).start()
    scene.say("Soft jaw.")
    scene.until(lambda: scene.ended.said == scene.numbers)
    scene.say("Soft belly.")
    scene.until(lambda: scene.ended.said == scene.numbers)
    assert len(started(scene.folder)) == 2
    assert scene.lost.said == []


@pytest.mark.parametrize("trouble", TROUBLES)
def test_the_second_time_it_is_given_up_in_words(trouble: str, scene: Scene) -> None:
    voice = scene.voice(trouble, times=2)
    voice.start()
    while not scene.lost.said:
        scene.say("Soft jaw.")
        scene.until(lambda: set(scene.ended.said) >= set(filter(None, scene.numbers)))
        scene.until(lambda: voice.is_ready or bool(scene.lost.said))
    assert scene.lost.said == [
        "The voice has stopped working and is off. Everything is shown on the screen as well."
    ]
    assert sorted(scene.ended.said) == list(filter(None, scene.numbers))
    assert voice.say("Soft belly.") == 0
    assert len(started(scene.folder)) == 2


def test_in_another_practice_it_is_tried_again_and_is_restored(scene: Scene) -> None:
    voice = scene.voice("dies at start", times=2)
    voice.start()
    scene.until(lambda: bool(scene.lost.said))
    voice.start()
    scene.until(lambda: scene.restored.said == scene.lost.said)
    scene.say("Soft jaw.")
    scene.until(lambda: scene.ended.said == scene.numbers)


def test_an_engine_that_ends_the_worker_is_tried_last_from_then_on(scene: Scene) -> None:
    voice = scene.voice("crashes in winrt")
    used = Heard(voice.ready)
    voice.start()
    scene.say("Soft jaw.")
    scene.until(lambda: scene.ended.said == scene.numbers)
    assert (used.said, scene.lost.said, len(started(scene.folder))) == (["sapi"], [], 2)
    voice.close()
    voice.start()
    scene.until(lambda: voice.is_ready)
    assert len(started(scene.folder)) == 3


def test_an_engine_that_is_chosen_anew_is_tried_once_more(scene: Scene) -> None:
    voice = scene.voice("crashes in winrt")
    voice.start()
    scene.until(lambda: voice.is_ready)
    voice.start()
    voice.configure(Configure(engine="winrt"))
    scene.until(lambda: len(started(scene.folder)) == 3)
    scene.until(lambda: voice.is_ready)
    assert scene.lost.said == []


def test_without_an_engine_it_says_once_what_to_install(scene: Scene) -> None:
    voice = scene.voice("has no engine")
    for _ in range(2):
        voice.start()
        scene.until(lambda: bool(scene.lost.said) and not voice.is_ready)
    (sentence,) = scene.lost.said
    assert "speech-dispatcher" in sentence or "settings" in sentence


def test_a_voice_that_was_there_is_looked_for_once_more(scene: Scene) -> None:
    voice = scene.voice("loses its engine")
    voice.start()
    scene.until(lambda: voice.is_ready)
    voice.configure(Configure(engine="another"))
    scene.until(lambda: len(started(scene.folder)) == 2)
    scene.until(lambda: voice.is_ready)
    scene.say("Soft jaw.")
    scene.until(lambda: scene.ended.said == scene.numbers)
    assert scene.lost.said == []


def test_an_engine_that_has_spoken_and_is_gone_is_not_to_be_installed(scene: Scene) -> None:
    """After a death of the sound server speech-dispatcher had no voices; the words were wrong."""
    voice = scene.voice("dies with its engine")
    voice.start()
    scene.say("Soft jaw.")
    scene.until(lambda: bool(scene.lost.said))
    (sentence,) = scene.lost.said
    assert "stopped working" in sentence
    assert scene.ended.said == scene.numbers


def test_a_program_that_cannot_be_started_is_given_up(scene: Scene) -> None:
    voice = scene.voice()
    scene.program = [str(scene.folder / "none")]
    voice.start()
    scene.until(lambda: bool(scene.lost.said))


def test_a_full_pipe_holds_up_nobody(scene: Scene) -> None:
    voice = scene.voice("stops listening")
    voice.start()
    scene.until(lambda: voice.is_ready)
    numbers = [voice.say("x" * 1000) for _ in range(300)]
    scene.until(lambda: len(scene.ended.said) == len(list(filter(None, numbers))))
    scene.say("Soft jaw.")
    scene.until(lambda: scene.ended.said[-1] == scene.numbers[-1])
    assert scene.lost.said == []


def test_it_can_be_closed_in_the_middle_of_anything(scene: Scene) -> None:
    voice = scene.voice()
    voice.start()
    scene.say("Long.")
    begun = time.perf_counter()
    voice.close()
    assert time.perf_counter() - begun < LONGEST_BLOCK
    assert scene.ended.said == scene.numbers


def test_a_worker_that_has_just_been_killed_is_gone_after_closing(scene: Scene) -> None:
    voice = scene.voice("talks rubbish")
    running: list[bool] = []

    def close(_number: int) -> None:
        if not running:
            processes = voice.findChildren(QProcess)
            voice.close()
            running.extend(made.state() != QProcess.ProcessState.NotRunning for made in processes)

    voice.ended.connect(close)
    voice.start()
    scene.say("Soft jaw.")
    scene.until(lambda: bool(running))
    assert running == [False]
    # closed, it is not started again either
    assert len(started(scene.folder)) == 1


def test_the_same_wish_is_not_sent_twice(scene: Scene) -> None:
    voice = scene.voice()
    voice.configure(Configure(rate=0.5))
    voice.start()
    scene.until(lambda: voice.is_ready)
    voice.configure(Configure(rate=0.5))
    assert voice.is_ready
    voice.configure(Configure(engine="another"))
    assert not voice.is_ready
    scene.until(lambda: voice.is_ready)


@pytest.mark.qt_log_ignore("Cannot create pipe", extend=True)
def test_without_a_file_handle_it_is_given_up_and_there_again_in_the_next_practice(
    scene: Scene,
) -> None:
    voice = scene.voice()
    with no_file_to_open():
        voice.start()
        scene.until(lambda: bool(scene.lost.said))
    voice.start()
    scene.until(lambda: voice.is_ready)
    assert scene.restored.said == scene.lost.said
    assert len(scene.lost.said) == 1
