"""A practice is a function of time: at any instant of any plan exactly one thing is true."""

from __future__ import annotations

from itertools import pairwise
from math import nextafter, pi

import pytest
from hypothesis import given
from hypothesis import strategies as st

from supine.core.breath import PHASES, Rhythm, breath_at
from supine.core.pace import SHORTEST_PHASE, Pace
from supine.core.plan import Moment, Plan
from supine.core.planner import plan
from supine.core.reader import read
from supine.core.sequence import Sequence
from tests.core.samples import SMALL, edited
from tests.core.strategies import paces, plans, shares

STEEPEST = pi / 2 / SHORTEST_PHASE
"""The fastest that the lungs ever fill, in full lungs a second."""


def counted(plan: Plan) -> list[tuple[float, float]]:
    """Return the start and the end of each counted step of `plan`."""
    return [(step.start, step.end) for step in plan.steps if step.rhythm is not None]


@given(plans)
def test_each_step_begins_where_the_one_before_ends(plan: Plan) -> None:
    assert plan.steps[0].start == 0
    assert all(before.end == after.start for before, after in pairwise(plan.steps))
    assert [step.index for step in plan.steps] == list(range(len(plan.steps)))
    assert sum(step.seconds for step in plan.steps) == pytest.approx(plan.seconds)


@given(plans, shares)
def test_one_step_and_one_segment_are_current_at_any_instant(plan: Plan, share: float) -> None:
    elapsed = share * plan.seconds
    moment = plan.moment(elapsed)
    current = [step for step in plan.steps if step.start <= elapsed < step.end]
    assert [moment.step] == (current or [plan.steps[-1]])
    assert moment.segment.start <= elapsed <= moment.segment.start + moment.segment.seconds + 1e-6
    assert moment.over == (elapsed >= plan.seconds)


@given(plans, st.floats(allow_nan=False))
def test_before_the_beginning_and_after_the_end_nothing_changes(plan: Plan, when: float) -> None:
    moment = plan.moment(when)
    assert moment == plan.moment(min(max(0.0, when), plan.seconds))
    assert 0 <= moment.into <= moment.step.seconds


@given(plans)
def test_segments_share_out_the_whole_plan_in_order(plan: Plan) -> None:
    segments = plan.segments
    assert [segment.index for segment in segments] == list(range(len(segments)))
    assert sum(segment.seconds for segment in segments) == pytest.approx(plan.seconds)
    assert all(plan.steps[one.first_step].start == one.start for one in segments)


@given(plans)
def test_both_sides_get_the_same(plan: Plan) -> None:
    assert plan.side_seconds("right") == pytest.approx(plan.side_seconds("left"))
    for step in plan.steps:
        if step.twin is not None:
            twin = plan.steps[step.twin]
            assert twin.twin == step.index
            assert {step.figure_side, twin.figure_side} == {"right", "left"}
            assert (step.kind, step.count, step.unit) == (twin.kind, twin.count, twin.unit)


@given(plans)
def test_whatever_has_a_side_says_it_first(plan: Plan) -> None:
    for segment in plan.segments:
        first = plan.steps[segment.first_step].cues[0]
        assert first.at == 0
        assert first.text.startswith(segment.heading or segment.pose)
        assert segment.side is None or segment.side in segment.heading.lower()


@given(plans)
def test_no_line_still_has_a_placeholder(plan: Plan) -> None:
    sided = [step for step in plan.steps if step.side is not None]
    said = [cue.text for step in sided for cue in step.cues]
    variants = [one.text for step in sided for one in step.deeper]
    ways_out = [cue.text for step in sided for cue in step.way_out]
    words = [line for step in sided for line in (*step.moves, step.heading)]
    assert not [line for line in said + variants + ways_out + words if "{" in line]


@given(plans, shares)
def test_the_current_line_is_the_last_one_due(plan: Plan, share: float) -> None:
    moment = plan.moment(share * plan.seconds)
    due = [cue.text for cue in moment.step.cues if cue.at <= moment.into]
    assert moment.cue == (due[-1] if due else "")


@given(plans)
def test_every_line_is_due_within_its_step_and_in_order(plan: Plan) -> None:
    for step in plan.steps:
        times = [cue.at for cue in step.cues]
        assert times == sorted(set(times))
        assert all(0 <= at < step.seconds for at in times)


@given(plans, shares, st.floats(0, 0.05))
def test_the_breath_never_jumps(plan: Plan, share: float, later: float) -> None:
    elapsed = share * plan.seconds
    change = plan.moment(elapsed + later).fullness - plan.moment(elapsed).fullness
    assert abs(change) <= STEEPEST * later + 1e-6


@given(plans)
def test_the_lungs_are_empty_at_both_ends_of_every_hold(plan: Plan) -> None:
    for start, end in counted(plan):
        assert plan.moment(start).fullness == pytest.approx(0, abs=1e-9)
        assert plan.moment(nextafter(end, 0)).fullness == pytest.approx(0, abs=1e-9)
        assert plan.moment(end).fullness == pytest.approx(0, abs=1e-9)


def progress_of(moment: Moment) -> tuple[int, int, float]:
    """Return breath, phase and progress, which only grow during a hold."""
    assert moment.breath is not None
    return moment.breath.number, PHASES.index(moment.breath.phase), moment.breath.progress


@given(plans, shares, shares)
def test_a_breath_goes_on_and_never_back(plan: Plan, one: float, other: float) -> None:
    for start, end in counted(plan):
        places = [start + share * (nextafter(end, 0) - start) for share in sorted((one, other))]
        before, after = (plan.moment(place) for place in places)
        if before.step == after.step:
            assert progress_of(before) <= progress_of(after)
            assert 0 <= progress_of(after)[2] <= 1
            assert 0 <= after.fullness <= 1


@given(plans)
def test_a_hold_counts_down_to_one(plan: Plan) -> None:
    for step in plan.steps:
        halves = [(number + 0.5) * step.unit_seconds for number in range(step.count)]
        moments = [plan.moment(step.start + half) for half in halves]
        assert [moment.count_left for moment in moments] == list(range(step.count, 0, -1))
        assert [moment.progress for moment in moments] == pytest.approx([0.5] * step.count)


@given(paces)
def test_a_breath_of_any_pace_has_its_length_and_leaves_time_to_breathe(pace: Pace) -> None:
    rhythm = pace.rhythm
    assert rhythm.seconds == pytest.approx(60 / pace.breaths_per_minute)
    assert min(rhythm.inhale, rhythm.exhale) >= SHORTEST_PHASE - 1e-9
    assert min(rhythm.hold_in, rhythm.hold_out) >= 0


def test_the_usual_breath_is_four_seconds_in_and_six_out() -> None:
    rhythm = Pace().rhythm
    assert rhythm.lengths == pytest.approx((4, 0, 6, 0))
    assert rhythm.starts() == [("in", 0.0), ("out", pytest.approx(4))]


@pytest.mark.parametrize(
    ("elapsed", "phase", "fullness"),
    [(0, "in", 0), (2, "in", 0.5), (5, "hold-in", 1), (9, "out", 0.5), (12.5, "hold-out", 0)],
)
def test_a_breath_rises_rests_falls_and_rests(elapsed: float, phase: str, fullness: float) -> None:
    breath = breath_at(Rhythm(4, 2, 6, 1), 13 + elapsed)
    assert (breath.number, breath.phase) == (1, phase)
    assert breath.fullness == pytest.approx(fullness)


def test_the_last_breath_stays_the_last_when_it_is_over() -> None:
    hold = next(step for step in plan(read(SMALL), Pace()).steps if step.kind == "hold")
    moment = Plan.of_steps("One", [hold]).moment(1e9)
    assert (moment.count_left, moment.progress, moment.over) == (1, 1.0, True)


def test_a_cycle_is_two_breaths_and_names_what_moves() -> None:
    text = edited("unit: breaths", "unit: cycles\n        moves: [up, right, up again, left]")
    hold = next(step for step in plan(read(text), Pace()).steps if step.kind == "hold")
    made = Plan.of_steps("One", [hold])
    assert hold.unit_seconds == 20
    assert [made.moment(at).move for at in (1, 5, 11, 15, 21)] == [
        "up", "right", "up again", "left", "up",
    ]  # fmt: skip


def test_a_caution_is_the_first_line_of_the_hold() -> None:
    made = plan(read(edited("    settle", "    caution: Less is enough.\n    settle")), Pace())
    assert [step.cues[0].text for step in made.steps if step.kind == "hold"] == [
        "Less is enough.", "Less is enough.",
    ]  # fmt: skip


def test_a_repeat_of_a_pose_of_a_series_still_has_both_sides() -> None:
    pose = "{pose: A, holds: [{count: 2, unit: breaths}], leave: [Down.]}"
    text = f"title: A\nsteps:\n  - series: S\n    steps: [{pose}]\n  - repeat: A\n    count: 3\n"
    holds = [step for step in plan(read(text), Pace()).steps if step.kind == "hold"]
    assert [(step.side, step.count) for step in holds] == [
        ("right", 2), ("left", 2), ("right", 3), ("left", 3),
    ]  # fmt: skip


def test_every_step_of_a_pose_or_a_rest_shows_its_figure() -> None:
    drawn = edited("    sides", "    stance: twist\n    sides")
    made = plan(read(drawn + "  - {rest: Still, stance: legs-long, breaths: 2}\n"), Pace())
    assert [(step.kind, step.stance) for step in made.steps] == [
        *[("settle", "twist"), ("hold", "twist"), ("leave", "twist")] * 2,
        ("settle", "legs-long"), ("rest", "legs-long"),
    ]  # fmt: skip


def test_a_rest_in_a_series_is_of_no_side_unless_it_names_one() -> None:
    """ "Right leg: Both legs long" was shown and said."""
    text = """\
title: Legs
steps:
  - series: Legs
    side_words: "{Side} leg"
    steps:
      - {pose: Up, holds: [{count: 2, unit: breaths}], leave: [Down.]}
      - {rest: Both legs long, breaths: 2}
      - {rest: Breathe here, breaths: 2, during: ["The {side} leg rests on the strap."]}
"""
    made = plan(read(text), Pace())
    said = [(one.heading, one.side, made.steps[one.first_step].cues[0].text)
            for one in made.segments]  # fmt: skip
    assert said == [
        ("Right leg", "right", "Right leg: Up"),
        ("", None, "Both legs long"),
        ("Right leg", "right", "Right leg: Breathe here"),
        ("Left leg", "left", "Left leg: Up"),
        ("", None, "Both legs long"),
        ("Left leg", "left", "Left leg: Breathe here"),
    ]
    # its figure lies as that of the poses beside it
    assert [step.figure_side for step in made.steps if step.kind == "rest"][:2] == ["right"] * 2


def test_no_rest_of_the_shipped_sequence_is_called_by_a_side(shipped: Sequence) -> None:
    made = plan(shipped, Pace())
    assert {step.heading for step in made.steps if step.kind == "rest"} == {""}


def test_a_pose_that_names_no_figure_has_none() -> None:
    assert {step.stance for step in plan(read(SMALL), Pace()).steps} == {None}


def test_what_is_repeated_has_the_figure_of_its_pose() -> None:
    drawn = edited("    sides", "    stance: twist\n    sides")
    made = plan(read(drawn + "  - repeat: Knees in\n    count: 2\n"), Pace())
    assert {step.stance for step in made.steps} == {"twist"}


def test_a_variant_has_a_figure_of_its_own_on_either_side() -> None:
    variant = "    easier: {name: Less, stance: legs-long, cues: ['{Side} less.']}\n"
    made = plan(read(edited("    sides", variant + "    sides")), Pace())
    ways = [step.easier for step in made.steps if step.easier]
    assert {(way.text, way.stance) for way in ways} == {
        ("Right less.", "legs-long"), ("Left less.", "legs-long"),
    }  # fmt: skip


@given(plans)
def test_nothing_is_chosen_before_the_practice_begins(plan: Plan) -> None:
    assert {(step.level, step.changes) for step in plan.steps} == {(0, ())}


def test_a_pose_with_sides_is_led_into_held_and_led_out_of_twice() -> None:
    made = plan(read(SMALL), Pace())
    assert [step.kind for step in made.steps] == ["settle", "hold", "leave"] * 2
    assert [step.side for step in made.steps] == ["right"] * 3 + ["left"] * 3
