"""The breath's wave as it comes out of the computer, recorded and laid beside the plan."""

from __future__ import annotations

import os
import time
from collections.abc import Iterator
from contextlib import contextmanager
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
from tests.e2e.desktop import Speaker
from tests.e2e.dispatcher import Dispatcher, missing
from tests.e2e.driver import Starter, Supine
from tests.e2e.hearing import RATE
from tests.e2e.spoken import wait_for_voice
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
      - count: 7
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

FADED = 0.36 + 0.15 + 0.07
"""Seconds after which it is silent when something ends it: buffers, the fade, some reserve."""

WORD = 300
"""The sample from which on it is the voice that is heard: -41 dBFS."""

AWAKE = 0.2
"""Seconds for which there has been near-silence when the first word is heard."""

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
    """Find where the recording began exactly, from its bells."""
    recording, start = hearing.open_recording(file), hearing.began(file)
    found = [one for one in hearing.hear(recording, events, start) if one.share >= hearing.PRESENT]
    assert found, "no bell was heard"
    walls = {(event["due"], traces.sound_of(event)): event["wall"] for event in events}
    began = [walls[one.due, one.sound] - one.at - one.lateness / 1000 for one in found]
    return Heard(recording, float(np.median(began)), events)


@pytest.fixture(scope="module")
def held(desk: Desk, tmp_path_factory: pytest.TempPathFactory) -> Heard:
    """A hold of seven breaths, paused in the sixth and gone on with."""
    folder = tmp_path_factory.mktemp("wave")
    path = folder / "hold.yaml"
    path.write_text(HOLD)
    with Starter(desk.screen, desk.speaker, folder) as supine:
        supine.settings(WAVE)
        with desk.speaker.record(folder / "wave.raw"):
            program = supine.practise(path)
            due = program.wait_for("wave")["due"] + 5 * RHYTHM.seconds
            until_wall(program.wait_for("wave", due=round(due, 4))["wall"] + 1.0)
            program.press("space", "pause")
            until_wall(time.time() + 3)
            program.press("space", "resume")
            until_wall(program.wait_for("bell", name="finish")["wall"] + 2)
        return heard(folder / "wave.raw", program.events)


def waves(held: Heard) -> list[Event]:
    return traces.named(held.events, "wave", heard=True)


def expected(into: float) -> float:
    """Return how loud it should be, so many seconds into a breath: the exhale has 2 dB more."""
    breath = breath_at(RHYTHM, into)
    return breath.fullness * (1.0 if breath.phase == "in" else 10 ** (2 / 20))


def fits_by_lag(held: Heard) -> dict[int, float]:
    """Return how well the wave fits the plan if it is so many milliseconds later."""
    # the bell rings on into the first breath, and over the last
    first, last = waves(held)[1:5:3]
    loudness = held.loudness(first["wall"], last["wall"])
    into = np.arange(len(loudness)) * HOP / RATE + WINDOW / 2 / RATE
    fits = {}
    for lag in range(-400, 401, 5):
        plan = [expected(RHYTHM.seconds + at - lag / 1000) for at in into]
        fits[lag] = float(np.corrcoef(loudness, plan)[0, 1])
    return fits


def test_it_swells_and_ebbs_with_the_breath_of_the_plan(held: Heard) -> None:
    assert max(fits_by_lag(held).values()) > 0.8


@pytest.mark.measure
def test_it_follows_the_breath_of_the_plan_at_once(held: Heard) -> None:
    fits = fits_by_lag(held)
    assert fits[0] > 0.97
    best = max(fits, key=fits.__getitem__)
    assert abs(best) <= LATEST


def test_nothing_clicks_in_it(held: Heard) -> None:
    """From the middle of each breath to the next; a machine too busy may tear a hole into one."""
    middles = [event["wall"] + RHYTHM.inhale - held.began for event in waves(held)[1:5]]
    parts = [
        held.recording[round(begin * RATE) : round(end * RATE)].astype(np.int64)
        for begin, end in pairwise(middles)
    ]
    steps = [np.abs(np.diff(part, axis=0)).max() / np.abs(part).max() for part in parts]
    assert np.median(steps) < 0.2


def test_a_pause_is_silent_and_it_joins_again_softly(held: Heard) -> None:
    (paused,) = traces.named(held.events, "pause")
    (resumed,) = traces.named(held.events, "resume")
    assert held.loudness(paused["wall"] + 2.0, resumed["wall"] - 0.2).max() == 0.0
    (joined,) = [event for event in waves(held) if event["at"] - event["due"] > 0.2]
    assert joined["at"] == pytest.approx(paused["at"], abs=0.5)
    again = held.loudness(joined["wall"] + 1.0, joined["wall"] + 1.2)
    assert again.max() > 10 * SILENT


@pytest.fixture(scope="module")
def elsewhere(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Speaker]:
    """Another sound server, for a voice that is not to be on the recording."""
    made = Speaker(tmp_path_factory.mktemp("elsewhere"))
    yield made
    made.close()


@contextmanager
def spoken(desk: Desk, speaker: Speaker, folder: Path, settings: str) -> Iterator[Supine]:
    """A practice that is recorded while its voice speaks into `speaker`."""
    if missing() and "CI" not in os.environ:
        pytest.skip(f"not installed: {', '.join(missing())} (scripts/system_packages.sh test)")
    dispatcher = Dispatcher(speaker, folder / "dispatcher")
    path = folder / "hold.yaml"
    path.write_text(HOLD)
    try:
        with Starter(desk.screen, desk.speaker, folder) as supine:
            supine.settings(settings, voice=True)
            words = {**dispatcher.environment, "PULSE_SERVER": desk.speaker.address}
            program = supine(path, screen=desk.screen, trace="", **words)
            program.focus()
            wait_for_voice(program, dispatcher)
            with desk.speaker.record(folder / "spoken.raw"):
                # lie down at once
                program.key("space")
                program.press("space", "start")
                yield program
    finally:
        dispatcher.close()


def test_it_is_silent_while_the_voice_speaks_and_comes_back(
    desk: Desk, elsewhere: Speaker, tmp_path: Path
) -> None:
    settings = f"{WAVE}\nvoice_counting: every"
    with spoken(desk, elsewhere, tmp_path, settings) as program:
        until_wall(program.wait_for("bell", name="finish")["wall"] + 1)
    held = heard(tmp_path / "spoken.raw", program.events)
    first, last = (waves(held)[place]["wall"] for place in (1, -2))
    lines = [(e["event"], e["wall"]) for e in held.events if e["event"] in ("say", "said")]
    said = [
        (begin + FADED, end)
        for (name, begin), (other, end) in pairwise(lines)
        if (name, other) == ("say", "said") and first < begin < last and end - begin > FADED
    ]
    assert len(said) >= 2
    for begin, end in said:
        assert held.loudness(begin, end).max() < SILENT
    assert held.loudness(first, last).max() > 30 * SILENT


def test_near_silence_wakes_the_device_before_the_first_word_of_all_and_after_a_pause(
    desk: Desk, tmp_path: Path
) -> None:
    quiet = "bells_volume: 0\nbreath_volume: 0\nbreaths_per_minute: 20"
    with spoken(desk, desk.speaker, tmp_path, quiet) as program:
        until_wall(program.wait_for("say", heard=True, text="Seven breaths.")["wall"] + 0.5)
        paused = program.press("space", "pause")
        until_wall(paused["wall"] + 3.0)
        resumed = program.key("space")
        until_wall(program.wait_for("say", since=resumed, heard=True)["wall"] + 1.5)
    loudest = np.abs(hearing.open_recording(tmp_path / "spoken.raw")).max(axis=1)
    anything, words = np.flatnonzero(loudest), np.flatnonzero(loudest > WORD)
    woken = [anything[0], *anything[1:][np.diff(anything) > RATE]]
    assert len(woken) == 2
    for begins in woken:
        first_word = words[words > begins][0]
        assert first_word - begins >= AWAKE * RATE
