"""The running practice as Qt sees it: one timer that reads the clock, and signals.

All that is true comes from `core.practice`; the session looks at the clock often enough and says
what has changed.
"""

from __future__ import annotations

from collections.abc import Callable
from math import inf

from msgspec.structs import replace
from PySide6.QtCore import QObject, Qt, QTimer, Signal

from supine.core import adjustment
from supine.core.breath import ROUNDING
from supine.core.pace import BREATHS_PER_MINUTE, Pace
from supine.core.plan import Moment, Step
from supine.core.practice import PauseReason, Practice, State
from supine.practice.trace import Event

FRAME = 16
"""Milliseconds between frames while something moves: 60 a second."""

IDLE = 200
"""Milliseconds between looks at the clock while only the time that is left changes."""

UNSEEN = 1000
"""The same in a hold while the window cannot be seen."""

HUSH = 0.6
"""Seconds between the end of a line and the bell after it. Sounds are sent 0.53 s ahead, so a
practice that has to wait for a line must begin to wait before that."""

LONGEST_WAIT = 12.0
"""Seconds that the practice waits for one line. A speech engine that hangs is mostly found out
before. With a slow voice up to three lines may be left; each gets this time."""

WORTH_IT = 0.04
"""The plan is made again when the voice is slower or faster than planned by this share."""

PACE_STEP = 0.5
"""Breaths a minute by which one key changes the pace."""


class Session(QObject):
    """Runs one `Practice` and tells the views, the sound and the trace what happens.

    Bells, wave and narrator follow it (see `practice.scheduler`).
    """

    ticked = Signal(Moment)
    """Time has passed: paint. Up to 60 times a second."""
    stepped = Signal(Moment)
    """Another step is current."""
    replanned = Signal()
    """The plan has changed: longer, easier, deeper, or another pace."""
    respoken = Signal()
    """The steps to come were planned again for a slower or faster voice. The current one stays."""
    started = Signal()
    """The practice goes on from here: at its start, or after a pause."""
    paused = Signal(PauseReason)
    """The practice is paused."""
    led_in = Signal()
    """The person goes on after a stop: another plan, from another place in it."""
    moved = Signal()
    """The person has jumped to another place."""
    ended = Signal()
    """The last step is over."""
    asked = Signal(Event)
    """What the person has asked for, for the trace."""
    waited = Signal(Moment)
    """The practice waits for a line that is still being spoken."""

    def __init__(self, practice: Practice, pace: Pace, parent: QObject | None = None) -> None:
        """Run `practice` once `begin` is called."""
        super().__init__(parent)
        self.practice = practice
        self.pace = pace
        self.seen = True
        """Whether the window can be seen."""
        self.still_for: Callable[[float], float] = lambda _elapsed: inf
        """Returns for an instant (seconds of practice) how long the figure then stands still."""
        self.waits_at: Callable[[float], bool] = lambda _elapsed: False
        """Returns whether the practice must wait before it passes an instant."""
        self._step = self._waited = self._given_up = -1
        self._patience = LONGEST_WAIT
        self._interval = 0
        self._timer = QTimer(self, timerType=Qt.TimerType.PreciseTimer)
        self._timer.timeout.connect(self.tick)

    def begin(self) -> None:
        """Start the practice."""
        self.practice.play()
        self._tell_start()
        self.tick()

    def wait(self, seconds: float) -> None:
        """Start the practice in `seconds`, or with `begin` if they are infinite."""
        self.practice.wait(seconds)
        self.tick()

    def _tell_start(self) -> None:
        self.asked.emit(Event.START)
        self.started.emit()

    def finish(self) -> None:
        """Stop for good, without a signal."""
        self.practice.pause()
        self._run_each(0)

    def set_seen(self, seen: bool) -> None:
        """Say whether the window can be seen. If not, few looks at the clock are enough."""
        self.seen = seen
        self.tick()

    def tick(self) -> None:
        """Look at the clock and tell what has changed."""
        was = self.practice.state
        self.practice.advance()
        if was == State.WAITING and self.practice.state == State.PLAYING:
            was = State.PLAYING
            self._tell_start()
        self._set_bar()
        moment = self.practice.moment
        if moment.step.index != self._step and self.practice.state != State.WAITING:
            self._step = moment.step.index
            self.stepped.emit(moment)
        self.ticked.emit(moment)
        self._set_timer(moment)
        if self.practice.state != was:
            self._tell_stop()

    def bar_in(self, step: Step) -> float:
        """Return where in `step` the practice may have to wait, in seconds of practice.

        Infinity where it never waits: in a hold or a rest, or where the step is too short.
        """
        at = step.end - HUSH * self.practice.speed
        return at if step.kind in ("settle", "leave") and at >= step.start else inf

    def be_patient(self) -> None:
        """Wait up to `LONGEST_WAIT` again, because another line has begun."""
        self._patience = self.practice.barred_seconds + LONGEST_WAIT

    def _set_bar(self) -> None:
        """Keep the practice in a way in or out until its lines are spoken, within limits."""
        practice = self.practice
        step = practice.plan.step_at(practice.elapsed)
        if step.kind not in ("settle", "leave"):
            practice.bar(inf)
            return
        at = self.bar_in(step)
        if practice.barred_seconds <= 0.0:
            self._patience = LONGEST_WAIT
        elif self._waited != step.index:
            self._waited = step.index
            self.waited.emit(practice.moment)
        if practice.barred_seconds >= self._patience:
            self._given_up = step.index
        can_wait = practice.elapsed < at + ROUNDING < inf
        wanted = self._given_up != step.index and self.waits_at(step.end)
        # with the setting "wait for me" there is no limit
        practice.bar(at if can_wait and (wanted or step.gate == "wait") else inf)

    def toggle(self) -> None:
        """Pause, or go on."""
        if not self._up_to_date():
            return
        if self.practice.state == State.PLAYING:
            self.pause()
        elif self.practice.state == State.PAUSED:
            self.resume()

    def pause(self, reason: PauseReason = PauseReason.ASKED) -> None:
        """Stay at this place until `resume`."""
        before = (self.practice.state, self.practice.pause_reason)
        if not self._up_to_date():
            return
        self.practice.pause(reason)
        if (self.practice.state, self.practice.pause_reason) != before:
            self._tell_stop()
            self.tick()

    def resume(self) -> None:
        """Go on after a pause."""
        if self.practice.state != State.PAUSED:
            return
        if self.practice.stopped:
            self.practice.lead_in(self.pace)
            self._step = self._waited = self._given_up = -1
            self.led_in.emit()
        self.practice.play()
        self.asked.emit(Event.RESUME)
        self.started.emit()
        self.tick()

    def press(self) -> None:
        """Do what any key does: "I am ready" while settling, otherwise pause or go on."""
        if not self._up_to_date():
            return
        settling = self.practice.moment.step.kind == "settle"
        if self.practice.state == State.PLAYING and settling:
            self._jump(Event.READY, self.practice.ready)
        else:
            self.toggle()

    def next(self) -> None:
        """Go to the next step; whoever has stopped is led in there."""
        self._jump(Event.NEXT, self.practice.next)
        self._lead_in_here()

    def back(self) -> None:
        """Go to the start of this step, or to the step before if this one has just begun.

        Whoever has stopped is led in there.
        """
        self._jump(Event.BACK, self.practice.back)
        self._lead_in_here()

    def _lead_in_here(self) -> None:
        if self.practice.stopped:
            self.resume()

    def go_to(self, elapsed: float) -> None:
        """Go to `elapsed` seconds of practice."""
        self._jump(Event.NEXT, lambda: self.practice.go_to(elapsed))

    def lead_in_at(self, elapsed: float) -> None:
        """Lead somebody who lies on the floor into the pose at `elapsed` seconds of practice."""
        self.go_to(elapsed)
        self.resume()

    def stay(self) -> bool:
        """Add two breaths; return whether that was possible."""
        return self._change(Event.STAY, self.practice.stay)

    def easier(self) -> bool:
        """Take the easier variant; return whether that was possible."""
        return self._change(Event.EASE, self.practice.easier)

    def deeper(self) -> bool:
        """Take the next deeper variant; return whether there was one."""
        return self._change(Event.DEEPER, self.practice.deeper)

    def change_pace(self, steps: int) -> None:
        """Breathe faster by `steps` times `PACE_STEP`; slower where `steps` is negative."""
        if not self._up_to_date():
            return
        low, high = BREATHS_PER_MINUTE
        wanted = self.pace.breaths_per_minute + steps * PACE_STEP
        self.pace = replace(self.pace, breaths_per_minute=min(max(wanted, low), high))
        here = self.practice.elapsed
        self.practice.replan(adjustment.at_pace(self.practice.plan, self.pace.rhythm, here))
        # replanning removes the bar; without it the practice would leave a line behind
        self._set_bar()
        self.replanned.emit()
        self.tick()

    def respeak(self, factor: float) -> None:
        """Plan the steps after this one for a voice that needs `factor` times the guessed time."""
        if self.pace.voice_factor is None or abs(factor / self.pace.voice_factor - 1) < WORTH_IT:
            return
        self.pace = replace(self.pace, voice_factor=factor)
        here = self.practice.moment.step.index
        self.practice.replan(adjustment.at_speech(self.practice.plan, here, self.pace))
        self.respoken.emit()

    def _up_to_date(self) -> bool:
        """Look at the clock first; return whether what the person asks for still applies.

        It does not if the practice has ended or the machine has slept since the last look: the
        person could not know.
        """
        was = self.practice.state
        self.tick()
        return self.practice.state == was

    def _jump(self, event: Event, jump: Callable[[], None]) -> None:
        if not self._up_to_date() or self.practice.state == State.OVER:
            return
        jump()
        self._waited = self._given_up = -1
        self.asked.emit(event)
        self.moved.emit()
        self.tick()

    def _change(self, event: Event, change: Callable[[], bool]) -> bool:
        if not self._up_to_date():
            return False
        changed = change()
        # without its bar, which the change removes, the practice would leave a line behind
        self._set_bar()
        if changed:
            self.asked.emit(event)
            self.replanned.emit()
        self.tick()
        return changed

    def _tell_stop(self) -> None:
        if self.practice.state == State.PAUSED:
            self.paused.emit(self.practice.pause_reason)
        elif self.practice.state == State.OVER:
            self.ended.emit()

    def _set_timer(self, moment: Moment) -> None:
        if self.practice.state == State.WAITING and self.practice.begins_in < inf:
            self._run_each(IDLE)
        elif self.practice.state != State.PLAYING:
            self._run_each(0)
        elif self.seen and self._moves(moment):
            self._run_each(FRAME)
        else:
            self._run_each(self._idle(moment))

    def _moves(self, moment: Moment) -> bool:
        return moment.moving or (not moment.over and self.still_for(moment.elapsed) <= 0.0)

    def _idle(self, moment: Moment) -> int:
        """Return the milliseconds to the next look: at the latest when something begins to move."""
        due, still = moment.step.end, self.still_for(moment.elapsed)
        if self.seen and still > 0.0:
            due = min(due, moment.elapsed + still)
        left = self.practice.seconds_until(due) * 1000
        longest = IDLE if self.seen or moment.step.unit is None else UNSEEN
        return max(1, min(longest, int(left) + 1))

    def _run_each(self, interval: int) -> None:
        """Tick each `interval` milliseconds; 0 stops.

        Every frame asks for its interval again. Qt is told only of another one: a call into Qt
        between two frames costs three times what a loop measures.
        """
        if interval == self._interval:
            return
        self._interval = interval
        if interval:
            self._timer.start(interval)
        else:
            self._timer.stop()
