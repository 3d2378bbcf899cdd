"""Parts of the body as shapes on the picture, in pixels: what is filled with which colour.

Parts that have not moved since they were last asked for are not made again: in a hold only the
trunk moves with the breath.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from itertools import groupby

from supine.figure.camera import Camera
from supine.figure.depth import Seen
from supine.figure.flesh import Ball, Barrel, Row
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
"""By how much the darker edge of a part looks out, in metres."""

KEPT = 32
"""Parts that are kept: those of two pictures. One that has not moved is in the picture before."""


@dataclass(frozen=True, slots=True, eq=False)
class Shape:
    """One colour on the picture."""

    role: str
    tone: str
    """"edge" or "fill"."""
    polygons: tuple[Polygon, ...]
    share: float = 1.0
    """How much of it is there, 0 to 1."""


@dataclass(frozen=True, slots=True, eq=False)
class Part:
    """Shapes that are painted together, and the balls that tell what they lie before."""

    names: tuple[str, ...]
    seen: tuple[Seen, ...]
    shapes: tuple[Shape, ...]
    joins: str = ""
    """The part that this one grows out of."""
    start: Shape | None = None
    end: Shape | None = None
    """The first and the last piece alone: painted once more, they hide the edge of a joint."""
    beneath: str = ""
    """A part that is painted later, wherever it lies: the hand that closes round a strap."""


@lru_cache(maxsize=KEPT)
def limb(rows: tuple[Row, ...], camera: Camera) -> Part:
    """Return rows of balls that belong together, the first painted first."""
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


def barrel(solid: Barrel, camera: Camera) -> Part:
    """Return a part of the trunk, which moves with every breath."""
    round_it = trunk_rims(ellipses_of(solid.rings, camera))
    edge = EDGE * camera.scale
    roots = _joined(solid.roots, camera)
    own = Shape(solid.role, "edge", tuple(widened(rim, edge) for rim in round_it))
    whole = Shape(solid.role, "fill", tuple(filled(rim) for rim in round_it))
    shapes = (roots[0], own, roots[1], whole)
    return Part((solid.name,), discs_of(solid.core, camera), shapes)


def _joined(rows: tuple[Row, ...], camera: Camera) -> tuple[Shape, Shape]:
    """Rows of one colour with one edge round all of them."""
    edge = EDGE * camera.scale
    edges: list[Polygon] = []
    fills: list[Polygon] = []
    for row in rows:
        discs = discs_of(row.balls, camera)
        whole = rims(discs, (not row.bare, not row.hemmed))
        bared = rims(discs[row.bare :], (False, not row.hemmed)) if row.bare else whole
        edges += [widened(rim, edge) for rim in bared]
        fills += [filled(rim) for rim in whole]
    return Shape(rows[0].role, "edge", tuple(edges)), Shape(rows[0].role, "fill", tuple(fills))


def lump(role: str, balls: tuple[Ball, ...], camera: Camera) -> tuple[Shape, Shape]:
    """Return the hull of some balls, with its edge."""
    edge = EDGE * camera.scale
    return (
        Shape(role, "edge", (cover(balls, camera, edge),)),
        Shape(role, "fill", (cover(balls, camera),)),
    )


def cover(balls: tuple[Ball, ...], camera: Camera, more: float = 0.0) -> Polygon:
    """Return the hull of some balls, `more` pixels wider."""
    discs = discs_of(balls, camera)
    return hull([point for x, y, r, _ in discs for point in circle((x, y, r + more))])
