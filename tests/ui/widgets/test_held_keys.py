"""A key that is held from one page to the next presses nothing there."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from supine.ui.pages.end import EndPage
from supine.ui.practice.overlay import Answer, Overlay
from supine.ui.theme import theme
from supine.ui.widgets.feeling_scale import FeelingScale
from supine.ui.widgets.held_keys import HELD_KEYS
from supine.ui.widgets.inputs import TickBox
from supine.ui.widgets.labels import push_button
from supine.ui.widgets.month_view import MonthView
from tests.helpers import Heard


def key(kind: QEvent.Type, code: Qt.Key, at: int, *, repeats: bool = False) -> QKeyEvent:
    """Return the event of a key `at` milliseconds, as the system tells it."""
    event = QKeyEvent(kind, code, Qt.KeyboardModifier.NoModifier, "", repeats)
    event.setTimestamp(at)
    return event


def held_from_another_page(code: Qt.Key) -> list[QKeyEvent]:
    """Return what a held key sends: Qt takes its first repetition for a release and a press."""
    return [
        key(QEvent.Type.KeyRelease, code, 1_000_660),
        key(QEvent.Type.KeyPress, code, 1_000_660),
        key(QEvent.Type.KeyRelease, code, 1_000_700, repeats=True),
        key(QEvent.Type.KeyPress, code, 1_000_700, repeats=True),
        key(QEvent.Type.KeyRelease, code, 1_000_740),
    ]


@pytest.mark.parametrize("code", [Qt.Key.Key_Return, Qt.Key.Key_Space])
def test_a_button_is_not_pressed_by_a_key_that_was_held_before(qtbot: QtBot, code: Qt.Key) -> None:
    """A long press of Return led past the page that says when to see a doctor."""
    begun = Heard()
    button = push_button("Lie down and begin", begun)
    qtbot.addWidget(button)
    for event in held_from_another_page(code):
        button.event(event)
    assert begun.said == []
    button.event(key(QEvent.Type.KeyPress, code, 1_001_500))
    button.event(key(QEvent.Type.KeyRelease, code, 1_001_580))
    assert len(begun.said) == 1


def test_a_clicker_that_somebody_lies_on_answers_nothing(qtbot: QtBot) -> None:
    """It went on to 10 of 10, and that was kept."""
    scale = FeelingScale(theme("dawn"))
    qtbot.addWidget(scale)
    scale.take_step(key(QEvent.Type.KeyPress, Qt.Key.Key_PageDown, 2_000_000))
    marked = scale.mark
    for n in range(1, 20):
        scale.take_step(
            key(QEvent.Type.KeyPress, Qt.Key.Key_PageDown, 2_000_000 + 40 * n, repeats=True)
        )
    assert scale.mark == marked


def hold(widget: QWidget, code: Qt.Key) -> None:
    """Send to `widget` what a key sends that has been held since before it was shown."""
    for event in held_from_another_page(code):
        if event.type() == QEvent.Type.KeyRelease:
            # it comes to the window
            HELD_KEYS.release(event)
        else:
            widget.event(event)


def test_a_card_is_not_answered_by_the_key_that_opened_it(qtbot: QtBot) -> None:
    below, answered = QWidget(), Heard()
    qtbot.addWidget(below)
    card = Overlay("Leave the practice?", below)
    card.add_buttons(((Answer.GO_ON, "Go on"), (Answer.LEAVE, "Leave")))
    card.answered.connect(answered)
    card.open(40.0)
    hold(card, Qt.Key.Key_Escape)
    assert answered.said == []
    card.event(key(QEvent.Type.KeyPress, Qt.Key.Key_Escape, 1_001_500))
    assert answered.said == [Answer.GO_ON]


def test_the_return_that_opened_the_journal_enters_no_day(qtbot: QtBot) -> None:
    month = MonthView(theme("dawn"), 0, lambda _day: None)
    qtbot.addWidget(month)
    entered = Heard(month.entered)
    hold(month, Qt.Key.Key_Return)
    assert entered.said == []
    month.event(key(QEvent.Type.KeyPress, Qt.Key.Key_Return, 1_001_500))
    assert len(entered.said) == 1


def test_the_return_that_opened_the_settings_ticks_no_box(qtbot: QtBot) -> None:
    box = TickBox("Bells")
    qtbot.addWidget(box)
    hold(box, Qt.Key.Key_Return)
    assert not box.isChecked()
    box.event(key(QEvent.Type.KeyPress, Qt.Key.Key_Return, 1_001_500))
    assert box.isChecked()


def test_a_letter_held_since_the_practice_does_not_quit_on_the_end_page(qtbot: QtBot) -> None:
    end = EndPage(theme("dawn"))
    qtbot.addWidget(end)
    quits = Heard(end.quit_asked)
    hold(end, Qt.Key.Key_Q)
    assert quits.said == []
    end.event(key(QEvent.Type.KeyPress, Qt.Key.Key_Q, 1_001_500))
    assert len(quits.said) == 1
