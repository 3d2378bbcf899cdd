"""What sounds when: every bell and breath tone of a plan, found from the plan alone."""

from __future__ import annotations

from bisect import bisect_right
from typing import Literal

from msgspec import Struct

from supine.core.breath import Phase, Rhythm
from supine.core.plan import Plan, Step

Sound = Literal[
    "begin", "end", "in", "out", "hold", "last", "turn", "right", "left", "finish",
    "pause", "resume",
]  # fmt: skip
BREATH_SOUNDS: tuple[Sound, ...] = ("in", "out", "hold", "turn")
"""The soft ones with a volume of their own; all others are bells."""

PHASE_SOUNDS: dict[Phase, Sound] = {"in": "in", "hold-in": "hold", "out": "out", "hold-out": "hold"}


class Note(Struct, frozen=True):
    """One sound that is due."""

    due: float
    """Seconds since the practice began."""
    sound: Sound
    step: int
    phase: Phase | None = None
    """The phase of the breath that it marks; None for a bell."""


def next_note(plan: Plan, after: float) -> Note | None:
    """Return the first note due later than `after` seconds, or None at the end."""
    index = max(0, bisect_right(plan.starts, after) - 1)
    for step in plan.steps[index:]:
        notes = _notes_of(plan, step.index)
        place = bisect_right(notes, after, key=lambda note: note.due)
        if place < len(notes):
            return notes[place]
    return None


def notes_at(plan: Plan, due: float) -> list[Note]:
    """Return all notes due at exactly `due` seconds, such as a bell with the first inhale."""
    index = max(0, bisect_right(plan.starts, due) - 1)
    near = plan.steps[max(0, index - 1) : index + 1]
    return [note for step in near for note in _notes_of(plan, step.index) if note.due == due]


def _notes_of(plan: Plan, index: int) -> tuple[Note, ...]:
    step = plan.steps[index]
    notes = _opening(plan, step) + _counting(step) + _closing(plan, step)
    return tuple(sorted(notes, key=lambda note: note.due))


def _opening(plan: Plan, step: Step) -> list[Note]:
    """A change of side is heard from that side; a hold begins with its bell."""
    if step.kind == "hold":
        return [Note(step.start, "begin", step.index)]
    before = plan.steps[step.index - 1] if step.index else None
    turned = before is None or before.side != step.side
    if step.side is not None and turned:
        return [Note(step.start, step.side, step.index)]
    return []


def _closing(plan: Plan, step: Step) -> list[Note]:
    """A hold ends with its bell, unless the next one begins with its own just then."""
    if step.index == len(plan.steps) - 1:
        return [Note(step.end, "finish", step.index)]
    follows = plan.steps[step.index + 1].kind
    if step.kind == "hold" and follows != "hold":
        return [Note(step.end, "end", step.index)]
    return []


def _counting(step: Step) -> list[Note]:
    if step.kind != "hold" or step.rhythm is None:
        return []
    notes = _phases(step) if step.breathes else _turns(step)
    if step.count > 1:
        last = step.start + (step.count - 1) * step.unit_seconds
        notes.append(Note(last, "last", step.index))
    return notes


def _phases(step: Step) -> list[Note]:
    assert step.rhythm is not None
    whole = step.rhythm.seconds
    breaths = round(step.seconds / whole)
    return [
        Note(step.start + number * whole + start, PHASE_SOUNDS[phase], step.index, phase)
        for number in range(breaths)
        for phase, start in step.rhythm.starts()
    ]


def _turns(step: Step) -> list[Note]:
    """Mark each circle or time but the first, which has the bell."""
    return [
        Note(step.start + number * step.unit_seconds, "turn", step.index)
        for number in range(1, step.count)
    ]


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
