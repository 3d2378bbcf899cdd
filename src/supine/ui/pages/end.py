"""The page after a practice: what was done, and the time on each side."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from supine.core.tally import Tally
from supine.ui import words
from supine.ui.widgets.cards import Card
from supine.ui.widgets.labels import plain_label, push_button


class EndPage(QWidget):
    """Shows the tally of a practice on one card."""

    left = Signal()
    """The person wants to go back to the library."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._heading = plain_label("", "title", wraps=True)
        self._done = plain_label("", "heading", wraps=True)
        self._sides = plain_label("", "heading", wraps=True)
        self._poses = plain_label("", "soft", wraps=True)
        self._advice = plain_label(
            self.tr("Roll to one side before you sit up, and have a glass of water."),
            "",
            wraps=True,
        )
        card = Card("")
        for label in (self._heading, self._done, self._sides, self._poses, self._advice):
            card.column.addWidget(label)
        card.setMaximumWidth(760)
        self.back = push_button(self.tr("Back to the sequences"), self.left, main=True)
        column = QVBoxLayout(self)
        column.setContentsMargins(32, 28, 32, 28)
        column.setSpacing(24)
        column.addStretch(1)
        row = QHBoxLayout()
        row.addStretch(1)
        row.addWidget(card, 10)
        row.addStretch(1)
        column.addLayout(row)
        column.addWidget(self.back, 0, Qt.AlignmentFlag.AlignHCenter)
        column.addStretch(2)

    def show_tally(self, title: str, tally: Tally, *, whole: bool) -> None:
        """Show `tally` of the sequence called `title`; `whole` if it was practised to the end."""
        self._heading.setText(self.tr("Well done.") if whole else self.tr("You stopped early."))
        self._done.setText(
            self.tr("{title}: {time}, {poses}").format(
                title=title,
                time=words.length(tally.seconds),
                poses=words.poses(len(tally.poses)),
            )
        )
        self._sides.setText(
            self.tr("Right side {right}, left side {left}").format(
                right=words.length(tally.right), left=words.length(tally.left)
            )
        )
        self._sides.setVisible(tally.right > 0 or tally.left > 0)
        self._poses.setText(" · ".join(tally.poses))
        self.back.setFocus(Qt.FocusReason.OtherFocusReason)
