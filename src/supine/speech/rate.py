"""How long it takes to say a text: a guess at first, then learned from spoken lines."""

from __future__ import annotations

from msgspec import Struct

from supine.core.pace import cue_seconds, spoken_seconds
from supine.core.sequence import Cue
from supine.settings.declaration import FASTEST, SLOWEST, Factor

KEPT = 9
"""Lines that are remembered. Their median counts, so four odd ones change nothing."""


class Rate(Struct, frozen=True):
    """How fast a voice speaks. Only `factor` is stored in the settings."""

    factor: Factor = 1.0
    """How many times its guessed time a text takes."""
    heard: tuple[float, ...] = ()
    """The factors of the last lines, the newest last."""

    def seconds(self, text: str) -> float:
        """Return how long it takes to say `text`, in seconds."""
        return self.factor * spoken_seconds(text)

    def of(self, cue: Cue) -> float:
        """Return how long it takes to say `cue`, in seconds; a recording takes what it takes."""
        return cue_seconds(cue, self.factor)

    def learned(self, text: str, seconds: float) -> Rate:
        """Return the rate after `text` took `seconds`; implausible times change nothing."""
        guess = spoken_seconds(text)
        if not guess or not FASTEST <= seconds / guess <= SLOWEST:
            return self
        # the stored factor counts as much as three lines
        known = self.heard or (self.factor,) * 3
        heard = (*known, seconds / guess)[-KEPT:]
        # the median; the statistics module would load fractions, 0.4 MB
        ordered, half = sorted(heard), len(heard) // 2
        return Rate((ordered[half] + ordered[~half]) / 2, heard)
