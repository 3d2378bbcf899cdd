"""All sounds and their times are derived from the plan."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from hypothesis import given

from supine.core.pace import Pace
from supine.core.plan import Plan
from supine.core.planner import plan
from supine.core.reader import read
from supine.core.sounds import PHASE_SOUNDS, Note, next_note, notes_at
from tests.core.samples import SMALL, edited
from tests.core.strategies import plans


def all_notes(plan: Plan) -> list[Note]:
    """Return all notes, found one after the other, as in a practice."""
    return [note for due in dues(plan) for note in notes_at(plan, due)]


def dues(plan: Plan) -> Iterator[float]:
    """Yield each instant at which something sounds."""
    note = next_note(plan, -1.0)
    while note is not None:
        yield note.due
        note = next_note(plan, note.due)


@given(plans)
def test_notes_come_in_order_and_each_once(plan: Plan) -> None:
    found = list(dues(plan))
    notes = all_notes(plan)
    assert found == sorted(set(found))
    assert len(notes) == len(set(notes))
    assert all(0 <= note.due <= plan.seconds for note in notes)


@given(plans)
def test_every_phase_of_every_breath_sounds_at_its_start(plan: Plan) -> None:
    sounds = {(note.step, note.due): note for note in all_notes(plan) if note.phase}
    expected = {
        (step.index, step.start + begins + start): PHASE_SOUNDS[phase]
        for step in plan.steps
        if step.kind == "hold" and step.breathes and step.breaths
        for begins, rhythm in step.breaths.starts()
        for phase, start in rhythm.starts()
    }
    assert {place: note.sound for place, note in sounds.items()} == expected


@given(plans)
def test_every_circle_but_the_first_has_a_turn(plan: Plan) -> None:
    turns = [note.step for note in all_notes(plan) if note.sound == "turn"]
    for step in plan.steps:
        moves = step.kind == "hold" and not step.breathes
        assert turns.count(step.index) == (step.count - 1 if moves else 0)


@given(plans)
def test_every_hold_begins_with_its_bell_and_the_last_of_several_is_told(plan: Plan) -> None:
    notes = all_notes(plan)
    for step in plan.steps:
        own = {note.sound: note.due for note in notes if note.step == step.index}
        held = step.kind == "hold"
        assert own.get("begin") == (step.start if held else None)
        if step.unit == "seconds":
            left = 10 if step.count >= 20 else 5 if step.count >= 10 else 0
        else:
            left = int(step.count > 1)
        last = pytest.approx(step.end - left * step.unit_seconds)
        assert own.get("last") == (last if held and left else None)


@given(plans)
def test_a_hold_ends_with_its_bell_unless_the_next_begins_with_one(plan: Plan) -> None:
    ends = {note.step: note.due for note in all_notes(plan) if note.sound == "end"}
    followers = zip(plan.steps, plan.steps[1:], strict=False)
    expected = {
        step.index: step.end
        for step, after in followers
        if step.kind == "hold" and after.kind != "hold"
    }
    assert ends == expected


@given(plans)
def test_the_finish_sounds_once_and_last_of_all(plan: Plan) -> None:
    notes = all_notes(plan)
    assert [note.due for note in notes if note.sound == "finish"] == [plan.seconds]
    assert notes[-1].due == plan.seconds


@given(plans)
def test_a_change_of_side_is_heard_from_that_side(plan: Plan) -> None:
    sides = [(note.due, note.sound) for note in all_notes(plan) if note.sound in ("right", "left")]
    before = [None, *(step.side for step in plan.steps)]
    changes = [
        (step.start, step.side)
        for step in plan.steps
        if step.side is not None and step.side != before[step.index]
    ]
    assert sides == changes


@given(plans)
def test_a_rest_is_quiet(plan: Plan) -> None:
    rests = {step.index for step in plan.steps if step.kind == "rest"}
    assert {note.sound for note in all_notes(plan) if note.step in rests} <= {"finish"}


def test_the_score_of_two_breaths_on_each_side() -> None:
    made = plan(read(edited("count: 3", "count: 2")), Pace())
    hold = made.steps[1]
    notes = [note for note in all_notes(made) if note.step == hold.index]
    assert [note.sound for note in notes] == ["begin", "in", "out", "in", "last", "out", "end"]
    assert [note.due - hold.start for note in notes] == pytest.approx([0, 0, 4, 10, 10, 14, 20])


def test_between_two_holds_there_is_one_bell() -> None:
    circles = "\n      - count: 1\n        unit: circles"
    made = plan(read(edited("unit: breaths", "unit: breaths" + circles)), Pace())
    bells = [note.sound for note in all_notes(made) if note.phase is None]
    assert bells[:6] == ["right", "begin", "last", "begin", "end", "left"]


def test_a_pause_too_short_to_notice_is_not_heard() -> None:
    made = plan(read(SMALL), Pace(pause_full=0.05, pause_empty=0.2))
    phases = {note.phase for note in all_notes(made) if note.phase}
    assert phases == {"in", "out", "hold-out"}


def test_the_sample_is_announced_on_each_side() -> None:
    made = plan(read(SMALL), Pace())
    said = [note.sound for note in all_notes(made) if note.phase is None]
    side = ["begin", "last", "end"]
    assert said == ["right", *side, "left", *side, "finish"]
