"""What plays films is not loaded for the sake of bells."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

from supine.audio.codecs import BACKEND, no_codecs

PLAYS = """
from PySide6.QtCore import QCoreApplication, qInstallMessageHandler
qInstallMessageHandler(lambda *_: None)
application = QCoreApplication([])
from supine.audio.player import Player
player = Player()
player.start()
player.wake()
player.play("begin")
print(open("/proc/self/maps").read())
"""


@pytest.mark.skipif(not Path("/proc/self/maps").exists(), reason="only Linux tells")
def test_bells_load_no_codecs() -> None:
    command = [sys.executable, "-c", PLAYS]
    maps = subprocess.run(command, capture_output=True, text=True, check=True).stdout
    assert "libQt6Multimedia.so" in maps
    assert "libavcodec" not in maps


def test_what_is_started_later_has_codecs(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv(BACKEND, raising=False)
    with no_codecs():
        assert BACKEND in os.environ
    assert BACKEND not in os.environ


def test_whoever_chose_a_backend_gets_it(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv(BACKEND, "ffmpeg")
    with no_codecs():
        assert os.environ[BACKEND] == "ffmpeg"
