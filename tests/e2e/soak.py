"""One practice after another in one program, as a person would begin them: does anything add up?

    python -m tests.e2e.soak --minutes 30

The program runs on a virtual screen with sound and voice, at twenty times the usual speed. Every
second practice is spoken, the others are muted; in each of them keys are pressed that change what
is shown and planned. After each, in the library, the system is asked what the program holds, and
how often it wakes when it has nothing to do. What the first practices set up (pictures, caches,
streams) is let pass; then the first third is compared with the last one.
"""

from __future__ import annotations

import argparse
import sys
import tempfile
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from math import inf
from pathlib import Path
from statistics import median

import numpy as np

from tests.e2e import traces
from tests.e2e.bus import Bus
from tests.e2e.desktop import Screen, Speaker
from tests.e2e.dispatcher import Dispatcher
from tests.e2e.driver import Starter, Supine
from tests.e2e.pages import wait_for_page
from tests.e2e.processes import Held, Stir, held, stir
from tests.e2e.table import keep, table

SPEED = 20

SETTINGS = "voice_amount: short\nvoice_speed: 1.0\nready: timed"
"""A quick voice, since the practice waits for it at any speed, and more practices tell more."""

KEYS = (("t", "t", "t"), ("e",), ("s",), ("f",), ("bracketright",), ("bracketleft",), ("f",))
"""Pressed in each practice, a step apart: the screen is turned round and filled for a while."""

WARM_UP = 0.2
"""The share of the time after which everything has been used once and caches are full."""

QUIET, LOOK = 6.0, 5.0
"""Seconds in which the last bell rings out, and seconds for which a program at rest is watched."""

LONGEST = 900.0
"""Seconds within which a practice must have ended."""

MEMORY = 2.0
"""Per cent by which the memory may have grown."""

WAKES = 1.0
"""How many times a second the program may wake more often at rest than at first."""

CREEP = 4.0
"""Milliseconds by which the gaps between frames may have grown, a quarter of a frame."""


@dataclass(frozen=True)
class Round:
    """One practice: what it left behind, and how smoothly it ran."""

    spoken: bool
    seconds: float
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


@contextmanager
def begun(folder: Path) -> Iterator[tuple[Supine, Bus]]:
    """Start the program on a desktop of its own, at its library."""
    screen, speaker = Screen(folder / "screen"), Speaker(folder / "speaker")
    dispatcher, bus = Dispatcher(speaker, folder / "dispatcher"), Bus(folder / "bus")
    # nobody on this bus keeps a screen on
    env = {"DBUS_SESSION_BUS_ADDRESS": bus.address, "WAKEPY_FAKE_SUCCESS": "1"}
    env |= dispatcher.environment
    try:
        with Starter(screen, speaker, folder) as starter:
            starter.settings(SETTINGS, voice=True)
            program = starter("--speed", str(SPEED), trace="", screen=screen, **env)
            program.focus()
            wait_for_page(program, sequences=True)
            yield program, bus
    finally:
        for one in (bus, dispatcher, speaker, screen):
            one.close()


def practise(program: Supine, bus: Bus, *, spoken: bool) -> Round:
    """Begin a practice in the library, go through it whole, and come back to the library."""
    began = time.monotonic()
    program.key("space")
    wait_for_page(program, sequences=False)
    before = program.key("space")
    program.wait_for("start", before)
    # heard and muted by turns
    program.key("m")
    program.wait_for("step", before, kind="hold")
    # a key would say "ready" in the way in, which is soon over at this speed
    bus.send("Pause")
    program.wait_for("pause", before)
    pause = at_rest(program)
    bus.send("Play")
    for keys in KEYS:
        program.key(*keys)
        program.wait_for("step", len(program.events))
    program.wait_for("end", before, LONGEST)
    wait_for_page(program, sequences=False)
    seconds = time.monotonic() - began
    program.key("space")
    wait_for_page(program, sequences=True)
    events = program.events[before:]
    return Round(
        spoken, seconds, held(program.process.pid), at_rest(program), pause,
        traces.gaps(events), [event["what"] for event in traces.named(events, "fault")],
    )  # fmt: skip


def at_rest(program: Supine) -> Stir:
    """Watch a program that has nothing to do."""
    time.sleep(QUIET)
    return stir(program.process.pid, LOOK)


def soak(minutes: float) -> list[Round]:
    """Practise for `minutes`, telling of each practice on the terminal."""
    rounds: list[Round] = []
    with tempfile.TemporaryDirectory() as name, begun(Path(name)) as (program, bus):
        deadline = time.monotonic() + 60 * minutes
        while time.monotonic() < deadline or len(rounds) < 6:
            rounds.append(practise(program, bus, spoken=len(rounds) % 2 == 1))
            print(told(len(rounds), rounds[-1]), flush=True)  # noqa: T201
    return rounds


def told(number: int, one: Round) -> str:
    """Return one practice in one line."""
    how, now = "spoken" if one.spoken else "muted", one.held
    return (
        f"practice {number}, {how}, {one.seconds:.0f} s: {now.memory:.1f} MB ({now.own:.1f} own), "
        f"{now.files} files, {now.threads} threads, {now.processes} processes; woken "
        f"{one.rest.wakes:.1f} times a second at rest ({one.rest.busy:.2f} %), "
        f"{one.pause.wakes:.1f} in a pause ({one.pause.busy:.2f} %); "
        f"frame gaps {median(one.gaps):.1f}, {high(one.gaps):.1f} ms; {len(one.faults)} faults"
    )


def high(gaps: Sequence[float]) -> float:
    """Return what 95 of 100 stay below."""
    return float(np.percentile(gaps, 95))


def judged(rounds: list[Round]) -> list[Row]:
    """Compare the first third after the warm-up with the last third, as often muted as spoken."""
    warm = rounds[max(2, round(WARM_UP * len(rounds))) :]
    third = max(2, len(warm) // 3 // 2 * 2)
    first, last = warm[:third], warm[-third:]

    def memory(what: Callable[[Round], float], name: str, allowed: str, growth: float) -> Row:
        before, after = (median(map(what, some)) for some in (first, last))
        grown = 100 * (after / before - 1)
        return Row(name, f"{before:.1f} MB", f"{after:.1f} MB ({grown:+.2f} %)", allowed,
                   grown <= growth)  # fmt: skip

    def middle(what: Callable[[Round], float], unit: str, name: str, growth: float) -> Row:
        """Compare what is usual; `growth` is allowed."""
        before, after = (median(map(what, some)) for some in (first, last))
        grown = after - before
        return Row(name, f"{before:.2f} {unit}", f"{after:.2f} {unit}", f"+{growth:g} {unit}",
                   grown <= growth)  # fmt: skip

    def most(what: Callable[[Round], int], name: str) -> Row:
        before, after = (max(map(what, some)) for some in (first, last))
        return Row(name, str(before), str(after), "no more", after <= before)

    def frames(what: Callable[[list[float]], float], name: str) -> Row:
        before, after = (what([gap for one in some for gap in one.gaps]) for some in (first, last))
        return Row(name, f"{before:.1f} ms", f"{after:.1f} ms", f"+{CREEP:g} ms",
                   after - before <= CREEP)  # fmt: skip

    faults = [what for one in rounds for what in one.faults]
    return [
        memory(lambda one: one.held.memory, "memory of all its processes", "(shared)", inf),
        memory(lambda one: one.held.own, "of that its own", f"+{MEMORY:g} %", MEMORY),
        most(lambda one: one.held.files, "open files"),
        most(lambda one: one.held.threads, "threads"),
        most(lambda one: one.held.processes, "processes"),
        middle(lambda one: one.rest.wakes, "/s", "woken at rest in the library", WAKES),
        middle(lambda one: one.rest.busy, "%", "processor at rest in the library", 0.1),
        middle(lambda one: one.pause.wakes, "/s", "woken in a pause", WAKES),
        middle(lambda one: one.pause.busy, "%", "processor in a pause", 0.1),
        frames(median, "frame gap, longest in a second, median"),
        frames(high, "frame gap, longest in a second, 95 of 100"),
        Row("faults traced", "", str(len(faults)), "none", not faults),
    ]  # fmt: skip


def main() -> int:
    """Practise as long as asked, and print the table; 1 if anything adds up."""
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("--minutes", type=float, default=30.0)
    rounds = soak(parser.parse_args().minutes)
    rows = judged(rounds)
    text = table(
        ("measure", "first third", "last third", "allowed", "passed"),
        [(row.name, row.first, row.last, row.allowed, "yes" if row.well else "NO") for row in rows],
    )
    spent = sum(one.seconds for one in rounds) / 60
    title = f"{len(rounds)} practices in {spent:.0f} minutes, at speed {SPEED}"
    keep(Path("build", "soak.md"), title, text)
    print(f"\n{title}\n\n{text}")  # noqa: T201
    return 0 if all(row.well for row in rows) else 1


if __name__ == "__main__":
    sys.exit(main())
