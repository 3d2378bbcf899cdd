"""One running program for each profile: a second one raises the first, and leaves."""

from __future__ import annotations

import os
from pathlib import Path
from time import monotonic
from typing import TYPE_CHECKING
from zlib import crc32

from PySide6.QtCore import QDir, QLockFile, QObject, QThread, Signal

if TYPE_CHECKING:
    from PySide6.QtNetwork import QLocalSocket

    from supine.desktop.instance_server import InstanceServer

PATIENCE = 2000
"""Milliseconds for the first program to answer; it takes a few, unless it hangs."""

STARTING = 5.0
"""Seconds for the first program to listen: a machine that has just started has much to do."""

RETRY = 20
"""Milliseconds between two calls to a first program that does not listen yet."""

LONGEST_FOLDER = 80
"""Bytes of a folder that a socket can lie in: its whole path has at most 104."""


def socket_name(profile: Path) -> str:
    """Return the name under which the program of `profile` listens: short, and its own.

    It is a path where the system has a folder for such things that is the person's alone: in the
    one for everybody's files somebody else could listen under that name.
    """
    whose = f"{os.path.realpath(profile)} {os.environ.get('USER', '')}"
    name = f"supine-{crc32(whose.encode(errors='replace')):08x}"
    runtime = os.environ.get("XDG_RUNTIME_DIR", "")
    own = runtime != "" and len(os.fsencode(runtime)) < LONGEST_FOLDER and Path(runtime).is_dir()
    return str(Path(runtime, name)) if own else name


class SingleInstance(QObject):
    """Finds out whether this is the first program of its profile.

    A lock file decides, since two programs that start together could both find nobody listening;
    the system frees it however the first one ends. The socket only carries the call.
    """

    called = Signal(object)
    """A second program was started: the sequence file that it was given, or nothing. A string of
    Python's own: in one of Qt's a name that is no text is another name."""

    def __init__(self, profile: Path, parent: QObject | None = None) -> None:
        """Try to be the first."""
        super().__init__(parent)
        self._name = socket_name(profile)
        # joined with a path, the folder for everybody's files falls away
        self._lock = QLockFile(str(Path(QDir.tempPath(), f"{self._name}.lock")))
        self._lock.setStaleLockTime(0)
        held = QLockFile.LockError.LockFailedError
        # where nothing can be written there is no lock, and nobody to be called
        self.first = self._lock.tryLock(0) or self._lock.error() != held
        self._server: InstanceServer | None = None

    def call_first(self, message: str) -> bool:
        """Send `message` to the first program; return whether it has answered.

        One that hangs does not: then it is better to run beside it than not at all.
        """
        import json  # noqa: PLC0415 - only a second program calls

        from PySide6.QtNetwork import QLocalSocket  # noqa: PLC0415

        socket = QLocalSocket()
        until = monotonic() + STARTING
        # one that was started a moment ago does not listen yet
        while not self._connects(socket):
            if monotonic() > until:
                return False
            QThread.msleep(RETRY)
        # a file may be called anything: two lines, or what is no text
        socket.write(json.dumps(message).encode() + b"\n")
        answered = socket.waitForReadyRead(PATIENCE)
        socket.disconnectFromServer()
        return answered

    def _connects(self, socket: QLocalSocket) -> bool:
        socket.connectToServer(self._name)
        return socket.waitForConnected(PATIENCE)

    def listen(self) -> None:
        """Hear from now on what later programs call; only the first is called.

        Call it now and then: Qt hears nothing more once it could open no file for a caller.
        """
        from supine.desktop.instance_server import InstanceServer  # noqa: PLC0415 - after the first frame

        if not self.first or (self._server is not None and self._server.isListening()):
            return
        if self._server is None:
            self._server = InstanceServer(self)
            self._server.called.connect(self.called)
        # what lies there is from a program that crashed: the lock says that nobody else runs
        self._server.removeServer(self._name)
        self._server.listen(self._name)
