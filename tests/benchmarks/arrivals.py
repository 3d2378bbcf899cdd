"""How fast the clock of a recorded device goes, by the computer's own: from when samples arrive.

PulseAudio's device that nobody hears loses what is less than a microsecond each time that it takes
sound, and so goes some 40 ms fast in a quarter of an hour. By its samples alone every sound would
seem to come later and later.
"""

from __future__ import annotations

import time
from pathlib import Path
from threading import Event, Thread
from types import TracebackType

import numpy as np

from tests.e2e.hearing import RATE

FRAME = 4
"""Bytes."""

LOOK = 0.02
"""Seconds between two looks at the recording."""

SPAN = 5.0
"""Seconds whose looks count as one: samples come in lumps."""

BUSY = 0.005
"""Seconds off, from which such a span is left out: other streams came or went."""


class Arrivals:
    """Watches a recording grow, while it is entered."""

    def __init__(self, recording: Path) -> None:
        """Watch the file `recording`."""
        self._recording = recording
        self._looks: list[tuple[float, float]] = []
        self._over = Event()
        self._watcher = Thread(target=self._watch, daemon=True)

    def __enter__(self) -> Arrivals:
        """Begin to watch."""
        self._watcher.start()
        return self

    def __exit__(
        self,
        _kind: type[BaseException] | None,
        _error: BaseException | None,
        _trace: TracebackType | None,
    ) -> None:
        """Watch no longer."""
        self._over.set()
        self._watcher.join()

    @property
    def fast(self) -> float:
        """By which share of a second a second of the recording is short."""
        return fast(self._looks)

    def _watch(self) -> None:
        while not self._over.wait(LOOK):
            seconds = self._recording.stat().st_size / FRAME / RATE
            self._looks.append((time.monotonic(), seconds))


def fast(looks: list[tuple[float, float]]) -> float:
    """Return how fast a recording goes, as a share.

    Each of the `looks` tells seconds of the clock, and seconds that had been recorded by then.
    """
    at, ahead = np.array([(clock, recorded - clock) for clock, recorded in looks]).T
    spans = ((at - at[0]) // SPAN).astype(int)
    usual = [(at[spans == one].mean(), np.median(ahead[spans == one])) for one in set(spans)]
    middle, off = np.array(usual).T
    line = np.polyfit(middle, off, 1)
    for _ in range(5):
        kept = np.abs(off - np.polyval(line, middle)) <= BUSY
        line = np.polyfit(middle[kept], off[kept], 1)
    return float(line[0])
