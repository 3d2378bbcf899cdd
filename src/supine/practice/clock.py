"""The clock that a practice runs by."""

from __future__ import annotations

import sys
import time

from supine.core.practice import Clock


def suspend_aware_clock() -> Clock:
    """Return a clock that goes on while the machine sleeps.

    A practice must notice that the lid was closed for an hour. `time.monotonic` does not: on Linux
    and macOS it stops during sleep.
    """
    if hasattr(time, "CLOCK_BOOTTIME"):
        return lambda: time.clock_gettime(time.CLOCK_BOOTTIME)
    if sys.platform == "darwin":
        return lambda: time.clock_gettime(time.CLOCK_MONOTONIC)
    return time.perf_counter
