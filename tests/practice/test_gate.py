"""Where much is to be arranged the practice waits: its time, a generous time, or for a key."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from supine.core.pace import Pace, Ready
from supine.core.plan import Step
from supine.core.planner import plan
from supine.core.practice import Practice
from supine.practice.session import HUSH, LONGEST_WAIT, Session
from supine.speech.rate import Rate
from supine.speech.script import Manner, lines_of
from supine.ui.practice import values
from tests.conftest import FakeClock
from tests.helpers import Heard, shipped

pytestmark = pytest.mark.usefixtures("qapp")

GET_READY = "Take your time. Press any key when you are ready."
TICK = 0.2


class Scene:
    """The shipped practice at the settle before the strap, the one place with a gate."""

    def __init__(self, clock: FakeClock, ready: Ready, settle: float = 1.0) -> None:
        self.clock, self.pace = clock, Pace(ready=ready, settle=settle)
        self.plan = plan(shipped(), self.pace)
        self.settle = strap(self.plan.steps)
        self.practice = Practice(self.plan, clock, start=self.settle.start)
        self.session = Session(self.practice, self.pace)
        self.stepped = Heard()
        self.session.stepped.connect(lambda moment: self.stepped(moment.step.index))
        self.session.begin()

    def run(self, seconds: float) -> None:
        end = self.clock() + seconds
        while self.clock() < end - 1e-9:
            self.clock.go(min(TICK, end - self.clock()))
            self.session.tick()


def strap(steps: tuple[Step, ...]) -> Step:
    return next(
        step
        for step in steps
        if step.kind == "settle" and any("lay the strap" in cue.text for cue in step.cues)
    )


@pytest.fixture
def scenes() -> Iterator[list[Scene]]:
    made: list[Scene] = []
    yield made
    for scene in made:
        scene.session.finish()


def scene_of(scenes: list[Scene], clock: FakeClock, ready: Ready, settle: float = 1.0) -> Scene:
    scenes.append(Scene(clock, ready, settle))
    return scenes[-1]


def test_the_generous_time_is_longer_and_is_planned(scenes: list[Scene], clock: FakeClock) -> None:
    timed, gate, wait = (
        scene_of(scenes, clock, ready).settle for ready in ("timed", "gate", "wait")
    )
    assert (timed.gate, gate.gate, wait.gate) == (None, "limit", "wait")
    assert gate.seconds == wait.seconds == timed.seconds + 12.0


def test_both_sides_have_the_same_gate(scenes: list[Scene], clock: FakeClock) -> None:
    steps = scene_of(scenes, clock, "gate").plan.steps
    right, left = (step for step in steps if step.gate is not None)
    assert (right.side, left.side) == ("right", "left")
    assert right.seconds == left.seconds


def test_who_takes_longer_to_settle_has_longer_to_arrange(
    scenes: list[Scene], clock: FakeClock
) -> None:
    slow = scene_of(scenes, clock, "gate", settle=2.0).settle
    usual = scene_of(scenes, clock, "gate").settle
    assert slow.seconds == pytest.approx(usual.seconds + len(usual.cues) + 20.0)


def test_at_its_limit_the_hold_begins_by_itself(scenes: list[Scene], clock: FakeClock) -> None:
    scene = scene_of(scenes, clock, "gate")
    scene.run(scene.settle.seconds + TICK)
    assert scene.practice.moment.step.index == scene.settle.index + 1


def test_any_key_begins_it_at_once(scenes: list[Scene], clock: FakeClock) -> None:
    for ready in ("gate", "wait"):
        scene = scene_of(scenes, clock, ready)
        scene.run(5.0)
        scene.session.press()
        assert scene.practice.moment.step.index == scene.settle.index + 1


def test_whoever_wants_to_be_waited_for_is_without_end(
    scenes: list[Scene], clock: FakeClock
) -> None:
    scene = scene_of(scenes, clock, "wait")
    scene.run(scene.settle.seconds + 20 * LONGEST_WAIT)
    assert scene.practice.state == "playing"
    assert scene.practice.elapsed == pytest.approx(scene.settle.end - HUSH)
    scene.session.press()
    scene.run(1.0)
    assert scene.practice.moment.step.index == scene.settle.index + 1


def test_it_still_waits_after_the_machine_has_slept(scenes: list[Scene], clock: FakeClock) -> None:
    scene = scene_of(scenes, clock, "wait")
    scene.run(scene.settle.seconds + 5.0)
    clock.go(3600.0)
    scene.session.tick()
    assert (scene.practice.state, scene.practice.pause_reason) == ("paused", "gap")
    scene.session.press()
    scene.run(60.0)
    assert scene.practice.moment.step.index == scene.settle.index


@pytest.mark.parametrize("ready", ["gate", "wait"])
def test_it_says_take_your_time_after_all_lines(
    scenes: list[Scene], clock: FakeClock, ready: Ready
) -> None:
    scene = scene_of(scenes, clock, ready)
    lines = lines_of(scene.plan, scene.settle.index, Rate().of, Manner())
    assert lines[-1].text == GET_READY
    assert [line.text for line in lines[:-1]] == [cue.text for cue in scene.settle.cues]
    assert lines[-1].due + Rate().of(lines[-1].cue) < scene.settle.end - 10.0


def test_timed_it_says_nothing_of_the_kind(scenes: list[Scene], clock: FakeClock) -> None:
    scene = scene_of(scenes, clock, "timed")
    lines = lines_of(scene.plan, scene.settle.index, Rate().of, Manner())
    assert GET_READY not in [line.text for line in lines]


@pytest.mark.parametrize("ready", ["gate", "wait"])
def test_the_screen_says_take_your_time_too(
    scenes: list[Scene], clock: FakeClock, ready: Ready
) -> None:
    scene = scene_of(scenes, clock, ready)
    said = values.phase_values(scene.practice, scene.practice.moment, 40.0)
    assert said.text == "Settle in"
    scene.run(scene.settle.cues[-1].at + 1.0)
    said = values.phase_values(scene.practice, scene.practice.moment, 40.0)
    assert said.text == "Take your time"
    caption = values.caption_values(scene.practice, scene.practice.moment, 40.0, "")
    assert caption.text.endswith("Press any key.")


def test_another_breath_pace_leaves_nobody_behind(scenes: list[Scene], clock: FakeClock) -> None:
    scene = scene_of(scenes, clock, "wait")
    scene.run(scene.settle.seconds + 30.0)
    scene.session.replanned.connect(lambda: clock.go(0.004))
    scene.session.change_pace(1)
    scene.run(5.0)
    assert scene.practice.moment.step.index == scene.settle.index
