"""A stance in motion: its posture and its scene at any instant of a hold.

The positions of a motion are rounded to a fixed number of steps. So the same picture is shown
again and again, and a picture that was painted before is taken from a cache.
"""

from __future__ import annotations

from dataclasses import replace
from functools import lru_cache
from itertools import pairwise
from math import ceil, cos, floor, pi, sin
from typing import NamedTuple

from msgspec import structs

from supine.core.breath import eased
from supine.core.plan import Moment
from supine.core.sequence import Side
from supine.figure.camera import View
from supine.figure.frame import framed, joints
from supine.figure.joints import Skeleton
from supine.figure.posture import Posture, blend
from supine.figure.scene import PLAIN, Scene, Strap, Tint, mirror_scene
from supine.figure.solver import solve
from supine.figure.stance import MotionSpec, PelvisSpec
from supine.figure.stances import Stance, posture_of, props_of
from supine.figure.vectors import Vector, add, distance

FRAME_PHASES = 8
"""The number of instants of a motion that are checked to find a frame for the whole motion."""

DROP_SHARE = 0.09
"""The share of a repetition in which the hips drop: gravity is faster than muscles."""

INHALE_SHARE = 0.4
"""The share of the inhale in a breath, for pictures that are requested without a rhythm."""


class Phase(NamedTuple):
    """One instant of a motion."""

    progress: float = 0.0
    """The share of the circle, cycle or repetition that has passed, 0 to 1.

    Below 0 the motion goes backward.
    """
    fullness: float = 0.0
    """How full the lungs are, 0 to 1."""


STILL = Phase()

CIRCLE_STEPS = 96
"""The most positions on a circle: at the usual pace there are 12 a second."""

WAY_STEPS = 64
"""The most positions on the way from one stance to the next."""

LEAST_STEP, LARGE_STEP, ENOUGH_STEPS = 0.004, 0.0125, 48
"""Metres that a joint moves from one position to the next: the first, if these are not more than
`ENOUGH_STEPS`, else up to the second. In a figure of 1140 by 560 pixels this is 2 and 5 pixels.
Seen from the mat, 2.5 pixels are one minute of arc, the smallest distance that an eye can see.
Knees that go down to a side move 5 pixels at a time, 14 times a second where they are fastest."""

MEASURED_ON = 12
"""The parts of a way or of a circle whose lengths are added up."""

NOSE = 0.1
"""Metres from the middle of the head ahead: a head that turns moves no joint."""

BREATH_STEPS = 32
"""The number of heights of the belly: each step is a fraction of a pixel."""

MOVING_BREATH_STEPS = 6
"""The same if knees or hips move as well: nobody looks at the belly then."""

CACHE_SIZE = 400
"""The number of scenes in the cache: those of a hold and of some stances."""

VIEWS_KEPT = 500
"""Views that are kept: those of the program's stances, and of what a few sequences bring along."""


def phase_of(moment: Moment) -> Phase:
    """Return the phase of the motion at `moment`."""
    step = moment.step
    if moment.breath is None:
        return STILL
    if step.unit == "circles":
        return Phase(moment.progress * (-1.0 if step.direction == "anticlockwise" else 1.0))
    if step.unit == "times":
        return Phase(moment.progress)
    if step.unit == "cycles":
        return Phase(_cycle_progress(moment), moment.fullness)
    return Phase(0.0, moment.fullness)


def phase_at(motion: MotionSpec | None, share: float) -> Phase:
    """Return the phase after `share` (0 to 1) of a breath, circle, cycle or repetition."""
    breath = share / INHALE_SHARE if share < INHALE_SHARE else (1.0 - share) / (1.0 - INHALE_SHARE)
    if motion is None or motion.over == "breath":
        return Phase(0.0, eased(breath))
    return Phase(share)


def _cycle_progress(moment: Moment) -> float:
    """Return the progress of a cycle, which is two breaths.

    In each breath the knees go back to the middle with the inhale, and down to a side with the
    exhale, each time to the other side. In the first inhale they are in the middle already.
    """
    breath = moment.breath
    assert breath is not None, "a cycle consists of breaths"
    second = breath.number % 2
    out = 1.0 if breath.phase == "hold-out" else breath.progress
    if breath.phase in ("out", "hold-out"):
        return (0.5 if second else 0.0) + 0.25 * out
    if breath.number == 0:
        return 0.0
    back = 1.0 if breath.phase == "hold-in" else breath.progress
    return (0.25 if second else 0.75) + 0.25 * back


class Position(NamedTuple):
    """A rounded position in a motion: between two of its stances, or on a circle.

    `stop` and `following` are indexes in `MotionSpec.through`.
    """

    stop: int = 0
    following: int = 0
    step: int = 0
    """The position between the two, or on the circle, in `steps`."""
    steps: int = 1


def position_of(of: Stance, phase: Phase) -> Position:
    """Return the rounded position of `of` at `phase`; the same on the way there and back."""
    motion = of.motion
    if motion is None:
        return Position()
    if motion.knees is not None:
        (steps,) = _steps_of(of)
        # half a step is the next one, whichever way round it goes: a tiny error does not decide
        return Position(step=floor(round(phase.progress * steps, 6) + 0.5) % steps, steps=steps)
    if motion.over == "breath":
        return _along_stops(phase.fullness, of)
    if motion.over == "time":
        return _along_stops(_there_and_back(phase.progress, motion.drop), of)
    return _between_stops(phase.progress % 1.0 * len(motion.through), of, motion.through)


@lru_cache(maxsize=VIEWS_KEPT)
def _steps_of(of: Stance) -> tuple[int, ...]:
    """Return the number of positions on each way of a motion from stop to stop, or on its circle.

    A short way has few: nobody sees more of them, and each is a picture that must be drawn.
    """
    motion = of.motion
    assert motion is not None, "what stands still has no positions"
    if motion.knees is not None:
        parts = [_posture_on_circle(of, motion, part / MEASURED_ON) for part in range(MEASURED_ON)]
        return (_steps_along([*parts, parts[0]], CIRCLE_STEPS, CIRCLE_STEPS),)
    stops = [of.stances[name].posture for name in motion.through]
    ways = (
        [blend(a, b, part / MEASURED_ON) for part in range(MEASURED_ON + 1)]
        for a, b in pairwise([*stops, stops[0]])
    )
    return tuple(_steps_along(way, ENOUGH_STEPS, WAY_STEPS) for way in ways)


def _steps_along(postures: list[Posture], enough: int, most: int) -> int:
    """Return the number of positions on the way through `postures`."""
    places = [_places(solve(posture)) for posture in postures]
    length = sum(max(map(distance, a, b)) for a, b in pairwise(places))
    steps = max(min(enough, length / LEAST_STEP), length / LARGE_STEP)
    # an even number has a position in the middle, so that the way back has the same ones
    return min(most, 2 * ceil(steps / 2))


def _places(body: Skeleton) -> list[Vector]:
    """Return the places whose movement counts: the joints and the tip of the nose."""
    return [*joints(body), add(body.head, body.head_frame.front, NOSE)]


def _along_stops(share: float, of: Stance) -> Position:
    """Return the position at `share` of the way from the first stop to the last, 0 to 1."""
    steps = _steps_of(of)[:-1]
    place = share * len(steps)
    stop = min(int(place), len(steps) - 1)
    step = round((place - stop) * steps[stop])
    if step == steps[stop] and stop + 1 < len(steps):
        stop, step = stop + 1, 0
    return Position(stop, stop + 1, step, steps[stop])


def _between_stops(place: float, of: Stance, through: list[str]) -> Position:
    """Return the position at `place`, which counts stops from 0; every second stop is the middle.

    The position is measured from the middle. The middle has several indexes in `through`, and the
    first of them is used, so that it is always the same position.
    """
    stop = int(place) % len(through)
    steps = _steps_of(of)[stop]
    middle, end, step = stop, stop + 1, round(eased(place - int(place)) * steps)
    if stop % 2:
        middle, end, step = (stop + 1) % len(through), stop, steps - step
    middle = through.index(through[middle])
    return Position(middle, end, step, steps) if step else Position(middle, middle)


def posture_at(of: Stance, phase: Phase) -> Posture:
    """Return the posture of the stance `of` at `phase`."""
    belly = round(phase.fullness * BREATH_STEPS) / BREATH_STEPS
    return replace(_posture_at_position(of, position_of(of, phase)), fullness=belly)


def _posture_at_position(of: Stance, position: Position) -> Posture:
    motion = of.motion
    if motion is None:
        return of.posture
    if motion.knees is not None:
        return _posture_on_circle(of, motion, position.step / position.steps)
    start, end = (
        of.stances[motion.through[stop]].posture for stop in (position.stop, position.following)
    )
    return blend(start, end, position.step / position.steps)


def _there_and_back(progress: float, drop: bool) -> float:
    """Return the share of the way of a repetition, 0 to 1: slowly there and back, or dropped."""
    if progress < 0.5:
        return eased(progress * 2.0)
    if drop:
        return max(0.0, 1.0 - ((progress - 0.5) / DROP_SHARE) ** 2)
    return eased(2.0 - progress * 2.0)


def _posture_on_circle(of: Stance, motion: MotionSpec, progress: float) -> Posture:
    """Return the posture with knees and pelvis on a circle, from near the chest to the right."""
    assert motion.knees is not None, "a circle has two radii"
    away, aside = -cos(2 * pi * progress), sin(2 * pi * progress)
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
    """Return the scene of the stance `of` at `phase`, done on `side` and seen from that side.

    `seen_from` is the side for a stance without sides. Equal arguments return the same object as
    long as it is in the cache.
    """
    steps = MOVING_BREATH_STEPS if of.motion is not None else BREATH_STEPS
    belly = round(phase.fullness * steps) / steps
    return _scene(of, position_of(of, phase), belly, side, seen_from or side or "right")


@lru_cache(maxsize=CACHE_SIZE)
def _scene(
    of: Stance, position: Position, belly: float, side: Side | None, seen_from: Side
) -> Scene:
    scene = Scene(
        replace(_posture_at_position(of, position), fullness=belly),
        framed_view(of),
        _tint(of, "right leg", side),
        _tint(of, "left leg", side),
        _tint(of, "right arm", side),
        _tint(of, "left arm", side),
        straps=_straps(of),
        props=props_of(of.file),
    )
    if side == "left":
        return mirror_scene(scene)
    # the same body, seen from its left
    return replace(scene, view=scene.view.mirrored()) if seen_from == "left" else scene


def _straps(of: Stance) -> tuple[Strap, ...]:
    hands = tuple(of.file.strap or ())
    return (Strap("right", hands),) if hands else ()


def _tint(of: Stance, limb: str, side: Side | None) -> Tint:
    """Return the colour of `limb`: that of its own side, if it works."""
    if side is None or limb not in (of.file.works or ()):
        return PLAIN
    return Tint(right=1.0) if limb.startswith("right") else Tint(left=1.0)


@lru_cache(maxsize=VIEWS_KEPT)
def framed_view(of: Stance) -> View:
    """Return the view of the stance `of`, framed so that its whole motion is visible."""
    shares = [i / FRAME_PHASES for i in range(FRAME_PHASES + 1)] if of.motion else [0.0]
    bodies = [solve(posture_at(of, Phase(share, share))) for share in shares]
    return framed(of.view, bodies, props_of(of.file), _straps(of))
