"""Fit a sequence to the time there is: the counts shrink or grow, both sides alike."""

from __future__ import annotations

from msgspec.structs import replace

from supine.core.pace import Pace
from supine.core.planning import plan, resolved
from supine.core.sequence import Hold, Pose, Repeat, Rest, Sequence, Series

GROWTH = 2.0
"""How many times its count a hold may grow: stretching gains level off (Ingram 2024)."""

COUNT_LIMIT = 100
"""The largest count that a sequence may ask for."""

HALVINGS = 12
"""Steps of the search: fine enough to tell one breath from none in a hold of 100."""


def fit(sequence: Sequence, pace: Pace, minutes: float | None) -> Sequence:
    """Return `sequence` with its counts scaled so that it lasts at most about `minutes`.

    None leaves it as written. Poses that the teacher keeps for longer practices (`from_minutes`)
    go first; then every count is scaled by one factor, never below the hold's `least`. Where the
    ways in and out alone need longer than `minutes`, the shortest practice comes back.
    """
    if minutes is None:
        return sequence
    chosen = _left_in(resolved(sequence), minutes)
    low, high = 0.0, GROWTH
    if _seconds(_scaled(chosen, high), pace) <= minutes * 60:
        return _scaled(chosen, high)
    for _ in range(HALVINGS):
        middle = (low + high) / 2
        if _seconds(_scaled(chosen, middle), pace) <= minutes * 60:
            low = middle
        else:
            high = middle
    return _scaled(chosen, low)


def _seconds(sequence: Sequence, pace: Pace) -> float:
    return plan(sequence, pace).seconds


def _left_in(sequence: Sequence, minutes: float) -> Sequence:
    """Leave out what is kept for longer practices; if nothing else is left, leave out nothing."""
    steps: list[Pose | Series | Repeat | Rest] = []
    for step in sequence.steps:
        if isinstance(step, Series):
            inner = [one for one in step.steps if _from_minutes(one) <= minutes]
            if any(isinstance(one, Pose) for one in inner):
                steps.append(replace(step, steps=inner))
        elif _from_minutes(step) <= minutes:
            steps.append(step)
    return replace(sequence, steps=steps) if steps else sequence


def _from_minutes(step: Pose | Series | Repeat | Rest) -> int:
    return step.from_minutes if isinstance(step, (Pose, Repeat)) else 0


def _scaled(sequence: Sequence, factor: float) -> Sequence:
    return replace(sequence, steps=[_scale_step(step, factor) for step in sequence.steps])


def _scale_step(
    step: Pose | Series | Repeat | Rest, factor: float
) -> Pose | Series | Repeat | Rest:
    if isinstance(step, Series):
        return replace(step, steps=[_scale_step(one, factor) for one in step.steps])
    if isinstance(step, Pose):
        return replace(step, holds=[_scale_hold(hold, factor) for hold in step.holds])
    if isinstance(step, Rest):
        return replace(step, breaths=max(min(2, step.breaths), round(step.breaths * factor)))
    return step


def _scale_hold(hold: Hold, factor: float) -> Hold:
    least = min(hold.least, hold.count)
    return replace(hold, count=max(least, min(COUNT_LIMIT, round(hold.count * factor))))
