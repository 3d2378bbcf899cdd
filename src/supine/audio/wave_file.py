"""The soft wave of one breath as a WAV file in the cache folder.

Two loops of even noise are shaped for exactly this rhythm: one breath from silence to silence. It
is made in Python at 1.5 % of its own length, and kept for the breaths that follow.
"""

from __future__ import annotations

import wave
from array import array
from contextlib import suppress
from functools import cache
from hashlib import sha256
from io import BytesIO
from math import cos, pi, sin
from pathlib import Path

from supine.core.breath import Rhythm, breath_at, eased
from supine.files import write_whole
from supine.resources import resource

RATE = 48_000
"""Frames a second of every sound file of the program."""

BLOCK = 96
"""Frames that are equally loud: a step so small and so short (2 ms) cannot be heard. The loops of
`scripts/make_wave.py` are whole numbers of blocks long."""

TURN = 0.2
"""Seconds before and after the exhale begins in which the bright sound becomes the dark one."""

DIP = 0.3
"""The share by which it is softer in the middle of a pause with full lungs."""

DIPPING = 0.5
"""Seconds of a pause for the whole dip; a shorter one has less, or it would click."""

TAIL = 0.5
"""Seconds of silence at the end of every file, so that a loop is stopped before it begins again."""

SOFTLY = 0.15
"""Seconds in which a wave that joins in the middle of a breath becomes loud."""

KEPT = 12
"""Files that the cache folder keeps: the newest."""


def blend(rhythm: Rhythm, at: float) -> tuple[float, float]:
    """Return how loud the bright and the dark sound are, 0 to 1, `at` seconds into a breath."""
    breath = breath_at(rhythm, at)
    held = breath.phase == "hold-in"
    dip = DIP * min(rhythm.hold_in / DIPPING, 1.0) if held else 0.0
    level = breath.fullness * (1.0 - dip * sin(pi * breath.progress) ** 2)
    since = at - rhythm.inhale - rhythm.hold_in
    # independent noises add up by their powers
    angle = eased(min(max(since / TURN, -1.0), 1.0) / 2 + 0.5) * pi / 2
    return level * cos(angle), level * sin(angle)


def wave_samples(rhythm: Rhythm) -> array[int]:
    """Return the wave of one breath, without its pause with empty lungs: 16 bit, left and right."""
    frames = round((rhythm.seconds - rhythm.hold_out) * RATE)
    whole = array("h")
    for begin in range(0, frames, BLOCK):
        end = min(begin + BLOCK, frames)
        bright, dark = (round(32768 * level) for level in blend(rhythm, (begin + BLOCK / 2) / RATE))
        pairs = zip(_part("in", begin, end), _part("out", begin, end), strict=True)
        whole.extend([one * bright + other * dark >> 15 for one, other in pairs])
    return whole


def wave_file(rhythm: Rhythm, folder: Path) -> Path:
    """Return the file of the wave of `rhythm` in `folder`, made if it is not there.

    Raises `OSError` if it cannot be written.
    """
    path = folder / f"wave-{_key(rhythm)}.wav"
    if not path.exists():
        write_whole(path, _wav(wave_samples(rhythm)), private=False)
        _clean(folder)
    return path


def joined_file(rhythm: Rhythm, into: float, folder: Path) -> Path:
    """Return a file with the rest of a breath, from `into` seconds on, softly begun.

    Raises `OSError` if it cannot be written.
    """
    with wave.open(str(wave_file(rhythm, folder))) as file:
        samples = array("h", file.readframes(file.getnframes()))
    rest = samples[2 * round(into * RATE) :]
    fade = min(round(SOFTLY * RATE), len(rest) // 2)
    for frame in range(fade):
        for side in (0, 1):
            rest[2 * frame + side] = rest[2 * frame + side] * frame // fade
    path = folder / f"wave-{_key(rhythm)}-from-{round(into * 1000)}.wav"
    write_whole(path, _wav(rest), private=False)
    _clean(folder)
    return path


def _key(rhythm: Rhythm) -> str:
    return sha256(repr(rhythm.lengths).encode()).hexdigest()[:12]


def _wav(samples: array[int]) -> bytes:
    """Return a WAV file of `samples`, with silence behind them."""
    made = BytesIO()
    with wave.open(made, "wb") as file:
        file.setnchannels(2)
        file.setsampwidth(2)
        file.setframerate(RATE)
        file.writeframes(samples.tobytes() + bytes(4 * round(TAIL * RATE)))
    return made.getvalue()


def _clean(folder: Path) -> None:
    """Remove all but the newest files of the cache."""
    files = sorted(folder.glob("*.wav"), key=lambda path: path.stat().st_mtime, reverse=True)
    for path in files[KEPT:]:
        with suppress(OSError):
            path.unlink()


@cache
def _loop(name: str) -> array[int]:
    with wave.open(str(resource("wave", f"{name}.wav"))) as file:
        return array("h", file.readframes(file.getnframes()))


def _part(name: str, begin: int, end: int) -> array[int]:
    """Return frames within one block of a loop that goes round."""
    loop = _loop(name)
    first = 2 * begin % len(loop)
    return loop[first : first + 2 * (end - begin)]
