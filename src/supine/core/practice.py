"""The running practice: a clock, a place in the plan, and what the person can ask for.

The place is not counted up frame by frame. It is calculated from the clock and an anchor: the place
at the last change (start, pause, jump, gap, bar, other plan) and the time of it.
"""

from __future__ import annotations

from collections.abc import Callable
from enum import StrEnum
from math import inf

from supine.core import adjustment
from supine.core.pace import Pace
from supine.core.plan import Moment, Plan, Step
from supine.core.tally import Tally, added

Clock = Callable[[], float]
"""Seconds from any starting point, never going back."""


class State(StrEnum):
    """What a practice does."""

    WAITING = "waiting"
    """It has not begun."""
    PLAYING = "playing"
    PAUSED = "paused"
    OVER = "over"
    """Its last step has ended."""


class PauseReason(StrEnum):
    """Why a practice is paused."""

    ASKED = "asked"
    STOPPED = "stopped"
    """The person must come out of the pose."""
    LEAVING = "leaving"
    """The same; then the practice ends."""
    MOVING = "moving"
    """The same; then it goes on at another place."""
    GAP = "gap"
    """The machine slept."""
    LOCKED = "locked"
    """The screen was locked."""


WAYS_OUT = (PauseReason.STOPPED, PauseReason.LEAVING, PauseReason.MOVING)
"""Reasons for which the way out of the pose is shown and said."""

LONGEST_GAP = 5.0
"""Seconds without a call after which the machine must have slept: the practice waits then."""

BACK_GRACE = 3.0
"""Seconds into a step within which "back" means the step before it."""


class Practice:
    """One practice under way.

    Call `advance` often (every frame, or a few times a second); ask `moment` for all else.
    `clock` gives seconds that also pass while the machine sleeps; `speed` is for rehearsals.
    After every start and jump the place stays the same for `runway` seconds of the clock, so that
    what sounds at that instant can be handed to the sound device in time.
    """

    def __init__(
        self,
        plan: Plan,
        clock: Clock,
        speed: float = 1.0,
        start: float = 0.0,
        runway: float = 0.0,
        tally: Tally | None = None,
    ) -> None:
        """Wait `start` seconds into `plan`; `tally` is what was practised before, if anything."""
        self.plan = plan
        self.speed = speed
        self.state = State.WAITING
        self.pause_reason = PauseReason.ASKED
        self._closed = tally or Tally()
        self._clock = clock
        self._runway = runway
        self._bar = inf
        self._begins_at = inf
        self._place = start
        self._anchor = self._seen = clock()

    @property
    def elapsed(self) -> float:
        """Seconds of practice that have passed."""
        if self.state != State.PLAYING:
            return self._place
        passed = max(0.0, self._seen - self._anchor) * self.speed
        return min(self._place + passed, self._barred_at, self.plan.seconds)

    def wait(self, seconds: float) -> None:
        """Begin by itself in `seconds` of the clock, or wait for `play` if they are infinite."""
        self._seen = self._clock()
        self._begins_at = self._seen + seconds

    @property
    def begins_in(self) -> float:
        """The seconds of the clock until it begins by itself; infinity if it does not."""
        return max(0.0, self._begins_at - self._seen)

    @property
    def barred_seconds(self) -> float:
        """For how many seconds of the clock the practice has waited at its bar; 0 before it."""
        if self.state != State.PLAYING:
            return 0.0
        return max(0.0, self._seen - self._anchor - (self._barred_at - self._place) / self.speed)

    @property
    def stopped(self) -> bool:
        """Whether it is paused so that the person can come out of the pose."""
        return self.state == State.PAUSED and self.pause_reason in WAYS_OUT

    @property
    def moment(self) -> Moment:
        """All that is true at the last `advance`."""
        return self.plan.moment(self.elapsed)

    @property
    def tally(self) -> Tally:
        """What has been practised so far."""
        return added(self._closed, self.plan, self._place, self.elapsed)

    def seconds_until(self, due: float) -> float:
        """Return how many seconds of the clock it takes until `due` seconds of practice."""
        here = self._place + (self._clock() - self._anchor) * self.speed
        return (due - min(here, self._barred_at)) / self.speed

    def bar(self, at: float) -> None:
        """Go no farther than `at` seconds until the next call; infinity removes the bar.

        An entry instruction must be over before the pose begins, however slow the voice is.
        """
        if at != self._bar:
            self._move_anchor()
            self._bar = at

    @property
    def _barred_at(self) -> float:
        return max(self._bar, self._place)

    def advance(self) -> None:
        """Read the clock. After a gap (sleep, a closed lid) the practice is paused."""
        now = self._clock()
        if self.state == State.PLAYING:
            if now - self._seen > LONGEST_GAP:
                self._stop(State.PAUSED, PauseReason.GAP)
                return
            self._seen = now
            if self.elapsed >= self.plan.seconds:
                self._stop(State.OVER, PauseReason.ASKED)
        elif self.state == State.WAITING:
            if now - self._seen > LONGEST_GAP:
                # nobody has lain down meanwhile
                self._begins_at += now - self._seen
            elif now >= self._begins_at:
                self.play()
        self._seen = now

    def play(self) -> None:
        """Begin, or go on after a pause."""
        if self.state in (State.WAITING, State.PAUSED):
            self.state = State.PLAYING
            self._start_clock()

    def pause(self, reason: PauseReason = PauseReason.ASKED) -> None:
        """Stay at this instant until `play`."""
        self.advance()
        if self.state == State.PLAYING:
            self._stop(State.PAUSED, reason)
        elif self.state == State.PAUSED and reason in WAYS_OUT:
            self.pause_reason = reason

    def ready(self) -> None:
        """Begin the hold now: the person has settled before the time was up."""
        step = self.moment.step
        if self.state == State.PLAYING and step.kind == "settle":
            self.go_to(step.end)

    def lead_in(self, pace: Pace) -> None:
        """Go to where the person is led into the pose again, after a stop; paused as before."""
        moment = self.moment
        closed = self.tally
        self.plan, here = adjustment.led_in(self.plan, moment.step.index, moment.into, pace)
        self._closed, self._place, self._bar = closed, here, inf

    def next(self) -> None:
        """Go to the next step."""
        self.go_to(self.moment.step.end)

    def back(self) -> None:
        """Go to the start of this step, or of the one before when this one has just begun."""
        moment = self.moment
        step = moment.step
        if moment.into <= BACK_GRACE and step.index > 0:
            step = self.plan.steps[step.index - 1]
        self.go_to(step.start)

    def go_to(self, elapsed: float) -> None:
        """Go to `elapsed` seconds, playing or paused as before."""
        self._closed = self.tally
        self._bar = inf
        self._place = min(max(0.0, elapsed), self.plan.seconds)
        if self.state == State.PLAYING:
            self._start_clock()
        if self.state == State.OVER and self._place < self.plan.seconds:
            self._stop(State.PAUSED, PauseReason.ASKED)

    def stay(self) -> bool:
        """Add two breaths here and on the other side; return whether there was a hold."""
        return self._adjust(lambda step, into: adjustment.stay(self.plan, step.index, into))

    def easier(self) -> bool:
        """Take the easier variant here and on the other side; return whether there was a hold.

        On the way into a hold it is easier from its start on.
        """
        ahead = adjustment.hold_ahead(self.plan, self.moment.step)
        if ahead is not None:
            return self._change_to(lambda: adjustment.easier(self.plan, ahead.index, None))
        return self._adjust(lambda step, into: adjustment.easier(self.plan, step.index, into))

    def deeper(self) -> bool:
        """Take the next deeper variant; return whether there was one."""
        return self._adjust(lambda step, into: adjustment.deeper(self.plan, step.index, into))

    def _adjust(self, change: Callable[[Step, float], Plan]) -> bool:
        moment = self.moment
        if not adjustment.can_adjust(moment.step):
            return False
        return self._change_to(lambda: change(moment.step, moment.into))

    def _change_to(self, change: Callable[[], Plan]) -> bool:
        if self.state not in (State.PLAYING, State.PAUSED):
            return False
        before = self.plan
        self._move_anchor()
        self._bar = inf
        self.plan = change()
        return self.plan is not before

    def replan(self, plan: Plan) -> None:
        """Go on in `plan`, the same steps at another pace, at the same share of the same breath."""
        here = adjustment.same_place(self.plan, plan, self.elapsed)
        self._move_anchor()
        self.plan, self._place, self._bar = plan, here, inf

    def _move_anchor(self) -> None:
        self._closed, self._place = self.tally, self.elapsed
        if self.state == State.PLAYING:
            self._anchor = max(self._anchor, self._seen)

    def _start_clock(self) -> None:
        self._seen = self._clock()
        self._anchor = self._seen + self._runway

    def _stop(self, state: State, reason: PauseReason) -> None:
        self._closed, self._place = self.tally, self.elapsed
        self.state, self.pause_reason = state, reason
        self._anchor = self._seen = self._clock()
