"""A reminder is given once, when it is due and needed, and can be answered."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime, timedelta
from functools import partial
from pathlib import Path

import pytest
from PySide6.QtCore import QObject, QTimer
from pytestqt.qtbot import QtBot

from supine.desktop.notification import Answer, Notifier, Words
from supine.desktop.reminder import LOOK, Reminder
from supine.journal.entry import Entry, Line
from supine.journal.journal import append, recent
from supine.settings.declaration import Settings
from tests.helpers import Heard, timers

FRIDAY = datetime.fromisoformat("2026-11-27T17:30:00").astimezone()
"""A Friday, half past five where this computer is."""

ON = Settings(reminders=True, reminder_days="fri sat", reminder_time=18.0)


class Desktop(Notifier):
    """Stands for a desktop: keeps what is shown."""

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self.shown: list[Words] = []
        self.is_shown = False

    def check(self) -> None:
        self.works.emit(True)

    def show(self, words: Words) -> None:
        self.shown.append(words)
        self.is_shown = True

    def withdraw(self) -> None:
        self.is_shown = False

    def press(self, answer: Answer) -> None:
        self.is_shown = False
        self.answered.emit(answer)


class Scene:
    """A reminder with a clock, a practice, a lock and a desktop that a test sets."""

    def __init__(self, folder: Path) -> None:
        self.now, self.busy, self.locked = FRIDAY, False, False
        self.folder, self.settings = folder / "journal", Settings()
        self.reminder = Reminder(
            lambda: self.busy, partial(recent, self.folder), lambda: self.now, None,
            lambda: self.locked, Desktop,
        )  # fmt: skip
        (self.desktop,) = self.reminder.findChildren(Desktop)
        (self.timer,) = self.reminder.findChildren(QTimer)
        self.reminder.told.connect(self._keep)
        self.opened, self.found = Heard(), Heard()
        self.reminder.opened.connect(lambda: self.opened("opened"))
        self.reminder._found.connect(self.found)

    def set(self, settings: Settings) -> None:
        """Let settings hold, as the store tells them."""
        self.settings = settings
        self.reminder.apply(settings)

    def _keep(self, day: str, again: str) -> None:
        self.set(self.settings.but(reminded=day, remind_again=again))

    def look(self) -> None:
        """Let the timer fire now; a thread that was asked has answered then."""
        asked = len(self.found.said)
        self.timer.timeout.emit()
        if self.reminder._asks:
            self.bot.waitUntil(lambda: len(self.found.said) > asked)

    def pass_time(self, length: timedelta) -> None:
        """Let time pass, with all that the timer does meanwhile."""
        end = self.now + length
        while self.timer.isActive() and self.now < end:
            step = timedelta(milliseconds=self.timer.interval())
            if self.now + step > end:
                self.timer.setInterval(round((self.now + step - end) / timedelta(milliseconds=1)))
                break
            self.now += step
            self.look()
        self.now = end

    bot: QtBot


@pytest.fixture
def scene(qtbot: QtBot, tmp_path: Path) -> Iterator[Scene]:
    made = Scene(tmp_path)
    made.bot = qtbot
    yield made
    made.reminder.close()


def hours(number: float) -> timedelta:
    return timedelta(hours=number)


def practise(scene: Scene, at: datetime, seconds: float = 900.0) -> None:
    entry = Entry(at=at, title="Low Back Release", seconds=seconds)
    append(scene.folder, "laptop", [Line(at.isoformat(), 1, at, "laptop", entry)])


def test_by_itself_it_never_comes_and_no_timer_runs(scene: Scene) -> None:
    scene.set(Settings())
    assert timers(scene.reminder) == []
    scene.set(ON.but(reminder_days=""))
    assert timers(scene.reminder) == []


def test_it_comes_at_its_time_once_on_each_of_its_days(scene: Scene) -> None:
    scene.set(ON)
    scene.pass_time(hours(0.45))
    assert scene.desktop.shown == []
    scene.pass_time(hours(0.1))
    assert len(scene.desktop.shown) == 1
    assert scene.settings.reminded == "2026-11-27"
    scene.pass_time(hours(23))
    assert len(scene.desktop.shown) == 1
    scene.pass_time(hours(100))
    assert len(scene.desktop.shown) == 2
    assert scene.settings.reminded == "2026-11-28"


def test_its_words_are_kind(scene: Scene) -> None:
    scene.set(ON)
    scene.pass_time(hours(1))
    (words,) = scene.desktop.shown
    assert words.title == "Time for your back, if it suits you."
    assert words.buttons == {
        Answer.OPEN: "Open Supine", Answer.LATER: "In an hour", Answer.NOT_TODAY: "Not today",
    }  # fmt: skip


def test_one_timer_runs_and_wakes_the_program_rarely(scene: Scene) -> None:
    scene.set(ON)
    scene.now += hours(3)
    scene.look()
    (timer,) = timers(scene.reminder)
    assert timer.isSingleShot()
    assert timer.interval() == LOOK / timedelta(milliseconds=1)
    # a minimised program may be woken every ten seconds
    assert timer.interval() >= 60_000


def test_who_practises_just_now_is_not_reminded_nor_later_that_day(scene: Scene) -> None:
    scene.set(ON)
    scene.busy = True
    scene.pass_time(hours(0.6))
    scene.busy = False
    scene.pass_time(hours(5))
    assert scene.desktop.shown == []


def test_who_has_practised_today_is_not_reminded(scene: Scene) -> None:
    practise(scene, FRIDAY - hours(9))
    scene.set(ON)
    scene.pass_time(hours(6))
    assert scene.desktop.shown == []
    assert scene.settings.reminded == "2026-11-27"


def test_a_practice_of_yesterday_and_a_day_without_one_do_not_count(scene: Scene) -> None:
    practise(scene, FRIDAY - hours(20))
    practise(scene, FRIDAY - hours(1), seconds=0.0)
    scene.set(ON)
    scene.pass_time(hours(1))
    assert len(scene.desktop.shown) == 1


def test_a_practice_in_years_to_come_silences_nothing(scene: Scene) -> None:
    practise(scene, FRIDAY + timedelta(days=900))
    scene.set(ON)
    scene.pass_time(hours(1))
    assert len(scene.desktop.shown) == 1


def test_in_an_hour_it_comes_again_also_in_a_program_that_was_started_anew(
    scene: Scene, qtbot: QtBot, tmp_path: Path
) -> None:
    scene.set(ON)
    scene.pass_time(hours(0.55))
    scene.desktop.press(Answer.LATER)
    other = Scene(tmp_path)
    other.bot, other.now = qtbot, scene.now + hours(0.2)
    other.set(scene.settings)
    other.pass_time(hours(0.9))
    assert len(other.desktop.shown) == 1
    other.desktop.press(Answer.NOT_TODAY)
    other.pass_time(hours(20))
    assert len(other.desktop.shown) == 1
    other.reminder.close()


def test_who_practises_within_the_hour_is_not_reminded_again(scene: Scene) -> None:
    scene.set(ON)
    scene.pass_time(hours(0.55))
    scene.desktop.press(Answer.LATER)
    practise(scene, scene.now + hours(0.1))
    scene.pass_time(hours(3))
    assert len(scene.desktop.shown) == 1


def test_a_click_opens_the_program(scene: Scene) -> None:
    scene.set(ON)
    scene.pass_time(hours(1))
    scene.desktop.press(Answer.OPEN)
    assert scene.opened.said == ["opened"]
    scene.pass_time(hours(20))
    assert len(scene.desktop.shown) == 1


def test_behind_a_lock_it_waits_until_the_screen_is_unlocked(scene: Scene) -> None:
    scene.locked = True
    scene.set(ON)
    scene.pass_time(hours(1))
    assert scene.desktop.shown == []
    scene.locked = False
    scene.pass_time(hours(0.1))
    assert len(scene.desktop.shown) == 1


def test_behind_a_lock_it_is_dropped_after_an_hour(scene: Scene) -> None:
    scene.locked = True
    scene.set(ON)
    scene.pass_time(hours(1.6))
    scene.locked = False
    scene.pass_time(hours(20))
    assert scene.desktop.shown == []


@pytest.mark.parametrize(("asleep", "number"), [(1.4, 1), (1.6, 0), (49, 0)])
def test_after_sleep_one_that_is_over_for_more_than_an_hour_never_comes(
    scene: Scene, asleep: float, number: int
) -> None:
    scene.set(ON)
    # the timer stands still meanwhile
    scene.now += hours(asleep)
    scene.look()
    scene.pass_time(hours(0.3))
    assert len(scene.desktop.shown) == number


def test_a_time_that_is_over_when_it_is_chosen_does_not_come_at_once(scene: Scene) -> None:
    scene.set(ON)
    scene.now += hours(0.4)
    scene.set(ON.but(reminder_time=17.75))
    scene.pass_time(hours(2))
    assert scene.desktop.shown == []
    scene.set(scene.settings.but(reminder_time=20.0))
    scene.pass_time(hours(1))
    assert len(scene.desktop.shown) == 1


def test_switched_off_meanwhile_it_is_taken_back_and_nothing_comes(scene: Scene) -> None:
    scene.set(ON)
    scene.pass_time(hours(0.6))
    assert scene.desktop.is_shown
    scene.set(scene.settings.but(reminders=False))
    assert not scene.desktop.is_shown
    scene.pass_time(hours(40))
    assert len(scene.desktop.shown) == 1


@pytest.mark.parametrize("rubbish", ["", "rubbish", "2026-13-45", "9999-99-99T99:99"])
def test_rubbish_in_the_settings_counts_as_nothing(scene: Scene, rubbish: str) -> None:
    scene.set(ON.but(reminded=rubbish, remind_again=rubbish))
    scene.pass_time(hours(1))
    assert len(scene.desktop.shown) == 1
