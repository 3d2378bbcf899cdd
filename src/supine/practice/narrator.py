"""The narrator: has each line of the plan spoken at its own time, one after another.

It does so also with the voice off: a screen reader may be started at any time.
"""

from __future__ import annotations

from collections.abc import Iterator
from itertools import takewhile

from PySide6.QtCore import Signal

from supine.core.adjustment import same_place
from supine.core.breath import ROUNDING
from supine.core.practice import Clock
from supine.core.sequence import Cue
from supine.practice.scheduler import EARLY, JUST_BEFORE, Follower
from supine.practice.session import Session
from supine.practice.trace import Event, Trace
from supine.speech.script import COUNT_SHIFT, Line, clear_after, lines_of
from supine.speech.speech import Speech

TOO_LATE = 4.0
"""Seconds after which a line in a hold is dropped even where there is room for it: it would belong
to something that is over. Entry and exit instructions are spoken however late."""

STILL = 0.5
"""Seconds by which the practice may have moved for a line that was cut off to be spoken again.
Otherwise it would belong to something that is over."""

NEVER = float("-inf")

MOVED = 1.5
"""Seconds by which a line may be due earlier in another plan, where it found another gap."""


class Narrator(Follower):
    """Follows a session and has said what is due."""

    fell_silent = Signal()
    """The line under way is over, and no other line is due that the practice must wait for."""
    spoke = Signal(bool)
    """A line is under way (True), or no longer (False)."""

    def __init__(self, session: Session, voice: Speech, trace: Trace, clock: Clock) -> None:
        super().__init__(session, trace)
        self._voice, self._clock = voice, clock
        self._manner, self._speaks = voice.manner, voice.speaks
        self._since, self._quiet_until = 0.0, NEVER
        """From when on lines are to be said, in seconds of practice; and a time of the clock
        before which none may begin."""
        self._given: list[Line] = []
        """Lines of the current step that were said or dropped."""
        self._line: Line | None = None
        """The line that comes next."""
        self._under_way: tuple[int, Line] | None = None
        self._cut_off = NEVER
        """Where the practice was when a line was cut off."""
        self._begun = 0.0
        voice.begun.connect(self._on_begun)
        voice.begun.connect(session.be_patient)
        voice.ended.connect(self._on_ended)
        voice.changed.connect(self._on_changed)
        self.fell_silent.connect(session.tick)
        session.waits_at = self.waits_at

    @property
    def speaking(self) -> bool:
        """Whether a line is under way."""
        return self._under_way is not None

    def waits_at(self, elapsed: float) -> bool:
        """Return whether the practice must wait before it goes on beyond `elapsed`.

        It must while a line is under way, and while an entry or exit instruction is due that was
        not spoken yet. `fell_silent` says when that may have changed. A voice that is off, or not
        ready yet, is not waited for.
        """
        if not (self._voice.speaks and (self._voice.ready or self.speaking)):
            return False
        line = self._line
        if self.speaking or line is None or not line.waits:
            return self.speaking
        # what is due at the very instant at which the next step begins belongs to that step
        begins = self.plan.steps[line.step].start
        return begins < elapsed - ROUNDING and self._due(line) <= elapsed

    def start(self) -> None:
        """Speak from here on: what is due at this instant, and what a pause has cut off."""
        practice = self.session.practice
        here, self._quiet_until = practice.elapsed, NEVER
        if abs(here - self._cut_off) < STILL:
            # the sound that says that it goes on comes first
            begins = self._clock() + practice.seconds_until(here)
            self._quiet_until = begins + clear_after("resume")
        else:
            self._since = here - JUST_BEFORE
            self._given.clear()
        self._say_gate_again(here)
        self.schedule()

    def _say_gate_again(self, here: float) -> None:
        """Say again that the practice waits for the person, where it does: nothing else comes."""
        plan = self.session.practice.plan
        step = plan.step_at(here)
        for line in lines_of(plan, step.index, self._seconds, self._manner):
            if line.kind == "gate" and line.due <= here:
                self._since = min(self._since, line.due - JUST_BEFORE)
                self._given = [one for one in self._given if one.key != line.key]

    def move(self) -> None:
        """Stop the line under way and speak from the new place on."""
        self._silence()
        self._cut_off = NEVER
        self.start()

    def stop(self) -> None:
        """Stop at once, in the middle of a line if need be; `start` says that line again."""
        self._timer.stop()
        if self._under_way is not None:
            cut = self._under_way[1]
            self._given.remove(cut)
            self._since, self._cut_off = cut.due - JUST_BEFORE, self.session.practice.elapsed
        self._silence()

    def release(self) -> None:
        """Say nothing more; the line under way may end, and nobody is told of it any more."""
        super().release()
        self.blockSignals(True)

    def follow_plan(self) -> None:
        """Say what comes next in the changed plan."""
        practice, here = self.session.practice, self.session.practice.elapsed
        if self._cut_off != NEVER:
            self._cut_off = same_place(self.plan, practice.plan, self._cut_off)
        begun = self.plan.step_at(self._since + 2 * JUST_BEFORE).index
        moved = same_place(self.plan, practice.plan, max(0.0, self._since)) - MOVED
        # what was due in a step that is over is not said in the next one
        self._since = max(moved, practice.plan.steps[begun].start - JUST_BEFORE)
        self.schedule()
        due = takewhile(lambda line: line.due <= here + EARLY, self._to_come())
        if any(line.kind == "answer" for line in due):
            # the answer to a key is worth more than the line under way
            self._silence()
            self.schedule()

    def schedule(self) -> None:
        """Find the next line and wait for it."""
        self.plan = self.session.practice.plan
        self._line = next(self._to_come(), None)
        super().schedule()

    def next_due(self) -> Line | None:
        """Return the next line; None while another one is under way."""
        return None if self.speaking else self._line

    def seconds_until(self, item: Line) -> float:
        """Return in how many seconds `item` may be said."""
        due = self.session.practice.seconds_until(self._due(item))
        return max(due, self._quiet_until - self._clock())

    def hand_over(self, item: Line, ahead: float) -> None:
        """Begin one line, or drop it where it comes too late."""
        practice, due = self.session.practice, self._due(item)
        at = due - practice.seconds_until(due) * practice.speed
        self._cut_off = NEVER
        number = self._voice.say(item.cue) if self._is_wanted(item, at, -ahead) else 0
        self._given = [*(one for one in self._given if one.step == item.step), item]
        if number:
            self._under_way, self._begun = (number, item), self._clock()
            self.spoke.emit(True)
        if self._voice.tells:
            self.trace.write(
                Event.SAY, due, at, kind=item.kind, text=item.text,
                heard=bool(number), read=bool(number) and self._voice.reads,
            )  # fmt: skip
        self._line = next(self._to_come(), None)

    def _due(self, line: Line) -> float:
        """Return when `line` is due: at the latest where the practice waits for it."""
        bar = self.session.bar_in(self.plan.steps[line.step])
        return min(line.due, bar) if line.waits else line.due

    def _to_come(self) -> Iterator[Line]:
        """Yield the lines of this step and of all later ones that were not given yet."""
        first = self.plan.step_at(max(0.0, self._since)).index
        given = {line.key for line in self._given}
        for step in self.plan.steps[max([first, *(line.step for line in self._given)]) :]:
            for line in lines_of(self.plan, step.index, self._seconds, self._manner):
                if line.due >= self._since and line.key not in given:
                    yield line

    def _is_wanted(self, line: Line, at: float, late: float) -> bool:
        if line.waits:
            return self.session.practice.elapsed <= self.plan.steps[line.step].end + EARLY
        latest = COUNT_SHIFT if line.kind == "count" else TOO_LATE
        return late <= latest and at + self._seconds(line.cue) <= line.until + EARLY

    def _seconds(self, cue: Cue) -> float:
        """Return how long `cue` takes, in seconds of practice."""
        return self._voice.rate.of(cue) * self.session.practice.speed

    def _silence(self) -> None:
        """Stop the line under way; how long it took says nothing about the voice."""
        if self._under_way is not None:
            self._under_way = None
            self.spoke.emit(False)
            self._voice.stop()
            self.fell_silent.emit()

    def _on_changed(self) -> None:
        """Speak more or less, or be off, from now on."""
        if self._voice.manner != self._manner:
            self._manner = self._voice.manner
            self._since = self.session.practice.elapsed
            self.schedule()
        spoke, self._speaks = self._speaks, self._voice.speaks
        if spoke and not self._speaks:
            self.stop()
        if spoke != self._speaks:
            self.start()

    def _on_begun(self, number: int) -> None:
        if self._under_way is not None and self._under_way[0] == number:
            self._begun = self._clock()

    def _on_ended(self, number: int) -> None:
        if self._under_way is None or self._under_way[0] != number:
            return
        line, self._under_way = self._under_way[1], None
        self.spoke.emit(False)
        if line.cue.recording is None:
            self._voice.learn(line.cue.spoken, self._clock() - self._begun)
        practice = self.session.practice
        expected = line.due + self._seconds(line.cue)
        self.trace.write(Event.SAID, expected, practice.elapsed, text=line.text)
        self.schedule()
        if not self.waits_at(practice.elapsed):
            self.fell_silent.emit()
