"""A card: a heading with something under it."""

from __future__ import annotations

from collections.abc import Iterable

from PySide6.QtWidgets import QFrame, QVBoxLayout

from supine.ui.labels import plain_label


class Card(QFrame):
    """A heading with something under it."""

    def __init__(self, heading: str, *, urgent: bool = False) -> None:
        """Make a card with nothing under its heading."""
        super().__init__()
        self.setProperty("role", "urgent" if urgent else "card")
        self.column = QVBoxLayout(self)
        self.column.setContentsMargins(24, 18, 24, 20)
        self.column.setSpacing(10)
        if heading:
            self.column.addWidget(plain_label(heading, "heading", wraps=True))
        self._lines = QVBoxLayout()
        self._lines.setSpacing(6)
        self.column.addLayout(self._lines)

    def set_lines(self, lines: Iterable[str]) -> None:
        """Show each of `lines` as a paragraph; without any, the card is not shown."""
        while (item := self._lines.takeAt(0)) is not None:
            line = item.widget()
            assert line is not None, "only labels were added"
            line.deleteLater()
        for text in lines:
            self._lines.addWidget(plain_label(text, "", wraps=True))
        self.setVisible(self._lines.count() > 0)
