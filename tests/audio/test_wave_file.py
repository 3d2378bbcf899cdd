"""One breath of the wave: when it is loud, what it sounds like, that it never clicks; its files."""

from __future__ import annotations

import os
import wave
from functools import cache
from pathlib import Path

import numpy as np
import numpy.typing as npt
import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from supine.audio import wave_file as module
from supine.audio.wave_file import (
    BLOCK,
    HEAD,
    KEPT,
    RATE,
    SOFTLY,
    TAIL,
    TURN,
    blend,
    joined_file,
    wave_file,
    wave_samples,
    write_samples,
)
from supine.core.breath import Rhythm, breath_at
from supine.core.pace import Pace
from supine.files import PAUSES
from tests.helpers import held_open

Frames = npt.NDArray[np.float64]

USUAL = Pace().rhythm
QUICK = Pace(breaths_per_minute=20).rhythm
HELD = Rhythm(3.0, 2.0, 4.0, 1.5)
SHORT = Rhythm(0.5, 0.0, 0.7, 0.3)

STEP = RATE // 20
"""Frames of one look at the loudness."""


@cache
def whole(rhythm: Rhythm) -> Frames:
    return np.array(wave_samples(rhythm), np.float64).reshape(-1, 2)


def read(path: Path) -> Frames:
    with wave.open(str(path)) as file:
        assert (file.getnchannels(), file.getsampwidth(), file.getframerate()) == (2, 2, RATE)
        data = np.frombuffer(file.readframes(file.getnframes()), "<i2")
    return data.reshape(-1, 2).astype(np.float64)


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
    assert np.abs(made[:BLOCK]).max() <= 1
    assert np.abs(made[-BLOCK:]).max() <= 1
    assert np.abs(np.diff(made, axis=0)).max() < 0.25 * np.abs(made).max()


def test_it_is_heard_on_both_sides_alike() -> None:
    left, right = np.sqrt(np.mean(whole(USUAL) ** 2, axis=0))
    assert left == pytest.approx(right, rel=0.02)
    # and is wide: it is not the same on both sides
    assert abs(np.corrcoef(*whole(USUAL).T)[0, 1]) < 0.9


def test_a_file_is_one_breath_with_silence_behind_it(tmp_path: Path) -> None:
    made = read(wave_file(QUICK, tmp_path))
    assert np.array_equal(made[: len(whole(QUICK))], whole(QUICK))
    assert len(made) - len(whole(QUICK)) == round(TAIL * RATE)
    assert not made[len(whole(QUICK)) :].any()


def test_a_file_is_made_only_once(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    first = wave_file(SHORT, tmp_path)
    monkeypatch.setattr(module, "wave_samples", None)
    assert wave_file(SHORT, tmp_path) == first


@pytest.mark.parametrize("left", [0, 44, 50_000])
def test_a_file_that_was_cut_is_made_again(tmp_path: Path, left: int) -> None:
    path = wave_file(SHORT, tmp_path)
    good = path.read_bytes()
    path.write_bytes(good[:left])
    same = wave_file(SHORT, tmp_path).read_bytes() == good
    assert same


def test_a_file_that_cannot_be_written_leaves_the_old_one_and_nothing_else(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = wave_file(SHORT, tmp_path)
    path.write_bytes(b"old")
    monkeypatch.setattr(Path, "write_bytes", _no_room)
    with pytest.raises(OSError, match="No space"):
        wave_file(SHORT, tmp_path)
    assert [(one, one.read_bytes()) for one in tmp_path.iterdir()] == [(path, b"old")]


def _no_room(path: Path, _data: object) -> int:
    # what fits is there
    path.touch()
    raise OSError("No space left on device")


def test_a_file_that_is_open_elsewhere_is_replaced_when_it_is_closed(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "wave.wav"
    path.write_bytes(b"old")
    waited = held_open(monkeypatch, 2)
    write_samples(path, b"\1\0", (1, 2, RATE), 0.0)
    assert waited == list(PAUSES[:2])
    assert [(one, one.read_bytes()[HEAD:]) for one in tmp_path.iterdir()] == [(path, b"\1\0")]


def test_a_file_that_stays_open_elsewhere_is_unchanged_and_nothing_is_left_beside_it(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "wave.wav"
    path.write_bytes(b"old")
    waited = held_open(monkeypatch)
    with pytest.raises(PermissionError):
        write_samples(path, b"\1\0", (1, 2, RATE))
    assert waited == list(PAUSES)
    assert [(one, one.read_bytes()) for one in tmp_path.iterdir()] == [(path, b"old")]


@given(st.tuples(*[st.floats(0.5, 20).map(lambda length: round(length, 3))] * 4))
def test_the_name_of_a_file_tells_its_rhythm(
    tmp_path_factory: pytest.TempPathFactory, lengths: tuple[float, float, float, float]
) -> None:
    folder = tmp_path_factory.getbasetemp() / "names"
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(module, "is_whole", lambda _path, _size: True)
        path = wave_file(Rhythm(*lengths), folder)
    assert tuple(map(float, path.stem.split("-")[1:])) == lengths


def rhythms(count: int) -> list[Rhythm]:
    return [Rhythm(0.5 + number / 100, 0.0, 0.5, 0.1) for number in range(count)]


def test_the_folder_keeps_the_newest_waves_and_nothing_else_is_touched(tmp_path: Path) -> None:
    (tmp_path / "recording-1.wav").write_bytes(b"")
    # it was being written when its worker ended
    (tmp_path / "wave-1.0-0.0-1.0-0.0.4711").write_bytes(b"")
    os.utime(tmp_path / "wave-1.0-0.0-1.0-0.0.4711", (0, 0))
    made = []
    for number, rhythm in enumerate(rhythms(KEPT + 2)):
        made.append(wave_file(rhythm, tmp_path))
        os.utime(made[-1], (number + 1, number + 1))
    wave_file(SHORT, tmp_path)
    kept = [*made[-KEPT + 1 :], wave_file(SHORT, tmp_path), tmp_path / "recording-1.wav"]
    assert sorted(tmp_path.iterdir()) == sorted(kept)


def test_the_folder_keeps_few_waves_that_joined_their_breath(tmp_path: Path) -> None:
    for into in range(KEPT + 3):
        assert joined_file(SHORT, 0.2 + into / 50, tmp_path).exists()
    assert len(list(tmp_path.iterdir())) == KEPT


@pytest.mark.parametrize("into", [0.3, 1.0, 2.0])
def test_a_wave_that_joins_is_the_rest_of_its_breath_softly_begun(
    tmp_path: Path, into: float
) -> None:
    made, rest = read(joined_file(QUICK, into, tmp_path)), whole(QUICK)[round(into * RATE) :]
    assert len(made) == len(rest) + round(TAIL * RATE)
    assert not made[len(rest) :].any()
    soft = min(round(SOFTLY * RATE), len(rest) // 2)
    assert np.array_equal(made[soft : len(rest)], rest[soft:])
    share = np.arange(soft)[:, None] / soft
    assert np.abs(made[:soft] - share * rest[:soft]).max() <= 1


def test_what_joins_at_the_very_end_is_short_and_whole(tmp_path: Path) -> None:
    seconds = QUICK.seconds - QUICK.hold_out
    made = read(joined_file(QUICK, seconds - 0.05, tmp_path))
    assert len(made) == round((0.05 + TAIL) * RATE)
    assert np.abs(made[0]).max() == 0
