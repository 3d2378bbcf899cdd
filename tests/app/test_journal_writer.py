"""The journal is saved beside the window; what the disk refuses is tried again, and said."""

from __future__ import annotations

import errno
import os
import threading
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import SignalInstance
from pytestqt.qtbot import QtBot

from supine.app import journal_writer
from supine.app.journal_writer import JournalWriter
from supine.journal.entry import Entry, Kept, Line
from supine.journal.journal import Held, append, load
from tests.helpers import Heard

NOON = datetime(2026, 11, 27, 12, tzinfo=UTC)


def writer_in(folder: Path) -> JournalWriter:
    return JournalWriter(folder / "journal", folder / "computer.txt", now=lambda: NOON)


def test_an_entry_is_called_saved_once_it_is_on_the_disk(tmp_path: Path, qtbot: QtBot) -> None:
    writer = writer_in(tmp_path)
    with qtbot.waitSignal(writer.saved) as told:
        kept = writer.add(Entry(at=NOON, note="a"))
    assert told.args == [kept.id, 1]
    assert load(tmp_path / "journal").entries == [kept]
    writer.close()


def test_changed_and_removed_entries_are_lines_of_the_same_file(
    tmp_path: Path, qtbot: QtBot
) -> None:
    assert qtbot
    writer = writer_in(tmp_path)
    one, other = writer.add(Entry(at=NOON, note="a")), writer.add(Entry(at=NOON, note="b"))
    changed = writer.change(one, Entry(at=NOON, note="c"))
    writer.remove(other)
    writer.close()
    assert load(tmp_path / "journal").entries == [changed]
    (file,) = (tmp_path / "journal").iterdir()
    assert file.read_text("utf-8").count("\n") == 4


def test_the_next_start_writes_to_the_same_file(tmp_path: Path, qtbot: QtBot) -> None:
    assert qtbot
    for note in ("a", "b"):
        writer = writer_in(tmp_path)
        writer.add(Entry(at=NOON, note=note))
        writer.close()
    assert len(list((tmp_path / "journal").iterdir())) == 1


def test_what_the_disk_refuses_is_said_and_saved_as_soon_as_it_does_not(
    tmp_path: Path, qtbot: QtBot
) -> None:
    blocked = tmp_path / "journal"
    blocked.write_text("a file where the folder should be")
    writer = writer_in(tmp_path)
    with qtbot.waitSignal(writer.failed) as told:
        first = writer.add(Entry(at=NOON, note="a"))
    assert "could not be saved" in told.args[0]
    blocked.unlink()
    second = writer.add(Entry(at=NOON, note="b"))
    writer.close()
    assert sorted(load(blocked).entries) == sorted([first, second])


def test_a_practice_that_is_saved_twice_is_one_entry(tmp_path: Path, qtbot: QtBot) -> None:
    assert qtbot
    writer = writer_in(tmp_path)
    for _ in range(2):
        writer.add(Entry(at=NOON, note="a"), "practice")
    writer.close()
    assert [one.id for one in load(tmp_path / "journal").entries] == ["practice"]


def test_many_entries_are_saved_at_once_each_under_its_own_id(tmp_path: Path, qtbot: QtBot) -> None:
    assert qtbot
    writer = writer_in(tmp_path)
    new = [Kept(f"id{n}", n + 1, Entry(at=NOON, note=str(n))) for n in range(3)]
    writer.add_all(new)
    writer.close()
    assert load(tmp_path / "journal").entries == new


def writer_with_stick(folder: Path) -> JournalWriter:
    """A writer whose journal is on a stick that is in."""
    (folder / "stick").mkdir()
    writer = writer_in(folder)
    writer.set_folder(folder / "stick")
    return writer


def heard(signal: SignalInstance) -> Heard:
    """Keep what `signal` says, from whichever thread."""
    return Heard(signal)


def notes(folder: Path, waiting: Path | None = None) -> list[str]:
    return sorted(one.entry.note for one in load(folder, waiting).entries)


@pytest.mark.fault("the folder of the journal is pulled away, and back")
def test_while_a_stick_is_pulled_out_entries_wait_on_the_disk(tmp_path: Path, qtbot: QtBot) -> None:
    stick, away, waiting = tmp_path / "stick", tmp_path / "away", tmp_path / "journal"
    writer = writer_with_stick(tmp_path)
    with qtbot.waitSignal(writer.saved):
        writer.add(Entry(at=NOON, note="a"))
    stick.rename(away)
    failed = heard(writer.failed)
    with qtbot.waitSignal(writer.failed):
        writer.add(Entry(at=NOON, note="b"))
    (sentence,) = failed.said
    assert str(stick) in sentence
    assert "is not there" in sentence
    assert not stick.exists()
    assert notes(stick, waiting) == ["b"]
    writer.close()

    later = writer_in(tmp_path)
    away.rename(stick)
    later.set_folder(stick)
    later.close()
    assert notes(stick) == ["a", "b"]


def test_a_stick_that_is_out_is_said_before_anything_is_saved(tmp_path: Path, qtbot: QtBot) -> None:
    writer = writer_in(tmp_path)
    with qtbot.waitSignal(writer.failed) as told:
        writer.set_folder(tmp_path / "stick")
    assert "is not there" in told.args[0]
    writer.close()


def test_what_was_said_of_a_stick_is_taken_back_once_it_is_in(tmp_path: Path, qtbot: QtBot) -> None:
    writer = writer_with_stick(tmp_path)
    with qtbot.waitSignal(writer.saved):
        writer.add(Entry(at=NOON, note="a"))
    (tmp_path / "stick").rename(tmp_path / "away")
    with qtbot.waitSignal(writer.failed) as told:
        writer.try_again()
    (tmp_path / "away").rename(tmp_path / "stick")
    with qtbot.waitSignal(writer.restored) as back:
        writer.try_again()
    assert back.args == told.args
    writer.close()


@pytest.mark.fault("the disk is full while the journal is saved")
def test_on_a_full_disk_entries_wait_in_memory(
    tmp_path: Path, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    writer = writer_with_stick(tmp_path)

    def refuse(_file: int, _data: bytes) -> int:
        raise OSError(errno.ENOSPC, "No space left on device")

    monkeypatch.setattr(os, "write", refuse)
    with qtbot.waitSignal(writer.failed) as told:
        writer.add(Entry(at=NOON, note="a"))
    assert "could not be saved: No space left on device" in told.args[0]
    monkeypatch.undo()
    with qtbot.waitSignals([writer.saved, writer.restored]):
        writer.try_again()
    writer.close()
    assert notes(tmp_path / "stick") == ["a"]


@pytest.mark.fault("the folder of the journal can only be read")
def test_what_a_folder_refuses_waits_elsewhere(
    tmp_path: Path, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    writer, stick = writer_with_stick(tmp_path), tmp_path / "stick"
    real = os.open

    def refuse(path: Path, *how: int) -> int:
        if Path(path).parent == stick:
            raise OSError(errno.EROFS, "Read-only file system")
        return real(path, *how)

    monkeypatch.setattr(os, "open", refuse)
    with qtbot.waitSignal(writer.failed) as told:
        writer.add(Entry(at=NOON, note="a"))
    assert "Read-only file system" in told.args[0]
    assert notes(stick, tmp_path / "journal") == ["a"]
    monkeypatch.undo()
    writer.try_again()
    writer.close()
    assert notes(stick) == ["a"]


def test_the_journal_moves_with_all_entries_and_overwrites_none(
    tmp_path: Path, qtbot: QtBot
) -> None:
    new = tmp_path / "shared" / "Supine"
    append(new, "desk", [Line("d", 1, NOON, "desk", Entry(at=NOON, note="at the desk"))])
    before = (new / "desk.jsonl").read_bytes()
    writer = writer_in(tmp_path)
    append(tmp_path / "journal", "old-laptop", [Line("o", 1, NOON, "o", Entry(at=NOON, note="o"))])
    writer.add(Entry(at=NOON, note="a"))
    with qtbot.waitSignal(writer.said) as told:
        writer.move(new)
    assert str(tmp_path / "journal") in told.args[0]
    writer.add(Entry(at=NOON, note="b"))
    writer.close()
    assert notes(new) == ["a", "at the desk", "b", "o"]
    assert notes(tmp_path / "journal") == ["a", "o"]
    assert (new / "desk.jsonl").read_bytes() == before


def test_a_folder_that_cannot_be_used_is_not_chosen(tmp_path: Path, qtbot: QtBot) -> None:
    writer = writer_in(tmp_path)
    moved = Heard(writer.moved)
    (tmp_path / "file").write_text("no folder")
    with qtbot.waitSignal(writer.said) as told:
        writer.move(tmp_path / "file" / "Supine")
    assert "stays where it was" in told.args[0]
    writer.add(Entry(at=NOON, note="a"))
    writer.close()
    assert moved.said == []
    assert notes(tmp_path / "journal") == ["a"]


def test_what_the_journal_holds_is_told(tmp_path: Path, qtbot: QtBot) -> None:
    writer = writer_in(tmp_path)
    with qtbot.waitSignal(writer.held) as told:
        writer.look()
    assert told.args[0].days is None
    # only to look makes no file
    assert list(tmp_path.iterdir()) == []
    for hours in (-24, 0, 24):
        writer.add(Entry(at=NOON + timedelta(hours=hours)))
    with qtbot.waitSignal(writer.held) as told:
        writer.look()
    held: Held = told.args[0]
    assert held.computers == {held.computer: 3}
    assert held.future == (NOON.date() + timedelta(days=1),)
    assert held.days == (NOON.date() - timedelta(days=1), NOON.date() + timedelta(days=1))
    writer.close()


def test_all_is_deleted_on_the_disk_and_what_waited(tmp_path: Path, qtbot: QtBot) -> None:
    writer, stick = writer_with_stick(tmp_path), tmp_path / "stick"
    append(stick, "desk", [Line("d", 1, NOON, "desk", Entry(at=NOON, note="at the desk"))])
    with qtbot.waitSignal(writer.saved):
        writer.add(Entry(at=NOON, note="secret"))
    stick.rename(tmp_path / "away")
    with qtbot.waitSignal(writer.failed):
        writer.add(Entry(at=NOON, note="secret"))
    with qtbot.waitSignal(writer.said) as told:
        writer.delete_all()
    assert "could not be deleted" in told.args[0]
    (tmp_path / "away").rename(stick)
    with qtbot.waitSignal(writer.held) as told:
        writer.delete_all()
    held: Held = told.args[0]
    assert held.computers == {held.computer: 0, "desk": 1}
    writer.add(Entry(at=NOON, note="afresh"))
    writer.close()
    assert notes(stick, tmp_path / "journal") == ["afresh"]
    assert not [one for one in tmp_path.rglob("*.jsonl") if "secret" in one.read_text("utf-8")]


@pytest.mark.fault("the clock is set back a day")
def test_a_clock_set_back_loses_no_change(tmp_path: Path, qtbot: QtBot) -> None:
    assert qtbot
    times = iter([NOON, NOON - timedelta(days=1), NOON - timedelta(days=1)])
    writer = JournalWriter(tmp_path / "j", tmp_path / "computer.txt", now=lambda: next(times))
    kept = writer.add(Entry(at=NOON, note="old"))
    changed = writer.change(kept, Entry(at=NOON, note="new"))
    other = writer.add(Entry(at=NOON - timedelta(days=1), note="yesterday again"))
    writer.close()
    assert load(tmp_path / "j").entries == [other, changed]


@pytest.mark.fault("the drive with the journal hangs")
def test_a_drive_that_hangs_does_not_keep_the_program_from_ending(
    tmp_path: Path, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert qtbot
    answers, before = threading.Event(), set(threading.enumerate())

    def hang(*what: Any, **how: Any) -> None:
        answers.wait()
        append(*what, **how)

    monkeypatch.setattr(journal_writer, "append", hang)
    monkeypatch.setattr(journal_writer, "PATIENCE", 0.05)
    writer = writer_in(tmp_path)
    writer.add(Entry(at=NOON, note="a"))
    writer.close()
    assert load(tmp_path / "journal").entries == []
    answers.set()
    qtbot.waitUntil(lambda: set(threading.enumerate()) <= before)
    assert notes(tmp_path / "journal") == ["a"]
