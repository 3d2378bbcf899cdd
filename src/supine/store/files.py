"""Files that are written whole or not at all, and never lost."""

from __future__ import annotations

import os
import tempfile
from contextlib import suppress
from pathlib import Path


def write_whole(path: Path, text: str) -> None:
    """Write `text` to `path` so that at any instant either the old or the new file is there.

    A link stays a link: the file that it leads to is written. Raises `OSError` when it cannot be
    written; the old file is then untouched.
    """
    path = Path(os.path.realpath(path))
    path.parent.mkdir(parents=True, exist_ok=True)
    handle, name = tempfile.mkstemp(dir=path.parent, prefix=f".{path.name}.", text=True)
    try:
        with os.fdopen(handle, "w", encoding="utf-8", newline="\n") as file:
            file.write(text)
            file.flush()
            os.fsync(file.fileno())
        Path(name).replace(path)
    except BaseException:
        with suppress(OSError):
            Path(name).unlink()
        raise


def set_aside(path: Path) -> Path:
    """Rename `path` to a free name beside it and return that; raises `OSError`."""
    number = 1
    while os.path.lexists(aside := path.with_name(f"{path.stem}.set-aside-{number}{path.suffix}")):
        number += 1
    path.rename(aside)
    return aside
