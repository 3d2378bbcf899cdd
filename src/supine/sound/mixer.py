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


class Scaled:
    """A sound as loud as it was wanted last, kept as far as it has been played.

    Python takes some 50 ns for a sample: little while a sound plays, but most sounds come again
    and again.
    """

    def __init__(self, samples: Samples) -> None:
        """Scale nothing yet."""
        self.samples = samples
        self.frames = len(samples) // 2
        self._gain = self._done = 0
        self._ready = array("h")

    def part(self, begin: int, end: int, gain: int) -> array[int]:
        """Return the frames `begin` to `end` with `gain`."""
        if gain != self._gain:
            self._gain, self._done = gain, 0
        if begin > self._done:
            # louder or softer in the middle: not worth making up for what has been played
            return self._scaled(begin, end)
        if end > self._done:
            # all of its room at once: an array that grows bit by bit tears holes into the memory
            self._ready = self._ready or array("h", bytes(len(self.samples) * 2))
            self._ready[2 * self._done : 2 * end] = self._scaled(self._done, end)
            self._done = end
        return self._ready[2 * begin : 2 * end]

    def _scaled(self, begin: int, end: int) -> array[int]:
        gain = self._gain
        return array("h", [sample * gain >> 15 for sample in self.samples[2 * begin : 2 * end]])


class Voice:
    """One sound on its way: its samples, the frame that it begins at, and how loud it is."""

    def __init__(self, name: str, sound: Scaled, first: int, gain: int) -> None:
        """Sound from the frame `first` on; `gain` is 0 to `FULL`."""
        self.name, self.first, self.last = name, first, first + sound.frames
        self._sound = sound
        self._from = self._to = gain
        self._since = first - FADE

    def turn(self, gain: int, frame: int) -> None:
        """Be as loud as `gain` from `frame` on, after a short fade."""
        if gain != self._to:
            self._from, self._to, self._since = self.gain(frame), gain, frame

    def gain(self, frame: int) -> int:
        """Return how loud it is at `frame`."""
        done = min(max(frame - self._since, 0), FADE)
        return self._from + (self._to - self._from) * done // FADE

    def over(self, frame: int) -> bool:
        """Return whether nothing of it is heard from `frame` on."""
        return frame >= self.last or (self._to == 0 and frame >= self._since + FADE)

    def heard(self, begin: int, end: int) -> tuple[int, array[int]]:
        """Return its first frame in `begin` to `end`, and its samples from there on."""
        begin, end = max(begin, self.first), min(end, self.last)
        if begin >= end:
            return begin, array("h")
        steady = min(max(begin, self._since + FADE), end)
        part = self._changing(begin, steady)
        if steady < end:
            part += self._sound.part(steady - self.first, end - self.first, self._to)
        return begin, part

    def _changing(self, begin: int, end: int) -> array[int]:
        """Return the frames `begin` to `end`, in which the gain is another for each."""
        samples = self._sound.samples
        return array("h", [
            samples[2 * (frame - self.first) + ear] * self.gain(frame) >> 15
            for frame in range(begin, end)
            for ear in (0, 1)
        ])  # fmt: skip


class Mixer:
    """Gives one frame after another of all voices together."""

    def __init__(self) -> None:
        """Be silent."""
        self.frame = 0
        """The frame that is given next."""
        self.voices: list[Voice] = []

    def turn(self, loudness: Callable[[str], int]) -> None:
        """Let each voice be as loud as `loudness` says of its name, 0 to `FULL`."""
        for voice in self.voices:
            voice.turn(loudness(voice.name), self.frame)

    def fade(self) -> None:
        """End what sounds; what has not begun never will."""
        self.voices = [voice for voice in self.voices if voice.first < self.frame]
        self.turn(lambda _name: 0)

    def read(self, frames: int) -> bytes:
        """Return the next `frames`."""
        begin, self.frame = self.frame, self.frame + frames
        parts = [voice.heard(begin, self.frame) for voice in self.voices]
        self.voices = [voice for voice in self.voices if not voice.over(self.frame)]
        return _together([(first - begin, part) for first, part in parts if part], frames)


def _together(parts: list[tuple[int, array[int]]], frames: int) -> bytes:
    """Return `parts`, each some frames after the beginning, as one piece of `frames`."""
    if not parts:
        return bytes(frames * FRAME)
    if len(parts) == 1:
        ((first, part),) = parts
        return (bytes(first * FRAME) + part.tobytes()).ljust(frames * FRAME, b"\0")
    whole = [0] * (2 * frames)
    for first, part in parts:
        place = slice(2 * first, 2 * first + len(part))
        whole[place] = map(add, whole[place], part)
    if max(whole) > LOUDEST or min(whole) < ~LOUDEST:
        whole = [min(max(sample, ~LOUDEST), LOUDEST) for sample in whole]
    return array("h", whole).tobytes()
