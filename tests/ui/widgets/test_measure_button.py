from __future__ import annotations

from collections.abc import Callable

import pytest
from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QFocusEvent
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from supine.core.breath_measurement import BREATHS
from supine.ui.widgets.measure_button import MeasureButton
from tests.conftest import FakeClock
from tests.helpers import Heard, press, release

SPACE = Qt.Key.Key_Space


@pytest.fixture
def button(qtbot: QtBot, clock: FakeClock) -> MeasureButton:
    made = MeasureButton(clock)
    qtbot.addWidget(made)
    return made


@pytest.fixture
def measured(button: MeasureButton) -> Heard:
    return Heard(button.measured)


def breathe(
    clock: FakeClock, down: Callable[[], object], up: Callable[[], object], breaths: int
) -> None:
    """Breathe in for 3 seconds and out for 5."""
    for _ in range(breaths):
        down()
        clock.go(3)
        up()
        clock.go(5)


def with_a_key(button: MeasureButton, clock: FakeClock, breaths: int) -> None:
    breathe(clock, lambda: press(button, SPACE), lambda: release(button, SPACE), breaths)


def test_five_breaths_held_with_a_key_are_the_person_s_pace(
    button: MeasureButton, clock: FakeClock, measured: Heard
) -> None:
    button.begin()
    with_a_key(button, clock, BREATHS)
    (breath,) = measured.said
    assert breath.breaths_per_minute == pytest.approx(7.5)
    assert breath.inhale_part / breath.exhale_part == pytest.approx(3 / 5, abs=0.02)


def test_the_mouse_works_too(button: MeasureButton, clock: FakeClock, measured: Heard) -> None:
    left = Qt.MouseButton.LeftButton
    QTest.mouseClick(button, left)
    breathe(
        clock,
        lambda: QTest.mousePress(button, left),
        lambda: QTest.mouseRelease(button, left),
        BREATHS,
    )
    assert len(measured.said) == 1


def test_it_says_what_to_do_and_how_many_are_to_go(button: MeasureButton, clock: FakeClock) -> None:
    said = [button.text()]
    button.begin()
    said.append(button.text())
    press(button, SPACE)
    said.append(button.text())
    clock.go(3)
    release(button, SPACE)
    said.append(button.text())
    assert said[1:3] == [
        "Hold any key down while you breathe in.",
        "Breathing in. Let go as you breathe out.",
    ]
    assert said[0] == "Measure my breath"
    assert said[3] == "Breathing out. 4 to go."


def test_a_held_key_that_repeats_is_one_breath(
    button: MeasureButton, clock: FakeClock, measured: Heard
) -> None:
    button.begin()
    for _ in range(BREATHS - 1):
        press(button, SPACE)
        for _ in range(10):
            clock.go(0.3)
            release(button, SPACE, repeats=True)
            press(button, SPACE, repeats=True)
        release(button, SPACE)
        clock.go(5)
    assert measured.said == []
    assert button.text().endswith("1 to go.")


def test_esc_cancels(button: MeasureButton, clock: FakeClock, measured: Heard) -> None:
    button.begin()
    with_a_key(button, clock, BREATHS - 1)
    press(button, Qt.Key.Key_Escape)
    assert button.text() == "Measure my breath"
    button.begin()
    with_a_key(button, clock, 1)
    assert measured.said == []


def test_losing_the_focus_cancels(button: MeasureButton, clock: FakeClock) -> None:
    button.begin()
    with_a_key(button, clock, 2)
    button.focusOutEvent(QFocusEvent(QEvent.Type.FocusOut))
    assert button.text() == "Measure my breath"


def test_it_can_be_used_again(button: MeasureButton, clock: FakeClock, measured: Heard) -> None:
    for _ in range(2):
        button.begin()
        with_a_key(button, clock, BREATHS)
        clock.go(10)
    assert len(measured.said) == 2


def test_it_says_that_it_has_measured_and_what(button: MeasureButton, clock: FakeClock) -> None:
    button.begin()
    with_a_key(button, clock, BREATHS)
    assert button.text() == "Measured: 7.5 breaths a minute."


@pytest.mark.parametrize("later", [0.0, 2.9])
def test_the_breath_after_the_last_one_begins_nothing(
    button: MeasureButton, clock: FakeClock, measured: Heard, later: float
) -> None:
    """The person does not know yet that it is over, and presses once more."""
    button.begin()
    with_a_key(button, clock, BREATHS)
    clock.go(later)
    press(button, SPACE)
    release(button, SPACE)
    QTest.mouseClick(button, Qt.MouseButton.LeftButton)
    assert button.text().startswith("Measured")
    clock.go(3.0)
    QTest.mouseClick(button, Qt.MouseButton.LeftButton)
    assert button.text() == "Hold any key down while you breathe in."
    assert len(measured.said) == 1


def test_it_keeps_its_size_whatever_it_says(button: MeasureButton, clock: FakeClock) -> None:
    sizes = {button.text(): button.sizeHint()}
    button.begin()
    sizes[button.text()] = button.sizeHint()
    for _ in range(BREATHS):
        press(button, SPACE)
        sizes[button.text()] = button.sizeHint()
        clock.go(3)
        release(button, SPACE)
        sizes[button.text()] = button.sizeHint()
        clock.go(5)
    assert len(sizes) == 8
    assert len({size.toTuple() for size in sizes.values()}) == 1


def test_it_says_when_it_begins_and_ends(button: MeasureButton, clock: FakeClock) -> None:
    heard = Heard(button.measuring)
    button.begin()
    button.cancel()
    button.cancel()
    button.begin()
    with_a_key(button, clock, BREATHS)
    assert heard.said == [True, False, True, False]
