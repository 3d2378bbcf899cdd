"""Changes that the person asks for during a hold: stay longer, an easier or a deeper variant.

Each function returns a new plan. A change on one side is also made on the other side if that side
is still to come. What was made easier stays so wherever the same pose comes again. Steps in the
past never change, so the position in the plan stays the same.
"""

from __future__ import annotations

from collections.abc import Callable, Collection
from math import ceil, isclose
from typing import TypeVar

from msgspec.structs import replace

from supine.core.breath import ROUNDING, Rhythm
from supine.core.pace import Pace
from supine.core.plan import Change, Plan, Step, TimedCue
from supine.core.planner import timed_lines
from supine.core.sequence import AnyCue, Cue, Unit, cue_of
from supine.language import marked, translated

Cues = tuple[TimedCue, ...]
Changes = tuple[Change, ...]
Lines = Collection[AnyCue]
Timed = TypeVar("Timed", TimedCue, Change)

STAY: dict[Unit, int] = {"breaths": 2, "circles": 2, "cycles": 1, "times": 2, "seconds": 10}
"""How many one "stay" adds. A cycle has two breaths."""

LINE_SECONDS = 5.0
"""Seconds from one line to the next when a variant is chosen during a hold."""

EASIER_LINE = marked("Practice", "Make it smaller and softer. Less is enough.")
"""Said if the pose has no easier variant in the sequence."""

AS_BEGUN_LINE = marked("Practice", "Back to the pose as you first held it.")
"""Said on the way back from an easier variant, or from the first deeper one.

A person with closed eyes must hear that the key was accepted.
"""


def can_adjust(step: Step) -> bool:
    """Return whether `step` has a count, so that it can be made longer or shorter."""
    return step.kind in ("hold", "rest") and step.count > 0


def stay(plan: Plan, index: int, into: float) -> Plan:
    """Return `plan` with `STAY` more in step `index` and in its twin, if that comes later.

    It is asked for `into` seconds after the start of the step.

    Returns `plan` itself if the count is as large as it may be (`Step.most`).
    """
    step = plan.steps[index]
    assert step.unit is not None, "only a counted step can be longer"
    more = min(STAY[step.unit], step.most - step.count)
    if more <= 0:
        return plan
    # on the other side there may be more left, or less
    return _change_step(
        plan, index,
        lambda step: _with_count(step, max(step.count, min(step.most, step.count + more))), into,
    )  # fmt: skip


def hold_ahead(plan: Plan, step: Step) -> Step | None:
    """Return the hold or rest that `step` leads into; None if it is no way in."""
    following = plan.steps[step.index + 1 : step.index + 2]
    leads = step.kind == "settle" and following and can_adjust(following[0])
    return following[0] if leads else None


def easier(plan: Plan, index: int, into: float | None) -> Plan:
    """Return `plan` with the easier variant from `into` seconds after the start of step `index`.

    With None the step has not begun: it is easier from its start on, and no more than that if it is
    asked for twice. If a deeper variant was chosen before, this goes back by one level. The current
    breath always ends, and half of the breaths after it remain.
    """
    step = plan.steps[index]
    if into is None and step.level < 0:
        return plan
    level = max(step.level, 0) - 1
    done = _done_with_this(step, into or 0.0)
    count = done + (step.count - done) // 2
    return _choose_variant(plan, index, into, level, count)


def _done_with_this(step: Step, into: float) -> int:
    """Return how many of `step` are over when the current breath or movement ends."""
    assert step.rhythm is not None, "only a counted step can be easier"
    if step.unit != "seconds":
        return int(into // step.unit_seconds) + 1
    assert step.breaths is not None, "it has a rhythm"
    ends = step.breaths.until(into + step.lead).seconds - step.lead
    return min(step.count, ceil(ends - ROUNDING))


def deeper(plan: Plan, index: int, into: float) -> Plan:
    """Return `plan` with the next deeper variant from `into` seconds after the start of `index`.

    Returns `plan` itself if there is no deeper variant.
    """
    step = plan.steps[index]
    level = step.level + 1
    if level > len(step.deeper):
        return plan
    return _choose_variant(plan, index, into, level, step.count)


def at_pace(plan: Plan, rhythm: Rhythm, at: float | None = None) -> Plan:
    """Return `plan` with `rhythm` in every hold and rest in which the person breathes.

    The breath under way `at` seconds after the start of the practice goes on, in seconds too.

    Counts and chosen variants do not change.
    """
    steps = [_with_rhythm(step, rhythm) for step in plan.steps]
    here = None if at is None else plan.step_at(at)
    if at is not None and here is not None and here.unit == "seconds":
        into = at - here.start
        breath = here.breath_at(into)
        assert breath is not None, "every hold has a rhythm"
        lead = (rhythm.place_of(breath) - into) % rhythm.seconds
        steps[here.index] = _going_on(here, replace(steps[here.index], lead=lead), into)
    return Plan.of_steps(plan.title, steps)


def at_speech(plan: Plan, after: int, pace: Pace) -> Plan:
    """Return `plan` in which the lines of all steps later than step `after` are timed at `pace`.

    The real speed of the voice is only known once it has spoken some lines.
    """
    steps = [_retimed(step, pace) if step.index > after else step for step in plan.steps]
    return Plan.of_steps(plan.title, steps)


def led_in(plan: Plan, index: int, into: float, pace: Pace) -> tuple[Plan, float]:
    """Return a plan for somebody who has stopped, and where in it they go on.

    They were `into` seconds into step `index`, and lie on the floor now. They are led into the pose
    again, and a hold or a rest has what was left of it: together with what was done before, never
    more than before the stop. After a way out the next pose follows.
    """
    step = plan.steps[index]
    if step.kind == "leave":
        following = index + 1
        return (
            led_in(plan, following, 0.0, pace) if following < len(plan.steps) else (plan, step.end)
        )
    way_in = _way_in_again(plan, step, pace)
    if step.kind == "settle":
        parts = [replace(way_in, twin=step.twin)]
    else:
        done = min(int((into + ROUNDING) // step.unit_seconds), step.count - 1)
        before = [_first_of(step, done)] if done else []
        parts = [*before, way_in, _what_is_left(step, done)]
    more = len(parts) - 1
    steps = [*plan.steps[:index], *parts, *plan.steps[index + 1 :]]
    moved = [
        replace(one, twin=one.twin + more) if one.twin is not None and one.twin >= index else one
        for one in steps
    ]
    made = Plan.of_steps(plan.title, moved)
    return made, next(one.start for one in made.steps if one.leads_in and one.index >= index)


def _way_in_again(plan: Plan, step: Step, pace: Pace) -> Step:
    """Return the step that leads from the floor into `step`, which is no way out."""
    opening = plan.steps[plan.segments[step.segment].first_step]
    before = step if step.kind == "settle" else plan.steps[step.index - 1]
    name, *settle = (timed.cue for timed in opening.cues)
    lines = [name, *step.way_in, *settle]
    if before.leads_in:
        lines = [timed.cue for timed in before.cues]
    elif before.kind == "settle" and before.index != opening.index:
        lines += [timed.cue for timed in before.cues]
    cues, seconds = timed_lines(lines, pace, opening.extra)
    return replace(
        opening, cues=cues, seconds=seconds, leads_in=True, begins_round=False, twin=None
    )


def _first_of(step: Step, count: int) -> Step:
    """Return the first `count` breaths of a hold or a rest."""
    end = count * step.unit_seconds
    return replace(
        _with_count(replace(step, earlier=None), count),
        cues=tuple(cue for cue in step.cues if cue.at < end),
        changes=tuple(change for change in step.changes if change.at < end),
    )


def _what_is_left(step: Step, done: int) -> Step:
    """Return a hold or a rest without its first `done` breaths.

    The way in has led into the pose as it is written: a chosen variant is said again.
    """
    cut = done * step.unit_seconds
    breath = step.rhythm.seconds if step.rhythm is not None else step.unit_seconds
    halves = 2 * int(cut / breath + ROUNDING)
    first_move = halves % len(step.moves) if step.moves else 0
    levels = range(1, step.level + 1) if step.level >= 0 else [step.level]
    chosen = [line for level in levels for line in _lines_of(step, level)]
    written = _later(step.written, cut)
    return replace(
        _with_count(replace(step, lead=0.0, earlier=None), step.count - done),
        most=step.most - done,
        done_before=step.done_before + done,
        cues=_starting_with(_spoken_in(written, step, step.level), chosen)
        if chosen
        else _later(step.cues, cut),
        written=written,
        changes=(Change(0.0, step.level),) if step.level else (),
        moves=step.moves[first_move:] + step.moves[:first_move],
    )


def _later(cues: Cues, cut: float) -> Cues:
    return tuple(replace(cue, at=cue.at - cut) for cue in cues if cue.at >= cut - ROUNDING)


def _retimed(step: Step, pace: Pace) -> Step:
    if step.kind in ("hold", "rest") or not step.cues:
        return step
    lines = [timed.cue for timed in step.cues]
    cues, seconds = timed_lines(lines, pace, step.extra, begins_round=step.begins_round)
    return replace(step, cues=cues, seconds=seconds)


def same_place(old: Plan, new: Plan, at: float) -> float:
    """Return the time in `new`, in seconds, that matches `at` seconds in `old`.

    Both plans must have the same steps. In a counted step the result is at the same point of the
    same breath.
    """
    was = old.step_at(at)
    step = new.steps[was.index]
    breath = was.breath_at(at - was.start)
    if breath is not None and step.rhythm is not None and was.unit in ("breaths", "cycles"):
        # pauses do not stretch as the breath does
        return step.start + min(step.rhythm.place_of(breath), step.seconds)
    stretch = step.unit_seconds / was.unit_seconds if was.unit_seconds else 1.0
    return step.start + min((at - was.start) * stretch, step.seconds)


def _with_rhythm(step: Step, rhythm: Rhythm) -> Step:
    if step.rhythm is None or not step.breathes:
        return step
    if step.unit == "seconds":
        return replace(step, rhythm=rhythm, lead=0.0, earlier=None)
    stretch = rhythm.seconds / step.rhythm.seconds
    cues, written = (_stretched(lines, stretch) for lines in (step.cues, step.written))
    changes = _stretched(step.changes, stretch)
    changed = replace(step, rhythm=rhythm, cues=cues, written=written, changes=changes)
    return _with_count(changed, step.count)


def _stretched(timed: tuple[Timed, ...], stretch: float) -> tuple[Timed, ...]:
    return tuple(replace(one, at=one.at * stretch) for one in timed)


def _lines_of(step: Step, level: int) -> Lines:
    """Return the lines of a variant of `step`: those of the sequence, or the program's own.

    Its own is shown in the language of the interface. The voice has that of the sequence, and
    `speech.script` knows the line by what is in the code.
    """
    variant = step.variant(level)
    if variant is not None:
        return variant.cues
    line = EASIER_LINE if level < 0 else AS_BEGUN_LINE
    return [Cue(translated("Practice", line), say=line)]


def _choose_variant(plan: Plan, index: int, into: float | None, level: int, count: int) -> Plan:
    chosen = plan.steps[index]
    fewer = chosen.count - count

    def change(step: Step) -> Step:
        # after a stop one side may have only a part of its hold left
        left = max(1, step.count - fewer)
        if step.index != index or into is None:
            return _beginning_at(step, level, left)
        written = _spoken_in(step.written, step, level)
        cues = _inserted(step.cues, written, into, _lines_of(step, level))
        changes = _add_change(step.changes, Change(into, level))
        return replace(_with_count(step, left), level=level, cues=cues, changes=changes)

    changed = _change_step(plan, index, change, into or 0.0)
    if min(level, chosen.level) >= 0:
        return changed
    return _wherever_it_comes_again(changed, chosen, level, count / chosen.count)


def _beginning_at(step: Step, level: int, count: int) -> Step:
    """Return `step`, which has not begun, with a variant from its start on."""
    lines = _lines_of(step, level) if level else []
    written = _spoken_in(step.written, step, level)
    return replace(
        _with_count(step, count), level=level, cues=_starting_with(written, lines),
        changes=(Change(0.0, level),),
    )  # fmt: skip


def _spoken_in(written: Cues, step: Step, level: int) -> Cues:
    """Return those of the `written` lines that fit the variant at `level`: in stillness none."""
    variant = step.variant(level)
    return () if variant is not None and variant.still else written


def _wherever_it_comes_again(plan: Plan, chosen: Step, level: int, share: float) -> Plan:
    """Return `plan` in which the later holds of the pose of `chosen` are as easy as it is now.

    Each keeps `share` of its count, but all of it if the other side has had all of it. The twin of
    `chosen` was changed already.
    """

    def count(step: Step) -> int:
        is_second = step.twin is not None and step.twin < chosen.index
        return step.count if is_second else max(1, ceil(step.count * share - ROUNDING))

    steps = [
        _beginning_at(step, level, count(step))
        if step.index > chosen.index
        and step.index != chosen.twin
        and step.pose == chosen.pose
        and can_adjust(step)
        and step.level <= 0
        else step
        for step in plan.steps
    ]
    return Plan.of_steps(plan.title, steps)


def _add_change(changes: Changes, last: Change) -> Changes:
    """Return `changes` with `last` added.

    Changes later than `last` are dropped: the person has gone back to a time before them.
    """
    return (*(change for change in changes if change.at <= last.at), last)


def _inserted(cues: Cues, written: Cues, since: float, lines: Lines) -> Cues:
    """Return `cues` up to `since`, then `lines`, then those of `written` that are due after them.

    What an earlier variant still had to say is dropped.
    """
    before = tuple(cue for cue in cues if cue.at <= since)
    free = since + len(lines) * LINE_SECONDS
    return (*before, *_timed(lines, since), *(cue for cue in written if cue.at >= free))


def _starting_with(cues: Cues, lines: Lines) -> Cues:
    """Return `cues` with `lines` at the start; cues that were due during them are dropped."""
    free = len(lines) * LINE_SECONDS
    return (*_timed(lines, 0.0), *(cue for cue in cues if cue.at >= free))


def _timed(lines: Lines, since: float) -> Cues:
    return tuple(
        TimedCue(since + place * LINE_SECONDS, cue_of(line)) for place, line in enumerate(lines)
    )


def _with_count(step: Step, count: int) -> Step:
    return replace(step, count=count, seconds=count * step.unit_seconds)


def _going_on(before: Step, after: Step, into: float) -> Step:
    """Return `after`, a change of `before`, so that the breath `into` seconds in it goes on.

    In a hold in seconds the last breath is another one than the others: it ends as it was, if it is
    no longer the last.
    """
    was, now, breaths = before.breath_at(into), after.breath_at(into), before.breaths
    if before.unit != "seconds" or was is None or now is None or breaths is None:
        return after
    turns = min(now.fullness, 1.0 - now.fullness) < ROUNDING
    if isclose(was.fullness, now.fullness, abs_tol=ROUNDING) and (was.phase == now.phase or turns):
        return after
    return replace(after, lead=before.lead, earlier=breaths.until(into + before.lead))


def _change_step(plan: Plan, index: int, change: Callable[[Step], Step], into: float) -> Plan:
    steps = list(plan.steps)
    steps[index] = _going_on(steps[index], change(steps[index]), into)
    twin = steps[index].twin
    if twin is not None and twin > index:
        steps[twin] = change(steps[twin])
    return Plan.of_steps(plan.title, steps)
