"""Plays a line: the teacher's recording if there is one, otherwise the voice.

What neither says is told to a screen reader, if one runs: no line is said twice, and none is lost.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from itertools import count

from PySide6.QtCore import QObject, QTimer, Signal

from supine.audio.client import AudioClient
from supine.core.plan import Plan
from supine.core.sequence import Clip, Cue
from supine.speech.client import SpeechClient
from supine.speech.rate import Rate

LAG = 0.15
"""Seconds, about, from starting a recording until it is heard; so much later it ends."""


class LinePlayer(QObject):
    """Plays one line at a time. What the voice does not say has a number below 0."""

    begun = Signal(int)
    """The line of that number can be heard."""
    ended = Signal(int)
    """It is over: said, stopped or failed."""
    told = Signal(str)
    """A screen reader is to say this line."""

    def __init__(self, client: SpeechClient, audio: AudioClient, parent: QObject) -> None:
        super().__init__(parent)
        self.volume = 1.0
        """How loud recordings are, 0 to 1."""
        self.speaks = True
        """Whether recordings and the voice are on."""
        self.reader_runs: Callable[[], bool] = lambda: False
        """Returns whether a screen reader runs."""
        self._client, self._audio = client, audio
        self._numbers = count(-1, -1)
        self._playing, self._path = 0, ""
        self.reads = False
        """Whether the last line was given to a screen reader."""
        self._end = QTimer(self, singleShot=True)
        self._end.timeout.connect(self._finish)
        client.begun.connect(self.begun)
        client.ended.connect(self.ended)
        audio.unplayable.connect(self._on_unplayable)

    def say(self, cue: Cue) -> int:
        """Begin to say `cue`; return its number, or 0 if it cannot be said."""
        self._finish()
        self.reads = False
        said = self.speaks and (self._play(cue.recording) or self._client.say(cue.spoken))
        return said or self._tell(cue.text)

    def stop(self) -> None:
        """Be silent at once."""
        self._client.stop()
        self._finish()

    def _play(self, recording: str | None) -> int:
        if not isinstance(recording, Clip):
            return 0
        if not self._audio.play_recording(recording.path, self.volume):
            return 0
        self._client.stop()
        self._path = recording.path
        return self._begin(recording.seconds + LAG)

    def _tell(self, text: str) -> int:
        """Have a screen reader say `text`; it never says when it has done so, so that is guessed.

        The next line waits as long: a reader queues what it is told, and would fall behind.
        """
        if not self.reader_runs():
            return 0
        self.reads = True
        self.told.emit(text)
        return self._begin(Rate().seconds(text))

    def _begin(self, seconds: float) -> int:
        number = self._playing = next(self._numbers)
        self._end.start(round(seconds * 1000))
        # after the caller knows the number
        QTimer.singleShot(0, self, lambda: self.begun.emit(number))
        return number

    def _on_unplayable(self, path: str) -> None:
        """Go on: the line is on the screen, and from now on the voice speaks it."""
        if path == self._path:
            self._finish()

    def _finish(self) -> None:
        number, self._playing = self._playing, 0
        if number:
            self._end.stop()
            if not self.reads:
                self._audio.stop_recording()
            self.ended.emit(number)


def recordings_of(plan: Plan) -> tuple[str, ...]:
    """Return the paths of all recordings of `plan`, each once."""
    return tuple(dict.fromkeys(_paths(plan)))


def _paths(plan: Plan) -> Iterable[str]:
    for step in plan.steps:
        variants = [one for one in (step.easier, *step.deeper) if one is not None]
        cues = [timed.cue for timed in step.cues]
        lines = [*cues, *step.way_out, *(line for one in variants for line in one.cues)]
        for line in lines:
            if isinstance(line, Cue) and isinstance(line.recording, Clip):
                yield line.recording.path
