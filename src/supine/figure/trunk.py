"""The outline of the trunk in the picture, round its projected rings."""

from __future__ import annotations

from itertools import pairwise
from math import cos, pi, sin, sqrt

from supine.figure.body import Ring
from supine.figure.camera import Camera, Point
from supine.figure.outlines import Rim

HALF_CIRCLE = tuple((cos(pi * i / 9), sin(pi * i / 9)) for i in range(1, 9))
CIRCLE = tuple((cos(2 * pi * i / 16), sin(2 * pi * i / 16)) for i in range(16))

Ellipse = tuple[Point, Point, Point, Point]
"""A projected ring: its centre, and the vectors to its right, front and back, in pixels."""


def ellipses_of(rings: tuple[Ring, ...], camera: Camera) -> list[Ellipse]:
    """Return each ring projected."""
    ellipses = []
    for ring in rings:
        x, y, _depth, scale = camera.project(ring.middle)
        ellipses.append(
            (
                (x, y),
                camera.project_vector(ring.right, scale),
                camera.project_vector(ring.front, scale),
                camera.project_vector(ring.back, scale),
            )
        )
    return ellipses


def trunk_rims(rings: list[Ellipse]) -> tuple[Rim, ...]:
    """Return rims that together enclose `rings` and the space between neighbours."""
    directions = _directions(rings)
    if directions is None:
        return tuple(_hull_rim(a, b) for a, b in pairwise(rings))
    there, back = [], []
    for ring, (dx, dy) in zip(rings, directions, strict=True):
        there.append(_farthest(ring, -dy, dx))
        back.append(_farthest(ring, dy, -dx))
    back.reverse()
    (sx, sy), (ex, ey) = directions[0], directions[-1]
    end = [_farthest(rings[-1], s * ex - c * ey, s * ey + c * ex) for c, s in HALF_CIRCLE]
    start = [_farthest(rings[0], -s * sx + c * sy, -s * sy - c * sx) for c, s in HALF_CIRCLE]
    return ([*there, *end, *back, *start],)


def _hull_rim(a: Ellipse, b: Ellipse) -> Rim:
    """Return the rim of the convex hull of two rings, for a trunk that is seen from an end."""
    rim = []
    for nx, ny in CIRCLE:
        one, other = _farthest(a, nx, ny), _farthest(b, nx, ny)
        is_one = (one[0] - other[0]) * nx + (one[1] - other[1]) * ny > 0.0
        rim.append(one if is_one else other)
    return rim


def _directions(rings: list[Ellipse]) -> list[Point] | None:
    """Return the direction of the trunk at each ring; None if it is seen from an end."""
    middles = [ring[0] for ring in rings]
    last = len(rings) - 1
    directions = []
    for i in range(last + 1):
        (ax, ay), (bx, by) = middles[max(0, i - 1)], middles[min(last, i + 1)]
        size = sqrt((bx - ax) ** 2 + (by - ay) ** 2)
        directions.append(((bx - ax) / (size or 1.0), (by - ay) / (size or 1.0)))
    (ax, ay), (bx, by) = middles[0], middles[-1]
    length = sqrt((bx - ax) ** 2 + (by - ay) ** 2)
    (rx, ry), (fx, fy) = rings[0][1], rings[0][2]
    dx, dy = directions[0]
    slant = max(abs(rx * dx + ry * dy), abs(fx * dx + fy * dy))
    return directions if slant * last < length * 1.6 else None


def _farthest(ring: Ellipse, nx: float, ny: float) -> tuple[float, float, float, float]:
    """Return the point of a ring that is farthest in the direction (nx, ny), and the direction."""
    (x, y), (rx, ry), front, back = ring
    fx, fy = front if front[0] * nx + front[1] * ny > 0.0 else back
    right, ahead = rx * nx + ry * ny, fx * nx + fy * ny
    size = sqrt(right * right + ahead * ahead) or 1.0
    right, ahead = right / size, ahead / size
    return (x + rx * right + fx * ahead, y + ry * right + fy * ahead, nx, ny)
