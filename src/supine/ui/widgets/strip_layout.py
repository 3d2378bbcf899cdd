"""The layout of a figure strip: the places of its tiles, and the lines of their words."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from math import ceil
from typing import NamedTuple

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QFontMetricsF

from supine.ui.painting.type_fit import line_height, lines, type_of
from supine.ui.widgets.strip_items import StripItem

GAP = 14.0
"""Logical pixels between tiles."""

MAX_STRETCH = 1.7
"""Largest width of a tile, as a multiple of its least width: a strip may have few tiles."""

FIGURE_SHAPE = 0.6
"""Height of a figure divided by its width."""

WIDTH_STEP = 8
"""Step in pixels by which figures grow: most new widths of a window then need no new pictures."""

NAME_GAP = 5.0
"""Logical pixels between a figure and its name."""


@dataclass(frozen=True)
class StripLook:
    """Sizes of a strip, in logical pixels."""

    least: float
    """Width of the narrowest tile."""
    name_size: float
    dose_size: float
    """0 if doses are not shown."""
    most_lines: int
    """Lines of a name below its figure; a longer name ends in an ellipsis."""
    widest_figure: float = 240.0
    whole_names: bool = False
    """Whether another name is shown after the first."""
    legend: bool = False
    """Whether it is said below what the signs in the figures mean."""


class Tile(NamedTuple):
    """One tile of the strip."""

    item: StripItem
    place: QRectF
    figure: QRectF
    """The place of its figure; empty without one."""
    name: tuple[str, ...]
    dose: tuple[str, ...]


def columns_of(count: int, width: float, least: float) -> tuple[int, float]:
    """Return the number of tiles in a row, so that rows are even, and the width of a tile.

    All widths are in logical pixels.
    """
    most = max(1, int((width + GAP) // (least + GAP)))
    columns = ceil(count / ceil(count / most)) if count else 1
    room = (width - GAP * (columns - 1)) / columns
    return columns, min(room, least * MAX_STRETCH)


@lru_cache(maxsize=16)
def strip_tiles(
    items: tuple[StripItem, ...],
    width: float,
    look: StripLook,
    to: Qt.LayoutDirection = Qt.LayoutDirection.LeftToRight,
) -> tuple[Tile, ...]:
    """Return the tiles of `items` in `width` logical pixels; each row goes in the direction `to`.

    Results are kept: each repaint asks for them, and the widget asks several times for its height.
    """
    columns, wide = columns_of(len(items), width, look.least)
    tiles: list[Tile] = []
    top = 0.0
    for first in range(0, len(items), columns):
        row = [_tile(item, wide, look) for item in items[first : first + columns]]
        height = max(_height(tile, look) for tile in row)
        for number, tile in enumerate(row):
            left = number * (wide + GAP)
            if to == Qt.LayoutDirection.RightToLeft:
                left = width - left - wide
            place = QRectF(left, top, wide, height)
            tiles.append(tile._replace(place=place, figure=tile.figure.translated(place.topLeft())))
        top += height + GAP
    return tuple(tiles)


def strip_height(items: tuple[StripItem, ...], width: float, look: StripLook) -> float:
    """Return the height of the strip of `items` in `width`, in logical pixels."""
    tiles = strip_tiles(items, width, look)
    return tiles[-1].place.bottom() if tiles else 0.0


def _tile(item: StripItem, wide: float, look: StripLook) -> Tile:
    side = max(WIDTH_STEP, int(min(wide, look.widest_figure)) // WIDTH_STEP * WIDTH_STEP)
    figure = QRectF()
    if item.stance:
        figure = QRectF((wide - side) / 2, 0, side, round(side * FIGURE_SHAPE))
    # without a figure there is room for a longer name
    most = look.most_lines if item.stance else look.most_lines + 2
    dose = _broken(item.dose, wide, look.dose_size, 3) if look.dose_size else ()
    text = item.whole_name if look.whole_names and item.whole_name else item.name
    return Tile(item, QRectF(), figure, _broken(text, wide, look.name_size, most), dose)


def _height(tile: Tile, look: StripLook) -> float:
    words = words_height(tile, look)
    return tile.figure.height() + NAME_GAP + words if tile.item.stance else words


def words_height(tile: Tile, look: StripLook) -> float:
    """Return the height of the words of `tile`, in logical pixels."""
    name, dose = line_height(look.name_size), line_height(look.dose_size)
    return len(tile.name) * name + len(tile.dose) * dose


def _broken(text: str, width: float, size: float, most: int) -> tuple[str, ...]:
    """Break `text` into `most` lines at most; an ellipsis replaces what does not fit."""
    broken = lines(text, width, size, bold=False)
    if len(broken) > most:
        broken = (*broken[: most - 1], " ".join(broken[most - 1 :]))
    metrics = QFontMetricsF(type_of(size))
    return tuple(metrics.elidedText(line, Qt.TextElideMode.ElideRight, width) for line in broken)
