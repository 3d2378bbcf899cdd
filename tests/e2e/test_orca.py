"""What the screen reader Orca says of a practice: each line once, by the voice or by Orca."""

from __future__ import annotations

import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.e2e.driver import Starter, Supine
from tests.e2e.orca import Orca, desk, missing
from tests.e2e.waiting import until

pytestmark = [
    pytest.mark.e2e,
    pytest.mark.orca,
    pytest.mark.skipif(
        bool(missing()),
        reason=f"not installed: {', '.join(missing())}: scripts/system_packages.sh orca",
    ),
]

PACE = "breaths_per_minute: 12\nsettle: 2\nvoice_counting: every"


@pytest.fixture
def reader(tmp_path: Path) -> Iterator[tuple[Orca, Starter]]:
    with desk(tmp_path) as made:
        yield made


def lines(program: Supine, *, read: bool) -> list[str]:
    """Return the lines so far that were given to Orca, or that the voice has said."""
    said = [event for event in program.events if event["event"] == "say"]
    return [event["text"] for event in said if event["heard"] and event["read"] == read]


def test_with_the_voice_off_orca_says_every_line_once_a_pause_and_the_way_out(
    reader: tuple[Orca, Starter], two_sides: Path
) -> None:
    orca, supine = reader
    supine.settings(PACE)
    program = supine.practise(two_sides, **orca.environment)
    program.wait_for("say", text="Two.")
    program.press("space", "pause")
    until(lambda: "Paused. Press any key to go on." in orca.texts(), "the pause")
    program.press("space", "resume")
    until(lambda: "Going on." in orca.texts(), "that it goes on")
    program.wait_for("step", side="left")
    program.press("x", "pause")
    out = "Feet and back on the floor."
    program.wait_for("say", text=out)
    told = lines(program, read=True)
    until(lambda: out in orca.texts(), "the way out")
    spoken = [text for text in orca.texts() if text in told]
    # what the pause has cut off comes again
    first = ["Right leg: Knee hug", "Three breaths.", "Two.", "Last breath."]
    assert list(dict.fromkeys(told))[:4] == first
    assert spoken == told


def test_with_the_voice_on_orca_says_no_line_of_the_practice(
    reader: tuple[Orca, Starter], two_sides: Path
) -> None:
    orca, supine = reader
    supine.settings(PACE, voice=True)
    program = supine.practise(two_sides, **orca.environment)
    # the first lines are Orca's while the voice still starts
    program.wait_for("say", text="Last breath.", read=False)
    program.wait_for("say", text="Left leg: Knee hug")
    program.wait_for("step", side="left", kind="hold")
    program.press("space", "pause")
    until(lambda: "Paused. Press any key to go on." in orca.texts(), "the pause")
    said = lines(program, read=False)
    assert "Left leg: Knee hug" in said
    # what is said by both, Orca would say within a second
    time.sleep(2.0)
    assert not set(said) & set(orca.texts())
