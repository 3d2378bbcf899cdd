"""When the sounds of half an hour are heard, recorded from the sound server's device.

Each sound is found in the recording by its shape, and compared with the second of practice at which
it was due. The delay of the server is the same for all sounds and not known, so lateness is
measured from the median of all sounds. The computer's clock counts, which the picture follows: the
speed of the recorded device is found from the times at which its samples arrive, and subtracted.

Drift is the slope of lateness over the practice, given for half an hour. A sound begins with the
next quarter of the server's buffer, anywhere within 15 ms, so the edges of lateness are sharp and
its middle is not: the slope is that of the narrowest strip that holds all sounds but one in a
hundred on each side. With 376 sounds, its standard deviation is 0.3 ms, that of a line through the
middle 0.7 ms.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from statistics import median

import numpy as np

from tests.benchmarks.bench import Bench
from tests.benchmarks.practice import half_hour
from tests.benchmarks.table import Figures, Line, Row, high, number
from tests.e2e.hearing import PRESENT, Heard

HALF_HOUR = 1800.0
"""Seconds."""

OUTSIDE = 0.01
"""The share of the sounds on each side of the strip: they come from busy moments."""

STEEPEST, STEP = 60.0, 0.02
"""Milliseconds in half an hour by which a strip may differ from the line through all sounds; and by
which one strip that is tried differs from the next."""


@dataclass(frozen=True)
class Drift:
    """Milliseconds in half an hour."""

    most: float
    """In either direction."""
    error: float
    """How far a slope can be from this one until two sounds more do not fit into its strip."""


def measure(bench: Bench) -> Iterator[Line]:
    """Measure how far sounds are from when they were due, and whether that grows."""
    practised = half_hour(bench)
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
    """Return the slope of `late`, in milliseconds, over `due`, in seconds."""
    at, off = np.array(due), np.array(late)
    middle = np.polyfit(at, off, 1)[0] * HALF_HOUR
    slopes = middle + np.arange(-STEEPEST, STEEPEST + STEP, STEP)
    level = np.sort(off - slopes[:, None] / HALF_HOUR * at, axis=1)
    left = max(1, round(OUTSIDE * len(at)))
    widths = level[:, -1 - left] - level[:, left]
    near = slopes[widths <= widths.min() * (1 + 2 / len(at))]
    return Drift(abs(float(near.mean())), float(np.ptp(near)) / 2)
