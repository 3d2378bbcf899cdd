"""The socket on which the first program is called by later ones."""

from __future__ import annotations

import json

from PySide6.QtCore import QObject, Signal
from PySide6.QtNetwork import QLocalServer, QLocalSocket

ANSWER = b"here\n"

LONGEST_CALL = 50_000
"""Bytes that a call may have: twice the longest path when it is escaped."""


class InstanceServer(QLocalServer):
    """Answers each call and emits its message."""

    called = Signal(object)
    """The path of the later program's sequence file, or an empty string."""

    def __init__(self, parent: QObject) -> None:
        """Accept only programs of the same user."""
        super().__init__(parent)
        self.setSocketOptions(QLocalServer.SocketOption.UserAccessOption)

    def incomingConnection(self, descriptor: int) -> None:
        """Accept a caller, for Qt.

        The socket is constructed here. PySide keeps a kilobyte for ever of one that Qt constructs.
        """
        socket = QLocalSocket(self)
        socket.setReadBufferSize(LONGEST_CALL)
        socket.readyRead.connect(lambda: self._on_message(socket))
        socket.disconnected.connect(socket.deleteLater)
        socket.setSocketDescriptor(descriptor)
        self._on_message(socket)

    def _on_message(self, socket: QLocalSocket) -> None:
        if socket.canReadLine():
            message = _message(bytes(socket.readLine().data()))
            socket.write(ANSWER)
            socket.flush()
            self.called.emit(message)
        elif socket.bytesAvailable() >= LONGEST_CALL:
            socket.abort()


def _message(line: bytes) -> str:
    """Return the message in `line`; empty if it is not one of ours."""
    try:
        message = json.loads(line)
    except (ValueError, RecursionError):
        return ""
    return message if isinstance(message, str) else ""
