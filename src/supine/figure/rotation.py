"""Rotations in space as unit quaternions: they are joined, undone and blended without a jump.

An unrotated body stands upright and looks toward the feet of the mat: its front is along, its
right across, and its head up.
"""

from __future__ import annotations

from math import acos, cos, sin, sqrt
from typing import NamedTuple

from supine.figure.joints import Frame
from supine.figure.vectors import Vector, add, cross, scale


class Rotation(NamedTuple):
    """A rotation as a unit quaternion."""

    w: float = 1.0
    x: float = 0.0
    y: float = 0.0
    z: float = 0.0


NO_ROTATION = Rotation()


def rolled(angle: float) -> Rotation:
    """Return the rotation of an upright body about its own length, by `angle` to the right."""
    return Rotation(cos(angle / 2), 0.0, 0.0, sin(angle / 2))


def leaned(angle: float) -> Rotation:
    """Return the rotation of an upright body forward by `angle`: it bows."""
    return Rotation(cos(angle / 2), 0.0, sin(angle / 2), 0.0)


def leaned_aside(angle: float) -> Rotation:
    """Return the rotation of an upright body to its right by `angle`: the right ear sinks."""
    return Rotation(cos(angle / 2), -sin(angle / 2), 0.0, 0.0)


def joined(first: Rotation, then: Rotation) -> Rotation:
    """Return the rotation `then` of a part, whose body is rotated by `first`."""
    a, b, c, d = first
    w, x, y, z = then
    return Rotation(
        a * w - b * x - c * y - d * z,
        a * x + b * w + (c * z - d * y),
        a * y + c * w + (d * x - b * z),
        a * z + d * w + (b * y - c * x),
    )


def undone(rotation: Rotation) -> Rotation:
    """Return the rotation back."""
    return Rotation(rotation.w, -rotation.x, -rotation.y, -rotation.z)


def mirrored_rotation(rotation: Rotation) -> Rotation:
    """Return the rotation of the mirrored body."""
    return Rotation(rotation.w, -rotation.x, rotation.y, -rotation.z)


def frame_of(rotation: Rotation) -> Frame:
    """Return the directions of a body after `rotation`."""
    right = _direction((0.0, 1.0, 0.0), rotation)
    headward = _direction((0.0, 0.0, 1.0), rotation)
    return Frame(headward, right, cross(right, headward))


def _direction(a: Vector, rotation: Rotation) -> Vector:
    w, axis = rotation.w, (rotation.x, rotation.y, rotation.z)
    twice = scale(cross(axis, a), 2.0)
    return add(add(a, twice, w), cross(axis, twice))


def rotation_of(frame: Frame) -> Rotation:
    """Return the rotation that gives `frame` (S. Shepperd, "Quaternion from Rotation Matrix")."""
    (xx, yx, zx), (xy, yy, zy), (xz, yz, zz) = frame.front, frame.right, frame.headward
    sizes = (xx + yy + zz, xx - yy - zz, yy - xx - zz, zz - xx - yy)
    greatest = max(sizes)
    root = sqrt(greatest + 1.0)
    large, share = root / 2.0, 0.5 / root
    x, y, z = (zy - yz) * share, (xz - zx) * share, (yx - xy) * share
    if greatest == sizes[0]:
        return Rotation(large, x, y, z)
    if greatest == sizes[1]:
        return Rotation(x, large, (yx + xy) * share, (xz + zx) * share)
    if greatest == sizes[2]:
        return Rotation(y, (yx + xy) * share, large, (zy + yz) * share)
    return Rotation(z, (xz + zx) * share, (zy + yz) * share, large)


def rotation_between(a: Rotation, b: Rotation, share: float) -> Rotation:
    """Return the rotation between `a` (share 0) and `b` (share 1), on the shortest way.

    The speed is even (K. Shoemake, "Animating Rotation with Quaternion Curves", 1985).
    """
    cosine = a.w * b.w + a.x * b.x + a.y * b.y + a.z * b.z
    sign = 1.0 if cosine >= 0.0 else -1.0
    angle = acos(min(1.0, abs(cosine)))
    if angle < 1e-7:
        return a
    mine = sin(angle * (1.0 - share)) / sin(angle)
    other = sign * sin(angle * share) / sin(angle)
    return Rotation(*(one * mine + two * other for one, two in zip(a, b, strict=True)))
