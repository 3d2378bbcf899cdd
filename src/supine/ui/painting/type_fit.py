"""Type sizes and line breaks: the largest type in which a text fits, without broken words."""

from __future__ import annotations

from functools import lru_cache

from PySide6.QtGui import QFont, QFontMetricsF

from supine.ui.theme import FAMILY

SMALLEST = 8.0
"""Pixels: smaller text is not worth showing."""

LINE_HEIGHT = 1.2
"""Distance of lines as a share of the type size: the typeface's own 1.35 is for long pages."""


@lru_cache(maxsize=128)
def type_of(size: float, *, bold: bool = False) -> QFont:
    """Return the program's font at `size` logical pixels, with digits of equal width."""
    font = QFont(FAMILY)
    font.setPixelSize(max(1, round(size)))
    font.setWeight(QFont.Weight.DemiBold if bold else QFont.Weight.Normal)
    font.setFeature(QFont.Tag("tnum"), 1)
    return font


@lru_cache(maxsize=256)
def largest(texts: tuple[str, ...], room: tuple[float, float], most: float, bold: bool) -> float:
    """Return the largest type size, at most `most`, in which each of `texts` fits `room`.

    Type sizes, and the width and height of `room`, are in logical pixels. No word is broken.
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
    """Return the distance between two lines of type `size`, in logical pixels."""
    return size * LINE_HEIGHT


@lru_cache(maxsize=256)
def lines(text: str, width: float, size: float, bold: bool) -> tuple[str, ...]:
    """Break `text` into as few lines as possible, of `width` at most and as even as possible.

    Even lines leave no single word at the end, and are read faster than uneven ones. Each paragraph
    is made even separately, so that a long paragraph does not leave the next one uneven.
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
    """Break `text` between words into lines as full as possible, and keep the line ends in it."""
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
