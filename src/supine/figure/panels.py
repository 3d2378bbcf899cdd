"""The layout of a picture that stands still: one figure, or several panels where it is large.

A movement is told by its ends side by side, each with a number, and a part where little can be seen
by a closer view in a frame. A small picture has a single figure with pale ghosts.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from enum import StrEnum
from functools import lru_cache
from itertools import product
from math import ceil
from typing import NamedTuple

from supine.figure.scene import Panel, Scene

LEAST_SIZE = (440.0, 280.0)
"""The least width and height of a picture with panels, in pixels."""

SHARES = (0.3, 0.34, 0.38, 0.42, 0.46, 0.5)
"""The shares of the picture that closer views may have."""

GAP = 0.02
"""The space round a closer view and between figures, as a share of the picture's smaller side."""


class Sign(StrEnum):
    """A kind of sign in a picture that stands still, in the order of a legend."""

    STILL = "still"
    NUMBER = "number"
    ARROW = "arrow"
    RING = "ring"
    PULL = "pull"
    PRESS = "press"
    GHOST = "ghost"
    SIDE = "side"


class Box(NamedTuple):
    """A place in a picture, in pixels."""

    left: float
    top: float
    width: float
    height: float


class Placed(NamedTuple):
    """A panel and its place in the picture."""

    panel: Panel
    box: Box


def is_large(width: float, height: float) -> bool:
    """Return whether a picture of so many pixels has room for panels and a legend."""
    return width >= LEAST_SIZE[0] and height >= LEAST_SIZE[1]


@lru_cache(maxsize=16)
def placed(scene: Scene, width: float, height: float) -> tuple[Placed, ...]:
    """Return what a picture of `width` × `height` pixels shows of `scene`, from back to front."""
    if not scene.panels or not is_large(width, height):
        return (Placed(Panel(scene), Box(0.0, 0.0, width, height)),)
    whole = [one for one in scene.panels if not one.closer]
    closer = [one for one in scene.panels if one.closer]
    if not closer:
        return tuple(_grid(whole, Box(0.0, 0.0, width, height)))
    gap = GAP * min(width, height)
    layouts: list[tuple[float, list[Placed]]] = []
    for share, below in product(SHARES, (True, False)):
        if below:
            rest = Box(0.0, 0.0, width, height * (1.0 - share))
            room = Box(gap, rest.height, width - gap, height - rest.height)
        else:
            wide = width * share
            left = 0.0 if closer[0].turned else width - wide
            rest = Box(wide if closer[0].turned else 0.0, 0.0, width - wide, height)
            room = Box(left + gap, 0.0, wide - gap, height)
        near = _row(closer, room, gap) if below else _column(closer, room, gap)
        score = _scale(whole[0], rest) * _scale(closer[0], near[0].box)
        layouts.append((score, [*_grid(whole, rest), *near]))
    return tuple(max(layouts, key=lambda one: one[0])[1])


def signs_in(panels: Iterable[Placed]) -> tuple[Sign, ...]:
    """Return the kinds of signs in a picture; where nothing moves, that it is held still is one."""
    found = set[Sign]()
    for panel in (one.panel for one in panels):
        signs = panel.scene.signs
        found |= {SIGNS[arrow.kind] for arrow in signs.arrows}
        found |= {Sign.NUMBER} if panel.number else set()
        found |= {Sign.GHOST} if signs.ghosts and not signs.unseen else set()
        found |= {Sign.SIDE} if signs.mark is not None else set()
    moves = found & {Sign.ARROW, Sign.RING, Sign.NUMBER, Sign.GHOST}
    if not moves:
        found.add(Sign.STILL)
    return tuple(one for one in Sign if one in found)


SIGNS = {
    "there": Sign.ARROW, "there and back": Sign.ARROW, "circle": Sign.RING,
    "pull": Sign.PULL, "press": Sign.PRESS,
}  # fmt: skip
"""The sign that each kind of arrow is."""


def _scale(panel: Panel, box: Box) -> float:
    """Return the pixels of a metre of a panel in `box`."""
    view = panel.scene.view
    return min(box.width / view.width, box.height / view.height)


def _grid(panels: Sequence[Panel], room: Box) -> list[Placed]:
    """Return `panels` in rows, in which they are as large as can be; the first may be alone."""
    count = len(panels)
    options = []
    for columns in range(1, count + 1):
        rows = ceil(count / columns)
        box = Box(0.0, 0.0, room.width / columns, room.height / rows)
        options.append((_scale(panels[0], box), columns, rows))
    _score, columns, rows = max(options)
    first = count - columns * (rows - 1)
    counts = [first, *[columns] * (rows - 1)]
    found: list[Placed] = []
    high = room.height / rows
    for row, many in enumerate(counts):
        wide = room.width / columns
        left = room.left + (room.width - wide * many) / 2
        found += [
            Placed(one, Box(left + wide * number, room.top + high * row, wide, high))
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
        Placed(one, Box(left + (wide + gap) * number, room.top, wide, high))
        for number, one in enumerate(panels)
    ]


def _column(panels: Sequence[Panel], room: Box, gap: float) -> list[Placed]:
    """Return closer views one below the other in the middle of `room`."""
    wide = room.width - gap
    view = panels[0].scene.view
    high = min(room.height / len(panels) - gap, wide * view.height / view.width * 1.25)
    top = room.top + (room.height - (high + gap) * len(panels)) / 2 + gap / 2
    return [
        Placed(one, Box(room.left, top + (high + gap) * number, wide, high))
        for number, one in enumerate(panels)
    ]
