"""The breath is measured with a key that is held while breathing in."""

from __future__ import annotations

import pytest

from supine.core.breath_measurement import BREATHS, BreathMeasurement, MeasuredBreath


def breathed(*lengths: float) -> BreathMeasurement:
    """Return the measurement after presses and pauses that alternate and last `lengths` seconds."""
    measuring, now = BreathMeasurement().press(0.0), 0.0
    for number, length in enumerate(lengths):
        now += length
        measuring = measuring.press(now) if number % 2 else measuring.release(now)
    return measuring


def test_five_inhales_make_a_measurement() -> None:
    assert not breathed(*[4, 6] * (BREATHS - 1)).done
    assert breathed(*[4, 6] * (BREATHS - 1), 4).done


def test_the_measured_breath_is_the_one_breathed() -> None:
    assert breathed(*[2, 3] * 5).result() == MeasuredBreath(12.0, 4.0, 6.0)


def test_one_sigh_counts_for_nothing() -> None:
    assert breathed(4, 6, 4, 6, 9, 15, 4, 6, 4).result() == MeasuredBreath(6.0, 4.0, 6.0)


def test_a_slip_of_the_finger_is_no_breath() -> None:
    assert breathed(0.1, 5.0, 4.0).inhales == 1
    assert breathed(2.0, 0.1, 2.0, 6.0, 4.0).result() == breathed(4.1, 6.0, 4.0).result()


def test_pressing_twice_or_letting_go_twice_changes_nothing() -> None:
    pressed = BreathMeasurement().press(0.0)
    assert pressed.press(1.0) == pressed
    assert pressed.release(2.0).release(3.0) == pressed.release(2.0)


@pytest.mark.parametrize(("lengths", "pace"), [([0.5, 0.5] * 5, 20.0), ([20, 30] * 5, 3.0)])
def test_the_pace_stays_within_what_is_on_offer(lengths: list[float], pace: float) -> None:
    assert breathed(*lengths).result().breaths_per_minute == pace


def test_a_breath_needs_two_inhales() -> None:
    with pytest.raises(ValueError, match="fewer than two inhales"):
        breathed(4, 6).result()
