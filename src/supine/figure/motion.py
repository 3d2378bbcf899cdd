"""A stance in motion: what its body does at an instant of a hold."""

from __future__ import annotations

from dataclasses import replace
from functools import cache, lru_cache
from math import cos, pi, sin
from typing import NamedTuple

from msgspec import structs

from supine.core.breath import eased
from supine.core.plan import Moment
from supine.core.sequence import Side
from supine.figure.camera import View
from supine.figure.frame import framed
from supine.figure.posture import Posture, blend
from supine.figure.scene import Cushion, Scene, Strap, Tint, mirror_scene, seen_from_the_left
from supine.figure.solver import solve
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

ROUND_STEPS = 96
"""Places on a circle that are shown: one each 12th of a second at the usual pace. A hold goes round
several times, and a picture that was painted before is painted quickly."""

WAY_STEPS = 64
"""Places on a way there and back that are shown, likewise."""

BREATH_STEPS = 32
"""Heights of the belly that are shown: each a fraction of a pixel."""

MOVING_BREATH_STEPS = 6
"""Likewise where knees or hips move as well: nobody looks at the belly then."""

SHOWN = 400
"""Scenes that are kept: those of a hold and of some stances."""


def phase_of(moment: Moment) -> Phase:
    """Return the instant of the motion at `moment`."""
    step = moment.step
    if moment.breath is None:
        return STILL
    if step.unit == "circles":
        return Phase(moment.progress * (-1.0 if step.direction == "anticlockwise" else 1.0))
    if step.unit == "times":
        return Phase(moment.progress)
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


class Spot(NamedTuple):
    """One of the places of a motion that are shown: between two stops, or on a circle."""

    stop: int = 0
    following: int = 0
    step: int = 0
    """How far from the one to the other, of `WAY_STEPS`; or how far round, of `ROUND_STEPS`."""


def spot_of(motion: MotionSpec | None, phase: Phase) -> Spot:
    """Return the place of a motion at `phase`; there and back it is the same place."""
    if motion is None:
        return Spot()
    if motion.knees is not None:
        return Spot(step=round(phase.turn * ROUND_STEPS) % ROUND_STEPS)
    if motion.over == "breath":
        return Spot(0, 1, round(phase.fullness * WAY_STEPS))
    if motion.over == "time":
        return Spot(0, 1, round(_lift(phase.turn) * WAY_STEPS))
    return _between_stops(phase.turn % 1.0 * len(motion.through), motion.through)


def _between_stops(place: float, through: list[str]) -> Spot:
    """Every other stop is the middle: each place is told by how far it lies from there.

    The middle is one place, however often it is passed: it goes by its first number.
    """
    stop = int(place) % len(through)
    middle, end, step = stop, stop + 1, round(eased(place - int(place)) * WAY_STEPS)
    if stop % 2:
        middle, end, step = (stop + 1) % len(through), stop, WAY_STEPS - step
    middle = through.index(through[middle])
    return Spot(middle, end, step) if step else Spot(middle, middle)


def posture_at(of: Stance, phase: Phase) -> Posture:
    """Return the posture of `of` at `phase`."""
    belly = round(phase.fullness * BREATH_STEPS) / BREATH_STEPS
    return replace(_moved(of, spot_of(of.motion, phase)), fullness=belly)


def _moved(of: Stance, spot: Spot) -> Posture:
    motion = of.motion
    if motion is None:
        return of.posture
    if motion.knees is not None:
        return _circled(of, motion, spot.step / ROUND_STEPS)
    start, end = (stance(motion.through[stop]).posture for stop in (spot.stop, spot.following))
    return blend(start, end, spot.step / WAY_STEPS)


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


def scene_of(
    of: Stance,
    phase: Phase = STILL,
    side: Side | None = "right",
    *,
    seen_from: Side | None = None,
) -> Scene:
    """Return the picture of `of` at `phase`, worked on `side`, and seen from there.

    What has no side may be seen from the left as well.
    """
    steps = MOVING_BREATH_STEPS if of.motion is not None else BREATH_STEPS
    belly = round(phase.fullness * steps) / steps
    return _scene(of, spot_of(of.motion, phase), belly, side, seen_from or side or "right")


@lru_cache(maxsize=SHOWN)
def _scene(of: Stance, spot: Spot, belly: float, side: Side | None, seen_from: Side) -> Scene:
    """What was shown before is the same scene again, not only an equal one."""
    hands = tuple(of.file.strap or ())
    place = of.file.cushion
    scene = Scene(
        replace(_moved(of, spot), fullness=belly),
        framed_view(of.name),
        _tint(of, "right leg", side),
        _tint(of, "left leg", side),
        straps=(Strap("right", hands),) if hands else (),
        cushions=() if place is None else (Cushion((place[0], place[1], place[2])),),
    )
    if side == "left":
        return mirror_scene(scene)
    return seen_from_the_left(scene) if seen_from == "left" else scene


def _tint(of: Stance, leg: str, side: Side | None) -> Tint:
    works = leg in of.works and side is not None
    return Tint(right=1.0) if works else Tint()


@cache
def framed_view(name: str) -> View:
    """Return the view of the stance called `name`, so framed that all of its motion is seen."""
    of = stance(name)
    phases = [Phase(i / PHASES) for i in range(PHASES)] if of.motion else [STILL]
    return framed(of.view, [solve(posture_at(of, phase)) for phase in phases])
