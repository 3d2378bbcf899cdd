"""Windows: the pipe on which the first program is called by later ones."""

from __future__ import annotations

from PySide6.QtCore import QObject, Signal
from PySide6.QtNetwork import QLocalServer, QLocalSocket

from supine.desktop.instance_call import ANSWER, LONGEST_CALL, message_in


class InstancePipe(QLocalServer):
    """Answers each call and emits its message."""

    called = Signal(object)
    """The path of the later program's sequence file, or an empty string."""

    def __init__(self, parent: QObject) -> None:
        """Accept only programs of the same user."""
        super().__init__(parent)
        self.setSocketOptions(QLocalServer.SocketOption.UserAccessOption)

    @property
    def is_listening(self) -> bool:
        """Whether a later program can call."""
        return self.isListening()

    def begin(self, name: str) -> None:
        """Listen on the pipe `name`."""
        # an old one is from a program that crashed: the lock says that no other one runs
        self.removeServer(name)
        self.listen(name)

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
            message = message_in(bytes(socket.readLine().data()))
            socket.write(ANSWER)
            socket.flush()
            self.called.emit(message)
        elif socket.bytesAvailable() >= LONGEST_CALL:
            socket.abort()
