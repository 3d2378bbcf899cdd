"""A plan: a flat list of steps, each with a start and a length; and a moment of a plan.

`Plan.moment` returns everything that is true at one instant: the step, the line, the breath, the
count. A plan never changes: a request during the practice (`supine.core.adjustment`) makes a new
plan.
"""

from __future__ import annotations

from bisect import bisect_right
from functools import cached_property
from typing import Literal, NamedTuple

from msgspec import Struct
from msgspec.structs import replace

from supine.core.breath import Breath, Breaths, Rhythm, breaths_in
from supine.core.sequence import Cue, Direction, Side, Unit, Variant

LAST_SECONDS = (10, 5)
"""How many seconds before the end of a hold in seconds the last part of it is announced: the first
of these that leaves as much time before it."""

Kind = Literal["settle", "hold", "leave", "rest"]

Gate = Literal["limit", "wait"]
"""How long the practice waits at the end of a settle step: for a limited time, or without limit."""


class TimedCue(Struct, frozen=True):
    """A line, and when it is due: `at` seconds after the start of its step."""

    at: float
    cue: Cue

    @property
    def text(self) -> str:
        """The line as it is shown."""
        return self.cue.text


class Round(NamedTuple):
    """Which round of a series it is."""

    number: int
    """From 1 on."""
    total: int


class Change(Struct, frozen=True):
    """A variant chosen during a step, `at` seconds after the start of the step."""

    at: float
    level: int


class Step(Struct, frozen=True):
    """One part of a plan: a settle, hold, leave or rest on one side."""

    index: int
    kind: Kind
    pose: str
    heading: str
    """The side in words ("Right leg"); empty for a pose without sides."""
    side: Side | None
    start: float
    """Seconds after the start of the practice."""
    seconds: float
    cues: tuple[TimedCue, ...]
    segment: int
    figure_side: Side | None = None
    """The side that the figure is drawn for; a rest in a series may have one, and no `side`."""
    opens: bool = False
    """Whether its first line says the side and the name of the pose, which are shown already."""
    seated: bool = False
    """Whether it is done on a chair, and not on the floor."""
    leads_in: bool = False
    """Whether it leads the person in again after a stop: it begins on the floor or the chair."""
    unit: Unit | None = None
    count: int = 0
    most: int = 0
    """The largest count that the person can reach by staying longer."""
    done_before: int = 0
    """How many were done before a stop or an interruption, in another step: not part of `count`."""
    direction: Direction | None = None
    rhythm: Rhythm | None = None
    """One breath, or one movement, of a hold or a rest; in seconds, the last may be another."""
    lead: float = 0.0
    """Seconds before the start at which the first breath began: more than 0 only in a hold in
    seconds whose pace was changed, so that the breath under way went on."""
    earlier: Breaths | None = None
    """The first breaths, if a change has left them as they were; only in a hold in seconds."""
    moves: tuple[str, ...] = ()
    easier: Variant | None = None
    deeper: tuple[Variant, ...] = ()
    way_out: tuple[Cue, ...] = ()
    """The lines that lead to the floor, if the person must stop during it."""
    way_in: tuple[Cue, ...] = ()
    """The lines that lead from the floor to where the pose begins, if it does not begin there."""
    twin: int | None = None
    """The index of the same step on the other side."""
    written: tuple[TimedCue, ...] = ()
    """The lines of a hold before any variant was chosen."""
    level: int = 0
    """The chosen variant: 0 none, -1 the easier one, 1 the first deeper one, 2 the second."""
    changes: tuple[Change, ...] = ()
    """The changes of level so far, in order; before the first of them the level was 0."""
    gate: Gate | None = None
    """Whether the practice waits for the person at the end of this settle step."""
    extra: float = 0.0
    """Seconds to get ready after the lines of this settle step."""
    round: Round | None = None
    """The round that it belongs to; None outside a series with rounds."""
    begins_round: bool = False
    """Whether a round begins with it: that is said."""
    stance: str | None = None
    """The drawn figure, before any variant was chosen; None if there is none."""

    @property
    def end(self) -> float:
        """The end of the step, in seconds after the start of the practice."""
        return self.start + self.seconds

    @property
    def unit_seconds(self) -> float:
        """The length of one breath, circle, cycle, repetition or second; 0 without a count."""
        if self.rhythm is None:
            return 0.0
        if self.unit == "seconds":
            return 1.0
        return self.rhythm.seconds * (2 if self.unit == "cycles" else 1)

    def variant(self, level: int) -> Variant | None:
        """Return the variant of the sequence at `level`, as it is counted in `level`."""
        if level < 0:
            return self.easier
        return self.deeper[level - 1] if level else None

    @property
    def breathes(self) -> bool:
        """Whether the rhythm is the person's breath, and not a movement."""
        return self.unit in ("breaths", "cycles", "seconds")

    @property
    def breaths(self) -> Breaths | None:
        """All breaths or movements of a hold or a rest, `lead` seconds before its start on."""
        if self.rhythm is None:
            return None
        return breaths_in(self.rhythm, self.seconds + self.lead, self.earlier)

    def breath_at(self, into: float) -> Breath | None:
        """Return the breath or movement `into` seconds after the start; None without one."""
        breaths = self.breaths
        return None if breaths is None else breaths.at(into + self.lead)

    @property
    def last(self) -> int:
        """How many are left when the last of them is announced; 0 if none is."""
        if self.unit == "seconds":
            return next((few for few in LAST_SECONDS if self.count >= 2 * few), 0)
        return int(self.count > 1)

    @property
    def last_at(self) -> float:
        """When the last of them is announced, in seconds after the start of the step."""
        return (self.count - self.last) * self.unit_seconds


class Segment(Struct, frozen=True):
    """One pose on one side: a segment of the timeline."""

    index: int
    pose: str
    heading: str
    side: Side | None
    start: float
    seconds: float
    first_step: int
    round: Round | None = None


class Moment(Struct, frozen=True):
    """Everything that is true at one instant of a plan."""

    elapsed: float
    """Seconds since the start of the practice, from 0 to the length of the plan."""
    step: Step
    segment: Segment
    into: float
    """Seconds since the start of the step."""
    cue: str
    """The current line, or an empty text."""
    breath: Breath | None
    """The current breath or movement; None in a settle or leave step."""
    done: int
    """How many breaths, circles, cycles, repetitions or seconds of the step are complete."""
    upcoming: Segment | None
    """The next segment, or None in the last one."""
    over: bool
    """Whether the plan has ended."""

    @property
    def count_left(self) -> int:
        """How many breaths or movements are left, including the current one."""
        return max(0, self.step.count - self.done)

    @property
    def fullness(self) -> float:
        """How full the lungs are, and so how large the circle is, 0 to 1."""
        return self.breath.fullness if self.breath else 0.0

    @property
    def progress(self) -> float:
        """The share of the current breath, circle, cycle or repetition that has passed, 0 to 1."""
        unit = self.step.unit_seconds
        return (self.into - self.done * unit) / unit if unit else 0.0

    @property
    def move(self) -> str:
        """The words for what moves in this phase of the breath, or an empty text."""
        if not self.step.moves or self.breath is None or self._still:
            return ""
        half = 2 * self.breath.number + (self.breath.phase in ("out", "hold-out"))
        return self.step.moves[half % len(self.step.moves)]

    @property
    def _still(self) -> bool:
        """Whether the variant chosen last, at this time, is one in which nothing moves."""
        level = 0
        for change in self.step.changes:
            if change.at <= self.into:
                level = change.level
        variant = self.step.variant(level)
        return variant is not None and variant.still

    @property
    def moving(self) -> bool:
        """Whether the picture changes from frame to frame."""
        return self.breath is not None and not self.over


class Plan(Struct, frozen=True, dict=True):
    """A whole practice, with times. Create it with `of_steps`, which sets indexes and starts."""

    title: str
    steps: tuple[Step, ...]

    @classmethod
    def of_steps(cls, title: str, steps: list[Step]) -> Plan:
        """Return a plan of `steps` (at least one), with the index and start of each step set."""
        start, numbered = 0.0, []
        for index, step in enumerate(steps):
            numbered.append(replace(step, index=index, start=start))
            start += step.seconds
        return cls(title, tuple(numbered))

    @cached_property
    def seconds(self) -> float:
        """The length of the whole practice, in seconds."""
        return self.steps[-1].end

    @cached_property
    def starts(self) -> list[float]:
        """The start of each step, in seconds."""
        return [step.start for step in self.steps]

    @cached_property
    def segments(self) -> tuple[Segment, ...]:
        """The segments of the timeline in order; each side of a pose is one segment."""
        groups: dict[int, list[Step]] = {}
        for step in self.steps:
            groups.setdefault(step.segment, []).append(step)
        return tuple(_segment(number, steps) for number, steps in enumerate(groups.values()))

    def step_at(self, elapsed: float) -> Step:
        """Return the step at `elapsed` seconds: before the start the first, at the end the last."""
        return self.steps[max(0, bisect_right(self.starts, elapsed) - 1)]

    def moment(self, elapsed: float) -> Moment:
        """Return the moment at `elapsed` seconds; times outside the plan count as its ends."""
        elapsed = min(max(0.0, elapsed), self.seconds)
        step = self.step_at(elapsed)
        into = min(elapsed - step.start, step.seconds)
        after = step.segment + 1
        return Moment(
            elapsed=elapsed,
            step=step,
            segment=self.segments[step.segment],
            into=into,
            cue=_cue(step, into),
            breath=step.breath_at(into),
            done=_done(step, into),
            upcoming=self.segments[after] if after < len(self.segments) else None,
            over=elapsed >= self.seconds,
        )

    def side_seconds(self, side: Side) -> float:
        """Return the total length of all holds on `side`, in seconds."""
        return sum(s.seconds for s in self.steps if s.kind == "hold" and s.side == side)


def _segment(number: int, steps: list[Step]) -> Segment:
    first = steps[0]
    seconds = sum(step.seconds for step in steps)
    return Segment(
        number,
        first.pose,
        first.heading,
        first.side,
        first.start,
        seconds,
        first.index,
        first.round,
    )


def _cue(step: Step, into: float) -> str:
    due = bisect_right(step.cues, into, key=lambda cue: cue.at)
    return step.cues[due - 1].text if due else ""


def _done(step: Step, into: float) -> int:
    unit = step.unit_seconds
    return min(step.count - 1, int(into // unit)) if unit else 0
