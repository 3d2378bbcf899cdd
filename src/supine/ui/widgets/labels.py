"""Labels that show plain text, and the buttons of the pages."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6 import QtCore
from PySide6.QtGui import QGuiApplication, QKeyEvent, QPainter, QPaintEvent, QPalette, QPen
from PySide6.QtWidgets import QLabel, QPushButton, QWidget

from supine.ui.widgets.held_keys import HELD_KEYS

if TYPE_CHECKING:
    from supine.ui.reading import Reading

RADIUS, MAIN_RADIUS = 10.0, 14.0
"""Logical pixels: the corners of buttons, as in the style sheet."""


LEVELS = {"title": 1, "heading": 2}
"""The level of a heading by the role that the style sheet knows."""


class Label(QLabel):
    """A label that a screen reader can read letter by letter, and find as a heading."""

    level = 0
    """Of a heading, from 1 on; 0 for a text that is none."""

    def reading(self) -> Reading:
        """Return the text as a screen reader reads it."""
        # after the first frame
        from supine.ui.reading import Reading, Role  # noqa: PLC0415

        role = Role.Heading if self.level else Role.StaticText
        return Reading(role, self.accessibleName() or self.text(), level=self.level)


def plain_label(text: str, role: str, *, wraps: bool = False) -> Label:
    """Return a label that shows `text` as typed: no markup, no links."""
    label = own_label("", role)
    label.setTextFormat(QtCore.Qt.TextFormat.PlainText)
    label.setText(text)
    label.setWordWrap(wraps)
    return label


def own_label(text: str, role: str) -> Label:
    """Return a label for the program's own words only: Qt would read markup in them.

    It does not name Qt's text format, which takes 20 ms (see `app.startup`): it is in the first
    frame.
    """
    label = Label(text)
    label.level = LEVELS.get(role, 0)
    if role:
        label.setProperty("role", role)
    return label


class Button(QPushButton):
    """A button that Return presses as well as Space."""

    def __init__(self, text: str = "", parent: QWidget | None = None) -> None:
        super().__init__(text, parent)
        self.leaves_arrows = False
        """Whether an arrow goes to the page, and not to the next button."""
        # Qt's name for "Return presses it while it has the focus"
        self.setAutoDefault(True)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Press the button once, however long a key is held: it may lead to another button."""
        key = QtCore.Qt.Key
        presses = event.key() in (key.Key_Return, key.Key_Enter, key.Key_Space)
        arrows = (key.Key_Left, key.Key_Right, key.Key_Up, key.Key_Down)
        if self.leaves_arrows and event.key() in arrows:
            event.ignore()
        elif self.group() is not None and event.key() in arrows:
            forwards = (key.Key_Right, key.Key_Left)[self.isRightToLeft()], key.Key_Down
            self._choose_beside(1 if event.key() in forwards else -1)
        elif not (presses and HELD_KEYS.repeats(event)):
            super().keyPressEvent(event)

    def _choose_beside(self, step: int) -> None:
        """Choose the next one of the group: Qt looks for one that lies there, in the same row."""
        others = [one for one in self.group().buttons() if one.isEnabled() and not one.isHidden()]
        place = others.index(self) + step
        if 0 <= place < len(others):
            others[place].setFocus(QtCore.Qt.FocusReason.TabFocusReason)
            others[place].click()

    def keyReleaseEvent(self, event: QKeyEvent) -> None:
        """Note that the key is up: the next press of it is a new one."""
        HELD_KEYS.release(event)
        super().keyReleaseEvent(event)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the button, and the focus over its edge."""
        super().paintEvent(event)
        self.paint_focus()

    def paint_focus(self) -> None:
        """Paint the focus as a line and a gap, visible on a filled button as well."""
        if self.hasFocus():
            # the style sheet gives a filled button other colours than the page around it
            colours, role = QGuiApplication.palette(), QPalette.ColorRole
            radius = MAIN_RADIUS if self.property("role") == "main" else RADIUS
            with QPainter(self) as painter:
                painter.setRenderHint(QPainter.RenderHint.Antialiasing)
                for inset, width, which in ((1.5, 3, role.WindowText), (4.0, 2, role.Window)):
                    painter.setPen(QPen(colours.color(which), width))
                    edge = QtCore.QRectF(self.rect()).adjusted(inset, inset, -inset, -inset)
                    painter.drawRoundedRect(edge, radius - inset, radius - inset)


def push_button(
    text: str, does: Callable[[], object] | QtCore.SignalInstance, *, main: bool = False
) -> Button:
    """Return a button that calls or emits `does`; a page has one `main` button, which is larger."""
    button = Button(text)
    if main:
        button.setProperty("role", "main")
    button.clicked.connect(does)
    return button


def choice_button(text: str) -> Button:
    """Return a button that shows whether it is chosen."""
    button = Button(text)
    button.setProperty("role", "choice")
    button.setCheckable(True)
    return button


def mark_main(button: Button, *, main: bool) -> None:
    """Let `button` be the main one of its page, or no longer."""
    button.setProperty("role", "main" if main else "")
    # otherwise the style sheet does not see it
    button.style().unpolish(button)
    button.style().polish(button)
