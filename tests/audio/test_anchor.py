"""Where the device is among the frames, whatever it does."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from supine.audio.anchor import ENOUGH, WINDOW, Anchor
from supine.audio.mixer import RATE

MILLISECOND = RATE / 1000


def watch(
    anchor: Anchor, begin: float, seconds: float, pace: float = 1.0, lags: list[float] | None = None
) -> int:
    """Look at a device that takes a step each 15 ms; `lags` are seconds from step to look."""
    taken = 0
    for number in range(int(seconds / 0.015)):
        lag = lags[number % len(lags)] if lags else 0.0
        now = begin + number * 0.015
        taken = round(now * RATE * pace)
        anchor.look(now + lag, taken)
    return taken


def off(anchor: Anchor, time: float, pace: float = 1.0) -> float:
    """Return by how many milliseconds the anchor is wrong."""
    return (anchor.frame_at(time) - time * RATE * pace) / MILLISECOND


def test_a_few_steps_make_it_sure_and_the_first_does_not_count() -> None:
    anchor = Anchor()
    anchor.look(10.0, 2000)
    for number in range(ENOUGH - 1):
        assert not anchor.sure
        anchor.look(12.0 + number, 2400 + number * RATE)
        anchor.look(12.5 + number, 2400 + number * RATE)
    assert anchor.sure
    assert anchor.frame_at(12.0) == 2400


@given(st.lists(st.floats(0, 0.04), min_size=1, max_size=20))
def test_looks_that_come_late_do_no_harm(lags: list[float]) -> None:
    anchor = Anchor()
    watch(anchor, 1.0, 3.0, lags=[*lags, 0.0])
    assert off(anchor, 4.5) == pytest.approx(0, abs=0.05)


@pytest.mark.parametrize("parts_in_a_million", [-300, -50, 50, 300])
def test_a_device_with_a_clock_of_its_own_is_followed_for_half_an_hour(
    parts_in_a_million: int,
) -> None:
    anchor, pace = Anchor(), 1 + parts_in_a_million / 1e6
    watch(anchor, 1.0, 1800.0, pace, lags=[0.0, 0.003, 0.001])
    assert off(anchor, 1801.2, pace) == pytest.approx(0, abs=WINDOW * 0.3 + 0.1)


def test_after_standing_still_it_is_right_at_once() -> None:
    anchor = Anchor()
    taken = watch(anchor, 1.0, 3.0)
    for number in range(ENOUGH + 1):
        taken += 720
        anchor.look(9.0 + number * 0.015, taken)
    assert anchor.sure
    assert anchor.frame_at(9.0 + ENOUGH * 0.015) == taken


def test_what_is_lost_is_found_anew() -> None:
    anchor = Anchor()
    watch(anchor, 1.0, 1.0)
    anchor.lose()
    assert not anchor.sure
