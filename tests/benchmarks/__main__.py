"""Measure the program beside others that do as little as can be done.

    python -m tests.benchmarks [--only NAME]… [--keep] [--rounds N] [--quick]

A run of everything takes a good hour, wants a quiet machine and writes BENCHMARKS.md. What was
disturbed can be measured again by itself: each measure has its own programs to compare with.
"""

from __future__ import annotations

import argparse
import importlib
import sys
import time
from collections.abc import Iterator
from pathlib import Path

from tests.benchmarks.bench import Bench
from tests.benchmarks.machine import machine
from tests.benchmarks.table import Line, Unmeasured, as_text, measured_again

MEASURES = (
    "start", "memory", "processor", "frames", "sound", "plays", "sound_faults", "keys", "reading",
    "journal", "journal_page",
    "idle",
)  # fmt: skip
"""Modules beside this one, each with a `measure` and, as its docstring, how it is measured."""

REPORT = Path(__file__).parents[2] / "BENCHMARKS.md"


def lines_of(name: str, bench: Bench) -> Iterator[Line]:
    """Return what one measure found; a failure is a line as well, and the run goes on."""
    module = importlib.import_module(f"tests.benchmarks.{name}")
    try:
        yield from module.measure(bench)
    except Exception as error:  # noqa: BLE001 - whatever went wrong there, the rest is measured
        yield Unmeasured(name, " ".join(f"{type(error).__name__}: {error}".split()))


def main() -> int:
    """Measure, print and write the table; return 1 if a target was missed."""
    options = _options()
    bench = Bench(options.rounds, options.quick)
    found: list[Line] = []
    for name in options.only or MEASURES:
        began = time.monotonic()
        found += lines_of(name, bench)
        sys.stderr.write(f"{name}: {time.monotonic() - began:.0f} s\n")
    table = as_text(found)
    sys.stdout.write(table)
    if options.only and options.keep:
        REPORT.write_text(report(measured_again(table_in(REPORT.read_text()), table)))
    elif not (options.only or options.quick):
        REPORT.write_text(report(table))
    return int(not all(line.met for line in found))


def report(table: str) -> str:
    """Return what is to be kept: the table, the machine, and how everything is measured."""
    parts = [
        "# Benchmarks",
        "Written by `make bench`. After a figure made from several, the lowest and the highest are "
        "in brackets. Each measure has its own programs to compare with, and may have been "
        "repeated alone.",
        table.strip(),
        "## The machine",
        "\n".join(f"- {line}" for line in machine()),
        "## How it is measured",
        *(f"**{name.capitalize()}.** {_how(name)}" for name in MEASURES),
    ]
    return "\n\n".join(parts) + "\n"


def table_in(report: str) -> str:
    """Return the table and the remarks of a `report`."""
    return report[report.index("| measure") : report.index("## The machine")]


def _how(name: str) -> str:
    return str(importlib.import_module(f"tests.benchmarks.{name}").__doc__).strip()


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(
        prog="make bench", description="Measure the program beside others."
    )
    parser.add_argument("--only", action="append", choices=MEASURES, help="one measure")
    parser.add_argument("--keep", action="store_true", help="put it into BENCHMARKS.md as well")
    parser.add_argument("--rounds", type=int, metavar="N", help="as many rounds of each")
    parser.add_argument("--quick", action="store_true", help="only show that it works")
    return parser.parse_args()


if __name__ == "__main__":
    sys.exit(main())
