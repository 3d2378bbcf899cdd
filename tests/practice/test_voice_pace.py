"""What is planned for the voice is planned anew when its speed is known better."""

from __future__ import annotations

import pytest

from supine.core import adjustment
from supine.core.pace import Pace
from supine.core.plan import Plan
from supine.core.planner import plan
from supine.core.practice import Practice
from supine.practice.session import WORTH_IT, Session
from tests.conftest import FakeClock
from tests.helpers import Heard, shipped

pytestmark = pytest.mark.usefixtures("qapp")


def planned(factor: float) -> Plan:
    return plan(shipped(), Pace(voice_factor=factor))


def session_at(clock: FakeClock, step: int) -> Session:
    made = planned(1.0)
    practice = Practice(made, clock, start=made.steps[step].start)
    return Session(practice, Pace(voice_factor=1.0))


@pytest.mark.parametrize("factor", [0.7, 1.5])
def test_it_is_the_plan_that_would_have_been_made(factor: float) -> None:
    again = adjustment.at_speech(planned(1.0), -1, Pace(voice_factor=factor))
    wanted = planned(factor)
    assert [step.seconds for step in again.steps] == pytest.approx(
        [step.seconds for step in wanted.steps]
    )
    assert [cue.at for step in again.steps for cue in step.cues] == pytest.approx(
        [cue.at for step in wanted.steps for cue in step.cues]
    )


def test_a_slower_voice_makes_the_ways_in_longer_and_no_hold() -> None:
    usual, slow = planned(1.0), planned(1.5)
    assert slow.seconds > usual.seconds
    assert slow.side_seconds("right") == usual.side_seconds("right")


def test_both_sides_take_the_same_though_right_is_the_longer_word() -> None:
    steps = planned(1.3).steps
    twins = [(step, steps[step.twin]) for step in steps if step.twin is not None]
    assert all(step.seconds == pytest.approx(twin.seconds) for step, twin in twins)


def test_what_has_begun_stays_as_it_was_and_so_does_the_place(clock: FakeClock) -> None:
    session, told = session_at(clock, 6), Heard()
    session.respoken.connect(lambda: told("anew"))
    before, here = session.practice.plan, session.practice.elapsed
    session.respeak(1.6)
    after = session.practice.plan
    assert told.said == ["anew"]
    assert session.practice.elapsed == here
    assert after.steps[:7] == before.steps[:7]
    assert after.seconds > before.seconds
    assert session.pace.voice_factor == 1.6


def test_for_a_trifle_nothing_moves(clock: FakeClock) -> None:
    session, told = session_at(clock, 6), Heard()
    session.respoken.connect(lambda: told("anew"))
    session.respeak(1.0 + WORTH_IT / 2)
    assert told.said == []


def test_where_nothing_is_spoken_nothing_is_planned_for_a_voice(clock: FakeClock) -> None:
    made = plan(shipped(), Pace())
    session = Session(Practice(made, clock), Pace())
    session.respeak(2.0)
    assert session.practice.plan is made


def test_known_better_twice_and_gone_back_between_every_way_in_is_as_planned(
    clock: FakeClock,
) -> None:
    session = session_at(clock, 30)
    session.respeak(4.0)
    session.go_to(session.practice.plan.steps[1].start)
    session.respeak(0.7)
    seconds = [step.seconds for step in session.practice.plan.steps[2:]]
    assert seconds == pytest.approx([step.seconds for step in planned(0.7).steps[2:]])


def test_who_plays_already_does_not_go_on_again(clock: FakeClock) -> None:
    session, started = session_at(clock, 1), Heard()
    session.started.connect(lambda: started("anew"))
    session.begin()
    session.resume()
    assert started.said == ["anew"]
    session.finish()
