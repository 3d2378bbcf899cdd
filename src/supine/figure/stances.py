"""The stances that come with the program, read from `resources/stances` when they are needed."""

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
from supine.figure.checks import gaps_in, is_stance, no_stance, problems_of
from supine.figure.limits import strains
from supine.figure.posture import Anchor, ArmPosture, LegPosture, Pelvis, Posture, Trunk
from supine.figure.proportions import SHIN, THIGH
from supine.figure.solver import hips_of
from supine.figure.stance import (
    HandSpec,
    LegSpec,
    MotionSpec,
    PelvisSpec,
    StanceFile,
    TrunkSpec,
    ViewSpec,
)
from supine.figure.vectors import Vector, add, scale, sub, unit
from supine.resources import resource

POINTED = {"square": 0.0, "flat": 0.0, "soft": radians(32.0), "pointed": radians(62.0)}
"""How far a foot is pointed, in radians from square to the shin."""

PALMS: dict[str, Vector] = {
    "down": (0.0, 0.0, -1.0),
    "up": (0.0, 0.0, 1.0),
    "feet": (1.0, 0.0, 0.0),
    "head": (-1.0, 0.0, 0.0),
    "right": (0.0, 1.0, 0.0),
    "left": (0.0, -1.0, 0.0),
}


@dataclass(frozen=True, eq=False)
class Stance:
    """A stance, ready to be drawn."""

    name: str
    title: str
    file: StanceFile
    """What its file says, completed by what it is like."""
    posture: Posture
    view: View

    @property
    def motion(self) -> MotionSpec | None:
        """What moves in a hold."""
        return self.file.motion

    @property
    def works(self) -> tuple[str, ...]:
        """The limbs that are shown in the side's colour."""
        return tuple(self.file.works or ())


class Written(NamedTuple):
    """What one file says by itself, and where."""

    file: StanceFile
    data: Mapping


@cache
def stance(name: str) -> Stance:
    """Return the stance called `name`; raises `Unreadable` when its file is not right."""
    return _made(name, _written(name))


def read_stance(name: str, text: str) -> Stance:
    """Return the stance called `name` that `text` describes.

    Raises `Unreadable` with every problem of one kind: of form, of names, of what a body can do.
    """
    return _made(name, _fitted(name, text))


def _made(name: str, own: Written) -> Stance:
    file = _complete(name, own)
    posture = posture_of(file)
    _refuse(name, _beyond(posture, own.data))
    return Stance(name, file.title, file, posture, _view(file.view or ViewSpec()))


def _beyond(posture: Posture, data: Mapping) -> Iterator[Problem]:
    """Yield what a body cannot do."""
    for one in strains(posture):
        yield Problem(*_place(data, one.limb), one.words)


def _place(data: Mapping, key: str) -> Place:
    """Return where `key` is written; where the whole is, when it comes from what it is like."""
    return data.key_places.get(key) or data.key_places.get("like", data.place)


def _refuse(name: str, problems: Iterable[Problem]) -> None:
    if found := [structs.replace(one, message=f"{name}: {one.message}") for one in problems]:
        raise Unreadable(found)


def _complete(name: str, own: Written) -> StanceFile:
    """Return what `own` says, over what it is like, over what that is like."""
    whole = reduce(_over, reversed(list(_line(name, own))))
    _refuse(name, gaps_in(whole, own.data))
    return whole


def _line(name: str, own: Written) -> Iterator[StanceFile]:
    file, seen = own.file, [name]
    yield file
    while (base := file.like) is not None:
        if base in seen:
            message = f"'like' goes in a circle: {', '.join([*seen, base])}"
            _refuse(name, [Problem(*own.data.value_places["like"], message)])
        seen.append(base)
        file = _written(base).file
        yield file


def _over(base: StanceFile, own: StanceFile) -> StanceFile:
    found = _said(own)
    for key in ("pelvis", "trunk"):
        if key in found and getattr(base, key) is not None:
            found[key] = structs.replace(getattr(base, key), **_said(found[key]))
    alone = {"way": own.way, "out": own.out, "motion": own.motion, "cushion": own.cushion}
    return structs.replace(base, **{**found, **alone})


def _said(spec: Struct) -> dict[str, Any]:
    return {key: value for key, value in structs.asdict(spec).items() if value is not None}


@cache
def _written(name: str) -> Written:
    if not is_stance(name):
        raise Unreadable([Problem(1, 1, no_stance(name))])
    return _fitted(name, read_text(resource("stances", f"{name}.yaml")))


def _fitted(name: str, text: str) -> Written:
    data, problems = parse(text)
    file, misfits = validate(data, StanceFile)
    _refuse(name, [*problems, *misfits])
    assert file is not None, "what does not fit is refused"
    _refuse(name, problems_of(file, data))
    return Written(file, data)


def _view(spec: ViewSpec) -> View:
    return View(radians(spec.turn), radians(spec.rise))


def posture_of(file: StanceFile, shift: tuple[float, float] = (0.0, 0.0)) -> Posture:
    """Return the posture that a complete `file` describes, its knees carried along and across."""
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
        _arm(file.right_hand, 1.0),
        _arm(file.left_hand, -1.0),
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
    return LegPosture(ankle, unit(toward), POINTED[spec.foot], radians(spec.turn), flat)


def _arm(spec: HandSpec, side: float) -> ArmPosture:
    anchor = Anchor(spec.on or "", _vector(spec.at, (0.0, 0.0, 0.0)), PALMS[spec.palm])
    elbow = _vector(spec.elbow, (0.2, side, 0.1))
    return ArmPosture(((1.0, anchor),), unit(elbow), radians(spec.curl))


def _vector(triple: list[float] | None, otherwise: Vector = (0.0, 0.0, 0.0)) -> Vector:
    return otherwise if triple is None else (triple[0], triple[1], triple[2])
