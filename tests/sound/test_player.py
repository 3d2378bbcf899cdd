"""The player, with devices and effects that only pretend."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from PySide6.QtCore import QObject, QUrl, Signal
from PySide6.QtMultimedia import QSoundEffect

from supine.core.score import BREATH_SOUNDS
from supine.sound import player as module
from supine.sound.player import SOUNDS, Player
from tests.helpers import Heard

pytestmark = pytest.mark.usefixtures("qapp")

Status = QSoundEffect.Status


class Devices(QObject):
    """What the system says of its sound devices."""

    audioOutputsChanged = Signal()  # noqa: N815 - Qt's name
    there = True
    newest: Devices

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        Devices.newest = self

    @staticmethod
    def audioOutputs() -> list[str]:  # noqa: N802 - Qt's name
        return ["speakers"] if Devices.there else []

    @staticmethod
    def defaultAudioOutput() -> str:  # noqa: N802 - Qt's name
        return "speakers"


class Effect(QObject):
    """One sound, as far as the player knows it."""

    Status = QSoundEffect.Status
    made: list[Effect]
    next_status = Status.Ready

    def __init__(self, _device: str, parent: QObject) -> None:
        super().__init__(parent)
        self.said: list[str] = []
        self.now, self.name, self.volume = Effect.next_status, "", -1.0
        Effect.made.append(self)

    def setSource(self, url: QUrl) -> None:  # noqa: N802 - Qt's name
        self.name = url.fileName().removesuffix(".wav")

    def setVolume(self, volume: float) -> None:  # noqa: N802 - Qt's name
        self.volume = volume

    def status(self) -> QSoundEffect.Status:
        return self.now

    def play(self) -> None:
        self.said.append("play")

    def stop(self) -> None:
        self.said.append("stop")


@pytest.fixture
def player(monkeypatch: pytest.MonkeyPatch) -> Iterator[Player]:
    Devices.there, Effect.made, Effect.next_status = True, [], Status.Ready
    monkeypatch.setattr(module, "QMediaDevices", Devices)
    monkeypatch.setattr(module, "QSoundEffect", Effect)
    made = Player()
    yield made
    made.deleteLater()


def plug(there: bool) -> None:
    Devices.there = there
    Devices.newest.audioOutputsChanged.emit()


def effect(name: str) -> Effect:
    return next(one for one in reversed(Effect.made) if one.name == name)


def heard(player: Player) -> dict[str, Heard]:
    ears = {name: Heard() for name in ("lost", "found", "failed")}
    for name in ("lost", "found"):
        getattr(player, name).connect(lambda name=name: ears[name](name))
    player.failed.connect(ears["failed"])
    return ears


def test_every_sound_is_loaded_at_the_start(player: Player) -> None:
    player.start()
    assert sorted(one.name for one in Effect.made) == sorted(SOUNDS)


def test_a_sound_is_played_at_once(player: Player) -> None:
    player.start()
    assert player.play("begin")
    assert effect("begin").said == ["play"]


def test_without_a_device_it_says_so_once_and_plays_nothing(player: Player) -> None:
    ears = heard(player)
    Devices.there = False
    player.start()
    plug(there=False)
    assert ears["lost"].said == ["lost"]
    assert not player.play("begin")
    assert Effect.made == []


def test_a_device_that_comes_back_is_found_and_used(player: Player) -> None:
    ears = heard(player)
    player.start()
    plug(there=False)
    plug(there=True)
    assert ears["lost"].said == ["lost"]
    assert ears["found"].said[-1] == "found"
    assert player.play("in")


def test_another_device_is_taken_without_a_word(player: Player) -> None:
    player.start()
    ears = heard(player)
    old = effect("in")
    plug(there=True)
    assert effect("in") is not old
    assert old.said == ["stop"]
    assert ears["lost"].said == ears["found"].said == []


def test_an_effect_in_error_is_made_anew(player: Player) -> None:
    ears = heard(player)
    player.start()
    old = effect("in")
    old.now = Status.Error
    assert player.play("in")
    assert effect("in") is not old
    assert effect("in").said == ["play"]
    assert ears["failed"].said == []


def test_an_effect_that_fails_again_is_told_and_tried_only_once(player: Player) -> None:
    ears = heard(player)
    player.start()
    effect("in").now = Effect.next_status = Status.Error
    made = len(Effect.made)
    assert not player.play("in")
    assert len(Effect.made) == made + 1
    assert ears["failed"].said == ["in"]


def test_volumes_are_squared_for_the_ear_bells_and_breath_apart(player: Player) -> None:
    player.start()
    player.set_volumes(0.5, 0.2, muted=False)
    for one in Effect.made:
        breath = one.name in BREATH_SOUNDS
        assert one.volume == pytest.approx(0.04 if breath else 0.25)


def test_a_volume_holds_for_effects_made_later(player: Player) -> None:
    player.set_volumes(0.5, 0.2, muted=False)
    player.start()
    plug(there=True)
    assert effect("begin").volume == pytest.approx(0.25)


def test_muted_nothing_is_heard_and_it_says_so(player: Player) -> None:
    player.start()
    player.set_volumes(0.8, 0.7, muted=True)
    assert {one.volume for one in Effect.made} == {0.0}
    assert not player.play("begin")


def test_hush_stops_whatever_sounds(player: Player) -> None:
    player.start()
    player.play("finish")
    player.hush()
    assert effect("finish").said == ["play", "stop"]
