"""The shelf as Qt's list sees it: each line is worked out only when it comes into view."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QAbstractListModel, QModelIndex, QObject, QPersistentModelIndex, Qt

if TYPE_CHECKING:
    from supine.core.pace import Pace
    from supine.shelf import Book


class ShelfModel(QAbstractListModel):
    """Books in order; a thousand of them cost no more to show than ten."""

    def __init__(self, parent: QObject | None = None) -> None:
        """Begin with an empty shelf."""
        super().__init__(parent)
        self.books: list[Book] = []
        self._pace: Pace | None = None

    def set_pace(self, pace: Pace) -> None:
        """Tell all lengths at `pace`."""
        if pace != self._pace:
            self._pace = pace
            self.dataChanged.emit(self.index(0), self.index(len(self.books) - 1))

    def clear(self) -> None:
        """Take everything off the shelf."""
        self.beginResetModel()
        self.books = []
        self.endResetModel()

    def add(self, book: Book) -> None:
        """Put `book` at the end of the shelf."""
        self.beginInsertRows(QModelIndex(), len(self.books), len(self.books))
        self.books.append(book)
        self.endInsertRows()

    def rowCount(self, parent: QModelIndex | QPersistentModelIndex | None = None) -> int:
        """Return how many books there are; none of them has any below it."""
        return 0 if parent is not None and parent.isValid() else len(self.books)

    def data(
        self,
        index: QModelIndex | QPersistentModelIndex,
        role: int = Qt.ItemDataRole.DisplayRole,
    ) -> str | None:
        """Return the two lines of a book."""
        if role != Qt.ItemDataRole.DisplayRole:
            return None
        from supine.ui.book_page import shelf_lines  # noqa: PLC0415 - see opening

        return shelf_lines(self.books[index.row()], self._pace)
