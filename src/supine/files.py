"""Writing files so that nothing is lost: whole or not at all."""

from __future__ import annotations

import errno
import os
import tempfile
import time
from contextlib import suppress
from pathlib import Path

from supine.language import translate

PAUSES = (0.05, 0.1, 0.2, 0.3, 0.35)
"""Seconds between tries to replace a file that another program has open, 1 s in all.

On Windows a virus scanner or an indexer opens a file that has just changed, and until it has
closed the file nobody may replace it.
"""


def write_whole(path: Path, content: str | bytes, *, private: bool = True) -> None:
    """Write `content` to `path` so that at any instant either the old or the new file exists.

    If `path` is a link, the file that it leads to is written. A `private` file can be read only by
    its owner, other files by whom the system's usual rights allow. A device or a pipe is written
    into, never replaced. Raises `OSError` if it cannot be written; the old file is then unchanged.
    """
    data = content.encode("utf-8") if isinstance(content, str) else content
    if path.exists() and not path.is_file() and not path.is_dir():
        # root's `supine journal --csv /dev/null` would put a file in the place of the device
        path.write_bytes(data)
        return
    path = Path(os.path.realpath(path))
    path.parent.mkdir(parents=True, exist_ok=True)
    handle, name = tempfile.mkstemp(dir=path.parent, prefix=f".{path.name}.")
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(data)
            file.flush()
            os.fsync(file.fileno())
        if not private:
            Path(name).chmod(0o666 & ~_mask())
        move_over(Path(name), path)
    except BaseException:
        with suppress(OSError):
            Path(name).unlink()
        raise


def save_as(path: Path, content: str | bytes, *, private: bool = True) -> None:
    """Write `content` to a file that a person has named; see `write_whole`.

    Raises `OSError`, also if there is no such folder: a name may be mistyped.
    """
    if not path.parent.is_dir():
        message = translate("Files", "there is no such folder")
        raise FileNotFoundError(errno.ENOENT, message, str(path.parent))
    write_whole(path, content, private=private)


def move_over(new: Path, path: Path) -> None:
    """Rename `new` to `path` in place of the old file, and try again while that is open elsewhere.

    Raises `OSError` if it stays open; both files are then as they were.
    """
    for seconds in PAUSES:
        try:
            new.replace(path)
        except PermissionError:
            time.sleep(seconds)
        else:
            return
    new.replace(path)


def _mask() -> int:
    """Return the rights that new files do not get. They can only be read by setting them."""
    mask = os.umask(0o077)
    os.umask(mask)
    return mask


def set_aside(path: Path) -> Path:
    """Rename `path` to a free name beside it and return the new path. Raises `OSError`."""
    number = 1
    while os.path.lexists(aside := path.with_name(f"{path.stem}.set-aside-{number}{path.suffix}")):
        number += 1
    path.rename(aside)
    return aside


def free_name(path: Path) -> Path:
    """Return `path`, or with a number at its end where there is something already."""
    number, free = 2, path
    while os.path.lexists(free):
        free = path.with_name(f"{path.name}-{number}")
        number += 1
    return free
