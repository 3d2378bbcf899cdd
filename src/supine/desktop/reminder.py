"""Reminds the person on the days and at the time that they have chosen, while the program runs."""

from __future__ import annotations

import sys
from collections.abc import Callable
from contextlib import suppress
from datetime import date, datetime, timedelta
from threading import Thread

from PySide6.QtCore import QObject, QTimer, Signal

from supine.desktop.lock_state import session_is_locked
from supine.desktop.notification import Answer, BusNotifier, Notifier, Words
from supine.desktop.reminder_time import Plan, Told, asked_again, given, is_due, wait
from supine.desktop.screen_lock import IS_LOCKED
from supine.journal.entry import Kept
from supine.settings.declaration import DAYS, Settings

LOOK = timedelta(minutes=10)
"""After which the clock is looked at again, though nothing was due: Qt's timers stand still while
the computer sleeps, and the clock may be set."""

LOCKED_LOOK = timedelta(minutes=1)
"""After which is looked again whether the screen is still locked."""

LEAST = timedelta(seconds=1)
"""Between two looks."""


def is_locked_now() -> bool:
    """Return whether the screen is locked. It may wait: not for the window's thread."""
    return IS_LOCKED.get(sys.platform, session_is_locked)()


def notifier_of_system(parent: QObject) -> Notifier:
    """Return what shows notifications on this system."""
    if sys.platform == "linux":
        return BusNotifier(parent)
    from supine.desktop.tray import TrayNotifier  # noqa: PLC0415 - Linux does not need it

    return TrayNotifier(parent)


class Reminder(QObject):
    """Waits until a reminder is due, and gives it unless it is not needed. One timer runs."""

    opened = Signal()
    """The person has clicked the reminder."""
    told = Signal(str, str)
    """What to keep as the settings `reminded` and `remind_again`."""
    works = Signal(bool)
    """Whether reminders can be shown on this computer."""
    _found = Signal(bool, bool)
    """Whether something was practised today, and whether the screen is locked; by a thread."""

    def __init__(
        self,
        is_busy: Callable[[], bool],
        entries: Callable[[datetime], list[Kept]],
        now: Callable[[], datetime],
        parent: QObject | None = None,
        is_locked: Callable[[], bool] = is_locked_now,
        notifier: Callable[[QObject], Notifier] = notifier_of_system,
    ) -> None:
        """Remind nobody who practises (`is_busy`), or has practised today.

        `entries` returns the journal's entries since some time. It and `is_locked` may wait: a
        thread asks them.
        """
        super().__init__(parent)
        self._is_busy, self._entries = is_busy, entries
        self._now, self._is_locked = now, is_locked
        self._plan: Plan | None = None
        """None while reminders are off."""
        self._told = Told()
        self._asks = False
        """Whether a thread is looking whether the reminder is needed."""
        self._timer = QTimer(self, singleShot=True)
        self._timer.timeout.connect(self._look)
        self._found.connect(self._on_found)
        self._notifier = notifier(self)
        self._notifier.answered.connect(self._on_answered)
        self._notifier.works.connect(self.works)

    def apply(self, settings: Settings) -> None:
        """Remind as `settings` say."""
        plan, before = _plan_of(settings), self._plan
        if before is not None and plan is not None and plan != before._replace(since=None):
            # nobody who chooses a time wants to be reminded of one that is over
            plan = plan._replace(since=self._now())
        elif before is not None and plan is not None:
            plan = before
        self._plan, self._told = plan, _told_of(settings)
        if plan is None:
            self._timer.stop()
            self.withdraw()
        else:
            self._wait()

    def check(self) -> None:
        """Find out whether reminders can be shown here, and emit `works`."""
        self._notifier.check()

    def withdraw(self) -> None:
        """Take back a reminder that is shown: a practice begins."""
        self._notifier.withdraw()

    def close(self) -> None:
        """End."""
        self._timer.stop()
        self._plan = None
        self._notifier.close()

    def _wait(self, longest: timedelta = LOOK) -> None:
        """Look again when something is due, or after `longest`."""
        if self._plan is None:
            return
        now = self._now()
        if is_due(now, self._plan, self._told):
            seconds = longest if longest < LOOK else timedelta(0)
        else:
            due = wait(now, self._plan, self._told)
            seconds = min(max(due, LEAST), longest) if due is not None else longest
        self._timer.start(round(seconds / timedelta(milliseconds=1)))

    def _look(self) -> None:
        now = self._now()
        if self._plan is None or self._asks:
            return
        if not is_due(now, self._plan, self._told):
            self._wait()
        elif self._is_busy():
            self._keep(given(now, self._told))
        else:
            self._asks = True
            midnight = now.replace(hour=0, minute=0, second=0, microsecond=0)
            Thread(target=self._find, args=(midnight,), daemon=True).start()

    def _find(self, midnight: datetime) -> None:
        """Ask whether the reminder is needed now, in a thread."""
        # an entry beyond today comes from a clock that was wrong
        end = midnight + timedelta(days=1)
        practised = locked = False
        try:
            found = [kept.entry for kept in self._entries(midnight)]
            practised = any(entry.practised and entry.at < end for entry in found)
            locked = not practised and self._is_locked()
        finally:
            # whatever fails there, the next reminder comes; the window may be closed by now
            with suppress(RuntimeError):
                self._found.emit(practised, locked)

    def _on_found(self, practised: bool, locked: bool) -> None:
        self._asks = False
        now = self._now()
        if self._plan is None:
            return
        if not is_due(now, self._plan, self._told):
            self._wait()
        elif locked and not self._is_busy():
            self._wait(LOCKED_LOOK)
        else:
            needed = not (practised or self._is_busy())
            self._keep(given(now, self._told))
            if needed:
                self._notifier.show(self._words())

    def _on_answered(self, answer: Answer) -> None:
        if answer == Answer.OPEN:
            self.opened.emit()
        elif answer == Answer.LATER:
            self._keep(asked_again(self._now(), self._told))

    def _keep(self, told: Told) -> None:
        """Let `told` hold from now on, and have it kept."""
        self._told = told
        day, again = told
        self.told.emit(day.isoformat() if day else "", again.isoformat() if again else "")
        self._wait()

    def _words(self) -> Words:
        return Words(
            self.tr("Time for your back, if it suits you."),
            self.tr("Click here to open Supine."),
            {
                Answer.OPEN: self.tr("Open Supine"),
                Answer.LATER: self.tr("In an hour"),
                Answer.NOT_TODAY: self.tr("Not today"),
            },
        )


def _plan_of(settings: Settings) -> Plan | None:
    """Return when to remind; None for never."""
    days = frozenset(DAYS.index(name) for name in settings.reminder_days.split())
    if not (settings.reminders and days):
        return None
    return Plan(days, min(round(settings.reminder_time * 60), 24 * 60 - 1))


def _told_of(settings: Settings) -> Told:
    """Return what was told; what cannot be read was not."""
    day: date | None = None
    again: datetime | None = None
    with suppress(ValueError):
        day = date.fromisoformat(settings.reminded)
    with suppress(ValueError):
        again = datetime.fromisoformat(settings.remind_again)
    return Told(day, again if again is not None and again.tzinfo is not None else None)
