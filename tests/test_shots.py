"""The pictures can be taken."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

SCRIPT = Path(__file__).parents[1] / "scripts" / "make_shots.py"


def test_one_page_is_taken_in_one_theme_at_every_size_and_turned(tmp_path: Path) -> None:
    subprocess.run(
        [sys.executable, SCRIPT, "--only", "left", "--theme", "night", "--folder", tmp_path],
        check=True,
        timeout=60,
    )
    taken = sorted(path.name for path in tmp_path.iterdir())
    assert "night-1280x800-left.png" in taken
    assert "night-1280x800-left-turned-right.png" in taken
    assert len(taken) == 4 + 3
    assert all(path.stat().st_size > 5000 for path in tmp_path.iterdir())


def test_the_stances_are_one_picture_in_each_theme(tmp_path: Path) -> None:
    subprocess.run(
        [sys.executable, SCRIPT, "--only", "stances", "--folder", tmp_path],
        check=True,
        timeout=60,
    )
    taken = sorted(path.name for path in tmp_path.iterdir())
    assert taken == ["contrast-stances.png", "dawn-stances.png", "night-stances.png"]
    assert all(50_000 < path.stat().st_size < 900_000 for path in tmp_path.iterdir())


def test_the_page_for_a_doctor_is_a_picture_on_both_papers(tmp_path: Path) -> None:
    subprocess.run(
        [sys.executable, SCRIPT, "--only", "paper", "--folder", tmp_path], check=True, timeout=60
    )
    taken = {path.name for path in tmp_path.iterdir()}
    assert {"paper-a4-91-days.png", "paper-letter-3653-days.png"} < taken
    assert all(path.stat().st_size > 100_000 for path in tmp_path.iterdir())
