"""What is wrong with a stance file beyond its form: names, parts, and what excludes what."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from supine.core.problem import Problem, did_you_mean, excerpt
from supine.core.yaml_document import Items, Mapping, Place
from supine.figure.grip import PARTS
from supine.figure.stance import HandSpec, LegSpec, MotionSpec, StanceFile
from supine.resources import resource, stance_names

LIMBS = ("right_leg", "left_leg", "right_hand", "left_hand")

STOPS = {"breath": 2, "time": 2, "cycle": 4}
"""How many stances a motion goes through."""

HOLDS = tuple(f"{side} {part}" for side in ("right", "left") for part in PARTS)


def is_stance(name: str) -> bool:
    """Return whether there is a file for the stance called `name`."""
    try:
        return resource("stances", f"{name}.yaml").is_file()
    except (OSError, ValueError):
        # longer than any name of a file, or leading elsewhere
        return False


def problems_of(file: StanceFile, data: Mapping) -> Iterator[Problem]:
    """Yield what is wrong with `file` as it is written in `data`, before it is completed."""
    if file.like is not None and not is_stance(file.like):
        yield _unknown(file.like, data.value_places["like"])
    for key in ("right_leg", "left_leg"):
        if (leg := getattr(file, key)) is not None:
            yield from _leg(leg, key, data)
    for key in ("right_hand", "left_hand"):
        if (hand := getattr(file, key)) is not None:
            yield from _hand(hand, key, data)
    for key in ("way", "out"):
        for stop in data.get(key) or ():
            yield from _names(stop)
    if file.motion is not None:
        yield from _motion(file.motion, data)


def gaps_in(whole: StanceFile, data: Mapping) -> Iterator[Problem]:
    """Yield what the completed stance, `whole`, still lacks."""
    for key in LIMBS:
        if getattr(whole, key) is None:
            message = f"'{key}' is missing: write it, or 'like:' and a stance that has it"
            yield Problem(*data.place, message)
    legs = (whole.right_leg, whole.left_leg)
    circles = whole.motion is not None and whole.motion.over == "circle"
    if circles and any(leg is not None and leg.knee is None for leg in legs):
        message = "a circle carries the knees: write both legs with 'knee' and 'shin'"
        yield Problem(*data.key_places["motion"], message)


def _leg(leg: LegSpec, key: str, data: Mapping) -> Iterator[Problem]:
    place = data.key_places[key]
    if (leg.ankle is None) == (leg.knee is None):
        yield Problem(*place, f"'{key}' needs either 'ankle' or 'knee', and not both")
    elif leg.knee is None and leg.shin is not None:
        yield Problem(*place, "'shin' goes with 'knee': with 'ankle' write 'knee_toward'")
    elif leg.ankle is None and leg.knee_toward is not None:
        yield Problem(*place, "'knee_toward' goes with 'ankle': with 'knee' write 'shin'")


def _hand(hand: HandSpec, key: str, data: Mapping) -> Iterator[Problem]:
    if (hand.on is None) == (hand.at is None):
        yield Problem(*data.key_places[key], f"'{key}' needs either 'on' or 'at', and not both")
    if hand.on is not None and hand.on not in HOLDS:
        message = f"{excerpt(hand.on)} is no part that a hand can hold"
        hint = did_you_mean(hand.on, HOLDS) or f": there are {', '.join(HOLDS)}"
        place: Place = data[key].value_places["on"]
        yield Problem(*place, message + hint)


def _motion(motion: MotionSpec, data: Mapping) -> Iterator[Problem]:
    place = data.key_places["motion"]
    written: Mapping = data["motion"]
    stops = STOPS.get(motion.over, 0)
    if motion.over == "circle" and motion.knees is None:
        yield Problem(*place, "a circle needs 'knees': how far they go along and across, in metres")
    elif motion.over != "circle" and motion.knees is not None:
        yield Problem(*place, f"'knees' goes with a circle: over a {motion.over} write 'through'")
    elif len(motion.through) != stops:
        needed = f"needs {stops} stances in 'through', not" if stops else "needs no 'through' of"
        yield Problem(*place, f"a motion over a {motion.over} {needed} {len(motion.through)}")
    yield from _names(written.get("through") or Items(place, flow=True))


def _names(names: Items) -> Iterable[Problem]:
    placed = zip(names, names.item_places, strict=True)
    return [_unknown(name, place) for name, place in placed if not is_stance(name)]


def _unknown(name: str, place: Place) -> Problem:
    return Problem(*place, no_stance(name))


def no_stance(name: str) -> str:
    """Return the sentence for a name that no stance has."""
    message = f"there is no stance {excerpt(name)}"
    return message + did_you_mean(name, stance_names())
