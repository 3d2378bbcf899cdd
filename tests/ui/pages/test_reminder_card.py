"""Days and a time for reminders, and whether the program starts with the computer."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from PySide6.QtCore import QLocale, Qt
from PySide6.QtGui import QAccessible
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLabel, QSlider, QWidget
from pytestqt.qtbot import QtBot

from supine.settings.declaration import DAYS, Settings
from supine.ui.pages.reminder_card import AutostartCard, ReminderCard
from tests.helpers import Heard, shown


@pytest.fixture
def locale() -> Iterator[None]:
    """Let a test set another country."""
    before = QLocale()
    yield
    QLocale.setDefault(before)


@pytest.fixture
def card(qtbot: QtBot) -> ReminderCard:
    return made(qtbot)


def made(qtbot: QtBot) -> ReminderCard:
    card = ReminderCard("Reminders")
    qtbot.addWidget(card)
    card.show_settings(Settings(reminders=True))
    return card


def days_in_order(card: ReminderCard) -> list[str]:
    return [card.days[name].text() for name in card.days]


def test_each_day_is_chosen_alone(card: ReminderCard) -> None:
    heard = Heard(card.changed)
    card.days["sun"].click()
    card.days["mon"].click()
    for name in ("wed", "fri", "sun"):
        card.days[name].click()
    assert [settings.reminder_days for settings in heard.said] == [
        "mon wed fri sun", "wed fri sun", "fri sun", "sun", "",
    ]  # fmt: skip


def test_the_days_show_what_is_set(card: ReminderCard) -> None:
    card.show_settings(Settings(reminder_days="tue sat"))
    assert [name for name, button in card.days.items() if button.isChecked()] == ["tue", "sat"]


@pytest.mark.parametrize(
    ("name", "first", "long", "time"),
    [("en_US", "Sun", "Sunday", "6:30"), ("de_DE", "Mo", "Montag", "18:30"),
     ("ar_EG", "السبت", "السبت", "٦:٣٠")],
)  # fmt: skip
def test_the_week_begins_and_is_called_as_is_usual_there(
    qtbot: QtBot, locale: None, name: str, first: str, long: str, time: str
) -> None:
    assert locale is None
    QLocale.setDefault(QLocale(name))
    card = made(qtbot)
    card.show_settings(Settings(reminder_time=18.5))
    assert days_in_order(card)[0].startswith(first)
    assert next(iter(card.days.values())).accessibleName() == long
    assert sorted(card.days) == sorted(DAYS)
    assert any(time in label.text() for label in card.findChildren(QLabel))


def test_all_of_it_is_reached_and_done_by_the_keyboard(card: ReminderCard, qtbot: QtBot) -> None:
    shown(qtbot, card, (800, 600))
    (box,) = [one for one in card.findChildren(QWidget) if one.inherits("QCheckBox")]
    (slider,) = card.findChildren(QSlider)
    box.setFocus()
    reached: list[QWidget] = []
    for _ in range(8):
        QTest.keyClick(card.focusWidget() or card, Qt.Key.Key_Tab)
        found = card.focusWidget()
        assert found is not None
        reached.append(found)
    assert reached == [*card.days.values(), slider]
    card.days["tue"].setFocus()
    QTest.keyClick(card.days["tue"], Qt.Key.Key_Space)
    QTest.keyClick(card.days["wed"], Qt.Key.Key_Return)
    QTest.keyClick(slider, Qt.Key.Key_Right)
    assert card.settings.reminder_days == "mon tue fri"
    assert card.settings.reminder_time == 18.25
    card.hide()


def test_a_screen_reader_tells_the_whole_day_and_whether_it_is_chosen(card: ReminderCard) -> None:
    told = QAccessible.queryAccessibleInterface(card.days["wed"])
    assert told is not None
    assert told.text(QAccessible.Text.Name) == "Wednesday"
    assert told.state().checkable
    assert told.state().checked


def test_a_computer_without_notifications_is_told_until_it_has_them(card: ReminderCard) -> None:
    card.show_works(False)
    assert card.missing.text().startswith("This computer shows no notifications now")
    assert not card.missing.isHidden()
    card.show_works(True)
    assert card.missing.isHidden()


def test_starting_with_the_computer_is_asked_for_and_shows_what_came_of_it(qtbot: QtBot) -> None:
    card = AutostartCard("When the computer starts")
    qtbot.addWidget(card)
    heard = Heard(card.asked)
    card.show_on(True)
    assert card.box.isChecked()
    assert heard.said == []
    card.box.click()
    card.show_on(False)
    card.box.click()
    assert heard.said == [False, True]
