"""The system's signals: Ctrl+C, SIGTERM, and SIGHUP of a terminal that closes."""

from __future__ import annotations

import signal
from contextlib import suppress

from PySide6.QtCore import QObject, QSocketNotifier, QTimer
from PySide6.QtWidgets import QApplication


def heed_signals(application: QApplication) -> None:
    """Let Ctrl+C, SIGTERM and a terminal that closes end the program in order.

    Python handles a signal only when its own code runs: see `SignalWaker`. That may be while
    something is painted, so the program ends only when Qt's loop is idle. It does not ask to close
    the window first, as `quit` does: in the middle of a practice that would be a question.
    """
    for number in _ending_signals():
        signal.signal(number, lambda *_: QTimer.singleShot(0, application, application.exit))


class SignalWaker(QObject):
    """Lets Python handle a signal at once, without a timer that wakes the processor.

    The signal writes a byte to a socket, which makes Qt run some Python code.
    """

    def __init__(self, application: QApplication) -> None:
        """Wait for signals. The sockets live as long as this object."""
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
        """Stop waiting, and close the sockets after that."""
        self._notifier.setEnabled(False)
        signal.set_wakeup_fd(-1)
        self._reading.close()
        self._writing.close()


def _ending_signals() -> list[signal.Signals]:
    """Return the signals that end the program; SIGHUP only without `nohup`."""
    asked = [signal.SIGINT, signal.SIGTERM]
    if hasattr(signal, "SIGHUP") and signal.getsignal(signal.SIGHUP) != signal.SIG_IGN:
        asked.append(signal.SIGHUP)
    return asked
