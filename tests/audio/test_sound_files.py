"""The sounds: what their files promise the player, and what they promise closed eyes."""

from __future__ import annotations

import importlib.util
import sys
import wave
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np
import numpy.typing as npt
import pytest

if TYPE_CHECKING:
    from types import ModuleType

ROOT = Path(__file__).resolve().parents[2]
FOLDER = ROOT / "resources" / "sounds"
RATE = 48_000
LEAD = 9_600  # 0.2 s in frames
NAMES = (
    *("begin", "end", "in", "out", "hold", "last"),
    *("turn", "right", "left", "pause", "resume", "finish"),
)
BREATH = ("in", "out", "hold", "turn")
BELLS = ("begin", "end", "finish")
MIXES = (
    ("begin", "in", "right"),
    ("begin", "in", "left"),
    ("begin", "in", "last", "right"),
    ("begin", "in", "last", "left"),
    ("last", "in"),
    ("end", "out"),
    ("end", "turn", "out"),
    ("end", "finish"),
)

Signal = npt.NDArray[np.float64]


@cache
def maker() -> ModuleType:
    sys.path.insert(0, str(ROOT / "scripts"))  # the script finds its neighbour there
    spec = importlib.util.spec_from_file_location(
        "make_sounds", ROOT / "scripts" / "make_sounds.py"
    )
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    sys.modules[spec.name] = module  # dataclasses look their module up by name
    spec.loader.exec_module(module)
    return module


@cache
def integers(name: str) -> npt.NDArray[np.int16]:
    with wave.open(str(FOLDER / f"{name}.wav")) as file:
        data = file.readframes(file.getnframes())
    return np.frombuffer(data, "<i2").reshape(-1, 2)


def heard(name: str) -> Signal:
    return integers(name) / 32_768


def in_db(ratio: float) -> float:
    return float(20 * np.log10(max(ratio, 1e-9)))


def rms(signal: Signal) -> float:
    return float(np.sqrt(np.mean(signal**2)))


def loudness(name: str) -> float:
    """Return the RMS in dBFS of the 20 ms frames within 25 dB of the loudest."""
    sound = heard(name)[LEAD:]
    power = np.mean(sound[: len(sound) // 960 * 960].reshape(-1, 1920) ** 2, axis=1)
    return float(10 * np.log10(np.mean(power[power > power.max() * 10**-2.5])))


def spectrum(signal: Signal) -> tuple[Signal, Signal]:
    """Return frequencies in hertz and the power of both channels at each."""
    shaped = signal * np.hanning(len(signal))[:, None]
    power = np.asarray(np.sum(np.abs(np.fft.rfft(shaped, axis=0)) ** 2, axis=1), dtype=np.float64)
    return np.asarray(np.fft.rfftfreq(len(signal), 1 / RATE)), power


def centroid(signal: Signal) -> float:
    f, power = spectrum(signal)
    return float(np.sum(f * power) / np.sum(power))


def share(name: str, low: float, high: float) -> float:
    """Return how much of the energy lies between ``low`` and ``high`` Hz."""
    f, power = spectrum(heard(name))
    return float(power[(f >= low) & (f <= high)].sum() / power.sum())


def stretch(name: str, start: float, stop: float) -> Signal:
    """Return what is heard from ``start`` to ``stop`` seconds after the onset."""
    return heard(name)[LEAD + round(start * RATE) : LEAD + round(stop * RATE)]


def strongest(name: str, start: float, stop: float) -> float:
    """Return the strongest frequency in hertz of a stretch."""
    piece = stretch(name, start, stop)
    f, power = spectrum(np.pad(piece, ((0, RATE - len(piece)), (0, 0))))
    return float(f[np.argmax(power)])


def mixed(names: tuple[str, ...]) -> Signal:
    total = np.zeros((max(len(heard(name)) for name in names), 2))
    for name in names:
        total[: len(heard(name))] += heard(name)
    return total


def lean_to_right(name: str) -> float:
    """Return how many decibels the right channel is above the left."""
    sound = heard(name)[LEAD:]
    return in_db(rms(sound[:, 1]) / rms(sound[:, 0]))


def test_the_script_and_the_folder_hold_the_same_sounds() -> None:
    assert tuple(maker().SOUNDS) == NAMES
    assert {path.stem for path in FOLDER.glob("*.wav")} == set(NAMES)


def test_the_lead_is_the_fifth_of_a_second_the_player_counts_on() -> None:
    assert maker().LEAD_SECONDS == 0.2


@pytest.mark.parametrize("name", NAMES)
def test_the_script_makes_the_file_again(name: str) -> None:
    again = maker().pcm(name)
    assert again.shape == integers(name).shape
    assert np.abs(again.astype(int) - integers(name)).max() <= 1


def test_the_script_writes_where_it_is_told(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    module = maker()
    monkeypatch.setattr(module, "SOUNDS", {"turn": module.SOUNDS["turn"]})
    monkeypatch.setattr(sys, "argv", ["make_sounds.py", "--out", str(tmp_path / "new")])
    module.main()
    assert [path.name for path in (tmp_path / "new").iterdir()] == ["turn.wav"]


def test_a_sound_that_would_clip_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(maker().LOUDNESS_DB, "turn", 0.0)
    with pytest.raises(ValueError, match="turn clips"):
        maker().pcm("turn")


@pytest.mark.parametrize("name", NAMES)
def test_a_file_is_stereo_16_bit_48_khz(name: str) -> None:
    with wave.open(str(FOLDER / f"{name}.wav")) as file:
        assert (file.getnchannels(), file.getsampwidth(), file.getframerate()) == (2, 2, RATE)


@pytest.mark.parametrize("name", NAMES)
def test_the_lead_wakes_the_device_and_nobody_else(name: str) -> None:
    start = heard(name)[:LEAD]
    assert -90 < in_db(rms(start)) < -75
    assert in_db(np.abs(start).max()) < -60


@pytest.mark.parametrize("name", NAMES)
def test_the_onset_is_heard_at_a_fifth_of_a_second(name: str) -> None:
    level = np.abs(heard(name)).max(axis=1)
    onset = int(np.argmax(level > 0.1 * level.max())) / RATE
    assert 0.2 < onset < 0.21


@pytest.mark.parametrize("name", NAMES)
def test_the_onset_is_soft(name: str) -> None:
    """Half a millisecond in, nothing louder than -34 dB of the peak may have sounded."""
    level = np.abs(heard(name)).max(axis=1)
    assert level[: LEAD + 24].max() < 0.02 * level.max()


@pytest.mark.parametrize("name", NAMES)
def test_a_sound_starts_and_ends_in_silence(name: str) -> None:
    assert np.abs(integers(name)[:48]).max() <= 1
    assert np.abs(integers(name)[-96:]).max() <= 1
    assert rms(heard(name)[-4_800:]) < 0.01 * np.abs(heard(name)).max()


@pytest.mark.parametrize("name", NAMES)
def test_nothing_clicks(name: str) -> None:
    sound = heard(name)
    assert np.abs(np.diff(sound, axis=0)).max() < 0.25 * np.abs(sound).max()
    # A click is broad: it would show above every partial, where only its splash reaches.
    assert share(name, 8_000, RATE / 2) < 2e-4


@pytest.mark.parametrize("name", NAMES)
def test_small_speakers_carry_most_of_a_sound(name: str) -> None:
    assert share(name, 250, 2_500) > 0.75


@pytest.mark.parametrize("names", MIXES, ids="+".join)
def test_sounds_that_meet_do_not_clip(names: tuple[str, ...]) -> None:
    assert in_db(np.abs(mixed(names)).max()) < -1


@pytest.mark.parametrize("names", MIXES, ids="+".join)
def test_sounds_that_meet_do_not_clip_on_one_speaker(names: tuple[str, ...]) -> None:
    assert in_db(np.abs(mixed(names).mean(axis=1)).max()) < -1


def test_breathing_in_rises_and_breathing_out_falls() -> None:
    assert strongest("in", 0.8, 1.1) > 1.3 * strongest("in", 0.0, 0.2)
    assert strongest("out", 0.8, 1.1) < 0.75 * strongest("out", 0.0, 0.2)


def test_breathing_in_is_higher_and_brighter_than_breathing_out() -> None:
    assert centroid(heard("in")) > 1.7 * centroid(heard("out"))
    assert share("in", 1_000, 4_000) > 5 * share("out", 1_000, 4_000)


def test_the_breath_held_stays_on_its_note() -> None:
    assert strongest("hold", 0.0, 0.2) == pytest.approx(strongest("hold", 0.3, 0.5), rel=0.02)


def test_the_end_of_a_hold_is_lower_than_its_beginning() -> None:
    assert centroid(heard("end")) < 0.7 * centroid(heard("begin"))
    assert strongest("end", 0.0, 0.4) < 0.9 * strongest("begin", 0.0, 0.4)
    assert strongest("end", 0.6, 1.2) < 0.7 * strongest("begin", 0.6, 1.2)


def test_the_last_breath_stands_out_above_the_breathing_in() -> None:
    assert strongest("last", 0.0, 0.15) > 1.3 * strongest("in", 0.0, 0.15)
    assert loudness("last") > loudness("in") + 2


def test_right_is_at_the_right_ear_and_left_at_the_left() -> None:
    assert 12 < lean_to_right("right") < 24
    assert -24 < lean_to_right("left") < -12


@pytest.mark.parametrize("name", [name for name in NAMES if name not in {"right", "left"}])
def test_no_other_sound_leans_to_a_side(name: str) -> None:
    assert abs(lean_to_right(name)) < 0.5


def test_the_sides_differ_by_melody_where_one_speaker_loses_them() -> None:
    notes = {name: [strongest(name, 0.2 * i, 0.2 * i + 0.18) for i in range(3)] for name in NAMES}
    assert notes["right"] == sorted(notes["right"])
    assert notes["right"][2] > 1.5 * notes["right"][0]
    assert notes["left"] == sorted(notes["left"], reverse=True)
    assert notes["left"][0] > 1.5 * notes["left"][2]


def test_pausing_steps_down_and_resuming_steps_up() -> None:
    assert strongest("pause", 0.2, 0.4) < 0.8 * strongest("pause", 0.0, 0.11)
    assert strongest("resume", 0.2, 0.4) > 1.25 * strongest("resume", 0.0, 0.11)


def test_the_finish_is_by_far_the_longest() -> None:
    others = max(len(heard(name)) for name in NAMES if name != "finish")
    assert len(heard("finish")) > 3 * others


@pytest.mark.parametrize("tone", BREATH)
def test_what_sounds_at_every_breath_is_softer_than_the_bells(tone: str) -> None:
    bells = np.mean([loudness(bell) for bell in BELLS])
    assert 7 < bells - loudness(tone) < 11


@pytest.mark.parametrize("bell", BELLS)
def test_no_breath_tone_comes_near_a_bell(bell: str) -> None:
    assert loudness(bell) > 6 + max(loudness(tone) for tone in BREATH)
