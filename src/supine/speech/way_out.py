"""Says how to come out of a pose, line by line, while the practice waits."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Protocol

from PySide6.QtCore import QObject, QTimer, Signal

from supine.core.pace import SECONDS_TO_FOLLOW
from supine.core.plan import Step
from supine.core.sequence import Cue
from supine.practice.narrator import Saying
from supine.speech.phrases import Phrases

AFTER_PAUSE = 0.7
"""Seconds after the pause has begun: its own sound comes first."""


class Write(Protocol):
    """Keeps what happens in the trace."""

    def __call__(self, event: str, **more: object) -> None:
        """Keep `event`, which happens now."""


def _nowhere(event: str, **more: object) -> None:
    """Keep nothing."""


class WayOut(QObject):
    """Says lines one after another, with time to follow each, until it is stopped."""

    needs_device = Signal(bool)
    """The sound device must be awake, though the practice waits; or need not any more."""

    def __init__(self, voice: Saying, parent: QObject) -> None:
        """Say nothing yet."""
        super().__init__(parent)
        self._voice = voice
        self._lines: list[Cue] = []
        self._saying = 0
        self._follow = 0.0
        self._write: Write = _nowhere
        self._timer = QTimer(self, singleShot=True)
        self._timer.timeout.connect(self._say_next)
        voice.ended.connect(self._on_ended)

    def tell(self, step: Step, phrases: Phrases, settle: float, write: Write) -> None:
        """Say how to come out of `step`; `settle` is how many times the usual time that takes.

        `write` keeps in the trace what is said.
        """
        if self._lines or self._saying or self._timer.isActive():
            return
        self._write = write
        self.needs_device.emit(True)
        self._lines = list(lines_out(step, phrases))
        self._follow = SECONDS_TO_FOLLOW * settle
        self._timer.start(round(AFTER_PAUSE * 1000))

    def stop(self) -> None:
        """Say nothing more."""
        tells = self._timer.isActive() or self._saying
        self._lines, saying, self._saying = [], self._saying, 0
        self._timer.stop()
        if saying:
            self._voice.stop()
        if tells:
            self.needs_device.emit(False)

    def _say_next(self) -> None:
        while self._lines and not self._saying:
            cue = self._lines.pop(0)
            self._saying = self._voice.say(cue)
            self._write("say", kind="out", text=cue.text, heard=bool(self._saying))
        if not self._saying:
            self.needs_device.emit(False)

    def _on_ended(self, number: int) -> None:
        if number == self._saying:
            self._saying = 0
            self._write("said", kind="out")
            if self._lines:
                self._timer.start(round(self._follow * 1000))
            else:
                self.needs_device.emit(False)


def lines_out(step: Step, phrases: Phrases) -> Iterable[Cue]:
    """Return all that is said to somebody who must stop in `step`."""
    return (Cue(phrases.come_out), *step.way_out, Cue(phrases.go_on))
