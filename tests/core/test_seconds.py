"""A hold or a rest may be counted in seconds, while the breath goes on at the person's pace."""

from __future__ import annotations

from collections.abc import Callable
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from supine.core.adjustment import at_pace, easier, stay
from supine.core.breath import Breaths, Rhythm, breaths_in
from supine.core.fit_to_time import fit_to_time
from supine.core.pace import Pace
from supine.core.plan import Plan, Step
from supine.core.planner import plan
from supine.core.reader import read
from supine.core.sequence import Hold, Sequence
from supine.core.sounds import next_note, next_swell
from supine.core.tally import Tally, added
from tests.core.samples import SMALL, problems_in
from tests.core.strategies import paces


def text(count: int = 40, more: str = "") -> str:
    """Return the small sequence with a hold of `count` seconds."""
    return SMALL.replace("count: 3", f"count: {count}").replace(
        "unit: breaths", f"unit: seconds{more}"
    )


def made(count: int = 40, more: str = "", pace: Pace | None = None) -> Plan:
    return plan(read(text(count, more)), pace or Pace())


def hold_of(plan: Plan) -> Step:
    return next(step for step in plan.steps if step.kind == "hold")


def test_a_hold_of_forty_seconds_lasts_forty_seconds_at_every_pace() -> None:
    for breaths in (3.0, 6.0, 7.3, 20.0):
        holds = [s for s in made(pace=Pace(breaths_per_minute=breaths)).steps if s.kind == "hold"]
        assert [(hold.seconds, hold.side) for hold in holds] == [(40.0, "right"), (40.0, "left")]


def test_the_seconds_that_are_left_are_counted_down() -> None:
    whole = made()
    start = hold_of(whole).start
    left = [whole.moment(start + into).count_left for into in (0.0, 0.99, 1.0, 30.5, 39.0, 39.99)]
    assert left == [40, 40, 39, 10, 1, 1]


@given(paces, st.integers(1, 600))
def test_the_breath_goes_on_at_the_pace_and_the_lungs_are_empty_at_the_end(
    pace: Pace, seconds: int
) -> None:
    breaths = breaths_in(pace.rhythm, seconds)
    starts = [at for at, _rhythm in breaths.starts()]
    assert starts == [number * pace.rhythm.seconds for number in range(breaths.total)]
    at, last = breaths.starts()[-1]
    assert at + last.seconds == pytest.approx(seconds)
    assert breaths.at(seconds).fullness == pytest.approx(0.0, abs=1e-6)


@given(paces, st.integers(1, 600), st.floats(0, 1))
def test_no_breath_is_hurried(pace: Pace, seconds: int, share: float) -> None:
    breaths = breaths_in(pace.rhythm, seconds)
    at, step = share * (seconds - 0.05), 0.05
    change = abs(breaths.at(at + step).fullness - breaths.at(at).fullness)
    steepest = 1.58 / min(pace.rhythm.inhale, pace.rhythm.exhale)
    assert change <= steepest * step + 1e-6


def test_a_short_rest_of_time_lets_the_last_breath_go_out_for_longer() -> None:
    usual = Rhythm(4.0, 0.0, 6.0, 0.0)
    assert breaths_in(usual, 42.0) == Breaths(4, usual, Rhythm(4.0, 0.0, 8.0, 0.0))
    smaller = breaths_in(usual, 45.0)
    assert smaller == Breaths(5, usual, Rhythm(2.0, 0.0, 3.0, 0.0))
    assert smaller.at(42.0).fullness == pytest.approx(0.5)


def test_bells_and_tones_are_those_of_a_hold_in_breaths() -> None:
    whole = made(45)
    hold, at, heard = hold_of(whole), -1.0, []
    while (note := next_note(whole, at)) is not None and note.due <= hold.end:
        at = note.due
        if note.due >= hold.start:
            heard.append((round(note.due - hold.start, 3), note.sound))
    # at one instant the first is enough here
    assert heard == [
        (0.0, "begin"), (4.0, "out"), (10.0, "in"), (14.0, "out"), (20.0, "in"), (24.0, "out"),
        (30.0, "in"), (34.0, "out"), (35.0, "last"), (40.0, "in"), (42.0, "out"), (45.0, "end"),
    ]  # fmt: skip


def test_the_wave_follows_whole_breaths_alone() -> None:
    assert swells_of(made(45)) == [0.0, 10.0, 20.0, 30.0]


def swells_of(whole: Plan) -> list[float]:
    hold, at, starts = hold_of(whole), 0.0, []
    while (swell := next_swell(whole, at)) is not None and swell.due < hold.end:
        at = swell.due
        starts.append(round(at - hold.start, 3))
    return starts


def test_lines_begin_with_a_breath_where_there_are_enough() -> None:
    lines = "\n        during: [One., Two., Three.]"
    assert [cue.at for cue in hold_of(made(45, lines)).cues] == [0.0, 10.0, 20.0]
    assert [cue.at for cue in hold_of(made(15, lines)).cues] == [0.0, 5.0, 10.0]


def test_a_line_needs_five_seconds() -> None:
    (problem, *_more) = problems_in(text(14, "\n        during: [One., Two., Three.]"))
    assert problem.endswith(
        "this hold has 3 lines, and only 14 seconds to say them in: the last would never be seen"
    )


def test_one_more_press_adds_ten_seconds_on_both_sides() -> None:
    whole = made()
    longer = stay(whole, hold_of(whole).index, 5.0)
    assert [step.seconds for step in longer.steps if step.kind == "hold"] == [50.0, 50.0]
    for _ in range(1000):
        longer = stay(longer, hold_of(whole).index, 5.0)
    assert [step.seconds for step in longer.steps if step.kind == "hold"] == [80.0, 80.0]


def test_easier_lets_the_breath_end_and_halves_what_is_left() -> None:
    whole = made()
    after = easier(whole, hold_of(whole).index, into=3.0)
    assert [step.seconds for step in after.steps if step.kind == "hold"] == [25.0, 25.0]


def test_another_pace_changes_the_breath_and_not_the_seconds() -> None:
    quick = Rhythm(2.0, 0.0, 3.0, 0.0)
    hold = hold_of(at_pace(made(45, "\n        during: [One., Two.]"), quick))
    assert (hold.seconds, hold.rhythm) == (45.0, quick)
    assert [cue.at for cue in hold.cues] == [0.0, 20.0]


@given(paces, paces, st.floats(0, 0.99))
def test_at_another_pace_the_breath_under_way_goes_on(old: Pace, new: Pace, share: float) -> None:
    whole = made(300, pace=old)
    hold = hold_of(whole)
    # in the last breath, which may be smaller, it keeps its own pace
    at = hold.start + share * (300.0 - 2 * max(old.rhythm.seconds, new.rhythm.seconds))
    after = at_pace(whole, new.rhythm, at)
    was, now = whole.moment(at), after.moment(at)
    assert (now.step.seconds, now.count_left) == (300.0, was.count_left)
    assert was.breath is not None
    assert now.breath is not None
    assert now.breath.fullness == pytest.approx(was.breath.fullness, abs=1e-6)
    assert hold_of(after).rhythm == new.rhythm
    assert hold_of(after).earlier is None
    note = next_note(after, at)
    assert note is not None
    assert note.due > at
    assert hold_of(after).start == hold.start
    breaths = hold_of(after).breaths
    assert breaths is not None
    assert breaths.at(300.0 + hold_of(after).lead).fullness == pytest.approx(0.0, abs=1e-6)


CHANGES: dict[str, Callable[[Plan, int, float], Plan]] = {
    "S": stay,
    "E": easier,
    "[": lambda whole, index, into: slower(whole, index, into, 0.6),
    "]": lambda whole, index, into: slower(whole, index, into, 1.4),
}


def slower(whole: Plan, index: int, into: float, factor: float) -> Plan:
    step = whole.steps[index]
    assert step.rhythm is not None
    return at_pace(whole, step.rhythm.resized(1 / factor), step.start + into)


@given(
    paces,
    st.integers(1, 60),
    st.lists(
        st.tuples(st.sampled_from(sorted(CHANGES)), st.floats(0, 0.999)), min_size=1, max_size=4
    ),
)
def test_no_key_makes_the_breath_jump(
    pace: Pace, seconds: int, pressed: list[tuple[str, float]]
) -> None:
    """Nor in the last breath, which may be smaller, or go out for longer."""
    whole, into = made(seconds, pace=pace), 0.0
    steepest = 1.58 / 0.6 ** len(pressed) / min(pace.rhythm.inhale, pace.rhythm.exhale)
    for key, share in pressed:
        hold = hold_of(whole)
        into += share * (hold.seconds - into)
        after = CHANGES[key](whole, hold.index, into)
        was, now = whole.moment(hold.start + into).breath, after.moment(hold.start + into).breath
        assert was is not None
        assert now is not None
        assert now.fullness == pytest.approx(was.fullness, abs=1e-4)
        whole = after
    hold = hold_of(whole)
    ticks = int((hold.seconds - into) / 0.2)
    full = [whole.moment(hold.start + into + tick * 0.2).fullness for tick in range(ticks)]
    assert all(abs(one - other) <= steepest * 0.2 + 1e-6 for one, other in pairwise(full))
    assert hold.breaths is not None
    assert hold.breaths.at(hold.seconds + hold.lead).fullness == pytest.approx(0.0, abs=1e-6)


def test_a_smaller_breath_ends_before_what_is_added_begins() -> None:
    whole = made(45)
    longer = stay(whole, hold_of(whole).index, 41.0)
    breaths = hold_of(longer).breaths
    assert breaths is not None
    usual, smaller = Rhythm(4.0, 0.0, 6.0, 0.0), Rhythm(2.0, 0.0, 3.0, 0.0)
    assert breaths.starts()[3:] == [(30.0, usual), (40.0, smaller), (45.0, usual)]
    assert [breaths.at(at).number for at in (39.0, 41.0, 44.9, 45.0, 60.0)] == [3, 4, 4, 5, 5]
    assert swells_of(longer) == [0.0, 10.0, 20.0, 30.0, 45.0]


def test_a_rest_that_is_too_short_for_a_breath_is_a_pause() -> None:
    usual = Rhythm(4.0, 0.0, 6.0, 0.0)
    breaths = breaths_in(usual, 12.0, earlier=breaths_in(usual, 10.0))
    assert breaths == Breaths(1, usual, Rhythm(4.0, 0.0, 6.0, 2.0))
    assert breaths.at(11.0).fullness == breaths.at(12.0).fullness == 0.0


def test_a_shorter_practice_has_fewer_seconds_in_steps_of_five() -> None:
    sequence = read(text(120) + "  - {rest: Still, seconds: 60}\n")
    for minutes in range(1, 8):
        fitted = fit_to_time(sequence, Pace(), minutes)
        counts = [step.count for step in plan(fitted, Pace()).steps if step.unit]
        assert counts[0] == counts[1]
        assert all(count % 5 == 0 and count <= 120 for count in counts)
    assert counts == [120, 120, 60]


def test_it_never_has_less_than_least_and_ten_seconds_by_itself() -> None:
    assert fewest(text(40)) == 10
    assert fewest(text(40, "\n        least: 25")) == 25
    assert fewest(text(7)) == 7


def fewest(written: str) -> int:
    sequence: Sequence = fit_to_time(read(written), Pace(), 0.1)
    return hold_of(plan(sequence, Pace())).count


def test_ten_minutes_are_the_most() -> None:
    assert hold_of(made(600)).seconds == 600.0
    expected = "expected a whole number from 1 to 100, or to 600 for seconds, not '601'"
    assert problems_in(text(601)) == [f"6:16: {expected}"]
    assert problems_in(SMALL.replace("count: 3", "count: 101")) == [
        "6:16: one hold has at most 100 breaths"
    ]


@pytest.mark.parametrize("unit", ["s", "sec", "secs", "minutes", "min."])
def test_an_abbreviation_hears_the_unit(unit: str) -> None:
    (problem,) = problems_in(SMALL.replace("unit: breaths", f"unit: {unit}"))
    assert problem.endswith("seconds: write 'seconds', and how many of them as the count")


@pytest.mark.parametrize(
    ("count", "number"), [("30s", 30), ("30 sec", 30), ("45 seconds", 45), ("2 min", 120)]
)
def test_a_count_with_its_unit_hears_how_to_write_it(count: str, number: int) -> None:
    (problem,) = problems_in(SMALL.replace("count: 3", f"count: {count}"))
    assert problem.endswith(f": write {number} alone; in a hold, with 'unit: seconds'")


def test_seconds_have_no_length_of_their_own() -> None:
    (problem,) = problems_in(text(40, "\n        seconds: 5"))
    assert problem.endswith("the count is in seconds already: remove 'seconds' here")


def test_a_rest_lasts_breaths_or_seconds() -> None:
    rest = "  - {rest: Still, %s}\n"
    last = plan(read(SMALL + rest % "seconds: 20"), Pace()).steps[-1]
    assert (last.kind, last.unit, last.count, last.seconds) == ("rest", "seconds", 20, 20.0)
    (problem,) = problems_in(SMALL + "  - rest: Still\n")
    assert problem.endswith("'breaths' is missing here, or 'seconds'")
    (problem,) = problems_in(SMALL + rest % "breaths: 2, seconds: 20")
    assert problem.endswith(
        "a rest lasts so many breaths or so many seconds: remove one of the two"
    )


def test_a_second_is_not_yet_a_pose_that_was_held() -> None:
    whole = made()
    hold = hold_of(whole)
    assert added(Tally(), whole, hold.start, hold.start + 9.0).poses == ()
    assert added(Tally(), whole, hold.start, hold.start + 10.0).poses == ("Knees in",)


def test_the_smallest_count_depends_on_what_is_counted() -> None:
    assert Hold(count=60, unit="seconds").fewest == 10
    assert Hold(count=60, unit="breaths").fewest == 2
