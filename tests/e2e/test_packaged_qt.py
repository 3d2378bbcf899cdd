"""The real program with no more of Qt than the packaged one carries."""

from __future__ import annotations

import os
import shutil
from pathlib import Path

import PySide6
import pytest

import bundle
from tests.e2e.dispatcher import Dispatcher
from tests.e2e.driver import Starter
from tests.e2e.spoken import NEEDS_VOICE

pytestmark = [pytest.mark.e2e, NEEDS_VOICE]

INSTALLED = Path(PySide6.__file__).parents[1]


def carry(folder: Path) -> None:
    """Lay what goes along into `folder`, as a place to import from."""
    for package in ("PySide6", "shiboken6"):
        for path in (INSTALLED / package).rglob("*"):
            name = path.relative_to(INSTALLED)
            is_module = path.suffix == ".py" and len(name.parts) == 2
            if path.is_file() and (is_module or bundle.keeps(name.as_posix())):
                (folder / name).parent.mkdir(parents=True, exist_ok=True)
                shutil.copy2(path, folder / name)


def loaded(process: int) -> set[Path]:
    """Return the files of Qt that a running process has loaded."""
    lines = Path(f"/proc/{process}/maps").read_text().splitlines()
    files = {line.split(maxsplit=5)[5] for line in lines if len(line.split()) > 5}
    return {Path(file) for file in files if "PySide6" in file}


def test_it_practises_with_sound_and_voice(
    supine: Starter, dispatcher: Dispatcher, two_sides: Path, tmp_path: Path
) -> None:
    carry(tmp_path / "carried")
    before = os.environ.get("PYTHONPATH", "")
    places = f"{tmp_path / 'carried'}{os.pathsep}{before}"
    supine.settings("breaths_per_minute: 20\nsettle: 0.5", voice=True)
    program = supine.practise(two_sides, PYTHONPATH=places, **dispatcher.environment)
    program.wait_for("said")
    program.wait_for("bell", heard=True)
    window, sound, voice = program.process.pid, program.sound, program.voice
    for process in (window, sound, voice):
        assert {path for path in loaded(process) if tmp_path not in path.parents} == set()
    assert any("libQt6Multimedia" in path.name for path in loaded(sound))
    assert any("speechd" in path.name for path in loaded(voice))
    for part in ("libQt6Multimedia", "libQt6TextToSpeech", "libpulse"):
        assert not any(part in path.name for path in loaded(window))
