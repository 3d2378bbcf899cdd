"""Sliders, lists and boxes: plain to see in every theme, and not turned by a scrolled page."""

from __future__ import annotations

from PySide6.QtCore import QPointF, Qt
from PySide6.QtGui import QColor, QPainter, QPaintEvent, QPalette, QPen, QPolygonF, QWheelEvent
from PySide6.QtWidgets import (
    QCheckBox,
    QComboBox,
    QSlider,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionButton,
    QStyleOptionComboBox,
    QStylePainter,
    QWidget,
)

ROWS = 9
"""Entries of an open list that are seen at once: its popup fits into a low window."""

LEAST_LETTERS = 12
"""Letters for which a list needs room; longer names are shortened in it."""

ARROW = ((-6, -3), (0, 3), (6, -3))
TICK = ((-5, 0), (-1.5, 4), (5.5, -4.5))
"""Strokes, in logical pixels from their middle. A style sheet could show them from files alone, and
each theme would need its own."""


class CalmSlider(QSlider):
    """A slider that the wheel moves only once it was clicked or reached by Tab."""

    def __init__(self, parent: QWidget | None = None) -> None:
        """Lie from left to right."""
        super().__init__(Qt.Orientation.Horizontal, parent)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setMinimumHeight(34)
        self.setMinimumWidth(120)

    def wheelEvent(self, event: QWheelEvent) -> None:
        """Leave the wheel to the page, unless this is what the person works at."""
        if self.hasFocus():
            super().wheelEvent(event)
        else:
            event.ignore()


class CalmList(QComboBox):
    """A list to choose one from, which the wheel turns only once it was clicked or reached."""

    def __init__(self, parent: QWidget | None = None) -> None:
        """Be empty."""
        super().__init__(parent)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setMaxVisibleItems(ROWS)
        self.setMinimumContentsLength(LEAST_LETTERS)
        self.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        # the usual one does not know the style sheet
        self.setItemDelegate(QStyledItemDelegate(self))

    def wheelEvent(self, event: QWheelEvent) -> None:
        """Leave the wheel to the page, unless this is what the person works at."""
        if self.hasFocus():
            super().wheelEvent(event)
        else:
            event.ignore()

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Show what is chosen, shortened where it must be, and that there is more."""
        option, style = QStyleOptionComboBox(), QStyle.ComplexControl.CC_ComboBox
        self.initStyleOption(option)
        field = QStyle.SubControl.SC_ComboBoxEditField
        room = self.style().subControlRect(style, option, field, self).width() - 4
        text = self.fontMetrics().elidedText(self.currentText(), Qt.TextElideMode.ElideRight, room)
        option.currentText = text  # type: ignore[attr-defined]
        painter = QStylePainter(self)
        with painter:
            painter.drawComplexControl(style, option)
            painter.drawControl(QStyle.ControlElement.CE_ComboBoxLabel, option)
        middle = QPointF(self.width() - 24, self.height() / 2)
        _stroke(self, ARROW, middle, self.palette().color(QPalette.ColorRole.ButtonText))


class TickBox(QCheckBox):
    """A box to tick. The style's own has edges that cannot be seen at night."""

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the tick, where there is one."""
        super().paintEvent(event)
        if self.isChecked():
            option = QStyleOptionButton()
            self.initStyleOption(option)
            part = QStyle.SubElement.SE_CheckBoxIndicator
            middle = self.style().subElementRect(part, option, self).toRectF().center()
            _stroke(self, TICK, middle, self.palette().color(QPalette.ColorRole.HighlightedText))


def _stroke(
    on: QWidget, points: tuple[tuple[float, float], ...], middle: QPointF, colour: QColor
) -> None:
    with QPainter(on) as painter:
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        round_ = Qt.PenCapStyle.RoundCap, Qt.PenJoinStyle.RoundJoin
        painter.setPen(QPen(colour, 2.5, Qt.PenStyle.SolidLine, *round_))
        painter.drawPolyline(QPolygonF([middle + QPointF(*point) for point in points]))
