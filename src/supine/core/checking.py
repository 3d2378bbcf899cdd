"""What a sequence must be beyond its form: things that a teacher would want to be told."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

from supine.core.document import Items, Mapping, Place
from supine.core.pace import Pace
from supine.core.planning import plan
from supine.core.problem import Problem, did_you_mean, excerpt
from supine.core.sequence import CUE_LIMIT, Pose, Repeat, Rest, Sequence, Series, fill

LONGEST_SECONDS = 3 * 3600
"""The longest practice, in seconds."""

PLACEHOLDERS = ("{side}", "{other}", "{Side}", "{Other}")

CUE_LISTS = ("settle", "during", "leave", "cues")
"""Keys whose lines are shown and said during the practice."""


def check(sequence: Sequence, data: Mapping) -> list[Problem]:
    """Return every problem of practice in `sequence`, placed by `data`, the text it came from."""
    problems = [*_line_problems(data, sided=False), *_pose_problems(sequence, data)]
    if not problems:
        problems += _whole_problems(sequence, data)
    return problems


def _line_problems(data: Mapping, *, sided: bool) -> Iterator[Problem]:
    """Look at every text in `data`: its length as it will be shown, and its placeholders."""
    sided = sided or "series" in data or "sides" in data
    for key, value in data.items():
        if isinstance(value, Mapping):
            yield from _line_problems(value, sided=sided)
        elif isinstance(value, Items):
            yield from _list_problems(key, value, sided=sided)
        elif isinstance(value, str) and key != "kind":
            is_cue = key == "caution"
            yield from _text_problems(value, data.value_places[key], sided=sided, is_cue=is_cue)


def _list_problems(key: str, items: Items, *, sided: bool) -> Iterator[Problem]:
    for item, place in zip(items, items.item_places, strict=True):
        if isinstance(item, Mapping):
            yield from _line_problems(item, sided=sided)
        elif isinstance(item, str):
            yield from _text_problems(item, place, sided=sided, is_cue=key in CUE_LISTS)


def _text_problems(text: str, place: Place, *, sided: bool, is_cue: bool) -> Iterator[Problem]:
    for found in re.findall(r"\{[^{}]*\}?", text):
        if found not in PLACEHOLDERS:
            hint = did_you_mean(found, PLACEHOLDERS) or f": known are {', '.join(PLACEHOLDERS)}"
            yield Problem(*place, f"{excerpt(found)} is no placeholder{hint}")
        elif not sided:
            message = f"{found} needs a side: add 'sides: both' to the pose"
            yield Problem(*place, message)
    length = max(len(fill(text, "right")), len(fill(text, "left")))
    if is_cue and length > CUE_LIMIT:
        yield Problem(
            *place,
            f"this line has {length} characters: more than {CUE_LIMIT} cannot be read from the "
            "mat. Make two lines of it",
        )


def _pose_problems(sequence: Sequence, data: Mapping) -> Iterator[Problem]:
    known: dict[str, Pose] = {}
    for step, item in zip(sequence.steps, data["steps"], strict=True):
        if isinstance(step, Series):
            for inner, inner_item in zip(step.steps, item["steps"], strict=True):
                yield from _inner_problems(inner, inner_item)
                yield from _step_problems(inner, inner_item, known)
        else:
            yield from _step_problems(step, item, known)


def _inner_problems(step: Pose | Repeat | Rest, item: Mapping) -> Iterator[Problem]:
    if isinstance(step, Pose) and step.sides is not None:
        message = "a pose in a series has the series' sides: remove 'sides' here"
        yield Problem(*item.key_places["sides"], message)


def _step_problems(
    step: Pose | Repeat | Rest, item: Mapping, known: dict[str, Pose]
) -> Iterator[Problem]:
    if isinstance(step, Pose):
        if step.name in known:
            yield Problem(
                *item.value_places["pose"],
                f"a pose called {excerpt(step.name)} came before: write 'repeat:' to do it again, "
                "or give this one another name",
            )
        known.setdefault(step.name, step)
        if not step.leave:
            message = f"{excerpt(step.name)} has no way out: add 'leave:' with a line or two"
            yield Problem(*item.place, message)
        yield from _hold_problems(item)
    elif isinstance(step, Repeat) and step.name not in known:
        hint = did_you_mean(step.name, known)
        message = f"there is no earlier pose called {excerpt(step.name)}{hint}"
        yield Problem(*item.value_places["repeat"], message)


def _hold_problems(item: Mapping) -> Iterator[Problem]:
    for hold in item["holds"]:
        if "seconds" in hold and hold["unit"] in ("breaths", "cycles"):
            message = f"{hold['unit']} take the person's own pace: remove 'seconds' here"
            yield Problem(*hold.key_places["seconds"], message)


def _whole_problems(sequence: Sequence, data: Mapping) -> Iterator[Problem]:
    place = data.key_places["steps"]
    whole = plan(sequence, Pace())
    if whole.seconds > LONGEST_SECONDS:
        hours = whole.seconds / 3600
        yield Problem(*place, f"the practice lasts {hours:.1f} hours: more than 3 are too long")
    right, left = whole.side_seconds("right"), whole.side_seconds("left")
    if abs(right - left) > 1e-6:
        less, more = ("left", "right") if left < right else ("right", "left")
        yield Problem(
            *_one_sided_place(sequence, data, more),
            f"the {less} side gets {abs(right - left):.0f} seconds less than the {more}: write "
            "'sides: both', or balance it with another pose",
        )


def _one_sided_place(sequence: Sequence, data: Mapping, side: Any) -> Place:
    """Return the place of the first pose that is done on `side` only."""
    for step, item in zip(sequence.steps, data["steps"], strict=True):
        if isinstance(step, Pose) and step.sides == side:
            place: Place = item.key_places["sides"]
            return place
    place = data.key_places["steps"]
    return place
