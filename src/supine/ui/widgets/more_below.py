"""A soft edge where a text goes on below: a line that is cut in half looks like a fault."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, QPointF, QRect, Qt
from PySide6.QtGui import QGuiApplication, QLinearGradient, QPainter, QPaintEvent, QPalette
from PySide6.QtWidgets import QScrollArea, QWidget

from supine.ui.widgets.turnable import Turnable, turn_rect, upright_size

HEIGHT = 40
"""Logical pixels in which the text fades."""

VIEWPORT = "qt_scrollarea_viewport"
"""What Qt calls the part of a scroll area that shows what is scrolled."""

SOLID = 0.7
"""Share of that from which on nothing of the text is left."""


class MoreBelow(Turnable):
    """Lies on the lower edge of its parent and fades what is under it into the background."""

    def __init__(self, parent: QWidget, role: QPalette.ColorRole) -> None:
        """Fade into the colour of `role`."""
        super().__init__(parent)
        self._over, self._role = parent, role
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self.hide()

    def place(self) -> None:
        """Lie on the lower edge of the parent, as it is turned."""
        size = self._over.size()
        upright = upright_size(size, self.turn)
        edge = QRect(0, upright.height() - HEIGHT, upright.width(), HEIGHT)
        self.setGeometry(turn_rect(edge, size, self.turn))
        self.raise_()

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Paint from clear to the background."""
        # not its own palette, in which the style sheet makes what is scrolled transparent
        colour, place = QGuiApplication.palette().color(self._role), self.upright_rect
        fade = QLinearGradient(QPointF(0, place.top()), QPointF(0, place.bottom()))
        fade.setColorAt(SOLID, colour)
        colour.setAlpha(0)
        fade.setColorAt(0.0, colour)
        painter: QPainter
        with self.upright_painter() as painter:
            painter.fillRect(place, fade)


class ScrollEdge(QObject):
    """Shows a soft edge on a scroll area while there is more below."""

    def __init__(self, area: QScrollArea, role: QPalette.ColorRole) -> None:
        super().__init__(area)
        viewport = _viewport(area)
        self._area, self._edge = area, MoreBelow(viewport, role)
        viewport.installEventFilter(self)
        bar = area.verticalScrollBar()
        bar.valueChanged.connect(self._show)
        bar.rangeChanged.connect(self._show)

    def eventFilter(self, _watched: QObject, event: QEvent) -> bool:
        """Follow the size of the area."""
        if event.type() == QEvent.Type.Resize:
            self._show()
        return False

    def _show(self, *_change: int) -> None:
        bar = self._area.verticalScrollBar()
        self._edge.setVisible(bar.value() < bar.maximum())
        self._edge.place()


def _viewport(area: QScrollArea) -> QWidget:
    """Return what shows the scrolled widget.

    By its name: where a call into Qt returns a widget that Qt has made, PySide makes every class
    of widgets to find the right one, and keeps them: 1 MB, and 20 ms of the start.
    """
    return area.findChild(QWidget, VIEWPORT) or area.viewport()
