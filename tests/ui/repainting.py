"""Pictures of a widget that are painted over an earlier picture, as on a screen."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np
from PySide6.QtCore import QRect
from PySide6.QtGui import QImage, QRegion
from PySide6.QtWidgets import QApplication, QWidget

from tests.helpers import pixels

RATIOS = (1.0, 1.5, 2.0)
"""Pixels for each logical pixel on common screens."""


def empty_screen(widget: QWidget, ratio: float) -> QImage:
    """Return an empty screen as large as `widget`, with `ratio` pixels for each logical pixel."""
    size = widget.size() * ratio
    image = QImage(size, QImage.Format.Format_RGB32)
    image.setDevicePixelRatio(ratio)
    image.fill(0xFF00FF)
    return image


def repaint(widget: QWidget, image: QImage, region: QRegion | None = None) -> QImage:
    """Paint `region` of `widget`, or all of it, over `image`, and return `image`."""
    region = QRegion(widget.rect()) if region is None else region.intersected(widget.rect())
    if not region.isEmpty():
        widget.render(image, region.boundingRect().topLeft(), region)
    return image


def largest_difference(one: QImage, other: QImage) -> int:
    """Return the largest difference between two pixels of two pictures, of 255."""
    return int(np.abs(pixels(one) - pixels(other)).max())


def on_screen(widget: QWidget) -> QImage:
    """Return the picture on the screen, the result of all repaints."""
    for _ in range(3):
        QApplication.processEvents()
    return widget.screen().grabWindow(widget.winId()).toImage()


class AskedRegions:
    """Records the regions that a widget asks to repaint, instead of painting them."""

    def __init__(self, widget: QWidget) -> None:
        self.region = QRegion()
        self._all = widget.rect()
        widget.update = self  # type: ignore[assignment]

    def __call__(self, part: QRect | QRegion | None = None) -> None:
        self.region += QRegion(self._all if part is None else part)


def counted(calls: list[int]) -> Callable[[], None]:
    """Return a function that adds an entry to `calls` with each call."""
    return lambda: calls.append(1)
