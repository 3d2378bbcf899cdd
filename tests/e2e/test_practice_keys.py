"""Keys, buttons and the mouse in a running practice."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest

from tests.e2e import traces
from tests.e2e.driver import Starter, Supine
from tests.e2e.pictures import amount, controller, last_band, runs, where
from tests.e2e.waiting import until

pytestmark = pytest.mark.e2e

Step = dict[str, Any]

ANSWERS = ("ready", "next", "back", "stay", "ease", "deeper", "pause", "resume")
"""What the trace says when something was asked for."""


def step_of(plan: dict[str, Any], kind: str, **wanted: Any) -> Step:
    """Return the first step of that kind and those values."""
    steps: list[Step] = plan["steps"]
    return next(
        step
        for step in steps
        if step["kind"] == kind and all(step[key] == value for key, value in wanted.items())
    )


def start_at(supine: Starter, step: Step, *words: str) -> Supine:
    program = supine.practise("low-back-release", "--from", str(step["index"]), *words)
    program.wait_for("step", index=step["index"])
    return program


def answers(program: Supine, since: int = 0) -> list[str]:
    """Return what was asked for after `since` events."""
    return [event["event"] for event in program.events[since:] if event["event"] in ANSWERS]


@pytest.fixture
def holding(supine: Starter, plan: dict[str, Any]) -> Supine:
    """A practice in the middle of its first hold on the right side."""
    return start_at(supine, step_of(plan, "hold", side="right", unit="breaths"))


@pytest.fixture
def settling(supine: Starter, plan: dict[str, Any]) -> Supine:
    """A practice in its first step."""
    return start_at(supine, plan["steps"][0])


@pytest.mark.parametrize("key", ["space", "k", "5", "Return"])
def test_a_key_without_a_meaning_pauses_and_goes_on(key: str, holding: Supine) -> None:
    assert holding.press(key, "pause")["reason"] == "asked"
    holding.press(key, "resume")


@pytest.mark.parametrize("key", ["space", "z"])
def test_any_key_while_settling_means_ready(
    key: str, settling: Supine, plan: dict[str, Any]
) -> None:
    settling.press(key, "ready")
    hold = settling.wait_for("step", kind="hold")
    assert hold["due"] == pytest.approx(plan["steps"][1]["start"], abs=0.002)


@pytest.mark.parametrize("key", ["Right", "Next", "XF86AudioNext"])
def test_next_goes_to_the_next_step(key: str, holding: Supine) -> None:
    here = holding.wait_for("step")["index"]
    holding.press(key, "next")
    holding.wait_for("step", index=here + 1)


@pytest.mark.parametrize("key", ["Left", "Prior"])
def test_back_undoes_a_slip(key: str, holding: Supine) -> None:
    here = holding.wait_for("step")["index"]
    holding.press("Right", "next")
    holding.wait_for("step", index=here + 1)
    since = holding.key(key)
    holding.wait_for("back", since)
    holding.wait_for("step", since, index=here)


def end_of(step: Step) -> float:
    return float(step["start"] + step["seconds"])


def starts_up_to(program: Supine, last: int) -> dict[int, float]:
    """Go on to the step `last`, and return when each step on the way was due."""
    while (here := traces.named(program.events, "step")[-1]["index"]) < last:
        program.wait_for("step", program.key("Right"), index=here + 1)
    return {event["index"]: event["due"] for event in traces.named(program.events, "step")}


@pytest.mark.parametrize(("key", "event", "grows"), [("s", "stay", 1), ("e", "ease", -1)])
def test_what_one_side_is_given_the_other_gets_too(
    key: str, event: str, grows: int, holding: Supine, plan: dict[str, Any]
) -> None:
    right = plan["steps"][holding.wait_for("step")["index"]]
    left = step_of(plan, "hold", side="left", pose=right["pose"])
    holding.press(key, event)
    starts = starts_up_to(holding, left["index"] + 1)
    more = starts[right["index"] + 1] - end_of(right)
    assert more * grows >= 9.9
    assert starts[left["index"] + 1] - end_of(left) == pytest.approx(2 * more, abs=0.01)


def test_stay_adds_two_breaths(holding: Supine, plan: dict[str, Any]) -> None:
    hold = plan["steps"][holding.wait_for("step")["index"]]
    holding.press("s", "stay")
    holding.press("Right", "next")
    following = holding.wait_for("step", index=hold["index"] + 1)
    assert following["due"] - end_of(hold) == pytest.approx(20, abs=0.01)


def test_deeper_goes_as_deep_as_there_is(supine: Starter, plan: dict[str, Any]) -> None:
    hold = next(step for step in plan["steps"] if step["kind"] == "hold" and step["deepen"])
    program = start_at(supine, hold)
    before = program.key(*["d"] * (len(hold["deepen"]) + 2))
    program.wait_for("pause", program.key("space"))
    assert answers(program, before).count("deeper") == len(hold["deepen"])


def test_x_stops_to_come_out_safely_and_any_key_goes_on(holding: Supine) -> None:
    assert holding.press("x", "pause")["reason"] == "stopped"
    holding.press("space", "resume")


def test_m_silences_the_practice_and_wakes_it_again(supine: Starter, plan: dict[str, Any]) -> None:
    program = start_at(supine, step_of(plan, "hold", unit="breaths"), "--speed", "10")
    program.wait_for("breath", heard=True)
    program.wait_for("breath", program.key("m"), heard=False)
    program.wait_for("breath", program.key("m"), heard=True)


@pytest.mark.parametrize(
    ("key", "setting", "value"),
    [
        ("plus", "text_size", "1.1"),
        ("equal", "text_size", "1.1"),
        ("minus", "text_size", "0.9"),
        ("bracketleft", "breaths_per_minute", "5.5"),
        ("bracketright", "breaths_per_minute", "6.5"),
        ("m", "muted", "true"),
    ],
)  # fmt: skip
def test_what_a_key_sets_is_kept(
    key: str, setting: str, value: str, supine: Starter, holding: Supine
) -> None:
    holding.key(key)
    file = supine.profile / "settings.yaml"
    until(lambda: file.exists() and f"{setting}: {value}" in file.read_text(), "the setting")
    assert answers(holding) == []


def test_a_faster_breath_keeps_the_place(holding: Supine, plan: dict[str, Any]) -> None:
    hold = plan["steps"][holding.wait_for("step")["index"]]
    holding.key("bracketright", "Right")
    following = holding.wait_for("step", index=hold["index"] + 1)
    lasts = following["due"] - hold["start"]
    # the steps before go faster too; what is left is this one's part
    assert lasts < hold["seconds"]


@pytest.mark.parametrize("key", ["f", "F11"])
def test_f_fills_the_screen_and_escape_comes_back(key: str, holding: Supine) -> None:
    holding.key(key)
    until(lambda: holding.fills_screen, "full screen")
    holding.key("Escape")
    until(lambda: not holding.fills_screen, "a window again")
    assert answers(holding) == []


def test_escape_asks_and_escape_again_stays(holding: Supine) -> None:
    holding.press("Escape", "pause")
    holding.press("Escape", "resume")


def test_escape_asks_and_leave_leaves(holding: Supine) -> None:
    holding.press("Escape", "pause")
    holding.key("Tab", "Return")
    holding.wait_for("pause", reason="leaving")
    # any key ends the way out
    holding.key("space")
    until(lambda: amount(holding.picture(), "accent") > 3000, "the button of the end page")
    assert amount(holding.picture(), "circle") == 0


def test_question_mark_lists_the_keys_over_the_practice(holding: Supine) -> None:
    def card() -> int:
        picture = holding.picture()
        height, width = picture.shape[:2]
        return amount(picture[height // 4 : height // 2, width // 3 : -width // 3], "surface")

    until(lambda: controller(holding.picture(), "right"), "the practice")
    assert card() == 0
    holding.key("question")
    until(lambda: card() > 10_000, "the list of keys")
    holding.key("Escape")
    until(lambda: card() == 0, "the practice alone")
    holding.press("space", "pause")


@pytest.mark.fault("a knee on the keyboard: keys are locked")
def test_locked_keys_only_pause_until_l_is_held(holding: Supine) -> None:
    holding.key("l")
    holding.press("Right", "pause")
    holding.press("Escape", "resume")
    holding.focus()
    holding.screen.hold("l", 2.5)
    holding.press("Right", "next")


def test_a_short_l_while_locked_is_a_key_like_any_other(holding: Supine) -> None:
    holding.key("l")
    holding.press("l", "pause")
    holding.press("Right", "resume")


@pytest.mark.fault("sticky keys, volume keys")
@pytest.mark.parametrize(
    "key", ["Shift_L", "Control_L", "Alt_R", "Super_L", "Caps_Lock", "XF86AudioRaiseVolume"]
)
def test_keys_that_mean_something_elsewhere_do_nothing(key: str, holding: Supine) -> None:
    before = holding.key(key, key)
    holding.press("space", "pause")
    assert answers(holding, before) == ["pause"]


@pytest.mark.fault("a key is held down")
def test_a_held_key_counts_once(holding: Supine) -> None:
    before = len(holding.events)
    holding.screen.hold("space", 0.9)
    holding.wait_for("pause", before)
    holding.press("k", "resume")
    assert answers(holding, before) == ["pause", "resume"]


def buttons(program: Supine) -> tuple[list[tuple[int, int]], int]:
    """Return from where to where each button of the practice goes, and the row they stand in."""
    until(lambda: controller(program.picture(), "right"), "the practice")
    mask = where(program.picture(), "surface")
    upper, lower = last_band(mask, least=200)
    row = upper + 4
    return runs(mask[row], least=20), (upper + lower) // 2


def test_a_clicked_button_leaves_space_to_pause(holding: Supine) -> None:
    places, row = buttons(holding)
    left, right = places[2]
    holding.wait_for("next", holding.click((left + right) / 2, row))
    # while settling, Space would mean ready
    hold = holding.key("Left")
    holding.wait_for("step", hold, kind="hold")
    holding.press("space", "pause")


def test_tab_reaches_every_button_in_order(holding: Supine) -> None:
    # the timeline, Back, Pause, Next
    holding.key("Tab", "Tab")
    holding.press("space", "back")
    holding.key("Tab", "Tab")
    holding.press("space", "next")


def test_a_click_on_the_timeline_goes_there(supine: Starter, plan: dict[str, Any]) -> None:
    program = start_at(supine, step_of(plan, "rest", side=None))
    until(lambda: amount(program.picture(), "right_fill") > 500, "a timeline with a past")
    rows, columns = np.nonzero(where(program.picture(), "right_fill"))
    first = runs(np.isin(np.arange(columns.max() + 2), columns), least=8)[0]
    before = program.click((first[0] + first[1]) / 2, float(np.median(rows)))
    program.wait_for("pause", before, reason="moving")
    # any key ends the way out
    program.wait_for("next", program.key("space"))
    here = program.wait_for("step", before, side="right")
    assert here["pose"] == step_of(plan, "settle", side="right")["pose"]


def test_a_click_on_the_screen_is_a_key(holding: Supine) -> None:
    width, height = holding.place[2:]
    holding.wait_for("pause", holding.click(width / 3, height / 2))
    holding.wait_for("resume", holding.click(width / 3, height / 2))


@pytest.mark.fault("the mouse is moved, into every corner, and its wheel turned")
def test_a_mouse_that_is_moved_changes_nothing(holding: Supine) -> None:
    before = len(holding.events)
    width, height = holding.screen.width - 1, holding.screen.height - 1
    for x, y in ((0, 0), (width, 0), (width, height), (0, height), (width // 2, height // 2)):
        holding.screen.do("mousemove", str(x), str(y), "click", "4", "click", "5")
    holding.press("space", "pause")
    assert answers(holding, before) == ["pause"]


@pytest.mark.fault("the window is closed in mid pose")
def test_closing_the_window_asks_and_any_key_goes_on(holding: Supine) -> None:
    until(lambda: controller(holding.picture(), "right"), "the practice")
    holding.wait_for("pause", holding.key("alt+F4"))
    holding.press("Next", "resume")
    holding.wait_for("pause", holding.key("alt+F4"))
    holding.key("Tab", "space")
    holding.wait_for("pause", reason="leaving")
    holding.key("space")
    assert holding.ended() == 0
    assert holding.printed == ""


def test_a_forced_end_waits_for_no_answer(holding: Supine) -> None:
    holding.wait_for("pause", holding.key("alt+F4"))
    holding.close()


def test_a_focused_button_takes_return_and_the_arrows_still_move_on(holding: Supine) -> None:
    # the timeline, Back, Pause, Next, Easier
    holding.key(*["Tab"] * 5)
    holding.press("Return", "ease")
    holding.press("Right", "next")


def test_x_stops_safely_over_the_list_of_keys(holding: Supine) -> None:
    holding.press("question", "pause")
    assert holding.press("x", "pause")["reason"] == "stopped"
