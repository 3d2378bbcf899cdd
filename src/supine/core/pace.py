"""The person's own pace: how they breathe, and how long they take to follow a line."""

from __future__ import annotations

from typing import Annotated

from msgspec import Meta, Struct

from supine.core.breath import Rhythm

BREATHS_PER_MINUTE = (3.0, 20.0)
"""The slowest and the fastest pace on offer: slow breathing to a resting adult's upper bound."""

SHORTEST_PHASE = 0.5
"""Seconds that an inhale or an exhale keeps, however long the pauses are asked to be."""


class Pace(Struct, frozen=True):
    """How fast this person breathes, reads and settles.

    The default, six breaths a minute with the exhale half as long again as the inhale, is what
    most people find restful (Van Diest 2014; Russo 2017); everything can be set.
    """

    breaths_per_minute: Annotated[float, Meta(ge=3, le=20)] = 6.0
    inhale_part: Annotated[float, Meta(ge=1, le=10)] = 4.0
    exhale_part: Annotated[float, Meta(ge=1, le=10)] = 6.0
    pause_full: Annotated[float, Meta(ge=0, le=10)] = 0.0
    """Seconds with full lungs."""
    pause_empty: Annotated[float, Meta(ge=0, le=10)] = 0.0
    """Seconds with empty lungs."""
    settle: Annotated[float, Meta(ge=0.5, le=4)] = 1.0
    """How many times the usual time to follow a line: 2 is twice as long."""
    words_per_second: Annotated[float, Meta(ge=0.5, le=6)] = 2.8
    """How fast a line is said, or read lying down: 168 words a minute, as speech engines do."""

    @property
    def rhythm(self) -> Rhythm:
        """One breath of this person.

        The pauses shrink where they would not leave time to breathe.
        """
        whole = 60.0 / self.breaths_per_minute
        pauses = self.pause_full + self.pause_empty
        room = max(0.0, whole - 2 * SHORTEST_PHASE)
        shrink = min(1.0, room / pauses) if pauses else 1.0
        air = whole - pauses * shrink
        share = self.inhale_part / (self.inhale_part + self.exhale_part)
        inhale = min(max(air * share, SHORTEST_PHASE), air - SHORTEST_PHASE)
        return Rhythm(inhale, self.pause_full * shrink, air - inhale, self.pause_empty * shrink)

    def line_seconds(self, text: str) -> float:
        """Return how long a line needs to be said and followed, in seconds.

        Counted in words, so that "right" and "left" take the same time.
        """
        said = len(text.split()) / self.words_per_second
        return said + SECONDS_TO_FOLLOW * self.settle


SECONDS_TO_FOLLOW = 1.0
"""Seconds after a line has been said in which the body does it, at settle 1."""
