"""Saves the settings soon after they have changed, in a thread of its own."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor

from PySide6.QtCore import QObject, QTimer, Signal

from supine.log import log_failure
from supine.settings.declaration import Settings
from supine.settings.file import SettingsFile

DELAY = 400
"""Milliseconds after the last change until the settings are written: a slider changes often."""


class SettingsSaver(QObject):
    """Writes settings to their file in a thread, since a disk may be slow."""

    failed = Signal(str)
    """The settings could not be kept: a sentence for the person."""

    def __init__(self, file: SettingsFile, parent: QObject) -> None:
        super().__init__(parent)
        self._file = file
        self._settings = Settings()
        self._worker = ThreadPoolExecutor(1, "settings")
        self._timer = QTimer(self, singleShot=True, interval=DELAY)
        self._timer.timeout.connect(self._write)

    def keep(self, settings: Settings) -> None:
        """Write `settings` when nothing has changed for a while."""
        self._settings = settings
        self._timer.start()

    def close(self) -> None:
        """Write what is waiting, and wait until it is written."""
        if self._timer.isActive():
            self._timer.stop()
            self._write()
        self._worker.shutdown()

    def _write(self) -> None:
        settings = self._settings
        future = self._worker.submit(lambda: self._tell(self._file.save(settings)))
        future.add_done_callback(log_failure)

    def _tell(self, sentence: str) -> None:
        if sentence:
            self.failed.emit(sentence)
