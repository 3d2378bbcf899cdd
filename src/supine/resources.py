"""Where the files of the program lie: sounds, stances, themes, sequences."""

from __future__ import annotations

from functools import cache
from pathlib import Path

PACKAGE = Path(__file__).resolve().parent

LIBRARY = ("low-back-release", "three-for-today", "after-the-desk", "evening-legs-up-the-wall")
"""The order of the included sequences: the first is chosen until another one was practised."""


@cache
def _root(folder: str) -> Path:
    """Return `folder` inside the installed package, or beside `src` in a checkout."""
    inside = PACKAGE / folder
    return inside if inside.is_dir() else PACKAGE.parents[1] / folder


def resource(*parts: str) -> Path:
    """Return the path of a shipped resource, such as `resource("sounds", "begin.wav")`.

    Raises `ValueError` for a part that leads out of the folder.
    """
    if any(part in ("", ".", "..") or "/" in part or "\\" in part for part in parts):
        message = f"not a name inside the resources: {parts}"
        raise ValueError(message)
    return _root("resources").joinpath(*parts)


def stance_names() -> list[str]:
    """Return the names of all stances that can be drawn.

    Stances whose names begin with `_` are only bases of others, and are left out.
    """
    names = (path.stem for path in resource("stances").glob("*.yaml"))
    return sorted(name for name in names if not name.startswith("_"))


def shipped_sequences() -> list[Path]:
    """Return the sequence files that come with the program, in the order of the library."""
    return sorted(_root("sequences").glob("*.yaml"), key=_place_in_library)


def _place_in_library(sequence: Path) -> tuple[int, str]:
    place = LIBRARY.index(sequence.stem) if sequence.stem in LIBRARY else len(LIBRARY)
    return place, sequence.name


def is_shipped(sequence: Path) -> bool:
    """Return whether the file `sequence` came with the program."""
    return sequence.parent == _root("sequences")
