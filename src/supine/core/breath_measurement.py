"""The person's own breath, measured: a key is held while breathing in and let go to breathe out."""

from __future__ import annotations

from statistics import median

from msgspec import Struct

from supine.core.pace import BREATHS_PER_MINUTE

BREATHS = 5
"""Inhales that make a measurement."""

SHORTEST = 0.3
"""Seconds below which a press or a pause is a slip of the finger, not a breath."""


class MeasuredBreath(Struct, frozen=True):
    """A measured breath."""

    breaths_per_minute: float
    inhale_part: float
    exhale_part: float


class BreathMeasurement(Struct, frozen=True):
    """The presses and releases so far, in seconds of one clock."""

    presses: tuple[float, ...] = ()
    releases: tuple[float, ...] = ()

    @property
    def inhales(self) -> int:
        """Whole inhales so far."""
        return len(self.releases)

    @property
    def done(self) -> bool:
        """Whether there are enough breaths."""
        return self.inhales >= BREATHS

    def press(self, now: float) -> BreathMeasurement:
        """An inhale begins."""
        if len(self.presses) > len(self.releases):
            return self
        if self.releases and now - self.releases[-1] < SHORTEST:
            # the finger slipped off: the inhale goes on
            return BreathMeasurement(self.presses, self.releases[:-1])
        return BreathMeasurement((*self.presses, now), self.releases)

    def release(self, now: float) -> BreathMeasurement:
        """An exhale begins."""
        if len(self.presses) == len(self.releases):
            return self
        if now - self.presses[-1] < SHORTEST:
            return BreathMeasurement(self.presses[:-1], self.releases)
        return BreathMeasurement(self.presses, (*self.releases, now))

    def result(self) -> MeasuredBreath:
        """Return the usual breath: medians, so that one sigh counts for nothing.

        Raises `ValueError` before there are two inhales.
        """
        if self.inhales < 2:
            message = "a breath cannot be measured from fewer than two inhales"
            raise ValueError(message)
        inhale = median(b - a for a, b in zip(self.presses, self.releases, strict=False))
        exhale = median(b - a for a, b in zip(self.releases, self.presses[1:], strict=False))
        low, high = BREATHS_PER_MINUTE
        pace = min(max(60 / (inhale + exhale), low), high)
        parts = 10 / (inhale + exhale)
        return MeasuredBreath(round(pace, 1), _part(inhale * parts), _part(exhale * parts))


def _part(value: float) -> float:
    return round(min(max(value, 1.0), 10.0), 1)
