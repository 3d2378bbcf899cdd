"""The shipped sequence from its first line to the end page, much faster than life."""

from __future__ import annotations

from typing import Any

import pytest

from tests.e2e import traces
from tests.e2e.conftest import Desk
from tests.e2e.desktop import Picture
from tests.e2e.driver import Starter
from tests.e2e.pictures import amount
from tests.e2e.traces import Event
from tests.e2e.waiting import until

pytestmark = pytest.mark.e2e

Step = dict[str, Any]

SPEED = 30.0
"""A step that no frame shows is never current. The shortest hold lasts half a second of the clock
at this speed: at 100, a busy machine once painted nothing for a whole hold."""


@pytest.fixture(scope="module")
def practised(desk: Desk, tmp_path_factory: pytest.TempPathFactory) -> tuple[list[Event], Picture]:
    """The trace of a whole practice, and the screen after it."""
    with Starter(desk.screen, desk.speaker, tmp_path_factory.mktemp("whole")) as supine:
        program = supine.practise("low-back-release", "--speed", str(SPEED))
        program.wait_for("end", seconds=300)
        until(lambda: amount(program.picture(), "accent") > 3000, "the button of the end page")
        picture, events = program.picture(), program.events
    return events, picture


@pytest.fixture(scope="module")
def events(practised: tuple[list[Event], Picture]) -> list[Event]:
    return practised[0]


def of_kind(plan: dict[str, Any], *kinds: str) -> list[Step]:
    return [step for step in plan["steps"] if step["kind"] in kinds]


def breaths(step: Step) -> int:
    """Return how often one breathes in during a step."""
    return int(step["count"] * {"breaths": 1, "cycles": 2}.get(step["unit"], 0))


def test_it_goes_from_start_to_end(events: list[Event]) -> None:
    assert events[0]["event"] == "start"
    assert events[-1]["event"] == "end"


def test_twenty_holds_come_in_order_and_each_says_its_side(
    events: list[Event], plan: dict[str, Any]
) -> None:
    held = [(event["pose"], event["side"]) for event in traces.named(events, "step", kind="hold")]
    assert held == [(step["pose"], step["side"]) for step in of_kind(plan, "hold")]
    assert len(held) == 20


def test_every_step_is_due_when_the_plan_says(events: list[Event], plan: dict[str, Any]) -> None:
    shown = {event["index"]: event["due"] for event in traces.named(events, "step")}
    planned = {step["index"]: step["start"] for step in plan["steps"] if step["index"] in shown}
    assert shown == pytest.approx(planned, abs=0.002)


def test_the_practice_lasts_as_long_as_planned(events: list[Event], plan: dict[str, Any]) -> None:
    lasted = (events[-1]["mono"] - events[0]["mono"]) * SPEED
    assert lasted == pytest.approx(plan["seconds"], rel=0.2)


@pytest.mark.parametrize(("bell", "edge"), [("begin", 0.0), ("end", 1.0)])
def test_a_bell_marks_each_edge_of_each_hold(
    bell: str, edge: float, events: list[Event], plan: dict[str, Any]
) -> None:
    rung = [event["due"] for event in traces.named(events, "bell", name=bell)]
    edges = [step["start"] + edge * step["seconds"] for step in of_kind(plan, "hold")]
    assert rung == pytest.approx(edges, abs=0.002)


@pytest.mark.parametrize("phase", ["in", "out"])
def test_every_breath_of_every_hold_is_given(
    phase: str, events: list[Event], plan: dict[str, Any]
) -> None:
    given = traces.named(events, "breath", phase=phase)
    assert len(given) == sum(breaths(step) for step in of_kind(plan, "hold"))


def test_a_change_of_side_is_told_by_its_own_sound(events: list[Event]) -> None:
    told = [e["name"] for e in traces.named(events, "bell") if e["name"] in ("right", "left")]
    assert told
    assert set(told[::2]) == {"right"}
    assert set(told[1::2]) == {"left"}


def test_both_sides_are_held_equally_long(events: list[Event]) -> None:
    edges = [e for e in events if e["event"] == "bell" and e["name"] in ("begin", "end")]
    sides = {e["due"]: e["side"] for e in traces.named(events, "step", kind="hold")}
    held = {"right": 0.0, "left": 0.0, None: 0.0}
    for begin, end in zip(edges[::2], edges[1::2], strict=True):
        held[sides[begin["due"]]] += end["due"] - begin["due"]
    assert held["right"] == pytest.approx(held["left"], abs=0.01)
    assert held["right"] > 0


def test_nothing_went_wrong(events: list[Event]) -> None:
    # there is no message bus here to keep the screen on by
    assert {event["what"] for event in traces.named(events, "fault")} == {"wake"}


def test_the_end_page_has_taken_the_circle_s_place(practised: tuple[list[Event], Picture]) -> None:
    assert amount(practised[1], "circle") == 0
