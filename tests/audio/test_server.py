"""Is there a sound server, does it answer, and is it still the same?"""

from __future__ import annotations

import socket
import subprocess
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from threading import Thread
from types import SimpleNamespace

import pytest
from PySide6.QtCore import QObject, QTimer
from pytestqt.qtbot import QtBot

from supine.audio import server as module
from supine.audio.server import ServerWatch, server_address
from tests.conftest import FakeClock
from tests.helpers import Heard, fire

pytestmark = [
    pytest.mark.usefixtures("qapp"),
    pytest.mark.skipif(not hasattr(socket, "SO_PEERCRED"), reason="Linux tells who listens"),
]

LISTEN = """
import os, socket, sys
with socket.socket(socket.AF_UNIX) as server:
    server.bind(sys.argv[1])
    server.listen(9)
    print("ready", flush=True)
    sys.stdin.read()
os.unlink(sys.argv[1])
"""


class Server:
    """A sound server in this process: it hangs up on nonsense, as all of them do."""

    def __init__(self, path: Path) -> None:
        path.unlink(missing_ok=True)
        self._path = path
        self._listener = socket.socket(socket.AF_UNIX)
        self._listener.bind(str(path))
        self._listener.listen(9)
        self._callers: list[socket.socket] = []
        self._accepts = Thread(target=self._accept, daemon=True)
        self._accepts.start()

    def _accept(self) -> None:
        with suppress(OSError):
            while True:
                caller, _address = self._listener.accept()
                self._callers.append(caller)
                Thread(target=self._listen, args=(caller,), daemon=True).start()

    def _listen(self, caller: socket.socket) -> None:
        with suppress(OSError):
            while caller.recv(100):
                self._drop(caller)

    @property
    def callers(self) -> int:
        """How many it holds a connection to."""
        return len(self._callers)

    def hang_up(self) -> None:
        """Send all away who have said nothing for a minute."""
        for caller in list(self._callers):
            self._drop(caller)

    def _drop(self, caller: socket.socket) -> None:
        # first: who sees the end of its connection may count at once
        with suppress(ValueError):
            self._callers.remove(caller)
        with suppress(OSError):
            caller.shutdown(socket.SHUT_RDWR)
        caller.close()

    def end(self) -> None:
        """Die."""
        with suppress(OSError):
            self._listener.shutdown(socket.SHUT_RDWR)
        self._listener.close()
        self._path.unlink(missing_ok=True)
        # it may have accepted one more
        self._accepts.join()
        self.hang_up()


@contextmanager
def hanging(path: Path) -> Iterator[None]:
    """Let something listen at `path` that never answers."""
    with socket.socket(socket.AF_UNIX) as listener:
        listener.bind(str(path))
        listener.listen(9)
        yield
    path.unlink(missing_ok=True)


@contextmanager
def another_process(path: Path) -> Iterator[None]:
    """Let another process listen at `path`."""
    path.unlink(missing_ok=True)
    words = [sys.executable, "-I", "-c", LISTEN, str(path)]
    with subprocess.Popen(words, stdin=subprocess.PIPE, stdout=subprocess.PIPE) as process:
        assert process.stdout is not None
        process.stdout.readline()
        yield


class Scene:
    """A watch, and what it tells."""

    def __init__(self, qtbot: QtBot, place: Path) -> None:
        self.qtbot, self.place = qtbot, place
        self.parent = QObject()
        self.servers: list[Server] = []
        self.found, self.missing, self.gone = Heard(), Heard(), Heard()

    def serve(self) -> Server:
        self.servers.append(Server(self.place))
        return self.servers[-1]

    def watch(self) -> ServerWatch:
        """Begin to watch."""
        self.made = ServerWatch(self.parent)
        for name in ("found", "missing", "gone"):
            getattr(self.made, name).connect(getattr(self, name))
        self.made.start()
        return self.made

    def look_again(self) -> None:
        """Let it look for a server once more."""
        (timer,) = [one for one in self.made.findChildren(QTimer) if one.isActive()]
        fire(timer)

    def until(self, look: Callable[[], bool]) -> None:
        self.qtbot.waitUntil(look)

    def end(self) -> None:
        """Let all servers die, and the watch with them."""
        for timer in self.made.findChildren(QTimer):
            timer.stop()
        for server in self.servers:
            server.end()
        watched = self.found.said and not self.gone.said and self.servers
        if watched and server_address() == str(self.place):
            self.until(lambda: bool(self.gone.said))
        self.parent.deleteLater()


@pytest.fixture
def scene(
    qtbot: QtBot, tmp_path: Path, clock: FakeClock, monkeypatch: pytest.MonkeyPatch
) -> Iterator[Scene]:
    monkeypatch.setattr(module, "time", SimpleNamespace(monotonic=clock))
    monkeypatch.setenv("PULSE_SERVER", f"unix:{tmp_path / 'native'}")
    # a server that works takes a millisecond, and on a busy machine much longer
    monkeypatch.setattr(module, "ANSWER_TIMEOUT", 60.0)
    made = Scene(qtbot, tmp_path / "native")
    yield made
    made.end()


def told(scene: Scene) -> tuple[int, int, int]:
    """Return how often it was told that a server is found, is missing and is gone."""
    return len(scene.found.said), len(scene.missing.said), len(scene.gone.said)


def test_a_server_that_is_there_is_found(scene: Scene) -> None:
    scene.serve()
    scene.watch()
    assert told(scene) == (1, 0, 0)


def test_without_one_qt_may_find_or_start_one_by_itself(scene: Scene) -> None:
    """PulseAudio's library starts a server where nothing else does."""
    scene.watch()
    scene.look_again()
    assert told(scene) == (1, 0, 0)


def test_where_qt_found_none_another_worker_uses_one_that_comes_later(scene: Scene) -> None:
    scene.watch()
    scene.serve()
    scene.look_again()
    assert told(scene) == (1, 0, 1)


def test_one_that_hangs_is_missing(scene: Scene, monkeypatch: pytest.MonkeyPatch) -> None:
    with hanging(scene.place):
        with monkeypatch.context() as patch:
            patch.setattr(module, "ANSWER_TIMEOUT", 0.05)
            scene.watch()
        assert told(scene) == (0, 1, 0)
    scene.serve()
    scene.look_again()
    assert told(scene) == (1, 1, 0)


def test_a_file_that_nobody_listens_at_is_no_server(scene: Scene) -> None:
    scene.place.write_text("left over")
    scene.watch()
    scene.look_again()
    assert told(scene) == (1, 0, 0)


def test_one_that_has_ended_is_gone(scene: Scene) -> None:
    server = scene.serve()
    scene.watch()
    server.end()
    scene.until(lambda: bool(scene.gone.said))
    assert told(scene) == (1, 0, 1)


def test_one_that_only_hangs_up_is_still_the_same(scene: Scene, clock: FakeClock) -> None:
    """PulseAudio hangs up on who says nothing for a minute."""
    server = scene.serve()
    scene.watch()
    for _ in range(3):
        scene.until(lambda: server.callers == 1)
        clock.go(60.0)
        server.hang_up()
        scene.until(lambda: server.callers == 1)
    assert told(scene) == (1, 0, 0)
    server.end()
    scene.until(lambda: bool(scene.gone.said))


def test_another_one_in_its_place_is_not_the_same(scene: Scene, clock: FakeClock) -> None:
    server = scene.serve()
    scene.watch()
    scene.until(lambda: server.callers == 1)
    clock.go(60.0)
    with another_process(scene.place):
        server.hang_up()
        scene.until(lambda: bool(scene.gone.said))
    assert told(scene) == (1, 0, 1)


def test_another_one_behind_the_same_door_is_not_the_same(scene: Scene) -> None:
    """Where systemd listens, each server that it starts seems to be the same process."""
    server = scene.serve()
    scene.watch()
    scene.until(lambda: server.callers == 1)
    server.hang_up()
    scene.until(lambda: bool(scene.gone.said))
    assert told(scene) == (1, 0, 1)


def test_one_that_has_ended_is_not_looked_for_any_more(scene: Scene) -> None:
    """The program starts another worker, which looks for it."""
    server = scene.serve()
    watch = scene.watch()
    server.end()
    scene.until(lambda: bool(scene.gone.said))
    assert [one for one in watch.findChildren(QTimer) if one.isActive()] == []


@pytest.mark.parametrize(
    ("told", "address"),
    [
        ("unix:/run/pulse/native", "/run/pulse/native"),
        ("/run/pulse/native", "/run/pulse/native"),
        ("tcp:nowhere.example", None),
        ("nowhere.example", None),
        ("{1234}unix:/run/pulse/native", None),
        ("unix:/run/pulse/native tcp:nowhere.example", None),
        ("", "/run/user/1/pulse/native"),
    ],
)
def test_the_server_is_where_the_library_of_pulseaudio_looks_for_it(
    monkeypatch: pytest.MonkeyPatch, told: str, address: str | None
) -> None:
    monkeypatch.setenv("PULSE_SERVER", told)
    monkeypatch.setenv("XDG_RUNTIME_DIR", "/run/user/1")
    assert server_address() == address


def test_its_folder_may_be_elsewhere(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("PULSE_SERVER", raising=False)
    monkeypatch.setenv("XDG_RUNTIME_DIR", "/run/user/1")
    monkeypatch.setenv("PULSE_RUNTIME_PATH", "/elsewhere")
    assert server_address() == "/elsewhere/native"


def test_where_nothing_is_told_of_a_server_there_is_none_to_watch(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.delenv("PULSE_SERVER", raising=False)
    monkeypatch.delenv("XDG_RUNTIME_DIR", raising=False)
    assert server_address() is None


def test_a_server_elsewhere_is_taken_for_granted(
    scene: Scene, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("PULSE_SERVER", "tcp:nowhere.example")
    scene.watch()
    assert told(scene) == (1, 0, 0)


def test_without_such_sockets_there_is_nothing_to_wait_for(
    scene: Scene, monkeypatch: pytest.MonkeyPatch
) -> None:
    # as Python has it on Windows
    monkeypatch.delattr(socket, "AF_UNIX")
    scene.watch()
    assert told(scene) == (1, 0, 0)
    monkeypatch.setenv("PULSE_SERVER", "tcp:nowhere.example")
