"""A card over the page after a practice, in which a line for the journal is typed.

Who types sits at the computer: the card is never turned.
"""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QHideEvent, QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QVBoxLayout, QWidget

from supine.ui.reading import Reading, Role
from supine.ui.widgets.cards import Card
from supine.ui.widgets.flow import Flow
from supine.ui.widgets.labels import plain_label, push_button

LONGEST = 2000
"""Letters of a note that is typed here."""

WIDEST = 820
"""Logical pixels of the card."""


class NoteCard(QWidget):
    """Covers its parent while a note is typed. Return keeps it, Esc leaves it as it was."""

    written = Signal(str)
    """The note as it was typed."""
    closed = Signal()
    """The card has gone."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self._over = parent
        self._is_open = False
        self.setAutoFillBackground(True)
        # a click beside the card must not reach the page
        self.setAttribute(Qt.WidgetAttribute.WA_NoMousePropagation)
        self.line = QLineEdit()
        self.line.setMaxLength(LONGEST)
        self.line.setAccessibleName(self.tr("A line of text"))
        self.line.returnPressed.connect(self._keep)
        self.keep = push_button(self.tr("Keep it (Return)"), self._keep)
        self.leave = push_button(self.tr("Leave it (Esc)"), self._close)
        self.setAccessibleName(self.tr("A note for your journal"))
        # the dialog has the name: a card of that name would be read once more
        card = Card("")
        card.setMaximumWidth(WIDEST)
        card.column.addWidget(plain_label(self.accessibleName(), "heading", wraps=True))
        card.column.addWidget(self.line)
        card.column.addLayout(Flow(self.keep, self.leave))
        row, column = QHBoxLayout(), QVBoxLayout(self)
        row.addStretch(1)
        row.addWidget(card, 1000)
        row.addStretch(1)
        column.addStretch(1)
        column.addLayout(row)
        column.addStretch(2)
        self.hide()

    def reading(self) -> Reading:
        """Return the card as a screen reader reads it: it hides the page."""
        return Reading(Role.Dialog, self.accessibleName(), modal=True)

    def open(self, note: str) -> None:
        """Show `note`, to be changed."""
        self._is_open = True
        self.line.setText(note)
        self.place()
        self.show()
        self.raise_()
        self.line.setFocus(Qt.FocusReason.OtherFocusReason)

    def place(self) -> None:
        """Cover the whole parent."""
        self.setGeometry(self._over.rect())

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Leave the note with Esc; no other key reaches the page below."""
        if event.key() == Qt.Key.Key_Escape:
            self._close()

    def focusNextPrevChild(self, forward: bool) -> bool:
        """Keep the focus in the card: what is below it cannot be seen."""
        parts: list[QWidget] = [self.line, self.keep, self.leave]
        here = next((place for place, part in enumerate(parts) if part.hasFocus()), 0)
        reason = Qt.FocusReason.TabFocusReason if forward else Qt.FocusReason.BacktabFocusReason
        parts[(here + (1 if forward else -1)) % len(parts)].setFocus(reason)
        return True

    def hideEvent(self, event: QHideEvent) -> None:
        """Keep what was typed if the page is left in the middle of it."""
        if self._is_open and not event.spontaneous():
            self._keep()

    def _keep(self) -> None:
        if self._is_open:
            self._is_open = False
            self.written.emit(self.line.text().strip())
            self._close()

    def _close(self) -> None:
        self._is_open = False
        self.hide()
        self.closed.emit()
