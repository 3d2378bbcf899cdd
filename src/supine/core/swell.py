"""When the soft wave swells: with each breath of a hold that breathes, found from the plan alone.

A rest is left quiet: it has no bells and no tones either.
"""

from __future__ import annotations

from bisect import bisect_right

from msgspec import Struct

from supine.core.breath import Rhythm
from supine.core.plan import Plan, Step

ROUNDING = 1e-6
"""Seconds by which the same instant may differ, reckoned in two ways."""


class Swell(Struct, frozen=True):
    """One breath that the wave follows."""

    due: float
    """Seconds since the practice began at which its inhale begins."""
    step: int
    rhythm: Rhythm


def swell_at(plan: Plan, at: float) -> Swell | None:
    """Return the breath under way `at` seconds in, or None where the wave is silent."""
    step = plan.step_at(at)
    return _swell(step, _breaths_begun(step, at) - 1)


def next_swell(plan: Plan, after: float) -> Swell | None:
    """Return the first breath that begins later than `after` seconds, or None at the end."""
    index = max(0, bisect_right(plan.starts, after) - 1)
    swells = (_swell(step, _breaths_begun(step, after)) for step in plan.steps[index:])
    return next((swell for swell in swells if swell is not None), None)


def _breaths_begun(step: Step, at: float) -> int:
    if step.rhythm is None or at < step.start:
        return 0
    return int((at - step.start + ROUNDING) // step.rhythm.seconds) + 1


def _swell(step: Step, number: int) -> Swell | None:
    """Return that breath of `step`, if it has it: 0 is the first."""
    if step.kind != "hold" or step.rhythm is None or not step.breathes:
        return None
    whole = step.rhythm.seconds
    if number >= round(step.seconds / whole):
        return None
    return Swell(step.start + number * whole, step.index, step.rhythm)
