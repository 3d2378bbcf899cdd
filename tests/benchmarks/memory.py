"""Memory of all processes in full screen; shared memory counts by its share (PSS).

The program is in a hold, without a voice, with sounds on and the figure drawn. The empty window and
the page in the browser have run for the same time. Another program with Qt in memory would share it
with the empty window and with Supine, and make the ratio larger; so their number is given.
"""

from __future__ import annotations

import time
from collections.abc import Iterator

from tests.benchmarks.bench import EMPTY_WINDOW, Bench, browser, desktop, running
from tests.benchmarks.holds import BREATHS, SETTLING, in_hold
from tests.benchmarks.processes import family, megabytes, using
from tests.benchmarks.table import Line, Row
from tests.e2e.driver import Starter

AFTER = SETTLING + 4.0
"""Seconds after which memory is looked at."""


QT = "libQt6Core"


def measure(bench: Bench) -> Iterator[Line]:
    """Measure in a practice, beside an empty window and beside a browser."""
    others = len(using(QT))
    alone: list[float] = []
    with desktop() as starter:
        supine, empty, page = bench.in_turn(
            3, lambda: ours(starter, alone), lambda: window(starter), lambda: chromium(starter)
        )
    yield Row(
        "memory in practice", supine, 2.5, "MB", "an empty QMainWindow", empty,
        remark=f"{others} other programs had Qt in memory",
    )  # fmt: skip
    yield Row("memory of the window's process", alone, 1.7, "MB", "an empty QMainWindow", empty)
    yield Row("memory in practice", supine, 0.35, "MB", "a breathing circle in Chromium", page)


def ours(starter: Starter, alone: list[float]) -> float:
    """Return the megabytes of the program in a hold; add those of the window `alone`."""
    program = in_hold(starter, BREATHS)
    used = megabytes(family(program.process.pid))
    alone.append(megabytes([program.process.pid]))
    program.close()
    return used


def window(starter: Starter) -> float:
    """Return the megabytes of an empty window."""
    with running(starter, *EMPTY_WINDOW, "--fullscreen") as process:
        time.sleep(AFTER)
        return megabytes(family(process))


def chromium(starter: Starter) -> float:
    """Return the megabytes of a browser with one page."""
    with browser(starter) as processes:
        time.sleep(AFTER)
        return megabytes(processes())
