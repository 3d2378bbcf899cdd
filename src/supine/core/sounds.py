"""Which sounds are due when: the bells, the breath tones and the wave, all derived from the plan.

Bells and breath tones are notes. The wave is a sound that rises and falls with each breath; each
of its swells is one breath.
"""

from __future__ import annotations

from bisect import bisect_right
from typing import Literal

from msgspec import Struct

from supine.core.breath import ROUNDING, Phase, Rhythm
from supine.core.plan import Plan, Step

Sound = Literal[
    "begin", "end", "in", "out", "hold", "last", "turn", "right", "left", "finish",
    "pause", "resume",
]  # fmt: skip
BREATH_SOUNDS: tuple[Sound, ...] = ("in", "out", "hold", "turn")
"""The soft breath tones, which have their own volume; all other sounds are bells."""

PHASE_SOUNDS: dict[Phase, Sound] = {"in": "in", "hold-in": "hold", "out": "out", "hold-out": "hold"}


class Note(Struct, frozen=True):
    """One bell or breath tone."""

    due: float
    """Seconds since the start of the practice."""
    sound: Sound
    step: int
    phase: Phase | None = None
    """The phase of the breath that the sound marks; None for a bell."""


class Swell(Struct, frozen=True):
    """One breath that is heard as a wave."""

    due: float
    """The start of its inhale, in seconds since the start of the practice."""
    step: int
    rhythm: Rhythm


def next_note(plan: Plan, after: float) -> Note | None:
    """Return the first note later than `after` seconds, or None if there is none."""
    for step in plan.steps[plan.step_at(after).index :]:
        notes = _notes_of(plan, step.index)
        place = bisect_right(notes, after, key=lambda note: note.due)
        if place < len(notes):
            return notes[place]
    return None


def notes_at(plan: Plan, due: float) -> list[Note]:
    """Return all notes due at exactly `due` seconds, such as a bell and the first inhale."""
    index = plan.step_at(due).index
    near = plan.steps[max(0, index - 1) : index + 1]
    return [note for step in near for note in _notes_of(plan, step.index) if note.due == due]


def _notes_of(plan: Plan, index: int) -> tuple[Note, ...]:
    step = plan.steps[index]
    notes = _start_notes(plan, step) + _count_notes(step) + _end_notes(plan, step)
    return tuple(sorted(notes, key=lambda note: note.due))


def _start_notes(plan: Plan, step: Step) -> list[Note]:
    """Return the sound at the start of a step: a bell for a hold, the new side for a change."""
    if step.kind == "hold":
        return [Note(step.start, "begin", step.index)]
    before = plan.steps[step.index - 1] if step.index else None
    changed = before is None or before.side != step.side
    if step.side is not None and changed:
        return [Note(step.start, step.side, step.index)]
    return []


def _end_notes(plan: Plan, step: Step) -> list[Note]:
    """Return the bell at the end of a step: a hold has none if another hold follows it."""
    if step.index == len(plan.steps) - 1:
        return [Note(step.end, "finish", step.index)]
    follows = plan.steps[step.index + 1].kind
    if step.kind == "hold" and follows != "hold":
        return [Note(step.end, "end", step.index)]
    return []


def _count_notes(step: Step) -> list[Note]:
    if step.kind != "hold" or step.rhythm is None:
        return []
    notes = _phase_notes(step) if step.breathes else _turn_notes(step)
    if step.last:
        notes.append(Note(step.start + step.last_at, "last", step.index))
    return notes


def _phase_notes(step: Step) -> list[Note]:
    assert step.breaths is not None
    return [
        Note(step.start + begins + start - step.lead, PHASE_SOUNDS[phase], step.index, phase)
        for begins, rhythm in step.breaths.starts()
        for phase, start in rhythm.starts()
        if begins + start >= step.lead
    ]


def _turn_notes(step: Step) -> list[Note]:
    """Return a note for each circle or repetition except the first, which has a bell."""
    return [
        Note(step.start + number * step.unit_seconds, "turn", step.index)
        for number in range(1, step.count)
    ]


def swell_at(plan: Plan, at: float) -> Swell | None:
    """Return the breath at `at` seconds, or None if the wave is silent then."""
    begun = [swell for swell in _swells(plan.step_at(at)) if swell.due <= at + ROUNDING]
    return begun[-1] if begun and at < begun[-1].due + begun[-1].rhythm.seconds else None


def next_swell(plan: Plan, after: float) -> Swell | None:
    """Return the first breath that starts later than `after` seconds, or None."""
    swells = (
        swell
        for step in plan.steps[plan.step_at(after).index :]
        for swell in _swells(step)
        if swell.due > after + ROUNDING or after < step.start
    )
    return next(swells, None)


def _swells(step: Step) -> list[Swell]:
    """Return the breaths of `step`, except one that is cut short: that has no wave."""
    breaths = step.breaths
    if step.kind != "hold" or breaths is None or not step.breathes:
        return []
    return [
        Swell(step.start + begins - step.lead, step.index, rhythm)
        for begins, rhythm in breaths.whole()
    ]
