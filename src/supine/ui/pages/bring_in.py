"""What a table would bring into the journal, before it is added."""

from __future__ import annotations

from datetime import date
from functools import partial
from pathlib import Path

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QWidget

from supine.journal.csv_reader import OTHER_DATE, DateOrder, Preview
from supine.journal.entry import Entry
from supine.language import number, translate, with_commas
from supine.ui import words
from supine.ui.announcement import announce
from supine.ui.pages.journal_words import time_of
from supine.ui.widgets.cards import Card, Columns, page_column
from supine.ui.widgets.flow import Flow
from supine.ui.widgets.labels import plain_label, push_button

MOST_SHOWN = 6
"""Entries of the table that are shown."""

MOST_BAD = 12
"""Lines that could not be read and are shown."""

MOST_NOTE = 80
"""Letters of a note that are shown."""


class BringInPage(QWidget):
    """Shows how many entries a table has, which lines cannot be read and why, and asks."""

    left = Signal()
    """The person wants to go back to the journal."""
    ordered = Signal(object, object)
    """Read the table of this path again: its dates are in this `DateOrder`."""
    added = Signal(object)
    """Add these entries, a sequence of `Kept`."""

    def __init__(self) -> None:
        super().__init__()
        self._path = Path()
        self._found: Preview | None = None
        self.title = plain_label("", "title", wraps=True)
        self.back = push_button(self.tr("Back (Esc)"), self.left)
        self.add = push_button("", self._add, main=True)
        self.summary = Card(self.tr("What is in it"))
        self.order = Card(self.tr("How are its dates meant?"), urgent=True)
        self._order_words = plain_label("", "", wraps=True)
        self.order.column.addWidget(self._order_words)
        self.day_first = push_button("", partial(self._order, DateOrder.DAY_FIRST))
        self.month_first = push_button("", partial(self._order, DateOrder.MONTH_FIRST))
        self.order.column.addLayout(Flow(self.day_first, self.month_first))
        self.some = Card(self.tr("The first of them"))
        self.bad = Card(self.tr("Lines that cannot be read"), urgent=True)
        column = page_column(self)
        head = QHBoxLayout()
        head.addWidget(self.title, 1)
        head.addWidget(self.back)
        column.addLayout(head)
        column.addWidget(Columns((self.summary, self.order, self.some), (self.bad,)), 1)
        foot = QHBoxLayout()
        foot.addStretch(1)
        foot.addWidget(self.add)
        column.addLayout(foot)

    def begin(self, path: Path) -> None:
        """Wait for what is in the file at `path`."""
        self._path, self._found = path, None
        self.title.setText(self.tr("Bring in {name}").format(name=words.in_order(path.name)))
        self._show([self.tr("The table is being read …")])
        self.back.setFocus(Qt.FocusReason.OtherFocusReason)

    def show_found(self, found: Preview) -> None:
        """Show what the table would bring."""
        self._found = found
        if found.unclear_date:
            self._ask_order(found.unclear_date)
            return
        self._show(_summary(found))
        shown = [_line(kept.entry) for kept in found.new[:MOST_SHOWN]]
        self.some.set_lines(shown)
        bad = [
            self.tr("Line {n}: {why}").format(n=number(one.line), why=one.why)
            for one in found.bad[:MOST_BAD]
        ]
        if len(found.bad) > MOST_BAD:
            more = len(found.bad) - MOST_BAD
            bad.append(
                translate("BringInPage", "and %n more|and %n more", "lines of a table", n=more)
            )
        self.bad.set_lines(map(words.in_order, bad))
        if found.new:
            self.add.setText(
                translate("BringInPage", "Add %n entry|Add %n entries", n=len(found.new))
            )
            self.add.show()
            self.add.setFocus(Qt.FocusReason.OtherFocusReason)

    def show_refusal(self, sentence: str) -> None:
        """Show why the file cannot be brought in."""
        self._found = None
        self._show([sentence, self.tr("Nothing was changed.")])

    def show_added(self, count: int) -> None:
        """Show that the entries are in the journal."""
        self._found = None
        text = translate(
            "BringInPage",
            "Saved: %n entry from it is in your journal now.|"
            "Saved: %n entries from it are in your journal now.",
            n=count,
        )
        # now is when its bad lines are mended
        had_bad = not self.bad.isHidden()
        self._show([text])
        self.bad.setVisible(had_bad)
        self.back.setFocus(Qt.FocusReason.OtherFocusReason)

    def clear(self) -> None:
        """Forget the table: nobody sees it any more."""
        self._found = None

    def _show(self, lines: list[str]) -> None:
        """Show `lines` alone."""
        lines = [words.in_order(line) for line in lines]
        self.summary.set_lines(lines)
        self.summary.setAccessibleName(" ".join(lines))
        announce(self, " ".join(lines))
        self.some.hide()
        self.bad.hide()
        self.order.hide()
        self.add.hide()

    def _ask_order(self, text: str) -> None:
        self._show([self.tr("Some dates can be read in two ways.")])
        self._order_words.setText(self.tr("In this table {date} is:").format(date=text))
        for button, day in zip((self.day_first, self.month_first), _readings(text), strict=True):
            button.setText(words.day(day))
        self.order.show()
        self.day_first.setFocus(Qt.FocusReason.OtherFocusReason)

    def _order(self, order: DateOrder) -> None:
        self.begin(self._path)
        self.ordered.emit(self._path, order)

    def _add(self) -> None:
        if self._found is not None:
            new, self._found = self._found.new, None
            self.add.hide()
            self.back.setFocus(Qt.FocusReason.OtherFocusReason)
            self.added.emit(new)


def _readings(text: str) -> tuple[date, date]:
    """Return the two days that an unclear date can mean: the day first, the month first."""
    found = OTHER_DATE.fullmatch(text)
    assert found is not None, "only such a date is unclear"
    one, other, year = int(found[1]), int(found[3]), int(found[4])
    return date(year, other, one), date(year, one, other)


def _summary(found: Preview) -> list[str]:
    if found.new:
        days = [kept.entry.at.date() for kept in found.new]
        first, last = min(days), max(days)
        text = (
            translate(
                "BringInPage",
                "%n entry to add, of {first}.|%n entries to add, of {first}.",
                "of one day",
                n=len(days),
            )
            if first == last
            else translate(
                "BringInPage",
                "%n entry to add, from {first} to {last}.|"
                "%n entries to add, from {first} to {last}.",
                "from a day to another",
                n=len(days),
            )
        )
        lines = [text.format(first=words.day(first), last=words.day(last))]
    else:
        lines = [translate("BringInPage", "There is nothing new in it.")]
    if found.known:
        lines.append(
            translate(
                "BringInPage",
                "%n entry already in your journal: it stays as it is.|"
                "%n entries already in your journal: these stay as they are.",
                n=found.known,
            )
        )
    if found.unused:
        unused = translate("BringInPage", "Columns that are not used: {names}.")
        lines.append(unused.format(names=with_commas(found.unused)))
    return lines


def _line(entry: Entry) -> str:
    """Return an entry in one line."""
    text = translate("BringInPage", "{day}, {time}", "a day and a time of day")
    parts = [text.format(day=words.day(entry.at.date()), time=time_of(entry))]
    if entry.practised:
        parts.append(words.minutes(entry.seconds))
    parts += [entry.title] if entry.title else []
    if entry.before is not None:
        text = translate(
            "BringInPage", "before {n}", "how the back felt before a practice, 0 to 10"
        )
        parts.append(text.format(n=number(entry.before)))
    if entry.after is not None:
        text = translate("BringInPage", "felt {n}", "how the back felt without a practice, 0 to 10")
        if entry.practised:
            text = translate(
                "BringInPage", "after {n}", "how the back felt after a practice, 0 to 10"
            )
        parts.append(text.format(n=number(entry.after)))
    note = " ".join(entry.note.split())
    if note:
        parts.append(note if len(note) <= MOST_NOTE else f"{note[:MOST_NOTE]} …")
    return words.in_order(" · ".join(parts))
