"""Reads the journal in a thread: a hundred thousand entries take a third of a second."""

from __future__ import annotations

import logging
from functools import partial
from pathlib import Path

from PySide6.QtCore import QObject, Signal

from supine.app.journal_writer import JournalWriter, Read
from supine.journal.summary import Summary, summary_of

logger = logging.getLogger(__name__)


class JournalReader(QObject):
    """Reads the whole journal when asked, after all that is to be written has been."""

    loaded = Signal(Summary)
    """The journal as it was asked for last."""
    failed = Signal(str)
    """The journal's folder could not be read: a sentence for the person."""

    _read = Signal(int, object)
    """For the request of that number: a `Summary`, or a sentence."""

    def __init__(self, writer: JournalWriter, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._writer, self._request = writer, 0
        self._read.connect(self._on_read)

    def read(self) -> None:
        """Read the journal; `loaded` or `failed` tells when that is done."""
        self._request += 1
        self._writer.submit(partial(self._load, self._request))

    def drop(self) -> None:
        """Tell nothing of a reading under way: nobody waits for it any more."""
        self._request += 1

    def _load(self, request: int, folder: Path, read: Read) -> None:
        if request != self._request:
            return
        try:
            self._read.emit(request, summary_of(read()))
        except OSError as error:
            logger.warning("the journal could not be read: %s", error.strerror)
            why = error.strerror or self.tr("unknown reason")
            text = self.tr("Your journal could not be read: {why}. Its folder is {folder}.")
            self._read.emit(request, text.format(why=why, folder=folder))

    def _on_read(self, request: int, found: Summary | str) -> None:
        if request != self._request:
            return
        if isinstance(found, str):
            self.failed.emit(found)
        else:
            self.loaded.emit(found)
