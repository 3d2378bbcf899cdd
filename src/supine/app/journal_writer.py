"""Saves entries of the journal in a thread of its own, since a disk may be slow or away."""

from __future__ import annotations

import logging
import os
import platform
import time
from collections.abc import Callable, Iterable
from datetime import datetime
from errno import ENOENT
from functools import partial
from pathlib import Path
from queue import SimpleQueue
from threading import Thread
from uuid import uuid4

from PySide6.QtCore import QObject, Qt, QTimer, Signal

from supine.journal.entry import Entry, Kept, Line
from supine.journal.journal import (
    Held,
    Loaded,
    append,
    computer_name,
    empty,
    folder_in,
    gather,
    journal_files,
    known_computer_name,
    load,
    make_private_folder,
    own_files,
)

AGAIN = 60_000
"""Milliseconds after which what could not be written is tried again."""

PATIENCE = 10.0
"""Seconds to wait at the end for a drive that does not answer."""

logger = logging.getLogger(__name__)

Read = Callable[[], Loaded]
"""Reads the journal."""


def now_here() -> datetime:
    """Return the time, with the offset from UTC that this computer has now."""
    if hasattr(time, "tzset"):
        # after a flight the system's zone is another one, and a program that runs must ask for it
        time.tzset()
    return datetime.now().astimezone()


class JournalWriter(QObject):
    """Writes to this computer's own file of the journal. What cannot be written is tried again.

    While the folder is away, lines wait in the profile's own folder, and in memory if that cannot
    be written either.
    """

    saved = Signal(str, int)
    """An entry is on the disk: its id and revision."""
    failed = Signal(str)
    """Something could not be saved where it belongs: a sentence for the person."""
    restored = Signal(str)
    """What that sentence said is over."""
    said = Signal(str)
    """Another sentence for the person."""
    moved = Signal(Path)
    """The journal is in another folder from now on."""
    held = Signal(Held)
    """What the journal holds, as was asked by `look`."""
    emptied = Signal()
    """All entries were removed, as was asked by `delete_all`."""

    def __init__(
        self,
        folder: Path,
        name_file: Path,
        parent: QObject | None = None,
        now: Callable[[], datetime] = now_here,
    ) -> None:
        """Write to the journal in `folder`, the profile's own, until `set_folder` names another.

        `name_file` holds the name of this computer's file.
        """
        super().__init__(parent)
        self._folder, self._name_file, self._now = folder, name_file, now
        self.waiting = folder
        """Where lines wait while the folder of the journal is away; often the same folder."""
        self._computer = ""
        self._unsaved: list[Line] = []
        """What is on no disk yet; used by the thread alone."""
        self._is_apart = True
        """Whether lines may wait that the journal's own folder lacks."""
        self._trouble = ""
        """The sentence that holds now about what cannot be saved."""
        self._work: SimpleQueue[Callable[[], None] | None] = SimpleQueue()
        # a daemon: a drive that hangs must not keep the program from ending
        self._thread = Thread(target=self._run, name="journal", daemon=True)
        self._is_closed = False
        self._retry = QTimer(self, interval=AGAIN)
        self._retry.timeout.connect(self.try_again)
        self.failed.connect(self._on_failed)
        self.restored.connect(self._on_restored)

    @property
    def folder(self) -> Path:
        """The folder of the journal."""
        return self._folder

    def set_folder(self, folder: Path) -> None:
        """Write to the journal in `folder` from now on, and bring there what has waited."""
        self._folder = folder
        self.try_again()

    def try_again(self) -> None:
        """Write what could not be written, and bring what waits into the journal's folder."""
        if not self._is_closed:
            self._submit(self._save)

    def on_application_state(self, state: Qt.ApplicationState) -> None:
        """Try again when the window becomes active: a stick may be in again."""
        if state == Qt.ApplicationState.ApplicationActive and self._trouble:
            self.try_again()

    def move(self, chosen: Path | None) -> None:
        """Have the journal in a folder from now on, and bring along what it says so far.

        `chosen` is that folder or what it is in; None is the profile's own.
        """
        self._submit(self._move, chosen)

    def look(self) -> None:
        """Find out what the journal holds: see `held`."""
        self._submit(self._look)

    def delete_all(self) -> None:
        """Remove all entries, and what this computer's files say: see `emptied`."""
        self._submit(self._delete_all)

    def add(self, entry: Entry, entry_id: str = "") -> Kept:
        """Save a new entry; `entry_id` is that of the practice, so that it may come twice."""
        kept = Kept(entry_id or uuid4().hex, 1, entry)
        self._write(kept, entry)
        return kept

    def add_all(self, new: Iterable[Kept]) -> None:
        """Save `new`, each under its own id: all of them or none."""
        now = self._now()
        self._submit(self._save, *(Line(one.id, one.revision, now, "", one.entry) for one in new))

    def change(self, kept: Kept, entry: Entry) -> Kept:
        """Save `entry` in place of `kept`."""
        changed = Kept(kept.id, kept.revision + 1, entry)
        self._write(changed, entry)
        return changed

    def remove(self, kept: Kept) -> None:
        """Remove `kept` from the journal."""
        self._write(Kept(kept.id, kept.revision + 1, kept.entry), None)

    def submit(self, work: Callable[[Path, Read], None]) -> None:
        """Call `work` in the thread, after all that is to be written.

        It is given the folder, and a function that reads the journal: what is saved in the folder,
        what waits and what is on no disk yet. That raises `OSError` if a folder cannot be read.
        """
        self._submit(lambda: work(self._folder, self._read))

    def close(self) -> None:
        """Try once more to write what could not be, and wait until all is written.

        What a drive that hangs does not take is given up after a while.
        """
        self._retry.stop()
        if not self._is_closed:
            self._submit(self._save)
            self._is_closed = True
            self._work.put(None)
            self._thread.join(PATIENCE)
            if self._thread.is_alive():
                logger.warning("the journal's folder does not answer")

    def _on_failed(self, _sentence: str) -> None:
        self._retry.start()

    def _on_restored(self, _sentence: str) -> None:
        self._retry.stop()

    def _write(self, kept: Kept, entry: Entry | None) -> None:
        line = Line(kept.id, kept.revision, self._now(), "", entry)
        self._submit(self._save, line)

    def _submit(self, does: Callable[..., None], *words: object) -> None:
        if not self._thread.is_alive() and not self._is_closed:
            self._thread.start()
        self._work.put(partial(does, *words))

    def _run(self) -> None:
        """Do all that is asked for, one after another, until `close`."""
        while (work := self._work.get()) is not None:
            try:
                work()
            except Exception:
                logger.exception("a thread has failed")

    def _save(self, *new: Line) -> None:
        """Write `new` and all that is not saved yet, and bring what waits."""
        self._unsaved += new
        folder, trouble = self._folder, ""
        if not self._unsaved and folder == self.waiting and not self._name_file.exists():
            # nothing was ever saved here
            return
        name = self._own_name()
        lines = [Line(one.id, one.revision, one.written, name, one.entry) for one in self._unsaved]
        why = first = self._failure(folder, name, lines)
        if why and folder != self.waiting:
            trouble = self._away_words(why)
            why = self._failure(self.waiting, name, lines)
        if why:
            text = self.tr(
                "Your journal could not be saved: {why}. Supine tries again until you close it."
            )
            trouble = text.format(why=why)
        else:
            self._unsaved.clear()
            for one in lines:
                self.saved.emit(one.id, one.revision)
        if trouble:
            self._is_apart = True
        else:
            self._gather(name)
        self._tell(trouble, first)

    def _failure(self, folder: Path, name: str, lines: list[Line]) -> str:
        """Write `lines` to `folder`; return why that was not possible, or nothing."""
        try:
            if folder != self.waiting and not folder.is_dir():
                # a stick that is pulled out: its folder is not made on the disk below
                raise FileNotFoundError(ENOENT, os.strerror(ENOENT))
            if lines:
                append(folder, name, lines, make=folder == self.waiting)
        except OSError as error:
            return error.strerror or self.tr("unknown reason")
        return ""

    def _away_words(self, why: str) -> str:
        if not self._folder.is_dir():
            text = self.tr(
                "The folder of your journal is not there: {folder}. If it is on a stick or another "
                "drive, connect that: until then, what is in it is not shown. What is saved "
                "meanwhile waits on this computer, and is brought there later."
            )
        else:
            text = self.tr(
                "Nothing can be saved in the folder of your journal, {folder}: {why}. What is "
                "saved meanwhile waits on this computer, and is brought there later."
            )
        return text.format(folder=self._folder, why=why)

    def _gather(self, name: str) -> None:
        """Bring into this computer's file what waits, and what is in copies of that file.

        Copies are looked for each time: some syncing programs keep only the last ten.
        """
        folder = self._folder
        try:
            files = own_files(folder, name)
            if self._is_apart and folder != self.waiting:
                files += journal_files(self.waiting)
            gather(files, folder, name)
        except OSError as error:
            logger.warning("what waits could not be brought to the journal: %s", error.strerror)
        else:
            self._is_apart = False

    def _tell(self, trouble: str, why: str = "") -> None:
        """Say what cannot be saved, once, and once more when that is over."""
        if trouble != self._trouble:
            if self._trouble:
                self.restored.emit(self._trouble)
            if trouble:
                logger.warning("the journal could not be written: %s", why)
                self.failed.emit(trouble)
            self._trouble = trouble

    def _move(self, chosen: Path | None) -> None:
        old, folder = self._folder, chosen or self.waiting
        is_whole = old.is_dir() or old == self.waiting
        try:
            if chosen not in (None, self.waiting):
                folder = folder_in(folder)
            if folder == old:
                return
            # the settings must be able to name it
            str(folder).encode()
            if folder == self.waiting:
                make_private_folder(folder)
            else:
                folder.mkdir(mode=0o700, exist_ok=True)
            name = self._own_name()
            # whether it can be written is found out before anything changes
            append(folder, name, [])
            files = [
                one
                for one in journal_files(old)
                if one.name.startswith(name) or not (folder / one.name).exists()
            ]
            gather(files, folder, name)
        except (OSError, UnicodeError) as error:
            why = getattr(error, "strerror", None) or self.tr("its name is no text")
            logger.warning("the journal could not be moved: %s", why)
            text = self.tr("Your journal stays where it was: {folder} cannot be used ({why}).")
            self.said.emit(text.format(folder=folder, why=why))
            return
        self._folder, self._is_apart = folder, True
        self._save()
        self.moved.emit(folder)
        if is_whole:
            text = self.tr(
                "Your journal is in {folder} now, with all that was in {old}. The old folder is "
                "still there as it was. Supine does not need it any more."
            )
        else:
            text = self.tr(
                "Your journal is in {folder} now. What is in {old} could not be brought along, "
                "since that folder is not there now."
            )
        self.said.emit(text.format(folder=folder, old=old))
        self._look()

    def _read(self) -> Loaded:
        return load(self._folder, self.waiting, self._unsaved)

    def _look(self) -> None:
        folder, now = self._folder, self._now()
        try:
            loaded = self._read()
        except OSError as error:
            logger.warning("the journal could not be read: %s", error.strerror)
            loaded = Loaded([], 0, 0, (folder.name,), {}, {})
        days = [one.entry.at.date() for one in loaded.entries]
        is_usual = folder == self.waiting
        held = Held(
            folder=folder,
            is_usual=is_usual,
            is_there=is_usual or folder.is_dir(),
            computer=self._known_name(),
            entries=len(days),
            days=(min(days), max(days)) if days else None,
            computers=loaded.computers,
            skipped=loaded.skipped,
            newer=loaded.newer,
            unread=loaded.unread,
            future=tuple(
                sorted(one.entry.at.date() for one in loaded.entries if one.entry.at > now)
            ),
        )
        self.held.emit(held)

    def _delete_all(self) -> None:
        folder, name = self._folder, self._own_name()
        try:
            if folder != self.waiting and not folder.is_dir():
                raise FileNotFoundError(ENOENT, os.strerror(ENOENT))
            empty(folder, self.waiting, name, self._now())
        except OSError as error:
            logger.warning("the journal could not be emptied: %s", error.strerror)
            why = error.strerror or self.tr("unknown reason")
            text = self.tr("Your journal could not be deleted in {folder}: {why}.")
            self.said.emit(text.format(folder=folder, why=why))
            return
        self._unsaved.clear()
        self.emptied.emit()
        self.said.emit(self.tr("Your journal is empty now."))
        self._tell("")
        self._look()

    def _own_name(self) -> str:
        """Return the name of this computer's file, made once and kept."""
        if not self._known_name():
            self._computer = computer_name(self._name_file, platform.node())
        return self._computer

    def _known_name(self) -> str:
        """Return the name of this computer's file; nothing where it has none yet."""
        if not self._computer:
            self._computer = known_computer_name(self._name_file)
        return self._computer
