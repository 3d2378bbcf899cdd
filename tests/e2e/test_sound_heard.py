"""Sound as it comes out of the computer, recorded and laid beside the trace."""

from __future__ import annotations

import time
from pathlib import Path

import numpy as np
import pytest

from supine.audio.worker import BUFFER
from tests.e2e import hearing, traces
from tests.e2e.conftest import TWO_SIDES, Desk
from tests.e2e.driver import Starter
from tests.e2e.hearing import RATE, Heard
from tests.e2e.traces import Event
from tests.e2e.waiting import until

pytestmark = pytest.mark.e2e

MEDIAN, WORST = BUFFER / 10, 25.0
"""Milliseconds from the middle of all. A sound begins with the next of the four pieces in which the
server asks for sound, so half of all are up to a sixteenth of the buffer off: 5 of 80. The first
sound after a stream was opened may be some 10 more off where both processors are busy just then."""

FAST_BREATH = "breaths_per_minute: 20"

Practised = tuple[list[Event], list[Heard]]


def wait_until_heard(event: Event) -> None:
    """Wait until a sound has come through to the recording."""
    until(lambda: time.time() > event["wall"] + hearing.SHAPE + 0.5, "the sound to be over")


@pytest.fixture(scope="module")
def practised(desk: Desk, tmp_path_factory: pytest.TempPathFactory) -> Practised:
    """The trace of a short practice on both sides, and each of its sounds as heard."""
    folder = tmp_path_factory.mktemp("heard")
    sequence = folder / "two-sides.yaml"
    sequence.write_text(TWO_SIDES)
    with Starter(desk.screen, desk.speaker, folder) as supine:
        supine.settings(FAST_BREATH)
        with desk.speaker.record(folder / "heard.raw"):
            program = supine.practise(sequence)
            program.wait_for("end", seconds=120)
            wait_until_heard(program.wait_for("bell", name="finish"))
    recording = hearing.open_recording(folder / "heard.raw")
    return program.events, hearing.hear(recording, program.events)


@pytest.fixture(scope="module")
def heard(practised: Practised) -> list[Heard]:
    return practised[1]


def shares(heard: list[Heard], sound: str) -> list[float]:
    return [one.share for one in heard if one.sound == sound]


def test_every_sound_of_the_practice_is_heard(heard: list[Heard]) -> None:
    assert hearing.timing(heard).missing == 0
    assert [one.sound for one in heard].count("in") == 6


def test_sounds_are_heard_in_the_order_of_the_plan(heard: list[Heard]) -> None:
    played = sorted(heard, key=lambda one: one.at + one.lateness / 1000)
    assert [one.due for one in played] == sorted(one.due for one in heard)


@pytest.mark.measure
def test_every_sound_is_heard_when_the_trace_says(heard: list[Heard]) -> None:
    found = hearing.timing(heard)
    assert found.median <= MEDIAN
    assert found.worst <= WORST


@pytest.mark.measure
def test_sounds_are_heard_as_far_apart_as_the_plan_says(heard: list[Heard]) -> None:
    late = np.array([one.at + one.lateness / 1000 - one.due for one in heard])
    assert np.abs(late - np.median(late)).max() <= WORST / 1000


@pytest.mark.parametrize(("sound", "volume"), [("in", 0.7), ("out", 0.7), ("begin", 0.8)])
def test_sounds_are_as_loud_as_set(sound: str, volume: float, heard: list[Heard]) -> None:
    assert shares(heard, sound) == pytest.approx([volume**2] * len(shares(heard, sound)), abs=0.15)


@pytest.mark.parametrize(("sound", "least", "most"), [("right", 0.8, 1.0), ("left", 0.0, 0.2)])
def test_a_change_of_side_is_heard_from_that_side(
    sound: str, least: float, most: float, heard: list[Heard]
) -> None:
    balances = [one.balance for one in heard if one.sound == sound]
    assert balances
    assert all(least <= balance <= most for balance in balances)


@pytest.mark.measure
def test_frames_come_without_a_gap_that_can_be_seen(practised: Practised) -> None:
    gaps = traces.frame_gaps(practised[0])
    assert gaps.seconds >= 10
    assert gaps.longest < 100


def test_muted_is_silent(supine: Starter, two_sides: Path, tmp_path: Path) -> None:
    supine.settings(f"{FAST_BREATH}\nmuted: true")
    with supine.speaker.record(tmp_path / "muted.raw"):
        program = supine.practise(two_sides, "--from", "1")
        wait_until_heard(program.wait_for("breath", phase="out"))
    assert np.abs(hearing.open_recording(tmp_path / "muted.raw")).max() == 0
    assert not [event for event in program.events if event.get("heard")]


def test_a_pause_ends_what_sounds(supine: Starter, two_sides: Path, tmp_path: Path) -> None:
    with supine.speaker.record(tmp_path / "paused.raw"):
        program = supine.practise(two_sides, "--from", "1")
        wait_until_heard(program.wait_for("breath"))
        paused = program.press("space", "pause")
        until(lambda: time.time() > paused["wall"] + 3, "three seconds of pause")
    recording = hearing.open_recording(tmp_path / "paused.raw")
    assert np.abs(recording).max() > 100
    assert np.abs(recording[-RATE:]).max() == 0


def sounding(late: dict[int, float]) -> tuple[hearing.Recording, list[Event]]:
    """Return a made-up recording of ten sounds; those in `late` come that many seconds later."""
    recording = np.zeros((RATE * 40, 2))
    events = []
    for number in range(10):
        name = ("begin", "in", "out")[number % 3]
        at = 3.0 + number * 3.1 + (number % 4) * 0.2
        event = {"event": "bell", "name": name, "due": at, "wall": 1000 + at, "heard": True}
        first = round((at + late.get(number, 0.0)) * RATE)
        shape = hearing.sound(name)[:RATE]
        recording[first : first + len(shape)] += 0.5 * shape
        events.append(event)
    return (recording * 32767).astype(np.int16), events


def test_the_measure_finds_nothing_late_where_nothing_is() -> None:
    found = hearing.timing(hearing.hear(*sounding({})))
    assert (found.heard, found.missing) == (10, 0)
    assert found.worst < 1


def test_the_measure_finds_a_late_sound() -> None:
    found = hearing.timing(hearing.hear(*sounding({4: 0.08})))
    assert found.worst == pytest.approx(80, abs=2)


def test_the_measure_misses_a_sound_that_is_not_there() -> None:
    recording, events = sounding({})
    recording[round(events[5]["due"] * RATE) - RATE // 2 :][:RATE] = 0
    assert hearing.timing(hearing.hear(recording, events)).missing == 1
