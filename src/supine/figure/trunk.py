"""The trunk as the eye sees it: one outline round its rings."""

from __future__ import annotations

from itertools import pairwise
from math import cos, pi, sin, sqrt

from supine.figure.camera import Camera, Point
from supine.figure.flesh import Ring
from supine.figure.outlines import Rim

HALF_ROUND = tuple((cos(pi * i / 9), sin(pi * i / 9)) for i in range(1, 9))
ROUND = tuple((cos(2 * pi * i / 16), sin(2 * pi * i / 16)) for i in range(16))

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


def trunk_rims(rings: list[Ellipse]) -> tuple[Rim, ...]:
    """Return rims that together go round `rings` and what lies between."""
    ways = _ways(rings)
    if ways is None:
        return tuple(_hull_rim(a, b) for a, b in pairwise(rings))
    there, back = [], []
    for ring, (dx, dy) in zip(rings, ways, strict=True):
        there.append(_farthest(ring, -dy, dx))
        back.append(_farthest(ring, dy, -dx))
    back.reverse()
    (sx, sy), (ex, ey) = ways[0], ways[-1]
    end = [_farthest(rings[-1], s * ex - c * ey, s * ey + c * ex) for c, s in HALF_ROUND]
    start = [_farthest(rings[0], -s * sx + c * sy, -s * sy - c * sx) for c, s in HALF_ROUND]
    return ([*there, *end, *back, *start],)


def _hull_rim(a: Ellipse, b: Ellipse) -> Rim:
    """Seen from an end, two rings are one convex shape: in each direction the farther point."""
    rim = []
    for nx, ny in ROUND:
        one, other = _farthest(a, nx, ny), _farthest(b, nx, ny)
        is_one = (one[0] - other[0]) * nx + (one[1] - other[1]) * ny > 0.0
        rim.append(one if is_one else other)
    return rim


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


def _farthest(ring: Ellipse, nx: float, ny: float) -> tuple[float, float, float, float]:
    """Return the point of a ring that is farthest in the direction (nx, ny), and that."""
    (x, y), (rx, ry), front, back = ring
    fx, fy = front if front[0] * nx + front[1] * ny > 0.0 else back
    right, ahead = rx * nx + ry * ny, fx * nx + fy * ny
    size = sqrt(right * right + ahead * ahead) or 1.0
    right, ahead = right / size, ahead / size
    return (x + rx * right + fx * ahead, y + ry * right + fy * ahead, nx, ny)
