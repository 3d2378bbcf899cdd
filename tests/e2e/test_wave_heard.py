"""The breath's wave as it comes out of the computer, recorded and laid beside the plan."""

from __future__ import annotations

import os
import time
from collections.abc import Iterator
from itertools import pairwise
from pathlib import Path
from typing import NamedTuple

import numpy as np
import numpy.typing as npt
import pytest

from supine.core.breath import breath_at
from supine.core.pace import Pace
from tests.e2e import hearing, traces
from tests.e2e.conftest import Desk
from tests.e2e.dispatcher import Dispatcher, missing
from tests.e2e.driver import Starter
from tests.e2e.hearing import RATE
from tests.e2e.traces import Event
from tests.e2e.waiting import until

pytestmark = pytest.mark.e2e

RHYTHM = Pace(breaths_per_minute=20).rhythm

WAVE = "breaths_per_minute: 20\nbreath_volume: 0\nwave: true\nwave_volume: 0.8"

HOLD = """\
title: One hold
steps:
  - pose: Knee hug
    settle:
      - Let it be heavy.
    holds:
      - count: 9
        unit: breaths
    leave:
      - Let go.
"""

WINDOW, HOP = round(0.05 * RATE), round(0.005 * RATE)
"""Frames over which loudness is measured, and from one measure to the next."""

LATEST = 30.0
"""Milliseconds that the wave may be away from the plan; 5 were measured, of windows of 50."""

SILENT = 0.0003
"""Loudness, of 1, below which nobody hears anything: -70 dBFS. Near-silence has a third of it."""

FADED = 0.23 + 0.25 + 0.1
"""Seconds after which it is silent when something ends it: buffers, the fade, some reserve."""

Loudness = npt.NDArray[np.float64]


class Heard(NamedTuple):
    """A recording, where it began on the clock, and the trace."""

    recording: hearing.Recording
    began: float
    events: list[Event]

    def loudness(self, begin: float, end: float) -> Loudness:
        """Return the loudness between two times of the wall clock, every 5 ms."""
        first, last = (round((at - self.began) * RATE) for at in (begin, end))
        part = self.recording[first : last + WINDOW].astype(np.float64) / 32768
        power = np.concatenate([[0.0], np.cumsum((part**2).mean(axis=1))])
        places = np.arange(0, last - first, HOP)
        return np.asarray(np.sqrt((power[places + WINDOW] - power[places]) / WINDOW))


def until_wall(at: float) -> None:
    until(lambda: time.time() > at, "time to pass", 60)


def heard(file: Path, events: list[Event]) -> Heard:
    """Find where the recording began from its bells."""
    recording = hearing.open_recording(file)
    found = [one for one in hearing.hear(recording, events) if one.share >= hearing.PRESENT]
    walls = {(event["due"], traces.sound_of(event)): event["wall"] for event in events}
    began = [walls[one.due, one.sound] - one.at - one.lateness / 1000 for one in found]
    return Heard(recording, float(np.median(began)), events)


@pytest.fixture(scope="module")
def held(desk: Desk, tmp_path_factory: pytest.TempPathFactory) -> Heard:
    """A hold of nine breaths, paused in the sixth and gone on with."""
    folder = tmp_path_factory.mktemp("wave")
    path = folder / "hold.yaml"
    path.write_text(HOLD)
    with Starter(desk.screen, desk.speaker, folder) as supine:
        supine.settings(WAVE)
        with desk.speaker.record(folder / "wave.raw"):
            program = supine.practise(path)
            due = program.wait_for("wave")["due"] + 5 * RHYTHM.seconds
            until_wall(program.wait_for("wave", due=round(due, 4), seconds=40)["wall"] + 1.0)
            program.press("space", "pause")
            until_wall(time.time() + 3)
            program.press("space", "resume")
            until_wall(program.wait_for("bell", name="finish", seconds=40)["wall"] + 2)
        return heard(folder / "wave.raw", program.events)


def waves(held: Heard) -> list[Event]:
    return traces.named(held.events, "wave", heard=True)


def expected(into: float) -> float:
    """Return how loud it should be, so many seconds into a breath: the exhale has 2 dB more."""
    breath = breath_at(RHYTHM, into)
    return breath.fullness * (1.0 if breath.phase == "in" else 10 ** (2 / 20))


def test_it_follows_the_breath_of_the_plan(held: Heard) -> None:
    # the bell rings on into the first breath, and over the last
    first, last = waves(held)[1:5:3]
    loudness = held.loudness(first["wall"], last["wall"])
    into = np.arange(len(loudness)) * HOP / RATE + WINDOW / 2 / RATE
    fits = {}
    for lag in range(-200, 201, 5):
        plan = [expected(RHYTHM.seconds + at - lag / 1000) for at in into]
        fits[lag] = float(np.corrcoef(loudness, plan)[0, 1])
    best = max(fits, key=fits.__getitem__)
    assert fits[0] > 0.97
    assert abs(best) <= LATEST


def test_nothing_clicks_in_it(held: Heard) -> None:
    first, last = waves(held)[2:6:3]
    places = [round((event["wall"] - held.began) * RATE) for event in (first, last)]
    part = held.recording[places[0] : places[1]].astype(np.int64)
    assert np.abs(np.diff(part, axis=0)).max() < 0.3 * np.abs(part).max()


def test_a_pause_is_silent_and_it_joins_again_softly(held: Heard) -> None:
    (paused,) = traces.named(held.events, "pause")
    (resumed,) = traces.named(held.events, "resume")
    assert held.loudness(paused["wall"] + 2.0, resumed["wall"] - 0.2).max() == 0.0
    (joined,) = [event for event in waves(held) if event["at"] - event["due"] > 0.2]
    assert joined["at"] == pytest.approx(paused["at"], abs=0.05)
    again = held.loudness(joined["wall"] + 1.0, joined["wall"] + 1.2)
    assert again.max() > 10 * SILENT


def test_the_device_is_awake_at_least_a_fifth_of_a_second_before_anything_is_due(
    held: Heard,
) -> None:
    for name in ("start", "resume"):
        (event,) = traces.named(held.events, name)
        assert held.loudness(event["wall"] + 0.1, event["wall"] + 0.3).min() > 0


SPOKEN = "bells_volume: 0\nvoice_volume: 0\nvoice_counting: every"
"""A voice that nobody hears, so that what is heard is the wave alone."""


@pytest.fixture(scope="module")
def spoken(desk: Desk, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Heard]:
    """The same hold, with every breath counted aloud; bells are at 0, so the clock has to do."""
    if missing() and "CI" not in os.environ:
        pytest.skip(f"not installed: {', '.join(missing())} (scripts/system_packages.sh test)")
    folder = tmp_path_factory.mktemp("spoken")
    dispatcher = Dispatcher(desk.speaker, folder / "dispatcher")
    with Starter(desk.screen, desk.speaker, folder) as supine:
        path, file = folder / "hold.yaml", folder / "spoken.raw"
        path.write_text(HOLD)
        supine.settings(f"{WAVE}\n{SPOKEN}", voice=True)
        program = supine(path, screen=desk.screen, trace="", **dispatcher.environment)
        program.focus()
        until(lambda: dispatcher.talks, "a voice")
        until_wall(time.time() + 1.0)
        with desk.speaker.record(file):
            program.press("space", "start")
            until_wall(program.wait_for("end", seconds=60)["wall"] + 1)
        began = file.stat().st_mtime - file.stat().st_size / 4 / RATE
        yield Heard(hearing.open_recording(file), began, program.events)
    dispatcher.close()


def test_it_is_silent_while_the_voice_speaks_and_comes_back(spoken: Heard) -> None:
    first = waves(spoken)[0]["wall"]
    lines = [(e["event"], e["wall"]) for e in spoken.events if e["event"] in ("say", "said")]
    said = [
        (begin, end)
        for (name, begin), (other, end) in pairwise(lines)
        if (name, other) == ("say", "said") and begin > first and end - begin > FADED + 0.2
    ]
    assert len(said) >= 3
    for begin, end in said:
        assert spoken.loudness(begin + FADED, end).max() < SILENT
    assert spoken.loudness(first, waves(spoken)[-1]["wall"]).max() > 30 * SILENT


def test_near_silence_comes_before_the_first_word_though_all_else_is_at_nought(
    spoken: Heard,
) -> None:
    line = traces.named(spoken.events, "say", heard=True)[0]
    (start,) = traces.named(spoken.events, "start")
    before = spoken.loudness(start["wall"] + 0.15, line["wall"])
    assert line["wall"] - start["wall"] > 0.15
    assert before.min() > 0
    assert before.max() < SILENT
