"""Media keys and headset buttons while another window has the focus.

On Linux this is MPRIS over D-Bus. Elsewhere, and where no message bus answers, these keys work only
while the window has the focus.
"""

from __future__ import annotations

import sys
from collections.abc import Callable
from contextlib import suppress
from threading import Thread
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer, Signal

from supine.desktop.bus_address import bus_answers, bus_path
from supine.practice.controller import PracticeController
from supine.ui.practice.keys import Action

if TYPE_CHECKING:
    from supine.desktop.mpris import MprisPlayer

LONGEST_QUESTION = 300
"""Seconds after the last press in which a question after a practice keeps the media keys from other
players."""


class MediaKeys(QObject):
    """Appears as a player on the desktop while a practice is under way, or asks after it."""

    asked = Signal(Action)
    """A headset answers a question after the practice."""
    _answers = Signal(bool)
    """Whether the message bus answers; emitted by a thread."""

    def __init__(self, controller: PracticeController, raise_window: Callable[[], None]) -> None:
        """Follow every practice of `controller`; `raise_window` brings the window forward."""
        super().__init__(controller)
        self._controller, self._raise = controller, raise_window
        self._player: MprisPlayer | None = None
        self._question = QTimer(self, singleShot=True, interval=LONGEST_QUESTION * 1000)
        self._question.timeout.connect(self._leave)
        self._answers.connect(self._on_answer)
        if sys.platform == "linux":
            controller.begun.connect(self._ask)

    def ask_question(self, question: str) -> None:
        """Stay after a practice, so that a headset can answer `question`."""
        if self._player is not None:
            self._question.start()
            self._player.show_question(question)

    def end_question(self) -> None:
        """Leave the media keys to others, if a question has kept them."""
        if self._question.isActive():
            self._question.stop()
            self._leave()

    def _on_asked(self, action: Action) -> None:
        if self._controller.session is not None:
            self._controller.ask(action)
        elif self._question.isActive():
            self._question.start()
            self.asked.emit(action)

    def _on_over(self) -> None:
        if not self._question.isActive():
            self._leave()

    def _leave(self) -> None:
        if self._controller.session is None and self._player is not None:
            self._player.vanish()

    def _ask(self) -> None:
        """Ask the bus in a thread before Qt does: a bus that hangs must not freeze the window."""
        Thread(target=self._find, args=(bus_path(),), daemon=True).start()

    def _find(self, path: str) -> None:
        found = bool(path) and bus_answers(path)
        # the window may be closed by now
        with suppress(RuntimeError):
            self._answers.emit(found)

    def _on_answer(self, found: bool) -> None:
        session = self._controller.session
        if not found or session is None:
            return
        if self._player is None:
            from supine.desktop.mpris import MprisPlayer  # noqa: PLC0415 - only where there is a bus

            self._player = MprisPlayer(self)
            self._player.asked.connect(self._on_asked)
            self._player.raised.connect(self._raise)
        player = self._player
        if player.appear():
            session.stepped.connect(self._tell)
            session.started.connect(self._tell)
            session.paused.connect(self._tell)
            session.destroyed.connect(self._on_over)
            self._tell()

    def _tell(self, *_what: object) -> None:
        session = self._controller.session
        if session is not None and self._player is not None:
            self._player.show_practice(session.practice)
