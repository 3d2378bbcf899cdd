"""The books of the library page: the list of all, and the description of the chosen one.

A book is a sequence file. Where it cannot be read, its problems are shown instead of its poses.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from PySide6.QtCore import (
    QAbstractListModel,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    Qt,
)
from PySide6.QtWidgets import QGridLayout, QLabel, QWidget

from supine.core.fit_to_time import fit_to_time
from supine.core.pace import Pace
from supine.core.planner import plan
from supine.core.sequence import Pose, Sequence, Series, flat_steps
from supine.language import number, translate, with_commas
from supine.library.reader import Book
from supine.ui import words
from supine.ui.widgets.labels import plain_label
from supine.ui.widgets.strip_items import MOST_ITEMS, StripItem, practised_items

MOST_PROBLEMS = 12
"""Problems of a broken file that are shown; `supine check` prints all of them."""


@dataclass(frozen=True)
class Dose:
    """What the person has set about lengths: their pace, and the minutes chosen by name of book."""

    pace: Pace = field(default_factory=Pace)
    lengths: Mapping[str, int] = field(default_factory=dict)

    def practised(self, book: Book, sequence: Sequence) -> Sequence:
        """Return `sequence`, which is that of `book`, as it will be practised."""
        return fit_to_time(sequence, self.pace, self.lengths.get(book.name))


class ShelfModel(QAbstractListModel):
    """The list of books, in order. A thousand books cost no more to show than ten."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.books: list[Book] = []
        self._dose = Dose()
        self._lines: dict[int, str] = {}
        """The lines of a row, once they were asked for: each is asked for with every frame."""

    def set_dose(self, dose: Dose) -> None:
        """Show all lengths as `dose` says."""
        if dose != self._dose:
            self._dose, self._lines = dose, {}
            self.dataChanged.emit(self.index(0), self.index(len(self.books) - 1))

    def clear(self) -> None:
        """Remove all books."""
        self.beginResetModel()
        self.books, self._lines = [], {}
        self.endResetModel()

    def add(self, book: Book) -> None:
        """Add `book` at the end."""
        self.beginInsertRows(QModelIndex(), len(self.books), len(self.books))
        self.books.append(book)
        self.endInsertRows()

    def rowCount(self, parent: QModelIndex | QPersistentModelIndex | None = None) -> int:
        """Return the number of books; a book has no rows below it."""
        return 0 if parent is not None and parent.isValid() else len(self.books)

    def data(
        self,
        index: QModelIndex | QPersistentModelIndex,
        role: int = Qt.ItemDataRole.DisplayRole,
    ) -> str | None:
        """Return the two lines of the book at `index`; for a reader also what is wrong in it."""
        if role == Qt.ItemDataRole.AccessibleDescriptionRole:
            return "\n".join(_problem_lines(self.books[index.row()]))
        if role != Qt.ItemDataRole.DisplayRole:
            return None
        row = index.row()
        if row not in self._lines:
            self._lines[row] = shelf_lines(self.books[row], self._dose)
        return self._lines[row]


def shelf_lines(book: Book, dose: Dose) -> str:
    """Return the two lines of `book` in the list, with the length that will be practised."""
    if book.sequence is None:
        return translate("Library", "{name}\ncannot be read").format(name=book.path.name)
    length = words.minutes(plan(dose.practised(book, book.sequence), dose.pace).seconds)
    text = (
        translate("Library", "{title}\n{length}, yours", "a sequence of the person's own")
        if book.own
        else translate("Library", "{title}\n{length}, included", "it comes with the program")
    )
    return text.format(title=book.sequence.title, length=length)


def book_items(book: Book, dose: Dose) -> tuple[StripItem, ...]:
    """Return the items of `book` for the strip of figures, as they will be practised."""
    if book.sequence is None:
        return ()
    return practised_items(book.sequence, dose.practised(book, book.sequence))


def book_widgets(book: Book, dose: Dose) -> list[QWidget]:
    """Return the widgets that describe `book`, from top to bottom, as it will be practised."""
    if book.sequence is None:
        return list(_problem_labels(book))
    practised = dose.practised(book, book.sequence)
    widgets: list[QWidget] = list(_sequence_labels(book.sequence, practised, dose.pace))
    if not book_items(book, dose):
        widgets.append(_pose_table(practised))
    return widgets


def _sequence_labels(sequence: Sequence, practised: Sequence, pace: Pace) -> list[QLabel]:
    made = plan(practised, pace)
    facts = translate("Library", "{length} at your pace · {poses} · {holds}").format(
        length=words.minutes(made.seconds),
        poses=words.contents(practised),
        holds=words.holds(sum(step.kind == "hold" for step in made.steps)),
    )
    if practised is not sequence:
        whole = words.minutes(plan(sequence, pace).seconds)
        facts += "\n" + translate(
            "Library", "Shorter, as you chose. All of it takes {length}."
        ).format(length=whole)
    props = with_commas([prop.name for prop in sequence.props])
    labels = [
        plain_label(sequence.title, "title", wraps=True),
        plain_label(sequence.credit, "soft", wraps=True),
        plain_label(facts, "heading", wraps=True),
        plain_label(words.prescribed(sequence), "heading", wraps=True),
        *(plain_label(line, "", wraps=True) for line in sequence.summary.split("\n")),
    ]
    if props:
        text = translate("Library", "To fetch: {props}").format(props=props)
        labels.append(plain_label(text, "", wraps=True))
    return [label for label in labels if label.text()]


def _pose_table(sequence: Sequence) -> QWidget:
    """Return a table of all poses and their doses, for a sequence without figures."""
    table = QWidget()
    grid = QGridLayout(table)
    grid.setContentsMargins(0, 6, 0, 0)
    grid.setHorizontalSpacing(24)
    grid.setVerticalSpacing(5)
    grid.setColumnStretch(0, 3)
    grid.setColumnStretch(1, 4)
    poses: dict[str, tuple[Pose, Series | None]] = {}
    for one, series in flat_steps(sequence):
        if isinstance(one, Pose):
            poses.setdefault(one.name, (one, series))
    for row, (pose, series) in enumerate(list(poses.values())[:MOST_ITEMS]):
        dose = words.dose(pose, series)
        grid.addWidget(plain_label(words.whole_name(pose), "", wraps=True), row, 0)
        grid.addWidget(plain_label(dose, "soft", wraps=True), row, 1)
    return table


def _problem_labels(book: Book) -> list[QLabel]:
    explanation = translate(
        "Library",
        "This file cannot be practised yet. Its writer can mend it; all others are not touched.",
    )
    labels: list[QLabel] = [
        plain_label(book.path.name, "title", wraps=True),
        plain_label(explanation, "", wraps=True),
    ]
    return labels + [plain_label(line, "warning", wraps=True) for line in _problem_lines(book)]


def _problem_lines(book: Book) -> list[str]:
    """Return what is wrong in a broken file, line by line; nothing of one that can be read."""
    text = translate("Library", "Line {line}, column {column}: {message}")
    lines = [
        text.format(line=number(one.line), column=number(one.column), message=one.message)
        for one in book.problems[:MOST_PROBLEMS]
    ]
    more = len(book.problems) - MOST_PROBLEMS
    if more > 0:
        lines.append(translate("Library", "and %n more|and %n more", "problems of a file", n=more))
    return lines
