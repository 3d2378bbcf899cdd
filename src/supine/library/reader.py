"""Reads sequence files from disk: the included ones and the person's own, by path or by name."""

from __future__ import annotations

import errno
import logging
import os
from pathlib import Path

from msgspec import Struct

from supine.core.problem import Problem, Unreadable, did_you_mean, excerpt
from supine.core.reader import read_file
from supine.core.sequence import Sequence
from supine.resources import is_shipped, shipped_sequences, stance_names

logger = logging.getLogger(__name__)

SUFFIXES = (".yaml", ".yml")

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
    return [path for path in entries if path.suffix.lower() in SUFFIXES]


def open_book(path: Path, *, own: bool, inches: bool = False) -> Book:
    """Read the file at `path`. Never raises: a broken file is a book with problems.

    `inches` says in which of the two systems lengths are shown.
    """
    try:
        return Book(path, own, read_file(path, stances=stance_names(), inches=inches))
    except Unreadable as error:
        return Book(path, own, None, tuple(error.problems))
    except Exception as error:
        # one file must not hide the others, and what went wrong must not be lost
        logger.exception("a sequence file cannot be read")
        return Book(path, own, None, (Problem(1, 1, f"the file cannot be used: {error}"),))


def name_of(path: Path) -> str:
    """Return what the sequence file at `path` is called in the settings: its whole path.

    An included one is called by its file alone, as every installation has another folder.
    """
    where = path.name if is_shipped(path) else str(path.absolute())
    # a path need not be text, and the settings are
    return where.encode("utf-8", "backslashreplace").decode()


def find(name: str, own_folder: Path) -> Path:
    """Return the file that `name` means: a path, or the name of a sequence on the shelf.

    Raises `Unreadable` with one problem if there is none.
    """
    path = Path(name)
    if path.suffix.lower() in SUFFIXES or os.path.lexists(path):
        return path
    shelf = {found.stem: found for found in [*shipped_sequences(), *own_files(own_folder)]}
    if name in shelf:
        return shelf[name]
    hint = did_you_mean(name, shelf) or f": there is {', '.join(shelf)}"
    raise Unreadable([Problem(1, 1, f"there is no sequence called {excerpt(name)}{hint}")])
