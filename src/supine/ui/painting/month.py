"""A month as a sheet of days, with a mark on each day that has entries."""

from __future__ import annotations

from calendar import Calendar
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import NamedTuple

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPen

from supine.language import number as written
from supine.ui.painting.type_fit import type_of
from supine.ui.theme import Theme

COLUMNS, ROWS = 7, 6
"""Days of a week, and weeks that a month can touch: always as many, so that nothing jumps."""

HEADING = 1.6
"""Height of the weekdays' names, as a share of the type size."""

FULL = 3600.0
"""Seconds of practice that fill the bar of a day: an hour."""

GAP = 2.0
"""Logical pixels between two days."""

RADIUS = 8.0


class Mark(NamedTuple):
    """What a day has in the journal."""

    entries: int
    seconds: float
    """Of practice."""
    alone: bool
    """Whether there is an entry without a practice."""


@dataclass(frozen=True)
class MonthValues:
    """What the sheet shows."""

    first: date
    """The first day of the month."""
    weekdays: tuple[str, ...]
    """The names of the weekdays, in the order of a week."""
    first_weekday: int = 0
    """The weekday with which a week begins: 0 is Monday."""
    marks: Mapping[date, Mark] = field(default_factory=dict)
    chosen: date | None = None
    today: date | None = None
    focused: bool = False
    size: float = 17.0
    """Type size in logical pixels."""
    to: Qt.LayoutDirection = Qt.LayoutDirection.LeftToRight
    """The direction in which a week is read."""

    def column(self, rect: QRectF, number: int) -> QRectF:
        """Return the column of the weekday of that number in a week, 0 to 6."""
        wide = rect.width() / COLUMNS
        at = COLUMNS - 1 - number if self.to == Qt.LayoutDirection.RightToLeft else number
        return QRectF(rect.left() + at * wide, rect.top(), wide, rect.height())

    @property
    def days(self) -> list[date]:
        """The days of the sheet, row by row; some of the first and the last are other months'."""
        weeks = Calendar(self.first_weekday).monthdatescalendar(self.first.year, self.first.month)
        return [day for week in weeks for day in week]


def least_height(size: float) -> int:
    """Return the height in which type of `size` logical pixels has room."""
    return round(size * (HEADING + ROWS * 2.2))


def places(rect: QRectF, values: MonthValues) -> dict[date, QRectF]:
    """Return where in `rect` the days of the month are."""
    heading = values.size * HEADING
    high = (rect.height() - heading) / ROWS
    found = {}
    for number, day in enumerate(values.days):
        if day.month == values.first.month:
            place = values.column(rect, number % COLUMNS)
            place.setTop(rect.top() + heading + number // COLUMNS * high)
            place.setHeight(high)
            found[day] = place.adjusted(GAP, GAP, -GAP, -GAP)
    return found


def paint_month(painter: QPainter, rect: QRectF, values: MonthValues, theme: Theme) -> None:
    """Paint the sheet into `rect`."""
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setFont(type_of(values.size * 0.85))
    painter.setPen(theme.soft_ink)
    for number, name in enumerate(values.weekdays):
        place = values.column(rect, number)
        place.setHeight(values.size * HEADING)
        painter.drawText(place, Qt.AlignmentFlag.AlignCenter, name)
    for day, place in places(rect, values).items():
        if day == values.chosen:
            _paint_chosen(painter, place, values, theme)
        _paint_number(painter, place, day, values, theme)
        if day in values.marks:
            _paint_mark(painter, place, values.marks[day], values, theme)


def _paint_chosen(painter: QPainter, place: QRectF, values: MonthValues, theme: Theme) -> None:
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(theme.circle)
    painter.drawRoundedRect(place, RADIUS, RADIUS)
    if values.focused:
        # a line and a gap, as on a button
        for inset, width, colour in ((1.5, 3.0, theme.ink), (4.0, 2.0, theme.background)):
            _outline(painter, place, inset, width, colour)


def _outline(painter: QPainter, place: QRectF, inset: float, width: float, colour: QColor) -> None:
    painter.setPen(QPen(colour, width))
    painter.setBrush(Qt.BrushStyle.NoBrush)
    edge = place.adjusted(inset, inset, -inset, -inset)
    painter.drawRoundedRect(edge, RADIUS - inset, RADIUS - inset)


def _paint_number(
    painter: QPainter, place: QRectF, day: date, values: MonthValues, theme: Theme
) -> None:
    is_today = day == values.today
    upper = QRectF(place.left(), place.top(), place.width(), place.height() * 0.78)
    if is_today:
        radius = min(upper.height() / 2 - 1.0, values.size * 0.85)
        painter.setPen(QPen(theme.ink, 2.0))
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.drawEllipse(upper.center(), radius, radius)
    painter.setFont(type_of(values.size, bold=is_today or day in values.marks))
    painter.setPen(theme.ink if is_today or day in values.marks else theme.soft_ink)
    painter.drawText(upper, Qt.AlignmentFlag.AlignCenter, written(day.day))


def _paint_mark(
    painter: QPainter, place: QRectF, mark: Mark, values: MonthValues, theme: Theme
) -> None:
    """Paint a bar as long as was practised, and a dot for an entry without a practice."""
    painter.setPen(Qt.PenStyle.NoPen)
    high = max(5.0, values.size * 0.28)
    bar = QRectF(place.left() + 8.0, place.bottom() - high - 7.0, place.width() - 16.0, high)
    if mark.seconds > 0:
        painter.setBrush(theme.circle_ring)
        painter.drawRoundedRect(bar.adjusted(0, high * 0.35, 0, -high * 0.35), 1.0, 1.0)
        # a short one must not look like the dot
        wide = max(high * 1.6, bar.width() * min(1.0, mark.seconds / FULL))
        to_left = values.to == Qt.LayoutDirection.RightToLeft
        bar = QRectF(bar.right() - wide if to_left else bar.left(), bar.top(), wide, high)
        painter.setBrush(theme.accent)
        painter.drawRoundedRect(bar, 1.0, 1.0)
    if mark.alone:
        inset = values.size * 0.45
        corner = place.topRight() + QPointF(-inset, inset)
        if values.to == Qt.LayoutDirection.RightToLeft:
            corner = place.topLeft() + QPointF(inset, inset)
        painter.setBrush(theme.accent)
        painter.drawEllipse(corner, high / 2, high / 2)
