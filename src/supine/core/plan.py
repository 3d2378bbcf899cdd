"""A plan: a flat run of steps, each with its start and its length.

A plan never changes. What the person asks for under way (`supine.core.adjustment`) makes a new one.
"""

from __future__ import annotations

from bisect import bisect_right
from functools import cached_property
from typing import Literal

from msgspec import Struct
from msgspec.structs import replace

from supine.core.breath import Breath, Rhythm, breath_at
from supine.core.sequence import Cue, Direction, Side, Unit, Variant

Kind = Literal["settle", "hold", "leave", "rest"]

Gate = Literal["limit", "wait"]
"""What a way in ends with: time to get ready, at most so much; or as much as it takes."""


class TimedCue(Struct, frozen=True):
    """A line and when it is due, in seconds after its step begins."""

    at: float
    cue: Cue

    @property
    def text(self) -> str:
        """The line as it is shown."""
        return self.cue.text


class Change(Struct, frozen=True):
    """A variant chosen under way and when, in seconds after its step begins."""

    at: float
    level: int


class Step(Struct, frozen=True):
    """One stretch of a plan in which one thing is done."""

    index: int
    kind: Kind
    pose: str
    heading: str
    """The side in words ("Right leg"), or nothing for a pose that has no sides."""
    side: Side | None
    start: float
    """Seconds after the practice begins."""
    seconds: float
    cues: tuple[TimedCue, ...]
    segment: int
    unit: Unit | None = None
    count: int = 0
    direction: Direction | None = None
    rhythm: Rhythm | None = None
    """One breath, or one movement, of a hold or a rest."""
    moves: tuple[str, ...] = ()
    easier: Variant | None = None
    deeper: tuple[Variant, ...] = ()
    caution: str | None = None
    way_out: tuple[Cue, ...] = ()
    """The lines that lead out of the pose, for whoever must stop in the middle."""
    twin: int | None = None
    """The index of the same step on the other side."""
    written: tuple[TimedCue, ...] = ()
    """The lines of a hold as they were before any variant was chosen."""
    level: int = 0
    """What was chosen under way: -1 the easier variant, 1 the first deeper one, and so on."""
    changes: tuple[Change, ...] = ()
    """How the level came about, in order: before the first it was 0."""
    gate: Gate | None = None
    """Whether the person is waited for at the end of a way in."""
    extra: float = 0.0
    """Seconds after the lines of a way in, to get ready."""
    stance: str | None = None
    """Which drawn figure is shown, before any variant was chosen."""

    @property
    def end(self) -> float:
        """Seconds after the practice begins at which the step ends."""
        return self.start + self.seconds

    @property
    def unit_seconds(self) -> float:
        """How long one of what is counted takes, in seconds; 0 where nothing is counted."""
        if self.rhythm is None:
            return 0.0
        return self.rhythm.seconds * (2 if self.unit == "cycles" else 1)

    @property
    def breathes(self) -> bool:
        """Whether the rhythm is the person's breath rather than a movement."""
        return self.unit in ("breaths", "cycles")


class Segment(Struct, frozen=True):
    """One pose on one side, as the timeline shows it."""

    index: int
    pose: str
    heading: str
    side: Side | None
    start: float
    seconds: float
    first_step: int
    rests: bool


class Plan(Struct, frozen=True, dict=True):
    """A whole practice in time. Make one with `of_steps`, which sets the starts."""

    title: str
    steps: tuple[Step, ...]

    @classmethod
    def of_steps(cls, title: str, steps: list[Step]) -> Plan:
        """Return a plan of at least one step, with every index and start set anew."""
        start, placed = 0.0, []
        for index, step in enumerate(steps):
            placed.append(replace(step, index=index, start=start))
            start += step.seconds
        return cls(title, tuple(placed))

    @cached_property
    def seconds(self) -> float:
        """The length of the whole, in seconds."""
        return self.steps[-1].end

    @cached_property
    def starts(self) -> list[float]:
        """The start of each step, in seconds."""
        return [step.start for step in self.steps]

    @cached_property
    def segments(self) -> tuple[Segment, ...]:
        """The poses, each side apart, in order."""
        groups: dict[int, list[Step]] = {}
        for step in self.steps:
            groups.setdefault(step.segment, []).append(step)
        return tuple(_segment(number, steps) for number, steps in enumerate(groups.values()))

    def step_at(self, elapsed: float) -> Step:
        """Return the step that is current `elapsed` seconds in; the ends hold beyond them."""
        return self.steps[max(0, bisect_right(self.starts, elapsed) - 1)]

    def moment(self, elapsed: float) -> Moment:
        """Return all that is true `elapsed` seconds in; beyond the end nothing changes any more."""
        return moment_at(self, elapsed)

    def side_seconds(self, side: Side) -> float:
        """Return the seconds of holding on `side`."""
        return sum(s.seconds for s in self.steps if s.kind == "hold" and s.side == side)


def _segment(number: int, steps: list[Step]) -> Segment:
    first = steps[0]
    seconds = sum(step.seconds for step in steps)
    rests = all(step.kind in ("rest", "settle") for step in steps)
    return Segment(
        number, first.pose, first.heading, first.side, first.start, seconds, first.index, rests
    )


class Moment(Struct, frozen=True):
    """One instant of a plan."""

    elapsed: float
    """Seconds since the practice began, within the plan."""
    step: Step
    segment: Segment
    into: float
    """Seconds since the step began."""
    cue: str
    """The line that is current, or nothing."""
    breath: Breath | None
    """The breath or the movement under way; None while settling and leaving."""
    done: int
    """What is counted and is already done."""
    upcoming: Segment | None
    """The pose that comes next."""
    over: bool
    """Whether the plan has ended."""

    @property
    def left(self) -> float:
        """Seconds left in the step."""
        return max(0.0, self.step.seconds - self.into)

    @property
    def count_left(self) -> int:
        """How many are left of what is counted, the current one included."""
        return max(0, self.step.count - self.done)

    @property
    def fullness(self) -> float:
        """How large the circle is, 0 to 1."""
        return self.breath.fullness if self.breath else 0.0

    @property
    def turn(self) -> float:
        """How much of the current breath, circle, cycle or time has passed, 0 to 1."""
        unit = self.step.unit_seconds
        return (self.into - self.done * unit) / unit if unit else 0.0

    @property
    def move(self) -> str:
        """What moves in this phase of the breath, or nothing."""
        if not self.step.moves or self.breath is None:
            return ""
        half = 2 * self.breath.number + (self.breath.phase in ("out", "hold-out"))
        return self.step.moves[half % len(self.step.moves)]

    @property
    def moving(self) -> bool:
        """Whether the picture changes from frame to frame."""
        return self.breath is not None and not self.over


def moment_at(plan: Plan, elapsed: float) -> Moment:
    """Return all that is true `elapsed` seconds into `plan`."""
    elapsed = min(max(0.0, elapsed), plan.seconds)
    step = plan.step_at(elapsed)
    over = elapsed >= plan.seconds
    into = min(elapsed - step.start, step.seconds)
    segments = plan.segments
    upcoming = segments[step.segment + 1] if step.segment + 1 < len(segments) else None
    return Moment(
        elapsed=elapsed,
        step=step,
        segment=segments[step.segment],
        into=into,
        cue=_cue(step, into),
        breath=_breath(step, into),
        done=_done(step, into),
        upcoming=upcoming,
        over=over,
    )


def _cue(step: Step, into: float) -> str:
    due = bisect_right(step.cues, into, key=lambda cue: cue.at)
    return step.cues[due - 1].text if due else ""


def _breath(step: Step, into: float) -> Breath | None:
    if step.rhythm is None:
        return None
    if into >= step.seconds:
        # the sum of lengths and the product may differ in the last bit: the end is always empty
        last = round(step.seconds / step.rhythm.seconds) - 1
        return Breath(max(0, last), "out", 1.0, 0.0)
    return breath_at(step.rhythm, into)


def _done(step: Step, into: float) -> int:
    unit = step.unit_seconds
    return min(step.count - 1, int(into // unit)) if unit else 0
