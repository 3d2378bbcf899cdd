"""The running practice as Qt sees it: one timer that reads the clock, and signals that tell.

All that is true comes from the practice; this only wakes often enough, and says what changed.
"""

from __future__ import annotations

from collections.abc import Callable
from math import inf

from msgspec.structs import replace
from PySide6.QtCore import QObject, Qt, QTimer, Signal

from supine.core import adjustment
from supine.core.pace import BREATHS_PER_MINUTE, Pace
from supine.core.plan import Moment, Step
from supine.core.practice import PauseReason, Practice

FRAME = 16
"""Milliseconds between frames while something moves: 60 a second."""

IDLE = 200
"""Milliseconds between looks at the clock while nothing moves but the time left."""

UNSEEN = 1000
"""The same in a hold that nobody sees: nothing but the clock is looked at, and nothing waited
for."""

HUSH = 0.6
"""Seconds of the clock from the end of a line to the bell after it: sounds are handed over 0.53 s
ahead, so a practice that is to wait must do so before."""

LONGEST_WAIT = 12.0
"""Seconds of the clock that the practice waits for one line: an engine that hangs is mostly found
out by then. A slow voice may have three lines left to say where it waits: each is waited for."""

WORTH_IT = 0.04
"""By how much a voice must be slower or faster than thought, as a share, to plan anew for it."""

ROUNDING = 1e-6

PACE_STEP = 0.5
"""Breaths a minute by which one key changes the pace."""


class Session(QObject):
    """Runs one `Practice` and tells the views, the sound and the trace what happens."""

    stepped = Signal(Moment)
    """Another step has become current."""
    replanned = Signal()
    """The plan was changed: longer, easier, deeper, or at another pace."""
    respoken = Signal()
    """What is still to come was planned anew, for a voice that is slower or faster than thought."""
    started = Signal()
    """The practice goes from here on: begun, or after a pause."""
    paused = Signal(str)
    """The practice waits: "asked", "stopped" (to come out safely) or "gap" (the machine slept)."""
    moved = Signal()
    """The place has jumped."""
    ended = Signal()
    """The last step is over."""
    asked = Signal(str)
    """What the person asked for, by the trace's word for it."""
    waited = Signal(Moment)
    """The practice has begun to wait for a line that is still being said."""

    def __init__(self, practice: Practice, pace: Pace, parent: QObject | None = None) -> None:
        """Look after `practice`, which waits until `begin`."""
        super().__init__(parent)
        self.practice = practice
        self.pace = pace
        self.seen = True
        self.ticked: Callable[[Moment], None] = _nobody
        """Called whenever time has passed: Qt's signals take six times as long, in every frame."""
        self.still_for: Callable[[float], float] = _for_ever
        """Seconds of practice from an instant until the picture begins to move by itself; 0 while
        it moves. What moves in a hold needs no word."""
        self.waits_at: Callable[[float], bool] = _never
        """Whether the practice should wait before it goes on beyond an instant."""
        self._step = self._waited = self._given_up = -1
        self._patience = LONGEST_WAIT
        self._timer = LazyTimer(self.tick, self)

    def begin(self) -> None:
        """Start the practice."""
        self.practice.play()
        self.asked.emit("start")
        self.started.emit()
        self.tick()

    def finish(self) -> None:
        """Stop for good: nothing is told any more."""
        self.practice.pause()
        self._timer.run_each(0)

    def set_seen(self, seen: bool) -> None:
        """Tell whether anybody can see the screen; unseen, few looks are enough.

        In a pause, none.
        """
        self.seen = seen
        self.tick()

    def tick(self) -> None:
        """Look at the clock and tell what has changed."""
        was = self.practice.state
        self.practice.advance()
        self._set_bar()
        moment = self.practice.moment
        if moment.step.index != self._step:
            self._step = moment.step.index
            self.stepped.emit(moment)
        self.ticked(moment)
        self._set_timer(moment)
        if self.practice.state != was:
            self._tell_stop()

    def bar_in(self, step: Step) -> float:
        """Return at which second of practice `step` may wait; infinity if it never does."""
        at = step.end - HUSH * self.practice.speed
        return at if step.kind in ("settle", "leave") and at >= step.start else inf

    def be_patient(self) -> None:
        """Wait for as long again: another line has begun."""
        self._patience = self.practice.barred_seconds + LONGEST_WAIT

    def _set_bar(self) -> None:
        """Wait at the end of what leads in or out until it has been said; but not for ever."""
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
        # whoever has set it so is waited for without end
        practice.bar(at if can_wait and (wanted or step.gate == "wait") else inf)

    def toggle(self) -> None:
        """Pause, or go on."""
        if not self._up_to_date():
            return
        if self.practice.state == "playing":
            self.pause()
        elif self.practice.state == "paused":
            self.resume()

    def pause(self, reason: PauseReason = "asked") -> None:
        """Wait until somebody goes on."""
        before = (self.practice.state, self.practice.pause_reason)
        if not self._up_to_date():
            return
        self.practice.pause(reason)
        if (self.practice.state, self.practice.pause_reason) != before:
            self._tell_stop()
            self.tick()

    def resume(self) -> None:
        """Go on after a pause."""
        if self.practice.state != "paused":
            return
        self.practice.play()
        self.asked.emit("resume")
        self.started.emit()
        self.tick()

    def stop_safely(self) -> None:
        """Pause, to come out of the pose."""
        self.pause("stopped")

    def press(self) -> None:
        """Do what any key does: ready while settling, otherwise pause or go on."""
        if not self._up_to_date():
            return
        settling = self.practice.moment.step.kind == "settle"
        if self.practice.state == "playing" and settling:
            self._jump("ready", self.practice.ready)
        else:
            self.toggle()

    def next(self) -> None:
        """Go to the next step."""
        self._jump("next", self.practice.next)

    def back(self) -> None:
        """Go back, as a slip of the hand is undone."""
        self._jump("back", self.practice.back)

    def go_to(self, elapsed: float) -> None:
        """Go to `elapsed` seconds."""
        self._jump("next", lambda: self.practice.go_to(elapsed))

    def stay(self) -> bool:
        """Two more breaths; return whether that could be."""
        return self._change("stay", self.practice.stay)

    def easier(self) -> bool:
        """The easier variant; return whether that could be."""
        return self._change("ease", self.practice.easier)

    def deeper(self) -> bool:
        """The next deeper variant; return whether there was one."""
        return self._change("deeper", self.practice.deeper)

    def change_pace(self, steps: int) -> None:
        """Breathe faster or slower by `steps`, from here on."""
        if not self._up_to_date():
            return
        low, high = BREATHS_PER_MINUTE
        wanted = self.pace.breaths_per_minute + steps * PACE_STEP
        self.pace = replace(self.pace, breaths_per_minute=min(max(wanted, low), high))
        self.practice.replan(adjustment.at_pace(self.practice.plan, self.pace.rhythm))
        # a moment without its bar, and whoever is waited for is left behind
        self._set_bar()
        self.replanned.emit()
        self.tick()

    def respeak(self, factor: float) -> None:
        """Plan what comes after this step for a voice that takes `factor` times as guessed."""
        if self.pace.voice_factor is None or abs(factor / self.pace.voice_factor - 1) < WORTH_IT:
            return
        self.pace = replace(self.pace, voice_factor=factor)
        here = self.practice.moment.step.index
        self.practice.replan(adjustment.at_speech(self.practice.plan, here, self.pace))
        self.respoken.emit()

    def _up_to_date(self) -> bool:
        """Look at the clock before a wish is granted.

        The wish is void where the practice turns out to have ended, or the machine to have slept:
        the person could not know.
        """
        was = self.practice.state
        self.tick()
        return self.practice.state == was

    def _jump(self, word: str, jump: Callable[[], None]) -> None:
        if not self._up_to_date() or self.practice.state == "over":
            return
        jump()
        self._waited = self._given_up = -1
        self.asked.emit(word)
        self.moved.emit()
        self.tick()

    def _change(self, word: str, change: Callable[[], bool]) -> bool:
        if not self._up_to_date():
            return False
        changed = change()
        if changed:
            self.asked.emit(word)
            self.replanned.emit()
        self.tick()
        return changed

    def _tell_stop(self) -> None:
        if self.practice.state == "paused":
            self.paused.emit(self.practice.pause_reason)
        elif self.practice.state == "over":
            self.ended.emit()

    def _idle(self, moment: Moment) -> int:
        """Return the milliseconds to the next look, never past what begins by itself."""
        due, still = moment.step.end, self.still_for(moment.elapsed)
        if self.seen and still > 0.0:
            due = min(due, moment.elapsed + still)
        left = self.practice.seconds_until(due) * 1000
        longest = IDLE if self.seen or moment.step.unit is None else UNSEEN
        return max(1, min(longest, int(left) + 1))

    def _moves(self, moment: Moment) -> bool:
        return moment.moving or (not moment.over and self.still_for(moment.elapsed) <= 0.0)

    def _set_timer(self, moment: Moment) -> None:
        if self.practice.state != "playing":
            self._timer.run_each(0)
        elif self.seen and self._moves(moment):
            self._timer.run_each(FRAME)
        else:
            self._timer.run_each(self._idle(moment))


def _nobody(_moment: Moment) -> None:
    """Hear of a moment and do nothing."""


def _never(_elapsed: float) -> bool:
    """Nothing is being said."""
    return False


def _for_ever(_elapsed: float) -> float:
    """Nothing moves by itself."""
    return inf


class LazyTimer:
    """Calls something at even intervals; to set the same interval again costs nothing.

    A frame sets it anew, and between two frames a call into Qt takes three times what it should.
    """

    def __init__(self, called: Callable[[], None], parent: QObject) -> None:
        """Stand still. `called` is what to call each time; `parent` owns the timer."""
        self._interval = 0
        self._timer = QTimer(parent)
        self._timer.setTimerType(Qt.TimerType.PreciseTimer)
        self._timer.timeout.connect(called)

    def run_each(self, interval: int) -> None:
        """Call each `interval` milliseconds from now on; 0 is never."""
        if interval == self._interval:
            return
        self._interval = interval
        if interval:
            self._timer.start(interval)
        else:
            self._timer.stop()
