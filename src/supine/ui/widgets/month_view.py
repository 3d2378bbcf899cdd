"""A calendar of one month, in which a day is chosen by mouse or keyboard."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import date, timedelta

from PySide6.QtCore import QLocale, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent, QMouseEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QWidget

from supine.journal.entry import YEARS
from supine.ui.painting.month import Mark, MonthValues, least_height, paint_month, places
from supine.ui.reading import Amount, Reading, picked, value_changed
from supine.ui.theme import Theme
from supine.ui.widgets.held_keys import HELD_KEYS

FIRST, LAST = date(YEARS[0] + 1, 1, 1), date(YEARS[1] - 1, 12, 31)
"""The days between which an entry can lie."""

K = Qt.Key

DAYS = {K.Key_Left: -1, K.Key_Right: 1, K.Key_Up: -7, K.Key_Down: 7}
"""By how many days a key moves, where a week is read to the right."""

MONTHS = {K.Key_PageUp: -1, K.Key_PageDown: 1}
"""By how many months a key moves; with Shift or Ctrl, by as many years."""

RETURN = (K.Key_Return, K.Key_Enter, K.Key_Space)


def moved(day: date, months: int) -> date:
    """Return the same day so many months later, or the last of that month where it has no such."""
    number = day.year * 12 + day.month - 1 + months
    first = date(number // 12, number % 12 + 1, 1)
    last = (first + timedelta(days=31)).replace(day=1) - timedelta(days=1)
    return first.replace(day=min(day.day, last.day))


class MonthView(QWidget):
    """Shows the month of the chosen day. The arrows choose another one, over its ends too."""

    chosen = Signal(date)
    """The person has chosen a day."""
    entered = Signal()
    """The person wants to go on to what is in the chosen day."""

    def __init__(
        self, theme: Theme, first_weekday: int, mark_of: Callable[[date], Mark | None]
    ) -> None:
        """Ask `mark_of` for the mark of each day of the month that is shown."""
        super().__init__()
        self._theme, self._mark_of = theme, mark_of
        names = QLocale().standaloneDayName
        short = QLocale.FormatType.ShortFormat
        days = [(first_weekday + n) % 7 for n in range(7)]
        weekdays = tuple(names(day + 1, short) for day in days)
        to = self.layoutDirection()
        self.values = MonthValues(FIRST, weekdays, first_weekday, chosen=FIRST, to=to)
        """The shown values."""
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self._told = ""

    def reading(self) -> Reading:
        """Return the chosen day as a screen reader reads it."""
        last = (moved(self.values.first, 1) - timedelta(days=1)).day
        amount = Amount(self.day.day, 1, last)
        return picked(self.tr("Calendar"), self._told, amount, self._choose_number)

    def tell(self, text: str) -> None:
        """Let a screen reader say `text` of the chosen day."""
        if text != self._told:
            self._told = text
            value_changed(self)

    def _choose_number(self, number: float) -> None:
        self.choose(self.day.replace(day=round(number)))

    @property
    def day(self) -> date:
        """The chosen day."""
        assert self.values.chosen is not None, "there is always one"
        return self.values.chosen

    def set_look(self, theme: Theme, size: float) -> None:
        """Paint in `theme`, in type of `size` logical pixels."""
        self._theme = theme
        self.values = replace(self.values, size=size)
        self.setMinimumSize(self.sizeHint())
        self.updateGeometry()
        self.update()

    def show_day(self, day: date, today: date | None = None) -> None:
        """Choose `day`, and show its month as the journal is now; nothing is emitted."""
        day = min(max(day, FIRST), LAST)
        first = day.replace(day=1)
        self.values = replace(
            self.values, first=first, chosen=day, today=today or self.values.today
        )
        found = {one: self._mark_of(one) for one in self.values.days if one.month == first.month}
        marks = {one: mark for one, mark in found.items() if mark is not None}
        self.values = replace(self.values, marks=marks)
        self.update()

    def choose(self, day: date) -> None:
        """Choose `day`, as the person asks."""
        if day != self.day and FIRST <= day <= LAST:
            self.show_day(day)
            self.chosen.emit(self.day)

    def sizeHint(self) -> QSize:
        """Return the size in which all words have room."""
        size = self.values.size
        return QSize(round(size * 2.5 * 7), least_height(size))

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Paint the month."""
        with QPainter(self) as painter:
            paint_month(painter, QRectF(self.rect()), self.values, self._theme)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Choose the day under the mouse."""
        for day, place in places(QRectF(self.rect()), self.values).items():
            if place.contains(event.position()):
                self.choose(day)

    def mouseDoubleClickEvent(self, _event: QMouseEvent) -> None:
        """Go on to what is in the day."""
        self.entered.emit()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Choose another day, or go on to what is in the chosen one."""
        key, far = (
            Qt.Key(event.key()),
            event.modifiers()
            & (Qt.KeyboardModifier.ShiftModifier | Qt.KeyboardModifier.ControlModifier),
        )
        if key in DAYS:
            sideways = key in (K.Key_Left, K.Key_Right)
            to_left = sideways and self.values.to == Qt.LayoutDirection.RightToLeft
            self.choose(self.day + timedelta(days=-DAYS[key] if to_left else DAYS[key]))
        elif key in MONTHS:
            self.choose(moved(self.day, MONTHS[key] * (12 if far else 1)))
        elif key == K.Key_Home:
            self.choose(self.values.first)
        elif key == K.Key_End:
            self.choose(moved(self.values.first, 1) - timedelta(days=1))
        elif key in RETURN and not HELD_KEYS.repeats(event):
            self.entered.emit()
        else:
            super().keyPressEvent(event)

    def focusInEvent(self, _event: QFocusEvent) -> None:
        """Show the focus."""
        self._show_focus()

    def focusOutEvent(self, _event: QFocusEvent) -> None:
        """Show that the focus is elsewhere."""
        self._show_focus()

    def _show_focus(self) -> None:
        self.values = replace(self.values, focused=self.hasFocus())
        self.update()
