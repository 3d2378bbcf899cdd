"""Says how to come out of a pose, line by line, while the practice waits."""

from __future__ import annotations

from collections.abc import Iterable

from PySide6.QtCore import QObject, QTimer

from supine.core.pace import SECONDS_TO_FOLLOW
from supine.core.plan import Step
from supine.core.sequence import Cue
from supine.voice.narrator import Saying
from supine.voice.phrases import Phrases

AFTER_PAUSE = 0.7
"""Seconds after the pause has begun: its own sound comes first."""


class WayOut(QObject):
    """Says lines one after another, with time to follow each, until it is stopped."""

    def __init__(self, voice: Saying, parent: QObject) -> None:
        """Say nothing yet."""
        super().__init__(parent)
        self._voice = voice
        self._lines: list[Cue] = []
        self._saying = 0
        self._follow = 0.0
        self._timer = QTimer(self, singleShot=True)
        self._timer.timeout.connect(self._say_next)
        voice.ended.connect(self._on_ended)

    def tell(self, step: Step, phrases: Phrases, settle: float) -> None:
        """Say how to come out of `step`; `settle` is how many times the usual time that takes."""
        if self._lines or self._saying or self._timer.isActive():
            return
        self._lines = list(lines_out(step, phrases))
        self._follow = SECONDS_TO_FOLLOW * settle
        self._timer.start(round(AFTER_PAUSE * 1000))

    def stop(self) -> None:
        """Say nothing more."""
        self._lines, saying, self._saying = [], self._saying, 0
        self._timer.stop()
        if saying:
            self._voice.stop()

    def _say_next(self) -> None:
        while self._lines and not self._saying:
            self._saying = self._voice.say(self._lines.pop(0))

    def _on_ended(self, number: int) -> None:
        if number == self._saying:
            self._saying = 0
            if self._lines:
                self._timer.start(round(self._follow * 1000))


def lines_out(step: Step, phrases: Phrases) -> Iterable[Cue]:
    """Return all that is said to somebody who must stop in `step`."""
    return (Cue(phrases.come_out), *step.way_out, Cue(phrases.go_on))
