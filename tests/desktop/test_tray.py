"""Where there is no D-Bus a reminder comes from the tray, and its buttons are in a menu."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from PySide6.QtCore import QObject, QTimer
from PySide6.QtGui import QIcon
from PySide6.QtWidgets import QApplication, QSystemTrayIcon
from pytestqt.qtbot import QtBot

from supine.desktop.notification import Answer, Words
from supine.desktop.tray import TrayNotifier
from supine.resources import resource
from tests.helpers import Heard

# of the screen that is none
pytestmark = pytest.mark.qt_log_ignore("systemTrayWindowChanged", extend=True)

WORDS = Words("Time for your back", "Click here", {Answer.OPEN: "Open", Answer.LATER: "In an hour"})


class Scene:
    """A tray that is there, or not."""

    def __init__(self) -> None:
        self.owner = QObject()
        self.notifier = TrayNotifier(self.owner)
        self.answered = Heard(self.notifier.answered)
        self.works = Heard(self.notifier.works)
        (self.timer,) = self.notifier.findChildren(QTimer)

    @property
    def icons(self) -> list[QSystemTrayIcon]:
        """Those that are in the tray."""
        found = self.notifier.findChildren(QSystemTrayIcon)
        return [icon for icon in found if icon.isVisible()]

    def press(self, text: str) -> None:
        (icon,) = self.icons
        menu = icon.contextMenu()
        assert menu is not None
        (action,) = [one for one in menu.actions() if one.text() == text]
        action.trigger()


@pytest.fixture
def scene(qtbot: QtBot, monkeypatch: pytest.MonkeyPatch) -> Iterator[Scene]:
    assert qtbot is not None
    monkeypatch.setattr(QSystemTrayIcon, "isSystemTrayAvailable", lambda: True)
    QApplication.setWindowIcon(QIcon(str(resource("icons", "supine.png"))))
    made = Scene()
    yield made
    made.notifier.close()
    QApplication.setWindowIcon(QIcon())


def test_it_tells_whether_there_is_a_tray(scene: Scene, monkeypatch: pytest.MonkeyPatch) -> None:
    scene.notifier.check()
    monkeypatch.setattr(QSystemTrayIcon, "isSystemTrayAvailable", lambda: False)
    scene.notifier.check()
    assert scene.works.said == [True, False]


def test_a_button_of_its_menu_answers_and_it_is_gone(scene: Scene) -> None:
    scene.notifier.show(WORDS)
    scene.press("In an hour")
    assert scene.answered.said == [Answer.LATER]
    assert scene.icons == []
    assert not scene.timer.isActive()


@pytest.mark.parametrize("how", ["message", "icon"])
def test_a_click_opens_the_program_once(scene: Scene, how: str) -> None:
    scene.notifier.show(WORDS)
    (icon,) = scene.icons
    for _click in range(2):
        if how == "message":
            icon.messageClicked.emit()
        else:
            icon.activated.emit(QSystemTrayIcon.ActivationReason.Trigger)
    assert scene.answered.said == [Answer.OPEN]


def test_its_menu_opens_without_an_answer(scene: Scene) -> None:
    scene.notifier.show(WORDS)
    (icon,) = scene.icons
    icon.activated.emit(QSystemTrayIcon.ActivationReason.Context)
    assert scene.answered.said == []
    assert scene.icons == [icon]


def test_a_new_one_replaces_the_last_and_goes_after_an_hour(scene: Scene) -> None:
    scene.notifier.show(WORDS)
    scene.notifier.show(WORDS)
    assert len(scene.icons) == 1
    assert scene.timer.interval() == 3_600_000
    scene.timer.timeout.emit()
    assert scene.icons == []
