"""The rhythm of a breath, and the phase of the breath at any instant."""

from __future__ import annotations

from math import cos, pi
from typing import Literal, NamedTuple

from msgspec import Struct
from msgspec.structs import replace

ROUNDING = 1e-6
"""Seconds by which two calculations of the same instant may differ."""

Phase = Literal["in", "hold-in", "out", "hold-out"]
PHASES: tuple[Phase, ...] = ("in", "hold-in", "out", "hold-out")

SHORTEST_LAST = 3.0
"""Seconds of the shortest breath at the end of a hold in seconds. Where less time is left, the
breath before it goes out for longer."""

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

    def resized(self, factor: float) -> Rhythm:
        """Return this rhythm with all lengths times `factor`."""
        return Rhythm(*(length * factor for length in self.lengths))

    def place_of(self, breath: Breath) -> float:
        """Return where in this rhythm a breath is in the same phase as `breath`, and as far in it.

        In seconds, counted from the start of the first breath.
        """
        at = PHASES.index(breath.phase)
        within = sum(self.lengths[:at]) + breath.progress * self.lengths[at]
        return breath.number * self.seconds + within

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


class Breaths(NamedTuple):
    """The breaths of a hold: all at one pace, but the last fills the time that is left."""

    total: int
    rhythm: Rhythm
    last: Rhythm
    """The rhythm of the last breath: another one only in a hold that is counted in seconds."""
    earlier: Breaths | None = None
    """The breaths before these, which a change during the hold has left as they were."""

    @property
    def seconds(self) -> float:
        """When the last breath ends, in seconds after the first inhale began."""
        return self._since + (self.total - 1) * self.rhythm.seconds + self.last.seconds

    @property
    def _since(self) -> float:
        return self.earlier.seconds if self.earlier is not None else 0.0

    def at(self, elapsed: float) -> Breath:
        """Return the breath `elapsed` seconds (0 or more) after the first inhale began.

        After the last breath the lungs stay empty.
        """
        if self.earlier is not None:
            if elapsed < self._since:
                return self.earlier.at(elapsed)
            own = self._replace(earlier=None).at(elapsed - self._since)
            return replace(own, number=len(self.earlier.starts()) + own.number)
        begun = (self.total - 1) * self.rhythm.seconds
        if elapsed < begun:
            return breath_at(self.rhythm, elapsed)
        if elapsed - begun >= self.last.seconds:
            return Breath(self.total - 1, "out", 1.0, 0.0)
        one = breath_at(self.last, elapsed - begun)
        # a breath that has less time is not quicker, but smaller
        depth = min(1.0, self.last.inhale / self.rhythm.inhale)
        return Breath(self.total - 1, one.phase, one.progress, one.fullness * depth)

    def until(self, elapsed: float) -> Breaths:
        """Return these breaths up to the end of the one that is under way at `elapsed` seconds."""
        if self.earlier is not None and elapsed < self._since:
            return self.earlier.until(elapsed)
        number = int((elapsed - self._since) // self.rhythm.seconds)
        if number >= self.total - 1:
            return self
        return Breaths(number + 1, self.rhythm, self.rhythm, self.earlier)

    def starts(self) -> list[tuple[float, Rhythm]]:
        """Return when each breath begins, in seconds, and its rhythm."""
        length = self.rhythm.seconds
        own = [
            (self._since + number * length, self.rhythm if number < self.total - 1 else self.last)
            for number in range(self.total)
        ]
        return own if self.earlier is None else self.earlier.starts() + own

    def whole(self) -> list[tuple[float, Rhythm]]:
        """Return the same of each breath that is not cut short, at the person's own pace."""
        own = [
            (begins, self.rhythm)
            for begins, rhythm in self._replace(earlier=None).starts()
            if rhythm.inhale >= self.rhythm.inhale - ROUNDING
        ]
        if self.earlier is None:
            return own
        return self.earlier.whole() + [(self._since + begins, rhythm) for begins, rhythm in own]


def breaths_in(rhythm: Rhythm, seconds: float, earlier: Breaths | None = None) -> Breaths:
    """Return the breaths in `rhythm` that fill a hold of `seconds`, after those of `earlier`.

    All go at the person's pace and the hold ends with empty lungs. If the last would be cut off, it
    is smaller, or the one before it goes out for longer. Those of `earlier` stay as they are: only
    a pause may follow them.
    """
    left = seconds - (earlier.seconds if earlier is not None else 0.0)
    whole = int(left / rhythm.seconds + ROUNDING)
    left -= whole * rhythm.seconds
    if left < min(SHORTEST_LAST, rhythm.seconds / 2):
        longer = left if left > ROUNDING else 0.0
        if whole:
            last = replace(rhythm, exhale=rhythm.exhale + longer)
            return Breaths(whole, rhythm, last, earlier)
        if earlier is not None:
            last = replace(earlier.last, hold_out=earlier.last.hold_out + longer)
            return earlier._replace(last=last)
    return Breaths(whole + 1, rhythm, rhythm.resized(left / rhythm.seconds), earlier)


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
