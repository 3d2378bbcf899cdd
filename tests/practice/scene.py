"""A session whose time is driven by hand, for the tests of what follows it."""

from __future__ import annotations

from math import inf

from PySide6.QtCore import Qt, QTimer

from supine.core.pace import Pace
from supine.core.practice import Practice
from supine.practice.controller import RUNWAY
from supine.practice.scheduler import Follower
from supine.practice.session import Session
from supine.practice.trace import Trace
from tests.conftest import FakeClock
from tests.helpers import shipped_plan

MOMENT = 1e-9
"""Seconds by which two sums of the same times may differ."""


class FakeTrace(Trace):
    """Keeps what is written."""

    def __init__(self) -> None:
        super().__init__(None)
        self.events: list[dict[str, object]] = []

    def write(self, event: str, due: float, at: float, ahead: float = 0.0, **more: object) -> None:
        self.events.append({"event": event, "due": due, "at": at + ahead, **more})


class TimedScene:
    """A session and its follower; the follower's timer fires when it is due by the fake clock."""

    tick = 0.2
    """Seconds of the clock from one tick of the session to the next."""
    timer: QTimer
    due: float
    """When `timer` fires."""

    def __init__(
        self, clock: FakeClock, speed: float = 1.0, practice: Practice | None = None
    ) -> None:
        self.clock, self.trace = clock, FakeTrace()
        self.practice = practice or Practice(shipped_plan(), clock, speed, 0.0, RUNWAY)
        self.session = Session(self.practice, Pace())

    def drive(self, follower: Follower) -> None:
        """Let the timer of `follower` go by the fake clock."""
        timers = follower.findChildren(QTimer)
        (self.timer,) = [one for one in timers if one.timerType() == Qt.TimerType.PreciseTimer]
        self.due = 0.0
        self.timer.start = self._start_timer  # type: ignore[method-assign,assignment]

    def _start_timer(self, milliseconds: int) -> None:
        self.due = self.clock() + milliseconds / 1000
        QTimer.start(self.timer, milliseconds)

    def begin_at(self, elapsed: float) -> None:
        self.session.begin()
        self.session.go_to(elapsed)

    def run(self, seconds: float) -> None:
        """Let `seconds` of the clock pass; the timer fires and lines end when they are due."""
        end = self.clock() + seconds
        while self.clock() < end - MOMENT:
            fires = self.due if self.timer.isActive() else inf
            then = min(end, self.clock() + self.tick, fires, self.line_ends())
            self.clock.go(max(0.0, then - self.clock()))
            self.session.tick()
            if self.line_ends() <= self.clock() + MOMENT:
                self.end_line()
            if self.timer.isActive() and self.due <= self.clock() + MOMENT:
                self.fire()

    def fire(self) -> None:
        self.timer.stop()
        self.timer.timeout.emit()

    def line_ends(self) -> float:
        """Return when the line under way ends by the clock; infinity where none is spoken."""
        return inf

    def end_line(self) -> None:
        """End the line under way."""
