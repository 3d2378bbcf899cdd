"""A line to try: said when the device is awake and the voice is there, once."""

from __future__ import annotations

from collections.abc import Iterator
from typing import cast

import pytest
from PySide6.QtCore import QObject, QTimer, Signal

from supine.speech.client import SpeechClient
from supine.speech.speech import Trial
from tests.helpers import Heard, fire

pytestmark = pytest.mark.usefixtures("qapp")


class Speaker(QObject):
    """A voice that keeps what it is asked to say."""

    ended = Signal(int)

    def __init__(self) -> None:
        super().__init__()
        self.is_ready, self.works, self.starts = True, True, 0
        self.said: list[str] = []

    def start(self) -> None:
        self.starts += 1

    def say(self, text: str) -> int:
        if self.works:
            self.said.append(text)
        return len(self.said) if self.works else 0


class Scene:
    """A trial whose time is driven by hand."""

    def __init__(self) -> None:
        self.voice, self.needs = Speaker(), Heard()
        self.trial = Trial(cast("SpeechClient", self.voice), self.voice)
        self.trial.needs_device.connect(self.needs)
        (self.timer,) = self.trial.findChildren(QTimer)

    def wake(self) -> None:
        """Let the device wake."""
        fire(self.timer)


@pytest.fixture
def scene() -> Iterator[Scene]:
    made = Scene()
    yield made
    made.trial.drop()


def test_the_device_is_woken_before_a_word_is_said_and_let_go_afterwards(scene: Scene) -> None:
    scene.trial.ask("Right leg.")
    assert (scene.needs.said, scene.voice.said) == ([True], [])
    assert scene.timer.isActive()
    scene.wake()
    assert scene.voice.said == ["Right leg."]
    scene.voice.ended.emit(1)
    assert scene.needs.said == [True, False]


def test_a_voice_that_is_not_there_is_started_and_waited_for(scene: Scene) -> None:
    scene.voice.is_ready = False
    scene.trial.ask("Right leg.")
    scene.wake()
    assert (scene.voice.starts, scene.voice.said) == (1, [])
    scene.voice.is_ready = True
    scene.trial.say()
    scene.trial.say()
    assert scene.voice.said == ["Right leg."]


def test_a_voice_that_is_there_sooner_than_the_device_waits_for_it(scene: Scene) -> None:
    scene.trial.ask("Right leg.")
    scene.trial.say()
    assert scene.voice.said == []


def test_asked_twice_the_last_line_is_said_once(scene: Scene) -> None:
    scene.trial.ask("Right leg.")
    scene.trial.ask("Left leg.")
    scene.wake()
    assert scene.voice.said == ["Left leg."]


def test_the_end_of_an_older_line_does_not_let_go_of_the_device(scene: Scene) -> None:
    scene.trial.ask("Right leg.")
    scene.wake()
    scene.trial.ask("Left leg.")
    scene.voice.ended.emit(1)
    assert False not in scene.needs.said


def test_dropped_it_is_not_said_and_the_device_may_sleep(scene: Scene) -> None:
    scene.trial.ask("Right leg.")
    scene.trial.drop()
    scene.trial.drop()
    assert not scene.timer.isActive()
    scene.trial.say()
    assert (scene.voice.said, scene.needs.said) == ([], [True, False])


def test_a_voice_that_says_nothing_needs_no_device(scene: Scene) -> None:
    scene.voice.works = False
    scene.trial.ask("Right leg.")
    scene.wake()
    assert scene.needs.said == [True, False]
