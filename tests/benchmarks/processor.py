"""Processor time of all processes of a program, in per cent of a core, full screen 1920×1080.

Two breaths of ten seconds each are measured, after the program has settled. The program shows the
circle, the figure and everything else, and plays its sounds. The bare circle is a widget that
paints one antialiased circle of 700 pixels sixty times a second; Supine's has 560, as other parts
are round it. The page in Chromium animates a circle of 700 pixels by CSS only. The processor time
of the screen's server is given separately. A frame counts if something changes in the row of pixels
through the middle of the circle.
"""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator
from statistics import median

from supine.core.plan import Step
from tests.benchmarks.bench import BARE_CIRCLE, Bench, browser, desktop, running
from tests.benchmarks.holds import BREATHS, CIRCLES, CYCLES, in_hold
from tests.benchmarks.processes import family, processor_seconds
from tests.benchmarks.seeing import frames_seen
from tests.benchmarks.table import Line, Row, number
from tests.e2e.driver import Starter

LASTING = 20.0
"""Seconds."""

DIAMETER = 700
"""Pixels of the bare circle, and of that in the page."""

HOLDS = {"breaths": BREATHS, "circles": CIRCLES, "cycles": CYCLES}

MIDDLE = 540
"""The row of pixels through the middle of the screen."""

OUR_MIDDLE = 395
"""The row of pixels through the middle of the program's circle."""


class Spending:
    """What one program takes, round by round."""

    def __init__(self, starter: Starter, seconds: float) -> None:
        """Nothing has been measured yet."""
        self._server, self._seconds = starter.screen.server, seconds
        self._screen = starter.screen
        self.on_server: list[float] = []
        """Per cent of a core that the screen's server took."""
        self.frames: list[float] = []
        """Frames a second, as seen on the screen."""

    def of(self, processes: Callable[[], set[int]], row: int) -> float:
        """Return the per cent of a core that `processes` take, and keep the rest."""
        began, own, server = time.monotonic(), *self._taken(processes)
        time.sleep(self._seconds)
        lasted = time.monotonic() - began
        own_after, server_after = self._taken(processes)
        self.on_server.append(100 * (server_after - server) / lasted)
        self.frames.append(frames_seen(self._screen, row, 3.0))
        return 100 * (own_after - own) / lasted

    def told(self) -> str:
        """Return in words what was kept."""
        frames, server = number(median(self.frames)), number(median(self.on_server))
        return f"{frames} frames a second, {server} % of a core on the screen's server"

    def _taken(self, processes: Callable[[], set[int]]) -> tuple[float, float]:
        return processor_seconds(processes()), processor_seconds({self._server})


def measure(bench: Bench) -> Iterator[Line]:
    """Measure three kinds of hold beside a bare circle, and the first beside a browser."""
    with desktop() as starter:
        names = ("circle", *HOLDS, "page")
        spent = {name: Spending(starter, bench.lasting(LASTING)) for name in names}
        circle, *holds, page = bench.in_turn(
            3,
            lambda: bare_circle(starter, spent["circle"]),
            *(held(starter, step, spent[name]) for name, step in HOLDS.items()),
            lambda: chromium(starter, spent["page"]),
        )
    for name, hold in zip(HOLDS, holds, strict=True):
        yield Row(
            f"processor in a hold of {name}", hold, 2.0, "%", "a bare circle", circle,
            remark=f"{spent[name].told()}; the bare circle: {spent['circle'].told()}",
        )  # fmt: skip
    yield Row(
        "processor in a hold of breaths", holds[0], 0.5, "%", "a breathing circle in Chromium",
        page, remark=f"the page: {spent['page'].told()}",
    )  # fmt: skip


def bare_circle(starter: Starter, spending: Spending) -> float:
    """Return what a circle takes that does nothing but breathe."""
    with running(starter, *BARE_CIRCLE, str(DIAMETER)) as process:
        time.sleep(2.0)
        return spending.of(lambda: family(process), MIDDLE)


def held(starter: Starter, step: Step, spending: Spending) -> Callable[[], float]:
    """Return what measures the program in the hold `step`."""

    def measured() -> float:
        program = in_hold(starter, step)
        taken = spending.of(lambda: family(program.process.pid), OUR_MIDDLE)
        program.close()
        return taken

    return measured


def chromium(starter: Starter, spending: Spending) -> float:
    """Return what a browser takes for the page."""
    with browser(starter) as processes:
        time.sleep(6.0)
        return spending.of(processes, MIDDLE)
