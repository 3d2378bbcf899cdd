"""The head: neck, skull, face, ears and hair, right from wherever they are seen.

Lengths are in metres from the middle of the head: ahead, up, to its right. Breadths are means of
women and men in C. Gordon and others, "1988 Anthropometric Survey of U.S. Army Personnel" (1989),
table of means: head length 192 mm, head breadth 148, cheekbones (bizygomatic) 136, chin to bridge
of the nose (menton-sellion) 118, between the pupils 63, neck round 348. The hair adds 8 mm.

The hair is a part of an ellipsoid, cut along the hairline. Where its line goes round the side of
the head, out of sight, it is cut off exactly where the surface turns away from the eye. So nothing
jumps, whichever way the head or the eye moves.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from functools import lru_cache
from itertools import pairwise
from math import atan2, cos, hypot, pi, sin

from supine.figure.body import Ball, Ring, neck_girth, neckline
from supine.figure.camera import Camera, Point
from supine.figure.depth import Seen
from supine.figure.joints import Frame, Skeleton
from supine.figure.outlines import (
    DIRECTIONS,
    TIE,
    Rim,
    curve,
    discs_of,
    hull_rim,
    spline,
    widened,
)
from supine.figure.parts import EDGE, FINE, Part, Shape, outer_of
from supine.figure.tube import seen_rings
from supine.figure.vectors import Vector, add, cross, dot, mix, scale, sub, unit

Local = Vector
"""A point or a direction of the head: ahead, up, to its right."""

SKULL: tuple[Ball, ...] = (
    ((0.022, 0.034, 0.0), 0.070),
    ((-0.026, -0.002, 0.0), 0.061),
    *(((-0.012, -0.018, side * 0.031), 0.044) for side in (-1, 1)),
)
CHEEKS: tuple[Ball, ...] = tuple(((0.029, -0.008, side * 0.026), 0.043) for side in (-1, 1))
JAW: tuple[Ball, ...] = (
    *CHEEKS,
    ((0.044, -0.044, 0.0), 0.038),
    *(((0.006, -0.052, side * 0.031), 0.022) for side in (-1, 1)),
    *(((0.061, -0.086, side * 0.009), 0.0225) for side in (-1, 1)),
)
UPPER_HEAD: tuple[Ball, ...] = (*SKULL, *CHEEKS, ((0.045, -0.040, 0.0), 0.0405))
LIPS: tuple[Ball, ...] = tuple(((0.0765, -0.057, side * 0.009), 0.0125) for side in (-1, 1))
NOSE: tuple[Ball, ...] = (
    ((0.079, 0.016, 0.0), 0.0085),
    ((0.0985, -0.022, 0.0), 0.0098),
    *(((0.085, -0.0285, side * 0.0105), 0.0078) for side in (-1, 1)),
)
NECK_TOP: Ball = ((-0.022, -0.048, 0.0), 0.054)

FAR_HALF = 0.03
"""Metres that a half of the neckline is behind the other when it is hidden by that."""

CHIN_SHADE = (
    (0.42, 0.022, 0.0, 0.029),
    (0.12, -0.004, 0.030, 0.022),
    (0.12, -0.004, -0.030, 0.022),
)
"""Balls that are the shade of the chin on the neck: their share of the way down the neck, how far
ahead and to the right they are, and their radius."""

JAW_EDGE: tuple[Local, ...] = (
    (0.000, -0.044, 0.0550), (0.012, -0.0685, 0.0465), (0.036, -0.0865, 0.0345),
    (0.060, -0.0995, 0.0220), (0.0745, -0.1040, 0.0),
)  # fmt: skip
"""The lower edge of the jaw on the right, from below the ear to the chin."""

JAW_ENDS = len(JAW_EDGE) - 1

JAW_NORMALS: tuple[Local, ...] = (
    (0.0, -0.60, 0.80), (0.0, -0.70, 0.71), (0.15, -0.78, 0.61), (0.40, -0.82, 0.41),
    (0.60, -0.80, 0.0),
)  # fmt: skip
"""The direction in which the jaw faces at each of these points."""

JAW_WIDTHS = (0.0, 0.7, 1.0, 1.0, 0.9)
"""Half the width of the line there, as a share of the widest."""

UNDER_JAW: Local = (-0.012, -0.088, 0.030)
"""Where the shade on the underside of the jaw ends, on its right."""

UNDER_CHIN: Local = (0.25, -0.97, 0.0)
"""The direction in which the underside of the jaw faces."""

HAIR_MIDDLE: Local = (-0.006, 0.022, 0.0)
HAIR_HALVES: Local = (0.094, 0.103, 0.081)

HAIRLINE: tuple[Local, ...] = (
    (0.080, 0.079, 0.000), (0.074, 0.077, 0.026), (0.060, 0.063, 0.047), (0.047, 0.040, 0.061),
    (0.038, 0.014, 0.072), (0.029, -0.010, 0.077), (0.018, -0.021, 0.078), (0.006, -0.012, 0.080),
    (-0.008, 0.002, 0.081), (-0.026, -0.008, 0.077), (-0.037, -0.030, 0.068),
    (-0.052, -0.046, 0.050), (-0.066, -0.054, 0.026), (-0.069, -0.056, 0.000),
)  # fmt: skip
"""The hairline on the right, from the forehead past the temple and over the ear to the nape."""

NAPE: tuple[Local, ...] = (
    (-0.026, 0.000, 0.077), (-0.040, -0.008, 0.068), (-0.055, -0.018, 0.050),
    (-0.070, -0.026, 0.026), (-0.075, -0.028, 0.000),
)  # fmt: skip
"""The last points of the hairline as it is drawn from below, where the neck hides the nape."""

BELOW: Local = (0.6, -0.8, 0.0)
FROM_BELOW = (0.5, 0.85)
"""The share of the direction to the eye at which the hair at the nape begins to be hidden, and at
which it is hidden."""

STRAIGHT_BELOW = -0.85
"""Below this share of the direction to the eye, up, the neck and the jaw are before the hair."""

FACE: Local = (0.80, -0.60, 0.0)
"""The direction of the middle of what has no hair."""


class Sight:
    """How the head is seen: its points in the picture, and what of it is turned to the eye."""

    __slots__ = ("_x", "_y", "depth", "scale", "toward")

    def __init__(self, middle: Vector, frame: Frame, camera: Camera) -> None:
        x, y, self.depth, self.scale = camera.project(middle)
        xs, ys = [], []
        for axis in (frame.front, frame.headward, frame.right):
            there, back = (camera.project(add(middle, axis, step))[:2] for step in (0.1, -0.1))
            xs.append((there[0] - back[0]) / 0.2)
            ys.append((there[1] - back[1]) / 0.2)
        self._x, self._y = (x, xs[0], xs[1], xs[2]), (y, ys[0], ys[1], ys[2])
        toward = unit(cross((xs[0], xs[1], xs[2]), (ys[0], ys[1], ys[2])))
        ahead, up = dot(frame.front, camera.forward), dot(frame.headward, camera.forward)
        away = dot(toward, (ahead, up, dot(frame.right, camera.forward))) > 0.0
        self.toward: Local = scale(toward, -1.0) if away else toward
        """The direction from the head to the eye."""

    def place(self, point: Local) -> Point:
        """Return a point of the head in the picture, in pixels."""
        (x, xa, xu, xr), (y, ya, yu, yr), (a, u, r) = self._x, self._y, point
        return x + a * xa + u * xu + r * xr, y + a * ya + u * yu + r * yr

    def direction(self, nx: float, ny: float) -> Local:
        """Return the direction of the head that is a direction in the picture."""
        (_, xa, xu, xr), (_, ya, yu, yr) = self._x, self._y
        return (xa * nx + ya * ny, xu * nx + yu * ny, xr * nx + yr * ny)

    def flat(self, direction: Local) -> Point:
        """Return a direction of the head in the picture, shorter if seen from its end."""
        (_, xa, xu, xr), (_, ya, yu, yr), (a, u, r) = self._x, self._y, direction
        k = self.scale
        return (a * xa + u * xu + r * xr) / k, (a * ya + u * yu + r * yr) / k

    def discs(self, balls: Iterable[Ball]) -> tuple[Seen, ...]:
        """Return balls projected, each with its depth in metres."""
        found = []
        for middle, radius in balls:
            x, y = self.place(middle)
            found.append((x, y, radius * self.scale, self.depth - dot(middle, self.toward)))
        return tuple(found)


def head_part(skeleton: Skeleton, camera: Camera) -> Part:
    """Return the head and the neck."""
    broader = neck_girth(skeleton.girth)
    opened = 1.0 - skeleton.eyes_closed
    place = (skeleton.head, skeleton.head_frame)
    return _part(neckline(skeleton), place, (opened, broader), camera)


@lru_cache(maxsize=2)
def _part(
    opening: Ring,
    place: tuple[Vector, Frame],
    look: tuple[float, float],
    camera: Camera,
) -> Part:
    """Return the head at `place`; `look` says how far its eyes are open, and how broad it is.

    `opening` is the neckline of the shirt.
    """
    (middle, frame), (opened, broader) = place, look
    sight = Sight(middle, frame, camera)
    edge, fine = EDGE * sight.scale, FINE * sight.scale
    (ahead, up, _), radius = NECK_TOP
    neck_top = add(add(middle, frame.front, ahead), frame.headward, up), radius * broader
    neck = _neck(opening, neck_top, camera)
    solids = [hull_rim(sight.discs(balls)) for balls in (UPPER_HEAD, LIPS)]
    solids.append(hull_rim(sight.discs((place, radius * broader) for place, radius in JAW)))
    neck_line, neck_fill = Shape("skin", "edge", (neck,), wider=edge), _filled(neck)
    nose, hair = tuple(_nose(sight, fine)), tuple(_hair(sight, edge))
    mouth = Shape("mouth", "fill", (_mouth(sight),))
    face_line = Shape("skin", "edge", tuple(solids), wider=edge)
    ears = _ears(sight, fine, near=False), _ears(sight, fine, near=True)
    seen_from_above = _rise(sight.toward[1], 0.0, 0.3)
    jaw_line = _line_on(
        solids[-1], sight.flat((0.0, -1.0, 0.0)), (0.4, 0.9), fine * seen_from_above
    )
    shade = Shape("skin", "shade", (_chin_shade(opening.middle, neck_top[0], frame, camera),))
    jaw = tuple(_jaw(sight, fine))
    from_front, from_below = sight.toward[0] > 0.0, sight.toward[1] < STRAIGHT_BELOW
    shapes = (
        *ears[0],
        neck_line,
        face_line,
        *(() if from_front else nose),
        *(hair if from_below else ()),
        neck_fill,
        shade,
        *((Shape("skin", "edge", (jaw_line,)),) if seen_from_above else ()),
        _filled(*solids),
        *jaw,
        *_eyes(sight, opened),
        *(nose if from_front else ()),
        mouth,
        *ears[1],
        *(() if from_below else hair),
    )
    outside = (neck_line, face_line, nose[0], *hair[:1], *(ear[0] for ear in ears if ear))
    seen = sight.discs((SKULL[1], *CHEEKS, JAW[2]))
    return Part(("head",), seen, shapes, outer=outer_of(outside, camera))


def _neck(neckline: Ring, top: Ball, camera: Camera) -> Rim:
    """Return the outline of the neck: round its `top`, and cut off at the neckline.

    The far half of the neckline is not seen beyond the near one.
    """
    ((bx, by, radius, _),) = discs_of((top,), camera)
    (ring,) = seen_rings((neckline,), camera)
    (x, y), (rx, ry), ends = ring.middle, ring.right, [ring.front, ring.back]
    dx, dy = x - bx, y - by
    size = hypot(dx, dy) or 1.0
    dx, dy = dx / size, dy / size
    behind = dot(sub(neckline.front, neckline.back), camera.forward)
    near, far = (0, 1) if behind < 0.0 else (1, 0)
    reach, other = (ends[i][0] * dx + ends[i][1] * dy for i in (far, near))
    hidden = _rise(abs(behind), 0.0, FAR_HALF) * max(0.0, reach - max(0.0, other))
    ends[far] = ends[far][0] - dx * hidden, ends[far][1] - dy * hidden
    rim: Rim = []
    owners: list[int] = []
    for nx, ny in DIRECTIONS:
        found = [(bx * nx + by * ny + radius - TIE, 0, bx + nx * radius, by + ny * radius)]
        aside = rx * nx + ry * ny
        for owner, (ex, ey) in enumerate(ends, 1):
            along = max(0.0, ex * nx + ey * ny)
            size = hypot(aside, along) or 1.0
            one, two = aside / size, along / size
            px, py = x + rx * one + ex * two, y + ry * one + ey * two
            found.append((px * nx + py * ny, owner, px, py))
        _, owner, px, py = max(found)
        owners.append(owner)
        rim.append((px, py, nx, ny))
    # where one of them goes on, every other point is enough
    return [
        corner
        for i, corner in enumerate(rim)
        if i % 2 == 0 or not owners[i - 1] == owners[i] == owners[(i + 1) % len(owners)]
    ]


def _chin_shade(root: Vector, top: Vector, head: Frame, camera: Camera) -> Rim:
    """Return the shade of the chin on the neck, which goes from `root` to `top`."""
    balls = tuple(
        (add(add(mix(top, root, share), head.front, ahead), head.right, aside), radius)
        for share, ahead, aside, radius in CHIN_SHADE
    )
    return hull_rim(discs_of(balls, camera))


def _jaw(sight: Sight, fine: float) -> Iterator[Shape]:
    """Yield the underside of the jaw, where it is seen, and its lower edge."""
    under = _rise(dot(UNDER_CHIN, sight.toward), 0.0, 0.4)
    ahead, up, aside = UNDER_JAW
    points, widths, behind = [], list[float](), list[Point]()
    for place in range(-JAW_ENDS, JAW_ENDS + 1):
        number, side = JAW_ENDS - abs(place), 1.0 if place < 0 else -1.0
        (a, u, r), (na, nu, nr) = JAW_EDGE[number], JAW_NORMALS[number]
        facing = dot((na, nu, side * nr), sight.toward)
        x, y = sight.place((a, u, side * r))
        points.append((x, y))
        widths.append(fine / 2 * JAW_WIDTHS[number] * _rise(facing, -0.1, 0.3))
        if under > 0.0:
            # the shade grows from the edge, since it may not be there at once as a whole
            share = under * _rise(facing, 0.0, 0.4)
            bx, by = sight.place((ahead, up, -aside * place / JAW_ENDS))
            behind.append((x + (bx - x) * share, y + (by - y) * share))
    if behind:
        yield Shape("skin", "shade", (_corners([*points, *reversed(behind)]),))
    yield Shape("skin", "edge", (curve(points, widths),))


def _every(sight: Sight) -> int:
    """Return 2 if every other point of a curve is enough, otherwise 1."""
    return 2 if sight.scale < SMALL_HEAD else 1


def _filled(*rims: Rim) -> Shape:
    return Shape("skin", "fill", tuple(rims))


UNDER = 0.5
"""Pixels that a line which fades out goes under what it is round."""


def _line_on(rim: Rim, toward: Point, between: tuple[float, float], width: float) -> Rim:
    """Return the outline with a line on the side that points `toward`, fading out `between`."""
    dx, dy = toward
    line: Rim = []
    for x, y, nx, ny in rim:
        share = _rise(nx * dx + ny * dy, *between)
        # where there is no line, nothing of it is seen beside what covers its inner half
        here = width * share - UNDER * (1.0 - share)
        line.append((x + nx * here, y + ny * here, nx, ny))
    return line


def _rise(value: float, low: float, high: float) -> float:
    """Return 0 up to `low`, 1 from `high`, and a smooth rise between."""
    share = min(1.0, max(0.0, (value - low) / (high - low)))
    return share * share * (3.0 - 2.0 * share)


# --- hair ---------------------------------------------------------------------------------------


def _on_ball(point: Local) -> Local:
    """Return the point of the unit ball that is a point of the hair, or the nearest one."""
    a, u, r = (
        (one - middle) / half
        for one, middle, half in zip(point, HAIR_MIDDLE, HAIR_HALVES, strict=True)
    )
    return unit((a, u, r))


def _closed_curve(points: Sequence[Local], steps: int) -> Iterator[Local]:
    """Yield points of the closed smooth curve through `points`."""
    count = len(points)
    for i in range(count):
        a, b, c, d = (points[(i + k) % count] for k in (-1, 0, 1, 2))
        for step in range(steps):
            t = step / steps
            yield (
                spline(a[0], b[0], c[0], d[0], t),
                spline(a[1], b[1], c[1], d[1], t),
                spline(a[2], b[2], c[2], d[2], t),
            )


def _border(right: Sequence[Local]) -> tuple[Local, ...]:
    """Return the whole hairline on the unit ball, with the hair on its left, seen from outside."""
    left = [(a, u, -r) for a, u, r in right[-2:0:-1]]
    return tuple(_on_ball(point) for point in _closed_curve([*right, *left][::-1], 3))


BORDER = _border(HAIRLINE)
BORDER_FROM_BELOW = _border((*HAIRLINE[: -len(NAPE)], *NAPE))


def _strand(points: Sequence[Local]) -> tuple[Local, ...]:
    """Return a smooth line through five points, on the unit ball."""
    there_and_back = [*points, *points[-2:0:-1]]
    return tuple(_on_ball(point) for point in _closed_curve(there_and_back, 2))[:9]


STRANDS = tuple(
    _strand([(ahead, up, side * aside) for ahead, up, aside in strand])
    for side in (-1, 1)
    for strand in (
        ((0.062, 0.092, 0.030), (0.030, 0.112, 0.036), (0.000, 0.110, 0.042),
         (-0.035, 0.095, 0.046), (-0.064, 0.065, 0.046)),
        ((0.044, 0.070, 0.056), (0.015, 0.080, 0.064), (-0.016, 0.074, 0.070),
         (-0.044, 0.054, 0.066), (-0.064, 0.024, 0.056)),
        ((0.034, 0.036, 0.070), (0.008, 0.046, 0.078), (-0.020, 0.040, 0.078),
         (-0.044, 0.018, 0.070), (-0.058, -0.012, 0.058)),
    )
)  # fmt: skip
"""Lines in the hair on the unit ball, as it is combed from the face to the nape."""


def _hair(sight: Sight, edge: float) -> tuple[Shape, ...]:
    """Return what is seen of the hair."""
    rims = _hair_rims(sight)
    if not rims:
        return ()
    # the narrow strip that comes into view first has no thick line
    wide = tuple(widened(rim, min(edge, _thickness(rim))) for rim in rims)
    thin = tuple(rims)
    strands = tuple(_strands(sight))
    return Shape("hair", "edge", wide), Shape("hair", "fill", thin), Shape("hair", "edge", strands)


LEAST = 0.05
"""Pixels: what is thinner is not drawn."""

STRAND_WIDTHS = (0.0, 0.4, 0.7, 0.9, 1.0, 0.9, 0.7, 0.4, 0.0)


def _strands(sight: Sight) -> Iterator[Rim]:
    """Yield the lines in the hair that are turned to the eye."""
    every = _every(sight)
    for whole in STRANDS:
        strand, widths = whole[::every], []
        for (a, u, r), width in zip(strand, STRAND_WIDTHS[::every], strict=True):
            normal = (a / HAIR_HALVES[0], u / HAIR_HALVES[1], r / HAIR_HALVES[2])
            share = _rise(dot(unit(normal), sight.toward), 0.1, 0.6)
            widths.append(width * share * sight.scale * 0.0011)
        if max(widths) > LEAST:
            yield curve([sight.place(_off_ball(point)) for point in strand], widths)


def _hair_rims(sight: Sight) -> list[Rim]:
    """Return the outlines of what is seen of the hair; points of the hairline have no direction.

    The hairline is followed where it is turned to the eye. From where it turns away, the outline
    goes on along the limb of the ball, anticlockwise, to where the hairline comes into view again.
    """
    a, u, r = sight.toward
    eye = unit((a / HAIR_HALVES[0], u / HAIR_HALVES[1], r / HAIR_HALVES[2]))
    every = _every(sight)
    border = BORDER[::every]
    if share := _rise(dot(BELOW, sight.toward), *FROM_BELOW):
        pairs = zip(border, BORDER_FROM_BELOW[::every], strict=True)
        border = tuple(unit(mix(one, other, share)) for one, other in pairs)
    facing = [dot(point, eye) for point in border]
    if all(one <= 0.0 for one in facing):
        return [_limb_arc(sight, 0.0, 2 * pi)] if dot(FACE, eye) < 0.0 else []
    if all(one > 0.0 for one in facing):
        line = [_hair_place(sight, point) for point in border]
        if _area(line) > 0.0:
            return [line]
        limb_rim = _limb_arc(sight, 0.0, 2 * pi)
        return [[*limb_rim, limb_rim[0], *line, line[0]]]
    runs = _runs(border, facing)
    starts = [_angle(sight, run[0]) for run in runs]
    ends = [_angle(sight, run[-1]) for run in runs]
    rims, left = [], set(range(len(runs)))
    while left:
        first = number = min(left)
        rim: Rim = []
        while number in left:
            left.discard(number)
            rim += [_hair_place(sight, point) for point in runs[number]]
            turns = [(start - ends[number]) % (2 * pi) for start in starts]
            following = min(range(len(runs)), key=turns.__getitem__)
            rim += _limb_arc(sight, ends[number], turns[following])
            number = following
        assert number == first or not left
        rims.append(rim)
    return rims


def _runs(border: tuple[Local, ...], facing: list[float]) -> list[list[Local]]:
    """Return the parts of the hairline that are in view, each from limb to limb."""
    count, runs = len(border), []

    def crossing(i: int, j: int) -> Local:
        return unit(add(scale(border[i], abs(facing[j])), border[j], abs(facing[i])))

    for start in range(count):
        if facing[start - 1] <= 0.0 < facing[start]:
            run, at = [crossing(start - 1, start)], start
            while facing[at] > 0.0:
                run.append(border[at])
                at = (at + 1) % count
            runs.append([*run, crossing(at - 1, at)])
    return runs


def _hair_place(sight: Sight, point: Local) -> tuple[float, float, float, float]:
    x, y = sight.place(_off_ball(point))
    return x, y, 0.0, 0.0


def _off_ball(point: Local) -> Local:
    (a, u, r), (ca, cu, cr), (ha, hu, hr) = point, HAIR_MIDDLE, HAIR_HALVES
    return ca + a * ha, cu + u * hu, cr + r * hr


def _angle(sight: Sight, point: Local) -> float:
    """Return the direction in the picture of a point on the limb of the hair, anticlockwise."""
    (a, u, r), (ha, hu, hr) = point, HAIR_HALVES
    x, y = sight.flat((a / ha, u / hu, r / hr))
    return atan2(-y, x)


def _limb_arc(sight: Sight, start: float, turn: float) -> Rim:
    """Return the limb of the hair from the angle `start` on by `turn`, without its ends."""
    found = []
    step = 2 * pi / len(DIRECTIONS)
    number = int(start // step) + 1
    while number * step < start + turn + (1e-9 if turn >= 2 * pi else -1e-9):
        nx, ny = DIRECTIONS[-number % len(DIRECTIONS)]
        a, u, r = sight.direction(nx, ny)
        point = unit((a * HAIR_HALVES[0], u * HAIR_HALVES[1], r * HAIR_HALVES[2]))
        x, y = sight.place(_off_ball(point))
        found.append((x, y, nx, ny))
        number += 1
    return found


def _thickness(rim: Rim) -> float:
    """Return the mean breadth of a narrow shape, in pixels."""
    around = sum(hypot(b[0] - a[0], b[1] - a[1]) for a, b in pairwise([rim[-1], *rim]))
    return abs(_area(rim)) / (around or 1.0)


def _area(rim: Sequence[tuple[float, float, float, float]]) -> float:
    """Return twice the area of a rim, above 0 if it goes anticlockwise in the picture."""
    return sum(rim[i - 1][1] * rim[i][0] - rim[i - 1][0] * rim[i][1] for i in range(len(rim)))


# --- features -----------------------------------------------------------------------------------

EAR_FOLD = (1.7, 2.05, 2.4, 2.75, 3.1, 3.45, 3.8, 4.15, 4.5)
"""The angles of the fold in an ear, along its back."""

EAR_FOLD_WIDTHS = (0.0, 0.5, 0.8, 1.0, 1.0, 1.0, 0.8, 0.5, 0.0)
"""Half its width there, as a share of the deepest."""

EAR_NORMAL: Local = (0.30, 0.0, 0.95)

EYE_INNER, EYE_MIDDLE, EYE_OUTER = (0.0790, 0.0165), (0.0755, 0.0315), (0.0650, 0.0470)
"""How far ahead and aside the corners and the middle of an eye are."""

BROW: tuple[Local, ...] = (
    (0.0890, 0.0205, 0.0130), (0.0880, 0.0228, 0.0190), (0.0860, 0.0245, 0.0260),
    (0.0825, 0.0255, 0.0330), (0.0780, 0.0250, 0.0400), (0.0720, 0.0228, 0.0475),
)  # fmt: skip
"""The brow on the right, from inside to outside."""

LASHES = (0.0006, 0.0014, 0.0019, 0.0021, 0.0021, 0.0019, 0.0010)
"""Half the width of the line of the lashes, from inside to outside."""

NOSTRIL, NOSTRIL_NORMAL = (
    ((0.0955, 0.0040), (0.0920, 0.0060), (0.0885, 0.0075), (0.0850, 0.0080)),
    (0.3, -0.95, 0.0),
)
"""How far ahead and aside the middle of a nostril goes, and where it faces."""

SMALL_HEAD = 450.0
"""Pixels per metre: below it, every other point of eyes, ears and hair is enough."""

LID_OPEN, LID_CLOSED, LID_LOWER = 0.0062, -0.0040, -0.0042
"""The height of the lids in the middle of the eye."""


def _nose(sight: Sight, fine: float) -> Iterator[Shape]:
    """Yield the nose, with a line only on its far side and below, and the nostrils."""
    rim = hull_rim(sight.discs(NOSE))
    ahead, down = sight.flat((1.0, 0.0, 0.0)), sight.flat((0.0, -1.0, 0.0))
    aside = min(1.0, 2.0 * abs(sight.toward[2]))
    toward = (aside * ahead[0] + 0.7 * down[0], aside * ahead[1] + 0.7 * down[1])
    yield Shape("skin", "edge", (_line_on(rim, toward, (0.35, 0.75), fine),))
    yield _filled(rim)
    share = _rise(dot(NOSTRIL_NORMAL, sight.toward), 0.1, 0.6)
    if share > 0.0:
        k = share * sight.scale
        yield Shape(
            "mouth",
            "fill",
            tuple(
                curve(
                    [sight.place((ahead, -0.0355, side * aside)) for ahead, aside in NOSTRIL],
                    [k * width for width in (0.0006, 0.0016, 0.0019, 0.0007)],
                )
                for side in (-1.0, 1.0)
            ),
        )


def _eyes(sight: Sight, opened: float) -> Iterator[Shape]:
    """Yield eyes and brows; `opened` says how far the eyes are open, 0 to 1."""
    white, dark, crease, brow = (
        tuple(one + other)
        for one, other in zip(*(_eye(sight, side, opened) for side in (-1.0, 1.0)), strict=True)
    )
    yield Shape("white", "fill", white)
    yield Shape("eye", "fill", dark)
    yield Shape("skin", "edge", crease)
    yield Shape("hair", "fill", brow)


def _eye(sight: Sight, side: float, opened: float) -> tuple[list[Rim], ...]:
    """Return the polygons of the white, of iris and lashes, of the crease, and of the brow."""
    facing = dot((0.88, 0.0, 0.47 * side), sight.toward)
    share = _rise(facing, 0.0, 0.35)
    if share <= 0.0:
        return [], [], [], []
    k = sight.scale * share
    upper, lower = LID_CLOSED + (LID_OPEN - LID_CLOSED) * opened, LID_LOWER

    every = _every(sight)

    def lid(height: float) -> list[Point]:
        return [_on_lid(sight, side, i / 6, height) for i in range(0, 7, every)]

    lashes = lid(upper)
    white = _corners([*lashes, *reversed(lid(lower))])
    widths = [max(0.35, k * w) * share for w in LASHES[::every]]
    dark = [curve(lashes, widths)]
    if opened > 0.05:
        dark.append(_iris(sight, side, (lower, upper), every))
    crease = [_on_lid(sight, side, t, 0.0125, 0.001) for t in (0.1, 0.3, 0.5, 0.7, 0.9)]
    brow = [sight.place((ahead, up, side * aside)) for ahead, up, aside in BROW]
    middle = sight.place((EYE_MIDDLE[0], 0.0, side * EYE_MIDDLE[1]))
    found = (
        [white],
        dark,
        [curve(crease, [k * w for w in (0.0, 0.0007, 0.0009, 0.0008, 0.0)])],
        [curve(brow, [k * w for w in (0.0012, 0.0021, 0.0023, 0.0021, 0.0016, 0.0004)])],
    )
    return tuple([_shrunk(polygon, middle, share) for polygon in group] for group in found)


def _shrunk(polygon: Rim, middle: Point, share: float) -> Rim:
    """Return a polygon nearer to `middle`: an eye that turns away ends as a point."""
    if share >= 1.0:
        return polygon
    x, y = middle
    return [(x + (px - x) * share, y + (py - y) * share, nx, ny) for px, py, nx, ny in polygon]


def _on_lid(sight: Sight, side: float, t: float, height: float, ahead: float = 0.0) -> Point:
    """Return a point of a lid of `height`, from the inner corner (t = 0) to the outer one (1)."""
    bow = 4.0 * t * (1.0 - t)
    (ia, ir), (ma, mr), (oa, orr) = EYE_INNER, EYE_MIDDLE, EYE_OUTER
    inner, middle, outer = (1 - t) * (1 - 2 * t), bow, t * (2 * t - 1)
    a = ia * inner + ma * middle + oa * outer
    r = ir * inner + mr * middle + orr * outer
    return sight.place((a + ahead, height * bow - 0.001 + 0.002 * t, side * r))


def _iris(sight: Sight, side: float, lids: tuple[float, float], every: int) -> Rim:
    """Return the iris, cut off by the lids, the lower and the upper one; see `_eye` for `every`."""
    (lower, upper), points = lids, []
    for i in range(0, 16, every):
        c, s = cos(2 * pi * i / 16), sin(2 * pi * i / 16)
        t = 0.47 + 0.0062 * c / (EYE_OUTER[1] - EYE_INNER[1])
        bow = 4.0 * t * (1.0 - t)
        up = min(max(0.0008 + 0.0062 * s, lower * bow), upper * bow)
        points.append(_on_lid(sight, side, t, up / bow))
    return _corners(points)


def _corners(points: Sequence[Point]) -> Rim:
    """Return the outline with straight lines between `points`."""
    return [(x, y, 0.0, 0.0) for x, y in points]


def _mouth(sight: Sight) -> Rim:
    """Return the closed mouth in a small smile: from below it has more, or it would look sad."""
    lift = 0.0045 + 0.012 * max(0.0, -sight.toward[1]) - 0.003 * max(0.0, sight.toward[1])
    points, widths = [], []
    for i in range(-4, 5):
        t = i / 4
        points.append(sight.place((0.0893 - 0.0120 * t * t, -0.0590 + lift * t * t, 0.0205 * t)))
        share = _rise(dot(unit((1.0, 0.0, 0.75 * t)), sight.toward), -0.05, 0.3)
        widths.append(max(0.3, sight.scale * (0.0013 - 0.0008 * t * t)) * share)
    return curve(points, widths)


def _ears(sight: Sight, fine: float, *, near: bool) -> tuple[Shape, ...]:
    """Return the ears that are turned to the eye, or those that are turned away."""
    ears = []
    for side in (-1.0, 1.0):
        facing = dot((EAR_NORMAL[0], 0.0, side * EAR_NORMAL[2]), sight.toward)
        if (facing > 0.0) == near:
            ears.append(_ear(sight, side, fine, _rise(facing, 0.1, 0.5)))
    if not ears:
        return ()
    lines, fills, folds = zip(*ears, strict=True)
    found = (Shape("skin", "edge", lines), Shape("skin", "fill", fills))
    return (*found, Shape("skin", "edge", folds)) if near else found


def _ear(sight: Sight, side: float, fine: float, share: float) -> tuple[Rim, Rim, Rim]:
    """Return the line round an ear, the ear, and the fold in it."""
    every = _every(sight)
    places = [_on_ear(sight, side, 2 * pi * i / 16, 1.0) for i in range(0, 16, every)]
    around: Rim = []
    for i, (x, y) in enumerate(places):
        (ax, ay), (bx, by) = places[i - 1], places[(i + 1) % len(places)]
        size = hypot(bx - ax, by - ay) or 1.0
        around.append((x, y, (by - ay) / size, (ax - bx) / size))
    outward = 1.0 if _area(around) < 0.0 else -1.0
    around = [(x, y, nx * outward, ny * outward) for x, y, nx, ny in around]
    fold = [_on_ear(sight, side, angle, 0.62) for angle in EAR_FOLD[::every]]
    widths = [fine * 0.45 * share * width for width in EAR_FOLD_WIDTHS[::every]]
    return widened(around, fine), around, curve(fold, widths)


def _on_ear(sight: Sight, side: float, angle: float, size: float) -> Point:
    """Return a point of an ear: `angle` from its front (0) over its top to its back."""
    c, s = cos(angle) * size, sin(angle) * size
    across = 0.0165 * (1.0 + 0.22 * s) * c
    along = 0.030 * s
    return sight.place(
        (
            -0.013 + across - 0.22 * along,
            -0.006 + along + 0.1 * across,
            side * (0.0755 - 0.45 * across),
        )
    )
