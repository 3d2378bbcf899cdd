"""From a plan to its figure."""

from __future__ import annotations

import pytest
from msgspec.structs import replace

from supine.core import adjustment
from supine.core.plan import Plan
from supine.figure.motion import framed_view
from supine.figure.stage import stage_of
from supine.figure.stances import stance
from tests.helpers import shipped_plan, step_of


def test_the_shipped_practice_is_drawn_in_every_step() -> None:
    stage = stage_of(shipped_plan(), pytest.fail)
    assert stage is not None
    assert all(stage.scene(step.start + 0.1) for step in shipped_plan().steps)


def test_a_plan_without_a_stance_has_no_figure() -> None:
    steps = [
        replace(step, stance=None, easier=None, deeper=()) for step in shipped_plan().steps[:3]
    ]
    assert stage_of(Plan.of_steps("Plain", steps), pytest.fail) is None


def test_a_stance_that_is_not_there_is_told_and_leaves_the_words_alone() -> None:
    step = replace(shipped_plan().steps[0], stance="no-such-stance")
    told: list[str] = []
    assert stage_of(Plan.of_steps("Odd", [step]), told.append) is None
    assert len(told) == 1


def test_going_deeper_needs_no_file_that_has_not_been_read() -> None:
    stage_of(shipped_plan(), pytest.fail)
    step = step_of("hold", pose="Deep gluteal and piriformis stretch")
    before = (stance.cache_info().misses, framed_view.cache_info().misses)
    plan = shipped_plan()
    for _level in step.deeper:
        plan = adjustment.deeper(plan, step.index, 20.0)
    stage = stage_of(plan, pytest.fail)
    assert stage is not None
    for second in range(round(step.seconds)):
        stage.scene(step.start + second)
    assert (stance.cache_info().misses, framed_view.cache_info().misses) == before
