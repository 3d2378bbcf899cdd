"""In full screen the buttons fade, and the keys lock by themselves where that is wished for."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from pytestqt.qtbot import QtBot

from supine.audio.client import AudioClient
from supine.core.pace import Pace
from supine.practice.controller import PracticeController
from supine.practice.trace import Trace
from supine.speech.speech import Speech
from supine.ui.main_window import MainWindow
from supine.ui.practice.keys import Action
from supine.ui.practice.view import Look, PracticeView
from supine.ui.theme import theme
from tests.conftest import FakeClock
from tests.helpers import RECORD, shipped


class Desk:
    """A window with a practice, and what full screen means for it."""

    def __init__(self, clock: FakeClock, *, lock: bool) -> None:
        self.window = MainWindow()
        self.view = PracticeView(Look(theme("dawn"), 40.0, still=False))
        self.window.show_page(self.view)
        self.controller = PracticeController(
            self.view, (AudioClient(), Speech(AudioClient())), Trace(None), clock, 1.0
        )
        self.controller.lock_in_full_screen = lock
        self.window.fullscreen_changed.connect(self.controller.set_full_screen)

    def fill(self, full: bool) -> None:
        """Say that the window fills the screen, or no longer does."""
        self.window.fullscreen_changed.emit(full)

    def begin(self) -> None:
        self.controller.begin(shipped(), Pace(), RECORD)


@pytest.fixture
def lock() -> bool:
    return True


@pytest.fixture
def desk(qtbot: QtBot, clock: FakeClock, lock: bool) -> Iterator[Desk]:
    made = Desk(clock, lock=lock)
    qtbot.addWidget(made.window)
    yield made
    made.fill(False)
    made.controller.close()
    made.view.clear()


def test_a_practice_that_begins_in_full_screen_locks_the_keys(desk: Desk) -> None:
    desk.fill(True)
    assert not desk.view.locked
    desk.begin()
    assert desk.view.locked
    assert "Hold L" in desk.view.caption.values.text


def test_full_screen_in_the_middle_of_a_practice_locks_and_leaving_it_unlocks(desk: Desk) -> None:
    desk.begin()
    assert not desk.view.locked
    desk.fill(True)
    assert desk.view.locked
    desk.fill(False)
    assert not desk.view.locked


def test_what_the_person_locked_stays_locked(desk: Desk) -> None:
    desk.begin()
    desk.controller.do(Action.LOCK)
    desk.fill(True)
    desk.fill(False)
    assert desk.view.locked


def test_what_the_person_unlocked_stays_unlocked_until_full_screen_begins_anew(desk: Desk) -> None:
    desk.fill(True)
    desk.begin()
    desk.view.unlock()
    # a window that was minimised says again that it fills the screen
    desk.fill(True)
    desk.controller.do(Action.PRESS)
    desk.controller.do(Action.PRESS)
    assert not desk.view.locked
    desk.fill(False)
    desk.fill(True)
    assert desk.view.locked


def test_without_a_practice_nothing_is_locked(desk: Desk) -> None:
    desk.fill(True)
    assert not desk.view.locked


@pytest.mark.parametrize("lock", [False])
def test_it_must_be_wished_for(desk: Desk) -> None:
    desk.fill(True)
    desk.begin()
    assert not desk.view.locked
    desk.controller.do(Action.LOCK)
    assert desk.view.locked
