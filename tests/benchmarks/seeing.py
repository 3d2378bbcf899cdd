"""What can be seen on the screen, and when: its pixels are looked at twice a millisecond or so.

Nothing is asked of the program or of the screen's server; their memory is read.
"""

from __future__ import annotations

import time
from collections.abc import Callable

import numpy as np

from tests.e2e.desktop import Picture, Screen
from tests.e2e.waiting import until

Colour = tuple[int, int, int]

COARSE = 20
"""Pixels from one that is looked at to the next."""

SHARE = 0.1
"""Part of the screen from which a window counts as painted; the title bar has a hundredth."""

LOOK = 0.0005
"""Seconds between two looks."""

SAME_FRAME = 0.006
"""Seconds within which changes belong to one frame: it comes to the screen in several strips."""


def wait_until(look: Callable[[], bool], what: str, seconds: float = 20.0) -> float:
    """Return the monotonic time at which `look` was first true of the screen."""
    deadline = time.monotonic() + seconds
    while not look():
        if time.monotonic() > deadline:
            message = f"not within {seconds:g} s: {what}"
            raise AssertionError(message)
        time.sleep(LOOK)
    return time.monotonic()


def share_of(screen: Screen, colour: Colour) -> float:
    """Return how much of the screen has that colour."""
    near = np.abs(_coarse(screen).astype(np.int16) - np.array(colour, np.int16)).max(axis=2) <= 2
    return float(near.mean())


def painted(screen: Screen, colour: Colour) -> float:
    """Return when a window that is mostly of that colour was first to be seen."""
    return wait_until(lambda: share_of(screen, colour) >= SHARE, "a painted window")


def wait_until_gone(screen: Screen, colour: Colour) -> None:
    until(lambda: share_of(screen, colour) < SHARE / 10, "the end of a window")


def frames_seen(screen: Screen, row: int, seconds: float) -> float:
    """Return how often a second something changes in a row of pixels."""
    line = screen.live()[row]
    before, frames, last = line.copy(), 0, 0.0
    began = time.monotonic()
    while (now := time.monotonic()) < began + seconds:
        if not np.array_equal(line, before):
            before = line.copy()
            frames += now > last + SAME_FRAME
            last = now
        time.sleep(LOOK)
    return frames / (now - began)


def _coarse(screen: Screen) -> Picture:
    return screen.live()[::COARSE, ::COARSE]
