"""Each sound at its own instant, once, whatever happens meanwhile."""

from __future__ import annotations

from collections.abc import Iterator
from typing import cast

import pytest

from supine.audio.client import SOONEST, TOO_LATE, AudioClient
from supine.core.plan import Plan
from supine.core.sounds import Note, Sound, next_note, notes_at
from supine.practice.bells import EARLIEST, Bells
from supine.practice.controller import RUNWAY
from tests.conftest import FakeClock
from tests.helpers import shipped_plan, step_of
from tests.practice.scene import TimedScene

pytestmark = pytest.mark.usefixtures("qapp")

HOLD = step_of("hold", side="right")


class Player:
    """Keeps what it is given, and when."""

    def __init__(self, clock: FakeClock) -> None:
        self.clock = clock
        self.played: list[tuple[float, Sound]] = []
        """When each sound is to be heard, and its name."""
        self.aheads: list[float] = []
        self.hushed = 0
        self.awake = False

    def wake(self) -> None:
        self.awake = True

    def rest(self) -> None:
        self.awake = False

    def play(self, name: Sound, ahead: float) -> bool:
        self.played.append((self.clock() + ahead, name))
        self.aheads.append(ahead)
        return True

    def hush(self) -> None:
        self.hushed += 1


class Scene(TimedScene):
    """A session with its bells, joined as in the program."""

    def __init__(self, clock: FakeClock, speed: float = 1.0) -> None:
        super().__init__(clock, speed)
        self.player = Player(clock)
        self.bells = Bells(self.session, cast("AudioClient", self.player), self.trace)
        self.drive(self.bells)

    def begin_at(self, elapsed: float) -> None:
        super().begin_at(elapsed)
        self.player.played.clear()

    def be_late(self, seconds: float) -> None:
        """Wake for the next note only `seconds` after it should have been handed over."""
        self.clock.go(self.due - self.clock() + seconds)
        self.session.tick()
        self.fire()

    def names(self) -> list[Sound]:
        return [name for _at, name in self.player.played]


@pytest.fixture
def scene(clock: FakeClock) -> Iterator[Scene]:
    made = Scene(clock)
    yield made
    made.session.finish()
    made.bells.stop()


def score(plan: Plan, since: float, until: float) -> list[Note]:
    notes: list[Note] = notes_at(plan, since)
    note = next_note(plan, since)
    while note is not None and note.due < until:
        notes += notes_at(plan, note.due)
        note = next_note(plan, note.due)
    return notes


def test_every_note_of_a_whole_practice_sounds_once_and_in_time(scene: Scene) -> None:
    scene.session.begin()
    begun = scene.clock() + RUNWAY
    while scene.practice.state == "playing":
        scene.run(4.0)
    notes = score(shipped_plan(), 0.0, 1e9)
    assert scene.names() == [note.sound for note in notes]
    for (at, _name), note in zip(scene.player.played, notes, strict=True):
        assert at - begun == pytest.approx(note.due, abs=1e-6)
    assert min(scene.player.aheads) >= SOONEST
    assert max(scene.player.aheads) <= EARLIEST + 0.003


def test_a_hold_begins_with_its_bell_and_the_inhale_together(scene: Scene) -> None:
    scene.begin_at(HOLD.start)
    started = scene.clock()
    scene.run(1.0)
    assert set(scene.names()) == {"begin", "in"}
    for at, _name in scene.player.played:
        assert at == pytest.approx(started + RUNWAY, abs=1e-6)


@pytest.mark.parametrize("speed", [2.0, 10.0])
def test_a_rehearsal_hears_the_same_notes(clock: FakeClock, speed: float) -> None:
    scene = Scene(clock, speed)
    scene.begin_at(HOLD.start)
    scene.run(RUNWAY + HOLD.seconds / speed - EARLIEST - 0.02)
    notes = score(shipped_plan(), HOLD.start, HOLD.end - 1)
    assert scene.names() == [note.sound for note in notes]
    scene.session.finish()
    scene.bells.stop()


@pytest.mark.parametrize(("late", "heard"), [(0.1, True), (TOO_LATE + EARLIEST + 0.1, False)])
def test_a_note_that_is_much_too_late_is_left_out(scene: Scene, late: float, heard: bool) -> None:
    scene.begin_at(HOLD.start)
    scene.run(1.0)
    scene.player.played.clear()
    scene.be_late(late)
    assert scene.names() == (["out"] if heard else [])
    scene.run(HOLD.rhythm.seconds if HOLD.rhythm else 0.0)
    assert scene.names().count("in") == 1


def test_after_a_long_stall_nothing_comes_in_a_burst(scene: Scene) -> None:
    scene.begin_at(shipped_plan().steps[0].start)
    scene.session.go_to(step_of("hold", unit="times").start)
    scene.run(1.0)
    scene.player.played.clear()
    scene.be_late(4.5)
    assert scene.names() == []


def test_a_pause_hushes_and_nothing_sounds_in_it(scene: Scene) -> None:
    scene.begin_at(HOLD.start)
    scene.run(1.0)
    before, hushed = len(scene.player.played), scene.player.hushed
    scene.session.pause()
    scene.run(60.0)
    assert scene.player.hushed == hushed + 1
    assert len(scene.player.played) == before
    assert not scene.timer.isActive()
    assert not scene.player.awake


def test_a_practice_that_plays_keeps_the_player_awake(scene: Scene) -> None:
    scene.begin_at(HOLD.start)
    assert scene.player.awake
    scene.session.pause()
    scene.session.next()
    assert not scene.player.awake
    scene.session.resume()
    assert scene.player.awake


def test_after_a_pause_it_goes_on_with_what_comes_next(scene: Scene) -> None:
    scene.begin_at(HOLD.start)
    scene.run(1.0)
    scene.player.played.clear()
    scene.session.pause()
    scene.session.resume()
    scene.run(10.0)
    assert scene.names() == ["out", "in"]


def test_a_jump_hushes_and_moves(scene: Scene) -> None:
    scene.begin_at(HOLD.start)
    scene.run(2.0)
    scene.player.played.clear()
    hushed = scene.player.hushed
    scene.session.go_to(step_of("hold", side="left").start)
    scene.run(1.0)
    assert scene.player.hushed > hushed
    assert sorted(scene.names()) == ["begin", "in"]


def test_a_jump_while_paused_is_silent(scene: Scene) -> None:
    scene.begin_at(HOLD.start)
    scene.session.pause()
    scene.player.played.clear()
    scene.session.next()
    scene.run(30.0)
    assert scene.names() == []


def test_two_more_breaths_are_heard(scene: Scene) -> None:
    scene.begin_at(HOLD.start)
    scene.run(3.0)
    scene.session.stay()
    scene.run(HOLD.seconds + 20 - 4)
    names = scene.names()
    assert names.count("in") == names.count("out") == HOLD.count + 2
    assert names.count("last") == 1
    assert "end" not in names


def test_an_easier_hold_ends_when_it_says(scene: Scene) -> None:
    scene.begin_at(HOLD.start)
    scene.run(3.0)
    scene.session.easier()
    count = scene.practice.moment.step.count
    scene.run(count * 10 - 2.0)
    assert count < HOLD.count
    assert scene.names().count("in") == count
    assert scene.names().count("end") == 1


@pytest.mark.parametrize("into", [0.05, 3.5, 3.59, 3.61, 3.81, 3.95, 4.0, 9.55, 9.75, 9.9])
@pytest.mark.parametrize("change", [1, -1])
def test_another_pace_doubles_nothing_and_drops_nothing(
    scene: Scene, into: float, change: int
) -> None:
    scene.begin_at(HOLD.start)
    scene.run(RUNWAY + into)
    scene.session.change_pace(change)
    scene.run(scene.practice.seconds_until(HOLD.start + scene.practice.moment.step.seconds) - 1)
    names = scene.names()
    assert names.count("in") == names.count("out") == HOLD.count
    assert names.count("begin") == names.count("last") == 1


def test_stopped_it_plays_nothing_more(scene: Scene) -> None:
    scene.begin_at(HOLD.start)
    scene.bells.stop()
    scene.player.played.clear()
    scene.run(20.0)
    assert scene.names() == []


def test_breaths_added_in_the_last_moment_of_a_hold_are_heard(scene: Scene) -> None:
    scene.begin_at(HOLD.end - 1.0)
    scene.run(1.0 + RUNWAY - SOONEST / 2)
    scene.player.played.clear()
    assert scene.session.stay()
    scene.run(2 * HOLD.unit_seconds - 1.0)
    assert [name for _at, name in scene.player.played].count("out") == 2
