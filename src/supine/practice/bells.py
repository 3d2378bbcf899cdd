"""Hands each sound of the plan to the player in good time, whatever the screen does."""

from __future__ import annotations

from typing import Any, Protocol

from PySide6.QtCore import QObject, Qt, QTimer

from supine.audio.feed import SOONEST, TOO_LATE
from supine.core.adjustment import translated
from supine.core.sounds import Note, Sound, next_note, notes_at
from supine.practice.session import Session
from supine.practice.trace import Trace

EARLIEST = SOONEST + 0.17
"""Seconds before it is due that a sound is handed over: what the player needs, and as much as the
program may be busy elsewhere at the wrong moment."""

EARLY = 0.0015
"""Seconds that a timer may fire early."""

JUST_BEFORE = 1e-9
"""Seconds before an instant, to find what is due at that very instant too."""


ROUNDING = 1e-6
"""Seconds by which the same instant may differ in two plans."""


class Sounding(Protocol):
    """What the conductor needs of a player."""

    def wake(self) -> None:
        """Be ready: sounds will be due."""

    def rest(self) -> None:
        """Nothing more will be due for some time."""

    def play(self, name: Sound, ahead: float) -> bool:
        """Let a sound be heard `ahead` seconds from now, and return whether it is."""

    def hush(self) -> None:
        """Stop whatever sounds."""


class Bells(QObject):
    """Follows a session and hands over what is due, `EARLIEST` before it must be heard."""

    def __init__(self, session: Session, player: Sounding, trace: Trace) -> None:
        """Wait for the session to start."""
        super().__init__(session)
        self._session, self._player, self._trace = session, player, trace
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
        if self._session.practice.state == "playing":
            self._player.wake()
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
        self._player.rest()

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
                self._hand_over(note, SOONEST)

    def _schedule(self) -> None:
        practice = self._session.practice
        self._plan = practice.plan
        self._timer.stop()
        self._note = next_note(practice.plan, self._handed_over)
        if self._note is not None and practice.state == "playing":
            wait = practice.seconds_until(self._note.due) - EARLIEST
            self._timer.start(max(0, int(wait * 1000)))

    def _play_due(self) -> None:
        practice = self._session.practice
        while self._note is not None:
            ahead = practice.seconds_until(self._note.due)
            if ahead > EARLIEST + EARLY or practice.state != "playing":
                break
            for note in notes_at(practice.plan, self._note.due):
                self._hand_over(note, ahead)
            self._handed_over = self._note.due
            self._note = next_note(practice.plan, self._handed_over)
        self._schedule()

    def _hand_over(self, note: Note, ahead: float) -> None:
        """Give one sound. Late by a little, it is given all the same; by more, it is left out."""
        late = max(0.0, SOONEST - ahead)
        heard = late <= TOO_LATE and self._player.play(note.sound, ahead)
        at = note.due + late * self._session.practice.speed
        kind: dict[str, Any] = {"phase": note.phase} if note.phase else {"name": note.sound}
        event = "breath" if note.phase else "bell"
        self._trace.write(event, note.due, at, ahead + late, **kind, heard=heard)
