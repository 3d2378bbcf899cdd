"""What the first program hears from later ones."""

from __future__ import annotations

import json

from PySide6.QtCore import QObject, Signal
from PySide6.QtNetwork import QLocalServer, QLocalSocket

ANSWER = b"here\n"

LONGEST_CALL = 50_000
"""Bytes of a call: the longest path, however it is escaped, has half of that."""


class InstanceServer(QLocalServer):
    """Answers each call, and tells what was said."""

    called = Signal(object)
    """The sequence file that a later program was given, or nothing."""

    def __init__(self, parent: QObject) -> None:
        """Let nobody else's programs call; listen to nothing yet."""
        super().__init__(parent)
        self.setSocketOptions(QLocalServer.SocketOption.UserAccessOption)

    def incomingConnection(self, descriptor: int) -> None:
        """Hear the caller whose socket is `descriptor`, for Qt.

        The socket is made here: of one that Qt makes, PySide keeps a kilobyte for good.
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
    """Return what `line` says; nothing where it is no call of ours."""
    try:
        message = json.loads(line)
    except (ValueError, RecursionError):
        return ""
    return message if isinstance(message, str) else ""
