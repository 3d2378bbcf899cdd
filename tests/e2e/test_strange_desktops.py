"""A desktop that lacks something, or changes under a practice."""

from __future__ import annotations

import os
import shutil
import signal
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from tests.e2e import traces
from tests.e2e.desktop import NO_COOKIE, Screen
from tests.e2e.dispatcher import Dispatcher
from tests.e2e.driver import Starter, Supine
from tests.e2e.pictures import amount, controller, top
from tests.e2e.processes import family, runs
from tests.e2e.waiting import until
from tests.faults import Saw

pytestmark = pytest.mark.e2e

NEEDS_XRANDR = pytest.mark.skipif(not shutil.which("xrandr"), reason="xrandr is not installed")

NO_FONTS = """\
<?xml version="1.0"?>
<!DOCTYPE fontconfig SYSTEM "fonts.dtd">
<fontconfig><cachedir>{folder}</cachedir></fontconfig>
"""

OWN = """\
title: Dehnübung für Işıl
steps:
  - pose: Knie zur Brust
    sides: both
    side_words: "{Side} leg"
    holds:
      - count: 5
        unit: breaths
    leave:
      - Los.
"""

UNHEARD = ("sh", "-c", 'exec "$@" <&- >&- 2>&-', "sh")
"""Closes all that a program has of a terminal."""

HOUR = 3600

WALL_CLOCK = """\
import pathlib, time
real, change = time.time, pathlib.Path({place!r})
time.time = lambda: real() + float(change.read_text())
"""
"""Read by Python before the program: a wall clock that a test may set."""


@pytest.fixture
def hold(plan: dict[str, Any]) -> str:
    """The number of the first hold that breathes."""
    steps = plan["steps"]
    return str(next(s["index"] for s in steps if s["kind"] == "hold" and s["unit"] == "breaths"))


@pytest.fixture
def own_screen(tmp_path: Path) -> Iterator[Screen]:
    """A screen that this test may break."""
    made = Screen(tmp_path / "screen")
    yield made
    made.close()


@pytest.fixture
def full(own_screen: Screen, supine: Starter, hold: str) -> Supine:
    """A hold in full screen."""
    words = ("low-back-release", "--from", hold, "--fullscreen")
    program = supine.practise(*words, screen=own_screen)
    until(lambda: program.fills_screen, "full screen")
    program.wait_for("frame")
    return program


@pytest.mark.fault("no screen can be reached")
@pytest.mark.parametrize("name", ["", ":999"], ids=["none named", "nobody there"])
def test_without_a_screen_it_says_so_in_one_line(name: str, supine: Starter, saw: Saw) -> None:
    program = supine(DISPLAY=name)
    assert program.ended() == 1
    assert program.printed.startswith("supine: ")
    assert program.printed.count("\n") == 1
    saw(f"status 1 and: {program.printed.strip()}")


@pytest.mark.fault("the screen's server crashes")
def test_a_screen_that_crashes_leaves_no_process_behind_and_costs_no_setting(
    own_screen: Screen, supine: Starter, dispatcher: Dispatcher, hold: str, saw: Saw
) -> None:
    supine.settings("", voice=True)
    words = ("low-back-release", "--from", hold)
    program = supine.practise(*words, screen=own_screen, **dispatcher.environment)
    program.key("plus")
    kept = supine.profile / "settings.yaml"
    until(lambda: "text_size: 1.1" in kept.read_text(), "the setting")
    helpers = until(lambda: family(program.process.pid)[1:], "the voice")
    own_screen.crash()
    crashed = time.monotonic()
    assert program.ended() == 1
    until(lambda: not any(map(runs, helpers)), "no voice without a program")
    assert "text_size: 1.1" in kept.read_text()
    saw(f"ended, and its voice too, after {time.monotonic() - crashed:.1f} s; settings whole")


@pytest.mark.slow
@pytest.mark.fault("the window manager crashes")
def test_without_its_window_manager_a_practice_goes_on(
    own_screen: Screen, full: Supine, saw: Saw
) -> None:
    before = len(full.events)
    own_screen.lose_manager()
    gap = full.wait_for("frame", before + 1)["gap"]
    own_screen.do("mousemove", "500", "500", "key", "space")
    full.wait_for("pause", before, reason="asked")
    saw(f"longest gap {gap:.0f} ms; keys are heard")


@NEEDS_XRANDR
@pytest.mark.slow
@pytest.mark.fault("a monitor is unplugged, and the screen is smaller from then on")
def test_a_screen_that_becomes_smaller_is_filled_and_the_practice_goes_on(
    own_screen: Screen, full: Supine, saw: Saw
) -> None:
    before = len(full.events)
    for size in ((1024, 768), (800, 600), (1920, 1080)):
        own_screen.resize(*size)
        until(lambda: full.fills_screen, f"a full screen of {size}")
        until(lambda: controller(full.picture(), "right"), "the practice")
    full.wait_for("frame", len(full.events))
    events = full.events[before:]
    assert traces.named(events, "pause") == []
    saw("shown whole at 1024×768, 800×600 and 1920×1080 again, no pause")


@pytest.mark.slow
@pytest.mark.fault("the window is made small and large in mid breath")
def test_a_window_of_any_size_shows_the_practice(supine: Starter, hold: str, saw: Saw) -> None:
    program = supine.practise("low-back-release", "--from", hold)
    program.wait_for("frame")
    before = len(program.events)
    for width, height in ((640, 480), (1900, 500), (700, 1000), (1180, 760)):
        program.screen.do("windowsize", program.window, str(width), str(height))
        until(lambda w=width, h=height: program.place[2:] == (w, h), f"{width}×{height}")  # type: ignore[misc]
        until(lambda: amount(program.picture(), "circle") > 500, "the circle")
        assert amount(top(program.picture(), 0.3), "right") > 100
    program.wait_for("frame", len(program.events))
    assert traces.named(program.events[before:], "pause") == []
    saw("heading and circle at 640×480, 1900×500, 700×1000 and 1180×760, no pause")


@pytest.mark.slow
@pytest.mark.fault("another language, script or encoding of the system")
@pytest.mark.parametrize(
    "locale",
    [
        {"LC_ALL": "C", "PYTHONUTF8": "0", "PYTHONCOERCECLOCALE": "0"},
        {"LC_ALL": "tr_TR.UTF-8"},
        {"LANG": "de_DE.ISO-8859-1"},
        {"LANG": "ar_EG.UTF-8", "TZ": ":nowhere"},
    ],
    ids=["C, plain ASCII", "Turkish", "Latin-1", "Arabic, no time zone"],
)
def test_in_any_locale_a_sequence_is_practised_and_a_key_is_kept(
    locale: dict[str, str], supine: Starter
) -> None:
    program = supine.practise(supine.own("Übung ı.yaml", OWN), "--from", "1", **locale)
    until(lambda: controller(program.picture(), "right"), "the practice")
    program.key("plus")
    kept = supine.profile / "settings.yaml"
    until(lambda: "text_size: 1.1" in kept.read_text(), "the setting")
    program.close()
    again = supine.practise(supine.own("Übung ı.yaml", OWN), "--from", "1", **locale)
    again.close()
    assert list(supine.profile.glob("*set-aside*")) == []


@pytest.mark.slow
@pytest.mark.fault("the system has no font")
def test_without_any_font_of_the_system_all_words_are_shown(
    supine: Starter, hold: str, tmp_path: Path, saw: Saw
) -> None:
    usual = _ink(supine, hold)
    config = tmp_path / "fonts.conf"
    config.write_text(NO_FONTS.format(folder=tmp_path / "fonts"))
    bare = _ink(supine, hold, FONTCONFIG_FILE=str(config))
    assert bare == pytest.approx(usual, rel=0.1)
    saw(f"{bare} pixels of writing, {usual} with the system's fonts")


def _ink(supine: Starter, hold: str, **env: str) -> int:
    program = supine.practise("low-back-release", "--from", hold, **env)
    until(lambda: controller(program.picture(), "right"), "the practice")
    program.press("space", "pause")
    ink = amount(top(program.picture(), 0.2), "right")
    program.close()
    return ink


@pytest.mark.slow
@pytest.mark.fault("the person has no home folder")
def test_without_a_home_a_practice_begins_and_nothing_is_kept(
    supine: Starter, hold: str, saw: Saw
) -> None:
    program = supine.homeless("low-back-release", "--practise", "--from", hold)
    program.wait_for("frame")
    program.focus()
    program.press("space", "pause")
    program.key("plus")
    program.press("space", "resume")
    program.send(signal.SIGTERM)
    assert program.ended() == 0
    assert set(program.printed.splitlines()) <= {NO_COOKIE}
    saw("practised, settings hold until the end")


@pytest.mark.fault("no terminal: its input, output and errors are closed")
def test_without_a_terminal_it_practises(supine: Starter, hold: str, saw: Saw) -> None:
    program = supine.practise("low-back-release", "--from", hold, before=UNHEARD)
    program.wait_for("frame")
    program.press("space", "pause")
    saw("practised as usual")


@pytest.mark.slow
@pytest.mark.fault("the wall clock is set an hour ahead and two back")
def test_a_clock_that_is_set_moves_no_practice(
    supine: Starter, hold: str, tmp_path: Path, saw: Saw
) -> None:
    change, shim = tmp_path / "change", tmp_path / "shim"
    change.write_text("0")
    shim.mkdir()
    (shim / "sitecustomize.py").write_text(WALL_CLOCK.format(place=str(change)))
    paths = ":".join(filter(None, [str(shim), os.environ.get("PYTHONPATH", "")]))
    program = supine.practise("low-back-release", "--from", hold, "--speed", "5", PYTHONPATH=paths)
    for seconds in (HOUR, -HOUR):
        program.wait_for("breath", len(program.events))
        change.write_text(str(seconds))
        breath = program.wait_for("breath", len(program.events), heard=True)
        assert breath["wall"] == pytest.approx(time.time() + seconds, abs=2)
        assert breath["at"] - breath["due"] < 0.15
    assert traces.named(program.events, "pause") == []
    saw("each breath in its time, no pause")
