"""Keys of the practice, as fingers press them: held, repeated, and locked against a knee."""

from __future__ import annotations

from enum import StrEnum

from PySide6.QtCore import QObject, Qt, QTimer, Signal
from PySide6.QtGui import QKeyEvent

from supine.ui.practice.keys import Action, action_of, locked_action_of

UNLOCK_HOLD = 1000
"""Milliseconds that L is held to unlock the keys."""

AT_ONCE = 5
"""Milliseconds between letting go of a key and pressing it again that no finger can do."""

BOUNCE = 40
"""Milliseconds to wait whether a key that was let go is only being repeated."""


class Lock(StrEnum):
    """Whether the keys are locked, and why."""

    OFF = "off"
    ASKED = "asked"
    """The person has locked them."""
    FULL_SCREEN = "full screen"
    """They lock themselves in full screen, as set."""


class KeyLock(QObject):
    """Turns keys into actions; while they are locked, into `Action.PRESS`."""

    asked = Signal(Action)
    """A key asked for something."""
    unlocked = Signal()
    """L was held long enough."""

    def __init__(self, parent: QObject) -> None:
        """Lock nothing yet."""
        super().__init__(parent)
        self.lock = Lock.OFF
        self._unlocking = QTimer(self, singleShot=True, interval=UNLOCK_HOLD)
        self._unlocking.timeout.connect(self._on_held)
        self._releasing = QTimer(self, singleShot=True, interval=BOUNCE)
        self._releasing.timeout.connect(self._on_released)
        self._let_go = (0, 0)

    def reset(self) -> None:
        """Be unlocked, without a word, and wait for nothing."""
        self.lock = Lock.OFF
        self._unlocking.stop()
        self._releasing.stop()

    def press(self, event: QKeyEvent) -> None:
        """Take a key that went down."""
        if event.isAutoRepeat() or self._bounces(event):
            return
        key, locked = (event.key(), event.modifiers()), self.lock != Lock.OFF
        if locked and action_of(*key) == Action.LOCK:
            self._unlocking.start()
            return
        action = locked_action_of(*key) if locked else action_of(*key)
        if action != Action.NONE:
            self.asked.emit(action)

    def release(self, event: QKeyEvent) -> None:
        """Take a key that was let go: a locked L, too soon, is a key like any other."""
        if event.isAutoRepeat():
            return
        self._let_go = (event.key(), event.timestamp())
        if event.key() == Qt.Key.Key_L and self._unlocking.isActive():
            self._releasing.start()

    def _bounces(self, event: QKeyEvent) -> bool:
        """Return whether a key that is held down only seems to be pressed anew.

        X11 repeats a held key as release and press at one instant, and Qt does not always see that
        they belong together: a knee on the space bar would pause and go on for ever.
        """
        key, when = self._let_go
        again = event.key() == key and 0 < event.timestamp() <= when + AT_ONCE
        if again:
            self._releasing.stop()
        return again

    def _on_released(self) -> None:
        if self._unlocking.isActive():
            self._unlocking.stop()
            self.asked.emit(Action.PRESS)

    def _on_held(self) -> None:
        self.reset()
        self.unlocked.emit()
