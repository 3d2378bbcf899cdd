"""Says how to come out of a pose, line by line, while the practice is paused."""

from __future__ import annotations

from collections.abc import Callable, Iterable

from PySide6.QtCore import QObject, QTimer, Signal

from supine.core.pace import SECONDS_TO_FOLLOW
from supine.core.plan import Moment, Step
from supine.core.sequence import Cue
from supine.practice.trace import Event
from supine.speech.phrases import Phrases
from supine.speech.speech import Speech

AFTER_PAUSE = 0.7
"""Seconds after the pause has begun: the sound of the pause comes first."""


class WayOut(QObject):
    """Says lines one after another, with time to follow each, until it is stopped."""

    needs_device = Signal(bool)
    """The sound device must be awake although the practice is paused (True), or no longer."""
    told = Signal()
    """All lines are said."""

    def __init__(self, voice: Speech, write: Callable[..., None], parent: QObject) -> None:
        """Speak with `voice`; `write` keeps in the trace what is said."""
        super().__init__(parent)
        self._voice, self._write = voice, write
        self._lines: list[Cue] = []
        self._saying = 0
        self._follow = 0.0
        self._timer = QTimer(self, singleShot=True)
        self._timer.timeout.connect(self._say_next)
        voice.ended.connect(self._on_ended)

    @property
    def telling(self) -> bool:
        """Whether it is being said how to come out."""
        return bool(self._lines or self._saying or self._timer.isActive())

    def tell(self, step: Step, phrases: Phrases, settle: float, *, returns: bool = True) -> None:
        """Say how to come out of `step`, unless that is being said already.

        `settle` is how many times the usual time the person takes to follow a line; `returns` is
        whether they may go on after it, which is said last.
        """
        lines = list(lines_out(step, phrases, returns=returns))
        if self.telling:
            self._lines = [line for line in self._lines if line in lines]
            return
        self.needs_device.emit(True)
        self._lines = lines
        self._follow = SECONDS_TO_FOLLOW * settle
        self._timer.start(round(AFTER_PAUSE * 1000))

    def stop(self) -> None:
        """Stop at once, in the middle of a line if need be."""
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
            said = bool(self._saying)
            self._write(
                Event.SAY, kind="out", text=cue.text, heard=said, read=said and self._voice.reads
            )
        if not self._saying:
            self._end()

    def _on_ended(self, number: int) -> None:
        if number == self._saying:
            self._saying = 0
            self._write(Event.SAID, kind="out")
            if self._lines:
                self._timer.start(round(self._follow * 1000))
            else:
                self._end()

    def _end(self) -> None:
        self.needs_device.emit(False)
        self.told.emit()


def is_needed(moment: Moment) -> bool:
    """Return whether the person must be led out: not where they lie on the floor anyway."""
    step = moment.step
    has_begun = step.index > 0 or moment.cue != step.cues[0].text
    return bool(step.way_out) and has_begun


def lines_out(step: Step, phrases: Phrases, *, returns: bool = True) -> Iterable[Cue]:
    """Return all that is said to somebody who must stop in `step`, and perhaps goes on later."""
    safe = phrases.on_the_chair if step.seated else phrases.on_the_floor
    ends = (Cue(safe), *([Cue(phrases.go_on)] if returns else []))
    return (Cue(phrases.come_out), *step.way_out, *ends)
