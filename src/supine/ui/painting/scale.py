"""The scale from 0 to 10 on which a person says how their back feels."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QPainter, QPen

from supine.journal.feeling import HIGHEST, LOWEST
from supine.language import number as written
from supine.ui.painting.type_fit import largest, type_of
from supine.ui.theme import Theme

GAP = 0.08
"""Space between two numbers, as a share of the width of one."""

BESIDE = 10.0
"""Width as a multiple of the height, from which on the words at the ends are beside the numbers."""

BESIDE_SHARE = 0.14
"""Width of the words at each end, if they are beside the numbers, as a share of the whole."""

BELOW_SHARE = 0.36
"""Height of the words, if they are below the numbers, as a share of the whole."""

ENDS_SIZE = 0.9
"""Largest type size of the words at the ends, as a share of that of the numbers."""

LEAST_ENDS = 12.0
"""Logical pixels of these words, below which they are broken into lines, in a long language."""

AIR = 8.0
"""Logical pixels between the words at the ends and the numbers beside them."""

FOCUS = 5.0
"""Logical pixels around everything, in which the focus is painted."""


@dataclass(frozen=True)
class ScaleValues:
    """What the scale shows."""

    given: int | None = None
    """The answer, which is filled."""
    mark: int | None = None
    """The number with a ring around it: it is not kept yet."""
    ends: tuple[str, str] = ("", "")
    """Words for the lowest and the highest number."""
    most: float = 20.0
    """The largest type size, in logical pixels."""
    focused: bool = False
    to: Qt.LayoutDirection = Qt.LayoutDirection.LeftToRight
    """The direction in which the numbers grow."""


def cells(rect: QRectF, to: Qt.LayoutDirection = Qt.LayoutDirection.LeftToRight) -> list[QRectF]:
    """Return the place of each number in `rect`, from the lowest on, in logical pixels.

    They grow in the direction `to`.
    """
    row = _row(rect)
    each = row.width() / (HIGHEST - LOWEST + 1)
    gap = each * GAP
    found = [
        QRectF(row.left() + place * each + gap / 2, row.top(), each - gap, row.height())
        for place in range(HIGHEST - LOWEST + 1)
    ]
    return found[::-1] if to == Qt.LayoutDirection.RightToLeft else found


def paint_scale(painter: QPainter, rect: QRectF, values: ScaleValues, theme: Theme) -> None:
    """Paint the scale into `rect` (logical pixels)."""
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    places = cells(rect, values.to)
    each = places[0]
    size = largest((written(HIGHEST),), (each.width(), each.height()), values.most, True)
    painter.setFont(type_of(size, bold=True))
    for number, place in enumerate(places, LOWEST):
        _paint_number(painter, place, number, values, theme)
    absolute = Qt.AlignmentFlag.AlignAbsolute | Qt.AlignmentFlag.AlignVCenter
    low, high = Qt.AlignmentFlag.AlignLeft | absolute, Qt.AlignmentFlag.AlignRight | absolute
    if _is_beside(rect):
        low, high = high, low
    ends = places_of_ends(rect)
    texts, size = ends_in(ends[0], values)
    if values.to == Qt.LayoutDirection.RightToLeft:
        texts = texts[::-1]
    painter.setFont(type_of(size))
    painter.setPen(theme.soft_ink)
    for text, place, side in zip(texts, ends, (low, high), strict=True):
        inner = place.adjusted(AIR, 0, -AIR, 0)
        painter.drawText(inner, int(side | Qt.TextFlag.TextWordWrap), text)
    if values.focused:
        _paint_focus(painter, rect, theme)


def ends_in(place: QRectF, values: ScaleValues) -> tuple[tuple[str, ...], float]:
    """Return the words at both ends, and the size of their type: in one line if they can be read.

    `place` is that of one of them.
    """
    most, room = values.most * ENDS_SIZE, (place.width() - 2 * AIR, place.height())
    texts = tuple(text.replace(" ", "\u00a0") for text in values.ends)
    size = largest(texts, room, most, False)
    if size < LEAST_ENDS:
        size = largest(values.ends, room, most, False)
        texts = values.ends
    return texts, size


def _paint_number(
    painter: QPainter, place: QRectF, number: int, values: ScaleValues, theme: Theme
) -> None:
    least = min(place.width(), place.height())
    radius = least * 0.18
    given = number == values.given
    painter.setPen(QPen(theme.accent if given else theme.circle_ring, 1.5))
    painter.setBrush(theme.accent if given else theme.surface)
    painter.drawRoundedRect(place, radius, radius)
    if number == values.mark != values.given:
        width = max(3.0, least * 0.07)
        inner = place.adjusted(width / 2, width / 2, -width / 2, -width / 2)
        painter.setPen(QPen(theme.ink, width))
        painter.setBrush(theme.circle)
        painter.drawRoundedRect(inner, radius, radius)
    painter.setPen(theme.on_accent if given else theme.ink)
    painter.drawText(place, Qt.AlignmentFlag.AlignCenter, written(number))


def _paint_focus(painter: QPainter, rect: QRectF, theme: Theme) -> None:
    painter.setPen(QPen(theme.ink, 3))
    painter.setBrush(Qt.BrushStyle.NoBrush)
    painter.drawRoundedRect(rect.adjusted(1.5, 1.5, -1.5, -1.5), 8, 8)


def _is_beside(rect: QRectF) -> bool:
    return rect.width() > BESIDE * rect.height()


def _row(rect: QRectF) -> QRectF:
    """Return the place of all numbers."""
    inner = rect.adjusted(FOCUS, FOCUS, -FOCUS, -FOCUS)
    if _is_beside(rect):
        beside = inner.width() * BESIDE_SHARE
        return inner.adjusted(beside, 0, -beside, 0)
    return inner.adjusted(0, 0, 0, -inner.height() * BELOW_SHARE)


def places_of_ends(rect: QRectF) -> tuple[QRectF, QRectF]:
    """Return the places of the words on the left and on the right."""
    inner, row = rect.adjusted(FOCUS, FOCUS, -FOCUS, -FOCUS), _row(rect)
    if _is_beside(rect):
        wide = row.left() - inner.left()
        return (
            QRectF(inner.left(), row.top(), wide, row.height()),
            QRectF(row.right(), row.top(), wide, row.height()),
        )
    below = QRectF(row.left(), row.bottom(), row.width() / 2, inner.bottom() - row.bottom())
    return below, below.translated(below.width(), 0)
