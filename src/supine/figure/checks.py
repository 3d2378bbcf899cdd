"""Checks on the content of a stance file: names, parts, and keys that exclude each other."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from itertools import islice
from typing import Protocol, get_args

from supine.core.problem import Problem, did_you_mean, excerpt
from supine.core.yaml_document import Items, Mapping, Place
from supine.figure.grip import PARTS
from supine.figure.places import PLACES
from supine.figure.stance import (
    DoneSpec,
    HandSpec,
    LegSpec,
    MotionSpec,
    Palm,
    PelvisSpec,
    StanceFile,
)
from supine.resources import resource

MAX_HINTS = 40
"""The most unknown names of one stance that are told: a hint for each takes time."""

LIMBS = ("right_leg", "left_leg", "right_hand", "left_hand")

STANCES_OF_MOTION = {"breath": "2 or more", "time": "2 or more", "cycle": "4"}
"""The number of stances that each kind of motion goes through."""

PLACED = {"pelvis": ("lean", "turn"), "trunk": ("side", "twist", "tip")}
"""The words for a body off its back."""

AIMS = get_args(Palm)
"""The words for the direction of a pull or a press; it can also go toward a part of the body."""

HELD_PARTS = tuple(f"{side} {part}" for side in ("right", "left") for part in PARTS)


BELOW = "this {} lies below the mat: its third number is the height, {} for one that lies on it"


class Known(Protocol):
    """The stances that a name may mean."""

    def __contains__(self, name: str) -> bool: ...

    def names(self) -> Collection[str]:
        """Return the names that may be written."""


def is_stance(name: str) -> bool:
    """Return whether the program has a stance called `name`."""
    try:
        return resource("stances", f"{name}.yaml").is_file()
    except (OSError, ValueError):
        # too long for a file name, or a path out of the folder
        return False


def problems_of(file: StanceFile, data: Mapping) -> Iterator[Problem]:
    """Yield the problems of `file`, before it is merged with the stance in its `like`.

    `data` is the parsed text, which gives the places.
    """
    if file.pelvis is not None:
        yield from _pelvis_problems(file.pelvis, data)
    for key in ("right_leg", "left_leg"):
        if (leg := getattr(file, key)) is not None:
            yield from _leg_problems(leg, key, data)
    for key in ("right_hand", "left_hand"):
        if (hand := getattr(file, key)) is not None:
            yield from _hand_problems(hand, key, data)
    if file.motion is not None:
        yield from _motion_problems(file.motion, data)
    for number, one in enumerate(file.does or ()):
        yield from _done_problems(one, data["does"], number)
    if file.closer is not None and file.closer.on not in PLACES:
        yield _no_place(file.closer.on, PLACES, data["closer"].value_places["on"])


def unknown_names(file: StanceFile, data: Mapping, known: Known) -> Iterator[Problem]:
    """Yield a problem for each name in `file` that means none of the `known` stances."""
    unknown = ((name, place) for name, place in _names_in(file, data) if name not in known)
    names: Collection[str] = ()
    for name, place in islice(unknown, MAX_HINTS):
        names = names or known.names()
        yield Problem(*place, unknown_stance(name, names))


def _names_in(file: StanceFile, data: Mapping) -> Iterator[tuple[str, Place]]:
    if file.like is not None:
        yield file.like, data.value_places["like"]
    through = data["motion"].get("through") if file.motion is not None else None
    stops = [stop for key in ("way", "out") if getattr(file, key) for stop in data[key]]
    for names in [*stops, *([through] if through else [])]:
        yield from zip(names, names.item_places, strict=True)


def missing_in(whole: StanceFile, data: Mapping) -> Iterator[Problem]:
    """Yield a problem for everything that is missing in `whole`, the merged stance."""
    missing = [key for key in LIMBS if getattr(whole, key) is None]
    if len(missing) == len(LIMBS):
        message = "'like' is missing: name the stance that it is like, such as 'like: start'"
        yield Problem(*data.place, message)
        return
    for key in missing:
        message = f"'{key}' is missing: write it, or 'like:' and a stance that has it"
        yield Problem(*data.place, message)
    if whole.pelvis is None or whole.pelvis.at is None:
        yield from _placed_words(data)
    legs = (whole.right_leg, whole.left_leg)
    circles = whole.motion is not None and whole.motion.over == "circle"
    if circles and any(leg is not None and leg.knee is None for leg in legs):
        message = "a circle carries the knees: write both legs with 'knee' and 'shin'"
        yield Problem(*data.key_places["motion"], message)


def _pelvis_problems(pelvis: PelvisSpec, data: Mapping) -> Iterator[Problem]:
    """Yield a problem for each word that only a body on its back has, beside `at`."""
    if pelvis.at is not None:
        for key in ("aside", "lift", "tilt"):
            if getattr(pelvis, key) is not None:
                message = f"'{key}' is for a body on its back: with 'at' write 'lean' and 'roll'"
                place: Place = data["pelvis"].key_places[key]
                yield Problem(*place, message)


def _placed_words(data: Mapping) -> Iterator[Problem]:
    """Yield a problem for each word that only a body off its back has."""
    for part, keys in PLACED.items():
        written = data.get(part)
        if isinstance(written, Mapping):
            for key in (one for one in keys if one in written):
                place: Place = written.key_places[key]
                message = f"'{key}' is for a body off its back: write 'at' in 'pelvis' too"
                yield Problem(*place, message)


def _leg_problems(leg: LegSpec, key: str, data: Mapping) -> Iterator[Problem]:
    place = data.key_places[key]
    if (leg.ankle is None) == (leg.knee is None):
        yield Problem(*place, f"'{key}' needs either 'ankle' or 'knee', and not both")
    elif leg.knee is None and leg.shin is not None:
        yield Problem(*place, "'shin' goes with 'knee': with 'ankle' write 'knee_toward'")
    elif leg.ankle is None and leg.knee_toward is not None:
        yield Problem(*place, "'knee_toward' goes with 'ankle': with 'knee' write 'shin'")
    elif leg.ankle is not None and leg.ankle[2] < 0.0:
        below: Place = data[key].value_places["ankle"]
        yield Problem(*below, BELOW.format("ankle", "0.066"))


def _hand_problems(hand: HandSpec, key: str, data: Mapping) -> Iterator[Problem]:
    if (hand.on is None) == (hand.at is None):
        yield Problem(*data.key_places[key], f"'{key}' needs either 'on' or 'at', and not both")
    if hand.at is not None and hand.at[2] < 0.0:
        below: Place = data[key].value_places["at"]
        yield Problem(*below, BELOW.format("hand", "0"))
    if hand.on is not None and hand.on not in HELD_PARTS:
        message = f"{excerpt(hand.on)} is not a part that a hand can hold"
        parts = f": write 'right' or 'left', and one of {', '.join(PARTS)}"
        hint = did_you_mean(hand.on, HELD_PARTS) or parts
        place: Place = data[key].value_places["on"]
        yield Problem(*place, message + hint)


def _motion_problems(motion: MotionSpec, data: Mapping) -> Iterator[Problem]:
    place = data.key_places["motion"]
    stops, count = STANCES_OF_MOTION.get(motion.over), len(motion.through)
    fits = {None: count == 0, "4": count == 4}.get(stops, count >= 2)
    if motion.over == "circle" and motion.knees is None:
        yield Problem(*place, "a circle needs 'knees': how far they go along and across, in metres")
    elif motion.over != "circle" and motion.knees is not None:
        yield Problem(*place, f"'knees' goes with a circle: over a {motion.over} write 'through'")
    elif not fits:
        needed = f"needs {stops} stances in 'through', not" if stops else "needs no 'through' of"
        yield Problem(*place, f"a motion over a {motion.over} {needed} {count}")
    elif motion.drop and motion.over != "time":
        yield Problem(*place, f"'drop' goes with a motion over a time, not over a {motion.over}")


def _done_problems(one: DoneSpec, items: Items, number: int) -> Iterator[Problem]:
    if (one.pull is None) == (one.press is None):
        message = "an item of 'does' needs either 'pull' or 'press', and not both"
        yield Problem(*items.item_places[number], message)
    written: Mapping = items[number]
    for key in ("pull", "press", "toward"):
        known = (*AIMS, *PLACES) if key == "toward" else PLACES
        if (word := getattr(one, key)) is not None and word not in known:
            yield _no_place(word, known, written.value_places[key])


def _no_place(word: str, known: Collection[str], place: Place) -> Problem:
    bare = dict.fromkeys(part.split()[-1] for part in known)
    parts = f": the parts are {', '.join(bare)}; of two, write 'right' or 'left' before it"
    hint = did_you_mean(word, known) or parts
    return Problem(*place, f"{excerpt(word)} is not a part of the body{hint}")


def unknown_stance(name: str, known: Collection[str]) -> str:
    """Return the message for a `name` that is none of the `known` stances."""
    hint = did_you_mean(name, known) or ": 'supine figure --list' lists them all"
    return f"there is no stance {excerpt(name)}{hint}"
