"""Keyboards whose letters are not Latin, and a clicker that has a few keys."""

from __future__ import annotations

from typing import Any

import pytest

from tests.e2e.driver import Starter, Supine
from tests.e2e.test_practice_keys import answers, start_at, step_of
from tests.e2e.waiting import until

pytestmark = pytest.mark.e2e

PLACE = {"e": "26", "d": "40", "s": "39", "x": "53", "m": "58", "l": "46"}
"""What X11 calls the keys that have these letters on a Latin keyboard."""


@pytest.fixture
def holding(supine: Starter, plan: dict[str, Any]) -> Supine:
    return start_at(supine, step_of(plan, "hold", side="right", unit="breaths"))


@pytest.mark.parametrize("layout", ["ru", "gr", "il", "ara"])
def test_the_place_of_a_key_counts_where_its_letter_is_not_latin(
    layout: str, holding: Supine, supine: Starter
) -> None:
    holding.screen.ask("setxkbmap", layout)
    try:
        holding.press(PLACE["s"], "stay")
        holding.press(PLACE["e"], "ease")
        holding.key(PLACE["m"])
        kept = supine.profile / "settings.yaml"
        until(lambda: "muted: true" in kept.read_text(), "no sound")
        assert holding.press(PLACE["x"], "pause")["reason"] == "stopped"
        holding.press("space", "resume")
        holding.key(PLACE["l"])
        # locked: X still stops, then no key leads in again, and a held L unlocks
        assert holding.press(PLACE["x"], "pause")["reason"] == "stopped"
        before = holding.key(PLACE["s"])
        holding.screen.hold(PLACE["l"], 2.5)
        holding.press("space", "resume")
        assert answers(holding, before) == ["resume"]
        holding.press("Right", "next")
    finally:
        holding.screen.ask("setxkbmap", "us")


def test_a_clicker_s_start_button_pauses_and_goes_on_in_full_screen(
    supine: Starter, plan: dict[str, Any]
) -> None:
    """It sends F5 and Esc in turn."""
    hold = step_of(plan, "hold", side="right", unit="breaths")
    program = start_at(supine, hold, "--fullscreen")
    until(lambda: program.fills_screen, "full screen")
    before = len(program.events)
    for key, event in (
        ("F5", "pause"),
        ("Escape", "resume"),
        ("F5", "pause"),
        ("Escape", "resume"),
    ):
        program.press(key, event)
    for key, event in (("Down", "next"), ("Up", "back")):
        program.press(key, event)
    assert program.fills_screen
    assert answers(program, before)[:4] == ["pause", "resume", "pause", "resume"]


def test_a_clicker_whose_first_key_is_esc_only_pauses_as_a_practice_begins(
    supine: Starter, plan: dict[str, Any]
) -> None:
    hold = step_of(plan, "hold", side="right", unit="breaths")
    program = start_at(supine, hold, "--fullscreen")
    until(lambda: program.fills_screen, "full screen")
    program.press("Escape", "pause")
    program.press("F5", "resume")
    assert program.fills_screen


@pytest.mark.parametrize("key", ["Next", "Prior", "Down", "Right", "F5", "period"])
def test_any_key_of_a_clicker_answers_the_question(key: str, holding: Supine) -> None:
    holding.press("Escape", "pause")
    holding.press(key, "resume")
