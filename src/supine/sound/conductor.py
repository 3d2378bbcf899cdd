"""Plays each sound of the plan at its own instant, whatever the screen does."""

from __future__ import annotations

from typing import Protocol

from PySide6.QtCore import QObject, Qt, QTimer

from supine.core.adjusting import translated
from supine.core.score import Note, Sound, next_note, notes_at
from supine.session import Session
from supine.trace import Trace

LEAD = 0.2
"""Seconds of near-silence at the head of every sound file, in which a sleeping device wakes; see
`scripts/make_sounds.py`. A sound is started this much before it is due."""

TOO_LATE = 0.25
"""Seconds of the clock after which a sound is left out: better none than a wrong one."""

EARLY = 0.0015
"""Seconds that a timer may fire early."""

JUST_BEFORE = 1e-9
"""Seconds before an instant, to find what is due at that very instant too."""


ROUNDING = 1e-6
"""Seconds by which the same instant may differ in two plans."""


class Sounding(Protocol):
    """What the conductor needs of a player."""

    def play(self, name: Sound) -> bool:
        """Start a sound and return whether it is heard."""

    def hush(self) -> None:
        """Stop whatever sounds."""


class Conductor(QObject):
    """Follows a session and plays what is due, a `lead` before it must be heard."""

    def __init__(self, session: Session, player: Sounding, trace: Trace, lead: float) -> None:
        """Wait for the session to start. `lead` is in seconds of the clock."""
        super().__init__(session)
        self._session, self._player, self._trace, self._lead = session, player, trace, lead
        self._handed_over = -JUST_BEFORE
        self._plan = session.practice.plan
        self._note: Note | None = None
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setTimerType(Qt.TimerType.PreciseTimer)
        self._timer.timeout.connect(self._play_due)

    def start(self) -> None:
        """Play from here on: what is due at this very instant first."""
        self._handed_over = self._session.practice.elapsed - JUST_BEFORE
        self._schedule()

    def move(self) -> None:
        """Play from where the practice has jumped to."""
        self._player.hush()
        self.start()

    def stop(self) -> None:
        """Play nothing more, and end what sounds."""
        self.let_go()
        self._player.hush()

    def let_go(self) -> None:
        """Play nothing more; what sounds may end by itself."""
        self._timer.stop()

    def follow_plan(self) -> None:
        """Look again at what comes next: the plan has changed, the place in it has not."""
        practice, old = self._session.practice, self._plan
        step = old.step_at(practice.elapsed)
        done = self._handed_over
        if practice.plan.steps[step.index].count > step.count:
            # the bell at the end may be on its way; the first breath that was added is not
            done = min(done, step.end - 2 * ROUNDING)
        self._handed_over = translated(old, practice.plan, done) + ROUNDING
        self._schedule()

    def finish(self) -> None:
        """Give the long end, unless it is under way already: the last step may be skipped."""
        plan = self._session.practice.plan
        if self._handed_over < plan.seconds:
            for note in notes_at(plan, plan.seconds):
                self._hand_over(note, 0.0)

    def _schedule(self) -> None:
        practice = self._session.practice
        self._plan = practice.plan
        self._timer.stop()
        self._note = next_note(practice.plan, self._handed_over)
        if self._note is not None and practice.state == "playing":
            wait = practice.seconds_until(self._note.due) - self._lead
            self._timer.start(max(0, int(wait * 1000)))

    def _play_due(self) -> None:
        practice = self._session.practice
        while self._note is not None:
            wait = practice.seconds_until(self._note.due) - self._lead
            if wait > EARLY or practice.state != "playing":
                break
            for note in notes_at(practice.plan, self._note.due):
                self._hand_over(note, max(0.0, -wait))
            self._handed_over = self._note.due
            self._note = next_note(practice.plan, self._handed_over)
        self._schedule()

    def _hand_over(self, note: Note, late: float) -> None:
        """Start one sound. Late by a little, it is given all the same; by more, it is left out."""
        heard = late <= TOO_LATE and self._player.play(note.sound)
        at = note.due + late * self._session.practice.speed
        if note.phase is None:
            self._trace.write("bell", note.due, at, self._lead, name=note.sound, heard=heard)
        else:
            self._trace.write("breath", note.due, at, self._lead, phase=note.phase, heard=heard)
