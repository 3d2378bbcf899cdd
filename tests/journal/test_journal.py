"""The journal's files: nothing that was saved is lost, and nothing strange ends the reading."""

from __future__ import annotations

import errno
import os
import stat
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from msgspec.json import encode

from supine.journal.entry import Entry, Line
from supine.journal.journal import LONGEST, append, load, recent

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


def test_the_files_of_all_computers_and_copies_of_them_are_one_journal(tmp_path: Path) -> None:
    for name in ("laptop", "desk", "laptop.sync-conflict-20261127-120000-ABCDEFG", "desk (2)"):
        append(tmp_path, name, [line(name), line("both")])
    (tmp_path / ".syncthing.desk.jsonl.tmp").write_bytes(b"half of a fi")
    assert sorted(ids(tmp_path)) == sorted(
        ["both", "laptop", "desk", "laptop.sync-conflict-20261127-120000-ABCDEFG", "desk (2)"]
    )


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
    assert load(tmp_path).computers == {"desk": 1, "laptop": 2}


def test_lines_are_text_that_a_person_can_read(tmp_path: Path) -> None:
    append(tmp_path, "laptop", [line("a", "Größer, Ω")])
    text = (tmp_path / "laptop.jsonl").read_text("utf-8")
    assert "Größer, Ω" in text
    assert text == encode(line("a", "Größer, Ω")).decode() + "\n"


def test_what_was_removed_is_known_with_its_revision(tmp_path: Path) -> None:
    gone = Line("a", 2, NOON, "laptop", None)
    append(tmp_path, "laptop", [line("a"), line("b"), gone])
    assert load(tmp_path).removed == {"a": 2}
