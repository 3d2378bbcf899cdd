"""Where the tiles of a strip stand, and how their words are broken: in pixels, nothing painted."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from math import ceil
from typing import TYPE_CHECKING, NamedTuple

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QFontMetricsF

from supine.ui.painting.type_fit import line_height, lines, type_of

if TYPE_CHECKING:
    from supine.ui.widgets.strip_items import StripItem

GAP = 14.0
"""Logical pixels between tiles."""

WIDEST = 1.7
"""How many times as wide as it must be a tile may become where there are few."""

HEIGHT = 0.6
"""Height of a figure as a share of its width."""

GRAIN = 8
"""Figures grow in steps of so many pixels: a window that is drawn wider need not repaint each."""

AIR = 5.0
"""Logical pixels between a figure and its name."""


@dataclass(frozen=True)
class StripLook:
    """Sizes of a strip, in logical pixels."""

    least: float
    """The narrowest tile."""
    name_size: float
    dose_size: float
    """The type size of what is done in a pose; 0 where that is not shown."""
    most_lines: int
    """How many lines a name may have before its end is left out."""
    widest_figure: float = 240.0


class Tile(NamedTuple):
    """One tile of the strip."""

    item: StripItem
    place: QRectF
    figure: QRectF
    """Where its figure stands; empty without one."""
    name: tuple[str, ...]
    dose: tuple[str, ...]


def columns_of(count: int, width: float, least: float) -> tuple[int, float]:
    """Return how many tiles stand in a row, rows as even as can be, and how wide one is."""
    most = max(1, int((width + GAP) // (least + GAP)))
    columns = ceil(count / ceil(count / most)) if count else 1
    room = (width - GAP * (columns - 1)) / columns
    return columns, min(room, least * WIDEST)


@lru_cache(maxsize=16)
def strip_tiles(items: tuple[StripItem, ...], width: float, look: StripLook) -> tuple[Tile, ...]:
    """Return the tiles of `items` within `width`; as high as the last one's bottom.

    They are asked for by each painting, and several times while the widget finds its height.
    """
    columns, wide = columns_of(len(items), width, look.least)
    tiles: list[Tile] = []
    top = 0.0
    for first in range(0, len(items), columns):
        row = [_tile(item, wide, look) for item in items[first : first + columns]]
        height = max(_height(tile, look) for tile in row)
        for number, tile in enumerate(row):
            place = QRectF(number * (wide + GAP), top, wide, height)
            tiles.append(tile._replace(place=place, figure=tile.figure.translated(place.topLeft())))
        top += height + GAP
    return tuple(tiles)


def strip_height(items: tuple[StripItem, ...], width: float, look: StripLook) -> float:
    """Return how high the strip of `items` is where it is `width` wide."""
    tiles = strip_tiles(items, width, look)
    return tiles[-1].place.bottom() if tiles else 0.0


def _tile(item: StripItem, wide: float, look: StripLook) -> Tile:
    side = max(GRAIN, int(min(wide, look.widest_figure)) // GRAIN * GRAIN)
    figure = QRectF((wide - side) / 2, 0, side, round(side * HEIGHT)) if item.stance else QRectF()
    # where there is no figure there is room for the whole name
    most = look.most_lines if item.stance else look.most_lines + 2
    dose = _broken(item.dose, wide, look.dose_size, 3) if look.dose_size else ()
    return Tile(item, QRectF(), figure, _broken(item.name, wide, look.name_size, most), dose)


def _height(tile: Tile, look: StripLook) -> float:
    """Return how high a tile must be."""
    words = words_height(tile, look)
    return tile.figure.height() + AIR + words if tile.item.stance else words


def words_height(tile: Tile, look: StripLook) -> float:
    """Return how high the words of a tile are."""
    name, dose = line_height(look.name_size), line_height(look.dose_size)
    return len(tile.name) * name + len(tile.dose) * dose


def _broken(text: str, width: float, size: float, most: int) -> tuple[str, ...]:
    """Break `text` into `most` lines at most; where it does not fit, its end is left out."""
    broken = lines(text, width, size, bold=False)
    if len(broken) > most:
        broken = (*broken[: most - 1], " ".join(broken[most - 1 :]))
    metrics = QFontMetricsF(type_of(size))
    return tuple(metrics.elidedText(line, Qt.TextElideMode.ElideRight, width) for line in broken)
