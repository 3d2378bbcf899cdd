"""The program in one file unpacks itself once, whole or not at all."""

from __future__ import annotations

import io
import os
import subprocess
import sys
import tarfile
from pathlib import Path

import pytest

import make_packages

pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="it is for Linux")

PROGRAM = b'#!/bin/sh\necho "ran with $*"\n'


@pytest.fixture
def single(tmp_path: Path) -> Path:
    archive = tmp_path / "supine-0.tar.xz"
    with tarfile.open(archive, "w:xz") as made:
        entry = tarfile.TarInfo("supine/supine")
        entry.size, entry.mode = len(PROGRAM), 0o755
        made.addfile(entry, io.BytesIO(PROGRAM))
    return make_packages.single_file(archive)


def start(single: Path, *words: str, path: str = "") -> subprocess.Popen[str]:
    env = {"HOME": str(single.parent / "home"), "PATH": path or os.environ["PATH"]}
    pipe = subprocess.PIPE
    return subprocess.Popen([single, *words], env=env, stdout=pipe, stderr=pipe, text=True)


def kept(single: Path) -> list[str]:
    return [path.name for path in (single.parent / "home/.cache/supine").glob("*")]


def test_it_runs_what_is_in_it(single: Path) -> None:
    assert start(single, "a word", "two").communicate(timeout=20) == ("ran with a word two\n", "")


def test_it_tells_the_program_which_file_it_is(single: Path) -> None:
    start(single).communicate(timeout=20)
    (place,) = (single.parent / "home/.cache/supine").iterdir()
    (place / "supine").write_text('#!/bin/sh\necho "$SUPINE_FILE"\n')
    assert start(single).communicate(timeout=20)[0] == f"{single}\n"


def test_it_unpacks_once(single: Path) -> None:
    start(single).communicate(timeout=20)
    (place,) = (single.parent / "home/.cache/supine").iterdir()
    (place / "supine").write_text("#!/bin/sh\necho still there\n")
    assert start(single).communicate(timeout=20)[0] == "still there\n"


def test_two_that_begin_together_both_run(single: Path) -> None:
    both = [start(single), start(single)]
    assert [one.communicate(timeout=20) for one in both] == [("ran with \n", "")] * 2
    assert len(kept(single)) == 1


def test_a_broken_download_leaves_nothing_behind(single: Path) -> None:
    data = single.read_bytes()
    single.write_bytes(data[:-60])
    broken = start(single)
    assert "ran" not in broken.communicate(timeout=20)[0]
    assert broken.returncode != 0
    assert kept(single) == []


def test_it_says_what_is_missing(single: Path, tmp_path: Path) -> None:
    tools = tmp_path / "tools"
    tools.mkdir()
    for name in ("sh", "tail", "tar"):
        (tools / name).symlink_to(f"/bin/{name}" if name == "sh" else f"/usr/bin/{name}")
    asked = start(single, path=str(tools))
    assert asked.communicate(timeout=20)[1].startswith("supine: 'xz' is needed to unpack")
    assert asked.returncode == 1
