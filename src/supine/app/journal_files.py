"""Writes files of the journal for the person, and reads tables, in the journal's own thread."""

from __future__ import annotations

import logging
from collections.abc import Callable, Sequence
from datetime import datetime
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from supine.app.journal_writer import JournalWriter, Read, now_here
from supine.core.problem import Unreadable
from supine.files import save_as
from supine.journal.entry import Kept
from supine.journal.listing import as_json
from supine.language import number
from supine.region import uses_decimal_comma

if TYPE_CHECKING:
    from supine.journal.csv_reader import DateOrder

logger = logging.getLogger(__name__)


class JournalFiles(QObject):
    """Saves the journal as files, and finds out what a table would bring."""

    saved = Signal(str, object)
    """A sentence about a file, and its path if it was saved."""
    read = Signal(object)
    """The entries of the whole journal, the earliest first."""
    failed = Signal(str)
    """The journal, or a table, could not be read: a sentence."""
    found = Signal(object)
    """The `Preview` of a table."""
    added = Signal(int)
    """So many entries are on the disk."""

    def __init__(self, writer: JournalWriter, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._writer = writer
        self._adding: dict[str, int] = {}
        """How many entries were added with the last of them, which has this id."""
        writer.saved.connect(self._on_saved)

    def read_entries(self) -> None:
        """Read the journal: see `read`."""
        self._submit(lambda journal: self.read.emit(journal().entries))

    def save_all(self, path: Path) -> None:
        """Save the whole journal as a file: for a program if it ends in .json, or as a table."""
        comma = uses_decimal_comma()
        self._submit(lambda journal: self._save(path, _as_file(path, journal().entries, comma)))

    def save(self, path: Path, data: bytes) -> None:
        """Save `data` as a file."""
        self._submit(lambda _journal: self._save(path, data))

    def preview(self, path: Path, order: DateOrder | None = None) -> None:
        """Find out what the table at `path` would bring: see `found`."""
        self._submit(partial(self._preview, path, order))

    def add(self, new: Sequence[Kept]) -> None:
        """Save `new` in the journal: see `added`."""
        self._adding[new[-1].id] = len(new)
        self._writer.add_all(new)

    def _submit(self, work: Callable[[Read], None]) -> None:
        self._writer.submit(lambda _folder, journal: self._work(work, journal))

    def _work(self, work: Callable[[Read], None], journal: Read) -> None:
        try:
            work(journal)
        except OSError as error:
            logger.warning("the journal could not be read: %s", error.strerror)
            why = error.strerror or self.tr("unknown reason")
            self.failed.emit(self.tr("Your journal could not be read: {why}.").format(why=why))

    def _save(self, path: Path, data: bytes) -> None:
        try:
            save_as(path, data)
        except OSError as error:
            logger.warning("a file of the journal could not be saved: %s", error.strerror)
            why = error.strerror or self.tr("unknown reason")
            text = self.tr("It could not be saved as {path}: {why}. Choose another folder.")
            self.saved.emit(text.format(path=path, why=why), None)
        else:
            self.saved.emit(self.tr("Saved as {path}.").format(path=path), path)

    def _preview(self, path: Path, order: DateOrder | None, journal: Read) -> None:
        from supine.journal.csv_reader import read_csv_file  # noqa: PLC0415 - few need it

        try:
            self.found.emit(read_csv_file(path, journal(), datetime.astimezone, now_here(), order))
        except Unreadable as error:
            first = error.problems[0]
            text = self.tr("It cannot be brought in. Line {line}: {message}.")
            self.failed.emit(text.format(line=number(first.line), message=first.message))

    def _on_saved(self, entry_id: str) -> None:
        if entry_id in self._adding:
            self.added.emit(self._adding.pop(entry_id))


def _as_file(path: Path, entries: Sequence[Kept], comma: bool) -> bytes:
    """Return `entries` as what the suffix of `path` says; with `comma`, that is a decimal sign."""
    if path.suffix.lower() == ".json":
        return as_json(entries)
    from supine.journal.csv_file import PLAIN, WITH_DECIMAL_COMMA, as_csv  # noqa: PLC0415

    return as_csv(entries, WITH_DECIMAL_COMMA if comma else PLAIN)
