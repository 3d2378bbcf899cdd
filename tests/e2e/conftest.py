"""A desktop for all tests here, and a program for each."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

from tests.e2e.bus import Bus
from tests.e2e.desktop import Screen, Speaker
from tests.e2e.dispatcher import Dispatcher
from tests.e2e.driver import Starter

TWO_SIDES = """\
title: Two sides
steps:
  - pose: Knee hug
    sides: both
    side_words: "{Side} leg"
    holds:
      - count: 3
        unit: breaths
    leave:
      - Let go.
"""
"""A sequence of half a minute at 20 breaths a minute."""


@dataclass(frozen=True)
class Desk:
    """What every program here runs on."""

    screen: Screen
    speaker: Speaker


@pytest.fixture(scope="session")
def desk(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Desk]:
    if shutil.which("Xvfb") is None and "CI" not in os.environ:
        pytest.skip("Xvfb is not installed: scripts/system_packages.sh test")
    folder = tmp_path_factory.mktemp("desk")
    made = Desk(Screen(folder / "screen"), Speaker(folder / "speaker"))
    yield made
    made.screen.close()
    made.speaker.close()


@pytest.fixture
def supine(desk: Desk, tmp_path: Path) -> Iterator[Starter]:
    with Starter(desk.screen, desk.speaker, tmp_path) as starter:
        yield starter


@pytest.fixture
def bus(tmp_path: Path) -> Iterator[Bus]:
    made = Bus(tmp_path / "bus")
    yield made
    made.close()


@pytest.fixture
def two_sides(tmp_path: Path) -> Path:
    path = tmp_path / "two-sides.yaml"
    path.write_text(TWO_SIDES)
    return path


@pytest.fixture(scope="session")
def plan(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Any]:
    """The shipped sequence as `supine plan --json` prints it."""
    profile = tmp_path_factory.mktemp("planned")
    # as every program here is set: nobody speaks
    (profile / "settings.yaml").write_text("version: 1\nvoice: false\n")
    words = [
        sys.executable, "-m", "supine", "plan", "low-back-release", "--json", "--profile",
        str(profile),
    ]  # fmt: skip
    made = subprocess.run(words, check=True, capture_output=True, timeout=120)
    values: dict[str, Any] = json.loads(made.stdout)
    return values


@pytest.fixture(scope="module")
def dispatcher(desk: Desk, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Dispatcher]:
    made = Dispatcher(desk.speaker, tmp_path_factory.mktemp("dispatcher") / "dispatcher")
    yield made
    made.close()
