"""Sliders, lists, check boxes and groups of choices that are visible in every theme.

The mouse wheel does not change them while it scrolls the page.
"""

from __future__ import annotations

from PySide6 import QtWidgets
from PySide6.QtCore import QLocale, QObject, QPointF, Qt, QTime
from PySide6.QtGui import (
    QColor,
    QKeyEvent,
    QPainter,
    QPaintEvent,
    QPalette,
    QPen,
    QPolygonF,
    QWheelEvent,
)
from PySide6.QtWidgets import (
    QAbstractButton,
    QButtonGroup,
    QCheckBox,
    QComboBox,
    QLayout,
    QSlider,
    QTimeEdit,
    QWidget,
)

from supine.ui.reading import Amount, Reading, Role, picked, value_changed
from supine.ui.widgets.held_keys import HELD_KEYS

ROWS = 9
"""Entries that an open list shows at once: its popup must fit into a low window."""

LEAST_LETTERS = 12
"""Letters that a list has room for; longer names are shortened."""

ARROW = ((-6, -3), (0, 3), (6, -3))
TICK = ((-5, 0), (-1.5, 4), (5.5, -4.5))
"""Lines of the two signs, in logical pixels from their middle. A style sheet can show signs only
from files, and each theme would need its own."""


RETURN = (Qt.Key.Key_Return, Qt.Key.Key_Enter)


class Choices(QButtonGroup):
    """Buttons of which one is chosen. Tab goes to that one; the arrows go to the others.

    Qt does so too, but only after one of them has had the focus.
    """

    def __init__(self, parent: QObject, *, by_click: bool = True) -> None:
        """Let a click take the focus, or, not `by_click`, leave it where it is."""
        super().__init__(parent)
        self._by_click = by_click
        self.buttonToggled.connect(lambda button, on: self._reach(button) if on else None)

    def addButton(self, button: QAbstractButton, number: int = -1) -> None:  # noqa: N802 - Qt's name
        """Add `button`, which is found by `number`."""
        super().addButton(button, number)
        # so a screen reader calls it a radio button
        button.setAutoExclusive(True)
        self._reach(self.checkedButton() or button)

    def _reach(self, chosen: QAbstractButton) -> None:
        policy = Qt.FocusPolicy
        by_tab, other = (
            (policy.StrongFocus, policy.ClickFocus)
            if self._by_click
            else (policy.TabFocus, policy.NoFocus)
        )
        for button in self.buttons():
            button.setFocusPolicy(by_tab if button is chosen else other)


class Group(QWidget):
    """Controls that belong together: a screen reader says the name as the focus comes in."""

    def __init__(self, name: str, layout: QLayout) -> None:
        super().__init__()
        self._name = name
        layout.setContentsMargins(0, 0, 0, 0)
        self.setLayout(layout)

    def reading(self) -> Reading:
        """Return the group as a screen reader reads it."""
        return Reading(Role.Grouping, self._name)


class CalmSlider(QSlider):
    """A slider that the wheel moves only while it has the focus, by a click or by Tab."""

    def __init__(self) -> None:
        super().__init__(Qt.Orientation.Horizontal)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setMinimumHeight(34)
        self.setMinimumWidth(120)
        self._least, self._step = 0.0, 1.0
        self.words = ""
        """The value in words, as it is shown beside the slider."""

    def set_scale(self, name: str, ends: tuple[float, float, float]) -> None:
        """Go from the first to the second of `ends`, in steps of the third; it sets `name`."""
        low, high, step = ends
        self._least, self._step = low, step
        self.setRange(0, round((high - low) / step))
        self.setPageStep(2)
        self.setAccessibleName(name)

    def reading(self) -> Reading:
        """Return name and value as a screen reader reads them."""
        now, least, most = (
            round(self._least + at * self._step, 3)
            for at in (self.value(), self.minimum(), self.maximum())
        )
        return picked(
            self.accessibleName(), self.words, Amount(now, least, most, self._step), self._move
        )

    def _move(self, amount: float) -> None:
        self.setValue(round((amount - self._least) / self._step))

    def wheelEvent(self, event: QWheelEvent) -> None:
        """Let the page scroll, unless this widget has the focus."""
        if self.hasFocus():
            super().wheelEvent(event)
        else:
            event.ignore()


class CalmList(QComboBox):
    """A list of choices that the wheel changes only while it has the focus."""

    def __init__(self) -> None:
        super().__init__()
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setMaxVisibleItems(ROWS)
        self.setMinimumContentsLength(LEAST_LETTERS)
        self.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        # the default delegate ignores the style sheet
        self.setItemDelegate(QtWidgets.QStyledItemDelegate(self))

    def wheelEvent(self, event: QWheelEvent) -> None:
        """Let the page scroll, unless this widget has the focus."""
        if self.hasFocus():
            super().wheelEvent(event)
        else:
            event.ignore()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Open the list with Return as well as with Space."""
        if event.key() in RETURN and not HELD_KEYS.repeats(event):
            self.showPopup()
        else:
            super().keyPressEvent(event)

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Paint the chosen entry, shortened if necessary, and the arrow of a list."""
        option, style = (
            QtWidgets.QStyleOptionComboBox(),
            QtWidgets.QStyle.ComplexControl.CC_ComboBox,
        )
        self.initStyleOption(option)
        field = QtWidgets.QStyle.SubControl.SC_ComboBoxEditField
        room = self.style().subControlRect(style, option, field, self).width() - 4
        text = self.fontMetrics().elidedText(self.currentText(), Qt.TextElideMode.ElideRight, room)
        option.currentText = text
        painter = QtWidgets.QStylePainter(self)
        with painter:
            painter.drawComplexControl(style, option)
            painter.drawControl(QtWidgets.QStyle.ControlElement.CE_ComboBoxLabel, option)
        to_left = self.layoutDirection() == Qt.LayoutDirection.RightToLeft
        middle = QPointF(24 if to_left else self.width() - 24, self.height() / 2)
        _stroke(self, ARROW, middle, self.palette().color(QPalette.ColorRole.ButtonText))


class CalmTime(QTimeEdit):
    """A time of day that the wheel changes only while it has the focus."""

    def __init__(self) -> None:
        super().__init__()
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setDisplayFormat(QLocale().timeFormat(QLocale.FormatType.ShortFormat))
        self.lineEdit().setTextMargins(12, 0, 12, 0)
        self.timeChanged.connect(lambda _time: value_changed(self))

    def reading(self) -> Reading:
        """Return the time as a screen reader reads it: Qt offers a number that is none."""
        now = self.time().hour() * 60 + self.time().minute()
        amount = Amount(now, 0, 24 * 60 - 1)
        return picked(self.accessibleName(), self.text(), amount, self._set_minutes)._replace(
            children=()
        )

    def _set_minutes(self, minutes: float) -> None:
        self.setTime(QTime(*divmod(round(minutes), 60)))

    def wheelEvent(self, event: QWheelEvent) -> None:
        """Let the page scroll, unless this widget has the focus."""
        if self.hasFocus():
            super().wheelEvent(event)
        else:
            event.ignore()


class TickBox(QCheckBox):
    """A check box. The edges of the style's own box cannot be seen in the theme "Night"."""

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Tick the box, or not, with Return as well as with Space."""
        if event.key() in RETURN and not HELD_KEYS.repeats(event):
            self.click()
        else:
            super().keyPressEvent(event)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the box, and the tick if it is checked."""
        super().paintEvent(event)
        if self.isChecked():
            option = QtWidgets.QStyleOptionButton()
            self.initStyleOption(option)
            part = QtWidgets.QStyle.SubElement.SE_CheckBoxIndicator
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
