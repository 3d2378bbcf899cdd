"""The files of a journal: JSON Lines, one file for each computer, all in one folder.

Each computer writes only its own file, and only at its end. So the folder may be kept equal by any
program for that (Syncthing, Nextcloud, a network drive): no two computers change the same file.
While the folder is away, lines wait in another folder, and `gather` brings them later.
"""

from __future__ import annotations

import logging
import os
import re
from collections.abc import Iterable, Iterator
from contextlib import suppress
from datetime import date, datetime
from pathlib import Path
from typing import Annotated, NamedTuple
from uuid import uuid4

from msgspec import DecodeError, Meta, Struct
from msgspec.json import Decoder, encode

from supine.files import write_whole
from supine.journal.entry import VERSION, YEARS, Kept, Line, entries, later, union

logger = logging.getLogger(__name__)

SUFFIX = ".jsonl"

FOLDER = "Supine"
"""The journal's folder within one that was chosen, so that its files are not among others."""

LONGEST = 200_000
"""Bytes of the longest line that is read: a note has at most 20,000 letters."""

TAIL = 1 << 18
"""Bytes at the end of each file in which what is recent is looked for: some 800 lines."""

TRIES = 3
"""How often lines are written where a syncing program puts another file into the place of ours.

A drive may also give the same file another number each time: the lines are then there three times,
which does no harm.
"""

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
    """For each file, by its name without the suffix, of how many entries it holds what they say."""
    removed: dict[str, int]
    """The last revision of each entry that was removed, by its id."""


class Held(NamedTuple):
    """What a journal holds, in short."""

    folder: Path
    is_usual: bool
    """Whether it is the folder of this computer alone."""
    is_there: bool
    computer: str
    """The name of this computer's file; empty if it has none yet."""
    entries: int
    days: tuple[date, date] | None
    """The first and the last day that has an entry."""
    computers: dict[str, int]
    skipped: int
    newer: int
    unread: tuple[str, ...]
    future: tuple[date, ...]
    """The day of each entry after now, in order: a computer's clock is wrong, or was."""


def line_of(data: bytes) -> Line | None:
    """Return what one line of a file says; None if it cannot be read."""
    if len(data) > LONGEST:
        return None
    try:
        line = _LINE.decode(data)
    except (DecodeError, RecursionError, OverflowError, ValueError):
        return _newer(data)
    low, high = YEARS
    entry = line.entry
    is_near = low < line.written.year < high and (entry is None or low < entry.at.year < high)
    return line if is_near else None


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
    names = [one for one in found if one.suffix == SUFFIX and not one.name.startswith(".")]
    # a pipe of that name would be read for ever
    return [one for one in names if one.is_file() or not one.exists()]


def folder_in(chosen: Path) -> Path:
    """Return where the journal is in a folder that was chosen: in `Supine`, or in it itself.

    Each computer may name either of them, and a folder that is its root.
    """
    return chosen if chosen.name == FOLDER or _is_journal(chosen) else chosen / FOLDER


def _is_journal(folder: Path) -> bool:
    """Return whether a file in `folder` has a line of a journal. Raises `OSError`."""
    return folder.is_dir() and any(next(_known(path), None) for path in journal_files(folder))


def own_files(folder: Path, computer: str) -> list[Path]:
    """Return the file of `computer` in `folder` and the copies of it that a syncing program made.

    Each such program has its own words for a copy ("laptop (conflicted copy)"), and puts them
    behind the name. Raises `OSError` if the folder cannot be read.
    """
    return [one for one in journal_files(folder) if one.name.startswith(computer)]


def load(folder: Path, waiting: Path | None = None, more: Iterable[Line] = ()) -> Loaded:
    """Return the journal in `folder`, with the lines that wait in another folder for it.

    `more` are lines that are not on the disk yet. Raises `OSError` if a folder cannot be read.
    """
    lines = list(more)
    skipped, unread = 0, []
    computers: dict[str, set[str]] = {}
    for path in _files_of(folder, waiting):
        try:
            found = [line_of(one) for one in _lines(path)]
        except OSError:
            unread.append(path.name)
            continue
        known = [line for line in found if line is not None]
        skipped += len(found) - len(known)
        told = computers.setdefault(path.stem, set())
        told.update(line.id for line in known if line.entry is not None or line.is_newer)
        lines += known
    latest = union(lines)
    newer = sum(line.is_newer for line in latest.values())
    removed = {
        line.id: line.revision
        for line in latest.values()
        if line.entry is None and not line.is_newer
    }
    counts = {name: len(ids) for name, ids in computers.items()}
    return Loaded(entries(latest), skipped, newer, tuple(unread), counts, removed)


def _files_of(folder: Path, waiting: Path | None) -> list[Path]:
    more = [] if waiting in (None, folder) else journal_files(waiting)
    return [*journal_files(folder), *more]


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


def recent(folder: Path, since: datetime, waiting: Path | None = None) -> list[Kept]:
    """Return the entries since `since`, the earliest first. Only the files' ends are read.

    Quick even where the journal has ten years. Lines that wait in another folder count as well.
    Returns nothing if the folder cannot be read.
    """
    lines: list[Line] = []
    with suppress(OSError):
        for path in _files_of(folder, waiting):
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


def append(folder: Path, computer: str, lines: list[Line], *, make: bool = True) -> None:
    """Write `lines` to the end of the file of `computer` in `folder`.

    With `make` the folder is made if it is not there. The lines are on the disk when this returns.
    Raises `OSError`; what was then written in part is taken back, or skipped by all readers. The
    same lines may be written again at any time.
    """
    if make:
        make_private_folder(folder)
    _append(folder / f"{computer}{SUFFIX}", b"".join(encode(line) + b"\n" for line in lines))


def gather(files: Iterable[Path], folder: Path, computer: str) -> int:
    """Bring what `files` say into the file of `computer` in `folder`; return how many lines.

    Only lines that change what that file says are brought, as they stand, so it may be done again
    at any time. Nothing is taken from `files`. Raises `OSError`.
    """
    own = folder / f"{computer}{SUFFIX}"
    wanted = [one for one in files if one != own]
    if not wanted:
        return 0
    known = union(line for line, _data in _known(own)) if own.exists() else {}
    brought: dict[str, tuple[Line, bytes]] = {}
    for line, data in (one for path in wanted for one in _known(path)):
        now = brought[line.id][0] if line.id in brought else known.get(line.id)
        if now is None or later(now, line) != now:
            brought[line.id] = line, data
    if brought:
        _append(own, b"".join(data + b"\n" for _line, data in brought.values()))
    return len(brought)


def _known(path: Path) -> Iterator[tuple[Line, bytes]]:
    """Yield the lines of the file at `path` that can be read, and their bytes."""
    for data in _lines(path):
        if (line := line_of(data)) is not None:
            yield line, data


def empty(folder: Path, waiting: Path | None, computer: str, now: datetime) -> None:
    """Remove all entries, and what they say from the file of `computer` and all copies of it.

    The file then has a line for each entry that is known, which says that it is removed: so every
    computer shows an empty journal. Raises `OSError`; it can be done again.
    """
    lines: list[Line] = []
    for path in _files_of(folder, waiting):
        with suppress(OSError):
            lines += [line for line, _data in _known(path)]
    gone = [
        Line(line.id, line.revision + (line.entry is not None or line.is_newer), now, computer)
        for line in union(lines).values()
    ]
    own = folder / f"{computer}{SUFFIX}"
    make_private_folder(folder)
    write_whole(own, b"".join(encode(line) + b"\n" for line in gone))
    copies = own_files(folder, computer)
    left = [] if waiting in (None, folder) else own_files(waiting, computer)
    for path in (*copies, *left):
        if path != own:
            path.unlink(missing_ok=True)


def _append(path: Path, data: bytes) -> None:
    """Write `data` to the end of the file at `path`, and wait until it is on the disk."""
    for _ in range(TRIES):
        if _append_once(path, data):
            return


def _append_once(path: Path, data: bytes) -> bool:
    """Write `data`, and return whether the file is still the one at `path`."""
    flags = os.O_RDWR | os.O_CREAT | os.O_APPEND | getattr(os, "O_BINARY", 0)
    is_new = not path.exists()
    file = os.open(path, flags, 0o600)
    try:
        size = os.lseek(file, 0, os.SEEK_END)
        if data and size and not _ends_whole(file, size):
            # a line was torn when the power failed, and must not tear this one
            data = b"\n" + data
        try:
            _write(file, data)
            os.fsync(file)
        except OSError:
            _take_back(file, size, data)
            raise
        # on Windows a file that is open cannot be replaced
        is_same = os.name == "nt" or _is_at(path, os.fstat(file))
    finally:
        os.close(file)
    if is_new:
        _sync_folder(path.parent)
    return is_same


def _is_at(path: Path, found: os.stat_result) -> bool:
    try:
        now = path.stat()
    except FileNotFoundError:
        return False
    return (now.st_dev, now.st_ino) == (found.st_dev, found.st_ino)


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


def known_computer_name(name_file: Path) -> str:
    """Return the name of this computer's own file, as `name_file` says; nothing if it has none."""
    try:
        name = name_file.read_text("utf-8").strip()
    except (OSError, UnicodeError):
        return ""
    return name if name.replace("-", "").isalnum() else ""


def computer_name(name_file: Path, host: str) -> str:
    """Return the name of this computer's own file, which is made once and kept in `name_file`.

    It begins with the name of the computer, `host`, and is its own even where two are called alike.
    """
    if known := known_computer_name(name_file):
        return known
    plain = re.sub(r"[^a-z0-9]+", "-", host.lower()).strip("-")[:30] or "computer"
    name = f"{plain}-{uuid4().hex[:6]}"
    try:
        write_whole(name_file, name + "\n")
    except OSError as error:
        # the next start gets another name, and so another file: all are read
        logger.warning("the computer's name could not be kept: %s", error.strerror)
    return name
