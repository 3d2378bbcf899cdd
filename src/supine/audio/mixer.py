"""Sounds laid over each other, frame by frame: samples in, samples out; no clock and no device.

A frame is one sample for each ear. All of this is plain Python: no more than two or three sounds
ever meet, and a library for it would weigh more than the program.
"""

from __future__ import annotations

from array import array
from collections.abc import Callable
from operator import add

RATE = 48_000
"""Frames a second."""

FRAME = 4
"""Bytes of a frame: 16 bit for each ear."""

FULL = 1 << 15
"""The gain that leaves a sound as loud as it is in its file."""

FADE = RATE // 100
"""Frames in which a gain becomes another one: anything quicker clicks."""

LOUDEST = (1 << 15) - 1

Samples = memoryview
"""Left, right, left, right: signed, 16 bit (format "h")."""


class Kept:
    """Frames as loud as they were wanted last, kept as far as they have been played.

    Python takes some 50 ns for a sample: little while a sound plays, but some sounds come again
    and again.
    """

    def __init__(self, frames: int, *, again: bool = True) -> None:
        """Make nothing yet; what does not come `again` soon is not kept."""
        self.frames, self._again = frames, again
        self._gain = self._done = 0
        self._ready = array("h")

    def made(self, begin: int, end: int, gain: int) -> array[int]:
        """Make the frames `begin` to `end` with `gain`, and keep nothing."""
        raise NotImplementedError

    def part(self, begin: int, end: int, gain: int) -> array[int]:
        """Return the frames `begin` to `end` with `gain`."""
        if gain != self._gain:
            self._gain, self._done = gain, 0
        if begin > self._done or not self._again:
            # louder or softer in the middle: not worth making up for what has been played
            return self.made(begin, end, gain)
        if end > self._done:
            # all of its room at once: an array that grows bit by bit tears holes into the memory
            self._ready = self._ready or array("h", bytes(self.frames * FRAME))
            self._ready[2 * self._done : 2 * end] = self.made(self._done, end, gain)
            self._done = end
        return self._ready[2 * begin : 2 * end]


class Scaled(Kept):
    """A sound from a file."""

    def __init__(self, samples: Samples, *, again: bool = True) -> None:
        """Play `samples`, which may come `again` soon."""
        super().__init__(len(samples) // 2, again=again)
        self._samples = samples

    def made(self, begin: int, end: int, gain: int) -> array[int]:
        """Make the frames `begin` to `end` with `gain`, and keep nothing."""
        return array("h", [sample * gain >> 15 for sample in self._samples[2 * begin : 2 * end]])


class Track:
    """One sound on its way: its samples, the frame that it begins at, and how loud it is."""

    def __init__(self, name: str, sound: Kept, first: int, gain: int, fade: int = FADE) -> None:
        """Sound from the frame `first` on; `gain` is 0 to `FULL`, and turns within `fade`."""
        self.name, self.first, self.last = name, first, first + sound.frames
        self._sound, self._fade = sound, fade
        self._from = self._to = gain
        self._since = first - fade
        self._ending = False

    def turn(self, gain: int, frame: int) -> None:
        """Be as loud as `gain` from `frame` on, after a short fade; what ends goes on ending."""
        if gain != self._to and not self._ending:
            self._from, self._to, self._since = self.gain(frame), gain, frame

    def end(self, frame: int) -> None:
        """Be silent for good, after a short fade."""
        self.turn(0, frame)
        self._ending = True

    def gain(self, frame: int) -> int:
        """Return how loud it is at `frame`."""
        done = min(max(frame - self._since, 0), self._fade)
        return self._from + (self._to - self._from) * done // self._fade

    def over(self, frame: int) -> bool:
        """Return whether nothing of it is heard from `frame` on."""
        return frame >= self.last or (self._to == 0 and frame >= self._since + self._fade)

    def heard(self, begin: int, end: int) -> tuple[int, array[int]]:
        """Return its first frame in `begin` to `end`, and its samples from there on."""
        begin, end = max(begin, self.first), min(end, self.last)
        if begin >= end:
            return begin, array("h")
        steady = min(max(begin, self._since + self._fade), end)
        part = self._changing(begin, steady)
        if steady < end:
            part += self._sound.part(steady - self.first, end - self.first, self._to)
        return begin, part

    def _changing(self, begin: int, end: int) -> array[int]:
        """Return the frames `begin` to `end`, in which the gain is another for each."""
        if begin == end:
            return array("h")
        samples = self._sound.made(begin - self.first, end - self.first, FULL)
        gains = [gain for frame in range(begin, end) for gain in (self.gain(frame),) * 2]
        loud = zip(samples, gains, strict=True)
        return array("h", [sample * gain >> 15 for sample, gain in loud])


class Mixer:
    """Gives one frame after another of all voices together."""

    def __init__(self, quiet: bytes = bytes(FRAME)) -> None:
        """Be silent; `quiet` is given over and over while nothing sounds."""
        self.frame = 0
        """The frame that is given next."""
        self.voices: list[Track] = []
        self._quiet = quiet
        self._round = quiet + quiet

    def turn(self, loudness: Callable[[str], int]) -> None:
        """Let each voice be as loud as `loudness` says of its name, 0 to `FULL`."""
        for voice in self.voices:
            voice.turn(loudness(voice.name), self.frame)

    def fade(self) -> None:
        """End what sounds; what has not begun never will."""
        self.voices = [voice for voice in self.voices if voice.first < self.frame]
        for voice in self.voices:
            voice.end(self.frame)

    def read(self, frames: int) -> bytes:
        """Return the next `frames`."""
        begin, self.frame = self.frame, self.frame + frames
        parts = [voice.heard(begin, self.frame) for voice in self.voices]
        self.voices = [voice for voice in self.voices if not voice.over(self.frame)]
        quiet = self._silence(begin, frames)
        return _together([(first - begin, part) for first, part in parts if part], quiet)

    def _silence(self, begin: int, frames: int) -> bytes:
        first, wanted = begin * FRAME % len(self._quiet), frames * FRAME
        enough = self._round
        if first + wanted > len(enough):
            enough = self._quiet * (2 + wanted // len(self._quiet))
        return enough[first : first + wanted]


def _together(parts: list[tuple[int, array[int]]], quiet: bytes) -> bytes:
    """Return `parts`, each some frames after the beginning, as one piece in place of `quiet`."""
    if not parts:
        return quiet
    (first, part), *others = parts
    begin, end = first * FRAME, first * FRAME + len(part) * 2
    base = quiet[:begin] + part.tobytes() + quiet[end:]
    if not others:
        return base
    whole = memoryview(base).cast("h").tolist()
    for first, part in others:
        place = slice(2 * first, 2 * first + len(part))
        whole[place] = map(add, whole[place], part)
    try:
        return array("h", whole).tobytes()
    except OverflowError:
        return array("h", [min(max(sample, ~LOUDEST), LOUDEST) for sample in whole]).tobytes()
