"""The two loops of the wave: even, seamless, far apart, and made again by the script."""

from __future__ import annotations

import importlib.util
import sys
import wave
from functools import cache
from pathlib import Path
from types import ModuleType

import numpy as np
import numpy.typing as npt
import pytest

from supine.audio.wave_file import BLOCK

ROOT = Path(__file__).resolve().parent.parent
FOLDER = ROOT / "resources" / "wave"
RATE = 48_000
LOOPS = ("in", "out")

Signal = npt.NDArray[np.float64]


@cache
def maker() -> ModuleType:
    sys.path.insert(0, str(ROOT / "scripts"))  # the script finds its neighbours there
    spec = importlib.util.spec_from_file_location("make_wave", ROOT / "scripts" / "make_wave.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


@cache
def loop(name: str) -> Signal:
    with wave.open(str(FOLDER / f"{name}.wav")) as file:
        assert (file.getnchannels(), file.getsampwidth(), file.getframerate()) == (2, 2, RATE)
        data = np.frombuffer(file.readframes(file.getnframes()), "<i2")
    return data.reshape(-1, 2) / 32_768


def power(name: str) -> tuple[Signal, Signal]:
    """Return frequencies in hertz and the power of both ears at each."""
    found = (np.abs(np.fft.rfft(loop(name), axis=0)) ** 2).sum(axis=1)
    return np.asarray(np.fft.rfftfreq(len(loop(name)), 1 / RATE)), np.asarray(found)


@pytest.mark.parametrize("name", LOOPS)
def test_the_script_makes_the_file_again(name: str) -> None:
    assert set(maker().LOOPS) == {path.stem for path in FOLDER.glob("*.wav")} == set(LOOPS)
    assert np.abs(maker().render(name) - loop(name)).max() < 1e-4


@pytest.mark.parametrize("name", LOOPS)
def test_it_goes_round_without_a_click(name: str) -> None:
    around = np.abs(np.diff(np.vstack([loop(name), loop(name)[:1]]), axis=0))
    assert around[-1].max() <= around[:-1].max()
    assert around.max() < 0.25 * np.abs(loop(name)).max()
    assert len(loop(name)) % BLOCK == 0


@pytest.mark.parametrize("name", LOOPS)
def test_small_speakers_carry_it_and_nothing_whines(name: str) -> None:
    frequencies, found = power(name)
    inside = (frequencies >= 250) & (frequencies <= 2500)
    assert found[inside].sum() / found.sum() > 0.9
    # a whine is one frequency alone, far above its neighbours
    assert found.max() < 4 * np.median(found[found > 0.5 * found.max()])


@pytest.mark.parametrize("name", LOOPS)
def test_it_is_even_and_leans_to_no_side(name: str) -> None:
    steps = loop(name)[: len(loop(name)) // 4800 * 4800].reshape(-1, 4800 * 2)
    level = np.sqrt((steps**2).mean(axis=1))
    assert 20 * np.log10(level.max() / level.min()) < 3
    left, right = np.sqrt((loop(name) ** 2).mean(axis=0))
    assert left == pytest.approx(right, rel=0.01)


def test_the_inhale_is_more_than_an_octave_above_the_exhale() -> None:
    middles = [(f * p).sum() / p.sum() for f, p in map(power, LOOPS)]
    assert middles[0] > 2.2 * middles[1]


@pytest.mark.parametrize("name", LOOPS)
def test_it_is_well_below_the_bells(name: str) -> None:
    """The bells have -19 to -21 dBFS, and are set louder besides."""
    assert -30 < 10 * np.log10((loop(name) ** 2).mean()) < -25
