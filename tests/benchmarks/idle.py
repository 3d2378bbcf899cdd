"""What the program uses while nothing happens, over twenty seconds each.

Processor time of all its processes, in per cent of a core, and how many times a second its main
thread wakes up: a running timer would wake it. A pause is measured after more than a minute: until
then Qt cleans its caches of letters and pictures every ten seconds.
"""

from __future__ import annotations

import time
from collections.abc import Iterator

from tests.benchmarks.bench import Bench, desktop
from tests.benchmarks.holds import BREATHS, in_hold
from tests.benchmarks.processes import family, processor_seconds, wakings
from tests.benchmarks.table import Line, Row
from tests.e2e.driver import Starter, Supine
from tests.e2e.waiting import until

LASTING = 20.0
"""Seconds."""

SETTLED, TIDY = 4.0, 65.0
"""Seconds after which what follows on a change is over; and Qt has tidied up."""

MOST, MOST_WAKINGS = 0.5, 0.1
"""Per cent of a core; and times a second, where no timer runs."""


def measure(bench: Bench) -> Iterator[Line]:
    """Measure a pause, a pause that nobody sees, and a practice that nobody sees."""
    with desktop() as starter:
        program = in_hold(starter, BREATHS)
        program.press("space", "pause")
        yield from idle(bench, program, "paused")
        minimise(starter, program)
        yield from idle(bench, program, "paused and minimised")
        program.close()
    with desktop() as starter:
        # reminders have the only timer that runs there
        starter.settings("reminders: true")
        program = starter.library()
        minimise(starter, program)
        yield from idle(bench, program, "the library, minimised")
        program.close()
    with desktop() as starter:
        program = in_hold(starter, BREATHS)
        minimise(starter, program)
        processor, _woken = spent(bench, program)
        yield Row("minimised, the practice goes on: processor", [processor], MOST, "%")
        program.close()


def idle(bench: Bench, program: Supine, name: str) -> Iterator[Line]:
    """Measure the program as it is, and call that `name`."""
    time.sleep(bench.lasting(TIDY - SETTLED))
    processor, woken = spent(bench, program)
    yield Row(f"{name}: processor", [processor], MOST, "%")
    yield Row(f"{name}: main thread woken", [woken], MOST_WAKINGS, "times a second")


def spent(bench: Bench, program: Supine) -> tuple[float, float]:
    """Return the per cent of a core, and how often a second the main thread was woken."""
    time.sleep(SETTLED)
    pid = program.process.pid
    pids, began, woken = family(pid), time.monotonic(), wakings(pid)
    taken = processor_seconds(pids)
    time.sleep(bench.lasting(LASTING))
    lasted = time.monotonic() - began
    taken = processor_seconds(pids) - taken
    return 100 * taken / lasted, (wakings(pid) - woken) / lasted


def minimise(starter: Starter, program: Supine) -> None:
    """Put the window away."""
    starter.screen.do("windowminimize", program.window)
    until(lambda: program.minimised, "a window that is put away")
