"""Arrows beside the body, as shapes in pixels: along a movement, round a circle, or of a force."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator, Sequence
from itertools import accumulate, pairwise
from math import cos, hypot, inf, sin
from typing import NamedTuple

from supine.figure.camera import Camera, Point
from supine.figure.joints import Skeleton
from supine.figure.limbs import (
    ARM,
    FACE,
    HAND,
    LEG,
    Limb,
    covered,
    feet_in,
    gap_to,
    inside_of,
    is_inside,
    limbs_in,
)
from supine.figure.outlines import Polygon, ribbon, spline
from supine.figure.parts import Shape
from supine.figure.places import OF_LEG, ON_FLOOR
from supine.figure.scene import Arrow, ArrowKind
from supine.figure.vectors import UP, Vector, add

WIDTH = (2.2, 0.019)
"""The width of an arrow: so many pixels, and so many metres. A small picture has a bold arrow."""

HEAD = (2.4, 1.5)
"""The length of an arrow's head and half its breadth, as shares of the width."""

LEAST = 8.0
"""The least length of an arrow, as a share of its width: two heads and a line between."""

LEAST_RING = 4.5
"""The least length and breadth of a ring on its plane, as a share of the width."""

HALO = 0.4
"""The width of the free space round an arrow, as a share of its width."""

FORCE = (1.45, 0.38, 5.8)
"""The width of the arrow of a force, which is hollow, that of its line, and its least length, as
shares of the usual width."""

HOLLOW = FORCE[1] / FORCE[0]
"""The width of the line of a hollow arrow, as a share of its own width."""

BAR, PALM, CLASP = 0.4, 1.1, (1.0, 1.45)
"""The thickness of the bar of a push or a press and of the clasp of a pull, half the length of the
bar of a push, the radius of the clasp, and half of its arc in radians, as shares of the width of a
hollow arrow."""

EDGE = 0.7
"""How far the tail of a pull is from the outline of what it holds, as a share of that radius."""

KNUCKLES = 1.5
"""How much broader a hand that presses is than a rough one: its fingers are spread."""

TIPS = 0.025
"""Metres from the end of a rough hand to the tips of its fingers, which the bar of a push hid."""

BESIDE, FLOATS = 0.6, 25.0
"""How far the clasp may be beside the limb, likewise; and how bad each metre more is."""

NOT_AT_HAND = 1.6
"""How much worse that is of a push of a limb: away from the hand nobody sees who pushes."""

HOLDS = 0.1
"""Metres from the place of a pull to the hand that holds there."""

HANGS = (0.24, 0.04)
"""How far, in metres, the ends of a strap hang from a hand that pulls, and half their breadth."""

OUT_OF, SAME = 0.12, 0.12
"""Metres in which an arrow leaves what it pulls: along a limb it would go on to the other end; and
metres of depth between a place and the leg that it belongs to."""

CLEAR = (0.09, 0.12, 0.15, 0.18, 0.22, 0.30, 0.38)
"""Metres from the path of a joint to an arrow beside it."""

TURNED = 0.4
"""How much worse an arrow is that is not on the outside of what moves, but square to that."""

TWO_HEADS = 6.5
"""The least length of the arrow on a trunk that moves little, likewise."""

SHORTEST = 4.5
"""The least length of an arrow with one head, as a share of its width."""

GAP = 1.5
"""The least gap that an arrow goes over, likewise."""

MOST_HIDDEN = 0.1
"""How much of other limbs an arrow that begins at what moves may hide, as a share."""

MOST_OF_HAND = 0.3
"""The same of the arrow of a hand, which goes past the trunk and the legs: away from the hands it
was read as one of the trunk."""

FAR = 14.0
"""The length of a way, likewise, beside which an arrow over a short gap would be too short."""

IN_AIR = 0.3
"""The least height of a foot in the air, in metres."""

TOES = 0.035
"""How much broader than a rough foot its toes and the strap round it are, in metres."""

MOST_OVER = 0.4
"""The share of an arrow across the leg that moves that is on its ghost, at most."""

FAINT = 0.4
"""How bad an arrow across a ghost is, or that of a force across a limb, if another's is 1."""

OF_ARM = 0.8
"""The same of a pull across an arm."""

UNEVEN, OPPOSITE = 4.0, -0.95
"""How bad each metre is by which two pulls in opposite directions are not on one line, and from
which cosine on they are opposite: one at a heel and one at the other foot's toes looked unequal."""

ON_ARM = 0.5
"""How much worse a clasp is on an arm."""

ASIDE = (0.0, 0.03, -0.03, 0.06, -0.06, 0.1, -0.1, 0.16, -0.16)
"""Metres by which an arrow may be moved to a side."""

PULL_ASIDE = (
    0.0,
    *(side * aside for aside in (0.03, 0.06, 0.08, 0.1, 0.12, 0.14, 0.155) for side in (1, -1)),
)
"""The same for a pull, which stays at the limb."""

LIES = 0.3
"""The height of the low back in metres below which the trunk lies."""

UPWARD = (0.0, 0.1, 0.125, 0.15, 0.175, 0.2, 0.225, 0.25, 0.3, 0.35, 0.4)
"""Metres by which the arrow of a broad part may be above it."""

DISTANT = 3.0
"""How bad each metre of that is."""

TIE, SURE = 0.01, 0.05
"""How much less an arrow costs for each metre that it is away from the hips, and more than that."""

SMOOTH = 4
"""The number of parts of a curve between two places of a path."""

OWN = {"hand": (ARM, HAND), "head": (FACE,), "face": (FACE,)}
"""The limbs that move with a part, by their weights: for every part not named here, the legs."""

ON_IT = ("hips", "back")
"""The broad parts that have their arrow on themselves."""

Line = list[Point]


def arrow_shapes(
    arrows: Sequence[Arrow], body: Skeleton, ghosts: Sequence[Skeleton], camera: Camera
) -> Iterator[Shape]:
    """Yield the shapes of `arrows`, each with a halo that parts it from what is behind."""
    if not arrows:
        return
    width = WIDTH[0] + WIDTH[1] * camera.scale
    here = limbs_in(body, camera)
    there = [[limb for limb in limbs_in(ghost, camera) if limb not in here] for ghost in ghosts]
    placed: list[Limb] = []
    for arrow in arrows:
        if arrow.kind.is_force:
            force, broad = arrow.kind, width * FORCE[0]
            if force is ArrowKind.PULL:
                line = _pull(arrow, here, placed, camera, width)
                placed.append(Limb(line[0], line[-1], HEAD[1] * broad, HAND))
            elif force is ArrowKind.PUSH:
                line = _push(arrow, here, camera, width)
            else:
                line = _press(arrow, here, camera, width)
            halo = force_outlines(line, broad, force, more=width * HALO)
            yield Shape("arrow", "edge", halo)
            yield Shape("arrow", "fill", force_outlines(line, broad, force))
            yield Shape("arrow", "edge", (arrow_outline(line, broad, more=-broad * HOLLOW),))
            continue
        if arrow.kind is ArrowKind.PUT:
            line = _inside(_seen(arrow.path, camera), camera.size, HEAD[0] * width)
            line = _lengthened(line, SHORTEST * width)
            yield Shape("arrow", "edge", (arrow_outline(line, width, more=width * HALO),))
            yield Shape("arrow", "fill", (arrow_outline(line, width),))
            continue
        if arrow.kind is ArrowKind.CIRCLE:
            yield from _ring(arrow, camera, width)
            continue
        line, both = _line(arrow, (here, there), camera, width)
        twice = both and arrow.kind is ArrowKind.THERE_AND_BACK
        line = line[::-1] if arrow.kind.comes_here else line
        yield Shape("arrow", "edge", (arrow_outline(line, width, twice=twice, more=width * HALO),))
        yield Shape("arrow", "fill", (arrow_outline(line, width, twice=twice),))


def _ring(arrow: Arrow, camera: Camera, width: float) -> Iterator[Shape]:
    """Yield the shapes of a ring above the knees: a flat band in perspective.

    An arrow of the same width all round was read as a wheel that stands upright.
    """
    up, broad = arrow.path[0][2], width / camera.scale
    line = _wide_enough([(x, y) for x, y, _ in arrow.path], LEAST_RING * broad)
    edge, fill = (
        [camera.project((x, y, up))[:2] for x, y in arrow_outline(line, broad, more=more)]
        for more in (broad * HALO, 0.0)
    )
    # made larger in a small picture, it could be cut off
    whole = _inside(edge, camera.size, 0.0)
    dx, dy = whole[0][0] - edge[0][0], whole[0][1] - edge[0][1]
    yield Shape("arrow", "edge", (whole,))
    yield Shape("arrow", "fill", ([(x + dx, y + dy) for x, y in fill],))


def _wide_enough(ring: Line, least: float) -> Line:
    """Return `ring`, made larger round its middle where it is shorter or narrower than `least`."""
    middle = [(min(axis) + max(axis)) / 2 for axis in zip(*ring, strict=True)]
    size = [max(axis) - min(axis) for axis in zip(*ring, strict=True)]
    grow = [max(1.0, least / one) for one in size]
    return [
        (middle[0] + (x - middle[0]) * grow[0], middle[1] + (y - middle[1]) * grow[1])
        for x, y in ring
    ]


def _line(
    arrow: Arrow, limbs: tuple[list[Limb], list[list[Limb]]], camera: Camera, width: float
) -> tuple[Line, bool]:
    """Return the line of the arrow of a movement, and whether it is long enough for two heads."""
    here, ghosts = limbs
    line = _seen(arrow.path, camera)
    if arrow.part in ON_IT:
        # a small way, made larger, would be crooked
        (ax, ay), (bx, by) = line[0], line[-1]
        if arrow.part == "back" and abs(bx - ax) < abs(by - ay):
            # it goes up or down: a slanting one was read as a shift toward the head
            bx = ax
        line = [(ax + (bx - ax) * part / 8, ay + (by - ay) * part / 8) for part in range(9)]
        if arrow.part == "hips" and arrow.kind is ArrowKind.THERE:
            return _over_itself(line, camera, width), False
        of_back = arrow.part == "back"
        if arrow.kind is ArrowKind.THERE or (of_back and arrow.kind is ArrowKind.HERE):
            if of_back and arrow.path[0][2] < LIES:
                line = _in_itself(line, camera, width)
            else:
                line = _above_itself(line, here, camera, width)
            return line, False
        soft = [limb for limb in here if limb.weight > LEG]
        return _beside_itself(line, soft, camera, width), True
    to_hand = arrow.kind.comes_here and arrow.part.endswith("hand")
    if (arrow.kind is ArrowKind.THERE or to_hand) and (
        straight := _from_itself(arrow, here, camera, width)
    ):
        return straight, False
    hands = [limb for limb in here if limb.weight == HAND]
    # a head bows past itself: between it and its ghost there is no room for an arrow
    bows = arrow.kind.comes_here and arrow.part in ("head", "face")
    # both knees go together
    both = len(arrow.ways) == 2 and arrow.part.endswith("knee")
    found = [] if bows or both else _to_ghosts(arrow, line, limbs, camera, width)
    if found and not covered(found, hands, width):
        return found, _length(found) > LEAST * width
    # beside a foot that goes a little way, neither it nor its ghost may be hidden: both were read
    # as cut off
    step = _is_little_step(arrow, camera, width)
    faint = 1.0 if step else FAINT
    others = [limb._replace(weight=limb.weight * faint) for there in ghosts for limb in there]
    if step:
        # the arrow is beyond the feet: what is below them does not matter, and takes time
        feet = [one for there in (here, others) for one in feet_in(there)]
        others = [one._replace(radius=one.radius + TOES * camera.scale) for one in feet]
        here = [one for one in here if one.weight != LEG]
    roots = _seen(arrow.roots, camera)
    if both or (not arrow.ways and arrow.part.endswith("knee")):
        # of two knees far apart each has its own arrow, on itself: beside them nobody saw whose.
        # That of both is on both: beyond them it was read as one of the head.
        here = [limb for limb in here if limb.weight in (FACE, HAND)]
        others = [] if both else others
    clear = CLEAR if len(ghosts) == 1 and not both else (0.0, *CLEAR)
    return _placed(line, roots, [*here, *others], camera, width, clear), True


def _to_ghosts(
    arrow: Arrow,
    line: Line,
    limbs: tuple[list[Limb], list[list[Limb]]],
    camera: Camera,
    width: float,
) -> Line:
    """Return the line of an arrow from what moves to its ghost, or to both; empty without room."""
    here, ghosts = limbs
    seen = [_seen(path, camera) for path in arrow.ways]
    ways = [_fine(_curve(way), width) for way in seen if _length(way) > GAP * width]
    own = OWN.get(kind := arrow.part.rpartition(" ")[2], (LEG,))
    own_limbs = [one for one in here if one.weight in own]
    found = [
        max(
            (_bridge(way, own_limbs, of_ghost, width) for way in ways),
            key=lambda one: one[1],
            default=([], 0.0),
        )
        for there in ghosts
        for of_ghost in ([one for one in there if one.weight in own],)
    ]
    gap = max((gap for _line, gap in found), default=0.0)
    near = max(map(_length, ways), default=0.0) < FAR * width
    whole = all(line for line, _gap in found)
    step = _is_little_step(arrow, camera, width)
    if whole and (gap > SHORTEST * width or (gap and near and not step)):
        # of two from the same place the longer one says all; but one to each side was read as
        # opening: then a single arrow leads through the middle
        longest, *others = sorted((one for one, _gap in found), key=_length, reverse=True)
        return longest if all(_meet(one, longest, width) for one in others) else []
    if len(ghosts) == 1 and kind not in OWN and not step:
        return _over(_fine(_curve(line), width), here, ghosts[0])
    return []


def _is_little_step(arrow: Arrow, camera: Camera, width: float) -> bool:
    """Return whether `arrow` is that of a foot in the air that goes too little for one on its way.

    One on the floor has its arrow there.
    """
    in_air = arrow.part.endswith("foot") and arrow.path[0][2] > IN_AIR
    return in_air and _length(_seen(arrow.path, camera)) < FAR * width


def _from_itself(arrow: Arrow, here: list[Limb], camera: Camera, width: float) -> Line:
    """Return the longest way of an arrow from the outline of what moves, if it hides no more.

    Of two hands it is that of the nearer one: the other may be behind the body.
    """
    of_hand = arrow.part.endswith("hand")
    most = MOST_OF_HAND if of_hand else MOST_HIDDEN
    own = OWN.get(arrow.part.rpartition(" ")[2], (LEG,))
    mine = [limb for limb in here if limb.weight in own]
    others = [limb for limb in here if limb.weight not in own]
    hands = [one for one in here if one.weight == HAND]
    found: list[tuple[float, float, Line]] = []
    for way in arrow.ways:
        curve = _fine(_curve(_seen(way, camera)), width)
        if of_hand:
            # the arm that it moves: the other one is behind it
            hand = here.index(min(hands, key=lambda one: gap_to(curve[0], one)))
            mine = here[hand - 2 : hand + 1]
        inside = [place for place, on in enumerate(inside_of(curve, mine)) if on]
        piece = curve[inside[-1] if inside else 0 :]
        hidden = covered(piece, others, width / 2)
        if of_hand and _length(piece) < FAR * width:
            # a short one has its arrow at its outline, and none over a hand
            wider = [one._replace(radius=one.radius + width) for one in hands]
            hidden = most + 1.0 if any(inside_of(piece[2:], wider)) else hidden
        if _length(piece) > SHORTEST * width and hidden <= most:
            first = camera.project(way[0])[2] if of_hand else hidden
            found.append((first, -_length(piece), piece))
    return min(found, default=(0.0, 0.0, []))[2]


def _beside_itself(line: Line, limbs: list[Limb], camera: Camera, width: float) -> Line:
    """Return the line of an arrow on a broad part that moves, where no hand is."""
    long = _large_enough(line, width, least=TWO_HEADS)
    moves = [(abs(aside) * DISTANT, (aside * camera.scale, 0.0)) for aside in ASIDE]
    return _clearest(long, moves, limbs, camera, (HEAD[0] * width, width))


def _above_itself(line: Line, limbs: list[Limb], camera: Camera, width: float) -> Line:
    """Return the line of an arrow above a broad part that moves, or on it if it hides less there.

    So what happens below the part can be seen.
    """
    long = _large_enough(line, width, least=SHORTEST)
    moves = [
        (abs(aside) + up * TIE, (aside * camera.scale, -up * camera.scale))
        for aside in ASIDE
        for up in UPWARD
    ]
    return _clearest(long, moves, limbs, camera, (HEAD[0] * width, 0.0))


def _in_itself(line: Line, camera: Camera, width: float) -> Line:
    """Return the line of an arrow in the trunk that lies, at the outline of the low back.

    Above the belly it was read as a push of the belly.
    """
    long = _large_enough(line, width, least=SHORTEST)
    up = max(y for _, y in long) - line[0][1]
    return _inside([(x, y - up) for x, y in long], camera.size, HEAD[0] * width)


def _over_itself(line: Line, camera: Camera, width: float) -> Line:
    """Return the line of an arrow on the seat: above the groin it was read as one of the thigh."""
    long = _large_enough(line, width, least=SHORTEST)
    (ax, ay), (bx, by) = long[0], long[-1]
    down = (line[0][0] + line[-1][0] - ax - bx) / 2, (line[0][1] + line[-1][1] - ay - by) / 2
    moved = [(x + down[0], y + down[1]) for x, y in long]
    return _inside(moved, camera.size, HEAD[0] * width)


def _bridge(curve: Line, here: list[Limb], there: list[Limb], width: float) -> tuple[Line, float]:
    """Return the longest piece of `curve` from the body to a ghost, and how long the gap is.

    There is none if they overlap. It begins and ends a little inside their outlines, and more
    where it would be too short.
    """
    owners = [
        "body" if on_body else "ghost" if on_ghost else ""
        for on_body, on_ghost in zip(inside_of(curve, here), inside_of(curve, there), strict=True)
    ]
    best, first, last, start = 0.0, 0, 0, 0
    for place, owner in enumerate(owners):
        if not owner:
            continue
        long = _length(curve[start : place + 1])
        if {owners[start], owner} == {"body", "ghost"} and place > start + 1 and long > best:
            best, first, last = long, start, place
        start = place
    if best < GAP * width:
        return [], 0.0
    gap = best
    turned = owners[first] == "ghost"
    while best < SHORTEST * width:
        wider = max(0, first - 1), min(len(curve) - 1, last + 1)
        if wider == (first, last):
            return [], 0.0
        (first, last), best = wider, _length(curve[wider[0] : wider[1] + 1])
    piece = curve[first : last + 1]
    return (piece[::-1] if turned else piece), gap


def _over(way: Line, here: list[Limb], there: list[Limb]) -> Line:
    """Return `way` if it goes over the leg that moves and then to its ghost, and hides no more."""
    legs = [limb for limb in here if limb.weight == LEG]
    others = [limb for limb in here if limb.weight > LEG]
    shown = [not inside for inside in inside_of(way, legs)]
    if not shown[-1] or sum(shown) > MOST_OVER * len(way):
        return []
    hides = any(inside_of(way, others))
    return [] if hides or not is_inside(way[-1], there) else way


def _meet(a: Line, b: Line, width: float) -> bool:
    """Return whether two lines begin at one place and go to the same side."""
    (ax, ay), (bx, by) = a[0], b[0]
    same = (a[-1][0] - ax) * (b[-1][0] - bx) + (a[-1][1] - ay) * (b[-1][1] - by) > 0.0
    return same and hypot(ax - bx, ay - by) < SHORTEST * width


def _fine(curve: Line, step: float) -> Line:
    """Return `curve` with points that are about `step` apart."""
    found = curve[:1]
    for (ax, ay), (bx, by) in pairwise(curve):
        parts = max(1, round(hypot(bx - ax, by - ay) / step))
        found += [
            (ax + (bx - ax) * part / parts, ay + (by - ay) * part / parts)
            for part in range(1, parts + 1)
        ]
    return found


def _length(line: Line) -> float:
    return sum(hypot(bx - ax, by - ay) for (ax, ay), (bx, by) in pairwise(line))


def force_outlines(
    line: Line, broad: float, force: ArrowKind, more: float = 0.0
) -> tuple[Polygon, ...]:
    """Return the outlines of the arrow of a force along `line`, `more` pixels larger on every side.

    A pull has a clasp at its tail, open to what it holds, and a push a bar there, like a palm. A
    press ends at a bar.
    """
    arrow = arrow_outline(line, broad, more=more)
    (ax, ay), (bx, by) = line[0], line[-1]
    dx, dy = _unit((bx - ax, by - ay))
    thick = broad * BAR / 2
    if force is not ArrowKind.PULL:
        pushes = force is ArrowKind.PUSH
        x, y = (ax - dx * thick, ay - dy * thick) if pushes else (bx + dx * thick, by + dy * thick)
        long = (PALM if pushes else HEAD[1]) * broad + more
        ends = [(x - dy * long, y + dx * long), (x + dy * long, y - dx * long)]
        return arrow, ribbon(ends, [thick + more] * 2)
    # an arc about a place behind the tail, through it
    radius, wider = CLASP[0] * broad, CLASP[1] + more / (CLASP[0] * broad)
    x, y = ax - dx * radius, ay - dy * radius
    arc = _clasp((x, y), (dx, dy), radius, wider, 8)
    return arrow, ribbon(arc, [thick + more] * len(arc))


def _clasp(middle: Point, way: Point, radius: float, half: float, steps: int) -> Line:
    """Return the arc about `middle` that the arrow of a pull in direction `way` begins with.

    It is of `half` so many radians to both sides, each in so many `steps`.
    """
    (x, y), (dx, dy) = middle, way
    turns = [half * (step / steps - 1.0) for step in range(2 * steps + 1)]
    return [
        (x + (dx * cos(t) - dy * sin(t)) * radius, y + (dy * cos(t) + dx * sin(t)) * radius)
        for t in turns
    ]


def _pull(
    arrow: Arrow, limbs: list[Limb], others: list[Limb], camera: Camera, width: float
) -> Line:
    """Return the line of a pull, from the outline of what is pulled, where it hides least.

    It is beside the `others`, the pulls that have their place: in a small picture two crossed.
    """
    broad, reach = width * FORCE[0], CLASP[0] * width * FORCE[0]
    heads = [one._replace(radius=one.radius + broad) for one in limbs if one.weight == FACE]
    hands = [one for one in limbs if one.weight == HAND]
    # across an arm a pull was read as one of the elbow, across a foot it hid how the legs cross
    feet = [] if arrow.part.endswith("foot") else feet_in(limbs)
    arms, hanging = [one for one in limbs if one.weight == ARM], list[Limb]()
    if arrow.part.endswith("hand"):
        # through a clasp round it, the end of a strap looked like a piece of something else
        hanging = [_hanging(arrow.path[0], camera)]
        arms += hanging
    soft = [
        one._replace(weight=one.weight * (OF_ARM if one.weight == ARM else FAINT))
        for one in limbs
        if one.weight < HAND and one not in feet
    ]
    soft += feet
    hides, (hips_x, hips_y) = [*heads, *hands, *soft, *hanging, *others], limbs[0].start
    holds = [_hold(way, arrow, limbs, camera) for way in (arrow.path, *arrow.ways)]
    tries = sorted(
        ((hold.off * 2.0 + abs(aside) / 2.0) * DISTANT, number, aside)
        for number, hold in enumerate(holds)
        for aside in PULL_ASIDE
    )
    best, least = _seen(arrow.path, camera), inf
    for own, number, aside in tries:
        if own > least + SURE:
            break
        hold = holds[number]
        (dx, dy), scale = hold.way, hold.scale
        x, y = hold.at[0] - dy * aside * scale, hold.at[1] + dx * aside * scale
        # the clasp is round the edge of what it holds
        far = _out_of([*hold.limbs, *hands], (x, y), hold.way, OUT_OF * scale) + reach * EDGE
        long = far + max(FORCE[2] * width, hold.long)
        line = [(x + dx * far, y + dy * far), (x + dx * long, y + dy * long)]
        line = _inside(line, camera.size, HEAD[1] * broad)
        (ax, ay), (bx, by) = line
        # beside a limb it still has to touch it
        tail = ax - dx * reach, ay - dy * reach
        apart = min(gap_to(tail, one) for one in (*hold.limbs, *hold.hands)) - reach * BESIDE
        cost = own + (far * DISTANT + max(0.0, apart) * FLOATS) / scale
        cost -= hypot((ax + bx) / 2 - hips_x, (ay + by) / 2 - hips_y) / camera.scale * TIE
        # what is quickly found comes first: most places are refused by it
        if cost < least:
            # the clasp may touch the hand that holds there, but not lie across it
            clasp = _clasp(tail, (dx, dy), reach, CLASP[1], 2)
            cost += covered(clasp, hands, 0.0) * 0.25 + _unevenness(line, others) / scale * UNEVEN
        if cost < least:
            parts = [(ax + (bx - ax) * part / 6, ay + (by - ay) * part / 6) for part in range(7)]
            cost += covered(parts[1:], hides, broad) * 0.75
        if cost < least:
            cost += covered([parts[0], *clasp], [*heads, *soft], broad) * 0.25
            # at an arm it was read as a pull of that arm
            cost += covered(clasp[1:-1], arms, 0.0) * ON_ARM
        if cost < least - 1e-6:
            best, least = line, cost
    return best


def _unevenness(line: Line, others: list[Limb]) -> float:
    """Return how far a pull is from the line of another one that goes the other way, in pixels."""
    (ax, ay), (bx, by) = line
    dx, dy = _unit((bx - ax, by - ay))
    found = 0.0
    for other in others:
        (cx, cy), (ex, ey) = other.start, other.end
        ox, oy = _unit((ex - cx, ey - cy))
        if dx * ox + dy * oy < OPPOSITE:
            found = max(found, abs((cx - ax) * dy - (cy - ay) * dx))
    return found


def _hanging(hand: Vector, camera: Camera) -> Limb:
    """Return roughly where the ends of a strap hang from a `hand`, as a limb."""
    x, y, depth, scale = camera.project(hand)
    end = camera.project(add(hand, UP, -HANGS[0]))
    return Limb((x, y), end[:2], HANGS[1] * scale, ARM, depth)


class Hold(NamedTuple):
    """A place from which a limb may be pulled, in pixels."""

    at: Point
    way: Point
    """The direction of the pull."""
    long: float
    scale: float
    """Pixels for each metre there."""
    off: float
    """Metres from the part that is named."""
    limbs: list[Limb]
    hands: list[Limb]
    """Those near enough to hold it."""


def _hold(way: Sequence[Vector], arrow: Arrow, limbs: list[Limb], camera: Camera) -> Hold:
    x, y, depth, scale = camera.project(way[0])
    end_x, end_y, *_ = camera.project(way[1])
    at, go = (x, y), (end_x - x, end_y - y)
    legs = [one for one in limbs if one.weight == LEG]
    own = [one for one in legs if gap_to(at, one) < 0.0 and abs(one.depth - depth) < SAME]
    hands = [one for one in limbs if one.weight == HAND and gap_to(at, one) < HOLDS * scale]
    if arrow.part.endswith("hand"):
        # a hand on a strap pulls by itself: at a leg near it nothing is held
        own, legs = [], []
    named = camera.project(arrow.path[0])
    off = hypot(x - named[0], y - named[1]) / scale
    return Hold(at, _unit(go), hypot(*go), scale, off, own or legs, hands)


def _out_of(limbs: list[Limb], at: Point, way: Point, most: float) -> float:
    """Return how far `at` has to go to leave all `limbs`, in pixels, but at most so far."""
    far = 0.0
    while far < most:
        gap = min(gap_to((at[0] + way[0] * far, at[1] + way[1] * far), one) for one in limbs)
        if gap >= 0.0:
            break
        # nothing ends nearer than that
        far += max(1.0, -gap)
    return min(far, most)


def _leg_of(part: str, limbs: list[Limb]) -> list[Limb]:
    """Return the thigh, the shin and the foot on the side of a part that is on a leg."""
    side, _, name = part.rpartition(" ")
    if name not in OF_LEG:
        return []
    legs = [one for one in limbs if one.weight == LEG]
    return legs[: len(legs) // 2] if side == "right" else legs[len(legs) // 2 :]


def _push(arrow: Arrow, limbs: list[Limb], camera: Camera, width: float) -> Line:
    """Return the line of a push: away from the hand that does it, where it hides least."""
    (ax, ay), (bx, by) = _seen(arrow.path, camera)
    broad, scale = width * FORCE[0], camera.project(arrow.path[0])[3]
    (dx, dy), long = _unit((bx - ax, by - ay)), max(FORCE[2] * width, hypot(bx - ax, by - ay))
    if arrow.part.endswith("hip"):
        # it begins beyond the thumb, and hides no hand
        return _inside([(ax, ay), (ax + dx * long, ay + dy * long)], camera.size, HEAD[1] * broad)
    hands = [one._replace(radius=one.radius * KNUCKLES) for one in limbs if one.weight == HAND]
    own = min(hands, key=lambda one: gap_to((ax, ay), one))
    reach = _unit((own.end[0] - own.start[0], own.end[1] - own.start[1]))
    tip = own.end[0] + reach[0] * TIPS * scale, own.end[1] + reach[1] * TIPS * scale
    own = own._replace(end=tip)
    # the wings of the head are broad, and must not touch the face
    heads = [one._replace(radius=one.radius + broad) for one in limbs if one.weight == FACE]
    soft = [one._replace(weight=one.weight * FAINT) for one in limbs if one.weight < HAND]
    hides, (hips_x, hips_y) = [*heads, *hands, *soft], limbs[0].start
    floats = FLOATS * (1.0 if arrow.part.endswith("hand") else NOT_AT_HAND)
    best, least = [(ax, ay), (bx, by)], inf
    for aside in ASIDE:
        at = ax - dy * aside * scale, ay + dx * aside * scale
        far = _out_of([own], at, (dx, dy), OUT_OF * scale) + broad * BAR
        x, y = at[0] + dx * far, at[1] + dy * far
        line = _inside([(x, y), (x + dx * long, y + dy * long)], camera.size, HEAD[1] * broad)
        (px, py), (qx, qy) = line
        parts = [(px + (qx - px) * part / 6, py + (qy - py) * part / 6) for part in range(7)]
        cost = (abs(aside) + far / scale) * DISTANT
        cost += max(0.0, gap_to(line[0], own)) * floats / scale
        cost += covered(parts[1:], hides, broad / 2)
        cost -= hypot((px + qx) / 2 - hips_x, (py + qy) / 2 - hips_y) / camera.scale * TIE
        if cost < least - 1e-6:
            best, least = line, cost
    return best


def _press(arrow: Arrow, limbs: list[Limb], camera: Camera, width: float) -> Line:
    """Return the line of a press: its bar is on what is pressed, or on the floor beside it.

    That of a heel or a foot on the floor is at the heel, whatever it hides there.
    """
    line, broad = _seen(arrow.path, camera), width * FORCE[0]
    line = _lengthened(line, FORCE[2] * width)
    if arrow.part.endswith(ON_FLOOR) and arrow.path[-1][2] == 0.0:
        return _inside(line, camera.size, broad)
    scale, (ax, ay), (bx, by) = camera.project(arrow.path[-1])[3], *line
    dx, dy = _unit((bx - ax, by - ay))
    own = _leg_of(arrow.part, limbs)
    # the wings of the head are broad, and must not touch the face
    heads = [one._replace(radius=one.radius + broad) for one in limbs if one.weight == FACE]
    hands = [one._replace(radius=one.radius * KNUCKLES) for one in limbs if one.weight == HAND]
    arms = [one._replace(weight=OF_ARM) for one in limbs if one.weight == ARM]
    hides, (hips_x, hips_y) = [*heads, *hands, *arms], limbs[0].start
    by_hand = arrow.part.endswith("hand") or arrow.path[-1][2] == 0.0
    if arrow.part.endswith("thigh") and arrow.path[-1][2] == 0.0:
        # the floor is pressed, beside the thigh that is kept there
        own, hides, by_hand = [], [*hides, *limbs], False
    elif by_hand:
        # the floor or the seat, beside the hand
        own = [min(hands, key=lambda one: gap_to(line[0], one) + gap_to(line[1], one))]
        hides += [one._replace(weight=FAINT) for one in limbs if one.weight == LEG]
    best, least = line, inf
    for aside in ASIDE:
        if abs(aside) * DISTANT > least + SURE:
            break
        at = bx - dy * aside * scale, by + dx * aside * scale
        out_of = [*own, *hands] if own and not by_hand else []
        far = _out_of(out_of, at, (-dx, -dy), OUT_OF * scale) if out_of else 0.0
        shift = -dy * aside * scale - dx * far, dx * aside * scale - dy * far
        tried = _inside([(x + shift[0], y + shift[1]) for x, y in line], camera.size, broad)
        (px, py), (qx, qy) = tried
        # on the floor beside a leg, or far from the hand, it would press nothing
        apart = min((gap_to(end, one) for one in own for end in tried[not by_hand :]), default=0.0)
        apart -= HEAD[1] * broad if by_hand else 0.0
        cost = (abs(aside) + abs(far) / scale) * DISTANT
        cost += max(0.0, apart) * FLOATS / scale
        cost -= hypot((px + qx) / 2 - hips_x, (py + qy) / 2 - hips_y) / camera.scale * TIE
        # what is quickly found comes first, as with a pull
        if cost < least:
            parts = [(px + (qx - px) * part / 6, py + (qy - py) * part / 6) for part in range(7)]
            cost += covered(parts, hides, broad / 2)
        if cost < least - 1e-6:
            best, least = tried, cost
    return best


def _seen(path: Sequence[Vector], camera: Camera) -> Line:
    return [camera.project(place)[:2] for place in path]


def _placed(
    path: Line,
    roots: Line,
    limbs: list[Limb],
    camera: Camera,
    width: float,
    clearances: Sequence[float],
) -> Line:
    """Return the line of an arrow beside `path`, where it hides least of the body.

    It is as long as the path, if that can be seen, and goes round the outside of what moves: away
    from the joint that it turns about, or straight to a side.
    """
    line = _large_enough(path, width)
    aways = [_unit((x - rx, y - ry)) for (x, y), (rx, ry) in zip(path, roots, strict=True)]
    mean = _unit((sum(x for x, _ in aways), sum(y for _, y in aways)))
    up = (0.0, -1.0)
    (ax, ay), (bx, by) = path[0], path[-1]
    dx, dy = _unit((bx - ax, by - ay))
    shifts = [mean, (dy, -dx), (-dy, dx), up]
    moves = []
    for clear in clearances:
        far = clear * camera.scale + (width if clear else 0.0)
        for dx, dy in shifts:
            turned = 1.0 - dx * mean[0] - dy * mean[1]
            moves.append((clear + TURNED * turned, (dx * far, dy * far)))
    return _clearest(line, moves, limbs, camera, (HEAD[0] * width, width))


def _clearest(
    line: Line,
    moves: list[tuple[float, Point]],
    limbs: list[Limb],
    camera: Camera,
    widths: tuple[float, float],
) -> Line:
    """Return `line` after the move that hides least of the body.

    Each move has its own cost; `widths` are its margin in the picture and half its breadth. Of two
    places that are as good, the one farther from the first of `limbs`, which has no side, is
    taken, whatever their order: so the mirror picture has its mirror picture.
    """
    best, least = line, inf
    margin, half = widths
    for own, (dx, dy) in sorted(moves):
        if own > least + SURE:
            break
        tried = _inside([(x + dx, y + dy) for x, y in line], camera.size, margin)
        cost = own + covered(tried[:: max(1, len(line) // 8)], limbs, half)
        (x, y), (hips_x, hips_y) = tried[len(line) // 2], limbs[0].start
        cost -= hypot(x - hips_x, y - hips_y) / camera.scale * TIE
        if cost < least - 1e-6:
            best, least = tried, cost
    return best


def _inside(line: Line, size: Point, margin: float) -> Line:
    """Return `line`, moved so that it is at least `margin` pixels inside a picture of `size`."""
    xs, ys = zip(*line, strict=True)
    left, right, top, bottom = min(xs), max(xs), min(ys), max(ys)
    dx = max(0.0, margin - left) - max(0.0, right + margin - size[0])
    dy = max(0.0, margin - top) - max(0.0, bottom + margin - size[1])
    return [(x + dx, y + dy) for x, y in line]


def _unit(vector: Point) -> Point:
    size = hypot(*vector)
    return (vector[0] / size, vector[1] / size) if size > 1e-9 else (0.0, -1.0)


def _large_enough(path: Line, width: float, *, least: float = LEAST) -> Line:
    """Return `path`, made larger round its middle where it would be too small for an arrow."""
    left, right = min(x for x, _ in path), max(x for x, _ in path)
    top, bottom = min(y for _, y in path), max(y for _, y in path)
    grow = max(1.0, least * width / max(_length(path), 1e-6))
    x0, y0 = (left + right) / 2, (top + bottom) / 2
    return [(x0 + (x - x0) * grow, y0 + (y - y0) * grow) for x, y in path]


def _lengthened(line: Line, least: float) -> Line:
    """Return a straight line of at least `least` pixels; only its start is moved."""
    (ax, ay), (bx, by) = line
    size = hypot(bx - ax, by - ay)
    if size >= least:
        return line
    dx, dy = _unit((bx - ax, by - ay))
    return [(bx - dx * least, by - dy * least), (bx, by)]


def arrow_outline(line: Line, width: float, *, twice: bool = False, more: float = 0.0) -> Polygon:
    """Return the outline of an arrow along `line`, `more` pixels larger on every side.

    It has a head at its end, and with `twice` at its start too.
    """
    curve = _curve(line)
    places = [0.0, *accumulate(hypot(bx - ax, by - ay) for (ax, ay), (bx, by) in pairwise(curve))]
    whole, (length, half) = places[-1], (HEAD[0] * width, HEAD[1] * width)
    ahead = more * hypot(length, half) / half
    broad = (length + more + ahead) * half / length
    start = length + more if twice else -more
    end = whole - length - more
    inner = [start, *(place for place in places if start < place < end), end]
    there, back = [], []
    for place in inner:
        (x, y), (dx, dy) = _at(curve, places, place)
        reach = width / 2 + more
        there.append((x - dy * reach, y + dx * reach))
        back.append((x + dy * reach, y - dx * reach))
    head = _head(_at(curve, places, end)[0], _at(curve, places, whole + ahead)[0], broad)
    tail: list[Point] = []
    if twice:
        tail = _head(_at(curve, places, start)[0], _at(curve, places, -ahead)[0], broad)
    return [*there, *head, *reversed(back), *tail]


def _head(base: Point, tip: Point, broad: float) -> list[Point]:
    dx, dy = _unit((tip[0] - base[0], tip[1] - base[1]))
    return [
        (base[0] - dy * broad, base[1] + dx * broad),
        tip,
        (base[0] + dy * broad, base[1] - dx * broad),
    ]


def _at(curve: Line, places: list[float], place: float) -> tuple[Point, Point]:
    """Return the point at `place` pixels along `curve`, even beyond its ends, and its direction."""
    number = bisect_left(places, place, 1, len(curve) - 1)
    (ax, ay), (bx, by) = curve[number - 1], curve[number]
    dx, dy = _unit((bx - ax, by - ay))
    far = place - places[number - 1]
    return (ax + dx * far, ay + dy * far), (dx, dy)


def _curve(line: Line) -> Line:
    """Return a smooth curve through the places of `line` (Catmull and Rom 1974)."""
    if len(line) < 3:
        return line
    found = []
    for before, a, b, after in zip(
        [line[0], *line], line, line[1:], [*line[2:], line[-1]], strict=False
    ):
        for step in range(SMOOTH):
            t = step / SMOOTH
            found.append(
                (
                    spline(before[0], a[0], b[0], after[0], t),
                    spline(before[1], a[1], b[1], after[1], t),
                )
            )
    return [*found, line[-1]]
