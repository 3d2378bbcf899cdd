"""The things around the body: the mat, the shadow on it, straps, the block under the head."""

from __future__ import annotations

from collections.abc import Iterator
from functools import lru_cache

from supine.figure.body import Ball, Row
from supine.figure.camera import Camera
from supine.figure.joints import Arm, Leg, Skeleton
from supine.figure.outlines import Polygon, hull, outline
from supine.figure.parts import Shape
from supine.figure.scene import Scene
from supine.figure.vectors import Vector, add, cross, mix

HEAD_END, HALF_WIDTH = -0.92, 0.35
"""The end of the mat beyond the head, and half its width, in metres: it is 1.90 by 0.70."""

THICKNESS = 0.012

CORNER = 0.05
"""The size of the rounded corners of the mat, in metres."""

SLANT = 0.10
"""How far a shadow is moved toward the feet, in metres per metre of height."""

STRAP = 0.011
"""Half the breadth of the strap, in metres."""

TAIL = 0.20
"""The length of the strap that hangs from the hand, in metres."""


def mat_corners(end: float) -> tuple[Vector, ...]:
    """Return the corners of the mat, which reaches to `end` beyond the feet."""
    head, side = HEAD_END, HALF_WIDTH
    return (head, side, 0.0), (end, side, 0.0), (end, -side, 0.0), (head, -side, 0.0)


@lru_cache(maxsize=8)
def mat(camera: Camera, end: float) -> tuple[Shape, Shape]:
    """Return the shapes of the edge and of the top of the mat, which reaches to `end`."""
    corners = list(_rounded(mat_corners(end)))
    top = [camera.project(corner)[:2] for corner in corners]
    below = [camera.project(add(corner, (0.0, 0.0, -THICKNESS)))[:2] for corner in corners]
    return Shape("mat", "edge", (hull([*top, *below]),)), Shape("mat", "fill", (top,))


def _rounded(corners: tuple[Vector, ...]) -> Iterator[Vector]:
    for i, corner in enumerate(corners):
        before, after = corners[i - 1], corners[(i + 1) % 4]
        near, far = _toward(corner, before), _toward(corner, after)
        for share in (0.0, 0.5, 1.0):
            chord = mix(near, far, share)
            yield mix(chord, corner, 0.55 * (1.0 - abs(2 * share - 1.0)))


def _toward(corner: Vector, other: Vector) -> Vector:
    side = abs(other[0] - corner[0]) + abs(other[1] - corner[1])
    return mix(corner, other, CORNER / side)


def shadow(skeleton: Skeleton, camera: Camera) -> Shape:
    """Return the shadow of the body on the mat; the light comes from above the head."""
    flat = max(0.1, -camera.forward[2])
    rows: list[tuple[Ball, ...]] = [
        ((skeleton.pelvis, 0.12), (skeleton.spine[2], 0.12), (skeleton.head, 0.09))
    ]
    for leg in (skeleton.right_leg, skeleton.left_leg):
        rows.append(((leg.hip, 0.085), (leg.knee, 0.055), (leg.ankle, 0.036)))
        rows.append(((leg.ankle, 0.04), (add(leg.ankle, leg.toes, 0.15), 0.025)))
    for arm in (skeleton.right_arm, skeleton.left_arm):
        hand = add(arm.wrist, arm.fingers, 0.12)
        rows.append(((arm.elbow, 0.042), (arm.wrist, 0.03), (hand, 0.03)))
    polygons = (polygon for row in rows for polygon in _shadow_of(row, camera, flat))
    return Shape("shadow", "fill", tuple(polygons))


def _shadow_of(balls: tuple[Ball, ...], camera: Camera, flat: float) -> list[Polygon]:
    """Return the outlines of the shadows of `balls`: circles on the mat, flattened by `flat`."""
    discs = []
    for (x, y, z), radius in balls:
        px, py, depth, size = camera.project((x + SLANT * z, y, 0.0))
        discs.append((px, py / flat, radius * (1.0 + 0.4 * z) * size, depth))
    return [[(x, y * flat) for x, y in polygon] for polygon in outline(tuple(discs))]


def straps(scene: Scene, skeleton: Skeleton) -> Iterator[tuple[Row, str, float]]:
    """Yield each piece of each strap, with the name of the part painted over it and its opacity."""
    for strap in scene.straps:
        leg = skeleton.right_leg if strap.foot == "right" else skeleton.left_leg
        ball = foot_ball(leg)
        yield Row("strap round the foot", "strap", _loop(leg, ball)), "", strap.share
        for hand in strap.hands:
            grip = hand_middle(skeleton.right_arm if hand == "right" else skeleton.left_arm)
            taut = tuple((mix(ball, grip, share), STRAP) for share in (0.0, 0.25, 0.5, 0.75, 1.0))
            yield Row(f"strap {hand}", "strap", taut), f"{hand} hand", strap.share
            yield Row(f"strap tail {hand}", "strap", _tail(grip)), f"{hand} hand", strap.share


def _loop(leg: Leg, ball: Vector) -> tuple[Ball, ...]:
    """Return the strap across the sole, under the ball of the foot and as broad as the foot."""
    breadth = cross(leg.toes, leg.sole)
    return tuple((add(ball, breadth, share * 0.032), STRAP * 1.25) for share in (-1.0, 0.0, 1.0))


def _tail(grip: Vector) -> tuple[Ball, ...]:
    """Return the end of the strap: it hangs straight down, and the rest lies on the mat."""
    x, y, z = grip
    down = max(STRAP, z - TAIL)
    left = max(0.0, TAIL - z)
    tail = ((grip, STRAP), ((x, y, (z + down) / 2), STRAP), ((x, y, down), STRAP))
    return (*tail, ((x + left, y, down), STRAP)) if left > STRAP else tail


def hand_middle(arm: Arm) -> Vector:
    """Return the middle of a closed hand."""
    return add(add(arm.wrist, arm.fingers, 0.075), arm.palm, 0.022)


def foot_ball(leg: Leg) -> Vector:
    """Return the position of the ball of the foot, where the strap lies."""
    return add(add(leg.ankle, leg.toes, 0.115), leg.sole, 0.062)


def block(skeleton: Skeleton) -> tuple[Ball, ...]:
    """Return balls whose hull is the folded towel under the head; empty without a towel."""
    if skeleton.block < 0.004:
        return ()
    x, y, _z = skeleton.head
    height = skeleton.block / 2
    return tuple(((x + dx, y + dy, height), height) for dx in (-0.10, 0.07) for dy in (-0.13, 0.13))
