"""The mixer against a plain mix of whole sounds."""

from __future__ import annotations

from itertools import pairwise
from typing import NamedTuple

import numpy as np
import numpy.typing as npt
from hypothesis import given
from hypothesis import strategies as st

from supine.audio.mixer import FADE, FRAME, FULL, Mixer, Samples, Scaled, Track

Frames = npt.NDArray[np.int64]

LENGTH = 3000
"""Frames of each mix."""


class Sound(NamedTuple):
    samples: Samples
    first: int
    gain: int


def samples_of(frames: Frames) -> Samples:
    return memoryview(frames.astype("<i2").tobytes()).cast("h")


def noise(seed: int, frames: int) -> Frames:
    return np.random.default_rng(seed).integers(-32768, 32768, (frames, 2))


SOUNDS = st.builds(
    lambda seed, frames, first, gain: Sound(samples_of(noise(seed, frames)), first, gain),
    st.integers(0, 99),
    st.integers(1, 1500),
    st.integers(0, LENGTH),
    st.integers(0, FULL),
)
CHUNKS = st.lists(st.integers(1, 700), max_size=30)


def given_by(mixer: Mixer, chunks: list[int], frames: int = LENGTH) -> Frames:
    """Return what the mixer gives, read in those chunks."""
    data = b""
    for size in chunks:
        data += mixer.read(min(size, frames - len(data) // FRAME))
    data += mixer.read(frames - len(data) // FRAME)
    return np.frombuffer(data, "<i2").reshape(-1, 2).astype(np.int64)


def mixer_of(sounds: list[Sound]) -> Mixer:
    mixer = Mixer()
    mixer.voices = [voice_of(str(number), sound) for number, sound in enumerate(sounds)]
    return mixer


def voice_of(name: str, sound: Sound) -> Track:
    return Track(name, Scaled(sound.samples), sound.first, sound.gain)


def plain(sounds: list[Sound]) -> Frames:
    whole = np.zeros((LENGTH * 2, 2), np.int64)
    for sound in sounds:
        frames = np.asarray(sound.samples, np.int64).reshape(-1, 2)
        whole[sound.first : sound.first + len(frames)] += frames * sound.gain >> 15
    return np.clip(whole, -32768, 32767)[:LENGTH]


@given(st.lists(SOUNDS, max_size=4), CHUNKS)
def test_any_sounds_in_any_chunks_are_a_plain_mix(sounds: list[Sound], chunks: list[int]) -> None:
    assert np.array_equal(given_by(mixer_of(sounds), chunks), plain(sounds))


@given(
    st.lists(st.tuples(st.integers(0, LENGTH), st.integers(0, FULL)), max_size=5),
    CHUNKS,
    st.booleans(),
)
def test_a_sound_that_comes_again_is_the_same_at_any_volume(
    times: list[tuple[int, int]], chunks: list[int], again: bool
) -> None:
    samples = samples_of(noise(7, 800))
    shared, mixer = Scaled(samples, again=again), Mixer()
    mixer.voices = [Track("again", shared, first, gain) for first, gain in times]
    expected = plain([Sound(samples, first, gain) for first, gain in times])
    assert np.array_equal(given_by(mixer, chunks), expected)


@given(st.lists(SOUNDS, max_size=3), CHUNKS, st.integers(0, LENGTH), st.integers(0, FULL))
def test_a_change_of_volume_is_the_same_in_any_chunks(
    sounds: list[Sound], chunks: list[int], when: int, gain: int
) -> None:
    whole, cut = mixer_of(sounds), mixer_of(sounds)
    mixes: list[Frames] = []
    for mixer, sizes in ((whole, []), (cut, chunks)):
        before = given_by(mixer, sizes, when)
        mixer.turn(lambda _name: gain)
        mixes.append(np.concatenate([before, given_by(mixer, sizes, LENGTH - when)]))
    assert np.array_equal(mixes[0], mixes[1])


@given(st.integers(0, 900), CHUNKS)
def test_a_sound_begins_at_the_very_frame(first: int, chunks: list[int]) -> None:
    tick = samples_of(np.array([[20000, -20000]]))
    mix = given_by(mixer_of([Sound(tick, first, FULL)]), chunks)
    assert np.flatnonzero(mix.any(axis=1)).tolist() == [first]
    assert mix[first].tolist() == [20000, -20000]


def steady() -> Mixer:
    """A mixer in the middle of an even tone."""
    mixer = mixer_of([Sound(samples_of(np.full((LENGTH, 2), 10000)), 0, FULL)])
    mixer.read(500)
    return mixer


def test_what_is_cut_off_fades_within_a_hundredth_of_a_second() -> None:
    mixer = steady()
    mixer.fade()
    left = given_by(mixer, [], 1000)[:, 0]
    assert left[0] == 10000
    assert np.abs(np.diff(left)).max() <= 10000 // FADE + 2
    assert not left[FADE:].any()
    assert mixer.voices == []


def test_what_has_not_begun_never_does_after_a_fade() -> None:
    mixer = steady()
    mixer.voices.append(Track("late", Scaled(samples_of(noise(1, 10))), 510, FULL))
    mixer.fade()
    assert not given_by(mixer, [], 1000)[FADE:].any()


def test_a_volume_that_changes_twice_at_once_does_not_click() -> None:
    mixer = steady()
    parts = []
    for gain in (0, FULL // 2, 0, FULL):
        mixer.turn({"0": gain}.__getitem__)
        parts.append(given_by(mixer, [], FADE // 3)[:, 0])
    parts.append(given_by(mixer, [], FADE)[:, 0])
    assert np.abs(np.diff(np.concatenate(parts))).max() <= 10000 // FADE + 2
    assert parts[-1][-1] == 10000


def test_silence_is_zeros_and_time_goes_on() -> None:
    mixer = Mixer()
    sizes = [1, 480, 7]
    places = [mixer.frame]
    for size in sizes:
        assert mixer.read(size) == bytes(size * FRAME)
        places.append(mixer.frame)
    assert [b - a for a, b in pairwise(places)] == sizes
