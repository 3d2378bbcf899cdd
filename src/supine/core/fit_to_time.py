"""Fit a sequence to the time there is: the counts shrink or grow, both sides alike."""

from __future__ import annotations

from collections.abc import Container

from msgspec.structs import replace

from supine.core.pace import Pace
from supine.core.planner import plan, resolved
from supine.core.sequence import Hold, Pose, Repeat, Rest, Sequence, Series

GROWTH = 2.0
"""How many times its count a hold may grow: stretching gains level off (Ingram 2024)."""

COUNT_LIMIT = 100
"""The largest count that a sequence may ask for."""

LEAST_REST = 2
"""The fewest breaths of a rest, unless the teacher wrote fewer."""

AnyStep = Pose | Series | Repeat | Rest

HALVINGS = 12
"""Steps of the search: fine enough to tell one breath from none in a hold of 100."""


def fit_to_time(sequence: Sequence, pace: Pace, minutes: float | None) -> Sequence:
    """Return `sequence` with its counts scaled so that it lasts at most about `minutes`.

    None leaves it as written. Poses that the teacher keeps for longer practices (`from_minutes`)
    go first; then every count is scaled by one factor, never below the hold's `least`, and what
    is lost by rounding goes to single poses. Where the ways in and out alone need longer than
    `minutes`, the shortest practice comes back.
    """
    if minutes is None:
        return sequence
    chosen = _left_in(resolved(sequence), minutes)
    seconds = minutes * 60
    if plan(_scaled(chosen, GROWTH), pace).seconds <= seconds:
        return _scaled(chosen, GROWTH)
    low, high = 0.0, GROWTH
    for _ in range(HALVINGS):
        middle = (low + high) / 2
        if plan(_scaled(chosen, middle), pace).seconds <= seconds:
            low = middle
        else:
            high = middle
    return _scaled(chosen, low, _favoured(chosen, low, pace, seconds))


def _favoured(sequence: Sequence, factor: float, pace: Pace, seconds: float) -> set[str]:
    """Return the names of what may get one more within `seconds`, most cut by rounding first."""
    scaled = plan(_scaled(sequence, factor), pace)
    room = seconds - scaled.seconds
    wanting: dict[str, float] = {}
    cost: dict[str, float] = {}
    written = plan(sequence, pace)
    for before, after in zip(written.steps, scaled.steps, strict=True):
        if before.unit is not None:
            want = before.count * factor - after.count
            wanting[before.pose] = max(want, wanting.get(before.pose, want))
            cost[before.pose] = cost.get(before.pose, 0.0) + before.unit_seconds
    favoured = set()
    for name in sorted(wanting, key=lambda name: -wanting[name]):
        if cost[name] < room:
            favoured.add(name)
            room -= cost[name]
    return favoured


def _left_in(sequence: Sequence, minutes: float) -> Sequence:
    """Leave out what is kept for longer practices; if nothing else is left, leave out nothing."""
    steps: list[AnyStep] = []
    for step in sequence.steps:
        if isinstance(step, Series):
            inner = [one for one in step.steps if _from_minutes(one) <= minutes]
            if any(isinstance(one, Pose) for one in inner):
                steps.append(replace(step, steps=inner))
        elif _from_minutes(step) <= minutes:
            steps.append(step)
    return replace(sequence, steps=steps) if steps else sequence


def _from_minutes(step: AnyStep) -> int:
    return step.from_minutes if isinstance(step, (Pose, Repeat)) else 0


def _scaled(sequence: Sequence, factor: float, favoured: Container[str] = ()) -> Sequence:
    """Return `sequence` with all counts times `factor`, and one more for what is `favoured`."""
    steps = [_scale_step(step, factor, favoured) for step in sequence.steps]
    return replace(sequence, steps=steps)


def _scale_step(step: AnyStep, factor: float, favoured: Container[str]) -> AnyStep:
    more = int(step.name in favoured)
    if isinstance(step, Series):
        return replace(step, steps=[_scale_step(one, factor, favoured) for one in step.steps])
    if isinstance(step, Pose):
        return replace(step, holds=[_scale_hold(hold, factor, more) for hold in step.holds])
    if isinstance(step, Rest):
        return replace(step, breaths=_count(step.breaths, factor, LEAST_REST, more))
    return step


def _scale_hold(hold: Hold, factor: float, more: int) -> Hold:
    return replace(hold, count=_count(hold.count, factor, hold.least, more))


def _count(count: int, factor: float, least: int, more: int) -> int:
    scaled = max(min(least, count), round(count * factor))
    return min(COUNT_LIMIT, scaled + more)
