"""The ring round the breath: a path, a piece of it, and a picture for what is painted often."""

from __future__ import annotations

from functools import lru_cache
from math import ceil, cos, hypot, pi, sin

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QImage, QPainter, QPainterPath, QTransform

CORNERS = 288
"""Corners of the ring: on the largest screen its edges bend by less than a tenth of a pixel."""


def paint_part(painter: QPainter, rect: QRectF, full: float) -> None:
    """Paint the ring of radius `full` in the middle of `rect`, where little of it is painted.

    All of its edges are found anew each time that a path is painted, however little of it is asked
    for. So it is painted once, and copied from there; but not where the pixels of the copy would
    lie between those of the screen.
    """
    to_device = painter.deviceTransform()
    at = to_device.map(rect.topLeft())
    if _turned(to_device) or any(abs(one - round(one)) > 1e-6 for one in (at.x(), at.y())):
        painter.drawPath(ring_path(rect.center().x(), rect.center().y(), full))
        return
    wide, high, colour = rect.width(), rect.height(), painter.brush().color().rgba()
    painter.drawImage(rect.topLeft(), _picture(wide, high, full, to_device.m11(), colour))


def _turned(transform: QTransform) -> bool:
    return hypot(transform.m12(), transform.m21()) > 0 or transform.m11() != transform.m22()


@lru_cache(maxsize=1)
def _picture(wide: float, high: float, full: float, ratio: float, colour: int) -> QImage:
    """Return the ring on nothing, with `ratio` pixels for each logical one."""
    image = QImage(
        ceil(wide * ratio), ceil(high * ratio), QImage.Format.Format_ARGB32_Premultiplied
    )
    image.setDevicePixelRatio(ratio)
    image.fill(Qt.GlobalColor.transparent)
    with QPainter(image) as painter:
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(QColor.fromRgba(colour))
        painter.drawPath(ring_path(wide / 2, high / 2, full))
    return image


@lru_cache(maxsize=4)
def ring_path(x: float, y: float, full: float) -> QPainterPath:
    """Return the ring, to be filled: a line of Qt's as long as this takes twice the time."""
    band = QPainterPath()
    for radius in edges(full):
        band.addPolygon([_corner(x, y, radius, number) for number in range(CORNERS)])
        band.closeSubpath()
    return band


def piece(x: float, y: float, full: float, angle: float) -> QPainterPath:
    """Return the piece of the ring where the bead is, at `angle` degrees."""
    return _arc(x, y, full, round(angle / 360 * CORNERS) % CORNERS)


@lru_cache(maxsize=CORNERS)
def _arc(x: float, y: float, full: float, middle: int) -> QPainterPath:
    """It has the corners of the whole ring.

    Qt's own arcs and ellipses lie up to half a pixel apart, and a piece of the one over the other
    is seen.
    """
    numbers = range(middle - CORNERS // 18, middle + CORNERS // 18 + 1)
    outer, inner = edges(full)
    there = [_corner(x, y, outer, number) for number in numbers]
    piece = QPainterPath()
    piece.addPolygon(there + [_corner(x, y, inner, number) for number in reversed(numbers)])
    piece.closeSubpath()
    return piece


def edges(full: float) -> tuple[float, float]:
    """Return the outer and the inner radius of a ring of radius `full`."""
    half = max(2.0, full / 45) / 2
    return full + half, full - half


def _corner(x: float, y: float, radius: float, number: int) -> QPointF:
    turn = 2 * pi * (number % CORNERS) / CORNERS
    return QPointF(x + radius * cos(turn), y - radius * sin(turn))
