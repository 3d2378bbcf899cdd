"""The trace: what was due, and when it happened. One JSON object a line."""

from __future__ import annotations

import os
import time
from collections.abc import Callable
from contextlib import suppress
from enum import StrEnum
from io import FileIO
from pathlib import Path
from typing import Any

import msgspec

from supine.core.practice import Clock
from supine.language import translate


class Event(StrEnum):
    """Every event that a trace may hold."""

    START = "start"
    STEP = "step"
    """Another step is current: `index`, `kind`, `pose`, `side`; `round` where there are any."""
    BREATH = "breath"
    """A breath tone: `phase` is in, hold-in, out or hold-out."""
    BELL = "bell"
    """Any other sound of the plan, by `name`."""
    WAVE = "wave"
    """The wave of one breath was sent."""
    SAY = "say"
    """A line begins: `kind`, `text`, whether it is `heard`, and `read` by a screen reader."""
    SAID = "said"
    """A line has ended."""
    WAIT = "wait"
    """The practice waits for a line."""
    PAUSE = "pause"
    RESUME = "resume"
    READY = "ready"
    NEXT = "next"
    BACK = "back"
    EASE = "ease"
    DEEPER = "deeper"
    STAY = "stay"
    FRAME = "frame"
    """Once a second while something moves: frames painted, the longest gap and all gaps in ms."""
    FAULT = "fault"
    """Something is missing: `what`."""
    END = "end"


class Trace:
    """Writes events to a file, or nowhere. Never raises: a full disk ends only the trace."""

    def __init__(
        self, path: Path | None, failed: Callable[[str], None] = lambda _why: None
    ) -> None:
        """Start a new file at `path`; `failed` is called once with the reason if it breaks."""
        self.failed = failed
        self._file: FileIO | None = None
        if path is not None:
            try:
                self._file = FileIO(path, "wb", opener=_open_without_waiting)
            except OSError as error:
                failed(error.strerror or str(error))

    def write(self, event: Event, due: float, at: float, ahead: float = 0.0, **more: Any) -> None:
        """Write one event: `due` and `at` in seconds of practice.

        `ahead` is how many seconds from now `at` is: a sound is sent a little before it is heard.
        """
        if self._file is None:
            return
        line = {
            "event": event,
            "due": round(due, 4),
            "at": round(at, 4),
            "mono": round(time.monotonic() + ahead, 4),
            "wall": round(time.time() + ahead, 4),
            **more,
        }
        try:
            data = msgspec.json.encode(line) + b"\n"
            written = self._file.write(data)
        except (OSError, ValueError) as error:
            self._fail(getattr(error, "strerror", None) or str(error))
        else:
            if written != len(data):
                self._fail(translate("Files", "there is no room for it", "the trace, a file"))

    def _fail(self, why: str) -> None:
        self.close()
        self.failed(why)

    def close(self) -> None:
        """End the trace; later events are dropped."""
        if self._file is not None:
            file, self._file = self._file, None
            with suppress(OSError):
                file.close()


def _open_without_waiting(path: str, flags: int) -> int:
    """Open a file without blocking: a pipe that nobody reads must not stop a practice."""
    return os.open(path, flags | getattr(os, "O_NONBLOCK", 0), 0o666)


class FrameMeter:
    """Measures the gaps between painted frames and reports them once a second."""

    def __init__(self, clock: Clock, report: Callable[[list[float]], None]) -> None:
        """Call `report` with the gap before each frame, in seconds."""
        self._clock, self._report = clock, report
        self._last: float | None = None
        self._since = 0.0
        self._gaps: list[float] = []

    def rest(self) -> None:
        """Nothing moves now: the next frame counts no gap."""
        self._last = None

    def painted(self) -> None:
        """Count a frame that was just painted."""
        now = self._clock()
        if self._last is None:
            self._since, self._gaps = now, []
        else:
            self._gaps.append(now - self._last)
        self._last = now
        if now - self._since >= 1.0:
            gaps, self._gaps, self._since = self._gaps, [], now
            self._report(gaps)
