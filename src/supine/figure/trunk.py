"""The trunk as the eye sees it: one outline round its rings."""

from __future__ import annotations

from math import cos, pi, sin, sqrt

from supine.figure.camera import Camera, Point
from supine.figure.flesh import Ring
from supine.figure.hull import hull
from supine.figure.outlines import Polygon

HALF_ROUND = tuple((cos(pi * i / 6), sin(pi * i / 6)) for i in range(1, 6))
ROUND = tuple((cos(2 * pi * i / 12), sin(2 * pi * i / 12)) for i in range(12))

Ellipse = tuple[Point, Point, Point, Point]
"""A ring as it is seen: its middle, and the ways to its right, its front and its back."""


def ellipses_of(rings: tuple[Ring, ...], camera: Camera) -> list[Ellipse]:
    """Return each ring as it is seen."""
    found = []
    for ring in rings:
        x, y, _far, scale = camera.seen(ring.middle)
        found.append(
            (
                (x, y),
                camera.way(ring.right, scale),
                camera.way(ring.front, scale),
                camera.way(ring.back, scale),
            )
        )
    return found


def trunk_outline(rings: list[Ellipse], more: float = 0.0) -> list[Polygon]:
    """Return polygons that cover `rings` and what lies between, `more` pixels wider."""
    ways = _ways(rings)
    if ways is None:
        corners = [_points(ring, more) for ring in rings]
        return [hull([*a, *b]) for a, b in zip(corners, corners[1:], strict=False)]
    there, back = [], []
    for ring, (dx, dy) in zip(rings, ways, strict=True):
        there.append(_farthest(ring, -dy, dx, more))
        back.append(_farthest(ring, dy, -dx, more))
    (sx, sy), (ex, ey) = ways[0], ways[-1]
    end = [_farthest(rings[-1], s * ex - c * ey, s * ey + c * ex, more) for c, s in HALF_ROUND]
    start = [_farthest(rings[0], -s * sx + c * sy, -s * sy - c * sx, more) for c, s in HALF_ROUND]
    return [[*there, *end, *reversed(back), *start]]


def _ways(rings: list[Ellipse]) -> list[Point] | None:
    """Return the way on at each ring; None where the trunk is seen from an end."""
    middles = [ring[0] for ring in rings]
    last = len(rings) - 1
    ways = []
    for i in range(last + 1):
        (ax, ay), (bx, by) = middles[max(0, i - 1)], middles[min(last, i + 1)]
        size = sqrt((bx - ax) ** 2 + (by - ay) ** 2)
        ways.append(((bx - ax) / (size or 1.0), (by - ay) / (size or 1.0)))
    (ax, ay), (bx, by) = middles[0], middles[-1]
    long = sqrt((bx - ax) ** 2 + (by - ay) ** 2)
    (rx, ry), (fx, fy) = rings[0][1], rings[0][2]
    slant = max(abs(rx * ways[0][0] + ry * ways[0][1]), abs(fx * ways[0][0] + fy * ways[0][1]))
    return ways if slant * last < long * 1.6 else None


def _farthest(ring: Ellipse, nx: float, ny: float, more: float) -> Point:
    """Return the point of a ring that is farthest in the direction (nx, ny)."""
    (x, y), (rx, ry), front, back = ring
    fx, fy = front if front[0] * nx + front[1] * ny > 0.0 else back
    right, ahead = rx * nx + ry * ny, fx * nx + fy * ny
    size = sqrt(right * right + ahead * ahead) or 1.0
    right, ahead = right / size, ahead / size
    return (x + rx * right + fx * ahead + nx * more, y + ry * right + fy * ahead + ny * more)


def _points(ring: Ellipse, more: float) -> list[Point]:
    return [_farthest(ring, c, s, more) for c, s in ROUND]
