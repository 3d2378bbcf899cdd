"""The socket on which the first program is called by later ones.

It is Python's own. Qt's would bring QtNetwork, with all that it knows of networks, into the window:
2 MB for one line of text. Windows has no such socket: see `instance_pipe`.
"""

from __future__ import annotations

import socket
from contextlib import suppress
from pathlib import Path

from PySide6.QtCore import QDir, QObject, QSocketNotifier, Signal

from supine.desktop.instance_call import ANSWER, LONGEST_CALL, message_in

WAITING = 8
"""Callers that may wait until they are accepted."""


class InstanceServer(QObject):
    """Answers each call and emits its message."""

    called = Signal(object)
    """The path of the later program's sequence file, or an empty string."""

    def __init__(self, parent: QObject) -> None:
        """Listen to nobody yet."""
        super().__init__(parent)
        self._socket: socket.socket | None = None
        self._notifier: QSocketNotifier | None = None
        self.callers = set[Caller]()
        """Those who have not hung up."""

    @property
    def is_listening(self) -> bool:
        """Whether a later program can call."""
        return self._socket is not None

    def begin(self, name: str) -> None:
        """Listen, only to programs of the same user, on the socket where Qt looks for `name`.

        Does nothing where that cannot be: without a file handle, or in a folder that is not ours.
        """
        place = Path(QDir.tempPath(), name)
        try:
            made = socket.socket(socket.AF_UNIX, socket.SOCK_STREAM)
        except OSError:
            return
        try:
            made.setblocking(False)
            # an old socket is from a program that crashed: the lock says that no other one runs
            place.unlink(missing_ok=True)
            made.bind(str(place))
            # nobody can call before it listens
            place.chmod(0o600)
            made.listen(WAITING)
        except OSError:
            made.close()
            return
        self._socket = made
        self._notifier = _notifier(made, self)
        self._notifier.activated.connect(self._accept)

    def _accept(self) -> None:
        assert self._socket is not None, "the notifier is enabled"
        try:
            heard, _address = self._socket.accept()
        except (BlockingIOError, ConnectionError):
            return
        except OSError:
            # no file handle for it: it would be offered again and again
            self.close()
            return
        caller = Caller(heard, self)
        self.callers.add(caller)
        caller.read()

    def close(self) -> None:
        """Listen no more."""
        if self._socket is not None and self._notifier is not None:
            self._notifier.setEnabled(False)
            self._notifier.deleteLater()
            with suppress(OSError):
                Path(self._socket.getsockname()).unlink()
            self._socket.close()
            self._socket = self._notifier = None


class Caller:
    """A later program, while it is connected."""

    def __init__(self, heard: socket.socket, server: InstanceServer) -> None:
        """Hear what comes on a socket."""
        self._socket, self._server = heard, server
        heard.setblocking(False)
        self._said = b""
        self._notifier = _notifier(heard, server)
        self._notifier.activated.connect(self.read)

    def read(self) -> None:
        """Read what has come, and answer each whole line."""
        try:
            data = self._socket.recv(LONGEST_CALL)
        except BlockingIOError:
            return
        except OSError:
            data = b""
        *lines, self._said = (self._said + data).split(b"\n")
        for line in lines:
            # who has hung up meanwhile needs no answer
            with suppress(OSError):
                self._socket.sendall(ANSWER)
            self._server.called.emit(message_in(line))
        if not data or len(self._said) >= LONGEST_CALL:
            self._hang_up()

    def _hang_up(self) -> None:
        self._notifier.setEnabled(False)
        self._notifier.deleteLater()
        self._socket.close()
        self._server.callers.discard(self)


def _notifier(of: socket.socket, parent: QObject) -> QSocketNotifier:
    return QSocketNotifier(of.fileno(), QSocketNotifier.Type.Read, parent)
