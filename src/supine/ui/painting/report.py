"""Paints the journal as a page or two for a doctor or a teacher, in any size and resolution."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date
from itertools import groupby
from typing import NamedTuple

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QPainter, QPolygonF

from supine.journal.summary import Bar, Felt
from supine.language import with_commas
from supine.ui.painting.sheet import (
    BODY,
    CENTRE,
    GAP,
    HEADING,
    LEFT,
    MIDDLE,
    RIGHT,
    SMALL,
    TITLE,
    WIDTH,
    WRAP,
    Sheet,
)
from supine.ui.theme import Theme

HIGHEST_CHART = 120.0
"""Units."""

BARS, SIDES = 34.0, 19.0
"""Units of height for what is below the chart, with the headings."""

AXIS = 7.0
"""Units beside and below a chart for the names on its axes."""

ROW = 4.6
"""Units of a row of the table."""

ROWS = (26, 66)
"""Rows up to which the table is in one column, and in two; otherwise it is in three."""

BETWEEN = 3.0
"""Units between those columns."""

WIDEST = 110.0
"""Units of a single column of the table: in a wider one a row is hard to follow."""

MOST_NOTE_LINES = 4


class Fact(NamedTuple):
    """What is to be seen first: a number, and what it says."""

    number: str
    words: str


class FeelingValues(NamedTuple):
    """How the back felt over time."""

    heading: str
    before: str
    """What the answers before are called."""
    after: str
    ends: tuple[str, str]
    """What 0 and 10 mean."""
    points: Sequence[Felt]
    lines: Sequence[Felt]
    """Medians that are joined by a line, which is broken where there is none."""


class BarValues(NamedTuple):
    """How much was practised over time."""

    heading: str
    bars: Sequence[Bar]
    """Seconds a week; each bar goes on to the next one's start."""
    scale: Sequence[tuple[float, str]]
    """What is named beside the bars, in seconds a week; the last is the top."""


class SideValues(NamedTuple):
    """The time on each side."""

    heading: str
    sides: Sequence[tuple[str, float]]
    """For each side its words, and its share of the longer one, 0 to 1."""


class TableValues(NamedTuple):
    """What was practised, row by row."""

    heading: str
    names: Sequence[str]
    """Of the columns."""
    rows: Sequence[Sequence[str]]
    widths: Sequence[float]
    """Of the columns, as shares of them all."""
    numbers: int
    """How many columns at the end are numbers, which end at the right."""
    more: str = ""
    """Says what is left out; often empty."""


class Note(NamedTuple):
    """A note, and its day."""

    day: str
    text: str


class ReportValues(NamedTuple):
    """All that the pages say; None and empty where a part is not wanted."""

    title: str
    person: str
    days: str
    made: str
    first: date
    last: date
    ticks: Sequence[tuple[date, str]]
    """Days that are named below the charts."""
    facts: Sequence[Fact]
    feeling: FeelingValues | None
    bars: BarValues | None
    sides: SideValues | None
    table: TableValues | None
    notes: Sequence[Note]
    notes_heading: str
    left_out: Callable[[int], str]
    """Says how many notes have no room."""
    meaning_heading: str
    meaning: Sequence[str]
    page: Callable[[int, int], str]
    """Says which page of how many it is."""
    to: Qt.LayoutDirection = Qt.LayoutDirection.LeftToRight
    """The direction in which it is read; time goes there, too."""

    @property
    def has_charts(self) -> bool:
        """Whether the first page has more than notes."""
        return not (self.feeling is None and self.bars is None and self.sides is None)

    @property
    def pages(self) -> int:
        """How many pages there are."""
        return 2 if self.table is not None or (self.notes and self.has_charts) else 1


def paint_report(painter: QPainter, rect: QRectF, values: ReportValues, theme: Theme) -> None:
    """Paint the first page into `rect`, which has no margins: facts, charts, what they mean."""
    sheet = _Report(painter, rect, theme, values.to)
    sheet.write(values.title, TITLE, bold=True)
    if values.person:
        sheet.write_line(values.person, HEADING, bold=True)
    sheet.write(values.days, HEADING)
    sheet.skip(GAP)
    if values.facts:
        sheet.facts(values.facts)
    bottom = sheet.bottom - SMALL * 2
    if values.meaning:
        bottom -= sheet.meaning_height(values) + GAP
    if values.feeling is not None:
        below = BARS * (values.bars is not None) + SIDES * (values.sides is not None)
        sheet.feeling(values, values.feeling, min(HIGHEST_CHART, bottom - below - sheet.y))
    if values.bars is not None:
        sheet.bars(values, values.bars)
    if values.sides is not None:
        sheet.sides(values.sides)
    if values.meaning:
        sheet.y = bottom + GAP
        sheet.meaning(values)
    if values.notes and not values.has_charts:
        sheet.notes(values)
    sheet.foot(values, 1)


def paint_second_page(painter: QPainter, rect: QRectF, values: ReportValues, theme: Theme) -> None:
    """Paint the second page into `rect`, which has no margins: the table, and notes."""
    sheet = _Report(painter, rect, theme, values.to)
    # pages come apart
    sheet.write_line(with_commas([*filter(None, (values.days, values.person))]), BODY)
    sheet.skip(GAP)
    if values.table is not None:
        sheet.table(values.table)
    if values.notes and values.has_charts:
        sheet.notes(values)
    sheet.foot(values, 2)


class _Report(Sheet):
    """A page of a report."""

    def facts(self, facts: Sequence[Fact]) -> None:
        """Write `facts` side by side, each in a frame."""
        width = (WIDTH - GAP * (len(facts) - 1)) / len(facts)
        inner = width - 6.0
        words = max(self.height(fact.words, BODY, inner) for fact in facts)
        height = TITLE * 1.35 + words + 5.0
        for number, fact in enumerate(facts):
            x = number * (width + GAP)
            self.pen(0.3, self.theme.ink)
            self.painter.setBrush(Qt.BrushStyle.NoBrush)
            corner = 1.5 * self.unit
            self.painter.drawRoundedRect(self.place(x, self.y, width, height), corner, corner)
            top = self.y + 2.5
            size = self.size_in(inner, fact.number, TITLE, bold=True)
            self.text((x + 3, top, inner, TITLE * 1.35), fact.number, size, bold=True)
            place = (x + 3, top + TITLE * 1.35, inner, words)
            self.text(place, fact.words, BODY, WRAP)
        self.y += height + GAP

    def _days(self, values: ReportValues) -> Callable[[date], float]:
        """Return a function from a day to its place across the charts."""
        first = values.first.toordinal() - 0.5
        length = max(values.last.toordinal() + 0.5 - first, 7.0)
        return lambda day: AXIS + (day.toordinal() - first) / length * (WIDTH - AXIS)

    def _time_axis(self, values: ReportValues, bottom: float) -> None:
        x_of = self._days(values)
        self.pen(0.3, self.theme.ink)
        self.line(AXIS, bottom, WIDTH, bottom)
        for day, name in values.ticks:
            x = x_of(day)
            self.pen(0.3, self.theme.ink)
            self.line(x, bottom, x, bottom + 1.2)
            self.text((x - 15, bottom + 1.4, 30, SMALL * 1.4), name, SMALL, CENTRE | MIDDLE)

    def feeling(self, values: ReportValues, shown: FeelingValues, height: float) -> None:
        """Draw how the back felt, `height` high with its heading."""
        end = self.y + height - GAP
        self.heading(shown.heading)
        self._key(shown)
        top, bottom = self.y, end - AXIS
        step = (bottom - top) / 10
        for value in range(0, 11, 2):
            y = bottom - value * step
            self.pen(0.15, self.theme.line)
            self.line(AXIS, y, WIDTH, y)
            self.text((0, y - 3, AXIS - 1.5, 6), str(value), BODY, RIGHT | MIDDLE)
        for words, y in zip(shown.ends, (bottom - 4.4, top + 0.4), strict=True):
            self.text((AXIS + 1, y, 70, 4), words, SMALL, colour=self.theme.soft_ink)
        x_of = self._days(values)
        solid, dashed = Qt.PenStyle.SolidLine, Qt.PenStyle.DashLine
        for name, style, colour in (
            ("after", dashed, self.theme.soft_ink),
            ("before", solid, self.theme.ink),
        ):
            points = [(x_of(one.start), getattr(one, name)) for one in shown.lines]
            self.pen(0.7, colour, style)
            for there, part in groupby(points, key=lambda one: one[1] is not None):
                if there:
                    corners = [self.point(x, bottom - value * step) for x, value in part]
                    self.painter.drawPolyline(QPolygonF(corners))
        for one in shown.points:
            x = x_of(one.start)
            if one.after is not None:
                self._square(x, bottom - one.after * step)
            if one.before is not None:
                self._dot(x, bottom - one.before * step)
        self._time_axis(values, bottom)
        self.y = end + GAP

    def _dot(self, x: float, y: float) -> None:
        self.painter.setPen(Qt.PenStyle.NoPen)
        self.painter.setBrush(self.theme.ink)
        self.painter.drawEllipse(self.point(x, y), 0.8 * self.unit, 0.8 * self.unit)

    def _square(self, x: float, y: float) -> None:
        self.pen(0.3, self.theme.soft_ink)
        self.painter.setBrush(Qt.BrushStyle.NoBrush)
        self.painter.drawRect(self.place(x - 1.2, y - 1.2, 2.4, 2.4))

    def _key(self, shown: FeelingValues) -> None:
        y, solid, dashed = self.y + 2.0, Qt.PenStyle.SolidLine, Qt.PenStyle.DashLine
        x = AXIS
        for row, (mark, words, style, colour) in enumerate(
            (
                (self._dot, shown.before, solid, self.theme.ink),
                (self._square, shown.after, dashed, self.theme.soft_ink),
            )
        ):
            if row and x + 16.5 + self.width_of(words, BODY) > WIDTH:
                x, y = AXIS, y + 6.0
            if shown.points:
                mark(x + 1.5, y)
                x += 4.5
            self.pen(0.7, colour, style)
            self.line(x, y, x + 10, y)
            wide = self.width_of(words, BODY)
            self.text((x + 12, y - 3, wide + 1, 6), words, BODY)
            x += 20 + wide
        self.y = y + 5.5

    def bars(self, values: ReportValues, shown: BarValues) -> None:
        """Draw how much was practised."""
        end = self.y + BARS - GAP
        self.heading(shown.heading)
        top, bottom = self.y + 1.5, end - AXIS
        most = shown.scale[-1][0]
        for value, name in shown.scale:
            y = bottom - (bottom - top) * value / most
            self.pen(0.15, self.theme.line)
            self.line(AXIS, y, WIDTH, y)
            self.text((-4, y - 3, AXIS + 2.5, 6), name, SMALL, RIGHT | MIDDLE)
        x_of = self._days(values)
        self.painter.setPen(Qt.PenStyle.NoPen)
        self.painter.setBrush(self.theme.neither_fill)
        starts = [bar.start for bar in shown.bars]
        for bar, begin, following in zip(
            shown.bars, starts, [*starts[1:], values.last], strict=True
        ):
            left = max(AXIS, x_of(begin))
            right = WIDTH if following == values.last else x_of(following)
            tall = (bottom - top) * bar.seconds / most
            room = min(0.8, (right - left) * 0.15)
            self.painter.drawRect(
                self.place(left + room / 2, bottom - tall, right - left - room, tall)
            )
        self._time_axis(values, bottom)
        self.y = end + GAP

    def sides(self, shown: SideValues) -> None:
        """Draw the time on each side."""
        self.heading(shown.heading)
        beside = max(40.0, 2 + max(self.width_of(words, BODY) for words, _share in shown.sides))
        for words, share in shown.sides:
            self.text((0, self.y, beside - 2, 4.6), words, BODY)
            self.painter.setPen(Qt.PenStyle.NoPen)
            self.painter.setBrush(self.theme.neither_fill)
            self.painter.drawRect(self.place(beside, self.y + 0.7, (WIDTH - beside) * share, 3.2))
            self.y += 5.0
        self.y += GAP

    def meaning_height(self, values: ReportValues) -> float:
        """Return how high `meaning` is."""
        below = sum(self.height(text, SMALL, WIDTH - 4) + 0.6 for text in values.meaning)
        return self.height_of([values.meaning_heading], HEADING, bold=True) + 2.2 + below

    def meaning(self, values: ReportValues) -> None:
        """Write what the numbers mean."""
        self.heading(values.meaning_heading)
        for text in values.meaning:
            height = self.height(text, SMALL, WIDTH - 4)
            self.text((0, self.y, 4, height), "•", SMALL, LEFT)
            self.text((4, self.y, WIDTH - 4, height), text, SMALL, WRAP)
            self.y += height + 0.6

    def foot(self, values: ReportValues, page: int) -> None:
        """Write the last line."""
        y = self.bottom - SMALL * 1.4
        place = (0.0, y, WIDTH, SMALL * 1.4)
        which = values.page(page, values.pages)
        room = WIDTH - self.width_of(which, SMALL) - 4
        size = self.size_in(room, values.made, SMALL)
        self.text(place, values.made, size, colour=self.theme.soft_ink)
        self.text(place, which, SMALL, RIGHT | MIDDLE, colour=self.theme.soft_ink)

    def table(self, shown: TableValues) -> None:
        """Draw the table, a long one in columns side by side."""
        self.heading(shown.heading)
        columns = 1 + sum(len(shown.rows) > most for most in ROWS)
        width = min(WIDEST, (WIDTH - BETWEEN * (columns - 1)) / columns)
        length = max(1, -(-len(shown.rows) // columns))
        top = self.y
        for number in range(columns):
            self.y = top
            rows = shown.rows[number * length : (number + 1) * length]
            self._rows(number * (width + BETWEEN), width, shown, rows)
        self.y = top + ROW * (length + 1) + 1
        if shown.more:
            self.write(shown.more, SMALL, soft=True)
        self.y += GAP

    def _rows(
        self, left: float, width: float, shown: TableValues, rows: Sequence[Sequence[str]]
    ) -> None:
        words, unit = len(shown.widths) - shown.numbers, width / sum(shown.widths)
        for number, cells in enumerate((shown.names, *rows)):
            x, usual = left, SMALL if number == 0 else BODY
            for column, (cell, share) in enumerate(zip(cells, shown.widths, strict=True)):
                room, size = share * unit - 1.0, usual
                flags = (RIGHT if column >= words else LEFT) | MIDDLE
                if number == 0:
                    # a long word above a narrow column is smaller, and whole
                    size = self.size_in(room, cell, size, bold=True)
                text = self.elided(cell, size, room + 0.1, bold=number == 0)
                self.text((x, self.y, room, ROW), text, size, flags, bold=number == 0)
                x += share * unit
            self.y += ROW
            self.pen(0.1 if number else 0.3, self.theme.line if number else self.theme.ink)
            self.line(left, self.y, left + width - 1.0, self.y)

    def notes(self, values: ReportValues) -> None:
        """Write as many notes as have room, and how many have none."""
        self.heading(values.notes_heading)
        bottom = self.bottom - SMALL * 4.5
        line, width = self.height("x", BODY, WIDTH), WIDTH - 28
        for number, note in enumerate(values.notes):
            text = self.shortened(note.text, width, line * MOST_NOTE_LINES)
            height = self.height(text, BODY, width)
            if self.y + height > bottom:
                left = values.left_out(len(values.notes) - number)
                self.text((0, self.y, WIDTH, SMALL * 1.4), left, SMALL)
                return
            self.text((0, self.y, 26, line), note.day, BODY)
            self.own_text((28, self.y, width, height), text)
            self.y += height + 1.2
