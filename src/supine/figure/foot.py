"""The foot: heel, arch, ball and toes, from the hem of the trousers on.

Lengths are in metres from the ankle: ahead to the toes, down to the sole, outward to the little
toe. They are means of women and men in C. Gordon and others, "1988 Anthropometric Survey of U.S.
Army Personnel" (1989), table of means: foot length 257 mm, foot breadth 95, from heel to ball 186,
heel breadth 70, height of the outer ankle bone 64, round the ankle 217.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from functools import lru_cache
from math import cos, hypot, pi, radians, sin
from typing import NamedTuple

from supine.figure.body import Ball, Row
from supine.figure.camera import Camera, Point
from supine.figure.depth import Seen
from supine.figure.joints import Leg
from supine.figure.outlines import (
    ARC_STEPS,
    Rim,
    capsule,
    curve,
    discs_of,
    hull_rim,
    smooth,
)
from supine.figure.parts import EDGE, FINE, Part, Shape, outer_of
from supine.figure.vectors import Vector, add, cross, dot, mix, scale, sub, unit

Local = Vector
"""A point or a direction of the foot: ahead, down, outward."""

ANKLE: Ball = ((0.0, 0.0, 0.0), 0.0335)
HEEL: Ball = ((-0.0345, 0.0350, 0.0), 0.0310)
TENDON: Ball = ((-0.0200, -0.008, 0.0), 0.0210)
INSTEP: Ball = ((0.036, 0.014, -0.003), 0.0300)
INNER_ARCH: Ball = ((0.046, 0.031, -0.013), 0.0240)
OUTER_ARCH: Ball = ((0.042, 0.0440, 0.017), 0.0220)
BACK_OF_FOOT: Ball = ((0.082, 0.034, -0.009), 0.0250)
BALL_INNER: Ball = ((0.120, 0.0465, -0.025), 0.0195)
BALL_MIDDLE: Ball = ((0.121, 0.0450, -0.003), 0.0180)
BALL_OUTER: Ball = ((0.098, 0.0500, 0.029), 0.0160)

SOLIDS: tuple[tuple[Ball, ...], ...] = (
    (ANKLE, TENDON, HEEL, INNER_ARCH, OUTER_ARCH),
    (ANKLE, INSTEP, BACK_OF_FOOT, INNER_ARCH, OUTER_ARCH),
    (INNER_ARCH, BACK_OF_FOOT, BALL_INNER, BALL_MIDDLE, BALL_OUTER, OUTER_ARCH),
)
"""What the foot is made of without its toes; each is the convex hull of its balls."""

TOES: tuple[tuple[Ball, Ball], ...] = (
    (((0.132, 0.0490, -0.0265), 0.0155), ((0.176, 0.0535, -0.0245), 0.0125)),
    (((0.134, 0.0520, -0.0060), 0.0105), ((0.175, 0.0570, -0.0030), 0.0088)),
    (((0.129, 0.0530, 0.0085), 0.0100), ((0.166, 0.0575, 0.0120), 0.0083)),
    (((0.121, 0.0540, 0.0215), 0.0095), ((0.154, 0.0580, 0.0255), 0.0079)),
    (((0.109, 0.0550, 0.0330), 0.0090), ((0.139, 0.0585, 0.0375), 0.0075)),
)
"""The toes from the big one to the little one, each from its root to its tip."""

FRONTS: tuple[tuple[Ball, ...], ...] = (
    (BALL_INNER, BALL_MIDDLE, TOES[0][1], TOES[1][1]),
    (BALL_MIDDLE, BALL_OUTER, *(tip for _, tip in TOES[1:])),
)
"""The toes with the ball, on the inner and on the outer side."""

ROW = (HEEL, OUTER_ARCH, BACK_OF_FOOT, BALL_MIDDLE, TOES[1][1])
"""A row of balls from the heel to the toes."""

BALLS = tuple(dict.fromkeys(ball for group in (*SOLIDS, *TOES) for ball in group))
"""All balls of a foot, each once."""

LONGEST = 0.045
"""The length of the longest toe, from root to tip."""

FROM_HEEL = -0.15
"""Below this share of the direction to the eye, the toes are behind the foot."""

FROM_SOLE = 0.1
"""Above this share of the direction to the eye, the prints of the sole are seen."""

HEM, HEM_RADIUS = 0.90, 0.0325
"""Where the foot begins along the shin, under the hem, and the radius of the leg there."""

ROUND_ANKLE = tuple((cos(pi * i / 4), sin(pi * i / 4)) for i in range(-2, 3))
ROUND_HEM = tuple((cos(radians(i)), sin(radians(i))) for i in (0, 20, 55, 90, 125, 160, 180))
"""Directions on half a circle."""

ARCH: tuple[Local, ...] = (
    (-0.012, 0.060, -0.024), (0.018, 0.050, -0.029), (0.046, 0.0445, -0.0345),
    (0.076, 0.049, -0.036), (0.102, 0.060, -0.037),
)  # fmt: skip
"""The line over the arch, on the inner side."""

SOLE: tuple[Local, ...] = (
    (-0.057, 0.052, 0.000), (-0.046, 0.056, 0.019), (-0.015, 0.058, 0.026), (0.030, 0.058, 0.029),
    (0.070, 0.060, 0.036), (0.098, 0.060, 0.038), (0.118, 0.058, 0.028), (0.131, 0.058, 0.002),
    (0.138, 0.058, -0.024), (0.126, 0.058, -0.039), (0.102, 0.058, -0.035), (0.074, 0.056, -0.010),
    (0.036, 0.056, -0.006), (-0.004, 0.058, -0.017), (-0.030, 0.058, -0.024),
    (-0.050, 0.054, -0.015),
)  # fmt: skip
"""The print of the sole, without its toes: the arch leaves none."""

PADS: tuple[tuple[Local, ...], ...] = tuple(
    tuple(
        (ahead + a * radius * 0.8, down + radius * 0.75, outward + o * radius * 0.62)
        for a, o in ((1.0, 0.0), (0.0, 1.0), (-1.1, 0.0), (0.0, -1.0))
    )
    for _, ((ahead, down, outward), radius) in TOES
)
"""The prints of the toes, on their lower side."""

ANKLE_BONES: tuple[tuple[Local, float], ...] = (
    ((0.004, -0.004, -0.034), -1.0), ((-0.008, 0.003, 0.034), 1.0),
)  # fmt: skip
"""The inner ankle bone, and the outer one, which is lower and farther back."""


def foot_row(side: str, leg: Leg) -> Row:
    """Return the foot of `leg` as a row of balls, without its smaller toes."""
    frame = _frame(side, leg)
    return Row(f"{side} foot", "skin", _there(frame, ROW))


def foot_balls(side: str, leg: Leg) -> tuple[Ball, ...]:
    """Return all balls of the foot of `leg`."""
    return _there(_frame(side, leg), [ball for group in (*SOLIDS, *TOES) for ball in group])


Frame = tuple[Vector, Vector, Vector, Vector]
"""The ankle, and the directions ahead, down and outward."""


def _frame(side: str, leg: Leg) -> Frame:
    outward = scale(cross(leg.toes, leg.sole), 1.0 if side == "right" else -1.0)
    return leg.ankle, leg.toes, leg.sole, outward


def _at(frame: Frame, point: Local) -> Vector:
    middle, ahead, down, outward = frame
    return add(add(add(middle, ahead, point[0]), down, point[1]), outward, point[2])


def _there(frame: Frame, balls: Iterable[Ball]) -> tuple[Ball, ...]:
    (x, y, z), (ax, ay, az), (dx, dy, dz), (ox, oy, oz) = frame
    return tuple(
        [
            (
                (
                    x + ax * ahead + dx * down + ox * outward,
                    y + ay * ahead + dy * down + oy * outward,
                    z + az * ahead + dz * down + oz * outward,
                ),
                radius,
            )
            for (ahead, down, outward), radius in balls
        ]
    )


@lru_cache(maxsize=4)
def foot_part(side: str, leg: Leg, camera: Camera) -> Part:
    """Return the foot of `leg`, from the hem of the trousers on."""
    frame = _frame(side, leg)
    eye = scale(camera.forward, -1.0)
    toward = dot(leg.toes, eye), dot(leg.sole, eye), dot(frame[3], eye)
    size = camera.project(leg.ankle)[3]
    projected = discs_of(_there(frame, BALLS), camera)
    discs = dict(zip(BALLS, projected, strict=True))

    def hull_of(balls: Iterable[Ball]) -> Rim:
        return hull_rim([discs[ball] for ball in balls])

    rims = [_ankle_rim(leg, camera), *map(hull_of, SOLIDS)]
    toes = _toes(discs)
    fine = FINE * size
    toe_shapes = tuple(shape for toe in toes for shape in _toe_shapes(toe, fine))
    prints = tuple(_prints(frame, camera)) if toward[1] > FROM_SOLE else ()
    lines = tuple(_lines(frame, camera, toward, fine))
    # round the toes the line is in two pieces, so that no dark gap is between them
    edge = Shape("outline", "edge", (*rims, *map(hull_of, FRONTS)), wider=EDGE * size)
    shapes = (
        edge,
        *(toe_shapes if toward[0] <= FROM_HEEL else ()),
        Shape("foot", "fill", tuple(rims)),
        *(toe_shapes if toward[0] > FROM_HEEL else ()),
        *((Shape("sole", "fill", prints),) if prints else ()),
        *((Shape("foot", "edge", lines),) if lines else ()),
    )
    seen = tuple(discs[ball] for ball in (ANKLE, *ROW))
    return Part((f"{side} foot",), seen, shapes, outer=outer_of((edge,), camera))


def plain_foot(side: str, leg: Leg, camera: Camera) -> Part:
    """Return the foot of `leg` with one edge round it, without toes and lines."""
    frame, edge = _frame(side, leg), EDGE * camera.project(leg.ankle)[3]
    projected = discs_of(_there(frame, BALLS), camera)
    discs = dict(zip(BALLS, projected, strict=True))
    pieces = (*SOLIDS, *FRONTS)
    rims = [_ankle_rim(leg, camera), *(hull_rim([discs[one] for one in balls]) for balls in pieces)]
    edges = Shape("foot", "edge", tuple(rims), wider=edge)
    shapes = edges, Shape("foot", "fill", tuple(rims))
    seen = tuple(discs[ball] for ball in (ANKLE, *ROW))
    return Part((f"{side} foot",), seen, shapes, outer=outer_of((edges,), camera))


def _ankle_rim(leg: Leg, camera: Camera) -> Rim:
    """Return the outline of the leg between the hem and the ankle, cut straight at the hem."""
    axis = unit(sub(leg.ankle, leg.knee))
    start = mix(leg.knee, leg.ankle, HEM)
    x0, y0, _, size0 = camera.project(start)
    x1, y1, _, size1 = camera.project(leg.ankle)
    rx, ry = camera.project_vector(axis, 1.0)
    along = hypot(rx, ry)
    ax, ay = (rx / along, ry / along) if along > 1e-9 else (1.0, 0.0)
    # round the ankle on the side of the foot, and along the hem, which is flat if seen from a side
    ankle, hem, flat = ANKLE[1] * size1, HEM_RADIUS * size0, max(0.0, 1.0 - along * along) ** 0.5
    rim: Rim = []
    for c, s in ROUND_ANKLE:
        nx, ny = c * ax - s * ay, c * ay + s * ax
        rim.append((x1 + nx * ankle, y1 + ny * ankle, nx, ny))
    for c, s in ROUND_HEM:
        px, py = -c * ay - s * ax * flat, c * ax - s * ay * flat
        nx, ny = -c * ay * flat - s * ax, c * ax * flat - s * ay
        size = hypot(nx, ny) or 1.0
        rim.append((x0 + px * hem, y0 + py * hem, nx / size, ny / size))
    return rim


class Toe(NamedTuple):
    """A toe in the picture: its outline, its direction, shorter if seen from its end; its depth."""

    rim: Rim
    direction: Point
    depth: float


def _toes(discs: dict[Ball, Seen]) -> list[Toe]:
    """Return the toes, the farthest first."""
    found = []
    for root, tip in TOES:
        (ax, ay, _, _), (bx, by, r, depth) = discs[root], discs[tip]
        size = r / tip[1] * LONGEST
        rim = capsule(discs[root], discs[tip])
        found.append(Toe(rim, ((bx - ax) / size, (by - ay) / size), round(-depth, 9)))
    return sorted(found, key=lambda toe: toe.depth)


def _toe_shapes(toe: Toe, fine: float) -> Iterator[Shape]:
    """Yield a toe with a fine line that fades toward its root."""
    dx, dy = toe.direction
    line: Rim = []
    for place, (x, y, nx, ny) in enumerate(toe.rim):
        # the corners at the root come first
        begins = 1.0 - hypot(dx, dy) if place <= ARC_STEPS else 1.0
        width = fine * min(1.0, max(0.0, 0.75 + 1.6 * (nx * dx + ny * dy))) * begins
        line.append((x + nx * width, y + ny * width, nx, ny))
    yield Shape("foot", "edge", (line,))
    yield Shape("foot", "fill", (toe.rim,))


def _prints(frame: Frame, camera: Camera) -> Iterator[Rim]:
    """Yield the prints of the sole and of the toes."""
    for outline in (SOLE, *PADS):
        yield smooth([camera.project(_at(frame, point))[:2] for point in outline])


def _lines(frame: Frame, camera: Camera, toward: Local, fine: float) -> Iterator[Rim]:
    """Yield the fine lines that are turned to the eye: arch and ankle bones."""
    share = min(1.0, dot((0.0, 0.25, -0.97), toward) * 3.0 - 0.3)
    if share > 0.0:
        yield _line([_at(frame, point) for point in ARCH], camera, fine * 0.8 * share)
    for (ahead, down, outward), sign in ANKLE_BONES:
        share = min(1.0, sign * toward[2] * 3.0 - 0.6)
        if share > 0.0:
            bow = [
                _at(frame, (ahead + a * 0.010, down + d * 0.010, outward))
                for a, d in ((-1.0, -0.2), (-0.75, 0.6), (0.0, 1.0), (0.75, 0.6), (1.0, -0.2))
            ]
            yield _line(bow, camera, fine * 0.6 * share)


def _line(points: list[Vector], camera: Camera, width: float) -> Rim:
    """Return a line that is thin at both ends; `width` is its breadth in the middle in pixels."""
    flat = [camera.project(point)[:2] for point in points]
    last = len(flat) - 1
    return curve(flat, [width / 2 * (1.0 - abs(2.0 * i / last - 1.0)) for i in range(last + 1)])
