#!/usr/bin/env python3
"""Synthesise the two loops of the wave into ``resources/wave/in.wav`` and ``out.wav``.

Each is an even, soft rush of noise without beginning or end: its last sample leads into its
first. The program itself lets them swell and fall with the breath (``supine/audio/wave_file.py``).
The inhale is bright and the exhale dark, an octave and a half apart, so that closed eyes cannot
mistake one for the other. Both keep between 250 and 2,500 Hz, which small laptop speakers carry.

Noise is made from the spectrum: smooth magnitudes, so that nothing whines, and seeded phases.
Levels and bands were chosen for this project, by looking and measuring.
"""

from __future__ import annotations

import argparse
from pathlib import Path
from typing import NamedTuple

import numpy as np
from instruments import RATE, Signal, db, frames, stereo
from make_sounds import FULL_SCALE, write


class Rush(NamedTuple):
    """One loop: seconds, its band in Hz, its loudness in dBFS (RMS), and a seed for each ear."""

    seconds: float
    low: float
    high: float
    level: float
    seeds: tuple[int, int]


LOOPS = {
    "in": Rush(4.0, 750.0, 1600.0, -28.0, (201, 202)),
    # low sounds seem softer to the ear: about 3 dB here, by the A curve
    "out": Rush(5.0, 290.0, 620.0, -26.0, (203, 204)),
}
"""As long as a usual inhale and nearly an exhale: nobody hears that they are loops."""


def rush(seconds: float, low: float, high: float, seed: int) -> Signal:
    """Return noise of RMS 1 around ``low`` to ``high`` Hz whose end fits its start."""
    f = np.fft.rfftfreq(frames(seconds), 1 / RATE)
    magnitude = (1 / (1 + (f / high) ** 4)) * (f**4 / (f**4 + low**4))
    phases = np.random.Generator(np.random.PCG64(seed)).uniform(0, 2 * np.pi, len(f))
    noise = np.fft.irfft(magnitude * np.exp(1j * phases), frames(seconds))
    return np.asarray(noise / np.sqrt(np.mean(noise**2)))


def render(name: str) -> Signal:
    """Return the loop ``name``; left and right have different noise, so it sounds wide and soft."""
    loop = LOOPS[name]
    left, right = (rush(loop.seconds, loop.low, loop.high, seed) for seed in loop.seeds)
    return db(loop.level) * stereo(left, right)


def main() -> None:
    """Write both loops."""
    default = Path(__file__).resolve().parent.parent / "resources" / "wave"
    parser = argparse.ArgumentParser(description="Synthesise the wave of the breath.")
    parser.add_argument("--out", type=Path, default=default, metavar="DIR")
    folder: Path = parser.parse_args().out
    folder.mkdir(parents=True, exist_ok=True)
    for name in LOOPS:
        write(folder / f"{name}.wav", np.round(render(name) * FULL_SCALE).astype("<i2"))


if __name__ == "__main__":
    main()
