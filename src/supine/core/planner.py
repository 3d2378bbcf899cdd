"""Make a plan from a sequence and a pace.

Repeats are replaced by their poses, and each pose becomes steps: settle, hold, leave, on each side.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any

from msgspec import Struct
from msgspec.structs import replace

from supine.core.breath import ROUNDING, Rhythm
from supine.core.pace import Pace
from supine.core.plan import Kind, Plan, Round, Step, TimedCue
from supine.core.sequence import (
    AnyCue,
    Cue,
    Hold,
    Pose,
    Repeat,
    Rest,
    Sequence,
    Series,
    Side,
    Variant,
    cue_of,
    fill,
    recording_of,
    sides_of,
)

CIRCLE_SECONDS = 8.0
"""Seconds of one circle if the sequence does not say: slow enough to feel the whole circle."""

REPETITION_SECONDS = 4.0
"""Seconds of one repetition if the sequence does not say."""


Key = tuple[int, int, int]
"""The step of the sequence, the round, and the step of the series."""

ROUND = Cue("Round 2 of 3.")
"""Takes as long to say or to read as the words for any round, in any language."""


class SidedPose(Struct, frozen=True):
    """One pose or rest on one side; it becomes one segment of the plan."""

    pose: Pose | Rest
    side: Side | None
    heading: str
    """The side in words; empty for a rest that belongs to both sides."""
    key: Key
    """Identifies the pose or rest in its round: both of its sides have the same key."""
    round: Round | None = None
    begins_round: bool = False


def plan(sequence: Sequence, pace: Pace) -> Plan:
    """Return the plan of `sequence` at `pace`.

    Raises `KeyError` if a repeat names a pose that does not come before it.
    """
    steps: list[Step] = []
    twins: dict[tuple[Key, int], int] = {}
    for segment, sided in enumerate(sided_poses(resolved_steps(sequence))):
        for place, step in enumerate(_steps(sided, pace)):
            index = len(steps)
            twin = twins.setdefault((sided.key, place), index)
            if twin != index:
                steps[twin] = replace(steps[twin], twin=index)
            steps.append(
                replace(step, segment=segment, index=index, twin=None if twin == index else twin)
            )
    return Plan.of_steps(sequence.title, steps)


def lasts_longer_than(seconds: float, sequence: Sequence, pace: Pace) -> bool:
    """Return whether `sequence` takes more than `seconds`; planning stops once this is known."""
    total = 0.0
    for sided in sided_poses(resolved_steps(sequence)):
        total += sum(step.seconds for step in _steps(sided, pace))
        if total > seconds:
            return True
    return False


def resolved(sequence: Sequence) -> Sequence:
    """Return `sequence` with every repeat replaced by its pose or series.

    Raises `KeyError` with the name in a repeat if there is no such pose or series before it.
    """
    return replace(sequence, steps=list(resolved_steps(sequence)))


def resolved_steps(sequence: Sequence) -> Iterator[Pose | Series | Rest]:
    """Yield the steps of `sequence`, with every repeat replaced as `resolved` does."""
    known: dict[str, Pose] = {}
    whole: dict[str, Series] = {}
    for step in sequence.steps:
        if isinstance(step, Repeat) and step.name in whole:
            yield _again(whole[step.name], step)
        elif isinstance(step, Series):
            inner: list[Pose | Repeat | Rest] = [_resolve(one, known) for one in step.steps]
            for one in inner:
                if isinstance(one, Pose) and one.sides is None and step.sides != "each-pose":
                    # a pose in a series has no own sides; a repeat outside has those of the series
                    known[one.name] = replace(one, sides=step.sides, side_words=step.side_words)
            whole[step.name] = replace(step, steps=inner)
            yield whole[step.name]
        else:
            yield _resolve(step, known)


def _again(series: Series, repeat: Repeat) -> Series:
    """Return `series` for a repeat, which may be for longer practices only."""
    inner = [
        replace(one, from_minutes=max(one.from_minutes, repeat.from_minutes))
        if isinstance(one, Pose)
        else one
        for one in series.steps
    ]
    return replace(series, steps=inner)


def _resolve(step: Pose | Repeat | Rest, known: dict[str, Pose]) -> Pose | Rest:
    if isinstance(step, Pose):
        known.setdefault(step.name, step)
    if not isinstance(step, Repeat):
        return step
    pose = known[step.name]
    holds = [replace(hold, count=step.count or hold.count) for hold in pose.holds]
    return replace(
        pose,
        holds=holds,
        # other settle lines begin where the pose was left
        go_on=pose.go_on if step.settle is None else [*pose.go_on, *pose.settle],
        settle=pose.settle if step.settle is None else step.settle,
        # with other settle lines there is no gate: the strap is on already
        gate=pose.gate if step.settle is None else 0.0,
        leave=pose.leave if step.leave is None else step.leave,
        from_minutes=max(pose.from_minutes, step.from_minutes),
    )


def sided_poses(steps: Iterable[Pose | Series | Repeat | Rest]) -> Iterator[SidedPose]:
    """Yield each pose and rest of resolved `steps` on each of its sides, in order."""
    for number, step in enumerate(steps):
        if isinstance(step, Series):
            yield from _series_poses(step, number)
        else:
            yield from _on_its_sides(step, (number, 0, 0))


def _on_its_sides(step: Pose | Repeat | Rest, key: Key) -> Iterator[SidedPose]:
    assert not isinstance(step, Repeat), "repeats are resolved before"
    if isinstance(step, Pose) and step.sides is not None:
        for side in sides_of(step.sides):
            yield SidedPose(step, side, fill(step.side_words, side), key)
    else:
        yield SidedPose(step, None, "", key)


def _series_poses(series: Series, number: int) -> Iterator[SidedPose]:
    """Yield the poses of `series`, step `number` of the sequence, in all its rounds."""
    rounds = range(1, series.rounds + 1)
    order: list[tuple[int, tuple[Side, ...]]] = [(which, series.side_order) for which in rounds]
    if series.change_sides == "once":
        order = [(which, (side,)) for side in series.side_order for which in rounds]
    for which, sides in order:
        if which > 1 and series.between is not None:
            # between two rounds on the same side it belongs to that side, as a rest in a round does
            side = sides[0] if len(sides) == 1 else None
            yield SidedPose(series.between, side, "", (number, which, -1))
        begins = series.rounds > 1
        for one in _one_round(series, number, which, sides):
            known = Round(which, series.rounds) if series.rounds > 1 else None
            yield replace(one, round=known, begins_round=begins)
            begins = False


def _one_round(
    series: Series, number: int, which: int, sides: tuple[Side, ...]
) -> Iterator[SidedPose]:
    if not sides:
        for place, one in enumerate(series.steps):
            yield from _on_its_sides(one, (number, which, place))
    for side in sides:
        for place, one in enumerate(series.steps):
            assert not isinstance(one, Repeat), "repeats are resolved before"
            said = isinstance(one, Pose) or _names_side(one)
            heading = fill(series.side_words, side) if said else ""
            yield SidedPose(one, side, heading, (number, which, place))


def _names_side(rest: Rest) -> bool:
    """Return whether a line of `rest` names the side; otherwise it belongs to both sides."""
    lines = [cue_of(line) for line in (*rest.settle, *rest.during)]
    said = [rest.say or "", *(text for line in lines for text in (line.text, line.spoken))]
    return any(fill(text, "right") != text for text in said)


def _steps(sided: SidedPose, pace: Pace) -> Iterator[Step]:
    if isinstance(sided.pose, Rest):
        yield from _rest_steps(sided, sided.pose, pace)
    else:
        yield from _pose_steps(sided, sided.pose, pace)


def _rest_steps(sided: SidedPose, rest: Rest, pace: Pace) -> Iterator[Step]:
    ways = _ways(sided, rest.stop)
    settle = _lines_step(sided, "settle", [announcement(sided), *rest.settle], pace)
    yield replace(settle, opens=True, **ways)
    yield replace(_hold_step(sided, rest.hold, pace.rhythm), kind="rest", **ways)


def _pose_steps(sided: SidedPose, pose: Pose, pace: Pace) -> Iterator[Step]:
    ways = _ways(sided, pose.stop or pose.leave)
    common: dict[str, Any] = {
        "easier": _filled(pose.easier, sided.side) if pose.easier else None,
        "deeper": tuple(_filled(variant, sided.side) for variant in pose.deeper),
        **ways,
    }
    for place, written in enumerate(pose.holds):
        hold = written
        if pose.caution and place == 0:
            hold = replace(written, during=[pose.caution, *written.during])
        lines = hold.settle if place else [announcement(sided), *pose.settle, *hold.settle]
        if lines:
            extra, gate = (0.0, None) if place else pace.preparation(pose)
            settle = _lines_step(sided, "settle", lines, pace, extra)
            yield replace(settle, gate=gate, opens=not place, **common)
        yield replace(_hold_step(sided, hold, _rhythm(hold, pace)), **common)
    if pose.leave:
        yield replace(_lines_step(sided, "leave", pose.leave, pace), **ways)


def _ways(sided: SidedPose, way_out: Iterable[AnyCue]) -> dict[str, tuple[Cue, ...]]:
    """Return the lines for somebody who must stop, and for when they go on."""
    return {
        "way_out": tuple(cue_of(line, sided.side) for line in way_out),
        "way_in": tuple(cue_of(line, sided.side) for line in sided.pose.go_on),
    }


def announcement(sided: SidedPose) -> Cue:
    """Return the first line of a segment: the side in words, then the name of the pose."""
    heading = f"{sided.heading}: " if sided.heading else ""
    pose = sided.pose
    said = heading + fill(pose.say, sided.side) if pose.say else None
    return Cue(heading + pose.name, said, recording_of(pose.recording, sided.side))


def _filled(variant: Variant, side: Side | None) -> Variant:
    return replace(variant, cues=[cue_of(line, side) for line in variant.cues])


def timed_lines(
    cues: Iterable[Cue], pace: Pace, extra: float = 0.0, *, begins_round: bool = False
) -> tuple[tuple[TimedCue, ...], float]:
    """Return `cues` one after another, and the seconds that they take, with `extra` at the end.

    With `begins_round` there is time for the words for the round after the first of them.
    """
    timed, at, said = [], 0.0, 0.0
    follow = pace.seconds_to_follow
    for cue in cues:
        timed.append(TimedCue(at, cue))
        seconds = pace.said_seconds(cue)
        if begins_round and len(timed) == 1:
            seconds += pace.said_seconds(ROUND)
        said += seconds
        at += seconds + follow
    return tuple(timed), max(at, said + pace.quiet_seconds(len(timed))) + extra


def _lines_step(
    sided: SidedPose, kind: Kind, lines: Iterable[AnyCue], pace: Pace, extra: float = 0.0
) -> Step:
    cues = [cue_of(line, sided.side) for line in lines]
    begins = sided.begins_round and cues[0] == announcement(sided)
    timed, seconds = timed_lines(cues, pace, extra, begins_round=begins)
    step = replace(_step(sided, kind, seconds, timed), begins_round=begins)
    return replace(step, extra=extra) if extra else step


def _hold_step(sided: SidedPose, hold: Hold, rhythm: Rhythm) -> Step:
    step = replace(
        _step(sided, "hold", 0.0, ()),
        unit=hold.unit,
        count=hold.count,
        most=hold.longest,
        direction=hold.direction,
        rhythm=rhythm,
        moves=tuple([fill(move, sided.side) for move in hold.moves]),
    )
    lines = [cue_of(line, sided.side) for line in hold.during]
    step = replace(step, seconds=step.count * step.unit_seconds)
    cues = _spread(lines, step)
    return replace(step, cues=cues, written=cues)


def _spread(lines: list[Cue], step: Step) -> tuple[TimedCue, ...]:
    """Spread `lines` evenly over a hold; each starts together with a breath or movement.

    If there are more lines than breaths, the last lines are left out. In a hold that is counted in
    seconds they start within a breath then.
    """
    assert step.rhythm is not None, "a hold has breaths or movements"
    count, unit = step.count, step.unit_seconds
    breaths = int(step.seconds / step.rhythm.seconds + ROUNDING)
    if step.unit == "seconds" and breaths >= len(lines):
        count, unit = breaths, step.rhythm.seconds
    lines = lines[:count]
    starts = [place * count // len(lines) for place in range(len(lines))]
    return tuple(TimedCue(start * unit, line) for start, line in zip(starts, lines, strict=True))


def _step(sided: SidedPose, kind: Kind, seconds: float, cues: Iterable[TimedCue]) -> Step:
    return Step(
        index=0,
        kind=kind,
        pose=sided.pose.name,
        heading=sided.heading,
        side=sided.side if sided.heading else None,
        figure_side=sided.side,
        start=0.0,
        seconds=seconds,
        cues=tuple(cues),
        segment=0,
        round=sided.round,
        stance=sided.pose.stance,
        seated=sided.pose.seated,
    )


def _rhythm(hold: Hold, pace: Pace) -> Rhythm:
    if hold.unit in ("breaths", "cycles", "seconds"):
        return pace.rhythm
    seconds = hold.seconds or (CIRCLE_SECONDS if hold.unit == "circles" else REPETITION_SECONDS)
    return Rhythm(seconds / 2, 0.0, seconds / 2, 0.0)
