"""The journal's files: nothing that was saved is lost, and nothing strange ends the reading."""

from __future__ import annotations

import errno
import os
import stat
from datetime import UTC, datetime, timedelta
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest
from msgspec.json import encode

from supine.journal import journal
from supine.journal.entry import Entry, Line
from supine.journal.journal import (
    LONGEST,
    append,
    empty,
    folder_in,
    gather,
    load,
    own_files,
    recent,
)

NOON = datetime(2026, 11, 27, 12, tzinfo=UTC)


def line(name: str, note: str = "", revision: int = 1, hours: int = 0) -> Line:
    at = NOON + timedelta(hours=hours)
    return Line(name, revision, at, "laptop", Entry(at=at, note=note))


def ids(folder: Path) -> list[str]:
    return [one.id for one in load(folder).entries]


def test_what_was_saved_is_read_again(tmp_path: Path) -> None:
    entry = Entry(
        NOON, "low-back-release", "Low Back Release", 1800.5, 700, 700, 10, True, "",
        ("Spinal twist",), ("Inner thigh stretch",), 6.0, 4, 3, "Better than Tuesday — good.",
    )  # fmt: skip
    append(tmp_path / "journal", "laptop", [Line("a", 1, NOON, "laptop", entry)])
    found = load(tmp_path / "journal")
    assert [one.entry for one in found.entries] == [entry]
    assert (found.skipped, found.newer, found.unread) == (0, 0, ())


def test_without_a_folder_the_journal_is_empty(tmp_path: Path) -> None:
    assert load(tmp_path / "none").entries == []
    assert recent(tmp_path / "none", NOON) == []


@pytest.mark.skipif(os.name == "nt", reason="rights of another kind")
def test_folder_and_file_are_for_their_owner_alone(tmp_path: Path) -> None:
    append(tmp_path / "journal", "laptop", [line("a")])
    modes = [
        stat.S_IMODE(path.stat().st_mode)
        for path in (tmp_path / "journal", tmp_path / "journal" / "laptop.jsonl")
    ]
    assert modes == [0o700, 0o600]


COPIES = (
    "laptop.sync-conflict-20261127-120000-ABCDEFG",  # Syncthing
    "laptop (conflicted copy 2026-11-27 120000)",  # Nextcloud
    "laptop (Anna's conflicted copy 2026-11-27)",  # Dropbox
    "laptop-DESKTOP-4F2A",  # OneDrive
    "laptop (1)",  # Google Drive
    "laptop (SFConflict anna@example.org 2026-11-27-12-00-00)",  # Seafile
)

UNFINISHED = (
    ".syncthing.laptop.jsonl.tmp", "~syncthing~laptop.jsonl.tmp", ".laptop.jsonl.~4f2a",
    "laptop.jsonl.part", "._laptop.jsonl", ".laptop.jsonl.x9k2", "laptop.jsonl.tmp",
)  # fmt: skip
"""What such programs, and ours, call a file that is not whole yet."""


def test_the_files_of_all_computers_and_copies_of_them_are_one_journal(tmp_path: Path) -> None:
    for name in ("laptop", "desk", *COPIES):
        append(tmp_path, name, [line(name), line("both")])
    for name in UNFINISHED:
        (tmp_path / name).write_bytes(encode(line("unfinished")) + b"\n" + b"half of a fi")
    found = load(tmp_path)
    assert sorted(one.id for one in found.entries) == sorted(["both", "laptop", "desk", *COPIES])
    assert found.skipped == 0
    assert {one.stem for one in own_files(tmp_path, "laptop")} == {"laptop", *COPIES}


def test_a_chosen_folder_is_the_journal_or_has_it_in_it(tmp_path: Path) -> None:
    assert folder_in(tmp_path) == tmp_path / "Supine"
    assert folder_in(tmp_path / "Supine") == tmp_path / "Supine"
    # of another program
    (tmp_path / "data.jsonl").write_text('{"id":"a"}\n')
    assert folder_in(tmp_path) == tmp_path / "Supine"
    append(tmp_path, "laptop", [line("a")])
    assert folder_in(tmp_path) == tmp_path


def test_what_is_no_file_is_not_read_for_ever(tmp_path: Path) -> None:
    append(tmp_path, "laptop", [line("a")])
    (tmp_path / "folder.jsonl").mkdir()
    if hasattr(os, "mkfifo"):
        os.mkfifo(tmp_path / "pipe.jsonl")
    assert ids(tmp_path) == ["a"]


def test_lines_that_wait_elsewhere_are_of_the_journal_too(tmp_path: Path) -> None:
    journal, waiting = tmp_path / "stick", tmp_path / "waiting"
    append(journal, "laptop", [line("a"), line("b")])
    append(waiting, "laptop", [line("b", "changed", revision=2), line("c")])
    found = load(journal, waiting)
    assert [(one.id, one.entry.note) for one in found.entries] == [
        ("a", ""), ("b", "changed"), ("c", ""),
    ]  # fmt: skip
    assert found.computers == {"laptop": 3}
    assert recent(journal, NOON, waiting) == found.entries
    assert load(tmp_path / "pulled out", waiting).computers == {"laptop": 2}


def test_what_waited_is_brought_once_and_as_it_stands(tmp_path: Path) -> None:
    journal, waiting = tmp_path / "stick", tmp_path / "waiting"
    append(journal, "laptop", [line("a"), line("b", revision=3)])
    append(waiting, "laptop", [line("a"), line("b", "older", revision=2), line("c")])
    newer = b'{"version":2,"id":"d","revision":1,"mood":"fine"}'
    with (waiting / "laptop.jsonl").open("ab") as file:
        file.write(newer + b"\nforeign\n")
    before = (waiting / "laptop.jsonl").read_bytes()
    assert gather([waiting / "laptop.jsonl"], journal, "laptop") == 2
    assert gather([waiting / "laptop.jsonl"], journal, "laptop") == 0
    own = (journal / "laptop.jsonl").read_bytes()
    assert own.endswith(encode(line("c")) + b"\n" + newer + b"\n")
    assert (waiting / "laptop.jsonl").read_bytes() == before
    assert ids(journal) == ["a", "b", "c"]


def test_what_is_only_in_a_copy_of_our_file_is_brought_into_it(tmp_path: Path) -> None:
    append(tmp_path, "laptop", [line("a")])
    append(tmp_path, COPIES[0], [line("a"), line("b")])
    gather(own_files(tmp_path, "laptop"), tmp_path, "laptop")
    (tmp_path / f"{COPIES[0]}.jsonl").unlink()
    assert ids(tmp_path) == ["a", "b"]


def test_all_can_be_removed_and_nothing_of_it_is_left_in_our_files(tmp_path: Path) -> None:
    journal, waiting = tmp_path / "stick", tmp_path / "waiting"
    append(journal, "laptop", [line("a", "secret"), line("b", "secret"), Line("b", 2, NOON, "l")])
    append(journal, COPIES[0], [line("c", "secret")])
    append(journal, "desk", [line("a", "at the desk", revision=2), line("d")])
    append(waiting, "laptop", [line("e", "secret")])
    newer = b'{"version":2,"id":"f","revision":7,"note":"secret"}\n'
    (journal / "laptop.jsonl").write_bytes((journal / "laptop.jsonl").read_bytes() + newer)
    empty(journal, waiting, "laptop", NOON)
    left = load(journal, waiting)
    assert (left.entries, left.newer, left.skipped) == ([], 0, 0)
    assert left.computers == {"laptop": 0, "desk": 2}
    assert sorted(path.name for path in journal.iterdir()) == ["desk.jsonl", "laptop.jsonl"]
    assert list(waiting.iterdir()) == []
    text = (journal / "laptop.jsonl").read_text("utf-8")
    assert "secret" not in text
    assert "entry" not in text
    assert len(text.splitlines()) == len("abcdef")
    # and the desk, whose file is not ours, sees the same
    assert ids(journal) == []


def test_what_was_removed_does_not_come_back_from_an_old_folder(tmp_path: Path) -> None:
    journal, old = tmp_path / "new", tmp_path / "old"
    for folder in (journal, old):
        append(folder, "laptop", [line("a", "secret")])
    empty(journal, None, "laptop", NOON)
    assert gather([old / "laptop.jsonl"], journal, "laptop") == 0
    assert ids(journal) == []


@pytest.mark.skipif(os.name == "nt", reason="an open file cannot be replaced there")
def test_a_line_is_not_lost_where_another_file_is_put_into_the_place_of_ours(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    append(tmp_path, "laptop", [line("a")])
    path = tmp_path / "laptop.jsonl"
    content, real = path.read_bytes(), journal._write

    def write_too_late(file: int, data: bytes) -> None:
        real(file, data)
        monkeypatch.undo()
        (tmp_path / "new").write_bytes(content)
        (tmp_path / "new").replace(path)

    monkeypatch.setattr(journal, "_write", write_too_late)
    append(tmp_path, "laptop", [line("b")])
    assert ids(tmp_path) == ["a", "b"]


@pytest.mark.parametrize("cut", range(1, 60, 7))
def test_a_torn_line_is_skipped_counted_and_tears_no_other(tmp_path: Path, cut: int) -> None:
    append(tmp_path, "laptop", [line("a"), line("b")])
    path = tmp_path / "laptop.jsonl"
    path.write_bytes(path.read_bytes()[:-cut])
    append(tmp_path, "laptop", [line("c")])
    found = load(tmp_path)
    # without its end of line alone, a line is whole
    assert [one.id for one in found.entries] == (["a", "b", "c"] if cut == 1 else ["a", "c"])
    assert found.skipped == (0 if cut == 1 else 1)


@pytest.mark.parametrize(
    "strange",
    [
        b"not json", b"{}", b"[1]", b'"text"', b"\xff\xfe\x00", b"[" * 50_000, b"1e999",
        b'{"id":"x","revision":0,"written":"2026-01-01T00:00:00Z","computer":"a"}',
        b'{"id":"x","revision":1,"written":"2026-01-01T00:00:00","computer":"a"}',
        b'{"id":"x","revision":1,"written":"0001-01-01T00:00:00+14:00","computer":"a"}',
        b'{"id":"x","revision":1,"written":"2026-01-01T00:00:00Z","computer":"a",'
        b'"entry":{"at":"2026-01-01T00:00:00Z","before":11}}',
        b"x" * (3 * LONGEST),
    ],
    ids=lambda data: data[:20].decode("latin-1"),
)  # fmt: skip
def test_a_foreign_line_is_skipped_counted_and_stays(tmp_path: Path, strange: bytes) -> None:
    path = tmp_path / "laptop.jsonl"
    append(tmp_path, "laptop", [line("a")])
    path.write_bytes(path.read_bytes() + strange + b"\n")
    append(tmp_path, "laptop", [line("b")])
    found = load(tmp_path)
    assert [one.id for one in found.entries] == ["a", "b"]
    assert found.skipped == 1
    assert strange in path.read_bytes()


def test_a_line_of_a_newer_version_is_counted_and_what_it_changed_is_not_shown(
    tmp_path: Path,
) -> None:
    append(tmp_path, "laptop", [line("a"), line("b")])
    newer = b'{"version":2,"id":"a","revision":2,"when":"today","entry":{"mood":"fine"}}\n'
    (tmp_path / "desk.jsonl").write_bytes(newer)
    found = load(tmp_path)
    assert [one.id for one in found.entries] == ["b"]
    assert (found.newer, found.skipped) == (1, 0)


def test_a_disk_that_is_full_leaves_no_half_line(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    append(tmp_path, "laptop", [line("a")])
    before = (tmp_path / "laptop.jsonl").read_bytes()
    real = os.write
    written = 0

    def write_ten(file: int, data: bytes) -> int:
        nonlocal written
        written += 1
        if written > 1:
            raise OSError(errno.ENOSPC, "No space left on device")
        return real(file, data[:10])

    monkeypatch.setattr(os, "write", write_ten)
    with pytest.raises(OSError, match="No space"):
        append(tmp_path, "laptop", [line("b")])
    assert (tmp_path / "laptop.jsonl").read_bytes() == before
    monkeypatch.undo()
    append(tmp_path, "laptop", [line("b")])
    assert ids(tmp_path) == ["a", "b"]


def test_what_is_recent_is_found_at_the_end_of_long_files(tmp_path: Path) -> None:
    old = [line(f"old{n}", "x" * 500, hours=-24 * 30) for n in range(1000)]
    append(tmp_path, "laptop", [*old, line("new"), line("gone")])
    append(tmp_path, "desk", [Line("gone", 2, NOON, "desk")])
    assert [one.id for one in recent(tmp_path, NOON - timedelta(days=7))] == ["new"]


def test_how_much_each_computer_holds_is_told(tmp_path: Path) -> None:
    append(tmp_path, "laptop", [line("a"), line("a", revision=2), line("b")])
    append(tmp_path, "desk", [line("b", revision=2)])
    append(tmp_path, "old", [line("c"), Line("c", 2, NOON, "old"), Line("b", 3, NOON, "old")])
    append(tmp_path, "emptied", [Line("a", 3, NOON, "emptied")])
    assert load(tmp_path).computers == {"desk": 1, "laptop": 2, "old": 1, "emptied": 0}


@pytest.mark.fault("clocks are set back for winter, and travel over the date line")
def test_entries_keep_their_order_and_their_day_whatever_the_clocks_say(tmp_path: Path) -> None:
    berlin = ZoneInfo("Europe/Berlin")
    summer = datetime(2026, 10, 25, 2, 30, tzinfo=berlin)
    tokyo = datetime(2026, 11, 27, 8, tzinfo=ZoneInfo("Asia/Tokyo"))
    honolulu = datetime(2026, 11, 26, 14, tzinfo=ZoneInfo("Pacific/Honolulu"))
    moments = {"a": summer, "b": summer.replace(fold=1), "c": tokyo, "d": honolulu}
    for name in reversed(moments):
        at = moments[name]
        append(tmp_path, "laptop", [Line(name, 1, at, "laptop", Entry(at=at, note=name))])
    found = load(tmp_path).entries
    assert [one.id for one in found] == ["a", "b", "c", "d"]
    # half past two came twice that night, an hour apart
    assert found[1].entry.at - found[0].entry.at == timedelta(hours=1)
    assert [one.entry.at.date().isoformat() for one in found] == [
        "2026-10-25", "2026-10-25", "2026-11-27", "2026-11-26",
    ]  # fmt: skip


def test_lines_are_text_that_a_person_can_read(tmp_path: Path) -> None:
    append(tmp_path, "laptop", [line("a", "Größer, Ω")])
    text = (tmp_path / "laptop.jsonl").read_text("utf-8")
    assert "Größer, Ω" in text
    assert text == encode(line("a", "Größer, Ω")).decode() + "\n"


def test_what_was_removed_is_known_with_its_revision(tmp_path: Path) -> None:
    gone = Line("a", 2, NOON, "laptop", None)
    append(tmp_path, "laptop", [line("a"), line("b"), gone])
    assert load(tmp_path).removed == {"a": 2}
