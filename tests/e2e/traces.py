"""Traces that the program writes, read while it is still writing them or afterwards."""

from __future__ import annotations

import json
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np

Event = dict[str, Any]

PHASE_SOUNDS = {"in": "in", "out": "out", "hold-in": "hold", "hold-out": "hold"}


def read(path: Path) -> list[Event]:
    """Return the events that are written whole so far."""
    if not path.exists():
        return []
    whole, _newline, _begun = path.read_bytes().rpartition(b"\n")
    return [json.loads(line) for line in whole.splitlines()]


def fits(event: Event, name: str, wanted: dict[str, Any]) -> bool:
    """Return whether `event` has that name and all `wanted` values."""
    return event["event"] == name and all(event.get(key) == value for key, value in wanted.items())


def named(events: Iterable[Event], name: str, /, **wanted: Any) -> list[Event]:
    return [event for event in events if fits(event, name, wanted)]


def sound_of(event: Event) -> str | None:
    """Return the sound that `event` is about."""
    if event["event"] == "breath":
        return PHASE_SOUNDS[event["phase"]]
    return str(event["name"]) if event["event"] == "bell" else None


def gaps_in(events: Iterable[Event]) -> list[float]:
    """Return the milliseconds before each frame, in every second of uninterrupted painting."""
    return [gap for event in named(events, "frame") for gap in event["gaps"]]


@dataclass(frozen=True)
class Gaps:
    """Milliseconds between painted frames, of the longest in each second."""

    seconds: int
    longest: float
    high: float
    """What 99 of 100 seconds stay below."""


STOOD_STILL = ("start", "resume", "ready", "next", "back", "step")
"""Until these nothing moved, so that the first frame after them has a gap before it."""


def frame_gaps(events: Iterable[Event]) -> Gaps:
    """Return the gaps, but for each first second after nothing had moved."""
    gaps: list[float] = []
    still = True
    for event in events:
        if event["event"] in STOOD_STILL:
            still = True
        elif event["event"] == "frame":
            gaps += [] if still else [float(event["gap"])]
            still = False
    if not gaps:
        return Gaps(0, 0.0, 0.0)
    return Gaps(len(gaps), max(gaps), float(np.percentile(gaps, 99)))
