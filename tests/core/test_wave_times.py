"""The times of the wave's swells, compared with the breath tones."""

from __future__ import annotations

import pytest
from msgspec.structs import replace

from supine.core.pace import Pace
from supine.core.plan import Plan
from supine.core.planner import plan
from supine.core.sounds import Swell, next_note, next_swell, notes_at, swell_at
from tests.helpers import shipped, shipped_plan, step_of

HOLD = step_of("hold", side="right", unit="breaths")
RHYTHM = Pace().rhythm


def swells(of: Plan) -> list[Swell]:
    found, swell = [], next_swell(of, -1.0)
    while swell is not None:
        found.append(swell)
        swell = next_swell(of, swell.due)
    return found


def inhales(of: Plan) -> list[float]:
    found, note = [], next_note(of, -1.0)
    while note is not None:
        found += [one.due for one in notes_at(of, note.due) if one.phase == "in"]
        note = next_note(of, note.due)
    return found


@pytest.mark.parametrize("pace", [Pace(), Pace(breaths_per_minute=7.3, pause_full=1.1)])
def test_there_is_one_with_every_inhale_that_is_marked(pace: Pace) -> None:
    made = plan(shipped(), pace)
    assert [swell.due for swell in swells(made)] == inhales(made)
    assert {swell.rhythm for swell in swells(made)} == {pace.rhythm}


def test_each_is_the_one_under_way_from_its_beginning_to_the_next() -> None:
    for swell in swells(shipped_plan()):
        for into in (0.0, 0.3, RHYTHM.seconds - 0.001):
            assert swell_at(shipped_plan(), swell.due + into) == swell


@pytest.mark.parametrize("kind", ["settle", "leave", "rest"])
def test_none_goes_with_what_is_not_a_hold(kind: str) -> None:
    quiet = [step for step in shipped_plan().steps if step.kind == kind]
    assert quiet
    for step in quiet:
        assert swell_at(shipped_plan(), step.start) is None
        assert swell_at(shipped_plan(), step.start + step.seconds / 2) is None


def test_a_movement_has_none() -> None:
    circles = Plan.of_steps("Circles", [replace(HOLD, unit="circles")])
    assert swells(circles) == []
    assert swell_at(circles, 1.0) is None


def test_a_cycle_has_two() -> None:
    cycles = Plan.of_steps("Cycles", [replace(HOLD, unit="cycles", count=2, seconds=40.0)])
    assert [swell.due for swell in swells(cycles)] == [0.0, 10.0, 20.0, 30.0]
