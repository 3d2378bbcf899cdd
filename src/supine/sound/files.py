"""The sounds that the program ships, as samples."""

from __future__ import annotations

import wave
from pathlib import Path

from supine.sound.mixer import Samples


def samples_in(path: Path) -> Samples:
    """Return the samples of a file of 48 kHz, 16 bit, stereo."""
    with wave.open(str(path)) as file:
        return memoryview(file.readframes(file.getnframes())).cast("h")
