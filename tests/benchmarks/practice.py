"""Five minutes of practice, recorded: frames and sounds are judged by the same."""

from __future__ import annotations

import time
from dataclasses import dataclass
from functools import cache

from tests.benchmarks.bench import Bench, desktop
from tests.e2e import hearing
from tests.e2e.hearing import Heard
from tests.e2e.traces import Event

LASTING = 305.0
"""Seconds: five minutes, and the first moments."""

FIRST_STEP = 10
"""The first step practised: the way into the first hold that is counted in breaths."""


@dataclass(frozen=True)
class Practised:
    """What came of it."""

    events: list[Event]
    heard: list[Heard]


@cache
def five_minutes(bench: Bench) -> Practised:
    """Return the trace and the sounds of a practice on a full screen."""
    with desktop() as starter:
        starter.settings("breaths_per_minute: 12")
        recording = starter.folder / "heard.raw"
        with starter.speaker.record(recording):
            program = starter.practise(
                "low-back-release", "--from", str(FIRST_STEP), "--fullscreen"
            )
            time.sleep(50.0 if bench.quick else LASTING)
            program.close()
            time.sleep(hearing.SHAPE + 0.5)
        events = program.events
        return Practised(events, hearing.hear(hearing.open_recording(recording), events))
