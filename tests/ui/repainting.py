"""Pictures of a widget that are painted over an earlier one, as the screen does it."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np
from PySide6.QtCore import QRect
from PySide6.QtGui import QImage, QRegion
from PySide6.QtWidgets import QApplication, QWidget

from tests.helpers import pixels

RATIOS = (1.0, 1.5, 2.0)
"""Pixels for each logical pixel on the screens that there are."""


def canvas(widget: QWidget, ratio: float) -> QImage:
    """Return a screen as large as `widget`, with `ratio` pixels for each logical one."""
    size = widget.size() * ratio
    image = QImage(size, QImage.Format.Format_RGB32)
    image.setDevicePixelRatio(ratio)
    image.fill(0xFF00FF)
    return image


def repaint(widget: QWidget, image: QImage, region: QRegion | None = None) -> QImage:
    """Paint `region` of `widget` over what is on `image`; without one, all of it."""
    region = QRegion(widget.rect()) if region is None else region.intersected(widget.rect())
    if not region.isEmpty():
        widget.render(image, region.boundingRect().topLeft(), region)
    return image


def unlike(one: QImage, other: QImage) -> int:
    """Return by how much of 255 the two most different pixels of two pictures differ."""
    return int(np.abs(pixels(one) - pixels(other)).max())


def on_screen(widget: QWidget) -> QImage:
    """Return what stands on the screen, put together from all paintings."""
    for _ in range(3):
        QApplication.processEvents()
    return widget.screen().grabWindow(widget.winId()).toImage()


class Asked:
    """Keeps what a widget asks to have painted again, instead of painting it."""

    def __init__(self, widget: QWidget) -> None:
        self.region = QRegion()
        self._all = widget.rect()
        widget.update = self  # type: ignore[assignment]

    def __call__(self, part: QRect | QRegion | None = None) -> None:
        self.region += QRegion(self._all if part is None else part)


def counted(calls: list[int]) -> Callable[[], None]:
    """Return what counts how often it is called."""
    return lambda: calls.append(1)
