"""Checks on the content of a valid sequence: mistakes that a teacher would want to know about."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from itertools import chain, islice
from math import ceil
from typing import Any, NamedTuple

from msgspec import to_builtins
from msgspec.structs import replace

from supine.core.breath import ROUNDING
from supine.core.listing import counted
from supine.core.pace import Pace
from supine.core.planner import lasts_longer_than, plan, resolved_steps
from supine.core.problem import Problem, did_you_mean, excerpt, hinted
from supine.core.sequence import (
    MOST,
    ONLY,
    OTHER,
    AnyCue,
    Pose,
    Repeat,
    Rest,
    Sequence,
    Series,
    Side,
    Unit,
    cue_of,
    every_pose,
    flat_steps,
    is_prescribed,
    sides_in,
)
from supine.core.text_checks import NAMED_SIDE, PLACEHOLDERS, text_problems
from supine.core.yaml_document import MAX_PROBLEMS, Items, Mapping, Place
from supine.language import translate

MAX_HINTS = 40
"""Unknown stances that get a "did you mean" hint: finding more hints takes time for no benefit."""

LONGEST_HOURS = 3
"""The longest practice, in hours."""

LINE_SECONDS = 5
"""Seconds that each line needs in a hold that is counted in seconds."""


class Known(NamedTuple):
    """What came before, by name."""

    poses: dict[str, Pose]
    series: dict[str, Series]
    lost: bool
    """Whether some of it may not be here."""

    @property
    def names(self) -> list[str]:
        """All names."""
        return [*self.poses, *self.series]


def check(
    sequence: Sequence,
    data: Mapping,
    *,
    stances: Collection[str] | None = None,
    whole: bool = True,
    lost: bool = False,
) -> list[Problem]:
    """Return the problems in `sequence`; `data`, its parsed text, gives their places.

    `stances` are the names of all stances that can be drawn. With None, stances are not checked.
    `whole` says whether all of the sequence is there, so that its sides can be compared, and `lost`
    whether something was left out, which may be what is repeated.
    """
    found = chain(
        text_problems(data, _sided_poses(sequence)),
        () if stances is None else _unknown_stances(data, stances),
        _pose_problems(sequence, data, Known({}, {}, lost)),
    )
    problems = list(islice(found, MAX_PROBLEMS))
    if whole:
        try:
            problems += _whole_problems(sequence, data)
        except KeyError:
            # what is repeated is not there: that is among the problems
            if not problems:
                raise
    return problems


def _sided_poses(sequence: Sequence) -> set[str]:
    """Return the names of all poses that are done on a side."""
    return {
        step.name
        for step, series in flat_steps(sequence)
        if isinstance(step, Pose) and sides_in(step, series) is not None
    }


def _unknown_stances(data: Mapping, stances: Collection[str]) -> Iterator[Problem]:
    """Check every stance in `data`, including those of variants."""
    known = sorted(stances)
    unknown = (found for found in _stances_in(data) if found[0] not in stances)
    for number, (name, place) in enumerate(unknown):
        hint = did_you_mean(name, known) if number < MAX_HINTS else ""
        hint = hint or translate("Check", "'supine figure --list' lists them all")
        message = translate("Check", "{stance} is not a stance that can be drawn")
        yield Problem(*place, hinted(message.format(stance=excerpt(name)), hint))


def _stances_in(data: Mapping) -> Iterator[tuple[str, Place]]:
    if data.get("stance") is not None:
        yield data["stance"], data.value_places["stance"]
    for value in data.values():
        for item in value if isinstance(value, Items) else [value]:
            if isinstance(item, Mapping):
                yield from _stances_in(item)


def _pose_problems(sequence: Sequence, data: Mapping, known: Known) -> Iterator[Problem]:
    for step, item in zip(sequence.steps, data["steps"], strict=True):
        if isinstance(step, Series):
            yield from _series_problems(step, item, known)
            for inner, inner_item in zip(step.steps, item["steps"], strict=True):
                yield from _series_step_problems(step, inner, inner_item, known)
                yield from _step_problems(inner, inner_item, known)
            known.series.setdefault(step.name, step)
        else:
            yield from _step_problems(step, item, known)


def _series_problems(series: Series, item: Mapping, known: Known) -> Iterator[Problem]:
    if series.name in known.names:
        yield Problem(*item.value_places["series"], _twice(series.name, is_pose=False))
    if series.between is not None:
        yield from _rest_problems(item["between"])
    for key in ("between", "change_sides"):
        if item.get(key) not in (None, "each-round") and series.rounds == 1:
            message = translate(
                "Check", "'{key}' needs rounds: write how many, such as 'rounds: 3'"
            )
            yield Problem(*item.key_places[key], message.format(key=key))
    if series.sides == "each-pose" and "side_words" in item:
        message = translate(
            "Check", "each pose has its own sides here: write 'side_words' in the poses"
        )
        yield Problem(*item.key_places["side_words"], message)
    if series.change_sides == "once" and series.sides != "both":
        message = translate(
            "Check", "with 'sides: {sides}' there is nothing to change: remove it here"
        )
        yield Problem(*item.key_places["change_sides"], message.format(sides=series.sides))


def _series_step_problems(
    series: Series, step: Pose | Repeat | Rest, item: Mapping, known: Known
) -> Iterator[Problem]:
    if isinstance(step, Pose) and step.sides is not None and series.sides != "each-pose":
        message = translate(
            "Check",
            "a pose in a series has the series' sides: remove 'sides' here, or write "
            "'sides: each-pose' beside 'series:'",
        )
        yield Problem(*item.key_places["sides"], message)
    if isinstance(step, Repeat) and step.name in known.series and step.name not in known.poses:
        message = translate(
            "Check", "{name} is a series: it can only be repeated outside of a series"
        )
        yield Problem(*item.value_places["repeat"], message.format(name=excerpt(step.name)))


def _twice(name: str, *, is_pose: bool) -> str:
    pose = translate(
        "Check",
        "a pose called {name} came before: write 'repeat:' to do it again, or give this one "
        "another name",
    )
    series = translate(
        "Check",
        "a series called {name} came before: write 'repeat:' to do it again, or give this one "
        "another name",
    )
    return (pose if is_pose else series).format(name=excerpt(name))


def _step_problems(step: Pose | Repeat | Rest, item: Mapping, known: Known) -> Iterator[Problem]:
    if isinstance(step, Pose):
        if step.name in known.names:
            message = _twice(step.name, is_pose=step.name in known.poses)
            yield Problem(*item.value_places["pose"], message)
        known.poses.setdefault(step.name, step)
        if not step.leave and item.whole:
            message = translate("Check", "{name} has no way out: add 'leave:' with a line or two")
            yield Problem(*item.place, message.format(name=excerpt(step.name)))
        yield from _hold_problems(item)
    elif isinstance(step, Rest):
        yield from _rest_problems(item)
    else:
        yield from _repeat_problems(step, item, known)


def _repeat_problems(step: Repeat, item: Mapping, known: Known) -> Iterator[Problem]:
    name = excerpt(step.name)
    if step.name in known.series:
        for key in ("count", "settle", "leave"):
            if item.get(key) is not None:
                message = (
                    translate(
                        "Check",
                        "{name} is a series, and is repeated as it is: remove 'count' here. For "
                        "{count} rounds write 'rounds:' in the series itself",
                    )
                    if key == "count"
                    else translate(
                        "Check", "{name} is a series, and is repeated as it is: remove '{key}' here"
                    )
                )
                message = message.format(name=name, key=key, count=step.count)
                yield Problem(*item.key_places[key], message)
    elif step.name in known.poses:
        most = min(MOST[hold.unit] for hold in known.poses[step.name].holds)
        if step.count is not None and step.count > most:
            unit = next(h.unit for h in known.poses[step.name].holds if MOST[h.unit] == most)
            yield Problem(*item.value_places["count"], _at_most(unit))
    elif not known.lost:
        message = translate("Check", "there is no earlier pose or series called {name}")
        hint = did_you_mean(step.name, known.names)
        yield Problem(*item.value_places["repeat"], hinted(message.format(name=name), hint))


def _hold_problems(item: Mapping) -> Iterator[Problem]:
    holds: list[Mapping] = item["holds"]
    for number, hold in enumerate(holds):
        yield from _line_count_problems(hold, 1 if "caution" in item and not number else 0)
        unit = hold["unit"]
        if "seconds" in hold and unit not in ("circles", "times"):
            message = (
                translate("Check", "the count is in seconds already: remove 'seconds' here")
                if unit == "seconds"
                else translate("Check", "breaths take the person's own pace: remove 'seconds' here")
                if unit == "breaths"
                else translate("Check", "cycles take the person's own pace: remove 'seconds' here")
            )
            yield Problem(*hold.key_places["seconds"], message)
        if int(hold["count"]) > MOST[unit]:
            yield Problem(*hold.value_places["count"], _at_most(unit))


def _at_most(unit: Unit) -> str:
    message = translate("Check", "one hold has at most {count}", "such as: 100 breaths")
    return message.format(count=counted(MOST[unit], unit))


def _rest_problems(item: Mapping) -> Iterator[Problem]:
    counts = [key for key in ("breaths", "seconds") if item.get(key) is not None]
    if len(counts) > 1:
        message = translate(
            "Check", "a rest lasts so many breaths or so many seconds: remove one of the two"
        )
        yield Problem(*item.key_places["seconds"], message)
    elif not counts and item.whole:
        yield Problem(*item.place, translate("Check", "'breaths' is missing here, or 'seconds'"))


def _line_count_problems(hold: Mapping, cautions: int) -> Iterator[Problem]:
    """Yield a problem if a hold has more lines than breaths or movements to say them in."""
    lines, count = len(hold.get("during", [])) + cautions, int(hold["count"])
    room = count // LINE_SECONDS if hold["unit"] == "seconds" else count
    if lines > room:
        message = (
            translate(
                "Check",
                "this hold has %n line, and only {count} to say it in: it would never be seen|this "
                "hold has %n lines, and only {count} to say them in: the last would never be seen",
                "such as: and only 5 breaths to say them in",
                lines,
            )
            if not cautions
            else translate(
                "Check",
                "this hold has %n line, the caution, and only {count} to say it in: it would never "
                "be seen|this hold has %n lines, the caution among them, and only {count} to say "
                "them in: the last would never be seen",
                "such as: and only 5 breaths to say them in",
                lines,
            )
        ).format(count=counted(count, hold["unit"]))
        yield Problem(*hold.key_places.get("during", hold.place), message)


def remarks(sequence: Sequence) -> list[str]:
    """Return what a teacher may have meant otherwise in a sequence without problems."""
    bare = [
        step
        for step, _series in flat_steps(sequence)
        # another way in says that it is done once
        if isinstance(step, Repeat) and step.count is not None and step.settle is None
    ]
    units = {pose.name: pose.holds[0].unit for pose in every_pose(sequence)}
    repeated = [
        _repeated_once(one.name, one.count, units[one.name])
        for one in bare
        if one.count and one.count > 1
    ]
    return [*repeated, *_side_remarks(sequence), *_stance_remarks(sequence)]


def _repeated_once(name: str, count: int, unit: Unit) -> str:
    return translate(
        "Check",
        "{name} is repeated once, with {count}: for %n round put it into a series with "
        "'rounds: {rounds}'|{name} is repeated once, with {count}: for %n rounds put it into a "
        "series with 'rounds: {rounds}'",
        "such as: with 3 breaths",
        count,
    ).format(name=excerpt(name), count=counted(count, unit), rounds=count)


def _stance_remarks(sequence: Sequence) -> Iterator[str]:
    """Yield a remark for each stance that is brought along and named nowhere."""
    named = set(_words_in(to_builtins(sequence.steps, enc_hook=str)))
    for name in sequence.stances:
        others = (own for other, own in sequence.stances.items() if other != name)
        if name not in named and not any(name in _words_in(own) for own in others):
            yield translate(
                "Check",
                "the stance {stance} is used nowhere: write 'stance: {name}' in the pose that it "
                "is for",
            ).format(stance=excerpt(name), name=name)


def _words_in(value: Any) -> Iterator[str]:
    """Yield every text in plain values, at any depth."""
    if isinstance(value, str):
        yield value
    elif isinstance(value, dict | list):
        for part in value.values() if isinstance(value, dict) else value:
            yield from _words_in(part)


def _side_remarks(sequence: Sequence) -> Iterator[str]:
    """Yield what may be said of the wrong leg, or in English within another language."""
    foreign = sequence.language.partition("-")[0] != "en"
    for step, series in flat_steps(sequence):
        sides = sides_in(step, series) if isinstance(step, Pose) else None
        if not isinstance(step, Pose) or sides is None:
            continue
        lines = [cue_of(line).text for line in _lines_of(step)]
        words = (
            step.side_words
            if series is None or series.sides == "each-pose"
            else (series.side_words)
        )
        if foreign and any(mark in line for line in (words, *lines) for mark in PLACEHOLDERS):
            yield translate(
                "Check",
                "{name}: 'right' and 'left' are put in as English words: write a pose for each "
                "side with its words written out, and 'side_words:' too",
            ).format(name=excerpt(step.name))
        only = ONLY.get(sides)
        for line in lines:
            named = {side.lower() for side, _leg in NAMED_SIDE.findall(line)}
            if only is not None and named == {OTHER[only]}:
                yield _wrong_side(line, only)


def _wrong_side(line: str, only: Side) -> str:
    right = translate(
        "Check",
        "{line} is said while the right side is done: if the leg that works is meant, write {side}",
    )
    left = translate(
        "Check",
        "{line} is said while the left side is done: if the leg that works is meant, write {side}",
    )
    return (right if only == "right" else left).format(line=excerpt(line), side="{side}")


def _lines_of(pose: Pose) -> list[AnyCue]:
    """Return all lines of `pose`."""
    variants = [pose.easier] if pose.easier else []
    return [
        *pose.settle,
        *(line for hold in pose.holds for line in (*hold.settle, *hold.during)),
        *(line for variant in (*variants, *pose.deeper) for line in variant.cues),
        *pose.leave,
        *pose.stop,
        *pose.go_on,
    ]


def _whole_problems(sequence: Sequence, data: Mapping) -> Iterator[Problem]:
    rests = [step for step, _in_series in flat_steps(sequence) if isinstance(step, Rest)]
    if any(rest.breaths is None and rest.seconds is None for rest in rests):
        # the text breaks off before it, which is told already
        return
    if lasts_longer_than(LONGEST_HOURS * 3600, sequence, Pace()):
        message = translate(
            "Check",
            "the practice lasts longer than %n hour: make it shorter|the practice lasts longer "
            "than %n hours: make it shorter",
            "",
            LONGEST_HOURS,
        )
        yield Problem(*data.key_places["steps"], message)
        return
    balanced = _without_prescribed(sequence)
    if not balanced.steps:
        return
    whole = plan(balanced, Pace())
    right, left = whole.side_seconds("right"), whole.side_seconds("left")
    if abs(right - left) > ROUNDING:
        seconds = ceil(abs(right - left))
        more: Side = "right" if left < right else "left"
        message = (
            translate(
                "Check",
                "the left side gets %n second less than the right: write 'sides: both', or balance "
                "it with another pose. If the right side alone is meant, write 'sides: right-only'"
                "|the left side gets %n seconds less than the right: write 'sides: both', or "
                "balance it with another pose. If the right side alone is meant, write "
                "'sides: right-only'",
                "",
                seconds,
            )
            if more == "right"
            else translate(
                "Check",
                "the right side gets %n second less than the left: write 'sides: both', or balance "
                "it with another pose. If the left side alone is meant, write 'sides: left-only'"
                "|the right side gets %n seconds less than the left: write 'sides: both', or "
                "balance it with another pose. If the left side alone is meant, write "
                "'sides: left-only'",
                "",
                seconds,
            )
        )
        line, column = _one_sided_place(sequence, data, more)
        yield Problem(line, column, message)


def _without_prescribed(sequence: Sequence) -> Sequence:
    """Return `sequence`, repeats resolved, without what is meant for one side alone."""
    steps: list[Pose | Series | Repeat | Rest] = []
    for step in resolved_steps(sequence):
        if isinstance(step, Series):
            inner = [one for one in step.steps if not is_prescribed(one)]
            if inner and not is_prescribed(step):
                steps.append(replace(step, steps=inner))
        elif not is_prescribed(step):
            steps.append(step)
    return replace(sequence, steps=steps)


def _one_sided_place(sequence: Sequence, data: Mapping, side: str) -> Place:
    """Return the place of the first pose that is done only on `side`."""
    for step, item in zip(sequence.steps, data["steps"], strict=True):
        inner = zip(step.steps, item["steps"], strict=True) if isinstance(step, Series) else ()
        for one, its in ((step, item), *inner):
            if isinstance(one, Pose) and one.sides == side:
                place: Place = its.key_places["sides"]
                return place
    return data.key_places["steps"]
