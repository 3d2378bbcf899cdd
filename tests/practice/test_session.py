"""The running practice as Qt sees it, driven by hand."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from PySide6.QtCore import QTimer

from supine.core.pace import Pace
from supine.core.plan import Step
from supine.core.practice import PauseReason, Practice
from supine.practice.session import FRAME, IDLE, UNSEEN, Session
from tests.conftest import FakeClock
from tests.helpers import Heard, shipped_plan, step_of

pytestmark = pytest.mark.usefixtures("qapp")

SIGNALS = ("ticked", "stepped", "replanned", "started", "paused", "moved", "ended", "asked")
HOLD = step_of("hold", side="right")
SETTLE = step_of("settle", side="right")


class Told:
    """All that a session has said, by signal."""

    def __init__(self, session: Session) -> None:
        self.by: dict[str, list[object]] = {}
        for name in SIGNALS:
            heard = Heard()
            getattr(session, name).connect(heard if name in WITH_VALUE else lambda h=heard: h(""))
            self.by[name] = heard.said

    def __getitem__(self, name: str) -> list[object]:
        return self.by[name]


WITH_VALUE = ("stepped", "paused", "asked", "ticked")


@pytest.fixture
def session(clock: FakeClock) -> Iterator[Session]:
    made = Session(Practice(shipped_plan(), clock), Pace())
    yield made
    made.finish()


@pytest.fixture
def told(session: Session) -> Told:
    return Told(session)


def timer(session: Session) -> QTimer:
    (found,) = session.findChildren(QTimer)
    return found


def begin_at(session: Session, step: Step, into: float = 0.0) -> None:
    session.begin()
    session.go_to(step.start + into)


def play(session: Session, clock: FakeClock, seconds: float, every: float = 0.5) -> None:
    for _ in range(round(seconds / every)):
        clock.go(every)
        if timer(session).isActive():
            timer(session).timeout.emit()


def test_it_begins_with_its_first_step(session: Session, told: Told) -> None:
    session.begin()
    assert told["asked"] == ["start"]
    assert [moment.step.index for moment in told["stepped"]] == [0]  # type: ignore[attr-defined]
    assert len(told["started"]) == len(told["ticked"]) == 1


def test_each_step_is_told_once_in_order(session: Session, told: Told, clock: FakeClock) -> None:
    session.begin()
    play(session, clock, shipped_plan().seconds + 1, every=2.0)
    steps = [moment.step.index for moment in told["stepped"]]  # type: ignore[attr-defined]
    assert steps == list(range(len(shipped_plan().steps)))


def test_it_ends_once_and_looks_no_more(session: Session, told: Told, clock: FakeClock) -> None:
    begin_at(session, shipped_plan().steps[-1], 55.0)
    play(session, clock, 20)
    assert len(told["ended"]) == 1
    assert not timer(session).isActive()


def test_sixty_times_a_second_in_a_hold_and_five_while_settling(session: Session) -> None:
    begin_at(session, HOLD)
    assert timer(session).interval() == FRAME == 16
    session.go_to(SETTLE.start)
    assert timer(session).interval() == IDLE == 200


def test_in_a_pause_no_timer_runs(session: Session) -> None:
    begin_at(session, HOLD)
    session.pause()
    assert not timer(session).isActive()
    session.resume()
    assert timer(session).isActive()


def test_a_pause_that_began_unseen_is_shown_once_it_is_seen(
    session: Session, told: Told, clock: FakeClock
) -> None:
    begin_at(session, HOLD)
    session.set_seen(False)
    session.pause()
    clock.go(30)
    told["ticked"].clear()
    session.set_seen(True)
    assert told["ticked"]
    assert not timer(session).isActive()
    session.resume()
    assert timer(session).interval() == FRAME


def test_what_nobody_sees_is_looked_at_less_often(session: Session) -> None:
    begin_at(session, HOLD)
    session.set_seen(False)
    assert timer(session).interval() == UNSEEN
    session.go_to(SETTLE.start)
    assert timer(session).interval() == IDLE
    session.go_to(HOLD.start)
    session.set_seen(True)
    assert timer(session).interval() == FRAME


def test_sixty_times_a_second_while_the_picture_moves_by_itself(session: Session) -> None:
    session.still_for = lambda _elapsed: 0.0
    begin_at(session, SETTLE)
    assert timer(session).interval() == FRAME
    session.set_seen(False)
    assert timer(session).interval() == IDLE


@pytest.mark.parametrize("speed", [1.0, 4.0])
def test_it_does_not_oversleep_what_begins_by_itself(clock: FakeClock, speed: float) -> None:
    session = Session(Practice(shipped_plan(), clock, speed), Pace())
    due = SETTLE.start + 2.1
    session.still_for = lambda elapsed: max(0.0, due - elapsed)
    begin_at(session, SETTLE, 2.0)
    assert timer(session).interval() == pytest.approx(100 / speed, abs=1)
    clock.go(0.1 / speed + 0.001)
    timer(session).timeout.emit()
    assert timer(session).interval() == FRAME
    session.finish()


def test_no_timer_runs_in_a_pause_though_the_picture_stands_in_a_change(
    session: Session,
) -> None:
    session.still_for = lambda _elapsed: 0.0
    begin_at(session, SETTLE)
    session.pause()
    assert not timer(session).isActive()


def test_any_key_while_settling_means_ready(session: Session, told: Told) -> None:
    begin_at(session, SETTLE, 2.0)
    session.press()
    assert told["asked"][-1] == "ready"
    assert session.practice.moment.step.kind == "hold"
    assert session.practice.moment.into == 0.0


def test_any_key_in_a_hold_pauses_and_goes_on(
    session: Session, told: Told, clock: FakeClock
) -> None:
    begin_at(session, HOLD, 7.0)
    session.press()
    clock.go(600)
    session.press()
    assert told["paused"] == ["asked"]
    assert told["asked"][-1] == "resume"
    assert session.practice.elapsed == HOLD.start + 7.0


def test_in_a_paused_settle_any_key_goes_on_rather_than_skips(session: Session) -> None:
    begin_at(session, SETTLE, 2.0)
    session.pause()
    session.press()
    assert session.practice.state == "playing"
    assert session.practice.moment.step.index == SETTLE.index


@pytest.mark.parametrize("gap", [5.5, 3600.0])
def test_a_gap_pauses_where_it_was(
    session: Session, told: Told, clock: FakeClock, gap: float
) -> None:
    begin_at(session, HOLD, 7.0)
    clock.go(gap)
    timer(session).timeout.emit()
    assert told["paused"] == ["gap"]
    assert session.practice.elapsed == HOLD.start + 7.0


def test_a_short_stumble_is_no_gap(session: Session, told: Told, clock: FakeClock) -> None:
    begin_at(session, HOLD, 7.0)
    clock.go(4.5)
    timer(session).timeout.emit()
    assert told["paused"] == []
    assert session.practice.elapsed == pytest.approx(HOLD.start + 11.5)


def test_a_key_after_a_gap_still_finds_the_gap(
    session: Session, told: Told, clock: FakeClock
) -> None:
    begin_at(session, HOLD, 7.0)
    clock.go(3600)
    session.press()
    assert session.practice.elapsed == HOLD.start + 7.0
    assert "gap" in told["paused"]


def test_stopping_safely_pauses_to_come_out(session: Session, told: Told) -> None:
    begin_at(session, HOLD, 7.0)
    session.pause(PauseReason.STOPPED)
    assert told["paused"] == ["stopped"]


def test_pausing_what_is_stopped_changes_nothing(session: Session, told: Told) -> None:
    begin_at(session, HOLD, 7.0)
    session.pause(PauseReason.STOPPED)
    session.pause()
    assert session.practice.pause_reason == "stopped"
    assert told["paused"] == ["stopped"]


def test_next_and_back_move(session: Session, told: Told, clock: FakeClock) -> None:
    begin_at(session, HOLD)
    told["moved"].clear()
    session.next()
    assert session.practice.moment.step.index == HOLD.index + 1
    session.back()
    assert session.practice.moment.step.index == HOLD.index
    play(session, clock, 10)
    session.back()
    assert session.practice.elapsed == HOLD.start
    assert len(told["moved"]) == 3


def test_after_the_end_there_is_nowhere_to_go(
    session: Session, told: Told, clock: FakeClock
) -> None:
    begin_at(session, shipped_plan().steps[-1], 59.0)
    play(session, clock, 5)
    told["moved"].clear()
    session.next()
    session.back()
    session.press()
    assert told["moved"] == []
    assert session.practice.state == "over"


@pytest.mark.parametrize("key", ["press", "next", "back", "stay", "pause"])
def test_a_key_in_the_very_moment_of_the_end_does_not_lose_the_end(
    session: Session, told: Told, clock: FakeClock, key: str
) -> None:
    begin_at(session, shipped_plan().steps[-1], 58.0)
    clock.go(4.0)
    getattr(session, key)()
    assert len(told["ended"]) == 1


def test_the_end_is_the_last_that_is_told(session: Session, clock: FakeClock) -> None:
    order: list[str] = []
    session.ticked.connect(lambda _moment: order.append("ticked"))
    session.ended.connect(lambda: order.append("ended"))
    begin_at(session, shipped_plan().steps[-1], 58.0)
    play(session, clock, 4)
    assert order[-1] == "ended"


@pytest.mark.parametrize(("change", "word"), [("stay", "stay"), ("easier", "ease")])
def test_what_a_hold_is_asked_for_changes_the_plan(
    session: Session, told: Told, change: str, word: str
) -> None:
    begin_at(session, HOLD, 7.0)
    assert getattr(session, change)()
    assert told["asked"][-1] == word
    assert len(told["replanned"]) == 1
    assert session.practice.elapsed == HOLD.start + 7.0


@pytest.mark.parametrize("change", ["stay", "deeper"])
def test_while_settling_there_is_nothing_to_change(
    session: Session, told: Told, change: str
) -> None:
    begin_at(session, SETTLE, 1.0)
    assert not getattr(session, change)()
    assert told["replanned"] == []


@pytest.mark.parametrize("steps", [1, -1, 4, -4])
def test_another_pace_goes_on_in_the_same_breath(
    session: Session, told: Told, clock: FakeClock, steps: int
) -> None:
    begin_at(session, HOLD)
    play(session, clock, 23.5)
    before = session.practice.moment
    session.change_pace(steps)
    after = session.practice.moment
    assert after.fullness == pytest.approx(before.fullness, abs=1e-6)
    assert after.count_left == before.count_left
    assert session.pace.breaths_per_minute == 6 + steps * 0.5
    assert len(told["replanned"]) == 1


@pytest.mark.parametrize(("steps", "end"), [(99, 20.0), (-99, 3.0)])
def test_the_pace_stays_within_what_is_good_for_anybody(
    session: Session, steps: int, end: float
) -> None:
    begin_at(session, HOLD)
    session.change_pace(steps)
    assert session.pace.breaths_per_minute == end


def test_finished_it_is_silent(session: Session, told: Told, clock: FakeClock) -> None:
    begin_at(session, HOLD)
    session.finish()
    clock.go(100)
    assert not timer(session).isActive()
    assert told["paused"] == told["ended"] == []
