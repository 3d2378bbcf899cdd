"""The journal's charts show what they are given, in every theme, and take nothing from the page."""

from __future__ import annotations

from datetime import date, timedelta
from typing import get_args

import pytest
from PySide6.QtCharts import QBarSeries, QCategoryAxis, QLineSeries, QScatterSeries, QValueAxis
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from supine.journal.summary import Bar, Felt, Span
from supine.settings.startup_theme import ThemeName
from supine.ui.theme import theme
from supine.ui.widgets.charts import FeelingChart, LineKey, PractisedChart, TimeChart
from tests.helpers import shown, where

FIRST, LAST = date(2026, 9, 1), date(2026, 11, 27)
SPAN = Span(FIRST, LAST, 0)
DAYS = [FIRST + timedelta(days=n) for n in range(88)]
POINTS = [Felt(day, 6 - n / 30, 3.0 if n % 2 else None) for n, day in enumerate(DAYS)]
LINES = [Felt(day, None if 30 <= n < 40 else 5.0, 2.5) for n, day in enumerate(DAYS)]
BARS = [Bar(FIRST - timedelta(days=1) + timedelta(days=7 * n), 600.0 * n) for n in range(13)]


def names(chart: TimeChart) -> list[str]:
    (axis,) = [one for one in chart.chart().axes() if isinstance(one, QCategoryAxis)]
    return [name.rstrip("\u200b") for name in axis.categoriesLabels()]


def top(chart: TimeChart) -> float:
    (axis,) = chart.chart().axes(Qt.Orientation.Vertical)
    assert isinstance(axis, QValueAxis)
    return axis.max()


@pytest.fixture
def felt(qtbot: QtBot) -> FeelingChart:
    made = FeelingChart(theme("dawn"))
    qtbot.addWidget(made)
    made.resize(600, 260)
    made.show_felt(SPAN, POINTS, LINES)
    return made


@pytest.fixture
def practised(qtbot: QtBot) -> PractisedChart:
    made = PractisedChart(theme("dawn"))
    qtbot.addWidget(made)
    made.resize(600, 200)
    made.show_bars(SPAN, BARS)
    return made


def test_each_answer_is_a_point(felt: FeelingChart) -> None:
    found = [one for one in felt.chart().series() if isinstance(one, QScatterSeries)]
    assert sorted(one.count() for one in found) == [44, 88]
    assert {one.markerShape() for one in found} == {
        QScatterSeries.MarkerShape.MarkerShapeCircle,
        QScatterSeries.MarkerShape.MarkerShapeRotatedRectangle,
    }


def test_a_line_is_broken_where_there_are_too_few_answers(felt: FeelingChart) -> None:
    lines = [one for one in felt.chart().series() if isinstance(one, QLineSeries)]
    assert sorted(one.count() for one in lines) == [30, 48, 88]
    styles = {one.pen().style() for one in lines}
    assert styles == {Qt.PenStyle.SolidLine, Qt.PenStyle.DashLine}


def test_the_scale_is_that_of_the_question_with_room_for_whole_points(
    felt: FeelingChart, qtbot: QtBot
) -> None:
    shown(qtbot, felt, (600, 260))
    felt.show_felt(SPAN, [Felt(LAST, 0.0, 10.0)], [])
    (axis,) = felt.chart().axes(Qt.Orientation.Vertical)
    assert isinstance(axis, QValueAxis)
    assert (axis.tickAnchor(), axis.tickInterval(), axis.max() // 2 * 2) == (0, 2, 10)
    area = felt.chart().plotArea()
    for one in felt.chart().series():
        if isinstance(one, QScatterSeries):
            (value,) = [point.y() for point in one.points()]
            at, half = felt.chart().mapToPosition(one.points()[0], one), one.markerSize() / 2 + 1
            assert area.top() <= at.y() - half, value
            assert at.y() + half <= area.bottom(), value


def test_days_are_named_where_the_chart_has_only_one_week(
    felt: FeelingChart, practised: PractisedChart
) -> None:
    span = Span(LAST - timedelta(days=1), LAST, 0)
    felt.show_felt(span, [], [])
    assert names(felt) == ["26 Nov", "27 Nov"]
    practised.show_bars(span, [Bar(date(2026, 11, 23), 600.0)])
    assert names(practised) == ["23 Nov"]
    (axis,) = practised.chart().axes(Qt.Orientation.Horizontal)
    assert isinstance(axis, QCategoryAxis)
    assert axis.endValue("23 Nov") == (axis.min() + axis.max()) / 2


def test_today_is_named_below_an_empty_chart(felt: FeelingChart, practised: PractisedChart) -> None:
    span = Span(LAST, LAST, 0)
    felt.show_felt(span, [], [])
    practised.show_bars(span, [Bar(date(2026, 11, 23), 0.0)])
    assert (names(felt), names(practised)) == (["27 Nov"], ["23 Nov"])


def test_the_months_are_named_below(felt: FeelingChart, practised: PractisedChart) -> None:
    assert names(felt) == names(practised) == ["Sep", "Oct", "Nov"]


def test_ten_years_have_no_more_names_than_have_room(felt: FeelingChart, qtbot: QtBot) -> None:
    shown(qtbot, felt, (600, 260))
    span = Span(date(2016, 5, 3), LAST, 0)
    felt.show_felt(span, POINTS, LINES)
    found = names(felt)
    assert 3 <= len(found) <= 8
    assert all(name.isdecimal() for name in found)
    shown(qtbot, felt, (300, 260))
    assert 2 <= len(names(felt)) <= 4


def test_a_bar_for_each_week(practised: PractisedChart) -> None:
    (series,) = practised.chart().series()
    assert isinstance(series, QBarSeries)
    (bars,) = series.barSets()
    assert [bars.at(n) for n in range(bars.count())] == [10.0 * n for n in range(13)]
    assert top(practised) == 120


def test_an_empty_journal_has_empty_charts(felt: FeelingChart, practised: PractisedChart) -> None:
    span = Span(LAST, LAST, 0)
    felt.show_felt(span, [], [])
    practised.show_bars(span, [])
    assert [one.count() for one in felt.chart().series() if isinstance(one, QScatterSeries)] == [
        0,
        0,
    ]
    assert felt.grab().toImage() != practised.grab().toImage()


@pytest.mark.parametrize("name", get_args(ThemeName))
def test_both_lines_and_the_bars_are_seen_in_every_theme(qtbot: QtBot, name: ThemeName) -> None:
    colours = theme(name)
    felt, practised = FeelingChart(colours), PractisedChart(colours)
    key = LineKey(colours, "Before", "After")
    for one in (felt, practised, key):
        qtbot.addWidget(one)
        one.set_look(colours, 20.0)
        shown(qtbot, one, (600, 260))
    felt.show_felt(SPAN, POINTS, LINES)
    practised.show_bars(SPAN, BARS)
    picture = felt.grab().toImage()
    assert where(picture, colours.before).sum() > 500
    assert where(picture, colours.after).sum() > 300
    assert where(practised.grab().toImage(), colours.accent).sum() > 5000
    for colour in (colours.before, colours.after):
        assert where(key.grab().toImage(), colour).sum() > 60


def test_charts_take_no_focus_and_leave_the_mouse_to_the_page(felt: FeelingChart) -> None:
    assert felt.focusPolicy() == Qt.FocusPolicy.NoFocus
    assert felt.testAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
