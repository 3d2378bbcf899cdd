"""What is offered to a person whose practice was interrupted: where it goes on. No Qt."""

from __future__ import annotations

from datetime import datetime, timedelta
from pathlib import Path
from typing import TypeVar

from msgspec import Struct

from supine.core import adjustment
from supine.core.fit_to_time import fit_to_time, lengthen
from supine.core.pace import Pace
from supine.core.plan import Plan, Segment, Step
from supine.core.planner import plan
from supine.core.recordings import Folder, with_clips
from supine.core.sequence import Sequence
from supine.practice.place import Course, Interrupted, Place

LEAST_SECONDS = 5.0
"""Seconds practised from which on it is offered to go on."""

LONGEST = timedelta(days=1)
"""Time after an interruption for which it is offered to go on."""

Part = TypeVar("Part", Plan, Sequence)


class Offer(Struct, frozen=True):
    """How a practice that was interrupted goes on."""

    interrupted: Interrupted
    sequence: Sequence | None
    """As its file says now; None if it cannot be practised any more."""
    folder: Path
    """Of its file."""
    course: Course
    """As `interrupted` says, with the sequence as it is written now."""
    practised: Sequence
    """The sequence in the length that was chosen."""
    plan: Plan
    """From now on, with the way into the pose once more."""
    start: float
    """Where in `plan` it goes on, in seconds."""
    step: Step | None
    """Where it was interrupted, or what follows a way out; None if the pose is there no more."""
    done: int = 0
    """How many breaths, circles, cycles, repetitions or seconds of `step` are done."""
    edited: bool = False
    """Whether the sequence was changed since, so that the pose begins anew."""

    @property
    def place(self) -> Place:
        """The last place before the interruption."""
        return self.interrupted.place

    def at_pace(self, pace: Pace) -> Offer | None:
        """Return the same offer at another pace."""
        return offer_of(self.interrupted, pace, self.sequence, self.folder)


def is_offered(interrupted: Interrupted, now: datetime) -> bool:
    """Return whether the person may want to go on `now`.

    A clock that was set back does not count against them.
    """
    place = interrupted.place
    enough = place.tally.seconds >= LEAST_SECONDS
    return place.over is None and enough and now - place.written <= LONGEST


def offer_of(
    interrupted: Interrupted, pace: Pace, sequence: Sequence | None, folder: Path
) -> Offer | None:
    """Return how `interrupted` goes on at `pace`; None if nothing of it is left.

    `sequence` is what its file, in `folder`, says now. With None, since the file is gone or cannot
    be practised any more, the sequence that was kept is practised.
    """
    old, kept = interrupted.plan, interrupted.sequence
    written = sequence or kept
    if written is None or old is None:
        return None
    if sequence is None:
        written = _with_recordings(written, folder)
    course = Course(interrupted.name, written, interrupted.minutes, interrupted.longer)
    practised = in_length(course, pace)
    elapsed = interrupted.place.elapsed
    step = old.step_at(elapsed)
    following = old.steps[step.index + 1 : step.index + 2]
    if elapsed >= old.seconds or (step.kind == "leave" and not following):
        return None
    here = following[0] if step.kind == "leave" else step
    if kept is None or kept.steps != written.steps:
        new = plan(practised, pace)
        start, found = _matched(old, here, new)
        return Offer(
            interrupted, sequence, folder, course, practised, new, start, found, edited=True
        )
    new, start = _led_in(_with_recordings(old, folder), step, elapsed, pace)
    left = new.steps[new.step_at(start).index + 1 :][:1]
    done = 0
    if step.unit is not None:
        done = left[0].done_before - step.done_before
    elif left and left[0].done_before:
        # it was interrupted while it led in once more
        here = left[0]
    return Offer(interrupted, sequence, folder, course, practised, new, start, here, done)


def in_length(course: Course, pace: Pace) -> Sequence:
    """Return the sequence of `course` in the length that was chosen, at `pace`."""
    if course.longer:
        return lengthen(course.sequence, pace, course.minutes)
    return fit_to_time(course.sequence, pace, course.minutes or None)


def _led_in(old: Plan, step: Step, elapsed: float, pace: Pace) -> tuple[Plan, float]:
    """Return `old` with the way into `step` once more, and where that begins.

    By now the person may breathe at another pace, or the voice speak at another.
    """
    breathed = adjustment.at_pace(old, pace.rhythm, elapsed)
    into = adjustment.same_place(old, breathed, elapsed) - breathed.steps[step.index].start
    spoken = adjustment.at_speech(breathed, step.index, pace)
    return adjustment.led_in(spoken, step.index, into, pace)


def _matched(old: Plan, step: Step, new: Plan) -> tuple[float, Step | None]:
    """Return where in `new` the pose of `step` in `old` begins, and its first step there.

    A pose that comes more than once is found by which time it was. Where `new` has none on that
    side, it is the beginning, and no step.
    """
    *before, wanted = old.segments[: step.segment + 1]
    nth = sum(_is_same(segment, wanted) for segment in before)
    found = [segment for segment in new.segments if _is_same(segment, wanted)]
    if not found:
        return 0.0, None
    segment = found[min(nth, len(found) - 1)]
    return segment.start, new.steps[segment.first_step]


def _is_same(one: Segment, other: Segment) -> bool:
    return (one.pose, one.side) == (other.pose, other.side)


def _with_recordings(part: Part, folder: Path) -> Part:
    """Return `part` with the recordings that are in `folder`; the voice says the other lines."""
    recordings = Folder(folder)

    def clip(name: str) -> str:
        found = recordings.clip(name)
        return found if found.files else name

    return with_clips(part, clip)
