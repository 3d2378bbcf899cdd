"""The cards of the settings about reminders, and about starting with the computer."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QLocale, QTime, Signal
from PySide6.QtGui import QShowEvent

from supine.settings.declaration import DAYS, Settings
from supine.ui.pages.setting_card import SettingCard
from supine.ui.widgets.flow import Flow
from supine.ui.widgets.inputs import Group, TickBox
from supine.ui.widgets.labels import Button, choice_button, plain_label


class ReminderCard(SettingCard):
    """Days of the week and a time."""

    def __init__(self, heading: str) -> None:
        super().__init__(heading)
        self.missing = plain_label("", "warning", wraps=True)
        self.missing.hide()
        self.days: dict[str, Button] = {}
        """The button of each day, by its name in the settings."""
        self.column.addWidget(self.missing)
        self.add_check("reminders", self.tr("Remind me to practise"))
        self.add_note(self._why_none)
        days = self.tr("On these days")
        self.add_words(days, Group(days, self._day_row()))
        text = self.tr("At what time")
        self.add_slider("reminder_time", text, _time_words, (0, 23.75, 0.25))
        for note in (
            self.tr("Supine must be running. Its window may be minimised, but not closed."),
            self.tr(
                "A reminder comes once a day at most, never in a practice, and not on a day on "
                "which you have practised. You can answer it with “In an hour” or “Not today”."
            ),
        ):
            self.column.addWidget(plain_label(note, "soft", wraps=True))

    def show_works(self, works: bool) -> None:
        """Show whether reminders can be shown on this computer."""
        text = self.tr(
            "This computer shows no notifications now, so Supine cannot remind you. Look for "
            "“Notifications” in the computer's settings."
        )
        self.missing.setText("" if works else text)
        self.missing.setVisible(not works)

    def _day_row(self) -> Flow:
        """Return a button for each day, in the order that is usual where the person lives."""
        row, locale = Flow(), QLocale()
        first = locale.firstDayOfWeek().value - 1
        for number in (*range(first, len(DAYS)), *range(first)):
            # Qt counts from 1
            name = locale.standaloneDayName(number + 1, QLocale.FormatType.ShortFormat)
            button = choice_button(name)
            button.setAccessibleName(locale.standaloneDayName(number + 1))
            button.clicked.connect(self._choose_days)
            self.days[DAYS[number]] = button
            row.addWidget(button)
        self.add_row(lambda settings: settings.reminder_days, self._show_days)
        return row

    def _choose_days(self) -> None:
        chosen = [name for name in DAYS if self.days[name].isChecked()]
        self.set_values(reminder_days=" ".join(chosen))

    def _show_days(self, settings: Settings) -> None:
        chosen = settings.reminder_days.split()
        for name, button in self.days.items():
            button.setChecked(name in chosen)

    def _why_none(self, settings: Settings) -> str:
        if not settings.reminders:
            return self.tr("Reminders are off: the days and the time have no effect now.")
        return "" if settings.reminder_days else self.tr("Choose a day, or no reminder comes.")


def _time_words(settings: Settings) -> str:
    minutes = min(round(settings.reminder_time * 60), 24 * 60 - 1)
    return QLocale().toString(QTime(*divmod(minutes, 60)), QLocale.FormatType.ShortFormat)


class AutostartCard(SettingCard):
    """A box for starting with the computer. The system's own entry keeps the truth."""

    asked = Signal(bool)
    """Supine is to start with the computer, or no more."""
    seen = Signal()
    """It came into view: the entry may have been changed elsewhere."""

    def __init__(self, heading: str) -> None:
        super().__init__(heading)
        self.box = TickBox(self.tr("Start Supine with the computer"))
        self.box.clicked.connect(self.asked)
        self.column.addWidget(self.box)
        note = self.tr("It starts minimised and can then remind you. Your own work stays in front.")
        self.column.addWidget(plain_label(note, "soft", wraps=True))

    def show_on(self, on: bool) -> None:
        """Show whether Supine starts with the computer."""
        self.box.setChecked(on)

    def showEvent(self, event: QShowEvent) -> None:
        """Emit `seen` when it is shown."""
        super().showEvent(event)
        self.seen.emit()

    def event(self, event: QEvent) -> bool:
        """Emit `seen` when its window gets the focus back."""
        if event.type() == QEvent.Type.WindowActivate:
            self.seen.emit()
        return super().event(event)
