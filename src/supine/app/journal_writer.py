"""Saves entries of the journal in a thread of its own, since a disk may be slow or away."""

from __future__ import annotations

import logging
import platform
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from datetime import datetime
from pathlib import Path
from uuid import uuid4

from PySide6.QtCore import QObject, Signal

from supine.files import write_whole
from supine.journal.entry import Entry, Kept, Line
from supine.journal.journal import append, new_computer_name
from supine.log import log_failure

logger = logging.getLogger(__name__)


def now_here() -> datetime:
    """Return the time, with the offset from UTC that this computer has now."""
    return datetime.now().astimezone()


class JournalWriter(QObject):
    """Writes to this computer's own file of the journal. What cannot be written is tried again."""

    saved = Signal(str)
    """An entry is on the disk: its id."""
    failed = Signal(str)
    """Something could not be saved: a sentence for the person."""

    def __init__(
        self,
        folder: Path,
        name_file: Path,
        parent: QObject | None = None,
        now: Callable[[], datetime] = now_here,
    ) -> None:
        """Write to the journal in `folder`; `name_file` holds the name of this computer's file."""
        super().__init__(parent)
        self._folder, self._name_file, self._now = folder, name_file, now
        self._computer = ""
        self._waiting: list[Line] = []
        """What is not on the disk yet; used by the thread alone, and at the end."""
        self._thread = ThreadPoolExecutor(1, "journal")

    @property
    def folder(self) -> Path:
        """The folder of the journal."""
        return self._folder

    def set_folder(self, folder: Path) -> None:
        """Write to the journal in `folder` from now on."""
        self._folder = folder

    def add(self, entry: Entry, entry_id: str = "") -> Kept:
        """Save a new entry; `entry_id` is that of the practice, so that it may come twice."""
        kept = Kept(entry_id or uuid4().hex, 1, entry)
        self._write(kept, entry)
        return kept

    def change(self, kept: Kept, entry: Entry) -> Kept:
        """Save `entry` in place of `kept`."""
        changed = Kept(kept.id, kept.revision + 1, entry)
        self._write(changed, entry)
        return changed

    def remove(self, kept: Kept) -> None:
        """Remove `kept` from the journal."""
        self._write(Kept(kept.id, kept.revision + 1, kept.entry), None)

    def submit(self, work: Callable[[Path, list[Line]], None]) -> None:
        """Call `work` in the thread, after all that is to be written.

        It is given the folder, and the lines that could not be written yet.
        """
        self._thread.submit(lambda: work(self._folder, list(self._waiting))).add_done_callback(
            log_failure
        )

    def close(self) -> None:
        """Wait until all is written, and try once more to write what could not be."""
        self._thread.shutdown()
        self._append()

    def _write(self, kept: Kept, entry: Entry | None) -> None:
        line = Line(kept.id, kept.revision, self._now(), "", entry)
        self._thread.submit(self._append, line).add_done_callback(log_failure)

    def _append(self, line: Line | None = None) -> None:
        """Write `line` and all that waits."""
        if line is not None:
            self._waiting.append(line)
        if not self._waiting:
            return
        name = self._own_name()
        lines = [Line(one.id, one.revision, one.written, name, one.entry) for one in self._waiting]
        try:
            append(self._folder, name, lines)
        except OSError as error:
            logger.warning("the journal could not be written: %s", error.strerror)
            why = error.strerror or self.tr("unknown reason")
            self.failed.emit(
                self.tr(
                    "Your journal could not be saved: {why}. Supine tries again until you close it."
                ).format(why=why)
            )
            return
        self._waiting.clear()
        for one in lines:
            self.saved.emit(one.id)

    def _own_name(self) -> str:
        """Return the name of this computer's file, made once and kept."""
        if not self._computer:
            try:
                self._computer = self._name_file.read_text("utf-8").strip()
            except (OSError, UnicodeError):
                self._computer = ""
            if not self._computer.replace("-", "").isalnum():
                self._computer = new_computer_name(platform.node())
                try:
                    write_whole(self._name_file, self._computer + "\n")
                except OSError as error:
                    # the next start gets another name, and so another file: all are read
                    logger.warning("the computer's name could not be kept: %s", error.strerror)
        return self._computer
