"""A key that is held from one page to the next presses nothing there."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QKeyEvent
from pytestqt.qtbot import QtBot

from supine.ui.theme import theme
from supine.ui.widgets.feeling_scale import FeelingScale
from supine.ui.widgets.labels import push_button
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
