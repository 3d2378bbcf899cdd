"""The largest type in which a text fits a room, without a cut-off word."""

from __future__ import annotations

from functools import lru_cache

from PySide6.QtGui import QFont, QFontMetricsF

from supine.ui.theme import FAMILY

SMALLEST = 8.0
"""Pixels below which text is not worth showing."""

LINE_HEIGHT = 1.2
"""Distance of lines as a share of the type size: the type's own 1.35 is for long pages."""


@lru_cache(maxsize=128)
def type_of(size: float, *, bold: bool = False) -> QFont:
    """Return the program's type at `size` logical pixels, with digits of one width."""
    font = QFont(FAMILY)
    font.setPixelSize(max(1, round(size)))
    font.setWeight(QFont.Weight.DemiBold if bold else QFont.Weight.Normal)
    font.setFeature(QFont.Tag("tnum"), 1)
    return font


@lru_cache(maxsize=256)
def largest(texts: tuple[str, ...], room: tuple[float, float], most: float, bold: bool) -> float:
    """Return the largest type size, at most `most`, in which each of `texts` fits `room`.

    `room` is width and height in logical pixels. No word is broken.
    """
    low, high = SMALLEST, max(SMALLEST, most)
    if _all_fit(texts, room, high, bold):
        return high
    while high - low > 1.0:
        middle = (low + high) / 2
        if _all_fit(texts, room, middle, bold):
            low = middle
        else:
            high = middle
    return low


def line_height(size: float) -> float:
    """Return the distance of two lines of type `size`, in logical pixels."""
    return size * LINE_HEIGHT


@lru_cache(maxsize=256)
def lines(text: str, width: float, size: float, bold: bool) -> tuple[str, ...]:
    """Break `text` into as few lines as fit `width`, and those as even as can be.

    Even lines leave no single word behind, and are read faster than ragged ones. Each paragraph is
    even in itself: a full one must not keep the next one ragged.
    """
    metrics = QFontMetricsF(type_of(size, bold=bold))
    paragraphs = text.split("\n")
    return tuple(line for one in paragraphs for line in _evened(one, width, metrics))


def _evened(text: str, width: float, metrics: QFontMetricsF) -> list[str]:
    count = len(_broken(text, width, metrics))
    low, high = width / 2, width
    while high - low > width / 50:
        middle = (low + high) / 2
        if len(_broken(text, middle, metrics)) > count:
            low = middle
        else:
            high = middle
    return _broken(text, high, metrics)


def _all_fit(texts: tuple[str, ...], room: tuple[float, float], size: float, bold: bool) -> bool:
    metrics = QFontMetricsF(type_of(size, bold=bold))
    return all(_fits(text, room, size, metrics) for text in texts)


def _fits(text: str, room: tuple[float, float], size: float, metrics: QFontMetricsF) -> bool:
    width, height = room
    broken = _broken(text, width, metrics)
    if len(broken) * line_height(size) > height:
        return False
    return all(metrics.horizontalAdvance(line) <= width for line in broken)


def _broken(text: str, width: float, metrics: QFontMetricsF) -> list[str]:
    """Break `text` between words, each line as full as possible; a line end in it stays one."""
    broken = []
    for paragraph in text.split("\n"):
        line = ""
        for word in paragraph.split():
            longer = f"{line} {word}" if line else word
            if line and metrics.horizontalAdvance(longer) > width:
                broken.append(line)
                line = word
            else:
                line = longer
        broken.append(line)
    return broken
