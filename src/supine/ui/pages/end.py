"""The page after a practice, for somebody who still lies on the mat: how to get up, the tally."""

from __future__ import annotations

from PySide6.QtCore import QRect, Qt, Signal
from PySide6.QtGui import QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QPushButton, QWidget

from supine.core.tally import Tally
from supine.ui import words
from supine.ui.practice.keys import key_of
from supine.ui.theme import Theme
from supine.ui.widgets.flow import Flow
from supine.ui.widgets.labels import push_button
from supine.ui.widgets.text_block import TextBlock, TextValues

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

BUTTONS_WIDTH = 42
"""Width of the page divided by the type size of its buttons, from which on that size is used."""


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
        self._tally, self._title, self._whole = Tally(), "", True
        self._shows_sides = False
        self.advice, self.heading, self.done, self.sides = (
            TextBlock(theme, self) for _ in range(4)
        )
        self._buttons = QWidget(self)
        row = Flow()
        self._buttons.setLayout(row)
        self.back = push_button(self.tr("Back to the sequences (Esc)"), self.left, main=True)
        self.again = push_button("", self.again_asked)
        self.times = push_button(self.tr("Time on each side (T)"), self._toggle_sides)
        self.close_all = push_button(self.tr("Quit (Q)"), self.quit_asked)
        for button in (self.back, self.again, self.times, self.close_all):
            row.addWidget(button)
        self._keys: dict[int, QPushButton] = {
            Qt.Key.Key_O: self.again,
            Qt.Key.Key_T: self.times,
            Qt.Key.Key_Q: self.close_all,
        }

    def set_look(self, theme: Theme, size: float) -> None:
        """Show everything in `theme`; type of `size` logical pixels can be read from the mat."""
        self._size = size
        for block in (self.advice, self.heading, self.done, self.sides):
            block.set_theme(theme)
        self._show()
        self._place()

    def show_tally(self, title: str, tally: Tally, *, whole: bool, longer: bool = False) -> None:
        """Show `tally` of the sequence called `title`; `whole` if it was practised to the end.

        `longer` is whether it was longer than is written: once more it is not.
        """
        self._title, self._tally, self._whole = title, tally, whole
        self._shows_sides = False
        again = self.tr("Once more, in its own length (O)") if longer else self.tr("Once more (O)")
        self.again.setText(again)
        self.times.setVisible(tally.right > 0 or tally.left > 0)
        self._show()
        self._place()
        self.back.setFocus(Qt.FocusReason.OtherFocusReason)

    def _show(self) -> None:
        tally, size = self._tally, self._size
        advice = self.tr("Roll to one side and rest there. Sit up when you are ready.")
        self.advice.show_values(TextValues(advice, size * ADVICE_SIZE, bold=True))
        heading = (
            self.tr("Well done.") if self._whole else self.tr("Enough for today. It all counts.")
        )
        self.heading.show_values(TextValues(heading, size * HEADING_SIZE))
        done = self.tr("{title}: {time}, {poses}").format(
            title=self._title, time=words.length(tally.seconds), poses=words.poses(len(tally.poses))
        )
        text = done if tally.poses else ""
        self.done.show_values(TextValues(text, size * DONE_SIZE, tone="soft"))
        sides = self.tr("Right side {right}, left side {left}").format(
            right=words.length(tally.right), left=words.length(tally.left)
        )
        text = sides if self._shows_sides else ""
        self.sides.show_values(TextValues(text, size * DONE_SIZE, tone="soft"))

    def _toggle_sides(self) -> None:
        self._shows_sides = not self._shows_sides
        self._show()

    def resizeEvent(self, _event: QResizeEvent) -> None:
        """Put all parts in their places."""
        self._place()

    def _place(self) -> None:
        low, high = BUTTON_SIZES
        size = min(self._size * BUTTON_SIZE, self.width() / BUTTONS_WIDTH, high)
        self._buttons.setStyleSheet(
            f"QPushButton {{ font-size: {max(low, round(size))}px; padding: 6px 16px; }}"
        )
        margin = round(self.width() * MARGIN)
        inner = self.rect().adjusted(margin, margin // 2, -margin, -margin // 2)
        layout = self._buttons.layout()
        assert layout is not None, "the buttons are in a row"
        high_row = layout.heightForWidth(inner.width())
        self._buttons.setGeometry(inner.left(), inner.bottom() - high_row, inner.width(), high_row)
        room, top = inner.height() - high_row - margin // 2, inner.top()
        blocks = (self.advice, self.heading, self.done, self.sides)
        for block, share in zip(blocks, SHARES, strict=True):
            block.setGeometry(QRect(inner.left(), top, inner.width(), int(room * share)))
            top += int(room * share)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Do what the letter on a button says."""
        button = self._keys.get(key_of(event))
        if (
            button is None
            or button.isHidden()
            or event.modifiers() != Qt.KeyboardModifier.NoModifier
        ):
            super().keyPressEvent(event)
        elif not event.isAutoRepeat():
            button.click()
