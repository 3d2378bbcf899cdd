"""The instruments of the practice: bowls, bars, strings, a breath of air, and their room.

Times are in seconds, frequencies in hertz; levels are linear. The levels and decay times of the
partials were chosen for this project; where a ratio comes from acoustics, the comment says so.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

RATE = 48_000

Signal = npt.NDArray[np.float64]
"""Samples in -1..1: shape (n,) for one channel, (n, 2) for left and right."""

D3, A3 = 146.83, 220.00
D4, FS4, A4, B4 = 293.66, 369.99, 440.00, 493.88
D5, FS5, A5, B5, D6 = 587.33, 739.99, 880.00, 987.77, 1174.66

ROOM_LOW, ROOM_HIGH = 230.0, 1900.0
"""Band of the room in Hz: curtains and carpet leave little above it, small speakers below."""

LEFT, RIGHT = 0, 1
FAR_EAR = 0.17
"""Level at the ear turned away from a sided sound: about -15 dB, quiet but not dead."""


@dataclass(frozen=True)
class Partial:
    """One mode of a struck body: frequency ratio, level, and seconds to fall by 60 dB.

    ``beat`` is the distance in hertz to a weaker twin: no real bowl is perfectly round, so each
    of its modes is a close pair, and the pair's slow beating is its warmth.
    """

    ratio: float
    level: float
    t60: float
    beat: float = 0.0


# A standing bowl rings near 1 : 2.7 : 5.1 : 8; the second mode is drawn to 8/3, which is D over
# A, so that the bowl stays in key.  The octave is faint: it fills the gap on small speakers.
BOWL = (
    Partial(1.0, 1.00, 4.6, 0.9),
    Partial(2.0, 0.10, 2.4, 1.3),
    Partial(8 / 3, 0.58, 3.0, 1.4),
    Partial(5.0, 0.17, 1.5, 2.1),
    Partial(7.9, 0.05, 0.7, 2.9),
)
# The same bowl struck with a wrapped mallet: the upper modes are hardly heard.
DARK_BOWL = (
    Partial(1.0, 1.00, 3.6, 0.7),
    Partial(2.0, 0.34, 2.2, 0.9),
    Partial(3.0, 0.14, 1.3, 1.2),
    Partial(4.0, 0.03, 0.7, 1.6),
)
# Bars tuned as marimba makers do, second mode two octaves up, third three octaves and a third.
MARIMBA = (
    Partial(1.0, 1.00, 0.45, 0.0),
    Partial(4.0, 0.45, 0.22, 0.0),
    Partial(10.0, 0.05, 0.07, 0.0),
)
# A clamped tongue rings at 1 : 6.27; the rest is the wooden box under it.
KALIMBA = (
    Partial(1.0, 1.00, 1.10, 0.6),
    Partial(2.0, 0.18, 0.60, 0.8),
    Partial(3.0, 0.05, 0.30, 0.0),
    Partial(6.27, 0.03, 0.10, 0.0),
)
HARP = tuple(Partial(n, n**-1.25, 1.9 / n**0.7, 0.3 * n) for n in range(1, 9))


def frames(seconds: float) -> int:
    """Return the number of sample frames nearest to ``seconds``."""
    return round(seconds * RATE)


def clock(seconds: float) -> Signal:
    """Return the time in seconds of every sample of a stretch that starts at 0."""
    return np.arange(frames(seconds), dtype=np.float64) / RATE


def ease(t: Signal, start: float, stop: float) -> Signal:
    """Return a raised cosine from 0 (before ``start``) to 1 (after ``stop``): no corner clicks."""
    x = np.clip((t - start) / (stop - start), 0.0, 1.0)
    return np.asarray(0.5 - 0.5 * np.cos(np.pi * x))


def db(decibels: float) -> float:
    """Return the linear level of ``decibels``."""
    return float(10 ** (decibels / 20))


def band(signal: Signal, low: float, high: float) -> Signal:
    """Keep roughly ``low`` to ``high`` Hz with soft, phase-free slopes (12 dB an octave)."""
    spectrum = np.fft.rfft(signal, 2 * len(signal))
    f = np.fft.rfftfreq(2 * len(signal), 1 / RATE)
    gain = (1 / (1 + (f / high) ** 2)) * (f**2 / (f**2 + low**2))
    return np.asarray(np.fft.irfft(spectrum * gain)[: len(signal)])


def noise(seconds: float, low: float, high: float, seed: int) -> Signal:
    """Return seeded noise of RMS 1 between about ``low`` and ``high`` Hz, one channel."""
    # Uniform numbers of a named bit generator stay the same from one numpy to the next.
    source = np.random.Generator(np.random.PCG64(seed))
    shaped = band(source.uniform(-1.0, 1.0, frames(seconds)), low, high)
    return np.asarray(shaped / np.sqrt(np.mean(shaped**2)))


def stereo(left: Signal, right: Signal) -> Signal:
    """Join two channels."""
    return np.stack([left, right], axis=1)


def decay(t: Signal, attack: float, t60: float) -> Signal:
    """Return the envelope of a stroke: raised-cosine ``attack``, then -60 dB in ``t60``."""
    return np.asarray(ease(t, 0.0, attack) * 10 ** (-3.0 * t / t60))


def struck(
    freq: float, body: Sequence[Partial], seconds: float, attack: float = 0.012, seed: int = 1
) -> Signal:
    """Strike ``body`` at ``freq`` Hz; the twins of its modes lie left and right in turn."""
    t = clock(seconds)
    phases = np.random.Generator(np.random.PCG64(seed)).uniform(0, 2 * np.pi, len(body))
    out = np.zeros((len(t), 2))
    for i, p in enumerate(body):
        envelope = p.level * decay(t, attack, p.t60)
        out += (envelope * np.sin(2 * np.pi * freq * p.ratio * t + phases[i]))[:, None]
        if p.beat:
            # Nearly in phase at the stroke, so that the body sounds at once and beats later.
            twin = np.sin(2 * np.pi * (freq * p.ratio + p.beat) * t + phases[i] + 0.4)
            out += (envelope * twin)[:, None] * np.roll([0.42, 0.16], i)
    return out


def knock(seconds: float, high: float, level: float, seed: int) -> Signal:
    """Return the noise of a mallet: dull, about 30 ms long, up to ``high`` Hz."""
    t = clock(seconds)
    touch = level * noise(seconds, 250.0, high, seed) * decay(t, 0.008, 0.09)
    return stereo(touch, touch)


def lay(seconds: float, parts: Sequence[tuple[float, Signal]]) -> Signal:
    """Lay stereo ``parts``, each at its start in seconds, into one stretch."""
    out = np.zeros((frames(seconds), 2))
    for start, part in parts:
        first = frames(start)
        piece = part[: len(out) - first]
        out[first : first + len(piece)] += piece
    return out


def room_tail(t60: float, seed: int) -> Signal:
    """Return what one ear hears of a clap in a soft room, its mean gain in its band 1."""
    t = clock(t60)
    tail = noise(t60, ROOM_LOW, ROOM_HIGH, seed) * decay(t, 0.04, t60)
    f = np.fft.rfftfreq(len(tail), 1 / RATE)
    power = np.abs(np.fft.rfft(tail)[(f > ROOM_LOW) & (f < ROOM_HIGH)]) ** 2
    return np.asarray(tail / np.sqrt(power.mean()))


def room(dry: Signal, wet: float, t60: float) -> Signal:
    """Set ``dry`` in a soft room ``wet`` as loud, which falls by 60 dB in ``t60`` seconds."""
    size = len(dry) + frames(t60)
    out = dry.copy()
    for ear in (LEFT, RIGHT):
        tail = np.fft.rfft(room_tail(t60, 70 + ear), size)
        out[:, ear] += wet * np.fft.irfft(np.fft.rfft(dry[:, ear], size) * tail, size)[: len(dry)]
    return out


def settle(signal: Signal, fade: float) -> Signal:
    """Close ``signal`` to exact silence over its last ``fade`` seconds."""
    seconds = len(signal) / RATE
    closing = 1.0 - ease(clock(seconds), seconds - fade, seconds - 0.005)
    return np.asarray(signal * closing[:, None])


def to_side(signal: Signal, ear: int) -> Signal:
    """Move ``signal`` to one ear; the other hears it ``FAR_EAR`` as loud, duller, 0.3 ms late."""
    mono = signal.mean(axis=1)
    late = np.concatenate([np.zeros(frames(0.0003)), mono])[: len(mono)]
    far = FAR_EAR * band(late, 20.0, 2500.0)
    return stereo(far, mono) if ear == RIGHT else stereo(mono, far)


def voices(pitch: Signal, harmonics: Sequence[float], cents: float) -> Signal:
    """Sing ``pitch`` (Hz at each sample) in three voices, ``cents`` apart: left, middle, right."""
    out = np.zeros((len(pitch), 2))
    # The middle voice is louder: three equal ones would sometimes cancel.
    for i, (at_left, at_right) in enumerate(((0.32, 0.08), (0.75, 0.75), (0.08, 0.32))):
        phase = 2 * np.pi * np.cumsum(pitch * 2 ** ((i - 1) * cents / 1200)) / RATE
        tone = np.zeros(len(pitch))
        for n, level in enumerate(harmonics, 1):
            # Phases spread like n squared keep the crest of the wave low.
            tone += level * np.sin(n * phase + 0.5 * i + 1.1 * n * n)
        out += tone[:, None] * np.array([at_left, at_right])
    return out


def glide(t: Signal, low: float, high: float, start: float, stop: float) -> Signal:
    """Return the pitch in Hz that eases from ``low`` to ``high`` in even musical steps."""
    return np.asarray(low * (high / low) ** ease(t, start, stop))


def air(seconds: float, first: tuple[float, float], last: tuple[float, float], seed: int) -> Signal:
    """Return moving breath noise, from the band ``first`` to the band ``last`` (Hz), two ears."""
    across = ease(clock(seconds), 0.0, 0.75 * seconds)
    ears = [
        (1 - across) * noise(seconds, *first, seed + ear)
        + across * noise(seconds, *last, seed + 2 + ear)
        for ear in (LEFT, RIGHT)
    ]
    return stereo(*ears)


def swell(t: Signal, first: float, crest: float, stop: float) -> Signal:
    """Return a breath's envelope: at once to ``first``, full at ``crest``, gone at ``stop``.

    The first step takes 12 ms: the start must be findable by ear, yet soft.
    """
    rise = first * ease(t, 0.0, 0.012) + (1 - first) * ease(t, 0.012, crest)
    return np.asarray(rise * (1 - ease(t, crest, stop)) ** 1.3)
