"""Watches the PulseAudio server, or PipeWire in its place, from the audio worker.

Qt neither notices that a server has died or hangs, nor finds one that was started later. So the
worker waits for the server before it asks Qt for devices, and is replaced when the server goes.
"""

from __future__ import annotations

import os
import socket
import struct
import time
from pathlib import Path

from PySide6.QtCore import QObject, QSocketNotifier, QTimer, Signal

ANSWER_TIMEOUT = 0.25
"""Seconds in which a server must take a word; one that works takes a millisecond."""

RETRY = 300
"""Milliseconds between two looks for a server."""

PATIENCE = 50.0
"""Seconds after which a server that works may hang up on who says nothing; PulseAudio waits 60.

One that hangs up sooner has ended. Where systemd listens for it, the next one seems to be the same
process.
"""

NONSENSE = struct.pack(">5I", 0x7FFFFFFF, 0xFFFFFFFF, 0, 0, 0)
"""The head of a message that is too long for any server: a server that works hangs up."""


class ServerWatch(QObject):
    """Tells when Qt may look for devices, and when what it found is worth nothing any more."""

    found = Signal()
    """There is a server, or a system that needs none, or Qt must see for itself."""
    missing = Signal()
    """There is a server, but it hangs."""
    gone = Signal()
    """The server that was found has ended, or there is one where Qt found none."""

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self._address = server_address()
        self._idle: socket.socket | None = None
        self._notifier: QSocketNotifier | None = None
        self._told = self._begun = False
        self._timer = QTimer(self, singleShot=True, interval=RETRY)
        self._timer.timeout.connect(self.start)
        self._since = 0.0

    def start(self) -> None:
        """Look for the server until it is found."""
        if self._address is None:
            self.found.emit()
            return
        try:
            works = server_works(self._address)
        except OSError:
            # libpulse starts a server of its own where no other program does
            self._begin()
            works = False
        if works and self._begun:
            self.gone.emit()
        elif works and self._connect():
            self._begin()
        else:
            if not (self._told or self._begun):
                self._told = True
                self.missing.emit()
            self._timer.start()

    def _begin(self) -> None:
        if not self._begun:
            self._begun = True
            self.found.emit()

    def _connect(self) -> bool:
        """Hold a connection that says nothing: it is closed when the server ends."""
        assert self._address is not None, "only then there is a server to watch"
        idle = socket.socket(socket.AF_UNIX, socket.SOCK_STREAM)
        # one that hangs accepts no more than a few
        idle.settimeout(ANSWER_TIMEOUT)
        try:
            idle.connect(self._address)
        except OSError:
            idle.close()
            return False
        idle.setblocking(False)
        self._since = time.monotonic()
        self._idle = idle
        self._notifier = QSocketNotifier(idle.fileno(), QSocketNotifier.Type.Read, self)
        self._notifier.activated.connect(self._on_closed)
        return True

    def _on_closed(self) -> None:
        """Connect again to the same server: it hangs up on who says nothing for a minute."""
        assert self._idle is not None, "it is its connection that was closed"
        assert self._notifier is not None, "it watches the connection"
        before = _process_of(self._idle)
        self._notifier.setEnabled(False)
        self._notifier.deleteLater()
        self._idle.close()
        early = time.monotonic() - self._since < PATIENCE
        if early or not self._connect() or _process_of(self._idle) != before:
            self.gone.emit()


def server_address() -> str | None:
    """Return the path of the server's socket, as libpulse finds it; None without such a server."""
    if not hasattr(socket, "AF_UNIX"):
        # Windows: what these variables name is of another program
        return None
    told = os.environ.get("PULSE_SERVER", "")
    if told:
        # of several servers Qt may use any
        told = "" if " " in told else told
        return told.removeprefix("unix:") if told.startswith(("unix:", "/")) else None
    folder, runtime = (os.environ.get(name) for name in ("PULSE_RUNTIME_PATH", "XDG_RUNTIME_DIR"))
    if folder:
        return str(Path(folder) / "native")
    return str(Path(runtime) / "pulse" / "native") if runtime else None


def server_works(address: str) -> bool:
    """Return whether a server at `address` takes a word: Qt waits for ever for one that hangs.

    Raises `OSError` if there is none.
    """
    try:
        with socket.socket(socket.AF_UNIX, socket.SOCK_STREAM) as trial:
            trial.settimeout(ANSWER_TIMEOUT)
            trial.connect(address)
            trial.sendall(NONSENSE)
            trial.recv(1)
    except TimeoutError:
        return False
    except (BrokenPipeError, ConnectionResetError):
        # it did not read all of the nonsense before it hung up
        return True
    return True


def _process_of(connected: socket.socket) -> int:
    if not hasattr(socket, "SO_PEERCRED"):
        return 0
    size = struct.calcsize("3i")
    told = connected.getsockopt(socket.SOL_SOCKET, socket.SO_PEERCRED, size)
    return int(struct.unpack("3i", told)[0])
