"""A timer that Qt hears of only when it is to run otherwise than it does."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QObject, Qt, QTimer


class LazyTimer:
    """Calls something at even intervals; to set the same interval again costs nothing.

    A frame sets it anew, and between two frames a call into Qt takes three times what it should.
    """

    def __init__(self, called: Callable[[], None], parent: QObject) -> None:
        """Stand still. `called` is what to call each time; `parent` owns the timer."""
        self._interval = 0
        self._timer = QTimer(parent)
        self._timer.setTimerType(Qt.TimerType.PreciseTimer)
        self._timer.timeout.connect(called)

    def run_each(self, interval: int) -> None:
        """Call each `interval` milliseconds from now on; 0 is never."""
        if interval == self._interval:
            return
        self._interval = interval
        if interval:
            self._timer.start(interval)
        else:
            self._timer.stop()
