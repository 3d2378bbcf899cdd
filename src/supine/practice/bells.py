"""Bells and breath tones: each is sent to the audio in good time, whatever the screen does."""

from __future__ import annotations

from typing import Any

from supine.audio.client import SOONEST, TOO_LATE, AudioClient
from supine.core.adjustment import same_place
from supine.core.breath import ROUNDING
from supine.core.practice import State
from supine.core.sounds import Note, next_note, notes_at
from supine.practice.scheduler import JUST_BEFORE, Follower
from supine.practice.session import Session
from supine.practice.trace import Event, Trace

EARLIEST = SOONEST + 0.17
"""Seconds before it is due at which a sound is sent: what the player needs, and a little more in
case the program is busy at that moment."""


class Bells(Follower):
    """Sends each sound of the plan `EARLIEST` seconds before it must be heard."""

    lead = EARLIEST

    def __init__(self, session: Session, player: AudioClient, trace: Trace) -> None:
        super().__init__(session, trace)
        self._player = player
        self._sent = -JUST_BEFORE
        """Seconds of practice up to which all sounds were sent."""

    def start(self) -> None:
        """Play from here on."""
        self._sent = self.session.practice.elapsed - JUST_BEFORE
        if self.session.practice.state == State.PLAYING:
            self._player.wake()
        self.schedule()

    def move(self) -> None:
        """Stop what sounds and play from the new place on."""
        self._player.hush()
        self.start()

    def stop(self) -> None:
        """Stop what sounds."""
        self.release()
        self._player.hush()

    def release(self) -> None:
        """Play nothing more; what sounds may end."""
        super().release()
        self._player.rest()

    def follow_plan(self) -> None:
        """Send what comes next in the changed plan."""
        practice, old = self.session.practice, self.plan
        step = old.step_at(practice.elapsed)
        done = self._sent
        if practice.plan.steps[step.index].count > step.count:
            # the bell at the end may already be sent; the bell of the first added breath is not
            done = min(done, step.end - 2 * ROUNDING)
        self._sent = same_place(old, practice.plan, done) + ROUNDING
        self.schedule()

    def finish(self) -> None:
        """Play the long final bell, unless it was sent: the last step may have been skipped."""
        plan = self.session.practice.plan
        if self._sent < plan.seconds:
            for note in notes_at(plan, plan.seconds):
                self._send(note, SOONEST)

    def next_due(self) -> Note | None:
        """Return the next sound of the plan."""
        return next_note(self.session.practice.plan, self._sent)

    def hand_over(self, item: Note, ahead: float) -> None:
        """Send all sounds that are due together with `item`."""
        for note in notes_at(self.session.practice.plan, item.due):
            self._send(note, ahead)
        self._sent = item.due

    def _send(self, note: Note, ahead: float) -> None:
        """Send one sound. A little late it is still played; later than `TOO_LATE` it is dropped."""
        late = max(0.0, SOONEST - ahead)
        heard = late <= TOO_LATE and self._player.play(note.sound, ahead)
        at = note.due + late * self.session.practice.speed
        kind: dict[str, Any] = {"phase": note.phase} if note.phase else {"name": note.sound}
        event = Event.BREATH if note.phase else Event.BELL
        self.trace.write(event, note.due, at, ahead + late, **kind, heard=heard)
