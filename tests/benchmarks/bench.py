"""What every measure is given: a desktop of its own, programs to start on it, rounds to take."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path

from tests.benchmarks.processes import family
from tests.e2e.desktop import Screen, Speaker, end
from tests.e2e.driver import Starter

FLOORS = Path(__file__).with_name("floors")

EMPTY_WINDOW = (sys.executable, FLOORS / "empty_window.py")
BARE_CIRCLE = (sys.executable, FLOORS / "bare_circle.py")


@dataclass(frozen=True)
class Bench:
    """How long and how often to measure."""

    rounds: int | None = None
    """None: as many as each measure thinks right."""
    quick: bool = False
    """Only show that it works; the figures mean little."""

    def times(self, usual: int) -> int:
        """Return how many rounds to take where `usual` are right."""
        return self.rounds or (2 if self.quick else usual)

    def lasting(self, seconds: float) -> float:
        """Return how long to measure where `seconds` are right."""
        return min(seconds, 5.0) if self.quick else seconds

    def in_turn(self, usual: int, *takes: Callable[[], float]) -> list[list[float]]:
        """Take each figure once a round, one after the other; return each one's figures.

        What slows the machine for a while slows all of them.
        """
        rounds = [[take() for take in takes] for _ in range(self.times(usual))]
        return [list(figures) for figures in zip(*rounds, strict=True)]


@contextmanager
def desktop() -> Iterator[Starter]:
    """A screen and a sound server that nothing has run on yet, and the program to start there."""
    with tempfile.TemporaryDirectory(prefix="supine-bench-", ignore_cleanup_errors=True) as name:
        folder = Path(name)
        screen, speaker = Screen(folder / "screen"), Speaker(folder / "speaker")
        try:
            with Starter(screen, speaker, folder) as starter:
                starter.settings("")
                yield starter
        finally:
            screen.close()
            speaker.close()


@contextmanager
def running(starter: Starter, *words: str | Path) -> Iterator[int]:
    """Run any program on the desktop; gives its process."""
    process = subprocess.Popen(
        [str(word) for word in words], env=starter.env(starter.screen), start_new_session=True,
        stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL,
    )  # fmt: skip
    try:
        yield process.pid
    finally:
        end(process)


@contextmanager
def browser(starter: Starter) -> Iterator[Callable[[], set[int]]]:
    """Run the page with the circle in Chromium; gives what tells all of its processes."""
    with tempfile.TemporaryDirectory(prefix="page-", ignore_cleanup_errors=True) as folder:
        words = (
            "chromium", "--no-sandbox", "--ozone-platform=x11", "--kiosk",
            f"--app={(FLOORS / 'circle.html').as_uri()}", f"--user-data-dir={folder}",
            "--no-first-run", "--no-default-browser-check", "--disable-background-networking",
            "--disable-component-update", "--disable-sync",
        )  # fmt: skip
        with running(starter, *words) as process:
            try:
                yield lambda: family(process, folder)
            finally:
                left = family(process, folder) - {process}
        _wait_or_kill(left)


def _wait_or_kill(pids: set[int]) -> None:
    """See to it that nothing of a program stays behind."""
    deadline = time.monotonic() + 3
    while time.monotonic() < deadline and any(Path(f"/proc/{pid}").exists() for pid in pids):
        time.sleep(0.05)
    for pid in pids:
        with suppress(OSError):
            os.kill(pid, signal.SIGKILL)
