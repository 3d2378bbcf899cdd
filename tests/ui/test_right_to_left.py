"""Where one reads to the left, all is mirrored, except the body and its right and left."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import fields
from datetime import date
from functools import partial
from itertools import pairwise

import pytest
from PySide6.QtCore import QEvent, QPoint, QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QFocusEvent, QImage, QPainter
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from supine.figure.stage import Stage
from supine.settings.declaration import Turn
from supine.ui.painting.month import Mark, MonthValues, paint_month
from supine.ui.painting.month import places as days_of
from supine.ui.painting.scale import ScaleValues, cells, paint_scale
from supine.ui.practice.keys import Action
from supine.ui.practice.layout import Places, practice_layout
from supine.ui.practice.overlay import Answer, Overlay
from supine.ui.practice.timeline import Timeline, TimelineValues, paint_timeline, segment_rects
from supine.ui.practice.view import Look, PracticeView
from supine.ui.theme import style_sheet, theme
from supine.ui.widgets.cards import Card, Columns
from supine.ui.widgets.feeling_scale import FeelingScale
from supine.ui.widgets.figure_strip import FigureStrip, StripValues, paint_strip
from supine.ui.widgets.flow import Flow
from supine.ui.widgets.inputs import CalmSlider
from supine.ui.widgets.month_view import MonthView
from supine.ui.widgets.side_bars import SideValues, paint_sides
from supine.ui.widgets.strip_items import strip_items
from supine.ui.widgets.strip_layout import StripLook, strip_tiles
from supine.ui.widgets.turnable import TurnableLabel
from tests.conftest import FakeClock
from tests.helpers import (
    Heard,
    middle,
    painted,
    practice_at,
    press,
    shipped,
    shipped_plan,
    step_of,
    where,
)

DAWN, PLAN = theme("dawn"), shipped_plan()
TO_LEFT, TO_RIGHT = Qt.LayoutDirection.RightToLeft, Qt.LayoutDirection.LeftToRight
K = Qt.Key
SCREENS = ((1280, 800), (1366, 768), (1920, 1080), (800, 1280))


@pytest.fixture
def to_left(qapp: QApplication) -> Iterator[None]:
    """The interface is read to the left."""
    qapp.setLayoutDirection(TO_LEFT)
    yield
    qapp.setLayoutDirection(TO_RIGHT)


def mirror(rect: QRectF, width: float) -> QRectF:
    return QRectF(width - rect.right(), rect.top(), rect.width(), rect.height())


def are_mirrored(some: Sequence[QRectF], others: Sequence[QRectF], width: float) -> bool:
    """Return whether `some` are where `others` are in a mirror, to a thousandth of a pixel."""
    pairs = zip(some, others, strict=True)
    return all(
        one.getRect() == pytest.approx(mirror(other, width).getRect(), abs=1e-3)
        for one, other in pairs
    )


@pytest.mark.parametrize("screen", SCREENS)
@pytest.mark.parametrize("figure", [True, False])
def test_every_place_of_the_practice_is_mirrored(screen: tuple[int, int], figure: bool) -> None:
    usual = practice_layout(*screen, 40.0, figure=figure, thumbnail=True)
    turned = usual.mirrored(screen[0])
    assert turned.in_one_line == usual.in_one_line
    for one in fields(Places):
        was, now = getattr(usual, one.name), getattr(turned, one.name)
        assert now == (was and mirror(was, screen[0])), one.name
    assert turned.whole_head == mirror(usual.whole_head, screen[0])
    assert turned.wide_time == mirror(usual.wide_time, screen[0])
    assert turned.way_out == mirror(usual.way_out, screen[0])


@pytest.fixture
def view(request: pytest.FixtureRequest, qtbot: QtBot) -> PracticeView:
    request.getfixturevalue("to_left")
    made = PracticeView(Look(DAWN, 40.0, still=False))
    qtbot.addWidget(made)
    made.set_stage(Stage(PLAN))
    made.resize(1280, 800)
    return made


def test_the_practice_begins_on_the_right(view: PracticeView, clock: FakeClock) -> None:
    practice = practice_at(step_of("hold", side="right"), 1.0, clock)
    view.show_moment(practice, practice.moment)
    view.grab()
    assert view.side.x() > view.pose.x()
    assert view.figure.x() > view.circle.x()
    assert view.time.x() < view.caption.x() < view.thumbnail.x()
    back, press, on = (view.controls.buttons[a] for a in (Action.BACK, Action.PRESS, Action.NEXT))
    assert back.x() > press.x() > on.x()
    leave = view.controls.buttons[Action.LEAVE]
    assert all(leave.x() <= one.x() for one in view.controls.buttons.values())


@pytest.mark.parametrize("turn", ["none", "left", "right"])
def test_the_body_is_the_same_in_every_language(
    qapp: QApplication, qtbot: QtBot, clock: FakeClock, turn: Turn
) -> None:
    found = []
    practice = practice_at(step_of("hold", side="right"), 1.0, clock)
    for direction in (TO_RIGHT, TO_LEFT):
        qapp.setLayoutDirection(direction)
        made = PracticeView(Look(DAWN, 40.0, still=False, turn=turn))
        qtbot.addWidget(made)
        made.set_stage(Stage(PLAN))
        made.resize(1280, 800)
        made.show_moment(practice, practice.moment)
        found.append(made.figure.grab().toImage())
    qapp.setLayoutDirection(TO_RIGHT)
    assert found[0] == found[1]


BAR = QRectF(0, 0, 1200, 34)


def test_time_goes_to_the_left_on_the_timeline(qapp: QApplication) -> None:
    assert qapp is not None
    usual = TimelineValues(PLAN.segments, PLAN.seconds, PLAN.seconds / 4)
    turned = TimelineValues(PLAN.segments, PLAN.seconds, PLAN.seconds / 4, to=TO_LEFT)
    rects = segment_rects(BAR, turned)
    assert are_mirrored(rects, segment_rects(BAR, usual), 1200)
    assert all(later.right() <= one.left() for one, later in pairwise(rects))

    def filled(values: TimelineValues) -> float:
        image = painted(1200, 34, lambda painter: paint_timeline(painter, BAR, values, DAWN))
        return middle(where(image, DAWN.right_fill))[0]

    assert filled(usual) < 400
    assert filled(turned) > 800


def test_the_letters_of_the_sides_are_not_mirrored(qapp: QApplication) -> None:
    """What is right in the file is right on the screen, with its letter and its colour."""
    assert qapp is not None
    values = TimelineValues(PLAN.segments, PLAN.seconds, 0.0, to=TO_LEFT)
    segment = next(one for one in PLAN.segments if one.side == "right")
    bar = BAR.adjusted(2, 2, -2, -2)
    inside = segment_rects(bar, values)[segment.index].adjusted(8, 4, -8, -4)
    image = painted(1200, 34, lambda painter: paint_timeline(painter, BAR, values, DAWN))
    assert where(image.copy(inside.toRect()), DAWN.of_side("right")).sum() > 10


@pytest.mark.usefixtures("to_left")
def test_the_left_arrow_leads_on_along_the_timeline(qtbot: QtBot) -> None:
    timeline, chosen = Timeline(DAWN), Heard()
    qtbot.addWidget(timeline)
    timeline.resize(1200, 34)
    timeline.show_place(PLAN, 0.0)
    timeline.chosen.connect(chosen)
    timeline.focusInEvent(QFocusEvent(QEvent.Type.FocusIn))
    for key in (K.Key_Left, K.Key_Left, K.Key_Left, K.Key_Right, K.Key_Return):
        press(timeline, key)
    bar = BAR.adjusted(2, 2, -2, -2)
    values = TimelineValues(PLAN.segments, PLAN.seconds, 0.0, to=TO_LEFT)
    place = segment_rects(bar, values)[5].center().toPoint()
    QTest.mouseClick(timeline, Qt.MouseButton.LeftButton, pos=place)
    assert chosen.said == [PLAN.segments[2].start, PLAN.segments[5].start]


@pytest.mark.usefixtures("to_left")
def test_a_week_begins_on_the_right(qtbot: QtBot) -> None:
    view = MonthView(DAWN, 0, lambda _day: None)
    qtbot.addWidget(view)
    view.show_day(date(2026, 11, 25), date(2026, 11, 27))
    rect = QRectF(0, 0, 420, 340)
    found = days_of(rect, view.values)
    # a Monday and its Sunday
    assert found[date(2026, 11, 23)].left() > found[date(2026, 11, 29)].left()
    QTest.keyClick(view, K.Key_Left)
    assert view.day == date(2026, 11, 26)
    QTest.keyClick(view, K.Key_Right)
    QTest.keyClick(view, K.Key_Right)
    assert view.day == date(2026, 11, 24)


def test_a_short_practice_fills_its_day_from_the_right(qapp: QApplication) -> None:
    assert qapp is not None
    day, rect = date(2026, 11, 24), QRectF(0, 0, 420, 340)

    def bar(to: Qt.LayoutDirection) -> float:
        values = MonthValues(day.replace(day=1), (), marks={day: Mark(1, 900.0, False)}, to=to)
        image = painted(420, 340, lambda painter: paint_month(painter, rect, values, DAWN))
        return middle(where(image, DAWN.accent))[0] - days_of(rect, values)[day].center().x()

    assert bar(TO_RIGHT) < -5
    assert bar(TO_LEFT) > 5


@pytest.mark.usefixtures("to_left")
def test_the_scale_grows_to_the_left(qtbot: QtBot) -> None:
    scale = FeelingScale(DAWN)
    qtbot.addWidget(scale)
    scale.resize(900, 120)
    places = cells(QRectF(0, 0, 900, 120), TO_LEFT)
    assert all(one.left() > more.left() for one, more in pairwise(places))
    QTest.mouseClick(scale, Qt.MouseButton.LeftButton, pos=places[3].center().toPoint())
    assert scale.given == 3
    # as the eye goes, and a clicker as ever; the first key only shows the mark
    QTest.keyClick(scale, K.Key_Left)
    QTest.keyClick(scale, K.Key_Left)
    assert scale.mark == 4
    QTest.keyClick(scale, K.Key_Right)
    QTest.keyClick(scale, K.Key_Right)
    assert scale.mark == 2
    QTest.keyClick(scale, K.Key_Down)
    assert scale.mark == 3
    scale.settle()


def test_the_words_for_the_ends_of_the_scale_change_places(qapp: QApplication) -> None:
    assert qapp is not None
    rect = QRectF(0, 0, 900, 120)

    def words(to: Qt.LayoutDirection) -> float:
        values = ScaleValues(ends=("worst", ""), most=30, to=to)
        image = painted(900, 120, lambda painter: paint_scale(painter, rect, values, DAWN))
        return middle(where(image, DAWN.soft_ink))[0]

    assert words(TO_RIGHT) < 200
    assert words(TO_LEFT) > 700


@pytest.mark.usefixtures("to_left")
def test_buttons_flow_from_the_right(qtbot: QtBot) -> None:
    place, flow = QWidget(), Flow()
    qtbot.addWidget(place)
    place.setLayout(flow)
    parts = [QWidget() for _ in range(3)]
    for part, width in zip(parts, (80, 60, 100), strict=True):
        part.setFixedSize(width, 40)
        flow.addWidget(part)
    flow.setGeometry(QRectF(0, 0, 200, 200).toRect())
    assert [part.pos() for part in parts] == [QPoint(120, 0), QPoint(50, 0), QPoint(100, 50)]


@pytest.mark.usefixtures("to_left")
def test_cards_keep_away_from_their_scroll_bar(qtbot: QtBot) -> None:
    card = Card("Long")
    card.setMinimumHeight(900)
    page = Columns([card])
    qtbot.addWidget(page)
    page.resize(400, 300)
    page.grab()
    bar = page.verticalScrollBar()
    end = bar.mapTo(page, bar.rect().topRight()).x()
    assert card.mapTo(page, QPoint(0, 0)).x() - end > 10


@pytest.mark.usefixtures("to_left")
def test_a_slider_is_filled_from_the_right_to_its_handle(qapp: QApplication, qtbot: QtBot) -> None:
    slider = CalmSlider()
    qtbot.addWidget(slider)
    slider.set_scale("Volume", (0.0, 100.0, 1.0))
    slider.setValue(25)
    slider.resize(400, 34)
    before = qapp.styleSheet()
    qapp.setStyleSheet(style_sheet(DAWN))
    image = slider.grab().toImage()
    qapp.setStyleSheet(before)
    assert image.pixelColor(380, 17) == DAWN.accent
    assert image.pixelColor(100, 17) == DAWN.surface


@pytest.mark.usefixtures("to_left")
def test_the_names_of_keys_are_beside_what_they_do(qtbot: QtBot) -> None:
    below = QWidget()
    qtbot.addWidget(below)
    below.resize(800, 600)
    card = Overlay("Keys", below)
    card.add_rows([("E", "Easier"), ("Page Down", "Next")])
    card.add_buttons([(Answer.GO_ON, "Close")])
    card.open(20.0)
    names = {one.text(): one for one in card.findChildren(TurnableLabel)}
    short, long = names["E"].geometry(), names["Page Down"].geometry()
    assert short.right() == long.right()
    assert short.width() < long.width()


LOOK = StripLook(least=98.0, name_size=15.0, dose_size=14.0, most_lines=5)


def paint_strip_of(values: StripValues, painter: QPainter) -> None:
    paint_strip(painter, QRectF(0, 0, 900, 400), values, DAWN)


def test_a_strip_goes_to_the_left_with_the_same_figures(qtbot: QtBot) -> None:
    items = strip_items(shipped())
    tiles = strip_tiles(items, 900.0, LOOK, TO_LEFT)
    usual = strip_tiles(items, 900.0, LOOK)
    assert are_mirrored([one.place for one in tiles], [one.place for one in usual], 900)
    # one half of the picture is red: it stays on its left
    picture = QImage(80, 48, QImage.Format.Format_RGB32)
    picture.fill(QColor("white"))
    for x in range(40):
        for y in range(48):
            picture.setPixelColor(x, y, QColor("red"))
    pictures = {items[0].picture: picture}
    for to, tile in ((TO_RIGHT, usual[0]), (TO_LEFT, tiles[0])):
        values = StripValues(items[:1], LOOK, pictures, to)
        image = painted(900, 400, partial(paint_strip_of, values))
        only = strip_tiles(items[:1], 900.0, LOOK, to)[0]
        assert middle(where(image, QColor("red")))[0] < only.figure.center().x()
        assert tile.figure.size() == usual[0].figure.size()
    strip = FigureStrip(DAWN, LOOK)
    qtbot.addWidget(strip)
    strip.setLayoutDirection(TO_LEFT)
    strip.show_items(items)
    strip.resize(900, 500)
    first = strip_tiles(items, 900.0, LOOK, TO_LEFT)[0].place
    assert first.left() > 450
    assert strip.text_at(QPointF(first.center())).startswith(items[0].name)
    strip.hide()


def test_the_bars_of_the_sides_begin_on_the_right(qapp: QApplication) -> None:
    assert qapp is not None
    values = (SideValues("right", "Right", 60.0, "1"), SideValues("left", "Left", 600.0, "10"))
    rect = QRectF(0, 0, 400, 80)

    def bar(to: Qt.LayoutDirection) -> float:
        image = painted(400, 80, lambda p: paint_sides(p, rect, values, DAWN, 17.0, to))
        return middle(where(image, DAWN.right_fill))[0]

    assert bar(TO_RIGHT) < 150
    assert bar(TO_LEFT) > 250
