"""The books of the library page: the list of all, and the description of the chosen one.

A book is a sequence file. Where it cannot be read, its problems are shown instead of its poses.
"""

from __future__ import annotations

from PySide6.QtCore import (
    QAbstractListModel,
    QCoreApplication,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    Qt,
)
from PySide6.QtWidgets import QGridLayout, QLabel, QWidget

from supine.core.pace import Pace
from supine.core.planner import plan
from supine.core.sequence import Pose, Sequence, flat_steps
from supine.library.reader import Book
from supine.ui import words
from supine.ui.widgets.labels import plain_label
from supine.ui.widgets.strip_items import MOST_ITEMS, StripItem, strip_items

MOST_PROBLEMS = 12
"""Problems of a broken file that are shown; `supine check` prints all of them."""


def tr(text: str) -> str:
    """Return `text` in the language of the interface."""
    return QCoreApplication.translate("Library", text)


class ShelfModel(QAbstractListModel):
    """The list of books, in order. A thousand books cost no more to show than ten."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.books: list[Book] = []
        self._pace: Pace | None = None

    def set_pace(self, pace: Pace) -> None:
        """Show all lengths at `pace`."""
        if pace != self._pace:
            self._pace = pace
            self.dataChanged.emit(self.index(0), self.index(len(self.books) - 1))

    def clear(self) -> None:
        """Remove all books."""
        self.beginResetModel()
        self.books = []
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
        """Return the two lines of the book at `index`."""
        if role != Qt.ItemDataRole.DisplayRole:
            return None
        return shelf_lines(self.books[index.row()], self._pace)


def shelf_lines(book: Book, pace: Pace | None) -> str:
    """Return the two lines of `book` in the list, with its length at `pace` or the usual pace."""
    if book.sequence is None:
        return tr("{name}\ncannot be read").format(name=book.path.name)
    length = words.minutes(plan(book.sequence, pace or Pace()).seconds)
    whose = tr("yours") if book.own else tr("included")
    return tr("{title}\n{length}, {whose}").format(
        title=book.sequence.title, length=length, whose=whose
    )


def book_items(book: Book) -> tuple[StripItem, ...]:
    """Return the items of `book` for the strip of figures."""
    return strip_items(book.sequence) if book.sequence else ()


def book_widgets(book: Book, pace: Pace | None) -> list[QWidget]:
    """Return the widgets that describe `book`, from top to bottom, at `pace` or the usual pace."""
    if book.sequence is None:
        return list(_problem_labels(book))
    widgets: list[QWidget] = list(_sequence_labels(book.sequence, pace or Pace()))
    if not book_items(book):
        widgets.append(_pose_table(book.sequence))
    return widgets


def _sequence_labels(sequence: Sequence, pace: Pace) -> list[QLabel]:
    made = plan(sequence, pace)
    holds = sum(step.kind == "hold" for step in made.steps)
    facts = tr("{length} at your pace · {poses} · {holds}").format(
        length=words.minutes(made.seconds),
        poses=words.contents(sequence),
        holds=words.holds(holds),
    )
    props = ", ".join(prop.name for prop in sequence.props)
    labels = [
        plain_label(sequence.title, "title", wraps=True),
        plain_label(sequence.credit, "soft", wraps=True),
        plain_label(facts, "heading", wraps=True),
        plain_label(sequence.summary, "", wraps=True),
    ]
    if props:
        text = tr("To fetch: {props}").format(props=props)
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
    poses = [(one, inner) for one, inner in flat_steps(sequence) if isinstance(one, Pose)]
    for row, (pose, in_series) in enumerate(poses[:MOST_ITEMS]):
        dose = words.dose(pose, in_series=in_series)
        grid.addWidget(plain_label(words.whole_name(pose), "", wraps=True), row, 0)
        grid.addWidget(plain_label(dose, "soft", wraps=True), row, 1)
    return table


def _problem_labels(book: Book) -> list[QLabel]:
    explanation = tr(
        "This file cannot be practised yet. Its writer can mend it; all others are not touched."
    )
    labels = [
        plain_label(book.path.name, "title", wraps=True),
        plain_label(explanation, "", wraps=True),
    ]
    for problem in book.problems[:MOST_PROBLEMS]:
        text = tr("Line {line}, column {column}: {message}").format(
            line=problem.line, column=problem.column, message=problem.message
        )
        labels.append(plain_label(text, "warning", wraps=True))
    more = len(book.problems) - MOST_PROBLEMS
    if more > 0:
        labels.append(plain_label(tr("and {n} more").format(n=more), "warning"))
    return labels
