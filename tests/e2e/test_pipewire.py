"""The sound of current desktops: PipeWire in PulseAudio's place."""

from __future__ import annotations

import os
import shutil
import signal
import time
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest

from tests.e2e import hearing
from tests.e2e.conftest import Desk
from tests.e2e.desktop import PIPEWIRE, PipeWire
from tests.e2e.driver import Starter
from tests.e2e.waiting import until
from tests.faults import Saw

MISSING = [name for name in PIPEWIRE if shutil.which(name) is None]

pytestmark = [
    pytest.mark.e2e,
    pytest.mark.skipif(bool(MISSING), reason=f"not installed: {', '.join(MISSING)}"),
]


@pytest.fixture
def with_pipewire(desk: Desk, tmp_path: Path) -> Iterator[Starter]:
    with (
        closing(PipeWire(tmp_path / "speaker")) as speaker,
        Starter(desk.screen, speaker, tmp_path) as starter,
    ):
        starter.settings("breaths_per_minute: 20")
        yield starter


@pytest.mark.fault("PipeWire is killed and started again; another device; another process")
def test_sounds_are_heard_and_come_back(with_pipewire: Starter, two_sides: Path, saw: Saw) -> None:
    speaker = with_pipewire.speaker
    recording = with_pipewire.folder / "heard.raw"
    with speaker.record(recording):
        program = with_pipewire.practise(two_sides)
        for _ in range(4):
            last = program.wait_for("breath", len(program.events), heard=True)
        events = program.events
        until(lambda: time.time() > last["wall"] + hearing.SHAPE + 0.5, "the last of them")
    found = hearing.timing(hearing.hear(hearing.open_recording(recording), events))
    assert (found.missing, found.heard >= 4) == (0, True)
    speaker.stop()
    speaker.start()
    until(lambda: speaker.streams() == ["mat"], "a stream of another process")
    os.kill(program.sound, signal.SIGKILL)
    until(lambda: speaker.streams() == ["mat"], "a stream of a third process")
    speaker.plug("headphones")
    until(lambda: speaker.streams() == ["headphones"], "a stream to the other device")
    program.wait_for("breath", len(program.events), heard=True)
    saw(f"{found.heard} sounds heard, at most {found.worst:.1f} ms off")
