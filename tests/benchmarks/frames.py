"""Gaps between painted frames over five minutes of practice on a full screen.

The program itself notes each frame that it paints while something moves, in every second of
continuous painting. Its sounds play and are recorded meanwhile. The practice goes on for half an
hour; its longest gap is given below the table.
"""

from __future__ import annotations

from collections.abc import Iterator
from statistics import median

from tests.benchmarks.bench import Bench
from tests.benchmarks.practice import half_hour
from tests.benchmarks.table import Line, Row, high, number
from tests.e2e.traces import gaps_in, named

FIVE_MINUTES = 300.0
"""Seconds."""


def measure(bench: Bench) -> Iterator[Line]:
    """Measure the 99th percentile and the longest of all gaps."""
    events = named(half_hour(bench).events, "frame")
    last = float(events[0]["wall"]) + FIVE_MINUTES
    gaps = gaps_in(event for event in events if float(event["wall"]) <= last)
    told = (
        f"{len(gaps):,} gaps, median {number(median(gaps))} ms; "
        f"in half an hour the longest has {number(max(gaps_in(events)))} ms"
    )
    yield Row("frame gap, 99th percentile", gaps, 20.0, "ms", of=high, remark=told)
    yield Row("frame gap, longest", gaps, 50.0, "ms", of=max)
