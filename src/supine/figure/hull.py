"""The convex hull of points on the picture."""

from __future__ import annotations

from collections.abc import Iterable

from supine.figure.camera import Point


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
