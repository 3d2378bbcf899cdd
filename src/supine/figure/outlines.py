"""Parts of the body as the eye sees them: outlines on the picture, in pixels."""

from __future__ import annotations

from collections.abc import Iterable
from itertools import pairwise
from math import acos, cos, pi, sin, sqrt

from supine.figure.camera import Camera, Point
from supine.figure.depth import Seen
from supine.figure.flesh import Ball

Disc = tuple[float, float, float]
"""A ball as it is seen: x, y and radius in pixels."""

ARC = tuple((cos(pi * i / 6), sin(pi * i / 6)) for i in range(1, 6))
"""Half a circle without its ends."""

Polygon = list[Point]

Ends = tuple[bool, bool]
"""Whether a row begins and ends round."""

Rim = list[tuple[float, float, float, float]]
"""Corners of a polygon in pixels, each with the way that leads out there."""

STEPS = 6
"""Pieces of an arc: more would not be seen."""


def discs_of(balls: tuple[Ball, ...], camera: Camera) -> tuple[Seen, ...]:
    """Return each ball as it is seen: x, y and radius in pixels, and metres away."""
    found = []
    for middle, radius in balls:
        x, y, far, scale = camera.seen(middle)
        found.append((x, y, radius * scale, far))
    return tuple(found)


def rims(discs: tuple[Seen, ...], round_ends: Ends = (True, True)) -> tuple[Rim, ...]:
    """Return rims that together go round `discs` and what lies between.

    An end that is not round is straight where the row is seen from the side.
    """
    if _is_slim(discs):
        return (_ribbon(discs, round_ends),)
    return tuple(_capsule(a, b) for a, b in pairwise(discs))


def outline(discs: tuple[Seen, ...]) -> tuple[Polygon, ...]:
    """Return polygons that together cover `discs` and what lies between."""
    return tuple(filled(rim) for rim in rims(discs))


def filled(rim: Rim) -> Polygon:
    """Return the polygon within a rim."""
    return [(x, y) for x, y, _, _ in rim]


def widened(rim: Rim, by: float) -> Polygon:
    """Return the polygon within a rim that is `by` pixels wider."""
    return [(x + nx * by, y + ny * by) for x, y, nx, ny in rim]


def _is_slim(discs: tuple[Seen, ...]) -> bool:
    """Return whether the row is seen from the side, so that one smooth ribbon covers it."""
    ways = []
    for (ax, ay, ar, _), (bx, by, br, _) in pairwise(discs):
        dx, dy = bx - ax, by - ay
        if sqrt(dx * dx + dy * dy) < abs(ar - br) * 1.15 + 0.22 * max(ar, br):
            return False
        ways.append((dx, dy))
    # a row that turns back on itself is no ribbon
    return all(ax * bx + ay * by > 0.0 for (ax, ay), (bx, by) in pairwise(ways))


def _ribbon(discs: tuple[Seen, ...], round_ends: Ends) -> Rim:
    there: Rim = []
    back: Rim = []
    ways: list[Point] = []
    befores = (discs[0], *discs)
    afters = (*discs[1:], discs[-1])
    for (ax, ay, _, _), (x, y, r, _), (bx, by, _, _) in zip(befores, discs, afters, strict=False):
        dx, dy = bx - ax, by - ay
        size = sqrt(dx * dx + dy * dy)
        dx, dy = dx / size, dy / size
        ways.append((dx, dy))
        there.append((x - dy * r, y + dx * r, -dy, dx))
        back.append((x + dy * r, y - dx * r, dy, -dx))
    back.reverse()
    if round_ends[1]:
        there += _cap(discs[-1], ways[-1])
    if round_ends[0]:
        back += _cap(discs[0], (-ways[0][0], -ways[0][1]))
    return [*there, *back]


def _cap(disc: Seen, way: Point) -> Rim:
    """The inner points of the half circle that ends a ribbon."""
    (x, y, r, _), (dx, dy) = disc, way
    normals = [(s * dx - c * dy, s * dy + c * dx) for c, s in ARC]
    return [(x + nx * r, y + ny * r, nx, ny) for nx, ny in normals]


def _capsule(a: Seen, b: Seen) -> Rim:
    (ax, ay, ar, _), (bx, by, br, _) = a, b
    dx, dy = bx - ax, by - ay
    gap = sqrt(dx * dx + dy * dy)
    if gap <= abs(ar - br) + 1e-9:
        x, y, r, _ = a if ar > br else b
        return [(x + c * r, y - s * r, c, -s) for c, s in WHOLE]
    dx, dy = dx / gap, dy / gap
    # each arc spans what the two tangents leave of its circle
    spread = acos((ar - br) / gap)
    rim: Rim = []
    for x, y, r, first, last in (
        (bx, by, br, -spread, spread),
        (ax, ay, ar, spread, 2 * pi - spread),
    ):
        for place in range(STEPS + 1):
            angle = first + (last - first) * place / STEPS
            c, s = cos(angle), sin(angle)
            nx, ny = c * dx - s * dy, c * dy + s * dx
            rim.append((x + nx * r, y + ny * r, nx, ny))
    # the same way round as a ribbon: where two cover each other neither makes a hole
    rim.reverse()
    return rim


def circle(disc: Disc) -> Polygon:
    """Return a circle."""
    x, y, r = disc
    return [(x + c * r, y + s * r) for c, s in WHOLE]


WHOLE = tuple((cos(2 * pi * i / 24), sin(2 * pi * i / 24)) for i in range(24))


def hull(points: Iterable[Point]) -> list[Point]:
    """Return the corners of the smallest convex polygon round `points` (Andrew 1979)."""
    ordered = sorted(set(points))
    if len(ordered) < 3:
        return ordered
    return _chain(ordered)[:-1] + _chain(ordered[::-1])[:-1]


def _chain(points: list[Point]) -> list[Point]:
    chain: list[Point] = []
    for x, y in points:
        while len(chain) > 1:
            (ax, ay), (bx, by) = chain[-2], chain[-1]
            if (bx - ax) * (y - ay) - (by - ay) * (x - ax) > 0:
                break
            chain.pop()
        chain.append((x, y))
    return chain
