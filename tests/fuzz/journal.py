"""A journal's files: other computers write them, and so may anybody."""

from __future__ import annotations

from datetime import UTC, datetime
from functools import cache
from pathlib import Path

from msgspec.json import decode, encode
from msgspec.structs import fields

from supine.journal.entry import Entry, Kept, Line, entries, union
from supine.journal.journal import Loaded, append, empty, gather, line_of, load, recent
from tests.fuzz.places import temporary_folder

AT = datetime(2026, 11, 27, 12, tzinfo=UTC)
OWN = Line("own", 1, AT, "own", Entry(AT, note="saved here"))

OTHER_FILE = b"\0"
"""In an input, what comes after it is the file of another computer."""

WRITTEN = 8
"""To one of so many inputs a line is written: that waits for the disk."""


@cache
def _folder() -> Path:
    return temporary_folder()


def read_journal(data: bytes) -> None:
    """Read `data` as the files of two computers, in both orders, and write one line more."""
    one, _, other = data.partition(OTHER_FILE)
    files = _folder() / "a.jsonl", _folder() / "b.jsonl"
    for path, content in zip(files, (one, other), strict=True):
        path.write_bytes(content)
    found = load(_folder())
    assert not found.unread
    assert found.skipped <= data.count(b"\n") + 2
    assert found.entries == sorted(found.entries, key=lambda kept: (kept.entry.at, kept.id))
    for kept in found.entries:
        _assert_usable(kept)
    assert set(recent(_folder(), AT)) == {one for one in found.entries if one.entry.at >= AT}
    for path, content in zip(files, (other, one), strict=True):
        path.write_bytes(content)
    swapped = load(_folder())
    assert swapped.entries == found.entries
    assert (swapped.skipped, swapped.newer) == (found.skipped, found.newer)
    if len(data) % WRITTEN == 0:
        _write_on(files[0], one, other)


def _write_on(path: Path, one: bytes, other: bytes) -> None:
    """Raise where a line that is written behind `other` is torn, or tears what was there."""
    append(path.parent, path.stem, [OWN])
    assert path.read_bytes().startswith(other)
    lines = [line_of(part.strip()) for part in (*one.split(b"\n"), *other.split(b"\n"))]
    known = [line for line in lines if line is not None]
    now = load(path.parent)
    assert now.entries == entries(union([*known, OWN]))
    _gather_and_empty(path.parent, now)


def _gather_and_empty(folder: Path, now: Loaded) -> None:
    """Raise where all in one file says something else, or something is left of it."""
    gather([folder / "b.jsonl"], folder, "a")
    assert gather([folder / "b.jsonl"], folder, "a") == 0
    again = load(folder)
    assert (again.entries, again.removed, again.newer) == (now.entries, now.removed, now.newer)
    (folder / "b.jsonl").unlink()
    alone = load(folder)
    assert (alone.entries, alone.newer) == (now.entries, now.newer)
    empty(folder, None, "a", AT)
    left = load(folder)
    assert (left.entries, left.newer, left.computers) == ([], 0, {"a": 0})


def _assert_usable(kept: Kept) -> None:
    """Raise where an entry cannot be shown by its date, or saved and read again."""
    assert kept.entry.at.astimezone().year
    line = Line(kept.id, kept.revision, kept.entry.at, "own", kept.entry)
    assert line_of(encode(line)) == line
    assert decode(encode(kept.entry), type=Entry) == kept.entry


def journal_seeds() -> list[bytes]:
    """Return files to begin with."""
    practice = Entry(
        AT, "low-back-release", "Low Back Release", 1800.5, 700, 700, 10, True, "",
        ("Spinal twist",), ("Inner thigh stretch",), 6.0, 4, 3, "Better than Tuesday — good.",
    )  # fmt: skip
    lines = [
        Line("one", 1, AT, "a", practice),
        Line("one", 2, AT, "b", Entry(AT, after=3)),
        Line("two", 1, AT, "a", Entry(AT, note="A day without a practice.")),
        Line("two", 2, AT, "b"),
        Line("own", 2, AT, "b", Entry(AT, note="changed elsewhere")),
    ]
    newer = b'{"id":"one","revision":3,"version":2,"entry":{"mood":"fine"}}\n'
    whole = [encode(line) + b"\n" for line in lines]
    return [
        b"".join(whole),
        b"".join(whole[:2]) + OTHER_FILE + b"".join(whole[2:]),
        whole[0][:90] + OTHER_FILE + newer,
        whole[2].replace(b"Z", b"+14:00") + whole[2].replace(b"Z", b"-12:00"),
    ]


def journal_words() -> list[str]:
    """Return every key of a line, and what means something in one."""
    keys = [info.encode_name for spec in (Line, Entry) for info in fields(spec)]
    dates = ("0001-01-01T00:00:00+14:00", "9999-12-31T23:59:59-14:00", "2026-11-27T12:00:00")
    numbers = ("1e999", "-1", "10", "11", "86400", "86401", "1152921504606846976", "1e-400", "NaN")
    return [*keys, *dates, *numbers, "one", "own", "null", "true", "\\ud800", "\\u0000", "\0", "{"]
