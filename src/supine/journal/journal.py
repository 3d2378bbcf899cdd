"""The files of a journal: JSON Lines, one file for each computer, all in one folder.

Each computer writes only its own file, and only at its end. So the folder may be kept equal by any
program for that (Syncthing, Nextcloud, a network drive): no two computers change the same file.
"""

from __future__ import annotations

import os
import re
from collections.abc import Iterable, Iterator
from contextlib import suppress
from datetime import datetime
from pathlib import Path
from typing import Annotated, NamedTuple
from uuid import uuid4

from msgspec import DecodeError, Meta, Struct
from msgspec.json import Decoder, encode

from supine.journal.entry import VERSION, YEARS, Kept, Line, entries, union

SUFFIX = ".jsonl"

LONGEST = 200_000
"""Bytes of the longest line that is read: a note has at most 20,000 letters."""

TAIL = 1 << 18
"""Bytes at the end of each file in which what is recent is looked for: some 800 lines."""

PART = 1 << 20
"""Bytes that are read at once."""


class Envelope(Struct, frozen=True, gc=False):
    """What a line of any later version says at least."""

    id: Annotated[str, Meta(min_length=1, max_length=100)]
    revision: Annotated[int, Meta(ge=1, le=1 << 60)]
    version: Annotated[int, Meta(ge=VERSION + 1, le=1 << 60)]


_LINE = Decoder(Line)
_ENVELOPE = Decoder(Envelope)


class Loaded(NamedTuple):
    """What the files of a journal say."""

    entries: list[Kept]
    """The earliest first."""
    skipped: int
    """Lines that could not be read: torn, or not of this program."""
    newer: int
    """Entries that a newer version of the program has written last."""
    unread: tuple[str, ...]
    """Names of files that could not be read."""
    computers: dict[str, int]
    """For each file, by its name without the suffix, how many entries have a line in it."""
    removed: dict[str, int]
    """The last revision of each entry that was removed, by its id."""


def line_of(data: bytes) -> Line | None:
    """Return what one line of a file says; None if it cannot be read."""
    if len(data) > LONGEST:
        return None
    try:
        line = _LINE.decode(data)
    except (DecodeError, RecursionError, OverflowError, ValueError):
        return _newer(data)
    dates = (line.written, line.entry.at) if line.entry is not None else (line.written,)
    return line if all(YEARS[0] < date.year < YEARS[1] for date in dates) else None


def _newer(data: bytes) -> Line | None:
    """Return a line that only a newer version understands, without its entry."""
    try:
        found = _ENVELOPE.decode(data)
    except (DecodeError, RecursionError, OverflowError, ValueError):
        return None
    epoch = datetime.fromisoformat("1970-01-01T00:00:00+00:00")
    return Line(found.id, found.revision, epoch, "", None, found.version)


def journal_files(folder: Path) -> list[Path]:
    """Return the journal's files in `folder`, copies that a syncing program made among them.

    Raises `OSError` if the folder cannot be read; one that does not exist is empty.
    """
    try:
        found = sorted(folder.iterdir())
    except FileNotFoundError:
        return []
    return [one for one in found if one.suffix == SUFFIX and not one.name.startswith(".")]


def load(folder: Path, more: Iterable[Line] = ()) -> Loaded:
    """Return the journal in `folder`, with `more` lines that are not on the disk yet.

    Raises `OSError` if the folder cannot be read.
    """
    lines = list(more)
    skipped, unread, computers = 0, [], {}
    for path in journal_files(folder):
        try:
            found = [line_of(one) for one in _lines(path)]
        except OSError:
            unread.append(path.name)
            continue
        known = [line for line in found if line is not None]
        skipped += len(found) - len(known)
        computers[path.stem] = len({line.id for line in known})
        lines += known
    latest = union(lines)
    newer = sum(line.is_newer for line in latest.values())
    removed = {
        line.id: line.revision
        for line in latest.values()
        if line.entry is None and not line.is_newer
    }
    return Loaded(entries(latest), skipped, newer, tuple(unread), computers, removed)


def _lines(path: Path) -> Iterator[bytes]:
    """Yield the lines of the file at `path` that are not empty. Raises `OSError`."""
    with path.open("rb", PART) as file:
        while data := file.readline(LONGEST + 2):
            if not data.endswith(b"\n") and len(data) > LONGEST:
                # a line without end is not held in memory
                while data and not data.endswith(b"\n"):
                    data = file.readline(PART)
                yield b"?"
            elif stripped := data.strip():
                yield stripped


def recent(folder: Path, since: datetime) -> list[Kept]:
    """Return the entries since `since`, the earliest first. Only the files' ends are read.

    Quick even where the journal has ten years. Returns nothing if the folder cannot be read.
    """
    lines: list[Line] = []
    with suppress(OSError):
        for path in journal_files(folder):
            with suppress(OSError):
                lines += [line for one in _tail(path) if (line := line_of(one)) is not None]
    return [one for one in entries(union(lines)) if one.entry.at >= since]


def _tail(path: Path) -> list[bytes]:
    with path.open("rb") as file:
        size = file.seek(0, os.SEEK_END)
        file.seek(max(0, size - TAIL))
        found = file.read().split(b"\n")
    whole = found if size <= TAIL else found[1:]
    return [stripped for one in whole if (stripped := one.strip())]


def append(folder: Path, computer: str, lines: list[Line]) -> None:
    """Write `lines` to the end of the file of `computer` in `folder`, which is made if needed.

    They are on the disk when this returns. Raises `OSError`; what was then written in part is taken
    back, or skipped by all readers. The same lines may be written again at any time.
    """
    make_private_folder(folder)
    path = folder / f"{computer}{SUFFIX}"
    data = b"".join(encode(line) + b"\n" for line in lines)
    flags = os.O_RDWR | os.O_CREAT | os.O_APPEND | getattr(os, "O_BINARY", 0)
    is_new = not path.exists()
    file = os.open(path, flags, 0o600)
    try:
        size = os.lseek(file, 0, os.SEEK_END)
        if size and not _ends_whole(file, size):
            # a line was torn when the power failed, and must not tear this one
            data = b"\n" + data
        try:
            _write(file, data)
            os.fsync(file)
        except OSError:
            _take_back(file, size, data)
            raise
    finally:
        os.close(file)
    if is_new:
        _sync_folder(folder)


def _ends_whole(file: int, size: int) -> bool:
    os.lseek(file, size - 1, os.SEEK_SET)
    return os.read(file, 1) == b"\n"


def _write(file: int, data: bytes) -> None:
    while data:
        data = data[os.write(file, data) :]


def _take_back(file: int, size: int, data: bytes) -> None:
    """Cut off the part of `data` that is after `size` bytes, if nobody else has written there."""
    with suppress(OSError):
        written = os.fstat(file).st_size - size
        os.lseek(file, size, os.SEEK_SET)
        if 0 < written <= len(data) and os.read(file, len(data) + 1) == data[:written]:
            os.ftruncate(file, size)


def _sync_folder(folder: Path) -> None:
    """Make sure that a new file in `folder` is found after a power failure."""
    # Windows has no such thing, and some network drives refuse it
    with suppress(OSError):
        handle = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(handle)
        finally:
            os.close(handle)


def make_private_folder(folder: Path) -> None:
    """Create `folder` for its owner alone, unless it exists. Raises `OSError`."""
    if not folder.is_dir():
        folder.parent.mkdir(parents=True, exist_ok=True)
        folder.mkdir(mode=0o700, exist_ok=True)


def new_computer_name(host: str) -> str:
    """Return a name for the file of a computer called `host`: its own even where two are alike."""
    plain = re.sub(r"[^a-z0-9]+", "-", host.lower()).strip("-")[:30] or "computer"
    return f"{plain}-{uuid4().hex[:6]}"
