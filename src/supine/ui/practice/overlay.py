"""A card over the practice, for a question or the list of keys. It is not a separate window."""

from __future__ import annotations

from collections.abc import Iterable
from enum import StrEnum

from PySide6.QtCore import QEvent, QMargins, QObject, QPoint, QRect, QSize, Qt, Signal
from PySide6.QtGui import (
    QColor,
    QFont,
    QHideEvent,
    QKeyEvent,
    QPainter,
    QPaintEvent,
    QPalette,
    QShowEvent,
    QWheelEvent,
)
from PySide6.QtWidgets import QApplication, QFrame, QGridLayout, QLayout, QVBoxLayout, QWidget

from supine.language import translate
from supine.settings.declaration import Turn
from supine.ui.practice.keys import Action, action_of, key_of
from supine.ui.reading import Reading, Role
from supine.ui.widgets.flow import Flow
from supine.ui.widgets.held_keys import HELD_KEYS
from supine.ui.widgets.more_below import MoreBelow
from supine.ui.widgets.turnable import (
    TurnableButton,
    TurnableLabel,
    turn_part,
    turn_rect,
    upright_size,
)

SCRIM = 0.82
"""Opacity of the cover between the practice and a card."""

SHARE = 0.62
"""Type size of a card, as a share of the size that can be read from the mat."""

MARGIN = 12
"""Logical pixels that stay free around a card, unless its type is already `SMALLEST`."""

SMALLEST = 14
"""Smallest type size of a card in logical pixels. What does not fit in it scrolls; the buttons are
always in view."""

TITLE = 1.3
"""Type size of the heading, as a share of that of the text."""

MOST_TRIES = 6
"""How often at most a smaller type is tried. Each takes 3 ms in the list of all keys; the first
guess is mostly right, as a card grows with its type."""

LINES = 3
"""Lines by which a key or a notch of the wheel scrolls."""


class Answer(StrEnum):
    """The answers of a card's buttons."""

    GO_ON = "go on"
    """The safe answer, given by any key: put the card away, and go on as before."""
    LEAVE = "leave"
    CLOSE = "close"
    """Close the program."""
    STOP = "stop"
    """Stop safely: no button's answer, but X works over every card."""


class Overlay(QWidget):
    """A card with a heading, some text, and buttons, of which the first is the safe answer.

    It covers its whole parent, so that no half of a word is visible beside the card. It keeps the
    focus and the keys: any key gives the safe answer, as a clicker has few.
    """

    answered = Signal(Answer)
    """The answer of the button that was pressed."""

    def __init__(self, heading: str, parent: QWidget) -> None:
        super().__init__(parent)
        self._over = parent
        self._size = 20.0
        self._turn: Turn = "none"
        self._before: QWidget | None = None
        """What had the focus before."""
        # a click beside the buttons must not reach the practice
        self.setAttribute(Qt.WidgetAttribute.WA_NoMousePropagation)
        # the practice below may have hidden its pointer
        self.setCursor(Qt.CursorShape.ArrowCursor)
        self.card = QFrame(self)
        self.card.setProperty("role", "card")
        self._port = QWidget(self.card)
        self._text, self._answers = QWidget(self._port), QWidget(self.card)
        self._column, self._grid, self._flow = QVBoxLayout(self._text), QGridLayout(), Flow()
        self._answers.setLayout(self._flow)
        self._column.setContentsMargins(0, 0, 0, 0)
        for layout in (self._column, self._flow):
            # all parts are placed here, as they may be turned
            layout.setEnabled(False)
        self._title = TurnableLabel(heading)
        self._title.level = 1
        self._column.addWidget(self._title)
        self._keys: list[TurnableLabel] = []
        self._buttons: list[TurnableButton] = []
        self._edge = MoreBelow(self._port, QPalette.ColorRole.Base)
        self._scrolled = self._most_scrolled = 0
        """Logical pixels by which the text is scrolled now, and at most."""
        self.hide()

    def reading(self) -> Reading:
        """Return the card as a screen reader reads it: it hides the practice."""
        return Reading(Role.Dialog, self._title.text(), modal=True)

    def add_rows(self, rows: Iterable[tuple[str, str]]) -> None:
        """Add a table of keys and what they do."""
        text = translate("Keys", "{key}: {does}", "for a screen reader: a key and what it does")
        told = []
        for number, (left, right) in enumerate(rows):
            told.append(text.format(key=left, does=right))
            key, does = TurnableLabel(left), TurnableLabel(right)
            # of labels that name nothing Orca reads those of three words or more, in a dialog;
            # where there are none it reads the description
            key.setBuddy(does)
            self._keys.append(key)
            # a key is read from left to right in every language, but stands where a line begins
            self._grid.addWidget(key, number, 0, Qt.AlignmentFlag.AlignLeft)
            self._grid.addWidget(does, number, 1)
        self.setAccessibleDescription("\n".join(told))
        self._grid.setColumnStretch(1, 1)
        self._column.addLayout(self._grid)

    def add_line(self, text: str) -> None:
        """Add a line of text."""
        self._column.addWidget(TurnableLabel(text))

    def add_buttons(self, answers: Iterable[tuple[Answer, str]]) -> None:
        """Add a button for each answer, with its words."""
        for answer, text in answers:
            button = TurnableButton(text, self._answers)
            button.clicked.connect(lambda _checked=False, answer=answer: self.answer(answer))
            self._flow.addWidget(button)
            self._buttons.append(button)

    def open(self, size: float, turn: Turn = "none") -> None:
        """Show the card in the middle, with the focus on the safe answer.

        `size` is the type in logical pixels that can be read from the mat.
        """
        self._size, self._turn = max(float(SMALLEST), size * SHARE), turn
        self._scrolled = 0
        self._before = QApplication.focusWidget()
        self.place()
        self.show()
        self.raise_()
        self._buttons[0].setFocus(Qt.FocusReason.OtherFocusReason)

    def place(self) -> None:
        """Cover the parent, with the card in the middle, in the largest type that fits."""
        self.setGeometry(self._over.rect())
        upright = upright_size(self.size(), self._turn)
        room = upright.shrunkBy(QMargins(MARGIN, MARGIN, MARGIN, MARGIN))
        size = self._fit(room)
        beside, above, gap = round(size * 1.5), round(size * 1.15), round(size * 0.66)
        card = self._hint(size).boundedTo(room)
        width = card.width() - 2 * beside
        high = self._answers_height(width)
        text = QRect(0, 0, width, self._text_height(width))
        card.setHeight(min(text.height() + gap + high + 2 * above, room.height()))
        port = QRect(beside, above, width, card.height() - 2 * above - gap - high)
        self._most_scrolled = max(0, text.height() - port.height())
        corner = QPoint(
            (upright.width() - card.width()) // 2, (upright.height() - card.height()) // 2
        )
        self.card.setGeometry(turn_rect(QRect(corner, card), self.size(), self._turn))
        self._port.setGeometry(turn_rect(port, self.card.size(), self._turn))
        answers = QRect(beside, port.bottom() + 1 + gap, width, high)
        self._answers.setGeometry(turn_rect(answers, self.card.size(), self._turn))
        self._text.resize(upright_size(text.size(), self._turn))
        self._lay_out(self._column, text, self._text)
        self._lay_out(self._flow, QRect(QPoint(0, 0), answers.size()), self._answers)
        self.scroll_by(0)

    def _fit(self, room: QSize) -> int:
        """Use the largest type in which the card fits `room`, or the smallest; return its size."""
        size = round(self._size)
        self._wrap(False)
        for _ in range(MOST_TRIES):
            self._set_type_size(size)
            hint = self._hint(size)
            share = min(room.width() / hint.width(), room.height() / hint.height())
            if share >= 1.0 or size == SMALLEST:
                break
            size = max(SMALLEST, min(size - 1, int(size * share)))
        if self._hint(size).width() > room.width():
            self._wrap(True)
        return size

    def _hint(self, size: int) -> QSize:
        """Return the size of the whole card in type of `size`, with each text in one line."""
        text, answers = self._column.sizeHint(), self._flow.sizeHint()
        return QSize(
            max(text.width(), answers.width()) + 2 * round(size * 1.5),
            text.height() + round(size * 0.66) + answers.height() + 2 * round(size * 1.15),
        )

    def _text_height(self, width: int) -> int:
        column = self._column
        wraps = column.hasHeightForWidth()
        return column.heightForWidth(width) if wraps else column.sizeHint().height()

    def _answers_height(self, width: int) -> int:
        return self._flow.heightForWidth(width)

    def _labels(self) -> list[TurnableLabel]:
        labels: list[TurnableLabel] = self._text.findChildren(TurnableLabel)
        return labels

    def _wrap(self, wraps: bool) -> None:
        for label in self._labels():
            label.setWordWrap(wraps and label not in self._keys)
        self._forget()

    def _set_type_size(self, size: int) -> None:
        """Use type of `size`. Fonts are set: a style sheet for each size takes 100 ms."""
        bold = QFont.Weight.DemiBold
        font = QFont(self.font())
        for label in self._labels():
            font.setPixelSize(round(size * TITLE) if label is self._title else size)
            heading = label is self._title or label in self._keys
            font.setWeight(bold if heading else QFont.Weight.Normal)
            label.setFont(font)
        font.setPixelSize(size)
        font.setWeight(QFont.Weight.Normal)
        for button in self._buttons:
            button.setFont(font)
            button.setMinimumHeight(round(size * 2.6))
        self._column.setSpacing(round(size * 0.66))
        self._flow.setSpacing(max(10, round(size * 0.5)))
        self._grid.setHorizontalSpacing(round(size * 1.2))
        self._grid.setVerticalSpacing(size // 4)
        self._forget()

    def _forget(self) -> None:
        """Let the layouts ask all parts for their sizes again."""
        for layout in (self._flow, self._column, *self._column.findChildren(QLayout)):
            layout.invalidate()

    def _lay_out(self, layout: QLayout, place: QRect, on: QWidget) -> None:
        """Lay parts out in upright coordinates, then turn each in its place."""
        # a row that is not invalidated keeps its turned places, and would be turned twice
        self._forget()
        layout.setGeometry(place)
        parts: list[TurnableLabel | TurnableButton] = [*self._labels(), *self._buttons]
        for part in (one for one in parts if one.parentWidget() is on):
            turn_part(part, on.size(), self._turn)

    def scroll_by(self, pixels: int) -> None:
        """Scroll the text down by `pixels`, as far as it goes."""
        self._scrolled = min(max(0, self._scrolled + pixels), self._most_scrolled)
        upright = upright_size(self._text.size(), self._turn)
        moved = QRect(QPoint(0, -self._scrolled), upright)
        self._text.setGeometry(turn_rect(moved, self._port.size(), self._turn))
        self._edge.set_turn(self._turn)
        self._edge.setVisible(self._scrolled < self._most_scrolled)
        self._edge.place()

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
        """Stop following the parent, and give the focus back."""
        super().hideEvent(event)
        self._over.removeEventFilter(self)
        if self.isHidden():
            kept = self._before is not None and self._before.isVisible()
            (self._before if kept and self._before else self._over).setFocus()

    def eventFilter(self, _watched: QObject, event: QEvent) -> bool:
        """Stay in the middle when the parent changes its size."""
        if event.type() == QEvent.Type.Resize:
            self.place()
        return False

    def answer(self, answer: Answer) -> None:
        """Hide the card, and emit `answer`."""
        self.hide()
        self.answered.emit(answer)

    def focusNextPrevChild(self, forwards: bool) -> bool:
        """Move the focus with Tab from button to button, and never to what is covered."""
        count = len(self._buttons)
        here = next((i for i, one in enumerate(self._buttons) if one.hasFocus()), -1)
        self._buttons[(here + (1 if forwards else -1)) % count].setFocus(
            Qt.FocusReason.TabFocusReason if forwards else Qt.FocusReason.BacktabFocusReason
        )
        return True

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """X stops safely, any other key gives the safe answer; none reaches the practice.

        Arrows and page keys scroll a text that is longer than the card.
        """
        line, page = LINES * self._title.fontMetrics().height(), self._port.height() // 2
        scrolls = {
            Qt.Key.Key_Down: line,
            Qt.Key.Key_Up: -line,
            Qt.Key.Key_PageDown: page,
            Qt.Key.Key_PageUp: -page,
        }
        event.accept()
        if self._most_scrolled and event.key() in scrolls:
            self.scroll_by(scrolls[Qt.Key(event.key())])
            return
        if HELD_KEYS.repeats(event):
            return
        action = action_of(key_of(event), event.modifiers())
        if action == Action.STOP:
            self.answer(Answer.STOP)
        elif action not in (Action.NONE, Action.PAUSE):
            self.answer(Answer.GO_ON)

    def wheelEvent(self, event: QWheelEvent) -> None:
        """Scroll the text."""
        line = LINES * self._title.fontMetrics().height()
        self.scroll_by(round(-event.angleDelta().y() / 120 * line))
        event.accept()
