"""The soft wave that goes with each breath of a session, and is silent while the voice speaks.

One breath is sent at a time, each from silence to silence, so that breaths follow each other
without a gap however long the practice is.
"""

from __future__ import annotations

from PySide6.QtCore import QTimer

from supine.audio.client import SOONEST, AudioClient
from supine.core.breath import Rhythm
from supine.core.practice import State
from supine.core.sounds import Swell, next_swell, swell_at
from supine.practice.bells import EARLIEST
from supine.practice.scheduler import Follower
from supine.practice.session import Session
from supine.practice.trace import Event, Trace

SPEEDS = (0.8, 1.25)
"""The slowest and the fastest rehearsal with a wave: nobody could breathe with it beyond."""

COMES_BACK = 600
"""Milliseconds from the end of a line until the wave comes back: lines often follow each other."""


class BreathWave(Follower):
    """Sends the wave breath by breath. A pause or a jump ends it together with all sounds."""

    lead = EARLIEST

    def __init__(self, session: Session, player: AudioClient, trace: Trace) -> None:
        super().__init__(session, trace)
        self._player = player
        self._sent: Swell | None = None
        self._since = 0.0
        """Seconds of practice up to which breaths were sent."""
        self._coming_back = QTimer(self, singleShot=True, interval=COMES_BACK)
        self._coming_back.timeout.connect(lambda: player.duck(False))

    def start(self) -> None:
        """Join the breath under way, then follow the next ones."""
        practice = self.session.practice
        self._since = practice.elapsed
        self._sent = swell_at(practice.plan, self._since)
        if self._sent is not None and practice.state == State.PLAYING:
            self._send(self._sent, practice.seconds_until(self._sent.due))
        self.schedule()

    def move(self) -> None:
        """Join the breath at the new place: all sounds were stopped with the bells."""
        self.start()

    def stop(self) -> None:
        """Send nothing more: all sounds are stopped with the bells."""
        self.release()

    def follow_plan(self) -> None:
        """Go on where the same breath is still due; otherwise join the new one."""
        sent, plan = self._sent, self.session.practice.plan
        if sent is not None and swell_at(plan, sent.due) == sent:
            self.schedule()
        else:
            self._player.calm()
            self.start()

    def duck(self, speaking: bool) -> None:
        """Be silent while the voice is `speaking`."""
        if speaking:
            self._coming_back.stop()
            self._player.duck(True)
        else:
            self._coming_back.start()

    def next_due(self) -> Swell | None:
        """Return the next breath that the wave follows."""
        return next_swell(self.session.practice.plan, self._since)

    def hand_over(self, item: Swell, ahead: float) -> None:
        """Send the wave of one breath."""
        self._sent, self._since = item, item.due
        self._send(item, ahead)

    def _send(self, swell: Swell, ahead: float) -> None:
        """Send one breath, due `ahead` seconds from now; if it has begun, join it soon."""
        practice = self.session.practice
        joins = max(ahead, practice.seconds_until(practice.elapsed), SOONEST)
        heard = self._player.roll(_by_the_clock(swell.rhythm, practice.speed), ahead, joins)
        at = swell.due + (joins - ahead) * practice.speed
        self.trace.write(Event.WAVE, swell.due, at, joins, step=swell.step, heard=heard)


def _by_the_clock(rhythm: Rhythm, speed: float) -> Rhythm:
    """Return `rhythm` in seconds of the clock, for a rehearsal at `speed`."""
    return rhythm if speed == 1.0 else Rhythm(*(length / speed for length in rhythm.lengths))
