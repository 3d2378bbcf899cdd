"""When the sounds of a quarter of an hour are heard, recorded from the sound server's device.

Each sound is found in the recording by its shape, and compared with the second of practice at which
it was due. The delay of the server is the same for all sounds and not known, so lateness is
measured from the median of all sounds. Drift is the slope of lateness over the practice, given for
half an hour; sounds more than 5 ms off are left out, as they come from a busy moment. Twice its
standard error is given too. The computer's clock counts, which the picture follows: the speed of
the recorded device is found from the times at which its samples arrive, and subtracted.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from statistics import median

import numpy as np

from tests.benchmarks.bench import Bench
from tests.benchmarks.practice import quarter_hour
from tests.benchmarks.table import Figures, Line, Row, high, number
from tests.e2e.hearing import PRESENT, Heard

HALF_HOUR = 1800.0
"""Seconds."""

BUSY = 5.0
"""Milliseconds off, from which a sound is left out of the drift."""


@dataclass(frozen=True)
class Drift:
    """Milliseconds in half an hour."""

    most: float
    """In either direction."""
    error: float
    """Twice the standard error."""


def measure(bench: Bench) -> Iterator[Line]:
    """Measure how far sounds are from when they were due, and whether that grows."""
    practised = quarter_hour(bench)
    told = practised.heard
    heard = [one for one in told if one.share >= PRESENT]
    late = lateness(heard, practised.fast)
    off = [abs(one - median(late)) for one in late]
    missing = len(told) - len(heard)
    yield Row(
        "sound against due, 99th percentile", off, 20.0, "ms", of=high,
        remark=f"{len(heard)} sounds, {missing} missing; median {number(median(off))} ms",
    )  # fmt: skip
    yield Row("sound against due, the worst", off, 50.0, "ms", of=max)
    yield Row("sounds not heard", [missing], 0, "sounds", of=max)
    found = drift([one.due for one in heard], late)
    yield Row(
        "sound's drift in half an hour", [found.most], 1.0, "ms", of=max,
        remark=(
            f"± {number(found.error)} ms; by its own clock the device would have been "
            f"{number(practised.fast * HALF_HOUR * 1000)} ms ahead"
        ),
    )  # fmt: skip


def lateness(heard: list[Heard], fast: float = 0.0) -> Figures:
    """Return how many milliseconds after its second of practice each was heard, and a constant.

    The recording is `fast` by that share of each second.
    """
    return [(one.at * 1000 + one.lateness) / (1.0 + fast) - one.due * 1000 for one in heard]


def drift(due: Figures, late: Figures) -> Drift:
    """Return the slope of a line through `late`, in milliseconds, over `due`, in seconds."""
    usual = np.abs(np.array(late) - np.median(late)) <= BUSY
    at, off = np.array(due)[usual], np.array(late)[usual]
    slope, level = np.polyfit(at, off, 1)
    rest = off - (slope * at + level)
    error = np.sqrt((rest**2).sum() / (len(at) - 2) / ((at - at.mean()) ** 2).sum())
    return Drift(abs(float(slope)) * HALF_HOUR, 2 * float(error) * HALF_HOUR)
