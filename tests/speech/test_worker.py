"""The speaking process itself, with the engine that says nothing aloud."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
from collections.abc import Iterator

import pytest
from PySide6.QtTextToSpeech import QTextToSpeech

from supine.speech import protocol, worker
from supine.speech.client import COMMAND
from supine.speech.protocol import (
    Begun,
    Configure,
    Ended,
    Failed,
    ListVoices,
    Ready,
    Request,
    Say,
    Starting,
    Stop,
    Stopped,
    Voices,
)
from supine.speech.worker import TEST_ENGINE, Speaker
from supine.worker.messages import Fault, Ping, Pong, Quit, encoded
from supine.worker.process import command
from tests.e2e.waiting import until
from tests.helpers import Heard
from tests.worker.children import is_there

LATEST = 60
"""Seconds until a wait for the end of a process fails."""

LONG = "Let the floor carry you and feel what has changed today. " * 5


class Child:
    """The speaking process, with its two pipes in our hands."""

    def __init__(self, engine: str, **environment: str) -> None:
        self.process = subprocess.Popen(
            command(COMMAND), stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.PIPE,
            env={**os.environ, TEST_ENGINE: engine, **environment},
        )  # fmt: skip

    def ask(self, *requests: Request) -> None:
        assert self.process.stdin is not None
        self.process.stdin.write(b"".join(map(encoded, requests)))
        self.process.stdin.flush()

    def answer(self) -> object:
        """Return the next answer; whatever is no answer fails."""
        assert self.process.stdout is not None
        (found,) = protocol.answers().feed(self.process.stdout.readline())
        assert not isinstance(found, Fault), found
        return found

    def answers(self, count: int) -> list[object]:
        return [self.answer() for _ in range(count)]

    def close(self) -> None:
        self.process.kill()
        with self.process:
            pass


@pytest.fixture
def child() -> Iterator[Child]:
    made = Child("mock")
    made.ask(Configure())
    assert made.answers(2) == [Starting("mock"), Ready(["mock"], "mock")]
    yield made
    made.close()


def test_a_line_begins_and_ends(child: Child) -> None:
    child.ask(Say(1, "Soft jaw."))
    assert child.answers(2) == [Begun(1), Ended(1)]


def test_a_line_of_nothing_begins_and_ends_too(child: Child) -> None:
    child.ask(Say(1, " <> "))
    assert child.answers(2) == [Begun(1), Ended(1)]


def test_another_line_stops_the_one_under_way(child: Child) -> None:
    child.ask(Say(1, LONG))
    assert child.answer() == Begun(1)
    child.ask(Say(2, "Soft jaw."))
    assert child.answers(3) == [Stopped(1), Begun(2), Ended(2)]


def test_of_many_lines_at_once_the_last_is_said(child: Child) -> None:
    child.ask(*(Say(number, LONG) for number in range(4)), Say(4, "Soft jaw."))
    found = list(iter(child.answer, Ended(4)))
    assert [one for one in found if not isinstance(one, Begun)] == [Stopped(n) for n in range(4)]


def test_stop_ends_a_line_once_and_nothing_else(child: Child) -> None:
    child.ask(Stop(), Say(1, LONG))
    assert child.answer() == Begun(1)
    child.ask(Stop(), Stop(), Ping())
    assert child.answers(2) == [Stopped(1), Pong()]


def test_the_voices_of_a_language_are_listed(child: Child) -> None:
    child.ask(ListVoices("en"), ListVoices("xx"))
    some, none = child.answers(2)
    assert isinstance(some, Voices)
    assert {voice.language[:2] for voice in some.voices} == {"en"}
    assert none == Voices("xx", [])


def test_a_language_that_no_voice_speaks_is_told(child: Child) -> None:
    child.ask(Configure(language="xx"), Configure(language="en_GB"))
    assert child.answers(2) == [Ready(["mock"], "mock", speaks=False), Ready(["mock"], "mock")]


def test_asked_to_quit_it_stops_its_line_and_ends(child: Child) -> None:
    child.ask(Say(1, LONG))
    assert child.answer() == Begun(1)
    child.ask(Quit())
    assert child.answer() == Stopped(1)
    assert child.process.wait(LATEST) == 0


def test_rubbish_ends_it(child: Child) -> None:
    assert child.process.stdin is not None
    child.process.stdin.write(b"rm -r\n")
    child.process.stdin.flush()
    assert child.process.wait(LATEST) == 1


def test_it_ends_when_nobody_listens_any_more(child: Child) -> None:
    child.ask(Say(1, LONG))
    assert child.process.stdin is not None
    child.process.stdin.close()
    assert child.process.wait(LATEST) == 0


def test_without_an_engine_it_says_so_and_never_takes_the_mock() -> None:
    child = Child("", SPEECHD_ADDRESS="unix_socket:/nowhere", SPEECHD_CMD="/nowhere")
    child.ask(Configure(engine="mock"), Say(1, "Soft jaw."))
    starting, found, failed = child.answers(3)
    child.close()
    assert isinstance(starting, Starting)
    assert isinstance(found, Ready)
    assert "mock" not in [*found.engines, found.engine]
    if sys.platform == "linux":
        assert found == Ready(["speechd"], "", "Connection to speech-dispatcher failed")
        assert failed == Failed(1, "no engine")


@pytest.mark.parametrize("listed", [["sapi", "mock", "winrt"], ["winrt", "sapi", "mock"]])
def test_the_engine_is_the_same_in_each_process(
    monkeypatch: pytest.MonkeyPatch, listed: list[str]
) -> None:
    monkeypatch.delenv(TEST_ENGINE, raising=False)
    monkeypatch.setattr(QTextToSpeech, "availableEngines", lambda: listed)
    assert worker.available() == ["winrt", "sapi"]


def test_an_engine_to_avoid_is_tried_last(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(worker, "available", lambda: ["mock", "none"])
    told = Heard()
    speaker = Speaker(told)
    speaker.do(Configure(engine="mock", avoid=("mock",)))
    speaker.deleteLater()
    *starting, ready = told.said
    assert starting == [Starting("none"), Starting("mock")]
    assert isinstance(ready, Ready)
    assert ready.engine == "mock"


def test_nobody_is_told_of_the_command() -> None:
    helped = subprocess.run(
        [sys.executable, "-m", "supine", "--help"], capture_output=True, text=True, check=True
    )
    assert COMMAND not in helped.stdout


PARENT = """
import sys
from PySide6.QtCore import QCoreApplication
from supine.speech.client import SpeechClient
application = QCoreApplication([])
voice = SpeechClient()
voice.ready.connect(lambda _engine: print(voice.process_id, flush=True))
voice.start()
application.exec()
"""


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no such signal")
@pytest.mark.parametrize("number", ["SIGKILL", "SIGTERM"])
def test_it_goes_when_the_program_is_killed(number: str) -> None:
    environment = {**os.environ, TEST_ENGINE: "mock"}
    with subprocess.Popen(
        [sys.executable, "-c", PARENT], stdout=subprocess.PIPE, env=environment
    ) as parent:
        assert parent.stdout is not None
        speaking = int(parent.stdout.readline())
        parent.send_signal(getattr(signal, number))
    until(lambda: not is_there(speaking), "the end of the speaking process")
