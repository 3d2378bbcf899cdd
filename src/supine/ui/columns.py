"""Cards in two columns where there is room, in one where there is not; the page scrolls."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QScrollArea, QVBoxLayout, QWidget

ROOM_FOR_TWO = 900
"""Logical pixels of width from which there are two columns."""

SPACING = 18


class Columns(QScrollArea):
    """A scrolling page of cards."""

    def __init__(self, left: Sequence[QWidget], right: Sequence[QWidget]) -> None:
        """Show `left` beside `right`, or above it on a narrow window."""
        super().__init__()
        self._sides = (left, right)
        self._columns = (QVBoxLayout(), QVBoxLayout())
        inner = QWidget()
        row = QHBoxLayout(inner)
        row.setContentsMargins(0, 0, 12, 0)
        row.setSpacing(SPACING)
        for column in self._columns:
            column.setSpacing(SPACING)
            row.addLayout(column, 1)
        self._row = row
        self._inner, self._count = inner, 0
        self._arrange(2)
        self.setWidgetResizable(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setWidget(inner)
        inner.installEventFilter(self)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Change between one column and two."""
        super().resizeEvent(event)
        self._arrange(2 if event.size().width() >= ROOM_FOR_TWO else 1)
        self._make_room()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Make room when a card has got more to say."""
        if event.type() == QEvent.Type.LayoutRequest:
            self._make_room()
        return super().eventFilter(watched, event)

    def _make_room(self) -> None:
        """Give every card its height: the scroll area alone would squeeze wrapped text."""
        width = self.viewport().width()
        wanted = max(self._row.heightForWidth(width), self._row.sizeHint().height())
        self._inner.setMinimumHeight(wanted)

    def _arrange(self, count: int) -> None:
        if count == self._count:
            return
        self._count = count
        for column in self._columns:
            while column.takeAt(0) is not None:
                pass
        for place, cards in enumerate(self._sides):
            for card in cards:
                self._columns[place if count == 2 else 0].addWidget(card)
        for column in self._columns:
            column.addStretch(1)
        self._row.setStretch(1, 1 if count == 2 else 0)
        self._row.setSpacing(SPACING if count == 2 else 0)
