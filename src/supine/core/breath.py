"""The rhythm of a breath, and the phase of the breath at any instant."""

from __future__ import annotations

from math import cos, pi
from typing import Literal

from msgspec import Struct

Phase = Literal["in", "hold-in", "out", "hold-out"]
PHASES: tuple[Phase, ...] = ("in", "hold-in", "out", "hold-out")

SHORTEST_HEARD = 0.1
"""Phases shorter than this, in seconds, have no sound: two sounds at once would only confuse."""


class Rhythm(Struct, frozen=True):
    """The length of each phase of one breath or movement, in seconds; a pause may be 0."""

    inhale: float
    hold_in: float
    exhale: float
    hold_out: float

    @property
    def lengths(self) -> tuple[float, float, float, float]:
        """The four lengths in seconds, in the order of `PHASES`."""
        return (self.inhale, self.hold_in, self.exhale, self.hold_out)

    @property
    def seconds(self) -> float:
        """The length of one whole breath or movement, in seconds."""
        return self.inhale + self.hold_in + self.exhale + self.hold_out

    def starts(self) -> list[tuple[Phase, float]]:
        """Return each phase of at least `SHORTEST_HEARD` seconds, with its start in seconds."""
        found, start = [], 0.0
        for phase, length in zip(PHASES, self.lengths, strict=True):
            if length >= SHORTEST_HEARD:
                found.append((phase, start))
            start += length
        return found


class Breath(Struct, frozen=True):
    """The state of the breath at one instant."""

    number: int
    """Breaths completed before this one: 0 for the first."""
    phase: Phase
    progress: float
    """The share of the phase that has passed, 0 to 1."""
    fullness: float
    """How full the lungs are, 0 to 1. It is eased: its speed never jumps."""


def eased(progress: float) -> float:
    """Return `progress` (0 to 1) eased at both ends by half a cosine."""
    return 0.5 - 0.5 * cos(pi * progress)


def breath_at(rhythm: Rhythm, elapsed: float) -> Breath:
    """Return the breath `elapsed` seconds (0 or more) after the first inhale began."""
    number = int(elapsed // rhythm.seconds)
    within = elapsed - number * rhythm.seconds
    for phase, length in zip(PHASES, rhythm.lengths, strict=True):
        if within < length:
            progress = within / length
            return Breath(number, phase, progress, _fullness(phase, progress))
        within -= length
    return Breath(number + 1, "in", 0.0, 0.0)


def _fullness(phase: Phase, progress: float) -> float:
    if phase == "in":
        return eased(progress)
    if phase == "out":
        return 1.0 - eased(progress)
    return 1.0 if phase == "hold-in" else 0.0
