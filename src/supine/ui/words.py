"""Words of the interface that more than one view uses."""

from __future__ import annotations

from datetime import date

from PySide6.QtCore import QCoreApplication, QDate, QLocale

from supine.core.breath import Phase
from supine.core.fit_to_time import ChangedCount
from supine.core.plan import Moment, Round, Segment, Step
from supine.core.sequence import (
    ONLY,
    Direction,
    Pose,
    Rest,
    Sequence,
    Series,
    Side,
    Unit,
    flat_steps,
    is_prescribed,
    sides_in,
)
from supine.region import uses_inches

TURNING = dict.fromkeys((*range(0x202A, 0x202F), *range(0x2066, 0x206A)))
"""Signs that override, embed or isolate a direction of writing."""


def tr(text: str) -> str:
    """Return `text` in the language of the interface."""
    return QCoreApplication.translate("words", text)


def beginning(text: str) -> str:
    """Return `text` as the beginning of a sentence: a teacher writes "a mat", for any place."""
    return text[:1].upper() + text[1:]


def counted(count: int, unit: Unit) -> str:
    """Return a count in words, such as "5 breaths" or "1 circle"."""
    if unit == "seconds" and not count % 60:
        return (tr("{n} minute") if count == 60 else tr("{n} minutes")).format(n=count // 60)
    one, many = {
        "breaths": (tr("{n} breath"), tr("{n} breaths")),
        "circles": (tr("{n} circle"), tr("{n} circles")),
        "cycles": (tr("{n} time to each side"), tr("{n} times to each side")),
        "times": (tr("{n} time"), tr("{n} times")),
        "seconds": (tr("{n} second"), tr("{n} seconds")),
    }[unit]
    return (one if count == 1 else many).format(n=count)


def letter_of(side: Side) -> str:
    """Return the letter of a side, for a disc in its colour."""
    return tr("L") if side == "left" else tr("R")


def dose(pose: Pose, series: Series | None) -> str:
    """Return the dose of a pose in words, such as "5 breaths, each side, 3 rounds"."""
    text = tr(", then ").join(counted(hold.count, hold.unit) for hold in pose.holds)
    sides = sides_in(pose, series)
    if sides == "both":
        text = tr("{dose}, each side").format(dose=text)
    elif sides is not None:
        text = f"{text}, {_one_side(sides)}"
    if series is not None and series.rounds > 1:
        text = tr("{dose}, {n} rounds").format(dose=text, n=series.rounds)
    return text


def _one_side(sides: str) -> str:
    left = ONLY[sides] == "left"
    return tr("left side only") if left else tr("right side only")


def prescribed(sequence: Sequence) -> str:
    """Return which side alone `sequence` is meant for, or which of its poses; mostly nothing."""
    inner = [pose for pose, series in flat_steps(sequence) if series is not None]
    meant = {
        step.name: step.sides
        for step in (*sequence.steps, *inner)
        if isinstance(step, (Pose, Series)) and step.sides and is_prescribed(step)
    }
    sided = {sides_in(p, s) for p, s in flat_steps(sequence) if isinstance(p, Pose)} - {None}
    if len(sided) == 1 and sided == set(meant.values()):
        whole = beginning(_one_side(meant.popitem()[1]))
        return tr("{side}, as prescribed").format(side=whole)
    return "\n".join(
        tr("{pose}: {side}, as prescribed").format(pose=name, side=_one_side(sides))
        for name, sides in meant.items()
    )


def round_words(which: Round) -> str:
    """Return a round in words, such as "Round 2 of 3"."""
    return tr("Round {n} of {total}").format(n=which.number, total=which.total)


def instead(changed: ChangedCount) -> str:
    """Return a changed count in words, such as "8 breaths instead of 5"."""
    practised = counted(changed.practised, changed.unit)
    return tr("{practised} instead of {written}").format(
        practised=practised, written=changed.written
    )


def in_order(text: str) -> str:
    """Return `text` without the signs that turn what comes after them (UAX 9, 2.1 to 2.5).

    Text of the journal or of a table comes from anywhere. Hebrew and Arabic need none of them.
    """
    return text.translate(TURNING)


def poses(count: int) -> str:
    """Return a number of poses in words, such as "10 poses" or "1 pose"."""
    return (tr("{n} pose") if count == 1 else tr("{n} poses")).format(n=count)


def contents(sequence: Sequence) -> str:
    """Return how many poses and rests `sequence` has, such as "10 poses and 2 rests"."""
    names = {step.name for step, _series in flat_steps(sequence) if isinstance(step, Rest)}
    some = poses(len(sequence.poses))
    if not names:
        return some
    rests = (tr("{n} rest") if len(names) == 1 else tr("{n} rests")).format(n=len(names))
    return tr("{poses} and {rests}").format(poses=some, rests=rests)


def whole_name(pose: Pose) -> str:
    """Return the name of `pose` and, after it, the first of its other names."""
    also = pose.also[:1]
    return tr("{name}, {also}").format(name=pose.name, also=also[0]) if also else pose.name


def holds(count: int) -> str:
    """Return a number of holds in words, such as "20 holds" or "1 hold"."""
    return (tr("{n} hold") if count == 1 else tr("{n} holds")).format(n=count)


def direction_words(direction: Direction) -> str:
    """Return a direction of movement in words."""
    return {"clockwise": tr("Clockwise"), "anticlockwise": tr("The other way round")}[direction]


def this_week(times: int) -> str:
    """Return how often somebody has practised this week; nothing for 0."""
    written = (
        "", tr("Once this week"), tr("Twice this week"), tr("Three times this week"),
        tr("Four times this week"), tr("Five times this week"), tr("Six times this week"),
        tr("Seven times this week"),
    )  # fmt: skip
    return written[times] if times < len(written) else tr("{n} times this week").format(n=times)


def minutes(seconds: float) -> str:
    """Return `seconds` in whole minutes, at least one, such as "31 min"."""
    return tr("{n} min").format(n=max(1, round(seconds / 60)))


def distance(metres: float) -> str:
    """Return a distance as is usual where the person lives, such as "1.5 m" or "4 ft 11 in"."""
    if not uses_inches():
        return tr("{n:g} m").format(n=metres)
    feet, inches = divmod(round(metres / 0.0254), 12)
    return tr("{feet} ft {inches} in").format(feet=feet, inches=inches)


def length(seconds: float) -> str:
    """Return `seconds` in words, such as "31 min 44 s"."""
    whole = int(seconds + 0.5)
    if whole < 60:
        return tr("{n} s").format(n=whole)
    return tr("{minutes} min {seconds} s").format(minutes=whole // 60, seconds=whole % 60)


def day(which: date) -> str:
    """Return a day, such as "3 March 2019", with the month as it is called where one lives."""
    return QLocale().toString(QDate(which.year, which.month, which.day), tr("d MMMM yyyy"))


def entries(count: int) -> str:
    """Return a number of the journal's entries in words, such as "1,204 entries"."""
    return (tr("{n} entry") if count == 1 else tr("{n:,} entries")).format(n=count)


def skipped_lines(count: int) -> str:
    """Return that so many lines of the journal could not be read."""
    if count == 1:
        return tr("1 line could not be read. It stays in its file.")
    return tr("{n} lines could not be read. They stay in their files.").format(n=count)


def newer_entries(count: int) -> str:
    """Return that so many entries of the journal are of a newer version."""
    if count == 1:
        return tr("1 entry was written by a newer Supine, and is not shown here.")
    return tr("{n} entries were written by a newer Supine, and are not shown here.").format(n=count)


def name_of(segment: Segment | None) -> str:
    """Return the side and the pose of `segment` in words; None is the end of the practice."""
    if segment is None:
        return tr("the end")
    return f"{segment.heading}: {segment.pose}" if segment.heading else segment.pose


def place_words(step: Step, done: int) -> str:
    """Return a place in a practice, such as "Inner thigh stretch, right, breath 3 of 5".

    `done` is how many breaths, circles, cycles, repetitions or seconds of `step` are over.
    """
    parts = [step.pose]
    if step.side is not None:
        parts.append({"right": tr("right"), "left": tr("left")}[step.side])
    if step.round is not None:
        which = step.round
        parts.append(tr("round {n} of {total}").format(n=which.number, total=which.total))
    if step.unit is not None:
        text = {
            "breaths": tr("breath {n} of {total}"),
            "circles": tr("circle {n} of {total}"),
            "cycles": tr("time {n} of {total}"),
            "times": tr("time {n} of {total}"),
            "seconds": tr("second {n} of {total}"),
        }[step.unit]
        before = step.done_before
        parts.append(text.format(n=before + done + 1, total=before + step.count))
    return ", ".join(parts)


def phase_words(moment: Moment) -> str:
    """Return what the person does now: the phase of the breath, the movement or the count."""
    step = moment.step
    if step.kind == "settle":
        return tr("Settle in")
    if step.kind == "leave":
        return tr("Come out slowly")
    if moment.move:
        return moment.move
    if step.direction is not None:
        return direction_words(step.direction)
    if step.unit in ("circles", "times"):
        # the number is in the circle above
        one, many = {
            "circles": (tr("circle to go"), tr("circles to go")),
            "times": (tr("time to go"), tr("times to go")),
        }[step.unit]
        return one if moment.count_left == 1 else many
    assert moment.breath is not None, "only settling and leaving have no breath"
    return breath_words(moment.breath.phase)


def breath_words(phase: Phase) -> str:
    """Return a phase of the breath in words."""
    return {
        "in": tr("Breathe in"),
        "hold-in": tr("Pause"),
        "out": tr("Breathe out"),
        "hold-out": tr("Pause"),
    }[phase]


def cue_words(moment: Moment) -> str:
    """Return the current cue, except the name of the pose: it is shown above already."""
    step = moment.step
    if not step.opens or moment.cue != step.cues[0].text:
        return moment.cue
    return round_words(step.round) if step.round is not None and step.begins_round else ""


def red_flags() -> tuple[str, ...]:
    """Return what a doctor must see now, and not be practised with."""
    return (
        tr("New numbness where a saddle would touch you"),
        tr("New trouble with bladder or bowel"),
        tr("A leg that is quickly losing strength"),
        tr("Fever together with back pain"),
        tr("Back pain after a fall or an accident"),
    )


def stop_words() -> str:
    """Return when to stop in a practice."""
    return tr("Stop at sharp pain, or pain that runs down a leg, and come out slowly.")
