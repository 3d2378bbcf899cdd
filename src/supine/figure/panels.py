"""The layout of a picture that stands still: one figure, or several panels where it is large.

A movement is told by its ends side by side, each with a number, a pose that is hard to take up by
one to three smaller pictures of where it starts, and a part where little can be seen by a closer
view. These two have a frame. A small picture has a single figure with pale ghosts.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from enum import StrEnum
from functools import lru_cache
from itertools import product
from math import ceil, cos, pi
from typing import NamedTuple

from supine.figure.camera import View
from supine.figure.inset import LARGEST, Box, Link, beside, clear_corner, clear_place, link_to
from supine.figure.scene import ArrowKind, Panel, Scene

LEAST_SIZE = (440.0, 280.0)
"""The least width and height of a picture with panels, in pixels."""

SHARES = (0.3, 0.34, 0.38, 0.42, 0.46, 0.5)
"""The shares of the picture that closer views may have."""

LESS = (0.22, 0.26)
"""More of them beside a pose and its starts, which share the rest."""

GAP = 0.02
"""The space round a closer view and between figures, as a share of the picture's smaller side."""


NUMBER = (12.0, 0.032)
"""The radius of the disc of a number: so many pixels, and a share of its panel's smaller side. It
is read from the mat, and hides nothing of the body."""

LEAST_NUMBER = 0.032
"""The least radius of a number beside small starts, as a share of the picture's smaller side."""

LEAST_POSE = (0.6, 170.0)
"""How large a pose has to be beside its start and its closer views: as a share of its size alone,
and in pixels of a metre."""


LEAST_START = 0.42
"""How large a start has to be beside a pose with closer views, as a share of the pose."""

NEAR_ENOUGH = 1.45
"""How large a closer view beside a pose and its starts is, as a share of the pose: in a larger one
nothing more is seen, and the pose is small."""

LEAST_NEARER = 1.15
"""How large it has to be there: one no larger than the pose shows nothing more."""

START_SHARES = tuple(share / 100 for share in range(16, 44, 3))
"""The shares of the picture that the start of a movement may have."""

LEAST_ENDS = 0.7
"""How large the ends of a movement have to be beside its start, as a share of their size alone."""

LEAST_OF_SEVERAL = 95.0
"""The pixels of a metre that several starts must have: in smaller ones no hand or foot is seen."""


TURNED = pi / 4
"""The turn between a pose and its closer view, in radians, from which on it is told."""


class Sign(StrEnum):
    """A kind of sign in a picture that stands still, in the order of a legend."""

    START = "start"
    STILL = "still"
    NUMBER = "number"
    SIDE = "side"
    """It is short, and stands beside what is done first: forces have rows of their own."""
    PUT = "put"
    """It is short too."""
    ARROW = "arrow"
    RING = "ring"
    PULL = "pull"
    PUSH = "push"
    PRESS = "press"
    CLOSER = "closer"
    """A closer view from another side than the pose; it is short too."""
    GHOST = "ghost"
    WAY = "way"


Disc = tuple[float, float, float]
"""The x and y of the middle of a disc, and its radius, in pixels."""


class Placed(NamedTuple):
    """A panel and its place in the picture."""

    panel: Panel
    box: Box
    disc: Disc | None = None
    """The disc of its number, if it has one."""
    link: Link | None = None
    """Where a closer view belongs in the pose beside it."""


def is_large(width: float, height: float) -> bool:
    """Return whether a picture of so many pixels has room for panels and a legend."""
    return width >= LEAST_SIZE[0] and height >= LEAST_SIZE[1]


@lru_cache(maxsize=16)
def placed(scene: Scene, width: float, height: float) -> tuple[Placed, ...]:
    """Return what a picture of `width` × `height` pixels shows of `scene`, from back to front."""
    if not scene.panels or not is_large(width, height):
        return (Placed(Panel(scene), Box(0.0, 0.0, width, height)),)
    room = Box(0.0, 0.0, width, height)
    gap = GAP * min(width, height)
    if scene.panels[0].start and sum(not one.framed for one in scene.panels) > 1:
        return tuple(_started_movement(scene.panels, room, gap))
    if scene.panels[0].start:
        return tuple(_started(scene.panels, room, gap))
    return tuple(_laid_out(scene.panels, room, gap))


def _started(panels: Sequence[Panel], room: Box, gap: float) -> list[Placed]:
    """Return the layout with the starts of a pose at the left, and the pose larger.

    The first of several starts is left out where they would be too small, and closer views where
    they would leave too little room for the pose.
    """
    starts, (pose, *closer) = _parted(panels)
    views = [one.scene.view for one in starts]
    while len(starts) > 1 and beside(pose.scene, views, room, gap).near < LEAST_OF_SEVERAL:
        starts = [replace(one, number=one.number - 1) for one in starts[1:]]
        views, pose = views[1:], replace(pose, number=pose.number - 1)
    # with a start, what is read from left to right stays so on both sides
    closer = [replace(one, turned=False) for one in closer]
    least = max(LEAST_POSE[0] * _scale(pose, room), LEAST_POSE[1])
    layouts = [
        (
            found.size
            * found.near
            * min(_scale(near[0].panel, near[0].box), NEAR_ENOUGH * found.size),
            rest,
            found,
            near,
        )
        for rest, near in (_with_closer(closer, room, gap, (*LESS, *SHARES)) if closer else ())
        if (found := beside(pose.scene, views, rest, gap)).size >= least
        and found.near >= LEAST_START * found.size
        and _scale(near[0].panel, near[0].box) >= LEAST_NEARER * found.size
    ]
    # it is read from the mat, also where closer views leave less room
    smallest = LEAST_NUMBER * min(room.width, room.height)
    if layouts:
        _score, room, found, near = max(layouts, key=lambda one: one[0])
    else:
        found, near = beside(pose.scene, views, room, gap), []
    radius = max(smallest, min(map(_number_radius, found.frames)))
    framed = [*zip(starts, found.frames, strict=True)]
    corners = [clear_corner(one.scene, box, radius) for one, box in framed]
    pose = _without(pose, near)
    return [
        Placed(pose, found.body, (*clear_place(found, radius, corners), radius)),
        *(
            Placed(one, box, (*corner, radius))
            for (one, box), corner in zip(framed, corners, strict=True)
        ),
        *_linked(near, pose, found.body),
    ]


def _started_movement(panels: Sequence[Panel], room: Box, gap: float) -> list[Placed]:
    """Return the layout with the start of a movement at the left of its ends, or above them.

    It is left out where the ends would be too small beside it, or it beside them.
    """
    start, *ends = panels
    view, alone = start.scene.view, _scale(ends[0], _grid(ends, room)[0].box)
    layouts = []
    for share, above in product(START_SHARES, (False, True)):
        if above:
            own = Box(room.left, room.top, room.width, room.height * share)
            rest = room._replace(top=own.bottom, height=room.height - own.height)
        else:
            own = Box(room.left, room.top, room.width * share, room.height)
            rest = room._replace(left=own.right, width=room.width - own.width)
        grid = _grid(ends, rest)
        size = _scale(ends[0], grid[0].box)
        near = min(
            (own.width - 2 * gap) / view.width, (own.height - 2 * gap) / view.height, LARGEST * size
        )
        if size >= LEAST_ENDS * alone and near >= max(LEAST_START * size, LEAST_OF_SEVERAL):
            frame = Box(own.left + gap, own.top + gap, view.width * near, view.height * near)
            layouts.append((round(size**1.5 * near, 6), frame, grid))
    if not layouts:
        return _grid([replace(one, number=one.number - 1) for one in ends], room)
    _score, frame, grid = max(layouts, key=lambda one: one[0])
    radius = min([_number_radius(frame), *(_number_radius(one.box) for one in grid)])
    corner = clear_corner(start.scene, frame, radius)
    return [*grid, Placed(start, frame, (*corner, radius))]


def _parted(panels: Sequence[Panel]) -> tuple[list[Panel], list[Panel]]:
    """Return the starts of a pose, and then the pose itself with its closer views."""
    starts = [one for one in panels if one.start]
    return starts, [one for one in panels if not one.start]


def _laid_out(panels: Sequence[Panel], room: Box, gap: float) -> list[Placed]:
    """Return the layout of `panels` in `room`, with closer views below or aside."""
    whole = [one for one in panels if not one.closer]
    closer = [one for one in panels if one.closer]
    if not closer:
        return _grid(whole, room)
    if whole[0].number:
        # the first of three numbers stood at the right of the others on one side
        closer = [replace(one, turned=False) for one in closer]
    layouts = [
        (_scale(whole[0], rest) * _scale(closer[0], near[0].box), rest, near)
        for rest, near in _with_closer(closer, room, gap)
    ]
    _score, rest, near = max(layouts, key=lambda one: one[0])
    if whole[0].number:
        return [*_grid(whole, rest), *near]
    pose = _without(whole[0], near)
    found = _grid([pose], rest)
    return [*found, *_linked(near, pose, found[0].box)]


def _without(pose: Panel, closer: Sequence[Placed]) -> Panel:
    """Return a pose without the arrows of a closer view that is seen from another side.

    The arrow of a thumb pointed down in the pose and up in its closer view.
    """
    signs = pose.scene.signs
    closer = [one for one in closer if _is_turned(one.panel.scene.view, pose.scene.view)]
    shown = {arrow for one in closer for arrow in one.panel.scene.signs.arrows}
    left = tuple(one for one in signs.arrows if one not in shown)
    return replace(pose, scene=replace(pose.scene, signs=signs._replace(arrows=left)))


def _linked(closer: Sequence[Placed], pose: Panel, box: Box) -> Iterator[Placed]:
    """Yield closer views with a ring round what they show of the `pose` in `box`."""
    for one in closer:
        yield one._replace(link=link_to(one.panel.scene.view, one.box, pose.scene, box))


def _with_closer(
    closer: Sequence[Panel], room: Box, gap: float, shares: Sequence[float] = SHARES
) -> Iterator[tuple[Box, list[Placed]]]:
    """Yield the layouts of closer views, each with the rest of the room."""
    width, height = room.width, room.height
    for share, below in product(shares, (True, False)):
        if below:
            rest = Box(0.0, 0.0, width, height * (1.0 - share))
            other = Box(gap, rest.height, width - gap, height - rest.height)
        else:
            wide = width * share
            left = 0.0 if closer[0].turned else width - wide
            rest = Box(wide if closer[0].turned else 0.0, 0.0, width - wide, height)
            other = Box(left + gap, 0.0, wide - gap, height)
        yield rest, _row(closer, other, gap) if below else _column(closer, other, gap)


def turned_view(panels: Iterable[Placed]) -> View | None:
    """Return the closer view that is ringed in a pose, if it is seen from quite another side.

    Readers took its up for the pose's up.
    """
    panels = [*panels]
    closer = [one.panel.scene.view for one in panels if one.link is not None]
    poses = [one.panel.scene.view for one in panels if not one.panel.framed]
    for near, pose in product(closer, poses[:1]):
        if _is_turned(near, pose):
            return near
    return None


def _is_turned(near: View, pose: View) -> bool:
    return cos(near.turn - pose.turn) < cos(TURNED)


def signs_in(panels: Iterable[Placed]) -> tuple[Sign, ...]:
    """Return the kinds of signs in a picture; where nothing moves, that it is held still is one."""
    panels = [*panels]
    found, shown = set[Sign](), [one.panel for one in panels]
    moves = sum(panel.number > 0 and not panel.start for panel in shown) > 1
    for panel in shown:
        signs = panel.scene.signs
        # how one came to a start is told step by step
        found |= {
            SIGNS[one.kind]
            for one in signs.arrows
            if not (panel.start and one.kind is ArrowKind.HERE)
        }
        if panel.number:
            found.add(Sign.NUMBER if moves and not panel.start else Sign.START)
        ghost = signs.ghosts and not signs.unseen and Sign.WAY not in found
        found |= {Sign.GHOST} if ghost else set()
    sides = {one.scene.signs.mark.side for one in shown if one.scene.signs.mark is not None}
    # both letters only tell right from left
    found |= {Sign.SIDE} if len(sides) == 1 else set()
    if not found & {Sign.ARROW, Sign.RING, Sign.NUMBER, Sign.GHOST}:
        found.add(Sign.STILL)
    if turned_view(panels) is not None:
        found.add(Sign.CLOSER)
    return tuple(one for one in Sign if one in found)


SIGNS = {
    ArrowKind.THERE: Sign.ARROW,
    ArrowKind.THERE_AND_BACK: Sign.ARROW,
    ArrowKind.HERE: Sign.WAY,
    ArrowKind.HERE_AND_BACK: Sign.ARROW,
    ArrowKind.CIRCLE: Sign.RING,
    ArrowKind.PULL: Sign.PULL,
    ArrowKind.PUSH: Sign.PUSH,
    ArrowKind.PRESS: Sign.PRESS,
    ArrowKind.PUT: Sign.PUT,
}
"""The sign that each kind of arrow is."""


def _number_radius(box: Box) -> float:
    """Return the radius of the disc of a number in `box`, in pixels."""
    return NUMBER[0] + NUMBER[1] * min(box.width, box.height)


def _numbered(panel: Panel, box: Box, radius: float = 0.0) -> Placed:
    """Return a panel in `box`, with its number, if it has one, in its upper corner.

    Without a `radius`, in pixels, its disc is as large as goes with the box.
    """
    if not panel.number:
        return Placed(panel, box)
    radius = radius or _number_radius(box)
    away = radius * 1.1
    left = box.width - away if panel.turned and panel.framed else away
    return Placed(panel, box, (box.left + left, box.top + away, radius))


def _scale(panel: Panel, box: Box) -> float:
    """Return the pixels of a metre of a panel in `box`."""
    view = panel.scene.view
    return min(box.width / view.width, box.height / view.height)


def _grid(panels: Sequence[Panel], room: Box) -> list[Placed]:
    """Return `panels` in rows, in which they are as large as can be; the first may be alone.

    Numbers are near what they are of.
    """
    count, view = len(panels), panels[0].scene.view
    options = []
    for columns in range(1, count + 1):
        rows = ceil(count / columns)
        box = Box(0.0, 0.0, room.width / columns, room.height / rows)
        options.append((_scale(panels[0], box), columns, rows, box))
    scale, columns, rows, cell = max(options)
    radius = _number_radius(cell)
    wide, high = cell.width, cell.height
    if count > 1:
        wide = min(wide, view.width * scale + 2.0 * radius)
        high = min(high, view.height * scale + 2.0 * radius)
    first = count - columns * (rows - 1)
    counts = [first, *[columns] * (rows - 1)]
    found: list[Placed] = []
    top = room.top + (room.height - high * rows) / 2
    for row, many in enumerate(counts):
        left = room.left + (room.width - wide * many) / 2
        found += [
            _numbered(one, Box(left + wide * number, top + high * row, wide, high), radius)
            for number, one in enumerate(panels[len(found) : len(found) + many])
        ]
    return found


def _row(panels: Sequence[Panel], room: Box, gap: float) -> list[Placed]:
    """Return closer views side by side in the middle of `room`, not much wider than their shape."""
    high = room.height - gap
    view = panels[0].scene.view
    wide = min(room.width / len(panels) - gap, high * view.width / view.height * 1.25)
    left = room.left + (room.width - (wide + gap) * len(panels)) / 2
    return [
        _numbered(one, Box(left + (wide + gap) * number, room.top, wide, high))
        for number, one in enumerate(panels)
    ]


def _column(panels: Sequence[Panel], room: Box, gap: float) -> list[Placed]:
    """Return closer views one below the other in the middle of `room`."""
    wide = room.width - gap
    view = panels[0].scene.view
    high = min(room.height / len(panels) - gap, wide * view.height / view.width * 1.25)
    top = room.top + (room.height - (high + gap) * len(panels)) / 2 + gap / 2
    return [
        _numbered(one, Box(room.left, top + (high + gap) * number, wide, high))
        for number, one in enumerate(panels)
    ]
