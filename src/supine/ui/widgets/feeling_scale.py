"""The scale on which a person says how their back feels, by number keys, mouse or clicker."""

from __future__ import annotations

from dataclasses import replace

from PySide6.QtCore import QSize, Qt, QTimer, Signal
from PySide6.QtGui import QFocusEvent, QHideEvent, QKeyEvent, QMouseEvent, QPaintEvent
from PySide6.QtWidgets import QWidget

from supine.journal.feeling import HIGHEST, LOWEST, Answer, Stage
from supine.language import number as written
from supine.language import translate
from supine.ui.announcement import announce
from supine.ui.painting.scale import ScaleValues, cells, paint_scale
from supine.ui.practice.keys import Action, action_of, digit_of, key_of
from supine.ui.reading import Amount, Reading, picked, value_changed
from supine.ui.theme import Theme
from supine.ui.widgets.held_keys import HELD_KEYS
from supine.ui.widgets.turnable import Turnable

CONFIRM = (
    Qt.Key.Key_Space, Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_F5,
    Qt.Key.Key_MediaTogglePlayPause,
)  # fmt: skip
"""Keys that keep the number under the mark: F5 is the start button of a clicker."""

WIDEST, LOWEST_ROW = 720, 44
"""Logical pixels of the scale where a person sits at the screen: a target of 34 pixels, and the
focus around it."""

SIDEWAYS = (Qt.Key.Key_Left, Qt.Key.Key_Right)
"""Keys that go to the number beside."""

TAKE_BACK = (Qt.Key.Key_Backspace, Qt.Key.Key_Delete)
"""Keys that take the answer back."""


def feeling_words(answer: int | None) -> str:
    """Return an answer in words, such as "3 of 10"."""
    if answer is None:
        return translate("FeelingScale", "No answer")
    return translate("FeelingScale", "{n} of {most}", "how a back feels: 3 of 10").format(
        n=written(answer), most=written(HIGHEST)
    )


class FeelingScale(Turnable):
    """Numbers from 0 to 10. It answers nothing by itself, and nobody has to answer it."""

    answered = Signal()
    """Another answer is `given`."""
    moved = Signal()
    """The mark was shown, moved or dropped."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._answer = Answer()
        ends = self.tr("no pain"), self.tr("worst pain")
        self._values = ScaleValues(ends=ends, to=self.layoutDirection())
        self._timer = QTimer(self, singleShot=True)
        self._timer.timeout.connect(self.settle)
        # a click answers, and leaves the focus where Space begins or goes back
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setAccessibleName(
            self.tr("How does your back feel, from 0, no pain, to 10, worst pain?")
        )
        self._show()

    def reading(self) -> Reading:
        """Return the question and the answer as a screen reader reads them."""
        amount = Amount(self.mark or LOWEST, LOWEST, HIGHEST)
        return picked(self.accessibleName(), feeling_words(self.mark), amount, self._choose)

    def _choose(self, number: float) -> None:
        self._become(self._answer.chosen(round(number)))

    @property
    def given(self) -> int | None:
        """The answer; None if there is none."""
        return self._answer.given

    @property
    def stage(self) -> Stage:
        """How far an answer has got."""
        return self._answer.stage

    @property
    def mark(self) -> int | None:
        """The number under the mark, or the answer."""
        return self._answer.mark

    def set_look(self, theme: Theme, most: float) -> None:
        """Paint in `theme`, in type of at most `most` logical pixels."""
        self._theme = theme
        self._values = replace(self._values, most=most)
        self.update()

    def show_answer(self, number: int | None) -> None:
        """Show `number` as the answer; nothing is emitted."""
        self._answer = Answer().chosen(number)
        self._show()

    def settle(self) -> None:
        """End what is under way: the mark is kept where it was moved to."""
        self._become(self._answer.settled())

    def step(self, step: int) -> None:
        """Move the mark by `step`, as a clicker or a headset asks; at first it is only shown."""
        self._become(self._answer.moved(step))

    def confirm(self) -> None:
        """Keep the number under the mark."""
        self._become(self._answer.confirmed())

    def take_number(self, event: QKeyEvent) -> bool:
        """Answer with a number key, or take the answer back; return whether it was such a key."""
        digit = digit_of(event)
        if event.key() in TAKE_BACK:
            self._become(self._answer.chosen(None))
        elif digit is not None and not HELD_KEYS.repeats(event):
            self._become(self._answer.typed(digit))
        return event.key() in TAKE_BACK or digit is not None

    def take_step(self, event: QKeyEvent) -> bool:
        """Move the mark with the keys of a clicker, or keep it; return whether that was asked."""
        action = action_of(key_of(event), event.modifiers())
        if event.key() in SIDEWAYS and self._values.to == Qt.LayoutDirection.RightToLeft:
            # as the eye goes: the numbers grow to the left
            action = {Action.NEXT: Action.BACK, Action.BACK: Action.NEXT}.get(action, action)
        if HELD_KEYS.repeats(event) and action in (Action.NEXT, Action.BACK, Action.PRESS):
            # whoever lies on the clicker answers nothing
            return True
        return (action != Action.PRESS or event.key() in CONFIRM) and self.take_action(action)

    def take_action(self, action: Action) -> bool:
        """Do what a clicker or a headset asks; return whether it means something here."""
        under_way = self.stage != Stage.SETTLED
        if action in (Action.NEXT, Action.BACK):
            self.step(1 if action == Action.NEXT else -1)
        elif under_way and action in (Action.PRESS, Action.PLAY):
            self.confirm()
        elif under_way and action in (Action.ESCAPE, Action.PAUSE):
            self.settle()
        else:
            return False
        return True

    def _become(self, answer: Answer) -> None:
        was, self._answer = self._answer, answer
        seconds = answer.seconds
        if seconds is None:
            self._timer.stop()
        else:
            self._timer.start(round(seconds * 1000))
        if answer == was:
            return
        self._show()
        if answer.mark != was.mark:
            if self.hasFocus():
                value_changed(self)
            else:
                announce(self, feeling_words(answer.mark))
        self.moved.emit()
        if answer.given != was.given:
            self.answered.emit()

    def _show(self) -> None:
        given, mark = self._answer.given, self._answer.mark
        self._values = replace(self._values, given=given, mark=mark, focused=self.hasFocus())
        self.update()

    def sizeHint(self) -> QSize:
        """Return the size of a row of numbers, with the words at its ends beside it."""
        return QSize(WIDEST, LOWEST_ROW)

    def minimumSizeHint(self) -> QSize:
        """Return the size in which all of it can still be read."""
        return QSize(270, LOWEST_ROW)

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Paint the scale."""
        with self.upright_painter() as painter:
            paint_scale(painter, self.upright_rect, self._values, self._theme)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Answer with the number under the pointer."""
        at = self.to_upright(event.position())
        for number, place in enumerate(cells(self.upright_rect, self._values.to), LOWEST):
            if place.contains(at):
                self._become(self._answer.chosen(number))

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        """Answer once: the second press of a double click means no more than the first."""

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Move the mark with the arrows, and answer with a number."""
        # what the page keys do depends on the page
        is_page_key = event.key() in (Qt.Key.Key_PageUp, Qt.Key.Key_PageDown)
        if is_page_key or not (self.take_number(event) or self.take_step(event)):
            event.ignore()

    def focusInEvent(self, _event: QFocusEvent) -> None:
        """Show the focus."""
        self._show()

    def focusOutEvent(self, _event: QFocusEvent) -> None:
        """Show that the focus is elsewhere."""
        self._show()

    def hideEvent(self, event: QHideEvent) -> None:
        """Keep what is under way when the page is left, and not when the window is minimised."""
        if not event.spontaneous():
            self.settle()
