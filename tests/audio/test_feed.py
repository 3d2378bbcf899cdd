"""Sounds at the very frame at which they are due, with a device that only pretends."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from supine.audio.feed import AHEAD, DELAY, EVEN, LEAD, SOONEST, TOO_LATE, Feed, QueuedSound
from supine.audio.mixer import FRAME, FULL, RATE, Samples
from supine.core.sounds import Sound

AHEAD_FRAMES = round(AHEAD * RATE)

STEP = 720
"""Frames that the device takes at once: 15 ms."""


def tick(loud: int) -> Samples:
    """Return a sound of one frame behind its lead."""
    frames = np.zeros((round(LEAD * RATE) + 1, 2), "<i2")
    frames[-1] = loud
    return memoryview(frames.tobytes()).cast("h")


SOUNDS: dict[Sound, Samples] = {"begin": tick(1000), "in": tick(2000)}


class Device:
    """Takes a step each 15 ms, and asks for more."""

    def __init__(self, feed: Feed, begins: float = 100.0) -> None:
        self.feed, self.now, self.taken, self.data = feed, begins, 0, b""
        self.ask()

    def ask(self) -> None:
        self.data += self.feed.give(self.now, self.taken, 1 << 20)

    def run(self, seconds: float, *, asleep: bool = False) -> None:
        """Let time pass; asleep the program does not answer."""
        for _ in range(round(seconds * RATE / STEP)):
            self.now += STEP / RATE
            self.taken = min(self.taken + STEP, len(self.data) // FRAME)
            if not asleep:
                self.ask()
        self.ask()

    def heard(self) -> list[tuple[int, float]]:
        """Return how loud each tick was and when it was taken, in the time of a steady device."""
        left = np.frombuffer(self.data, "<i2")[::2]
        return [(int(left[at]), 100.0 + int(at) / RATE) for at in np.flatnonzero(left)]


@pytest.fixture
def feed() -> Feed:
    return Feed(SOUNDS, lambda _name: FULL)


def cue(name: Sound, due: float) -> QueuedSound:
    return QueuedSound(name, due, due + TOO_LATE)


@given(st.lists(st.floats(100.1 + SOONEST, 104.0), max_size=6))
def test_each_sound_is_taken_at_its_very_frame(times: list[float]) -> None:
    feed = Feed(SOUNDS, lambda _name: FULL)
    for due in times:
        feed.add(cue("in", due))
    device = Device(feed)
    device.run(5)
    expected = sorted({round(due, 3) for due in times})
    heard = [at + DELAY for _loud, at in device.heard()]
    for due in expected:
        assert min(abs(at - due) for at in heard) < 0.001
    assert feed.idle


def test_at_most_so_much_lies_ready(feed: Feed) -> None:
    device = Device(feed)
    for _ in range(100):
        device.run(0.05)
        assert len(device.data) // FRAME - device.taken <= round(AHEAD * RATE)


def test_a_sound_that_is_a_little_late_begins_at_once(feed: Feed) -> None:
    device = Device(feed)
    device.run(1)
    feed.add(cue("in", device.now + SOONEST - TOO_LATE / 2))
    device.run(1)
    ((_loud, at),) = device.heard()
    assert at + DELAY - 101.0 == pytest.approx(SOONEST, abs=0.03)


def test_a_sound_that_is_too_late_is_left_out(feed: Feed) -> None:
    device = Device(feed)
    device.run(1)
    feed.add(cue("in", device.now - TOO_LATE - 0.01))
    device.run(1)
    assert device.heard() == []
    assert feed.idle


def test_for_as_long_as_something_lies_ready_the_program_may_be_busy(feed: Feed) -> None:
    device = Device(feed)
    device.run(1)
    due = device.now + 0.41
    feed.add(cue("in", due))
    device.run(AHEAD - 0.015, asleep=True)
    device.run(1)
    ((_loud, at),) = device.heard()
    assert at + DELAY == pytest.approx(due, abs=0.001)


def test_after_it_has_run_dry_sounds_are_in_time_again(feed: Feed) -> None:
    device = Device(feed)
    device.run(1)
    device.run(0.6, asleep=True)
    lost = device.now - 100 - device.taken / RATE
    assert lost > 0.3
    feed.add(cue("in", device.now + 0.5))
    due = device.now + 0.5
    device.run(1)
    ((_loud, at),) = device.heard()
    assert at + lost + DELAY == pytest.approx(due, abs=0.001)


def test_a_device_that_wakes_slowly_is_waited_for(feed: Feed) -> None:
    feed.give(100.0, 0, 1 << 20)
    feed.give(100.001, STEP, 1 << 20)
    feed.add(QueuedSound("in", 100.3, 103.0))
    feed.add(cue("begin", 100.3))
    feed.give(100.9, STEP, 1 << 20)
    device = Device(feed, 101.0)
    device.taken = 2 * STEP
    device.ask()
    device.run(1)
    assert [loud for loud, _at in device.heard()] == [2000]


def test_hushed_nothing_is_to_come(feed: Feed) -> None:
    device = Device(feed)
    device.run(1)
    feed.add(cue("in", device.now + 0.5))
    feed.hush()
    device.run(1)
    assert device.heard() == []
    assert feed.idle


def test_what_waits_goes_over_to_a_new_stream(feed: Feed) -> None:
    Device(feed).run(1)
    feed.add(cue("in", 102.0))
    feed.begin()
    device = Device(feed)
    device.now = 101.0
    device.ask()
    device.run(2)
    ((_loud, at),) = device.heard()
    assert at + 1.0 + DELAY == pytest.approx(102.0, abs=0.02)


def test_the_lead_wakes_the_device_and_its_even_part_keeps_it_awake() -> None:
    lead = round(LEAD * RATE)
    frames = np.repeat(np.arange(1, 2 * RATE + 1) % 30_000, 2).astype("<i2")
    feed = Feed({"begin": memoryview(frames.tobytes()).cast("h")}, lambda _name: FULL)
    device = Device(feed)
    device.run(1)
    heard = [loud for loud, _at in device.heard()]
    assert heard[:lead] == list(range(1, lead + 1))
    even = range(round(EVEN * RATE) + 1, lead + 1)
    assert set(heard[lead:]) == set(even)
    steps = np.diff(heard[lead + AHEAD_FRAMES :])
    assert set(steps.tolist()) == {1, -len(even) + 1}, "it goes round without a gap"
