"""Reads sequence files in a thread, so that a bad file cannot freeze the window."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path
from threading import Thread

from PySide6.QtCore import QObject, Signal

from supine.library.reader import Book, open_book
from supine.region import uses_inches

CLOSE_TIMEOUT = 3.0
"""Seconds to wait for a reading thread at the end; the worst file takes one."""


class Loader(QObject):
    """Reads files one after another and emits each as soon as it is read."""

    loaded = Signal(int, Book)
    """One file was read, for the request of that number."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.request = 0
        self._threads: list[Thread] = []
        self._inches = uses_inches()

    def load(self, files: Iterable[tuple[Path, bool]]) -> int:
        """Read `files` (each with whether it is the person's own); return the request's number.

        An older request that is still under way is dropped.
        """
        self.request += 1
        self._threads = [thread for thread in self._threads if thread.is_alive()]
        thread = Thread(target=self._read, args=(list(files), self.request), daemon=True)
        self._threads.append(thread)
        thread.start()
        return self.request

    def close(self) -> None:
        """Drop the request under way, and wait for the file that is being read.

        A thread that emits a signal after Qt has ended crashes the program.
        """
        self.request += 1
        for thread in self._threads:
            thread.join(CLOSE_TIMEOUT)

    def _read(self, files: list[tuple[Path, bool]], request: int) -> None:
        for path, own in files:
            if request != self.request:
                return
            book = open_book(path, own=own, inches=self._inches)
            if request == self.request:
                self.loaded.emit(request, book)
