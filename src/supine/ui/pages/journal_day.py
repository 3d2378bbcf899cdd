"""The entries of one day of the journal: to be read, written, changed and removed."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date, datetime, time

from PySide6.QtCore import (
    QAbstractListModel,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    Qt,
    Signal,
)
from PySide6.QtGui import QHideEvent, QKeyEvent, QKeySequence, QResizeEvent, QShortcut
from PySide6.QtWidgets import QListView, QVBoxLayout, QWidget

from supine.journal.entry import Entry, Kept
from supine.ui.pages.entry_editor import EntryEditor, here
from supine.ui.pages.journal_words import day_name, entry_words, time_of
from supine.ui.theme import Theme
from supine.ui.widgets.cards import Card
from supine.ui.widgets.flow import Flow
from supine.ui.widgets.labels import plain_label, push_button

HIGHEST = 420
"""Logical pixels of the list: more entries can be scrolled."""


class EntryModel(QAbstractListModel):
    """The entries of a day as a list: a line is made when it is looked at."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.entries: Sequence[Kept] = ()

    def show_entries(self, entries: Sequence[Kept]) -> None:
        """Show `entries`, from top to bottom."""
        self.beginResetModel()
        self.entries = entries
        self.endResetModel()

    def rowCount(self, parent: QModelIndex | QPersistentModelIndex | None = None) -> int:
        """Return the number of entries; one has no rows below it."""
        return 0 if parent is not None and parent.isValid() else len(self.entries)

    def data(
        self,
        index: QModelIndex | QPersistentModelIndex,
        role: int = Qt.ItemDataRole.DisplayRole,
    ) -> str | None:
        """Return the words of the entry at `index`."""
        if role != Qt.ItemDataRole.DisplayRole:
            return None
        return entry_words(self.entries[index.row()].entry)


class DayCard(Card):
    """Shows the entries of a day, and emits what the person wants to change."""

    added = Signal(Entry)
    """The person has written a new entry."""
    changed = Signal(object, Entry)
    """The person has changed this `Kept` to that entry."""
    removed = Signal(object)
    """The person wants to remove this `Kept`, and has said so twice."""
    turned = Signal()
    """Another part of the card is shown, and has the focus: the list, the editor, a question."""

    def __init__(self, theme: Theme) -> None:
        super().__init__("")
        self._day, self._today = date.min, date.min
        self._kept: Kept | None = None
        """The entry that is being changed."""
        self._writes = False
        """Whether an entry is being written, though the person may be asked about it."""
        self._now: Callable[[], datetime] = datetime.now
        self.heading = plain_label("", "heading", wraps=True)
        self.editor = EntryEditor(theme)
        self.editor.saved.connect(self._on_saved)
        self.editor.cancelled.connect(self.leave_editor)
        self.question = Question()
        self.column.addWidget(self.heading)
        self._reading = self._make_list()
        for one in (self._reading, self.editor, self.question):
            self.column.addWidget(one)
        self._show_part(self._reading)

    def _make_list(self) -> QWidget:
        part = QWidget()
        column = QVBoxLayout(part)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(10)
        self._nothing = plain_label("", "soft", wraps=True)
        self.model = EntryModel(self)
        self.list = QListView()
        self.list.setModel(self.model)
        self.list.setWordWrap(True)
        self.list.setVerticalScrollMode(QListView.ScrollMode.ScrollPerPixel)
        self.list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.list.setResizeMode(QListView.ResizeMode.Adjust)
        self.list.activated.connect(lambda _index: self._change())
        QShortcut(QKeySequence(QKeySequence.StandardKey.Delete), self.list, self._ask_to_remove)
        self.add = push_button(self.tr("Add an entry"), self._write)
        self.edit = push_button(self.tr("Edit"), self._change)
        self.remove = push_button(self.tr("Remove"), self._ask_to_remove)
        column.addWidget(self._nothing)
        column.addWidget(self.list)
        column.addLayout(Flow(self.add, self.edit, self.remove))
        return part

    def set_look(self, theme: Theme, size: float) -> None:
        """Show everything in `theme`, in type of `size` logical pixels."""
        self.editor.set_look(theme, size)
        self._fit_list()

    def set_now(self, now: Callable[[], datetime]) -> None:
        """Offer for a new entry of today the time that `now` returns."""
        self._now, self._today = now, now().date()

    def show_day(self, day: date, entries: Sequence[Kept] | None) -> None:
        """Show the `entries` of `day`, or with None that they are not known yet.

        What is being written stays, if it is of this day.
        """
        if day != self._day:
            self._show_part(self._reading)
        self._day = day
        name = day_name(day)
        text = self.tr("Today, {day}").format(day=name) if day == self._today else name
        self.heading.setText(text)
        self.setAccessibleName(text)
        row = self.list.currentIndex().row()
        self.model.show_entries(entries or ())
        self.list.setAccessibleName(self.tr("Entries of {day}").format(day=name))
        self.list.setCurrentIndex(self.model.index(min(max(row, 0), len(entries or ()) - 1)))
        comes = day > self._today
        self._nothing.setText(
            self.tr("This day is still to come.") if comes else self.tr("Nothing is noted here.")
        )
        self._nothing.setVisible(entries is not None and not entries)
        self.add.setEnabled(entries is not None and not comes)
        for one in (self.list, self.edit, self.remove):
            one.setVisible(bool(entries))
        self._fit_list()

    def choose(self, entry_id: str) -> None:
        """Choose the entry of that id in the list."""
        for row, kept in enumerate(self.model.entries):
            if kept.id == entry_id:
                self.list.setCurrentIndex(self.model.index(row))

    def take_focus(self) -> None:
        """Give the focus to the entries, or to the button that adds one."""
        self._show_part(self._reading)
        target = self.list if self.model.entries else self.add
        target.setFocus(Qt.FocusReason.OtherFocusReason)

    def leave_editor(self, then: Callable[[], object] | None = None) -> bool:
        """Go back to the entries; ask first if something is written that would be lost.

        `then` is called when the person has answered. Return whether nothing was asked.
        """
        if not self.editor.isHidden() and self.editor.is_changed:
            self._ask(
                self.tr("What you have written is not saved."),
                (self.tr("Go on writing"), lambda: self._show_part(self.editor)),
                (self.tr("Do not keep it"), lambda: self._end(then)),
            )
            return False
        if self._reading.isHidden():
            self._end(then)
        return True

    def _end(self, then: Callable[[], object] | None = None) -> None:
        self.take_focus()
        if then is not None:
            then()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Esc goes back to the entries; only from there it leaves the page."""
        if event.key() == Qt.Key.Key_Escape and not self.question.isHidden():
            self.question.answer(0)
        else:
            super().keyPressEvent(event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Give the list the height that its entries need in the new width."""
        super().resizeEvent(event)
        self._fit_list()

    def _fit_list(self) -> None:
        rows = range(self.model.rowCount())
        needed = sum(self.list.sizeHintForRow(row) + 4 for row in rows)
        self.list.setFixedHeight(min(HIGHEST, max(needed + 4, 60)))

    def _show_part(self, part: QWidget) -> None:
        if part is not self.question:
            self._writes = part is self.editor
        for one in (self._reading, self.editor, self.question):
            one.setVisible(one is part)
        self.turned.emit()

    def _write(self) -> None:
        now, self._kept = self._now(), None
        noon = here(self._day, time(12))
        self._show_part(self.editor)
        self.editor.write(now if now.date() == self._day else noon)

    @property
    def _current(self) -> Kept | None:
        row = self.list.currentIndex().row()
        return self.model.entries[row] if 0 <= row < len(self.model.entries) else None

    def _change(self) -> None:
        self._kept = self._current
        if self._kept is not None:
            self._show_part(self.editor)
            self.editor.change(self._kept.entry)

    def _on_saved(self, entry: Entry) -> None:
        self._show_part(self._reading)
        self._save(entry)
        self.take_focus()

    def _save(self, entry: Entry) -> None:
        if self._kept is None:
            self.added.emit(entry)
        elif entry != self._kept.entry:
            self.changed.emit(self._kept, entry)

    def keep_written(self) -> None:
        """Save what is being written: the person is somewhere else, and is not asked."""
        if self._writes:
            self._writes = False
            entry = self.editor.entry()
            if entry is not None and self.editor.is_changed:
                self._save(entry)

    def hideEvent(self, event: QHideEvent) -> None:
        """Keep what was written if the page is left, or the window closed, in the middle of it."""
        # no part is shown or hidden here: the window may be on its way out
        if not event.spontaneous():
            self.keep_written()

    def _ask_to_remove(self) -> None:
        kept = self._current
        if kept is None:
            return
        text = self.tr(
            "Remove the entry of {time}? It is removed from the journal on all your computers."
        )
        self._ask(
            text.format(time=time_of(kept.entry)),
            (self.tr("Keep it"), self.take_focus),
            (self.tr("Remove it"), lambda: self._remove(kept)),
        )

    def _remove(self, kept: Kept) -> None:
        self._show_part(self._reading)
        self.removed.emit(kept)
        self.take_focus()

    def _ask(self, text: str, *answers: tuple[str, Callable[[], object]]) -> None:
        self._show_part(self.question)
        self.question.ask(text, answers)


class Question(QWidget):
    """A question with two answers. The first one changes nothing: Esc gives it."""

    def __init__(self) -> None:
        super().__init__()
        self._answers: Sequence[tuple[str, Callable[[], object]]] = ()
        self.words = plain_label("", "", wraps=True)
        self.buttons = [
            push_button("", lambda: self.answer(0)),
            push_button("", lambda: self.answer(1)),
        ]
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self.words)
        column.addLayout(Flow(*self.buttons))

    def ask(self, text: str, answers: Sequence[tuple[str, Callable[[], object]]]) -> None:
        """Show the question `text`, and call what belongs to the answer that is given."""
        self._answers = answers
        self.words.setText(text)
        for button, (name, _does) in zip(self.buttons, answers, strict=True):
            button.setText(name)
            button.setAccessibleDescription(text)
        self.buttons[0].setFocus(Qt.FocusReason.OtherFocusReason)

    def answer(self, number: int) -> None:
        """Do what belongs to that answer."""
        self._answers[number][1]()
