"""From the start of the process to the first painted frame.

Both programs are watched from outside. The clock starts when the process is created, and stops when
a tenth of the screen has the background colour of the window. Each program is started once before,
so that its files are in memory. With a thousand own sequences the library is shown first and filled
afterwards. The packaged program is measured if `make package` has made it and an empty window.
"""

from __future__ import annotations

import sys
import time
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from tests.benchmarks.bench import EMPTY_WINDOW, Bench, desktop, running
from tests.benchmarks.seeing import Colour, painted, wait_until_gone
from tests.benchmarks.table import Line, Row, Unmeasured
from tests.core.samples import SMALL
from tests.e2e.driver import Starter
from tests.e2e.pictures import colour

EMPTY: Colour = (239, 239, 239)
"""Ground of an empty window of Qt's."""

ROUNDS = 20

MANY = 1000
"""Sequences of one's own."""

BUILD = Path(__file__).parents[2] / "build"
"""Where `make package` leaves the program, and an empty window packaged the same way."""


@dataclass(frozen=True)
class Startup:
    """Opens a window again and again."""

    starter: Starter
    ground: Colour
    """What most of the window is painted in."""
    words: tuple[str | Path, ...]

    def __call__(self) -> float:
        """Return after how many milliseconds the first frame is to be seen."""
        began = time.monotonic()
        with running(self.starter, *self.words):
            seen = painted(self.starter.screen, self.ground)
            # what comes after the first frame must not be disturbed by the end
            time.sleep(0.5)
        wait_until_gone(self.starter.screen, self.ground)
        time.sleep(0.3)
        return (seen - began) * 1000


def measure(bench: Bench) -> Iterator[Line]:
    """Measure from source, packaged, and with many sequences."""
    with desktop() as starter:
        empty = Startup(starter, EMPTY, EMPTY_WINDOW)
        ours, floor = compared(bench, supine(starter, starter.profile), empty)
        yield Row(
            "start to first frame, from source", ours, 1.5, "ms", "an empty QMainWindow", floor
        )
        yield packaged(bench, starter)
        few, many = (shelf(starter.folder / str(count), count) for count in (1, MANY))
        lots, one = compared(bench, supine(starter, many), supine(starter, few))
        yield Row(f"window on screen with {MANY:,} own sequences", lots, 1.1, "ms", "with one", one)


def compared(bench: Bench, ours: Startup, floor: Startup) -> list[list[float]]:
    """Return the milliseconds of both, round by round."""
    for warming_up in (ours, floor):
        warming_up()
    return bench.in_turn(ROUNDS, ours, floor)


def supine(starter: Starter, profile: Path, *program: str | Path) -> Startup:
    """Return what opens the program: from source, or `program` itself."""
    words = program or (sys.executable, "-m", "supine")
    return Startup(starter, colour("background"), (*words, "--profile", profile))


def packaged(bench: Bench, starter: Starter) -> Line:
    """Measure what was packaged, if it was."""
    name = "start to first frame, packaged"
    program, window = (
        next(BUILD.glob(f"*/{one}/{one}"), None) for one in ("supine", "empty_window")
    )
    if program is None or window is None:
        return Unmeasured(name, "nothing is packaged here: make package")
    empty = Startup(starter, EMPTY, (window,))
    ours, floor = compared(bench, supine(starter, starter.profile, program), empty)
    return Row(name, ours, 1.5, "ms", "an empty QMainWindow, packaged", floor)


def shelf(profile: Path, count: int) -> Path:
    """Return a profile with `count` sequences of one's own."""
    (profile / "sequences").mkdir(parents=True)
    (profile / "settings.yaml").write_text("version: 1\nvoice: false\nset_up_seen: true\n")
    for number in range(count):
        text = SMALL.replace("Small", f"Number {number}")
        (profile / "sequences" / f"{number}.yaml").write_text(text)
    return profile
