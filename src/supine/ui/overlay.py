"""A card over the practice: a question, or the list of keys. Never a window of its own."""

from __future__ import annotations

from collections.abc import Iterable

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import (
    QFrame,
    QGridLayout,
    QHBoxLayout,
    QLabel,
    QPushButton,
    QVBoxLayout,
    QWidget,
)


class Overlay(QFrame):
    """A card with a heading, some text, and buttons of which the first is the safe one."""

    answered = Signal(str)
    """A button was pressed: its word for the program."""

    def __init__(self, heading: str, parent: QWidget) -> None:
        """Make a hidden card over `parent`."""
        super().__init__(parent)
        self._over = parent
        # a click beside the buttons must not reach what lies below
        self.setAttribute(Qt.WidgetAttribute.WA_NoMousePropagation)
        parent.installEventFilter(self)
        self.setProperty("role", "card")
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(36, 28, 36, 28)
        self._column.setSpacing(16)
        title = plain_label(heading, "heading")
        self._column.addWidget(title)
        self._first: QPushButton | None = None
        self.hide()

    def add_rows(self, rows: Iterable[tuple[str, str]]) -> None:
        """Add a table of two columns."""
        grid = QGridLayout()
        grid.setHorizontalSpacing(28)
        grid.setVerticalSpacing(6)
        for number, (left, right) in enumerate(rows):
            key = plain_label(left, "")
            key.setStyleSheet("font-weight: 600")
            grid.addWidget(key, number, 0)
            grid.addWidget(plain_label(right, ""), number, 1)
        self._column.addLayout(grid)

    def add_buttons(self, answers: Iterable[tuple[str, str]]) -> None:
        """Add buttons: what each is called in the program, and its words."""
        row = QHBoxLayout()
        row.setSpacing(14)
        for word, text in answers:
            button = QPushButton(text, self)
            button.setMinimumHeight(48)
            button.setAutoDefault(True)
            button.clicked.connect(lambda _checked=False, word=word: self.answer(word))
            row.addWidget(button)
            self._first = self._first or button
        row.addStretch(1)
        self._column.addLayout(row)

    def open(self) -> None:
        """Show the card in the middle, with the focus on the safe answer."""
        self.place()
        self.show()
        self.raise_()
        if self._first is not None:
            self._first.setFocus(Qt.FocusReason.OtherFocusReason)

    def place(self) -> None:
        """Stand in the middle of the parent."""
        parent = self._over
        self.adjustSize()
        self.move((parent.width() - self.width()) // 2, (parent.height() - self.height()) // 2)

    def eventFilter(self, _watched: QObject, event: QEvent) -> bool:
        """Stay in the middle when the parent changes its size."""
        if event.type() == QEvent.Type.Resize and self.isVisible():
            self.place()
        return False

    def answer(self, word: str) -> None:
        """Close, and say what was answered."""
        self.hide()
        self.answered.emit(word)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Esc takes the safe answer; nothing else reaches the practice below."""
        if event.key() == Qt.Key.Key_Escape and self._first is not None:
            self._first.click()
        event.accept()


def plain_label(text: str, role: str, *, wraps: bool = False) -> QLabel:
    """Return a label that shows `text` as it is: no markup, no links."""
    label = QLabel()
    label.setTextFormat(Qt.TextFormat.PlainText)
    label.setText(text)
    label.setWordWrap(wraps)
    if role:
        label.setProperty("role", role)
    return label
