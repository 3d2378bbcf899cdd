"""A stance in motion: what its body does at an instant of a hold."""

from __future__ import annotations

from dataclasses import replace
from functools import cache
from math import cos, pi, sin
from typing import NamedTuple

from msgspec import structs

from supine.core.breath import eased
from supine.core.moment import Moment
from supine.core.sequence import Side
from supine.figure.camera import View
from supine.figure.framing import framed
from supine.figure.posture import Posture, blend
from supine.figure.scene import Cushion, Scene, Strap, Tint, mirror_scene
from supine.figure.solving import solve
from supine.figure.stance import MotionSpec, PelvisSpec
from supine.figure.stances import Stance, posture_of, stance

PHASES = 8
"""Instants of a motion that are looked at to find a frame that holds all of it."""

DROP = 0.09
"""The part of a repetition in which the hips drop: gravity is quicker than muscles."""

INHALE = 0.4
"""The part of a breath that is its inhale, where a picture is asked for by a number alone."""


class Phase(NamedTuple):
    """An instant of a motion."""

    turn: float = 0.0
    """How much of the circle, the cycle or the repetition has passed, 0 to 1; backward below 0."""
    fullness: float = 0.0
    """How full the lungs are, 0 to 1."""


STILL = Phase()


def phase_of(moment: Moment) -> Phase:
    """Return the instant of the motion at `moment`."""
    step = moment.step
    if moment.breath is None:
        return STILL
    if step.unit == "circles":
        return Phase(moment.turn * (-1.0 if step.direction == "anticlockwise" else 1.0))
    if step.unit == "times":
        return Phase(moment.turn)
    if step.unit == "cycles":
        return Phase(_cycle_turn(moment), moment.fullness)
    return Phase(0.0, moment.fullness)


def phase_at(motion: MotionSpec | None, share: float) -> Phase:
    """Return the instant at which `share` (0 to 1) of a breath, circle or repetition has passed."""
    breath = share / INHALE if share < INHALE else (1.0 - share) / (1.0 - INHALE)
    if motion is None or motion.over == "breath":
        return Phase(0.0, eased(breath))
    return Phase(share)


def _cycle_turn(moment: Moment) -> float:
    """In the first half of a cycle down to one side and back, in the second to the other.

    A cycle is two breaths; the very first inhale finds the knees in the middle already.
    """
    breath = moment.breath
    assert breath is not None, "a cycle is made of breaths"
    second = breath.number % 2
    out = 1.0 if breath.phase == "hold-out" else breath.progress
    if breath.phase in ("out", "hold-out"):
        return (0.5 if second else 0.0) + 0.25 * out
    if breath.number == 0:
        return 0.0
    back = 1.0 if breath.phase == "hold-in" else breath.progress
    return (0.25 if second else 0.75) + 0.25 * back


def posture_at(of: Stance, phase: Phase) -> Posture:
    """Return the posture of `of` at `phase`."""
    return replace(_moved(of, phase), fullness=phase.fullness)


def _moved(of: Stance, phase: Phase) -> Posture:
    motion = of.motion
    if motion is None:
        return of.posture
    if motion.knees is not None:
        return _circled(of, motion, phase.turn)
    stops = [stance(name).posture for name in motion.through]
    if motion.over == "breath":
        return blend(stops[0], stops[1], phase.fullness)
    if motion.over == "time":
        return blend(stops[0], stops[1], _lift(phase.turn))
    place = phase.turn % 1.0 * len(stops)
    first = int(place) % len(stops)
    return blend(stops[first], stops[(first + 1) % len(stops)], eased(place - int(place)))


def _lift(turn: float) -> float:
    """Up slowly in the first half, down at once."""
    if turn < 0.5:
        return eased(turn * 2.0)
    return max(0.0, 1.0 - ((turn - 0.5) / DROP) ** 2)


def _circled(of: Stance, motion: MotionSpec, turn: float) -> Posture:
    """Knees and pelvis on a circle that begins near the chest and goes to the right."""
    assert motion.knees is not None, "a circle has its two radii"
    away, aside = -cos(2 * pi * turn), sin(2 * pi * turn)
    along, across = motion.knees
    pelvis = of.file.pelvis or PelvisSpec()
    moved = structs.replace(
        pelvis,
        roll=(pelvis.roll or 0.0) + motion.roll * aside,
        tilt=(pelvis.tilt or 0.0) - motion.tilt * away,
    )
    return posture_of(structs.replace(of.file, pelvis=moved), (along * away, across * aside))


def scene_of(of: Stance, phase: Phase = STILL, side: Side | None = "right") -> Scene:
    """Return the picture of `of` at `phase`, worked on `side`."""
    hands = tuple(of.file.strap or ())
    place = of.file.cushion
    scene = Scene(
        posture_at(of, phase),
        framed_view(of.name),
        _tint(of, "right leg", side),
        _tint(of, "left leg", side),
        straps=(Strap("right", hands),) if hands else (),
        cushions=() if place is None else (Cushion((place[0], place[1], place[2])),),
    )
    return mirror_scene(scene) if side == "left" else scene


def _tint(of: Stance, leg: str, side: Side | None) -> Tint:
    works = leg in of.works and side is not None
    return Tint(right=1.0) if works else Tint()


@cache
def framed_view(name: str) -> View:
    """Return the view of the stance called `name`, so framed that all of its motion is seen."""
    of = stance(name)
    phases = [Phase(i / PHASES) for i in range(PHASES)] if of.motion else [STILL]
    return framed(of.view, [solve(_moved(of, phase)) for phase in phases])
