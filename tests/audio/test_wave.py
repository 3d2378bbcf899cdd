"""One breath of the wave: when it is loud, what it sounds like, and that it never clicks."""

from __future__ import annotations

import numpy as np
import numpy.typing as npt
import pytest
from hypothesis import example, given
from hypothesis import strategies as st
from supine.audio.mixer import FULL, RATE
from supine.audio.wave import TURN, Wave, blend, wave_of

from supine.core.breath import Rhythm, breath_at
from supine.core.pace import Pace

Frames = npt.NDArray[np.float64]

USUAL = Pace().rhythm
QUICK = Pace(breaths_per_minute=20).rhythm
HELD = Rhythm(3.0, 2.0, 4.0, 1.5)

STEP = RATE // 20
"""Frames of one look at the loudness."""


def whole(rhythm: Rhythm, gain: int = FULL) -> Frames:
    wave = Wave(rhythm)
    return np.array(wave.part(0, wave.frames, gain), np.float64).reshape(-1, 2)


def loudness(frames: Frames) -> Frames:
    steps = frames[: len(frames) // STEP * STEP].reshape(-1, STEP * 2)
    return np.asarray(np.sqrt((steps**2).mean(axis=1)))


def centroid(frames: Frames) -> float:
    """Return the middle of the spectrum in hertz."""
    shaped = frames[:, 0] * np.hanning(len(frames))
    power = np.abs(np.fft.rfft(shaped)) ** 2
    return float((np.fft.rfftfreq(len(frames), 1 / RATE) * power).sum() / power.sum())


def stretch(frames: Frames, begin: float, end: float) -> Frames:
    return frames[round(begin * RATE) : round(end * RATE)]


@pytest.mark.parametrize("rhythm", [USUAL, QUICK], ids=["usual", "quick"])
def test_it_is_as_loud_as_the_lungs_are_full(rhythm: Rhythm) -> None:
    heard = loudness(whole(rhythm))
    full = [breath_at(rhythm, (at + 0.5) * STEP / RATE).fullness for at in range(len(heard))]
    assert np.corrcoef(heard, full)[0, 1] > 0.97


def test_it_stays_softer_while_the_breath_is_held_and_silent_while_empty() -> None:
    made = whole(HELD)
    assert len(made) == round((HELD.seconds - HELD.hold_out) * RATE)
    crest, held = loudness(stretch(made, 2.8, 3.0)), loudness(stretch(made, 3.8, 4.2))
    assert 0.5 < held.mean() / crest.mean() < 0.85


def test_in_is_far_brighter_than_out() -> None:
    made = whole(USUAL)
    inhale, exhale = stretch(made, 0.5, 3.7), stretch(made, 4.3, 9.5)
    assert centroid(inhale) > 2.5 * centroid(exhale)


@given(
    st.builds(Rhythm, *(st.floats(0.5, 9), st.floats(0, 9), st.floats(0.5, 9), st.floats(0, 9))),
    st.floats(0, 1),
)
@example(Rhythm(3.625, 0.0625, 1.0, 1.5), 0.59375)
def test_its_loudness_has_no_corner_that_could_click(rhythm: Rhythm, share: float) -> None:
    at = share * (rhythm.seconds - 0.002)
    for before, after in zip(blend(rhythm, at), blend(rhythm, at + 0.002), strict=True):
        assert 0.0 <= before <= 1.0
        assert abs(after - before) < 0.02


def test_it_changes_its_sound_where_the_exhale_begins() -> None:
    turns = USUAL.inhale
    assert blend(USUAL, turns - TURN)[1] == pytest.approx(0.0, abs=1e-9)
    bright, dark = blend(USUAL, turns)
    assert bright == pytest.approx(dark, abs=1e-6)
    assert blend(USUAL, turns + TURN)[0] == pytest.approx(0.0, abs=1e-9)


@pytest.mark.parametrize("rhythm", [USUAL, QUICK, HELD], ids=["usual", "quick", "held"])
def test_breaths_adjoin_in_silence_and_nothing_clicks(rhythm: Rhythm) -> None:
    made = whole(rhythm)
    assert np.abs(made[:96]).max() <= 1
    assert np.abs(made[-96:]).max() <= 1
    assert np.abs(np.diff(made, axis=0)).max() < 0.25 * np.abs(made).max()


def test_any_part_of_it_at_any_volume_is_a_part_of_the_whole() -> None:
    made, wave = whole(QUICK, 9000), Wave(QUICK)
    for begin, end in ((0, 700), (700, 1500), (40_001, 41_113), (1500, 2000)):
        part = np.array(wave.part(begin, end, 9000), np.float64).reshape(-1, 2)
        assert np.array_equal(part, made[begin:end])


def test_one_pace_is_made_once() -> None:
    assert wave_of(USUAL) is wave_of(Pace().rhythm)
    assert wave_of(USUAL) is not wave_of(QUICK)
