"""Long sequences are read, planned and looked up as fast as short ones."""

from __future__ import annotations

import gc
from collections.abc import Callable
from time import process_time
from typing import Any

import pytest
import yaml

from supine.core.checks import check
from supine.core.pace import Pace
from supine.core.plan import Plan
from supine.core.planner import plan
from supine.core.sequence import Sequence
from supine.core.validation import validate
from supine.core.yaml_document import parse
from tests.core.samples import SMALL

pytestmark = pytest.mark.alone

POSE = SMALL[SMALL.index("  - pose") :]


def many(count: int) -> str:
    """Return a sequence of `count` poses."""
    poses = (POSE.replace("Knees in", f"Pose {number}") for number in range(count))
    return "title: Many\nsteps:\n" + "".join(poses)


def planned(text: str) -> Plan:
    """Return the plan of `text`, even if it lasts longer than is allowed."""
    data, _ = parse(text)
    sequence, _ = validate(data, Sequence)
    assert sequence is not None
    check(sequence, data)
    return plan(sequence, Pace())


def seconds_of(*works: Callable[[], Any]) -> list[float]:
    """Return the shortest of 25 times that each of `works` takes; they are run alternately.

    The garbage collector is stopped, as in the program: here it would scan all other tests.
    """
    gc.disable()
    times = [[_seconds(work) for work in works] for _ in range(25)]
    gc.enable()
    return [min(one) for one in zip(*times, strict=True)]


def _seconds(work: Callable[[], Any]) -> float:
    began = process_time()
    work()
    return process_time() - began


def test_a_moment_of_ten_thousand_steps_is_found_as_fast_as_one_of_a_few() -> None:
    def look_up(plan: Plan) -> None:
        for number in range(2000):
            plan.moment(plan.seconds * number / 2000)

    few, lots = planned(many(3)), planned(many(1700))
    assert len(lots.steps) > 10_000
    of_lots, of_few = seconds_of(lambda: look_up(lots), lambda: look_up(few))
    assert of_lots <= 3 * of_few


def test_reading_and_planning_takes_no_longer_than_twice_the_mere_loading() -> None:
    text = many(1000)
    ours, loading = seconds_of(
        lambda: planned(text), lambda: yaml.load(text, Loader=yaml.CSafeLoader)
    )
    assert ours <= 2 * loading
