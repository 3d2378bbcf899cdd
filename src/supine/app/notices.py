"""Notices: sentences that the person is told once, without moving anything on the screen."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QObject

from supine.practice.controller import PracticeController
from supine.ui.main_window import MainWindow


class Notices(QObject):
    """Shows sentences on the practice screen during a practice, otherwise in the window."""

    def __init__(self, window: MainWindow, controller: PracticeController) -> None:
        super().__init__(window)
        self._window, self._controller = window, controller
        self._told: set[str] = set()

    def say(self, sentence: str) -> None:
        """Show a sentence, unless it was shown before."""
        if not sentence or sentence in self._told:
            return
        self._told.add(sentence)
        if self._controller.session is not None:
            self._controller.notice(sentence)
        else:
            self._window.show_notice(sentence)

    def unsay(self, sentence: str) -> None:
        """Take back what is no longer true; it may be said again."""
        self._told.discard(sentence)
        self._window.remove_notice(sentence)

    def say_wake_refused(self) -> None:
        """Say that the screen may go dark."""
        self.say(self.tr("The screen may go dark: the system does not let Supine keep it on."))
        self._controller.fault("wake")

    def say_trace_failed(self, why: str) -> None:
        """Say why there is no trace."""
        self.say(self.tr("The trace could not be written: {why}.").format(why=why))

    def say_failed(self, log: Path) -> None:
        """Say that something went wrong inside, and where the log is."""
        text = self.tr("Something went wrong in Supine. The details are in {log}.")
        self.say(text.format(log=log))
