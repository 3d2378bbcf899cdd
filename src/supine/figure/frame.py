"""The frame of a view: as small as possible, with the whole body and mat inside it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace
from math import cos, sin

from supine.figure.camera import Camera, View, blend_views
from supine.figure.joints import Skeleton
from supine.figure.props import prop_corners
from supine.figure.scene import Prop, PropKind, Strap
from supine.figure.scenery import THICKNESS, mat_corners
from supine.figure.strap import strap_places
from supine.figure.vectors import Vector, add

MARGIN = 0.05
"""Metres of free space on each side."""

SEEN_FROM_FEET = 0.7
"""From this turn of the view, in radians, the empty end of the mat near the eye is left out."""

MAT_BEYOND_BODY = 0.22
"""Metres of the mat beyond the body that are left then."""

BODY_THICKNESS = 0.09
"""Metres from a joint to the surface of the body."""


def framed(
    view: View,
    skeletons: Iterable[Skeleton],
    props: Iterable[Prop] = (),
    straps: Iterable[Strap] = (),
    *,
    short_mat: bool = False,
    whole_walls: bool = True,
) -> View:
    """Return `view` with the centre and size that hold the mat, all `skeletons` and all `props`.

    The `straps` are in the hands of each of the skeletons. With a `short_mat` its empty end is left
    out from every side, and without `whole_walls` what of a wall is far from the bodies.
    """
    bodies, held = list(skeletons), list(straps)
    if short_mat or view.turn > SEEN_FROM_FEET:
        reach = max(x for skeleton in bodies for x, _, _ in joints(skeleton)) + MAT_BEYOND_BODY
        view = replace(view, mat_end=min(view.mat_end, reach))
    things: list[Vector] = []
    walls: list[float] = []
    for prop in props:
        if whole_walls or prop.kind is not PropKind.WALL:
            things += prop_corners(prop)
        if prop.kind is PropKind.WALL and abs(cos(prop.turn)) > abs(sin(prop.turn)):
            walls.append(prop.place[0])
    # a mat ends at the wall that stands across it
    view = replace(view, mat_end=min([view.mat_end, *(place for place in walls if place > 0.0)]))
    things += [place for body in bodies for strap in held for place in strap_places(strap, body)]
    view = replace(view, centre=(0.0, 0.0, 0.0))
    # what is near looks larger, and how near it is depends on the centre, which is known then
    for _ in range(2):
        view = _around(view, list(_circles(view, bodies, things)))
    return view


def _circles(
    view: View, bodies: list[Skeleton], things: list[Vector]
) -> Iterator[tuple[float, float, float]]:
    """Yield circles round all that must be visible, at one pixel a metre."""
    camera = Camera(replace(view, width=1.0, height=1.0), 1.0, 1.0)
    for corner in mat_corners(view.mat_end) if view.mat > 0.0 else ():
        yield (*camera.project(corner)[:2], MARGIN)
    for body in bodies:
        for joint in joints(body):
            yield (*camera.project(joint)[:2], BODY_THICKNESS + MARGIN / 2)
    for corner in things:
        yield (*camera.project(corner)[:2], MARGIN / 2)


def holding_mat(view: View) -> View:
    """Return `view`, larger where a corner of the mat would be cut off.

    Two views hold the mat, but on the way from one to the other the eye moves round the feet, from
    where the mat looks longest. A mat that fades in makes the view larger little by little.
    """
    held = holding(view, mat_corners(view.mat_end), THICKNESS)
    return blend_views(view, held, view.mat)


def holding(view: View, places: Iterable[Vector], margin: float) -> View:
    """Return `view`, larger where a place would be less than `margin` metres inside it."""
    camera = Camera(replace(view, width=1.0, height=1.0), 1.0, 1.0)
    points = [camera.project(place)[:2] for place in places]
    inside_x, inside_y = view.width / 2 - margin, view.height / 2 - margin
    if all(abs(x - 0.5) <= inside_x and abs(y - 0.5) <= inside_y for x, y in points):
        return view
    frame = [(0.5 - inside_x, 0.5 - inside_y), (0.5 + inside_x, 0.5 + inside_y)]
    return _around(view, [(x, y, margin) for x, y in (*frame, *points)])


def _around(view: View, circles: list[tuple[float, float, float]]) -> View:
    """Return `view` with the size and centre that hold all `circles`.

    They are as a camera at one pixel a metre sees them, with (0.5, 0.5) at the centre of `view`.
    """
    camera = Camera(view, 1.0, 1.0)
    left, right = min(x - r for x, _, r in circles), max(x + r for x, _, r in circles)
    top, bottom = min(y - r for _, y, r in circles), max(y + r for _, y, r in circles)
    middle = add(view.centre, camera.right, (left + right) / 2 - 0.5)
    middle = add(middle, camera.up, 0.5 - (top + bottom) / 2)
    return replace(view, centre=middle, width=right - left, height=bottom - top)


def joints(skeleton: Skeleton) -> list[Vector]:
    """Return the joints and tips that show how far a body extends."""
    crown = add(skeleton.head, skeleton.head_frame.headward, 0.06)
    # a rounded back is behind the line of its joints
    backs = [
        add(joint, frame.front, -0.04)
        for joint, frame in zip(skeleton.spine[1:], skeleton.frames, strict=True)
    ]
    found = [skeleton.head, crown, *skeleton.spine, *backs, skeleton.pelvis]
    for leg in (skeleton.right_leg, skeleton.left_leg):
        found += [leg.hip, leg.knee, leg.ankle, add(leg.ankle, leg.toes, 0.14)]
    for arm in (skeleton.right_arm, skeleton.left_arm):
        found += [arm.shoulder, arm.elbow, arm.wrist, add(arm.wrist, arm.fingers, 0.1)]
    return found
