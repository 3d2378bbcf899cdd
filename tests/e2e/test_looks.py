"""What is to be seen: on every screen something, and the breath in the circle."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from tests.e2e.desktop import Picture, Screen
from tests.e2e.driver import Starter, Supine
from tests.e2e.pictures import amount, colour, controller, top
from tests.e2e.waiting import until

pytestmark = pytest.mark.e2e

SCREENS = ((800, 600), (3840, 2160))


@pytest.fixture(params=SCREENS, ids=str)
def other_screen(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Screen]:
    made = Screen(tmp_path / "screen", *request.param)
    yield made
    made.close()


def hold_of(plan: dict[str, Any], side: str) -> str:
    """Return the number of the first hold that breathes on that side."""
    steps = plan["steps"]
    wanted = ("hold", side, "breaths")
    return str(next(s["index"] for s in steps if (s["kind"], s["side"], s["unit"]) == wanted))


def painted(program: Supine, side: str = "right", theme: str = "dawn") -> Picture:
    """Return the window as soon as the practice can be seen."""
    until(lambda: controller(program.picture(), side, theme), "the practice")
    return program.picture()


def test_the_circle_is_larger_at_the_end_of_an_inhale(
    supine: Starter, plan: dict[str, Any]
) -> None:
    program = supine.practise("low-back-release", "--from", hold_of(plan, "right"))
    begun = len(program.events)
    program.wait_for("breath", phase="in")
    empty = amount(painted(program), "circle")
    program.wait_for("breath", begun, phase="out")
    assert amount(program.picture(), "circle") > 2 * empty


@pytest.mark.parametrize("theme", ["dawn", "night", "contrast"])
def test_each_theme_paints_its_own_ground(
    theme: str, supine: Starter, plan: dict[str, Any]
) -> None:
    supine.settings(f"theme: {theme}")
    program = supine.practise("low-back-release", "--from", hold_of(plan, "right"))
    picture = painted(program, theme=theme)
    assert amount(picture, "background", theme) > picture[..., 0].size / 3


@pytest.mark.parametrize(("side", "other"), [("right", "left"), ("left", "right")])
def test_the_side_s_words_are_in_its_colour(
    side: str, other: str, supine: Starter, plan: dict[str, Any]
) -> None:
    program = supine.practise("low-back-release", "--from", hold_of(plan, side))
    head = top(painted(program, side), 0.2)
    assert amount(head, side) > 200
    assert amount(head, other) == 0


def test_nothing_touches_the_edge_of_the_screen(supine: Starter, plan: dict[str, Any]) -> None:
    supine.settings("viewing_distance: 4.0")
    program = supine.practise("low-back-release", "--fullscreen", "--from", hold_of(plan, "left"))
    until(lambda: program.fills_screen, "full screen")
    picture = painted(program, "left")
    rows, columns = picture[[0, 1, 2, -3, -2, -1]], picture[:, [0, 1, 2, -3, -2, -1]]
    edge = np.concatenate([rows.reshape(-1, 3), columns.reshape(-1, 3)])
    assert (np.abs(edge.astype(np.int16) - colour("background")) <= 1).all()


@pytest.mark.fault("a very small or large screen")
def test_a_practice_is_shown_on_small_and_large_screens(
    other_screen: Screen, supine: Starter, plan: dict[str, Any]
) -> None:
    program = supine.practise(
        "low-back-release", "--fullscreen", "--from", hold_of(plan, "right"), screen=other_screen
    )
    until(lambda: program.fills_screen, "full screen")
    picture = painted(program)
    assert amount(picture, "ink") > 500
    assert amount(top(picture, 0.2), "right") > 100


@pytest.mark.fault("any scale of the desktop")
@pytest.mark.parametrize("scale", ["1", "1.5", "2"])
def test_a_practice_is_shown_at_every_scale(
    scale: str, supine: Starter, plan: dict[str, Any]
) -> None:
    program = supine.practise(
        "low-back-release", "--fullscreen", "--from", hold_of(plan, "right"), QT_SCALE_FACTOR=scale
    )
    until(lambda: program.fills_screen, "full screen")
    picture = painted(program)
    assert amount(picture, "ink") > 500
    assert amount(top(picture, 0.2), "right") > 100


def test_the_library_is_shown(supine: Starter) -> None:
    program = supine.library()
    until(lambda: amount(program.picture(), "accent") > 3000, "the button to begin")
    assert amount(program.picture(), "ink") > 500
