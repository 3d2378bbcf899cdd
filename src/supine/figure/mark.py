"""A disc at the limb that works, for the letter of its side: colours alone name no side."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from math import cos, hypot, pi, sin

from supine.figure.camera import Camera, Point
from supine.figure.joints import Skeleton
from supine.figure.limbs import FACE, HAND, LEG, Limb, gap_to, limbs_in
from supine.figure.outlines import circle, is_inside
from supine.figure.parts import Shape
from supine.figure.props import seen_outline
from supine.figure.scene import Mark, Prop, PropKind

RADIUS = (4.5, 0.032)
"""The radius of the disc: so many pixels, and so many metres."""

RIM = 0.16
"""The width of the pale rim round it, as a share of its radius."""

AWAY = (0.085, 0.11, 0.14, 0.18)
"""Metres from the joint to the middle of the disc, and the disc's own radius is added."""

DIRECTIONS = 12
"""The number of directions in which it may be."""

GHOST, OTHERS, ARROW, THING = 0.3, 0.7, 3.0, 0.5
"""How bad it is across a ghost, nearer to the other leg, across an arrow, or on a thing, if 1 is a
leg. On a cushion it hid that the knee rests there."""

TIE = 0.02
"""How much better it is for each metre that it is away from the hips."""


FITS = 0.085
"""The largest radius of a disc on a thigh, in metres."""

BEFORE = 0.02
"""Metres that a limb must be nearer to the eye than the thigh, to hide a disc on it."""

AT_HAND, BEHIND = 0.1, 0.2
"""Metres that a hand may be farther away than the leg, and its grip is read, and from which on
it is behind the leg, where nothing hides it more."""

FINGERS, PAST_HAND = 1.6, 1.1
"""How far the disc is from a hand, as a share of its radius: fingers are longer than a rough hand,
but not from one that is partly behind the leg."""

ON_LIMB = 0.3
"""How much of a disc on its limb others may hide."""


def mark_shapes(
    mark: Mark | None,
    body: Skeleton,
    ghosts: Sequence[Skeleton],
    arrows: Sequence[Shape],
    camera: Camera,
    props: Sequence[Prop],
) -> Iterator[Shape]:
    """Yield the rim and the disc of `mark`, beside its place, where it hides least."""
    if mark is None:
        return
    radius = RADIUS[0] + RADIUS[1] * camera.scale
    limbs = limbs_in(body, camera)
    pale = [one._replace(weight=GHOST) for ghost in ghosts for one in limbs_in(ghost, camera)]
    x0, y0, _, scale = camera.project(mark.place)
    reach = AWAY[-1] * scale + 2.0 * radius
    corners = [
        (x, y)
        for one in arrows
        for polygon in one.polygons
        for x, y, *_ in polygon
        if abs(x - x0) < 2.0 * reach and abs(y - y0) < 2.0 * reach
    ]
    near = [one for one in (*limbs, *pale) if gap_to((x0, y0), one) < reach]
    things = [seen_outline(one, camera) for one in props if one.kind is not PropKind.WALL]
    hips = limbs[0].start
    legs = [limb for limb in limbs if limb.weight == LEG]
    right, left = legs[: len(legs) // 2], legs[len(legs) // 2 :]
    own, other = (right, left) if mark.side == "right" else (left, right)

    def cost(place: Point) -> tuple[float, float]:
        x, y = place
        hidden = sum(_hidden(place, limb, radius) for limb in near)
        if any(hypot(x - cx, y - cy) < radius * 1.3 for cx, cy in corners):
            hidden += ARROW
        if not all(
            radius < at < most - radius for at, most in zip(place, camera.size, strict=True)
        ):
            hidden += FACE
        if min(gap_to(place, one) for one in own) > min(gap_to(place, one) for one in other):
            hidden += OTHERS
        hidden += THING * any(is_inside(place, thing) for thing in things)
        far = hypot(x - x0, y - y0) / scale
        return round(hidden + far - TIE * hypot(x - hips[0], y - hips[1]) / scale, 6), y

    places = [
        (x0 + sin(turn) * far, y0 - cos(turn) * far)
        for far in (away * scale + radius * 0.7 for away in AWAY)
        for turn in (2 * pi * step / DIRECTIONS for step in range(DIRECTIONS))
    ]
    on_limb = _on_limb(mark, limbs, own, corners, camera, radius)
    x, y = on_limb or min(places, key=cost)
    yield Shape("mark", "edge", ([*circle((x, y, radius * (1.0 + RIM)))],))
    yield Shape("mark", "fill", ([*circle((x, y, radius))],))


def _on_limb(
    mark: Mark,
    limbs: list[Limb],
    own: list[Limb],
    corners: list[Point],
    camera: Camera,
    radius: float,
) -> Point | None:
    """Return the first place on the limb itself where nothing hides the disc; None without one."""
    for place in mark.on:
        x, y, depth, scale = camera.project(place)
        others = [one for one in limbs if one not in own and one.depth < depth - BEFORE]
        hands = [one for one in limbs if one.weight == HAND and one.depth < depth + BEHIND]
        if any(
            gap_to((x, y), one) < radius * (FINGERS if one.depth < depth + AT_HAND else PAST_HAND)
            for one in hands
        ):
            continue
        free = sum(_hidden((x, y), one, radius) for one in others) < ON_LIMB
        clear = all(hypot(x - cx, y - cy) > radius * 1.2 for cx, cy in corners)
        if free and clear and radius < FITS * scale:
            return x, y
    return None


def _hidden(place: Point, limb: Limb, radius: float) -> float:
    """Return how much of `limb` a disc at `place` hides: its weight, if its middle is on it."""
    return limb.weight * max(0.0, min(1.0, -(gap_to(place, limb) - radius * 0.7) / radius))
