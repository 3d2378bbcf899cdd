"""Says each line of the plan at its own instant, one at a time, whatever the screen does."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import takewhile
from typing import Protocol

from PySide6.QtCore import QObject, Qt, QTimer, Signal, SignalInstance

from supine.core.adjustment import translated
from supine.core.sequence import Cue
from supine.practice.clock import Clock
from supine.practice.session import Session
from supine.practice.trace import Trace
from supine.speech.rate import Rate
from supine.speech.script import COUNT_SHIFT, Line, Manner, clear_after, lines_of

EARLY = 0.0015
"""Seconds that a timer may fire early."""

JUST_BEFORE = 1e-9
"""Seconds before an instant, to find what is due at that very instant too."""

TOO_LATE = 4.0
"""Seconds of the clock after which a line in a hold is left out, even where there is room for it:
it would be about something else by then. What leads in or out is said however late."""

STILL = 0.5
"""Seconds within which the practice has stood still: only then is a line that was cut off said
again, for otherwise it would be about something that is over."""

ROUNDING = 1e-6
"""Seconds by which the same instant may differ, reckoned in two ways."""

NEVER = float("-inf")

MOVED = 1.5
"""Seconds by which a line may be due sooner in another plan, where it has found another place."""


class Saying(Protocol):
    """What the narrator needs of a voice."""

    begun: SignalInstance
    ended: SignalInstance

    def say(self, cue: Cue) -> int:
        """Begin to say `cue`; return its number, or 0 if it cannot be said."""

    def stop(self) -> None:
        """Be silent at once."""


class Narrator(QObject):
    """Follows a session and has said what is due."""

    fell_silent = Signal()
    """The line under way is over, and none that the practice must wait for is due."""
    learned = Signal(Rate)
    """How fast the voice speaks is known better."""
    spoke = Signal(bool)
    """A line is under way (True), or no longer (False)."""

    def __init__(
        self, session: Session, voice: Saying, trace: Trace, clock: Clock,
        manner: Manner, rate: Rate,
    ) -> None:  # fmt: skip
        """Wait for the session to start."""
        super().__init__(session)
        self._session, self._voice, self._trace, self._clock = session, voice, trace, clock
        self._manner, self.rate = manner, rate
        self._plan = session.practice.plan
        self._from, self._quiet_until = 0.0, NEVER
        self._given: list[Line] = []
        self._line: Line | None = None
        self._under_way: tuple[int, Line] | None = None
        self._cut_off = NEVER
        self._begun = 0.0
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setTimerType(Qt.TimerType.PreciseTimer)
        self._timer.timeout.connect(self._say_due)
        voice.begun.connect(self._on_begun)
        voice.ended.connect(self._on_ended)

    @property
    def speaking(self) -> bool:
        """Whether a line is under way."""
        return self._under_way is not None

    def waits_at(self, elapsed: float) -> bool:
        """Return whether the practice should wait before it goes on beyond `elapsed`.

        It should while a line is under way, and while one is still to be said that leads in or out
        and was due by then. `fell_silent` tells when that may have changed.
        """
        line = self._line
        if self.speaking or line is None or not line.waits:
            return self.speaking
        # what is due at the very instant at which the next step begins belongs to that step
        begins = self._plan.steps[line.step].start
        return begins < elapsed - ROUNDING and self._due(line) <= elapsed

    def set_manner(self, manner: Manner) -> None:
        """Say more or less from the next line on."""
        if manner == self._manner:
            return
        self._manner = manner
        self._from = self._session.practice.elapsed
        self._schedule()

    def start(self) -> None:
        """Say from here on: what is due at this very instant first, and what a pause cut off."""
        practice = self._session.practice
        here, self._quiet_until = practice.elapsed, NEVER
        if abs(here - self._cut_off) < STILL:
            # the sound that says that it goes on comes first
            begins = self._clock() + practice.seconds_until(here)
            self._quiet_until = begins + clear_after("resume")
        else:
            self._from = here - JUST_BEFORE
            self._given.clear()
        self._say_gate_again(here)
        self._schedule()

    def _say_gate_again(self, here: float) -> None:
        """Whoever goes on where they are waited for must hear so: nothing else is to come."""
        plan = self._session.practice.plan
        step = plan.step_at(here)
        for line in lines_of(plan, step.index, self._seconds, self._manner):
            if line.kind == "gate" and line.due <= here:
                self._from = min(self._from, line.due - JUST_BEFORE)
                self._given = [one for one in self._given if one.key != line.key]

    def move(self) -> None:
        """Say from where the practice has jumped to."""
        self._silence()
        self._cut_off = NEVER
        self.start()

    def stop(self) -> None:
        """Say nothing more, and end what is said in the middle of a word."""
        self.let_go()
        if self._under_way is not None:
            cut = self._under_way[1]
            self._given.remove(cut)
            self._from, self._cut_off = cut.due - JUST_BEFORE, self._session.practice.elapsed
        self._silence()

    def let_go(self) -> None:
        """Say nothing more; what is said may end by itself."""
        self._timer.stop()

    def follow_plan(self) -> None:
        """Look again at what comes next: the plan has changed, the place in it has not."""
        practice, here = self._session.practice, self._session.practice.elapsed
        if self._cut_off != NEVER:
            self._cut_off = translated(self._plan, practice.plan, self._cut_off)
        begun = self._plan.step_at(self._from + 2 * JUST_BEFORE).index
        moved = translated(self._plan, practice.plan, max(0.0, self._from)) - MOVED
        # what was due in a step that has been left is not said in the next one
        self._from = max(moved, practice.plan.steps[begun].start - JUST_BEFORE)
        self._schedule()
        due = takewhile(lambda line: line.due <= here + EARLY, self._to_come())
        if any(line.kind == "answer" for line in due):
            # the answer to a key is worth more than the line under way
            self._silence()
            self._schedule()

    def _schedule(self) -> None:
        self._plan = self._session.practice.plan
        self._line = next(self._to_come(), None)
        self._set_timer()

    def _set_timer(self) -> None:
        practice = self._session.practice
        self._timer.stop()
        if self._line is not None and practice.state == "playing" and not self.speaking:
            self._timer.start(max(0, int(self._seconds_until(self._line) * 1000)))

    def _due(self, line: Line) -> float:
        """Return when `line` is due: where the practice waits for it, at the latest."""
        bar = self._session.bar_in(self._plan.steps[line.step])
        return min(line.due, bar) if line.waits else line.due

    def _seconds_until(self, line: Line) -> float:
        """Return in how many seconds of the clock `line` may be said."""
        due = self._session.practice.seconds_until(self._due(line))
        return max(due, self._quiet_until - self._clock())

    def _to_come(self) -> Iterator[Line]:
        """Yield the lines that were not given yet, in this step and in all later ones."""
        first = self._plan.step_at(max(0.0, self._from)).index
        given = {line.key for line in self._given}
        for step in self._plan.steps[max([first, *(line.step for line in self._given)]) :]:
            for line in lines_of(self._plan, step.index, self._seconds, self._manner):
                if line.due >= self._from and line.key not in given:
                    yield line

    def _say_due(self) -> None:
        practice = self._session.practice
        while self._line is not None and not self.speaking:
            late = -self._seconds_until(self._line)
            if late < -EARLY or practice.state != "playing":
                break
            self._hand_over(self._line, late)
            self._line = next(self._to_come(), None)
        self._set_timer()

    def _hand_over(self, line: Line, late: float) -> None:
        """Begin one line, or leave it out."""
        practice, due = self._session.practice, self._due(line)
        at = due - practice.seconds_until(due) * practice.speed
        self._cut_off = NEVER
        number = self._voice.say(line.cue) if self._is_wanted(line, at, late) else 0
        self._given = [*(one for one in self._given if one.step == line.step), line]
        if number:
            self._under_way, self._begun = (number, line), self._clock()
            self.spoke.emit(True)
        self._trace.write("say", due, at, kind=line.kind, text=line.text, heard=bool(number))

    def _is_wanted(self, line: Line, at: float, late: float) -> bool:
        if line.waits:
            return self._session.practice.elapsed <= self._plan.steps[line.step].end + EARLY
        latest = COUNT_SHIFT if line.kind == "count" else TOO_LATE
        return late <= latest and at + self._seconds(line.cue) <= line.until + EARLY

    def _seconds(self, cue: Cue) -> float:
        return self.rate.of(cue) * self._session.practice.speed

    def _silence(self) -> None:
        """End the line under way, and learn nothing from it."""
        if self._under_way is not None:
            self._under_way = None
            self.spoke.emit(False)
            self._voice.stop()
            self.fell_silent.emit()

    def _on_begun(self, number: int) -> None:
        if self._under_way is not None and self._under_way[0] == number:
            self._begun = self._clock()

    def _on_ended(self, number: int) -> None:
        if self._under_way is None or self._under_way[0] != number:
            return
        line, self._under_way = self._under_way[1], None
        self.spoke.emit(False)
        if line.cue.recording is None:
            self._learn(line.cue.spoken, self._clock() - self._begun)
        practice = self._session.practice
        expected = line.due + self._seconds(line.cue)
        self._trace.write("said", expected, practice.elapsed, text=line.text)
        self._schedule()
        if not self.waits_at(practice.elapsed):
            self.fell_silent.emit()

    def _learn(self, text: str, seconds: float) -> None:
        known, self.rate = self.rate, self.rate.learned(text, seconds)
        if self.rate != known:
            self.learned.emit(self.rate)
