"""The outline of a limb or of the trunk in the picture, round its projected rings."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise
from math import cos, hypot, pi, sin, sqrt
from typing import NamedTuple

from supine.figure.body import NOTHING, Ring
from supine.figure.camera import Camera, Point
from supine.figure.outlines import Corner, Rim

HALF_CIRCLE = tuple((cos(pi * i / 5), sin(pi * i / 5)) for i in range(1, 5))
CIRCLE = tuple((cos(2 * pi * i / 16), sin(2 * pi * i / 16)) for i in range(16))

ROUND = (0.8, 1.25)
"""The length of an end that is as round as a ball, as a share of half its breadth: its tip is
enough for a smooth curve. With fewer points here and round small hulls, and the line on a mat as a
fill, a picture takes about 3 % less time (paired)."""

ASLANT = 0.25
"""How far the sides may lean toward such an end, as the sine of the angle."""

WITHIN = 1.04
"""How much a ring may stand out of the sides of a tube, as a share of its breadth."""

SHADED = 0.42
"""The largest share of the breadth of a tube that is in its own shade."""

SHADE_ENDS = 0.3
"""The share of the length of a tube over which its shade begins, and over which it ends."""

SHADED_RINGS = 4
"""The least number of rings of a tube with a shade: on fewer it would be a jagged spot."""

TINY = 1e-12
"""A course below this size, in pixels or the cube of them, has no direction."""

UPRIGHT = 0.02
"""A tube that leans less than this, as the sine of the angle, is lit on both sides."""


class Seen(NamedTuple):
    """A projected ring: its centre, its axes in pixels, its depth in metres and its mean radius."""

    middle: Point
    right: Point
    front: Point
    back: Point
    cap: Point
    depth: float
    radius: float


class Outline(NamedTuple):
    """The outline of a tube: its rims, and for each of their corners the number of its ring."""

    rims: tuple[Rim, ...]
    owners: tuple[tuple[int, ...], ...]
    sides: tuple[Rim, Rim] | None
    """The two long sides, from the start to the end; None if the tube is seen from an end."""
    rings: Sequence[Seen]
    """What it is round."""


def seen_rings(rings: tuple[Ring, ...], camera: Camera) -> list[Seen]:
    """Return each ring projected."""
    found, new = [], tuple.__new__
    (rx, ry, _), (ux, uy, uz) = camera.right, camera.up
    middles = camera.balls([(ring[0], 1.0) for ring in rings])
    for (_, (ax, ay, az), (bx, by, bz), (cx, cy, cz), cap), (x, y, scale, depth) in zip(
        rings, middles, strict=True
    ):
        # as `Camera.project_vector`, but without a call for each of four vectors
        seen = (
            (x, y),
            ((ax * rx + ay * ry) * scale, -(ax * ux + ay * uy + az * uz) * scale),
            ((bx * rx + by * ry) * scale, -(bx * ux + by * uy + bz * uz) * scale),
            ((cx * rx + cy * ry) * scale, -(cx * ux + cy * uy + cz * uz) * scale),
            (0.0, 0.0) if cap is NOTHING else camera.project_vector(cap, scale),
            depth,
            (hypot(ax, ay, az) + hypot(bx, by, bz)) / 2 * scale,
        )
        found.append(new(Seen, seen))
    return found


def outline_of(rings: Sequence[Seen]) -> Outline:
    """Return the outline round `rings` and the space between neighbours."""
    directions = _directions(rings)
    pairs = [_sides(ring, -dy, dx) for ring, (dx, dy) in zip(rings, directions, strict=True)]
    there, back = [one for one, _ in pairs], [other for _, other in pairs]
    seen = _seen_from_a_side(rings, directions, (there, back))
    rims: list[Rim] = []
    owners: list[tuple[int, ...]] = []
    sides: tuple[Rim, Rim] | None = None
    first = 0
    while first < len(seen):
        last = first
        while last < len(seen) and seen[last]:
            last += 1
        if last == first:
            rim, owner = _end_on(rings, first)
            last += 1
        else:
            part = slice(first, last + 1)
            long = _with_slopes(there[part]), _with_slopes(back[part])
            rim, owner = _with_ends(rings, directions, long, (first, last))
            if sides is None or len(long[0]) > len(sides[0]):
                sides = long
        rims.append(rim)
        owners.append(owner)
        first = last
    return Outline(tuple(rims), tuple(owners), sides, rings)


def _with_ends(
    rings: Sequence[Seen], directions: list[Point], sides: tuple[Rim, Rim], at: tuple[int, int]
) -> tuple[Rim, tuple[int, ...]]:
    """Return the rim of two sides and the ends between the rings number `at`, and its owners."""
    first, last = at
    (sx, sy), (ex, ey) = directions[first], directions[last]
    one, other = sides
    end = _end(rings[last], ex, ey, (one[-1], other[-1]))
    start = _end(rings[first], -sx, -sy, (one[0], other[0]))
    forth = range(first, last + 1)
    owners = (*forth, *[last] * len(end), *reversed(forth), *[first] * len(start))
    return [*sides[0], *end, *reversed(sides[1]), *start], owners


def _end(ring: Seen, ex: float, ey: float, sides: tuple[Corner, Corner]) -> Rim:
    """Return the points round a ring that ends a tube in the direction (ex, ey) between its sides.

    They go from the right to the left of that direction.
    """
    (ax, ay, anx, any_), (bx, by, bnx, bny) = sides
    is_capped = ring.cap[0] or ring.cap[1]
    if is_capped and abs(anx * ex + any_ * ey) < ASLANT and abs(bnx * ex + bny * ey) < ASLANT:
        tip = _farthest(ring, ex, ey)
        x, y = ring.middle
        long = 2.0 * ((tip[0] - x) * ex + (tip[1] - y) * ey)
        broad = sqrt((bx - ax) * (bx - ax) + (by - ay) * (by - ay))
        if ROUND[0] * broad < long < ROUND[1] * broad:
            return [tip]
    return [_farthest(ring, s * ex - c * ey, s * ey + c * ex) for c, s in HALF_CIRCLE]


def edge_of(of: Outline, widths: Sequence[float]) -> tuple[Rim, ...]:
    """Return the rims made wider, at each ring by its number in `widths`, in pixels."""
    return tuple(
        [
            (x + nx * widths[i], y + ny * widths[i], nx, ny)
            for (x, y, nx, ny), i in zip(rim, owners, strict=True)
        ]
        for rim, owners in zip(of.rims, of.owners, strict=True)
    )


def shade_of(of: Outline) -> tuple[Rim, ...]:
    """Return the part of a tube that is away from the light, which comes from above."""
    if of.sides is None:
        return ()
    there, back = of.sides
    if len(there) < SHADED_RINGS:
        return ()
    lit = sum(a[3] - b[3] for a, b in zip(there, back, strict=True)) / (2 * len(there))
    if abs(lit) < UPRIGHT:
        return ()
    dark, light = (there, back) if lit > 0.0 else (back, there)
    most = SHADED * min(1.0, (abs(lit) - UPRIGHT) * 4.0)
    along = [0.0]
    for (ax, ay, _, _), (bx, by, _, _) in pairwise(dark):
        along.append(along[-1] + sqrt((bx - ax) * (bx - ax) + (by - ay) * (by - ay)))
    whole = along[-1] or 1.0
    inner: Rim = []
    for at, (x, y, nx, ny), (ox, oy, _, _) in zip(along, dark, light, strict=True):
        # it ends in two long points: rings that are close together gave it a jagged end
        end = min(1.0, min(at, whole - at) / (whole * SHADE_ENDS))
        share = most * max(0.0, ny) ** 0.5 * end * (2.0 - end)
        inner.append((x + (ox - x) * share, y + (oy - y) * share, nx, ny))
    inner = _with_slopes(inner)
    return ([*dark, *reversed(inner)],)


def _directions(rings: Sequence[Seen]) -> list[Point]:
    """Return the direction of the tube in the picture at each ring."""
    middles = [ring.middle for ring in rings]
    directions = []
    befores, afters = (middles[0], *middles[:-1]), (*middles[1:], middles[-1])
    for (ax, ay), (bx, by) in zip(befores, afters, strict=True):
        dx, dy = bx - ax, by - ay
        size = sqrt(dx * dx + dy * dy) or 1.0
        directions.append((dx / size, dy / size))
    return directions


def _seen_from_a_side(
    rings: Sequence[Seen], directions: list[Point], sides: tuple[Rim, Rim]
) -> list[bool]:
    """Return whether two sides enclose each ring, the next one and the space between."""
    widths = []
    for (ax, ay, _, _), (bx, by, _, _) in zip(*sides, strict=True):
        dx, dy = ax - bx, ay - by
        widths.append(sqrt(dx * dx + dy * dy))
    found = []
    for i, (ex, ey) in enumerate(directions[:-1]):
        one, other = rings[i], rings[i + 1]
        (ax, ay), (bx, by) = one.middle, other.middle
        dx, dy = bx - ax, by - ay
        along = dx * ex + dy * ey > 0.0
        if along:
            length = sqrt(dx * dx + dy * dy)
            width, after = widths[i], widths[i + 1]
            along = not (
                _stands_out(one, width, after, length, ex, ey)
                or _stands_out(other, after, width, length, ex, ey)
            )
        found.append(along)
    return found


def _stands_out(
    ring: Seen, width: float, after: float, length: float, ex: float, ey: float
) -> bool:
    """Return whether a narrower neighbour, `length` away, does not hide all of a wide ring."""
    (rx, ry), (fx, fy) = ring.right, ring.front
    right, front = rx * ex + ry * ey, fx * ex + fy * ey
    # how far the ring reaches along the tube, in pixels
    reach = sqrt(right * right + front * front)
    if length >= reach:
        return False
    share = length / reach
    return width * sqrt(1.0 - share * share) > after * WITHIN


def _with_slopes(side: Rim) -> Rim:
    """Return a side whose outward directions are at right angles to its own course."""
    found: Rim = []
    from_x = from_y = one = 0.0
    for (x, y, nx, ny), (bx, by, _, _) in zip(side, (*side[1:], side[-1]), strict=True):
        to_x = bx - x
        to_y = by - y
        two = to_x * to_x + to_y * to_y
        if one and two:
            # the nearer neighbour says more about the course here, by the squares of the distances
            dx = from_x * two + to_x * one
            dy = from_y * two + to_y * one
        elif two:
            dx, dy = to_x, to_y
        else:
            dx, dy = from_x, from_y
        from_x, from_y, one = to_x, to_y, two
        size = sqrt(dx * dx + dy * dy)
        if size < TINY:
            found.append((x, y, nx, ny))
            continue
        mx, my = -dy / size, dx / size
        if mx * nx + my * ny < 0.0:
            mx, my = -mx, -my
        found.append((x, y, mx, my))
    return found


def _end_on(rings: Sequence[Seen], i: int) -> tuple[Rim, tuple[int, ...]]:
    """Return the rim of the hull of ring number `i` and the next one, and its owners."""
    a, b = rings[i], rings[i + 1]
    rim, owner = [], []
    for nx, ny in CIRCLE:
        one, other = _farthest(a, nx, ny), _farthest(b, nx, ny)
        is_one = (one[0] - other[0]) * nx + (one[1] - other[1]) * ny > 0.0
        rim.append(one if is_one else other)
        owner.append(i if is_one else i + 1)
    # the same direction as the rim of a tube with sides
    rim.reverse()
    return _with_slopes([rim[-1], *rim, rim[0]])[1:-1], tuple(owner[::-1])


def _sides(ring: Seen, nx: float, ny: float) -> tuple[Corner, Corner]:
    """Return the points of a ring that are farthest in the direction (nx, ny) and against it."""
    (x, y), (rx, ry), near, far, (cx, cy), _, _ = ring
    if near[0] * nx + near[1] * ny <= 0.0:
        near, far = far, near
    (fx, fy), (bx, by) = near, far
    right, beyond = rx * nx + ry * ny, cx * nx + cy * ny
    ahead, behind = fx * nx + fy * ny, bx * nx + by * ny
    same = right * right + beyond * beyond
    one, other = sqrt(same + ahead * ahead) or 1.0, sqrt(same + behind * behind) or 1.0
    mx, my = rx * right + cx * beyond, ry * right + cy * beyond
    return (
        (x + (mx + fx * ahead) / one, y + (my + fy * ahead) / one, nx, ny),
        (x - (mx + bx * behind) / other, y - (my + by * behind) / other, -nx, -ny),
    )


def _farthest(ring: Seen, nx: float, ny: float) -> tuple[float, float, float, float]:
    """Return the point of a ring that is farthest in the direction (nx, ny), and the direction."""
    (x, y), (rx, ry), front, back, (cx, cy), _, _ = ring
    fx, fy = front if front[0] * nx + front[1] * ny > 0.0 else back
    right, ahead, beyond = rx * nx + ry * ny, fx * nx + fy * ny, cx * nx + cy * ny
    size = sqrt(right * right + ahead * ahead + beyond * beyond) or 1.0
    right, ahead, beyond = right / size, ahead / size, beyond / size
    return (
        x + rx * right + fx * ahead + cx * beyond,
        y + ry * right + fy * ahead + cy * beyond,
        nx,
        ny,
    )
