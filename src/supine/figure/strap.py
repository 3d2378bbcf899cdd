"""The strap: a flat woven band round the ball of a foot, from there to the hands, and its ends.

It is as long as a common one, and what is not between foot and hands hangs from the hands and lies
in soft curves. Lengths are in metres.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from functools import lru_cache
from itertools import pairwise, takewhile
from math import ceil, cos, pi, sin, sqrt
from typing import NamedTuple

from supine.figure.camera import Camera, Point
from supine.figure.depth import Seen
from supine.figure.joints import Arm, Leg, Skeleton
from supine.figure.outlines import Polygon
from supine.figure.parts import Part, Shape
from supine.figure.scene import Strap
from supine.figure.vectors import (
    ALONG,
    UP,
    Vector,
    across,
    add,
    cross,
    distance,
    dot,
    mix,
    scale,
    sub,
    unit,
)

LENGTH = 2.1
"""The length of a common yoga strap."""

HALF = 0.019
"""Half its breadth: it is 3.8 cm broad."""

IN_FIST = 0.6
"""The part of its breadth that is left where a hand closes round it."""

THICK = 0.0022
"""Half of how thick it is."""

THIN = 0.007
"""Half of the least that is seen of it: from its edge alone it was a hair, and read as a fault."""

EDGE = 0.003
"""The width of the line along it."""

SEAM = (0.60, 0.74)
"""Where the fine line along each edge of the weave lies, in shares of half the breadth."""

SEAM_PIXELS = 5.0
"""Half the breadth in pixels from which on the fine lines are drawn."""

FOOT_HALF = 0.046
"""Half the breadth of the ball of the foot."""

SAG = 0.05
"""How far the middle of a band hangs down that nothing pulls."""

PULLS = (0.90, 0.985)
"""From and up to which share of the leg's whole length a leg pulls at the strap."""

TAUT, SLACK = (0.0, 0.35, 0.7, 1.0), (0.0, 0.08, 0.2, 0.35, 0.5, 0.65, 0.8, 0.92, 1.0)
"""The stations of a band between foot and hand, as shares of the way."""

STRAIGHT = 0.004
"""A band that sags less is straight."""

SWING = 0.012
"""How far the end that hangs bows out."""

BEND = 0.045
"""How far above what it lies on an end begins to bend."""

FIST = 0.034
"""From the middle of a fist to the side where a band goes in or comes out."""

LONGEST_END = 0.62
"""The longest end that is drawn: the rest lies in folds under it."""

GATHERED = 0.26
"""The same of two ends in one hand, which holds the rest of them: behind a leg, longer ones came to
light again below it, and looked like a torn piece."""

STEP = 0.026
"""The length of the pieces of an end that lies."""

MEANDER = (1.2, 0.36)
"""How far the curves of an end turn to each side, in radians, and how long two of them are."""

TRUNK_HALF, TRUNK_DEPTH = 0.165, 0.105
"""Half the breadth of the trunk, and from its middle to its skin in front."""


OTHER_END = (0.7, 0.07)
"""How much of the first end the other one in the same hand has, and how far its tip is beside that,
in metres."""

SLIDES = (0.35, 0.65)
"""From and up to which share of half the breadth of the trunk an end slides off it."""

BESIDE = 1.2
"""Where an end hangs that slides off, likewise."""

CROWDED = 0.45
"""Stations nearer to each other than this share of half the breadth, as they are seen, are left
out: a band that is seen along its length would cross itself."""


class Station(NamedTuple):
    """A place of the band: its middle, where its outer side faces, and half its breadth."""

    middle: Vector
    face: Vector
    half: float = HALF
    on_trunk: bool = False


def strap_parts(strap: Strap, skeleton: Skeleton, camera: Camera) -> tuple[Part, ...]:
    """Return the parts of `strap` on `skeleton`."""
    parts = _parts(*held_by(strap, skeleton), camera)
    if strap.share >= 1.0:
        return parts
    return tuple(
        replace(
            part,
            shapes=tuple(replace(one, share=one.share * strap.share) for one in part.shapes),
        )
        for part in parts
    )


def lying_band(places: Sequence[Vector], camera: Camera) -> Part:
    """Return a strap that lies flat on `places`, from one end to the other."""
    return _band(
        "loose strap", "", tuple(Station(place, UP) for place in places), camera, whole=True
    )


def strap_places(strap: Strap, skeleton: Skeleton) -> list[Vector]:
    """Return places that show how far `strap` goes."""
    return [
        one.middle for _, _, stations in bands_of(*held_by(strap, skeleton)) for one in stations
    ]


Held = tuple[Leg, str, tuple[tuple[str, Arm], ...], tuple[Vector, ...]]


def held_by(strap: Strap, skeleton: Skeleton) -> Held:
    """Return what `bands_of` needs: the leg, its side, the hands with their arms, the trunk."""
    leg = skeleton.right_leg if strap.foot == "right" else skeleton.left_leg
    arms = tuple(
        (hand, skeleton.right_arm if hand == "right" else skeleton.left_arm) for hand in strap.hands
    )
    return leg, strap.foot, arms, (skeleton.pelvis, *skeleton.spine)


@lru_cache(maxsize=4)
def _parts(
    leg: Leg,
    foot: str,
    arms: tuple[tuple[str, Arm], ...],
    trunk: tuple[Vector, ...],
    camera: Camera,
) -> tuple[Part, ...]:
    return tuple(
        part
        for name, hand, stations in bands_of(leg, foot, arms, trunk)
        for part in _pieces(name, hand, stations, camera)
    )


def _pieces(name: str, hand: str, stations: tuple[Station, ...], camera: Camera) -> Iterator[Part]:
    """Yield a band, without what lies on the side of the trunk that is not seen."""
    begun = 0
    for place in range(1, len(stations) + 1):
        ends = place == len(stations)
        if not ends and stations[place].on_trunk == stations[begun].on_trunk:
            continue
        run = stations[begun : place if ends else place + 1]
        begun = place
        if run[0].on_trunk:
            run = tuple(takewhile(lambda one: one.on_trunk and _is_seen(one, camera), run))
            if len(run) > 2:
                yield replace(_band(name, hand, run, camera), above=("hips", "chest"))
        elif len(run) > 1:
            yield _band(name, hand, run, camera)


Band = tuple[str, str, tuple[Station, ...]]
"""A piece of the strap: its name, the name of the part painted over it, and its stations."""


def _is_seen(station: Station, camera: Camera) -> bool:
    return dot(station.face, camera.forward) < 0.0


def bands_of(
    leg: Leg, foot: str, arms: tuple[tuple[str, Arm], ...], trunk: tuple[Vector, ...]
) -> list[Band]:
    """Return all pieces of a strap; `trunk` are the middles of the trunk, from pelvis to neck."""
    outward = scale(cross(leg.toes, leg.sole), 1.0 if foot == "right" else -1.0)
    ball = foot_ball(leg)
    under = tuple(
        Station(add(ball, outward, FOOT_HALF * share), leg.sole) for share in (-0.8, 0.0, 0.8)
    )
    bands: list[Band] = [("strap round the foot", "", under)]
    # one hand holds both lines; of two hands, each holds the line on its own side of the foot
    lines = [
        (hand, arm, edge)
        for hand, arm in arms
        for edge in (1.0, -1.0)
        if len(arms) == 1 or (edge > 0.0) == (hand == foot)
    ]
    used = 2.0 * FOOT_HALF
    for hand, arm, edge in lines:
        line = tuple(_line(leg, ball, scale(outward, edge), arm))
        bands.append((f"strap {hand}", f"{hand} hand", line))
        used += sum([distance(a.middle, b.middle) for a, b in pairwise(line)])
    longest = GATHERED if len(arms) == 1 else LONGEST_END
    left = min(longest, max(0.1, (LENGTH - used) / 2.0 - FIST))
    for hand, arm in arms:
        end = tuple(_end(arm, hand, ball, trunk, left))
        bands.append((f"strap end {hand}", f"{hand} hand", end))
        if len(arms) == 1:
            # with one end only, nobody saw that the other one is in the same hand
            bands.append((f"strap other end {hand}", f"{hand} hand", _other_end(end, hand)))
    return bands


def _line(leg: Leg, ball: Vector, outward: Vector, arm: Arm) -> Iterator[Station]:
    """Yield the band from the sole, up the edge of the foot on the side `outward`, to the fist."""
    yield Station(add(ball, outward, FOOT_HALF * 0.7), leg.sole)
    yield Station(
        add(add(ball, outward, FOOT_HALF), leg.sole, -0.006), unit(add(leg.sole, outward))
    )
    edge = add(add(ball, outward, FOOT_HALF + 0.004), leg.sole, -0.024)
    fist = hand_middle(arm)
    enter = add(fist, _way_through(arm, ball), FIST)
    palm = arm.palm if dot(arm.palm, outward) >= 0.0 else scale(arm.palm, -1.0)
    sag = SAG * _slack(leg)
    for share in TAUT if sag < STRAIGHT else SLACK:
        place = add(mix(edge, enter, share), UP, -4.0 * sag * share * (1.0 - share))
        half = HALF * (1.0 + (IN_FIST - 1.0) * max(0.0, share - 0.7) / 0.3)
        yield Station(place, unit(mix(outward, palm, share)), half)
    yield Station(fist, palm, HALF * IN_FIST)


def _slack(leg: Leg) -> float:
    """Return how slack the strap is, 0 to 1: a leg that is nearly straight pulls at it."""
    whole = distance(leg.hip, leg.knee) + distance(leg.knee, leg.ankle)
    low, high = PULLS
    straight = (distance(leg.hip, leg.ankle) / whole - low) / (high - low)
    return 1.0 - min(1.0, max(0.0, straight))


def _way_through(arm: Arm, ball: Vector) -> Vector:
    """Return the way from the middle of the fist to where the line comes in, at most 1 long."""
    through = cross(arm.fingers, arm.palm)
    toward = dot(through, unit(sub(ball, hand_middle(arm))))
    return scale(through, min(1.0, max(-1.0, 2.5 * toward)))


def _end(
    arm: Arm, hand: str, ball: Vector, trunk: tuple[Vector, ...], left: float
) -> Iterator[Station]:
    """Yield an end of the strap, `left` long: it hangs from the fist, then lies in soft curves.

    Over the trunk it only hangs: the rest is not shown.
    """
    side = 1.0 if hand == "right" else -1.0
    fist = hand_middle(arm)
    away = _away(fist, ball, side)
    x, y, z = add(fist, _way_through(arm, ball), -FIST)
    palm = arm.palm if dot(arm.palm, away) >= 0.0 else scale(arm.palm, -1.0)
    yield Station(fist, palm, HALF * IN_FIST)
    yield Station((x, y, z), unit(mix(palm, away, 0.4)), HALF * 0.7)
    slide = _slide(x, y, trunk)
    height = max(0.0, z - _ground(x, y + slide, trunk).middle[2])
    drop = min(left, height)
    # what ends in the air hangs straight
    bend = min(BEND, drop / 2.0, max(0.0, left - height))
    for share, half in ((0.2, 0.8), (0.45, 0.95), (0.75, 1.0), (1.0, 1.0)):
        # it does not hang quite straight
        ahead = SWING * sin(pi * share)
        yield Station((x + ahead, y + slide * share, z - (drop - bend) * share), away, HALF * half)
    y, low = y + slide, z - drop + bend
    if not bend or _ground(x, y, trunk).on_trunk:
        # what lies on the trunk is half hidden, and looked like a torn piece
        return
    here: Vector = (x, y, low)
    for turn in (pi / 6, pi / 3, pi / 2):
        # it turns over on what it lies on
        along, down = bend * (1.0 - cos(turn)), bend * sin(turn)
        here = (x + away[0] * along, y + away[1] * along, low - down)
        face = add(scale(away, cos(turn)), UP, sin(turn))
        yield Station(here, face)
    left, went = left - drop, 0.0
    while left > STEP / 3.0:
        went += STEP
        turn = MEANDER[0] * sin(2.0 * pi * went / MEANDER[1])
        c, s = cos(turn) * STEP, sin(turn) * side * STEP
        x, y = here[0] + away[0] * c - away[1] * s, here[1] + away[0] * s + away[1] * c
        station = _ground(x, y, trunk)
        step = distance(here, station.middle)
        here = mix(here, station.middle, min(1.0, left / step))
        left -= step
        yield station._replace(middle=here)


def _other_end(end: tuple[Station, ...], hand: str) -> tuple[Station, ...]:
    """Return the second end in a hand, which is shorter and hangs beside the first one."""
    kept = end[: ceil(len(end) * OTHER_END[0])]
    top, bottom = kept[1].middle, kept[-1].middle
    aside = across(cross(UP, kept[2].face), UP, ALONG)
    aside = scale(aside, -1.0 if hand == "right" else 1.0)
    long = distance(top, bottom) or 1.0
    return tuple(
        one._replace(
            middle=add(one.middle, aside, OTHER_END[1] * min(1.0, distance(top, one.middle) / long))
        )
        if place > 1
        else one
        for place, one in enumerate(kept)
    )


def _away(fist: Vector, ball: Vector, side: float) -> Vector:
    """Return the direction in which an end lies: to the side of its hand, but not over the foot."""
    dx, dy = ball[0] - fist[0], ball[1] - fist[1]
    far = sqrt(dx * dx + dy * dy) or 1.0
    toward = (dx / far, dy / far)
    over = max(0.0, -0.25 * toward[0] + 0.95 * side * toward[1]) * min(1.0, far / 0.3)
    return unit((-0.25 - 0.7 * over - toward[0] * over, 0.95 * side - toward[1] * over, 0.0))


def _slide(x: float, y: float, trunk: tuple[Vector, ...]) -> float:
    """Return how far an end slides off to the side that would land near the edge of the trunk."""
    found = _across_trunk(x, y, trunk)
    if found is None:
        return 0.0
    aside = found[0]
    low, high = SLIDES
    share = min(1.0, max(0.0, (abs(aside) - low) / (high - low)))
    off = max(0.0, BESIDE - abs(aside)) * TRUNK_HALF
    return share * share * (3.0 - 2.0 * share) * (off if aside > 0.0 else -off)


def _across_trunk(x: float, y: float, trunk: tuple[Vector, ...]) -> tuple[float, float] | None:
    """Return where `y` is, in shares of half the breadth of the trunk, and the trunk's height."""
    for a, b in pairwise(trunk):
        if b[0] <= x <= a[0]:
            _x, middle, height = mix(a, b, (a[0] - x) / max(1e-9, a[0] - b[0]))
            return (y - middle) / TRUNK_HALF, height
    return None


def _ground(x: float, y: float, trunk: tuple[Vector, ...]) -> Station:
    """Return how an end lies at a place: on the trunk, or on the mat."""
    found = _across_trunk(x, y, trunk)
    if found is None or abs(found[0]) >= 1.0:
        return Station((x, y, 2.0 * THICK), UP)
    aside, height = found
    up = sqrt(1.0 - aside * aside)
    face = unit((0.0, aside / TRUNK_HALF, up / TRUNK_DEPTH))
    return Station((x, y, height + TRUNK_DEPTH * up), face, on_trunk=True)


def hand_middle(arm: Arm) -> Vector:
    """Return the middle of a closed hand."""
    return add(add(arm.wrist, arm.fingers, 0.075), arm.palm, 0.022)


def foot_ball(leg: Leg) -> Vector:
    """Return the place on the sole under the ball of the foot, where the strap lies."""
    return add(add(leg.ankle, leg.toes, 0.105), leg.sole, 0.068)


class Drawn(NamedTuple):
    """A station in the picture, in pixels: its middle, and the vector to its edge."""

    middle: Point
    aside: Point
    facing: float
    """Above 0 where the outer side is seen."""
    scale: float


def _band(
    name: str, hand: str, stations: tuple[Station, ...], camera: Camera, *, whole: bool = False
) -> Part:
    """Return a band; a `whole` one keeps all stations, and is the same from the other end."""
    every, seen = _drawn(stations, camera)
    drawn = every if whole else _turned_over(_sparse(every))
    shapes = [Shape("strap", "edge", (_ribbon(drawn, -1.0, 1.0, EDGE),))]
    begun = 0
    for place in range(1, len(drawn)):
        lit = _is_lit(drawn, place)
        if place + 1 == len(drawn) or _is_lit(drawn, place + 1) != lit:
            run = drawn[begun : place + 1]
            tone = "fill" if lit else "dark"
            shapes.append(Shape("strap", tone, (_ribbon(run, -1.0, 1.0),)))
            if lit and HALF * camera.scale > SEAM_PIXELS:
                low, high = SEAM
                seams = (_ribbon(run, low, high), _ribbon(run, -high, -low))
                shapes.append(Shape("strap", "line", seams))
            begun = place
    return Part((name,), seen, tuple(shapes), beneath=hand)


def _sparse(drawn: list[Drawn]) -> list[Drawn]:
    """Return the stations that are far enough from each other in the picture, and both ends."""
    kept = drawn[:1]
    for one in drawn[1:-1]:
        dx, dy = one.middle[0] - kept[-1].middle[0], one.middle[1] - kept[-1].middle[1]
        if dx * dx + dy * dy > (CROWDED * HALF * one.scale) ** 2:
            kept.append(one)
    return [*kept, drawn[-1]]


def _is_lit(drawn: list[Drawn], place: int) -> bool:
    return drawn[place - 1].facing + drawn[place].facing > 0.0


def _drawn(stations: tuple[Station, ...], camera: Camera) -> tuple[list[Drawn], tuple[Seen, ...]]:
    drawn: list[Drawn] = []
    seen: list[Seen] = []
    last = len(stations) - 1
    for place, (middle, face, half, _on) in enumerate(stations):
        before, after = stations[max(0, place - 1)].middle, stations[min(last, place + 1)].middle
        along = unit(sub(after, before))
        outer = across(face, along, UP)
        x, y, depth, size = camera.project(middle)
        wx, wy = camera.project_vector(scale(cross(along, outer), half), size)
        thin = THIN * size
        tx, ty = camera.project_vector(along, 1.0)
        length = sqrt(tx * tx + ty * ty) or 1.0
        # of a band that is seen from its edge, what is across it may lie along it in the picture
        breadth = (wy * tx - wx * ty) / length
        if abs(breadth) < thin:
            more = (thin if breadth >= 0.0 else -thin) - breadth
            wx, wy = wx - ty * more / length, wy + tx * more / length
        drawn.append(Drawn((x, y), (wx, wy), -dot(outer, camera.forward), size))
        seen.append((x, y, max(half * size * 0.7, thin), depth))
    return drawn, tuple(seen)


def _turned_over(drawn: list[Drawn]) -> list[Drawn]:
    """Return a band with a station where it turns over: there its edge is seen.

    Without it the two sides of the band crossed, and where it was a point it was read as torn.
    """
    found, side = drawn[:1], 1.0
    for one in drawn[1:]:
        before, (wx, wy) = found[-1], one.aside
        (ax, ay), (bx, by) = before.middle, one.middle
        dx, dy = bx - ax, by - ay
        here = dx * before.aside[1] - dy * before.aside[0]
        there = (dx * wy - dy * wx) * side
        if here * there < 0.0:
            share, half = here / (here - there), THIN * before.scale / sqrt(dx * dx + dy * dy)
            half = half if here > 0.0 else -half
            edge = Drawn(
                (ax + dx * share, ay + dy * share), (-dy * half, dx * half), 0.0, before.scale
            )
            found.append(edge)
            side = -side
        found.append(one._replace(aside=(wx * side, wy * side)))
    return found


def _ribbon(drawn: list[Drawn], low: float, high: float, more: float = 0.0) -> Polygon:
    """Return the band between two shares of half its breadth, `more` metres wider on each side."""
    there: Polygon = []
    back: Polygon = []
    for (x, y), (wx, wy), _facing, size in drawn:
        wider = more * size / (sqrt(wx * wx + wy * wy) or 1.0)
        a, b = low - wider, high + wider
        there.append((x + wx * a, y + wy * a))
        back.append((x + wx * b, y + wy * b))
    return [*there, *reversed(back)]
