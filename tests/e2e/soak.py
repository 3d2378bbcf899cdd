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
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from tests.e2e import traces
from tests.e2e.bus import Bus
from tests.e2e.desktop import Screen, Speaker
from tests.e2e.dispatcher import Dispatcher
from tests.e2e.driver import Starter, Supine
from tests.e2e.pages import wait_for_page
from tests.e2e.processes import Stir, all_spent, held, spent, stir
from tests.e2e.soaked import Round, judged, told, verdict
from tests.e2e.table import keep, table

SPEED = 20

SETTINGS = "voice_amount: short\nvoice_speed: 1.0\nready: timed"
"""A quick voice, since the practice waits for it at any speed, and more practices tell more."""

KEYS = (("t", "t", "t"), ("e",), ("s",), ("f",), ("bracketright",), ("bracketleft",), ("f",))
"""Pressed in each practice, a step apart: the screen is turned round and filled for a while."""

QUIET, LOOK = 6.0, 5.0
"""Seconds in which the last bell rings out, and seconds for which a program at rest is watched."""

LONGEST = 900.0
"""Seconds within which a practice must have ended."""


@contextmanager
def begun(folder: Path) -> Iterator[tuple[Supine, Bus]]:
    """Start the program on a desktop of its own, at its library."""
    screen, speaker = Screen(folder / "screen"), Speaker(folder / "speaker")
    dispatcher, bus = Dispatcher(speaker, folder / "dispatcher"), Bus(folder / "bus")
    env = bus.environment | dispatcher.environment
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
    began, own, everybody = time.monotonic(), spent(program.process.pid), all_spent()
    program.key("space")
    wait_for_page(program, sequences=False)
    # begin, and lie down at once
    before = program.key("space", "space")
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
    seconds, work = time.monotonic() - began, spent(program.process.pid) - own
    others = all_spent() - everybody - work
    program.key("space")
    wait_for_page(program, sequences=True)
    # first: a stream is open for as long as the last bell rings
    rest = at_rest(program)
    events = program.events[before:]
    return Round(
        spoken, seconds, work, others, held(program.process.pid), rest, pause,
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


def main() -> int:
    """Practise as long as asked, and print the table; 1 if anything adds up."""
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("--minutes", type=float, default=30.0)
    rounds = soak(parser.parse_args().minutes)
    rows = judged(rounds)
    text = table(
        ("measure", "first third", "last third", "allowed", "passed"),
        [(row.name, row.first, row.last, row.allowed, verdict(row)) for row in rows],
    )
    spent = sum(one.seconds for one in rounds) / 60
    title = f"{len(rounds)} practices in {spent:.0f} minutes, at speed {SPEED}"
    keep(Path("build", "soak.md"), title, text)
    print(f"\n{title}\n\n{text}")  # noqa: T201
    return 0 if all(row.well for row in rows) else 1


if __name__ == "__main__":
    sys.exit(main())
