"""Lets the soft wave follow the breaths of a session, one after another, and makes way for words.

One breath is handed over at a time, each from silence to silence, so that they adjoin without a
gap however long the practice is; the player puts each at its own frame.
"""

from __future__ import annotations

from typing import Protocol

from PySide6.QtCore import QObject, Qt, QTimer

from supine.audio.feed import SOONEST
from supine.core.breath import Rhythm
from supine.core.sounds import Swell, next_swell, swell_at
from supine.practice.bells import EARLIEST, EARLY
from supine.practice.session import Session
from supine.practice.trace import Trace

SPEEDS = (0.8, 1.25)
"""The slowest and the fastest rehearsal with a wave: beyond, nobody could breathe with it."""

COMES_BACK = 600
"""Milliseconds after a line until the wave comes back: lines often follow each other."""


class Rolling(Protocol):
    """What the wave needs of a player."""

    def roll(self, rhythm: Rhythm, ahead: float, joins: float) -> bool:
        """Follow a breath that begins `ahead` seconds from now, heard from `joins` on."""

    def calm(self) -> None:
        """End the wave, softly."""

    def duck(self, on: bool) -> None:
        """Be silent for a while, or come back."""


class BreathWave(QObject):
    """Follows a session, and is ended with everything that sounds when it pauses or jumps."""

    def __init__(self, session: Session, player: Rolling, trace: Trace) -> None:
        """Wait for the session to start."""
        super().__init__(session)
        self._session, self._player, self._trace = session, player, trace
        self._given: Swell | None = None
        self._from = 0.0
        self._timer = QTimer(self, singleShot=True, timerType=Qt.TimerType.PreciseTimer)
        self._timer.timeout.connect(self._roll_due)
        self._coming_back = QTimer(self, singleShot=True, interval=COMES_BACK)
        self._coming_back.timeout.connect(lambda: player.duck(False))
        session.started.connect(self.start)
        session.moved.connect(self.start)
        session.replanned.connect(self.follow_plan)
        session.respoken.connect(self.follow_plan)
        session.paused.connect(self._timer.stop)

    def start(self) -> None:
        """Roll from here on: with the breath under way first."""
        practice = self._session.practice
        self._from = practice.elapsed
        self._given = swell_at(practice.plan, self._from)
        if self._given is not None and practice.state == "playing":
            self._hand_over(self._given)
        self._schedule()

    def follow_plan(self) -> None:
        """Go on as it is where the same breath is still due; otherwise join in the new one."""
        given, plan = self._given, self._session.practice.plan
        if given is not None and swell_at(plan, given.due) == given:
            self._schedule()
        else:
            self._player.calm()
            self.start()

    def make_way(self, speaking: bool) -> None:
        """Be silent while the voice speaks."""
        if speaking:
            self._coming_back.stop()
            self._player.duck(True)
        else:
            self._coming_back.start()

    def _schedule(self) -> None:
        practice = self._session.practice
        self._timer.stop()
        swell = next_swell(practice.plan, self._from)
        if swell is not None and practice.state == "playing":
            wait = practice.seconds_until(swell.due) - EARLIEST
            self._timer.start(max(0, int(wait * 1000)))

    def _roll_due(self) -> None:
        practice = self._session.practice
        swell = next_swell(practice.plan, self._from)
        early = swell is None or practice.seconds_until(swell.due) > EARLIEST + EARLY
        if swell is not None and not early and practice.state == "playing":
            self._given, self._from = swell, swell.due
            self._hand_over(swell)
        self._schedule()

    def _hand_over(self, swell: Swell) -> None:
        """Give one breath. One that is under way already is joined as soon as can be."""
        practice = self._session.practice
        ahead = practice.seconds_until(swell.due)
        joins = max(ahead, practice.seconds_until(practice.elapsed), SOONEST)
        heard = self._player.roll(_by_the_clock(swell.rhythm, practice.speed), ahead, joins)
        at = swell.due + (joins - ahead) * practice.speed
        self._trace.write("wave", swell.due, at, joins, step=swell.step, heard=heard)


def _by_the_clock(rhythm: Rhythm, speed: float) -> Rhythm:
    return rhythm if speed == 1.0 else Rhythm(*(length / speed for length in rhythm.lengths))
