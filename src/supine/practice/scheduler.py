"""What follows a session and hands over each thing at its own time: bells, wave, lines."""

from __future__ import annotations

from abc import abstractmethod
from typing import Any

from PySide6.QtCore import QObject, Qt, QTimer

from supine.core.practice import State
from supine.practice.session import Session
from supine.practice.trace import Trace

EARLY = 0.0015
"""Seconds by which Qt's timers may fire early."""

JUST_BEFORE = 1e-9
"""Seconds before an instant, so that what is due at that very instant is found too."""


class Follower(QObject):
    """Follows a session from its start to its end.

    Only here are followers connected to a session, in the program as in the tests. A subclass
    says what comes next (`next_due`: anything with `due`, in seconds of practice) and what to do
    with it (`hand_over`). It is asked to do so `lead` seconds before that is due, one thing after
    another, and never while the practice is paused.
    """

    lead = 0.0
    """Seconds before it is due at which something is handed over."""

    def __init__(self, session: Session, trace: Trace) -> None:
        """Follow `session`, which has not begun yet."""
        super().__init__(session)
        self.session, self.trace = session, trace
        self.plan = session.practice.plan
        """The plan that was followed last; `session` may have a newer one."""
        self._timer = QTimer(self, singleShot=True, timerType=Qt.TimerType.PreciseTimer)
        self._timer.timeout.connect(self._on_timeout)
        session.started.connect(self.start)
        session.moved.connect(self.move)
        session.replanned.connect(self.follow_plan)
        session.respoken.connect(self.follow_plan)
        session.paused.connect(self.stop)

    @abstractmethod
    def start(self) -> None:
        """Go on from here, with what is due at this very instant."""

    @abstractmethod
    def move(self) -> None:
        """Go on from where the practice has jumped to."""

    @abstractmethod
    def follow_plan(self) -> None:
        """Go on in the changed plan; the place in it is the same."""

    @abstractmethod
    def stop(self) -> None:
        """Hand over nothing more, and end at once what is under way."""

    def release(self) -> None:
        """Hand over nothing more; what is under way may end on its own."""
        self._timer.stop()

    @abstractmethod
    def next_due(self) -> Any:
        """Return what to hand over next; None at the end, or while something prevents it."""

    @abstractmethod
    def hand_over(self, item: Any, ahead: float) -> None:
        """Take care of `item`, which is due `ahead` seconds from now, or late where negative."""

    def seconds_until(self, item: Any) -> float:
        """Return how many seconds from now `item` is due."""
        return self.session.practice.seconds_until(item.due)

    def schedule(self) -> None:
        """Find out what comes next and wait for it."""
        self.plan = self.session.practice.plan
        self._timer.stop()
        item = self.next_due()
        if item is not None and self.session.practice.state == State.PLAYING:
            wait = self.seconds_until(item) - self.lead
            self._timer.start(max(0, int(wait * 1000)))

    def _on_timeout(self) -> None:
        while (item := self.next_due()) is not None:
            ahead = self.seconds_until(item)
            if ahead > self.lead + EARLY or self.session.practice.state != State.PLAYING:
                break
            self.hand_over(item, ahead)
        self.schedule()
