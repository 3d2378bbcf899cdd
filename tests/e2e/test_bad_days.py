"""What may fail around a practice, and what must not come of it."""

from __future__ import annotations

import os
import resource
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path
from typing import Any

import pytest

from tests.e2e import traces
from tests.e2e.conftest import Desk
from tests.e2e.desktop import Speaker
from tests.e2e.driver import Starter, Supine
from tests.e2e.pictures import amount
from tests.e2e.traces import Event
from tests.e2e.waiting import until
from tests.faults import Saw

pytestmark = pytest.mark.e2e

ASLEEP = 6.5
"""Seconds without the program: more than the 5 after which a practice waits."""

AWAY = 6.0
"""Seconds without a sound server. Qt would look for one for 3 seconds only."""


NO_SOUND = (
    "A sound could not be played. Close other programs that play sound, or start Supine again. "
    "Everything is shown on the screen as well."
)

NO_VOICE = "The voice has stopped working and is off. Everything is shown on the screen as well."

NO_DEVICE = (
    "There is no sound device: nothing can be heard. Connect or switch on a loudspeaker or "
    "headphones. Everything is shown on the screen as well."
)


@pytest.fixture
def breathing(plan: dict[str, Any]) -> tuple[str, ...]:
    """The words that begin in the middle of a hold that breathes."""
    steps = plan["steps"]
    index = next(s["index"] for s in steps if s["kind"] == "hold" and s["unit"] == "breaths")
    return ("low-back-release", "--from", str(index))


@pytest.fixture
def own_speaker(desk: Desk, tmp_path: Path) -> Iterator[Starter]:
    """A starter with a sound server that this test may kill."""
    with (
        closing(Speaker(tmp_path / "speaker")) as speaker,
        Starter(desk.screen, speaker, tmp_path) as starter,
    ):
        yield starter


def faults(program: Supine) -> list[str]:
    return [event["what"] for event in traces.named(program.events, "fault")]


@pytest.mark.fault("no sound server")
def test_without_a_sound_server_the_practice_is_shown(
    supine: Starter, breathing: tuple[str, ...]
) -> None:
    program = supine.practise(*breathing, "--speed", "5", PULSE_SERVER="unix:/nowhere")
    program.wait_for("fault", what=NO_DEVICE)
    told = len(program.events)
    program.wait_for("breath", told, phase="out", heard=False)
    program.wait_for("frame", told)
    assert not [event for event in program.events[told:] if event.get("heard")]


@pytest.mark.fault("the sound server is killed and started again at once")
def test_a_sound_server_that_dies_and_comes_back_ends_no_practice(
    own_speaker: Starter, breathing: tuple[str, ...], saw: Saw
) -> None:
    program = own_speaker.practise(*breathing, "--speed", "5")
    program.wait_for("breath", heard=True)
    own_speaker.speaker.stop()
    stopped, killed = time.time(), len(program.events)
    program.wait_for("frame", len(program.events))
    own_speaker.speaker.start()
    heard = program.wait_for("breath", len(program.events), heard=True)
    gaps = [one["gap"] for one in traces.named(program.events[killed:], "frame")]
    saw(f"heard again after {heard['wall'] - stopped:.1f} s, longest gap {max(gaps):.0f} ms")
    program.press("space", "pause")
    program.press("space", "resume")
    program.wait_for("breath", len(program.events), heard=True)


@pytest.mark.fault("the sound server is killed and started again some seconds later")
def test_a_sound_server_that_comes_back_later_is_used_again(
    own_speaker: Starter, breathing: tuple[str, ...], saw: Saw
) -> None:
    program = own_speaker.practise(*breathing, "--speed", "5")
    program.wait_for("breath", heard=True)
    own_speaker.speaker.stop()
    program.wait_for("fault", what=NO_DEVICE)
    program.wait_for("breath", len(program.events), heard=False)
    time.sleep(AWAY)
    started, before = time.time(), len(program.events)
    own_speaker.speaker.start()
    heard = program.wait_for("breath", before, heard=True)
    until(lambda: own_speaker.speaker.streams() == ["mat"], "a stream")
    assert traces.named(program.events, "pause") == []
    saw(f"told, and heard again {heard['wall'] - started:.1f} s after it came back")


@pytest.mark.fault("the process that plays the sounds is killed, or hangs")
@pytest.mark.parametrize("sign", [signal.SIGKILL, signal.SIGSTOP])
def test_sounds_are_played_again_by_another_process(
    own_speaker: Starter, breathing: tuple[str, ...], sign: signal.Signals, saw: Saw
) -> None:
    program = own_speaker.practise(*breathing)
    until(lambda: own_speaker.speaker.streams() == ["mat"], "a stream")
    before, since, began = program.sound, len(program.events), time.monotonic()
    os.kill(before, sign)
    until(lambda: program.sound not in (0, before), "another process")
    until(lambda: own_speaker.speaker.streams() == ["mat"], "a stream of it")
    passed = time.monotonic() - began
    program.wait_for("breath", len(program.events), heard=True)
    assert traces.named(program.events[since:], "pause") == []
    assert set(faults(program)) <= {"wake"}
    gaps = [one["gap"] for one in traces.named(program.events[since:], "frame")]
    saw(f"{sign.name}: a stream again after {passed:.1f} s, longest gap {max(gaps):.0f} ms")


@pytest.mark.fault("headphones are plugged in and out")
def test_another_sound_device_is_followed(own_speaker: Starter, breathing: tuple[str, ...]) -> None:
    speaker = own_speaker.speaker
    program = own_speaker.practise(*breathing, "--speed", "5")
    program.wait_for("breath", heard=True)
    until(lambda: speaker.streams() == ["mat"], "a stream")
    speaker.plug("headphones")
    until(lambda: speaker.streams() == ["headphones"], "the other device")
    program.wait_for("breath", len(program.events), heard=True)
    speaker.unplug("headphones")
    until(lambda: speaker.streams() == ["mat"], "the first device")
    program.wait_for("breath", len(program.events), heard=True)


@pytest.mark.fault("the only sound device is unplugged and plugged in again")
def test_the_only_device_is_missed_in_words_and_welcomed_back(
    own_speaker: Starter, breathing: tuple[str, ...], saw: Saw
) -> None:
    speaker = own_speaker.speaker
    program = own_speaker.practise(*breathing, "--speed", "5")
    program.wait_for("breath", heard=True)
    # Qt is not told of a device that goes while it plays
    until(lambda: speaker.streams() == ["mat"], "a stream")
    speaker.unplug("mat")
    unplugged = time.time()
    told = program.wait_for("fault", what=NO_DEVICE)
    speaker.plug("mat")
    plugged = time.time()
    heard = program.wait_for("breath", len(program.events), heard=True)
    assert traces.named(program.events, "pause") == []
    saw(
        f"told after {told['wall'] - unplugged:.1f} s, "
        f"heard again {heard['wall'] - plugged:.1f} s after it came back"
    )


@pytest.mark.fault("the sound server hangs, at the start or in the middle")
def test_a_sound_server_that_hangs_at_the_start_freezes_nothing(
    own_speaker: Starter, breathing: tuple[str, ...], saw: Saw
) -> None:
    own_speaker.speaker.hang()
    program = own_speaker.practise(*breathing, "--speed", "5")
    program.wait_for("breath", heard=False)
    gap = program.wait_for("frame")["gap"]
    program.press("space", "pause")
    own_speaker.speaker.come_round()
    program.press("space", "resume")
    program.wait_for("breath", len(program.events), heard=True)
    saw(f"from the start: silent, gap {gap:.0f} ms; heard after a pause when it came round")


@pytest.mark.fault("the sound server hangs, at the start or in the middle")
def test_a_sound_server_that_hangs_in_the_middle_freezes_nothing(
    own_speaker: Starter, breathing: tuple[str, ...], saw: Saw
) -> None:
    program = own_speaker.practise(*breathing)
    program.wait_for("breath", heard=True)
    own_speaker.speaker.hang()
    hung = len(program.events)
    program.wait_for("breath", hung, heard=False)
    program.press("space", "pause")
    program.press("space", "resume")
    program.press("m", "breath", heard=False)
    frames = [frame["gap"] for frame in traces.named(program.events[hung:], "frame")]
    own_speaker.speaker.come_round()
    program.press("m", "breath", heard=True)
    saw(f"in the middle: silent, longest gap {max(frames):.0f} ms; heard when it came round")


def test_in_a_pause_the_sound_device_may_sleep(
    own_speaker: Starter, breathing: tuple[str, ...]
) -> None:
    program = own_speaker.practise(*breathing)
    until(lambda: own_speaker.speaker.streams() == ["mat"], "a stream")
    program.press("space", "pause")
    until(lambda: own_speaker.speaker.streams() == [], "no stream")


@pytest.mark.fault("no message bus: the screen may go dark")
def test_without_a_message_bus_the_screen_may_sleep_but_the_practice_goes_on(
    supine: Starter, breathing: tuple[str, ...]
) -> None:
    program = supine.practise(*breathing)
    program.wait_for("fault", what="wake")
    program.wait_for("breath", phase="out")


def leave_no_handle(program: Supine) -> tuple[int, int]:
    """Let the program open nothing more, as when it had all the files open that it may have.

    Return the limits that it had.
    """
    process = program.process.pid
    held = {int(file.name) for file in Path(f"/proc/{process}/fd").iterdir()}
    free = next(number for number in range(len(held) + 1) if number not in held)
    soft, hard = resource.prlimit(process, resource.RLIMIT_NOFILE)
    resource.prlimit(process, resource.RLIMIT_NOFILE, (free, hard))
    return soft, hard


def give_back(program: Supine, limits: tuple[int, int]) -> None:
    """Let the program open files again, as when others were closed."""
    resource.prlimit(program.process.pid, resource.RLIMIT_NOFILE, limits)


def call(folder: Path) -> None:
    """Be a later start that nobody hears."""
    (place,) = folder.glob("supine-????????")
    with socket.socket(socket.AF_UNIX) as caller:
        caller.connect(str(place))


def minimise_and_restore(program: Supine) -> None:
    program.screen.do("windowminimize", program.window)
    until(lambda: program.minimised, "no window")
    program.screen.do("windowactivate", program.window)
    until(lambda: not program.minimised, "the window in view")


@pytest.mark.slow
@pytest.mark.fault("no file can be opened any more")
def test_without_a_file_handle_a_practice_goes_on(
    own_speaker: Starter, breathing: tuple[str, ...], saw: Saw
) -> None:
    program = own_speaker.practise(*breathing, "--speed", "5")
    program.wait_for("breath", heard=True)
    limits, since = leave_no_handle(program), len(program.events)
    program.wait_for("breath", since, heard=True)
    program.press("space", "pause")
    until(lambda: own_speaker.speaker.streams() == [], "no stream")
    program.press("space", "resume")
    # what plays the sounds is another process, with files of its own
    program.wait_for("breath", len(program.events), heard=True)
    os.kill(program.sound, signal.SIGKILL)
    program.wait_for("fault", what=NO_SOUND)
    program.wait_for("breath", len(program.events), heard=False)
    give_back(program, limits)
    program.wait_for("breath", len(program.events), heard=True)
    gaps = [one["gap"] for one in traces.named(program.events[since:], "frame")]
    saw(f"heard; without its process told, and heard when there were some; {max(gaps):.0f} ms")


@pytest.mark.slow
@pytest.mark.fault("no file can be opened any more")
def test_without_a_file_handle_a_practice_begins_and_says_what_is_missing(
    own_speaker: Starter, saw: Saw
) -> None:
    own_speaker.settings("breaths_per_minute: 20", voice=True)
    program = own_speaker.library()
    until(lambda: amount(program.picture(), "circle") > 1000, "a sequence on the shelf")
    limits = leave_no_handle(program)
    program.key("space")
    until(lambda: amount(program.picture(), "circle") == 0, "the page before the practice")
    program.key("space")
    program.press("space", "start")
    call(own_speaker.folder)
    minimise_and_restore(program)
    program.press("space", "ready")
    program.wait_for("bell", heard=True)
    assert NO_VOICE in faults(program)
    give_back(program, limits)
    minimise_and_restore(program)
    # Qt had ended the server for want of a handle: a later start ran beside
    assert own_speaker().ended() == 0
    saw("begun without a voice, and told so")


@pytest.mark.fault("the computer sleeps")
def test_a_sleeping_computer_pauses_where_it_was_and_makes_up_for_nothing(
    supine: Starter, breathing: tuple[str, ...], saw: Saw
) -> None:
    program = supine.practise(*breathing)
    program.wait_for("frame")
    program.send(signal.SIGSTOP)
    before = len(program.events)
    time.sleep(ASLEEP)
    program.send(signal.SIGCONT)
    paused = program.wait_for("pause", before, reason="gap")
    last = program.events[before - 1]["at"]
    # frames are told of once a second
    assert 0 <= paused["at"] - last < ASLEEP / 2
    saw(f"after {ASLEEP} s it waits {paused['at'] - last:.1f} s after the last frame told of")
    program.press("space", "resume")
    program.wait_for("breath", before, phase="out", heard=True)
    given = [e["due"] for e in program.events[before:] if e["event"] in ("breath", "bell")]
    assert len(given) == 1
    assert given[0] > paused["at"]


@pytest.fixture
def minimised(supine: Starter, breathing: tuple[str, ...]) -> Supine:
    program = supine.practise(*breathing, "--speed", "5")
    program.wait_for("frame")
    # a sink without hardware sleeps for up to 2 s before it asks a new stream for anything
    program.wait_for("breath", phase="out", heard=True)
    program.screen.do("windowminimize", program.window)
    until(lambda: program.minimised, "no window")
    return program


def unseen_breaths(program: Supine) -> tuple[list[Event], float]:
    """Return some breaths that nobody sees, and by how many seconds the latest was late."""
    before = len(program.events)
    until(lambda: len(traces.named(program.events[before:], "breath")) > 4, "some breaths")
    breaths = traces.named(program.events[before:], "breath")
    return breaths, max(breath["at"] - breath["due"] for breath in breaths) / 5


@pytest.mark.fault("the window is minimised and restored")
def test_unseen_a_practice_goes_on_and_sounds(minimised: Supine, saw: Saw) -> None:
    breaths, late = unseen_breaths(minimised)
    assert any(breath["heard"] for breath in breaths)
    saw(f"unseen it sounds, {late * 1000:.0f} ms late at most")


@pytest.mark.measure
def test_unseen_it_sounds_in_time(minimised: Supine) -> None:
    breaths, late = unseen_breaths(minimised)
    assert all(breath["heard"] for breath in breaths)
    assert late < 0.03


@pytest.mark.fault("the window is minimised and restored")
def test_unseen_nothing_is_painted_and_seen_again_it_is(minimised: Supine) -> None:
    before = len(minimised.events)
    minimised.wait_for("breath", before, phase="in")
    minimised.wait_for("breath", before, phase="out")
    assert traces.named(minimised.events[before + 1 :], "frame") == []
    minimised.screen.do("windowactivate", minimised.window)
    minimised.wait_for("frame", len(minimised.events))


@contextmanager
def busy_machine() -> Iterator[int]:
    """Run twice as many programs that do nothing but compute as there are cores."""
    number = 2 * (os.cpu_count() or 1)
    hogs = [subprocess.Popen([sys.executable, "-c", "while True: pass"]) for _ in range(number)]
    try:
        yield number
    finally:
        for hog in hogs:
            hog.kill()
            hog.wait()


@pytest.mark.fault("other programs want all processors")
@pytest.mark.slow
def test_on_a_busy_machine_a_practice_keeps_its_time(
    supine: Starter, breathing: tuple[str, ...], saw: Saw
) -> None:
    program = supine.practise(*breathing, "--speed", "2")
    since = len(program.events)
    with busy_machine() as number:
        until(lambda: len(traces.named(program.events[since:], "breath")) >= 6, "six breaths", 40)
    events = program.events[since:]
    late = max(one["at"] - one["due"] for one in traces.named(events, "breath")) / 2
    gap = max((one["gap"] for one in traces.named(events, "frame")), default=0.0)
    assert traces.named(events, "pause") == []
    # the place is the clock's: whatever came late, nothing was put off for it; what was traced in
    # the first half second, in which a practice stands still, says nothing of that
    first, *_rest, last = traces.named(events, "breath")
    assert last["at"] - first["at"] == pytest.approx(2 * (last["mono"] - first["mono"]), abs=0.1)
    saw(f"{number} busy programs: sounds {late * 1000:.0f} ms late, gap {gap:.0f} ms at most")
