"""The card of the library that offers to go on where a practice was interrupted."""

from __future__ import annotations

from typing import NamedTuple

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QVBoxLayout

from supine.ui.widgets.labels import plain_label, push_button


class OfferWords(NamedTuple):
    """What the card says."""

    question: str
    explanation: str
    """What was done, and what comes."""
    accept: str
    """On the button that goes on."""


class OfferCard(QFrame):
    """Asks whether to go on. The answer is one key: its first button has the focus."""

    accepted = Signal()
    declined = Signal()

    def __init__(self) -> None:
        """Ask nothing yet."""
        super().__init__()
        self.setProperty("role", "card")
        column = QVBoxLayout(self)
        column.setContentsMargins(36, 16, 36, 20)
        column.setSpacing(8)
        self._question = plain_label("", "title", wraps=True)
        self._explanation = plain_label("", "large", wraps=True)
        self.accept = push_button("", self.accepted, main=True)
        self.decline = push_button(self.tr("No, I am done with it"), self.declined)
        column.addWidget(self._question)
        column.addWidget(self._explanation)
        row = QHBoxLayout()
        row.setSpacing(16)
        row.addWidget(self.accept)
        row.addWidget(self.decline)
        row.addStretch(1)
        column.addSpacing(6)
        column.addLayout(row)

    def show_words(self, words: OfferWords) -> None:
        """Ask what `words` say."""
        self._question.setText(words.question)
        self._explanation.setText(words.explanation)
        self.accept.setText(words.accept)
        # a screen reader says the button that has the focus, and nothing else of the card
        text = self.tr("{button}. {question}", "for a screen reader: a button and its question")
        self.accept.setAccessibleName(text.format(button=words.accept, question=words.question))
        self.accept.setAccessibleDescription(words.explanation)
