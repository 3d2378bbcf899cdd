"""A line is said as the teacher recorded it, or else by the voice; always one at a time."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from msgspec.structs import replace
from PySide6.QtCore import QObject, QTimer, Signal
from pytestqt.qtbot import QtBot

from supine.core.pace import Pace
from supine.core.planner import plan
from supine.core.reader import read_file
from supine.core.sequence import Clip, Cue
from supine.speech.line_player import LinePlayer, recordings_of
from tests.core.test_recordings import record, written
from tests.helpers import Heard, shipped_plan

pytestmark = pytest.mark.usefixtures("qapp")


class Voice(QObject):
    begun = Signal(int)
    ended = Signal(int)

    def __init__(self) -> None:
        super().__init__()
        self.said: list[str] = []
        self.stops = 0

    def say(self, text: str) -> int:
        self.said.append(text)
        return len(self.said)

    def stop(self) -> None:
        self.stops += 1


class Audio(QObject):
    """Stands for the audio worker."""

    unplayable = Signal(str)

    def __init__(self) -> None:
        super().__init__()
        self.played: list[tuple[str, float]] = []
        self.stops, self.works = 0, True

    def play_recording(self, path: str, volume: float) -> bool:
        if self.works:
            self.played.append((path, volume))
        return self.works

    def stop_recording(self) -> None:
        self.stops += 1


class Scene:
    def __init__(self, folder: Path) -> None:
        self.voice, self.audio = Voice(), Audio()
        self.reader = LinePlayer(self.voice, self.audio, self.voice)  # type: ignore[arg-type]
        self.begun = Heard(self.reader.begun)
        self.ended = Heard(self.reader.ended)
        self.paths = [str(folder / f"{side}.wav") for side in ("right", "left")]
        for path in self.paths:
            record(Path(path), 1.5)
        self.plan = plan(read_file(written(folder, "'{side}.wav'")), Pace())
        self.line = self.plan.steps[0].cues[1].cue
        assert isinstance(self.line.recording, Clip)
        (self.timer,) = self.reader.findChildren(QTimer)


@pytest.fixture
def scene(tmp_path: Path) -> Iterator[Scene]:
    made = Scene(tmp_path)
    yield made
    made.reader.stop()


def test_a_recorded_line_is_played_and_ends_when_its_recording_does(
    scene: Scene, qtbot: QtBot
) -> None:
    number = scene.reader.say(scene.line)
    assert number < 0
    assert scene.voice.said == []
    assert [path for path, _volume in scene.audio.played] == scene.paths[:1]
    assert scene.timer.interval() == pytest.approx(1650)
    qtbot.waitUntil(lambda: scene.begun.said == [number])
    scene.timer.timeout.emit()
    assert scene.ended.said == [number]


def test_it_is_as_loud_as_the_voice_is_set(scene: Scene) -> None:
    scene.reader.volume = 0.4
    scene.reader.say(scene.line)
    assert scene.audio.played[0][1] == 0.4


def test_any_other_line_is_said_by_the_voice_as_it_is_to_be_said(scene: Scene) -> None:
    assert scene.reader.say(Cue("Sacroiliac joints.", say="sacro-iliac joints")) == 1
    assert scene.voice.said == ["sacro-iliac joints"]


def test_where_it_cannot_be_played_the_voice_says_the_line(scene: Scene) -> None:
    scene.audio.works = False
    assert scene.reader.say(scene.line) == 1
    assert scene.voice.said == ["Right knee in."]


def test_a_recording_stops_the_voice(scene: Scene) -> None:
    scene.reader.say(Cue("Soft jaw."))
    scene.reader.say(scene.line)
    assert scene.voice.stops == 1


def test_a_spoken_line_ends_the_recording_under_way(scene: Scene) -> None:
    number = scene.reader.say(scene.line)
    scene.reader.say(Cue("Soft jaw."))
    assert (scene.ended.said, scene.audio.stops) == ([number], 1)
    assert scene.voice.said == ["Soft jaw."]


def test_a_new_line_ends_the_recording_under_way(scene: Scene) -> None:
    number = scene.reader.say(scene.line)
    scene.reader.say(replace(scene.line, text="Again."))
    assert scene.ended.said == [number]
    assert scene.audio.stops == 1


def test_stopped_it_has_ended_once(scene: Scene) -> None:
    number = scene.reader.say(scene.line)
    scene.reader.stop()
    scene.reader.stop()
    assert scene.ended.said == [number]
    assert scene.audio.stops == 1


def test_a_recording_that_turns_out_unplayable_ends_at_once(scene: Scene) -> None:
    number = scene.reader.say(scene.line)
    scene.audio.unplayable.emit("/of/another/line.wav")
    assert scene.ended.said == []
    scene.audio.unplayable.emit(scene.audio.played[0][0])
    assert scene.ended.said == [number]


def test_all_recordings_of_a_plan_are_found_once(scene: Scene) -> None:
    assert recordings_of(scene.plan) == tuple(scene.paths)
    assert recordings_of(shipped_plan()) == ()
