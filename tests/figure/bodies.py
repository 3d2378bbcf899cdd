"""Helpers for tests of the drawn body: measurements, and a walk through the shipped practice."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from functools import cache
from itertools import pairwise
from math import hypot
from pathlib import Path

from supine.core.pace import Pace
from supine.core.plan import Plan
from supine.core.planner import plan as planned
from supine.core.reader import read_file
from supine.figure.body import Ball, Ring, Row, body_of
from supine.figure.camera import Camera
from supine.figure.foot import foot_balls, foot_row
from supine.figure.frame import joints
from supine.figure.hand import hands_of
from supine.figure.joints import Skeleton
from supine.figure.motion import Phase
from supine.figure.proportions import COLLAR_DROP
from supine.figure.scene import Scene
from supine.figure.solver import solve
from supine.figure.stage import Stage
from supine.figure.stances import Stance
from supine.figure.vectors import Vector, add, distance, dot, mix, sub
from supine.resources import stance_names

STANCES = stance_names()

FRAME = 1 / 60
"""Seconds from one frame to the next."""

HOLD_INTERVAL = 0.23
"""Seconds between the checked instants of a hold: no motion's length is a multiple of it."""

VOLUME_EVERY = 4
"""The volume of the body is checked only once in this many checks: it costs more than the bones."""


def phases(of: Stance) -> list[Phase]:
    """Return instants of the motion of `of`, with empty, half full and full lungs."""
    turns = 16 if of.motion else 1
    return [Phase(i / turns, full) for i in range(turns) for full in (0.0, 0.5, 1.0)]


def joints_of(skeleton: Skeleton) -> dict[str, Vector]:
    """Return every joint by its name."""
    found = {f"spine {i}": place for i, place in enumerate(skeleton.spine)}
    found |= {"pelvis": skeleton.pelvis, "head": skeleton.head, "collar": collar_of(skeleton)}
    for side, leg, arm in (
        ("right", skeleton.right_leg, skeleton.right_arm),
        ("left", skeleton.left_leg, skeleton.left_arm),
    ):
        found |= {f"{side} hip": leg.hip, f"{side} knee": leg.knee, f"{side} ankle": leg.ankle}
        found |= {f"{side} shoulder": arm.shoulder, f"{side} elbow": arm.elbow}
        found |= {f"{side} wrist": arm.wrist, f"{side} toes": add(leg.ankle, leg.toes, 0.17)}
        found[f"{side} finger tips"] = add(arm.wrist, arm.fingers, 0.16)
    return found


def collar_of(skeleton: Skeleton) -> Vector:
    """Return the point where both collar bones start."""
    return add(skeleton.spine[3], skeleton.chest_frame.headward, -COLLAR_DROP)


BONES = (
    ("pelvis", "spine 0"), ("spine 0", "spine 1"), ("spine 1", "spine 2"), ("spine 2", "spine 3"),
    ("spine 3", "head"), ("right hip", "left hip"),
    *((f"{side} {a}", f"{side} {b}") for side in ("right", "left") for a, b in (
        ("hip", "knee"), ("knee", "ankle"), ("shoulder", "elbow"), ("elbow", "wrist"),
    )),
    *((root, f"{side} {joint}") for side in ("right", "left") for root, joint in (
        ("pelvis", "hip"), ("collar", "shoulder"),
    )),
)  # fmt: skip
"""Joints that always keep their distance from each other, collar bones included."""


def bones_of(skeleton: Skeleton) -> dict[str, float]:
    """Return the length of every bone, in metres."""
    joints = joints_of(skeleton)
    return {f"{a} to {b}": distance(joints[a], joints[b]) for a, b in BONES}


def rows_of(skeleton: Skeleton) -> Iterator[Row]:
    """Yield the rows of limbs, hands and feet; the rings of a tube are balls of mean radius."""
    for group in body_of(skeleton):
        for tube in group:
            yield Row(tube.name, tube.role, tuple((one.middle, _mean(one)) for one in tube.rings))
    for hand in hands_of(skeleton):
        yield from hand.rows()
    yield foot_row("right", skeleton.right_leg)
    yield foot_row("left", skeleton.left_leg)


def _mean(ring: Ring) -> float:
    return (hypot(*ring.right) + hypot(*ring.front)) / 2


def lowest(skeleton: Skeleton) -> tuple[float, str]:
    """Return the height of the lowest point of the body, in metres, and the name of its part."""
    found = [
        (_ground(ring), tube.name)
        for group in body_of(skeleton)
        for tube in group
        for ring in tube.rings
    ]
    for hand in hands_of(skeleton):
        for row in hand.rows():
            found += [(middle[2] - radius, row.name) for middle, radius in row.balls]
    for side, leg in (("right", skeleton.right_leg), ("left", skeleton.left_leg)):
        found += [(at[2] - radius, f"{side} foot") for at, radius in foot_balls(side, leg)]
    return min(found)


def _ground(ring: Ring) -> float:
    """Return the lowest point of a ring, which is two half ellipses of the same breadth."""
    return ring.middle[2] - hypot(ring.right[2], min(ring.front[2], ring.back[2], 0.0), ring.cap[2])


def gap(point: Vector, balls: Iterable[Ball]) -> float:
    """Return the distance of `point` from a row of balls, in metres; below 0 inside them."""
    return min(_gap(point, a, b) for a, b in pairwise(balls))


def _gap(point: Vector, a: Ball, b: Ball) -> float:
    axis = sub(b[0], a[0])
    share = dot(sub(point, a[0]), axis) / max(1e-12, dot(axis, axis))
    share = min(1.0, max(0.0, share))
    return distance(point, mix(a[0], b[0], share)) - (a[1] + (b[1] - a[1]) * share)


@dataclass
class Walk:
    """The measurements of a walk through a practice."""

    speeds: dict[str, tuple[float, float]] = field(default_factory=dict)
    """The highest speed of each joint in metres a second, and its time."""
    bones: dict[str, tuple[float, float]] = field(default_factory=dict)
    """The least and the greatest length of each bone, in metres."""
    lowest: tuple[float, str, float] = (9.0, "", 0.0)
    """The lowest point in metres, its part and its time."""

    room: tuple[float, float] = (9.0, 0.0)
    """The least metres from a joint to the edge of the picture, and its time."""

    checks: int = 0

    def check(self, stage: Stage, at: float) -> None:
        """Measure the frame at `at` seconds and the next one."""
        first, second = stage.scene(at), stage.scene(at + FRAME)
        if first is None or second is None:
            return
        before, after = solve(first.posture), solve(second.posture)
        self._measure(before, at)
        self.room = min(self.room, (_room(first, before), at))
        there = joints_of(after)
        for name, place in joints_of(before).items():
            speed = (distance(place, there[name]) / FRAME, at)
            self.speeds[name] = max(self.speeds.get(name, speed), speed)

    def _measure(self, skeleton: Skeleton, at: float) -> None:
        for name, length in bones_of(skeleton).items():
            least, most = self.bones.get(name, (length, length))
            self.bones[name] = (min(least, length), max(most, length))
        self.checks += 1
        if self.checks % VOLUME_EVERY == 0:
            self.lowest = min(self.lowest, (*lowest(skeleton), at))


def _room(scene: Scene, skeleton: Skeleton) -> float:
    """Return the metres from the edge of the picture to the joint that is nearest to it."""
    view = scene.view
    camera = Camera(view, view.width, view.height)
    places = [camera.project(joint)[:2] for joint in joints(skeleton)]
    return min(min(x, y, view.width - x, view.height - y) for x, y in places)


def instants(stage: Stage, start: float, end: float) -> Iterator[float]:
    """Yield every second frame of each change of stance, and a few instants of each hold."""
    at = start
    while at < end:
        yield at
        still = stage.still_for(at)
        at += 2 * FRAME if still <= FRAME else min(HOLD_INTERVAL, still - FRAME / 2)


@cache
def shipped_walk(path: Path) -> Walk:
    """Walk through a whole included practice, with a check where each step follows another."""
    plan = planned(read_file(path), Pace())
    stage, walk = Stage(plan), Walk()
    borders = [step.start - FRAME / 2 for step in plan.steps[1:]]
    for at in (*instants(stage, 0.0, plan.seconds), *borders):
        walk.check(stage, at)
    return walk


def walk_through(plan: Plan, start: float, end: float) -> Walk:
    """Walk through a part of `plan`."""
    stage, walk = Stage(plan), Walk()
    for at in instants(stage, start, end):
        walk.check(stage, at)
    return walk
