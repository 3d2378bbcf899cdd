"""When the sounds of half an hour are heard, recorded from the sound server's device.

Each sound is found in the recording by its shape, and compared with the second of practice at which
it was due. The delay of the server is the same for all sounds and not known, so lateness is
measured from the median of all sounds. The computer's clock counts, which the picture follows: the
speed of the recorded device is found from the times at which its samples arrive, and subtracted.

Drift is the slope of lateness over the practice, given for half an hour. A sound begins with the
next quarter of the server's buffer, anywhere within 20 ms, so the edges of lateness are sharp and
its middle is not. A slope is as likely as it is that all sounds lie between two such edges, over
all places of the edges and some blurs of them; told are mean and standard deviation of the slopes.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from statistics import median

import numpy as np
import numpy.typing as npt

from tests.benchmarks.bench import Bench
from tests.benchmarks.practice import half_hour
from tests.benchmarks.table import Figures, Line, Row, high, number
from tests.e2e.hearing import PRESENT, Heard

HALF_HOUR = 1800.0
"""Seconds."""

STEEPEST, STEP = 15.0, 0.5
"""Milliseconds in half an hour by which a slope may differ from that of the line through all
sounds; and by which one that is tried differs from the next, at first."""

EDGE, EDGES = 0.02, np.arange(-2.0, 2.05, 0.1)
"""The share of the sounds beyond where an edge is looked for, and the milliseconds from there."""

NARROWEST = 0.1
"""Milliseconds between two edges at least."""

BLURS = (0.1, 0.3, 0.9)
"""Milliseconds over which an edge may be blurred: the worker is not always quite in time."""

BUSY = 0.002
"""How likely a sound is anywhere outside the edges, of one between them: from busy moments."""


@dataclass(frozen=True)
class Drift:
    """Milliseconds in half an hour."""

    most: float
    """In either direction."""
    error: float
    """Its standard deviation."""


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
    at, off = np.array(due) / HALF_HOUR, np.array(late)
    mean, reach, step = float(np.polyfit(at, off, 1)[0]), STEEPEST, STEP
    error = 0.0
    for _ in range(2):
        slopes = mean + np.arange(-reach, reach + step, step)
        likely = np.array([_likelihood(off - slope * at) for slope in slopes])
        share = np.exp(likely - likely.max())
        mean = float(np.average(slopes, weights=share))
        error = float(np.sqrt(np.average((slopes - mean) ** 2, weights=share)))
        # again, and as finely as that asks for
        reach, step = max(5 * error, STEP), max(error / 5, STEP / 20)
    return Drift(abs(mean), error)


def _likelihood(off: npt.NDArray[np.float64]) -> float:
    """Return the logarithm of how likely sounds are, so many milliseconds late each."""
    middle = np.median(off)
    lower, upper = np.quantile(off, EDGE) + EDGES, np.quantile(off, 1 - EDGE) + EDGES
    width = np.log(np.maximum(upper - lower[:, None], NARROWEST)) * len(off)
    found = [
        _inside(off[off < middle] - lower[:, None], blur)[:, None]
        + _inside(upper[:, None] - off[off >= middle], blur)
        - width
        for blur in BLURS
    ]
    return float(np.logaddexp.reduce(found, axis=None))


def _inside(by: npt.NDArray[np.float64], blur: float) -> npt.NDArray[np.float64]:
    """Return the logarithm of how likely sounds are that lie so far inside an edge."""
    each = np.log(BUSY + 1.0 / (1.0 + np.exp(-np.clip(by / blur, -50.0, 50.0))))
    return np.asarray(each.sum(axis=1))
