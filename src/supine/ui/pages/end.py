"""The page after a practice, for somebody who still lies on the mat: how to get up, the tally."""

from __future__ import annotations

from PySide6.QtCore import QPoint, QRect, QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QPushButton, QWidget

from supine.journal.entry import Entry
from supine.settings.declaration import Turn
from supine.ui import words
from supine.ui.practice.keys import key_of
from supine.ui.theme import Theme
from supine.ui.widgets.flow import Flow
from supine.ui.widgets.text_block import TextBlock, TextValues
from supine.ui.widgets.turnable import (
    ARROWS,
    TurnableButton,
    turn_part,
    turn_rect,
    upright_size,
)

MARGIN = 0.04
"""Width of the margin, as a share of the page."""

ADVICE_SIZE = 1.8
"""Largest type size of the advice, as a share of the size that can be read from the mat."""

HEADING_SIZE = 1.2
"""The same of the heading."""

DONE_SIZE = 0.8
"""The same of what was done: nobody needs it before they sit up."""

SHARES = (0.42, 0.22, 0.18, 0.18)
"""Heights of advice, heading, what was done and the sides, as shares of the place for words."""

BUTTON_SIZE = 0.75
"""Type size of the buttons, as a share of the size that can be read from the mat."""

BUTTON_SIZES = (15, 56)
"""The smallest and the largest type size of the buttons, in logical pixels."""

BUTTONS_WIDTH = (42, 26)
"""Width of the page divided by the type size of its buttons, from which on that size is used: in
one row, and in more on a tall page."""


class EndPage(QWidget):
    """Shows how to get up and the tally of a practice, in type that can be read from the mat."""

    left = Signal()
    """The person wants to go back to the library."""
    again_asked = Signal()
    """The person wants to practise the same once more."""
    quit_asked = Signal()
    """The person wants to close the program."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._size = 20.0
        self._turn: Turn = "none"
        self._entry: Entry | None = None
        self._kept = self._shows_sides = False
        self.advice, self.heading, self.done, self.sides = (
            TextBlock(theme, self) for _ in range(4)
        )
        self._buttons = QWidget(self)
        self._row = Flow()
        self._buttons.setLayout(self._row)
        # the buttons are placed here, as they may be turned
        self._row.setEnabled(False)
        self.back = TurnableButton(self.tr("Back to the sequences (Esc)"))
        self.back.setProperty("role", "main")
        self.again = TurnableButton()
        self.times = TurnableButton(self.tr("Time on each side (T)"))
        self.close_all = TurnableButton(self.tr("Quit (Q)"))
        for button, does in (
            (self.back, self.left),
            (self.again, self.again_asked),
            (self.times, self._toggle_sides),
            (self.close_all, self.quit_asked),
        ):
            button.clicked.connect(does)
            self._row.addWidget(button)
        self._keys: dict[int, QPushButton] = {
            Qt.Key.Key_O: self.again,
            Qt.Key.Key_T: self.times,
            Qt.Key.Key_Q: self.close_all,
        }

    def set_look(self, theme: Theme, size: float, turn: Turn = "none") -> None:
        """Show everything in `theme`, turned as the practice was: the person still lies there.

        Type of `size` logical pixels can be read from the mat.
        """
        self._size, self._turn = size, turn
        for block in (self.advice, self.heading, self.done, self.sides):
            block.set_theme(theme)
        self._show()
        self._place()

    def show_entry(self, entry: Entry, *, kept: bool, longer: bool = False) -> None:
        """Show what was practised, and whether the journal has `kept` it.

        `longer` is whether it was longer than is written: once more it is not.
        """
        self._entry, self._kept, self._shows_sides = entry, kept, False
        again = self.tr("Once more, in its own length (O)") if longer else self.tr("Once more (O)")
        self.again.setText(again)
        self.times.setVisible(entry.right > 0 or entry.left > 0)
        self._show()
        self._place()
        self.back.setFocus(Qt.FocusReason.OtherFocusReason)

    def _show(self) -> None:
        entry, size = self._entry, self._size
        if entry is None:
            return
        advice = self.tr("Roll to one side and rest there. Sit up when you are ready.")
        self.advice.show_values(TextValues(advice, size * ADVICE_SIZE, bold=True))
        heading = (
            self.tr("Well done.") if entry.finished else self.tr("Enough for today. It all counts.")
        )
        self.heading.show_values(TextValues(heading, size * HEADING_SIZE))
        self.done.show_values(TextValues(self._done_words(entry), size * DONE_SIZE, tone="soft"))
        sides = self.tr("Right side {right}, left side {left}").format(
            right=words.length(entry.right), left=words.length(entry.left)
        )
        text = sides if self._shows_sides else ""
        self.sides.show_values(TextValues(text, size * DONE_SIZE, tone="soft"))

    def _done_words(self, entry: Entry) -> str:
        done = self.tr("{title}: {time}, {poses}").format(
            title=entry.title, time=words.length(entry.seconds), poses=words.poses(entry.poses)
        )
        said = [done] if entry.poses else []
        if not self._kept:
            said.append(self.tr("Under a minute: not kept in your journal."))
        return "\n".join(said)

    def _toggle_sides(self) -> None:
        self._shows_sides = not self._shows_sides
        self._show()

    def resizeEvent(self, _event: QResizeEvent) -> None:
        """Put all parts in their places."""
        self._place()

    def _place(self) -> None:
        upright, (low, high) = upright_size(self.size(), self._turn), BUTTON_SIZES
        one_row, more = BUTTONS_WIDTH
        most = upright.width() / (more if upright.height() > upright.width() else one_row)
        size = min(self._size * BUTTON_SIZE, most, high)
        self._buttons.setStyleSheet(
            f"QPushButton {{ font-size: {max(low, round(size))}px; padding: 6px 16px; }}"
        )
        margin = round(upright.width() * MARGIN)
        page = QRect(QPoint(0, 0), upright)
        inner = page.adjusted(margin, margin // 2, -margin, -margin // 2)
        high_row = self._row.heightForWidth(inner.width())
        self._put(
            self._buttons, QRect(inner.left(), inner.bottom() - high_row, inner.width(), high_row)
        )
        self._row.setGeometry(QRect(QPoint(0, 0), QSize(inner.width(), high_row)))
        for button in self._buttons.findChildren(TurnableButton):
            turn_part(button, self._buttons.size(), self._turn)
        room, top = inner.height() - high_row - margin // 2, inner.top()
        blocks = (self.advice, self.heading, self.done, self.sides)
        for block, share in zip(blocks, SHARES, strict=True):
            block.set_turn(self._turn)
            self._put(block, QRect(inner.left(), top, inner.width(), int(room * share)))
            top += int(room * share)

    def _put(self, part: QWidget, place: QRect) -> None:
        part.setGeometry(turn_rect(place, self.size(), self._turn))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Do what the letter on a button says; an arrow goes to the next button."""
        button = self._keys.get(key_of(event))
        if event.key() in ARROWS:
            self.focusNextPrevChild(event.key() in (Qt.Key.Key_Right, Qt.Key.Key_Down))
        elif (
            button is None
            or button.isHidden()
            or event.modifiers() != Qt.KeyboardModifier.NoModifier
        ):
            super().keyPressEvent(event)
        elif not event.isAutoRepeat():
            button.click()
