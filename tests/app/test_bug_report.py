"""`supine --version --verbose` says what a bug report needs."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

from supine import __version__
from supine.cli import main
from supine.speech.worker import TEST_ENGINE


def test_it_names_versions_folders_and_engines(tmp_path: Path) -> None:
    environment = {**os.environ, "QT_QPA_PLATFORM": "offscreen", TEST_ENGINE: "mock"}
    words = ["--version", "--verbose", "--profile", str(tmp_path)]
    done = subprocess.run(
        [sys.executable, "-m", "supine", *words],
        env=environment, capture_output=True, text=True, timeout=60, check=True,
    )  # fmt: skip
    for expected in (
        f"supine {__version__}\n", f"Python {sys.version.split()[0]}", "PySide6 ", "msgspec ",
        f"settings: {tmp_path}/settings.yaml", f"log: {tmp_path}/supine.log",
        "platform: offscreen", "logical pixels", "speech engines: mock; in use: mock",
    ):  # fmt: skip
        assert expected in done.stdout
    assert done.stderr == ""
    assert list(tmp_path.iterdir()) == []


def test_without_a_display_it_says_all_but_the_screens(tmp_path: Path) -> None:
    names = ("DISPLAY", "WAYLAND_DISPLAY", "QT_QPA_PLATFORM")
    environment = {key: value for key, value in os.environ.items() if key not in names}
    words = ["--version", "--verbose", "--profile", str(tmp_path)]
    done = subprocess.run(
        [sys.executable, "-m", "supine", *words],
        env={**environment, TEST_ENGINE: "mock"}, capture_output=True, text=True, timeout=60,
        check=True,
    )  # fmt: skip
    assert "screens: none" in done.stdout
    assert "in use: mock" in done.stdout


def test_alone_verbose_means_nothing(capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit, match="2"):
        main(["--verbose"])
    assert "goes with --version" in capsys.readouterr().err
