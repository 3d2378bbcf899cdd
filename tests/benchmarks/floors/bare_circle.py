"""A circle that breathes on a full screen, sixty times a second, and nothing else.

    python bare_circle.py DIAMETER

It is painted anew for each frame, where it is and where it was just before.
"""

from __future__ import annotations

import sys
import time
from math import cos, pi

from PySide6.QtCore import QPointF, QRect, Qt, QTimer
from PySide6.QtGui import QColor, QPainter, QPaintEvent
from PySide6.QtWidgets import QApplication, QWidget

GROUND, FILL = QColor("#faf5ec"), QColor("#6f9a86")

FRAME = 16
"""Milliseconds between frames."""

BREATH = 10.0
"""Seconds."""


class Circle(QWidget):
    """The circle in the middle of a plain ground."""

    def __init__(self, diameter: int) -> None:
        """Breathe from now on, up to `diameter` logical pixels."""
        super().__init__()
        self.setAttribute(Qt.WidgetAttribute.WA_OpaquePaintEvent)
        self._diameter = diameter
        self._timer = QTimer(self, interval=FRAME)
        self._timer.setTimerType(Qt.TimerType.PreciseTimer)
        self._timer.timeout.connect(lambda: self.update(self._place))
        self._timer.start()

    @property
    def _place(self) -> QRect:
        place = QRect(0, 0, self._diameter, self._diameter)
        place.moveCenter(self.rect().center())
        return place

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the ground, and the circle as large as it is just now."""
        fullness = (1 - cos(2 * pi * time.monotonic() / BREATH)) / 2
        radius = self._diameter / 2 * (0.46 + 0.54 * fullness)
        with QPainter(self) as painter:
            painter.fillRect(event.rect(), GROUND)
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(FILL)
            painter.drawEllipse(QPointF(self._place.center()), radius, radius)


def main(words: list[str]) -> int:
    """Show it until it is ended."""
    application = QApplication(words)
    circle = Circle(int(words[1]))
    circle.showFullScreen()
    return application.exec()


if __name__ == "__main__":
    sys.exit(main(sys.argv))
