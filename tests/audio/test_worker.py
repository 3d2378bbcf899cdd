"""The audio worker: each sound at its time, as loud as set, and none that was taken back."""

from __future__ import annotations

import os
import wave
from collections.abc import Iterator
from itertools import pairwise
from pathlib import Path
from typing import get_args

import numpy as np
import numpy.typing as npt
import pytest

from supine.audio import wave_file as wave_module
from supine.audio.files import LEAD, QUIET_SECONDS, quiet_file
from supine.audio.protocol import (
    Awake,
    Calm,
    Device,
    Hush,
    Prepare,
    Silent,
    StopRecording,
    Unplayable,
    Volumes,
)
from supine.audio.wave_file import RATE, TAIL
from supine.audio.worker import FADE, IDLE, LATENCY, SILENT, SOON, STEP, UNUSED
from supine.core.breath import Rhythm
from supine.core.recordings import LONGEST
from supine.core.sounds import BREATH_SOUNDS, Sound
from supine.resources import resource
from tests.audio.scene import Scene
from tests.conftest import FakeClock
from tests.core.test_recordings import record

pytestmark = pytest.mark.usefixtures("qapp")

AHEAD = LEAD + LATENCY
"""Seconds from the start of a sound's file until it is heard."""

EXACT = 0.002
"""Seconds: timers count whole milliseconds."""

RHYTHM = Rhythm(1.0, 0.0, 1.5, 0.5)

SWELLS = RHYTHM.seconds - RHYTHM.hold_out
"""Seconds in which a breath is heard as a wave."""

BELLS = [sound for sound in get_args(Sound) if sound not in BREATH_SOUNDS]


@pytest.fixture
def scene(clock: FakeClock, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Scene]:
    made = Scene(clock, tmp_path / "cache", monkeypatch)
    yield made
    made.parent.deleteLater()


def _no_room(*_all: object) -> int:
    raise OSError("No space left on device")


def seconds_of(path: Path) -> float:
    with wave.open(str(path)) as file:
        return float(file.getnframes() / file.getframerate())


def seconds_to_stop(scene: Scene, name: str) -> float:
    (begun,), (ended,) = scene.times("play", name), scene.times("stop", name)
    return ended - begun


def test_a_sound_is_heard_when_it_is_due(scene: Scene) -> None:
    scene.play("begin", 2.0)
    scene.go(5.0)
    assert scene.times("play", "begin") == [pytest.approx(2.0 - AHEAD, abs=EXACT)]


def test_sounds_come_in_the_order_in_which_they_are_due(scene: Scene) -> None:
    wanted: dict[Sound, float] = {"end": 3.0, "begin": 1.0, "in": 1.0, "last": 2.0}
    for sound, due in wanted.items():
        scene.play(sound, due)
    scene.go(5.0)
    began = {sound: scene.times("play", sound)[0] for sound in ("begin", "in", "last", "end")}
    assert list(began) == sorted(began, key=lambda sound: began[sound])
    assert began["begin"] == began["in"]


@pytest.mark.parametrize("late", [-0.01, 0.01])
def test_a_late_sound_is_played_once_unless_it_is_too_late(scene: Scene, late: float) -> None:
    scene.play("turn", AHEAD + 1.0, patience=0.25)
    scene.stand_still(1.0 + 0.25 + late)
    scene.go(5.0)
    assert len(scene.times("play", "turn")) == (1 if late < 0 else 0)


def test_a_sound_that_comes_again_while_it_sounds_does_not_end_the_first(scene: Scene) -> None:
    scene.play("finish", 0.3)
    scene.play("finish", 1.3)
    scene.go(2.0)
    assert len(scene.times("play", "finish")) == 2
    assert scene.times("stop", "finish") == []


def test_a_third_one_ends_the_first_before_it_begins(scene: Scene) -> None:
    for due in (0.3, 1.3, 2.3):
        scene.play("finish", due)
    scene.go(3.0)
    begun = scene.times("play", "finish")
    assert len(begun) == 3
    assert scene.times("stop", "finish") == [begun[2]]


@pytest.mark.parametrize("sound", get_args(Sound))
def test_each_sound_is_stopped_by_us_in_the_silence_after_its_end(
    scene: Scene, sound: Sound
) -> None:
    scene.play(sound)
    scene.go(60.0)
    after = seconds_to_stop(scene, sound) - seconds_of(resource("sounds", f"{sound}.wav"))
    # from there on its silent beginning plays once more
    assert 0 < after < LEAD


def test_the_wave_is_stopped_in_the_silence_at_the_end_of_its_file(scene: Scene) -> None:
    scene.roll(RHYTHM)
    scene.go(10.0)
    assert SWELLS < seconds_to_stop(scene, "wave") < SWELLS + TAIL


def test_volumes_are_squared_for_the_ear_and_each_kind_has_its_own(
    scene: Scene, tmp_path: Path
) -> None:
    scene.ask(Volumes(0.5, 0.4, 0.3))
    record(tmp_path / "line.wav")
    scene.go(1.0)
    scene.play("begin")
    scene.play("in")
    scene.roll(RHYTHM)
    scene.go(0.4)
    scene.record(tmp_path / "line.wav", 0.6)
    loud = {name.partition("-")[0]: volume for name, volume in scene.heard.items()}
    wanted = {"begin": 0.25, "in": 0.16, "wave": 0.09, "recording": 0.36}
    assert loud == pytest.approx(wanted)


@pytest.mark.parametrize("sound", get_args(Sound))
def test_what_is_set_to_silence_is_not_played(scene: Scene, sound: Sound) -> None:
    scene.ask(Volumes(0.0, 1.0, 1.0) if sound in BELLS else Volumes(1.0, 0.0, 1.0))
    scene.go(1.0)
    scene.play(sound)
    scene.play("in" if sound in BELLS else "begin")
    scene.go(1.0)
    assert list(scene.heard) == ["in" if sound in BELLS else "begin"]


def steps(volumes: list[float]) -> list[float]:
    return [abs(after - before) for before, after in pairwise(volumes)]


@pytest.mark.parametrize("to", [0.0, 0.3, 1.0])
def test_a_volume_changes_in_small_steps_and_soon(scene: Scene, to: float) -> None:
    scene.ask(Volumes(0.7, 0.7, 0.7))
    scene.go(1.0)
    scene.play("finish")
    scene.go(1.0)
    scene.ask(Volumes(to, 0.7, 0.7))
    scene.go(FADE + 2 * STEP / 1000)
    assert scene.heard["finish"] == pytest.approx(to**2)
    assert max(steps(scene.volumes("finish"))) <= STEP / 1000 / FADE + 1e-6


def test_a_wave_comes_back_into_its_breath_as_loud_as_before(scene: Scene) -> None:
    scene.roll(RHYTHM)
    scene.go(0.8)
    scene.ask(Volumes(1.0, 1.0, 0.0))
    scene.go(0.5)
    assert list(scene.heard.values()) == [0.0]
    scene.ask(Volumes(1.0, 1.0, 1.0))
    scene.go(0.5)
    assert list(scene.heard.values()) == [1.0]


def test_a_wave_that_begins_under_a_spoken_line_is_heard_after_it(scene: Scene) -> None:
    scene.ask(Volumes(1.0, 1.0, 0.0))
    scene.go(1.0)
    scene.roll(RHYTHM)
    scene.go(1.0)
    assert list(scene.heard.values()) == [0.0]
    scene.ask(Volumes(1.0, 1.0, 0.5))
    scene.go(0.5)
    assert list(scene.heard.values()) == [pytest.approx(0.25)]


def test_hush_fades_out_what_sounds_and_takes_back_what_is_due(scene: Scene) -> None:
    scene.play("finish")
    scene.roll(RHYTHM)
    scene.play("begin", 2.0)
    scene.roll(RHYTHM, 3.0)
    scene.go(1.0)
    scene.ask(Hush())
    assert set(scene.heard.values()) == {1.0}
    scene.go(FADE / 2)
    assert all(0.3 < volume < 0.7 for volume in scene.heard.values())
    scene.go(FADE)
    assert scene.heard == {}
    scene.go(10.0)
    assert len(scene.times("play", "")) == 2
    assert max(steps(scene.volumes("finish"))) <= STEP / 1000 / FADE + 1e-6


def test_hush_takes_back_what_is_still_being_made(scene: Scene, tmp_path: Path) -> None:
    record(tmp_path / "line.wav")
    scene.disk_is_slow = True
    scene.roll(RHYTHM)
    scene.record(tmp_path / "line.wav")
    scene.ask(Hush())
    scene.finish_files()
    scene.go(10.0)
    assert scene.times("play", "") == []


@pytest.mark.parametrize("pause", [0.0, 0.04, FADE, 1.0])
def test_a_sound_right_after_hush_is_heard_as_loud_as_ever(scene: Scene, pause: float) -> None:
    scene.play("finish")
    scene.go(1.0)
    scene.ask(Hush())
    scene.go(pause)
    scene.play("begin", AHEAD)
    scene.go(0.0)
    assert scene.heard == {"begin": 1.0}
    scene.go(0.5)
    assert scene.heard == {"begin": 1.0}


def test_calm_ends_the_wave_alone(scene: Scene) -> None:
    scene.play("finish")
    scene.roll(RHYTHM)
    scene.play("begin", 2.0)
    scene.roll(RHYTHM, 3.0)
    scene.go(1.0)
    scene.ask(Calm())
    scene.go(FADE + 2 * STEP / 1000)
    assert scene.heard == {"finish": 1.0}
    scene.go(1.0)
    assert scene.heard == {"finish": 1.0, "begin": 1.0}
    scene.go(10.0)
    assert len(scene.times("play", "wave")) == 1
    assert max(steps(scene.volumes("wave"))) <= STEP / 1000 / FADE + 1e-6


def test_calm_takes_back_a_wave_that_is_still_being_made(scene: Scene) -> None:
    scene.disk_is_slow = True
    scene.roll(RHYTHM)
    scene.ask(Calm())
    scene.finish_files()
    scene.go(10.0)
    assert scene.times("play", "") == []


@pytest.mark.parametrize("pause", [0.0, 0.04, 1.0])
def test_after_calm_a_new_wave_is_heard_and_the_old_one_no_more(scene: Scene, pause: float) -> None:
    other = Rhythm(0.9, 0.0, 0.9, 0.0)
    scene.roll(RHYTHM)
    scene.go(1.0)
    scene.ask(Calm())
    scene.go(pause)
    scene.roll(other, LATENCY)
    scene.go(0.5)
    assert list(scene.heard.values()) == [1.0]
    assert len(scene.times("stop", "wave")) == 1


def test_breaths_follow_each_other(scene: Scene) -> None:
    for breath in range(3):
        scene.roll(RHYTHM, 0.3 + breath * RHYTHM.seconds)
    scene.go(15.0)
    wanted = [0.3 - LATENCY + breath * RHYTHM.seconds for breath in range(3)]
    assert scene.times("play", "wave") == pytest.approx(wanted, abs=EXACT)
    assert len(scene.times("stop", "wave")) == 3


def joined_at(scene: Scene) -> tuple[float, float]:
    """Return when a wave was heard, and from how many seconds into its breath on."""
    ((name, at),) = [(name, at) for what, name, at, _volume in scene.notes if what == "play"]
    return at + LATENCY, float(name.partition("-from-")[2] or "0") / 1000


def test_a_breath_that_has_begun_is_joined_where_it_is(scene: Scene) -> None:
    scene.roll(RHYTHM, -0.5, joins=0.35)
    scene.go(10.0)
    assert joined_at(scene) == pytest.approx((0.35, 0.85), abs=EXACT)


def test_a_wave_that_was_not_made_in_time_joins_its_breath_later(scene: Scene) -> None:
    scene.disk_is_slow = True
    scene.roll(RHYTHM, 0.3)
    scene.go(1.3)
    scene.disk_is_slow = False
    scene.finish_files()
    scene.go(10.0)
    assert joined_at(scene) == pytest.approx((1.3 + SOON, 1.0 + SOON), abs=EXACT)


def test_a_breath_that_is_nearly_over_is_left_out(scene: Scene) -> None:
    scene.roll(RHYTHM, 0.05 - SWELLS, joins=0.0)
    scene.disk_is_slow = True
    scene.roll(RHYTHM, 0.3)
    scene.go(0.3 + SWELLS)
    scene.disk_is_slow = False
    scene.finish_files()
    scene.go(10.0)
    assert scene.times("play", "") == []


def test_a_full_disk_costs_the_wave_alone(scene: Scene, monkeypatch: pytest.MonkeyPatch) -> None:
    with monkeypatch.context() as patch:
        patch.setattr(wave_module, "write_samples", _no_room)
        scene.ask(Prepare(RHYTHM.lengths))
        scene.roll(RHYTHM)
        scene.play("begin")
        scene.go(10.0)
    assert len(scene.times("play", "")) == len(scene.times("play", "begin")) == 1
    scene.roll(RHYTHM)
    scene.go(1.0)
    assert len(scene.times("play", "wave")) == 1


def test_a_wave_that_was_prepared_is_not_made_again(
    scene: Scene, monkeypatch: pytest.MonkeyPatch
) -> None:
    scene.ask(Prepare(RHYTHM.lengths))
    monkeypatch.setattr(wave_module, "write_samples", None)
    scene.roll(RHYTHM)
    scene.go(1.0)
    assert len(scene.times("play", "wave")) == 1


def test_a_recording_is_played_at_once_and_ended_in_the_silence_behind_it(
    scene: Scene, tmp_path: Path
) -> None:
    record(tmp_path / "line.wav", 1.5)
    scene.ask(Prepare(None, (str(tmp_path / "line.wav"),)))
    scene.go(1.0)
    scene.record(tmp_path / "line.wav")
    scene.go(10.0)
    assert scene.times("play", "recording") == [1.0]
    assert 1.5 < seconds_to_stop(scene, "recording") < 1.5 + TAIL


def test_a_recording_that_nobody_prepared_is_heard_a_little_later(
    scene: Scene, tmp_path: Path
) -> None:
    record(tmp_path / "line.wav")
    scene.disk_is_slow = True
    scene.record(tmp_path / "line.wav")
    scene.go(0.5)
    scene.finish_files()
    assert scene.times("play", "recording") == [0.5]


def test_a_recording_can_be_stopped(scene: Scene, tmp_path: Path) -> None:
    record(tmp_path / "line.wav", 5.0)
    scene.play("finish")
    scene.record(tmp_path / "line.wav")
    scene.go(1.0)
    (name,) = set(scene.heard) - {"finish"}
    scene.ask(StopRecording())
    scene.go(FADE + STEP / 1000)
    assert list(scene.heard) == ["finish"]
    assert max(steps(scene.volumes(name)[1:])) <= STEP / 1000 / FADE + 1e-6, "or it would click"


def test_a_recording_after_one_that_fades_is_as_loud_as_ever(scene: Scene, tmp_path: Path) -> None:
    for name in ("one", "two"):
        record(tmp_path / f"{name}.wav", 5.0)
    scene.record(tmp_path / "one.wav")
    scene.go(1.0)
    scene.ask(StopRecording())
    scene.record(tmp_path / "two.wav", 0.5)
    scene.go(1.0)
    assert list(scene.heard.values()) == [0.25]


def test_a_recording_that_is_still_being_copied_can_be_stopped(
    scene: Scene, tmp_path: Path
) -> None:
    record(tmp_path / "line.wav")
    scene.disk_is_slow = True
    scene.record(tmp_path / "line.wav")
    scene.ask(StopRecording())
    scene.finish_files()
    assert scene.times("play", "") == []


def test_of_two_recordings_the_second_is_heard(scene: Scene, tmp_path: Path) -> None:
    for name in ("one.wav", "two.wav"):
        record(tmp_path / name, 5.0)
    scene.disk_is_slow = True
    scene.record(tmp_path / "one.wav", 1.0)
    scene.record(tmp_path / "two.wav", 0.5)
    scene.finish_files()
    assert list(scene.heard.values()) == [0.25]


def copies(scene: Scene) -> list[Path]:
    return sorted(scene.cache.glob("recording-*"))


def test_copies_that_are_not_needed_any_more_are_removed(scene: Scene, tmp_path: Path) -> None:
    for name in ("one.wav", "two.wav"):
        record(tmp_path / name)
        scene.ask(Prepare(None, (str(tmp_path / name),)))
        assert len(copies(scene)) == 1


def test_a_copy_is_made_again_when_its_recording_has_changed(scene: Scene, tmp_path: Path) -> None:
    path = tmp_path / "line.wav"
    record(path, 1.0)
    scene.ask(Prepare(None, (str(path),)))
    before = copies(scene)
    scene.ask(Prepare(None, (str(path),)))
    assert copies(scene) == before
    record(path, 2.0)
    os.utime(path, ns=(0, path.stat().st_mtime_ns + 1))
    scene.ask(Prepare(None, (str(path),)))
    assert [seconds_of(copy) for copy in copies(scene)] == [2.0 + TAIL]


def test_a_copy_that_is_being_made_is_not_removed(
    scene: Scene, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A second `Prepare` took away what was being written; the recording was then refused."""
    record(tmp_path / "line.wav")
    prepare = Prepare(None, (str(tmp_path / "line.wav"),))
    replace = Path.replace

    def asked_once_more(part: Path, path: Path) -> Path:
        monkeypatch.undo()
        scene.disk_is_slow = True
        scene.ask(prepare)
        return replace(part, path)

    monkeypatch.setattr(Path, "replace", asked_once_more)
    scene.ask(prepare)
    scene.finish_files()
    assert scene.disk_is_slow, "it was asked once more"
    assert [one for one in scene.told if isinstance(one, Unplayable)] == []
    assert len(copies(scene)) == 1


def test_recordings_that_are_told_one_after_another_are_all_kept(
    scene: Scene, tmp_path: Path
) -> None:
    for number, name in enumerate(("one.wav", "two.wav", "three.wav")):
        record(tmp_path / name)
        scene.ask(Prepare(None, (str(tmp_path / name),), adds=number > 0))
    assert len(copies(scene)) == 3


TROUBLES = ["gone", "text", "0 frames a second", "4 GHz", "a folder", "grown too long", "24 bit"]


def spoil(path: Path, trouble: str) -> None:
    """Let a recording become something else."""
    record(path, LONGEST + 10 if trouble == "grown too long" else 1.0)
    data = path.read_bytes()
    if trouble == "text":
        path.write_text("RIFF")
    elif trouble == "0 frames a second":
        path.write_bytes(data[:24] + bytes(8) + data[32:])
    elif trouble == "4 GHz":
        path.write_bytes(data[:24] + b"\xff" * 4 + data[28:])
    elif trouble == "24 bit":
        path.write_bytes(data[:32] + b"\x03\0\x18\0" + data[36:])
    elif trouble == "gone":
        path.unlink()
    elif trouble == "a folder":
        path.unlink()
        path.mkdir()


@pytest.mark.parametrize("trouble", TROUBLES)
def test_what_is_no_recording_any_more_is_told_and_not_played(
    scene: Scene, tmp_path: Path, trouble: str
) -> None:
    path = tmp_path / "line.wav"
    spoil(path, trouble)
    scene.ask(Prepare(None, (str(path),)))
    assert scene.told[-1] == Unplayable(str(path))
    scene.told.clear()
    scene.record(path)
    assert scene.told == [Unplayable(str(path))]
    assert scene.heard == {}
    assert copies(scene) == []


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="Windows has no such pipes")
def test_a_pipe_in_the_place_of_a_recording_is_never_opened(scene: Scene, tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "line.wav")
    scene.record(tmp_path / "line.wav")
    assert scene.told[-1] == Unplayable(str(tmp_path / "line.wav"))


@pytest.mark.parametrize("width", [1, 2, 4])
@pytest.mark.parametrize("channels", [1, 2])
def test_a_copy_is_the_whole_recording_with_silence_behind_it(
    scene: Scene, tmp_path: Path, width: int, channels: int
) -> None:
    path = tmp_path / "line.wav"
    record(path, 1.0, width, channels)
    noise = bytes(range(1, 251)) * (8000 * width * channels // 250)
    path.write_bytes(path.read_bytes()[:44] + noise)
    scene.ask(Prepare(None, (str(path),)))
    (copy,) = copies(scene)
    with wave.open(str(copy)) as file:
        assert (file.getnchannels(), file.getsampwidth(), file.getframerate()) == (
            channels, width, 8000,
        )  # fmt: skip
        data = file.readframes(file.getnframes())
    assert data[: len(noise)] == noise
    # samples of one byte have no sign
    assert set(data[len(noise) :]) == {0x80 if width == 1 else 0}
    assert len(data) - len(noise) == round(TAIL * 8000) * width * channels


def test_when_nothing_is_to_be_heard_any_more_nothing_is_loaded(scene: Scene) -> None:
    scene.play("finish")
    scene.roll(RHYTHM)
    scene.play("turn", 30.0)
    scene.go(29.0)
    assert "turn" in scene.loaded
    scene.go(IDLE / 1000 + 1.0)
    assert scene.times("play", "turn") != []
    scene.go(IDLE / 1000 + 5.0)
    assert scene.loaded == set()


def test_what_sounds_stays_loaded(scene: Scene, tmp_path: Path) -> None:
    record(tmp_path / "line.wav", UNUSED + 10.0)
    scene.record(tmp_path / "line.wav")
    scene.go(UNUSED + 5.0)
    scene.play("turn")
    scene.go(1.0)
    assert len(scene.times("play", "turn")) == 1
    assert scene.times("stop", "recording") == []
    scene.go(20.0)
    assert scene.loaded == set()


def test_awake_all_stays_loaded_that_was_used_of_late(scene: Scene) -> None:
    scene.ask(Awake(True))
    scene.play("finish")
    scene.go(UNUSED - 1.0)
    scene.play("turn")
    assert scene.loaded >= {"finish", "turn"}
    scene.go(UNUSED - 1.0)
    scene.play("begin")
    assert "finish" not in scene.loaded
    assert scene.loaded >= {"begin", "turn"}
    scene.ask(Awake(False))
    scene.go(IDLE / 1000 + 10.0)
    assert scene.loaded == set()


def test_what_is_due_soon_is_not_taken_from_memory(scene: Scene) -> None:
    """It would be loaded in the moment in which it is due, and come late."""
    scene.ask(Awake(True))
    scene.play("turn")
    scene.go(UNUSED)
    scene.play("turn", 1.0)
    scene.go(0.5)
    scene.play("begin")
    assert "turn" in scene.loaded


def test_awake_the_device_gets_near_silence_and_no_longer(scene: Scene) -> None:
    scene.ask(Awake(True))
    scene.go(100.0)
    assert scene.heard == {"quiet": 1.0}
    scene.ask(Awake(False))
    assert (scene.heard, scene.loaded) == ({}, set())


def test_hush_does_not_let_the_device_sleep(scene: Scene) -> None:
    scene.ask(Awake(True))
    scene.play("finish")
    scene.go(1.0)
    scene.ask(Hush())
    scene.go(1.0)
    assert scene.heard == {"quiet": 1.0}


def test_a_device_that_plays_nothing_is_told_again_and_again(scene: Scene) -> None:
    """Qt 6.11.3 is not told that the only device was unplugged while it played."""
    scene.ask(Awake(True))
    scene.go(20.0)
    assert Silent() not in scene.told
    scene.device_plays = False
    scene.go(2 * SILENT / 1000 + QUIET_SECONDS)
    assert scene.told.count(Silent()) == 2
    scene.device_plays = True
    scene.go(20.0)
    assert scene.told.count(Silent()) == 2


def test_a_device_that_may_sleep_is_not_expected_to_play(scene: Scene) -> None:
    scene.ask(Awake(True))
    scene.device_plays = False
    scene.ask(Awake(False))
    scene.go(20.0)
    assert Silent() not in scene.told


def test_without_room_on_the_disk_it_goes_on_without_near_silence(
    scene: Scene, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(Path, "write_bytes", _no_room)
    scene.ask(Awake(True))
    scene.play("begin")
    scene.go(1.0)
    assert list(scene.heard) == ["begin"]


def samples(path: Path) -> npt.NDArray[np.int16]:
    with wave.open(str(path)) as file:
        return np.frombuffer(file.readframes(file.getnframes()), "<i2").reshape(-1, 2)


def test_near_silence_is_not_heard_and_never_quite_silent(tmp_path: Path) -> None:
    quiet = samples(quiet_file(tmp_path))
    assert len(quiet) == round(QUIET_SECONDS * RATE)
    assert np.abs(quiet).max() < 33, "-60 dBFS"
    hundredths = np.abs(quiet).reshape(-1, RATE // 100 * 2).max(axis=1)
    assert hundredths.min() > 0
    same = quiet_file(tmp_path).read_bytes() == quiet_file(tmp_path / "other").read_bytes()
    assert same


def devices(scene: Scene) -> set[str]:
    """Return where all that is loaded would be heard."""
    return {one.device for one in scene.effects}


def told_of_devices(scene: Scene) -> list[bool]:
    return [one.there for one in scene.told if isinstance(one, Device)]


def test_everything_follows_the_default_device(scene: Scene) -> None:
    scene.ask(Awake(True))
    scene.play("finish")
    scene.roll(RHYTHM)
    scene.go(1.0)
    heard = set(scene.heard)
    scene.plug("headphones")
    assert devices(scene) == {"headphones"}
    assert set(scene.heard) == heard
    assert told_of_devices(scene) == [True, True]


def test_a_device_that_is_not_the_default_disturbs_nothing(scene: Scene) -> None:
    scene.ask(Awake(True))
    scene.play("finish")
    scene.go(1.0)
    before = list(scene.notes)
    scene.plug("speakers")
    assert scene.notes == before


def test_without_a_device_it_is_told_until_there_is_one(scene: Scene) -> None:
    scene.play("finish")
    scene.plug("")
    assert told_of_devices(scene) == [True, False]
    scene.plug("speakers")
    assert told_of_devices(scene) == [True, False, True]
    assert devices(scene) == {"speakers"}


def test_awake_before_there_is_a_device_it_is_kept_awake_from_then_on(scene: Scene) -> None:
    scene.plug("")
    scene.ask(Awake(True))
    scene.plug("speakers")
    assert [(one.name, one.device, one.sounds) for one in scene.effects if one.sounds] == [
        ("quiet", "speakers", True)
    ]


def test_what_is_asked_before_there_is_a_sound_server_is_done_then(
    clock: FakeClock, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    record(tmp_path / "line.wav")
    scene = Scene(clock, tmp_path / "cache", monkeypatch, begins=False)
    scene.ask(Volumes(0.5, 1.0, 1.0), Awake(True))
    scene.play("begin", 5.0)
    scene.play("end", 1.0)
    # its line is over when it could be heard
    scene.record(tmp_path / "line.wav")
    scene.go(4.0)
    assert (scene.told, scene.heard) == ([], {})
    scene.player.begin()
    scene.go(2.0)
    assert scene.heard == {"begin": 0.25, "quiet": 1.0}
    assert len(scene.times("play", "")) == 2
    scene.parent.deleteLater()
