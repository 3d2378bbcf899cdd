"""The shelf: all sequences there are, read again when the person's folder has changed."""

from __future__ import annotations

from pathlib import Path
from threading import Thread

from msgspec.structs import replace
from PySide6.QtCore import QFileSystemWatcher, QObject, Qt, QTimer, QUrl, Signal
from PySide6.QtGui import QDesktopServices

from supine.language import number, translate, with_commas
from supine.library.loader import CLOSE_TIMEOUT, Loader
from supine.library.reader import Book, Unread, bring, keep, own_files, unread
from supine.resources import shipped_sequences

SETTLED = 300
"""Milliseconds without a change after which the folder is read: an editor saves in several steps.
"""

MOST_WATCHED = 100
"""The most files that are watched; a new or a renamed one changes the folder, too."""

MOST_NAMED = 3
"""The most things that are named in the sentence about what is not read."""


class Shelf(QObject):
    """Reads the included sequences and the person's own, in a thread beside the window's."""

    cleared = Signal()
    """All books are read again: those known so far no longer count."""
    added = Signal(Book)
    """A book was read."""
    said = Signal(str)
    """A sentence for the person."""

    _brought = Signal(str)
    """What came of copying to another folder: a sentence."""

    def __init__(
        self, folder: Path, parent: QObject | None = None, shared: Path | None = None
    ) -> None:
        """Look after the person's own `folder`, or the `shared` one; `refresh` reads it."""
        super().__init__(parent)
        self._folder, self._usual = shared or folder, folder
        self._threads: list[Thread] = []
        self._brought.connect(self._on_brought)
        self._state: list[tuple[Path, int, int]] | None = None
        self._settling = QTimer(self)
        self._settling.setSingleShot(True)
        self._settling.setInterval(SETTLED)
        self._settling.timeout.connect(self.refresh)
        self._watcher: QFileSystemWatcher | None = None
        self._loader = Loader(self)
        self._loader.loaded.connect(self._on_loaded)

    def move(self, folder: Path) -> None:
        """Look after `folder` from now on, and copy there what it lacks of the one so far."""
        old, self._folder = self._folder, folder
        if folder != old:
            self._threads.append(Thread(target=self._bring, args=(old, folder), daemon=True))
            self._threads[-1].start()

    def refresh(self) -> None:
        """Read everything again if the person's folder has changed since."""
        try:
            own, shipped = own_files(self._folder), shipped_sequences()
        except OSError:
            # no file can be opened just now: the shelf stays as it is
            return
        self._watch(own)
        self._say_unread()
        state = [(path, *_modified(path)) for path in own]
        if state != self._state:
            self._state = state
            self.cleared.emit()
            files = [*((path, False) for path in shipped), *((path, True) for path in own)]
            self._loader.load(files)

    def on_application_state(self, state: Qt.ApplicationState) -> None:
        """Read the folder again when the window becomes active: the person may have changed it."""
        if state == Qt.ApplicationState.ApplicationActive:
            self.refresh()

    def open_folder(self) -> None:
        """Show the folder in the system's file manager, or say where it is."""
        try:
            self._make_folder(self._folder)
        except OSError as error:
            reason = error.strerror or str(error)
            self.said.emit(self.tr("The folder could not be made: {why}.").format(why=reason))
            return
        if not QDesktopServices.openUrl(QUrl.fromLocalFile(str(self._folder))):
            text = self.tr("Put your sequences into this folder: {folder}")
            self.said.emit(text.format(folder=self._folder))

    def is_kept(self, book: Book) -> bool:
        """Return whether `book` is still there the next time: included, or in the folder."""
        folder = book.path.absolute().parent
        return folder in (self._folder.absolute(), *(one.parent for one in shipped_sequences()))

    def keep(self, book: Book) -> Book | None:
        """Copy the file of `book` into the folder, say what came of it, and return the copy."""
        try:
            self._make_folder(self._folder)
            kept = keep(book.path, self._folder)
        except OSError as error:
            why = error.strerror or str(error)
            text = self.tr("{name} could not be kept: {why}.")
            self.said.emit(text.format(name=book.path.name, why=why))
            return None
        self.said.emit(self.tr("{name} is now one of your sequences.").format(name=kept.name))
        self.refresh()
        return replace(book, path=kept, own=True)

    def close(self) -> None:
        """Read nothing more."""
        if self._watcher is not None:
            self._watcher.blockSignals(True)
        self._settling.stop()
        self._loader.close()
        for thread in self._threads:
            thread.join(CLOSE_TIMEOUT)

    def _make_folder(self, folder: Path) -> None:
        """Make `folder`, but not on the disk where a stick should be. Raises `OSError`."""
        folder.mkdir(parents=folder == self._usual, exist_ok=True)

    def _bring(self, old: Path, new: Path) -> None:
        try:
            self._make_folder(new)
            count, left = bring(old, new)
        except OSError as error:
            why = error.strerror or str(error)
            text = self.tr("Not all of your sequences could be copied to {folder}: {why}.")
            self._brought.emit(text.format(folder=new, why=why))
            return
        text = self.tr(
            "Your own sequences are in {folder} now; copied from {old}: {n}. Nothing was taken "
            "away there."
        )
        told = [text.format(folder=new, old=old, n=number(count))]
        if left:
            text = self.tr("Not copied, since other recordings have the same names there: {names}.")
            told.append(text.format(names=with_commas(left[:MOST_NAMED])))
        # two sentences, each whole
        self._brought.emit(" ".join(told))

    def _on_brought(self, sentence: str) -> None:
        self.said.emit(sentence)
        self.refresh()

    def _watch(self, own: list[Path]) -> None:
        """Watch the folder and the files in it: whoever saves one sees it at once.

        Where the folder is not there yet, what it will be in is watched.
        """
        if self._watcher is None:
            self._watcher = QFileSystemWatcher(self)
            self._watcher.directoryChanged.connect(lambda _path: self._settling.start())
            self._watcher.fileChanged.connect(lambda _path: self._settling.start())
        folder = self._folder if self._folder.is_dir() else self._folder.parent
        wanted = {str(path) for path in (folder, *own[:MOST_WATCHED])}
        watched = {*self._watcher.directories(), *self._watcher.files()}
        if watched - wanted:
            self._watcher.removePaths(sorted(watched - wanted))
        if folder.is_dir() and wanted - watched:
            self._watcher.addPaths(sorted(wanted - watched))

    def _say_unread(self) -> None:
        """Say that the folder is away, or what looks like a sequence in it and is not read."""
        if self._folder != self._usual and not self._folder.parent.is_dir():
            text = self.tr("Your own sequences are in {folder}, and that is not there now.")
            self.said.emit(text.format(folder=self._folder))
            return
        hints = {
            Unread.OTHER_NAME: self.tr("{name} (let its name end in .yaml)"),
            Unread.FOLDER: self.tr("the folder {name} (move its files up)"),
            Unread.ARCHIVE: self.tr("{name} (unpack it)"),
        }
        found = unread(self._folder)
        told = [hints[why].format(name=name) for name, why in found[:MOST_NAMED]]
        if len(found) > MOST_NAMED:
            more = len(found) - MOST_NAMED
            told.append(translate("Shelf", "%n more|%n more", "files of a list", more))
        if told:
            text = self.tr("Not read in your sequences folder: {what}.")
            self.said.emit(text.format(what=with_commas(told)))

    def _on_loaded(self, request: int, book: Book) -> None:
        if request == self._loader.request:
            self.added.emit(book)


def _modified(path: Path) -> tuple[int, int]:
    """Return when the file was changed, in nanoseconds, and its size in bytes."""
    try:
        found = path.stat()
    except OSError:
        return (0, 0)
    return (found.st_mtime_ns, found.st_size)
