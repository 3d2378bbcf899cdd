"""Where no signal tells of a lock, the system is asked while a practice plays."""

from __future__ import annotations

import sys

import pytest
from PySide6.QtCore import QObject, QTimer, Signal
from pytestqt.qtbot import QtBot

from supine.desktop import screen_lock as module
from supine.desktop.screen_lock import ScreenLock
from tests.helpers import Heard


class Practices(QObject):
    """Stands for the controller of practices."""

    begun = Signal()
    resting = Signal(bool)


class Scene:
    """A screen lock on a system that must be asked."""

    def __init__(self) -> None:
        self.is_locked, self.locked = False, Heard()
        self.practices = Practices()

    def watch(self) -> ScreenLock:
        made = ScreenLock(self.practices, lambda: True)  # type: ignore[arg-type]
        made.locked.connect(lambda: self.locked("locked"))
        (self.timer,) = made.findChildren(QTimer)
        return made

    def look(self) -> None:
        if self.timer.isActive():
            self.timer.timeout.emit()


@pytest.fixture
def scene(qtbot: QtBot, monkeypatch: pytest.MonkeyPatch) -> Scene:
    assert qtbot is not None
    made = Scene()
    monkeypatch.setattr(sys, "platform", "darwin")
    monkeypatch.setattr(module, "IS_LOCKED", {"darwin": lambda: made.is_locked})
    return made


def test_a_lock_is_told_while_a_practice_plays(scene: Scene) -> None:
    watching = scene.watch()
    scene.practices.resting.emit(False)
    scene.look()
    assert scene.locked.said == []
    scene.is_locked = True
    scene.look()
    assert scene.locked.said == ["locked"]
    scene.practices.resting.emit(True)
    assert watching
    assert not scene.timer.isActive()


def test_a_system_of_which_nothing_is_known_is_not_asked(
    scene: Scene, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sys, "platform", "plan9")
    watching = scene.watch()
    scene.practices.resting.emit(False)
    assert watching
    assert not scene.timer.isActive()


@pytest.mark.parametrize("ask", module.IS_LOCKED.values(), ids=module.IS_LOCKED)
@pytest.mark.skipif(sys.platform in module.IS_LOCKED, reason="this one is asked for real")
def test_without_the_systems_library_it_is_not_locked(ask: object) -> None:
    assert callable(ask)
    assert ask() is False
