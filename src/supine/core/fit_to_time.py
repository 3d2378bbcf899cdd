"""Fit a sequence to the available time: counts shrink, always the same on both sides.

They grow only where the person asks for longer: a teacher's count is a dose.
"""

from __future__ import annotations

from collections.abc import Container, Iterator
from typing import NamedTuple

from msgspec.structs import asdict, replace

from supine.core.pace import Pace
from supine.core.planner import plan, resolved
from supine.core.sequence import (
    GROWTH,
    MOST,
    FittedHold,
    Hold,
    Pose,
    Repeat,
    Rest,
    Sequence,
    Series,
    Unit,
    flat_steps,
)

GRAIN: dict[Unit, int] = {"breaths": 1, "circles": 1, "cycles": 1, "times": 1, "seconds": 5}
"""Counts are fitted in steps of so many: 23 seconds would be a strange thing to hear."""

AnyStep = Pose | Series | Repeat | Rest

SEARCH_STEPS = 12
"""Steps of the binary search: enough to find a difference of one breath in a hold of 100."""


class ChangedCount(NamedTuple):
    """A hold or a rest that is not practised as long as it is written."""

    name: str
    unit: Unit
    written: int
    practised: int


def fit_to_time(sequence: Sequence, pace: Pace, minutes: float | None) -> Sequence:
    """Return `sequence` with its counts made smaller, so that it lasts at most about `minutes`.

    With None, or where it takes no longer as it is written, the sequence is returned unchanged.
    First, poses that are only for longer practices (`from_minutes`) are left out. Then every count
    is scaled by the same factor, but never below the hold's `least`. The time that rounding leaves
    over goes to single poses, one count each. No count is ever larger than it is written. If
    settling and leaving alone take longer than `minutes`, the result is the shortest practice that
    is possible.
    """
    if minutes is None or plan(sequence, pace).seconds <= minutes * 60:
        return sequence
    return _fitted(_without_longer_only(resolved(sequence), minutes), pace, minutes * 60, 1.0)


def lengthen(sequence: Sequence, pace: Pace, minutes: float) -> Sequence:
    """Return `sequence` with larger counts, so that it lasts up to about `minutes`.

    Only for a person who asks for it just then. No count becomes more than `GROWTH` times what is
    written, none becomes smaller, and nothing is left out.
    """
    if plan(sequence, pace).seconds >= minutes * 60:
        return sequence
    return _fitted(resolved(sequence), pace, minutes * 60, GROWTH)


def changed_counts(sequence: Sequence, fitted: Sequence) -> list[ChangedCount]:
    """Return what is another count in `fitted`, which was made from `sequence`, in order."""
    changed: dict[ChangedCount, None] = {}
    practised = _counts(fitted)
    now = next(practised, None)
    for name, hold in _counts(resolved(sequence)):
        if now is None or now[0] != name:
            # left out
            continue
        if now[1].count != hold.count:
            changed[ChangedCount(name, hold.unit, hold.count, now[1].count)] = None
        now = next(practised, None)
    return list(changed)


def _counts(sequence: Sequence) -> Iterator[tuple[str, Hold]]:
    for step, _series in flat_steps(sequence):
        if isinstance(step, Rest):
            yield step.name, step.hold
        elif isinstance(step, Pose):
            yield from ((step.name, hold) for hold in step.holds)


def _fitted(chosen: Sequence, pace: Pace, seconds: float, most: float) -> Sequence:
    """Return `chosen` scaled by the largest factor, up to `most`, that takes at most `seconds`."""
    if plan(_scaled(chosen, most), pace).seconds <= seconds:
        return _scaled(chosen, most)
    low, high = 0.0, most
    for _ in range(SEARCH_STEPS):
        middle = (low + high) / 2
        if plan(_scaled(chosen, middle), pace).seconds <= seconds:
            low = middle
        else:
            high = middle
    extended = _with_room_for_one_more(chosen, low, most, pace, seconds)
    return _scaled(chosen, low, extended)


def _with_room_for_one_more(
    sequence: Sequence, factor: float, most: float, pace: Pace, seconds: float
) -> set[str]:
    """Return the names of the poses and rests that get one more breath within `seconds`.

    Those that lost most by rounding come first. None gets more than `most` times what is written.
    """
    scaled = plan(_scaled(sequence, factor), pace)
    room = seconds - scaled.seconds
    shortfalls: dict[str, float] = {}
    costs: dict[str, float] = {}
    full: set[str] = set()
    written = plan(sequence, pace)
    for before, after in zip(written.steps, scaled.steps, strict=True):
        if before.unit is not None:
            if after.count + GRAIN[before.unit] > round(before.count * most):
                full.add(before.pose)
            shortfall = before.count * factor - after.count
            shortfalls[before.pose] = max(shortfall, shortfalls.get(before.pose, shortfall))
            cost = before.unit_seconds * GRAIN[before.unit]
            costs[before.pose] = costs.get(before.pose, 0.0) + cost
    extended = set()
    growing = [name for name in shortfalls if name not in full]
    for name in sorted(growing, key=lambda name: -shortfalls[name]):
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
        steps = [_scale_step(one, factor, extended) for one in step.steps]
        between = step.between and _scale_step(step.between, factor, extended)
        return replace(step, steps=steps, between=between)
    if isinstance(step, Pose):
        return replace(step, holds=[_scale_hold(hold, factor, more) for hold in step.holds])
    if isinstance(step, Rest):
        count = _count(step.hold, factor, more)
        return replace(step, **{step.hold.unit: count})
    return step


def _scale_hold(hold: Hold, factor: float, more: int) -> Hold:
    values = {**asdict(hold), "count": _count(hold, factor, more), "written": hold.count}
    return FittedHold(**values)


def _count(hold: Hold, factor: float, more: int) -> int:
    """Return the count of `hold` times `factor`, and `more` steps on top of it."""
    grain = GRAIN[hold.unit]
    scaled = round(hold.count * factor / grain) * grain
    if factor > 1.0:
        most = min(MOST[hold.unit], int(hold.count * GROWTH))
        return min(most, max(hold.count, scaled) + more * grain)
    # rounding must not lead above what is written
    scaled = min(hold.count, scaled) if factor < 1.0 else hold.count
    return max(hold.fewest, scaled) + more * grain
