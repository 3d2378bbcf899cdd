"""What a screen reader is told, and by which way."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from PySide6.QtGui import QAccessible, QAccessibleAnnouncementEvent, QAccessibleEvent
from PySide6.QtWidgets import QPushButton, QWidget
from pytestqt.qtbot import QtBot

from supine.ui import announcement
from supine.ui.announcement import announce, by_description


@pytest.fixture
def told(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """Let a screen reader run; return what it is told."""
    said: list[str] = []

    def keep(event: QAccessibleEvent) -> None:
        assert isinstance(event, QAccessibleAnnouncementEvent)
        said.append(event.message())

    monkeypatch.setattr(QAccessible, "isActive", lambda: True)
    monkeypatch.setattr(QAccessible, "updateAccessibility", keep)
    return said


class Described(QPushButton):
    """Keeps how it is described, one after another."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.texts: list[str] = []

    def setAccessibleDescription(self, text: str) -> None:  # noqa: N802 - Qt's name
        self.texts.append(text)
        super().setAccessibleDescription(text)


@pytest.fixture
def page(qtbot: QtBot) -> Iterator[QWidget]:
    made = QWidget()
    qtbot.addWidget(made)
    yield made
    announcement.ways[:] = [announcement.by_event]


def test_a_screen_reader_is_told(page: QWidget, told: list[str]) -> None:
    announce(page, "Paused.")
    announce(page, "")
    assert told == ["Paused."]


def test_without_a_screen_reader_nothing_is_announced(
    page: QWidget, told: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(QAccessible, "isActive", lambda: False)
    announce(page, "Paused.")
    assert told == []


def test_the_way_of_the_system_is_taken(page: QWidget, told: list[str]) -> None:
    taken: list[str] = []
    announcement.ways.append(lambda _widget, text: taken.append(text))
    announce(page, "Paused.")
    assert (taken, told) == (["Paused."], [])


def test_an_older_reader_hears_it_where_the_focus_is_and_nothing_stays(
    page: QWidget, qtbot: QtBot
) -> None:
    button = Described(page)
    page.show()
    qtbot.waitUntil(page.isActiveWindow)
    button.setFocus()
    for _ in range(2):
        by_description(page, "Right leg: Spinal twist")
    # an empty one is not spoken, and lets the same text be spoken twice
    assert button.texts == ["Right leg: Spinal twist", ""] * 2
