"""Keeping the screen on."""

from __future__ import annotations

import sys
from collections.abc import Iterator

import pytest
import wakepy
from pytestqt.qtbot import QtBot

from supine.desktop.wake_lock import WakeLock
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
    monkeypatch.setattr(wakepy.keep, "presenting", lambda on_fail: Mode())  # noqa: ARG005
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
    def fail(on_fail: str) -> Mode:
        raise RuntimeError(on_fail)

    monkeypatch.setattr(wakepy.keep, "presenting", fail)
    with qtbot.waitSignal(lock.refused):
        lock.hold()


def test_releasing_what_was_never_held_does_no_harm(lock: WakeLock, modes: list[Mode]) -> None:
    lock.release()
    lock.close()
    assert modes == []
