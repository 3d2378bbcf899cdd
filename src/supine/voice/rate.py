"""How long it takes to say a text: guessed at first, and then learned from what was said."""

from __future__ import annotations

from statistics import median

from msgspec import Struct

from supine.voice.choices import FASTEST, SLOWEST, Factor

SECONDS_A_CHARACTER = 0.04
SECONDS_A_WORD = 0.08
SECONDS_A_SENTENCE = 0.3
"""The three, measured with espeak-ng at its usual rate: within a tenth for lines of some length."""

KEPT = 9
"""Lines that are remembered. The middle one counts, so that four strange ones change nothing."""

STOPS = ".!?:;"


class Rate(Struct, frozen=True):
    """How fast a voice speaks. Only `factor` need be kept from one day to the next."""

    factor: Factor = 1.0
    """How many times as long as guessed a text takes."""
    heard: tuple[float, ...] = ()
    """The factors of the last lines, the newest last."""

    def seconds(self, text: str) -> float:
        """Return how long it takes to say `text`, in seconds."""
        return self.factor * _guess(text)

    def learned(self, text: str, seconds: float) -> Rate:
        """Return what is known after `text` took `seconds`; what cannot be is not believed."""
        guess = _guess(text)
        if not guess or not FASTEST <= seconds / guess <= SLOWEST:
            return self
        # what was known before weighs as much as three lines
        known = self.heard or (self.factor,) * 3
        heard = (*known, seconds / guess)[-KEPT:]
        return Rate(median(heard), heard)


def _guess(text: str) -> float:
    words = text.split()
    sentences = sum(word[-1] in STOPS for word in words)
    if words and words[-1][-1] not in STOPS:
        sentences += 1
    return (
        len(text.strip()) * SECONDS_A_CHARACTER
        + len(words) * SECONDS_A_WORD
        + sentences * SECONDS_A_SENTENCE
    )
