"""Counts painted frames and the longest gap between them, once a second."""

from __future__ import annotations

from collections.abc import Callable

from supine.clock import Clock


class FrameMeter:
    """Told of each painted frame, it reports every second of uninterrupted painting."""

    def __init__(self, clock: Clock, report: Callable[[int, float], None]) -> None:
        """Report frames and the longest gap in milliseconds to `report`."""
        self._clock, self._report = clock, report
        self._last: float | None = None
        self._since, self._frames, self._longest = 0.0, 0, 0.0

    def rest(self) -> None:
        """Nothing moves now: the next frame has no gap before it."""
        self._last = None

    def painted(self) -> None:
        """A frame has been painted."""
        now = self._clock()
        if self._last is None:
            self._since, self._frames, self._longest = now, 0, 0.0
        else:
            self._longest = max(self._longest, now - self._last)
            self._frames += 1
        self._last = now
        if now - self._since >= 1.0:
            self._report(self._frames, self._longest * 1000)
            self._since, self._frames, self._longest = now, 0, 0.0
