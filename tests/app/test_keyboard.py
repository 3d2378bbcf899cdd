"""The whole program without a mouse: every page and card is reached, used and left."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QAccessible
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from supine.app.app import App
from supine.core.practice import State
from supine.ui.practice.overlay import Overlay
from tests.app.test_accessible import CARDS, place
from tests.app.test_app import Start, app, start
from tests.helpers import activate

__all__ = ["Start", "app", "place", "start"]

K = Qt.Key


@pytest.fixture
def shown(app: App, qtbot: QtBot) -> App:
    activate(qtbot, app.window)
    app.library.take_focus()
    return app


def press(app: App, *keys: Qt.Key) -> None:
    for one in keys:
        QTest.keyClick(app.window.focusWidget() or app.window, one)
        # what a page has got just now is shown
        QApplication.processEvents()


def focus(app: App) -> str:
    """Return what a screen reader calls what has the focus."""
    widget = app.window.focusWidget()
    assert widget is not None
    return QAccessible.queryAccessibleInterface(widget).text(QAccessible.Text.Name)


def value(app: App) -> str:
    """Return the value of what has the focus, in words."""
    widget = app.window.focusWidget()
    assert widget is not None
    return QAccessible.queryAccessibleInterface(widget).text(QAccessible.Text.Value)


def tab_to(app: App, name: str) -> None:
    """Press Tab until what is called so has the focus."""
    reached = []
    for _ in range(60):
        if focus(app) == name:
            return
        reached.append(focus(app))
        press(app, K.Key_Tab)
    raise AssertionError(f"Tab does not lead to {name}, only to {reached}")


def page(app: App) -> QWidget | None:
    return app.window.pages.currentWidget()


def test_settings_are_reached_changed_and_left(shown: App) -> None:
    tab_to(shown, "Settings")
    press(shown, K.Key_Return)
    assert page(shown) is shown.pages.settings
    tab_to(shown, "How far away I lie")
    assert value(shown) == "1.5 metres"
    press(shown, K.Key_Right)
    assert value(shown) == "1.6 metres"
    assert shown.store.current.viewing_distance == 1.6
    tab_to(shown, "Sections")
    press(shown, *[K.Key_Down] * 5)
    tab_to(shown, "Dawn" if shown.store.current.theme == "dawn" else "Same as the computer")
    press(shown, K.Key_Right)
    chosen = shown.store.current.theme
    press(shown, K.Key_Tab)
    press(shown, K.Key_Backtab)
    assert shown.store.current.theme == chosen, "Tab lands on the chosen one, and changes nothing"
    press(shown, K.Key_Escape)
    assert page(shown) is shown.library
    assert focus(shown) == "Settings"


def test_a_practice_is_begun_paused_left_and_its_end_page_too(shown: App) -> None:
    press(shown, K.Key_Return)
    assert page(shown) is shown.pages.before
    assert focus(shown) == "Lie down and begin"
    tab_to(shown, "All of it, 32 min")
    press(shown, K.Key_Left)
    assert focus(shown) != "All of it, 32 min"
    tab_to(shown, "Lie down and begin")
    press(shown, K.Key_Return)
    assert page(shown) is shown.pages.practice
    assert focus(shown) == "Practice"
    press(shown, K.Key_Space)
    session = shown.controller.session
    assert session is not None
    assert session.practice.state == State.PLAYING
    tab_to(shown, "Timeline")
    first = value(shown)
    press(shown, K.Key_Right)
    assert value(shown) != first
    tab_to(shown, "Stop safely")
    press(shown, K.Key_Escape)
    assert focus(shown) == "Go on practising"
    press(shown, K.Key_Tab, K.Key_Space)
    assert page(shown) is not shown.pages.practice
    press(shown, K.Key_Escape)
    assert page(shown) is shown.library


def test_the_journal_is_written_changed_and_cleared(shown: App, qtbot: QtBot) -> None:
    tab_to(shown, "Journal")
    press(shown, K.Key_Return)
    journal = shown.pages.journal
    qtbot.waitUntil(lambda: journal.summary is not None)
    tab_to(shown, "Add an entry")
    press(shown, K.Key_Return)
    tab_to(shown, "Your back feels, from 0, no pain, to 10, worst pain:")
    press(shown, K.Key_4)
    assert value(shown) == "4 of 10"
    tab_to(shown, "Save")
    press(shown, K.Key_Return)
    assert len(journal.day.model.entries) == 1
    tab_to(shown, "Remove")
    press(shown, K.Key_Return)
    assert focus(shown) == "Keep it"
    press(shown, K.Key_Tab, K.Key_Return)
    assert len(journal.day.model.entries) == 0
    assert focus(shown) == "Add an entry", "what had the focus is gone"
    tab_to(shown, "Save or print for a doctor …")
    press(shown, K.Key_Return)
    assert page(shown) is shown.pages.report
    press(shown, K.Key_Escape)
    assert page(shown) is journal
    press(shown, K.Key_Escape)
    assert page(shown) is shown.library


def test_escape_leads_from_every_place_back_to_the_library(place: App) -> None:
    for _ in range(4):
        if page(place) is place.library:
            break
        press(place, K.Key_Escape)
        view = place.pages.practice
        if page(place) is view and view.card is not None:
            # its first answer goes on: the other one leaves
            press(place, K.Key_Tab, K.Key_Space)
    assert page(place) is place.library
    reached = place.window.focusWidget()
    assert reached is not None
    assert reached.isVisible()


@pytest.mark.parametrize("place", CARDS[:2], indirect=True)
def test_a_card_gives_the_focus_back(place: App) -> None:
    assert isinstance(place.pages.practice.card, Overlay)
    press(place, K.Key_Escape)
    assert place.pages.practice.card is None
    assert focus(place) == "Practice"


@pytest.mark.parametrize("place", CARDS[2:], indirect=True)
def test_a_note_is_written_and_its_card_left(place: App) -> None:
    assert focus(place) == "A line of text"
    QTest.keyClicks(place.window.focusWidget(), "Better")
    press(place, K.Key_Return)
    assert place.pages.end.note.isHidden()
    assert focus(place) == "Back to the sequences (Esc)"
