"""Joints and a camera → what is to be painted, from the back to the front.

Pure values: the painter only fills them with colour.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field

from supine.figure import head, scenery
from supine.figure.camera import Camera
from supine.figure.flesh import Ball, Barrel, Row, body
from supine.figure.hull import hull
from supine.figure.joints import Skeleton
from supine.figure.ordering import Seen, painting_order
from supine.figure.outlines import Polygon, circle, discs_of, outline
from supine.figure.scene import Scene
from supine.figure.solving import solve
from supine.figure.trunk import ellipses_of, trunk_outline

EDGE = 0.0052
"""By how much the darker edge of a part looks out, in metres."""


@dataclass(slots=True)
class Shape:
    """One colour on the picture."""

    role: str
    tone: str
    """"edge", "fill", "light" or "line"."""
    polygons: list[Polygon]
    share: float = 1.0
    """How much of it is there, 0 to 1."""


@dataclass(slots=True)
class Part:
    """Shapes that are painted together, and the balls that tell what they lie before."""

    names: tuple[str, ...]
    seen: list[Seen]
    shapes: list[Shape]
    seams: dict[str, Shape] = field(default_factory=dict)
    """What hides the edge toward another part when that was painted before."""
    end: Shape | None = None


def draw(scene: Scene, camera: Camera) -> list[Shape]:
    """Return all shapes of `scene`: the mat, the shadow, and everything on it."""
    skeleton = solve(scene.posture)
    edge = EDGE * camera.scale
    solids = body(skeleton)
    below, top = scenery.mat(camera)
    shapes = [
        Shape("mat", "edge", [below]),
        Shape("mat", "fill", [top]),
        Shape("shadow", "fill", scenery.shadow(solids, camera)),
    ]
    parts = [*_parts(skeleton, solids, camera, edge), *_props(scene, skeleton, camera, edge)]
    painted: set[str] = set()
    for number in painting_order([part.seen for part in parts]):
        part = parts[number]
        shapes += part.shapes
        painted.update(part.names)
        shapes += _seams_of(part, parts, painted)
    return shapes


def _props(scene: Scene, skeleton: Skeleton, camera: Camera, edge: float) -> Iterator[Part]:
    for row, share in scenery.straps(scene, skeleton):
        part = _row(row, camera, edge)
        for shape in part.shapes:
            shape.share = share
        yield part
    if block := scenery.block(skeleton):
        yield _lump("block", block, camera, edge)
    for one in scene.cushions:
        yield _lump("cushion", scenery.cushion(one.place, one.share), camera, edge)


def _lump(name: str, balls: tuple[Ball, ...], camera: Camera, edge: float) -> Part:
    shapes = [
        Shape("prop", "edge", [_cover(balls, camera, edge)]),
        Shape("prop", "fill", [_cover(balls, camera, 0.0)]),
    ]
    return Part((name,), discs_of(balls, camera), shapes)


def _seams_of(part: Part, parts: list[Part], painted: set[str]) -> Iterator[Shape]:
    """Yield what hides the edges between `part`, just painted, and what it is grown together with.

    The end of the upper bone and the beginning of the lower one are filled once more, so that a
    knee or an elbow is one piece, whichever of the two lies in front.
    """
    for other in parts:
        if not painted.issuperset(other.names):
            continue
        for lower, upper in ((part, other), (other, part)):
            for name in lower.seams.keys() & set(upper.names):
                if upper.end is not None:
                    yield upper.end
                yield lower.seams[name]


def _parts(
    skeleton: Skeleton, solids: list[Row | Barrel], camera: Camera, edge: float
) -> list[Part]:
    made: dict[str, Part] = {}
    for solid in solids:
        if isinstance(solid, Barrel):
            made[solid.name] = _barrel(solid, camera, edge)
        else:
            made[solid.name] = _row(solid, camera, edge)
    for side in ("right", "left"):
        _merge(made, f"{side} thigh", f"{side} shorts")
        _merge(made, f"{side} upper arm", f"{side} sleeve")
    made["head"] = _head(skeleton, camera, edge)
    return list(made.values())


def _merge(made: dict[str, Part], under: str, over: str) -> None:
    part, top = made[under], made.pop(over)
    part.names = (*part.names, *top.names)
    part.shapes += top.shapes
    part.seams.update(top.seams)


def _row(row: Row, camera: Camera, edge: float) -> Part:
    seen = discs_of(row.balls, camera)
    discs = [disc[:3] for disc in seen]
    shapes = [
        Shape(row.role, "edge", outline(discs, edge, cut=row.cut)),
        Shape(row.role, "fill", outline(discs, cut=row.cut)),
    ]
    part = Part((row.name,), seen, shapes)
    if row.joins:
        part.seams[row.joins] = Shape(row.role, "fill", outline(discs[:2]))
    part.end = Shape(row.role, "fill", outline(discs[-2:]))
    return part


def _barrel(barrel: Barrel, camera: Camera, edge: float) -> Part:
    rings = ellipses_of(barrel.rings, camera)
    shapes = [
        Shape(barrel.role, "edge", trunk_outline(rings, edge)),
        Shape(barrel.role, "fill", trunk_outline(rings)),
    ]
    return Part((barrel.name,), discs_of(barrel.core, camera), shapes)


def _cover(balls: tuple[Ball, ...], camera: Camera, more: float) -> Polygon:
    discs = [disc[:3] for disc in discs_of(balls, camera)]
    return hull([point for x, y, r in discs for point in circle((x, y, r + more))])


def _head(skeleton: Skeleton, camera: Camera, edge: float) -> Part:
    frame, into = skeleton.head_frame, camera.into
    hair = [
        Shape("hair", "edge", [_cover(head.hair(skeleton), camera, edge)]),
        Shape("hair", "fill", [_cover(head.hair(skeleton), camera, 0.0)]),
    ]
    nose = head.nose(skeleton)
    skin = [
        Shape(
            "skin", "edge", [_cover(head.face(skeleton), camera, edge), _cover(nose, camera, edge)]
        ),
        Shape("skin", "fill", [_cover(head.face(skeleton), camera, 0.0)]),
    ]
    toward = head.faces(frame.front, into)
    features = _features(skeleton, camera, edge, toward)
    # seen from behind the hair hides the face
    neck = _row(Row("neck", "skin", head.neck(skeleton)), camera, edge).shapes
    shapes = [*hair, *neck, *skin, *features] if toward > -0.45 else [*neck, *skin, *hair]
    return Part(
        ("head",), discs_of(head.hair(skeleton)[:2] + head.face(skeleton)[2:3], camera), shapes
    )


def _features(skeleton: Skeleton, camera: Camera, edge: float, toward: float) -> list[Shape]:
    frame, into = skeleton.head_frame, camera.into
    nose = head.nose(skeleton)
    shapes = [
        Shape("skin", "edge", [_cover(nose, camera, edge * 0.7)] if toward > 0.3 else []),
        Shape("skin", "fill", [_cover(nose, camera, 0.0)]),
    ]
    for sign in (1.0, -1.0):
        if head.faces(head.side_way(frame, sign, 0.3), into) > 0.12:
            shapes.append(_eye(skeleton, camera, sign))
        if head.faces(head.side_way(frame, sign, 1.0), into) > 0.1:
            ear = (
                (head.spot(skeleton, -0.008, 0.006, sign * 0.079), 0.017),
                (head.spot(skeleton, -0.006, -0.018, sign * 0.077), 0.012),
            )
            shapes.append(Shape("skin", "edge", [_cover(ear, camera, edge)]))
            shapes.append(Shape("skin", "fill", [_cover(ear, camera, 0.0)]))
    if toward > -0.1:
        mouth = tuple(
            (head.spot(skeleton, 0.083 - abs(r) * 0.35, -0.063 + abs(r) * 0.22, r), 0.0034)
            for r in (-0.022, -0.011, 0.0, 0.011, 0.022)
        )
        shapes.append(Shape("mouth", "fill", outline([d[:3] for d in discs_of(mouth, camera)])))
    return shapes


def _eye(skeleton: Skeleton, camera: Camera, sign: float) -> Shape:
    eye = tuple(
        (head.spot(skeleton, 0.082 - 0.25 * abs(r - 0.031), 0.012, sign * r), 0.0052)
        for r in (0.023, 0.031, 0.039)
    )
    brow = tuple(
        (
            head.spot(
                skeleton, 0.080 - 0.35 * abs(r - 0.028), 0.034 - 0.2 * abs(r - 0.03), sign * r
            ),
            0.0036,
        )
        for r in (0.017, 0.03, 0.045)
    )
    return Shape(
        "eye",
        "fill",
        [
            *outline([d[:3] for d in discs_of(eye, camera)]),
            *outline([d[:3] for d in discs_of(brow, camera)]),
        ],
    )
