"""All that is heard, and what is said when nothing can be heard."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from PySide6.QtCore import QObject, QTimer, Signal

from supine.audio import player as module
from supine.audio.client import AudioClient
from supine.core.breath import Rhythm
from supine.core.sounds import Sound
from supine.settings.declaration import Settings
from tests.helpers import Heard

pytestmark = pytest.mark.usefixtures("qapp")

NO_DEVICE = "There is no sound device. Everything is shown on the screen as well."


class Player(QObject):
    """A player that keeps what it is asked for."""

    lost, found, failed = Signal(), Signal(), Signal()
    newest: Player

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        Player.newest = self
        self.has_device, self.played = True, list[str]()
        self.volumes: tuple[float, float, float, bool, bool] | None = None
        self.rolled: list[Rhythm] = []
        self.ducked = False

    def start(self) -> None:
        if not self.has_device:
            self.lost.emit()

    def set_volumes(
        self, bells: float, breath: float, wave: float, *, muted: bool, voice: bool
    ) -> None:
        self.volumes = (bells, breath, wave, muted, voice)

    def wake(self) -> None:
        self.played.append("wake")

    def rest(self) -> None:
        self.played.append("rest")

    def play(self, name: Sound, _ahead: float | None = None) -> bool:
        self.played.append(name)
        return True

    def hush(self) -> None:
        self.played.append("hush")

    def roll(self, rhythm: Rhythm, _ahead: float, _joins: float) -> bool:
        self.rolled.append(rhythm)
        return True

    def calm(self) -> None:
        self.played.append("calm")

    def duck(self, on: bool) -> None:
        self.ducked = on


@pytest.fixture
def sounds(monkeypatch: pytest.MonkeyPatch) -> Iterator[AudioClient]:
    monkeypatch.setattr(module, "Player", Player)
    made = AudioClient()
    yield made
    made.hush()
    made.deleteLater()


def ears(sounds: AudioClient) -> dict[str, list[str]]:
    heard = {name: Heard() for name in ("missing", "restored", "trying")}
    for name, ear in heard.items():
        getattr(sounds, name).connect(ear)
    return {name: ear.said for name, ear in heard.items()}


def trial(sounds: AudioClient) -> QTimer:
    (timer,) = sounds.findChildren(QTimer)
    return timer


def test_before_the_start_it_is_silent_and_does_no_harm(sounds: AudioClient) -> None:
    assert not sounds.play("begin")
    sounds.wake()
    sounds.rest()
    sounds.hush()
    sounds.calm()
    sounds.duck(True)
    sounds.try_wave()
    assert not sounds.roll(Settings().pace.rhythm, 0.4, 0.4)
    sounds.apply(Settings())


def test_settings_of_before_the_start_hold(sounds: AudioClient) -> None:
    sounds.apply(
        Settings(bells_volume=0.3, breath_volume=0.1, wave_volume=0.2, muted=True, voice=False)
    )
    sounds.start()
    assert Player.newest.volumes == (0.3, 0.1, 0.2, True, False)


def test_a_lost_device_is_one_sentence_and_a_found_one_takes_it_back(sounds: AudioClient) -> None:
    said = ears(sounds)
    sounds.start()
    Player.newest.lost.emit()
    Player.newest.found.emit()
    assert said["missing"] == said["restored"] == [NO_DEVICE]


def test_a_sound_that_fails_is_said_in_words(sounds: AudioClient) -> None:
    said = ears(sounds)
    sounds.start()
    Player.newest.failed.emit()
    assert said["missing"][0].startswith("A sound could not be played.")


def test_every_sound_is_tried_once_with_its_words(sounds: AudioClient) -> None:
    said = ears(sounds)
    sounds.start()
    sounds.try_all()
    while trial(sounds).isActive():
        trial(sounds).stop()
        trial(sounds).timeout.emit()
    played = [name for name in Player.newest.played if name != "hush"]
    assert sorted(played) == sorted(module.SOUNDS)
    assert len(said["trying"]) == len(played) + 1
    assert said["trying"][-1] == ""


def test_without_a_device_the_trial_says_why_nothing_is_heard(sounds: AudioClient) -> None:
    said = ears(sounds)
    sounds.start()
    Player.newest.has_device = False
    sounds.try_all()
    assert said["trying"] == [NO_DEVICE]


def test_muted_the_trial_says_so(sounds: AudioClient) -> None:
    said = ears(sounds)
    sounds.start()
    sounds.apply(Settings(muted=True))
    sounds.try_all()
    assert said["trying"] == ["All sounds are off in the settings."]


def test_it_is_awake_as_long_as_it_is_asked_to(sounds: AudioClient) -> None:
    sounds.start()
    sounds.wake()
    sounds.rest()
    assert Player.newest.played == ["wake", "rest"]


def test_what_needs_the_device_otherwise_keeps_it_awake(sounds: AudioClient) -> None:
    sounds.start()
    sounds.keep_awake(True)
    sounds.keep_awake(False)
    assert Player.newest.played == ["wake", "rest"]


def test_the_wave_is_tried_for_one_breath_of_the_pace_that_is_set(sounds: AudioClient) -> None:
    slow = Settings(breaths_per_minute=4, wave=False)
    sounds.apply(slow)
    sounds.start()
    sounds.try_wave()
    assert Player.newest.rolled == [slow.pace.rhythm]
    assert Player.newest.played == ["hush"]


@pytest.mark.parametrize(("ducks", "ducked"), [(True, True), (False, False)])
def test_the_wave_makes_way_for_the_voice_where_that_is_wanted(
    sounds: AudioClient, ducks: bool, ducked: bool
) -> None:
    sounds.apply(Settings(wave_ducks=ducks))
    sounds.start()
    sounds.duck(True)
    assert Player.newest.ducked is ducked
    sounds.duck(False)
    assert not Player.newest.ducked


@pytest.mark.parametrize(
    ("settings", "has"),
    [
        (Settings(), False),
        (Settings(wave=True), True),
        (Settings(wave=True, wave_volume=0), False),
    ],
)
def test_there_is_a_wave_only_where_it_is_wanted(
    sounds: AudioClient, settings: Settings, has: bool
) -> None:
    sounds.apply(settings)
    assert sounds.has_wave is has


def test_hush_ends_a_trial(sounds: AudioClient) -> None:
    sounds.start()
    sounds.try_all()
    sounds.hush()
    assert not trial(sounds).isActive()
    assert Player.newest.played[-1] == "hush"
