#!/usr/bin/env python3
"""Synthesise every sound of the practice into ``resources/sounds/NAME.wav``.

Each file is 48,000 Hz, 16 bit, stereo.  It opens with ``LEAD_SECONDS`` of noise far below
hearing, in which a sleeping sound device wakes; the audible onset is at ``LEAD_SECONDS``, so a
player starts each file that much early.

Everything is in D major pentatonic (equal temperament, A4 = 440 Hz) so that any two sounds may
ring together.  Most energy lies between 250 and 2,500 Hz, which small laptop speakers carry.
The output is deterministic: all noise comes from seeded generators.

Times are in seconds, frequencies in hertz, levels in dB relative to full scale (dBFS) where a
name ends in ``_DB`` and linear otherwise.  The levels and decay times of the partials were
chosen for this project; where a ratio comes from acoustics, the comment says so.
"""

from __future__ import annotations

import argparse
import wave
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np
import numpy.typing as npt

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

from instruments import (
    A3,
    A4,
    A5,
    B4,
    B5,
    BOWL,
    D3,
    D4,
    D5,
    D6,
    DARK_BOWL,
    FS4,
    FS5,
    HARP,
    KALIMBA,
    LEFT,
    MARIMBA,
    RATE,
    RIGHT,
    Signal,
    air,
    clock,
    db,
    ease,
    frames,
    glide,
    knock,
    lay,
    noise,
    room,
    settle,
    stereo,
    struck,
    swell,
    to_side,
    voices,
)

LEAD_SECONDS = 0.2
LEAD_DB = -80.0
FULL_SCALE = 32_767


def begin() -> Signal:
    """Ring a bright singing bowl once: a new hold begins."""
    bowl = struck(A4, BOWL, 3.2, 0.014, seed=11) + knock(3.2, 1800.0, 0.10, seed=12)
    return settle(room(bowl, 0.30, 1.3), 1.6)


def end() -> Signal:
    """Strike a darker bowl softly twice, the second time a third lower: the hold is over."""
    strokes = [
        (0.0, 0.85 * struck(FS4, DARK_BOWL, 2.7, 0.018, seed=21)),
        (0.42, struck(D4, DARK_BOWL, 2.28, 0.018, seed=22)),
        (0.0, knock(0.3, 900.0, 0.08, seed=23)),
        (0.42, knock(0.3, 900.0, 0.08, seed=24)),
    ]
    return settle(room(lay(2.7, strokes), 0.28, 1.2), 1.4)


def breathe_in() -> Signal:
    """Raise a light voice and its octave by a fifth, D4 to A4, in brightening air."""
    t = clock(1.3)
    tone = voices(glide(t, D4, A4, 0.08, 0.75), (0.75, 1.0, 0.22, 0.22, 0.06, 0.05), 3.5)
    # The last note sounds faintly from the start, so that the glide is heard to end there.
    goal = 0.22 * voices(np.full(len(t), A5), (1.0, 0.2), 4.0)
    breath = 0.09 * air(1.3, (500.0, 900.0), (1200.0, 1900.0), seed=31)
    shaped = (tone + goal + breath) * swell(t, 0.55, 0.50, 1.3)[:, None]
    return settle(room(shaped, 0.25, 0.8), 0.4)


def breathe_out() -> Signal:
    """Let a dark, round voice fall a fifth, A3 to D3."""
    t = clock(1.5)
    tone = voices(glide(t, A3, D3, 0.05, 0.85), (0.48, 1.0, 0.42, 0.10, 0.03), 4.0)
    goal = 0.15 * voices(np.full(len(t), D4), (1.0,), 4.0)
    breath = 0.06 * air(1.5, (350.0, 700.0), (180.0, 350.0), seed=41)
    shaped = (tone + goal + breath) * swell(t, 0.70, 0.25, 1.5)[:, None]
    return settle(room(shaped, 0.22, 0.8), 0.5)


def hold() -> Signal:
    """Hum one note in the voice of the breath: the breath is held."""
    t = clock(0.6)
    hum = voices(np.full(len(t), A4), (1.0, 0.30, 0.10), 4.0) * swell(t, 0.8, 0.10, 0.6)[:, None]
    return settle(room(hum, 0.15, 0.4), 0.2)


def last() -> Signal:
    """Play three quick high kalimba notes that end at rest: this breath is the last."""
    notes = [
        (0.15 * i, level * struck(pitch, KALIMBA, 1.2 - 0.15 * i, 0.010, seed=61 + i))
        for i, (pitch, level) in enumerate(((B5, 0.85), (D6, 0.8), (A5, 1.0)))
    ]
    return settle(room(lay(1.2, notes), 0.22, 0.8), 0.6)


def turn() -> Signal:
    """Tap one soft wooden bar: a circle or a repetition is done."""
    bar = struck(D4, MARIMBA, 0.5, 0.009, seed=71) + knock(0.5, 1200.0, 0.22, seed=72)
    return settle(room(bar, 0.12, 0.4), 0.25)


def figure(pitches: Sequence[float], ear: int, seed: int) -> Signal:
    """Pluck ``pitches`` 0.2 s apart on a harp that stands at one ear."""
    notes = [
        (0.2 * i, struck(pitch, HARP, 1.6 - 0.2 * i, 0.010, seed=seed + i))
        for i, pitch in enumerate(pitches)
    ]
    return settle(room(to_side(lay(1.6, notes), ear), 0.22, 0.9), 0.8)


def right() -> Signal:
    """Pluck a rising figure at the right ear: go on with the right side."""
    return figure((A4, D5, FS5), RIGHT, seed=81)


def left() -> Signal:
    """Pluck a falling figure at the left ear: go on with the left side."""
    return figure((FS5, D5, A4), LEFT, seed=85)


def confirm(first: float, second: float, seed: int) -> Signal:
    """Play two small kalimba notes, 0.12 s apart, soon damped."""
    notes = [
        (0.0, 0.8 * struck(first, KALIMBA, 0.5, 0.010, seed=seed)),
        (0.12, struck(second, KALIMBA, 0.38, 0.010, seed=seed + 1)),
    ]
    return settle(room(lay(0.5, notes), 0.10, 0.3), 0.28)


def pause() -> Signal:
    """Play two notes down: the practice is paused."""
    return confirm(B4, FS4, seed=91)


def resume() -> Signal:
    """Play two notes up: the practice goes on."""
    return confirm(FS4, B4, seed=95)


def chord(seconds: float) -> Signal:
    """Play a warm chord of D note by note, and let it fade."""
    t = clock(seconds)
    out = np.zeros((len(t), 2))
    entries = ((D4, 0.0, 1.0), (A4, 0.7, 0.8), (D5, 1.4, 0.55), (FS5, 2.1, 0.45))
    for pitch, start, level in entries:
        tone = voices(np.full(len(t), pitch), (1.0, 0.40, 0.16, 0.06), 4.0)
        shape = ease(t, start, start + 1.8) * (1 - ease(t, 4.2, seconds)) ** 1.6
        out += level * tone * shape[:, None]
    return out


def finish() -> Signal:
    """Grow a slow chord out of a dark bowl, with the bright bowl over it: the practice is over."""
    parts = [
        (0.0, 0.70 * struck(D4, DARK_BOWL, 6.0, 0.018, seed=101)),
        (0.0, 0.75 * chord(11.0)),
        (2.8, 0.50 * struck(A4, BOWL, 8.2, 0.018, seed=102)),
        (5.2, 0.30 * struck(D4, DARK_BOWL, 5.8, 0.020, seed=103)),
    ]
    return settle(room(lay(11.0, parts), 0.35, 1.8), 3.0)


SOUNDS: dict[str, Callable[[], Signal]] = {
    "begin": begin,
    "end": end,
    "in": breathe_in,
    "out": breathe_out,
    "hold": hold,
    "last": last,
    "turn": turn,
    "right": right,
    "left": left,
    "pause": pause,
    "resume": resume,
    "finish": finish,
}
"""Each sound's recipe: stereo from the audible onset on, at any level, ending in silence."""

LOUDNESS_DB: dict[str, float] = {
    "begin": -21.0,
    "end": -19.0,
    "in": -29.5,
    "out": -28.0,
    "hold": -29.5,
    "last": -26.0,
    "turn": -28.0,
    "right": -23.5,
    "left": -23.5,
    "pause": -26.0,
    "resume": -26.0,
    "finish": -20.0,
}
"""Target of :func:`loudness`, in dBFS: what is heard at every breath is softer than a bell."""


SIDED = ("right", "left")


def centred(signal: Signal) -> Signal:
    """Give both ears the same RMS: only a change of side may be louder in one."""
    rms = np.sqrt(np.mean(signal**2, axis=0))
    return np.asarray(signal * (rms.mean() / rms))


def loudness(signal: Signal) -> float:
    """Return the RMS in dBFS over the sounding part, mean of both channels' power.

    The sounding part is every frame of 20 ms within 25 dB of the loudest one.
    """
    size = frames(0.02)
    whole = len(signal) // size * size
    power = np.mean(signal[:whole].reshape(-1, size * 2) ** 2, axis=1)
    return float(10 * np.log10(np.mean(power[power > power.max() * 10**-2.5])))


def lead(seconds: float) -> Signal:
    """Return the noise that wakes the device: it fades in, and out under a ``seconds`` sound."""
    hiss = db(LEAD_DB) * noise(seconds, 100.0, 4000.0, 7)
    t = clock(seconds)
    shape = ease(t, 0.001, 0.05) * (1 - ease(t, LEAD_SECONDS, LEAD_SECONDS + 0.05))
    return stereo(hiss * shape, hiss * shape)


def render(name: str) -> Signal:
    """Return the finished sound ``name``: lead, then the recipe at its loudness."""
    sound = SOUNDS[name]()
    if name not in SIDED:
        sound = centred(sound)
    sound *= db(LOUDNESS_DB[name] - loudness(sound))
    seconds = LEAD_SECONDS + len(sound) / RATE
    return lay(seconds, [(0.0, lead(seconds)), (LEAD_SECONDS, sound)])


def pcm(name: str) -> npt.NDArray[np.int16]:
    """Return the finished sound ``name`` as 16-bit samples; too loud a sound is an error."""
    signal = render(name)
    if np.abs(signal).max() >= 1.0:
        raise ValueError(f"{name} clips")
    return np.round(signal * FULL_SCALE).astype("<i2")


def write(path: Path, samples: npt.NDArray[np.int16]) -> None:
    """Write stereo 16-bit ``samples`` to ``path``."""
    with wave.open(str(path), "wb") as out:
        out.setnchannels(2)
        out.setsampwidth(2)
        out.setframerate(RATE)
        out.writeframes(samples.tobytes())


def main() -> None:
    """Write all sounds."""
    default = Path(__file__).resolve().parent.parent / "resources" / "sounds"
    parser = argparse.ArgumentParser(description="Synthesise the sounds of the practice.")
    parser.add_argument("--out", type=Path, default=default, metavar="DIR")
    folder: Path = parser.parse_args().out
    folder.mkdir(parents=True, exist_ok=True)
    for name in SOUNDS:
        write(folder / f"{name}.wav", pcm(name))


if __name__ == "__main__":
    main()
