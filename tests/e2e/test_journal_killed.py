"""A program is killed again and again while it saves, with a stick that comes and goes."""

from __future__ import annotations

import signal
import subprocess
import sys
import time
from pathlib import Path
from random import Random

import pytest

from supine.journal.journal import load
from supine.profile import Profile
from tests.e2e.writing import Written
from tests.faults import Saw

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="signals of another kind")

LATEST = 0.25
"""Seconds of saving after which a program is killed at the latest."""


@pytest.mark.fault("the program is killed while it saves the journal")
@pytest.mark.parametrize(
    "kills",
    [6, pytest.param(200, marks=[pytest.mark.slow, pytest.mark.timeout(1800)])],
)
def test_nothing_that_was_called_saved_is_lost(tmp_path: Path, saw: Saw, kills: int) -> None:
    profile, stick, away = Profile(tmp_path / "profile"), tmp_path / "stick", tmp_path / "away"
    folder, chance, said = stick / "Supine", Random(kills), Written()  # noqa: S311 - no secret
    (away / "Supine").mkdir(parents=True)
    waited = skipped = 0
    for seed in range(kills):
        if chance.random() < 0.5 and away.exists():
            away.rename(stick)
        elif stick.exists():
            stick.rename(away)
        waited += away.exists()
        words = [str(profile.folder), str(folder), "60", str(seed), "moves"]
        line = [sys.executable, "-m", "tests.e2e.writing", *words]
        with subprocess.Popen(line, stdout=subprocess.PIPE, text=True) as program:
            assert program.stdout is not None
            first = program.stdout.readline()
            time.sleep(chance.random() * LATEST)
            program.send_signal(signal.SIGKILL)
            said.read([first, *program.stdout])
        now = folder if stick.exists() else away / "Supine"
        loaded = load(now, profile.journal)
        assert loaded.unread == ()
        skipped = max(skipped, loaded.skipped)
        assert said.wrong(now, profile.journal) == []
    assert said.saved > kills
    saw(
        f"{kills} kills, in {waited} the folder was away: {said.saved} changes called saved, none "
        f"lost; {skipped} torn lines, {len(load(now, profile.journal).entries)} entries"
    )
