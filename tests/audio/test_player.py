"""The player, with devices, streams and a server that only pretend."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from types import SimpleNamespace

import pytest
from PySide6.QtCore import QByteArray, QObject, QTimer, Signal

from supine.audio import player as module
from supine.audio.feed import Feed
from supine.audio.mixer import FRAME, RATE
from supine.audio.player import SOUNDS, Player, load
from supine.core.pace import Pace
from supine.core.sounds import Sound
from tests.conftest import FakeClock
from tests.helpers import Heard

pytestmark = pytest.mark.usefixtures("qapp")

QUICK = Pace(breaths_per_minute=20).rhythm
SLOW = Pace(breaths_per_minute=4).rhythm

STEP = 720
"""Frames that the device takes at once."""


NEARLY_SILENT = 20
"""The loudest sample of what keeps a device awake: -64 dBFS, and -80 on the whole."""


class Output:
    """One sound device."""

    def __init__(self, name: str) -> None:
        self.name = name

    def id(self) -> QByteArray:
        return QByteArray(self.name.encode())


class Devices(QObject):
    """What the system says of its sound devices."""

    audioOutputsChanged = Signal()  # noqa: N815 - Qt's name
    names: tuple[str, ...]
    newest: Devices

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        Devices.newest = self

    @staticmethod
    def audioOutputs() -> list[Output]:  # noqa: N802 - Qt's name
        return [Output(name) for name in Devices.names]

    @staticmethod
    def defaultAudioOutput() -> Output:  # noqa: N802 - Qt's name
        return Output(Devices.names[0] if Devices.names else "")


class Server:
    """A sound server that may die and be started anew."""

    number = known = 1
    stuck = False
    room = reached = True
    counted: list[int]
    """How many streams had been made each time that Qt's ways were counted."""

    def hangs(self) -> bool:
        return Server.stuck

    def has_room(self) -> bool:
        return Server.room

    def answers(self) -> bool:
        return Server.number == Server.known != 0

    def meet(self) -> bool:
        if Server.reached:
            Server.known = Server.number
        return Server.reached and self.answers()

    def is_reached(self) -> bool:
        return Server.reached

    def count_ways(self) -> None:
        Server.counted.append(len(Stream.made))


class Stream:
    """A stream whose device takes what it is told to take."""

    made: list[Stream]
    clock: FakeClock
    refused = False

    def __init__(
        self, device: Output, feed: Feed, given: Callable[[], None], _parent: QObject
    ) -> None:
        self.device, self.feed, self.given = device.name.encode(), feed, given
        self.failed, self.ended = Stream.refused, False
        self.stalled = self.silent = False
        self.data, self.taken = b"", 0
        feed.begin()
        Stream.made.append(self)

    def run(self, seconds: float) -> None:
        """Let time pass: the device takes a step at a time, and asks for more."""
        for _ in range(round(seconds * RATE / STEP)):
            self.data += self.feed.give(Stream.clock(), self.taken, 1 << 20)
            self.given()
            Stream.clock.go(STEP / RATE)
            self.taken = min(self.taken + STEP, len(self.data) // FRAME)

    def loudest_in(self, seconds: float) -> int:
        """Let time pass, and return the loudest sample that was handed over in it."""
        before = len(self.data)
        self.run(seconds)
        return max(memoryview(self.data[before:]).cast("h"), default=0)

    def end(self) -> None:
        self.ended = True


@pytest.fixture
def player(monkeypatch: pytest.MonkeyPatch) -> Iterator[Player]:
    Devices.names, Stream.made, Stream.refused = ("speakers",), [], False
    Server.number = Server.known = 1
    Server.stuck, Server.room, Server.reached = False, True, True
    Server.counted = []
    Stream.clock = FakeClock()
    monkeypatch.setattr(module, "time", SimpleNamespace(monotonic=Stream.clock))
    monkeypatch.setattr(module, "QMediaDevices", Devices)
    monkeypatch.setattr(module, "Stream", Stream)
    monkeypatch.setattr(module, "SoundServer", Server)
    made = Player()
    yield made
    for timer in made.findChildren(QTimer):
        timer.stop()
    made.deleteLater()


@pytest.fixture
def started(player: Player) -> Player:
    player.start()
    return player


def plug(*names: str) -> None:
    Devices.names = names
    Devices.newest.audioOutputsChanged.emit()


def stream() -> Stream:
    """Return the one stream that is open."""
    (one,) = [stream for stream in Stream.made if not stream.ended]
    return one


def later(player: Player) -> None:
    """Let the time of every timer come that runs now."""
    for timer in player.findChildren(QTimer):
        if timer.isActive():
            timer.stop()
            timer.timeout.emit()


def heard(player: Player) -> dict[str, list[object]]:
    ears = {name: Heard() for name in ("lost", "found", "failed")}
    for name, ear in ears.items():
        getattr(player, name).connect(lambda ear=ear: ear("once"))
    return {name: ear.said for name, ear in ears.items()}


@pytest.mark.parametrize("name", SOUNDS)
def test_every_sound_can_be_loaded(name: Sound) -> None:
    samples = load(name)
    assert samples.format == "h"
    assert len(samples) > 0.2 * 2 * RATE


def test_a_server_that_hangs_at_the_start_is_asked_nothing_until_it_comes_round(
    player: Player,
) -> None:
    told = heard(player)
    Server.stuck = True
    player.start()
    assert told == {"lost": ["once"], "found": [], "failed": []}
    player.wake()
    assert not player.play("in")
    Server.stuck = False
    player.wake()
    assert told["found"] == ["once"]
    assert player.play("in")


def test_without_room_for_what_qt_opens_no_device_is_looked_for_yet(player: Player) -> None:
    told = heard(player)
    Server.room = False
    player.start()
    assert told == {"lost": ["once"], "found": [], "failed": []}
    Server.room = True
    player.wake()
    assert told["found"] == ["once"]
    assert player.play("in")


def test_without_room_for_what_qt_opens_there_is_no_new_stream(started: Player) -> None:
    """The first one aborted the program within libpulse, a later one was never heard."""
    told = heard(started)
    Server.room = False
    assert not started.can_open()
    assert not started.play("in")
    assert told["failed"] == ["once"]
    assert Stream.made == []
    Server.room = True
    assert started.play("in")


def test_a_stream_that_is_open_needs_no_room(started: Player) -> None:
    assert started.play("in")
    Server.room = False
    assert started.play("out")


def test_a_stream_that_is_silent_for_long_is_told_and_so_is_its_return(started: Player) -> None:
    told = heard(started)
    started.wake()
    assert started.play("in", 0.4)
    stream().stalled = stream().silent = True
    assert not started.play("in", 0.4)
    assert not started.play("out", 0.4)
    assert told["lost"] == ["once"]
    stream().stalled = stream().silent = False
    assert started.play("in", 0.4)
    assert told["found"] == ["once"]


def test_while_nothing_is_to_be_heard_there_is_no_stream(started: Player) -> None:
    assert started.has_device
    assert Stream.made == []
    started.hush()
    started.rest()
    later(started)
    assert Stream.made == []


def test_awake_it_has_a_stream_though_nothing_sounds(started: Player) -> None:
    started.wake()
    stream().run(5)
    later(started)
    assert not stream().ended


def test_at_rest_the_stream_ends_when_all_has_been_heard(started: Player) -> None:
    started.wake()
    stream().run(1)
    assert started.play("turn", 0.4)
    started.rest()
    stream().run(0.3)
    later(started)
    stream().run(3)
    later(started)
    assert Stream.made[-1].ended


def test_a_sound_by_itself_opens_a_stream_for_itself(started: Player) -> None:
    assert started.play("pause")
    stream().run(3)
    later(started)
    assert Stream.made[-1].ended


def test_a_second_sound_keeps_the_stream_open(started: Player) -> None:
    started.play("pause")
    stream().run(3)
    started.play("resume")
    stream().run(0.1)
    later(started)
    assert not stream().ended


def test_awake_soon_after_a_sound_the_stream_stays_open(started: Player) -> None:
    started.play("pause")
    stream().run(3)
    started.wake()
    stream().run(0.1)
    later(started)
    assert not stream().ended


def test_a_sound_is_heard_when_it_is_due_and_one_without_a_time_at_once(started: Player) -> None:
    started.wake()
    stream().run(1)
    assert started.play("in", 2.0)
    assert stream().loudest_in(1.5) <= NEARLY_SILENT
    assert stream().loudest_in(1.5) > 10 * NEARLY_SILENT
    started.hush()
    stream().run(1)
    assert started.play("in")
    assert stream().loudest_in(0.5) > 10 * NEARLY_SILENT


def test_without_a_device_it_says_so_once_and_plays_nothing(player: Player) -> None:
    said = heard(player)
    Devices.names = ()
    player.start()
    plug()
    assert said["lost"] == ["once"]
    assert not player.play("begin")
    player.wake()
    assert Stream.made == []


def test_a_device_that_comes_back_is_found_and_used(started: Player) -> None:
    said = heard(started)
    started.wake()
    plug()
    assert Stream.made[0].ended
    plug("speakers")
    assert (said["lost"], said["found"]) == (["once"], ["once"])
    assert not stream().stalled
    assert started.play("in", 0.4)


def test_another_device_is_taken_without_a_word(started: Player) -> None:
    said = heard(started)
    started.wake()
    plug("headphones", "speakers")
    assert Stream.made[0].ended
    assert stream().device == b"headphones"
    assert said["lost"] == said["found"] == []


def test_one_more_device_disturbs_nothing(started: Player) -> None:
    started.wake()
    plug("speakers", "headphones")
    assert not stream().ended
    assert len(Stream.made) == 1


def test_a_device_that_has_stopped_asking_is_not_heard_until_it_changes(started: Player) -> None:
    started.wake()
    stream().stalled = True
    assert not started.play("in", 0.4)
    plug("speakers")
    assert len(Stream.made) == 2
    assert started.play("in", 0.4)


def test_a_server_that_has_died_is_told_once_and_its_stream_ended(started: Player) -> None:
    said = heard(started)
    started.wake()
    Server.number = 0
    assert not started.play("in", 0.4)
    assert not started.play("in", 0.4)
    assert said["lost"] == ["once"]
    assert Stream.made[0].ended


def test_another_server_is_not_touched_before_qt_knows_it(started: Player) -> None:
    said = heard(started)
    started.wake()
    Server.number = 2
    assert not started.play("in", 0.4)
    assert len(Stream.made) == 1
    plug("speakers")
    assert said["found"] == ["once"]
    assert started.play("in", 0.4)


def test_a_server_to_which_qt_is_half_back_is_used_a_little_later(started: Player) -> None:
    """The devices were told of 5 ms before Qt could open a stream there: it aborted."""
    said = heard(started)
    started.wake()
    Server.number, Server.reached = 2, False
    assert not started.play("in", 0.4)
    plug("speakers")
    assert len(Stream.made) == 1
    Server.reached = True
    later(started)
    assert said["found"] == ["once"]
    assert started.play("in", 0.4)


def test_once_qt_is_all_back_a_server_is_not_met_again(started: Player) -> None:
    """It may have opened a stream by then, at a device that is slow to wake."""
    Server.reached = False
    plug("speakers")
    Server.reached = True
    started.wake()
    plug("speakers")
    opened = stream()
    opened.stalled = True
    later(started)
    assert not opened.ended


def test_no_stream_is_opened_at_a_server_that_qt_has_lost_and_it_is_told(started: Player) -> None:
    """Where systemd listens for the server, that answers though nobody else is there."""
    said = heard(started)
    Server.reached = False
    assert not started.can_open()
    assert not started.play("in", 0.4)
    assert not started.play("out", 0.4)
    assert Stream.made == []
    assert (said["lost"], said["found"]) == (["once"], [])
    started.wake()
    assert Stream.made == []
    Server.reached = True
    started.wake()
    assert said["found"] == ["once"]
    assert started.play("in", 0.4)


def test_a_recording_is_not_opened_beside_a_stream_that_qt_has_lost(started: Player) -> None:
    started.wake()
    assert started.can_open()
    Server.reached = False
    assert not started.can_open()
    assert not stream().ended


def test_qts_ways_to_the_server_are_counted_with_each_new_stream(started: Player) -> None:
    started.wake()
    assert started.play("in", 0.4)
    assert Server.counted == [1]
    plug("headphones")
    assert Server.counted == [1, 2]


def test_a_device_that_takes_no_sound_is_told_and_tried_again(started: Player) -> None:
    said = heard(started)
    Stream.refused = True
    assert not started.play("in")
    assert said["failed"] == ["once"]
    Stream.refused = False
    assert started.play("in")


@pytest.mark.parametrize(("name", "share"), [("begin", 0.25), ("turn", 0.04), ("in", 0.04)])
def test_volumes_are_squared_for_the_ear_bells_and_breath_apart(
    started: Player, name: Sound, share: float
) -> None:
    started.wake()
    stream().run(1)
    levels = []
    for bells, breath in ((1.0, 1.0), (0.5, 0.2)):
        started.set_volumes(bells, breath, muted=False)
        assert started.play(name)
        levels.append(stream().loudest_in(2))
        started.hush()
        stream().run(1)
    assert levels[1] / levels[0] == pytest.approx(share, abs=0.01)


def test_muted_nothing_is_heard_and_it_says_so(started: Player) -> None:
    started.set_volumes(0.8, 0.7, muted=True)
    started.wake()
    assert not started.play("begin")
    assert Stream.made == []


def test_muting_ends_the_stream_and_the_sound_comes_back_in_the_middle(started: Player) -> None:
    started.wake()
    started.set_volumes(0.8, 0.7, muted=True)
    stream().run(3)
    later(started)
    assert Stream.made[0].ended
    started.set_volumes(0.8, 0.7, muted=False)
    assert not stream().ended


def test_hush_ends_what_sounds_and_what_was_to_come(started: Player) -> None:
    started.wake()
    stream().run(1)
    started.play("finish", 0.3)
    stream().run(1)
    started.play("begin", 2.0)
    started.hush()
    before = len(stream().data)
    stream().run(3)
    heard = memoryview(stream().data).cast("h")
    left = heard[before // 2 + RATE // 100 * 2 :]
    assert max(heard[: before // 2]) > 100 * NEARLY_SILENT
    assert max(map(abs, left)) <= NEARLY_SILENT
    assert any(left), "the device is kept awake"


def test_for_a_voice_the_device_is_kept_awake_though_nothing_else_is_to_be_heard(
    started: Player,
) -> None:
    started.set_volumes(0.0, 0.0, muted=False, voice=True)
    started.wake()
    stream().run(5)
    later(started)
    assert not stream().ended
    heard = memoryview(stream().data).cast("h")
    assert 0 < max(heard) <= NEARLY_SILENT
    gaps = bytes(heard[RATE // 10 :]).split(bytes(FRAME * RATE // 100))
    assert len(gaps) == 1, "it is never quite silent for a hundredth of a second"


@pytest.mark.parametrize(("muted", "voice"), [(True, True), (False, False)])
def test_muted_or_with_everything_off_there_is_no_stream(
    started: Player, muted: bool, voice: bool
) -> None:
    started.set_volumes(0.0, 0.0, 0.8, muted=muted, voice=voice)
    started.wake()
    assert Stream.made == []


def test_muted_the_wave_opens_nothing_and_comes_back_into_its_breath(started: Player) -> None:
    started.set_volumes(0.8, 0.7, 0.5, muted=True)
    started.wake()
    assert not started.roll(QUICK, 0.3, 0.3)
    assert Stream.made == []
    started.set_volumes(0.8, 0.7, 0.5, muted=False)
    stream().run(1.5)
    assert max(memoryview(stream().data).cast("h")) > 10 * NEARLY_SILENT


def test_the_wave_by_itself_is_heard_through_its_breath_and_the_stream_then_ends(
    started: Player,
) -> None:
    started.set_volumes(0.0, 0.0, 0.5, muted=False)
    assert started.roll(QUICK, 0.3, 0.3)
    stream().run(2.0)
    later(started)
    stream().run(4.0)
    later(started)
    assert Stream.made[-1].ended


def test_ducked_the_wave_is_silent_until_it_may_come_back_or_the_device_is_let_go(
    started: Player,
) -> None:
    started.set_volumes(0.8, 0.7, 0.5, muted=False)
    started.wake()
    stream().run(1)
    assert started.roll(SLOW, 0.3, 0.3)
    assert stream().loudest_in(3) > 10 * NEARLY_SILENT
    started.duck(True)
    stream().run(1)
    assert stream().loudest_in(0.5) <= NEARLY_SILENT
    started.duck(False)
    assert stream().loudest_in(1) > 10 * NEARLY_SILENT
    started.duck(True)
    stream().run(1)
    started.rest()
    assert stream().loudest_in(1) > 10 * NEARLY_SILENT
