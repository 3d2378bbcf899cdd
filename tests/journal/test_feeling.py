"""How the back feels: an answer by number keys, or by the two buttons of a clicker."""

from __future__ import annotations

from functools import reduce

import pytest
from hypothesis import given
from hypothesis import strategies as some

from supine.journal.feeling import HIGHEST, LOWEST, MIDDLE, Answer, Stage, is_worse


def pressed(*steps: int, since: int | None = None) -> Answer:
    """Return what a clicker makes of it: 1 is next, -1 is back."""
    return reduce(Answer.moved, steps, Answer().chosen(since))


@pytest.mark.parametrize("digit", [0, 2, 3, 4, 5, 6, 7, 8, 9])
def test_a_number_key_answers_at_once(digit: int) -> None:
    answer = Answer().typed(digit)
    assert (answer.given, answer.seconds) == (digit, None)


def test_one_and_then_zero_is_ten() -> None:
    first = Answer().typed(1)
    assert (first.given, first.mark, first.seconds) == (None, 1, 1.5)
    assert first.typed(0).given == HIGHEST


def test_one_alone_is_one_when_nothing_has_come_after_it() -> None:
    answer = Answer().typed(1).settled()
    assert answer.given == 1
    assert answer.typed(0).given == 0


def test_one_and_then_another_number_is_the_other() -> None:
    assert Answer().typed(1).typed(4).given == 4


def test_the_first_press_of_a_clicker_only_shows_the_mark() -> None:
    """It may have been an accident: then nothing is kept."""
    for step in (1, -1):
        answer = pressed(step)
        assert (answer.given, answer.mark, answer.stage) == (None, MIDDLE, Stage.SHOWN)
        assert answer.settled() == Answer()


def test_an_accidental_press_changes_no_answer() -> None:
    assert pressed(1, since=3).settled().given == 3


@pytest.mark.parametrize("number", range(LOWEST, HIGHEST + 1))
def test_a_clicker_reaches_every_number_with_few_presses(number: int) -> None:
    step = 1 if number >= MIDDLE else -1
    answer = pressed(*[step] * (1 + abs(number - MIDDLE)))
    assert answer.mark == number
    assert answer.confirmed().given == number
    if number != MIDDLE:
        assert answer.given is None, "not before it was left alone, or kept"
        assert answer.settled().given == number


def test_the_middle_is_kept_by_one_press_more_or_by_going_there_and_back() -> None:
    assert pressed(1).confirmed().given == MIDDLE
    assert pressed(1, 1, -1).settled().given == MIDDLE


def test_a_clicker_changes_an_answer_from_where_it_was() -> None:
    assert pressed(1, 1, since=3).settled().given == 4


def test_below_the_first_number_a_clicker_takes_the_answer_back() -> None:
    assert pressed(-1, -1, -1, since=1).settled().given is None
    assert pressed(-1, -1, -1, 1, since=1).settled().given == 0


def test_there_is_no_number_above_the_last() -> None:
    assert pressed(*[1] * 20).settled().given == HIGHEST


@given(
    some.lists(
        some.sampled_from(
            [
                *(lambda answer, digit=digit: answer.typed(digit) for digit in range(10)),
                lambda answer: answer.moved(1),
                lambda answer: answer.moved(-1),
                Answer.settled,
                Answer.confirmed,
                lambda answer: answer.chosen(None),
            ]
        )
    )
)
def test_whatever_is_pressed_an_answer_is_on_the_scale_and_comes_to_an_end(presses: list) -> None:  # type: ignore[type-arg]
    answer = Answer()
    for press in presses:
        answer = press(answer)
        for number in (answer.given, answer.mark):
            assert number is None or LOWEST <= number <= HIGHEST
        assert (answer.seconds is None) == (answer.stage == Stage.SETTLED)
    ended = answer.settled()
    assert ended.stage == Stage.SETTLED
    assert ended.mark == ended.given


@pytest.mark.parametrize(
    ("before", "after", "worse"),
    [(3, 5, True), (3, 4, False), (5, 3, False), (None, 9, False), (3, None, False)],
)
def test_it_is_worse_from_two_points_on(
    before: int | None, after: int | None, *, worse: bool
) -> None:
    assert is_worse(before, after) == worse
