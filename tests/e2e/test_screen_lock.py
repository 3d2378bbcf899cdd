"""Where the screen is locked by hand, a practice does not go on to an empty room."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path

import pytest

from tests.e2e import traces
from tests.e2e.bus import Bus
from tests.e2e.driver import Starter, Supine
from tests.e2e.login import OTHERS, Login
from tests.e2e.waiting import until
from tests.faults import Saw

pytestmark = pytest.mark.e2e


@pytest.fixture
def login(tmp_path: Path) -> Iterator[Login]:
    bus = Bus(tmp_path / "system")
    made = Login(bus)
    yield made
    made.close()
    bus.close()


@pytest.fixture
def program(supine: Starter, bus: Bus, login: Login, tmp_path: Path, two_sides: Path) -> Supine:
    assert login
    return bus.practise(supine, two_sides, **system(tmp_path))


def system(folder: Path) -> dict[str, str]:
    """Return where the system's bus is."""
    return {"DBUS_SYSTEM_BUS_ADDRESS": f"unix:path={folder / 'system' / 'bus'}"}


def lock(program: Supine, login: Login, what: str = "lock") -> None:
    """Lock the screen, again until the program listens."""

    def paused() -> bool:
        return bool(traces.named(program.events[before:], "pause", reason="locked"))

    before = len(program.events)
    for _try in range(5):
        login.tell(what)
        # one that comes late must not pause again later
        with suppress(AssertionError):
            until(paused, "a pause", 12.0)
            return
    pytest.fail(f"no pause: {program.events[before - 5 :]}")


def still_plays(program: Supine, bus: Bus) -> bool:
    """Return whether it plays after all that was sent on its bus before."""
    program.must_run()
    return "Playing" in bus.get("PlaybackStatus")


@pytest.mark.fault("the screen is locked by hand in a hold")
@pytest.mark.parametrize("what", ["lock", "locked"])
def test_when_the_session_is_locked_it_pauses_and_a_key_goes_on(
    program: Supine, login: Login, what: str, saw: Saw
) -> None:
    lock(program, login, what)
    login.tell("unlocked")
    program.press("space", "resume")
    saw("paused, its place kept; a key goes on")


@pytest.mark.parametrize("name", ["gnome", "freedesktop", "mate"])
def test_when_a_screen_saver_says_so_it_pauses(
    program: Supine, login: Login, bus: Bus, name: str
) -> None:
    lock(program, login)
    before = program.key("space")
    program.wait_for("resume", before)
    saver = f"org.{name}.ScreenSaver.ActiveChanged"
    bus.signal("/ScreenSaver", saver, "boolean:false")
    assert still_plays(program, bus)
    bus.signal("/ScreenSaver", saver, "boolean:true")
    program.wait_for("pause", before, reason="locked")


def test_another_persons_lock_and_an_unlocking_pause_nothing(program: Supine, login: Login) -> None:
    lock(program, login)
    before = program.key("space")
    program.wait_for("resume", before)
    login.tell("lock", OTHERS)
    login.tell("locked", OTHERS)
    login.tell("unlocked")
    # by the time that keys are answered, so is what the program asks the session manager
    for _key in range(2):
        program.press("Left", "back")
    assert traces.named(program.events[before:], "pause") == []
    lock(program, login)


def test_a_saver_that_comes_by_itself_pauses_nothing_where_the_screen_may_go_dark(
    supine: Starter, bus: Bus, login: Login, tmp_path: Path, two_sides: Path
) -> None:
    supine.settings("keep_screen_on: false")
    program = bus.practise(supine, two_sides, **system(tmp_path))
    lock(program, login)
    before = program.key("space")
    program.wait_for("resume", before)
    saver = "org.gnome.ScreenSaver.ActiveChanged"
    bus.signal("/org/gnome/ScreenSaver", saver, "boolean:true")
    assert still_plays(program, bus)


@pytest.mark.fault("the message bus of the whole computer hangs")
def test_a_system_bus_that_hangs_holds_up_nothing(
    supine: Starter, bus: Bus, tmp_path: Path, two_sides: Path, saw: Saw
) -> None:
    of_system = Bus(tmp_path / "system")
    of_system.hang()
    program = bus.practise(supine, two_sides, **system(tmp_path))
    frame = program.wait_for("frame", len(program.events))
    of_system.close()
    saw(f"practised, longest gap {frame['gap']:.0f} ms")
