"""The workflow that releases the program calls what there is."""

from __future__ import annotations

import re
from pathlib import Path

import yaml

ROOT = Path(__file__).parents[1]
WORKFLOW = (ROOT / ".github/workflows/release.yml").read_text(encoding="utf-8")


def test_every_file_that_it_names_is_there() -> None:
    named = re.findall(r"(?:packaging|scripts|requirements)[/\\][\w./\\]+", WORKFLOW)
    files = [ROOT / name.replace("\\", "/") for name in named]
    assert len(files) > 6
    assert [path for path in files if not path.is_file()] == []


def test_all_three_systems_build_and_try_the_program() -> None:
    job = yaml.safe_load(WORKFLOW)["jobs"]["build"]
    systems = {one["os"].split("-")[0] for one in job["strategy"]["matrix"]["include"]}
    assert systems == {"ubuntu", "macos", "windows"}
    everywhere = [step.get("run", "") for step in job["steps"] if "if" not in step]
    assert any("smoke.py" in step for step in everywhere)


def test_windows_gets_a_python_whose_clock_is_fine_enough_for_sounds() -> None:
    job = yaml.safe_load(WORKFLOW)["jobs"]["build"]
    pythons = {one["os"]: one["python"] for one in job["strategy"]["matrix"]["include"]}
    # before 3.13 the steps of `time.monotonic` on Windows are 15.6 ms
    assert tuple(map(int, pythons["windows-2022"].split("."))) >= (3, 13)
    assert any(
        step.get("with", {}).get("python-version") == "${{ matrix.python }}"
        for step in job["steps"]
    )  # fmt: skip


def test_every_kind_of_system_package_that_it_asks_for_is_known() -> None:
    script = (ROOT / "scripts/system_packages.sh").read_text()
    asked = re.search(r"for kind in ([\w ]+);", WORKFLOW)
    assert asked
    assert all(re.search(rf"^    (\w+ \| )?{kind}( \| \w+)?\)", script, re.MULTILINE)
               for kind in asked[1].split())  # fmt: skip
