"""The wave follows the session: one breath after another, and the one under way after a jump."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise
from typing import cast

import pytest
from PySide6.QtCore import QTimer

from supine.audio.client import SOONEST, AudioClient
from supine.core import adjustment
from supine.core.breath import Rhythm
from supine.core.pace import Pace
from supine.practice.bells import EARLIEST
from supine.practice.breath_wave import BreathWave
from supine.practice.controller import RUNWAY
from tests.conftest import FakeClock
from tests.helpers import step_of
from tests.practice.scene import TimedScene

pytestmark = pytest.mark.usefixtures("qapp")

HOLD = step_of("hold", side="right", unit="breaths")
RHYTHM = Pace().rhythm
BREATH = RHYTHM.seconds


class Player:
    """Keeps what it is given, and when it begins."""

    def __init__(self, clock: FakeClock) -> None:
        self.clock = clock
        self.rolled: list[tuple[float, float]] = []
        """When each breath begins, and from when on it is heard."""
        self.rhythms: list[Rhythm] = []
        self.aheads: list[float] = []
        self.calmed = 0
        self.ducked: list[bool] = []

    def roll(self, rhythm: Rhythm, ahead: float, joins: float) -> bool:
        self.rolled.append((self.clock() + ahead, self.clock() + joins))
        self.rhythms.append(rhythm)
        self.aheads.append(ahead)
        return True

    def calm(self) -> None:
        self.calmed += 1

    def duck(self, on: bool) -> None:
        self.ducked.append(on)


class Scene(TimedScene):
    """A session with its wave, joined as in the program."""

    def __init__(self, clock: FakeClock, speed: float = 1.0) -> None:
        super().__init__(clock, speed)
        self.player = Player(clock)
        self.wave = BreathWave(self.session, cast("AudioClient", self.player), self.trace)
        self.drive(self.wave)
        timers = self.wave.findChildren(QTimer)
        (self.coming_back,) = [one for one in timers if one is not self.timer]

    def close(self) -> None:
        self.session.finish()
        self.timer.stop()
        self.coming_back.stop()

    def due_breaths(self) -> list[float]:
        return [event["due"] for event in self.trace.events]  # type: ignore[misc]


@pytest.fixture
def scene(clock: FakeClock) -> Iterator[Scene]:
    made = Scene(clock)
    yield made
    made.close()


def test_each_breath_of_a_hold_is_handed_over_in_good_time_and_once(scene: Scene) -> None:
    scene.begin_at(HOLD.start - 2.0)
    scene.run(HOLD.seconds + 3.0)
    assert scene.due_breaths() == [HOLD.start + number * BREATH for number in range(HOLD.count)]
    assert all(SOONEST < ahead <= EARLIEST + 0.01 for ahead in scene.player.aheads)
    assert set(scene.player.rhythms) == {RHYTHM}


def test_the_breaths_adjoin_by_the_clock(scene: Scene) -> None:
    scene.begin_at(HOLD.start - 2.0)
    scene.run(3.3 * BREATH)
    begins = [begin for begin, _joins in scene.player.rolled]
    assert [b - a for a, b in pairwise(begins)] == pytest.approx([BREATH] * 3)


def test_after_a_jump_into_a_breath_it_joins_that_breath_when_the_practice_moves(
    scene: Scene,
) -> None:
    scene.begin_at(HOLD.start + BREATH + 3.0)
    now = scene.clock()
    begins, joins = scene.player.rolled[-1]
    assert begins == pytest.approx(now + RUNWAY - 3.0)
    assert joins == pytest.approx(now + RUNWAY)
    assert scene.trace.events[-1]["heard"] is True


def test_after_a_pause_it_joins_again_where_it_was(scene: Scene) -> None:
    scene.begin_at(HOLD.start)
    scene.run(4.3)
    into = 4.3 - RUNWAY
    scene.session.pause()
    scene.clock.go(60.0)
    handed_over = len(scene.player.rolled)
    scene.session.resume()
    assert len(scene.player.rolled) == handed_over + 1
    assert scene.player.rolled[-1][0] == pytest.approx(scene.clock() + RUNWAY - into, abs=0.01)


def test_paused_nothing_is_handed_over(scene: Scene) -> None:
    scene.begin_at(HOLD.start)
    scene.run(2.0)
    scene.session.pause()
    handed_over = len(scene.player.rolled)
    scene.session.go_to(HOLD.start + 15.0)
    scene.run(30.0)
    assert len(scene.player.rolled) == handed_over


def test_another_pace_ends_the_old_breath_and_joins_the_new_one(scene: Scene) -> None:
    scene.begin_at(HOLD.start)
    scene.run(5.0 + RUNWAY)
    scene.session.change_pace(2)
    new = scene.session.pace.rhythm
    assert scene.player.calmed == 1
    assert scene.player.rhythms[-1] == new != RHYTHM
    into = scene.practice.elapsed - scene.practice.plan.steps[HOLD.index].start
    assert scene.player.rolled[-1][0] == pytest.approx(scene.clock() - into)
    assert scene.player.rolled[-1][1] == pytest.approx(scene.clock() + SOONEST)


def test_a_longer_hold_disturbs_nothing_and_goes_on_into_its_new_breaths(scene: Scene) -> None:
    scene.begin_at(HOLD.start)
    scene.run((HOLD.count - 0.5) * BREATH)
    scene.session.stay()
    scene.run(3 * BREATH)
    assert scene.player.calmed == 0
    assert scene.due_breaths() == [HOLD.start + number * BREATH for number in range(HOLD.count + 2)]


def test_a_breath_that_was_handed_over_and_is_no_more_is_taken_back(scene: Scene) -> None:
    scene.begin_at(HOLD.start + (HOLD.count - 1) * BREATH - 1.0)
    scene.run(RUNWAY + 0.75)
    assert scene.due_breaths()[-1] == HOLD.start + (HOLD.count - 1) * BREATH
    scene.session.easier()
    assert scene.practice.plan.steps[HOLD.index].count == HOLD.count - 1
    assert scene.player.calmed == 1
    assert scene.due_breaths()[-1] == HOLD.start + (HOLD.count - 2) * BREATH


def test_a_rehearsal_has_shorter_breaths(clock: FakeClock) -> None:
    scene = Scene(clock, 1.25)
    scene.begin_at(HOLD.start)
    assert scene.player.rhythms[-1].seconds == pytest.approx(BREATH / 1.25)
    scene.close()


def test_it_is_silent_from_the_word_on_and_comes_back_a_little_after(scene: Scene) -> None:
    scene.wave.duck(True)
    scene.wave.duck(False)
    assert scene.player.ducked == [True]
    assert scene.coming_back.isActive()
    scene.coming_back.timeout.emit()
    assert scene.player.ducked == [True, False]


def test_a_line_soon_after_the_other_keeps_it_silent(scene: Scene) -> None:
    scene.wave.duck(True)
    scene.wave.duck(False)
    scene.wave.duck(True)
    assert not scene.coming_back.isActive()
    assert False not in scene.player.ducked


def test_a_hold_that_comes_sooner_than_thought_has_its_wave_in_time(scene: Scene) -> None:
    scene.begin_at(HOLD.end - 1.0)
    before = scene.timer.interval()
    hurried = adjustment.at_speech(scene.practice.plan, HOLD.index, Pace(settle=0.5))
    scene.practice.replan(hurried)
    scene.session.respoken.emit()
    assert scene.timer.interval() < before - 1000
