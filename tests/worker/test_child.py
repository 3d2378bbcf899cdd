"""The worker's own end: it answers, lasts as long as the program, and never hangs for ever."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Iterator

import pytest
from msgspec import Struct
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from supine.worker import child as module
from supine.worker.child import LONGEST_CALL, RequestReader, time_limit
from supine.worker.messages import Fault, MessageReader, Ping, Pong, Quit, encoded

LONG = 60
"""Seconds until a wait for a process fails."""

PROGRAM = """
import ctypes, os, sys
from msgspec import Struct
from PySide6.QtCore import QCoreApplication
from supine.worker import child
from supine.worker.messages import MessageReader, Ping, Pong, Quit


class Do(Struct, frozen=True, tag="do"):
    what: str


def do(request):
    if request.what == "print":
        print("ALSA lib pcm.c: no such device", flush=True)
        os.write(1, b"and more\\n")
    if request.what == "hang":
        child.LONGEST_CALL = 0.1
        with child.time_limit():
            # a library that hangs keeps Python's lock
            ctypes.PyDLL(None).sleep(1000)
    one.tell(request)


application = QCoreApplication([])
one = child.Child(MessageReader(Do | Ping | Quit))
one.handle = do
one.stop = lambda: one.tell(Do("stopped"))
one.run()
"""


class Do(Struct, frozen=True, tag="do"):
    """Something to do; it is the answer as well."""

    what: str


class Process:
    """A worker with its two pipes in our hands."""

    def __init__(self) -> None:
        self.process = subprocess.Popen(
            [sys.executable, "-c", PROGRAM],
            stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.PIPE,
        )  # fmt: skip
        self._reader: MessageReader[object] = MessageReader(Do | Pong)

    def ask(self, *requests: Struct) -> None:
        self.write(b"".join(map(encoded, requests)))

    def write(self, data: bytes) -> None:
        assert self.process.stdin is not None
        self.process.stdin.write(data)
        self.process.stdin.flush()

    def answers(self, count: int) -> list[object]:
        assert self.process.stdout is not None
        return [self._reader.feed(self.process.stdout.readline())[0] for _ in range(count)]

    def closes(self) -> None:
        """End as the program does that started it."""
        assert self.process.stdin is not None
        self.process.stdin.close()

    def deafen(self) -> None:
        """Hear no more of its answers."""
        assert self.process.stdout is not None
        self.process.stdout.close()

    def end(self) -> tuple[int, bytes]:
        """Wait for its end; return its status and what it printed."""
        assert self.process.stderr is not None
        printed = self.process.stderr.read()
        return self.process.wait(LONG), printed


@pytest.fixture
def worker() -> Iterator[Process]:
    made = Process()
    yield made
    made.process.kill()
    with made.process:
        pass


def test_it_does_what_it_is_asked_in_order_and_answers_a_ping(worker: Process) -> None:
    worker.ask(Do("one"), Ping(), Do("two"))
    assert worker.answers(3) == [Do("one"), Pong(), Do("two")]


def test_what_a_library_prints_does_not_come_between_the_answers(worker: Process) -> None:
    worker.ask(Do("print"), Quit())
    assert worker.answers(2) == [Do("print"), Do("stopped")]
    assert worker.end() == (0, b"ALSA lib pcm.c: no such device\nand more\n")


def test_asked_to_quit_it_stops_what_is_under_way_and_ends(worker: Process) -> None:
    worker.ask(Quit())
    assert worker.answers(1) == [Do("stopped")]
    assert worker.end() == (0, b"")


def test_it_ends_when_the_program_has_ended(worker: Process) -> None:
    worker.ask(Do("one"))
    worker.closes()
    assert worker.answers(2) == [Do("one"), Do("stopped")]
    assert worker.end() == (0, b"")


def test_it_ends_when_nobody_hears_its_answers(worker: Process) -> None:
    worker.deafen()
    worker.ask(Ping())
    assert worker.end() == (0, b"")


def test_what_is_no_request_ends_it(worker: Process) -> None:
    worker.write(b"rm -r\n")
    assert worker.end() == (1, b"")


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no sleep in its library")
def test_a_call_that_hangs_ends_it_and_says_where(worker: Process) -> None:
    worker.ask(Do("hang"))
    status, printed = worker.end()
    assert status == 1
    assert b"Timeout" in printed
    assert b"in do" in printed


class Alarm:
    """Stands for the timer of `faulthandler`."""

    def __init__(self) -> None:
        self.armed: tuple[float, bool] | None = None

    def dump_traceback_later(self, seconds: float, *, exit: bool, file: int) -> None:  # noqa: A002
        assert file == 2
        self.armed = seconds, exit

    def cancel_dump_traceback_later(self) -> None:
        self.armed = None


@pytest.fixture
def alarm(monkeypatch: pytest.MonkeyPatch) -> Alarm:
    made = Alarm()
    monkeypatch.setattr(module, "faulthandler", made)
    return made


def test_a_call_has_its_time_and_then_no_limit_is_left(alarm: Alarm) -> None:
    with time_limit():
        assert alarm.armed == (LONGEST_CALL, True)
    assert alarm.armed is None


def test_a_call_that_raises_leaves_no_limit(alarm: Alarm) -> None:
    with pytest.raises(OSError, match="gone"), time_limit():
        raise OSError("gone")
    assert alarm.armed is None


def test_requests_come_in_order_and_then_the_end(qtbot: QtBot) -> None:
    reading, writing = os.pipe()
    heard: list[object] = []
    reader = RequestReader()
    # as the thread says it
    reader.asked.connect(heard.append, Qt.ConnectionType.DirectConnection)
    os.write(writing, encoded(Ping()) + b"rubbish\n" + encoded(Quit())[:5])
    with qtbot.waitSignal(reader.closed):
        reader.listen(reading, MessageReader(Ping | Quit))
        os.write(writing, encoded(Quit())[5:])
        os.close(writing)
    os.close(reading)
    ping, fault, end = heard
    assert (ping, end) == (Ping(), Quit())
    assert isinstance(fault, Fault)


def test_a_pipe_that_cannot_be_read_is_a_closed_one(qtbot: QtBot) -> None:
    reading, writing = os.pipe()
    os.close(reading)
    reader = RequestReader()
    with qtbot.waitSignal(reader.closed):
        # the end that is for writing
        reader.listen(writing, MessageReader(Ping))
    os.close(writing)
