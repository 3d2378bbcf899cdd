from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel, QPushButton, QWidget
from pytestqt.qtbot import QtBot

from supine.ui.overlay import Overlay
from tests.helpers import Heard

K = Qt.Key


class Below(QWidget):
    """What lies under the card and hears keys."""

    def __init__(self) -> None:
        super().__init__()
        self.keys: list[int] = []

    def keyPressEvent(self, event: QKeyEvent) -> None:
        self.keys.append(event.key())


@pytest.fixture
def below(qtbot: QtBot) -> Below:
    made = Below()
    qtbot.addWidget(made)
    made.resize(800, 600)
    with qtbot.waitExposed(made):
        made.show()
    return made


@pytest.fixture
def card(below: Below) -> Overlay:
    made = Overlay("Leave the practice?", below)
    made.add_rows([("E", "Easier"), ("D", "<b>Deeper</b>")])
    made.add_buttons((("stay", "Go on"), ("leave", "Leave")))
    return made


@pytest.fixture
def answered(card: Overlay) -> Heard:
    heard = Heard()
    card.answered.connect(heard)
    return heard


def focus() -> QWidget:
    widget = QApplication.focusWidget()
    assert widget is not None
    return widget


def test_it_waits_unseen(card: Overlay) -> None:
    assert card.isHidden()


def test_it_opens_in_the_middle_with_the_focus_on_the_safe_answer(
    card: Overlay, below: Below
) -> None:
    card.open()
    button = focus()
    assert isinstance(button, QPushButton)
    assert button.text() == "Go on"
    centre = card.geometry().center() - below.rect().center()
    assert abs(centre.x()) <= 1
    assert abs(centre.y()) <= 1


@pytest.mark.parametrize("key", [K.Key_Escape, K.Key_Space, K.Key_Return])
def test_esc_space_and_enter_take_the_safe_answer(
    card: Overlay, answered: Heard, key: Qt.Key
) -> None:
    card.open()
    QTest.keyClick(focus(), key)
    assert answered.said == ["stay"]
    assert card.isHidden()


def test_the_other_answer_must_be_chosen(card: Overlay, answered: Heard) -> None:
    card.open()
    QTest.keyClick(focus(), K.Key_Tab)
    QTest.keyClick(focus(), K.Key_Space)
    assert answered.said == ["leave"]


@pytest.mark.parametrize("key", [K.Key_X, K.Key_E, K.Key_F, K.Key_PageDown, K.Key_M])
def test_no_key_reaches_the_practice_below(card: Overlay, below: Below, key: Qt.Key) -> None:
    card.open()
    QTest.keyClick(focus(), key)
    assert below.keys == []
    assert card.isVisible()


def test_a_click_on_the_card_does_not_reach_the_practice_below(
    card: Overlay, below: Below, monkeypatch: pytest.MonkeyPatch
) -> None:
    clicks: list[object] = []
    monkeypatch.setattr(below, "mousePressEvent", clicks.append)
    card.open()
    QTest.mouseClick(card, Qt.MouseButton.LeftButton)
    assert clicks == []


def test_text_on_it_is_plain(card: Overlay) -> None:
    assert all(label.textFormat() == Qt.TextFormat.PlainText for label in card.findChildren(QLabel))


def test_it_stays_in_the_middle_when_the_window_grows(card: Overlay, below: Below) -> None:
    card.open()
    below.resize(1280, 800)
    QApplication.processEvents()
    assert abs((card.geometry().center() - below.rect().center()).x()) <= 1
