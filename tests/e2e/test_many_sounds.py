"""Many sounds and many streams: the sound library must not trip over its own threads.

From 6.10 on, Qt let go of a socket notifier in the sound server's thread when a stream ended at the
wrong moment; the event loop then spun for ever, and the practice stood still.
"""

from __future__ import annotations

import json
import subprocess
import sys
from typing import Any

import pytest

from tests.e2e.conftest import Desk
from tests.faults import Saw

pytestmark = pytest.mark.e2e

PLAYS = 2500
"""Sounds and streams. With 6.10.3, 6.11.3 and 6.12.0 it took 25 to 900 effects to lose the loop."""

SOME = 300
"""As many as there is time for in every run."""

BUSY = 0.25
"""Share of a core. A loop that spins takes all it can get: half of one on a busy machine."""

PLAY_MANY = """
import json, os, random, sys, time
from PySide6.QtCore import QCoreApplication, QTimer, qInstallMessageHandler
from supine.audio.player import SOUNDS, Player

left = int(sys.argv[1])
application = QCoreApplication([])
stale = []
qInstallMessageHandler(lambda kind, context, text: "Socket" in text and stale.append(text))
player = Player()
player.start()
player.set_volumes(1.0, 1.0, muted=False)

def files():
    return len(os.listdir("/proc/self/fd"))

def play():
    global left
    left -= 1
    player.wake()
    player.play(random.choice(SOUNDS), random.choice((None, 0.0, 0.3)))
    if left % 2:
        player.hush()
        # as after the last sound; a stream that never had time to begin is ended too
        player._close()
    if left == 0 or stale:
        player._close()
        QTimer.singleShot(500, application.quit)
        timer.stop()

timer = QTimer(interval=10)
timer.timeout.connect(play)
before = files()
timer.start()
application.exec()
begun, spent = time.monotonic(), time.process_time()
QTimer.singleShot(1000, application.quit)
application.exec()
busy = (time.process_time() - spent) / (time.monotonic() - begun)
told = {"device": player.has_device, "stale": stale, "files": files() - before, "busy": busy}
print(json.dumps(told))
"""


def told(desk: Desk, plays: int) -> dict[str, Any]:
    done = subprocess.run(
        [sys.executable, "-c", PLAY_MANY, str(plays)],
        env=desk.speaker.environment,
        capture_output=True,
        text=True,
        timeout=240,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    answer: dict[str, Any] = json.loads(done.stdout)
    return answer


@pytest.mark.fault("2,500 sounds and streams")
@pytest.mark.parametrize("plays", [SOME, pytest.param(PLAYS, marks=pytest.mark.slow)])
def test_the_event_loop_lives_through_many_sounds_and_streams(
    plays: int, desk: Desk, saw: Saw
) -> None:
    left = told(desk, plays)
    assert left["device"]
    assert left["stale"] == []
    assert left["files"] < 10
    assert left["busy"] < BUSY
    saw(f"{left['files']} files left, {left['busy']:.1%} of a core afterwards")
