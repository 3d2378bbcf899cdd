"""Which frame is taken by the sound device when: found by watching it, so that it cannot drift.

A device takes frames in steps, and is seen to have taken them a little later. So each look gives a
place that is true or behind, never ahead: the best of the last two seconds is held to be true.
The device's own clock may run slower or faster than ours by some milliseconds an hour; looking
back no further than that follows it.
"""

from __future__ import annotations

from collections import deque

from supine.audio.mixer import RATE

WINDOW = 2.0
"""Seconds of looks that count."""

SLIP = 0.05
"""Seconds behind the best place from which the device must have stood still."""


ENOUGH = 4
"""Steps of the device after which the best look cannot be far off, though the program is busy."""


class Anchor:
    """Where the device is among the frames; unsure until it has been seen to move by itself."""

    def __init__(self) -> None:
        """Know nothing."""
        self._taken = 0
        self._moves = 0
        self._places: deque[tuple[float, float]] = deque()

    @property
    def sure(self) -> bool:
        """Whether `frame_at` can be asked."""
        return self._moves >= ENOUGH

    def lose(self) -> None:
        """Forget everything: the device was out of step."""
        self._moves = 0
        self._places.clear()

    def look(self, now: float, taken: int) -> None:
        """Take note that at `now` (seconds) the device had taken that many frames."""
        if taken == self._taken:
            return
        self._taken = taken
        place = taken - now * RATE
        if self._places and place < self._places[0][1] - SLIP * RATE:
            self.lose()
        self._moves += 1
        # first it fills its own buffer, and may then stand still until it is awake
        if self._moves > 1:
            self._keep(now, place)

    def frame_at(self, time: float) -> int:
        """Return the frame that is taken at `time`, in seconds of the clock of `look`."""
        return round(self._places[0][1] + time * RATE)

    def _keep(self, now: float, place: float) -> None:
        places = self._places
        while places and places[-1][1] <= place:
            places.pop()
        places.append((now, place))
        while places[0][0] < now - WINDOW:
            places.popleft()
