"""Turns a scene and a camera into shapes, in the order from back to front.

The shapes are plain values; the painter only fills them with colour.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from supine.figure import scenery
from supine.figure.body import body_of
from supine.figure.camera import Camera
from supine.figure.depth import painting_order
from supine.figure.foot import foot_part
from supine.figure.hand import hand_parts
from supine.figure.head import head_part
from supine.figure.joints import Skeleton
from supine.figure.outlines import discs_of
from supine.figure.parts import Part, Shape, hull_shapes, limb, trunk_part
from supine.figure.props import prop_parts
from supine.figure.scene import Scene
from supine.figure.solver import solve


def draw(scene: Scene, camera: Camera) -> list[Shape]:
    """Return all shapes of `scene` except the mat: the shadow on it, the body and the props."""
    skeleton = solve(scene.posture)
    body = body_of(skeleton)
    parts = [trunk_part(barrel, camera) for barrel in body.trunk]
    parts += [limb(rows, camera) for rows in body.limbs]
    parts += hand_parts(skeleton, camera)
    parts.append(foot_part("right", skeleton.right_leg, camera))
    parts.append(foot_part("left", skeleton.left_leg, camera))
    parts.append(head_part(skeleton, camera))
    parts += _props(scene, skeleton, camera)
    shapes = [scenery.shadow(skeleton, camera)]
    order = painting_order([part.seen for part in parts], _fixed(parts))
    seams = _seams([parts[number] for number in order])
    for place, number in enumerate(order):
        shapes += parts[number].shapes
        if place in seams:
            shapes.append(seams[place])
    return shapes


def _fixed(parts: list[Part]) -> set[tuple[int, int]]:
    places = {name: place for place, part in enumerate(parts) for name in part.names}
    return {(place, places[part.beneath]) for place, part in enumerate(parts) if part.beneath}


def _seams(parts: list[Part]) -> dict[int, Shape]:
    """Return the shapes that hide the edge at a joint, each by the index of the part before it.

    The end of the bone that was painted first is filled again. So a knee or an elbow looks like
    one piece, whichever of its two bones is in front.
    """
    places = {name: place for place, part in enumerate(parts) for name in part.names}
    seams: dict[int, Shape] = {}
    for place, lower in enumerate(parts):
        if lower.joins:
            above = places[lower.joins]
            seam = parts[above].end if above < place else lower.start
            if seam is not None:
                seams[max(place, above)] = seam
    return seams


def _props(scene: Scene, skeleton: Skeleton, camera: Camera) -> Iterator[Part]:
    for row, hand, share in scenery.straps(scene, skeleton):
        part = replace(limb((row,), camera), beneath=hand)
        if share < 1.0:
            part = replace(part, shapes=tuple(replace(one, share=share) for one in part.shapes))
        yield part
    if block := scenery.block(skeleton):
        yield Part(("block",), discs_of(block, camera), hull_shapes("prop", block, camera))
    for one in scene.props:
        yield from prop_parts(one, camera)
