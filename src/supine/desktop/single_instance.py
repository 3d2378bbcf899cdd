"""One running program for each profile: a second one brings the first forward and ends."""

from __future__ import annotations

import os
import sys
from pathlib import Path
from time import monotonic
from typing import TYPE_CHECKING
from zlib import crc32

from PySide6.QtCore import QDir, QLockFile, QObject, QThread, Signal

if TYPE_CHECKING:
    from PySide6.QtNetwork import QLocalSocket

    from supine.desktop.instance_pipe import InstancePipe
    from supine.desktop.instance_server import InstanceServer

ANSWER_TIMEOUT = 2000
"""Milliseconds in which the first program must answer; it takes a few, unless it hangs."""

STARTING = 5.0
"""Seconds in which the first program must listen: a machine that has just started is slow."""

RETRY = 20
"""Milliseconds between two calls to a first program that does not listen yet."""

LONGEST_FOLDER = 80
"""Bytes that a socket's folder may have: the whole path is limited to 104."""


def socket_name(profile: Path) -> str:
    """Return the name of the socket on which the program of `profile` listens.

    It is a path in the person's own runtime folder if the system has one. In the shared folder for
    temporary files somebody else could listen under that name.
    """
    whose = f"{os.path.realpath(profile)} {os.environ.get('USER', '')}"
    name = f"supine-{crc32(whose.encode(errors='replace')):08x}"
    runtime = os.environ.get("XDG_RUNTIME_DIR", "")
    own = runtime != "" and len(os.fsencode(runtime)) < LONGEST_FOLDER and Path(runtime).is_dir()
    return str(Path(runtime, name)) if own else name


class SingleInstance(QObject):
    """Finds out whether this is the first program of its profile.

    A lock file decides: two programs that start together could both find nobody listening. The
    system frees it however the first one ends. The socket only carries the message.
    """

    called = Signal(object)
    """A second program was started: the path of its sequence file, or an empty string. A Python
    string, because a file name that is not valid text would change in a Qt string."""

    def __init__(self, profile: Path, parent: QObject | None = None) -> None:
        """Try to get the lock of `profile`."""
        super().__init__(parent)
        self._name = socket_name(profile)
        # where the name is a whole path, the temporary folder in front of it is dropped
        self._lock = QLockFile(str(Path(QDir.tempPath(), f"{self._name}.lock")))
        self._lock.setStaleLockTime(0)
        held = QLockFile.LockError.LockFailedError
        # if nothing can be written there is no lock, and no other program to call
        self.first = self._lock.tryLock(0) or self._lock.error() != held
        self._server: InstanceServer | InstancePipe | None = None

    def call_first(self, message: str) -> bool:
        """Send `message` to the first program; return whether it has answered.

        One that hangs does not answer. It is better to run beside it than not at all.
        """
        import json  # noqa: PLC0415 - only a second program calls

        from PySide6.QtNetwork import QLocalSocket  # noqa: PLC0415

        socket = QLocalSocket()
        until = monotonic() + STARTING
        # a program that was started a moment ago does not listen yet
        while not self._connects(socket):
            if monotonic() > until:
                return False
            QThread.msleep(RETRY)
        # a file name may have line ends, or bytes that are not valid text
        socket.write(json.dumps(message).encode() + b"\n")
        answered = socket.waitForReadyRead(ANSWER_TIMEOUT)
        socket.disconnectFromServer()
        return answered

    def _connects(self, socket: QLocalSocket) -> bool:
        socket.connectToServer(self._name)
        return socket.waitForConnected(ANSWER_TIMEOUT)

    def listen(self) -> None:
        """Listen for later programs, if this is the first.

        Call it again now and then: it ends once no file could be opened for a caller.
        """
        if not self.first or (self._server is not None and self._server.is_listening):
            return
        if self._server is None:
            self._server = make_server(self)
            self._server.called.connect(self.called)
        self._server.begin(self._name)

    def close(self) -> None:
        """Listen no more."""
        if self._server is not None:
            self._server.close()


def make_server(parent: QObject) -> InstanceServer | InstancePipe:
    """Return what listens on this system."""
    if sys.platform == "win32":
        from supine.desktop.instance_pipe import InstancePipe  # noqa: PLC0415 - after the first frame

        return InstancePipe(parent)
    from supine.desktop.instance_server import InstanceServer  # noqa: PLC0415 - after the first frame

    return InstanceServer(parent)
