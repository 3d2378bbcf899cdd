"""The stream, with a sink that only pretends."""

from __future__ import annotations

import time
from collections.abc import Iterator

import pytest
from PySide6.QtCore import QIODevice, QObject
from PySide6.QtMultimedia import QAudio, QAudioDevice, QAudioFormat

from supine.audio import stream as module
from supine.audio.feed import AHEAD, LEAD, PRIMING, Feed
from supine.audio.mixer import FRAME, FULL, RATE
from supine.audio.player import load
from supine.audio.stream import STALLED, Stream
from tests.helpers import Heard

pytestmark = pytest.mark.usefixtures("qapp")


class Sink(QObject):
    """A sink that takes what it is told to take."""

    newest: Sink

    def __init__(self, _device: QAudioDevice, wanted: QAudioFormat, parent: QObject) -> None:
        super().__init__(parent)
        Sink.newest = self
        self.wanted, self.size, self.taken = wanted, 0, 0
        self.source: QIODevice | None = None
        self.now = QAudio.State.StoppedState

    def setBufferSize(self, size: int) -> None:  # noqa: N802 - Qt's name
        self.size = size

    def start(self, source: QIODevice) -> None:
        self.source, self.now = source, QAudio.State.ActiveState

    def stop(self) -> None:
        self.source, self.now = None, QAudio.State.StoppedState

    def state(self) -> QAudio.State:
        return self.now

    def processedUSecs(self) -> int:  # noqa: N802 - Qt's name
        return self.taken * 1_000_000 // RATE


WAKING = load("begin").cast("B")[: round(LEAD * RATE) * FRAME].tobytes()
"""The bytes that wake a device."""


def read(stream: Stream, most: int = 1 << 16) -> bytes:
    """Read as Qt does."""
    return bytes(stream.read(most).data())


@pytest.fixture
def given() -> Heard:
    return Heard()


@pytest.fixture
def stream(monkeypatch: pytest.MonkeyPatch, given: Heard) -> Iterator[Stream]:
    monkeypatch.setattr(module, "QAudioSink", Sink)
    owner = QObject()
    feed = Feed({"begin": load("begin")}, lambda _name: FULL)
    made = Stream(QAudioDevice(), feed, lambda: given("given"), owner)
    yield made
    made.end()


def test_it_asks_for_what_the_files_are(stream: Stream) -> None:
    wanted = Sink.newest.wanted
    assert (wanted.sampleRate(), wanted.channelCount(), wanted.bytesPerFrame()) == (48000, 2, 4)
    assert Sink.newest.size == round(AHEAD * RATE) * FRAME
    assert not stream.failed


def test_what_it_gives_comes_from_the_feed(stream: Stream, given: Heard) -> None:
    assert read(stream) == WAKING[: round(PRIMING * RATE) * FRAME]
    assert read(stream) == b""
    assert given.said == ["given", "given"]


def test_it_gives_more_as_the_device_takes_it(stream: Stream) -> None:
    data = read(stream)
    for taken in (720, 1440, 2160, 2880):
        Sink.newest.taken = taken
        data += read(stream)
    assert len(data) == (2880 + round(AHEAD * RATE)) * FRAME
    assert data == WAKING[: len(data)]


def test_it_gives_no_more_than_is_asked_for(stream: Stream) -> None:
    assert len(read(stream, 102)) == 100


def test_a_device_that_asks_no_more_is_stalled(
    stream: Stream, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert not stream.stalled
    read(stream)
    later = time.monotonic() + STALLED + 0.01
    monkeypatch.setattr(time, "monotonic", lambda: later)
    assert stream.stalled
    read(stream)
    assert not stream.stalled


def test_nothing_can_be_written_and_there_is_always_more(stream: Stream) -> None:
    assert stream.isSequential()
    assert stream.bytesAvailable() > 0
    assert stream.writeData(b"x", 1) == -1


def test_ended_it_has_let_go_of_the_device(stream: Stream) -> None:
    stream.end()
    assert stream.failed
    assert Sink.newest.source is None
