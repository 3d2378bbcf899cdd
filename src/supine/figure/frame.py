"""A frame round the body and its mat, so that nothing is cut off and nothing is small."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from supine.figure.camera import Camera, View
from supine.figure.joints import Skeleton
from supine.figure.scenery import MAT
from supine.figure.vectors import Vector, add

MARGIN = 0.05
"""Metres left free round everything."""

FROM_THE_FEET = 0.7
"""Radians of turn from which the empty end of the mat, nearest to the eye, may be cut off."""

SPARE = 0.16
"""Metres of the mat that are seen beyond the body there."""

FLESH = 0.09
"""Metres by which the body reaches beyond its joints."""


def framed(view: View, skeletons: Iterable[Skeleton]) -> View:
    """Return `view` with a centre and a size in which the mat and all `skeletons` are seen."""
    camera = Camera(replace(view, centre=(0.0, 0.0, 0.0), width=1.0, height=1.0), 1.0, 1.0)
    bodies = list(skeletons)
    reach = max(x for skeleton in bodies for x, _, _ in joints(skeleton)) + SPARE
    spots = [
        (*camera.seen((min(x, reach) if view.turn > FROM_THE_FEET else x, y, z))[:2], MARGIN)
        for x, y, z in MAT
    ]
    for skeleton in bodies:
        spots += [(*camera.seen(joint)[:2], FLESH + MARGIN / 2) for joint in joints(skeleton)]
    left, right = min(x - r for x, _, r in spots), max(x + r for x, _, r in spots)
    top, bottom = min(y - r for _, y, r in spots), max(y + r for _, y, r in spots)
    middle = add((0.0, 0.0, 0.0), camera.right, (left + right) / 2 - 0.5)
    middle = add(middle, camera.up, 0.5 - (top + bottom) / 2)
    return replace(view, centre=middle, width=right - left, height=bottom - top)


def joints(skeleton: Skeleton) -> list[Vector]:
    """Return the places that tell how far a body reaches."""
    found = [skeleton.head, *skeleton.spine, skeleton.pelvis]
    for leg in (skeleton.right_leg, skeleton.left_leg):
        found += [leg.hip, leg.knee, leg.ankle, add(leg.ankle, leg.toes, 0.14)]
    for arm in (skeleton.right_arm, skeleton.left_arm):
        found += [arm.shoulder, arm.elbow, arm.wrist, add(arm.wrist, arm.fingers, 0.1)]
    return found
