"""What running programs take, as the kernel counts it."""

from __future__ import annotations

import os
from collections.abc import Iterable
from contextlib import suppress
from pathlib import Path

PROC = Path("/proc")

TICKS = os.sysconf("SC_CLK_TCK")
"""Units of processor time in a second."""

PARENT, USER, CHILDREN_SYSTEM = 1, 11, 14
"""Places in what `/proc/PID/stat` tells behind the name: parent, and four kinds of time."""


def family(first: int, sign: str = "") -> set[int]:
    """Return `first` and all that it started, and every process that is called with `sign`.

    Some programs send a child away to be nobody's, and call it with their own folder's name.
    """
    parents = {pid: int(told[PARENT]) for pid in _pids() if (told := _stat(pid))}
    found = {first, *(pid for pid in parents if sign and sign in _words(pid))}
    while grown := {pid for pid, parent in parents.items() if parent in found} - found:
        found |= grown
    return found


def megabytes(pids: Iterable[int]) -> float:
    """Return the memory of `pids`; what several share counts for each by its part (PSS)."""
    return sum(map(_pss, pids)) / 1024


def processor_seconds(pids: Iterable[int]) -> float:
    """Return the processor time that `pids` have taken, and those of their children that ended."""
    spent = [_stat(pid)[USER : CHILDREN_SYSTEM + 1] for pid in pids]
    return sum(int(ticks) for times in spent for ticks in times) / TICKS


def wakings(pid: int) -> int:
    """Return how often the main thread of `pid` has gone to sleep, and so was woken."""
    for line in _read(PROC / str(pid) / "task" / str(pid) / "status").splitlines():
        if line.startswith("voluntary_ctxt_switches"):
            return int(line.split()[1])
    message = f"process {pid} is gone"
    raise AssertionError(message)


def _pids() -> list[int]:
    return [int(entry.name) for entry in PROC.iterdir() if entry.name.isdigit()]


def _stat(pid: int) -> list[str]:
    """Return what is told of `pid` from its state on; nothing when it is gone."""
    return _read(PROC / str(pid) / "stat").rpartition(")")[2].split()


def _words(pid: int) -> str:
    return _read(PROC / str(pid) / "cmdline")


def _pss(pid: int) -> int:
    """Return kilobytes."""
    for line in _read(PROC / str(pid) / "smaps_rollup").splitlines():
        if line.startswith("Pss:"):
            return int(line.split()[1])
    return 0


def _read(path: Path) -> str:
    # a process may end while it is looked at
    with suppress(OSError):
        return path.read_text(errors="replace")
    return ""
