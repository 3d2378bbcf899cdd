from __future__ import annotations

from collections.abc import Callable, Iterator

import pytest
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from supine.core.pace import Pace
from supine.settings.declaration import Settings
from supine.ui.main_window import MainWindow
from supine.ui.pages.before import BeforePage
from supine.ui.pages.settings import SettingsPage
from supine.ui.theme import theme
from tests.conftest import FakeClock
from tests.helpers import cut_off, shipped, shown


@pytest.fixture
def set_style(qapp: QApplication) -> Iterator[Callable[[], None]]:
    """Start without a style sheet, as the program does; return a function that sets it."""
    style = qapp.styleSheet()
    qapp.setStyleSheet("")
    yield lambda: qapp.setStyleSheet(style)
    qapp.setStyleSheet(style)


def before() -> QWidget:
    view = BeforePage(theme("dawn"))
    view.show_sample(theme("dawn"), 37.0)
    view.show_sequence(shipped(), Pace(), 20)
    return view


def settings() -> QWidget:
    view = SettingsPage(theme("dawn"), FakeClock())
    view.show_sample(theme("dawn"), 37.0, still=False)
    view.show_settings(Settings())
    return view


@pytest.mark.parametrize("make", [before, settings])
@pytest.mark.parametrize("size", [(640, 480), (800, 600), (1000, 700), (1280, 800)])
def test_cards_made_before_the_style_sheet_have_enough_room(
    qtbot: QtBot, set_style: Callable[[], None], make: Callable[[], QWidget], size: tuple[int, int]
) -> None:
    window = MainWindow()
    qtbot.addWidget(window)
    window.show_page(make())
    set_style()
    shown(qtbot, window, size)
    assert cut_off(window) == []


def test_a_window_that_changes_its_width_has_one_column_or_two(qtbot: QtBot) -> None:
    window = MainWindow()
    qtbot.addWidget(window)
    window.show_page(before())
    for width in (1280, 700, 1000, 640, 1280):
        shown(qtbot, window, (width, 600))
        assert cut_off(window) == []
