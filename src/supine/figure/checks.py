"""Checks on the content of a stance file: names, parts, and keys that exclude each other."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from itertools import islice
from typing import Protocol, get_args

from msgspec import structs

from supine.core.problem import Problem, did_you_mean, excerpt, hinted
from supine.core.yaml_document import Mapping, Place
from supine.figure.grip import PARTS
from supine.figure.places import FELT, FELT_IN_MIDDLE, FELT_ON_SIDES, PLACES
from supine.figure.stance import (
    ALTERNATIVES,
    DoneSpec,
    HandSpec,
    LegSpec,
    MotionSpec,
    Palm,
    PelvisSpec,
    StanceFile,
)
from supine.language import number, translate
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


def problems_of(name: str, file: StanceFile, data: Mapping) -> Iterator[Problem]:
    """Yield the problems of the stance called `name`, before it is merged with that in its `like`.

    `data` is the parsed text of its `file`, which gives the places.
    """
    yield from _start_problems(name, file, data)
    if file.goes_from == name:
        yield _itself(data.value_places["goes_from"])
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
    for place, one in enumerate(file.does or ()):
        yield from _done_problems(one, data["does"].item_places[place], data["does"][place])
    yield from _felt_problems(file, data)
    yield from _words_problems(file, data)
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
    yield from starts_in(file, data)
    if file.goes_from is not None:
        yield file.goes_from, data.value_places["goes_from"]
    through = data["motion"].get("through") if file.motion is not None else None
    stops = [stop for key in ("way", "out") if getattr(file, key) for stop in data[key]]
    for names in [*stops, *([through] if through else [])]:
        yield from zip(names, names.item_places, strict=True)


def starts_in(file: StanceFile, data: Mapping) -> Iterator[tuple[str, Place]]:
    """Yield the stances that the one in `file` is taken up from, with their places in `data`."""
    if isinstance(file.taken_from, str):
        yield file.taken_from, data.value_places["from"]
    else:
        yield from zip(file.starts, data["from"].item_places if file.starts else (), strict=True)


def _start_problems(name: str, file: StanceFile, data: Mapping) -> Iterator[Problem]:
    """Yield a problem for each start of the stance called `name` that leads nowhere."""
    seen: set[str] = set()
    for start, place in starts_in(file, data):
        if start == name:
            yield _itself(place)
        elif start in seen:
            message = translate(
                "Check", "{stance} is named twice: name what comes between it and the pose"
            )
            yield Problem(*place, message.format(stance=excerpt(start)))
        seen.add(start)


def _itself(place: Place) -> Problem:
    message = translate("Check", "nobody comes into a pose from itself: name another stance")
    return Problem(*place, message)


def missing_in(whole: StanceFile, data: Mapping) -> Iterator[Problem]:
    """Yield a problem for everything that is missing in `whole`, the merged stance."""
    missing = [key for key in LIMBS if getattr(whole, key) is None]
    if len(missing) == len(LIMBS):
        message = translate(
            "Check", "'like' is missing: name the stance that it is like, such as 'like: start'"
        )
        yield Problem(*data.place, message)
        return
    for key in missing:
        message = translate(
            "Check", "'{key}' is missing: write it, or 'like:' and a stance that has it"
        )
        yield Problem(*data.place, message.format(key=key))
    if whole.pelvis is None or whole.pelvis.at is None:
        yield from _placed_words(data)
    legs = (whole.right_leg, whole.left_leg)
    circles = whole.motion is not None and whole.motion.over == "circle"
    if circles and any(leg is not None and leg.knee is None for leg in legs):
        message = translate(
            "Check", "a circle carries the knees: write both legs with 'knee' and 'shin'"
        )
        yield Problem(*data.key_places["motion"], message)


def _pelvis_problems(pelvis: PelvisSpec, data: Mapping) -> Iterator[Problem]:
    """Yield a problem for each word that only a body on its back has, beside `at`."""
    if pelvis.at is not None:
        for key in ("aside", "lift", "tilt"):
            if getattr(pelvis, key) is not None:
                message = translate(
                    "Check", "'{key}' is for a body on its back: with 'at' write 'lean' and 'roll'"
                )
                place: Place = data["pelvis"].key_places[key]
                yield Problem(*place, message.format(key=key))


def _placed_words(data: Mapping) -> Iterator[Problem]:
    """Yield a problem for each word that only a body off its back has."""
    for part, keys in PLACED.items():
        written = data.get(part)
        if isinstance(written, Mapping):
            for key in (one for one in keys if one in written):
                place: Place = written.key_places[key]
                message = translate(
                    "Check", "'{key}' is for a body off its back: write 'at' in 'pelvis' too"
                )
                yield Problem(*place, message.format(key=key))


def _leg_problems(leg: LegSpec, key: str, data: Mapping) -> Iterator[Problem]:
    place = data.key_places[key]
    if (leg.ankle is None) == (leg.knee is None):
        message = translate("Check", "'{key}' needs either 'ankle' or 'knee', and not both")
        yield Problem(*place, message.format(key=key))
    elif leg.knee is None and leg.shin is not None:
        message = translate("Check", "'shin' goes with 'knee': with 'ankle' write 'knee_toward'")
        yield Problem(*place, message)
    elif leg.ankle is None and leg.knee_toward is not None:
        message = translate("Check", "'knee_toward' goes with 'ankle': with 'knee' write 'shin'")
        yield Problem(*place, message)
    elif leg.ankle is not None and leg.ankle[2] < 0.0:
        message = translate(
            "Check",
            "this ankle lies below the mat: its third number is the height, 0.066 for one that "
            "lies on it",
        )
        below: Place = data[key].value_places["ankle"]
        yield Problem(*below, message)


def _hand_problems(hand: HandSpec, key: str, data: Mapping) -> Iterator[Problem]:
    if (hand.on is None) == (hand.at is None):
        message = translate("Check", "'{key}' needs either 'on' or 'at', and not both")
        yield Problem(*data.key_places[key], message.format(key=key))
    if hand.at is not None and hand.at[2] < 0.0:
        message = translate(
            "Check",
            "this hand lies below the mat: its third number is the height, 0 for one that lies on "
            "it",
        )
        below: Place = data[key].value_places["at"]
        yield Problem(*below, message)
    if hand.on is not None and hand.on not in HELD_PARTS:
        message = translate("Check", "{word} is not a part that a hand can hold")
        parts = translate("Check", "write 'right' or 'left', and one of {words}")
        near = _with_side(hand.on, HELD_PARTS) or did_you_mean(hand.on, HELD_PARTS)
        hint = near or parts.format(words=", ".join(PARTS))
        place: Place = data[key].value_places["on"]
        yield Problem(*place, hinted(message.format(word=excerpt(hand.on)), hint))


def _motion_problems(motion: MotionSpec, data: Mapping) -> Iterator[Problem]:
    place = data.key_places["motion"]
    stops, count = STANCES_OF_MOTION.get(motion.over), len(motion.through)
    fits = {None: count == 0, "4": count == 4}.get(stops, count >= 2)
    if motion.over == "circle" and motion.knees is None:
        message = translate(
            "Check", "a circle needs 'knees': how far they go along and across, in metres"
        )
        yield Problem(*place, message)
    elif motion.over != "circle" and motion.knees is not None:
        message = translate("Check", "'knees' goes with a circle: with '{over}' write 'through'")
        yield Problem(*place, message.format(over=f"over: {motion.over}"))
    elif not fits:
        message = {
            None: translate("Check", "'{over}' needs no 'through' of {count}", "how many stances"),
            "4": translate("Check", "'{over}' needs 4 stances in 'through', not {count}"),
        }.get(
            stops, translate("Check", "'{over}' needs 2 or more stances in 'through', not {count}")
        )
        yield Problem(*place, message.format(over=f"over: {motion.over}", count=number(count)))
    elif motion.drop and motion.over != "time":
        message = translate("Check", "'drop' goes with 'over: time', not with '{over}'")
        yield Problem(*place, message.format(over=f"over: {motion.over}"))


def _done_problems(one: DoneSpec, place: Place, written: Mapping) -> Iterator[Problem]:
    if (one.pull is None) == (one.press is None):
        message = translate(
            "Check", "an item of 'does' needs either 'pull' or 'press', and not both"
        )
        yield Problem(*place, message)
    for key in ("pull", "press", "toward"):
        known = (*AIMS, *PLACES) if key == "toward" else PLACES
        if (word := getattr(one, key)) is not None and word not in known:
            yield _no_place(word, known, written.value_places[key])


def _felt_problems(file: StanceFile, data: Mapping) -> Iterator[Problem]:
    for place, one in enumerate(file.felt or ()):
        words = {key: word for key, word in structs.asdict(one).items() if word is not None}
        if len(words) != 1:
            message = translate(
                "Check",
                "an item of 'felt' needs one of 'stretch', 'work' and 'pressure', and no other",
            )
            here: Place = data["felt"].item_places[place]
            yield Problem(*here, message)
        for key, word in words.items():
            if word not in FELT:
                at: Place = data["felt"][place].value_places[key]
                yield _nowhere_felt(word, at)


def _nowhere_felt(word: str, place: Place) -> Problem:
    message = translate("Check", "{word} is not a place in which a pose is felt")
    parts = translate(
        "Check", "the places are {middle} and, with 'right' or 'left' before it, {words}"
    ).format(middle=", ".join(FELT_IN_MIDDLE), words=", ".join(FELT_ON_SIDES))
    hint = _with_side(word, FELT) or did_you_mean(word, FELT) or parts
    return Problem(*place, hinted(message.format(word=excerpt(word)), hint))


def _words_problems(file: StanceFile, data: Mapping) -> Iterator[Problem]:
    """Yield a problem for each text with braces that do not hold words for both sides."""
    texts: list[tuple[str, Place]] = []
    for key, value in structs.asdict(file.words).items() if file.words is not None else ():
        if isinstance(value, list):
            texts += zip(value, data["words"][key].item_places, strict=True)
        elif value is not None:
            texts.append((value, data["words"].value_places[key]))
    for text, place in texts:
        if {"{", "}"} & {*ALTERNATIVES.sub("", text)}:
            message = translate(
                "Check",
                "braces hold what is said of the right side and of the left, as in {example}",
            ).format(example="'{right|left}'")
            yield Problem(*place, message)


def _no_place(word: str, known: Collection[str], place: Place) -> Problem:
    message = translate("Check", "{word} is not a part of the body")
    bare = dict.fromkeys(part.split()[-1] for part in known)
    parts = translate("Check", "the parts are {words}; of two, write 'right' or 'left' before it")
    near = _with_side(word, known) or did_you_mean(word, known)
    hint = near or parts.format(words=", ".join(bare))
    return Problem(*place, hinted(message.format(word=excerpt(word)), hint))


def _with_side(word: str, known: Collection[str]) -> str:
    """Return what to write for a part of which there are two, such as "knee", or nothing."""
    if f"right {word}" not in known:
        return ""
    return translate("Check", "write 'right {part}' or 'left {part}'").format(part=word)


def unknown_stance(name: str, known: Collection[str]) -> str:
    """Return the message for a `name` that is none of the `known` stances."""
    hint = did_you_mean(name, known) or translate("Check", "'supine figure --list' lists them all")
    message = translate("Check", "there is no stance {name}").format(name=excerpt(name))
    return hinted(message, hint)
