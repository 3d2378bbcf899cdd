"""The worker's end: reads requests in a thread, writes answers, ends with the program."""

from __future__ import annotations

import faulthandler
import os
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import NoReturn

from msgspec import Struct
from PySide6.QtCore import QCoreApplication, QObject, Signal

from supine.worker.messages import Fault, MessageReader, Ping, Pong, Quit, encoded

LONGEST_CALL = 30
"""Seconds after which a call into a library ends this process."""


class RequestReader(QObject):
    """Reads requests in a thread, since Windows cannot wait for a pipe in any other way."""

    asked = Signal(object)
    """A request, or a `Fault`."""
    closed = Signal()
    """The program has ended."""

    def listen(self, source: int, reader: MessageReader[object]) -> None:
        """Read from the file descriptor `source` until it is closed."""
        threading.Thread(target=self._read, args=(source, reader), daemon=True).start()

    def _read(self, source: int, reader: MessageReader[object]) -> None:
        while data := _read_some(source):
            for request in reader.feed(data):
                self.asked.emit(request)
        self.closed.emit()


def _read_some(source: int) -> bytes:
    try:
        return os.read(source, 4096)
    except OSError:
        return b""


class Child(QObject):
    """The loop of a worker. `handle` does what is requested; `stop` ends what is under way."""

    def __init__(self, reader: MessageReader[object]) -> None:
        """Take over standard output: what a library prints must not come between the answers."""
        super().__init__()
        self._answer = os.dup(1)
        os.dup2(2, 1)
        self._reader = reader
        self._requests = RequestReader(self)
        self.handle: Callable[[object], None] = lambda _request: None
        self.stop: Callable[[], None] = lambda: None

    def tell(self, answer: Struct) -> None:
        """Send `answer`. A program that has ended hears nothing; then this process ends too."""
        try:
            os.write(self._answer, encoded(answer))
        except OSError:
            QCoreApplication.quit()

    def run(self) -> NoReturn:
        """Serve the program until it ends."""
        self._requests.asked.connect(self._on_asked)
        self._requests.closed.connect(self._on_closed)
        self._requests.listen(0, self._reader)
        status = QCoreApplication.exec()
        # a library may hang while it is taken down
        os._exit(status)

    def _on_asked(self, request: object) -> None:
        if isinstance(request, Ping):
            self.tell(Pong())
        elif isinstance(request, Quit):
            self._on_closed()
        elif isinstance(request, Fault):
            # such a request does not come from our program
            QCoreApplication.exit(1)
        else:
            self.handle(request)

    def _on_closed(self) -> None:
        self.stop()
        QCoreApplication.quit()


@contextmanager
def time_limit() -> Iterator[None]:
    """End the process if a call takes too long.

    A call that hangs holds Python's lock, so nothing else here would notice that the program has
    ended. This timer needs no lock.
    """
    faulthandler.dump_traceback_later(LONGEST_CALL, exit=True, file=2)
    try:
        yield
    finally:
        faulthandler.cancel_dump_traceback_later()
