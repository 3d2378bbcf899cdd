"""The sounds that the program ships, as samples."""

from __future__ import annotations

import wave
from mmap import ACCESS_READ, mmap
from pathlib import Path

from supine.audio.mixer import Samples


def samples_in(path: Path) -> Samples:
    """Return the samples of a file of 48 kHz, 16 bit, stereo.

    They stay in the file until they are played: as bytes all sounds took 6 MB, and a person may
    never hear some of them.
    """
    with path.open("rb") as opened, wave.open(opened) as file:
        size = file.getnframes() * file.getsampwidth() * file.getnchannels()
        begin = opened.tell()
        return memoryview(mmap(opened.fileno(), 0, access=ACCESS_READ))[begin : begin + size].cast(
            "h"
        )
