"""What a soak has measured: each practice in one line, and the first ones against the last ones."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from math import inf
from statistics import median

import numpy as np

from tests.e2e.processes import Held, Stir

WARM_UP = 0.2
"""The share of the time after which everything has been used once and caches are full."""

MEMORY = 2.0
"""Per cent by which the memory may have grown."""

WAKES = 1.0
"""How many times a second the program may wake more often at rest than at first."""

CREEP = 4.0
"""Milliseconds by which the gaps between frames may have grown, a quarter of a frame. Judged by the
best quarter of the seconds: the others are at the mercy of whatever else the machine does."""


@dataclass(frozen=True)
class Round:
    """One practice: what it left behind, and how smoothly it ran."""

    spoken: bool
    seconds: float
    spent: float
    """Seconds of processor time, of the program and its helpers."""
    others: float
    """Seconds of processor time that everybody else has taken meanwhile."""
    held: Held
    rest: Stir
    """In the library, after it."""
    pause: Stir
    gaps: list[float]
    """The longest gap between two frames in each second, in milliseconds."""
    faults: list[str]


@dataclass(frozen=True)
class Row:
    """What was measured at first, at the end, and whether that is well."""

    name: str
    first: str
    last: str
    allowed: str
    well: bool


def told(number: int, one: Round) -> str:
    """Return one practice in one line."""
    how, now = "spoken" if one.spoken else "muted", one.held
    return (
        f"practice {number}, {how}, {one.seconds:.0f} s, {one.spent:.1f} s of processor time, "
        f"{one.others:.0f} s of others: {now.memory:.1f} MB ({now.own:.1f} own), "
        f"{now.files} files, {now.threads} threads, {now.processes} processes; woken "
        f"{one.rest.wakes:.1f} times a second at rest ({one.rest.busy:.2f} %), "
        f"{one.pause.wakes:.1f} in a pause ({one.pause.busy:.2f} %); "
        f"frame gaps {median(one.gaps):.1f}, {high(one.gaps):.1f} ms; {len(one.faults)} faults"
    )


def high(gaps: Sequence[float]) -> float:
    """Return what 95 of 100 stay below."""
    return float(np.percentile(gaps, 95))


def low(gaps: Sequence[float]) -> float:
    """Return what 25 of 100 stay below."""
    return float(np.percentile(gaps, 25))


def judged(rounds: list[Round]) -> list[Row]:
    """Compare the first third after the warm-up with the last third, as often muted as spoken."""
    warm = rounds[max(2, round(WARM_UP * len(rounds))) :]
    third = max(2, len(warm) // 3 // 2 * 2)
    first, last = warm[:third], warm[-third:]

    def share(what: Callable[[Round], float], unit: str, name: str, growth: float) -> Row:
        """Compare what is usual; `growth` is allowed, in per cent."""
        before, after = (median(map(what, some)) for some in (first, last))
        grown = 100 * (after / before - 1)
        return Row(name, f"{before:.1f} {unit}", f"{after:.1f} {unit} ({grown:+.2f} %)",
                   f"+{growth:g} %" if growth < inf else "", grown <= growth)  # fmt: skip

    def middle(what: Callable[[Round], float], unit: str, name: str, growth: float) -> Row:
        """Compare what is usual; `growth` is allowed."""
        before, after = (median(map(what, some)) for some in (first, last))
        grown = after - before
        return Row(name, f"{before:.2f} {unit}", f"{after:.2f} {unit}", f"+{growth:g} {unit}",
                   grown <= growth)  # fmt: skip

    def most(what: Callable[[Round], int], name: str) -> Row:
        before, after = (max(map(what, some)) for some in (first, last))
        return Row(name, str(before), str(after), "no more", after <= before)

    def frames(what: Callable[[list[float]], float], name: str, growth: float) -> Row:
        before, after = (what([gap for one in some for gap in one.gaps]) for some in (first, last))
        return Row(name, f"{before:.1f} ms", f"{after:.1f} ms",
                   f"+{growth:g} ms" if growth < inf else "", after - before <= growth)  # fmt: skip

    faults = [what for one in rounds for what in one.faults]
    return [
        share(lambda one: one.held.memory, "MB", "memory (PSS; others share a part)", inf),
        share(lambda one: one.held.own, "MB", "memory of its own", MEMORY),
        most(lambda one: one.held.files, "open files"),
        most(lambda one: one.held.threads, "threads"),
        most(lambda one: one.held.processes, "processes"),
        middle(lambda one: one.rest.wakes, "/s", "woken at rest in the library", WAKES),
        middle(lambda one: one.rest.busy, "%", "processor at rest in the library", 0.1),
        middle(lambda one: one.pause.wakes, "/s", "woken in a pause", WAKES),
        middle(lambda one: one.pause.busy, "%", "processor in a pause", 0.1),
        share(lambda one: one.spent, "s", "processor time of a practice", inf),
        frames(low, "frame gap, longest in a second, 25 of 100", CREEP),
        frames(median, "frame gap, longest in a second, 50 of 100", inf),
        frames(high, "frame gap, longest in a second, 95 of 100", inf),
        share(lambda one: one.others, "s", "processor time of others meanwhile", inf),
        Row("faults traced", "", str(len(faults)), "none", not faults),
    ]  # fmt: skip


def verdict(row: Row) -> str:
    """Return whether a row is well; one without a limit is only told."""
    return ("yes" if row.well else "NO") if row.allowed else "-"
