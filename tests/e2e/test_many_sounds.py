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

pytestmark = [pytest.mark.e2e, pytest.mark.alone]

PLAYS = 2500
"""Sounds and streams. With 6.10.3, 6.11.3 and 6.12.0 it took 25 to 900 effects to lose the loop."""

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


@pytest.fixture
def told(desk: Desk) -> dict[str, Any]:
    done = subprocess.run(
        [sys.executable, "-c", PLAY_MANY, str(PLAYS)],
        env=desk.speaker.environment,
        capture_output=True,
        text=True,
        timeout=90,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    answer: dict[str, Any] = json.loads(done.stdout)
    return answer


@pytest.mark.fault("2,500 sounds and streams")
def test_the_event_loop_lives_through_many_sounds_and_streams(
    told: dict[str, Any], saw: Saw
) -> None:
    assert told["device"]
    assert told["stale"] == []
    assert told["files"] < 10
    assert told["busy"] < 0.1
    saw(f"{told['files']} files left, {told['busy']:.1%} of a core afterwards")
