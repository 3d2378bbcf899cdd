"""One breath of the soft wave: two loops of even noise, shaped for exactly that rhythm.

It is made as it is taken, some hundredths of a second at a time, and kept for the breaths that
follow: making takes 1 % of a core, so that a new pace needs neither a wait nor a thread.
"""

from __future__ import annotations

from array import array
from functools import cache, lru_cache
from math import cos, pi, sin

from supine.audio.files import samples_in
from supine.audio.mixer import RATE, Kept
from supine.core.breath import Rhythm, breath_at, eased
from supine.resources import resource

BLOCK = 96
"""Frames that are equally loud: a step so small and so short (2 ms) cannot be heard. The loops of
`scripts/make_wave.py` are whole numbers of blocks long."""

TURN = 0.2
"""Seconds before and after the exhale begins in which the bright sound becomes the dark one."""

DIP = 0.3
"""The share by which it is softer in the middle of a pause with full lungs."""

DIPPING = 0.5
"""Seconds of a pause for the whole dip; one that is shorter has less, or it would click."""


class Wave(Kept):
    """Swells through an inhale, stays softly while it is held, and falls through the exhale."""

    def __init__(self, rhythm: Rhythm) -> None:
        """Make nothing yet. With empty lungs there is nothing to make."""
        super().__init__(round((rhythm.seconds - rhythm.hold_out) * RATE))
        self._rhythm = rhythm

    def made(self, begin: int, end: int, gain: int) -> array[int]:
        """Make the frames `begin` to `end` with `gain`, and keep nothing."""
        whole = array("h")
        while begin < end:
            until = min(end, (begin // BLOCK + 1) * BLOCK)
            whole.extend(self._block(begin, until, gain))
            begin = until
        return whole

    def _block(self, begin: int, end: int, gain: int) -> list[int]:
        bright, dark = blend(self._rhythm, (begin // BLOCK + 0.5) * BLOCK / RATE)
        first, second = round(bright * gain), round(dark * gain)
        if second and first:
            pairs = zip(_part("in", begin, end), _part("out", begin, end), strict=True)
            return [one * first + other * second >> 15 for one, other in pairs]
        name, level = ("in", first) if first else ("out", second)
        return [sample * level >> 15 for sample in _part(name, begin, end)]


def blend(rhythm: Rhythm, at: float) -> tuple[float, float]:
    """Return how loud the bright and the dark sound are, 0 to 1, `at` seconds into a breath."""
    breath = breath_at(rhythm, at)
    held = breath.phase == "hold-in"
    dip = DIP * min(rhythm.hold_in / DIPPING, 1.0) if held else 0.0
    level = breath.fullness * (1.0 - dip * sin(pi * breath.progress) ** 2)
    since = at - rhythm.inhale - rhythm.hold_in
    # noises that know nothing of each other add up by their powers
    angle = eased(min(max(since / TURN, -1.0), 1.0) / 2 + 0.5) * pi / 2
    return level * cos(angle), level * sin(angle)


@lru_cache(maxsize=2)
def wave_of(rhythm: Rhythm) -> Wave:
    """Return the wave of `rhythm`, kept until the pace has been changed twice."""
    return Wave(rhythm)


@cache
def _loop(name: str) -> array[int]:
    # an array is walked through in half the time that a view of bytes takes
    loop = array("h")
    loop.frombytes(samples_in(resource("wave", f"{name}.wav")).cast("B"))
    return loop


def _part(name: str, begin: int, end: int) -> array[int]:
    """Return frames within one block of a loop that goes round."""
    loop = _loop(name)
    first = 2 * begin % len(loop)
    return loop[first : first + 2 * (end - begin)]
