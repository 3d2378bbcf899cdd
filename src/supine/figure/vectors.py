"""Points and directions in space, as plain tuples: nothing heavier is faster for twenty joints.

Axes: along the mat toward the feet, across it toward the person's right, and up; in metres, from
the point of the mat that lies under the middle of the hips.
"""

from __future__ import annotations

from math import cos, hypot, sin

Vector = tuple[float, float, float]

ALONG: Vector = (1.0, 0.0, 0.0)
ACROSS: Vector = (0.0, 1.0, 0.0)
UP: Vector = (0.0, 0.0, 1.0)


def add(a: Vector, b: Vector, share: float = 1.0) -> Vector:
    """Return `a` and `share` of `b`."""
    return (a[0] + b[0] * share, a[1] + b[1] * share, a[2] + b[2] * share)


def sub(a: Vector, b: Vector) -> Vector:
    """Return the way from `b` to `a`."""
    return (a[0] - b[0], a[1] - b[1], a[2] - b[2])


def scale(a: Vector, by: float) -> Vector:
    """Return `a`, `by` times as long."""
    return (a[0] * by, a[1] * by, a[2] * by)


def dot(a: Vector, b: Vector) -> float:
    """Return the scalar product."""
    return a[0] * b[0] + a[1] * b[1] + a[2] * b[2]


def cross(a: Vector, b: Vector) -> Vector:
    """Return the vector product."""
    return (
        a[1] * b[2] - a[2] * b[1],
        a[2] * b[0] - a[0] * b[2],
        a[0] * b[1] - a[1] * b[0],
    )


def length(a: Vector) -> float:
    """Return the length."""
    return hypot(a[0], a[1], a[2])


def distance(a: Vector, b: Vector) -> float:
    """Return how far it is from `a` to `b`."""
    return hypot(a[0] - b[0], a[1] - b[1], a[2] - b[2])


def unit(a: Vector, otherwise: Vector = UP) -> Vector:
    """Return the direction of `a`; `otherwise` where it has none."""
    size = hypot(a[0], a[1], a[2])
    if size < 1e-9:
        return otherwise
    return (a[0] / size, a[1] / size, a[2] / size)


def mix(a: Vector, b: Vector, share: float) -> Vector:
    """Return what lies between `a` (share 0) and `b` (share 1)."""
    rest = 1.0 - share
    return (a[0] * rest + b[0] * share, a[1] * rest + b[1] * share, a[2] * rest + b[2] * share)


def across(a: Vector, axis: Vector, otherwise: Vector) -> Vector:
    """Return the direction of the part of `a` that is square to the direction `axis`."""
    return unit(add(a, axis, -dot(a, axis)), otherwise)


def turned(a: Vector, square: Vector, angle: float) -> Vector:
    """Return the direction `a` turned by `angle` (radians) toward `square`, which is square to it.

    >>> turned((1.0, 0.0, 0.0), (0.0, 1.0, 0.0), 0.0)
    (1.0, 0.0, 0.0)
    """
    return add(scale(a, cos(angle)), square, sin(angle))


def mirrored(a: Vector) -> Vector:
    """Return `a` on the other side of the body."""
    return (a[0], -a[1], a[2])
