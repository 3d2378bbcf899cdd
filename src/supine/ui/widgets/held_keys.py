"""Which presses only repeat a key that is still held down, perhaps from the page before."""

from __future__ import annotations

from PySide6.QtGui import QKeyEvent

AT_ONCE = 5
"""Milliseconds between release and press of a key: faster than any finger."""


class HeldKeys:
    """Tells the repetition of a held key from a new press.

    X11 repeats a held key as release and press at the same instant, and Qt does not always notice
    that they belong together: a knee on the space bar would pause and go on for ever, and a finger
    that stays on Return would begin a practice unread.
    """

    def __init__(self) -> None:
        self._released = (0, 0)

    def release(self, event: QKeyEvent) -> None:
        """Note that a key was released, if that is no repetition."""
        if not event.isAutoRepeat():
            self._released = (event.key(), event.timestamp())

    def repeats(self, event: QKeyEvent) -> bool:
        """Return whether a press belongs to a key that is still held down."""
        key, when = self._released
        at_once = event.key() == key and 0 < event.timestamp() <= when + AT_ONCE
        return event.isAutoRepeat() or at_once


HELD_KEYS = HeldKeys()
"""Those of the whole program: a key can be held from one page to the next."""
