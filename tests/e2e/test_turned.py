"""The practice screen turned in full screen, and keys that lock there by themselves."""

from __future__ import annotations

from typing import Any

import pytest

from tests.e2e import traces
from tests.e2e.desktop import Picture
from tests.e2e.driver import Starter, Supine
from tests.e2e.pictures import last_band, runs, where
from tests.e2e.waiting import until

pytestmark = pytest.mark.e2e

SMOOTH = 50
"""Frames a second below which a breath is seen to jerk; 60 are wished for."""


def first_hold(plan: dict[str, Any]) -> str:
    steps = plan["steps"]
    return str(next(s["index"] for s in steps if s["kind"] == "hold" and s["side"] == "right"))


def words_at(picture: Picture) -> str:
    """Return at which edge of the screen the side's words stand: most of its colour is there."""
    found = where(picture, "right")
    if not found.any():
        return ""
    band = min(found.shape) // 10
    edges = {"none": found[:band], "left": found[:, :band], "right": found[:, -band:]}
    return max(edges, key=lambda turn: int(edges[turn].sum()))


@pytest.fixture
def full(supine: Starter, plan: dict[str, Any]) -> Supine:
    """A hold on the right side in full screen."""
    program = supine.practise("low-back-release", "--from", first_hold(plan), "--fullscreen")
    until(lambda: program.fills_screen, "full screen")
    program.wait_for("frame")
    return program


def test_t_turns_the_screen_and_the_breath_goes_on(full: Supine, supine: Starter) -> None:
    for turn in ("left", "right", "none", "left"):
        before = full.key("t")
        until(lambda turn=turn: words_at(full.picture()) == turn, f"the top: {turn}")  # type: ignore[misc]
    full.wait_for("frame", len(full.events))
    since = full.events[before:]
    assert [e for e in since if e["event"] in ("pause", "next", "back")] == []
    assert traces.named(full.events, "breath")
    kept = supine.profile / "settings.yaml"
    until(lambda: "turn: left" in kept.read_text(), "the turn in the settings")
    full.press("space", "pause")
    full.press("Right", "next")


@pytest.mark.measure
def test_turned_the_breath_is_as_smooth_and_in_time(full: Supine) -> None:
    full.key("t")
    until(lambda: words_at(full.picture()) == "left", "the top: left")
    for _ in range(3):
        frame = full.wait_for("frame", len(full.events))
    assert frame["frames"] >= SMOOTH
    breaths = traces.named(full.events, "breath")
    assert all(abs(event["at"] - event["due"]) < 0.1 for event in breaths)


@pytest.mark.fault("a knee on the keyboard: keys are locked")
def test_in_full_screen_keys_lock_by_themselves_where_that_is_set(
    supine: Starter, plan: dict[str, Any]
) -> None:
    supine.settings("lock_in_fullscreen: true")
    program = supine.practise("low-back-release", "--from", first_hold(plan), "--fullscreen")
    until(lambda: program.fills_screen, "full screen")
    program.wait_for("frame")
    for key, event in (("Right", "pause"), ("Escape", "resume"), ("Tab", "pause"), ("f", "resume")):
        program.press(key, event)
    assert program.fills_screen
    program.focus()
    program.screen.hold("l", 2.5)
    program.press("f", "frame")
    until(lambda: not program.fills_screen, "a window")
    program.press("Right", "next")


def test_leaving_full_screen_unlocks_what_locked_by_itself(
    supine: Starter, plan: dict[str, Any]
) -> None:
    supine.settings("lock_in_fullscreen: true")
    program = supine.practise("low-back-release", "--from", first_hold(plan))
    program.key("f")
    until(lambda: program.fills_screen, "full screen")
    program.press("Right", "pause")
    # the mouse is not locked: Leave is the last button, Full screen the one before
    program.screen.do("mousemove", "900", "500")
    upper, lower = last_band(where(program.picture(), "surface"), least=200)
    left, right = runs(where(program.picture(), "surface")[upper + 4], least=20)[-2]
    program.click((left + right) / 2, (upper + lower) // 2)
    until(lambda: not program.fills_screen, "a window")
    program.press("Right", "next")
