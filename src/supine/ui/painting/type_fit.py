"""Type sizes and line breaks: the largest type in which a text fits, without broken words."""

from __future__ import annotations

import os
import re
import sys
from functools import lru_cache
from unicodedata import bidirectional

from PySide6.QtCore import Qt
from PySide6.QtGui import (
    QFont,
    QFontMetricsF,
    QGuiApplication,
    QTextLayout,
    QTextOption,
)

from supine.ui.theme import FAMILY, load_type

WITHOUT_SPACES = re.compile("[\u0e01-\u0eff\u1000-\u109f\u1780-\u17ff]")
"""Thai, Lao, Burmese and Khmer: only a dictionary knows where their words end.

Qt asks libthai, for Thai, where that is installed.
"""

OVERHANG = 0.03
"""How far a line may be wider than Qt's layout says, as a share of the type size: it leaves out
what the last letter has on its right.
"""

SMALLEST = 8.0
"""Pixels: smaller text is not worth showing."""

LINE_HEIGHT = 1.2
"""Distance of lines as a share of the type size: the typeface's own 1.35 is for long pages."""


def make_type_usable() -> None:
    """Make the program's type usable without a window, in a command: that needs no screen."""
    if QGuiApplication.instance() is not None:
        return
    if sys.platform.startswith("linux"):
        os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    QGuiApplication(sys.argv[:1])
    load_type()


@lru_cache(maxsize=128)
def type_of(size: float, *, bold: bool = False) -> QFont:
    """Return the program's font at `size` logical pixels, with digits of equal width."""
    font = QFont(FAMILY)
    font.setPixelSize(max(1, round(size)))
    font.setWeight(QFont.Weight.DemiBold if bold else QFont.Weight.Normal)
    font.setFeature(QFont.Tag("tnum"), 1)
    return font


def direction_of(text: str) -> Qt.LayoutDirection:
    """Return the direction of `text`, that of its first letter: Arabic and Hebrew go to the left.

    Full stops and the edge at which lines begin follow it, as Unicode says (UAX 9, P2).
    """
    kinds = (bidirectional(one) for one in text)
    first = next((kind for kind in kinds if kind in ("L", "R", "AL")), "L")
    to_left = first != "L"
    return Qt.LayoutDirection.RightToLeft if to_left else Qt.LayoutDirection.LeftToRight


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
    font = type_of(size, bold=bold)
    return tuple(line for one in text.split("\n") for line in _Paragraph(one, font).evened(width))


def _all_fit(texts: tuple[str, ...], room: tuple[float, float], size: float, bold: bool) -> bool:
    font = type_of(size, bold=bold)
    return all(_fits(text, room, size, font) for text in texts)


def _fits(text: str, room: tuple[float, float], size: float, font: QFont) -> bool:
    width, height = room
    paragraphs = [_Paragraph(one, font) for one in text.split("\n")]
    count = sum(len(one.broken(width)) for one in paragraphs)
    return count * line_height(size) <= height and max(one.widest for one in paragraphs) <= width


class _Paragraph:
    """A text without line ends, broken where Unicode (UAX 14) lets a line end.

    Between the words of most scripts, between the letters of Chinese and Japanese.
    """

    def __init__(self, text: str, font: QFont) -> None:
        # spaces at an end would count as width
        self._text = re.sub(" +", " ", text).strip(" ")
        # Qt counts a letter beyond the basic plane, such as an emoji, as two
        self._units = self._text.encode("utf-16-le", "surrogatepass")
        self._layout = QTextLayout(self._text, font)
        self._metrics, self._overhang = QFontMetricsF(font), OVERHANG * font.pixelSize()
        self._whole = self._metrics.horizontalAdvance(self._text)
        self.widest = 0.0
        """The width of the widest line of the last break, in logical pixels."""

    def evened(self, width: float) -> list[str]:
        """Return the lines, as few and as even as possible."""
        count = len(self.broken(width))
        low, high = width / 2, width
        while high - low > width / 50:
            middle = (low + high) / 2
            if len(self.broken(middle)) > count:
                low = middle
            else:
                high = middle
        return self.broken(high)

    def broken(self, width: float) -> list[str]:
        """Return the lines, each as full as possible."""
        if self._whole <= width:
            self.widest = self._whole
            return [self._text]
        broken = self._broken(width, QTextOption.WrapMode.WordWrap)
        if self.widest > width and WITHOUT_SPACES.search(self._text):
            return self._broken(width, QTextOption.WrapMode.WrapAtWordBoundaryOrAnywhere)
        return broken

    def _broken(self, width: float, mode: QTextOption.WrapMode) -> list[str]:
        option = QTextOption()
        option.setWrapMode(mode)
        self._layout.setTextOption(option)
        self._layout.beginLayout()
        broken = []
        while (line := self._layout.createLine()).isValid():
            line.setLineWidth(max(0.0, width - self._overhang))
            start = 2 * line.textStart()
            units = self._units[start : start + 2 * line.textLength()]
            broken.append(units.decode("utf-16-le", "surrogatepass").rstrip(" "))
        self._layout.endLayout()
        self.widest = max(map(self._metrics.horizontalAdvance, broken))
        return broken
