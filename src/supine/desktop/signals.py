"""Ctrl+C, a polite kill and a terminal that closes, as the system's signals bring them."""

from __future__ import annotations

import signal
from contextlib import suppress

from PySide6.QtCore import QObject, QSocketNotifier, QTimer
from PySide6.QtWidgets import QApplication


def heed_signals(application: QApplication) -> None:
    """Let Ctrl+C, a polite kill and a terminal that closes end the program in order.

    Python hears of them only when its own code runs: see `SignalWaker`. That may be in the middle
    of a painting, which is no moment to close a window at.
    """
    for number in _polite():
        signal.signal(number, lambda *_: QTimer.singleShot(0, application, application.quit))


class SignalWaker(QObject):
    """Lets Python hear a signal at once, without a timer that wakes for nothing.

    A byte in a socket makes Qt run some of Python's code.
    """

    def __init__(self, application: QApplication) -> None:
        """Listen from now on. The sockets live as long as this object, and not a moment less."""
        import socket  # noqa: PLC0415 - after the first frame

        super().__init__(application)
        self._reading, self._writing = socket.socketpair()
        self._reading.setblocking(False)
        self._writing.setblocking(False)
        signal.set_wakeup_fd(self._writing.fileno(), warn_on_full_buffer=False)
        self._notifier = QSocketNotifier(self._reading.fileno(), QSocketNotifier.Type.Read, self)
        self._notifier.activated.connect(self._drain)

    def _drain(self) -> None:
        with suppress(OSError):
            self._reading.recv(64)

    def close(self) -> None:
        """Listen no more, before the sockets go."""
        self._notifier.setEnabled(False)
        signal.set_wakeup_fd(-1)
        self._reading.close()
        self._writing.close()


def _polite() -> list[signal.Signals]:
    """Return the signals that ask for an end; a terminal's, unless `nohup` is to outlive it."""
    asked = [signal.SIGINT, signal.SIGTERM]
    if hasattr(signal, "SIGHUP") and signal.getsignal(signal.SIGHUP) != signal.SIG_IGN:
        asked.append(signal.SIGHUP)
    return asked
