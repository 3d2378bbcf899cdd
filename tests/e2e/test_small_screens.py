"""Small screens, and screens on which everything is drawn larger."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.e2e.desktop import Screen
from tests.e2e.driver import Starter
from tests.faults import Saw

pytestmark = pytest.mark.e2e

SCREENS = {
    "600 by 340": ((600, 340), {}),
    "1366 by 768": ((1366, 768), {}),
    "1366 by 768 at 120 dpi": ((1366, 768), {"QT_FONT_DPI": "120"}),
    "1366 by 768 at 200 %": ((1366, 768), {"QT_SCALE_FACTOR": "2"}),
}


@pytest.fixture(params=SCREENS.values(), ids=list(SCREENS))
def small(
    request: pytest.FixtureRequest, tmp_path: Path
) -> Iterator[tuple[Screen, dict[str, str]]]:
    size, env = request.param
    made = Screen(tmp_path / "screen", *size)
    yield made, env
    made.close()


@pytest.mark.fault("a small screen, 200 % or 120 dpi")
def test_the_first_window_is_on_the_screen_with_its_frame(
    small: tuple[Screen, dict[str, str]], supine: Starter, saw: Saw
) -> None:
    """At 120 dpi it was 1475 by 950, and its buttons were off the screen."""
    screen, env = small
    program = supine.library(screen=screen, **env)
    left, upper, width, height = program.place
    told = screen.ask("xprop", "-id", program.window, "_NET_FRAME_EXTENTS")
    before, after, above, below = map(int, re.findall(r"\d+", told.partition("=")[2]))
    assert left - before >= 0
    assert upper - above >= 0
    assert left + width + after <= screen.width
    assert upper + height + below <= screen.height
    saw(f"{width} by {height} on {screen.width} by {screen.height}")
