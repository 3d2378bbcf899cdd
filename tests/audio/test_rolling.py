"""The wave's place among the sounds: on its breath, softly joined and softly left."""

from __future__ import annotations

from array import array
from typing import Any

import numpy as np
import numpy.typing as npt
import pytest

from supine.audio.feed import DELAY, SOFTLY, SOONEST, SURF, Feed, Roller
from supine.audio.mixer import FULL, RATE, Kept
from tests.audio.test_feed import SOUNDS, Device

LOUD = 10_000

SECONDS = 4.0
"""The length of the even wave that stands for a breath."""


class Even(Kept):
    """A wave that is as loud all the time: what is heard of it is where it is, and its fades."""

    def made(self, begin: int, end: int, gain: int) -> array[int]:
        return array("h", [LOUD * gain >> 15] * (2 * (end - begin)))


class Scene:
    """A feed and its device, with a loudness for the wave that can be changed."""

    def __init__(self) -> None:
        self.gain = FULL
        self.feed = Feed(SOUNDS, lambda name: self.gain if name == SURF else FULL)
        self.device = Device(self.feed)
        self.device.run(1)

    def roll(self, ahead: float, joins: float | None = None) -> None:
        now = self.device.now
        later = ahead if joins is None else joins
        self.feed.roll(Roller(Even(round(SECONDS * RATE)), now + ahead, now + later))

    def set_gain(self, gain: int) -> None:
        self.gain = gain
        self.feed.turn()

    def heard(self) -> npt.NDArray[np.int64]:
        return np.frombuffer(self.device.data, "<i2")[::2].astype(np.int64)

    def sounding(self) -> tuple[float, float]:
        """Return from when to when the wave was heard, in the clock of the device."""
        frames = np.flatnonzero(self.heard())
        return 100 + frames[0] / RATE + DELAY, 100 + frames[-1] / RATE + DELAY


@pytest.fixture
def scene() -> Scene:
    return Scene()


def no_click(heard: npt.NDArray[np.int64]) -> bool:
    return bool(np.abs(np.diff(heard)).max() <= LOUD // SOFTLY + 2)


def test_a_breath_is_heard_from_its_beginning_to_its_end(scene: Scene) -> None:
    due = scene.device.now + 0.4
    scene.roll(0.4)
    scene.device.run(SECONDS + 1)
    begins, ends = scene.sounding()
    assert begins == pytest.approx(due, abs=0.001)
    assert ends == pytest.approx(due + SECONDS, abs=0.001)
    assert scene.feed.idle


def test_a_breath_follows_the_other_without_a_gap(scene: Scene) -> None:
    due = scene.device.now + 0.4
    scene.roll(0.4)
    scene.device.run(SECONDS)
    scene.roll(due + SECONDS - scene.device.now)
    scene.device.run(SECONDS + 1)
    begins, ends = (round((at - 100 - DELAY) * RATE) for at in scene.sounding())
    assert (scene.heard()[begins : ends + 1] == 0).sum() <= 48


def test_in_the_middle_of_a_breath_it_joins_softly_and_in_its_place(scene: Scene) -> None:
    due, joins = scene.device.now - 2.0, scene.device.now + SOONEST + 0.1
    scene.roll(-2.0, SOONEST + 0.1)
    scene.device.run(SECONDS)
    begins, ends = scene.sounding()
    assert begins == pytest.approx(joins, abs=0.003)
    assert ends == pytest.approx(due + SECONDS, abs=0.001)
    first = round((begins - 100 - DELAY) * RATE)
    assert no_click(scene.heard()[first - 10 : first + 2 * SOFTLY])
    assert scene.heard()[first + SOFTLY + 10] == LOUD


def ended_by(scene: Scene, how: Any) -> npt.NDArray[np.int64]:
    """Return what is heard from the moment on in which `how` ends the wave."""
    scene.roll(0.3)
    scene.device.run(1.0)
    before = len(scene.heard())
    how()
    scene.device.run(0.5)
    return scene.heard()[before - 10 :]


@pytest.mark.parametrize("how", ["hush", "calm", "duck"])
def test_what_ends_it_ends_it_softly_and_soon(scene: Scene, how: str) -> None:
    ends = {"hush": scene.feed.hush, "calm": scene.feed.calm, "duck": lambda: scene.set_gain(0)}
    left = ended_by(scene, ends[how])
    assert no_click(left)
    assert not left[SOFTLY + 20 :].any()


def test_after_the_words_it_comes_back_into_the_same_breath(scene: Scene) -> None:
    due = scene.device.now + 0.3
    ended_by(scene, lambda: scene.set_gain(0))
    back = len(scene.heard())
    scene.set_gain(FULL)
    scene.device.run(SECONDS)
    assert no_click(scene.heard()[back - 10 : back + 2 * SOFTLY])
    assert scene.heard()[back + SOFTLY + 20] == LOUD
    assert scene.sounding()[1] == pytest.approx(due + SECONDS, abs=0.001)


@pytest.mark.parametrize("how", ["hush", "calm"])
def test_what_has_been_ended_does_not_come_back_by_itself(scene: Scene, how: str) -> None:
    ended_by(scene, getattr(scene.feed, how))
    before = len(scene.heard())
    scene.set_gain(FULL // 2)
    scene.device.run(1.0)
    assert not scene.heard()[before:].any()
    assert scene.feed.idle


def test_a_new_stream_is_joined_in_the_middle_of_the_breath(scene: Scene) -> None:
    scene.roll(0.3)
    scene.device.run(1.0)
    now, scene.device.data, scene.device.taken = scene.device.now, b"", 0
    scene.feed.begin()
    scene.device.run(1.0)
    assert scene.heard()[-100:].tolist() == [LOUD] * 100
    assert scene.device.now > now


def test_after_the_device_stood_still_it_is_on_its_breath_again(scene: Scene) -> None:
    due = scene.device.now + 0.3
    scene.roll(0.3)
    scene.device.run(1.0)
    scene.device.run(0.6, asleep=True)
    lost = scene.device.now - 100 - scene.device.taken / RATE
    scene.device.run(SECONDS)
    assert scene.sounding()[1] + lost == pytest.approx(due + SECONDS, abs=0.003)


def test_a_breath_that_cannot_be_heard_holds_up_nothing(scene: Scene) -> None:
    scene.set_gain(0)
    scene.roll(0.3)
    scene.device.run(1.0)
    assert not scene.heard().any()
    assert scene.feed.idle
