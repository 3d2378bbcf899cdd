"""All words that a window shows or tells a screen reader, and which of them have no room."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from typing import Any

import msgspec
from PySide6.QtCharts import QCategoryAxis
from PySide6.QtCore import QDate, QLocale
from PySide6.QtGui import QAccessible, QFontMetricsF
from PySide6.QtWidgets import (
    QAbstractButton,
    QAbstractItemView,
    QAbstractSpinBox,
    QComboBox,
    QLabel,
    QLineEdit,
    QListView,
    QPlainTextEdit,
    QStyle,
    QStyleOptionComboBox,
    QWidget,
)

from supine.core.pace import Pace
from supine.core.planner import plan
from supine.core.sequence import Sequence
from supine.ui.pages.report import PagePreview
from supine.ui.painting.scale import ends_in, places_of_ends
from supine.ui.painting.type_fit import largest, type_of
from supine.ui.widgets.charts import LineKey, TimeChart
from supine.ui.widgets.feeling_scale import FeelingScale
from supine.ui.widgets.figure_strip import FigureStrip
from supine.ui.widgets.measure_button import MeasureButton
from supine.ui.widgets.month_view import MonthView
from supine.ui.widgets.side_bars import SideBars
from supine.ui.widgets.text_block import TextBlock
from supine.ui.widgets.turnable import TurnableButton

LEAST_READ = 11.0
"""Logical pixels of type that can still be read by somebody who sits before the screen."""


def words_of(window: QWidget) -> Iterator[tuple[str, str]]:
    """Yield what can be seen of `window`, with the kind of widget that shows it."""
    yield type(window).__name__, window.windowTitle()
    for one in window.findChildren(QWidget):
        if one.isVisible():
            for text in _words_of(one):
                yield type(one).__name__, text


def _words_of(one: QWidget) -> Iterator[str]:
    yield from (one.toolTip(), one.statusTip(), one.whatsThis())
    yield from (one.accessibleName(), one.accessibleDescription())
    yield from _read_of(one)
    for kind, shown in SHOWN.items():
        if isinstance(one, kind):
            yield from shown(one)


def _read_of(one: QWidget) -> Iterator[str]:
    """Yield what a screen reader reads of it, but not what the person has typed."""
    read = QAccessible.queryAccessibleInterface(one)
    if read is not None:
        typed = isinstance(one, (QLineEdit, QPlainTextEdit, QAbstractSpinBox))
        parts = (QAccessible.Text.Name, QAccessible.Text.Description, QAccessible.Text.Value)
        yield from (read.text(part) for part in parts[: 2 if typed else 3])


def rows_of(view: QAbstractItemView) -> list[str]:
    model = view.model()
    rows = range(0 if model is None else model.rowCount())
    return [str(model.index(row, 0).data() or "") for row in rows]


def _days_of(chart: TimeChart) -> Iterator[str]:
    for axis in chart.chart().axes():
        if isinstance(axis, QCategoryAxis):
            yield from axis.categoriesLabels()


def _page_of(preview: PagePreview) -> Iterator[str]:
    values = preview._values
    if values is not None:
        yield from strings_in(values)
        yield from (values.page(1, 2), values.left_out(1), values.left_out(3))


SHOWN: dict[type[QWidget], Callable[[Any], Iterable[str]]] = {
    QLabel: lambda one: [one.text()],
    QAbstractButton: lambda one: [one.text()],
    QLineEdit: lambda one: [one.placeholderText()],
    QPlainTextEdit: lambda one: [one.placeholderText()],
    QComboBox: lambda one: [one.itemText(row) for row in range(one.count())],
    QAbstractItemView: rows_of,
    MeasureButton: lambda one: one._all_words(),
    TextBlock: lambda one: [one.values.text],
    FeelingScale: lambda one: one._values.ends,
    MonthView: lambda one: one.values.weekdays,
    SideBars: lambda one: [text for each in one.values for text in (each.name, each.time)],
    LineKey: lambda one: one._names,
    FigureStrip: lambda one: [item.text for item in one.values.items],
    TimeChart: _days_of,
    PagePreview: _page_of,
}
"""What each kind of widget shows, itself or by what it paints."""


def strings_in(thing: object) -> Iterator[str]:
    """Yield all strings inside a value."""
    if isinstance(thing, str):
        yield thing
    elif isinstance(thing, dict):
        yield from strings_in([*thing, *thing.values()])
    elif isinstance(thing, Iterable):
        for part in thing:
            yield from strings_in(part)


def own_words(sequences: Iterable[Sequence]) -> set[str]:
    """Return every text that a teacher has written, and what a plan makes of it line by line."""
    found: set[str] = set()
    for sequence in sequences:
        plain: Any = msgspec.to_builtins(sequence)
        found.update(strings_in(plain))
        for step in plan(sequence, Pace()).steps:
            found |= {step.heading, *(cue.text for cue in step.cues)}
            found |= {cue.text for cue in step.way_out}
    return {line for text in found for line in (text, *text.split("\n")) if line}


def words_of_dates(locale: QLocale) -> set[str]:
    """Return the words with which Qt writes days in a language."""
    found = {locale.amText(), locale.pmText()}
    for kind in (QLocale.FormatType.LongFormat, QLocale.FormatType.ShortFormat):
        for month in range(1, 13):
            found |= {locale.standaloneMonthName(month, kind), locale.monthName(month, kind)}
        for day in range(1, 8):
            found |= {locale.standaloneDayName(day, kind), locale.dayName(day, kind)}
            written = locale.toString(QDate(2026, 11, 20).addDays(day), kind)
            found.update(written.replace(",", " ").split())
    return found


def without_room(window: QWidget) -> Iterator[tuple[str, str]]:
    """Yield the words of `window` that are cut off, with the kind of widget that shows them."""
    for one in window.findChildren(QWidget):
        seen = one.visibleRegion().boundingRect()
        if not one.isVisible() or seen.isEmpty():
            continue
        if isinstance(one, (QLabel, QAbstractButton)) and seen.width() < one.width():
            # a page can be scrolled up and down, but not sideways
            yield type(one).__name__, one.text()
        for kind, cut in CUT.items():
            if isinstance(one, kind):
                for text in cut(one):
                    yield type(one).__name__, text


def _of_label(one: QLabel) -> Iterator[str]:
    size, needed = one.size(), one.sizeHint()
    if one.wordWrap():
        # the longest word must have room, and all lines
        words = map(one.fontMetrics().horizontalAdvance, one.text().split() or [""])
        fits = max(words) <= size.width() and one.heightForWidth(size.width()) <= size.height()
    else:
        fits = needed.width() <= size.width() and needed.height() <= size.height()
    yield from [] if fits else [one.text()]


def _of_button(one: QAbstractButton) -> Iterator[str]:
    turned = isinstance(one, TurnableButton) and one.turn != "none"
    if one.minimumSizeHint().width() > (one.height() if turned else one.width()):
        yield one.text()


def _of_list(one: QComboBox) -> Iterator[str]:
    option = QStyleOptionComboBox()
    one.initStyleOption(option)
    control, field = QStyle.ComplexControl.CC_ComboBox, QStyle.SubControl.SC_ComboBoxEditField
    room = one.style().subControlRect(control, option, field, one).width() - 4
    if one.fontMetrics().horizontalAdvance(one.currentText()) > room:
        yield one.currentText()


def _of_rows(one: QListView) -> Iterator[str]:
    if not one.wordWrap() and one.sizeHintForColumn(0) > one.viewport().width():
        yield max(rows_of(one), key=one.fontMetrics().horizontalAdvance)


def _of_block(one: TextBlock) -> Iterator[str]:
    values, rect = one.values, one.upright_rect
    room = rect.width(), rect.height()
    if values.text and largest((values.text,), room, values.most, values.bold) < LEAST_READ:
        yield values.text


def _of_scale(one: FeelingScale) -> Iterator[str]:
    texts, size = ends_in(places_of_ends(one.upright_rect)[0], one._values)
    if size < LEAST_READ:
        yield texts[0]


def _of_strip(one: FigureStrip) -> Iterator[str]:
    yield from (tile.item.dose for tile in one._tiles() if any("…" in line for line in tile.dose))


def _of_bars(one: SideBars) -> Iterator[str]:
    wide = QFontMetricsF(type_of(one._size)).horizontalAdvance
    names, times = ([wide(text) for text in part] for part in zip(
        *((each.name, each.time) for each in one.values), strict=True
    ))  # fmt: skip
    # with a bar that can be seen
    if max(names) + max(times) + one._size * 3 > one.width():
        yield one.values[0].name


def _of_key(one: LineKey) -> Iterator[str]:
    wide = QFontMetricsF(type_of(one._size)).horizontalAdvance
    yield from (name for name in one._names if wide(name) + one._size * 3.2 > one.width())


def _of_month(one: MonthView) -> Iterator[str]:
    wide = QFontMetricsF(type_of(one.values.size * 0.85)).horizontalAdvance
    yield from (name for name in one.values.weekdays if wide(name) > one.width() / 7)


CUT: dict[type[QWidget], Callable[[Any], Iterable[str]]] = {
    QLabel: _of_label,
    QAbstractButton: _of_button,
    QComboBox: _of_list,
    QListView: _of_rows,
    TextBlock: _of_block,
    FeelingScale: _of_scale,
    FigureStrip: _of_strip,
    SideBars: _of_bars,
    LineKey: _of_key,
    MonthView: _of_month,
}
"""What each kind of widget cuts off: as the widget or its painting reckons it."""
