"""Buttons and labels of Qt's own that can be turned: their style paints them on the sheet."""

from __future__ import annotations

from PySide6.QtCore import QPoint, QRect, Qt
from PySide6.QtGui import QPaintEvent, QPalette
from PySide6.QtWidgets import (
    QLabel,
    QPushButton,
    QStyle,
    QStyleOptionButton,
    QStylePainter,
    QWidget,
)

from supine.store.settings import Turn
from supine.ui.turning import sheet_size, to_screen


class TurnableButton(QPushButton):
    """A button whose words may be turned. What it hints at is its size upright."""

    turn: Turn = "none"

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint it as its style does."""
        if self.turn == "none":
            super().paintEvent(event)
            return
        option = QStyleOptionButton()
        self.initStyleOption(option)
        option.rect = _sheet(self, self.turn)  # type: ignore[attr-defined]
        painter = QStylePainter(self)
        with painter:
            painter.setTransform(to_screen(self.size(), self.turn), combine=True)
            painter.drawControl(QStyle.ControlElement.CE_PushButton, option)


class TurnableLabel(QLabel):
    """One line of text, shown as it is, that may be turned."""

    turn: Turn = "none"

    def __init__(self, text: str) -> None:
        """Show `text`: no markup, no links."""
        super().__init__()
        self.setTextFormat(Qt.TextFormat.PlainText)
        self.setText(text)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the text."""
        if self.turn == "none":
            super().paintEvent(event)
            return
        painter = QStylePainter(self)
        with painter:
            painter.setTransform(to_screen(self.size(), self.turn), combine=True)
            where, place = _sheet(self, self.turn), Qt.AlignmentFlag.AlignVCenter.value
            role = QPalette.ColorRole.WindowText
            painter.drawItemText(where, place, self.palette(), True, self.text(), role)


def _sheet(widget: QWidget, turn: Turn) -> QRect:
    return QRect(QPoint(0, 0), sheet_size(widget.size(), turn))
