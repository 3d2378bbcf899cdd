"""What a teacher may write is practised from its first line to its end."""

from __future__ import annotations

from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from supine.core.pace import Pace
from supine.core.reader import read
from tests.conftest import FakeClock
from tests.helpers import RECORD
from tests.practice.test_controller import Scene

POSE = """\
title: T
steps:
  - pose: Knees in
    settle:
      - Draw both knees in.
    holds:
      - count: 30
        unit: seconds
        during:
          - Let it be heavy.
    leave:
      - Feet down.
"""

SERIES = """\
  - series: Strap
    steps:
      - pose: Leg up
        settle:
          - Raise the leg.
        holds:
          - count: 3
            unit: breaths
        leave:
          - Lower it.
"""

ROUNDS = SERIES.replace(
    "    steps:", "    rounds: 3\n    between: {rest: Still, seconds: 15}\n    steps:"
)

FILES = {
    "seconds": POSE,
    "a rest in seconds": POSE + "  - {rest: Still, seconds: 15}\n",
    "one side": POSE.replace("    settle:", "    sides: left-only\n    settle:", 1),
    "each side": POSE.replace("    settle:", "    sides: both\n    settle:", 1),
    "a series again": POSE + SERIES + "  - repeat: Strap\n",
    "rounds": POSE + ROUNDS,
    "all rounds on one side first": POSE
    + ROUNDS.replace("rounds: 3", "rounds: 3\n    change_sides: once"),
    "each pose on its own sides": POSE
    + ROUNDS.replace("rounds: 3", "rounds: 3\n    sides: each-pose"),
}


@pytest.mark.parametrize("text", FILES.values(), ids=FILES)
def test_it_is_practised_to_the_end(
    qtbot: QtBot, clock: FakeClock, tmp_path: Path, text: str
) -> None:
    scene = Scene(qtbot, clock, tmp_path / "trace")
    scene.controller.begin(read(text), Pace(), RECORD)
    session = scene.session
    steps = session.practice.plan.steps
    for _tick in range(round(session.practice.plan.seconds * 3)):
        clock.go(0.5)
        session.tick()
        if scene.controller.session is None:
            break
    ((_name, entry),) = scene.heard["ended"].said
    assert entry.finished
    assert entry.seconds == pytest.approx(steps[-1].end, abs=0.05)
    begun = [event["index"] for event in scene.events() if event["event"] == "step"]
    assert begun == [step.index for step in steps]
