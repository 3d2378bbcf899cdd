"""The real program reminds on a real desktop, and hears the answer; it starts put away."""

from __future__ import annotations

import shutil
import time
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
import yaml

from supine.journal.entry import Entry, Line
from supine.journal.journal import append
from tests.e2e.bus import Bus
from tests.e2e.driver import Starter, Supine
from tests.e2e.notifications import Notifications
from tests.e2e.waiting import until
from tests.faults import Saw

pytestmark = pytest.mark.e2e

with_dunst = pytest.mark.skipif(not shutil.which("dunst"), reason="dunst is not installed")


@pytest.fixture
def bus(tmp_path: Path) -> Iterator[Bus]:
    made = Bus(tmp_path / "session")
    yield made
    made.close()


@pytest.fixture
def desktop(supine: Starter, bus: Bus, tmp_path: Path) -> Iterator[Notifications]:
    made = Notifications(supine.screen, bus, tmp_path / "notifications")
    yield made
    made.close()


def due_now(supine: Starter) -> None:
    """Let a reminder be due since noon, on whatever day this is."""
    supine.settings(
        "reminders: true\nreminder_days: mon tue wed thu fri sat sun\nreminder_time: 12"
    )


def noon() -> str:
    """Return a zone in which it is noon just now: no test begins as an hour or a day ends."""
    now = datetime.now(UTC)
    # by how much the place is behind, as POSIX wants it
    behind = now.hour * 60 + now.minute - 12 * 60
    return f"HERE{'-' if behind < 0 else '+'}{abs(behind) // 60}:{abs(behind) % 60:02}"


def reminded(supine: Starter, bus: Bus) -> Supine:
    """Return a program that starts as with the computer, and has a reminder to give."""
    due_now(supine)
    return start(supine, bus)


def start(supine: Starter, bus: Bus) -> Supine:
    return supine("--minimised", TZ=noon(), DBUS_SESSION_BUS_ADDRESS=bus.address)


def kept(supine: Starter) -> dict[str, str]:
    """Return what the settings say of the last reminder."""
    try:
        settings = yaml.safe_load((supine.profile / "settings.yaml").read_text())
    except FileNotFoundError:
        return {}
    return {name: settings.get(name, "") for name in ("reminded", "remind_again")}


def is_told(supine: Starter) -> bool:
    return kept(supine).get("reminded", "") != ""


def put_away(program: Supine) -> bool:
    """Return whether the window is there and minimised."""
    found = program.screen.ask("xdotool", "search", "--pid", str(program.process.pid)).split()
    states = [program.screen.ask("xprop", "-id", one, "WM_STATE") for one in found]
    return any("Iconic" in state for state in states)


@with_dunst
def test_a_reminder_is_shown_and_a_click_brings_the_window_forward(
    supine: Starter, bus: Bus, desktop: Notifications
) -> None:
    program = reminded(supine, bus)
    until(lambda: desktop.shown == 1, "a reminder")
    assert put_away(program)
    desktop.click()
    until(lambda: program.window, "the window")
    until(lambda: not program.minimised, "the window in front")
    until(lambda: desktop.shown == 0, "no reminder any more")
    (told,) = desktop.past()
    assert told["summary"] == "Time for your back, if it suits you."
    assert told["appname"] == "Supine"
    program.close()
    assert kept(supine)["remind_again"] == ""


@with_dunst
@pytest.mark.parametrize("button", ["In an hour", "Not today"])
def test_a_reminder_is_answered_by_its_buttons(
    supine: Starter, bus: Bus, desktop: Notifications, button: str
) -> None:
    program = reminded(supine, bus)
    until(lambda: desktop.shown == 1, "a reminder")
    desktop.press(button)
    until(lambda: desktop.shown == 0, "no reminder any more")
    if button == "In an hour":
        until(lambda: kept(supine)["remind_again"], "another time")
    program.close()
    again = kept(supine)["remind_again"]
    if button == "In an hour":
        ahead = datetime.fromisoformat(again) - datetime.now(UTC)
        assert timedelta(minutes=55) < ahead <= timedelta(hours=1)
    else:
        assert again == ""


@with_dunst
def test_one_that_was_closed_does_not_come_again_and_the_end_takes_one_back(
    supine: Starter, bus: Bus, desktop: Notifications
) -> None:
    program = reminded(supine, bus)
    until(lambda: desktop.shown == 1, "a reminder")
    until(lambda: is_told(supine), "a note of it")
    program.close()
    assert desktop.shown == 0
    again = start(supine, bus)
    until(lambda: put_away(again), "a window that is put away")
    again.close()
    assert len(desktop.past()) == 1


@with_dunst
def test_who_has_practised_today_is_not_reminded(
    supine: Starter, bus: Bus, desktop: Notifications
) -> None:
    now = datetime.now(UTC)
    entry = Entry(at=now, title="Low Back Release", seconds=900.0)
    append(supine.profile / "journal", "other", [Line("x", 1, now, "other", entry)])
    program = reminded(supine, bus)
    until(lambda: is_told(supine), "a note that none is needed")
    program.close()
    assert (desktop.shown, desktop.past()) == (0, [])


@with_dunst
def test_in_a_practice_no_reminder_is_shown(
    supine: Starter, bus: Bus, desktop: Notifications, two_sides: Path
) -> None:
    due_now(supine)
    # nobody on this bus keeps a screen on, of which the program would tell
    env = {"DBUS_SESSION_BUS_ADDRESS": bus.address, "WAKEPY_FAKE_SUCCESS": "1"}
    program = supine.practise(two_sides, TZ=noon(), **env)
    until(lambda: is_told(supine), "a note that none is needed")
    # one that came before the practice has begun is taken back
    until(lambda: desktop.shown == 0, "no reminder")
    program.close()


def test_started_with_the_computer_it_is_put_away_and_calls_no_other_forward(
    supine: Starter,
) -> None:
    first = supine("--minimised")
    until(lambda: put_away(first), "a window that is put away")
    # by then all is built, and its shelf is read
    until((supine.profile / "supine.log").exists, "a log")
    second = supine("--minimised")
    assert second.ended() == 0
    assert put_away(first)
    third = supine()
    assert third.ended() == 0
    until(lambda: first.window and not first.minimised, "a window in front")
    first.close()


@pytest.mark.fault("no notification service")
def test_without_a_service_a_due_reminder_breaks_nothing(
    supine: Starter, bus: Bus, saw: Saw
) -> None:
    program = reminded(supine, bus)
    until(lambda: is_told(supine), "a note of it")
    saw(f"said in the settings; ended after {ended_after(program):.1f} s")


@with_dunst
@pytest.mark.fault("the notification service, or the message bus, hangs")
@pytest.mark.parametrize("what", ["service", "bus"])
def test_what_hangs_holds_up_no_end(
    supine: Starter, bus: Bus, desktop: Notifications, what: str, saw: Saw
) -> None:
    if what == "service":
        desktop.hang()
        program = reminded(supine, bus)
        until(lambda: is_told(supine), "a note of it")
    else:
        program = reminded(supine, bus)
        until(lambda: desktop.shown == 1, "a reminder")
        bus.hang()
    seconds = ended_after(program)
    # Qt waits 25 s for a bus that it asks
    assert seconds < 20
    saw(f"ended after {seconds:.1f} s")


@pytest.mark.slow
@pytest.mark.fault("the message bus hangs as the program starts")
def test_a_bus_that_hangs_at_the_start_costs_seconds_and_no_window(
    supine: Starter, bus: Bus, saw: Saw
) -> None:
    bus.hang()
    due_now(supine)
    began = time.monotonic()
    program = supine.library(TZ=noon(), DBUS_SESSION_BUS_ADDRESS=bus.address)
    shown = time.monotonic() - began
    until(lambda: is_told(supine), "a note of the reminder")
    assert "bus hangs" in (supine.profile / "supine.log").read_text()
    saw(f"the window came after {shown:.1f} s; ended after {ended_after(program):.1f} s")


def ended_after(program: Supine) -> float:
    """Close the program, and return the seconds that it took."""
    began = time.monotonic()
    program.close()
    return time.monotonic() - began
