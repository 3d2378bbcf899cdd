"""Outlines of projected balls, as polygons in pixels; and the convex hull of points."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from itertools import pairwise
from math import acos, cos, hypot, pi, sin, sqrt
from typing import TypeGuard, TypeVar

from supine.figure.body import Ball
from supine.figure.camera import Camera, Point
from supine.figure.depth import Seen

Disc = tuple[float, float, float]
"""A projected ball without its depth: x, y and radius in pixels."""

PointLike = TypeVar("PointLike", bound=tuple[float, ...])

HALF_CIRCLE = ((0.0, 1.0),)
"""Directions on a half circle, without its two ends: a quarter of a circle is one smooth curve."""

CIRCLE = tuple((cos(2 * pi * i / 12), sin(2 * pi * i / 12)) for i in range(12))
"""Directions on a whole circle."""

Ends = tuple[bool, bool]
"""Whether the start and the end of a row are round."""

Corner = tuple[float, float, float, float]

Rim = list[Corner]
"""Points in pixels, each with its outward direction: x, y, direction x and y. A smooth curve goes
through them, at a right angle to each direction; a direction of (0, 0) is a corner."""

Polygon = list[Point]
"""Corners with straight lines between."""

ARC_STEPS = 2
"""The number of pieces of an arc, each a smooth curve."""


def is_rim(polygon: Polygon | Rim) -> TypeGuard[Rim]:
    """Return whether `polygon` is a smooth rim."""
    return len(polygon[0]) > 2


def discs_of(balls: tuple[Ball, ...], camera: Camera) -> tuple[Seen, ...]:
    """Return each ball projected: x, y and radius in pixels, and its depth in metres."""
    return tuple(camera.balls(balls))


def rims(discs: tuple[Seen, ...], round_ends: Ends = (True, True)) -> tuple[Rim, ...]:
    """Return rims that together enclose `discs` and the space between neighbours.

    Without a round end, the end is straight if the row is seen from the side.
    """
    if _is_slim(discs):
        return (_ribbon(discs, round_ends),)
    return tuple(capsule(a, b) for a, b in pairwise(discs))


def widened(polygon: Rim, by: float) -> Rim:
    """Return a rim that is made `by` pixels wider; a corner without a direction stays."""
    return [(x + nx * by, y + ny * by, nx, ny) for x, y, nx, ny in polygon]


def _is_slim(discs: tuple[Seen, ...]) -> bool:
    """Return whether the row is seen from the side, so that one smooth ribbon can cover it."""
    before_x = before_y = 0.0
    for i, ((ax, ay, ar, _), (bx, by, br, _)) in enumerate(pairwise(discs)):
        dx = bx - ax
        dy = by - ay
        small, large = (ar, br) if ar < br else (br, ar)
        if sqrt(dx * dx + dy * dy) < (large - small) * 1.15 + 0.22 * large:
            return False
        # a row that folds back on itself cannot be a ribbon
        if i and before_x * dx + before_y * dy <= 0.0:
            return False
        before_x, before_y = dx, dy
    return True


def _ribbon(discs: tuple[Seen, ...], round_ends: Ends) -> Rim:
    there: Rim = []
    back: Rim = []
    directions: list[Point] = []
    befores = (discs[0], *discs)
    afters = (*discs[1:], discs[-1])
    for (ax, ay, _, _), (x, y, r, _), (bx, by, _, _) in zip(befores, discs, afters, strict=False):
        dx, dy = bx - ax, by - ay
        size = sqrt(dx * dx + dy * dy)
        dx, dy = dx / size, dy / size
        directions.append((dx, dy))
        there.append((x - dy * r, y + dx * r, -dy, dx))
        back.append((x + dy * r, y - dx * r, dy, -dx))
    back.reverse()
    if round_ends[1]:
        there += _cap(discs[-1], directions[-1])
    else:
        there[-1], back[0] = _pointed(there[-1]), _pointed(back[0])
    if round_ends[0]:
        back += _cap(discs[0], (-directions[0][0], -directions[0][1]))
    else:
        there[0], back[-1] = _pointed(there[0]), _pointed(back[-1])
    return [*there, *back]


def begun_at(ribbon: Rim, disc: Seen) -> Rim:
    """Return a ribbon with round ends that begins later: straight, at a disc on its first piece."""
    (x, y, r, _), (_, _, nx, ny) = disc, ribbon[0]
    # its last points are the side on which it comes back, and its start
    first, last = (x + nx * r, y + ny * r, 0.0, 0.0), (x - nx * r, y - ny * r, 0.0, 0.0)
    return [first, *ribbon[1:-2], last]


def _pointed(corner: Corner) -> Corner:
    """Return a corner that stays where a rim is widened, so that the line beside it ends thin."""
    return corner[0], corner[1], 0.0, 0.0


def _cap(disc: Seen, direction: Point) -> Rim:
    """Return the points of the half circle at the end of a ribbon, without its ends."""
    (x, y, r, _), (dx, dy) = disc, direction
    normals = [(s * dx - c * dy, s * dy + c * dx) for c, s in HALF_CIRCLE]
    return [(x + nx * r, y + ny * r, nx, ny) for nx, ny in normals]


def capsule(a: Seen, b: Seen) -> Rim:
    """Return the rim round two discs and the space between them."""
    (ax, ay, ar, _), (bx, by, br, _) = a, b
    dx, dy = bx - ax, by - ay
    gap = sqrt(dx * dx + dy * dy)
    if gap <= abs(ar - br) + 1e-9:
        x, y, r, _ = a if ar > br else b
        return [(x + c * r, y - s * r, c, -s) for c, s in CIRCLE[::3]]
    dx, dy = dx / gap, dy / gap
    # each arc goes from one common tangent of the circles to the other
    spread = acos((ar - br) / gap)
    rim: Rim = []
    for x, y, r, first, last in (
        (bx, by, br, -spread, spread),
        (ax, ay, ar, spread, 2 * pi - spread),
    ):
        for place in range(ARC_STEPS + 1):
            angle = first + (last - first) * place / ARC_STEPS
            c, s = cos(angle), sin(angle)
            nx, ny = c * dx - s * dy, c * dy + s * dx
            rim.append((x + nx * r, y + ny * r, nx, ny))
    # the same direction as a ribbon, so that overlapping polygons make no hole
    rim.reverse()
    return rim


def circle(disc: Disc) -> Rim:
    """Return the rim of a circle."""
    x, y, r = disc
    return [(x + c * r, y + s * r, c, s) for c, s in CIRCLE]


def hull(points: Iterable[PointLike]) -> list[PointLike]:
    """Return the corners of the smallest convex polygon round `points` (Andrew 1979).

    A point may have more than its x and y.
    """
    ordered = sorted(set(points))
    if len(ordered) < 3:
        return ordered
    return _chain(ordered)[:-1] + _chain(ordered[::-1])[:-1]


def is_inside(place: Point, area: Sequence[Point]) -> bool:
    """Return whether a place is inside a convex area, whose corners are in order."""
    x, y = place
    turns = [
        (bx - ax) * (y - ay) - (by - ay) * (x - ax)
        for (ax, ay), (bx, by) in zip(area, (*area[1:], area[0]), strict=True)
    ]
    return all(turn > 0.0 for turn in turns) or all(turn < 0.0 for turn in turns)


def _chain(points: list[PointLike]) -> list[PointLike]:
    chain: list[PointLike] = []
    for point in points:
        x, y = point[0], point[1]
        while len(chain) > 1:
            ax, ay, bx, by = *chain[-2][:2], *chain[-1][:2]
            if (bx - ax) * (y - ay) - (by - ay) * (x - ax) > 0:
                break
            chain.pop()
        chain.append(point)
    return chain


DIRECTIONS = tuple((cos(2 * pi * i / 24), sin(2 * pi * i / 24)) for i in range(24))
"""The directions in the picture in which an outline is measured."""

TIE = 1e-7
"""Pixels by which a ball must reach farther than another one."""

ARC = 4
"""How many of them a smooth curve can turn at once: 60 degrees."""

SMALL = 12.0
"""Pixels: for balls up to this radius, as in hands and feet of a picture of 700 by 500, fewer
directions are enough. The outline is at most a quarter of a pixel elsewhere, and the picture takes
1.5 % less time (paired)."""

FEW_DIRECTIONS = tuple((cos(2 * pi * i / 16), sin(2 * pi * i / 16)) for i in range(16))
FEW_ARC = 4
"""The same for these: 90 degrees at once. No point is within an arc that does not turn farther."""


def hull_rim(discs: Sequence[Seen]) -> Rim:
    """Return the outline of the convex hull of projected balls, each point with its direction."""
    large = max([r for _, _, r, _ in discs]) > SMALL
    directions, arc = (DIRECTIONS, ARC) if large else (FEW_DIRECTIONS, FEW_ARC)
    # of two balls that reach as far, rounding must not choose: the mirror picture differs
    smaller = [(x, y, r - i * TIE) for i, (x, y, r, _) in enumerate(discs)]
    # ball by ball: direction by direction took a sixth longer
    by_ball = [[x * nx + y * ny + r for nx, ny in directions] for x, y, r in smaller]
    owners = [reaches.index(max(reaches)) for reaches in zip(*by_ball, strict=True)]
    firsts = [i for i, owner in enumerate(owners) if owner != owners[i - 1]]
    if not firsts:
        (x, y, r, _) = discs[owners[0]]
        return [(x + nx * r, y + ny * r, nx, ny) for nx, ny in directions[::arc]]
    rim: Rim = []
    count = len(owners)
    for first, after in zip(firsts, (*firsts[1:], firsts[0] + count), strict=True):
        x, y, r, _ = discs[owners[first]]
        nx, ny = directions[first]
        rim.append((x + nx * r, y + ny * r, nx, ny))
        last = after - 1
        if last > first:
            if large or last - first > arc:
                for i in range(first + arc - first % arc, last, arc):
                    nx, ny = directions[i % count]
                    rim.append((x + nx * r, y + ny * r, nx, ny))
            nx, ny = directions[last % count]
            rim.append((x + nx * r, y + ny * r, nx, ny))
    return rim


def ribbon(points: Sequence[Point], widths: Sequence[float]) -> Polygon:
    """Return a line through `points` with half its width at each, in pixels."""
    return [(x, y) for x, y, _, _ in curve(points, widths)]


def grown(polygon: list[Point], by: float) -> list[Point]:
    """Return a polygon without sharp bays that is `by` pixels wider on each side."""
    found: list[Point] = []
    area = sum(a[0] * b[1] - a[1] * b[0] for a, b in pairwise([*polygon, polygon[0]]))
    turn = by if area > 0 else -by
    for i, (x, y) in enumerate(polygon):
        (ax, ay), (bx, by_) = polygon[i - 1], polygon[(i + 1) % len(polygon)]
        one, other = sqrt((x - ax) ** 2 + (y - ay) ** 2), sqrt((bx - x) ** 2 + (by_ - y) ** 2)
        # a corner moves along the sum of the outward directions of its two sides
        nx = (y - ay) / (one or 1.0) + (by_ - y) / (other or 1.0)
        ny = (ax - x) / (one or 1.0) + (x - bx) / (other or 1.0)
        size = (nx * nx + ny * ny) / 2.0 or 1.0
        found.append((x + nx * turn / size, y + ny * turn / size))
    return found


def curve(points: Sequence[Point], widths: Sequence[float]) -> Rim:
    """Return a smooth line through `points` with half its width at each, in pixels."""
    there: Rim = []
    back: Rim = []
    befores, afters = (points[0], *points[:-1]), (*points[1:], points[-1])
    for (ax, ay), (x, y), (bx, by), width in zip(befores, points, afters, widths, strict=True):
        size = hypot(bx - ax, by - ay) or 1.0
        nx, ny = (ay - by) / size, (bx - ax) / size
        there.append((x + nx * width, y + ny * width, nx, ny))
        back.append((x - nx * width, y - ny * width, -nx, -ny))
    return [*there, *reversed(back)]


def smooth(corners: Sequence[Point]) -> Rim:
    """Return a closed smooth curve through `corners`."""
    rim: Rim = []
    for i, (x, y) in enumerate(corners):
        (ax, ay), (bx, by) = corners[i - 1], corners[(i + 1) % len(corners)]
        size = hypot(bx - ax, by - ay) or 1.0
        rim.append((x, y, (by - ay) / size, (ax - bx) / size))
    return rim


def spline(before: float, a: float, b: float, after: float, t: float) -> float:
    """Return what is between `a` (t 0) and `b` (t 1) on a smooth curve (Catmull and Rom 1974).

    It is one coordinate of four places, through which the curve goes in this order.
    """
    slope, bend = b - before, 2 * before - 5 * a + 4 * b - after
    return a + 0.5 * t * (slope + t * (bend + t * (3 * (a - b) + after - before)))
