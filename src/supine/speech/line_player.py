"""Plays a line: the teacher's recording if there is one, otherwise the voice."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from itertools import count
from threading import Thread

from PySide6.QtCore import QObject, QTimer, Signal

from supine.audio.recording import RecordingPlayer, Samples, read_samples
from supine.core.plan import Plan
from supine.core.sequence import Clip, Cue
from supine.speech.client import SpeechClient

LAG = 0.15
"""Seconds, about, from starting a recording until it is heard; so much later it ends."""

MOST_BYTES = 200_000_000
"""Bytes of recordings that are kept in memory; further lines are said by the voice."""


class LinePlayer(QObject):
    """Plays one line at a time. Recordings have numbers below 0."""

    begun = Signal(int)
    """The line of that number can be heard."""
    ended = Signal(int)
    """It is over: said, stopped or failed."""

    def __init__(self, voice: SpeechClient, parent: QObject) -> None:
        """Say nothing yet."""
        super().__init__(parent)
        self.volume = 1.0
        """How loud recordings are, 0 to 1."""
        self.can_play: Callable[[], bool] = _always
        """Returns whether the sound server answers; called before each recording."""
        self._voice = voice
        self._player = RecordingPlayer(self)
        self._ready: dict[str, Samples] = {}
        self._numbers = count(-1, -1)
        self._playing = 0
        self._end = QTimer(self, singleShot=True)
        self._end.timeout.connect(self._finish)
        voice.begun.connect(self.begun)
        voice.ended.connect(self.ended)

    def make_ready(self, plan: Plan) -> None:
        """Read the recordings of `plan` in a thread, since a disk may be slow."""
        ready: dict[str, Samples] = {}
        self._ready = ready
        paths = list(dict.fromkeys(_paths(plan)))
        if paths:
            Thread(target=_read, args=(paths, ready), daemon=True).start()

    def say(self, cue: Cue) -> int:
        """Begin to say `cue`; return its number, or 0 if it cannot be said."""
        return self._play(cue.recording) or self._voice.say(cue.spoken)

    def stop(self) -> None:
        """Be silent at once."""
        self._voice.stop()
        self._finish()

    def _play(self, recording: str | None) -> int:
        if not isinstance(recording, Clip):
            return 0
        samples = self._ready.get(recording.path)
        self._finish()
        if samples is None or not self.can_play() or not self._player.play(samples, self.volume):
            return 0
        self._voice.stop()
        number = self._playing = next(self._numbers)
        frames = len(samples.data) / (samples.width * samples.channels)
        self._end.start(round((frames / samples.rate + LAG) * 1000))
        # after the caller knows the number
        QTimer.singleShot(0, self, lambda: self.begun.emit(number))
        return number

    def _finish(self) -> None:
        number, self._playing = self._playing, 0
        if number:
            self._end.stop()
            self._player.stop()
            self.ended.emit(number)


def _paths(plan: Plan) -> Iterable[str]:
    for step in plan.steps:
        variants = [one for one in (step.easier, *step.deeper) if one is not None]
        cues = [timed.cue for timed in step.cues]
        lines = [*cues, *step.way_out, *(line for one in variants for line in one.cues)]
        for line in lines:
            if isinstance(line, Cue) and isinstance(line.recording, Clip):
                yield line.recording.path


def _read(paths: Iterable[str], ready: dict[str, Samples]) -> None:
    size = 0
    for path in paths:
        samples = read_samples(path)
        if samples is not None and (size := size + len(samples.data)) <= MOST_BYTES:
            ready[path] = samples


def _always() -> bool:
    return True
