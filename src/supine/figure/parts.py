"""Parts of the body as coloured shapes in the picture, in pixels.

Limbs that have not moved since the last picture are taken from a cache: in most holds only the
trunk moves, with the breath.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from itertools import groupby

from supine.figure.body import Ball, Barrel, Row
from supine.figure.camera import Camera
from supine.figure.depth import Seen
from supine.figure.outlines import (
    Polygon,
    circle,
    discs_of,
    filled,
    hull,
    outline,
    rims,
    widened,
)
from supine.figure.trunk import ellipses_of, trunk_rims

EDGE = 0.0052
"""The width of the darker edge round a part, in metres."""

FINE = 0.0030
"""The width of a line within a head or a foot, in metres."""

CACHE_SIZE = 32
"""The number of limbs in the cache: those of two pictures, this one and the one before."""


@dataclass(frozen=True, slots=True, eq=False)
class Shape:
    """Polygons that are filled with one colour."""

    role: str
    tone: str
    """"edge" or "fill"."""
    polygons: tuple[Polygon, ...]
    share: float = 1.0
    """Its opacity, 0 to 1."""


@dataclass(frozen=True, slots=True, eq=False)
class Part:
    """Shapes that are painted together, and the projected balls that give their depth."""

    names: tuple[str, ...]
    seen: tuple[Seen, ...]
    shapes: tuple[Shape, ...]
    joins: str = ""
    """The name of the part that this one is joined to."""
    start: Shape | None = None
    end: Shape | None = None
    """The first two and the last two balls, which are painted again to hide the edge of a joint."""
    beneath: str = ""
    """The name of a part that is always painted later: the hand that closes round a strap."""
    above: tuple[str, ...] = ()
    """The names of parts that are always painted earlier: what a strap lies on."""


@lru_cache(maxsize=CACHE_SIZE)
def limb(rows: tuple[Row, ...], camera: Camera) -> Part:
    """Return the part made of `rows`, which are painted in this order."""
    main = max(rows, key=lambda row: len(row.balls))
    seen = discs_of(main.balls, camera)
    shapes: list[Shape] = []
    for _role, group in groupby(rows, key=lambda row: row.role):
        shapes += _joined(tuple(group), camera)
    return Part(
        tuple(row.name for row in rows),
        seen,
        tuple(shapes),
        main.joins,
        Shape(main.role, "fill", outline(seen[:2])),
        Shape(main.role, "fill", outline(seen[-2:])),
    )


def trunk_part(barrel: Barrel, camera: Camera) -> Part:
    """Return a part of the trunk. It moves with every breath, so it is not cached."""
    outline_rims = trunk_rims(ellipses_of(barrel.rings, camera))
    width = EDGE * camera.scale
    root_edge, root_fill = _joined(barrel.roots, camera)
    edge = Shape(barrel.role, "edge", tuple(widened(rim, width) for rim in outline_rims))
    fill = Shape(barrel.role, "fill", tuple(filled(rim) for rim in outline_rims))
    shapes = (root_edge, edge, root_fill, fill)
    return Part((barrel.name,), discs_of(barrel.core, camera), shapes)


def _joined(rows: tuple[Row, ...], camera: Camera) -> tuple[Shape, Shape]:
    """Return the edge and the fill of rows of one colour, with one edge round all of them."""
    edge = EDGE * camera.scale
    edges: list[Polygon] = []
    fills: list[Polygon] = []
    for row in rows:
        discs = discs_of(row.balls, camera)
        whole = rims(discs, (not row.bare, not row.hemmed))
        edged = rims(discs[row.bare :], (False, not row.hemmed)) if row.bare else whole
        edges += [widened(rim, edge) for rim in edged]
        fills += [filled(rim) for rim in whole]
    return Shape(rows[0].role, "edge", tuple(edges)), Shape(rows[0].role, "fill", tuple(fills))


def hull_shapes(role: str, balls: tuple[Ball, ...], camera: Camera) -> tuple[Shape, Shape]:
    """Return the edge and the fill of the convex hull of `balls`."""
    edge = EDGE * camera.scale
    return (
        Shape(role, "edge", (hull_polygon(balls, camera, edge),)),
        Shape(role, "fill", (hull_polygon(balls, camera),)),
    )


def hull_polygon(balls: tuple[Ball, ...], camera: Camera, more: float = 0.0) -> Polygon:
    """Return the convex hull of `balls`, `more` pixels wider on each side."""
    discs = discs_of(balls, camera)
    return hull([point for x, y, r, _ in discs for point in circle((x, y, r + more))])
