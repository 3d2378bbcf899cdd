"""A plan written out, for people and for programs."""

from __future__ import annotations

import json

import pytest
from hypothesis import given

from supine.core.listing import as_table, as_values, clock_words
from supine.core.pace import Pace
from supine.core.plan import Plan
from supine.core.planner import plan
from supine.core.reader import read
from tests.core.samples import SMALL
from tests.core.strategies import plans

KEYS = [
    "index", "kind", "pose", "side", "unit", "count", "direction", "start", "seconds", "cues",
    "ease", "deepen",
]  # fmt: skip


@given(plans)
def test_values_are_plain_json_with_the_promised_keys(plan: Plan) -> None:
    values = as_values(plan)
    assert json.loads(json.dumps(values)) == values
    assert list(values) == ["title", "seconds", "steps"]
    assert [list(step) for step in values["steps"]] == [KEYS] * len(plan.steps)


def test_a_hold_says_what_is_counted_and_a_way_in_does_not() -> None:
    settle, hold = as_values(plan(read(SMALL), Pace()))["steps"][:2]
    assert (settle["kind"], settle["side"], settle["unit"], settle["count"]) == (
        "settle", "right", None, None,
    )  # fmt: skip
    assert (hold["kind"], hold["unit"], hold["count"], hold["seconds"]) == (
        "hold", "breaths", 3, 30.0,
    )  # fmt: skip
    assert settle["cues"][:2] == ["Right side: Knees in", "Right knee in."]
    assert (hold["ease"], hold["deepen"]) == (None, [])


def test_the_table_has_the_whole_time_and_a_row_for_each_step() -> None:
    made = plan(read(SMALL), Pace())
    head, empty, *rows = as_table(made).split("\n")
    assert (head, empty) == (f"Small: {clock_words(made.seconds)} minutes", "")
    assert len(rows) == len(made.steps)
    assert rows[1].endswith("hold   Right side: Knees in (3 breaths)")


@pytest.mark.parametrize(
    ("seconds", "words"), [(0, "0:00"), (59.6, "1:00"), (61, "1:01"), (3725, "62:05")]
)
def test_minutes_and_seconds_are_written_as_on_a_clock(seconds: float, words: str) -> None:
    assert clock_words(seconds) == words
