from __future__ import annotations

from pathlib import Path
from types import SimpleNamespace

import pytest
from PySide6.QtCore import QEvent, QSize, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel, QPushButton, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from supine.ui.main_window import FRAME, SMALLEST_SIZE, MainWindow
from tests.helpers import Heard, expose, press

SENTENCE = "There is no sound device."


@pytest.fixture
def window(qtbot: QtBot) -> MainWindow:
    made = MainWindow()
    qtbot.addWidget(made)
    return made


class Page(QWidget):
    """A page that records keys."""

    def __init__(self) -> None:
        super().__init__()
        self.keys: list[int] = []

    def keyPressEvent(self, event: QKeyEvent) -> None:
        self.keys.append(event.key())


def shown_text(window: MainWindow) -> str:
    return "\n".join(
        label.text() for label in window.findChildren(QLabel) if label.isVisibleTo(window)
    )


def close_notices(window: MainWindow) -> None:
    (button,) = (b for b in window.findChildren(QPushButton) if b.text() == "All right")
    button.click()


def with_work_area(monkeypatch: pytest.MonkeyPatch, *size: int) -> None:
    screen = SimpleNamespace(availableSize=lambda: QSize(*size))
    monkeypatch.setattr(MainWindow, "screen", lambda _window: screen)


@pytest.mark.parametrize("size", [(600, 340), (683, 344), (1092, 576), (1366, 728), (1920, 1040)])
def test_the_first_window_and_its_frame_fit_the_work_area(
    qtbot: QtBot, monkeypatch: pytest.MonkeyPatch, size: tuple[int, int]
) -> None:
    """At 200 % it was larger than the screen, and at 120 dpi its buttons were off the screen."""
    with_work_area(monkeypatch, *size)
    made = MainWindow()
    qtbot.addWidget(made)
    room = QSize(*size) - FRAME
    assert made.size() == QSize(1180, 760).boundedTo(room)
    assert made.minimumSize() == SMALLEST_SIZE.boundedTo(room)


def test_on_a_smaller_screen_the_window_becomes_smaller(
    window: MainWindow, monkeypatch: pytest.MonkeyPatch
) -> None:
    window.resize(1180, 700)
    with_work_area(monkeypatch, 683, 384)
    window.fit_screen()
    assert window.size() == QSize(683, 384) - FRAME


def test_a_size_from_a_larger_screen_is_made_to_fit(
    window: MainWindow, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    window.resize(700, 600)
    window.save_size(tmp_path / "window.ini")
    with_work_area(monkeypatch, 683, 384)
    again = MainWindow()
    qtbot.addWidget(again)
    again.restore_size(tmp_path / "window.ini")
    assert again.size() == QSize(683, 384) - FRAME


@pytest.fixture
def form(window: MainWindow, qtbot: QtBot) -> list[QPushButton]:
    """A page of buttons that needs more height than the window has."""
    page = QWidget()
    column = QVBoxLayout(page)
    buttons = [QPushButton(str(number)) for number in range(20)]
    for button in buttons:
        column.addWidget(button)
    window.resize(SMALLEST_SIZE)
    window.show_page(page)
    expose(qtbot, window)
    return buttons


def in_view(button: QPushButton) -> bool:
    return button.visibleRegion().boundingRect() == button.rect()


def test_a_page_that_needs_more_room_is_scrolled_and_tab_reaches_all_of_it(
    window: MainWindow, form: list[QPushButton]
) -> None:
    assert window.size() == SMALLEST_SIZE
    assert (in_view(form[0]), in_view(form[-1])) == (True, False)
    form[0].setFocus()
    for button in form[:-1]:
        QTest.keyClick(button, Qt.Key.Key_Tab)
    assert form[-1].hasFocus()
    assert in_view(form[-1])


def test_a_page_that_needs_less_is_no_longer_scrolled(
    window: MainWindow, form: list[QPushButton]
) -> None:
    for button in form[3:]:
        button.hide()
    QApplication.processEvents()
    page = window.pages.currentWidget()
    assert page is not None
    assert page.size() == window.size()


def test_a_page_without_a_layout_has_the_size_of_the_window(
    window: MainWindow, form: list[QPushButton]
) -> None:
    assert form
    page = QWidget()
    window.show_page(page)
    assert page.size() == window.size()
    window.resize(900, 500)
    QApplication.processEvents()
    assert page.size() == QSize(900, 500)


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
    told = Heard(window.first_painted)
    with qtbot.waitSignal(window.first_painted):
        window.show()
    window.repaint()
    QApplication.processEvents()
    assert len(told.said) == 1


def test_esc_emits_a_signal(window: MainWindow, qtbot: QtBot) -> None:
    with qtbot.waitSignal(window.escaped, timeout=0):
        press(window, Qt.Key.Key_Escape)


def test_esc_closes_a_notice_before_it_leads_back(window: MainWindow) -> None:
    escaped = Heard(window.escaped)
    window.show_notice(SENTENCE)
    press(window, Qt.Key.Key_Escape)
    assert (shown_text(window), escaped.said) == ("", [])
    press(window, Qt.Key.Key_Escape)
    assert len(escaped.said) == 1


@pytest.mark.parametrize("key", [Qt.Key.Key_Return, Qt.Key.Key_Space, Qt.Key.Key_Escape])
def test_a_closed_notice_gives_the_focus_back_to_the_page(
    window: MainWindow, qtbot: QtBot, key: Qt.Key
) -> None:
    page = QPushButton("Begin")
    window.show_page(page)
    expose(qtbot, window)
    page.setFocus()
    window.show_notice(SENTENCE)
    (button,) = (b for b in window.findChildren(QPushButton) if b.text() == "All right")
    button.setFocus()
    QTest.keyClick(button, key)
    assert shown_text(window) == ""
    assert page.hasFocus()


def test_a_key_beside_the_page_reaches_it(window: MainWindow, qtbot: QtBot) -> None:
    """X must stop the practice, though the focus is on a notice above it."""
    page = Page()
    window.show_page(page)
    expose(qtbot, window)
    window.show_notice(SENTENCE)
    (button,) = (b for b in window.findChildren(QPushButton) if b.text() == "All right")
    button.setFocus()
    QTest.keyClick(button, Qt.Key.Key_X)
    assert page.keys == [Qt.Key.Key_X]


def test_f11_goes_to_full_screen_and_back(window: MainWindow) -> None:
    for full in (True, False):
        press(window, Qt.Key.Key_F11)
        assert window.isFullScreen() is full


def test_a_minimised_window_is_not_visible(window: MainWindow) -> None:
    told = Heard(window.visibility_changed)
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


def test_it_stays_open_where_it_may_not_close(window: MainWindow) -> None:
    closing = Heard(window.closing)
    window.show()
    window.may_close = lambda: False
    assert not window.close()
    assert window.isVisible()
    assert closing.said == []
    window.may_close = lambda: True
    assert window.close()


@pytest.mark.parametrize("key", [Qt.Key.Key_Return, Qt.Key.Key_Space])
def test_a_button_leads_out_of_full_screen(window: MainWindow, qtbot: QtBot, key: Qt.Key) -> None:
    window.set_fullscreen(True)
    window.show_exit(True)
    expose(qtbot, window)
    (button,) = (b for b in window.findChildren(QPushButton) if b.text() == "Exit full screen")
    assert button.isVisible()
    QTest.keyClick(button, key)
    assert not window.isFullScreen()
    window.show_exit(False)
    assert not button.isVisible()


def test_the_density_of_the_screen_is_plausible(window: MainWindow) -> None:
    assert 2 < window.density() < 14


def test_put_away_it_is_ready_without_a_frame_and_comes_forward_when_asked(
    window: MainWindow, qtbot: QtBot
) -> None:
    painted, seen = Heard(), Heard()
    window.first_painted.connect(lambda: painted("painted"))
    window.visibility_changed.connect(seen)
    window.show_put_away()
    qtbot.waitUntil(lambda: painted.said != [])
    assert window.isMinimized()
    with qtbot.waitExposed(window):
        window.come_forward()
    assert not window.isMinimized()
    window.repaint()
    assert painted.said == ["painted"]
    assert seen.said[-1] is True
