from __future__ import annotations

from types import SimpleNamespace

import pytest
from PySide6.QtCore import QEvent, QSize, Qt
from PySide6.QtWidgets import QApplication, QLabel, QPushButton, QWidget
from pytestqt.qtbot import QtBot

from supine.ui.main_window import TITLE_BAR, MainWindow
from tests.helpers import Heard, press

SENTENCE = "There is no sound device."


@pytest.fixture
def window(qtbot: QtBot) -> MainWindow:
    made = MainWindow()
    qtbot.addWidget(made)
    return made


def shown_text(window: MainWindow) -> str:
    return "\n".join(
        label.text() for label in window.findChildren(QLabel) if label.isVisibleTo(window)
    )


def close_notices(window: MainWindow) -> None:
    (button,) = (b for b in window.findChildren(QPushButton) if b.text() == "All right")
    button.click()


def test_the_first_window_leaves_room_for_its_title_bar(
    qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Its last button was cut off on a laptop with 768 lines."""
    screen = SimpleNamespace(availableSize=lambda: QSize(1366, 728))
    monkeypatch.setattr(MainWindow, "screen", lambda _window: screen)
    made = MainWindow()
    qtbot.addWidget(made)
    assert made.size() == QSize(1180, 728 - TITLE_BAR)


def test_a_notice_is_shown_until_it_is_closed(window: MainWindow) -> None:
    window.show_notice(SENTENCE)
    assert shown_text(window) == SENTENCE
    close_notices(window)
    assert shown_text(window) == ""


def test_each_notice_is_shown_once(window: MainWindow) -> None:
    window.show_notice(SENTENCE)
    close_notices(window)
    window.show_notice(SENTENCE)
    assert shown_text(window) == ""


def test_an_empty_notice_shows_nothing(window: MainWindow) -> None:
    window.show_notice("")
    assert shown_text(window) == ""


def test_two_notices_are_shown_together(window: MainWindow) -> None:
    window.show_notice(SENTENCE)
    window.show_notice("The screen may go dark.")
    assert shown_text(window).splitlines() == [SENTENCE, "The screen may go dark."]


def test_a_notice_is_removed_and_can_be_shown_again(window: MainWindow) -> None:
    window.show_notice(SENTENCE)
    window.show_notice("The screen may go dark.")
    window.remove_notice(SENTENCE)
    assert shown_text(window) == "The screen may go dark."
    window.show_notice(SENTENCE)
    assert SENTENCE in shown_text(window)


def test_one_page_is_shown_at_a_time(window: MainWindow) -> None:
    pages = [QWidget(), QWidget()]
    for page in (*pages, pages[0]):
        window.show_page(page)
    assert window.pages.currentWidget() is pages[0]
    assert window.pages.count() == 2


def test_the_first_frame_is_signalled_once(window: MainWindow, qtbot: QtBot) -> None:
    told = Heard()
    window.first_painted.connect(lambda: told(""))
    with qtbot.waitSignal(window.first_painted):
        window.show()
    window.repaint()
    QApplication.processEvents()
    assert len(told.said) == 1


def test_esc_emits_a_signal(window: MainWindow, qtbot: QtBot) -> None:
    with qtbot.waitSignal(window.escaped, timeout=0):
        press(window, Qt.Key.Key_Escape)


def test_esc_in_full_screen_only_leaves_full_screen(window: MainWindow) -> None:
    told, escaped = Heard(), Heard()
    window.fullscreen_changed.connect(told)
    window.escaped.connect(lambda: escaped(""))
    window.set_fullscreen(True)
    press(window, Qt.Key.Key_Escape)
    assert told.said == [True, False]
    assert escaped.said == []


def test_f11_goes_to_full_screen_and_back(window: MainWindow) -> None:
    for full in (True, False):
        press(window, Qt.Key.Key_F11)
        assert window.isFullScreen() is full


def test_a_minimised_window_is_not_visible(window: MainWindow) -> None:
    told = Heard()
    window.visibility_changed.connect(told)
    window.setWindowState(Qt.WindowState.WindowMinimized)
    window.setWindowState(Qt.WindowState.WindowNoState)
    assert told.said == [False, True]


def test_come_forward_brings_it_back(window: MainWindow) -> None:
    window.setWindowState(Qt.WindowState.WindowMinimized)
    window.come_forward()
    assert window.isVisible()
    assert not window.isMinimized()


def test_a_change_of_screen_is_signalled(window: MainWindow, qtbot: QtBot) -> None:
    """Qt sends the event to every widget of the window, one by one."""
    with qtbot.waitSignal(window.screen_changed):
        for widget in window.findChildren(QWidget):
            QApplication.sendEvent(widget, QEvent(QEvent.Type.ScreenChangeInternal))


def test_closing_is_signalled_before_the_window_closes(window: MainWindow, qtbot: QtBot) -> None:
    window.show()
    with qtbot.waitSignal(window.closing, timeout=0):
        window.close()


def test_the_density_of_the_screen_is_plausible(window: MainWindow) -> None:
    assert 2 < window.density() < 14
