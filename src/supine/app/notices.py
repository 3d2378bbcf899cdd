"""Notices: sentences that the person is told once, without moving anything on the screen."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QObject, QTextBoundaryFinder, Signal

from supine.practice.controller import PracticeController
from supine.ui.announcement import announce
from supine.ui.main_window import MainWindow


class Notices(QObject):
    """Shows sentences on the practice screen during a practice, otherwise in the window."""

    changed = Signal()
    """Something is missing, or no longer: see `lacking`."""

    def __init__(self, window: MainWindow, controller: PracticeController) -> None:
        super().__init__(window)
        self._window, self._controller = window, controller
        self._told: set[str] = set()
        self._before = False
        self.lacking: tuple[str, ...] = ()
        """All that is missing now, in sentences."""

    def lack(self, sentence: str) -> None:
        """Tell that something is missing; the page before a practice tells it until `unlack`."""
        if sentence not in self.lacking:
            self.lacking = (*self.lacking, sentence)
            self.changed.emit()
        if self._before:
            self._told.add(sentence)
        elif self._controller.session is not None and sentence not in self._told:
            # what could be done, nobody does who lies there; a short line is larger
            self._told.add(sentence)
            self._controller.notice(_first_of(sentence))
        else:
            self.say(sentence)

    def unlack(self, sentence: str) -> None:
        """Take back what is no longer missing."""
        if sentence in self.lacking:
            self.lacking = tuple(one for one in self.lacking if one != sentence)
            self.changed.emit()
        self.unsay(sentence)

    def set_before(self, before: bool) -> None:
        """Say whether the page before a practice is shown: what is missing is told there alone."""
        self._before = before
        if before:
            for sentence in self.lacking:
                self._window.remove_notice(sentence)

    def say(self, sentence: str) -> None:
        """Show a sentence, unless it was shown before."""
        if not sentence or sentence in self._told:
            return
        self._told.add(sentence)
        if self._controller.session is not None:
            self._controller.notice(sentence)
        else:
            self._window.show_notice(sentence)
            announce(self._window, sentence)

    def unsay(self, sentence: str) -> None:
        """Take back what is no longer true; it may be said again."""
        self._told.discard(sentence)
        self._window.remove_notice(sentence)

    def say_wake_refused(self) -> None:
        """Say that the screen may go dark."""
        self.lack(self._dark())
        self._controller.fault("wake")

    def take_back_wake_refused(self) -> None:
        """Take back that the screen may go dark."""
        self.unlack(self._dark())

    def _dark(self) -> str:
        return self.tr(
            "The screen may go dark: this computer does not let Supine keep it on. In the "
            "computer's settings for power or screen, let it stay on for an hour."
        )

    def say_trace_failed(self, why: str) -> None:
        """Say why there is no trace."""
        self.say(self.tr("The trace could not be written: {why}.").format(why=why))

    def say_failed(self, log: Path) -> None:
        """Say that something went wrong inside, and where the log is."""
        text = self.tr("Something went wrong in Supine. The details are in {log}.")
        self.say(text.format(log=log))


def _first_of(text: str) -> str:
    """Return the first sentence of `text`: where it ends depends on the script (UAX 29)."""
    finder = QTextBoundaryFinder(QTextBoundaryFinder.BoundaryType.Sentence, text)
    return text[: finder.toNextBoundary()].rstrip()
