"""The stances included in the program, read from `resources/stances` when they are needed."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cache, reduce
from math import radians
from typing import Any, NamedTuple

from msgspec import Struct, structs

from supine.core.problem import Problem, Unreadable
from supine.core.validation import validate
from supine.core.yaml_document import Mapping, Place, parse, read_text
from supine.figure.camera import View
from supine.figure.checks import is_stance, missing_in, problems_of, unknown_stance
from supine.figure.limits import strains
from supine.figure.posture import (
    Anchor,
    ArmPosture,
    HandShape,
    LegPosture,
    Pelvis,
    Posture,
    Trunk,
)
from supine.figure.proportions import SHIN, THIGH
from supine.figure.scene import Prop, PropKind
from supine.figure.solver import hips_of
from supine.figure.stance import (
    HandSpec,
    LegSpec,
    MotionSpec,
    PelvisSpec,
    PropSpec,
    StanceFile,
    TrunkSpec,
    ViewSpec,
)
from supine.figure.vectors import Vector, add, distance, scale, sub, unit
from supine.resources import resource

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

NOT_INHERITED = ("way", "out", "motion", "cushion", "props")
"""The keys that `like` does not give."""

CLOSED = 60.0
"""From this curl, in degrees, a hand at a place is a fist."""


@dataclass(frozen=True, eq=False)
class Stance:
    """A stance that can be drawn."""

    name: str
    file: StanceFile
    """The content of its file, merged with the stance in `like`."""
    posture: Posture
    view: View

    @property
    def motion(self) -> MotionSpec | None:
        """The motion of a hold, or None if only the breath moves the body."""
        return self.file.motion


class StanceSource(NamedTuple):
    """The content of one stance file without its `like`, and its parsed text for places."""

    file: StanceFile
    data: Mapping


@cache
def stance(name: str) -> Stance:
    """Return the stance called `name`; raises `Unreadable` if its file has problems."""
    return _build(name, _load(name))


def read_stance(name: str, text: str) -> Stance:
    """Return the stance called `name` from the `text` of its file.

    Raises `Unreadable` with all problems of the first kind found: of syntax, of content, or of what
    a body can do.
    """
    return _build(name, _parse(name, text))


def _build(name: str, own: StanceSource) -> Stance:
    file = _merge_chain(name, own)
    posture = posture_of(file)
    _raise_if_any(name, _strain_problems(posture, own.data))
    view = file.view or ViewSpec()
    return Stance(name, file, posture, View(radians(view.turn), radians(view.rise)))


def _strain_problems(posture: Posture, data: Mapping) -> Iterator[Problem]:
    """Yield a problem for everything in `posture` that a body cannot do."""
    for one in strains(posture):
        yield Problem(*_place(data, one.limb), one.words)


def _place(data: Mapping, key: str) -> Place:
    """Return the place of `key`; if it comes from the stance in `like`, the place of `like`."""
    return data.key_places.get(key) or data.key_places.get("like", data.place)


def _raise_if_any(name: str, problems: Iterable[Problem]) -> None:
    if found := [structs.replace(one, message=f"{name}: {one.message}") for one in problems]:
        raise Unreadable(found)


def _merge_chain(name: str, own: StanceSource) -> StanceFile:
    """Return the file in `own`, merged with the stance in its `like`, and so on."""
    whole = reduce(_merged, reversed(list(_files_in_chain(name, own))))
    _raise_if_any(name, missing_in(whole, own.data))
    return whole


def _files_in_chain(name: str, own: StanceSource) -> Iterator[StanceFile]:
    file, seen = own.file, [name]
    yield file
    while (base := file.like) is not None:
        if base in seen:
            message = f"'like' goes in a circle: {', '.join([*seen, base])}"
            _raise_if_any(name, [Problem(*own.data.value_places["like"], message)])
        seen.append(base)
        file = _load(base).file
        yield file


def _merged(base: StanceFile, own: StanceFile) -> StanceFile:
    found = _given_values(own)
    for key in ("pelvis", "trunk"):
        if key in found and getattr(base, key) is not None:
            found[key] = structs.replace(getattr(base, key), **_given_values(found[key]))
    alone = {key: getattr(own, key) for key in NOT_INHERITED}
    return structs.replace(base, **{**found, **alone})


def _given_values(spec: Struct) -> dict[str, Any]:
    return {key: value for key, value in structs.asdict(spec).items() if value is not None}


@cache
def _load(name: str) -> StanceSource:
    if not is_stance(name):
        raise Unreadable([Problem(1, 1, unknown_stance(name))])
    return _parse(name, read_text(resource("stances", f"{name}.yaml")))


def _parse(name: str, text: str) -> StanceSource:
    data, problems = parse(text)
    file, mismatches = validate(data, StanceFile)
    _raise_if_any(name, [*problems, *mismatches])
    assert file is not None, "a file with problems is refused above"
    _raise_if_any(name, problems_of(file, data))
    return StanceSource(file, data)


def posture_of(file: StanceFile, shift: tuple[float, float] = (0.0, 0.0)) -> Posture:
    """Return the posture of a merged `file`; `shift` moves the knees along and across in metres."""
    pelvis = _pelvis(file.pelvis or PelvisSpec())
    right_hip, left_hip = hips_of(pelvis)
    assert file.right_leg is not None
    assert file.left_leg is not None
    assert file.right_hand is not None
    assert file.left_hand is not None
    return Posture(
        pelvis,
        _trunk(file.trunk or TrunkSpec()),
        _leg(file.right_leg, right_hip, shift),
        _leg(file.left_leg, left_hip, shift),
        _arm(file.right_hand, file.left_hand, 1.0),
        _arm(file.left_hand, file.right_hand, -1.0),
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
    shape = HandShape(spec.shape) if spec.shape else _shape(spec, other)
    anchor = Anchor(spec.on or "", _vector(spec.at), PALMS[spec.palm], shape)
    elbow = _vector(spec.elbow, (0.2, side, 0.1))
    straight = 1.0 if spec.straight else 0.0
    return ArmPosture(((1.0, anchor),), unit(elbow), radians(spec.curl), straight)


def props_of(file: StanceFile) -> tuple[Prop, ...]:
    """Return the things round the body that a merged `file` names."""
    specs = list(file.props or ())
    if file.cushion is not None:
        specs.append(PropSpec("cushion", file.cushion))
    return tuple(Prop(PropKind(spec.what), _vector(spec.at), radians(spec.turn)) for spec in specs)


def _shape(spec: HandSpec, other: HandSpec) -> HandShape:
    """Return the shape of a hand whose file does not name one."""
    if spec.on is not None:
        if spec.on == other.on:
            return HandShape.CLASP
        return HandShape.CREASE if spec.on.endswith("hip crease") else HandShape.GRIP
    if spec.curl >= CLOSED:
        return HandShape.FIST
    return HandShape.FLAT if spec.palm == "down" else HandShape.RELAXED


def _vector(triple: list[float] | None, otherwise: Vector = (0.0, 0.0, 0.0)) -> Vector:
    return otherwise if triple is None else (triple[0], triple[1], triple[2])
