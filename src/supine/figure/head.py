"""The head: hair, a hint of a face, and where it looks."""

from __future__ import annotations

from supine.figure.flesh import Ball
from supine.figure.joints import Frame, Skeleton
from supine.figure.vectors import Vector, add, dot, scale


def spot(skeleton: Skeleton, ahead: float, up: float, right: float = 0.0) -> Vector:
    """Return a place in or on the head: metres before its middle, toward the crown, to the right."""
    frame = skeleton.head_frame
    return add(add(add(skeleton.head, frame.front, ahead), frame.headward, up), frame.right, right)


def neck(skeleton: Skeleton) -> tuple[Ball, ...]:
    """Return the neck as balls."""
    return (
        (add(skeleton.spine[3], skeleton.chest_frame.headward, -0.02), 0.056),
        (add(skeleton.spine[3], skeleton.chest_frame.headward, 0.03), 0.052),
        (spot(skeleton, -0.012, -0.055), 0.052),
    )


def face(skeleton: Skeleton) -> tuple[Ball, ...]:
    """Return what of the head is skin, as balls whose hull it is."""
    return (
        (spot(skeleton, 0.026, 0.018), 0.067),
        (spot(skeleton, 0.014, -0.016), 0.076),
        (spot(skeleton, 0.022, -0.065, 0.012), 0.047),
        (spot(skeleton, 0.022, -0.065, -0.012), 0.047),
        (spot(skeleton, 0.052, -0.088), 0.027),
    )


def hair(skeleton: Skeleton) -> tuple[Ball, ...]:
    """Return the hair as balls whose hull it is."""
    return (
        (spot(skeleton, 0.002, 0.036), 0.094),
        (spot(skeleton, -0.030, -0.010), 0.080),
        (spot(skeleton, -0.048, -0.050), 0.052),
    )


def nose(skeleton: Skeleton) -> tuple[Ball, ...]:
    """Return the nose as balls."""
    return (
        (spot(skeleton, 0.084, 0.004), 0.008),
        (spot(skeleton, 0.100, -0.024), 0.0115),
        (spot(skeleton, 0.084, -0.030), 0.011),
    )


def faces(direction: Vector, into: Vector) -> float:
    """Return how much `direction` looks at the eye that looks `into` the picture, -1 to 1."""
    return -dot(direction, into)


def side_way(frame: Frame, sign: float, lean: float) -> Vector:
    """Return the way that a place on the face looks: ahead, and by `lean` to one side."""
    return add(scale(frame.front, 1.0 - lean), frame.right, sign * lean)
