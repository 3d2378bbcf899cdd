"""Reads sequence files from disk: the included ones and the person's own, by path or by name."""

from __future__ import annotations

import errno
import logging
import os
import re
from collections.abc import Iterator
from contextlib import suppress
from enum import StrEnum
from itertools import islice
from pathlib import Path
from shutil import copyfile
from unicodedata import normalize

from msgspec import Struct

from supine.core.problem import Problem, Unreadable, did_you_mean, excerpt, hinted
from supine.core.reader import read_file
from supine.core.recordings import with_clips
from supine.core.sequence import Clip, Sequence
from supine.figure.stances import problems_in
from supine.files import write_whole
from supine.language import translate
from supine.resources import is_shipped, shipped_sequences, stance_names

logger = logging.getLogger(__name__)

SUFFIXES = (".yaml", ".yml")

LIKE_A_SEQUENCE = re.compile(
    r"\.(?:supine|ya?ml)\b(?!.*(?:~|\.(?:bak|sw.|tmp|original(?:-\d+)?))$)|^title\b", re.IGNORECASE
)
"""In the name of a file: what a sequence is called, and not what editors keep for themselves."""

MOST_LOOKED_AT = 200
"""The most entries of a folder that are looked at in search of sequences that are not read."""

NO_HANDLE = (errno.EMFILE, errno.ENFILE)
"""Errors that say that no file at all can be opened just now."""


class Book(Struct, frozen=True):
    """One sequence file: a sequence, or the problems in it."""

    path: Path
    own: bool
    sequence: Sequence | None
    problems: tuple[Problem, ...] = ()

    @property
    def name(self) -> str:
        """What it is called in the settings."""
        return name_of(self.path)

    @property
    def short_name(self) -> str:
        """What it is called in the journal: its file's name alone, as on other computers."""
        return _as_text(self.path.stem)


def own_files(folder: Path) -> list[Path]:
    """Return the sequence files in the person's own `folder`, sorted; none if it does not exist.

    Raises `OSError` if no folder at all can be opened just now.
    """
    try:
        entries = sorted(folder.iterdir())
    except OSError as error:
        if error.errno in NO_HANDLE:
            raise
        return []
    return [path for path in entries if is_sequence(path.name)]


def is_sequence(name: str) -> bool:
    """Return whether a file of that name is read. Hidden files belong to editors and systems."""
    return name.lower().endswith(SUFFIXES) and not name.startswith(".")


class Unread(StrEnum):
    """Why something that looks like a sequence is not read."""

    OTHER_NAME = "other name"
    FOLDER = "folder"
    ARCHIVE = "archive"


def unread(folder: Path) -> list[tuple[str, Unread]]:
    """Return what looks like sequences in `folder` and is not read: its name, and why."""
    try:
        entries = sorted(islice(folder.iterdir(), MOST_LOOKED_AT))
    except OSError:
        return []
    found = [(path.name, why) for path in entries if (why := _why_unread(path))]
    return sorted(found, key=lambda one: list(Unread).index(one[1]))


def _why_unread(path: Path) -> Unread | None:
    if path.name.startswith((".", "~", "__")):
        return None
    if path.suffix.lower() in (".zip", ".7z", ".rar", ".gz", ".tar"):
        return Unread.ARCHIVE
    try:
        if path.is_dir():
            inside = islice(path.iterdir(), MOST_LOOKED_AT)
            return Unread.FOLDER if any(is_sequence(one.name) for one in inside) else None
    except OSError:
        return None
    is_like = LIKE_A_SEQUENCE.search(path.name) and not is_sequence(path.name)
    return Unread.OTHER_NAME if is_like or _begins_like_one(path) else None


def _begins_like_one(path: Path) -> bool:
    """Return whether a plain text of another name begins as a sequence does."""
    if path.suffix.lower() not in (".txt", ".text", ".md", ""):
        return False
    try:
        with path.open("rb") as file:
            return re.search(rb"^(?:title|steps)\s*:", file.read(500), re.MULTILINE) is not None
    except OSError:
        return False


def keep(path: Path, folder: Path) -> Path:
    """Copy the sequence file at `path` and its recordings into `folder`; return where it is now.

    A file that is there already is not overwritten. Raises `OSError`.
    """
    content = path.read_bytes()
    kept = folder / path.name
    number = 2
    while kept.exists() and kept.read_bytes() != content:
        stem, dot, ending = path.name.partition(".")
        kept = folder / f"{stem}-{number}{dot}{ending}"
        number += 1
    for name in _recordings_of(path):
        if not (folder / name).exists():
            (folder / name).parent.mkdir(parents=True, exist_ok=True)
            copyfile(path.parent / name, folder / name)
    if not kept.exists():
        write_whole(kept, content, private=False)
    return kept


def bring(old: Path, new: Path) -> tuple[int, list[str]]:
    """Copy from the folder `old` what `new` lacks of the person's sequences.

    Nothing is overwritten, and nothing is taken away. Return how many are new there, and the names
    of those that were left, since `new` has other recordings under the same names. Raises
    `OSError`.
    """
    there, left, kept = set(own_files(new)), [], set()
    for path in own_files(old):
        if any(_differ(path.parent / name, new / name) for name in _recordings_of(path)):
            left.append(path.name)
        else:
            kept.add(keep(path, new))
    return len(kept - there), left


def _differ(one: Path, other: Path) -> bool:
    return other.exists() and other.read_bytes() != one.read_bytes()


def _recordings_of(path: Path) -> Iterator[str]:
    """Yield the recordings of the sequence at `path`, as names beside it."""
    found: set[str] = set()

    def note(clip: str) -> Clip:
        assert isinstance(clip, Clip), "read from a file, every recording is a clip"
        found.update(clip.files.values())
        return clip

    with suppress(Unreadable):
        with_clips(read_file(path), note)
    yield from sorted(found)


def open_book(path: Path, *, own: bool, inches: bool = False) -> Book:
    """Read the file at `path`. Never raises: a broken file is a book with problems.

    `inches` says in which of the two systems lengths are shown.
    """
    try:
        return Book(path, own, read_sequence(path, inches=inches))
    except Unreadable as error:
        return Book(path, own, None, tuple(error.problems))
    except Exception as error:
        # one file must not hide the others, and what went wrong must not be lost
        logger.exception("a sequence file cannot be read")
        message = translate("Library", "the file cannot be used: {reason}", "in English")
        return Book(path, own, None, (Problem(1, 1, message.format(reason=error)),))


def read_sequence(path: Path, *, inches: bool = False) -> Sequence:
    """Return the sequence in the file at `path`, with its figures checked; raises `Unreadable`."""
    return read_file(path, stances=stance_names(), own_stances=problems_in, inches=inches)


def name_of(path: Path) -> str:
    """Return what the sequence file at `path` is called in the settings: its whole path.

    An included one is called by its file alone, as every installation has another folder.
    """
    where = path.name if is_shipped(path) else str(path.absolute())
    return _as_text(where)


def _as_text(name: str) -> str:
    """Return `name`, which need not be text, as settings and journal can keep it."""
    return name.encode("utf-8", "backslashreplace").decode()


def path_of(name: str) -> Path:
    """Return the path of the sequence that the settings call `name`: see `name_of`."""
    shipped = (path for path in shipped_sequences() if path.name == name)
    return next(shipped, Path(name))


def find(name: str, own_folder: Path) -> Path:
    """Return the file that `name` means: a path, or the name of a sequence on the shelf.

    Raises `Unreadable` with one problem if there is none.
    """
    path = Path(name)
    if path.suffix.lower() in SUFFIXES or os.path.lexists(path):
        return path
    files = [*shipped_sequences(), *own_files(own_folder)]
    shelf = {normalize("NFC", found.stem): found for found in files}
    name = normalize("NFC", name)
    if name in shelf:
        return shelf[name]
    all_ = translate("Library", "there is {names}", "a list of names")
    hint = did_you_mean(name, shelf) or all_.format(names=", ".join(shelf))
    message = translate("Library", "there is no sequence called {name}").format(name=excerpt(name))
    raise Unreadable([Problem(1, 1, hinted(message, hint))])
