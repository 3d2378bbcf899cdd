"""What was heard, and when: a recording laid beside the trace of the same practice.

    python -m tests.e2e.hearing RECORDING.raw TRACE

prints how late the sounds were. The recording is raw: 48 kHz, 16 bit, stereo. Each sound is looked
for by its own shape, so others may sound at the same time. When the recording began is not known;
it is found from the loudness of the whole, and how long sound takes through the computer (always
the same) counts as no lateness: what is told is how far each sound is from the middle of all.
"""

from __future__ import annotations

import sys
import wave
from dataclasses import dataclass
from functools import cache
from pathlib import Path

import numpy as np
import numpy.typing as npt

from supine.resources import resource
from tests.e2e.traces import Event, frame_gaps, read, sound_of

Samples = npt.NDArray[np.float64]
Recording = npt.NDArray[np.int16]

RATE = 48_000
LEAD = 0.2
"""Seconds of near-silence at the head of every sound file."""

SHAPE = 0.5
"""Seconds of a sound that it is known by."""

REACH = 0.15
"""Seconds before and after its time in which a sound is looked for."""

PRESENT = 0.1
"""Share of a sound's own loudness from which it counts as there."""

FULL = 32_767
"""The loudest sample that there can be; what would be louder was cut off."""

STEP = RATE // 100
"""Samples of one value of loudness."""


@dataclass(frozen=True)
class Heard:
    """One sound that the trace tells of."""

    sound: str
    due: float
    """Seconds of practice."""
    at: float
    """Seconds since the recording began at which it should be heard."""
    lateness: float
    """Milliseconds later than that, before the middle of all is taken off."""
    share: float
    """How loud it was, as a share of what is in the file."""
    balance: float
    """The right channel's part of the energy, 0 to 1."""


@dataclass(frozen=True)
class Timing:
    """How exact a recording was, in milliseconds."""

    heard: int
    missing: int
    median: float
    """How far off half of the sounds were at most."""
    worst: float
    drift: float
    """What the lateness grew by from the first to the last sound."""


def open_recording(path: Path) -> Recording:
    """Return the recording's samples, left and right; they stay on the disk until looked at."""
    frames = path.stat().st_size // 4
    return np.memmap(path, np.int16, "r", shape=(frames, 2))


def began(path: Path) -> float:
    """Return the time of the wall clock at which a recording that has ended began.

    A busy machine writes its end some hundredths of a second late.
    """
    written = path.stat()
    return written.st_mtime - written.st_size / 4 / RATE


@cache
def sound(name: str) -> Samples:
    """Return the sound `name` from where it can be heard on."""
    with wave.open(str(resource("sounds", f"{name}.wav"))) as file:
        data = np.frombuffer(file.readframes(file.getnframes()), "<i2")
    return data.reshape(-1, 2)[round(LEAD * RATE) :] / 32768.0


def hear(recording: Recording, events: list[Event], start: float | None = None) -> list[Heard]:
    """Return each sound that the trace calls heard, found in the recording.

    `start` is the time at which the recording began. Without it that is found from the loudness of
    the sounds; a voice or a wave between them would mislead.
    """
    due = [(sound_of(event), event) for event in events if event.get("heard")]
    known = [(name, event) for name, event in due if name is not None]
    if not known:
        return []
    start = _beginning(recording, known) if start is None else start
    return [
        _find(recording, name, float(event["due"]), float(event["wall"]) - start)
        for name, event in known
    ]


def timing(heard: list[Heard]) -> Timing:
    """Return how exact `heard` is. Sounds that were not found count as missing."""
    found = [one for one in heard if one.share >= PRESENT]
    if not found:
        return Timing(0, len(heard), 0.0, 0.0, 0.0)
    late = np.array([one.lateness for one in found])
    off = np.abs(late - np.median(late))
    at = np.array([one.at for one in found])
    slope = np.polyfit(at, late, 1)[0] if len(found) > 2 else 0.0
    return Timing(
        heard=len(found),
        missing=len(heard) - len(found),
        median=float(np.median(off)),
        worst=float(off.max()),
        drift=float(slope * (at[-1] - at[0])),
    )


def clipped(recording: Recording) -> int:
    """Return how many samples were cut off, because all that sounded together was too loud."""
    minute = 60 * RATE
    parts = (recording[first : first + minute] for first in range(0, len(recording), minute))
    return sum(int((np.abs(part.astype(np.int32)) >= FULL).sum()) for part in parts)


def loudness(recording: Recording) -> npt.NDArray[np.float32]:
    """Return how loud each hundredth of a second is, 0 to 1."""
    steps = len(recording) // STEP
    found = np.empty(steps, np.float32)
    # a minute at a time: half an hour of samples need not be in memory at once
    for first in range(0, steps, 6000):
        last = min(first + 6000, steps)
        part = recording[first * STEP : last * STEP].astype(np.float32) / 32768
        found[first:last] = np.sqrt((part**2).reshape(last - first, -1).mean(axis=1))
    return found


def _beginning(recording: Recording, known: list[tuple[str, Event]]) -> float:
    """Return when the recording began: where the loudness fits the trace best."""
    first = float(known[0][1]["wall"])
    last = float(known[-1][1]["wall"])
    expected = np.zeros(round((last - first) * 100) + 1200)
    for name, event in known:
        place = round((float(event["wall"]) - first) * 100)
        shape = loudness((sound(name) * 32767).astype(np.int16))[: len(expected) - place]
        expected[place : place + len(shape)] += shape
    lags = _correlation(loudness(recording).astype(np.float64), expected)
    return first - int(np.argmax(lags)) / 100


def _correlation(long: Samples, short: Samples) -> Samples:
    """Return how well `short` fits into `long` from each place on."""
    size = 1 << (len(long) + len(short)).bit_length()
    long, short = long - long.mean(), short - short.mean()
    spectrum = np.fft.rfft(long, size) * np.conj(np.fft.rfft(short, size))
    return np.fft.irfft(spectrum, size)[: len(long)]


def _find(recording: Recording, name: str, due: float, at: float) -> Heard:
    shape = sound(name)[: round(SHAPE * RATE)]
    first = round((at - REACH) * RATE)
    reach = 2 * round(REACH * RATE)
    part = np.zeros((reach + len(shape), 2))
    inside = recording[max(0, first) : max(0, first + len(part))] / 32768.0
    part[max(0, -first) :][: len(inside)] = inside[: len(part) - max(0, -first)]
    fits = np.column_stack([_fit(part[:, side], shape[:, side], reach) for side in (0, 1)])
    best = int(np.argmax(fits.sum(axis=1)))
    share = float(fits[best].sum() / (shape**2).sum())
    left, right = (part[best : best + len(shape)] ** 2).sum(axis=0)
    balance = float(right / max(left + right, 1e-12))
    return Heard(name, due, at, (best / RATE - REACH) * 1000, share, balance)


def _fit(part: Samples, shape: Samples, reach: int) -> Samples:
    size = 1 << len(part).bit_length()
    spectrum = np.fft.rfft(part, size) * np.conj(np.fft.rfft(shape, size))
    return np.fft.irfft(spectrum, size)[:reach]


def main(words: list[str]) -> int:
    """Print how exact a recording was."""
    if len(words) != 2:
        sys.stderr.write("usage: python -m tests.e2e.hearing RECORDING.raw TRACE\n")
        return 2
    events = read(Path(words[1]))
    found = timing(hear(open_recording(Path(words[0])), events))
    late = max((event["at"] - event["due"] for event in events if event.get("heard")), default=0.0)
    gaps = frame_gaps(events)
    sys.stdout.write(
        f"{found.heard} sounds heard, {found.missing} missing\n"
        f"lateness: median {found.median:.1f} ms, worst {found.worst:.1f} ms, "
        f"drift {found.drift:+.1f} ms over the recording\n"
        f"handed over: {late * 1000:.1f} ms of practice late at worst\n"
        f"{clipped(open_recording(Path(words[0])))} samples cut off\n"
        f"frames: longest gap {gaps.longest:.1f} ms, 99th percentile {gaps.high:.1f} ms, "
        f"{gaps.seconds} seconds\n"
    )
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
