"""Gaps between painted frames over five minutes of practice, full screen, twelve breaths a minute.

The program itself notes each frame that it has painted while something moved, in every second of
uninterrupted painting. Its sounds play and are recorded meanwhile.
"""

from __future__ import annotations

from collections.abc import Iterator
from statistics import median

from tests.benchmarks.bench import Bench
from tests.benchmarks.practice import five_minutes
from tests.benchmarks.table import Line, Row, high, number
from tests.e2e.traces import gaps_in


def measure(bench: Bench) -> Iterator[Line]:
    """Measure the 99th percentile and the longest of all gaps."""
    gaps = gaps_in(five_minutes(bench).events)
    told = f"{len(gaps):,} gaps, median {number(median(gaps))} ms"
    yield Row("frame gap, 99th percentile", gaps, 20.0, "ms", of=high, remark=told)
    yield Row("frame gap, longest", gaps, 50.0, "ms", of=max)
