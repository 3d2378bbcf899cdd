"""The voice for the whole program: as it is set."""

from __future__ import annotations

import pytest
from msgspec.structs import replace

from tests.conftest import FakeClock
from tests.practice.test_narrator_speech import ON, Scene

pytestmark = pytest.mark.usefixtures("qapp")


@pytest.fixture
def scene(clock: FakeClock, monkeypatch: pytest.MonkeyPatch) -> Scene:
    return Scene(clock, monkeypatch)


def test_how_it_speaks_is_passed_on(scene: Scene) -> None:
    scene.speech.apply(replace(ON, voice_speed=0.5, voice_name="Alice"))
    assert (scene.voice.wishes[-1].rate, scene.voice.wishes[-1].voice) == (0.5, "Alice")


def test_at_the_end_its_process_is_ended(scene: Scene) -> None:
    scene.speech.close()
    assert scene.voice.closed == 1
