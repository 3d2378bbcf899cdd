"""Key presses in a practice: held keys, repeated keys, and keys locked against a knee."""

from __future__ import annotations

from enum import StrEnum

from PySide6.QtCore import QObject, Qt, QTimer, Signal
from PySide6.QtGui import QKeyEvent

from supine.ui.practice.keys import Action, action_of, key_of, locked_action_of
from supine.ui.widgets.held_keys import HELD_KEYS

UNLOCK_HOLD = 1000
"""Milliseconds that L is held to unlock the keys."""

BOUNCE = 40
"""Milliseconds to wait after a release, which may belong to the repetition of a held key."""


class Lock(StrEnum):
    """Whether the keys are locked, and why."""

    OFF = "off"
    ASKED = "asked"
    """The person has locked them."""
    FULL_SCREEN = "full screen"
    """The setting locks them in full screen."""


class KeyLock(QObject):
    """Translates keys into actions; while they are locked, into `Action.PRESS`."""

    asked = Signal(Action)
    """The action that a key asks for."""
    unlocked = Signal()
    """L has been held long enough to unlock the keys."""

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self.lock = Lock.OFF
        self._unlocking = QTimer(self, singleShot=True, interval=UNLOCK_HOLD)
        self._unlocking.timeout.connect(self._on_held)
        self._releasing = QTimer(self, singleShot=True, interval=BOUNCE)
        self._releasing.timeout.connect(self._on_released)
        self._shows = False
        """Whether a clicker has begun its show, as it thinks: its next Esc is no way out."""

    def reset(self) -> None:
        """Unlock the keys without a signal, and stop all timers."""
        self.lock = Lock.OFF
        self._unlocking.stop()
        self._releasing.stop()

    def press(self, event: QKeyEvent) -> None:
        """Handle a key press."""
        if HELD_KEYS.repeats(event):
            # the release before it was none
            self._releasing.stop()
            return
        key, locked = (key_of(event), event.modifiers()), self.lock != Lock.OFF
        if locked and action_of(*key) == Action.LOCK:
            self._unlocking.start()
            return
        action = locked_action_of(*key) if locked else action_of(*key)
        if self._is_start_button(key[0]):
            action = Action.PRESS
        if action != Action.NONE:
            self.asked.emit(action)

    def _is_start_button(self, key: int) -> bool:
        """Return whether the start button of a clicker was pressed: it sends F5 and Esc in turn."""
        ends = key == Qt.Key.Key_Escape and self._shows
        if key in (Qt.Key.Key_F5, Qt.Key.Key_Escape):
            self._shows = key == Qt.Key.Key_F5
        return ends

    def release(self, event: QKeyEvent) -> None:
        """Handle a key release. L is a key like any other if it is released too early to unlock."""
        if event.isAutoRepeat():
            return
        HELD_KEYS.release(event)
        if key_of(event) == Qt.Key.Key_L and self._unlocking.isActive():
            self._releasing.start()

    def _on_released(self) -> None:
        if self._unlocking.isActive():
            self._unlocking.stop()
            self.asked.emit(Action.PRESS)

    def _on_held(self) -> None:
        self.reset()
        self.unlocked.emit()
