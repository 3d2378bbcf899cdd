"""One program a profile: the second finds the first, and the first hears what it was given."""

from __future__ import annotations

import gc
import socket
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QCoreApplication, QDir
from PySide6.QtNetwork import QLocalSocket
from pytestqt.qtbot import QtBot

from supine.desktop.instance_pipe import InstancePipe
from supine.desktop.instance_server import InstanceServer
from supine.desktop.single_instance import SingleInstance, socket_name
from tests.handles import no_file_to_open
from tests.helpers import Heard


@pytest.fixture(params=[InstanceServer, InstancePipe])
def first(
    qtbot: QtBot, tmp_path: Path, request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch
) -> Iterator[SingleInstance]:
    """The first program, as on each system: Qt's pipe is a socket here."""
    assert qtbot
    monkeypatch.setattr("supine.desktop.single_instance.make_server", request.param)
    made = SingleInstance(tmp_path)
    made.listen()
    yield made
    made.close()


def callers(of: SingleInstance) -> int:
    """Return how many are connected."""
    servers = of.findChildren(InstanceServer)
    return sum(len(one.callers) for one in servers) + len(of.findChildren(QLocalSocket))


def test_the_first_is_the_first_and_the_second_is_not(
    first: SingleInstance, tmp_path: Path
) -> None:
    assert first.first
    assert not SingleInstance(tmp_path).first


def test_another_profile_has_a_first_of_its_own(first: SingleInstance, tmp_path: Path) -> None:
    assert first.first
    assert SingleInstance(tmp_path / "other").first


def test_where_no_lock_can_be_written_nobody_else_is_looked_for(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv("XDG_RUNTIME_DIR", raising=False)
    monkeypatch.setenv("TMPDIR", str(tmp_path / "nowhere"))
    assert SingleInstance(tmp_path).first


def test_a_first_that_hangs_does_not_answer(
    first: SingleInstance, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert first.first
    # nothing lets the first one's events run while the second waits: it hangs
    monkeypatch.setattr("supine.desktop.single_instance.ANSWER_TIMEOUT", 50)
    assert not SingleInstance(tmp_path).call_first("file.yaml")


@pytest.mark.parametrize("name", ["", "a file.yaml", "two\nlines.yaml", "\udcff.yaml", "grün.yaml"])
def test_what_the_second_was_given_reaches_the_first(
    first: SingleInstance, tmp_path: Path, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch, name: str
) -> None:
    monkeypatch.setattr("supine.desktop.single_instance.ANSWER_TIMEOUT", 50)
    with qtbot.waitSignal(first.called) as told:
        SingleInstance(tmp_path).call_first(name)
    assert told.args == [name]


@pytest.mark.usefixtures("qapp")
def test_nobody_else_can_listen_or_call(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("XDG_RUNTIME_DIR", str(tmp_path))
    first = SingleInstance(tmp_path / "profile")
    assert first.first
    first.listen()
    name = Path(socket_name(tmp_path / "profile"))
    assert sorted(tmp_path.iterdir()) == [name, name.with_suffix(".lock")]
    assert name.stat().st_mode & 0o077 == 0
    assert not SingleInstance(tmp_path / "profile").first
    first.close()
    assert not name.exists()


@pytest.mark.parametrize("folder", ["", "/none", "/" + "x" * 100])
def test_without_such_a_folder_it_is_a_name_among_others(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path, folder: str
) -> None:
    monkeypatch.setenv("XDG_RUNTIME_DIR", folder)
    assert "/" not in socket_name(tmp_path)


@pytest.fixture
def caller(first: SingleInstance, tmp_path: Path, qtbot: QtBot) -> Iterator[QLocalSocket]:
    """Somebody else who has found the socket."""
    heard = QLocalSocket()
    heard.connectToServer(socket_name(tmp_path))
    yield heard
    heard.abort()
    qtbot.waitUntil(lambda: not callers(first))


@pytest.mark.parametrize("said", [b"rubbish\n", b'{"a": 1}\n', b"\xff\xfe\n", b"[" * 5000 + b"\n"])
def test_what_is_no_file_name_only_brings_the_window_forward(
    first: SingleInstance, caller: QLocalSocket, qtbot: QtBot, said: bytes
) -> None:
    with qtbot.waitSignal(first.called) as told:
        caller.write(said)
    assert told.args == [""]


def test_who_never_ends_a_line_is_sent_away(
    first: SingleInstance, caller: QLocalSocket, qtbot: QtBot
) -> None:
    heard = Heard(first.called)
    with qtbot.waitSignal(caller.disconnected):
        caller.write(b"x" * 1_000_000)
    assert heard.said == []


def test_who_could_not_be_heard_for_want_of_a_file_handle_is_heard_later(
    first: SingleInstance, tmp_path: Path, qtbot: QtBot
) -> None:
    """It listens no more then, nor does Qt: every later start waited, and ran beside."""
    caller = QLocalSocket()
    # a name that is no path is one of a file in the folder for everybody's
    place = Path(QDir.tempPath(), socket_name(tmp_path))
    with socket.socket(socket.AF_UNIX) as unheard:
        with no_file_to_open():
            unheard.connect(str(place))
            QCoreApplication.processEvents()
        first.listen()
    assert len([*first.findChildren(InstanceServer), *first.findChildren(InstancePipe)]) == 1
    caller.connectToServer(socket_name(tmp_path))
    with qtbot.waitSignal(first.called) as told:
        caller.write(b'"file.yaml"\n')
    assert told.args == ["file.yaml"]
    caller.abort()


def test_where_nothing_can_be_made_nobody_is_heard(
    qtbot: QtBot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert qtbot
    place = tmp_path / "socket"
    place.mkdir()
    monkeypatch.setattr("supine.desktop.single_instance.socket_name", lambda _profile: str(place))
    monkeypatch.setattr("supine.desktop.single_instance.make_server", InstanceServer)
    first = SingleInstance(tmp_path / "profile")
    first.listen()
    assert not any(one.is_listening for one in first.findChildren(InstanceServer))
    with no_file_to_open():
        first.listen()
    place.rmdir()
    first.listen()
    assert place.is_socket()
    first.close()
    assert not place.exists()


def test_nothing_is_left_of_a_call(first: SingleInstance, tmp_path: Path, qtbot: QtBot) -> None:
    """A kilobyte of each call was kept for good: of a socket that Qt makes PySide lets go never."""
    before = sockets()
    for _ in range(3):
        caller = QLocalSocket()
        caller.connectToServer(socket_name(tmp_path))
        with qtbot.waitSignal(first.called):
            caller.write(b'"file.yaml"\n')
        caller.abort()
        qtbot.waitUntil(lambda: not callers(first))
    del caller
    assert sockets() == before


def sockets() -> int:
    gc.collect()
    return sum(isinstance(one, QLocalSocket) for one in gc.get_objects())
