"""From a plan to its figure."""

from __future__ import annotations

from math import degrees
from pathlib import Path

import pytest
from msgspec.structs import replace

from supine.core.pace import Pace
from supine.core.plan import Plan
from supine.core.planner import plan
from supine.core.reader import read_file
from supine.figure.stage import stage_of
from supine.resources import shipped_sequences
from tests.helpers import shipped_plan

STILL, MOST_TURNED = 1.0, 200.0
"""Degrees in a fifth of a second up to which a view counts as still, and how far it may turn at a
time: half round, where a pose is done on the other side, and a little more."""


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


@pytest.mark.parametrize("path", shipped_sequences(), ids=lambda path: path.stem)
def test_the_view_never_swings_round_the_body(path: Path) -> None:
    """A stop of a way that was seen from the head, between two from the feet, turned it by 300°."""
    stage = stage_of(plan(read_file(path), Pace()), pytest.fail)
    assert stage is not None
    turned, before = 0.0, None
    for tenth in range(int(stage.plan.seconds * 5)):
        scene = stage.scene(tenth / 5)
        turn = degrees(scene.view.turn) if scene is not None else None
        step = 0.0 if turn is None or before is None else abs(turn - before)
        turned = turned + step if step > STILL else 0.0
        assert turned < MOST_TURNED, tenth / 5
        before = turn
