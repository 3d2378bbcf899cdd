"""The ring round the breath, and a picture of it on its ground for what is painted often."""

from __future__ import annotations

from functools import lru_cache
from math import ceil, cos, hypot, pi, sin

from PySide6.QtCore import QPointF, Qt
from PySide6.QtGui import QColor, QImage, QPainter, QPainterPath, QTransform

CORNERS = 288
"""Corners of the ring: on the largest screen its edges bend by less than a tenth of a pixel."""


def paint_ring(painter: QPainter, centre: QPointF, full: float, colour: QColor) -> None:
    """Paint the ring of radius `full` logical pixels."""
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(colour)
    painter.drawPath(_ring_path(centre.x(), centre.y(), full))


def even_ratio(to_device: QTransform) -> float | None:
    """Return how many pixels of the screen a logical one has.

    None where a picture drawn at the origin would lie between the pixels.
    """
    turned = hypot(to_device.m12(), to_device.m21()) > 0 or to_device.m11() != to_device.m22()
    uneven = any(abs(one - round(one)) > 1e-6 for one in (to_device.dx(), to_device.dy()))
    return None if turned or uneven else to_device.m11()


@lru_cache(maxsize=1)
def still_picture(
    size: tuple[int, int], ratio: float, full: float, ring: int, ground: int
) -> QImage:
    """Return the ring on its ground, in the colours `ring` and `ground` as numbers.

    `size` and the radius `full` are in logical pixels, each of `ratio` pixels. All edges of a path
    are found anew each time that it is painted, however little of it is asked for; and a ring that
    is copied by itself must be blended, where this is only copied.
    """
    wide, high = size
    image = QImage(ceil(wide * ratio), ceil(high * ratio), QImage.Format.Format_RGB32)
    image.setDevicePixelRatio(ratio)
    image.fill(QColor.fromRgba(ground))
    with QPainter(image) as painter:
        paint_ring(painter, QPointF(wide / 2, high / 2), full, QColor.fromRgba(ring))
    return image


@lru_cache(maxsize=4)
def _ring_path(x: float, y: float, full: float) -> QPainterPath:
    """Return the ring, to be filled: a line of Qt's as long as this takes twice the time."""
    half = max(2.0, full / 45) / 2
    band = QPainterPath()
    for radius in (full + half, full - half):
        band.addPolygon([_corner(x, y, radius, number) for number in range(CORNERS)])
        band.closeSubpath()
    return band


def _corner(x: float, y: float, radius: float, number: int) -> QPointF:
    turn = 2 * pi * number / CORNERS
    return QPointF(x + radius * cos(turn), y - radius * sin(turn))
