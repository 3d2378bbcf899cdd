"""The journal's page: a calendar, the entries of a day, and how the back felt over time."""

from __future__ import annotations

from datetime import date

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from supine.journal.entry import Entry, Kept
from supine.journal.summary import Summary, with_entry, without_entry
from supine.ui.widgets.file_choice import file_to_open, file_to_save
from supine.ui.widgets.flow import Flow
from supine.ui.widgets.labels import plain_label, push_button
from supine.ui.words import tr


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

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._today = date.min
        self.summary: Summary | None = None
        """What is shown; None until it has been read."""
        self.back = push_button(self.tr("Back (Esc)"), self.left)
        self.state = plain_label("", "soft", wraps=True)
        self.buttons = Flow()
        """Buttons for the whole journal, below it."""
        self.report = push_button(self.tr("Save or print for a doctor …"), self.report_asked)
        self.save = push_button(self.tr("Save as a table …"), self._save_as)
        self.bring = push_button(self.tr("Bring in a table …"), self._bring_in)
        for button in (self.report, self.save, self.bring):
            self.buttons.addWidget(button)
        self.file_words = plain_label("", "", wraps=True)
        column = QVBoxLayout(self)
        column.setContentsMargins(32, 24, 32, 24)
        column.setSpacing(16)
        head = QHBoxLayout()
        head.addWidget(plain_label(self.tr("Journal"), "title"))
        head.addStretch(1)
        head.addWidget(self.back)
        column.addLayout(head)
        column.addWidget(self.state)
        column.addStretch(1)
        column.addLayout(self.buttons)
        column.addWidget(self.file_words)

    def begin(self, today: date) -> None:
        """Wait for the journal; `today` is the day where the person is."""
        self._today = today
        self.state.setText(self.tr("The journal is being read …"))
        self.back.setFocus(Qt.FocusReason.OtherFocusReason)

    def show_summary(self, summary: Summary) -> None:
        """Show the journal."""
        self.summary = summary
        self._show()

    def show_failure(self, sentence: str) -> None:
        """Show why there is nothing to see."""
        self.state.setText(sentence)

    def keep(self, kept: Kept) -> None:
        """Show `kept`, which is new or was changed."""
        if self.summary is not None:
            days = with_entry(self.summary.days, kept)
            self.show_summary(self.summary._replace(days=days))

    def drop(self, kept: Kept) -> None:
        """Show no longer `kept`, which was removed."""
        if self.summary is not None:
            days = without_entry(self.summary.days, kept.id)
            self.show_summary(self.summary._replace(days=days))

    def show_file_words(self, sentence: str) -> None:
        """Show what became of a file."""
        self.file_words.setText(sentence)

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
        self.file_words.clear()

    def _show(self) -> None:
        if self.summary is None:
            return
        told = []
        if self.summary.skipped:
            told.append(_skipped(self.summary.skipped))
        if self.summary.newer:
            told.append(_newer(self.summary.newer))
        self.state.setText("\n".join(told))
        self.state.setVisible(bool(told))


def _skipped(count: int) -> str:
    if count == 1:
        return tr("1 line could not be read. It stays in its file.")
    return tr("{n} lines could not be read. They stay in their files.").format(n=count)


def _newer(count: int) -> str:
    if count == 1:
        return tr("1 entry was written by a newer Supine, and is not shown here.")
    return tr("{n} entries were written by a newer Supine, and are not shown here.").format(n=count)
