from __future__ import annotations

from itertools import pairwise

import pytest
from PySide6.QtCore import QEvent, QPropertyAnimation, Qt, QTimer
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from supine.ui.practice.controls import STILLNESS, Controls
from supine.ui.practice.keys import KEYS, Action
from supine.ui.practice.layout import practice_layout
from tests.helpers import Heard, expose, fire


@pytest.fixture
def parent(qtbot: QtBot) -> QWidget:
    made = QWidget()
    qtbot.addWidget(made)
    made.resize(1280, 300)
    made.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
    return made


@pytest.fixture
def controls(parent: QWidget, qtbot: QtBot) -> Controls:
    made = Controls(parent)
    made.resize(1280, 48)
    expose(qtbot, parent)
    parent.setFocus()
    return made


def timer_of(controls: Controls) -> QTimer:
    (timer,) = controls.findChildren(QTimer)
    return timer


def let_fade(controls: Controls) -> None:
    """Let the seconds without a movement and the fade pass."""
    fire(timer_of(controls))
    for fading in controls.findChildren(QPropertyAnimation):
        fading.setCurrentTime(fading.duration())


def test_every_button_emits_its_action(controls: Controls) -> None:
    asked = Heard(controls.asked)
    for action, button in controls.buttons.items():
        QTest.mouseClick(button, Qt.MouseButton.LeftButton)
        assert asked.said.pop() == action
    assert {*controls.buttons} <= {*KEYS.values(), "press", "leave"}


@pytest.mark.parametrize("press_words", ["Pause", "Go on", "Ready"])
@pytest.mark.parametrize(
    "size",
    [(592, 292), (600, 340), (683, 384), (640, 480), (800, 600), (999, 700), (1060, 700),
     (1280, 800), (1280, 1440), (1080, 1920), (3840, 2160)],
)  # fmt: skip
def test_the_words_of_every_button_fit(
    controls: Controls, parent: QWidget, size: tuple[int, int], press_words: str
) -> None:
    parent.resize(*size)
    controls.set_press_words("…")
    controls.setGeometry(practice_layout(*size, 40.0).controls.toAlignedRect())
    controls.set_press_words(press_words)
    QApplication.processEvents()
    for button in controls.buttons.values():
        assert button.text()
        assert button.fontMetrics().horizontalAdvance(button.text()) < button.width()
        assert button.width() >= button.sizeHint().width()
        assert button.height() >= button.sizeHint().height()
        assert controls.rect().contains(button.geometry())


def test_buttons_of_a_group_are_close_together(controls: Controls) -> None:
    QApplication.processEvents()
    places = [button.geometry() for button in controls.buttons.values()]
    gaps = [after.left() - before.right() for before, after in pairwise(places)]
    names = [*controls.buttons]
    ends = [name for name, gap in zip(names, gaps, strict=False) if gap > 2 * min(gaps)]
    assert ends == ["next", "stay", "stop"]


def test_each_button_is_named_after_its_action(controls: Controls) -> None:
    assert all(button.objectName() == action for action, button in controls.buttons.items())


def test_the_way_out_is_bold(controls: Controls) -> None:
    assert controls.buttons[Action.STOP].text() == "Stop safely"
    assert {action for action, one in controls.buttons.items() if one.font().bold()} == {
        "press",
        "stop",
    }


def test_a_click_takes_no_focus_so_that_space_still_pauses(
    controls: Controls, parent: QWidget
) -> None:
    QTest.mouseClick(controls.buttons[Action.EASIER], Qt.MouseButton.LeftButton)
    assert QApplication.focusWidget() is parent


def test_the_tab_key_reaches_the_buttons(controls: Controls) -> None:
    for button in controls.buttons.values():
        assert button.focusPolicy() == Qt.FocusPolicy.TabFocus


def test_in_a_window_they_never_fade(controls: Controls) -> None:
    controls.wake()
    assert not timer_of(controls).isActive()


def test_in_full_screen_they_fade_after_three_seconds_of_stillness(controls: Controls) -> None:
    controls.set_full_screen(True)
    assert timer_of(controls).isActive()
    assert timer_of(controls).interval() == STILLNESS == 3000
    let_fade(controls)
    assert controls.isHidden()


@pytest.mark.parametrize("kind", [QEvent.Type.MouseMove, QEvent.Type.MouseButtonPress])
def test_a_movement_brings_them_back(
    controls: Controls, parent: QWidget, kind: QEvent.Type
) -> None:
    controls.set_full_screen(True)
    let_fade(controls)
    assert not controls.eventFilter(parent, QEvent(kind))
    assert controls.isVisible()
    assert controls.graphicsEffect() is None
    controls.set_full_screen(False)


def test_a_key_alone_does_not_bring_them_back(controls: Controls, parent: QWidget) -> None:
    controls.set_full_screen(True)
    let_fade(controls)
    controls.eventFilter(parent, QEvent(QEvent.Type.KeyPress))
    assert controls.isHidden()


def test_a_movement_during_the_fade_brings_them_back(controls: Controls) -> None:
    controls.set_full_screen(True)
    timer_of(controls).timeout.emit()
    controls.wake()
    assert controls.isVisible()
    assert controls.graphicsEffect() is None
    assert timer_of(controls).isActive()
    controls.set_full_screen(False)


def test_they_stay_while_one_of_them_has_the_focus(controls: Controls) -> None:
    controls.set_full_screen(True)
    controls.buttons[Action.STOP].setFocus()
    let_fade(controls)
    assert controls.isVisible()


def test_after_full_screen_they_stay(controls: Controls) -> None:
    controls.set_full_screen(True)
    let_fade(controls)
    controls.set_full_screen(False)
    assert controls.isVisible()
    assert not timer_of(controls).isActive()


def test_the_main_button_says_what_it_does(controls: Controls) -> None:
    controls.set_press_words("Ready")
    assert controls.buttons[Action.PRESS].text() == "Ready"
