"""Writes an entry of the journal, or changes one: how the back felt, a line of text, the time."""

from __future__ import annotations

from datetime import UTC, date, datetime, time

from msgspec.structs import replace
from PySide6.QtCore import Qt, QTime, Signal
from PySide6.QtGui import QKeyEvent, QTextCursor
from PySide6.QtWidgets import QHBoxLayout, QPlainTextEdit, QVBoxLayout, QWidget

from supine.journal.entry import Entry
from supine.journal.summary import before_of
from supine.ui.pages.journal_words import day_name, entry_words
from supine.ui.theme import Theme
from supine.ui.widgets.feeling_scale import FeelingScale
from supine.ui.widgets.flow import Flow
from supine.ui.widgets.inputs import CalmTime
from supine.ui.widgets.labels import plain_label, push_button

LONGEST = 20_000
"""Letters that a note can have."""

LINES = 3
"""Of the note that are in view."""

SCALE_ROW = 3.8
"""Height of a scale divided by the type size: where the words at its ends would be small beside the
numbers, they have room below."""


class EntryEditor(QWidget):
    """Shows an entry to be written, and emits it when the person saves it."""

    saved = Signal(Entry)
    """The person has written this."""
    cancelled = Signal()
    """The person does not want to write, after all."""

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._entry: Entry | None = None
        self._at = datetime.min.replace(tzinfo=UTC)
        self._first: object = None
        """What was shown at first."""
        self._head = plain_label("", "", wraps=True)
        self.time = CalmTime()
        self.time.setAccessibleName(self.tr("Time", "of day"))
        self._time_words = plain_label(self.tr("At what time"), "")
        self._before_words = plain_label("", "", wraps=True)
        self._after_words = plain_label("", "", wraps=True)
        self.before, self.after = FeelingScale(theme), FeelingScale(theme)
        self._time_words.setBuddy(self.time)
        self._before_words.setBuddy(self.before)
        self._after_words.setBuddy(self.after)
        self.note = QPlainTextEdit()
        self.note.setTabChangesFocus(True)
        self.note.setAccessibleName(self.tr("A line of text"))
        self.note.setPlaceholderText(self.tr("A line of text, if you like"))
        self._problem = plain_label("", "warning", wraps=True)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(10)
        row = QHBoxLayout()
        row.addWidget(self._time_words)
        row.addWidget(self.time)
        row.addStretch(1)
        column.addWidget(self._head)
        column.addLayout(row)
        for one in (self._before_words, self.before, self._after_words, self.after, self.note):
            column.addWidget(one)
        column.addWidget(self._problem)
        self.keep = push_button(self.tr("Save"), self._save)
        column.addLayout(Flow(self.keep, push_button(self.tr("Cancel (Esc)"), self.cancelled)))

    def set_look(self, theme: Theme, size: float) -> None:
        """Show the scales in `theme`, all in type of `size` logical pixels."""
        for scale in (self.before, self.after):
            scale.set_look(theme, size)
            scale.setFixedHeight(round(size * SCALE_ROW))
        self.note.setFixedHeight(round(size * (LINES * 1.4 + 1.2)))

    def write(self, at: datetime) -> None:
        """Begin a new entry without a practice; `at` is its day, and the time that is offered."""
        self._entry = None
        self._show(Entry(at))
        self._head.setText(self.tr("A new entry for {day}").format(day=day_name(at.date())))

    def change(self, entry: Entry) -> None:
        """Show `entry`, to be changed."""
        self._entry = entry
        self._show(entry)
        self._head.setText(entry_words(entry).partition("\n")[0])

    def _show(self, entry: Entry) -> None:
        self._at, alone = entry.at, not entry.practised
        self.time.setTime(QTime(entry.at.hour, entry.at.minute))
        self._time_words.setVisible(alone)
        self.time.setVisible(alone)
        self._before_words.setVisible(not alone)
        self.before.setVisible(not alone)
        self._before_words.setText(
            self.tr("Before the practice your back felt, from 0, no pain, to 10, worst pain:")
        )
        self._after_words.setText(
            self.tr("Your back feels, from 0, no pain, to 10, worst pain:")
            if alone
            else self.tr("After it:", "how the back felt after the practice")
        )
        # by itself the scale asks for now, in both
        self.before.setAccessibleName(self._before_words.text())
        self.after.setAccessibleName(self._after_words.text())
        self.before.show_answer(entry.before)
        self.after.show_answer(before_of(entry) if alone else entry.after)
        self.note.setPlainText(entry.note)
        # whoever goes on writing begins there
        self.note.moveCursor(QTextCursor.MoveOperation.End)
        self._problem.clear()
        self._problem.hide()
        self._first = self._written
        first = self.after if alone else self.before
        first.setFocus(Qt.FocusReason.OtherFocusReason)

    @property
    def is_changed(self) -> bool:
        """Whether the person has written something that is not saved."""
        return self._first != self._written

    @property
    def _written(self) -> tuple[QTime, int | None, int | None, str]:
        return (self.time.time(), self.before.given, self.after.given, self.note.toPlainText())

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Esc writes nothing; Ctrl and Return save."""
        if event.key() == Qt.Key.Key_Escape:
            self.cancelled.emit()
        elif (
            event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter)
            and event.modifiers() & Qt.KeyboardModifier.ControlModifier
        ):
            self._save()
        else:
            super().keyPressEvent(event)

    def _save(self) -> None:
        entry = self.entry()
        if entry is not None:
            self.saved.emit(entry)
        else:
            self._problem.setText(self.tr("Say how your back feels, or write a line of text."))
            self._problem.show()
            self.after.setFocus(Qt.FocusReason.OtherFocusReason)

    def entry(self) -> Entry | None:
        """Return what is written; None if it says nothing."""
        for scale in (self.before, self.after):
            scale.settle()
        before, after, note = self.before.given, self.after.given, self.note.toPlainText()
        note = note.strip()[:LONGEST]
        if self._entry is not None and self._entry.practised:
            return replace(self._entry, before=before, after=after, note=note)
        if after is None and not note:
            return None
        entry = self._entry or Entry(self._at)
        return replace(entry, at=self._time(), before=None, after=after, note=note)

    def _time(self) -> datetime:
        """Return when the back felt so: a new entry is in the zone of this computer."""
        chosen, at = self.time.time(), self._at
        if (chosen.hour(), chosen.minute()) == (at.hour, at.minute) and self._entry is not None:
            return at
        clock = time(chosen.hour(), chosen.minute())
        if self._entry is not None:
            return datetime.combine(at.date(), clock, at.tzinfo)
        return here(at.date(), clock)


def here(day: date, clock: time) -> datetime:
    """Return that time of a day in the zone of this computer, with the offset that it had then."""
    wall = datetime.combine(day, clock)
    try:
        return wall.astimezone()
    except (OSError, OverflowError, ValueError):
        # Windows knows no offsets before 1970
        return datetime.combine(day, clock, datetime.now().astimezone().tzinfo)
