"""How long a text takes, learned from what was said."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from supine.settings.declaration import FASTEST, SLOWEST
from supine.speech.rate import Rate

TEXT = "Let the floor carry you and feel what has changed today."

MEASURED = {
    "Let the floor carry you and feel what has changed today.": 3.42,
    "Right leg. Draw both knees in toward your chest.": 3.14,
    "Let the floor carry you and feel what has changed today, and take your time with it.": 4.94,
}
"""Seconds that espeak-ng took at its usual rate."""


@pytest.mark.parametrize("text", MEASURED)
def test_the_first_guess_is_near(text: str) -> None:
    assert Rate().seconds(text) == pytest.approx(MEASURED[text], rel=0.12)


def test_a_longer_text_takes_longer_and_none_takes_no_time() -> None:
    assert Rate().seconds("") == 0
    assert Rate().seconds("Feet down.") < Rate().seconds("Feet down, and rest.")


def test_a_slow_voice_is_known_after_a_few_lines() -> None:
    rate = Rate()
    for _ in range(4):
        rate = rate.learned(TEXT, 7.0)
    assert rate.seconds(TEXT) == pytest.approx(7.0)


def test_a_few_strange_lines_change_nothing() -> None:
    rate = Rate()
    for _ in range(9):
        rate = rate.learned(TEXT, 3.5)
    before = rate.factor
    for seconds in (12.0, 1.0, 13.0, 0.9):
        rate = rate.learned(TEXT, seconds)
    assert rate.factor == pytest.approx(before)


@pytest.mark.parametrize("seconds", [0.0, -1.0, 0.05, 600.0, float("nan"), float("inf")])
def test_what_cannot_be_is_not_believed(seconds: float) -> None:
    assert Rate().learned(TEXT, seconds) == Rate()
    assert Rate().learned("", seconds) == Rate()


@given(st.lists(st.tuples(st.text(max_size=80), st.floats(0, 60)), max_size=30))
def test_the_factor_stays_within_its_bounds(lines: list[tuple[str, float]]) -> None:
    rate = Rate()
    for text, seconds in lines:
        rate = rate.learned(text, seconds)
    assert FASTEST <= rate.factor <= SLOWEST


def test_the_factor_alone_need_be_kept() -> None:
    rate = Rate()
    for _ in range(5):
        rate = rate.learned(TEXT, 6.0)
    assert Rate(rate.factor).seconds(TEXT) == rate.seconds(TEXT)
    assert Rate(rate.factor).learned(TEXT, 6.1).factor == pytest.approx(rate.factor)
