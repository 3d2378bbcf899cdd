"""The practice waits for a line before it goes into a pose or on from one."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, cast

import pytest

from supine.audio.client import SOONEST, AudioClient
from supine.core.plan import Step
from supine.practice.bells import EARLIEST, Bells
from supine.practice.controller import RUNWAY
from supine.practice.session import HUSH, LONGEST_WAIT
from supine.ui.practice import values
from tests.conftest import FakeClock
from tests.helpers import Heard, shipped_plan, step_of
from tests.practice.scene import TimedScene
from tests.practice.test_bells import Player

pytestmark = pytest.mark.usefixtures("qapp")

HOLD = step_of("hold", side="right")
SETTLE = shipped_plan().steps[HOLD.index - 1]
LEAVE = step_of("leave", side="right")


class Scene(TimedScene):
    """A session with its bells and a voice that speaks until it is told to end."""

    def __init__(self, clock: FakeClock, speed: float = 1.0) -> None:
        super().__init__(clock, speed)
        self.player, self.speaks = Player(clock), True
        self.asked = Heard()
        self.waited = Heard()
        self.session.waits_at = self.waits_at
        self.session.waited.connect(self.waited)
        self.bells = Bells(self.session, cast("AudioClient", self.player), self.trace)
        self.drive(self.bells)

    def waits_at(self, elapsed: float) -> bool:
        self.asked(elapsed)
        return self.speaks

    def fall_silent(self) -> None:
        self.speaks = False
        self.session.tick()

    def begin_at(self, elapsed: float) -> None:
        """Go there; what sounds there has been given when the practice begins to move."""
        super().begin_at(elapsed)
        self.run(RUNWAY)
        self.player.played.clear()
        self.asked.said.clear()

    def first_bell(self) -> tuple[Any, Any]:
        """Return what sounded first, and when."""
        at, name = self.player.played[0]
        return name, at

    def close(self) -> None:
        self.session.finish()
        self.bells.stop()


@pytest.fixture
def scene(clock: FakeClock) -> Iterator[Scene]:
    made = Scene(clock)
    yield made
    made.close()


@pytest.mark.parametrize("step", [SETTLE, LEAVE], ids=["settle", "leave"])
def test_it_waits_before_the_end_of_what_leads_in_or_out(scene: Scene, step: Step) -> None:
    scene.begin_at(step.start)
    scene.run(step.seconds + 5.0)
    assert scene.practice.elapsed == pytest.approx(step.end - HUSH)
    assert scene.practice.barred_seconds == pytest.approx(5.0 + HUSH)
    assert set(scene.asked.said) == {step.end}


def test_in_a_hold_it_waits_for_nothing_and_asks_nobody(scene: Scene) -> None:
    scene.begin_at(HOLD.start)
    scene.run(HOLD.seconds + 0.2)
    assert scene.practice.moment.step.index == HOLD.index + 1
    assert set(scene.asked.said) == {shipped_plan().steps[HOLD.index + 1].end}
    assert scene.waited.said == []


def test_while_nobody_speaks_it_waits_for_nothing(scene: Scene) -> None:
    scene.speaks = False
    scene.begin_at(SETTLE.start)
    scene.run(SETTLE.seconds + 1.0)
    assert scene.practice.elapsed == pytest.approx(HOLD.start + 1.0)
    assert scene.waited.said == []


def test_waiting_is_told_once_each_time(scene: Scene) -> None:
    scene.begin_at(SETTLE.start)
    scene.run(SETTLE.seconds - HUSH - 0.01)
    assert scene.waited.said == []
    scene.run(5.0)
    assert [moment.step.index for moment in scene.waited.said] == [SETTLE.index]
    scene.session.go_to(SETTLE.start)
    scene.run(SETTLE.seconds + 1.0)
    assert len(scene.waited.said) == 2


@pytest.mark.parametrize("after", [0.0, 0.05, 0.1, 0.15, 0.19])
def test_silence_lets_it_go_on_at_once_and_the_bell_comes_in_time(
    scene: Scene, after: float
) -> None:
    scene.begin_at(SETTLE.start)
    scene.run(SETTLE.seconds + 3.0)
    scene.clock.go(after)
    silent = scene.clock()
    scene.fall_silent()
    assert scene.practice.elapsed == pytest.approx(HOLD.start - HUSH)
    assert scene.player.played == []
    scene.run(1.0)
    assert scene.practice.elapsed == pytest.approx(HOLD.start - HUSH + 1.0)
    assert scene.first_bell() == ("begin", pytest.approx(silent + HUSH))
    assert SOONEST <= scene.player.aheads[-1] <= EARLIEST + 0.002


@pytest.mark.parametrize("speed", [0.5, 4.0])
def test_a_rehearsal_keeps_the_same_silence_before_the_bell(clock: FakeClock, speed: float) -> None:
    scene = Scene(clock, speed)
    scene.begin_at(SETTLE.start)
    scene.run(SETTLE.seconds / speed + 3.0)
    assert scene.player.played == []
    silent = scene.clock()
    scene.fall_silent()
    scene.run(0.7)
    assert scene.first_bell() == ("begin", pytest.approx(silent + HUSH))
    scene.close()


def test_a_step_shorter_than_the_silence_is_not_waited_in(clock: FakeClock) -> None:
    scene = Scene(clock, 100.0)
    scene.begin_at(SETTLE.start)
    scene.run(SETTLE.seconds / 100 + 0.01)
    assert scene.practice.moment.step.index > SETTLE.index
    scene.close()


def test_no_bell_of_the_boundary_is_handed_over_while_it_waits(scene: Scene) -> None:
    scene.begin_at(SETTLE.start)
    scene.run(SETTLE.seconds + LONGEST_WAIT - HUSH - 0.1)
    assert scene.player.played == []


def test_it_does_not_wait_for_ever(scene: Scene) -> None:
    scene.begin_at(SETTLE.start)
    scene.run(SETTLE.seconds + LONGEST_WAIT - 0.3)
    scene.session.tick()
    scene.run(1.0)
    assert scene.practice.moment.step.index == HOLD.index
    assert scene.player.played[0][1] == "begin"


def test_another_line_is_waited_for_as_long_again(scene: Scene) -> None:
    scene.begin_at(SETTLE.start)
    scene.run(SETTLE.seconds - HUSH + LONGEST_WAIT - 1.0)
    scene.session.be_patient()
    scene.run(LONGEST_WAIT - 0.5)
    assert scene.practice.elapsed == pytest.approx(SETTLE.end - HUSH)
    scene.run(2.0)
    assert scene.practice.moment.step.index == HOLD.index


def test_what_was_given_up_is_not_waited_for_again(scene: Scene) -> None:
    scene.begin_at(SETTLE.start)
    scene.run(SETTLE.seconds - HUSH + LONGEST_WAIT - 0.1)
    scene.clock.go(0.2)
    for _ in range(3):
        scene.session.tick()
    scene.session.pause()
    scene.session.resume()
    scene.run(RUNWAY + 0.5)
    assert scene.practice.elapsed == pytest.approx(SETTLE.end - 0.1)


def test_ready_begins_the_hold_in_the_middle_of_a_wait(scene: Scene) -> None:
    scene.begin_at(SETTLE.start)
    scene.run(SETTLE.seconds + 3.0)
    pressed = scene.clock()
    scene.session.press()
    assert (scene.practice.elapsed, scene.practice.barred_seconds) == (HOLD.start, 0.0)
    scene.run(0.1)
    assert scene.first_bell() == ("begin", pytest.approx(pressed + RUNWAY))


def test_a_pause_in_the_middle_of_a_wait_stays_there(scene: Scene) -> None:
    scene.begin_at(SETTLE.start)
    scene.run(SETTLE.seconds + 3.0)
    scene.session.pause()
    scene.run(60.0)
    assert scene.practice.elapsed == pytest.approx(SETTLE.end - HUSH)
    scene.session.resume()
    scene.run(RUNWAY + 2.0)
    assert scene.practice.elapsed == pytest.approx(SETTLE.end - HUSH)
    assert scene.player.played == []
    scene.fall_silent()
    scene.run(1.0)
    assert scene.practice.moment.step.index == HOLD.index
    assert scene.player.played[0][1] == "begin"


def test_another_pace_in_the_middle_of_a_wait_still_waits(scene: Scene) -> None:
    scene.begin_at(SETTLE.start)
    scene.run(SETTLE.seconds + 1.0)
    scene.session.change_pace(-2)
    scene.run(3.0)
    assert scene.practice.moment.step.index == SETTLE.index
    assert scene.practice.barred_seconds > 2.9


def test_a_machine_that_sleeps_in_the_middle_of_a_wait_wakes_in_a_pause(scene: Scene) -> None:
    paused = Heard(scene.session.paused)
    scene.begin_at(SETTLE.start)
    scene.run(SETTLE.seconds + 1.0)
    scene.clock.go(3600)
    scene.session.tick()
    assert paused.said == ["gap"]
    assert scene.practice.elapsed == pytest.approx(SETTLE.end - HUSH)


def test_the_screen_says_listen_while_it_waits(scene: Scene) -> None:
    def under_the_circle() -> str:
        return values.phase_values(scene.practice, scene.practice.moment, 40.0).text

    scene.begin_at(SETTLE.start)
    scene.run(1.0)
    before = under_the_circle()
    state = values.state_of(scene.practice, scene.practice.moment)
    scene.run(SETTLE.seconds)
    assert before != under_the_circle() == "Listen"
    assert values.state_of(scene.practice, scene.practice.moment) != state
    scene.fall_silent()
    assert under_the_circle() != "Listen"
