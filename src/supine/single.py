"""One running program for each profile: a second one raises the first, and leaves."""

from __future__ import annotations

import hashlib
from pathlib import Path

from PySide6.QtCore import QObject, Signal
from PySide6.QtNetwork import QLocalServer, QLocalSocket

PATIENCE = 500
"""Milliseconds for the first program to answer; on one machine it takes one."""


def socket_name(profile: Path) -> str:
    """Return the name under which the program of `profile` listens: short, and its own."""
    return "supine-" + hashlib.sha256(str(profile.resolve()).encode()).hexdigest()[:16]


def call_first(profile: Path, message: str) -> bool:
    """Send `message` to the program that runs with `profile`; return whether there is one."""
    socket = QLocalSocket()
    socket.connectToServer(socket_name(profile))
    if not socket.waitForConnected(PATIENCE):
        return False
    socket.write(message.encode())
    socket.waitForBytesWritten(PATIENCE)
    socket.disconnectFromServer()
    return True


class FirstInstance(QObject):
    """Listens for later programs of the same profile."""

    called = Signal(str)
    """A second program was started: the sequence file that it was given, or nothing."""

    def __init__(self, profile: Path, parent: QObject | None = None) -> None:
        """Listen; if that is impossible the program runs all the same."""
        super().__init__(parent)
        self._server = QLocalServer(self)
        self._server.setSocketOptions(QLocalServer.SocketOption.UserAccessOption)
        self._server.newConnection.connect(self._on_connection)
        name = socket_name(profile)
        if not self._server.listen(name):
            # nobody answered there (see `call_first`): it is what a crash has left
            QLocalServer.removeServer(name)
            self._server.listen(name)

    def _on_connection(self) -> None:
        socket = self._server.nextPendingConnection()
        socket.disconnected.connect(lambda: self._on_message(socket))

    def _on_message(self, socket: QLocalSocket) -> None:
        text = bytes(socket.read(4096).data()).decode(errors="replace")
        socket.deleteLater()
        self.called.emit(text)
