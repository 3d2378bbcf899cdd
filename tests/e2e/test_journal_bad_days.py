"""Disks that are full, can only be read or are pulled out, and two programs on one journal."""

from __future__ import annotations

import os
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import ExitStack, suppress
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from supine.app.journal_writer import JournalWriter, now_here
from supine.journal.entry import Entry
from supine.journal.journal import load
from supine.profile import Profile
from tests.e2e.conftest import TWO_SIDES
from tests.e2e.driver import Starter
from tests.e2e.waiting import LONG, until
from tests.e2e.writing import Written
from tests.faults import Saw
from tests.helpers import Heard

Disk = Callable[..., Path]
"""Mounts a small disk of its own, or one that shows a folder, and returns where it is."""


def mounted(*words: str) -> None:
    done = subprocess.run(["mount", *words], capture_output=True, check=False)
    if done.returncode:
        pytest.skip("only root may mount a disk")


@pytest.fixture
def disk(tmp_path: Path) -> Iterator[Disk]:
    if sys.platform != "linux":
        pytest.skip("disks are mounted otherwise here")
    with ExitStack() as stack:

        def mount(name: str, *options: str) -> Path:
            place = tmp_path / name
            place.mkdir(exist_ok=True)
            mounted(*(options or ("-t", "tmpfs", "-o", "size=64k", "tmpfs")), str(place))
            stack.callback(subprocess.run, ["umount", "-l", str(place)], check=False)
            return place

        yield mount


def notes(folder: Path, waiting: Path | None = None) -> list[str]:
    return sorted(one.entry.note for one in load(folder, waiting).entries)


def fill(place: Path) -> Path:
    """Fill the disk at `place` to its last byte."""
    filler = place / "filler"
    with filler.open("wb", buffering=0) as file:
        for size in (4096, 1):
            with suppress(OSError):
                while True:
                    file.write(b"x" * size)
    return filler


def said_while(writer: JournalWriter, qtbot: QtBot, note: str) -> str:
    """Save `note`, and return what was said because it could not be saved where it belongs."""
    told = Heard(writer.failed)
    with qtbot.waitSignal(writer.failed):
        writer.add(Entry(now_here(), note=note))
    sentence: str = told.said[0]
    return sentence


@pytest.mark.fault("the disk is full while the journal is saved")
def test_a_full_disk_loses_nothing(disk: Disk, qtbot: QtBot, saw: Saw) -> None:
    own, stick = disk("own"), disk("stick")
    writer = JournalWriter(own / "journal", own / "computer.txt")
    (stick / "Supine").mkdir()
    writer.set_folder(stick / "Supine")
    with qtbot.waitSignal(writer.saved):
        writer.add(Entry(now_here(), note="before"))
    stick_filler = fill(stick)
    # longer than what is left in the file's last block
    first, second = "x" * 5000 + " waits on the disk", "x" * 5000 + " waits in memory"
    sentence = said_while(writer, qtbot, first)
    assert "No space left on device" in sentence
    assert notes(own / "journal") == [first]
    own_filler = fill(own)
    sentence = said_while(writer, qtbot, second)
    assert sentence == (
        "Your journal could not be saved: No space left on device. Supine tries again until you "
        "close it."
    )
    assert load(stick / "Supine", own / "journal").skipped == 0
    stick_filler.unlink()
    own_filler.unlink()
    with qtbot.waitSignal(writer.restored):
        writer.try_again()
    writer.close()
    assert notes(stick / "Supine") == ["before", second, first]
    saw("said, one entry waited on the other disk and one in memory; none lost, no torn line")


@pytest.mark.fault("the folder of the journal can only be read")
def test_a_disk_that_can_only_be_read_loses_nothing(
    disk: Disk, tmp_path: Path, qtbot: QtBot, saw: Saw
) -> None:
    stick = disk("stick")
    (stick / "Supine").mkdir()
    writer = JournalWriter(tmp_path / "journal", tmp_path / "computer.txt")
    writer.set_folder(stick / "Supine")
    mounted("-o", "remount,ro", str(stick))
    sentence = said_while(writer, qtbot, "a")
    assert "Read-only file system" in sentence
    mounted("-o", "remount,rw", str(stick))
    with qtbot.waitSignal(writer.restored):
        writer.try_again()
    writer.close()
    assert notes(stick / "Supine") == ["a"]
    saw(f"“{sentence}”")


@pytest.mark.e2e
@pytest.mark.fault("the folder of the journal is pulled away, and back")
def test_a_stick_pulled_out_in_mid_practice_loses_nothing(
    disk: Disk, supine: Starter, tmp_path: Path, saw: Saw
) -> None:
    content = tmp_path / "content"
    (content / "Supine").mkdir(parents=True)
    stick = disk("stick", "--bind", str(content))
    supine.own("two-sides.yaml", TWO_SIDES.replace("count: 3", "count: 10"))
    supine.settings(f'journal_folder: "{stick / "Supine"}"')
    program = supine.practise("two-sides", "--speed", "20")
    program.wait_for("step", kind="hold", side="left")
    subprocess.run(["umount", str(stick)], check=True)
    program.wait_for("end")
    waiting = Profile(supine.profile).journal
    until(lambda: load(waiting).entries, "an entry that waits")
    assert list(stick.iterdir()) == []
    program.close()
    disk("stick", "--bind", str(content))
    again = supine.library()
    until(lambda: load(stick / "Supine").entries, "the entry on the stick")
    again.close()
    assert load(stick / "Supine").entries == load(waiting).entries
    saw("the practice went on, its entry waited in the profile, and the next start brought it")


@pytest.mark.e2e
@pytest.mark.fault("the disk fills up in mid practice")
def test_a_disk_that_fills_up_in_mid_practice_loses_nothing(
    disk: Disk, supine: Starter, saw: Saw
) -> None:
    profile = disk("profile", "-t", "tmpfs", "-o", "size=4m", "tmpfs")
    supine.own("two-sides.yaml", TWO_SIDES.replace("count: 3", "count: 10"))
    supine.settings("")
    program = supine.practise("two-sides", "--speed", "20")
    program.wait_for("step", kind="hold", side="right")
    filler = fill(profile)
    program.wait_for("end")
    assert load(Profile(profile).journal).entries == []
    filler.unlink()
    program.close()
    (kept,) = load(Profile(profile).journal).entries
    assert kept.entry.finished
    # nobody is asked to go on with it
    assert list(Profile(profile).places.glob("*")) == []
    saw("the practice went on to its end, and was saved whole once there was room")


@pytest.mark.fault("two programs write one journal")
@pytest.mark.parametrize("names", [("one", "other"), ("same", "same")])
def test_two_programs_on_one_journal_lose_nothing(
    tmp_path: Path, names: tuple[str, str], saw: Saw
) -> None:
    folder, said, programs = tmp_path / "shared", Written(), []
    folder.mkdir()
    for seed, name in enumerate(names):
        profile = Profile(tmp_path / f"profile{seed}")
        profile.folder.mkdir()
        profile.computer.write_text(f"{name}-3f2a9c\n")
        words = [str(profile.folder), str(folder), "2", str(seed)]
        line = [sys.executable, "-m", "tests.e2e.writing", *words]
        programs.append(subprocess.Popen(line, stdout=subprocess.PIPE, text=True))
    for program in programs:
        output, _error = program.communicate(timeout=LONG)
        said.read(output.splitlines())
    assert said.wrong(folder, folder) == []
    loaded = load(folder)
    assert loaded.skipped == 0
    assert len(list(folder.iterdir())) == len(set(names))
    saw(f"{said.saved} changes in 2 s, none lost, no torn line")


@pytest.mark.fault("travel over time zones while the program runs")
@pytest.mark.skipif(not hasattr(time, "tzset"), reason="the system tells it otherwise")
def test_after_a_flight_the_time_is_that_of_the_new_place(
    monkeypatch: pytest.MonkeyPatch, saw: Saw
) -> None:
    offsets = []
    for zone in ("Europe/Berlin", "Asia/Tokyo", "America/Los_Angeles"):
        # as the system does it for a program that runs
        monkeypatch.setitem(os.environ, "TZ", zone)
        offsets.append(now_here().isoformat()[-6:])
    monkeypatch.undo()
    now_here()
    assert offsets[0] in ("+01:00", "+02:00")
    assert offsets[1] == "+09:00"
    assert offsets[2] in ("-08:00", "-07:00")
    saw(f"entries begin with {', '.join(offsets)}")
