"""The row of buttons on the practice screen. In full screen it fades when nothing moves."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QEvent, QObject, QPropertyAnimation, QRect, QSize, Qt, QTimer, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QGraphicsOpacityEffect, QWidget

from supine.settings.declaration import Turn
from supine.ui.practice.keys import Action
from supine.ui.practice.layout import control_rows
from supine.ui.reading import Reading, Role
from supine.ui.widgets.flow import read_place
from supine.ui.widgets.turnable import Turnable, TurnableButton, turn_rect

STILLNESS = 3000
"""Milliseconds without a movement of the pointer after which the row fades."""

FADE = 350
"""Milliseconds of the fade."""

ROW_IN_TYPE = {1: 56, 2: 37}
"""Width of a row with words and padding, in type sizes, by the number of rows."""

TIGHT = ((14, 6, 4), (13, 4, 3), (12, 2, 2))
"""Type, padding and gap in logical pixels where there is no room to grow: the first that fits."""

ROOMY = {1: 1000, 2: 560}
"""Width in logical pixels from which on type and padding can grow, by the number of rows."""


def row_places(groups: Sequence[Sequence[QSize]], room: QRect, gap: int) -> list[QRect]:
    """Return the places of buttons in a row: a `gap` inside a group, the rest between groups."""
    wide = sum(size.width() for group in groups for size in group)
    wide += gap * sum(len(group) - 1 for group in groups)
    apart = max(float(gap), (room.width() - wide) / max(1, len(groups) - 1))
    places, left = [], float(room.left())
    for group in groups:
        for size in group:
            top = room.top() + max(0, room.height() - size.height()) // 2
            places.append(QRect(round(left), top, size.width(), min(size.height(), room.height())))
            left += size.width() + gap
        left += apart - gap
    return places


class Controls(Turnable):
    """Buttons with words, for actions that also have a key."""

    asked = Signal(Action)
    """The action of a button that was pressed."""
    faded = Signal(bool)
    """The row has faded (True), or is there again (False)."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.buttons: dict[Action, TurnableButton] = {}
        self._grouped = [
            [self._button(action, words) for action, words in group] for group in self._groups()
        ]
        self._gap = 8
        self._timer = QTimer(self, singleShot=True, interval=STILLNESS)
        self._timer.timeout.connect(self._fade_out)
        self._fading: QPropertyAnimation | None = None
        self._fades = False
        self._by_hand = True

    def _groups(self) -> list[list[tuple[Action, str]]]:
        """Return the groups: moving on, changing the pose, the way out, and the window."""
        return [
            [
                (Action.BACK, self.tr("Back")),
                (Action.PRESS, self.tr("Pause")),
                (Action.NEXT, self.tr("Next")),
            ],
            [
                (Action.EASIER, self.tr("Easier")),
                (Action.DEEPER, self.tr("Deeper")),
                (Action.STAY, self.tr("Stay")),
            ],
            [(Action.STOP, self.tr("Stop safely"))],
            [
                (Action.KEYS, self.tr("Keys")),
                (Action.FULL_SCREEN, self.tr("Full screen")),
                (Action.LEAVE, self.tr("Leave")),
            ],
        ]

    def _button(self, action: Action, words: str) -> TurnableButton:
        button = TurnableButton(words, self)
        button.setObjectName(action)
        # a click must not move the focus: Space would press the button again instead of pausing
        button.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        button.clicked.connect(lambda: self.asked.emit(action))
        self.buttons[action] = button
        return button

    def reading(self) -> Reading:
        """Return the row as a screen reader reads it."""
        return Reading(Role.ToolBar, self.tr("Controls"))

    def set_press_words(self, words: str) -> None:
        """Set the words of the button that does what any key does: pause, go on, or ready."""
        if self.buttons[Action.PRESS].text() != words:
            self.buttons[Action.PRESS].setText(words)
            width, height = self.upright_size.width(), self.upright_size.height()
            if self._least_width(control_rows(width, height)) > width:
                self._fit_type()
            self._place()

    def set_turn(self, turn: Turn) -> None:
        """Turn the row and its buttons."""
        super().set_turn(turn)
        for button in self.buttons.values():
            button.turn = turn
            button.update()
        self._fit_type()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Fit type and padding to the width: on a narrow screen padding shrinks first."""
        super().resizeEvent(event)
        self._fit_type()

    def event(self, event: QEvent) -> bool:
        """Place the buttons again when the words of one have become longer or larger."""
        if event.type() == QEvent.Type.LayoutRequest:
            self._place()
        return super().event(event)

    def _fit_type(self) -> None:
        width, height = self.upright_size.width(), self.upright_size.height()
        rows = control_rows(width, height)
        roomy = width >= ROOMY[rows]
        # a window can be tall and narrow: half of a large screen, or a turned screen
        most = min(34, width // ROW_IN_TYPE[rows])
        size = min(max(round(height / rows * 0.36), 14), most)
        for type_size, padding, gap in ((size, size, 8),) if roomy else TIGHT:
            self._gap = gap
            self.setStyleSheet(
                f"QPushButton {{ padding: 2px {padding}px; font-size: {type_size}px; }}"
                "#press, #stop { font-weight: 600; }"
            )
            if self._least_width(rows) <= width:
                break
        self._place()

    def _least_width(self, rows: int) -> int:
        """Return the width of the longest of `rows` rows, with a gap between all buttons."""
        return max(
            sum(button.sizeHint().width() + self._gap for group in row for button in group)
            for row in self._rows(rows)
        )

    def _rows(self, rows: int) -> list[list[list[TurnableButton]]]:
        """Return the groups of each row: in two rows, moving on and the way out come first."""
        moves, changes, stop, window = self._grouped
        return [[moves, stop], [changes, window]] if rows > 1 else [self._grouped]

    def _place(self) -> None:
        """Put the buttons in one row, or in two."""
        width, height = self.upright_size.width(), self.upright_size.height()
        rows = self._rows(control_rows(width, height))
        high = (height - self._gap * (len(rows) - 1)) // len(rows)
        for number, row in enumerate(rows):
            room = QRect(0, number * (high + self._gap), width, high)
            hints = [[button.sizeHint() for button in group] for group in row]
            buttons = [button for group in row for button in group]
            for button, place in zip(buttons, row_places(hints, room, self._gap), strict=True):
                read = read_place(self.layoutDirection(), room, place)
                button.setGeometry(turn_rect(read, self.size(), self.turn))

    def set_full_screen(self, full: bool) -> None:
        """In full screen the row fades when nothing moves, and a button leads out of it."""
        words = self.tr("Exit full screen") if full else self.tr("Full screen")
        self.buttons[Action.FULL_SCREEN].setText(words)
        self._fades = full
        self.wake()

    @property
    def is_in_use(self) -> bool:
        """Whether the row can be seen, and a key or the pointer has shown it: somebody is there."""
        return not self.isHidden() and self._fading is None and self._by_hand

    def wake(self, *, by_hand: bool = True) -> None:
        """Show the row after a movement, and start the waiting time again.

        `by_hand` is whether somebody at the computer did something; a practice may begin alone.
        """
        self._by_hand = by_hand
        self._timer.stop()
        if self._fading is not None:
            self._fading.stop()
            self._fading = None
        if self.graphicsEffect() is not None:
            self.setGraphicsEffect(None)  # type: ignore[arg-type]
        if self.isHidden():
            self.show()
            self.faded.emit(False)
        if self._fades:
            self._timer.start()

    def _fade_out(self) -> None:
        if any(button.hasFocus() for button in self.buttons.values()):
            return
        effect = QGraphicsOpacityEffect(self)
        self.setGraphicsEffect(effect)
        self._fading = QPropertyAnimation(effect, b"opacity", self)
        self._fading.setDuration(FADE)
        self._fading.setStartValue(1.0)
        self._fading.setEndValue(0.0)
        self._fading.finished.connect(self._on_faded)
        self._fading.start()

    def _on_faded(self) -> None:
        self.hide()
        self.setGraphicsEffect(None)  # type: ignore[arg-type]
        self._fading = None
        self.faded.emit(True)

    def eventFilter(self, _watched: QObject, event: QEvent) -> bool:
        """Show the row when the pointer moves over a widget that this filter is installed on."""
        if event.type() in (QEvent.Type.MouseMove, QEvent.Type.MouseButtonPress):
            self.wake()
        return False
