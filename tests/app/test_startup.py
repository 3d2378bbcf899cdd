"""Nothing that the first frame does not show is imported before it is painted."""

from __future__ import annotations

import json
import os
import subprocess
import sys

import pytest

AT_FIRST_FRAME = """
import argparse, json, sys
from pathlib import Path
from supine.app import startup
from supine.cli import Parser

words = argparse.Namespace(sequence=None, fullscreen=False, minimised=False,
    profile=Path(sys.argv[1]))
application = startup.make_application()
shown = startup.Startup(application, startup.Profile(words.profile), words, None)
shown.window.first_painted.disconnect()
shown.window.first_painted.connect(application.quit)
shown.show(None)
application.exec()
parts = {part: sys.modules[f"PySide6.{part}"] for part in ("QtCore", "QtWidgets")}
names = (f"{part}.{name}" for part, module in parts.items() for name in vars(module))
print(json.dumps([*sys.modules, *names]))
"""

HEAVY = {
    "msgspec",
    "yaml",
    "socket",
    "PySide6.QtNetwork",
    "PySide6.QtMultimedia",
    "PySide6.QtCharts",
    "supine.app.app",
    "supine.core",
    "supine.figure",
    "supine.settings.file",
    "supine.settings.declaration",
    "supine.speech",
    # half a thousand names, made when one of them is asked for: 20 ms
    "QtCore.Qt",
    # as many, for buttons on a turned screen alone: 0.3 MB
    "QtWidgets.QStyle",
}
"""What takes longer to import than all that the first frame needs of it."""


@pytest.fixture(scope="module")
def imported(tmp_path_factory: pytest.TempPathFactory) -> set[str]:
    """Everything that is there when the first frame has been painted."""
    folder = tmp_path_factory.mktemp("first frame")
    environment = {**os.environ, "QT_QPA_PLATFORM": "offscreen"}
    command = [sys.executable, "-c", AT_FIRST_FRAME, str(folder)]
    done = subprocess.run(command, env=environment, capture_output=True, text=True, check=True)
    return set(json.loads(done.stdout))


def test_the_first_frame_waits_for_nothing_heavy(imported: set[str]) -> None:
    assert not imported & HEAVY


def test_the_first_frame_shows_the_library(imported: set[str]) -> None:
    assert {"supine.ui.pages.library", "supine.ui.main_window", "QtCore.QObject"} <= imported


def test_what_is_heavy_is_called_so_by_its_right_name() -> None:
    from PySide6 import QtCore, QtWidgets  # noqa: PLC0415 - as the program finds it

    modules = {name for name in HEAVY if not name.startswith("Qt")}
    for name in modules:
        __import__(name)
    assert hasattr(QtCore, "Qt")
    assert hasattr(QtWidgets, "QStyle")
