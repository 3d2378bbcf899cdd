"""A hold of the shipped sequence, practised by the real program on a full screen."""

from __future__ import annotations

import time

from supine.core.pace import Pace
from supine.core.plan import Step
from supine.core.planner import plan
from supine.core.reader import read_file
from supine.resources import shipped_sequences
from tests.e2e.driver import Starter, Supine

STEPS = plan(read_file(shipped_sequences()[0]), Pace()).steps

SETTLING = 8.0
"""Seconds of the way in before the hold: the program draws there what moves in the hold."""


def first_hold(unit: str) -> Step:
    """Return the first hold of the shipped sequence that is counted in `unit`."""
    return next(step for step in STEPS if (step.kind, step.unit) == ("hold", unit))


BREATHS, CIRCLES, CYCLES = map(first_hold, ("breaths", "circles", "cycles"))


def in_hold(starter: Starter, step: Step, *words: str) -> Supine:
    """Return the program, a little into the hold `step`; it fills the screen."""
    before = STEPS[step.index - 1]
    words = ("--from", str(before.index), "--fullscreen", *words)
    program = starter.practise("low-back-release", *words)
    time.sleep(min(SETTLING, before.seconds - 2.0))
    program.press("space", "ready")
    program.wait_for("step", index=step.index)
    # the buttons have faded
    time.sleep(4.0)
    return program
