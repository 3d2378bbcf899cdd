"""A series in rounds, repeated, or on one side alone; and what is told to somebody who slips."""

from __future__ import annotations

from itertools import groupby

import pytest

from supine.core.adjustment import easier, stay
from supine.core.checks import remarks
from supine.core.fit_to_time import fit_to_time, lengthen
from supine.core.listing import as_table
from supine.core.pace import Pace
from supine.core.plan import Plan, Step
from supine.core.planner import plan
from supine.core.reader import read
from tests.core.samples import SMALL, problems_in

SERIES = """\
title: T
steps:
  - series: Strap{more}
    steps:
      - pose: Up{up}
        holds: [{{count: 30, unit: seconds}}]
        leave: [Lower it.]
      - pose: Out{out}
        holds: [{{count: 4, unit: breaths}}]
        leave: [Lower it.]
"""

BETWEEN = "{rest: Still, seconds: 20}"


def text(*more: str, up: str = "", out: str = "") -> str:
    """Return a series of two poses with `more` keys."""
    keys = "".join(f"\n    {one}" for one in more)
    return SERIES.format(
        more=keys,
        up=f"\n        sides: {up}" if up else "",
        out=f"\n        sides: {out}" if out else "",
    )


def made(written: str) -> Plan:
    return plan(read(written), Pace())


def order(plan: Plan) -> list[str]:
    """Return round, side and pose of each segment in short."""
    return [
        f"{segment.round.number if segment.round else '-'}"
        f"{segment.side[0] if segment.side else '-'} {segment.pose}"
        for segment in plan.segments
    ]


def holds(plan: Plan) -> list[Step]:
    return [step for step in plan.steps if step.kind == "hold"]


def test_each_round_goes_to_both_sides() -> None:
    assert order(made(text("rounds: 2"))) == [
        "1r Up", "1r Out", "1l Up", "1l Out", "2r Up", "2r Out", "2l Up", "2l Out",
    ]  # fmt: skip


def test_all_rounds_may_be_on_one_side_first() -> None:
    assert order(made(text("rounds: 2", "change_sides: once"))) == [
        "1r Up", "1r Out", "2r Up", "2r Out", "1l Up", "1l Out", "2l Up", "2l Out",
    ]  # fmt: skip


def test_a_pose_may_be_on_both_sides_within_each_round_beside_one_without_sides() -> None:
    assert order(made(text("rounds: 2", "sides: each-pose", up="both"))) == [
        "1r Up", "1l Up", "1- Out", "2r Up", "2l Up", "2- Out",
    ]  # fmt: skip


@pytest.mark.parametrize("keys", [("rounds: 3",), ("rounds: 3", "change_sides: once")])
def test_a_rest_is_between_two_rounds_and_belongs_to_none(keys: tuple[str, ...]) -> None:
    whole = made(text(*keys, f"between: {BETWEEN}"))
    names = order(whole)
    assert names[-1] != "-- Still"
    rests = [place for place, name in enumerate(names) if name == "-- Still"]
    assert len(rests) == (2 if len(keys) == 1 else 4)
    for place in rests:
        assert int(names[place + 1][0]) == int(names[place - 1][0]) + 1


def test_a_rest_between_rounds_on_one_side_is_drawn_on_that_side() -> None:
    whole = made(text("rounds: 2", "change_sides: once", f"between: {BETWEEN}"))
    rests = [step for step in whole.steps if step.kind == "rest"]
    assert [rest.figure_side for rest in rests] == ["right", "left"]
    assert [rest.twin for rest in rests] == [rests[1].index, rests[0].index]


@pytest.mark.parametrize(
    "keys",
    [
        ("rounds: 3",),
        ("rounds: 3", "change_sides: once"),
        ("rounds: 3", "sides: each-pose"),
        ("rounds: 3", f"between: {BETWEEN}"),
    ],
)
@pytest.mark.parametrize("minutes", [1, 4, 6, 9, 12, 20])
def test_both_sides_stay_equal_however_long_it_is(keys: tuple[str, ...], minutes: float) -> None:
    each = "both" if "sides: each-pose" in keys else ""
    sequence = read(text(*keys, up=each, out=each))
    for change in (fit_to_time, lengthen):
        whole = plan(change(sequence, Pace(), minutes), Pace())
        assert whole.side_seconds("right") == pytest.approx(whole.side_seconds("left"))
        for side in ("right", "left"):
            rounds = [
                [(step.pose, step.count) for step in some]
                for _which, some in groupby(
                    [step for step in holds(whole) if step.side == side], lambda one: one.round
                )
            ]
            assert len(rounds) == 3
            assert rounds[0] == rounds[1] == rounds[2]


def changed(whole: Plan, after: Plan) -> list[tuple[int, str | None, str]]:
    """Return round, side and pose of the steps whose counts differ."""
    return [
        (now.round.number if now.round else 0, now.side, now.pose)
        for was, now in zip(whole.steps, after.steps, strict=True)
        if was.count != now.count
    ]


@pytest.mark.parametrize("keys", [("rounds: 2",), ("rounds: 2", "change_sides: once")])
def test_longer_is_longer_in_one_round_and_easier_is_easier_in_all(keys: tuple[str, ...]) -> None:
    whole = made(text(*keys))
    first = holds(whole)[0].index
    assert changed(whole, stay(whole, first, 1.0)) == [(1, "right", "Up"), (1, "left", "Up")]
    eased = changed(whole, easier(whole, first, 1.0))
    assert sorted(eased) == [
        (number, side, "Up") for number in (1, 2) for side in ("left", "right")
    ]


def test_a_round_is_told_where_it_begins_and_nowhere_else() -> None:
    whole = made(text("rounds: 2", f"between: {BETWEEN}"))
    begins = [
        (step.round and step.round.number, step.pose) for step in whole.steps if step.begins_round
    ]
    assert begins == [(1, "Up"), (2, "Up")]
    first = next(step for step in whole.steps if step.begins_round)
    other = next(step for step in whole.steps if step.opens and not step.begins_round)
    assert first.seconds > other.seconds + 1.0


def test_a_series_is_repeated_by_its_name() -> None:
    once, twice = made(text()), made(text() + "  - repeat: Strap\n")
    assert order(twice) == order(once) * 2
    assert twice.seconds == pytest.approx(2 * once.seconds)


def test_a_repeat_may_be_for_longer_practices_alone() -> None:
    sequence = read(text() + "  - {repeat: Strap, from_minutes: 20}\n")
    assert len(order(plan(fit_to_time(sequence, Pace(), 5), Pace()))) == 4


def test_a_pose_of_a_series_is_repeated_by_itself_on_the_sides_that_it_had() -> None:
    assert order(made(text("rounds: 2") + "  - repeat: Up\n"))[-2:] == ["-r Up", "-l Up"]
    only = made(text("sides: left-only") + "  - repeat: Up\n")
    assert order(only) == ["-l Up", "-l Out", "-l Up"]


def test_the_table_names_the_round() -> None:
    assert "Right side: Up (30 seconds, round 2 of 3)" in as_table(made(text("rounds: 3")))


@pytest.mark.parametrize("side", ["right", "left"])
def test_one_side_alone_is_practised_where_the_file_says_that_it_is_meant(side: str) -> None:
    whole = made(SMALL.replace("sides: both", f"sides: {side}-only"))
    assert [step.side for step in whole.steps] == [side] * 3
    assert whole.steps[0].cues[1].text == f"{side.capitalize()} knee in."
    series = made(text(f"sides: {side}-only", "rounds: 2"))
    assert order(series) == [
        f"{which}{side[0]} {pose}" for which in (1, 2) for pose in ("Up", "Out")
    ]


def test_what_is_meant_for_one_side_excuses_no_other_pose() -> None:
    pose = SMALL[SMALL.index("  - pose") :].replace("Knees in", "Knee out")
    left = SMALL.replace("sides: both", "sides: left-only")
    assert read(left + pose)
    (problem,) = problems_in(left + pose.replace("sides: both", "sides: right"))
    assert problem.endswith("If the right side alone is meant, write 'sides: right-only'")


def problem_of(written: str) -> str:
    (problem,) = problems_in(written)
    return problem.split(": ", 1)[1]


@pytest.mark.parametrize(
    ("written", "told"),
    [
        (
            SMALL.replace("sides: both", "side: left").replace("{Side}", "Left"),
            "'side' has no meaning here: 'sides: both' does the right side and then the left, "
            "'sides: left-only' the left side alone, as prescribed",
        ),
        (
            SMALL + "  - {rest: Still, breaths: 2, rounds: 3}\n",
            "'rounds' has no meaning here: a series has rounds, and a rest may be its 'between:'",
        ),
        (
            SMALL + "  - {rest: Still, breaths: 2, gate: 20}\n",
            "'gate' has no meaning here: a rest waits for nobody. Any key pauses, and a pose may "
            "have a 'gate'",
        ),
        (
            SMALL.replace("sides: both", "sides: both\n    rounds: 3"),
            "'rounds' has no meaning here: a series has rounds. Write '- series:', and the pose "
            "under 'steps:'",
        ),
        (
            text() + "  - {repeat: Strap, count: 3}\n",
            "'Strap' is a series, and is repeated as it is: remove 'count' here. For 3 rounds "
            "write 'rounds:' in the series itself",
        ),
        (
            text() + "  - {repeat: Strap, settle: [Once more.]}\n",
            "'Strap' is a series, and is repeated as it is: remove 'settle' here",
        ),
        (
            text() + "  - {series: Strap, steps: [{repeat: Up}]}\n",
            "a series called 'Strap' came before: write 'repeat:' to do it again, or give this one "
            "another name",
        ),
        (
            text() + "  - {series: More, steps: [{repeat: Strap}]}\n",
            "'Strap' is a series: it can only be repeated outside of a series",
        ),
        (
            text(f"between: {BETWEEN}"),
            "'between' needs rounds: write how many, such as 'rounds: 3'",
        ),
        (
            text("change_sides: once"),
            "'change_sides' needs rounds: write how many, such as 'rounds: 3'",
        ),
        (
            text("rounds: 2", "sides: left-only", "change_sides: once"),
            "with 'sides: left-only' there is nothing to change: remove it here",
        ),
        (
            text("rounds: 2", "between: {rest: Still}"),
            "'breaths' is missing here, or 'seconds'",
        ),
        (
            text("rounds: 2", 'between: {rest: Still, breaths: 2, settle: ["{Side} leg."]}'),
            "{Side} needs a side: add 'sides: both' to the pose, or remove {Side}",
        ),
    ],
)  # fmt: skip
def test_who_slips_hears_what_to_write(written: str, told: str) -> None:
    assert problem_of(written) == told


def test_a_count_beside_a_repeat_is_told_to_be_no_rounds() -> None:
    (told,) = remarks(read(SMALL + "  - {repeat: Knees in, count: 3}\n"))
    assert told == (
        "'Knees in' is repeated once, with 3 breaths: for 3 rounds put it into a series with "
        "'rounds: 3'"
    )
    for clear in ("", ", count: 1", ", count: 3, settle: [Once more.]"):
        assert remarks(read(SMALL + f"  - {{repeat: Knees in{clear}}}\n")) == []
