"""From a plan to its figure."""

from __future__ import annotations

import pytest
from msgspec.structs import replace

from supine.core.plan import Plan
from supine.figure.stage import stage_of
from tests.helpers import shipped_plan


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
