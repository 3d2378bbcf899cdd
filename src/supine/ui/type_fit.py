"""The largest type in which a text fits a room, without a cut-off word."""

from __future__ import annotations

from functools import lru_cache

from PySide6.QtCore import QRectF, QSizeF, Qt
from PySide6.QtGui import QFont, QFontMetricsF

from supine.ui.theme import FAMILY

SMALLEST = 8.0
"""Pixels below which text is not worth showing."""

WRAP = int(Qt.TextFlag.TextWordWrap)


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


def _all_fit(texts: tuple[str, ...], room: tuple[float, float], size: float, bold: bool) -> bool:
    metrics = QFontMetricsF(type_of(size, bold=bold))
    return all(_fits(text, QSizeF(*room), metrics) for text in texts)


def _fits(text: str, room: QSizeF, metrics: QFontMetricsF) -> bool:
    box = metrics.boundingRect(QRectF(0, 0, room.width(), 1e6), WRAP, text)
    return box.height() <= room.height() and box.width() <= room.width() + 0.5
