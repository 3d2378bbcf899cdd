"""The focus: each control shows it in every theme, and answers Return and Space."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import UTC, date, datetime
from typing import get_args

import numpy as np
import numpy.typing as npt
import pytest
from made_up_journal import NOW, made_up_journal
from PySide6.QtCore import QEvent, QRectF, QStringListModel, Qt
from PySide6.QtGui import QFocusEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import (
    QAbstractButton,
    QApplication,
    QFileDialog,
    QGridLayout,
    QLineEdit,
    QListView,
    QPlainTextEdit,
    QScrollArea,
    QVBoxLayout,
    QWidget,
)
from pytestqt.qtbot import QtBot

from supine.core.pace import Pace
from supine.journal.csv_reader import Preview
from supine.journal.entry import Entry, Kept
from supine.settings.declaration import Settings, Turn
from supine.settings.startup_theme import ThemeName
from supine.ui.main_window import MainWindow
from supine.ui.pages.before import BeforePage
from supine.ui.pages.bring_in import BringInPage
from supine.ui.pages.end import EndPage
from supine.ui.pages.journal import JournalPage
from supine.ui.pages.library import LibraryPage
from supine.ui.pages.report import ReportPage
from supine.ui.pages.set_up import SetUpPage
from supine.ui.pages.settings import SettingsPage
from supine.ui.painting.month import places
from supine.ui.practice.timeline import Timeline
from supine.ui.theme import palette, style_sheet, theme
from supine.ui.widgets.feeling_scale import FeelingScale
from supine.ui.widgets.inputs import CalmList, CalmSlider, CalmTime, Choices, TickBox
from supine.ui.widgets.labels import Button, push_button
from supine.ui.widgets.measure_button import MeasureButton
from supine.ui.widgets.month_view import MonthView
from supine.ui.widgets.turnable import TurnableButton
from tests.conftest import FakeClock
from tests.helpers import Heard, expose, pixels, press, shipped, shipped_plan
from tests.reader import Role, seen
from tests.ui.pages.test_library import GOOD

K = Qt.Key


@pytest.fixture(params=get_args(ThemeName))
def colours(qapp: QApplication, request: pytest.FixtureRequest) -> Iterator[ThemeName]:
    """The application in each theme, one after another."""
    qapp.setPalette(palette(theme(request.param)))
    qapp.setStyleSheet(style_sheet(theme(request.param)))
    yield request.param
    qapp.setPalette(palette(theme("dawn")))
    qapp.setStyleSheet(style_sheet(theme("dawn")))


def choice(*, chosen: bool) -> Button:
    button = Button("10")
    button.setProperty("role", "choice")
    button.setCheckable(True)
    button.setChecked(chosen)
    return button


def turned_button(turn: Turn) -> TurnableButton:
    button = TurnableButton("Pause")
    button.turn = turn
    return button


def list_of_names() -> CalmList:
    made = CalmList()
    made.addItem("A voice")
    return made


def shelf() -> QListView:
    made = QListView()
    made.setModel(QStringListModel(["Low Back Release"], made))
    made.setCurrentIndex(made.model().index(0, 0))
    return made


def month() -> MonthView:
    made = MonthView(theme("dawn"), 0, lambda _day: None)
    made.setMinimumSize(400, 300)
    return made


CONTROLS: dict[str, Callable[[], QWidget]] = {
    "a button": lambda: push_button("Settings", lambda: None),
    "the main button": lambda: push_button("Begin", lambda: None, main=True),
    "a choice": lambda: choice(chosen=False),
    "the chosen one": lambda: choice(chosen=True),
    "a button of the practice": lambda: turned_button("none"),
    "a turned button": lambda: turned_button("left"),
    "an empty box": lambda: TickBox("Speak every line"),
    "a slider": CalmSlider,
    "a list of names": list_of_names,
    "a time": CalmTime,
    "a note": QPlainTextEdit,
    "a month": month,
    "the shelf": shelf,
    "a line of text": QLineEdit,
    "the scale": lambda: FeelingScale(theme("dawn")),
}


def luminance(widget: QWidget) -> npt.NDArray[np.float64]:
    part = pixels(widget.grab().toImage()) / 255
    linear = np.where(part <= 0.04045, part / 12.92, ((part + 0.055) / 1.055) ** 2.4)
    whole: npt.NDArray[np.float64] = linear @ [0.2126, 0.7152, 0.0722]
    return whole


@pytest.mark.parametrize("name", CONTROLS)
def test_the_focus_is_a_ring_that_differs_clearly(
    colours: ThemeName, qtbot: QtBot, name: str
) -> None:
    """As WCAG asks: two pixels around the control, with a contrast of three to what was there."""
    page = QWidget()
    qtbot.addWidget(page)
    other, control = Button("Other"), CONTROLS[name]()
    if isinstance(control, FeelingScale):
        control.set_look(theme(colours), 17.0)
    column = QVBoxLayout(page)
    column.addWidget(other)
    column.addWidget(control)
    expose(qtbot, page)
    other.setFocus()
    before = luminance(control)
    control.setFocus()
    light, dark = np.maximum(before, luminance(control)), np.minimum(before, luminance(control))
    changed = (light + 0.05) / (dark + 0.05) >= 3
    width, height = control.width(), control.height()
    if isinstance(control, QListView):
        place = control.visualRect(control.currentIndex())
        width, height = place.width(), place.height()
    if isinstance(control, MonthView):
        day = places(QRectF(control.rect()), control.values)[control.day]
        width, height = round(day.width()), round(day.height())
    # the corners are round, and a wide edge of one pixel may have been there before
    assert changed.sum() >= 1.8 * (2 * (width + height)) - 120, f"{changed.sum()} in {colours}"


def test_the_filled_part_of_a_slider_differs_clearly(colours: ThemeName, qtbot: QtBot) -> None:
    """In a hollow groove: in high contrast both were white."""
    slider = CalmSlider()
    qtbot.addWidget(slider)
    slider.resize(400, 34)
    slider.setRange(0, 10)
    slider.setValue(5)
    expose(qtbot, slider)
    middle = luminance(slider)[17]
    light, dark = max(middle[100], middle[300]), min(middle[100], middle[300])
    assert (light + 0.05) / (dark + 0.05) >= 3, colours


@pytest.mark.parametrize("elapsed", [0.0, 1400.0])
@pytest.mark.parametrize("name", get_args(ThemeName))
def test_the_segment_with_the_focus_is_marked(
    qtbot: QtBot, name: ThemeName, elapsed: float
) -> None:
    made = Timeline(theme(name))
    qtbot.addWidget(made)
    made.resize(900, 36)
    made.show_place(shipped_plan(), elapsed)
    before = luminance(made)
    made.focusInEvent(QFocusEvent(QEvent.Type.FocusIn))
    light, dark = np.maximum(before, luminance(made)), np.minimum(before, luminance(made))
    assert ((light + 0.05) / (dark + 0.05) >= 3).sum() > 60


@pytest.fixture
def window(qtbot: QtBot, clock: FakeClock, monkeypatch: pytest.MonkeyPatch) -> MainWindow:
    """A window with all pages that have controls to sit at."""
    monkeypatch.setattr(QFileDialog, "exec", lambda _dialog: 0)
    made = MainWindow()
    qtbot.addWidget(made)
    library, before = LibraryPage(), BeforePage(theme("dawn"))
    settings, set_up = SettingsPage(theme("dawn"), clock), SetUpPage()
    end = EndPage(theme("dawn"))
    library.add(GOOD)
    before.show_sequence(shipped(), Pace(), 0)
    settings.show_settings(Settings(theme="night", voice_counting="every"))
    report, bring_in = ReportPage(), BringInPage()
    day = Entry(datetime(2026, 11, 27, tzinfo=UTC), after=4)
    report.begin(date(2026, 11, 27))
    report.show_entries([Kept("a", 1, day)])
    bring_in.show_found(Preview((Kept("a", 1, day),), 0, (), ()))
    journal = JournalPage(theme("dawn"))
    journal.begin(lambda: NOW)
    journal.show_summary(made_up_journal(worse=True))
    for page in (journal, library, before, settings, end, set_up, report, bring_in):
        made.show_page(page)
    expose(qtbot, made)
    return made


def test_choices_are_radio_buttons_in_a_named_group(window: MainWindow) -> None:
    for page in PAGES:
        stops(window, page)
        for one in seen(window):
            if isinstance(one.widget, Button) and one.widget.group():
                assert one.role == Role.RadioButton, one.name
                assert one.group, f"{one.name} is in no group"


def stops(window: MainWindow, kind: type[QWidget]) -> list[QWidget]:
    """Return where Tab stops on the page of that kind, in order."""
    (page,) = window.findChildren(kind)
    window.show_page(page)
    found: list[QWidget] = []
    for _ in range(200):
        focus = QApplication.focusWidget() or page
        QTest.keyClick(focus, K.Key_Tab)
        reached = QApplication.focusWidget()
        assert reached is not None
        if reached in found:
            return found
        found.append(reached)
    raise AssertionError("Tab never comes round")


PAGES = (
    SetUpPage,
    LibraryPage,
    BeforePage,
    SettingsPage,
    EndPage,
    ReportPage,
    BringInPage,
    JournalPage,
)


@pytest.mark.parametrize("page", PAGES)
def test_tab_stops_only_at_controls_that_show_it(window: MainWindow, page: type[QWidget]) -> None:
    found = stops(window, page)
    assert found
    shows = (
        Button, TickBox, CalmSlider, CalmList, QListView, QLineEdit, FeelingScale, MonthView,
    )  # fmt: skip
    assert [type(one).__name__ for one in found if not isinstance(one, shows)] == []


@pytest.mark.parametrize("page", PAGES)
def test_tab_lands_on_the_chosen_one_of_a_group(window: MainWindow, page: type[QWidget]) -> None:
    choices = [one for one in stops(window, page) if one.property("role") == "choice"]
    assert all(isinstance(one, Button) and one.isChecked() for one in choices)
    groups = {one.group() for one in window.findChildren(Button) if one.isVisible() and one.group()}
    assert len(choices) == len(groups)


def test_the_arrows_go_to_the_others_of_a_group_and_choose_them(qtbot: QtBot) -> None:
    page = QWidget()
    qtbot.addWidget(page)
    group, column = Choices(page), QVBoxLayout(page)
    first, second = choice(chosen=False), choice(chosen=False)
    for one in (first, second):
        group.addButton(one)
        column.addWidget(one)
    expose(qtbot, page)
    first.setChecked(True)
    first.setFocus()
    QTest.keyClick(first, K.Key_Down)
    assert second.hasFocus()
    assert second.isChecked()


@pytest.mark.parametrize(("forwards", "back"), [(K.Key_Right, K.Key_Left), (K.Key_Down, K.Key_Up)])
def test_the_arrows_go_through_every_row_of_a_group(
    qtbot: QtBot, forwards: Qt.Key, back: Qt.Key
) -> None:
    """Qt finds nothing to the left of the first in a row."""
    page = QWidget()
    qtbot.addWidget(page)
    group, grid = Choices(page), QGridLayout(page)
    buttons = [choice(chosen=False) for _ in range(4)]
    for place, one in enumerate(buttons):
        group.addButton(one)
        grid.addWidget(one, place // 2, place % 2)
    expose(qtbot, page)
    buttons[0].setChecked(True)
    buttons[0].setFocus()
    for number, expected in enumerate((1, 2, 3, 3, 2, 1, 0, 0)):
        QTest.keyClick(page.focusWidget(), forwards if number < 4 else back)
        assert buttons[expected].hasFocus()
        assert buttons[expected].isChecked()


@pytest.mark.parametrize("page", PAGES)
@pytest.mark.parametrize("key", [K.Key_Return, K.Key_Enter, K.Key_Space])
def test_every_focused_button_answers_return_and_space(
    window: MainWindow, page: type[QWidget], key: Qt.Key
) -> None:
    for one in stops(window, page):
        if isinstance(one, QAbstractButton) and one.isVisible():
            heard = Heard(one.clicked)
            one.setFocus()
            QTest.keyClick(one, key)
            assert len(heard.said) == 1, one.text()
            if isinstance(one, MeasureButton):
                QTest.keyClick(one, K.Key_Escape)


def test_a_held_return_presses_a_button_once(qtbot: QtBot) -> None:
    """It may lead to another page, where the next button would be pressed, and so on."""
    button = push_button("Settings", lambda: None)
    qtbot.addWidget(button)
    heard = Heard(button.clicked)
    press(button, K.Key_Return)
    for _ in range(5):
        press(button, K.Key_Return, repeats=True)
    assert len(heard.said) == 1


class ListThatTells(CalmList):
    """A list that is not opened: without a screen no popup can have the keyboard."""

    opened = 0

    def showPopup(self) -> None:  # noqa: N802 - Qt's name
        self.opened += 1


@pytest.mark.parametrize("key", [K.Key_Return, K.Key_Space])
def test_a_list_of_names_opens_with_return_and_with_space(qtbot: QtBot, key: Qt.Key) -> None:
    names = ListThatTells()
    qtbot.addWidget(names)
    QTest.keyClick(names, key)
    assert names.opened == 1


@pytest.mark.parametrize("page", [LibraryPage, BeforePage, SetUpPage])
def test_the_page_keys_scroll_what_no_control_stands_in(
    window: MainWindow, page: type[QWidget]
) -> None:
    """Some cards have words alone: without this nobody without a mouse could read them."""
    window.resize(640, 480)
    found = stops(window, page)
    (shown,) = window.findChildren(page)
    (area,) = shown.findChildren(QScrollArea)
    bar = area.verticalScrollBar()
    assert bar.maximum() > 0
    outside = next(one for one in found if not area.isAncestorOf(one) and one.isVisible())
    outside.setFocus()
    bar.setValue(0)
    QTest.keyClick(outside, K.Key_PageDown)
    assert bar.value() > 0
