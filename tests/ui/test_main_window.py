from __future__ import annotations

import pytest
from PySide6.QtCore import QEvent, Qt
from PySide6.QtWidgets import QApplication, QLabel, QPushButton, QWidget
from pytestqt.qtbot import QtBot

from supine.ui.main_window import MainWindow
from tests.helpers import Heard, press

SENTENCE = "There is no sound device."


@pytest.fixture
def window(qtbot: QtBot) -> MainWindow:
    made = MainWindow()
    qtbot.addWidget(made)
    return made


def said(window: MainWindow) -> str:
    return "\n".join(
        label.text() for label in window.findChildren(QLabel) if label.isVisibleTo(window)
    )


def put_away(window: MainWindow) -> None:
    (button,) = (b for b in window.findChildren(QPushButton) if b.text() == "All right")
    button.click()


def test_a_sentence_is_said_until_it_is_put_away(window: MainWindow) -> None:
    window.show_notice(SENTENCE)
    assert said(window) == SENTENCE
    put_away(window)
    assert said(window) == ""


def test_each_sentence_is_said_once(window: MainWindow) -> None:
    window.show_notice(SENTENCE)
    put_away(window)
    window.show_notice(SENTENCE)
    assert said(window) == ""


def test_nothing_to_say_says_nothing(window: MainWindow) -> None:
    window.show_notice("")
    assert said(window) == ""


def test_two_sentences_stand_together(window: MainWindow) -> None:
    window.show_notice(SENTENCE)
    window.show_notice("The screen may go dark.")
    assert said(window).splitlines() == [SENTENCE, "The screen may go dark."]


def test_a_sentence_is_taken_back_and_may_be_said_again(window: MainWindow) -> None:
    window.show_notice(SENTENCE)
    window.show_notice("The screen may go dark.")
    window.remove_notice(SENTENCE)
    assert said(window) == "The screen may go dark."
    window.show_notice(SENTENCE)
    assert SENTENCE in said(window)


def test_one_page_is_shown_at_a_time(window: MainWindow) -> None:
    pages = [QWidget(), QWidget()]
    for page in (*pages, pages[0]):
        window.show_page(page)
    assert window.pages.currentWidget() is pages[0]
    assert window.pages.count() == 2


def test_the_first_frame_is_told_once(window: MainWindow, qtbot: QtBot) -> None:
    told = Heard()
    window.first_painted.connect(lambda: told(""))
    with qtbot.waitSignal(window.first_painted):
        window.show()
    window.repaint()
    QApplication.processEvents()
    assert len(told.said) == 1


def test_esc_is_for_whoever_listens(window: MainWindow, qtbot: QtBot) -> None:
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


def test_minimised_it_is_not_seen(window: MainWindow) -> None:
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


def test_another_screen_is_told(window: MainWindow, qtbot: QtBot) -> None:
    """Qt sends it to every widget of the window, one by one."""
    with qtbot.waitSignal(window.screen_changed):
        for widget in window.findChildren(QWidget):
            QApplication.sendEvent(widget, QEvent(QEvent.Type.ScreenChangeInternal))


def test_closing_is_told_before_it_is_too_late(window: MainWindow, qtbot: QtBot) -> None:
    window.show()
    with qtbot.waitSignal(window.closing, timeout=0):
        window.close()


def test_the_density_of_the_screen_is_plausible(window: MainWindow) -> None:
    assert 2 < window.density() < 14
