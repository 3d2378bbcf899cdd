"""Starting twice, and every way to end."""

from __future__ import annotations

import signal
import time
from pathlib import Path

import pytest

from tests.e2e import traces
from tests.e2e.driver import Starter, Supine
from tests.e2e.pictures import amount
from tests.e2e.waiting import until

pytestmark = pytest.mark.e2e


@pytest.fixture
def library(supine: Starter) -> Supine:
    """The library with its first sequence chosen."""
    program = supine.library()
    until(lambda: amount(program.picture(), "circle") > 1000, "a sequence on the shelf")
    return program


@pytest.fixture
def practice(supine: Starter) -> Supine:
    return supine.practise()


def test_a_second_start_leaves_at_once_and_raises_the_first(
    supine: Starter, library: Supine
) -> None:
    library.screen.do("windowminimize", library.window)
    until(lambda: library.minimised, "no window")
    begun = time.monotonic()
    assert supine().ended(3) == 0
    assert time.monotonic() - begun < 3
    until(lambda: not library.minimised, "the window in view")
    until(lambda: library.screen.ask("xdotool", "getactivewindow").strip() == library.window,
          "the first window in front")  # fmt: skip


def test_a_second_start_hands_over_its_file(
    supine: Starter, library: Supine, two_sides: Path
) -> None:
    assert supine(two_sides).ended(3) == 0
    until(lambda: amount(library.picture(), "circle") == 0, "the page before the practice")
    library.press("space", "start")
    assert library.wait_for("step")["pose"] == "Knee hug"


def test_a_second_start_leaves_a_running_practice_alone(
    supine: Starter, practice: Supine, two_sides: Path
) -> None:
    assert supine(two_sides).ended(3) == 0
    practice.press("space", "ready")
    assert len(traces.named(practice.events, "start")) == 1
    assert traces.named(practice.events, "pause") == []


def test_another_profile_is_another_program(
    supine: Starter, practice: Supine, two_sides: Path, tmp_path: Path
) -> None:
    supine.settings("", tmp_path / "other")
    other = supine("--profile", tmp_path / "other", two_sides, "--practise")
    assert other.wait_for("step")["pose"] == "Knee hug"
    assert practice.process.poll() is None


@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGINT])
def test_a_polite_signal_ends_a_practice(number: signal.Signals, practice: Supine) -> None:
    practice.send(number)
    assert practice.ended() == 0
    assert practice.printed == ""


@pytest.mark.parametrize("page", ["library", "practice"])
def test_closing_the_window_ends_the_program(page: str, request: pytest.FixtureRequest) -> None:
    program: Supine = request.getfixturevalue(page)
    program.key("alt+F4")
    assert program.ended() == 0
    assert program.printed == ""


def test_quit_after_quits(supine: Starter) -> None:
    program = supine("low-back-release", "--practise", "--quit-after", "1")
    assert program.ended() == 0
    assert program.printed == ""


def test_what_was_set_last_is_kept_at_the_end(supine: Starter, practice: Supine) -> None:
    practice.key("plus")
    # keys come in their order: when this one is answered, the first has been heard as well
    practice.press("space", "ready")
    practice.send(signal.SIGTERM)
    assert practice.ended() == 0
    assert "text_size: 1.1" in (supine.profile / "settings.yaml").read_text()


def test_after_a_crash_it_starts_again(supine: Starter, practice: Supine) -> None:
    practice.kill()
    again = supine.practise()
    again.press("space", "ready")


def test_after_a_crash_a_second_start_finds_the_new_one(supine: Starter, practice: Supine) -> None:
    practice.kill()
    supine.practise()
    assert supine().ended(3) == 0
