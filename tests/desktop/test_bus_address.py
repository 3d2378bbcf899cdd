"""A message bus is asked before Qt does; one that hangs is left alone."""

from __future__ import annotations

import _socket
import os
import socket
from collections.abc import Iterator
from pathlib import Path
from threading import Thread

import pytest

from supine.desktop import bus_address
from supine.desktop.bus_address import SESSION_BUS, bus_answers, bus_path, leave_hung_bus
from tests.handles import no_file_to_open


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
    monkeypatch.delattr(_socket, "AF_UNIX")
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
    monkeypatch.setattr(bus_address, "ANSWER_TIMEOUT", 0.05)
    assert not bus_answers(str(tmp_path / "bus"))


def test_a_bus_that_has_gone_is_none(tmp_path: Path) -> None:
    assert not bus_answers(str(tmp_path / "gone"))


def test_without_a_file_handle_no_bus_is_asked(listening: socket.socket, tmp_path: Path) -> None:
    assert listening
    with no_file_to_open():
        assert not bus_answers(str(tmp_path / "bus"))


def test_a_bus_that_hangs_is_left_alone_by_all_that_would_wait_for_it(
    listening: socket.socket, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert listening
    monkeypatch.setenv(SESSION_BUS, f"unix:path={tmp_path / 'bus'}")
    assert leave_hung_bus(0.05)
    assert bus_path() != str(tmp_path / "bus")
    assert not bus_answers(bus_path())


def test_a_bus_that_answers_is_kept(
    listening: socket.socket, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    told = f"unix:path={tmp_path / 'bus'}"
    monkeypatch.setenv(SESSION_BUS, told)

    def greet() -> None:
        caller, _address = listening.accept()
        with caller:
            caller.recv(100)
            caller.sendall(b"OK 12ab\r\n")

    thread = Thread(target=greet)
    thread.start()
    assert not leave_hung_bus(30)
    thread.join()
    assert os.environ[SESSION_BUS] == told


@pytest.mark.parametrize("told", ["unix:path=/nowhere", "tcp:host=localhost,port=1"])
def test_where_nobody_is_asked_in_vain_the_address_stays(
    monkeypatch: pytest.MonkeyPatch, told: str
) -> None:
    monkeypatch.setenv(SESSION_BUS, told)
    assert not leave_hung_bus(30)
    assert os.environ[SESSION_BUS] == told
