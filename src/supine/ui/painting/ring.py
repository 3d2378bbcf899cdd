"""The ring around the breath, and a picture of it on its background for frequent repaints."""

from __future__ import annotations

from functools import lru_cache
from math import ceil, cos, hypot, pi, sin

from PySide6.QtCore import QPointF, Qt
from PySide6.QtGui import QColor, QImage, QPainter, QPainterPath, QTransform

CORNERS = 288
"""Corners of the ring: on the largest screen its edge is wrong by less than a tenth of a pixel."""


def paint_ring(painter: QPainter, centre: QPointF, full: float, colour: QColor) -> None:
    """Paint a ring of radius `full` logical pixels."""
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(colour)
    painter.drawPath(_ring_path(centre.x(), centre.y(), full))


def pixel_ratio(to_device: QTransform) -> float | None:
    """Return the number of pixels of the screen for each logical pixel.

    None if a picture drawn at the origin would be turned, or fall between the pixels.
    """
    turned = hypot(to_device.m12(), to_device.m21()) > 0 or to_device.m11() != to_device.m22()
    uneven = any(abs(one - round(one)) > 1e-6 for one in (to_device.dx(), to_device.dy()))
    return None if turned or uneven else to_device.m11()


@lru_cache(maxsize=1)
def ring_picture(
    size: tuple[int, int], ratio: float, full: float, ring: int, ground: int
) -> QImage:
    """Return the ring on its background, in the colours `ring` and `ground` as numbers.

    `size` and the radius `full` are in logical pixels, each of `ratio` pixels of the screen. A
    picture is faster than a path: Qt calculates all edges of a path with each repaint, even if
    only a small part is needed. And with its background the picture is copied, not blended.
    It has a byte for each pixel, 0.8 MB less on a usual screen, and the thin part that a breath
    moves is painted as fast (paired). An edge has at most 256 shades, so none is lost.
    """
    wide, high = size
    image = QImage(ceil(wide * ratio), ceil(high * ratio), QImage.Format.Format_RGB32)
    image.setDevicePixelRatio(ratio)
    image.fill(QColor.fromRgba(ground))
    with QPainter(image) as painter:
        paint_ring(painter, QPointF(wide / 2, high / 2), full, QColor.fromRgba(ring))
    return image.convertToFormat(QImage.Format.Format_Indexed8)


@lru_cache(maxsize=4)
def _ring_path(x: float, y: float, full: float) -> QPainterPath:
    """Return the ring as an area to fill: drawing it as a line takes Qt twice the time."""
    half = max(2.0, full / 45) / 2
    band = QPainterPath()
    for radius in (full + half, full - half):
        band.addPolygon([_corner(x, y, radius, number) for number in range(CORNERS)])
        band.closeSubpath()
    return band


def _corner(x: float, y: float, radius: float, number: int) -> QPointF:
    angle = 2 * pi * number / CORNERS
    return QPointF(x + radius * cos(angle), y - radius * sin(angle))
