"""Stretches of time that are taken, and the free ones between them."""

from __future__ import annotations

from bisect import insort
from collections.abc import Iterator


class Gaps:
    """What is still free from `start` to `end`, in seconds of practice."""

    def __init__(self, start: float, end: float) -> None:
        """Begin with all of it free."""
        self._start, self._end = start, end
        self._taken: list[tuple[float, float]] = []

    def take(self, start: float, end: float) -> None:
        """Let nothing else be there; stretches may overlap."""
        insort(self._taken, (start, end))

    def nearest(
        self, wanted: float, seconds: float, earliest: float, latest: float
    ) -> float | None:
        """Return where `seconds` fit that begin as near to `wanted` as can be, or None.

        `earliest` and `latest` are the first and the last instant at which they may begin.
        """
        fits = [
            min(max(wanted, start, earliest), end - seconds, latest)
            for start, end in self._free()
            if max(start, earliest) <= min(end - seconds, latest)
        ]
        return min(fits, key=lambda at: abs(at - wanted), default=None)

    def _free(self) -> Iterator[tuple[float, float]]:
        here = self._start
        for start, end in self._taken:
            if start > here:
                yield here, start
            here = max(here, end)
        if here < self._end:
            yield here, self._end
