"""The shelf: all sequences there are, read again when the person's folder has changed."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QObject, Qt, QUrl, Signal
from PySide6.QtGui import QDesktopServices

from supine.library.loader import Loader
from supine.library.reader import Book, own_files
from supine.resources import shipped_sequences


class Shelf(QObject):
    """Reads the included sequences and the person's own, in a thread beside the window's."""

    cleared = Signal()
    """All books are read again: those known so far no longer count."""
    added = Signal(Book)
    """A book was read."""
    said = Signal(str)
    """A sentence for the person."""

    def __init__(self, folder: Path, parent: QObject | None = None) -> None:
        """Look after the person's own `folder`; `refresh` reads it."""
        super().__init__(parent)
        self._folder = folder
        self._state: list[tuple[Path, float]] | None = None
        self._loader = Loader(self)
        self._loader.loaded.connect(self._on_loaded)

    def refresh(self) -> None:
        """Read everything again if the person's folder has changed since."""
        try:
            own, shipped = own_files(self._folder), shipped_sequences()
        except OSError:
            # no file can be opened just now: the shelf stays as it is
            return
        state = [(path, _modified(path)) for path in own]
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
            self._folder.mkdir(parents=True, exist_ok=True)
        except OSError as error:
            reason = error.strerror or str(error)
            self.said.emit(self.tr("The folder could not be made: {why}.").format(why=reason))
            return
        if not QDesktopServices.openUrl(QUrl.fromLocalFile(str(self._folder))):
            text = self.tr("Put your sequences into this folder: {folder}")
            self.said.emit(text.format(folder=self._folder))

    def close(self) -> None:
        """Read nothing more."""
        self._loader.close()

    def _on_loaded(self, request: int, book: Book) -> None:
        if request == self._loader.request:
            self.added.emit(book)


def _modified(path: Path) -> float:
    try:
        return path.stat().st_mtime
    except OSError:
        return 0.0
