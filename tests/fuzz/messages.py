"""What other processes say: the speaking process, a second start, the message bus."""

from __future__ import annotations

import atexit
import json
import os
from collections import Counter
from collections.abc import Callable
from contextlib import suppress
from functools import cache
from typing import Any
from unittest.mock import patch

from PySide6.QtCore import QByteArray, QCoreApplication, QEvent, QObject, QProcess, Signal
from PySide6.QtDBus import QDBusConnection, QDBusMessage
from PySide6.QtNetwork import QLocalSocket

from supine.audio import protocol as audio_protocol
from supine.desktop import message_bus
from supine.desktop.instance_server import InstanceServer
from supine.desktop.mpris import ACTIONS, PATH, PLAYER, PROPERTIES, ROOT, MprisPlayer
from supine.desktop.single_instance import SingleInstance
from supine.speech import protocol
from supine.speech.client import SpeechClient
from supine.speech.protocol import (
    Begun,
    Configure,
    Ended,
    Failed,
    Known,
    ListVoices,
    Ready,
    Say,
    Stop,
    Stopped,
    Voices,
)
from supine.speech.worker import TEST_ENGINE, Speaker
from supine.worker import child, process
from supine.worker.child import Child
from supine.worker.messages import Fault, MessageReader, Ping, Pong, Quit, encoded
from supine.worker.process import WorkerProcess
from tests.fuzz.places import temporary_folder

READY = encoded(Ready(["made-up"], "made-up"))

ANSWERS = (
    encoded(Begun(1)), encoded(Ended(1)), encoded(Stopped(2)), encoded(Failed(1, "why")),
    encoded(Pong()), encoded(Voices("en", [Known("A", "en", "en/A")])),
)  # fmt: skip

REQUESTS = (
    encoded(Configure()), encoded(Say(1, "Soft jaw.")), encoded(Stop()), encoded(ListVoices()),
    encoded(Ping()), encoded(Say(2, "Soft <b>belly</b>.")), encoded(Configure("mock", rate=0.5)),
)  # fmt: skip


@cache
def application() -> QCoreApplication:
    """Return the application that Qt's objects need."""
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    return QCoreApplication.instance() or QCoreApplication([])


def _tidy() -> None:
    for _ in range(2):
        application().processEvents()
        QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)


def read_lines(data: bytes) -> None:
    """Read `data` as either side does, whole and in pieces, to the same messages."""
    for room in (protocol, audio_protocol):
        _read_with(room.answers, data)
        _read_with(room.requests, data)


def _read_with(reader: Callable[[], MessageReader[object]], data: bytes) -> None:
    whole, pieces = reader().feed(data), reader()
    size = data[0] % 60 + 1 if data else 1
    found: list[Any] = []
    for start in range(0, len(data), size):
        found += pieces.feed(data[start : start + size])
    assert list(map(type, found)) == list(map(type, whole))
    assert all(len(one.why) < 300 for one in whole if isinstance(one, Fault))


class MadeUp(QObject):
    """A speaking process that says what it is told to."""

    readyReadStandardOutput, finished = Signal(), Signal(int)  # noqa: N815 - as Qt's has it
    readyReadStandardError = Signal()  # noqa: N815
    errorOccurred = Signal(object)  # noqa: N815
    ProcessError, ProcessState = QProcess.ProcessError, QProcess.ProcessState
    nullDevice = staticmethod(QProcess.nullDevice)  # noqa: N815
    started: list[MadeUp]

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self._says = b""
        self._understands = protocol.requests()
        self.started.append(self)

    def __getattr__(self, name: str) -> Any:
        """Whatever else is asked of a process does nothing here."""
        if name.startswith("__"):
            raise AttributeError(name)
        return lambda *_what: None

    def write(self, data: bytes) -> None:
        asked = self._understands.feed(data)
        assert not [one for one in asked if isinstance(one, Fault)]

    def bytesToWrite(self) -> int:  # noqa: N802
        return 0

    def waitForFinished(self, _most: int) -> bool:  # noqa: N802
        return True

    def say(self, data: bytes) -> None:
        self._says = data
        self.readyReadStandardOutput.emit()

    def readAllStandardError(self) -> QByteArray:  # noqa: N802
        return QByteArray()

    def readAllStandardOutput(self) -> QByteArray:  # noqa: N802
        return QByteArray(self._says)


def _worker_of(voice: SpeechClient) -> WorkerProcess:
    (worker,) = voice.findChildren(WorkerProcess)
    return worker


def _be_late(voice: SpeechClient) -> None:
    """Let the voice's patience end, where it waits for anything."""
    worker = _worker_of(voice)
    if worker._deadline.isActive():
        worker._deadline.stop()
        worker._deadline.timeout.emit()


def _let_time_pass(voice: SpeechClient) -> None:
    """Let the pause before another start end."""
    worker = _worker_of(voice)
    if worker._pause.isActive():
        worker._pause.stop()
        worker._pause.timeout.emit()


def _end(voice: SpeechClient) -> None:
    """Let the process end by itself."""
    made = _worker_of(voice)._process
    if made is not None:
        made.finished.emit(1)


DONE: dict[bytes, Callable[[SpeechClient], object]] = {
    b"!start": SpeechClient.start,
    b"!say": lambda voice: voice.say("Soft jaw."),
    b"!stop": SpeechClient.stop,
    b"!list": lambda voice: voice.list_voices("en"),
    b"!rate": lambda voice: voice.configure(Configure(rate=0.5)),
    b"!engine": lambda voice: voice.configure(Configure("other")),
    b"!late": _be_late,
    b"!pause": _let_time_pass,
    b"!end": _end,
}
"""What the program may do between two lines of the process."""


def hear_process(data: bytes) -> None:
    """Let a speaking process say `data`; each line that was to be said ends once, for good."""
    application()
    said: list[int] = []
    ended: Counter[int] = Counter()
    MadeUp.started = []
    lost: list[str] = []
    with patch.object(process, "QProcess", MadeUp):
        voice = SpeechClient(program=lambda: ["made-up"])
        voice.ended.connect(lambda number: ended.update([number]))
        voice.lost.connect(lost.append)
        voice.start()
        for line in data.split(b"\n"):
            if line == b"!say":
                said.append(voice.say("Soft jaw."))
            elif line in DONE:
                DONE[line](voice)
            elif isinstance(made := _worker_of(voice)._process, MadeUp):
                made.say(line + b"\n")
                application().processEvents()
        voice.close()
        voice.deleteLater()
        _tidy()
    assert ended == Counter(filter(None, said))
    starts = data.count(b"!start") + 1
    assert len(MadeUp.started) <= 2 * starts
    assert len(lost) <= starts


def ask_process(data: bytes) -> None:
    """Ask the speaking process `data`; its answers can be read, each line ends at most once.

    The engine is the one of Qt's that says nothing aloud.
    """
    application()
    os.environ[TEST_ENGINE] = "mock"
    ours, theirs = os.pipe()
    os.set_blocking(ours, False)
    told, lines, answered = protocol.answers(), Counter[int](), Counter[int]()
    with patch.object(os, "dup", lambda _output: theirs), patch.object(os, "dup2"):
        one = Child(protocol.requests())
    speaker = Speaker(one.tell)
    one.handle, one.stop = speaker.do, speaker.stop
    for request in protocol.requests().feed(data)[:20]:
        if isinstance(request, Say):
            lines[request.id] += 1
        # the real one would not run any event loop again
        with patch.object(child, "QCoreApplication"):
            one._on_asked(request)
        application().processEvents()
        for answer in told.feed(_all(ours)):
            assert not isinstance(answer, Fault)
            if isinstance(answer, (Ended, Stopped, Failed)):
                answered[answer.id] += 1
    speaker.do(Stop())
    speaker.deleteLater()
    one.deleteLater()
    _tidy()
    os.close(ours)
    os.close(theirs)
    assert answered <= lines


def _all(source: int) -> bytes:
    try:
        return os.read(source, 1_000_000)
    except BlockingIOError:
        return b""


@cache
def _first() -> tuple[SingleInstance, list[str]]:
    """Return the first program, and what it hears: connected once, for each time costs 60 bytes."""
    application()
    first, heard = SingleInstance(temporary_folder()), list[str]()
    first.called.connect(heard.append)
    first.listen()
    atexit.register(first.close)
    # imported above, where it is watched: the program imports it only now
    assert first.findChildren(InstanceServer)
    return first, heard


def call(data: bytes) -> None:
    """Say `data` to the first program's socket; it hears at most one text for each line."""
    first, heard = _first()
    heard.clear()
    assert first.first
    caller = QLocalSocket()
    caller.connectToServer(first._name)
    size = data[0] % 60 + 1 if data else 1
    for start in range(0, len(data), size):
        caller.write(data[start : start + size])
        caller.flush()
        application().processEvents()
    caller.abort()
    _tidy()
    assert len(heard) <= data.count(b"\n")
    assert all(isinstance(text, str) and "\n" not in text for text in heard)
    (server,) = first.findChildren(InstanceServer)
    assert not server.callers


@cache
def _player() -> tuple[MprisPlayer, list[str]]:
    player, asked = MprisPlayer(application()), list[str]()
    player.asked.connect(asked.append)
    return player, asked


FACES = (ROOT, PLAYER, PROPERTIES, "org.freedesktop.DBus.Introspectable")


def ask_player(data: bytes) -> None:
    """Ask the player on the message bus: what is no question of it is not answered."""
    player, asked = _player()
    asked.clear()
    words = data.decode("utf-8", "replace").split("\0")
    face, member, *rest = [*words, "", ""]
    message = QDBusMessage.createMethodCall("a.b", PATH, face, member)
    message.setArguments([_argument(word) for word in rest if word])
    known = player.handleMessage(message, QDBusConnection("nowhere"))
    assert isinstance(known, bool)
    assert set(asked) <= set(ACTIONS.values())
    assert known or not asked


def _argument(word: str) -> Any:
    """Return `word`, or the small number, list of words or truth that it writes down."""
    try:
        value = json.loads(word)
    except (ValueError, RecursionError):
        return word
    small = isinstance(value, int) and abs(value) < 2**31
    listed = isinstance(value, list) and all(isinstance(one, str) for one in value)
    return value if small or listed or isinstance(value, float) else word


def player_seeds() -> list[bytes]:
    """Return questions to begin with."""
    asked = [(PLAYER, "PlayPause"), (ROOT, "Raise"), (PROPERTIES, "GetAll", PLAYER)]
    asked += [(PROPERTIES, "Get", PLAYER, "Rate"), (PROPERTIES, "Get", ROOT, "Identity")]
    return ["\0".join(words).encode() for words in asked]


def player_words() -> tuple[str, ...]:
    """Return what means something to the player."""
    return (*FACES, *ACTIONS, "Get", "GetAll", "Set", "Metadata", "Identity", "[1]", '{"a": 1}')


def read_bus(data: bytes) -> None:
    """Read a message of the bus: it is one, or it is refused."""
    with suppress(ConnectionAbortedError):
        message = message_bus.read_message(data)
        assert message.kind == data[1]
        assert len(message.body) < 256


def bus_seeds() -> list[bytes]:
    """Return messages to begin with: what a notification service is asked and says."""
    calls = [
        ("", ()), ("us", (7, "default")), ("as", (["actions", "body"],)), ("v", (("b", True),)),
        ("susssasa{sv}i", ("Supine", 0, "", "Time", "", ["a", "b"], {"urgency": ("y", 1)}, 0)),
    ]  # fmt: skip
    return [
        message_bus.call_message(0, 1, {8: signature} if signature else {}, signature, values)
        for signature, values in calls
    ]


def bus_words() -> tuple[str, ...]:
    """Return what means something on the bus."""
    return (
        *message_bus.NUMBERS,
        "a{sv}",
        "a(yv)",
        "a()",
        "((((",
        "v",
        "g",
        "\0\0\0\0",
        "\x08\x01g",
    )


def answer_seeds() -> list[bytes]:
    """Return what a speaking process may say, and what the program does meanwhile."""
    whole = READY + b"!say\n" + b"!stop\n!say\n".join(ANSWERS)
    return [whole, READY + b"!say\n" + ANSWERS[0] + ANSWERS[1], b"\n".join(DONE), b"".join(ANSWERS)]


def answer_words() -> tuple[str, ...]:
    """Return what means something to whoever hears the process."""
    return tuple(line.decode().strip() for line in (READY, *ANSWERS, *DONE))


def request_seeds() -> list[bytes]:
    """Return what the program may ask."""
    return [b"".join(REQUESTS), REQUESTS[0] + REQUESTS[1] + REQUESTS[2], REQUESTS[1]]


def request_words() -> tuple[str, ...]:
    """Return what means something to the process."""
    return tuple(line.decode().strip() for line in (*REQUESTS, encoded(Quit())))
