"""A card over the practice, for a question or the list of keys. It is not a separate window."""

from __future__ import annotations

from collections.abc import Iterable
from enum import StrEnum

from PySide6.QtCore import QEvent, QMargins, QObject, QPoint, QRect, QSize, Qt, Signal
from PySide6.QtGui import (
    QColor,
    QHideEvent,
    QKeyEvent,
    QPainter,
    QPaintEvent,
    QPalette,
    QShowEvent,
)
from PySide6.QtWidgets import (
    QFrame,
    QGridLayout,
    QHBoxLayout,
    QLayout,
    QVBoxLayout,
    QWidget,
)

from supine.settings.declaration import Turn
from supine.ui.widgets.turnable import TurnableButton, TurnableLabel, turn_rect, upright_size

SCRIM = 0.82
"""Opacity of the cover between the practice and a card."""

SHARE = 0.62
"""Type size of a card, as a share of the size that can be read from the mat."""

MARGIN = 12
"""Logical pixels that stay free around a card, unless its type is already `SMALLEST`."""

SMALLEST = 14
"""Smallest type size of a card in logical pixels, even in a small window."""


class Answer(StrEnum):
    """The answers of a card's buttons."""

    STAY = "stay"
    LEAVE = "leave"
    CLOSE = "close"


class Overlay(QWidget):
    """A card with a heading, some text, and buttons, of which the first is the safe answer.

    It covers its whole parent, so that no half of a word is visible beside the card.
    """

    answered = Signal(Answer)
    """The answer of the button that was pressed."""

    def __init__(self, heading: str, parent: QWidget) -> None:
        super().__init__(parent)
        self._over = parent
        self._size = 20.0
        self._turn: Turn = "none"
        # a click beside the buttons must not reach the practice
        self.setAttribute(Qt.WidgetAttribute.WA_NoMousePropagation)
        self.card = QFrame(self)
        self.card.setProperty("role", "card")
        self._column, self._grid = QVBoxLayout(self.card), QGridLayout()
        self._title = TurnableLabel(heading)
        self._title.setObjectName("title")
        self._column.addWidget(self._title)
        self._buttons: list[TurnableButton] = []
        self.hide()

    def add_rows(self, rows: Iterable[tuple[str, str]]) -> None:
        """Add a table of two columns."""
        grid = self._grid
        for number, (left, right) in enumerate(rows):
            key = TurnableLabel(left)
            key.setObjectName("key")
            grid.addWidget(key, number, 0)
            grid.addWidget(TurnableLabel(right), number, 1)
        self._column.addLayout(grid)

    def add_buttons(self, answers: Iterable[tuple[Answer, str]]) -> None:
        """Add a button for each answer, with its words."""
        row = QHBoxLayout()
        row.setSpacing(14)
        for answer, text in answers:
            button = TurnableButton(text, self)
            button.setAutoDefault(True)
            button.clicked.connect(lambda _checked=False, answer=answer: self.answer(answer))
            row.addWidget(button)
            self._buttons.append(button)
        row.addStretch(1)
        self._column.addLayout(row)

    def open(self, size: float, turn: Turn = "none") -> None:
        """Show the card in the middle, with the focus on the safe answer.

        `size` is the type in logical pixels that can be read from the mat.
        """
        self._size, self._turn = max(float(SMALLEST), size * SHARE), turn
        self.place()
        self.show()
        self.raise_()
        if self._buttons:
            self._buttons[0].setFocus(Qt.FocusReason.OtherFocusReason)

    def place(self) -> None:
        """Cover the parent, with the card in the middle, in the largest type that fits."""
        self.setGeometry(self._over.rect())
        size = round(self._size)
        self._set_type_size(size)
        while size > SMALLEST and not self._fits():
            size -= 1
            self._set_type_size(size)
        size_hint, upright = self.card.sizeHint(), upright_size(self.size(), self._turn)
        corner = QPoint(
            max(0, (upright.width() - size_hint.width()) // 2),
            max(0, (upright.height() - size_hint.height()) // 2),
        )
        self.card.setGeometry(turn_rect(QRect(corner, size_hint), self.size(), self._turn))
        self._turn_parts(size_hint)

    def _turn_parts(self, size: QSize) -> None:
        """Lay the card out in upright coordinates, then turn each part in its place."""
        self._column.setEnabled(self._turn == "none")
        if self._turn != "none":
            # a row that is not invalidated keeps its turned places, and would be turned twice
            for layout in (self._column, *self._column.findChildren(QLayout)):
                layout.invalidate()
            inner = QRect(QPoint(0, 0), size).marginsRemoved(self.card.contentsMargins())
            self._column.setGeometry(inner)
        labels: list[TurnableLabel] = self.card.findChildren(TurnableLabel)
        parts: list[TurnableLabel | TurnableButton] = [*labels, *self._buttons]
        for part in parts:
            part.turn = self._turn
            if self._turn != "none":
                part.setGeometry(turn_rect(part.geometry(), self.card.size(), self._turn))
            part.update()

    def _set_type_size(self, size: int) -> None:
        self.card.setStyleSheet(
            f"* {{ font-size: {size}px; }} #title {{ font-size: {round(size * 1.3)}px; }}"
            f"#title, #key {{ font-weight: 600; }} QPushButton {{ min-height: {size * 2}px; }}"
        )
        beside, above = round(size * 1.5), round(size * 1.15)
        self._column.setContentsMargins(beside, above, beside, above)
        self._column.setSpacing(round(size * 0.66))
        self._grid.setHorizontalSpacing(round(size * 1.2))
        self._grid.setVerticalSpacing(size // 4)
        self.card.adjustSize()

    def _fits(self) -> bool:
        hint, room = self.card.sizeHint(), upright_size(self.size(), self._turn)
        most = room.shrunkBy(QMargins(MARGIN, MARGIN, MARGIN, MARGIN))
        return hint.width() <= most.width() and hint.height() <= most.height()

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Cover the practice."""
        ground = QColor(self.palette().color(QPalette.ColorRole.Window))
        ground.setAlphaF(SCRIM)
        with QPainter(self) as painter:
            painter.fillRect(self.rect(), ground)

    def showEvent(self, event: QShowEvent) -> None:
        """Follow the parent, but only while shown: a hidden card must not receive each frame."""
        super().showEvent(event)
        self._over.installEventFilter(self)
        # the parent may have got another size while another page was shown over both
        self.place()

    def hideEvent(self, event: QHideEvent) -> None:
        """Stop following the parent."""
        super().hideEvent(event)
        self._over.removeEventFilter(self)

    def eventFilter(self, _watched: QObject, event: QEvent) -> bool:
        """Stay in the middle when the parent changes its size."""
        if event.type() == QEvent.Type.Resize:
            self.place()
        return False

    def answer(self, answer: Answer) -> None:
        """Hide the card, and emit `answer`."""
        self.hide()
        self.answered.emit(answer)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Esc gives the safe answer. No key reaches the practice."""
        if event.key() == Qt.Key.Key_Escape and self._buttons:
            self._buttons[0].click()
        event.accept()
