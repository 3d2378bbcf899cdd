"""What the sound device is given next: sounds put at the very frame at which they are due."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import NamedTuple

from supine.audio.anchor import Anchor
from supine.audio.mixer import FADE, FULL, RATE, Kept, Mixer, Samples, Scaled, Track
from supine.core.sounds import BREATH_SOUNDS, Sound

LEAD = 0.2
"""Seconds of near-silence at the head of every sound file; see `scripts/make_sounds.py`. Once, when
a stream begins, they wake the device; after that each sound is read from behind them."""

EVEN = 0.05
"""Seconds after which that near-silence is even, and may go round: between the sounds it keeps the
device awake, for many fall asleep on zeros."""

LATENCY = 0.25
"""Seconds of sound that a PulseAudio server is asked to keep. It comes for more each third of them:
short enough to end a sound soon, long enough to wake the program seldom. With 0.1 it came 33
instead of 10 times a second, which took an eighth of all the processor time of a hold."""

AHEAD = 0.12
"""Seconds of sound that lie ready for the device: for so long the program may be busy elsewhere."""

PRIMING = 0.1
"""Seconds that lie ready until the device is seen to move: no more, or the first sound is late."""

DELAY = LATENCY - 0.01
"""Seconds from when the device takes a frame until that is heard, about: Qt cannot tell."""

SOONEST = AHEAD + DELAY
"""Seconds from handing over a sound until it can be heard."""


TOO_LATE = 0.25
"""Seconds after which a sound is left out: better none than a wrong one."""

SURF = "surf"
"""The name under which the wave asks for its loudness."""

SOFTLY = RATE * 15 // 100
"""Frames in which the wave comes in, or goes: no longer, it must be gone before the first word."""

ASTRAY = RATE // 20
"""Frames from its place from which the wave must join anew: the device has stood still."""


class QueuedSound(NamedTuple):
    """A sound that waits for its time, in seconds of the clock."""

    name: Sound
    due: float
    latest: float
    """When it would be too late for it to begin."""


class Roller:
    """One breath of the wave: it is heard whenever it may be, as long as the breath lasts."""

    def __init__(self, wave: Kept, due: float, joins: float) -> None:
        """Begin when it is `due` and be heard from `joins` on, in seconds of the clock."""
        self.wave, self.due, self.joins = wave, due, joins
        self.voice: Track | None = None
        """How it was put into the mixer last."""


class Feed:
    """Mixes what is due, at the pace of the device."""

    def __init__(self, sounds: Mapping[Sound, Samples], loudness: Callable[[str], int]) -> None:
        """Play `sounds`, each with the gain that `loudness` says."""
        lead = 2 * round(LEAD * RATE)
        # to keep the bells as well took 4 MB by the end of a practice
        self._sounds = {
            name: Scaled(samples[lead:], again=name in BREATH_SOUNDS)
            for name, samples in sounds.items()
        }
        self._waking = Scaled(next(iter(sounds.values()))[:lead])
        self._quiet = next(iter(sounds.values()))[2 * round(EVEN * RATE) : lead].tobytes()
        self._loudness = loudness
        self._cues: list[QueuedSound] = []
        self._rollers: list[Roller] = []
        self.begin()

    @property
    def idle(self) -> bool:
        """Whether nothing sounds and nothing is to come."""
        rolls = bool(self._rollers) and self._loudness(SURF) > 0
        return not (self._cues or self._mixer.voices or rolls)

    def begin(self) -> None:
        """Begin a new stream, with what wakes the device. What waits goes on waiting."""
        self._anchor, self._mixer = Anchor(), Mixer(self._quiet)
        self._mixer.voices.append(Track("waking", self._waking, 0, FULL))

    def add(self, cue: QueuedSound) -> None:
        """Let a sound be heard when it is due."""
        self._cues.append(cue)

    def roll(self, roller: Roller) -> None:
        """Let the wave follow one more breath."""
        self._rollers = [*self._rollers[-1:], roller]

    def calm(self) -> None:
        """End the wave alone."""
        for roller in self._rollers:
            if roller.voice is not None:
                roller.voice.end(self._mixer.frame)
        self._rollers.clear()

    def hush(self) -> None:
        """End what sounds and forget what was to come."""
        self._cues.clear()
        self._rollers.clear()
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
        if self._rollers and self._anchor.sure:
            self._roll(self._mixer.frame + frames)
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

    def _start(self, cue: QueuedSound) -> None:
        first = max(self._frame(cue.due), self._mixer.frame)
        if first <= self._frame(cue.latest):
            gain = self._loudness(cue.name)
            self._mixer.voices.append(Track(cue.name, self._sounds[cue.name], first, gain))

    def _roll(self, end: int) -> None:
        """See to it that the wave is where it belongs, if it can be heard before the frame `end`.

        After a change of loudness, of the device or of its place it joins in by itself.
        """
        gain = self._loudness(SURF)
        for roller in self._rollers[:]:
            first = self._frame(roller.due)
            if first + roller.wave.frames <= self._mixer.frame + FADE:
                self._rollers.remove(roller)
            elif gain and self._frame(roller.joins) < end and not self._rolls(roller, first):
                roller.voice = self._joining(roller, first, gain)
                self._mixer.voices.append(roller.voice)

    def _rolls(self, roller: Roller, first: int) -> bool:
        voice = roller.voice
        if voice is None or voice not in self._mixer.voices:
            return False
        if abs(voice.first - first) < ASTRAY:
            return True
        voice.end(self._mixer.frame)
        return False

    def _joining(self, roller: Roller, first: int, gain: int) -> Track:
        """Return the wave from its breath's beginning on, or softly from the middle of it on."""
        joins = max(self._frame(roller.joins), self._mixer.frame)
        voice = Track(SURF, roller.wave, first, 0 if joins > first else gain, SOFTLY)
        voice.turn(gain, joins)
        return voice

    def _frame(self, heard: float) -> int:
        return self._anchor.frame_at(heard - DELAY)
