"""Points and directions in space as plain tuples, which are fastest for only twenty joints.

The axes are: along the mat toward the feet, across the mat toward the person's right, and up. The
unit is the metre, and the origin is the point of the mat under the middle of the hips.
"""

from __future__ import annotations

from math import cos, hypot, sin

Vector = tuple[float, float, float]

ALONG: Vector = (1.0, 0.0, 0.0)
ACROSS: Vector = (0.0, 1.0, 0.0)
UP: Vector = (0.0, 0.0, 1.0)


def add(a: Vector, b: Vector, share: float = 1.0) -> Vector:
    """Return `a` + `share` * `b`."""
    return (a[0] + b[0] * share, a[1] + b[1] * share, a[2] + b[2] * share)


def sub(a: Vector, b: Vector) -> Vector:
    """Return `a` - `b`: the vector from `b` to `a`."""
    return (a[0] - b[0], a[1] - b[1], a[2] - b[2])


def scale(a: Vector, by: float) -> Vector:
    """Return `a` * `by`."""
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


def distance(a: Vector, b: Vector) -> float:
    """Return the distance from `a` to `b`."""
    return hypot(a[0] - b[0], a[1] - b[1], a[2] - b[2])


def unit(a: Vector, otherwise: Vector = UP) -> Vector:
    """Return the direction of `a` as a unit vector; `otherwise` if `a` has no length."""
    size = hypot(a[0], a[1], a[2])
    if size < 1e-9:
        return otherwise
    return (a[0] / size, a[1] / size, a[2] / size)


def mix(a: Vector, b: Vector, share: float) -> Vector:
    """Return the point between `a` (share 0) and `b` (share 1)."""
    rest = 1.0 - share
    return (a[0] * rest + b[0] * share, a[1] * rest + b[1] * share, a[2] * rest + b[2] * share)


def across(a: Vector, axis: Vector, otherwise: Vector) -> Vector:
    """Return the direction of the part of `a` at a right angle to the unit vector `axis`.

    Returns `otherwise` if there is no such part.
    """
    return unit(add(a, axis, -dot(a, axis)), otherwise)


def turned(a: Vector, square: Vector, angle: float) -> Vector:
    """Return the direction `a` rotated by `angle` (radians) toward `square`.

    Both are unit vectors at a right angle to each other.

    >>> turned((1.0, 0.0, 0.0), (0.0, 1.0, 0.0), 0.0)
    (1.0, 0.0, 0.0)
    """
    return add(scale(a, cos(angle)), square, sin(angle))


def mirrored(a: Vector) -> Vector:
    """Return `a` mirrored to the other side of the body."""
    return (a[0], -a[1], a[2])
