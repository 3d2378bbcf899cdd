"""The breath circle as a widget."""

from __future__ import annotations

from PySide6.QtCore import QPointF, QRectF, Qt, Signal
from PySide6.QtGui import QImage, QPainter, QPaintEvent, QResizeEvent, QTransform
from PySide6.QtWidgets import QWidget

from supine.settings.declaration import Turn
from supine.ui.painting.circle import (
    CircleValues,
    moved_region,
    paint_breath,
    paint_circle,
    ring_colour,
    room_in,
)
from supine.ui.painting.ring import even_ratio, still_picture
from supine.ui.theme import Theme
from supine.ui.widgets.turnable import Turnable, sheet_region

ORIGIN = QPointF()


class BreathCircle(Turnable):
    """The circle as a widget; it repaints only what has changed."""

    painted = Signal()
    """A frame was painted."""

    def __init__(
        self, theme: Theme, parent: QWidget | None = None, *, opaque: bool = False
    ) -> None:
        """Show an empty circle.

        One that is `opaque` paints the ground as well: with each frame of a practice, whatever lies
        behind it would be painted too.
        """
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_OpaquePaintEvent, opaque)
        self._opaque = opaque
        self._theme = theme
        self._values = CircleValues()
        self._room = room_in(QRectF())
        self._still: QImage | None = None
        self._to_device, self._ratio = QTransform(), even_ratio(QTransform())

    def set_theme(self, theme: Theme) -> None:
        """Paint in `theme` from now on."""
        self._theme, self._still = theme, None
        self.update()

    def set_turn(self, turn: Turn) -> None:
        """Paint turned from now on."""
        super().set_turn(turn)
        self._measure()

    def show_values(self, values: CircleValues) -> bool:
        """Show `values`; return whether there was anything new to paint."""
        before, self._values = self._values, values
        if values == before:
            return False
        moved = moved_region(self._room, before, values)
        if moved is None:
            self._still = None
            self.update()
        else:
            self.update_sheet(moved)
        return True

    def resizeEvent(self, _event: QResizeEvent) -> None:
        """Be as large as fits."""
        self._measure()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint what was last shown, where it must be painted again."""
        values, theme = self._values, self._theme
        with QPainter(self) as painter:
            still = self._opaque and not values.faded and self._paint_still(painter)
            if self._opaque and not still:
                painter.fillRect(self.rect(), theme.background)
            self.lay(painter)
            if still:
                only = sheet_region(event.region(), self.size(), self.turn)
                paint_breath(painter, self._room, values, theme, only)
            else:
                paint_circle(painter, self._room.rect, values, theme)
        self.painted.emit()

    def _measure(self) -> None:
        self._room, self._still = room_in(self.sheet_rect), None

    def _paint_still(self, painter: QPainter) -> bool:
        """Paint ground and ring, which look the same however the sheet lies.

        Return whether that can be done from a picture.
        """
        to_device = painter.deviceTransform()
        if to_device != self._to_device:
            self._to_device, self._ratio = to_device, even_ratio(to_device)
            self._still = None
        if self._still is None and self._ratio is not None:
            ring, ground = ring_colour(self._values, self._theme), self._theme.background
            size, full = (self.width(), self.height()), self._room.full
            self._still = still_picture(size, self._ratio, full, ring.rgba(), ground.rgba())
        if self._still is None:
            return False
        painter.drawImage(ORIGIN, self._still)
        return True
