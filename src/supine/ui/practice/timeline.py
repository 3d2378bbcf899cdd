"""The timeline: one segment for each pose, as wide as the pose is long.

Sides differ by letter and colour.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from itertools import groupby

from PySide6.QtCore import QEvent, QPointF, QRectF, Qt, Signal
from PySide6.QtGui import (
    QFocusEvent,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPainterPath,
    QPaintEvent,
    QPen,
)
from PySide6.QtWidgets import QWidget

from supine.core.plan import Plan, Round, Segment
from supine.ui import words
from supine.ui.painting.type_fit import type_of
from supine.ui.reading import Amount, Reading, picked, value_changed
from supine.ui.theme import Theme
from supine.ui.widgets.held_keys import HELD_KEYS
from supine.ui.widgets.turnable import Turnable

GAP = 3.0
"""Logical pixels between segments."""

CHOOSING = (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space)
"""Keys that go to the segment with the focus."""

LEAST_MARK = 12.0
"""Logical pixels: the mark of a short segment is wider than the segment."""

ROUND_GAP = 10.0
"""The same between two rounds of a series."""

STEP = 2.0
"""Logical pixels that the progress must advance before a repaint."""


@dataclass(frozen=True)
class TimelineValues:
    """The values that the timeline shows."""

    segments: tuple[Segment, ...]
    seconds: float
    elapsed: float
    marked: int | None = None
    """The segment under the pointer or the focus."""
    letters: tuple[str, str] = ("R", "L")
    """For right and left."""
    to: Qt.LayoutDirection = Qt.LayoutDirection.LeftToRight
    """The direction in which time goes: that in which the interface is read."""

    @property
    def to_left(self) -> bool:
        """Whether it goes to the left."""
        return self.to == Qt.LayoutDirection.RightToLeft

    def place_of(self, bar: QRectF, seconds: float) -> float:
        """Return where in `bar` so many seconds are: its x, in logical pixels."""
        reach = bar.width() * seconds / max(self.seconds, 1e-9)
        return bar.right() - reach if self.to_left else bar.left() + reach


def segment_rects(rect: QRectF, values: TimelineValues) -> list[QRectF]:
    """Return the place of each segment in `rect`, in logical pixels."""
    if not values.segments or values.seconds <= 0:
        return []
    scale = rect.width() / values.seconds
    following = [*values.segments[1:], None]
    found = []
    for segment, after in zip(values.segments, following, strict=True):
        wide = max(2.0, segment.seconds * scale - _gap(segment, after))
        start = values.place_of(rect, segment.start)
        left = start - wide if values.to_left else start
        found.append(QRectF(left, rect.top(), wide, rect.height()))
    return found


def _gap(segment: Segment, after: Segment | None) -> float:
    """Return the gap between two segments, in logical pixels."""
    return ROUND_GAP if after is not None and segment.round != after.round else GAP


def paint_timeline(painter: QPainter, rect: QRectF, values: TimelineValues, theme: Theme) -> None:
    """Paint the timeline into `rect` (logical pixels)."""
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    bar = rect.adjusted(2, 2, -2, -2)
    painter.setFont(type_of(bar.height() * 0.62, bold=True))
    now = values.place_of(bar, values.elapsed)
    over = QRectF(bar.topLeft(), QPointF(now, bar.bottom()))
    if values.to_left:
        over = QRectF(QPointF(now, bar.top()), bar.bottomRight())
    places = segment_rects(bar, values)
    for segment, place in zip(values.segments, places, strict=True):
        _paint_segment(painter, place, segment, over, theme)
    painter.setPen(QPen(theme.ink, 3))
    painter.drawLine(int(now), int(rect.top()), int(now), int(rect.bottom()))
    discs = _round_discs(painter, places, values)
    for segment, place in zip(values.segments, places, strict=True):
        disc = discs.get(segment.index)
        if disc is not None and segment.round is not None:
            _paint_number(painter, disc, segment.round, theme)
        room = place
        if disc is not None and values.to_left:
            room = place.adjusted(0, 0, disc.left() - place.right(), 0)
        elif disc is not None:
            room = place.adjusted(disc.right() - place.left(), 0, 0, 0)
        _paint_letter(painter, room, segment, values, theme)
    _paint_rounds(painter, places, values, theme)
    for segment, place in zip(values.segments, places, strict=True):
        if segment.index == values.marked:
            _paint_mark(painter, place, theme)


def _paint_segment(
    painter: QPainter, place: QRectF, segment: Segment, over: QRectF, theme: Theme
) -> None:
    """Paint a segment, filled as far as it lies in what is `over`."""
    shape = QPainterPath()
    shape.addRoundedRect(place, 5, 5)
    painter.setPen(QPen(theme.of_side(segment.side), 1.2))
    painter.setBrush(theme.surface)
    painter.drawPath(shape)
    if over.intersects(place):
        painter.save()
        painter.setClipRect(over.intersected(place))
        painter.fillPath(shape, theme.fill_of_side(segment.side))
        painter.restore()


def _paint_letter(
    painter: QPainter, place: QRectF, segment: Segment, values: TimelineValues, theme: Theme
) -> None:
    if segment.side is None or place.width() < painter.fontMetrics().maxWidth() * 0.5:
        return
    passed = values.elapsed >= segment.start + segment.seconds / 2
    dark = theme.fill_of_side(segment.side) == theme.of_side(segment.side)
    painter.setPen(theme.background if passed and dark else theme.of_side(segment.side))
    letter = values.letters[0 if segment.side == "right" else 1]
    painter.drawText(place, Qt.AlignmentFlag.AlignCenter, letter)


def _paint_mark(painter: QPainter, place: QRectF, theme: Theme) -> None:
    """Paint a line and a gap, visible on a filled segment as well."""
    painter.setBrush(Qt.BrushStyle.NoBrush)
    beside = max(0.0, LEAST_MARK - place.width()) / 2
    place = place.adjusted(-beside, 0, beside, 0)
    for inset, width, colour in ((2.5, 2, theme.background), (0.5, 3, theme.ink)):
        painter.setPen(QPen(colour, width))
        painter.drawRoundedRect(place.adjusted(inset, inset, -inset, -inset), 5, 5)


def _round_discs(
    painter: QPainter, places: list[QRectF], values: TimelineValues
) -> dict[int, QRectF]:
    """Return the place of the number of each round, by its first segment; none without room."""
    before: Segment | None = None
    found: dict[int, QRectF] = {}
    for segment, place in zip(values.segments, places, strict=True):
        begins = segment.round is not None and (before is None or before.round != segment.round)
        size = place.height() * 0.78
        letter = painter.fontMetrics().height() * 0.5 if segment.side else 0.0
        if begins and place.width() > size + letter + 6:
            left = place.right() - 3 - size if values.to_left else place.left() + 3
            found[segment.index] = QRectF(left, place.center().y() - size / 2 - 1, size, size)
        before = segment
    return found


def _paint_number(painter: QPainter, disc: QRectF, which: Round, theme: Theme) -> None:
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(theme.ink)
    painter.drawEllipse(disc)
    painter.setPen(theme.background)
    painter.drawText(disc, Qt.AlignmentFlag.AlignCenter, str(which.number))


def _paint_rounds(
    painter: QPainter, places: list[QRectF], values: TimelineValues, theme: Theme
) -> None:
    """Paint a line below each round."""
    by_segment = zip(values.segments, places, strict=True)
    for which, group in groupby(by_segment, key=lambda one: one[0].round):
        if which is not None:
            inside = [place for _segment, place in group]
            low = inside[0].bottom() - 1.5
            ends = inside[0].united(inside[-1])
            painter.setPen(QPen(theme.ink, 3))
            painter.drawLine(QPointF(ends.left() + 2, low), QPointF(ends.right() - 2, low))


class Timeline(Turnable):
    """The timeline: pointer or focus name a segment; a click, Return or Space goes to it."""

    named = Signal(str)
    """The name of the segment under the pointer or the focus; empty if there is none."""
    chosen = Signal(float)
    """The person wants to go to a segment: its start in seconds of practice."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._values = TimelineValues((), 0.0, 0.0)
        self.setMouseTracking(True)
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)

    def reading(self) -> Reading:
        """Return the segment under the mark, or the present one, as a screen reader reads it."""
        values = self._values
        begun = sum(one.start <= values.elapsed for one in values.segments)
        at = max(0, begun - 1) if values.marked is None else values.marked
        told = self._name(at) if values.segments else ""
        amount = Amount(at + 1, 1, max(1, len(values.segments)))
        return picked(self.tr("Timeline"), told, amount, self._mark_number)

    def set_theme(self, theme: Theme) -> None:
        """Paint in `theme` from now on."""
        self._theme = theme
        self.update()

    def show_place(self, plan: Plan, elapsed: float) -> None:
        """Show that `elapsed` seconds of `plan` have passed, if the change is visible."""
        old = self._values
        width = self.upright_size.width()
        moved = abs(elapsed - old.elapsed) * width / max(plan.seconds, 1e-9)
        if plan.segments == old.segments and moved < STEP:
            return
        letters = words.letter_of("right"), words.letter_of("left")
        self._values = TimelineValues(
            plan.segments, plan.seconds, elapsed, old.marked, letters, self.layoutDirection()
        )
        self.update()

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Paint the timeline."""
        with self.upright_painter() as painter:
            paint_timeline(painter, self.upright_rect, self._values, self._theme)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Name the segment under the pointer."""
        self._mark(self._index_at(event.position()))

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Go to the segment under the pointer."""
        index = self._index_at(event.position())
        if index is not None:
            self.chosen.emit(self._values.segments[index].start)

    def leaveEvent(self, _event: QEvent) -> None:
        """Name no segment."""
        self._mark(None)

    def focusInEvent(self, _event: QFocusEvent) -> None:
        """Name the current segment."""
        starts = [segment.start for segment in self._values.segments]
        here = sum(start <= self._values.elapsed for start in starts) - 1
        self._mark(max(0, here) if starts else None)

    def focusOutEvent(self, _event: QFocusEvent) -> None:
        """Name no segment."""
        self._mark(None)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Left and right mark another segment, while one is marked; Return or Space goes to it."""
        marked, count = self._values.marked, len(self._values.segments)
        if marked is not None and event.key() in (Qt.Key.Key_Left, Qt.Key.Key_Right):
            # as the eye goes: where time runs to the left, so does the arrow that leads on
            on = Qt.Key.Key_Left if self._values.to_left else Qt.Key.Key_Right
            step = 1 if event.key() == on else -1
            self._mark(min(max(0, marked + step), count - 1))
        elif marked is not None and event.key() in CHOOSING:
            if not HELD_KEYS.repeats(event):
                self.chosen.emit(self._values.segments[marked].start)
        else:
            event.ignore()

    def _index_at(self, at: QPointF) -> int | None:
        x = self.to_upright(at).x()
        rects = segment_rects(self.upright_rect.adjusted(2, 2, -2, -2), self._values)
        before, after = (GAP, 0.0) if self._values.to_left else (0.0, GAP)
        return next(
            (i for i, r in enumerate(rects) if r.left() - before <= x <= r.right() + after), None
        )

    def _mark(self, index: int | None) -> None:
        if index == self._values.marked:
            return
        old = self._values
        self._values = replace(old, marked=index)
        self.named.emit(self._name(index) if index is not None else "")
        if None not in (index, old.marked):
            # as it gets the focus or loses it, a reader says by itself what there is to say
            value_changed(self)
        self.update()

    def _mark_number(self, number: float) -> None:
        self._mark(min(max(0, round(number) - 1), len(self._values.segments) - 1))

    def _name(self, index: int) -> str:
        segment = self._values.segments[index]
        length = self.tr("{minutes}:{seconds:02d}").format(
            minutes=int(segment.seconds) // 60, seconds=int(segment.seconds) % 60
        )
        name = words.name_of(segment)
        if segment.round is not None:
            which = words.round_words(segment.round)
            text = self.tr("{name}. {round}, {length}", "a pose, its round, and minutes:seconds")
            return text.format(name=name, round=which, length=length)
        return self.tr("{name}, {length}", "a pose, and minutes:seconds").format(
            name=name, length=length
        )
