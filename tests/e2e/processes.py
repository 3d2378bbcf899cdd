"""What the system tells of a running program: what it and its helpers hold, how often they wake."""

from __future__ import annotations

import os
import time
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

PROC = Path("/proc")


def family(root: int) -> list[int]:
    """Return the ids of a process and of all that it has started, directly or not."""
    found = [root]
    for process in found:
        for thread in _threads(process):
            with suppress(OSError):
                found += map(int, (thread / "children").read_text().split())
    return found


def runs(process: int) -> bool:
    """Return whether that process still does anything."""
    status = PROC / str(process) / "stat"
    return status.exists() and status.read_text().rpartition(")")[2].split()[0] != "Z"


@dataclass(frozen=True)
class Held:
    """What a program and its helpers hold at one instant."""

    memory: float
    """Megabytes: the proportional share of all processes, as the system counts it (PSS)."""
    own: float
    """Megabytes of that which nobody else could share: no part of a program's or library's file.
    The other part changes whenever somebody else starts or ends a program with the same library."""
    files: int
    threads: int
    processes: int


def held(root: int) -> Held:
    """Return what the process `root` and its helpers hold just now."""
    members = family(root)
    sizes = [_sizes(process) for process in members]
    return Held(
        memory=sum(size["Pss"] for size in sizes) / 1024,
        own=sum(size["Pss_Anon"] + size["Pss_Shmem"] for size in sizes) / 1024,
        files=sum(len(list((PROC / str(process) / "fd").iterdir())) for process in members),
        threads=sum(len(list(_threads(process))) for process in members),
        processes=len(members),
    )


@dataclass(frozen=True)
class Stir:
    """How much a program and its helpers do when there is nothing to be done."""

    wakes: float
    """How often a thread was woken, in a second. A timer that is left over shows here."""
    busy: float
    """Processor time, in per cent of a core."""


def stir(root: int, seconds: float) -> Stir:
    """Watch the process `root` and its helpers for `seconds`."""
    began, woken, spent = time.monotonic(), *_work(root)
    time.sleep(seconds)
    passed, woken_then, spent_then = time.monotonic() - began, *_work(root)
    return Stir((woken_then - woken) / passed, 100 * (spent_then - spent) / passed)


def spent(root: int) -> float:
    """Return the seconds of processor time of the process `root` and its helpers so far."""
    return _work(root)[1]


def all_spent() -> float:
    """Return the seconds of processor time that the whole machine has spent so far."""
    user, nice, system, _idle, _waiting, *rest = map(
        int, (PROC / "stat").read_text().splitlines()[0].split()[1:9]
    )
    return (user + nice + system + sum(rest)) / os.sysconf("SC_CLK_TCK")


def _threads(process: int) -> Iterator[Path]:
    # it may have just ended
    with suppress(FileNotFoundError, ProcessLookupError):
        yield from (PROC / str(process) / "task").iterdir()


def _sizes(process: int) -> dict[str, int]:
    """Return what the system adds up for a process, in kilobytes."""
    lines = (PROC / str(process) / "smaps_rollup").read_text().splitlines()[1:]
    return {name: int(value.split()[0]) for name, value in (line.split(":") for line in lines)}


def _work(root: int) -> tuple[int, float]:
    """Return how often all threads have been woken so far, and their seconds of processor time."""
    woken, nanoseconds = 0, 0
    for process in family(root):
        for thread in _threads(process):
            try:
                ran = int((thread / "schedstat").read_text().split()[0])
                lines = (thread / "status").read_text().splitlines()
            except (FileNotFoundError, ProcessLookupError):
                # it has just ended
                continue
            nanoseconds += ran
            woken += sum(
                int(line.split()[1]) for line in lines if line.startswith("voluntary_ctxt_switches")
            )
    return woken, nanoseconds / 1e9
