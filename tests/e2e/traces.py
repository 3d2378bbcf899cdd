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


class Growing:
    """A trace that is still being written; what was read once is not read again."""

    def __init__(self, path: Path) -> None:
        """Look at the file at `path`, which need not be there yet."""
        self._path, self._read = path, 0
        self._events: list[Event] = []

    def events(self) -> list[Event]:
        """Return the events that are written whole so far."""
        if self._path.exists():
            with self._path.open("rb") as file:
                file.seek(self._read)
                whole, newline, _begun = file.read().rpartition(b"\n")
            self._read += len(whole) + len(newline)
            self._events += map(json.loads, whole.splitlines())
        return self._events


def read(path: Path) -> list[Event]:
    """Return the events that are written whole so far."""
    return Growing(path).events()


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
    """Return what can be said in short of `gaps`."""
    found = gaps(events)
    if not found:
        return Gaps(0, 0.0, 0.0)
    return Gaps(len(found), max(found), float(np.percentile(found, 99)))


def gaps(events: Iterable[Event]) -> list[float]:
    """Return the longest gap of each second, but for each first one after nothing had moved."""
    gaps: list[float] = []
    still = True
    for event in events:
        if event["event"] in STOOD_STILL:
            still = True
        elif event["event"] == "frame":
            gaps += [] if still else [float(event["gap"])]
            still = False
    return gaps
