"""The journal is saved beside the window; what the disk refuses is tried again, and said."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path

from pytestqt.qtbot import QtBot

from supine.app.journal_writer import JournalWriter
from supine.journal.entry import Entry
from supine.journal.journal import load

NOON = datetime(2026, 11, 27, 12, tzinfo=UTC)


def writer_in(folder: Path) -> JournalWriter:
    return JournalWriter(folder / "journal", folder / "computer.txt", now=lambda: NOON)


def test_an_entry_is_called_saved_once_it_is_on_the_disk(tmp_path: Path, qtbot: QtBot) -> None:
    writer = writer_in(tmp_path)
    with qtbot.waitSignal(writer.saved) as told:
        kept = writer.add(Entry(at=NOON, note="a"))
    assert told.args == [kept.id]
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
