"""The journal's page: a calendar, the entries of a day, and how the back felt over time."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, datetime
from functools import partial

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QWidget

from supine.journal.entry import Entry, Kept
from supine.journal.summary import Summary, rise, streak, total, with_entry, without_entry
from supine.language import translate
from supine.region import first_weekday
from supine.ui.announcement import announce
from supine.ui.pages.journal_day import DayCard
from supine.ui.pages.journal_trend import Trend
from supine.ui.pages.journal_words import (
    day_name,
    mark_words,
    month_name,
    rise_words,
    short_month,
    state_words,
)
from supine.ui.painting.month import Mark
from supine.ui.theme import Theme
from supine.ui.widgets.cards import Card, Columns, page_column
from supine.ui.widgets.file_choice import file_to_open, file_to_save
from supine.ui.widgets.flow import Flow
from supine.ui.widgets.labels import Button, plain_label, push_button
from supine.ui.widgets.month_view import MonthView, moved
from supine.ui.words import red_flags, stop_words

CHAIR = 0.7
"""Metres from the eyes to the screen of somebody who sits before it."""

SHARE = 0.8
"""Type size as a share of what is preferred at that distance: 16 minutes of arc are enough to read
(ISO 9241-3), 20 are preferred."""

LEAST, LETTERS = 16.0, 50
"""The smallest type size in logical pixels, and the width of the page divided by the largest."""

STYLE = """
QLabel, QPushButton, QListView, QPlainTextEdit, QTimeEdit {{ font-size: {:.0f}px; }}
QLabel[role="heading"] {{ font-size: {:.0f}px; }}
QLabel[role="title"] {{ font-size: {:.0f}px; }}
"""
"""For the sizes of type, heading and title in logical pixels."""


class JournalPage(QWidget):
    """Shows a `Summary` of the journal, and emits what the person wants to write into it."""

    left = Signal()
    """The person wants to go back to the library."""
    added = Signal(Entry)
    """The person has written a new entry."""
    changed = Signal(object, Entry)
    """The person has changed this `Kept` to that entry."""
    removed = Signal(object)
    """The person wants to remove this `Kept`."""
    report_asked = Signal()
    """The person wants a page for a doctor or a teacher."""
    save_asked = Signal(object)
    """The person wants to save the journal as a file of this path."""
    bring_asked = Signal(object)
    """The person wants to bring in the table of this path."""

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._theme, self._per_metre, self._size = theme, 0.0, 0.0
        self._today, self._counts = date.min, False
        self.summary: Summary | None = None
        """What is shown; None until it has been read."""
        self.back = push_button(self.tr("Back (Esc)"), self._leave)
        self.state = plain_label("", "soft", wraps=True)
        self.month = MonthView(theme, first_weekday(), self._mark)
        self.month.chosen.connect(self._on_chosen)
        self.day = DayCard(theme)
        self.month.entered.connect(self._on_entered)
        self.day.turned.connect(self._on_turned)
        self.day.added.connect(self.added)
        self.day.changed.connect(self.changed)
        self.day.removed.connect(self.removed)
        self.rise = Card(self.tr("Your back has felt worse for two weeks"), urgent=True)
        self._rise_words = plain_label("", "", wraps=True)
        self.offer = push_button(self.tr("When to see a doctor at once"), self._show_flags)
        self.flags = plain_label("\n".join(("", *red_flags(), "", stop_words())), "", wraps=True)
        self.trend = Trend(theme, first_weekday())
        self.report = push_button(self.tr("Save or print for a doctor …"), self.report_asked)
        self.save = push_button(self.tr("Save as a table …"), self._save_as)
        self.bring = push_button(self.tr("Bring in a table …"), self._bring_in)
        self.file_words = plain_label("", "", wraps=True)
        self.file_words.hide()
        self._place()

    def _place(self) -> None:
        column = page_column(self)
        head = QHBoxLayout()
        head.addWidget(plain_label(self.tr("Journal"), "title"))
        head.addStretch(1)
        head.addWidget(self.back)
        column.addLayout(head)
        column.addWidget(self.state)
        self.rise.column.addWidget(self._rise_words)
        self.rise.column.addWidget(self.offer, 0, Qt.AlignmentFlag.AlignLeft)
        self.rise.column.addWidget(self.flags)
        self.flags.hide()
        self.rise.hide()
        self._columns = Columns(
            (self._month_card(), self.day),
            (self.trend, *self.trend.cards),
            top=self.rise,
        )
        column.addWidget(self._columns, 1)
        # above the buttons: none of them moves when there is something to say
        column.addWidget(self.file_words)
        column.addLayout(Flow(self.report, self.save, self.bring))

    def _month_card(self) -> Card:
        card = Card("")
        head = QHBoxLayout()
        self._month_name = plain_label("", "heading")
        self.today = push_button(self.tr("Today"), lambda: self.month.choose(self._today))
        head.addWidget(self._month_name, 1)
        head.addWidget(self.today)
        card.column.addLayout(head)
        row = QHBoxLayout()
        row.setSpacing(8)
        self._turns: list[tuple[Button, int]] = []
        for months in (-12, -1, 1, 12):
            button = push_button("", partial(self._turn, months))
            button.setProperty("role", "narrow")
            row.addWidget(button, 1)
            self._turns.append((button, months))
        card.column.addLayout(row)
        card.column.addWidget(self.month)
        self._chosen = plain_label("", "", wraps=True)
        card.column.addWidget(self._chosen)
        legend = self.tr("A full bar is an hour of practice; a dot is an entry without a practice.")
        card.column.addWidget(plain_label(legend, "soft", wraps=True))
        self._streak = plain_label("", "", wraps=True)
        card.column.addWidget(self._streak)
        return card

    def set_look(self, theme: Theme, per_metre: float) -> None:
        """Show everything in `theme`; type of `per_metre` pixels can be read from a metre away."""
        if (theme, per_metre) != (self._theme, self._per_metre):
            self._theme, self._per_metre, self._size = theme, per_metre, 0.0
            self._fit()

    def set_counts(self, counts: bool) -> None:
        """Say on how many days in a row something was practised, or not."""
        self._counts = counts
        self._show_streak()

    def begin(self, now: Callable[[], datetime]) -> None:
        """Wait for the journal; `now` tells the time where the person is."""
        self._today = now().date()
        self.day.set_now(now)
        self.month.show_day(self._today, self._today)
        self._show_month()
        self._tell([self.tr("The journal is being read …")])
        self._columns.verticalScrollBar().setValue(0)
        self.month.setFocus(Qt.FocusReason.OtherFocusReason)

    def show_summary(self, summary: Summary) -> None:
        """Show the journal."""
        self.summary = summary
        self._tell(state_words(summary))
        self._show()

    def show_failure(self, sentence: str) -> None:
        """Show why there is nothing to see."""
        self._tell([sentence])

    def keep(self, kept: Kept, was: Kept | None = None) -> None:
        """Show `kept`, which is new or a change of `was`."""
        if self.summary is not None:
            self.summary = self.summary._replace(days=with_entry(self.summary.days, kept, was))
            self._show()
            self.day.choose(kept.id)

    def drop(self, kept: Kept) -> None:
        """Show no longer `kept`, which was removed."""
        if self.summary is not None:
            self.summary = self.summary._replace(days=without_entry(self.summary.days, kept))
            self._show()

    def show_file_words(self, sentence: str) -> None:
        """Show what became of a file."""
        self.file_words.setText(sentence)
        self.file_words.setVisible(bool(sentence))

    def _save_as(self) -> None:
        kinds = {
            self.tr("Table for a spreadsheet (*.csv)"): ".csv",
            self.tr("For a program (*.json)"): ".json",
        }
        path = file_to_save(self, self.tr("Save the journal"), self.tr("Journal"), kinds)
        if path is not None:
            self.save_asked.emit(path)

    def _bring_in(self) -> None:
        kind = self.tr("Tables (*.csv *.txt *.tsv)")
        path = file_to_open(self, self.tr("Bring in a table"), kind)
        if path is not None:
            self.bring_asked.emit(path)

    def clear(self) -> None:
        """Forget the journal: nobody sees it any more."""
        self.summary = None
        self.show_file_words("")
        self.day.show_day(date.min, None)
        self.month.show_day(date.min)
        self.trend.clear()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Esc leaves the page, unless something that was written would be lost.

        The page keys scroll it.
        """
        if event.key() != Qt.Key.Key_Escape:
            self._columns.keyPressEvent(event)
        elif self.day.leave_editor(self.left.emit):
            # to the window: it closes a notice first
            event.ignore()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Fit the type to the new width."""
        super().resizeEvent(event)
        self._fit()

    def _leave(self) -> None:
        """Go back, unless something that was written would be lost."""
        if self.day.leave_editor(self.left.emit):
            self.left.emit()

    def _fit(self) -> None:
        wanted = self._per_metre * CHAIR * SHARE
        size = max(LEAST, min(wanted, self.width() / LETTERS))
        if round(size) == self._size:
            return
        self._size = float(round(size))
        self.setStyleSheet(STYLE.format(size, size * 1.15, max(34.0, size * 1.5)))
        self.month.set_look(self._theme, self._size)
        self.day.set_look(self._theme, self._size)
        self.trend.set_look(self._theme, self._size)

    def _tell(self, sentences: list[str]) -> None:
        self.state.setText("\n".join(sentences))
        self.state.setVisible(bool(sentences))

    def _mark(self, day: date) -> Mark | None:
        entries = self.summary.days.get(day) if self.summary is not None else None
        if not entries:
            return None
        return Mark(
            len(entries), total(entries).seconds, any(not one.entry.practised for one in entries)
        )

    def _show(self) -> None:
        """Show the journal as it is now."""
        self.month.show_day(self.month.day)
        self._show_month()
        if self.summary is None:
            return
        days = self.summary.days
        worse = rise(days, self._today)
        self.rise.setVisible(worse is not None)
        if worse is not None:
            self._rise_words.setText(rise_words(worse))
        self.trend.show_days(days, self._today)
        self._show_streak()

    def _show_month(self) -> None:
        """Show the words about the month and the chosen day."""
        day = self.month.day
        self._month_name.setText(month_name(day))
        for button, months in self._turns:
            there = moved(day, months)
            name = str(there.year) if abs(months) == 12 else short_month(there)
            text = (
                self.tr("‹ {name}", "back to a month or a year")
                if months < 0
                else self.tr("{name} ›", "on to a month or a year")
            )
            button.setText(text.format(name=name))
            button.setAccessibleName(month_name(there))
        text = self.tr("{day}: {entries}", "a day of the calendar: 31 min, 2 entries")
        text = text.format(day=day_name(day), entries=mark_words(self._mark(day)))
        self._chosen.setText(text if self.summary is not None else "")
        self.month.tell(text)
        self.day.show_day(day, self.summary.days.get(day, []) if self.summary is not None else None)

    def _on_chosen(self) -> None:
        self.day.keep_written()
        self._show_month()
        if not self.month.hasFocus():
            announce(self.month, self._chosen.text())

    def _on_entered(self) -> None:
        self.day.keep_written()
        self.day.take_focus()

    def _on_turned(self) -> None:
        """Show the whole of what the person is doing now, as soon as it has its place."""
        QTimer.singleShot(0, self, self._show_focus)

    def _show_focus(self) -> None:
        focus = self.focusWidget()
        if focus is not None and self.day.isAncestorOf(focus):
            self._columns.ensureWidgetVisible(self.day)
            self._columns.ensureWidgetVisible(focus)

    def _turn(self, months: int, _checked: bool = False) -> None:
        self.month.choose(moved(self.month.day, months))

    def _show_flags(self) -> None:
        self.flags.setVisible(self.flags.isHidden())

    def _show_streak(self) -> None:
        count = streak(self.summary.days, self._today) if self.summary is not None else 0
        text = ""
        if count > 1:
            text = translate("JournalPage", "%n day in a row|%n days in a row", n=count)
        self._streak.setText(text)
        self._streak.setVisible(self._counts and bool(text))
