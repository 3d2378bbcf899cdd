"""The stances of the program, from `resources/stances`, and those that a sequence brings along."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from functools import lru_cache, partial, reduce
from math import radians
from typing import Any

from msgspec import Struct, json, structs

from supine.core.problem import Problem, Unreadable, excerpt
from supine.core.sequence import NAME_LIMIT, Side
from supine.core.validation import validate, with_stand_ins
from supine.core.yaml_document import MAX_PROBLEMS, Mapping, Place, parse, read_text
from supine.figure.camera import View
from supine.figure.checks import (
    is_stance,
    missing_in,
    problems_of,
    starts_in,
    unknown_names,
    unknown_stance,
)
from supine.figure.grip import spot_of
from supine.figure.joints import HandShape
from supine.figure.limits import strains
from supine.figure.posture import (
    Anchor,
    ArmPosture,
    LegPosture,
    Posture,
    axial_of,
)
from supine.figure.proportions import SHIN, THIGH
from supine.figure.scene import Prop, PropKind
from supine.figure.stance import (
    ALTERNATIVES,
    HandSpec,
    LegSpec,
    MotionSpec,
    PelvisSpec,
    StanceFile,
    TrunkSpec,
    ViewSpec,
    WordsSpec,
)
from supine.figure.torso import Pelvis, Torso, Trunk, torso_at
from supine.figure.vectors import Vector, add, distance, scale, sub, unit
from supine.language import translate, translated
from supine.resources import resource, stance_names

POINTED = {"square": 0.0, "flat": 0.0, "soft": radians(32.0), "pointed": radians(62.0)}
"""How far a foot is pointed, in radians; 0 is at a right angle to the shin."""

STRAIGHT = 0.98
"""From this share of its length, a leg counts as straight: its knee is bent by less than 23°."""

PALMS: dict[str, Vector] = {
    "down": (0.0, 0.0, -1.0),
    "up": (0.0, 0.0, 1.0),
    "feet": (1.0, 0.0, 0.0),
    "head": (-1.0, 0.0, 0.0),
    "right": (0.0, 1.0, 0.0),
    "left": (0.0, -1.0, 0.0),
}
"""The direction in which a palm faces."""

MOST_OWN = 100
"""The most stances that a sequence may bring along: ten poses with their ways need forty."""

NOT_INHERITED = (
    "way", "out", "motion", "does", "props", "closer", "taken_from", "from_view", "goes_from",
    "words",
)  # fmt: skip
"""The keys that `like` does not give."""


def _of_side(found: re.Match[str], *, side: Side) -> str:
    return found[1] if side == "right" else found[2]


@dataclass(frozen=True, eq=False)
class Stance:
    """A stance that can be drawn."""

    name: str
    file: StanceFile
    """The content of its file, merged with the stance in `like`."""
    posture: Posture
    view: View
    stances: Stances
    """Those that the names in its file mean."""

    @property
    def title(self) -> str:
        """What it is called: one of the program's in the language of the interface."""
        own = self.stances is not SHIPPED
        return self.file.title if own else translated("Stance", self.file.title)

    @property
    def words(self) -> WordsSpec:
        """What stands below its picture in its author's words."""
        return self.file.words or WordsSpec()

    def told(self, text: str, side: Side) -> str:
        """Return one of its `words` for `side`, the program's in the language of the interface."""
        own = self.stances is not SHIPPED
        of_side = partial(_of_side, side=side)
        return ALTERNATIVES.sub(of_side, text if own else translated("Stance", text))

    @property
    def motion(self) -> MotionSpec | None:
        """The motion of a hold, or None if only the breath moves the body."""
        return self.file.motion


@dataclass(frozen=True, eq=False)
class StanceSource:
    """What is written in one stance, without the stance in its `like`."""

    name: str
    file: StanceFile
    data: Mapping
    """The parsed text, for places."""
    stances: Stances
    """Those that its names mean."""
    unknown: tuple[Problem, ...]
    """For names in its motion and its ways that mean no stance: its posture may be good."""


class Stances:
    """Stances by name: those that a sequence brings along come before the program's.

    A name in a stance of the program always means another one of the program: a sequence changes
    none of those, and leaves nothing behind for the next sequence.
    """

    def __init__(self, own: dict[str, Any]) -> None:
        """Let `own` be those that are brought along, each as plain values or as a parsed text."""
        self._own = own
        self._sources: dict[str, StanceSource] = {}
        self._built: dict[str, Stance] = {}

    def __contains__(self, name: str) -> bool:
        return name in self._own or is_stance(name)

    def __getitem__(self, name: str) -> Stance:
        """Return the stance called `name`; raises `Unreadable` with all its problems."""
        if self is not SHIPPED and name not in self._own:
            return SHIPPED[name]
        if name not in self._built:
            self._built[name] = _build(self.source(name))
        return self._built[name]

    def source(self, name: str) -> StanceSource:
        """Return what is written in the stance called `name`; raises `Unreadable`."""
        if self is not SHIPPED and name not in self._own:
            return SHIPPED.source(name)
        if name not in self._sources:
            self._sources[name] = _source(name, self._value(name), self)
        return self._sources[name]

    def names(self) -> list[str]:
        """Return the names of all that can be drawn, those that are brought along first."""
        return list(dict.fromkeys([*self._own, *stance_names()]))

    def circles_of(self, source: StanceSource) -> Iterator[Problem]:
        """Yield a problem for each start in `source` that is itself taken up from `source`.

        Only stances that are brought along can be in such a circle with one of them: a test looks
        at the program's own.
        """
        for first, place in starts_in(source.file, source.data):
            way = self._way_back(first, source.name)
            if way and first != source.name:
                message = translate("Check", "'from' goes in a circle: {names}")
                yield Problem(*place, message.format(names=", ".join([source.name, *way])))

    def _way_back(self, first: str, goal: str) -> list[str]:
        """Return the names by which starts lead from `first` to `goal`; empty if none do."""
        ways, seen = [[first]], {first}
        while ways:
            way = ways.pop()
            if way[-1] == goal:
                return way
            for name in self._starts_of(way[-1]):
                if name not in seen:
                    seen.add(name)
                    ways.append([*way, name])
        return []

    def _starts_of(self, name: str) -> tuple[str, ...]:
        """Return the starts of a stance that is brought along, none of one that is not."""
        if name not in self._own:
            return ()
        try:
            return self.source(name).file.starts
        except Unreadable:
            # what is wrong in it is told with it
            return ()

    def _value(self, name: str) -> Any:
        if name not in self._own:
            if not is_stance(name):
                raise Unreadable([Problem(1, 1, unknown_stance(name, stance_names()))])
            data, problems = parse(read_text(resource("stances", f"{name}.yaml")))
        elif type(value := self._own[name]) is dict:
            # a value without places: JSON is YAML, and so it is read and checked as any other text
            data, problems = parse(json.encode(value).decode())
        else:
            return value
        _raise_if_any(name, problems)
        return data


SHIPPED = Stances({})
"""The program's own."""


def stance(name: str) -> Stance:
    """Return the program's stance called `name`; raises `Unreadable` if there is none."""
    return SHIPPED[name]


def stances_of(own: dict[str, Any]) -> Stances:
    """Return the stances of a practice whose sequence brings `own` along.

    Equal values have the same stances, so that their pictures need not be drawn again.
    """
    return _stances_of(json.encode(own)) if own else SHIPPED


@lru_cache(maxsize=8)
def _stances_of(own: bytes) -> Stances:
    return Stances(json.decode(own))


def draft(name: str, text: str) -> Stances:
    """Return the program's stances, and one called `name` whose file has `text`.

    Raises `Unreadable` if the text cannot be read, or is none of a stance.
    """
    data, problems = parse(text)
    if isinstance(data, Mapping) and "steps" in data:
        own = data.get("stances")
        names = [excerpt(one) for one in (own if isinstance(own, Mapping) else ())]
        message = (
            translate(
                "Check",
                "this is a sequence: name one of its stances, {names}, and the file after '--in'",
            )
            if names
            else translate("Check", "this is a sequence, and it brings no stances along")
        )
        raise Unreadable([Problem(1, 1, message.format(names=", ".join(names)))])
    if problems:
        _raise_if_any(name, [*problems, *validate(data, StanceFile)[1]])
    return Stances({name: data})


def stances_in(text: str) -> Stances:
    """Return the stances that the sequence in `text` brings along, and the program's.

    Nothing else of it is checked. Raises `Unreadable` if the text cannot be read.
    """
    data, problems = parse(text)
    if problems:
        raise Unreadable(problems)
    own = data.get("stances") if isinstance(data, Mapping) else None
    return Stances(own if isinstance(own, Mapping) else {})


def problems_in(own: Mapping) -> list[Problem]:
    """Return everything that is wrong in `own`, the stances that a sequence brings along."""
    if len(own) > MOST_OWN:
        message = translate(
            "Check",
            "there is %n stance here: {most} are enough for one sequence|there are %n stances "
            "here: {most} are enough for one sequence",
            "",
            len(own),
        )
        return [Problem(*own.place, message.format(most=MOST_OWN))]
    found: dict[Problem, None] = {}
    stances = Stances(own)
    for name, value in own.items():
        if len(found) >= MAX_PROBLEMS:
            break
        if not 0 < len(name) <= NAME_LIMIT:
            message = translate(
                "Check", "{name} is no name for a stance: give it 1 to {most} letters"
            ).format(name=excerpt(name), most=NAME_LIMIT)
            found[Problem(*own.key_places[name], message)] = None
        elif isinstance(value, Mapping):
            try:
                stances[name]
            except Unreadable as error:
                # one that is like another has its problems, too
                found |= dict.fromkeys(error.problems)
    return list(found)[:MAX_PROBLEMS]


def _build(source: StanceSource) -> Stance:
    file = reduce(_merged, reversed([one.file for one in _chain(source)]))
    missing = list(missing_in(file, source.data))
    posture = None if missing else posture_of(file)
    strained = _strain_problems(posture, source.data) if posture else ()
    circular = source.stances.circles_of(source)
    _raise_if_any(source.name, [*source.unknown, *missing, *circular, *strained])
    assert posture is not None, "one in which something is missing is refused above"
    view = file.view or ViewSpec()
    seen = View(radians(view.turn), radians(view.rise), mat=float(has_mat(file)))
    return Stance(source.name, file, posture, seen, source.stances)


def _strain_problems(posture: Posture, data: Mapping) -> Iterator[Problem]:
    """Yield a problem for everything in `posture` that a body cannot do."""
    for one in strains(posture):
        inherited = one.limb not in data.key_places and isinstance(data.get("like"), str)
        words = one.words
        if inherited:
            told = translate(
                "Check",
                "{problem} '{limb}' is as in '{stance}': write another here.",
                "{problem} is a sentence",
            )
            words = told.format(problem=words, limb=one.limb, stance=data["like"])
        yield Problem(*_place(data, one.limb), words)


def _place(data: Mapping, key: str) -> Place:
    """Return the place of `key`; if it comes from the stance in `like`, the place of `like`."""
    return data.key_places.get(key) or data.key_places.get("like", data.place)


def _raise_if_any(name: str, problems: Iterable[Problem]) -> None:
    if found := [structs.replace(one, message=f"{name}: {one.message}") for one in problems]:
        raise Unreadable(found)


def _chain(source: StanceSource) -> Iterator[StanceSource]:
    """Yield `source`, the one that it is like, and so on; raises `Unreadable` for a circle."""
    first, seen = source, [source]
    yield source
    while (base := source.file.like) is not None:
        # a stance that is brought along may be like the program's of the same name
        itself = base == source.name and is_stance(base)
        source = (SHIPPED if itself else source.stances).source(base)
        if any(source is one for one in seen):
            names = ", ".join([*(one.name for one in seen), base])
            message = translate("Check", "'like' goes in a circle: {names}").format(names=names)
            _raise_if_any(first.name, [Problem(*first.data.value_places["like"], message)])
        seen.append(source)
        yield source


def _merged(base: StanceFile, own: StanceFile) -> StanceFile:
    found = _given_values(own)
    for key in ("pelvis", "trunk"):
        if key in found and getattr(base, key) is not None:
            found[key] = structs.replace(getattr(base, key), **_given_values(found[key]))
    alone = {key: getattr(own, key) for key in NOT_INHERITED}
    return structs.replace(base, **{**found, **alone})


def _given_values(spec: Struct) -> dict[str, Any]:
    return {key: value for key, value in structs.asdict(spec).items() if value is not None}


def _source(name: str, data: Any, stances: Stances) -> StanceSource:
    """Return what `data`, a parsed text, says; raises `Unreadable` with all that is wrong in it."""
    file, misfits = validate(data, StanceFile)
    told = {one.line for one in misfits}
    found = file or (with_stand_ins(data, StanceFile) if isinstance(data, Mapping) else None)
    if found is None:
        _raise_if_any(name, misfits)
    assert found is not None, "what fits nowhere is refused above"
    wrong = [one for one in problems_of(name, found, data) if one.line not in told]
    unknown = tuple(unknown_names(found, data, stances))
    if file is None or wrong or (file.like is not None and file.like not in stances):
        _raise_if_any(name, [*misfits, *wrong, *unknown])
    return StanceSource(name, found, data, stances, unknown)


def posture_of(file: StanceFile, shift: tuple[float, float] = (0.0, 0.0)) -> Posture:
    """Return the posture of a merged `file`; `shift` moves the knees along and across in metres."""
    assert file.right_leg is not None
    assert file.left_leg is not None
    assert file.right_hand is not None
    assert file.left_hand is not None
    pelvis, trunk = file.pelvis or PelvisSpec(), file.trunk or TrunkSpec()
    posture = Posture(
        _pelvis(pelvis),
        _trunk(trunk),
        LegPosture((0.0, 0.0, 0.0)),
        LegPosture((0.0, 0.0, 0.0)),
        _arm(file.right_hand, file.left_hand, 1.0),
        _arm(file.left_hand, file.right_hand, -1.0),
        torso=_torso(pelvis, trunk),
    )
    right_hip, left_hip = axial_of(posture).hips
    return replace(
        posture,
        right_leg=_leg(file.right_leg, right_hip, shift),
        left_leg=_leg(file.left_leg, left_hip, shift),
    )


def _pelvis(spec: PelvisSpec) -> Pelvis:
    return Pelvis(
        spec.aside or 0.0, spec.lift or 0.0, radians(spec.tilt or 0.0), radians(spec.roll or 0.0)
    )


def _trunk(spec: TrunkSpec) -> Trunk:
    return Trunk(
        radians(spec.roll or 0.0),
        radians(spec.turn or 0.0),
        radians(spec.nod or 0.0),
        spec.block or 0.0,
        1.0 if spec.eyes == "closed" else 0.0,
        radians(spec.bend or 0.0),
    )


def _torso(pelvis: PelvisSpec, trunk: TrunkSpec) -> Torso | None:
    """Return the placed trunk, or None if the body lies on its back."""
    if pelvis.at is None:
        return None
    return torso_at(
        _vector(pelvis.at),
        (radians(pelvis.lean or 0.0), radians(pelvis.roll or 0.0), radians(pelvis.turn or 0.0)),
        (radians(trunk.bend or 0.0), radians(trunk.side or 0.0), radians(trunk.twist or 0.0)),
        (radians(trunk.turn or 0.0), radians(trunk.nod or 0.0), radians(trunk.tip or 0.0)),
    )


def _leg(spec: LegSpec, hip: Vector, shift: tuple[float, float]) -> LegPosture:
    toward = _vector(spec.knee_toward, (0.0, 0.0, 1.0))
    ankle = _vector(spec.ankle, (0.0, 0.0, 0.0))
    if spec.knee is not None:
        goal = add(_vector(spec.knee), (shift[0], shift[1], 0.0))
        knee = add(hip, unit(sub(goal, hip)), THIGH)
        ankle = add(knee, unit(_vector(spec.shin, (1.0, 0.0, 0.0))), SHIN)
        toward = sub(knee, scale(add(hip, ankle), 0.5))
    flat = 1.0 if spec.foot == "flat" else 0.0
    length = distance(hip, ankle)
    return LegPosture(
        ankle,
        unit(toward),
        POINTED[spec.foot],
        radians(spec.turn),
        flat,
        length if length > STRAIGHT * (THIGH + SHIN) else 0.0,
    )


def _arm(spec: HandSpec, other: HandSpec, side: float) -> ArmPosture:
    shape = HandShape(spec.shape) if spec.shape else _shape(spec, other, side)
    fingers = None if spec.fingers is None else unit(_vector(spec.fingers))
    anchor = Anchor(spec.on or "", _vector(spec.at), PALMS[spec.palm], shape, fingers)
    elbow = _vector(spec.elbow, (0.2, side, 0.1))
    return ArmPosture(((1.0, anchor),), unit(elbow), spec.straight)


def has_mat(file: StanceFile) -> bool:
    """Return whether a merged `file` has a mat: on a chair only if it says so."""
    return not has_chair(file) if file.mat is None else file.mat


def has_chair(file: StanceFile) -> bool:
    """Return whether a chair is among the things that a merged `file` names."""
    return any(prop.kind is PropKind.CHAIR for prop in props_of(file))


def props_of(file: StanceFile) -> tuple[Prop, ...]:
    """Return the things round the body that a merged `file` names."""
    return tuple(
        Prop(PropKind(spec.what), _vector(spec.at), radians(spec.turn), high=spec.high or 0.0)
        for spec in file.props or ()
    )


def _shape(spec: HandSpec, other: HandSpec, side: float) -> HandShape:
    """Return the shape of a hand whose file does not name one."""
    if spec.on is not None:
        if spec.on == other.on:
            # a stance is mostly seen from its own side
            return HandShape.OVER if side > 0.0 else HandShape.CLASP
        spot = spot_of(spec.on)
        return HandShape.GRIP if spot is None else spot.shape
    return HandShape.FLAT if spec.palm == "down" else HandShape.RELAXED


def _vector(triple: list[float] | None, otherwise: Vector = (0.0, 0.0, 0.0)) -> Vector:
    return otherwise if triple is None else (triple[0], triple[1], triple[2])
