"""The real program speaking aloud, with the real speech service, recorded and traced."""

from __future__ import annotations

import os
import time
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import numpy.typing as npt
import pytest

from tests.e2e import hearing, traces
from tests.e2e.dispatcher import Dispatcher, missing
from tests.e2e.driver import Starter, Supine
from tests.e2e.processes import spent
from tests.e2e.traces import Event
from tests.e2e.waiting import until

NEEDS_VOICE = pytest.mark.skipif(
    bool(missing()) and "CI" not in os.environ,
    reason=f"not installed: {', '.join(missing())} (scripts/system_packages.sh test)",
)

LOUD = 0.001
"""From where on the voice counts as heard, of 1."""

SOON = 2.0
"""Seconds after which a line is surely heard: 0.02 on a quiet machine."""

REST = 1.0
"""Seconds without any work after which a voice has loaded its engine."""

BEFORE_BELL, AFTER_BELL = 0.1, 0.3
"""Seconds around each bell in which nobody speaks. 0.6 and more are kept free; the rest is for a
busy machine, on which the recording is not laid exactly beside the trace."""

VOICE_ALONE = "bells_volume: 0\nbreath_volume: 0"
"""So that all that is heard is the voice; when the bells were, the trace tells."""


def speaking(supine: Starter, dispatcher: Dispatcher, sequence: str) -> Supine:
    """Start a practice of `sequence` when its voice is there."""
    path = supine.folder / "sequence.yaml"
    path.write_text(sequence)
    until(lambda: not dispatcher.talks, "the last voice to have gone")
    program = supine(path, screen=supine.screen, trace="", **dispatcher.environment)
    program.focus()
    wait_for_voice(program, dispatcher)
    # begin, and lie down at once
    program.key("space")
    program.press("space", "start")
    return program


def wait_for_voice(program: Supine, dispatcher: Dispatcher) -> None:
    """Wait until the program can speak.

    It does not tell. But once its worker has reached the speech service, both load an engine and
    list its voices, and then do nothing for as long as nothing is said.
    """
    until(lambda: dispatcher.talks and program.voice, "a voice")
    worker, before, since = program.voice, -1.0, 0.0

    def rests() -> bool:
        nonlocal before, since
        work, now = spent(worker) + spent(dispatcher.process), time.monotonic()
        if work != before:
            before, since = work, now
        return now - since > REST

    until(rests, "its engine")


@dataclass(frozen=True)
class Spoken:
    """A whole practice, as it was traced and as it was heard."""

    events: list[Event]
    loudness: npt.NDArray[np.float32]
    """Of each hundredth of a second."""
    began: float
    """When the recording began."""
    settings: str
    clipped: int
    """How many samples were cut off."""

    def loudest(self, since: float, until: float) -> float:
        """Return how loud it was at most between two times."""
        first, last = (max(0, round((at - self.began) * 100)) for at in (since, until))
        return float(self.loudness[first:last].max())


def practised(
    supine: Starter, dispatcher: Dispatcher, sequence: str, settings: str, last: float = 0.6
) -> Spoken:
    """Return what was heard of a whole practice of `sequence`, and `last` seconds after its end."""
    file, path = supine.folder / "heard.raw", supine.settings(settings, voice=True)
    with supine.speaker.record(file):
        program = speaking(supine, dispatcher, sequence)
        ended = program.wait_for("end", seconds=300)
        until(lambda: time.time() > ended["wall"] + last, "the last bell to be over")
    program.close()
    return recorded(file, program.events, path.read_text())


def recorded(file: Path, events: list[Event], settings: str) -> Spoken:
    """Return what was recorded into `file` while `events` happened."""
    recording = hearing.open_recording(file)
    loudness, clipped = hearing.loudness(recording), hearing.clipped(recording)
    return Spoken(events, loudness, hearing.began(file), settings, clipped)


def assert_one_at_a_time(spoken: Spoken) -> None:
    """No line begins before the last one has ended."""
    order = [
        one["event"] for one in spoken.events
        if one["event"] == "said" or traces.fits(one, "say", {"heard": True})
    ]  # fmt: skip
    assert order == ["say", "said"] * (len(order) // 2)


def assert_clear_of_bells(spoken: Spoken) -> None:
    """Nobody speaks around a bell."""
    for bell in traces.named(spoken.events, "bell"):
        heard = spoken.loudest(bell["wall"] - BEFORE_BELL, bell["wall"] + AFTER_BELL)
        assert heard < LOUD, bell
