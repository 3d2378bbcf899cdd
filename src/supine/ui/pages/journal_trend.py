"""How the back felt and how much was practised, over time: charts, and the same in words."""

from __future__ import annotations

import logging
from datetime import date
from typing import TYPE_CHECKING, NamedTuple

from PySide6.QtCore import QStringListModel
from PySide6.QtGui import QFocusEvent
from PySide6.QtWidgets import QListView, QWidget

from supine.journal.summary import (
    Bar,
    Days,
    Felt,
    Range,
    Span,
    Step,
    Total,
    bars,
    between,
    change,
    felt,
    running,
    since,
    step_of,
    total,
)
from supine.ui.pages.journal_words import (
    duration,
    felt_words,
    help_words,
    point_words,
    week_words,
)
from supine.ui.reading import Reading, Role
from supine.ui.theme import Theme
from supine.ui.widgets.cards import Card
from supine.ui.widgets.flow import Flow
from supine.ui.widgets.inputs import Choices
from supine.ui.widgets.labels import choice_button, plain_label
from supine.ui.widgets.side_bars import SideBars, SideValues

if TYPE_CHECKING:
    from supine.ui.widgets.charts import FeelingChart, LineKey, PractisedChart

logger = logging.getLogger(__name__)

TALL, LOW, KEY = 13, 9, 2.8
"""Heights of the two charts, and of the words below the first, divided by the type size."""

APART = {Step.DAY: 1, Step.WEEK: 7, Step.MONTH: 28}
"""Days between two places of the lines: more could not be told apart."""

LINES = 8
"""Lines of the list that are in view."""


class Shown(NamedTuple):
    """What the charts show."""

    span: Span
    points: list[Felt]
    lines: list[Felt]
    bars: list[Bar]


class WordList(QListView):
    """A list that is only read."""

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Choose the first row: Orca says none of a list in which nothing is chosen."""
        if not self.selectionModel().hasSelection():
            self.setCurrentIndex(self.model().index(0, 0))
        super().focusInEvent(event)


class Trend(QWidget):
    """The choice of how far back to look, and the cards that show it."""

    def __init__(self, theme: Theme, first_weekday: int) -> None:
        super().__init__()
        self._theme, self._size, self._first_weekday = theme, 17.0, first_weekday
        self._days: Days | None = None
        self._today = date.min
        self._charts: tuple[FeelingChart, PractisedChart, LineKey] | None = None
        self._shown: Shown | None = None
        self.range = Range.QUARTER
        """How far back is shown."""
        row = Flow()
        self.setLayout(row)
        self._ranges = Choices(self)
        for number, (name, which) in enumerate(
            (
                (self.tr("A month", "how far back to look"), Range.MONTH),
                (self.tr("Three months", "how far back to look"), Range.QUARTER),
                (self.tr("A year", "how far back to look"), Range.YEAR),
                (self.tr("All", "how far back to look: the whole journal"), Range.ALL),
            )
        ):
            button = choice_button(name)
            button.setChecked(which is self.range)
            self._ranges.addButton(button, number)
            row.addWidget(button)
        self._ranges.idClicked.connect(self._on_range)
        self._felt, self._minutes = Card(self.tr("How your back felt")), Card("")
        self._sides, self._list = Card(self.tr("Each side")), Card(self.tr("In words"))
        self._help = Card(self.tr("How to read this"))
        self.cards = (self._felt, self._minutes, self._sides, self._list, self._help)
        """Below the choice, from top to bottom."""
        self._fill()

    def reading(self) -> Reading:
        """Return the choice as a screen reader reads it."""
        return Reading(Role.Grouping, self.tr("How far back"))

    def _fill(self) -> None:
        self._point_words = plain_label("", "soft", wraps=True)
        self._felt_words = plain_label("", "", wraps=True)
        self._minutes_words = plain_label("", "heading", wraps=True)
        self._minutes.column.addWidget(self._minutes_words)
        self._felt.column.addWidget(self._point_words)
        self._felt.column.addWidget(self._felt_words)
        self.bars = SideBars(self._theme)
        self._sides.column.addWidget(self.bars)
        self.model = QStringListModel(self)
        self.list = WordList()
        self.list.setModel(self.model)
        self.list.setWordWrap(True)
        self.list.setAccessibleName(self.tr("The charts in words"))
        self._list.column.addWidget(self.list)
        self._help.set_lines(help_words())

    def set_look(self, theme: Theme, size: float) -> None:
        """Show everything in `theme`, in type of `size` logical pixels."""
        self._theme, self._size = theme, size
        self.bars.set_look(theme, size)
        self.list.setFixedHeight(round(size * LINES * 2))
        self._show()

    def show_days(self, days: Days, today: date) -> None:
        """Show `days` up to `today`."""
        self._days, self._today = days, today
        self._show()

    def clear(self) -> None:
        """Forget the entries, and give back what the charts need."""
        self._days = self._shown = None
        self.model.setStringList([])
        for chart in self._charts or ():
            chart.hide()
            chart.deleteLater()
        self._charts = None

    def _on_range(self, number: int) -> None:
        self.range = list(Range)[number]
        self._show()

    def _show(self) -> None:
        if self._days is None:
            return
        days, today, first_weekday = self._days, self._today, self._first_weekday
        first = since(days, self.range, today)
        step = step_of(first, today)
        wide = Step.MONTH if step is Step.MONTH else Step.WEEK
        spent = bars(days, first, today, first_weekday, step)
        points = felt(days, first, today, first_weekday, step)
        in_words = points if step is wide else felt(days, first, today, first_weekday, wide)
        lines = list(running(days, first, today, APART[step]))
        self._shown = Shown(Span(first, today, first_weekday), points, lines, spent)
        self._point_words.setText(point_words(step))
        self._felt_words.setText("\n".join(felt_words(days, today, change(days, first, today))))
        monthly = self.tr("Minutes a week, month by month")
        self._minutes_words.setText(monthly if wide is Step.MONTH else self.tr("Minutes a week"))
        self._minutes.setAccessibleName(self._minutes_words.text())
        self._show_sides(total(kept for day in between(days, first, today) for kept in days[day]))
        self.model.setStringList(week_words(spent, in_words, wide))
        self._show_charts()

    def _show_sides(self, spent: Total) -> None:
        right, left = spent.right, spent.left
        self.bars.show_values(
            (
                SideValues("right", self.tr("Right side"), right, duration(right)),
                SideValues("left", self.tr("Left side"), left, duration(left)),
            )
        )

    def _show_charts(self) -> None:
        shown = self._shown
        if shown is None:
            return
        if self._charts is None:
            try:
                self._make_charts()
            except (ImportError, OSError) as error:
                # not installed, or no file handle is left to read it
                logger.warning("the charts cannot be shown: %s", error)
                missing = self.tr(
                    "The charts cannot be shown: QtCharts, a part of Qt, is missing. Below is the "
                    "same in words."
                )
                self._point_words.setText(missing)
        if self._charts is None:
            return
        felt_chart, minutes_chart, key = self._charts
        for chart, high in ((felt_chart, TALL), (minutes_chart, LOW), (key, KEY)):
            chart.set_look(self._theme, self._size)
            chart.setFixedHeight(round(self._size * high))
        felt_chart.show_felt(shown.span, shown.points, shown.lines)
        minutes_chart.show_bars(shown.span, shown.bars)
        felt_chart.setAccessibleDescription(self._felt_words.text())
        minutes_chart.setAccessibleDescription("\n".join(self.model.stringList()[:LINES]))

    def _make_charts(self) -> None:
        # QtCharts takes time and memory that no practice needs
        from supine.ui.widgets.charts import FeelingChart, LineKey, PractisedChart  # noqa: PLC0415

        felt_chart, minutes_chart = FeelingChart(self._theme), PractisedChart(self._theme)
        key = LineKey(
            self._theme, self.tr("Before, or without a practice"), self.tr("After a practice")
        )
        felt_chart.setAccessibleName(self.tr("Chart: how your back felt"))
        minutes_chart.setAccessibleName(self.tr("Chart: minutes a week"))
        self._felt.column.insertWidget(2, felt_chart)
        self._felt.column.insertWidget(3, key)
        self._minutes.column.addWidget(minutes_chart)
        self._charts = felt_chart, minutes_chart, key
