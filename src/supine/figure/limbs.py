"""The body in the picture as rough limbs: what a sign beside it would hide."""

from __future__ import annotations

from math import hypot
from typing import NamedTuple

from supine.figure.camera import Camera, Point
from supine.figure.joints import Skeleton
from supine.figure.vectors import add

SHIRT = 0.5
"""How bad a sign across the trunk is, where there is little to see, if one across a limb is 1."""

LEG, ARM, HAND, FACE = 1.0, 1.1, 8.0, 25.0
"""The same across a leg, an arm, a hand or the face."""


class Limb(NamedTuple):
    """A limb in the picture: two ends and a radius in pixels, and how bad a sign across it is."""

    start: Point
    end: Point
    radius: float
    weight: float = 1.0
    depth: float = 0.0
    """Metres that its middle is behind the centre of the view."""


def limbs_in(body: Skeleton, camera: Camera) -> list[Limb]:
    """Return the body in the picture, as roughly as the place of a sign needs it."""
    bones = [(body.pelvis, body.spine[2], 0.12, SHIRT), (body.spine[2], body.spine[3], 0.11, SHIRT)]
    bones.append((body.head, body.head, 0.14, FACE))
    for leg in (body.right_leg, body.left_leg):
        bones += [(leg.hip, leg.knee, 0.07, LEG), (leg.knee, leg.ankle, 0.05, LEG)]
        bones.append((leg.ankle, add(leg.ankle, leg.toes, 0.16), 0.035, LEG))
    for arm in (body.right_arm, body.left_arm):
        bones += [(arm.shoulder, arm.elbow, 0.045, ARM), (arm.elbow, arm.wrist, 0.035, ARM)]
        bones.append((arm.wrist, add(arm.wrist, arm.fingers, 0.13), 0.035, HAND))
    limbs = []
    for start, end, radius, weight in bones:
        (ax, ay, near, size), (bx, by, far, _) = camera.project(start), camera.project(end)
        limbs.append(Limb((ax, ay), (bx, by), radius * size, weight, (near + far) / 2))
    return limbs


def feet_in(limbs: list[Limb]) -> list[Limb]:
    """Return the feet among `limbs`, the third limb of each leg."""
    return [one for one in limbs if one.weight == LEG][2::3]


def gap_to(point: Point, limb: Limb) -> float:
    """Return the pixels from `point` to the outline of `limb`, below 0 inside it."""
    (ax, ay), (bx, by), radius, _weight, _depth = limb
    dx, dy, px, py = bx - ax, by - ay, point[0] - ax, point[1] - ay
    share = min(1.0, max(0.0, (px * dx + py * dy) / (dx * dx + dy * dy or 1.0)))
    return hypot(px - dx * share, py - dy * share) - radius


def is_inside(point: Point, limbs: list[Limb]) -> bool:
    """Return whether `point` is inside one of `limbs`."""
    return inside_of([point], limbs)[0]


def inside_of(points: list[Point], limbs: list[Limb]) -> list[bool]:
    """Return for each point whether it is inside one of `limbs`; a drawing asks of thousands."""
    solids = []
    for (ax, ay), (bx, by), radius, _weight, _depth in limbs:
        dx, dy = bx - ax, by - ay
        solids.append((ax, ay, dx, dy, dx * dx + dy * dy or 1.0, radius * radius))
    found = []
    for x, y in points:
        inside = False
        for ax, ay, dx, dy, size, square in solids:
            px, py = x - ax, y - ay
            share = (px * dx + py * dy) / size
            if share > 0.0:
                share = min(share, 1.0)
                px -= dx * share
                py -= dy * share
            if px * px + py * py < square:
                inside = True
                break
        found.append(inside)
    return found


def covered(points: list[Point], limbs: list[Limb], half: float) -> float:
    """Return how much of a sign through `points` covers the body, as a share."""
    total = 0.0
    for x, y in points:
        worst = 0.0
        for (ax, ay), (bx, by), radius, weight, _depth in limbs:
            if weight > worst:
                dx, dy, px, py = bx - ax, by - ay, x - ax, y - ay
                share = min(1.0, max(0.0, (px * dx + py * dy) / (dx * dx + dy * dy or 1.0)))
                px, py = px - dx * share, py - dy * share
                if px * px + py * py < (radius + half) ** 2:
                    worst = weight
        total += worst
    return total / len(points)
