"""Keeping the screen on."""

from __future__ import annotations

import gc
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
import wakepy
from pytestqt.qtbot import QtBot

from supine.desktop.message_bus import MessageBus
from supine.desktop.wake_lock import WakeLock
from tests.desktop.test_message_bus import BUSES
from tests.e2e.bus import Bus
from tests.e2e.login import KEEPER, KEEPER_PATH, Login
from tests.e2e.waiting import LONG
from tests.handles import no_file_to_open


class Mode:
    """One wish to keep the screen on."""

    made: list[Mode]
    granted = True

    def __init__(self) -> None:
        self.active, self.said = Mode.granted, list[str]()
        Mode.made.append(self)

    def __enter__(self) -> Mode:
        self.said.append("enter")
        return self

    def __exit__(self, *_what: object) -> None:
        self.said.append("exit")


@pytest.fixture
def lock(qtbot: QtBot) -> Iterator[WakeLock]:
    assert qtbot is not None
    made = WakeLock()
    yield made
    made.close()


@pytest.fixture
def modes(monkeypatch: pytest.MonkeyPatch) -> list[Mode]:
    Mode.made, Mode.granted = [], True
    monkeypatch.setattr(wakepy.keep, "presenting", lambda **_how: Mode())
    return Mode.made


def test_where_no_file_can_be_opened_it_is_a_refusal(
    lock: WakeLock, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    # a library that another test has loaded whole needs no file any more
    for name in [name for name in sys.modules if name.partition(".")[0] == "wakepy"]:
        monkeypatch.delitem(sys.modules, name)
    with qtbot.waitSignal(lock.refused), no_file_to_open():
        lock.hold()
        lock.close()


def test_the_real_library_can_be_asked(lock: WakeLock, qtbot: QtBot) -> None:
    with qtbot.assertNotEmitted(lock.refused):
        lock.hold()
        lock.close()


def test_it_holds_until_released(lock: WakeLock, modes: list[Mode]) -> None:
    lock.hold()
    lock.release()
    lock.close()
    assert [mode.said for mode in modes] == [["enter", "exit"]]


@pytest.mark.parametrize("granted", [True, False])
def test_it_can_be_tried_out_before_and_holds_nothing_then(
    lock: WakeLock, modes: list[Mode], qtbot: QtBot, granted: bool
) -> None:
    Mode.granted = granted
    with qtbot.waitSignal(lock.granted if granted else lock.refused):
        lock.try_out()
    lock.close()
    assert [mode.said for mode in modes] == [["enter", "exit"]]


def test_trying_out_lets_go_of_nothing_that_is_held(lock: WakeLock, modes: list[Mode]) -> None:
    lock.hold()
    lock.try_out()
    lock.close()
    assert [mode.said for mode in modes] == [["enter", "exit"]]


def test_holding_twice_asks_once(lock: WakeLock, modes: list[Mode]) -> None:
    lock.hold()
    lock.hold()
    lock.close()
    assert [mode.said for mode in modes] == [["enter", "exit"]]


def test_a_refusal_is_told_once_and_leaves_nothing_held(
    lock: WakeLock, modes: list[Mode], qtbot: QtBot
) -> None:
    Mode.granted = False
    with qtbot.waitSignal(lock.refused):
        lock.hold()
    with qtbot.assertNotEmitted(lock.refused):
        lock.close()
    assert [mode.said for mode in modes] == [["enter", "exit"]]


def test_a_library_in_trouble_is_a_refusal(
    lock: WakeLock, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(**how: object) -> Mode:
        raise RuntimeError(how)

    monkeypatch.setattr(wakepy.keep, "presenting", fail)
    with qtbot.waitSignal(lock.refused):
        lock.hold()


def test_releasing_what_was_never_held_does_no_harm(lock: WakeLock, modes: list[Mode]) -> None:
    lock.release()
    lock.close()
    assert modes == []


@pytest.fixture
def desktop(bus: Bus) -> Iterator[Login]:
    made = Login(bus)
    yield made
    made.close()


@pytest.fixture
def bus(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Bus]:
    made = Bus(tmp_path / "bus")
    monkeypatch.setenv("DBUS_SESSION_BUS_ADDRESS", made.address)
    # not as if it were granted, as in all other tests
    monkeypatch.delenv("WAKEPY_FAKE_SUCCESS", raising=False)
    yield made
    made.close()


def kept(bus: Bus) -> int:
    """Return how many keep the screen on."""
    asking = MessageBus(bus.address.removeprefix("unix:path="), LONG)
    (number,) = asking.call(KEEPER, KEEPER_PATH, f"{KEEPER}.GetKept")
    asking.close()
    return int(number)


@BUSES
def test_the_screen_saver_of_the_desktop_is_asked_and_let_go(
    lock: WakeLock, qtbot: QtBot, bus: Bus, desktop: Login
) -> None:
    assert desktop.tell("nothing")
    assert kept(bus) == 0
    with qtbot.waitSignal(lock.granted):
        lock.hold()
    assert kept(bus) == 1
    lock.release()
    lock.close()
    assert kept(bus) == 0


@BUSES
def test_where_nobody_keeps_a_screen_on_it_is_a_refusal_and_no_connection_stays(
    lock: WakeLock, qtbot: QtBot, bus: Bus
) -> None:
    assert bus.names() == []
    with qtbot.waitSignal(lock.refused):
        lock.hold()
    # a socket that is left open would be a warning, and so a failure
    lock.close()
    gc.collect()
