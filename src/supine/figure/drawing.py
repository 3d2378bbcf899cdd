"""A scene and a camera → what is to be painted, from the back to the front.

Pure values: the painter only fills them with colour.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from supine.figure import scenery
from supine.figure.camera import Camera
from supine.figure.depth import painting_order
from supine.figure.flesh import body
from supine.figure.head import head_part
from supine.figure.joints import Skeleton
from supine.figure.outlines import discs_of
from supine.figure.parts import Part, Shape, barrel, limb, lump
from supine.figure.scene import Scene
from supine.figure.solver import solve


def draw(scene: Scene, camera: Camera) -> list[Shape]:
    """Return all shapes of `scene` but the mat: its shadow, and everything on it."""
    skeleton = solve(scene.posture)
    flesh = body(skeleton)
    parts = [barrel(solid, camera) for solid in flesh.trunk]
    parts += [limb(rows, camera) for rows in flesh.limbs]
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
    """Return what hides the edge at a joint, by the place in `parts` after which it is painted.

    The end of the bone that was painted first is filled once more, so that a knee or an elbow is
    one piece, whichever of the two bones lies in front.
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
        yield Part(("block",), discs_of(block, camera), lump("prop", block, camera))
    for one in scene.cushions:
        balls = scenery.cushion(one.place, one.share)
        yield Part(("cushion",), discs_of(balls, camera), lump("prop", balls, camera))
