"""What is round the body: the mat, its shadow, the strap, a block, a cushion."""

from __future__ import annotations

from collections.abc import Iterator

from supine.figure.camera import Camera, Point
from supine.figure.flesh import Ball, Barrel, Row
from supine.figure.hull import hull
from supine.figure.joints import Arm, Leg, Skeleton
from supine.figure.outlines import Polygon
from supine.figure.scene import Scene, Strap
from supine.figure.vectors import Vector, add, mix

MAT: tuple[Vector, ...] = (
    (-0.94, 0.36, 0.0), (1.0, 0.36, 0.0), (1.0, -0.36, 0.0), (-0.94, -0.36, 0.0),
)  # fmt: skip
"""The corners of the mat: 1.94 by 0.72 metres."""

THICKNESS = 0.012

CORNER = 0.05
"""How far a corner of the mat is rounded, in metres."""

SLANT = 0.22
"""How far a shadow falls toward the feet for each metre of height."""

STRAP = 0.011
"""Half the breadth of the strap, in metres."""

TAIL = 0.20
"""How much of the strap hangs from the hand, in metres."""


def mat(camera: Camera) -> tuple[Polygon, Polygon]:
    """Return the mat's edge and its top."""
    corners = list(_rounded())
    top = [camera.seen(corner)[:2] for corner in corners]
    below = [camera.seen(add(corner, (0.0, 0.0, -THICKNESS)))[:2] for corner in corners]
    return hull([*top, *below]), top


def _rounded() -> Iterator[Vector]:
    for i, corner in enumerate(MAT):
        before, after = MAT[i - 1], MAT[(i + 1) % 4]
        near, far = _toward(corner, before), _toward(corner, after)
        for share in (0.0, 0.5, 1.0):
            chord = mix(near, far, share)
            yield mix(chord, corner, 0.55 * (1.0 - abs(2 * share - 1.0)))


def _toward(corner: Vector, other: Vector) -> Vector:
    side = abs(other[0] - corner[0]) + abs(other[1] - corner[1])
    return mix(corner, other, CORNER / side)


def shadow(parts: list[Row | Barrel], camera: Camera) -> list[Polygon]:
    """Return the shadow of every part on the mat, as if the light came from above the head."""
    found = []
    for part in parts:
        balls = part.core if isinstance(part, Barrel) else part.balls
        ends = (balls[0], balls[len(balls) // 2], balls[-1])
        found.append(hull(point for ball in ends for point in _spot(ball, camera)))
    return found


def _spot(ball: Ball, camera: Camera) -> Iterator[Point]:
    (x, y, z), radius = ball
    wide = radius * (1.0 + 0.4 * z)
    for c, s in EIGHT:
        yield camera.seen((x + SLANT * z + c * wide, y + s * wide, 0.0))[:2]


EIGHT = (
    (1.0, 0.0),
    (0.7, 0.7),
    (0.0, 1.0),
    (-0.7, 0.7),
    (-1.0, 0.0),
    (-0.7, -0.7),
    (0.0, -1.0),
    (0.7, -0.7),
)


def straps(scene: Scene, skeleton: Skeleton) -> Iterator[tuple[Row, float]]:
    """Yield each piece of each strap with how much of it is there."""
    for strap in scene.straps:
        for row in _strap(strap, skeleton):
            yield row, strap.share


def _strap(strap: Strap, skeleton: Skeleton) -> Iterator[Row]:
    leg = skeleton.right_leg if strap.foot == "right" else skeleton.left_leg
    ball = foot_ball(leg)
    over = add(add(leg.ankle, leg.toes, 0.10), leg.sole, 0.0)
    yield Row("strap round the foot", "strap", ((ball, STRAP * 1.3), (over, STRAP * 1.3)))
    for hand in strap.hands:
        arm = skeleton.right_arm if hand == "right" else skeleton.left_arm
        grip = hand_middle(arm)
        yield Row(
            f"strap {hand}",
            "strap",
            tuple((mix(ball, grip, t), STRAP) for t in (0, 0.25, 0.5, 0.75, 1)),
        )
        yield Row(f"strap tail {hand}", "strap", _tail(grip))


def _tail(grip: Vector) -> tuple[Ball, ...]:
    down = max(0.012, grip[2] - TAIL)
    return (
        (grip, STRAP),
        ((grip[0] - 0.012, grip[1], (grip[2] + down) / 2), STRAP),
        ((grip[0] + 0.012, grip[1], down), STRAP),
    )


def hand_middle(arm: Arm) -> Vector:
    """Return the middle of a closed hand."""
    return add(add(arm.wrist, arm.fingers, 0.075), arm.palm, 0.022)


def foot_ball(leg: Leg) -> Vector:
    """Return the ball of the foot, where the strap lies."""
    return add(add(leg.ankle, leg.toes, 0.115), leg.sole, 0.062)


def block(skeleton: Skeleton) -> tuple[Ball, ...]:
    """Return the folded towel under the head, as balls whose hull it is; nothing without one."""
    if skeleton.block < 0.004:
        return ()
    x, y, _z = skeleton.head
    height = skeleton.block / 2
    return tuple(((x + dx, y + dy, height), height) for dx in (-0.10, 0.07) for dy in (-0.13, 0.13))


def cushion(place: Vector, share: float) -> tuple[Ball, ...]:
    """Return a cushion as balls whose hull it is."""
    x, y, z = place
    return tuple(((x + dx, y + dy, z), z * share) for dx in (-0.14, 0.14) for dy in (-0.10, 0.10))
