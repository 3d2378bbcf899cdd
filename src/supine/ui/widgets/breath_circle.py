"""The breath circle as a widget. Repainting is limited to what has changed."""

from __future__ import annotations

from PySide6.QtCore import QPointF, QRectF, Qt, Signal
from PySide6.QtGui import QImage, QPainter, QPaintEvent, QResizeEvent, QTransform
from PySide6.QtWidgets import QWidget

from supine.language import number as written
from supine.settings.declaration import Turn
from supine.ui.painting.circle import (
    CircleValues,
    circle_area,
    moved_region,
    paint_breath,
    paint_circle,
    ring_colour,
    visibly_moved,
)
from supine.ui.painting.ring import pixel_ratio, ring_picture
from supine.ui.reading import Amount, Reading, Role
from supine.ui.theme import Theme
from supine.ui.widgets.turnable import Turnable, upright_region

ORIGIN = QPointF()


class BreathCircle(Turnable):
    """The breath circle as a widget.

    An `opaque` circle paints its own background. Otherwise Qt would paint what is behind it with
    each frame of a practice.
    """

    painted = Signal()
    """A frame has been painted, or left out because nobody could tell it from the one before."""

    def __init__(
        self, theme: Theme, parent: QWidget | None = None, *, opaque: bool = False
    ) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_OpaquePaintEvent, opaque)
        self._opaque = opaque
        self._theme = theme
        self.shown = CircleValues()
        """The values that were painted last."""
        self.most = 0
        """The count that the number began with."""
        self._area = circle_area(QRectF())
        self._ring: QImage | None = None
        self._to_device, self._ratio = QTransform(), pixel_ratio(QTransform())

    def reading(self) -> Reading:
        """Return the count as a screen reader reads it, where it asks.

        No event tells it of each new count: Orca would say it in per cent, NVDA would beep.
        """
        number = self.shown.number
        text = "" if number is None else written(number)
        amount = Amount(float(number or 0), 0.0, float(max(self.most, number or 0)))
        return Reading(Role.ProgressBar, self.tr("Count"), text, amount)

    def set_theme(self, theme: Theme) -> None:
        """Paint in `theme` from now on."""
        self._theme, self._ring = theme, None
        self.update()

    def set_turn(self, turn: Turn) -> None:
        """Turn the circle."""
        super().set_turn(turn)
        self._measure()

    def show_values(self, values: CircleValues) -> bool:
        """Show `values`; return whether anything moved."""
        before = self.shown
        if values == before:
            return False
        if not visibly_moved(self._area.full, before, values):
            self.painted.emit()
            return True
        self.shown = values
        moved = moved_region(self._area, before, values)
        if moved is None:
            self._ring = None
            self.update()
        else:
            self.update_upright(moved)
        return True

    def resizeEvent(self, _event: QResizeEvent) -> None:
        """Make the circle as large as fits."""
        self._measure()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the circle, or the part of it that has changed."""
        values, theme = self.shown, self._theme
        with QPainter(self) as painter:
            from_picture = self._opaque and not values.faded and self._paint_ring(painter)
            if self._opaque and not from_picture:
                painter.fillRect(self.rect(), theme.background)
            self.turn_painter(painter)
            if from_picture:
                only = upright_region(event.region(), self.size(), self.turn)
                paint_breath(painter, self._area, values, theme, only)
            else:
                paint_circle(painter, self._area.rect, values, theme)
        self.painted.emit()

    def _measure(self) -> None:
        self._area, self._ring = circle_area(self.upright_rect), None

    def _paint_ring(self, painter: QPainter) -> bool:
        """Paint background and ring from a picture; return whether that was possible.

        They look the same in every turn.
        """
        to_device = painter.deviceTransform()
        if to_device != self._to_device:
            self._to_device, self._ratio = to_device, pixel_ratio(to_device)
            self._ring = None
        if self._ring is None and self._ratio is not None:
            ring, ground = ring_colour(self.shown, self._theme), self._theme.background
            size, full = (self.width(), self.height()), self._area.full
            self._ring = ring_picture(size, self._ratio, full, ring.rgba(), ground.rgba())
        if self._ring is None:
            return False
        painter.drawImage(ORIGIN, self._ring)
        return True
