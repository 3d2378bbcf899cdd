"""The limits that hold for every input, and the row that a run leaves behind."""

from __future__ import annotations

import resource
from collections.abc import Callable
from pathlib import Path
from time import monotonic, process_time
from typing import NamedTuple

SECONDS = 2.0
"""Processor time that one input may take."""

MEGABYTES = 200.0
"""Memory that all inputs together may add to the highest that the process ever had."""

STATUS = Path("/proc/self/status")


def memory() -> float:
    """Return the highest memory that this process ever had, in megabytes.

    On Linux `getrusage` counts that of the process from which it was started as well.
    """
    if STATUS.exists():
        lines = STATUS.read_text(encoding="ascii").splitlines()
        return next(int(line.split()[1]) for line in lines if line.startswith("VmHWM")) / 1024
    # macOS counts in bytes
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024 / 1024


class Row(NamedTuple):
    """What a run was: one row of the table."""

    target: str
    inputs: int
    seconds: float
    longest: float
    """Seconds of the slowest input."""
    grown: float
    """Megabytes that the run added to the highest memory."""

    def __str__(self) -> str:
        """Return the row as Markdown has it."""
        pace = self.inputs / max(self.seconds, 1e-9)
        return (
            f"| {self.target} | {self.inputs:,} | {self.seconds:.0f} s | {pace:,.0f} | "
            f"{self.longest * 1000:.1f} ms | {self.grown:.0f} MB |"
        )


HEAD = "| target | inputs | time | inputs/s | longest input | memory added |\n" + "|---" * 6 + "|"


class Watched:
    """Tries inputs, one after another, and sees that each keeps the limits."""

    def __init__(self, target: str, attempt: Callable[[bytes], None]) -> None:
        """Watch over `attempt`, which raises what must not be."""
        self._target, self._attempt = target, attempt
        self._began, self._memory = monotonic(), memory()
        self._inputs = 0
        self._longest = 0.0

    def __call__(self, data: bytes) -> None:
        """Try `data`; raises `AssertionError` where it takes too long or too much."""
        began = process_time()
        self._attempt(data)
        took = process_time() - began
        self._inputs += 1
        self._longest = max(self._longest, took)
        assert took < SECONDS, f"{took:.1f} s for one input"
        assert self.row.grown < MEGABYTES, f"{self.row.grown:.0f} MB more than before"

    @property
    def row(self) -> Row:
        """What the run has been so far."""
        seconds = monotonic() - self._began
        return Row(self._target, self._inputs, seconds, self._longest, memory() - self._memory)
