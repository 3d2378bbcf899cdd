"""The journal's charts, by QtCharts: how the back felt, and how much was practised.

Imported only when the journal is opened: QtCharts takes time and memory that no practice needs.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date, timedelta
from functools import partial
from itertools import groupby

from PySide6.QtCharts import (
    QAbstractSeries,
    QBarSeries,
    QBarSet,
    QCategoryAxis,
    QChart,
    QChartView,
    QLineSeries,
    QScatterSeries,
    QValueAxis,
    QXYSeries,
)
from PySide6.QtCore import QLocale, QMargins, QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPaintEvent, QPen, QResizeEvent
from PySide6.QtWidgets import QFrame, QWidget

from supine.journal.summary import NAMED_WEEKS, Bar, Felt, Span, minutes_scale, spaced
from supine.language import translate
from supine.ui import words
from supine.ui.painting.type_fit import type_of
from supine.ui.reading import Reading, Role, picture
from supine.ui.theme import Theme

ROOM = 4.5
"""Width of a name below a chart, as a share of the type size."""

POINT = 0.45
"""Size of a point, as a share of the type size."""

BEYOND = 0.5
"""Steps of the scale of pain beyond its ends, in which a point at 0 or 10 is whole."""

UNIQUE = "\u200b"
"""Nothing to be seen: an axis takes each name only once."""


def tick_name(day: date, length: int) -> str:
    """Return what is written below a chart of so many days at `day`: as little as is needed."""
    if length <= NAMED_WEEKS:
        form = translate("Chart", "d MMM", "how Qt writes a day in few letters: 27 Nov")
        return words.day_in(form, day)
    if day.month == 1:
        return str(day.year)
    return QLocale().standaloneMonthName(day.month, QLocale.FormatType.ShortFormat)


def line_pen(colour: QColor, style: Qt.PenStyle, size: float) -> QPen:
    """Return the pen of a running median, beside type of `size` logical pixels."""
    pen = QPen(colour, max(3.0, size * 0.17), style)
    pen.setCapStyle(Qt.PenCapStyle.FlatCap)
    return pen


class TimeChart(QChartView):
    """A chart over time, which is told in words elsewhere: it takes no focus and no mouse."""

    def __init__(self, theme: Theme) -> None:
        super().__init__(QChart())
        self._theme, self._size = theme, 17.0
        self._named = 0
        """How many days can be named below the chart."""
        self._draw: Callable[[], None] = lambda: None
        self.setRenderHint(QPainter.RenderHint.Antialiasing)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        # the wheel scrolls the page
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self._to_left = self.layoutDirection() == Qt.LayoutDirection.RightToLeft
        # Qt would mirror the view, but not what is drawn in it
        self.setLayoutDirection(Qt.LayoutDirection.LeftToRight)
        chart = self.chart()
        chart.setMargins(QMargins(0, 0, 0, 0))
        chart.layout().setContentsMargins(0, 0, 0, 0)
        chart.setBackgroundRoundness(0)
        chart.legend().hide()

    def reading(self) -> Reading:
        """Return the chart as a screen reader reads it: its lines are told beside it in words."""
        return Reading(Role.Chart, self.accessibleName(), children=())

    def set_look(self, theme: Theme, size: float) -> None:
        """Draw in `theme`, in type of `size` logical pixels, from the next `show_…` on."""
        self._theme, self._size = theme, size

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Name as many days as the new width has room for."""
        super().resizeEvent(event)
        if self._room != self._named:
            self._draw()

    @property
    def _room(self) -> int:
        return max(2, int(self.width() / (self._size * ROOM)))

    def _show(self, draw: Callable[[], None]) -> None:
        """Call `draw` now, and again when another number of days has room."""
        self._draw = draw
        draw()

    def _clear(self) -> None:
        chart = self.chart()
        chart.removeAllSeries()
        for axis in chart.axes():
            chart.removeAxis(axis)
        chart.setBackgroundBrush(self._theme.surface)

    def _add(self, series: QAbstractSeries) -> None:
        chart = self.chart()
        chart.addSeries(series)
        for axis in chart.axes():
            series.attachAxis(axis)

    def _add_days(self, ends: tuple[float, float], names: Sequence[tuple[float, str]]) -> None:
        axis = QCategoryAxis()
        axis.setRange(*ends)
        axis.setStartValue(ends[0])
        axis.setLabelsPosition(QCategoryAxis.AxisLabelsPosition.AxisLabelsPositionOnValue)
        for number, (at, name) in enumerate(names):
            axis.append(name + UNIQUE * number, at)
        axis.setTruncateLabels(False)
        self._dress(axis)
        # time goes as one reads
        axis.setReverse(self._to_left)
        self.chart().addAxis(axis, Qt.AlignmentFlag.AlignBottom)

    def _add_values(self, most: float, step: float, beyond: float = 0.0) -> None:
        """Add a scale from 0 to `most`, with room for half a point `beyond` both."""
        axis = QValueAxis()
        axis.setRange(-beyond, most + beyond)
        axis.setTickType(QValueAxis.TickType.TicksDynamic)
        axis.setTickInterval(step)
        axis.setLabelFormat("%d")
        self._dress(axis)
        edge = Qt.AlignmentFlag.AlignRight if self._to_left else Qt.AlignmentFlag.AlignLeft
        self.chart().addAxis(axis, edge)

    def _dress(self, axis: QValueAxis) -> None:
        axis.setLabelsFont(type_of(self._size))
        axis.setLabelsColor(self._theme.ink)
        axis.setLinePen(QPen(self._theme.soft_ink, 1.0))
        axis.setGridLinePen(QPen(self._theme.line, 1.0))

    def _names(self, span: Span) -> list[tuple[date, str]]:
        self._named = self._room
        length = (span.last - span.first).days
        return [(day, tick_name(day, length)) for day in span.ticks(self._named)]


class FeelingChart(TimeChart):
    """How the back felt: points, and the running medians as lines."""

    def show_felt(self, span: Span, points: Sequence[Felt], lines: Sequence[Felt]) -> None:
        """Show the medians of single days, weeks or months, and those of two weeks."""
        self._show(partial(self._draw_felt, span, points, lines))

    def _draw_felt(self, span: Span, points: Sequence[Felt], lines: Sequence[Felt]) -> None:
        self._clear()
        first, last = span.first.toordinal(), span.last.toordinal()
        beside = max(0.5, (last - first) * 0.015)
        self._add_days(
            (first - beside, max(last, first + 6) + beside),
            [(day.toordinal(), name) for day, name in self._names(span)],
        )
        self._add_values(10, 2, BEYOND)
        circle = QScatterSeries.MarkerShape.MarkerShapeCircle
        square = QScatterSeries.MarkerShape.MarkerShapeRotatedRectangle
        solid, dashed = Qt.PenStyle.SolidLine, Qt.PenStyle.DashLine
        before = [(one.start, one.before) for one in points]
        after = [(one.start, one.after) for one in points]
        self._add_points(after, square, self._theme.after)
        self._add_points(before, circle, self._theme.before)
        self._add_line([(one.start, one.after) for one in lines], dashed, self._theme.after)
        self._add_line([(one.start, one.before) for one in lines], solid, self._theme.before)

    def _add_points(
        self,
        points: Sequence[tuple[date, float | None]],
        shape: QScatterSeries.MarkerShape,
        colour: QColor,
    ) -> None:
        series = QScatterSeries()
        series.setMarkerShape(shape)
        series.setMarkerSize(self._size * POINT)
        series.setBrush(self._theme.surface)
        series.setPen(QPen(colour, 2.0))
        _fill(series, points)
        self._add(series)

    def _add_line(
        self, points: Sequence[tuple[date, float | None]], style: Qt.PenStyle, colour: QColor
    ) -> None:
        """Add a line, which is broken where there are no values."""
        pen = line_pen(colour, style, self._size)
        for there, part in groupby(points, key=lambda one: one[1] is not None):
            if there:
                series = QLineSeries()
                series.setPen(pen)
                _fill(series, list(part))
                self._add(series)


def _fill(series: QXYSeries, points: Sequence[tuple[date, float | None]]) -> None:
    series.append([QPointF(day.toordinal(), value) for day, value in points if value is not None])


class PractisedChart(TimeChart):
    """How many minutes were practised a week: a bar for each week or month."""

    def show_bars(self, span: Span, bars: Sequence[Bar]) -> None:
        """Show a bar for each of `bars`."""
        self._show(partial(self._draw_bars, span, bars))

    def _draw_bars(self, span: Span, bars: Sequence[Bar]) -> None:
        self._clear()
        starts = [bar.start for bar in bars]
        names = [(_place(day, starts), name) for day, name in self._names(span) if starts]
        length = (span.last - span.first).days
        if length <= NAMED_WEEKS:
            # each bar is a week, and has its name in its middle
            weeks = spaced(starts, self._named)
            names = [(starts.index(day), tick_name(day, length)) for day in weeks]
        self._add_days((-0.5, max(len(bars), 1) - 0.5), names)
        top, steps = minutes_scale(bars)
        self._add_values(top, top / steps)
        minutes = QBarSet("")
        minutes.setColor(self._theme.accent)
        minutes.setBorderColor(self._theme.accent)
        minutes.append([bar.seconds / 60 for bar in bars])
        series = QBarSeries()
        series.setBarWidth(0.8)
        series.append(minutes)
        self._add(series)


def _place(day: date, starts: Sequence[date]) -> float:
    """Return where `day` is among bars that begin with `starts`: 0 is the middle of the first."""
    number = sum(start <= day for start in starts) - 1
    end = starts[number + 1] if number + 1 < len(starts) else starts[number] + timedelta(days=31)
    length = min((end - starts[number]).days, 31)
    return number + (day - starts[number]).days / max(length, 1) - 0.5


class LineKey(QWidget):
    """Which line is which, in words."""

    def __init__(self, theme: Theme, before: str, after: str) -> None:
        super().__init__()
        self._theme, self._size = theme, 17.0
        self._names = before, after
        text = translate("Chart", "{before}; {after}", "the names of two lines, read one by one")
        self.setAccessibleName(text.format(before=before, after=after))

    def reading(self) -> Reading:
        """Return the picture as a screen reader reads it."""
        return picture(self)

    def set_look(self, theme: Theme, size: float) -> None:
        """Paint in `theme`, in type of `size` logical pixels."""
        self._theme, self._size = theme, size
        self.update()

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Paint a piece of each line, with its point and its name."""
        high, long, half = self.height() / 2, self._size * 2.6, self._size * POINT / 2
        to_left = self.layoutDirection() == Qt.LayoutDirection.RightToLeft
        corners = [QPointF(half, 0), QPointF(0, half), QPointF(-half, 0), QPointF(0, -half)]
        looks = (
            (self._theme.before, Qt.PenStyle.SolidLine),
            (self._theme.after, Qt.PenStyle.DashLine),
        )
        with QPainter(self) as painter:
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            painter.setFont(type_of(self._size))
            painter.setBrush(self._theme.surface)
            for number, (name, (colour, style)) in enumerate(zip(self._names, looks, strict=True)):
                beside = self.width() - long / 2 if to_left else long / 2
                middle = QPointF(beside, high * (number + 0.5))
                painter.setPen(line_pen(colour, style, self._size))
                painter.drawLine(middle - QPointF(long / 2, 0), middle + QPointF(long / 2, 0))
                painter.setPen(QPen(colour, 2.0))
                if number == 0:
                    painter.drawEllipse(middle, half, half)
                else:
                    painter.drawPolygon([middle + corner for corner in corners])
                painter.setPen(self._theme.ink)
                before = long + self._size * 0.6
                place = QRectF(before, high * number, self.width() - before, high)
                if to_left:
                    place.moveLeft(0.0)
                painter.drawText(place, Qt.AlignmentFlag.AlignVCenter, name)
