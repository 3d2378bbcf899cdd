"""Parts of the body as coloured shapes in the picture, in pixels.

Limbs that have not moved since the last picture are taken from a cache: in most holds only the
trunk moves, with the breath.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import lru_cache
from math import hypot

from supine.figure.body import Fold, Ring, Tube
from supine.figure.camera import Camera, Point
from supine.figure.depth import Seen
from supine.figure.outlines import (
    Polygon,
    Rim,
    curve,
    discs_of,
    is_rim,
    ribbon,
    rims,
    widened,
)
from supine.figure.tube import Outline, edge_of, outline_of, seen_rings, shade_of
from supine.figure.vectors import dot

EDGE = 0.0034
"""The width of the fine line round a part, in metres."""

OUTER = 0.0095
"""The width of the heavy line round the whole body, in metres."""

FOLD = 0.0042
"""Half the width of the deepest fold, in metres."""

FINE = 0.0030
"""The width of a line within a head or a foot, in metres."""

CACHE_SIZE = 16
"""The number of limbs in the cache: those of a picture, of which the next one needs the same that
have not moved. Their corners are Python numbers, half a megabyte for each picture."""

LONG_END = 0.029
"""Metres in the picture that the end of a limb must have to hide the edge of a joint."""

ARMS = ("right_arm", "left_arm")
"""The roles of bare arms."""

JOINT = (0.0, 0.0, 0.5)
"""The shares of the line's width at the first rings of a tube that goes on beyond a joint: the line
begins behind the joint, as a fold does."""


@dataclass(slots=True, eq=False)
class Shape:
    """Polygons that are filled with one colour; as fixed as all values, but quicker to make."""

    role: str
    tone: str
    """"edge", "fill", "shade" or "line"; things also have "dark"."""
    polygons: tuple[Polygon | Rim, ...]
    share: float = 1.0
    """Its opacity, 0 to 1."""
    pale: float = 0.0
    """How far away it is behind the same limb of the other side, 0 to 1."""
    ghost: bool = False
    """Whether it is of the body at another end of its motion, which is painted pale."""
    wider: float = 0.0
    """How many pixels its smooth rims are made wider when they are painted. A line round a part has
    the corners of the part itself: a copy of them took 2 % of a picture's time, and memory."""


@dataclass(slots=True, eq=False)
class Part:
    """Shapes that are painted together, and the projected balls that give their depth.

    It is as fixed as all values, but quicker to make.
    """

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
    tubes: tuple[Tube, ...] = ()
    """The tubes that it consists of; their shapes depend on the order of painting."""
    outer: Shape | None = None
    """The heavy line round it, which is painted before the whole body."""


@lru_cache(maxsize=CACHE_SIZE)
def tubes(of: tuple[Tube, ...], camera: Camera) -> Part:
    """Return the part made of the tubes `of`, which are painted in this order."""
    outlines = [_outline(tube, camera) for tube in of]
    main = max(of, key=lambda tube: len(tube.rings))
    rings = outlines[of.index(main)].rings
    seen = tuple((*ring.middle, ring.radius, ring.depth) for ring in rings)
    edges = tuple([rim for one in outlines for rim in one.rims])
    end: Shape | None = None
    # a hand is joined to a forearm, and nothing that is not a tube to any other
    if main.name.endswith("forearm"):
        before, after = discs_of(tuple((r.middle, _radius(r)) for r in main.rings[-2:]), camera)
        last = before, after
        end = Shape(main.role, "fill", rims(last, (not _is_long(last, camera), True)))
    return Part(
        tuple(tube.name for tube in of),
        seen,
        (),
        joins=of[-1].joins,
        end=end,
        tubes=of,
        outer=Shape("outline", "edge", edges, wider=OUTER * camera.scale),
    )


def _is_long(end: tuple[Seen, Seen], camera: Camera) -> bool:
    """Return whether an end is so long in the picture that it hides the edge of a joint.

    It may be cut straight then: a round start could be seen on a limb that is in front of it.
    """
    (ax, ay, _, _), (bx, by, _, _) = end
    return hypot(bx - ax, by - ay) > LONG_END * camera.scale


def _radius(ring: Ring) -> float:
    return min(hypot(*ring.right), hypot(*ring.front)) * 0.98


@lru_cache(maxsize=CACHE_SIZE)
def _outline(tube: Tube, camera: Camera) -> Outline:
    return outline_of(seen_rings(tube.rings, camera))


@lru_cache(maxsize=CACHE_SIZE)
def tube_shapes(
    of: Tube, camera: Camera, opens: tuple[bool, bool], pale: float = 0.0
) -> tuple[Shape, ...]:
    """Return the shapes of a tube; `opens` says whether the line fades out at its start and end.

    `pale` is that of the shapes.
    """
    drawn = _outline(of, camera)
    width = EDGE * camera.scale
    # the same line as that of the hand
    role = "outline" if of.role in ARMS else of.role
    if any(opens):
        widths = [width] * len(of.rings)
        for i, share in enumerate(JOINT):
            # below 0 it is well inside the fill, whose smoothed border would let it shine through
            less = width * share - 1.0 + share
            if opens[0]:
                widths[i] = min(widths[i], less)
            if opens[1]:
                widths[-1 - i] = min(widths[-1 - i], less)
        edge = Shape(role, "edge", edge_of(drawn, widths), pale=pale)
    else:
        edge = Shape(role, "edge", drawn.rims, pale=pale, wider=width)
    shapes = [edge, Shape(of.role, "fill", drawn.rims, pale=pale)]
    if shade := shade_of(drawn):
        shapes.append(Shape(of.role, "shade", shade, pale=pale))
    if lines := tuple(line for fold in of.folds for line in fold_lines(fold, camera)):
        shapes.append(Shape(of.role, "line", lines, pale=pale))
    return tuple(shapes)


def fold_lines(fold: Fold, camera: Camera) -> Iterator[Polygon | Rim]:
    """Yield the pieces of a fold that face the eye, thin at both ends."""
    run: list[tuple[Point, float]] = []
    last = len(fold.points) - 1
    for i, (place, outward) in enumerate(zip(fold.points, fold.outward, strict=True)):
        facing = -dot(outward, camera.forward)
        if facing > 0.0:
            x, y, _, size = camera.project(place)
            width = FOLD * fold.depth * size * min(1.0, 3.0 * facing)
            if not fold.seam:
                width *= 1.0 - (2.0 * i / last - 1.0) ** 2
            run.append(((x, y), width))
        if run and (facing <= 0.0 or i == last):
            if len(run) > 2:
                line = curve if fold.seam else ribbon
                yield line([point for point, _ in run], [half for _, half in run])
            run = []


def outer_of(shapes: Iterable[Shape], camera: Camera) -> Shape:
    """Return the heavy line round parts whose fine lines are among `shapes`."""
    lines = [shape for shape in shapes if shape.tone == "edge"]
    most = max([line.wider for line in lines])
    found = [
        rim if line.wider == most else widened(rim, line.wider - most)
        for line in lines
        for rim in line.polygons
        if is_rim(rim)
    ]
    return Shape("outline", "edge", tuple(found), wider=most + (OUTER - EDGE) * camera.scale)
