"""Cards with a heading, and a page that shows them in one column or two."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from PySide6.QtCore import Qt
from PySide6.QtGui import QPalette, QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QFrame, QScrollArea, QVBoxLayout, QWidget

from supine.ui.reading import Reading, Role
from supine.ui.widgets.containers import laid_out, leave_bar_gap
from supine.ui.widgets.labels import plain_label
from supine.ui.widgets.more_below import ScrollEdge

TWO_COLUMNS_WIDTH = 900
"""Width in logical pixels from which on cards are shown in two columns."""

SPACING = 18
"""Logical pixels between two cards, and between the columns."""


def page_column(page: QWidget) -> QVBoxLayout:
    """Return the column of a `page` that is read sitting, within its margins."""
    column = QVBoxLayout(page)
    column.setContentsMargins(32, 24, 32, 24)
    column.setSpacing(16)
    return column


class Card(QFrame):
    """A frame with a heading. Add widgets to its `column`."""

    def __init__(self, heading: str, *, urgent: bool = False) -> None:
        super().__init__()
        self._name = heading
        self.setProperty("role", "urgent" if urgent else "card")
        self.column = QVBoxLayout(self)
        self.column.setContentsMargins(24, 18, 24, 20)
        self.column.setSpacing(10)
        if heading:
            self.column.addWidget(plain_label(heading, "heading", wraps=True))
        self._lines = QVBoxLayout()
        self._lines.setSpacing(6)
        self.column.addLayout(self._lines)

    def reading(self) -> Reading:
        """Return the card as a screen reader reads it: a group with the name of the card."""
        parts = tuple(laid_out(self.layout()))
        return Reading(Role.Grouping, self.accessibleName() or self._name, children=parts)

    def set_lines(self, lines: Iterable[str], role: str = "") -> None:
        """Show each of `lines` as a paragraph with this `role`; without lines, hide the card."""
        while (item := self._lines.takeAt(0)) is not None:
            line = item.widget()
            assert line is not None, "only labels were added"
            line.deleteLater()
        for text in lines:
            self._lines.addWidget(plain_label(text, role, wraps=True))
        filled = self._lines.count() > 0
        # on no page yet, it would open as a window for an instant
        if not (filled and self.parentWidget() is None):
            self.setVisible(filled)


class Columns(QScrollArea):
    """A scrolling page of cards: `left` beside `right`, or above it in a narrow window.

    `top` is above both. Without `right` there is one column.
    """

    def __init__(
        self, left: Sequence[QWidget], right: Sequence[QWidget] = (), top: QWidget | None = None
    ) -> None:
        super().__init__()
        inner = QWidget()
        whole = QVBoxLayout(inner)
        leave_bar_gap(whole)
        whole.setSpacing(SPACING)
        if top is not None:
            whole.addWidget(top)
        self._row = QBoxLayout(QBoxLayout.Direction.LeftToRight)
        self._row.setSpacing(SPACING)
        whole.addLayout(self._row, 1)
        for cards in filter(None, (left, right)):
            column = QVBoxLayout()
            column.setSpacing(SPACING)
            for card in cards:
                column.addWidget(card)
            column.addStretch(1)
            self._row.addLayout(column, 1)
        # nothing would show that it has the focus
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setWidgetResizable(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setWidget(inner)
        ScrollEdge(self, QPalette.ColorRole.Window)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Show one column or two, by the new width."""
        super().resizeEvent(event)
        down, right = QBoxLayout.Direction.TopToBottom, QBoxLayout.Direction.LeftToRight
        self._row.setDirection(right if event.size().width() >= TWO_COLUMNS_WIDTH else down)
