"""Words of the interface that more than one view uses."""

from __future__ import annotations

from datetime import date

from PySide6.QtCore import QDate, QLocale

from supine.core import listing
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
from supine.language import listed, number, translate, with_commas
from supine.region import uses_inches

TURNING = dict.fromkeys((*range(0x202A, 0x202F), *range(0x2066, 0x206A)))
"""Signs that override, embed or isolate a direction of writing."""


def beginning(text: str) -> str:
    """Return `text` as the beginning of a sentence: a teacher writes "a mat", for any place."""
    return text[:1].upper() + text[1:]


def counted(count: int, unit: Unit) -> str:
    """Return a count in words, such as "5 breaths" or "2 minutes"."""
    if unit == "seconds" and not count % 60:
        return translate("Words", "%n minute|%n minutes", n=count // 60)
    return listing.counted(count, unit)


def letter_of(side: Side) -> str:
    """Return the letter of a side, for a disc in its colour."""
    if side == "left":
        return translate("Words", "L", "the first letter of the left side, on the figure")
    return translate("Words", "R", "the first letter of the right side, on the figure")


def dose(pose: Pose, series: Series | None) -> str:
    """Return the dose of a pose in words, such as "5 breaths, each side, 3 rounds"."""
    text = counted(pose.holds[0].count, pose.holds[0].unit)
    for hold in pose.holds[1:]:
        text = translate(
            "Words", "{first}, then {next}", "such as: 5 breaths, then 3 circles"
        ).format(first=text, next=counted(hold.count, hold.unit))
    sides = sides_in(pose, series)
    if sides is not None:
        text = {
            "both": translate("Words", "{dose}, each side", "such as: 5 breaths, each side"),
            "left": translate("Words", "{dose}, left side only"),
            "right": translate("Words", "{dose}, right side only"),
        }[ONLY.get(sides, "both")].format(dose=text)
    if series is not None and series.rounds > 1:
        several = translate(
            "Words",
            "{dose}, %n round|{dose}, %n rounds",
            "such as: 5 breaths, each side, 3 rounds",
            n=series.rounds,
        )
        text = several.format(dose=text)
    return text


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
        if ONLY[meant.popitem()[1]] == "left":
            return translate("Words", "Left side only, as prescribed")
        return translate("Words", "Right side only, as prescribed")
    return "\n".join(
        (
            translate("Words", "{pose}: left side only, as prescribed")
            if ONLY[sides] == "left"
            else translate("Words", "{pose}: right side only, as prescribed")
        ).format(pose=name)
        for name, sides in meant.items()
    )


def round_words(which: Round) -> str:
    """Return a round in words, such as "Round 2 of 3"."""
    return translate("Words", "Round {n} of {total}").format(
        n=number(which.number), total=number(which.total)
    )


def instead(changed: ChangedCount) -> str:
    """Return a changed count in words, such as "8 breaths instead of 5"."""
    text = translate("Words", "{practised} instead of {written}", "such as: 8 breaths instead of 5")
    return text.format(
        practised=counted(changed.practised, changed.unit), written=number(changed.written)
    )


def in_order(text: str) -> str:
    """Return `text` without the signs that turn what comes after them (UAX 9, 2.1 to 2.5).

    Text of the journal or of a table comes from anywhere. Hebrew and Arabic need none of them.
    """
    return text.translate(TURNING)


def poses(count: int) -> str:
    """Return a number of poses in words, such as "10 poses" or "1 pose"."""
    return translate("Words", "%n pose|%n poses", n=count)


def contents(sequence: Sequence) -> str:
    """Return how many poses and rests `sequence` has, such as "10 poses and 2 rests"."""
    names = {step.name for step, _series in flat_steps(sequence) if isinstance(step, Rest)}
    some = poses(len(sequence.poses))
    if not names:
        return some
    return listed([some, translate("Words", "%n rest|%n rests", "in a practice", n=len(names))])


def whole_name(pose: Pose) -> str:
    """Return the name of `pose` and, after it, the first of its other names."""
    also = pose.also[:1]
    text = translate("Words", "{name}, {also}", "two names of the same pose")
    return text.format(name=pose.name, also=also[0]) if also else pose.name


def holds(count: int) -> str:
    """Return a number of holds in words, such as "20 holds" or "1 hold"."""
    return translate("Words", "%n hold|%n holds", "a pose that is held, on one side", n=count)


def direction_words(direction: Direction) -> str:
    """Return a direction of movement in words."""
    return {
        "clockwise": translate("Words", "Clockwise"),
        "anticlockwise": translate("Words", "The other way round", "not clockwise"),
    }[direction]


def this_week(times: int) -> str:
    """Return how often somebody has practised this week; nothing for 0."""
    written = (
        "",
        translate("Words", "Once this week"),
        translate("Words", "Twice this week"),
        translate("Words", "Three times this week"),
        translate("Words", "Four times this week"),
        translate("Words", "Five times this week"),
        translate("Words", "Six times this week"),
        translate("Words", "Seven times this week"),
    )
    if times < len(written):
        return written[times]
    return translate("Words", "%n time this week|%n times this week", n=times)


def minutes(seconds: float) -> str:
    """Return `seconds` in whole minutes, at least one, such as "31 min"."""
    return translate("Words", "%n min|%n min", "minutes", n=whole_minutes(seconds))


def whole_minutes(seconds: float) -> int:
    """Return `seconds` in whole minutes, at least one."""
    return max(1, round(seconds / 60))


def distance(metres: float) -> str:
    """Return a distance as is usual where the person lives, such as "1.5 m" or "4 ft 11 in"."""
    if not uses_inches():
        return translate("Words", "{n} m", "metres, such as: 1.5 m").format(n=number(metres))
    feet, inches = divmod(round(metres / 0.0254), 12)
    return translate("Words", "{feet} ft {inches} in", "feet and inches").format(
        feet=number(feet), inches=number(inches)
    )


def whole_distance(metres: float) -> str:
    """Return a distance in whole words, such as "1.5 metres" or "4 feet 11 inches"."""
    if uses_inches():
        feet, inches = divmod(round(metres / 0.0254), 12)
        text = translate("Words", "{feet} {inches}", "such as: 4 feet 11 inches")
        return text.format(
            feet=translate("Words", "%n foot|%n feet", "a length", n=feet),
            inches=translate("Words", "%n inch|%n inches", n=inches),
        )
    if metres == round(metres):
        return translate("Words", "%n metre|%n metres", n=round(metres))
    return translate("Words", "{n} metres", "with a decimal").format(n=number(metres))


def length(seconds: float) -> str:
    """Return `seconds` in words, such as "31 min 44 s"."""
    whole = int(seconds + 0.5)
    if whole < 60:
        return translate("Words", "%n s|%n s", "seconds", n=whole)
    return translate("Words", "{minutes} min {seconds} s", "minutes and seconds").format(
        minutes=number(whole // 60), seconds=number(whole % 60)
    )


def day(which: date) -> str:
    """Return a day, such as "3 March 2019"."""
    form = translate("Words", "d MMMM yyyy", "how Qt writes a day such as: 3 March 2019")
    return day_in(form, which)


def day_in(form: str, which: date) -> str:
    """Return a day in Qt's `form`, with the month as it is called where one lives."""
    return QLocale().toString(QDate(which.year, which.month, which.day), form)


def entries(count: int) -> str:
    """Return a number of the journal's entries in words, such as "1,204 entries"."""
    return translate("Words", "%n entry|%n entries", "in the journal", n=count)


def skipped_lines(count: int) -> str:
    """Return that so many lines of the journal could not be read."""
    return translate(
        "Words",
        "%n line could not be read. It stays in its file.|"
        "%n lines could not be read. They stay in their files.",
        "of the journal",
        n=count,
    )


def newer_entries(count: int) -> str:
    """Return that so many entries of the journal are of a newer version."""
    return translate(
        "Words",
        "%n entry was written by a newer Supine, and is not shown here.|"
        "%n entries were written by a newer Supine, and are not shown here.",
        n=count,
    )


def name_of(segment: Segment) -> str:
    """Return the side and the pose of `segment` in words."""
    if not segment.heading:
        return segment.pose
    text = translate("Words", "{side}: {pose}", "such as: Right leg: Hamstring stretch")
    return text.format(side=segment.heading, pose=segment.pose)


def place_words(step: Step, done: int) -> str:
    """Return a place in a practice, such as "Inner thigh stretch, right, breath 3 of 5".

    `done` is how many breaths, circles, cycles, repetitions or seconds of `step` are over.
    """
    parts = [step.pose]
    if step.side is not None:
        parts.append(
            {
                "right": translate("Words", "right", "the side, after the name of a pose"),
                "left": translate("Words", "left", "the side, after the name of a pose"),
            }[step.side]
        )
    if step.round is not None:
        text = translate("Words", "round {n} of {total}", "after the name of a pose")
        which = step.round
        parts.append(text.format(n=number(which.number), total=number(which.total)))
    if step.unit is not None:
        text = {
            "breaths": translate("Words", "breath {n} of {total}"),
            "circles": translate("Words", "circle {n} of {total}"),
            "cycles": translate("Words", "time {n} of {total}"),
            "times": translate("Words", "time {n} of {total}"),
            "seconds": translate("Words", "second {n} of {total}"),
        }[step.unit]
        before = step.done_before
        here, whole = number(before + done + 1), number(before + step.count)
        parts.append(text.format(n=here, total=whole))
    return with_commas(parts)


def phase_words(moment: Moment) -> str:
    """Return what the person does now: the phase of the breath, the movement or the count."""
    step = moment.step
    if step.kind == "settle":
        return translate("Words", "Settle in")
    if step.kind == "leave":
        return translate("Words", "Come out slowly")
    if moment.move:
        return moment.move
    if step.direction is not None:
        return direction_words(step.direction)
    if step.unit in ("circles", "times"):
        left = moment.count_left
        return {
            "circles": translate(
                "Words", "circle to go|circles to go", "the number is above it", n=left
            ),
            "times": translate("Words", "time to go|times to go", "the number is above it", n=left),
        }[step.unit]
    assert moment.breath is not None, "only settling and leaving have no breath"
    return breath_words(moment.breath.phase)


def breath_words(phase: Phase) -> str:
    """Return a phase of the breath in words."""
    return {
        "in": translate("Words", "Breathe in"),
        "hold-in": translate("Words", "Pause", "between two breaths"),
        "out": translate("Words", "Breathe out"),
        "hold-out": translate("Words", "Pause", "between two breaths"),
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
        translate("Words", "New numbness where a saddle would touch you"),
        translate("Words", "New trouble with bladder or bowel"),
        translate("Words", "A leg that is quickly losing strength"),
        translate("Words", "Fever together with back pain"),
        translate("Words", "Back pain after a fall or an accident"),
    )


def stop_words() -> str:
    """Return when to stop in a practice."""
    return translate(
        "Words", "Stop at sharp pain, or pain that runs down a leg, and come out slowly."
    )
