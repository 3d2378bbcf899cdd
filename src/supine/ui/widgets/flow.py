"""A layout that puts widgets side by side, and begins a new row when the row is full."""

from __future__ import annotations

from PySide6.QtCore import QPoint, QRect, QSize, Qt
from PySide6.QtWidgets import QLayout, QLayoutItem, QWidget

SPACING = 10
"""Logical pixels between two items, and between two rows."""


def read_place(direction: Qt.LayoutDirection, room: QRect, place: QRect) -> QRect:
    """Return `place` in `room`, or its mirror image where one reads to the left.

    `QStyle.visualRect` does the same, but PySide would make 560 names for it, 0.3 MB.
    """
    if direction == Qt.LayoutDirection.LeftToRight:
        return place
    return place.translated(room.left() + room.right() - place.right() - place.left(), 0)


class Flow(QLayout):
    """Lays out items as words in a paragraph: each in its own width.

    The first is on the left, or on the right where that is how one reads.
    """

    def __init__(self, *widgets: QWidget) -> None:
        """Lay out `widgets`, and what is added later."""
        super().__init__()
        self._items: list[QLayoutItem] = []
        self.setSpacing(SPACING)
        self.setContentsMargins(0, 0, 0, 0)
        for widget in widgets:
            self.addWidget(widget)

    def addItem(self, item: QLayoutItem) -> None:  # noqa: N802 - Qt's name
        """Add `item` at the end."""
        self._items.append(item)

    def count(self) -> int:
        """Return the number of items."""
        return len(self._items)

    def itemAt(self, at: int) -> QLayoutItem | None:  # noqa: N802
        """Return the item at index `at`; None tells Qt that there is none."""
        return self._items[at] if 0 <= at < len(self._items) else None

    def takeAt(self, at: int) -> QLayoutItem | None:  # noqa: N802
        """Remove the item at index `at`, and return it."""
        return self._items.pop(at) if 0 <= at < len(self._items) else None

    def expandingDirections(self) -> Qt.Orientation:  # noqa: N802
        """Use no more room than needed."""
        return Qt.Orientation(0)

    def hasHeightForWidth(self) -> bool:
        """Return True: a narrow layout needs more rows."""
        return True

    def heightForWidth(self, width: int) -> int:
        """Return the height of all rows in `width`, in pixels."""
        places = self._places(width)
        return max((place.bottom() + 1 for place in places), default=0)

    def sizeHint(self) -> QSize:
        """Return the size of all items in one row."""
        places = self._places(1_000_000)
        return QSize(places[-1].right() + 1, self._tallest()) if places else QSize()

    def minimumSize(self) -> QSize:  # noqa: N802
        """Return the size in which the widest item still fits."""
        widths = (item.minimumSize().width() for item in self._shown)
        return QSize(max(widths, default=0), self._tallest())

    def setGeometry(self, place: QRect) -> None:  # noqa: N802
        """Put all items in their places in `place`."""
        super().setGeometry(place)
        on = self.parentWidget()
        direction = Qt.LayoutDirection.LeftToRight if on is None else on.layoutDirection()
        for item, own in zip(self._shown, self._places(place.width()), strict=True):
            moved = own.translated(place.topLeft())
            item.setGeometry(read_place(direction, place, moved))

    @property
    def _shown(self) -> list[QLayoutItem]:
        """The items that are not hidden: a hidden one leaves no gap."""
        return [item for item in self._items if not item.isEmpty()]

    def _tallest(self) -> int:
        return max((item.sizeHint().height() for item in self._shown), default=0)

    def _places(self, width: int) -> list[QRect]:
        corner, places = QPoint(0, 0), list[QRect]()
        for item in self._shown:
            size = item.sizeHint()
            if corner.x() and corner.x() + size.width() > width:
                corner = QPoint(0, places[-1].bottom() + 1 + self.spacing())
            places.append(QRect(corner, size))
            corner += QPoint(size.width() + self.spacing(), 0)
        return places
