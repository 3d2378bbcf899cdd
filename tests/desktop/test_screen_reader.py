"""Which way of telling it something reaches the screen reader that runs."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator
from typing import Any

import pytest
from PySide6.QtCore import QObject
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot
from shiboken6 import Shiboken

from supine.desktop import screen_reader as module
from supine.desktop.screen_reader import ScreenReader, hears_announcements
from supine.ui import announcement

SESSION, A11Y = "/session", "/a11y"

OLD = [(":1.1", "object:state-changed:focused"), (":1.1", "Object:PropertyChange:")]
NEW = [*OLD, (":1.1", "object:announcement:")]


class Buses:
    """Stands for the session's bus and that of screen readers."""

    def __init__(self) -> None:
        self.listened: Any = OLD
        self.asked: list[tuple[str, str]] = []
        self.closed = 0

    def __call__(self, path: str, _seconds: float) -> Buses:
        self.path = path
        return self

    def call(self, _to: str, _place: str, name: str, *, starts: bool) -> list[Any]:
        assert not starts
        self.asked.append((self.path, name))
        if name.endswith("GetAddress"):
            return [f"unix:path={A11Y},guid=12"]
        if isinstance(self.listened, OSError):
            raise self.listened
        return [self.listened]

    def close(self) -> None:
        self.closed += 1


@pytest.fixture
def buses(monkeypatch: pytest.MonkeyPatch) -> Buses:
    made = Buses()
    monkeypatch.setattr(module, "MessageBus", made)
    monkeypatch.setattr(module, "bus_path", lambda: SESSION)
    return made


@pytest.mark.parametrize(("listened", "hears"), [(OLD, False), (NEW, True), ([], False)])
def test_what_a_reader_listens_to_tells_whether_it_hears_announcements(
    buses: Buses, listened: list[tuple[str, str]], hears: bool
) -> None:
    buses.listened = listened
    assert hears_announcements() is hears
    assert [path for path, _name in buses.asked] == [SESSION, A11Y]
    assert buses.closed == 2


@pytest.mark.parametrize("answer", [OSError("gone"), [("one",)], [("a", "b", "c")]])
def test_where_nothing_is_known_it_is_announced(buses: Buses, answer: Any) -> None:
    buses.listened = answer
    assert hears_announcements()


@pytest.fixture
def told(monkeypatch: pytest.MonkeyPatch) -> list[tuple[str, str]]:
    said: list[tuple[str, str]] = []

    def keep(way: str) -> Callable[[QWidget, str], None]:
        return lambda _widget, text: said.append((way, text))

    monkeypatch.setattr(announcement, "by_event", keep("event"))
    monkeypatch.setattr(announcement, "by_description", keep("description"))
    return said


@pytest.fixture
def reader(monkeypatch: pytest.MonkeyPatch, qapp: QObject) -> Iterator[ScreenReader]:
    monkeypatch.setattr(sys, "platform", "linux")
    monkeypatch.setattr(announcement, "reader_runs", lambda: True)
    monkeypatch.setattr(announcement, "ways", [])
    made = ScreenReader(qapp)
    yield made
    made.close()
    made.deleteLater()


@pytest.mark.parametrize(("listened", "way"), [(OLD, "description"), (NEW, "event")])
def test_everything_is_announced_once_in_order_and_by_one_way(
    buses: Buses, reader: ScreenReader, told: list[tuple[str, str]], qtbot: QtBot,
    listened: list[tuple[str, str]], way: str,
) -> None:  # fmt: skip
    assert announcement.ways == [reader.announce]
    buses.listened = listened
    page = QWidget()
    qtbot.addWidget(page)
    texts = ["Paused.", "Going on.", "Right leg: Spinal twist"]
    for text in texts:
        announcement.announce(page, text)
    qtbot.waitUntil(lambda: len(told) == len(texts))
    assert told == [(way, text) for text in texts]


@pytest.mark.usefixtures("buses", "reader")
def test_what_is_gone_meanwhile_announces_nothing(
    told: list[tuple[str, str]], qtbot: QtBot
) -> None:
    page, other = QWidget(), QWidget()
    qtbot.addWidget(other)
    announcement.announce(page, "Gone.")
    announcement.announce(other, "Here.")
    Shiboken.delete(page)
    qtbot.waitUntil(lambda: bool(told))
    assert [text for _way, text in told] == ["Here."]
