"""Reads the journal in a thread: a hundred thousand entries take a third of a second."""

from __future__ import annotations

import logging
from datetime import UTC, date, datetime, time, timedelta
from functools import partial
from pathlib import Path

from PySide6.QtCore import QObject, Signal

from supine.app.journal_writer import JournalWriter, Read
from supine.journal.journal import recent
from supine.journal.summary import DAY, Summary, summary_of

WEEK = timedelta(weeks=1)

logger = logging.getLogger(__name__)


class JournalReader(QObject):
    """Reads the whole journal when asked, after all that is to be written has been."""

    loaded = Signal(Summary)
    """The journal as it was asked for last."""
    failed = Signal(str)
    """The journal's folder could not be read: a sentence for the person."""
    counted = Signal(int)
    """How often the person has practised in the week that was asked for."""

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

    def count_week(self, first: date) -> None:
        """Count the practices of the week that begins with `first`: see `counted`."""
        self._writer.submit(partial(self._count, first))

    def _count(self, first: date, folder: Path, _read: Read) -> None:
        # a day more, since days are those of each entry's own place
        since = datetime.combine(first, time(), UTC) - DAY
        found = recent(folder, since, self._writer.waiting)
        days = [one.entry.at.date() for one in found if one.entry.practised]
        self.counted.emit(sum(first <= day < first + WEEK for day in days))

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
