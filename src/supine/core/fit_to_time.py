"""Fit a sequence to the available time: counts shrink or grow, always the same on both sides."""

from __future__ import annotations

from collections.abc import Container

from msgspec.structs import replace

from supine.core.pace import Pace
from supine.core.planner import plan, resolved
from supine.core.sequence import Hold, Pose, Repeat, Rest, Sequence, Series

GROWTH = 2.0
"""The most by which a count may be multiplied: stretching gains level off (Ingram 2024)."""

COUNT_LIMIT = 100
"""The largest count that a sequence may ask for."""

LEAST_REST = 2
"""The fewest breaths of a rest, unless the sequence has fewer."""

AnyStep = Pose | Series | Repeat | Rest

SEARCH_STEPS = 12
"""Steps of the binary search: enough to find a difference of one breath in a hold of 100."""


def fit_to_time(sequence: Sequence, pace: Pace, minutes: float | None) -> Sequence:
    """Return `sequence` with its counts scaled so that it lasts at most about `minutes`.

    With None the sequence is returned unchanged. First, poses that are only for longer practices
    (`from_minutes`) are left out. Then every count is scaled by the same factor, but never below
    the hold's `least`. The time that rounding leaves over goes to single poses, one count each.
    If settling and leaving alone take longer than `minutes`, the result is the shortest practice
    that is possible.
    """
    if minutes is None:
        return sequence
    chosen = _without_longer_only(resolved(sequence), minutes)
    seconds = minutes * 60
    if plan(_scaled(chosen, GROWTH), pace).seconds <= seconds:
        return _scaled(chosen, GROWTH)
    low, high = 0.0, GROWTH
    for _ in range(SEARCH_STEPS):
        middle = (low + high) / 2
        if plan(_scaled(chosen, middle), pace).seconds <= seconds:
            low = middle
        else:
            high = middle
    return _scaled(chosen, low, _with_room_for_one_more(chosen, low, pace, seconds))


def _with_room_for_one_more(
    sequence: Sequence, factor: float, pace: Pace, seconds: float
) -> set[str]:
    """Return the names of the poses and rests that get one more breath within `seconds`.

    Those that lost most by rounding come first.
    """
    scaled = plan(_scaled(sequence, factor), pace)
    room = seconds - scaled.seconds
    shortfalls: dict[str, float] = {}
    costs: dict[str, float] = {}
    written = plan(sequence, pace)
    for before, after in zip(written.steps, scaled.steps, strict=True):
        if before.unit is not None:
            shortfall = before.count * factor - after.count
            shortfalls[before.pose] = max(shortfall, shortfalls.get(before.pose, shortfall))
            costs[before.pose] = costs.get(before.pose, 0.0) + before.unit_seconds
    extended = set()
    for name in sorted(shortfalls, key=lambda name: -shortfalls[name]):
        if costs[name] < room:
            extended.add(name)
            room -= costs[name]
    return extended


def _without_longer_only(sequence: Sequence, minutes: float) -> Sequence:
    """Leave out poses for longer practices; if no other steps remain, leave out nothing."""
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


def _scaled(sequence: Sequence, factor: float, extended: Container[str] = ()) -> Sequence:
    """Return `sequence` with all counts times `factor`, plus one for the names in `extended`."""
    steps = [_scale_step(step, factor, extended) for step in sequence.steps]
    return replace(sequence, steps=steps)


def _scale_step(step: AnyStep, factor: float, extended: Container[str]) -> AnyStep:
    more = int(step.name in extended)
    if isinstance(step, Series):
        return replace(step, steps=[_scale_step(one, factor, extended) for one in step.steps])
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
