"""What is true at one instant of a plan. Screen and sound are drawn from this, and nothing else."""

from __future__ import annotations

from bisect import bisect_right
from typing import TYPE_CHECKING

from msgspec import Struct

from supine.core.breath import Breath, breath_at

if TYPE_CHECKING:
    from supine.core.plan import Plan, Segment, Step


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
