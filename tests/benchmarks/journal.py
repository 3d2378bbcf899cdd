"""Reading a journal of 100,000 entries in ten files, as many as nobody will ever have.

Processor time of this process, without Python's garbage collection. Python's JSON reader, which
only makes dictionaries of the same lines, is called in turn with our reading, which also checks
each value and puts the lines of all files together. A library that opens reads what is recent.
"""

from __future__ import annotations

import json
import tempfile
from collections.abc import Iterator
from datetime import datetime, timedelta, timezone
from pathlib import Path
from random import Random

from supine.journal.entry import Entry
from supine.journal.entry import Line as Written
from supine.journal.journal import append, load, recent
from tests.benchmarks.bench import Bench
from tests.benchmarks.reading import taken
from tests.benchmarks.table import Line, Row

COMPUTERS = 10
ENTRIES = 100_000

BEGIN = datetime(2016, 1, 1, 7, tzinfo=timezone(timedelta(hours=1)))
"""Ten years before the last entry."""


def measure(bench: Bench) -> Iterator[Line]:
    """Measure reading all against Python's JSON, and reading what is recent."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        write_journal(folder, 5000 if bench.quick else ENTRIES)
        last = load(folder).entries[-1].entry.at
        ours, plain = bench.in_turn(
            5, lambda: taken(lambda: load(folder)), lambda: taken(lambda: as_json(folder))
        )
        yield Row(
            f"reading a journal of {ENTRIES:,} entries", ours, 1.0, "ms", "Python's JSON", plain
        )
        (few,) = bench.in_turn(9, lambda: taken(lambda: recent(folder, last - timedelta(days=7))))
        yield Row("reading what is recent in it", few, 30.0, "ms")


def write_journal(folder: Path, count: int = ENTRIES, begin: datetime = BEGIN) -> None:
    """Write a journal of `count` entries over ten years, in one file for each computer."""
    chance, step = Random(1), timedelta(days=3650) / count  # noqa: S311 - not for secrets
    lines: list[list[Written]] = [[] for _ in range(COMPUTERS)]
    for number in range(count):
        at, computer = begin + number * step, number * COMPUTERS // count
        before = chance.randint(2, 7)
        entry = Entry(
            at, "low-back-release", "Low Back Release", 1800 * chance.random(), 702.0, 702.0, 10,
            finished=True, eased=("Inner thigh stretch",), pace=6.0, before=before,
            after=max(0, before - chance.randint(-1, 2)),
            note="Slept well." if number % 3 == 0 else "",
        )  # fmt: skip
        lines[computer].append(Written(f"{number:032x}", 1, at, f"computer-{computer}", entry))
    for computer, part in enumerate(lines):
        append(folder, f"computer-{computer}", part)


def as_json(folder: Path) -> None:
    """Read each line with Python's JSON."""
    for path in folder.iterdir():
        with path.open("rb") as file:
            for line in file:
                json.loads(line)
