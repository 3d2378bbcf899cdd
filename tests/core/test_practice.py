"""The running practice: its place is where the clock says, and nobody loses it."""

from __future__ import annotations

from math import inf

import pytest
from hypothesis import given
from hypothesis import strategies as st

from supine.core.pace import Pace
from supine.core.plan import Plan
from supine.core.planner import plan
from supine.core.practice import BACK_GRACE, LONGEST_GAP, PauseReason, Practice
from supine.core.reader import read
from tests.conftest import FakeClock
from tests.core.samples import SMALL, edited
from tests.core.strategies import plans

PLAN = plan(read(SMALL), Pace())
HOLD, LEAVE, OTHER_HOLD = PLAN.steps[1], PLAN.steps[2], PLAN.steps[4]


def play(practice: Practice, clock: FakeClock, seconds: float) -> None:
    """Let `seconds` pass in which `practice` is looked at often."""
    end = clock.now + seconds
    while clock.now < end:
        clock.now = min(clock.now + 1.0, end)
        practice.advance()


@pytest.fixture
def practice(clock: FakeClock) -> Practice:
    """A practice of the sample that plays from its beginning."""
    practice = Practice(PLAN, clock)
    practice.play()
    return practice


def at(practice: Practice, elapsed: float) -> Practice:
    """Go to `elapsed` seconds."""
    practice.go_to(elapsed)
    return practice


def test_it_waits_until_it_is_begun(clock: FakeClock) -> None:
    practice = Practice(PLAN, clock, start=7)
    play(practice, clock, 60)
    assert (practice.state, practice.elapsed) == ("waiting", 7)


def test_its_place_is_the_time_that_has_passed(practice: Practice, clock: FakeClock) -> None:
    play(practice, clock, 12.25)
    assert practice.elapsed == 12.25
    assert practice.moment == PLAN.moment(12.25)


@pytest.mark.parametrize("speed", [0.1, 1, 100])
def test_a_rehearsal_goes_at_its_speed(clock: FakeClock, speed: float) -> None:
    practice = Practice(PLAN, clock, speed)
    practice.play()
    play(practice, clock, 0.5)
    assert practice.elapsed == pytest.approx(min(0.5 * speed, PLAN.seconds))
    assert practice.seconds_until(0.5 * speed + 1) == pytest.approx(1 / speed)


def test_a_pause_stays_where_it_was_however_long(practice: Practice, clock: FakeClock) -> None:
    play(practice, clock, 12)
    practice.pause()
    play(practice, clock, 3600)
    assert (practice.state, practice.elapsed) == ("paused", 12)
    practice.play()
    play(practice, clock, 1)
    assert practice.elapsed == 13


def test_a_sleeping_machine_pauses_where_it_fell_asleep(
    practice: Practice, clock: FakeClock
) -> None:
    play(practice, clock, 12)
    clock.go(LONGEST_GAP + 0.1)
    practice.advance()
    assert (practice.state, practice.pause_reason, practice.elapsed) == ("paused", "gap", 12)


def test_a_short_stutter_loses_nothing(practice: Practice, clock: FakeClock) -> None:
    clock.go(LONGEST_GAP)
    practice.advance()
    assert (practice.state, practice.elapsed) == ("playing", LONGEST_GAP)


def test_stopping_says_why_even_in_a_pause(practice: Practice) -> None:
    practice.pause()
    practice.pause(PauseReason.STOPPED)
    assert (practice.state, practice.pause_reason) == ("paused", "stopped")


def test_it_ends_at_the_end_and_stays_there(practice: Practice, clock: FakeClock) -> None:
    play(practice, clock, PLAN.seconds + 30)
    practice.play()
    assert (practice.state, practice.elapsed) == ("over", PLAN.seconds)
    assert practice.moment.over


def test_ready_begins_the_hold(practice: Practice, clock: FakeClock) -> None:
    play(practice, clock, 2)
    practice.ready()
    assert practice.elapsed == HOLD.start
    practice.ready()
    assert practice.elapsed == HOLD.start


def test_next_goes_to_the_next_step_and_at_last_to_the_end(
    practice: Practice,
) -> None:
    for step in PLAN.steps:
        assert practice.moment.step == step
        practice.next()
    practice.advance()
    assert practice.state == "over"


def test_back_goes_to_the_start_of_a_step_that_has_gone_on_a_while(
    practice: Practice, clock: FakeClock
) -> None:
    at(practice, HOLD.start)
    play(practice, clock, BACK_GRACE + 0.1)
    practice.back()
    assert practice.elapsed == HOLD.start


def test_back_goes_to_the_step_before_when_this_one_has_just_begun(
    practice: Practice, clock: FakeClock
) -> None:
    at(practice, HOLD.start)
    play(practice, clock, BACK_GRACE)
    practice.back()
    practice.back()
    assert practice.elapsed == 0


def test_going_back_after_the_end_waits_in_a_pause(practice: Practice, clock: FakeClock) -> None:
    play(practice, clock, PLAN.seconds + 1)
    practice.back()
    assert (practice.state, practice.elapsed) == ("paused", OTHER_HOLD.start)


@pytest.mark.parametrize(("asked", "got"), [(-5, 0), (12, 12), (1e9, PLAN.seconds)])
def test_going_anywhere_stays_within_the_plan(practice: Practice, asked: float, got: float) -> None:
    assert at(practice, asked).elapsed == got


def test_a_jump_in_a_pause_stays_in_the_pause(practice: Practice, clock: FakeClock) -> None:
    practice.pause()
    practice.next()
    play(practice, clock, 10)
    assert (practice.state, practice.elapsed) == ("paused", HOLD.start)


def test_after_a_jump_there_is_time_to_hand_over_the_first_sound(clock: FakeClock) -> None:
    practice = Practice(PLAN, clock, runway=0.25)
    practice.play()
    assert practice.seconds_until(0) == 0.25
    play(practice, clock, 1.25)
    assert practice.elapsed == 1


def test_staying_keeps_the_place_and_reaches_the_other_side(
    practice: Practice, clock: FakeClock
) -> None:
    at(practice, HOLD.start)
    play(practice, clock, 12)
    assert practice.stay()
    assert practice.moment.into == pytest.approx(12)
    assert [practice.plan.steps[i].count for i in (HOLD.index, OTHER_HOLD.index)] == [5, 5]


def test_it_waits_for_somebody_to_lie_down_and_counts_nothing(clock: FakeClock) -> None:
    practice = Practice(PLAN, clock, runway=0.5)
    practice.wait(60.0)
    for _ in range(59):
        clock.go(1.0)
        practice.advance()
    assert (practice.state, practice.begins_in, practice.elapsed) == ("waiting", 1.0, 0.0)
    clock.go(1.0)
    practice.advance()
    assert (practice.state, practice.elapsed) == ("playing", 0.0)
    assert practice.tally.seconds == 0.0
    play(practice, clock, 2.5)
    assert practice.elapsed == pytest.approx(2.0), "from then on, after its runway"


def test_without_a_limit_it_waits_for_a_key(clock: FakeClock) -> None:
    practice = Practice(PLAN, clock)
    practice.wait(inf)
    play(practice, clock, 3600)
    assert (practice.state, practice.begins_in) == ("waiting", inf)
    practice.play()
    assert practice.state == "playing"


def test_what_slept_does_not_begin_by_itself_at_once(clock: FakeClock) -> None:
    practice = Practice(PLAN, clock)
    practice.wait(60.0)
    clock.go(10.0)
    practice.advance()
    clock.go(3600)
    practice.advance()
    assert practice.state == "waiting"
    assert practice.begins_in == 60.0


@pytest.mark.parametrize("ask", ["stay", "easier", "deeper"])
def test_nothing_is_adjusted_on_the_way_out_or_before_the_beginning(
    practice: Practice, clock: FakeClock, ask: str
) -> None:
    assert not getattr(at(practice, HOLD.end), ask)()
    for start in (0.0, HOLD.start):
        assert not getattr(Practice(PLAN, clock, start=start), ask)()
    assert practice.plan is PLAN


def test_on_the_way_in_only_easier_is_kept_for_the_hold(practice: Practice) -> None:
    assert not practice.stay()
    assert not practice.deeper()
    assert practice.easier()
    assert practice.elapsed == 0.0
    assert practice.plan.steps[HOLD.index].level == -1


def test_deeper_says_when_there_is_no_deeper(practice: Practice) -> None:
    assert not at(practice, HOLD.start).deeper()


def test_a_wish_in_a_pause_does_not_end_the_pause(practice: Practice, clock: FakeClock) -> None:
    at(practice, HOLD.start).pause()
    play(practice, clock, 60)
    practice.easier()
    practice.replan(practice.plan)
    play(practice, clock, 60)
    assert (practice.state, practice.elapsed) == ("paused", HOLD.start)


def test_another_pace_goes_on_at_the_same_share_of_the_same_step(
    practice: Practice, clock: FakeClock
) -> None:
    at(practice, HOLD.start)
    play(practice, clock, 15)
    practice.replan(plan(read(SMALL), Pace(breaths_per_minute=3)))
    assert practice.moment.step.index == HOLD.index
    assert practice.moment.into == pytest.approx(30)
    play(practice, clock, 1)
    assert practice.moment.into == pytest.approx(31)


wishes = st.lists(
    st.sampled_from(
        ["play", "pause", "ready", "next", "back", "stay", "easier", "deeper", "advance", "time"]
    ),
    max_size=30,
)


@given(plans, wishes)
def test_no_order_of_wishes_loses_the_place(plan: Plan, wishes: list[str]) -> None:
    clock = FakeClock()
    practice = Practice(plan, clock)
    for wish in wishes:
        clock.go(2.5)
        getattr(practice, wish, practice.advance)()
        assert 0 <= practice.elapsed <= practice.plan.seconds
        assert practice.moment.step in practice.plan.steps


def test_the_tally_counts_what_was_held_on_each_side(practice: Practice, clock: FakeClock) -> None:
    play(practice, clock, PLAN.seconds + 1)
    tally = practice.tally
    assert (tally.right, tally.left) == pytest.approx((30, 30))
    assert tally.seconds == pytest.approx(PLAN.seconds)
    assert tally.poses == ("Knees in",)


def test_the_tally_leaves_out_what_was_skipped_and_counts_twice_what_was_done_twice(
    practice: Practice, clock: FakeClock
) -> None:
    at(practice, HOLD.start)
    play(practice, clock, 8)
    practice.back()
    play(practice, clock, 9)
    at(practice, OTHER_HOLD.start)
    assert practice.tally.right == pytest.approx(17)
    assert (practice.tally.left, practice.tally.poses) == (0, ())


@pytest.mark.parametrize(("seconds", "poses"), [(19, ()), (21, ("Knees in",))])
def test_a_pose_is_practised_after_one_whole_cycle(
    clock: FakeClock, seconds: float, poses: tuple[str, ...]
) -> None:
    practice = Practice(plan(read(edited("breaths", "cycles")), Pace()), clock, start=HOLD.start)
    practice.play()
    play(practice, clock, seconds)
    assert practice.tally.poses == poses


BAR = HOLD.start - 0.5


@pytest.fixture
def barred(practice: Practice, clock: FakeClock) -> Practice:
    """A practice that has stood at a bar before its first hold for 3 s."""
    at(practice, BAR - 2).bar(BAR)
    play(practice, clock, 5)
    return practice


def test_it_stops_at_a_bar_and_says_for_how_long(practice: Practice, clock: FakeClock) -> None:
    at(practice, BAR - 2).bar(BAR)
    play(practice, clock, 1.5)
    assert (practice.elapsed, practice.barred_seconds) == (BAR - 0.5, 0)
    play(practice, clock, 3.5)
    assert (practice.state, practice.elapsed) == ("playing", BAR)
    assert practice.barred_seconds == pytest.approx(3)


def test_a_bar_that_is_lifted_leaves_no_trace(barred: Practice, clock: FakeClock) -> None:
    barred.bar(inf)
    assert (barred.elapsed, barred.barred_seconds) == (BAR, 0)
    play(barred, clock, 2)
    assert barred.elapsed == pytest.approx(BAR + 2)


def test_a_bar_behind_the_place_stops_it_where_it_is(practice: Practice, clock: FakeClock) -> None:
    at(practice, BAR + 0.2).bar(BAR)
    play(practice, clock, 4)
    assert practice.elapsed == BAR + 0.2
    assert practice.barred_seconds == pytest.approx(4)


def test_saying_the_same_bar_again_and_again_changes_nothing(
    practice: Practice, clock: FakeClock
) -> None:
    at(practice, BAR - 2)
    for _ in range(40):
        practice.bar(BAR)
        play(practice, clock, 0.1)
    assert practice.elapsed == BAR
    assert practice.barred_seconds == pytest.approx(2)
    practice.bar(inf)
    assert practice.tally.seconds == pytest.approx(2)


@pytest.mark.parametrize("speed", [0.5, 4.0])
def test_a_bar_is_a_place_however_fast_the_practice(clock: FakeClock, speed: float) -> None:
    practice = Practice(PLAN, clock, speed, start=BAR - 2)
    practice.play()
    practice.bar(BAR)
    play(practice, clock, 2 / speed + 3)
    assert practice.elapsed == BAR
    assert practice.barred_seconds == pytest.approx(3)
    assert practice.seconds_until(BAR + 0.5) == pytest.approx(0.5 / speed)
    practice.bar(inf)
    play(practice, clock, 0.25)
    assert practice.elapsed == pytest.approx(BAR + 0.25 * speed)


def test_what_lies_behind_the_bar_comes_no_nearer_while_it_stands_there(
    barred: Practice, clock: FakeClock
) -> None:
    assert barred.seconds_until(HOLD.start) == 0.5
    clock.go(0.3)
    assert barred.seconds_until(HOLD.start) == 0.5
    assert barred.seconds_until(BAR) == 0
    barred.advance()
    barred.bar(inf)
    clock.go(0.2)
    assert barred.seconds_until(HOLD.start) == pytest.approx(0.3)


def test_the_wait_after_a_start_comes_before_a_bar(clock: FakeClock) -> None:
    practice = Practice(PLAN, clock, start=BAR, runway=0.3)
    practice.play()
    practice.bar(BAR)
    play(practice, clock, 1.3)
    assert practice.barred_seconds == pytest.approx(1)


def test_the_tally_counts_only_what_has_passed_at_a_bar(
    practice: Practice, clock: FakeClock
) -> None:
    at(practice, HOLD.start)
    practice.bar(HOLD.start + 12)
    play(practice, clock, 60)
    assert (practice.tally.right, practice.tally.seconds) == pytest.approx((12, 12))
    practice.bar(inf)
    play(practice, clock, 5)
    assert practice.tally.right == pytest.approx(17)
    assert practice.tally.poses == ("Knees in",)


def test_a_pause_at_a_bar_is_no_waiting_and_the_bar_stays(
    barred: Practice, clock: FakeClock
) -> None:
    barred.pause()
    play(barred, clock, 60)
    assert (barred.elapsed, barred.barred_seconds) == (BAR, 0)
    barred.play()
    play(barred, clock, 2)
    assert (barred.elapsed, barred.barred_seconds) == pytest.approx((BAR, 2))


def test_a_machine_that_sleeps_at_a_bar_pauses_there(barred: Practice, clock: FakeClock) -> None:
    clock.go(3600)
    barred.advance()
    assert (barred.state, barred.pause_reason, barred.elapsed) == ("paused", "gap", BAR)
    assert barred.tally.seconds == pytest.approx(2)


@pytest.mark.parametrize(
    ("jump", "place"),
    [("ready", HOLD.start), ("next", HOLD.start), ("back", 0.0)],
)
def test_a_jump_lifts_the_bar(barred: Practice, clock: FakeClock, jump: str, place: float) -> None:
    getattr(barred, jump)()
    assert (barred.elapsed, barred.barred_seconds) == (place, 0)
    play(barred, clock, HOLD.start + 1)
    assert barred.elapsed == pytest.approx(place + HOLD.start + 1)
    assert barred.tally.seconds == pytest.approx(2 + HOLD.start + 1)


@pytest.mark.parametrize("wish", ["stay", "easier"])
def test_what_a_hold_is_asked_for_lifts_the_bar(
    practice: Practice, clock: FakeClock, wish: str
) -> None:
    at(practice, HOLD.start)
    practice.bar(HOLD.start + 3)
    play(practice, clock, 4)
    assert getattr(practice, wish)()
    play(practice, clock, 1)
    assert practice.moment.into == pytest.approx(4)


def test_another_pace_at_a_bar_goes_on_from_there(barred: Practice, clock: FakeClock) -> None:
    slower = plan(read(SMALL), Pace(breaths_per_minute=3))
    barred.replan(slower)
    assert barred.moment.step.index == HOLD.index - 1
    before = barred.elapsed
    play(barred, clock, 0.25)
    assert barred.elapsed == pytest.approx(before + 0.25)


def test_at_the_end_no_bar_keeps_it_from_ending(practice: Practice, clock: FakeClock) -> None:
    practice.bar(PLAN.seconds + 5)
    play(practice, clock, PLAN.seconds + 1)
    assert (practice.state, practice.barred_seconds) == ("over", 0)
