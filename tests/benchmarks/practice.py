"""Half an hour of practice, recorded: frames and sounds are judged by the same."""

from __future__ import annotations

import time
from dataclasses import dataclass
from functools import cache

from tests.benchmarks.arrivals import Arrivals
from tests.benchmarks.bench import Bench, desktop
from tests.e2e import hearing
from tests.e2e.hearing import Heard
from tests.e2e.traces import Event

LASTING = 1805.0
"""Seconds: half an hour, and the first moments."""


@dataclass(frozen=True)
class Practised:
    """What came of it."""

    events: list[Event]
    heard: list[Heard]
    fast: float
    """By which share of a second a second of the recording is short."""


@cache
def half_hour(bench: Bench) -> Practised:
    """Return the trace and the sounds of a practice on a full screen."""
    with desktop() as starter:
        recording = starter.folder / "heard.raw"
        with starter.speaker.record(recording), Arrivals(recording) as arrivals:
            program = starter.practise("low-back-release", "--fullscreen")
            time.sleep(90.0 if bench.quick else LASTING)
            program.close()
            time.sleep(hearing.SHAPE + 0.5)
        events = program.events
        heard = hearing.hear(hearing.open_recording(recording), events)
        return Practised(events, heard, arrivals.fast)
