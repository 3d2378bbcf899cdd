"""What the sound device is given next: sounds put at the very frame at which they are due."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import NamedTuple

from supine.core.score import Sound
from supine.sound.anchor import Anchor
from supine.sound.mixer import FULL, RATE, Mixer, Samples, Scaled, Voice

LEAD = 0.2
"""Seconds of near-silence at the head of every sound file; see `scripts/make_sounds.py`. Once, when
a stream begins, they wake the device; after that each sound is read from behind them."""

AHEAD = 0.18
"""Seconds of sound that lie ready for the device: for so long the program may be busy elsewhere."""

PRIMING = 0.08
"""Seconds that lie ready until the device is seen to move, so that the first sound is not late."""

DELAY = 0.05
"""Seconds from when the device takes a frame until that is heard, about: Qt cannot tell."""

SOONEST = AHEAD + DELAY
"""Seconds from handing over a sound until it can be heard."""


TOO_LATE = 0.25
"""Seconds after which a sound is left out: better none than a wrong one."""


class Cue(NamedTuple):
    """A sound that waits for its time, in seconds of the clock."""

    name: Sound
    due: float
    latest: float
    """When it would be too late for it to begin."""


class Feed:
    """Mixes what is due, at the pace of the device."""

    def __init__(self, sounds: Mapping[Sound, Samples], loudness: Callable[[str], int]) -> None:
        """Play `sounds`, each with the gain that `loudness` says."""
        lead = 2 * round(LEAD * RATE)
        self._sounds = {name: Scaled(samples[lead:]) for name, samples in sounds.items()}
        self._waking = Scaled(next(iter(sounds.values()))[:lead])
        self._loudness = loudness
        self._cues: list[Cue] = []
        self.begin()

    @property
    def idle(self) -> bool:
        """Whether nothing sounds and nothing is to come."""
        return not self._cues and not self._mixer.voices

    def begin(self) -> None:
        """Begin a new stream, with what wakes the device. What waits goes on waiting."""
        self._anchor, self._mixer = Anchor(), Mixer()
        self._mixer.voices.append(Voice("waking", self._waking, 0, FULL))

    def add(self, cue: Cue) -> None:
        """Let a sound be heard when it is due."""
        self._cues.append(cue)

    def hush(self) -> None:
        """End what sounds and forget what was to come."""
        self._cues.clear()
        self._mixer.fade()

    def turn(self) -> None:
        """Look again at how loud everything is."""
        self._mixer.turn(self._loudness)

    def give(self, now: float, taken: int, most: int) -> bytes:
        """Return what comes next, up to `most` frames; the device has taken so many by `now`."""
        if taken >= self._mixer.frame:
            # it has run dry, and gone on with silence that is not counted
            self._anchor.lose()
        self._anchor.look(now, taken)
        wanted = AHEAD if self._anchor.sure else PRIMING
        frames = min(most, taken + round(wanted * RATE) - self._mixer.frame)
        if frames <= 0:
            return b""
        self._place(now, self._mixer.frame + frames)
        return self._mixer.read(frames)

    def _place(self, now: float, end: int) -> None:
        """Put each sound that begins before the frame `end` where it belongs."""
        waiting = []
        for cue in self._cues:
            if self._anchor.sure and self._frame(cue.due) < end:
                self._start(cue)
            elif cue.latest > now:
                waiting.append(cue)
        self._cues = waiting

    def _start(self, cue: Cue) -> None:
        first = max(self._frame(cue.due), self._mixer.frame)
        if first <= self._frame(cue.latest):
            gain = self._loudness(cue.name)
            self._mixer.voices.append(Voice(cue.name, self._sounds[cue.name], first, gain))

    def _frame(self, heard: float) -> int:
        return self._anchor.frame_at(heard - DELAY)
