"""Measuring the person's breath: a key is held for each inhale and released for each exhale."""

from __future__ import annotations

from collections.abc import Iterable

from msgspec import Struct

from supine.core.pace import BREATHS_PER_MINUTE

BREATHS = 5
"""Inhales needed for a measurement."""

SHORTEST = 0.3
"""A press or a pause shorter than this, in seconds, is a slip of the finger, not a breath."""


class MeasuredBreath(Struct, frozen=True):
    """The result, in the words of the settings: the pace, and the parts in about ten parts."""

    breaths_per_minute: float
    inhale_part: float
    exhale_part: float


class BreathMeasurement(Struct, frozen=True):
    """The times of all presses and releases so far, in seconds of the same clock."""

    presses: tuple[float, ...] = ()
    releases: tuple[float, ...] = ()

    @property
    def inhales(self) -> int:
        """The number of complete inhales so far."""
        return len(self.releases)

    @property
    def done(self) -> bool:
        """Whether there are enough breaths."""
        return self.inhales >= BREATHS

    def press(self, now: float) -> BreathMeasurement:
        """Return the measurement after a press at `now` seconds: an inhale begins."""
        if len(self.presses) > len(self.releases):
            return self
        if self.releases and now - self.releases[-1] < SHORTEST:
            # the finger slipped off the key: the inhale continues
            return BreathMeasurement(self.presses, self.releases[:-1])
        return BreathMeasurement((*self.presses, now), self.releases)

    def release(self, now: float) -> BreathMeasurement:
        """Return the measurement after a release at `now` seconds: an exhale begins."""
        if len(self.presses) == len(self.releases):
            return self
        if now - self.presses[-1] < SHORTEST:
            return BreathMeasurement(self.presses[:-1], self.releases)
        return BreathMeasurement(self.presses, (*self.releases, now))

    def result(self) -> MeasuredBreath:
        """Return the median breath: a single sigh does not change a median.

        Raises `ValueError` if there are fewer than two inhales.
        """
        if self.inhales < 2:
            message = "a breath cannot be measured from fewer than two inhales"
            raise ValueError(message)
        inhale = _median(b - a for a, b in zip(self.presses, self.releases, strict=False))
        exhale = _median(b - a for a, b in zip(self.releases, self.presses[1:], strict=False))
        low, high = BREATHS_PER_MINUTE
        pace = min(max(60 / (inhale + exhale), low), high)
        parts = 10 / (inhale + exhale)
        return MeasuredBreath(round(pace, 1), _part(inhale * parts), _part(exhale * parts))


def _median(values: Iterable[float]) -> float:
    # the statistics module would load fractions, 0.4 MB
    ordered = sorted(values)
    half = len(ordered) // 2
    return (ordered[half] + ordered[~half]) / 2


def _part(value: float) -> float:
    return round(min(max(value, 1.0), 10.0), 1)
