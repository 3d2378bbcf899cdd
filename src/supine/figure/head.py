"""The head: neck, hair and a simple face that shows where the person looks."""

from __future__ import annotations

from collections.abc import Iterator
from functools import lru_cache
from typing import NamedTuple

from supine.figure.body import Ball, Row
from supine.figure.camera import Camera
from supine.figure.depth import Seen
from supine.figure.joints import Frame, Skeleton
from supine.figure.outlines import discs_of, outline
from supine.figure.parts import EDGE, Part, Shape, hull_polygon, hull_shapes, limb
from supine.figure.vectors import Vector, add, dot, scale


class Head(NamedTuple):
    """The centre of the head and its orientation."""

    middle: Vector
    frame: Frame

    def point(self, ahead: float, up: float, right: float = 0.0) -> Vector:
        """Return a point, in metres from the centre of the head: forward, up, to its right."""
        frame = self.frame
        return add(
            add(add(self.middle, frame.front, ahead), frame.headward, up), frame.right, right
        )

    def facing(self, camera: Camera, aside: float = 0.0) -> float:
        """Return how much the face, or a part `aside` of it, points to the eye, from -1 to 1."""
        direction = add(scale(self.frame.front, 1.0 - abs(aside)), self.frame.right, aside)
        return -dot(direction, camera.forward)


FROM_BEHIND = -0.45
"""The lowest value of `Head.facing` at which the hair does not hide the face."""


def head_part(skeleton: Skeleton, camera: Camera) -> Part:
    """Return the head and the neck."""
    head = Head(skeleton.head, skeleton.head_frame)
    root, chest = skeleton.spine[3], skeleton.chest_frame.headward
    throat = ((add(root, chest, -0.004), 0.052), (add(root, chest, 0.03), 0.051))
    neck = Row("neck", "skin", (*throat, (head.point(-0.012, -0.055), 0.052)))
    hair, face, seen = _shapes(head, camera)
    shapes = limb((neck,), camera).shapes
    behind = head.facing(camera) <= FROM_BEHIND
    return Part(("head",), seen, (*shapes, *face, *hair) if behind else (*hair, *shapes, *face))


@lru_cache(maxsize=2)
def _shapes(
    head: Head, camera: Camera
) -> tuple[tuple[Shape, ...], tuple[Shape, ...], tuple[Seen, ...]]:
    """Return the shapes of the hair, those of the skin, and the balls that give the depth."""
    hair, face = _hair(head), _face(head)
    skin = (*hull_shapes("skin", face, camera), *_features(head, camera))
    return hull_shapes("hair", hair, camera), skin, discs_of(hair[:2] + face[4:5], camera)


def _face(head: Head) -> tuple[Ball, ...]:
    """Return the balls of the skin."""
    return (
        (head.point(0.026, 0.018), 0.067),
        (head.point(0.014, -0.016), 0.076),
        (head.point(0.022, -0.065, 0.012), 0.047),
        (head.point(0.022, -0.065, -0.012), 0.047),
        (head.point(0.052, -0.088), 0.027),
    )


def _hair(head: Head) -> tuple[Ball, ...]:
    return (
        (head.point(0.002, 0.036), 0.094),
        (head.point(-0.030, -0.010), 0.080),
        (head.point(-0.048, -0.050), 0.052),
    )


def _features(head: Head, camera: Camera) -> Iterator[Shape]:
    nose = (
        (head.point(0.084, 0.006), 0.007),
        (head.point(0.100, -0.022), 0.0095),
        (head.point(0.085, -0.028), 0.010),
    )
    yield Shape("skin", "edge", (hull_polygon(nose, camera, EDGE * camera.scale * 0.7),))
    yield Shape("skin", "fill", (hull_polygon(nose, camera),))
    for side in (1.0, -1.0):
        if head.facing(camera, side * 0.3) > 0.12:
            yield _eye(head, camera, side)
        if head.facing(camera, side) > 0.1:
            yield from hull_shapes("skin", _ear(head, side), camera)
    if head.facing(camera) > -0.1:
        yield Shape("mouth", "fill", outline(discs_of(_mouth(head), camera)))


def _ear(head: Head, side: float) -> tuple[Ball, ...]:
    return (
        (head.point(-0.010, 0.012, side * 0.078), 0.015),
        (head.point(-0.006, -0.012, side * 0.076), 0.010),
    )


def _mouth(head: Head) -> tuple[Ball, ...]:
    """Return the balls of the mouth, in a small smile: it is pleasant to look at."""
    return tuple(
        (head.point(0.083 - abs(aside) * 0.35, -0.064 + abs(aside) * 0.40, aside), 0.0032)
        for aside in (-0.022, -0.011, 0.0, 0.011, 0.022)
    )


def _eye(head: Head, camera: Camera, side: float) -> Shape:
    eye = tuple(
        (head.point(0.082 - 0.25 * abs(at - 0.031), 0.012, side * at), 0.0052)
        for at in (0.023, 0.031, 0.039)
    )
    brow = tuple(
        (
            head.point(0.080 - 0.35 * abs(at - 0.028), 0.038 - 0.3 * abs(at - 0.031), side * at),
            0.0028,
        )
        for at in (0.017, 0.030, 0.045)
    )
    return Shape("eye", "fill", (*outline(discs_of(eye, camera)), *outline(discs_of(brow, camera))))
