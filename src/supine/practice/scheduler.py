"""The scheduler that bells, wave and lines share: it hands over each one at its time."""

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
"""Seconds before an instant, so that an item due at exactly that instant is found too."""


class Follower(QObject):
    """Follows a session from its start to its end.

    All followers are connected to the session here, in the program as in the tests; a subclass
    connects only what it alone needs (the narrator: the voice). It says what comes next
    (`next_due`: anything with `due`, in seconds of practice) and what to do with it (`hand_over`).
    `hand_over` is called `lead` seconds before the item is due, for one item after another, and
    never while the practice is paused.
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
        session.led_in.connect(self.move)
        session.replanned.connect(self.follow_plan)
        session.respoken.connect(self.follow_plan)
        session.paused.connect(self.stop)

    @abstractmethod
    def start(self) -> None:
        """Continue from here, including what is due at this instant."""

    @abstractmethod
    def move(self) -> None:
        """Continue from the place to which the practice has jumped."""

    @abstractmethod
    def follow_plan(self) -> None:
        """Continue in the changed plan; the place in it is the same."""

    @abstractmethod
    def stop(self) -> None:
        """Hand over nothing more, and end at once what is being played or said."""

    def release(self) -> None:
        """Hand over nothing more; what is being played or said may finish."""
        self._timer.stop()

    @abstractmethod
    def next_due(self) -> Any:
        """Return what to hand over next; None at the end, or while something prevents it."""

    @abstractmethod
    def hand_over(self, item: Any, ahead: float) -> None:
        """Send `item`, which is due in `ahead` seconds; a negative number says how late it is."""

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
