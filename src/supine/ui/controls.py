"""The row of buttons under the practice. It fades away in full screen when nothing moves."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, QPropertyAnimation, Qt, QTimer, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QGraphicsOpacityEffect, QHBoxLayout, QPushButton, QWidget

from supine.ui.practice_keys import Action

STILLNESS = 3000
"""Milliseconds without a movement after which the row fades."""

FADE = 350
"""Milliseconds of the fading."""

ROW_IN_TYPE = 56
"""Width of the whole row with its words and padding, in type sizes."""


class Controls(QWidget):
    """Buttons with words. Each says the action that its key does too."""

    asked = Signal(str)
    """A button was pressed: its `Action`."""

    def __init__(self, parent: QWidget | None = None) -> None:
        """Make the buttons."""
        super().__init__(parent)
        self.buttons: dict[Action, QPushButton] = {}
        self._row = QHBoxLayout(self)
        self._row.setContentsMargins(0, 0, 0, 0)
        for number, group in enumerate(self._groups()):
            if number:
                self._row.addStretch(1)
            for action, words in group:
                self._row.addWidget(self._button(action, words))
        self._timer = QTimer(self, singleShot=True, interval=STILLNESS)
        self._timer.timeout.connect(self._fade_out)
        self._fading: QPropertyAnimation | None = None
        self._fades = False

    def _groups(self) -> list[list[tuple[Action, str]]]:
        """What moves on, what changes the pose, the way out, and what is about the window."""
        return [
            [("back", self.tr("Back")), ("press", self.tr("Pause")), ("next", self.tr("Next"))],
            [
                ("easier", self.tr("Easier")),
                ("deeper", self.tr("Deeper")),
                ("stay", self.tr("Stay")),
            ],
            [("stop", self.tr("Stop safely"))],
            [
                ("keys", self.tr("Keys")),
                ("fullscreen", self.tr("Full screen")),
                ("leave", self.tr("Leave")),
            ],
        ]

    def _button(self, action: Action, words: str) -> QPushButton:
        button = QPushButton(words, self)
        button.setObjectName(action)
        # a click must not take the focus: Space would press the button again instead of pausing
        button.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        button.clicked.connect(lambda: self.asked.emit(action))
        self.buttons[action] = button
        return button

    def set_press_words(self, words: str) -> None:
        """Say what the button of any key does just now: pause, go on, or ready."""
        if self.buttons["press"].text() != words:
            self.buttons["press"].setText(words)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Keep the words whole on a narrow screen: the padding gives way first."""
        super().resizeEvent(event)
        roomy = self.width() >= 1000
        # a window can be tall and narrow: half of a large screen, or a screen on its side
        most = min(34, self.width() // ROW_IN_TYPE)
        type_size = min(max(round(self.height() * 0.36), 14), most) if roomy else 14
        padding = type_size if roomy else 6
        self._row.setSpacing(8 if roomy else 4)
        self.setStyleSheet(
            f"QPushButton {{ padding: 2px {padding}px; font-size: {type_size}px; }}"
            "#press, #stop { font-weight: 600; }"
        )

    def set_fading(self, fades: bool) -> None:
        """Fade when nothing moves, or stay."""
        self._fades = fades
        self.wake()

    def wake(self) -> None:
        """Something moved: show the row, and begin to wait again."""
        self._timer.stop()
        if self._fading is not None:
            self._fading.stop()
            self._fading = None
        if self.graphicsEffect() is not None:
            self.setGraphicsEffect(None)  # type: ignore[arg-type]
        self.show()
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

    def eventFilter(self, _watched: QObject, event: QEvent) -> bool:
        """Wake when the pointer moves over whatever this filter is installed on."""
        if event.type() in (QEvent.Type.MouseMove, QEvent.Type.MouseButtonPress):
            self.wake()
        return False
