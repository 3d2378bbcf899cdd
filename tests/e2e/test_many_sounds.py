"""Many sounds, one after another: the sound library must not trip over its own threads.

From 6.10 on, Qt let go of a socket notifier in the sound server's thread when a sound ended at the
wrong moment; the event loop then spun for ever, and the practice stood still.
"""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from tests.e2e.conftest import Desk

pytestmark = pytest.mark.e2e

PLAYS = 2500
"""With 6.10.3, 6.11.3 and 6.12.0 it took between 25 and 900 until the loop was lost."""

PLAY_MANY = """
import random, sys, wave
from PySide6.QtCore import QCoreApplication, QTimer, QUrl, qInstallMessageHandler
from PySide6.QtMultimedia import QMediaDevices, QSoundEffect

path, left = sys.argv[1], int(sys.argv[2])
with wave.open(path, "wb") as file:
    file.setparams((2, 2, 48000, 0, "NONE", ""))
    file.writeframes(bytes(4 * 4800))
application = QCoreApplication([])
stale = []
qInstallMessageHandler(lambda kind, context, text: "Socket" in text and stale.append(text))
effects = [QSoundEffect() for _ in range(8)]
for effect in effects:
    effect.setSource(QUrl.fromLocalFile(path))

def play():
    global left
    left -= 1
    random.choice(effects).play()
    if left == 0 or stale:
        application.quit()

timer = QTimer(interval=10)
timer.timeout.connect(play)
timer.start()
application.exec()
print(stale[:1] or "played" if QMediaDevices.audioOutputs() else "no device")
"""


def test_the_event_loop_lives_through_many_sounds(desk: Desk, tmp_path: Path) -> None:
    done = subprocess.run(
        [sys.executable, "-c", PLAY_MANY, str(tmp_path / "short.wav"), str(PLAYS)],
        env=desk.speaker.environment,
        capture_output=True,
        text=True,
        timeout=90,
        check=False,
    )
    assert (done.stdout, done.returncode) == ("played\n", 0), done.stderr
