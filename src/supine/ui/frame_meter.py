"""Keeps the gaps between painted frames, and tells them once a second."""

from __future__ import annotations

from collections.abc import Callable

from supine.clock import Clock


class FrameMeter:
    """Told of each painted frame, it reports every second of uninterrupted painting."""

    def __init__(self, clock: Clock, report: Callable[[list[float]], None]) -> None:
        """Report the gap before each frame, in seconds, to `report`."""
        self._clock, self._report = clock, report
        self._last: float | None = None
        self._since = 0.0
        self._gaps: list[float] = []

    def rest(self) -> None:
        """Nothing moves now: the next frame has no gap before it."""
        self._last = None

    def painted(self) -> None:
        """A frame has been painted."""
        now = self._clock()
        if self._last is None:
            self._since, self._gaps = now, []
        else:
            self._gaps.append(now - self._last)
        self._last = now
        if now - self._since >= 1.0:
            gaps, self._gaps, self._since = self._gaps, [], now
            self._report(gaps)
