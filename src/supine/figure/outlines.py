"""Parts of the body as the eye sees them: outlines on the picture, in pixels."""

from __future__ import annotations

from math import acos, cos, pi, sin, sqrt

from supine.figure.camera import Camera, Point
from supine.figure.flesh import Ball

Disc = tuple[float, float, float]
"""A ball as it is seen: x, y and radius in pixels."""

ARC = tuple((cos(pi * i / 6), sin(pi * i / 6)) for i in range(1, 6))
"""Half a circle without its ends."""

Polygon = list[Point]

STEPS = 5
"""Pieces of an arc: more would not be seen."""


def discs_of(balls: tuple[Ball, ...], camera: Camera) -> list[tuple[float, float, float, float]]:
    """Return each ball as it is seen: x, y and radius in pixels, and metres away."""
    found = []
    for middle, radius in balls:
        x, y, far, scale = camera.seen(middle)
        found.append((x, y, radius * scale, far))
    return found


def outline(discs: list[Disc], more: float = 0.0, *, cut: bool = False) -> list[Polygon]:
    """Return polygons that together cover `discs` and what lies between, `more` pixels wider."""
    wide = [(x, y, r + more) for x, y, r in discs]
    if _is_slim(wide):
        return [_ribbon(wide, cut=cut)]
    return [_capsule(a, b) for a, b in zip(wide, wide[1:], strict=False)]


def _is_slim(discs: list[Disc]) -> bool:
    """Return whether the row is seen from the side, so that one smooth ribbon covers it."""
    for (ax, ay, ar), (bx, by, br) in zip(discs, discs[1:], strict=False):
        gap = sqrt((bx - ax) ** 2 + (by - ay) ** 2)
        if gap < abs(ar - br) * 1.15 + 0.22 * max(ar, br):
            return False
    # a row that turns back on itself is no ribbon
    for a, b, c in zip(discs, discs[1:], discs[2:], strict=False):
        if (b[0] - a[0]) * (c[0] - b[0]) + (b[1] - a[1]) * (c[1] - b[1]) <= 0:
            return False
    return True


def _ribbon(discs: list[Disc], *, cut: bool = False) -> Polygon:
    last = len(discs) - 1
    there: Polygon = []
    back: Polygon = []
    ways = []
    for i, (x, y, r) in enumerate(discs):
        ax, ay, _ = discs[max(0, i - 1)]
        bx, by, _ = discs[min(last, i + 1)]
        dx, dy = bx - ax, by - ay
        size = sqrt(dx * dx + dy * dy) or 1.0
        dx, dy = dx / size, dy / size
        ways.append((dx, dy))
        there.append((x - dy * r, y + dx * r))
        back.append((x + dy * r, y - dx * r))
    x, y, r = discs[last]
    dx, dy = ways[last]
    end = [] if cut else [(x + (s * dx - c * dy) * r, y + (s * dy + c * dx) * r) for c, s in ARC]
    x, y, r = discs[0]
    dx, dy = ways[0]
    start = [(x + (-s * dx + c * dy) * r, y + (-s * dy - c * dx) * r) for c, s in ARC]
    return [*there, *end, *reversed(back), *start]


def _capsule(a: Disc, b: Disc) -> Polygon:
    (ax, ay, ar), (bx, by, br) = a, b
    dx, dy = bx - ax, by - ay
    gap = sqrt(dx * dx + dy * dy)
    if gap <= abs(ar - br) + 1e-9:
        return circle(a if ar > br else b)
    dx, dy = dx / gap, dy / gap
    lean = (ar - br) / gap
    # each arc spans what the two tangents leave of its circle
    spread = acos(lean)
    points: Polygon = []
    for x, y, r, first, last in (
        (bx, by, br, -spread, spread),
        (ax, ay, ar, spread, 2 * pi - spread),
    ):
        for place in range(STEPS + 1):
            angle = first + (last - first) * place / STEPS
            c, s = cos(angle), sin(angle)
            points.append((x + (c * dx - s * dy) * r, y + (c * dy + s * dx) * r))
    return points


def circle(disc: Disc) -> Polygon:
    """Return a circle."""
    x, y, r = disc
    return [(x + c * r, y + s * r) for c, s in WHOLE]


WHOLE = tuple((cos(2 * pi * i / 18), sin(2 * pi * i / 18)) for i in range(18))
