"""What was due, and when it happened: one JSON object a line."""

from __future__ import annotations

import os
import time
from collections.abc import Callable
from contextlib import suppress
from io import FileIO
from pathlib import Path
from typing import Any

import msgspec

from supine.practice.clock import Clock


class Trace:
    """Writes events to a file, or nowhere. Never raises: a full disk ends the trace alone."""

    def __init__(
        self, path: Path | None, failed: Callable[[str], None] = lambda _why: None
    ) -> None:
        """Begin a new trace at `path`; `failed` hears once why it could not be written."""
        self.failed = failed
        """Hears once why the trace could not be written."""
        self._file: FileIO | None = None
        if path is not None:
            try:
                self._file = FileIO(path, "wb", opener=_never_waiting)
            except OSError as error:
                failed(error.strerror or str(error))

    def write(self, event: str, due: float, at: float, ahead: float = 0.0, **more: Any) -> None:
        """Write one event: `due` and `at` in practice seconds.

        `ahead` is how many seconds of the clock from now `at` is: a sound is handed over a little
        before it is heard.
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
            self._give_up(getattr(error, "strerror", None) or str(error))
        else:
            if written != len(data):
                self._give_up("there is no room for it")

    def _give_up(self, why: str) -> None:
        self.close()
        self.failed(why)

    def close(self) -> None:
        """End the trace; what is written later goes nowhere."""
        if self._file is not None:
            file, self._file = self._file, None
            with suppress(OSError):
                file.close()


def _never_waiting(path: str, flags: int) -> int:
    """Open a file so that a pipe which nobody reads, or not fast enough, holds up no practice."""
    return os.open(path, flags | getattr(os, "O_NONBLOCK", 0), 0o666)


class FrameMeter:
    """Told of each painted frame, it reports every second of uninterrupted painting."""

    def __init__(self, clock: Clock, report: Callable[[list[float]], None]) -> None:
        """Report the gap before each frame, in seconds, to `report`."""
        self._clock, self._report = clock, report
        self._last: float | None = None
        self._since = 0.0
        self._gaps: list[float] = []

    def rest(self) -> None:
        """Nothing moves now: the next frame has no gap before it."""
        self._last = None

    def painted(self) -> None:
        """A frame has been painted."""
        now = self._clock()
        if self._last is None:
            self._since, self._gaps = now, []
        else:
            self._gaps.append(now - self._last)
        self._last = now
        if now - self._since >= 1.0:
            gaps, self._gaps, self._since = self._gaps, [], now
            self._report(gaps)
