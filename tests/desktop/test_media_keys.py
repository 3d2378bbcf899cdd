"""The message bus is asked before Qt is; the desktop is told what is on, and no more."""

from __future__ import annotations

import socket
from collections.abc import Iterator
from pathlib import Path
from threading import Thread

import pytest

from supine.core.practice import Practice
from supine.desktop import media_keys, mpris
from supine.desktop.media_keys import bus_answers, bus_path
from tests.conftest import FakeClock
from tests.handles import no_file_to_open
from tests.helpers import practice_at, step_of

LEFT = step_of("hold", side="left")


@pytest.fixture
def listening(tmp_path: Path) -> Iterator[socket.socket]:
    with socket.socket(socket.AF_UNIX) as made:
        made.bind(str(tmp_path / "bus"))
        made.listen()
        yield made


@pytest.mark.parametrize(
    ("told", "path"),
    [
        ("unix:path=/run/user/7/bus", "/run/user/7/bus"),
        ("unix:path=/run/bus,guid=12ab", "/run/bus"),
        ("unix:abstract=/tmp/dbus-x,guid=1", "\0/tmp/dbus-x"),
        ("tcp:host=localhost;unix:path=/second", "/second"),
        ("tcp:host=localhost,port=1", ""),
        ("nonsense", ""),
        ("", "/run/user/7/bus"),
    ],
)
def test_the_bus_is_found_where_the_desktop_says(
    monkeypatch: pytest.MonkeyPatch, told: str, path: str
) -> None:
    monkeypatch.setenv("DBUS_SESSION_BUS_ADDRESS", told)
    monkeypatch.setenv("XDG_RUNTIME_DIR", "/run/user/7")
    assert bus_path() == path


def test_without_a_desktop_there_is_no_bus(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("DBUS_SESSION_BUS_ADDRESS", "XDG_RUNTIME_DIR"):
        monkeypatch.delenv(name, raising=False)
    assert bus_path() == ""


def test_without_sockets_there_is_no_bus(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("DBUS_SESSION_BUS_ADDRESS", "unix:path=/run/user/7/bus")
    # as Python has it on Windows
    monkeypatch.delattr(socket, "AF_UNIX")
    assert bus_path() == ""


@pytest.mark.parametrize(
    ("greeting", "answers"), [(b"OK 12ab\r\n", True), (b"REJECTED\r\n", False)]
)
def test_only_who_greets_as_a_bus_is_one(
    listening: socket.socket, tmp_path: Path, greeting: bytes, answers: bool
) -> None:
    def greet() -> None:
        caller, _address = listening.accept()
        with caller:
            caller.recv(100)
            caller.sendall(greeting)

    thread = Thread(target=greet)
    thread.start()
    assert bus_answers(str(tmp_path / "bus")) is answers
    thread.join()


def test_a_bus_that_hangs_is_none(
    listening: socket.socket, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert listening
    monkeypatch.setattr(media_keys, "ANSWER_TIMEOUT", 0.05)
    assert not bus_answers(str(tmp_path / "bus"))


def test_a_bus_that_has_gone_is_none(tmp_path: Path) -> None:
    assert not bus_answers(str(tmp_path / "gone"))


def test_without_a_file_handle_no_bus_is_asked(listening: socket.socket, tmp_path: Path) -> None:
    assert listening
    with no_file_to_open():
        assert not bus_answers(str(tmp_path / "bus"))


def test_the_desktop_is_told_the_side_and_the_pose(qapp: object, clock: FakeClock) -> None:
    practice: Practice = practice_at(LEFT, 3.0, clock)
    moment = practice.moment
    assert mpris.STATUS[practice.state] == "Playing"
    assert mpris.track(moment).startswith("/supine/pose/")
    metadata = mpris.metadata("Low Back Release", moment)
    assert metadata["xesam:title"] == f"{LEFT.heading}: {LEFT.pose}"
    assert metadata["xesam:album"] == "Low Back Release"
    practice.pause()
    assert mpris.STATUS[practice.state] == "Paused"
    assert qapp


def test_every_method_of_a_player_asks_something_of_the_practice() -> None:
    xml = mpris.introspection()
    for name in ("PlayPause", "Play", "Pause", "Stop", "Next", "Previous"):
        assert mpris.ACTIONS[name] in ("press", "play", "pause", "next", "back")
        assert f'<method name="{name}"/>' in xml
