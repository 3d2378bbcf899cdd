"""Starting twice, and every way to end."""

from __future__ import annotations

import signal
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.e2e import traces
from tests.e2e.dispatcher import Dispatcher
from tests.e2e.driver import Starter, Supine
from tests.e2e.pictures import amount
from tests.e2e.processes import family, runs
from tests.e2e.waiting import until
from tests.faults import Saw

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


@pytest.mark.fault("the program is started twice")
def test_a_second_start_leaves_at_once_and_raises_the_first(
    supine: Starter, library: Supine, saw: Saw
) -> None:
    library.screen.do("windowminimize", library.window)
    until(lambda: library.minimised, "no window")
    begun = time.monotonic()
    assert supine().ended() == 0
    passed = time.monotonic() - begun
    saw(f"the second leaves after {passed:.1f} s, the first is in front")
    until(lambda: not library.minimised, "the window in view")
    until(lambda: library.screen.ask("xdotool", "getactivewindow").strip() == library.window,
          "the first window in front")  # fmt: skip


@pytest.mark.fault("the program is started twice")
def test_a_second_start_hands_over_its_file(
    supine: Starter, library: Supine, two_sides: Path
) -> None:
    assert supine(two_sides).ended() == 0
    until(lambda: amount(library.picture(), "circle") == 0, "the page before the practice")
    library.key("space")
    library.press("space", "start")
    assert library.wait_for("step")["pose"] == "Knee hug"


@pytest.mark.fault("the program is started twice")
def test_a_second_start_leaves_a_running_practice_alone(
    supine: Starter, practice: Supine, two_sides: Path
) -> None:
    assert supine(two_sides).ended() == 0
    practice.press("space", "ready")
    assert len(traces.named(practice.events, "start")) == 1
    assert traces.named(practice.events, "pause") == []


@pytest.mark.fault("two people at one computer")
def test_another_profile_is_another_program(
    supine: Starter, practice: Supine, two_sides: Path, tmp_path: Path
) -> None:
    supine.settings("", tmp_path / "other")
    other = supine("--profile", tmp_path / "other", two_sides, "--practise")
    assert other.wait_for("step")["pose"] == "Knee hug"
    assert practice.process.poll() is None


@pytest.fixture
def no_nohup() -> Iterator[None]:
    """Let programs hear of a terminal that closes, also where `nohup` started these tests."""
    was = signal.signal(signal.SIGHUP, signal.SIG_DFL)
    yield
    signal.signal(signal.SIGHUP, was)


@pytest.mark.usefixtures("no_nohup")
@pytest.mark.fault("a signal: kill, Ctrl+C, a terminal that closes")
@pytest.mark.parametrize(
    "number", [signal.SIGTERM, signal.SIGINT, signal.SIGHUP], ids=lambda one: one.name
)
def test_a_polite_signal_ends_a_practice(
    number: signal.Signals, practice: Supine, saw: Saw
) -> None:
    sent = time.monotonic()
    practice.send(number)
    assert practice.ended() == 0
    assert practice.printed == ""
    saw(f"ended after {time.monotonic() - sent:.1f} s")


def test_under_nohup_a_terminal_that_closes_ends_nothing(supine: Starter) -> None:
    program = supine.practise(before=("nohup",))
    program.send(signal.SIGHUP)
    program.press("space", "ready")
    assert program.process.poll() is None


def test_closing_the_window_ends_the_program(library: Supine) -> None:
    library.key("alt+F4")
    assert library.ended() == 0
    assert library.printed == ""


def test_quit_after_quits(supine: Starter) -> None:
    program = supine("low-back-release", "--practise", "--quit-after", "1")
    assert program.ended() == 0
    assert program.printed == ""


@pytest.mark.fault("a signal: kill, Ctrl+C, a terminal that closes")
def test_what_was_set_last_is_kept_at_the_end(supine: Starter, practice: Supine) -> None:
    practice.key("plus")
    # keys come in their order: when this one is answered, the first has been heard as well
    practice.press("space", "ready")
    practice.send(signal.SIGTERM)
    assert practice.ended() == 0
    assert "text_size: 1.1" in (supine.profile / "settings.yaml").read_text()


@pytest.mark.fault("killed without warning")
def test_after_a_crash_it_starts_again(supine: Starter, practice: Supine, saw: Saw) -> None:
    practice.kill()
    killed = time.monotonic()
    again = supine.practise()
    saw(f"practising again after {time.monotonic() - killed:.1f} s")
    again.press("space", "ready")


@pytest.mark.fault("killed without warning")
def test_after_a_crash_a_second_start_finds_the_new_one(supine: Starter, practice: Supine) -> None:
    practice.kill()
    supine.practise()
    assert supine().ended() == 0


@pytest.mark.slow
@pytest.mark.fault("killed without warning")
def test_after_a_crash_its_voice_is_gone_too(
    supine: Starter, dispatcher: Dispatcher, saw: Saw
) -> None:
    supine.settings("", voice=True)
    program = supine.practise(trace="", screen=supine.screen, **dispatcher.environment)
    until(lambda: dispatcher.talks, "a voice")
    helpers = family(program.process.pid)[1:]
    assert helpers
    program.kill()
    killed = time.monotonic()
    until(lambda: not any(map(runs, helpers)), "no voice without a program")
    saw(f"no process is left after {time.monotonic() - killed:.1f} s")


@pytest.mark.slow
@pytest.mark.fault("the program is started twice")
def test_of_four_that_start_at_once_one_stays(supine: Starter, saw: Saw) -> None:
    supine.settings("")
    begun = time.monotonic()
    programs = [supine("low-back-release") for _ in range(4)]

    def left() -> list[Supine]:
        return [program for program in programs if program.process.poll() is None]

    until(lambda: len(left()) == 1, "one program alone")
    saw(f"one of four that start at once is left after {time.monotonic() - begun:.1f} s")
    (first,) = left()
    assert first.window
    assert [one.process.returncode for one in programs if one is not first] == [0, 0, 0]


@pytest.mark.fault("the program hangs, and is started again")
def test_beside_one_that_hangs_another_is_usable(
    supine: Starter, practice: Supine, saw: Saw
) -> None:
    practice.send(signal.SIGSTOP)
    begun = time.monotonic()
    other = supine("low-back-release", "--practise")
    assert other.window
    passed = time.monotonic() - begun
    other.wait_for("step")
    practice.send(signal.SIGCONT)
    saw(f"another window after {passed:.1f} s")
