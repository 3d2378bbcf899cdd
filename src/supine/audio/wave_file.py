"""The soft wave of one breath as a WAV file in the cache folder.

Two loops of even noise are shaped for exactly this rhythm: one breath from silence to silence. It
is made in Python at 1.5 % of its own length, and kept for the breaths that follow.
"""

from __future__ import annotations

import wave
from array import array
from contextlib import suppress
from io import BytesIO
from math import cos, pi, sin
from os import getpid
from pathlib import Path

from supine.core.breath import Rhythm, breath_at, eased
from supine.files import move_over
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

KEPT = 6
"""Waves that the cache folder keeps: the newest."""

HEAD = 44
"""Bytes before the samples of a WAV file as `wave` writes it."""


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
    loops = _loop("in"), _loop("out")
    whole = array("h")
    for begin in range(0, _frames(rhythm), BLOCK):
        end = min(begin + BLOCK, _frames(rhythm))
        bright, dark = (round(32768 * level) for level in blend(rhythm, (begin + BLOCK / 2) / RATE))
        pairs = zip(*(_part(loop, begin, end) for loop in loops), strict=True)
        whole.extend([one * bright + other * dark >> 15 for one, other in pairs])
    return whole


def wave_file(rhythm: Rhythm, folder: Path) -> Path:
    """Return the file of the wave of `rhythm` in `folder`, made if it is not there.

    Raises `OSError` if it cannot be written.
    """
    path = folder / f"{_name(rhythm)}.wav"
    frames = _frames(rhythm) + round(TAIL * RATE)
    if not is_whole(path, 4 * frames):
        write_samples(path, wave_samples(rhythm).tobytes(), (2, 2, RATE))
        _clean(folder)
    return path


def joined_file(rhythm: Rhythm, into: float, folder: Path) -> Path:
    """Return a file with the rest of a breath, from `into` seconds on, softly begun.

    Raises `OSError` if it cannot be written.
    """
    with wave.open(str(wave_file(rhythm, folder))) as file:
        file.setpos(round(into * RATE))
        rest = array("h", file.readframes(_frames(rhythm) - file.tell()))
    fade = min(round(SOFTLY * RATE), len(rest) // 2)
    for frame in range(fade):
        for side in (0, 1):
            rest[2 * frame + side] = rest[2 * frame + side] * frame // fade
    path = folder / f"{_name(rhythm)}-from-{round(into * 1000)}.wav"
    write_samples(path, rest.tobytes(), (2, 2, RATE))
    _clean(folder)
    return path


def write_samples(path: Path, data: bytes, form: tuple[int, int, int], tail: float = TAIL) -> None:
    """Write a WAV file of `data` with `tail` seconds of silence behind it.

    `form` is the number of channels, bytes of a sample and frames a second. The file is not forced
    to the disk, which may take long: `is_whole` tells whether it got there. Raises `OSError`; the
    old file is then unchanged.
    """
    made = BytesIO()
    channels, width, rate = form
    # samples of one byte have no sign
    silence = b"\x80" if width == 1 else b"\0"
    with wave.open(made, "wb") as file:
        file.setnchannels(channels)
        file.setsampwidth(width)
        file.setframerate(rate)
        file.writeframes(data + silence * (channels * width * round(tail * rate)))
    path.parent.mkdir(parents=True, exist_ok=True)
    part = path.with_suffix(f".{getpid()}")
    try:
        part.write_bytes(made.getbuffer())
        move_over(part, path)
    except BaseException:
        with suppress(OSError):
            part.unlink()
        raise


def is_whole(path: Path, size: int) -> bool:
    """Return whether the WAV file at `path` has `size` bytes of samples."""
    try:
        return path.stat().st_size == HEAD + size
    except OSError:
        return False


def _frames(rhythm: Rhythm) -> int:
    return round((rhythm.seconds - rhythm.hold_out) * RATE)


def _name(rhythm: Rhythm) -> str:
    return "wave-" + "-".join(f"{length:.4f}" for length in rhythm.lengths)


def _clean(folder: Path) -> None:
    """Remove all but the newest waves of the cache, and what was begun and never ended."""
    files = sorted(folder.glob("wave-*"), key=lambda path: path.stat().st_mtime, reverse=True)
    for path in files[KEPT:]:
        with suppress(OSError):
            path.unlink()


def _loop(name: str) -> array[int]:
    with wave.open(str(resource("wave", f"{name}.wav"))) as file:
        return array("h", file.readframes(file.getnframes()))


def _part(loop: array[int], begin: int, end: int) -> array[int]:
    """Return frames within one block of a loop that goes round."""
    first = 2 * begin % len(loop)
    return loop[first : first + 2 * (end - begin)]
