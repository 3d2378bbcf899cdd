"""A desktop's media keys reach the practice whoever has the focus, and never hold it up."""

from __future__ import annotations

import signal
import time
from pathlib import Path

import pytest

from tests.e2e.bus import Bus
from tests.e2e.driver import Starter, Supine
from tests.e2e.waiting import until
from tests.faults import Saw

pytestmark = pytest.mark.e2e


@pytest.fixture
def program(supine: Starter, bus: Bus, two_sides: Path) -> Supine:
    return bus.practise(supine, two_sides)


def test_the_pose_is_the_title_with_its_side_first(program: Supine, bus: Bus) -> None:
    assert '"Right leg: Knee hug"' in bus.get("Metadata")
    assert '"Two sides"' in bus.get("Metadata")
    for _step in range(3):
        bus.send("Next")
    program.wait_for("step", side="left")
    until(lambda: '"Left leg: Knee hug"' in bus.get("Metadata"), "the other side")


def test_a_headsets_button_says_i_am_ready_then_pauses_and_goes_on(
    program: Supine, bus: Bus
) -> None:
    bus.send("PlayPause")
    program.wait_for("ready")
    bus.send("PlayPause")
    program.wait_for("pause", reason="asked")
    assert "Paused" in bus.get("PlaybackStatus")
    bus.send("Play")
    program.wait_for("resume")
    assert "Playing" in bus.get("PlaybackStatus")
    bus.send("Stop")
    program.wait_for("pause", since=len(program.events) - 1)
    bus.send("Previous")
    program.wait_for("back")


def test_play_says_i_am_ready_too(program: Supine, bus: Bus) -> None:
    bus.send("Play")
    program.wait_for("ready")


def test_after_the_practice_media_keys_are_left_to_others(program: Supine, bus: Bus) -> None:
    assert bus.names() == ["org.mpris.MediaPlayer2.supine"]
    program.key("Right", "Right", "Right", "Right", "Right", "Right")
    program.wait_for("end")
    until(lambda: bus.names() == [], "the player to have gone")
    program.close()


def test_a_headset_says_how_the_back_feels_and_then_the_keys_are_left_to_others(
    supine: Starter, bus: Bus, two_sides: Path
) -> None:
    env = {"DBUS_SESSION_BUS_ADDRESS": bus.address, "WAKEPY_FAKE_SUCCESS": "1"}
    program = supine.practise(two_sides, "--speed", "20", **env)
    program.wait_for("end")
    until(lambda: '"How does your back feel now?"' in bus.get("Metadata"), "the question")
    for button in ("Previous", "Previous", "Previous", "PlayPause"):
        bus.send(button)
    (file,) = (supine.profile / "journal").glob("*.jsonl")
    until(lambda: '"after":3' in file.read_text("utf-8"), "the answer in the journal")
    program.key("Escape")
    until(lambda: bus.names() == [], "the player to have gone")
    program.close()


@pytest.mark.fault("the message bus hangs")
def test_a_bus_that_hangs_in_the_middle_holds_up_no_end(
    program: Supine, bus: Bus, saw: Saw
) -> None:
    bus.hang()
    program.key("Right", "Right", "Right", "Right", "Right", "Right")
    ended = program.wait_for("end")
    program.send(signal.SIGTERM)
    # a bus that is waited for answers nothing for 25 s
    assert program.ended(20.0) == 0
    passed = time.time() - ended["wall"]
    saw(f"closed {passed:.1f} s after the practice was over")


@pytest.mark.fault("nonsense over the message bus")
def test_what_is_asked_wrongly_is_refused_and_breaks_nothing(program: Supine, bus: Bus) -> None:
    properties = "org.freedesktop.DBus.Properties"
    assert bus.send("Nonsense") == ""
    assert bus.get("Nonsense") == ""
    assert bus.send("Get", face=properties) == ""
    assert bus.send("Set", "string:x", "string:Volume", "variant:double:7", face=properties) == ""
    assert "Supine" in bus.get("Identity", "org.mpris.MediaPlayer2")
    assert 'interface name="org.mpris.MediaPlayer2.Player"' in bus.send(
        "Introspect", face="org.freedesktop.DBus.Introspectable"
    )
    assert program.process.poll() is None
