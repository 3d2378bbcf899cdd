"""What the person asks for in the middle of a hold: stay longer, easier, deeper.

Each gives a new plan. What is given on this side is given on the other, where that is still to
come; what lies behind stays as it was, so the place in time never moves.
"""

from __future__ import annotations

from collections.abc import Callable, Collection
from typing import TypeVar

from msgspec.structs import replace

from supine.core.breath import Rhythm
from supine.core.pace import Pace
from supine.core.plan import Change, Plan, Step, TimedCue
from supine.core.planner import timed_lines
from supine.core.sequence import AnyCue, Variant, cue_of

Cues = tuple[TimedCue, ...]
Changes = tuple[Change, ...]
Lines = Collection[AnyCue]
Timed = TypeVar("Timed", TimedCue, Change)

STAY_BREATHS = 2
"""Breaths, circles or times that one "stay" adds; a cycle is two breaths."""

LINE_SECONDS = 5.0
"""Seconds between the lines of a variant that is said in the middle of a hold."""

COUNT_LIMIT = 120
"""The count at which "stay" adds no more: a key that got stuck must not make a day of it."""

DEFAULT_EASIER = Variant(name="Gentler", cues=["Make it smaller and softer. Less is enough."])
"""Said where the sequence has no easier variant."""

AS_BEGUN = Variant(name="As begun", cues=["Come back to how you began this pose."])
"""Said on the way back from the first deeper variant: with closed eyes a key must be answered."""


def can_adjust(step: Step) -> bool:
    """Return whether `step` is counted, so that it can be made longer or shorter."""
    return step.kind in ("hold", "rest") and step.count > 0


def stay(plan: Plan, index: int) -> Plan:
    """Return `plan` with two more breaths in step `index` and in its twin to come.

    The same plan where the hold is as long as a hold can be.
    """
    more = 1 if plan.steps[index].unit == "cycles" else STAY_BREATHS
    if plan.steps[index].count >= COUNT_LIMIT:
        return plan
    return _changed(plan, index, lambda step: _counted(step, min(COUNT_LIMIT, step.count + more)))


def easier(plan: Plan, index: int, into: float) -> Plan:
    """Return `plan` with the easier variant `into` seconds into step `index`.

    One level back where a deeper one was chosen. Half of what was left is left: the current
    breath always ends.
    """
    step = plan.steps[index]
    level = max(step.level, 0) - 1
    done = int(into // step.unit_seconds) + 1
    count = done + (step.count - done) // 2
    return _with_variant(plan, index, into, level, count)


def deeper(plan: Plan, index: int, into: float) -> Plan:
    """Return `plan` with the next deeper variant; the same plan where there is none."""
    step = plan.steps[index]
    level = step.level + 1
    if level > len(step.deeper):
        return plan
    return _with_variant(plan, index, into, level, step.count)


def at_pace(plan: Plan, rhythm: Rhythm) -> Plan:
    """Return `plan` with every hold and rest that breathes in another `rhythm`.

    Counts and chosen variants stay as they are.
    """
    return Plan.of_steps(plan.title, [_breathed(step, rhythm) for step in plan.steps])


def at_speech(plan: Plan, after: int, pace: Pace) -> Plan:
    """Return `plan` with what follows the step `after` spoken at `pace`.

    How long lines take is known better once some have been said.
    """
    steps = [_respoken(step, pace) if step.index > after else step for step in plan.steps]
    return Plan.of_steps(plan.title, steps)


def _respoken(step: Step, pace: Pace) -> Step:
    if step.kind in ("hold", "rest") or not step.cues:
        return step
    lines = [timed.cue for timed in step.cues]
    cues, seconds = timed_lines(lines, pace, step.extra)
    return replace(step, cues=cues, seconds=seconds)


def translated(old: Plan, new: Plan, at: float) -> float:
    """Return the seconds in `new` at which the same is going on as `at` seconds into `old`.

    The plans have the same steps; in a step that counts, the same breath at the same share of it.
    """
    was = old.step_at(at)
    step = new.steps[was.index]
    stretch = step.unit_seconds / was.unit_seconds if was.unit_seconds else 1.0
    return step.start + min((at - was.start) * stretch, step.seconds)


def _breathed(step: Step, rhythm: Rhythm) -> Step:
    if step.rhythm is None or not step.breathes:
        return step
    stretch = rhythm.seconds / step.rhythm.seconds
    cues, written = (_stretched(lines, stretch) for lines in (step.cues, step.written))
    changes = _stretched(step.changes, stretch)
    breathed = replace(step, rhythm=rhythm, cues=cues, written=written, changes=changes)
    return _counted(breathed, step.count)


def _stretched(timed: tuple[Timed, ...], stretch: float) -> tuple[Timed, ...]:
    return tuple(replace(one, at=one.at * stretch) for one in timed)


def _variant(step: Step, level: int) -> Variant:
    if level < 0:
        return step.easier or DEFAULT_EASIER
    return step.deeper[level - 1] if level else AS_BEGUN


def _with_variant(plan: Plan, index: int, into: float, level: int, count: int) -> Plan:
    def change(step: Step) -> Step:
        here = step.index == index
        lines = _variant(step, level).cues if here or level else []
        cues = _inserted(step.cues, into, lines) if here else _begun_with(step.written, lines)
        changes = _noted(step.changes if here else (), Change(into if here else 0.0, level))
        return replace(_counted(step, count), level=level, cues=cues, changes=changes)

    return _changed(plan, index, change)


def _noted(changes: Changes, last: Change) -> Changes:
    """Add `last`; what was chosen later, before the person went back in time, counts no more."""
    return (*(change for change in changes if change.at <= last.at), last)


def _inserted(cues: Cues, since: float, lines: Lines) -> Cues:
    """Say `lines` from `since` on; what was due meanwhile is not said any more."""
    before = tuple(cue for cue in cues if cue.at <= since)
    free = since + len(lines) * LINE_SECONDS
    return (*before, *_said(lines, since), *(cue for cue in cues if cue.at >= free))


def _begun_with(cues: Cues, lines: Lines) -> Cues:
    """Say `lines` at the very start, and then what is due later."""
    free = len(lines) * LINE_SECONDS
    return (*_said(lines, 0.0), *(cue for cue in cues if cue.at >= free))


def _said(lines: Lines, since: float) -> Cues:
    return tuple(
        TimedCue(since + place * LINE_SECONDS, cue_of(line)) for place, line in enumerate(lines)
    )


def _counted(step: Step, count: int) -> Step:
    return replace(step, count=count, seconds=count * step.unit_seconds)


def _changed(plan: Plan, index: int, change: Callable[[Step], Step]) -> Plan:
    steps = list(plan.steps)
    steps[index] = change(steps[index])
    twin = steps[index].twin
    if twin is not None and twin > index:
        steps[twin] = change(steps[twin])
    return Plan.of_steps(plan.title, steps)
