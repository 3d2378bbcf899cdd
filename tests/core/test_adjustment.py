"""A change during a hold is also made on the other side, and never in the past."""

from __future__ import annotations

from math import ceil

import pytest
from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import replace

from supine.core.adjustment import (
    AS_BEGUN_LINE,
    EASIER_LINE,
    at_pace,
    can_adjust,
    deeper,
    easier,
    hold_ahead,
    led_in,
    stay,
)
from supine.core.fit_to_time import fit_to_time, lengthen
from supine.core.pace import Pace
from supine.core.plan import Plan, Step
from supine.core.planner import plan
from supine.core.reader import read
from supine.core.sequence import Sequence, cue_of
from tests.core.samples import SMALL, edited
from tests.core.strategies import paces, plans, shares, two_sided_plans

places = st.integers(0, 1000)
asks = st.sampled_from(("stay", "easier", "deeper"))


def asked(plan: Plan, step: Step, ask: str, share: float) -> Plan:
    """Return `plan` after the request `ask`, made after `share` of `step`."""
    if ask == "stay":
        return stay(plan, step.index, share * step.seconds)
    change = easier if ask == "easier" else deeper
    return change(plan, step.index, share * step.seconds)


def hold_of(plan: Plan, place: int) -> Step:
    """Return one of the steps that can be adjusted."""
    able = [step for step in plan.steps if can_adjust(step)]
    return able[place % len(able)]


def first_side_of(plan: Plan, place: int) -> Step:
    """Return one of those steps whose other side is still to come."""
    able = [s for s in plan.steps if can_adjust(s) and s.twin is not None and s.twin > s.index]
    return able[place % len(able)]


@given(plans, places, asks, shares)
def test_what_lies_behind_and_the_place_in_time_stay(
    plan: Plan, place: int, ask: str, share: float
) -> None:
    step = hold_of(plan, place)
    after = asked(plan, step, ask, share)
    assert after.steps[: step.index] == plan.steps[: step.index]
    assert after.step_at(step.start + share * step.seconds * 0.99).index == step.index
    assert after.steps[step.index].start == step.start


@given(two_sided_plans, places, asks, shares)
def test_the_other_side_gets_the_same_if_it_is_still_to_come(
    plan: Plan, place: int, ask: str, share: float
) -> None:
    step = first_side_of(plan, place)
    after = asked(plan, step, ask, share)
    one, other = after.steps[step.index], after.steps[step.twin or 0]
    assert (one.count, one.level) == (other.count, other.level)
    assert after.side_seconds("right") == pytest.approx(after.side_seconds("left"))


@given(plans, places, asks, shares)
def test_nothing_else_changes_but_when_it_begins(
    plan: Plan, place: int, ask: str, share: float
) -> None:
    step = hold_of(plan, place)
    after = asked(plan, step, ask, share)
    others = [one for one in plan.steps if one.index not in (step.index, step.twin)]
    if ask == "easier":
        others = [one for one in others if one.pose != step.pose or one.index < step.index]
    for one in others:
        now = after.steps[one.index]
        assert (now.cues, now.count, now.seconds) == (one.cues, one.count, one.seconds)


@given(plans, places, st.lists(asks, max_size=6), shares)
def test_after_any_wishes_lines_stay_in_order_and_counts_in_bounds(
    plan: Plan, place: int, wishes: list[str], share: float
) -> None:
    index = hold_of(plan, place).index
    for ask in wishes:
        plan = asked(plan, plan.steps[index], ask, share)
    step = plan.steps[index]
    times = [cue.at for cue in step.cues]
    assert times == sorted(times)
    assert 1 <= step.count <= step.most
    assert step.seconds == step.count * step.unit_seconds


@given(plans, places, shares)
def test_easier_ends_the_current_breath_and_half_of_the_rest(
    plan: Plan, place: int, share: float
) -> None:
    step = hold_of(plan, place)
    assert step.breaths is not None
    into = share * 0.99 * step.seconds
    ends = (int(into // step.unit_seconds) + 1) * step.unit_seconds
    if step.unit == "seconds":
        starts = (begins for begins, _rhythm in step.breaths.starts())
        ends = next((begins for begins in starts if begins > into), step.seconds)
    begun = min(step.count, ceil(ends / step.unit_seconds - 1e-6))
    after = easier(plan, step.index, into).steps[step.index]
    assert begun <= after.count <= step.count
    assert after.count == begun + (step.count - begun) // 2


WITH_VARIANTS = edited(
    "    settle:",
    """\
    easier: {name: Less, cues: [Do less., "{Side} foot down."]}
    deeper:
      - {name: More, cues: [Do more.]}
      - {name: Most, cues: [Do most.]}
    settle:""",
)


@pytest.fixture
def varied() -> Plan:
    return plan(read(WITH_VARIANTS.replace("count: 3", "count: 10")), Pace())


def texts(step: Step) -> list[tuple[float, str]]:
    """Return the lines of `step` with their times."""
    return [(cue.at, cue.text) for cue in step.cues]


def test_the_easier_way_is_said_at_once_and_at_the_start_of_the_other_side(varied: Plan) -> None:
    after = easier(varied, 1, into=12.0)
    assert texts(after.steps[1]) == [(12.0, "Do less."), (17.0, "Right foot down.")]
    assert texts(after.steps[4]) == [(0.0, "Do less."), (5.0, "Left foot down.")]


def test_what_would_be_said_while_the_easier_way_is_said_is_left_out() -> None:
    during = "during: [One., Two., Three., Four., Five., Six.]"
    text = WITH_VARIANTS.replace("count: 3", f"count: 6\n        {during}")
    after = easier(plan(read(text), Pace()), 1, into=8.0)
    assert texts(after.steps[1]) == [
        (0.0, "One."), (8.0, "Do less."), (13.0, "Right foot down."), (20.0, "Three."),
        (30.0, "Four."), (40.0, "Five."), (50.0, "Six."),
    ]  # fmt: skip


MOVING = WITH_VARIANTS.replace(
    "count: 3", "count: 9\n        moves: [Up., Down.]\n        during: [One., Two., Three.]"
).replace("{name: Less,", "{name: Less, still: true,")


def test_nothing_is_told_to_move_while_the_easier_way_is_to_be_still() -> None:
    made = plan(read(MOVING), Pace())
    after = easier(made, 1, into=12.0)
    one, other = after.steps[1], after.steps[4]
    assert texts(one) == [(0.0, "One."), (12.0, "Do less."), (17.0, "Right foot down.")]
    assert texts(other) == [(0.0, "Do less."), (5.0, "Left foot down.")]
    assert after.moment(one.start + 11.0).move == "Up."
    assert after.moment(one.start + 21.0).move == ""
    assert after.moment(other.start + 1.0).move == ""


def test_whoever_comes_back_from_being_still_is_told_what_moves_again() -> None:
    stilled = easier(plan(read(MOVING), Pace()), 1, into=12.0)
    back = deeper(stilled, 1, into=21.0)
    assert back.moment(back.steps[1].start + 21.0).move == "Up."
    assert texts(back.steps[1])[-3:] == [
        (21.0, AS_BEGUN_LINE), (30.0, "Two."), (60.0, "Three."),
    ]  # fmt: skip


def test_after_a_stop_whoever_was_still_is_so_again() -> None:
    stilled = easier(plan(read(MOVING), Pace()), 1, into=12.0)
    made, at = led_in(stilled, 1, 25.0, Pace())
    hold = made.steps[made.step_at(at).index + 1]
    assert texts(hold) == [(0.0, "Do less."), (5.0, "Right foot down.")]
    assert made.moment(hold.start + 1.0).move == ""


def test_what_an_earlier_variant_still_had_to_say_is_left_out(varied: Plan) -> None:
    back = deeper(easier(varied, 1, into=12.0), 1, into=13.0)
    assert texts(back.steps[1]) == [(12.0, "Do less."), (13.0, AS_BEGUN_LINE)]


def test_deeper_goes_one_level_at_a_time_and_stops_at_the_last(varied: Plan) -> None:
    one = deeper(varied, 1, into=0.0)
    two = deeper(one, 1, into=3.0)
    assert [made.steps[1].level for made in (one, two)] == [1, 2]
    assert texts(two.steps[1])[-1] == (3.0, "Do most.")
    assert deeper(two, 1, into=4.0) is two


def test_easier_takes_back_a_deeper_way_first(varied: Plan) -> None:
    back = easier(deeper(deeper(varied, 1, into=0.0), 1, into=3.0), 1, into=6.0)
    assert back.steps[1].level == 1
    assert texts(back.steps[1])[-1] == (6.0, "Do more.")


def test_without_an_easier_way_less_is_said_to_be_enough() -> None:
    after = easier(plan(read(SMALL), Pace()), 1, into=0.0)
    assert texts(after.steps[1]) == [(0.0, EASIER_LINE)]


def test_stay_adds_two_breaths_or_one_cycle() -> None:
    breaths = stay(plan(read(SMALL), Pace()), 1, 0.0)
    cycles = stay(plan(read(edited("breaths", "cycles")), Pace()), 1, 0.0)
    assert [step.count for step in breaths.steps if step.kind == "hold"] == [5, 5]
    assert [step.count for step in cycles.steps if step.kind == "hold"] == [4, 4]


def test_nobody_stays_for_more_than_twice_what_is_written(varied: Plan) -> None:
    """Eleven presses in a hold of three made twenty-five of it, on both sides."""
    longest = stay(varied, 1, 0.0)
    while (longer := stay(longest, 1, 0.0)) is not longest:
        longest = longer
    assert [step.count for step in longest.steps if step.kind == "hold"] == [20, 20]
    three = stay(plan(read(SMALL), Pace()), 1, 0.0)
    assert stay(three, 1, 0.0).steps[1].count == 6, "only one more, not two"


def test_what_was_made_shorter_or_longer_has_the_limit_of_what_is_written() -> None:
    written = read(SMALL.replace("count: 3", "count: 10"))
    whole = plan(written, Pace())
    shorter = plan(fit_to_time(written, Pace(), 1), Pace())
    longer = plan(lengthen(written, Pace(), 4), Pace())
    counts = [made.steps[1].count for made in (shorter, whole, longer)]
    assert counts == sorted(set(counts))
    assert {made.steps[1].most for made in (shorter, whole, longer)} == {20}


def test_after_a_stop_what_was_done_counts_to_the_limit(varied: Plan) -> None:
    again, here = led_in(varied, 1, 4 * varied.steps[1].unit_seconds, Pace())
    left = again.steps[again.step_at(here).index + 1]
    for _ in range(9):
        again = stay(again, left.index, 0.0)
    assert again.steps[left.index].count == 20 - 4
    assert again.steps[left.twin or 0].count == 20


TWO_HOLDS = """\
title: Circles
steps:
  - pose: Circles
    sides: both
    holds:
      - {count: 6, unit: circles, direction: clockwise}
      - {settle: [The other way.], count: 4, unit: circles, direction: anticlockwise}
    easier: {name: Small, cues: [Small circles.]}
    leave: [Feet down.]
  - rest: Rest
    breaths: 2
  - repeat: Circles
    count: 3
"""


def circles(made: Plan) -> list[tuple[int, int]]:
    """Return count and level of each hold."""
    return [(step.count, step.level) for step in made.steps if step.kind == "hold"]


def test_what_was_made_easier_stays_so_wherever_the_pose_comes_again() -> None:
    """The other way round it began in full again: five circles, and all of the cue."""
    made = plan(read(TWO_HOLDS), Pace())
    first = next(step for step in made.steps if step.kind == "hold")
    after = easier(made, first.index, into=4.0)
    # each keeps the same share, at least: 1 and half of the 5 others, of 6
    assert circles(after) == [(3, -1), (2, -1), (3, -1), (2, -1), *[(2, -1)] * 4]
    later = [step for step in after.steps if step.kind == "hold"][1:]
    assert all(texts(step) == [(0.0, "Small circles.")] for step in later)
    assert all(history(step) == [(0.0, -1)] for step in later)


@pytest.mark.parametrize("order", ["once", "each-round"])
@pytest.mark.parametrize("place", range(3))
def test_in_rounds_both_sides_get_the_same_whichever_is_made_easier(order: str, place: int) -> None:
    """On the right first, the left has its first round still to come when the right is eased."""
    text = f"""\
title: Rounds
steps:
  - series: Leg
    rounds: 3
    change_sides: {order}
    side_words: "{{Side}} leg"
    steps:
      - pose: Stretch
        settle: [Leg up.]
        holds: [{{count: 6, unit: breaths}}]
        leave: [Leg down.]
"""
    made = plan(read(text), Pace())
    rights = [step for step in made.steps if step.kind == "hold" and step.side == "right"]
    after = easier(made, rights[place].index, into=4.0)
    assert after.side_seconds("right") == after.side_seconds("left")
    later = [s for s in after.steps if s.kind == "hold" and s.index > rights[place].index]
    assert {step.level for step in later} <= {-1}
    assert sum(step.count for step in after.steps) < sum(step.count for step in made.steps)


def test_back_from_easier_is_back_wherever_the_pose_comes_again_but_no_longer() -> None:
    made = plan(read(TWO_HOLDS), Pace())
    first = next(step for step in made.steps if step.kind == "hold")
    eased = easier(made, first.index, into=4.0)
    after = deeper(eased, first.index, into=10.0)
    assert {level for _count, level in circles(after)} == {0}
    assert [count for count, _level in circles(after)] == [count for count, _ in circles(eased)]
    assert texts(after.steps[first.index])[-1] == (10.0, AS_BEGUN_LINE)


def test_on_the_second_side_what_is_done_stays(varied: Plan) -> None:
    assert easier(varied, 4, into=12.0).steps[:4] == varied.steps[:4]


def test_a_hold_can_be_made_easier_before_it_begins(varied: Plan) -> None:
    settle = varied.steps[0]
    ahead = hold_ahead(varied, settle)
    assert ahead == varied.steps[1]
    after = easier(varied, 1, None)
    assert circles(after) == [(5, -1)] * 2
    assert texts(after.steps[1]) == [(0.0, "Do less."), (5.0, "Right foot down.")]
    assert easier(after, 1, None) is after, "asked for twice it is no less"
    assert hold_ahead(varied, varied.steps[1]) is None
    assert hold_ahead(varied, varied.steps[-1]) is None


@given(plans, paces)
def test_another_pace_keeps_counts_and_stretches_what_breathes(plan: Plan, pace: Pace) -> None:
    after = at_pace(plan, pace.rhythm)
    for before, now in zip(plan.steps, after.steps, strict=True):
        assert (now.count, now.level) == (before.count, before.level)
        assert [cue.text for cue in now.cues] == [cue.text for cue in before.cues]
        assert now.rhythm == (pace.rhythm if now.breathes else before.rhythm)
        assert not now.count or now.seconds == now.count * now.unit_seconds


def history(step: Step) -> list[tuple[float, int]]:
    """Return the levels chosen in `step` with their times."""
    return [(change.at, change.level) for change in step.changes]


def test_what_was_chosen_is_noted_with_its_time(varied: Plan) -> None:
    made = deeper(deeper(varied, 1, into=4.0), 1, into=9.0)
    made = easier(made, 1, into=15.0)
    assert history(made.steps[1]) == [(4.0, 1), (9.0, 2), (15.0, 1)]


def test_the_other_side_begins_with_what_was_chosen_last(varied: Plan) -> None:
    made = deeper(deeper(varied, 1, into=4.0), 1, into=9.0)
    assert history(made.steps[4]) == [(0.0, 2)]
    assert history(easier(made, 4, into=6.0).steps[4]) == [(0.0, 2), (6.0, 1)]


def test_what_was_chosen_later_is_forgotten_by_whoever_goes_back_and_chooses(varied: Plan) -> None:
    made = deeper(deeper(varied, 1, into=4.0), 1, into=20.0)
    assert history(easier(made, 1, into=10.0).steps[1]) == [(4.0, 1), (10.0, 1)]


def test_to_stay_is_to_stay_in_what_was_chosen(varied: Plan) -> None:
    chosen = deeper(varied, 1, into=4.0)
    assert [history(step) for step in stay(chosen, 1, 0.0).steps] == [
        history(step) for step in chosen.steps
    ]


@given(plans, places, st.lists(st.tuples(asks, shares), max_size=6))
def test_the_history_of_choices_is_in_order_and_ends_with_the_level_of_now(
    plan: Plan, place: int, wishes: list[tuple[str, float]]
) -> None:
    index = hold_of(plan, place).index
    for ask, share in wishes:
        plan = asked(plan, plan.steps[index], ask, share)
    for step in plan.steps:
        times = [change.at for change in step.changes]
        assert times == sorted(times)
        assert all(0 <= at <= step.seconds for at in times)
        assert [0, *(change.level for change in step.changes)][-1] == step.level


@given(plans, places, asks, shares, paces)
def test_another_pace_keeps_each_choice_at_its_share_of_the_hold(
    plan: Plan, place: int, ask: str, share: float, pace: Pace
) -> None:
    step = hold_of(plan, place)
    before = asked(plan, step, ask, share)
    after = at_pace(before, pace.rhythm)
    for was, now in zip(before.steps, after.steps, strict=True):
        assert [change.level for change in now.changes] == [one.level for one in was.changes]
        assert [change.at * was.seconds for change in now.changes] == pytest.approx(
            [change.at * now.seconds for change in was.changes]
        )


def test_the_way_back_from_the_first_deeper_variant_is_said(varied: Plan) -> None:
    back = easier(deeper(varied, 1, into=5.0), 1, into=15.0).steps[1]
    assert back.level == 0
    assert [cue.text for cue in back.cues if cue.at >= 15.0][:1] == [AS_BEGUN_LINE]


def test_the_other_side_forgets_a_variant_that_was_taken_back(varied: Plan) -> None:
    back = easier(deeper(varied, 1, into=5.0), 1, into=15.0)
    twin = varied.steps[1].twin
    assert twin is not None
    assert back.steps[twin].cues == varied.steps[twin].cues


def counts(plan: Plan) -> dict[tuple[str, str | None], int]:
    """Return how many breaths or movements each pose has on each side, all holds together."""
    found: dict[tuple[str, str | None], int] = {}
    for step in plan.steps:
        found[step.pose, step.figure_side] = (
            found.get((step.pose, step.figure_side), 0) + step.count
        )
    return found


@given(plans, places, shares, paces)
def test_after_a_stop_nobody_does_more_or_less_than_before(
    plan: Plan, place: int, share: float, pace: Pace
) -> None:
    step = plan.steps[place % len(plan.steps)]
    again, here = led_in(plan, step.index, share * step.seconds, pace)
    assert counts(again) == counts(plan)
    behind = zip(again.steps[: step.index], plan.steps[: step.index], strict=True)
    assert all(replace(now, twin=None) == replace(was, twin=None) for now, was in behind)
    assert [one.heading for one in again.segments] == [one.heading for one in plan.segments]
    if here < again.seconds:
        way_in = again.step_at(here)
        assert way_in.leads_in
        assert way_in.start == here
        told = [cue.cue for cue in way_in.cues]
        opening = again.segments[way_in.segment]
        written = plan.steps[plan.segments[way_in.segment].first_step]
        assert told[0].text.endswith(opening.pose)
        assert [cue.cue for cue in written.cues if cue.cue not in told] == []


@given(plans, places, shares, asks)
def test_after_a_stop_the_other_side_still_gets_the_same(
    plan: Plan, place: int, share: float, ask: str
) -> None:
    step = hold_of(plan, place)
    again, here = led_in(plan, step.index, share * step.seconds, Pace())
    left = again.steps[again.step_at(here).index + 1]
    after = asked(again, left, ask, 0.0)
    for one in after.steps:
        if one.twin is not None and one.twin > one.index:
            assert after.steps[one.twin].pose == one.pose
    if left.twin is not None and left.twin > left.index:
        changed = after.steps[left.index].count - left.count
        twin = after.steps[left.twin].count - again.steps[left.twin].count
        assert changed == twin


def test_whoever_goes_on_is_led_in_from_the_floor_to_the_rest_of_the_hold() -> None:
    text = """\
title: Strap
steps:
  - pose: Across
    settle: [Leg across.]
    holds:
      - {count: 5, unit: breaths, during: [One., Two., Three., Four., Five.]}
      - {settle: [Higher now.], count: 3, unit: breaths}
    leave: [Back to the middle.]
    stop: [Slip the strap off.]
    go_on: [Lay the strap over your foot.]
"""
    made = plan(read(text), Pace())
    again, here = led_in(made, 1, 25.0, Pace())
    kinds = [(step.kind, step.count) for step in again.steps]
    assert kinds[:4] == [("settle", 0), ("hold", 2), ("settle", 0), ("hold", 3)]
    way_in = again.step_at(here)
    lines = ["Across", "Lay the strap over your foot.", "Leg across."]
    assert [cue.text for cue in way_in.cues] == lines
    assert [cue.text for cue in again.steps[3].cues] == ["Three.", "Four.", "Five."]
    second = next(step for step in made.steps if step.count == 3)
    way_in = led_in(made, second.index, 0.0, Pace())[0].steps[second.index]
    assert [cue.text for cue in way_in.cues] == [*lines, "Higher now."]
    # stopped once more on the way in, it is the same way in
    third = led_in(again, again.step_at(here).index, 4.0, Pace())
    assert third == (again, here)


@pytest.mark.parametrize("ask", ["easier", "deeper"])
def test_whoever_goes_on_is_told_their_variant_again(varied: Plan, ask: str) -> None:
    step = next(one for one in varied.steps if one.kind == "hold" and one.deeper)
    chosen = asked(varied, step, ask, 0.0)
    again, here = led_in(chosen, step.index, 3 * step.unit_seconds, Pace())
    left = again.steps[again.step_at(here).index + 1]
    variant = step.easier if ask == "easier" else step.deeper[0]
    assert variant is not None
    assert left.cues[0].cue == cue_of(variant.cues[0])
    assert left.level == chosen.steps[step.index].level


def test_after_a_stop_on_the_way_out_the_next_pose_follows(varied: Plan) -> None:
    leave = next(step for step in varied.steps if step.kind == "leave")
    again, here = led_in(varied, leave.index, 1.0, Pace())
    assert again.step_at(here).index == leave.index + 1
    last = varied.steps[-1]
    assert led_in(varied, last.index, 1.0, Pace()) == (varied, last.end)


def test_a_repeat_is_led_in_by_the_way_in_of_its_pose(shipped: Sequence) -> None:
    """Its own lines begin where the pose before was left, with the strap on."""
    made = plan(shipped, Pace())
    again = [step for step in made.steps if step.kind == "hold" and step.count == 3]
    for step in again:
        way_in = led_in(made, step.index, 0.0, Pace())[0].steps[step.index]
        told = " ".join(cue.text for cue in way_in.cues)
        assert "lay the strap over the ball" in told
        assert told.index("lay the strap") < told.index("once more")
