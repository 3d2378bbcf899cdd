from __future__ import annotations

import time
from typing import get_args

import pytest
from PySide6.QtCore import QEvent, QObject, QPoint, QPointF, QRect, QSize, Qt
from PySide6.QtGui import QColor, QKeyEvent, QPalette, QWheelEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel, QPushButton, QWidget
from pytestqt.qtbot import QtBot

from supine.settings.declaration import Turn
from supine.ui.legibility import pixels_per_millimetre, type_size
from supine.ui.practice.keys import key_list
from supine.ui.practice.overlay import SMALLEST, Answer, Overlay
from supine.ui.widgets.turnable import upright_size
from tests.helpers import SIZES, Heard, contrast, cut_off, expose, press

K = Qt.Key


class Below(QWidget):
    """The widget below the card, which records keys."""

    def __init__(self) -> None:
        super().__init__()
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.keys: list[int] = []

    def keyPressEvent(self, event: QKeyEvent) -> None:
        self.keys.append(event.key())


@pytest.fixture
def below(qtbot: QtBot) -> Below:
    made = Below()
    qtbot.addWidget(made)
    made.resize(800, 600)
    expose(qtbot, made)
    return made


@pytest.fixture
def card(below: Below) -> Overlay:
    made = Overlay("Leave the practice?", below)
    made.add_rows([("E", "Easier"), ("D", "<b>Deeper</b>")])
    made.add_buttons(((Answer.GO_ON, "Go on"), (Answer.LEAVE, "Leave")))
    return made


@pytest.fixture
def answered(card: Overlay) -> Heard:
    return Heard(card.answered)


def focus() -> QWidget:
    widget = QApplication.focusWidget()
    assert widget is not None
    return widget


def in_the_middle(card: Overlay, below: QWidget) -> bool:
    apart = card.card.geometry().center() - below.rect().center()
    return max(abs(apart.x()), abs(apart.y())) <= 1


def type_height(card: Overlay) -> int:
    return min(label.fontMetrics().height() for label in card.findChildren(QLabel))


def test_it_is_hidden_at_first(card: Overlay) -> None:
    assert card.isHidden()


def test_it_opens_in_the_middle_with_the_focus_on_the_safe_answer(
    card: Overlay, below: Below
) -> None:
    card.open(40.0)
    button = focus()
    assert isinstance(button, QPushButton)
    assert button.text() == "Go on"
    assert in_the_middle(card, below)


@pytest.mark.parametrize("key", [K.Key_Escape, K.Key_Space, K.Key_Return])
def test_esc_space_and_enter_take_the_safe_answer(
    card: Overlay, answered: Heard, key: Qt.Key
) -> None:
    card.open(40.0)
    QTest.keyClick(focus(), key)
    assert answered.said == [Answer.GO_ON]
    assert card.isHidden()


def test_the_other_answer_must_be_chosen(card: Overlay, answered: Heard) -> None:
    card.open(40.0)
    QTest.keyClick(focus(), K.Key_Tab)
    QTest.keyClick(focus(), K.Key_Space)
    assert answered.said == ["leave"]


@pytest.mark.parametrize(
    "key",
    [K.Key_E, K.Key_M, K.Key_Question, K.Key_F1, K.Key_F5, K.Key_B, K.Key_Period, K.Key_PageDown,
     K.Key_PageUp, K.Key_Right, K.Key_Left, K.Key_Up, K.Key_Down, K.Key_MediaNext],
)  # fmt: skip
def test_any_key_of_a_clicker_gives_the_safe_answer(
    card: Overlay, below: Below, answered: Heard, key: Qt.Key
) -> None:
    """Nobody on the mat is asked what they cannot answer. No key reaches the practice."""
    card.open(40.0)
    QTest.keyClick(focus(), key)
    assert answered.said == [Answer.GO_ON]
    assert below.keys == []


def test_x_stops_safely_over_a_card(card: Overlay, below: Below, answered: Heard) -> None:
    card.open(40.0)
    QTest.keyClick(focus(), K.Key_X)
    assert answered.said == [Answer.STOP]
    assert below.keys == []


@pytest.mark.parametrize("key", [K.Key_Shift, K.Key_VolumeUp])
def test_a_key_of_the_system_answers_nothing(card: Overlay, answered: Heard, key: Qt.Key) -> None:
    card.open(40.0)
    QTest.keyClick(focus(), key)
    assert answered.said == []
    assert card.isVisible()


def test_a_held_key_does_not_answer(card: Overlay, answered: Heard) -> None:
    """It was pressed before the card was there, perhaps to open it."""
    card.open(40.0)
    press(focus(), K.Key_Escape, repeats=True)
    press(focus(), K.Key_Return, repeats=True)
    press(card, K.Key_Escape, repeats=True)
    assert answered.said == []
    press(card, K.Key_Escape)
    assert answered.said == [Answer.GO_ON]


@pytest.mark.parametrize("tab", [K.Key_Tab, K.Key_Backtab])
def test_tab_goes_round_its_buttons_and_reaches_nothing_below(
    card: Overlay, below: Below, tab: Qt.Key
) -> None:
    for text in ("Easier", "Leave full screen"):
        QPushButton(text, below).show()
    card.open(40.0)
    reached = []
    for _ in range(4):
        QTest.keyClick(focus(), tab)
        reached.append(focus())
    assert all(card.isAncestorOf(one) for one in reached)
    assert reached[0] is not reached[1]
    assert reached[2:] == reached[:2]


def test_it_gives_the_focus_back(card: Overlay, below: Below) -> None:
    button = QPushButton("Keys", below)
    button.show()
    for before in (button, below):
        before.setFocus()
        card.open(40.0)
        assert card.isAncestorOf(focus())
        card.answer(Answer.GO_ON)
        assert focus() is before


@pytest.mark.parametrize("place", [(20, 20), (400, 300), (790, 590)])
def test_nothing_below_can_be_clicked(
    card: Overlay, below: Below, place: tuple[int, int], monkeypatch: pytest.MonkeyPatch
) -> None:
    clicks: list[object] = []
    monkeypatch.setattr(below, "mousePressEvent", clicks.append)
    button = QPushButton("Pause", below)
    button.setGeometry(QRect(0, 0, 60, 40))
    button.clicked.connect(lambda: clicks.append("button"))
    button.show()
    window = below.windowHandle()
    QTest.mouseClick(window, Qt.MouseButton.LeftButton, pos=QPoint(20, 20))
    assert len(clicks) == 1
    card.open(40.0)
    QTest.mouseClick(window, Qt.MouseButton.LeftButton, pos=QPoint(*place))
    assert len(clicks) == 1
    assert card.isVisible()


def test_it_covers_everything_below(card: Overlay, below: Below) -> None:
    below.setStyleSheet("Below { background: black; }")
    below.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
    ground = card.palette().color(QPalette.ColorRole.Window)
    card.open(40.0)
    assert card.geometry() == below.rect()
    corner = below.grab().toImage().pixelColor(2, 2)
    assert contrast(corner, ground) < 2 < contrast(QColor("black"), ground)


@pytest.mark.parametrize("by_hand", [1.0, 4.0])
@pytest.mark.parametrize("size", [(600, 340), (640, 480), *SIZES])
def test_the_list_of_all_keys_fits_every_screen(
    below: Below, size: tuple[int, int], by_hand: float
) -> None:
    keys = Overlay("All keys", below)
    keys.add_rows(key_list())
    keys.add_buttons(((Answer.GO_ON, "Close"),))
    below.resize(*size)
    keys.open(type_size(1.5, pixels_per_millimetre(*size, 0, 0), by_hand))
    QApplication.processEvents()
    assert keys.geometry() == below.rect()
    assert below.rect().contains(keys.card.geometry())
    assert cut_off(below) == []
    assert type_height(keys) >= SMALLEST


@pytest.fixture
def keys(below: Below) -> Overlay:
    made = Overlay("All keys", below)
    made.add_rows(key_list())
    made.add_buttons(((Answer.GO_ON, "Close"),))
    return made


def in_view(part: QWidget, card: Overlay) -> bool:
    """Return whether the whole of `part` can be seen: parts that scroll are cut off."""
    return part.visibleRegion().boundingRect() == part.rect() and card.isAncestorOf(part)


@pytest.mark.parametrize("turn", get_args(Turn))
@pytest.mark.parametrize("size", [(600, 340), (683, 384), (340, 600)])
def test_in_a_small_window_its_button_is_in_view_and_all_its_lines_can_be_scrolled_to(
    keys: Overlay, below: Below, size: tuple[int, int], turn: Turn
) -> None:
    below.resize(*size)
    keys.open(200.0, turn)
    assert below.rect().contains(keys.card.geometry())
    (button,) = keys.findChildren(QPushButton)
    assert in_view(button, keys)
    seen = set()
    for _press in range(12):
        labels = keys.findChildren(QLabel)
        seen |= {label for label in labels if in_view(label, keys)}
        QTest.keyClick(focus(), K.Key_PageDown)
    assert seen == set(labels)
    assert {label.text() for label in seen} >= {text for row in key_list() for text in row}


@pytest.mark.parametrize("turn", get_args(Turn))
def test_the_wheel_scrolls_and_a_card_opens_at_its_top(
    keys: Overlay, below: Below, turn: Turn
) -> None:
    def first_is_in_view() -> bool:
        title = keys.findChildren(QLabel)[0]
        return in_view(title, keys)

    below.resize(upright_size(QSize(600, 340), turn))
    keys.open(40.0, turn)
    assert first_is_in_view()
    middle = QPointF(keys.card.geometry().center())
    for notch, seen in ((-120, False), (120, True), (-120, False)):
        turned = QWheelEvent(
            middle, middle, QPoint(), QPoint(0, notch * 2), Qt.MouseButton.NoButton,
            Qt.KeyboardModifier.NoModifier, Qt.ScrollPhase.NoScrollPhase, False,
        )  # fmt: skip
        QApplication.sendEvent(keys, turned)
        assert first_is_in_view() is seen
    keys.answer(Answer.GO_ON)
    keys.open(40.0, turn)
    assert first_is_in_view()


@pytest.mark.measure
@pytest.mark.parametrize("turn", get_args(Turn))
@pytest.mark.parametrize("by_hand", [0.25, 1.0, 4.0])
@pytest.mark.parametrize("metres", [0.5, 1.5, 5.0])
def test_it_opens_within_a_tenth_of_a_second(
    keys: Overlay, below: Below, metres: float, by_hand: float, turn: Turn
) -> None:
    below.resize(1366, 768)
    asked = time.perf_counter()
    keys.open(type_size(metres, pixels_per_millimetre(1366, 768, 0, 0), by_hand), turn)
    QApplication.processEvents()
    assert time.perf_counter() - asked < 0.1


def test_its_type_grows_with_the_size_that_can_be_read_from_the_mat(card: Overlay) -> None:
    heights = []
    for size in (10.0, 40.0, 60.0):
        card.open(size)
        heights.append(type_height(card))
    assert heights[0] >= SMALLEST
    assert heights == sorted({*heights})


def test_its_type_shrinks_before_it_leaves_the_window(card: Overlay, below: Below) -> None:
    card.open(60.0)
    roomy = type_height(card)
    below.resize(400, 300)
    QApplication.processEvents()
    assert SMALLEST <= type_height(card) < roomy
    assert below.rect().contains(card.card.geometry())


def test_text_on_it_is_plain(card: Overlay) -> None:
    assert all(label.textFormat() == Qt.TextFormat.PlainText for label in card.findChildren(QLabel))


def test_it_stays_in_the_middle_when_the_window_grows(card: Overlay, below: Below) -> None:
    card.open(40.0)
    below.resize(1280, 800)
    QApplication.processEvents()
    assert card.geometry() == below.rect()
    assert in_the_middle(card, below)


def test_it_fills_a_window_that_grew_while_it_was_hidden(card: Overlay, below: Below) -> None:
    card.open(40.0)
    below.hide()
    below.resize(1280, 800)
    below.show()
    QApplication.processEvents()
    assert card.geometry() == below.rect()
    assert in_the_middle(card, below)


class CountingOverlay(Overlay):
    """A card that counts the events that it gets from its parent."""

    events = 0

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        self.events += 1
        return super().eventFilter(watched, event)


def test_while_hidden_it_gets_no_events_of_the_window(below: Below) -> None:
    """The practice below it is painted sixty times a second."""
    card = CountingOverlay("Leave the practice?", below)
    card.add_buttons(((Answer.GO_ON, "Go on"),))
    for opened in (False, True):
        if opened:
            card.open(40.0)
            below.repaint()
            assert card.events
            card.answer(Answer.GO_ON)
        card.events = 0
        below.repaint()
        assert not card.events
