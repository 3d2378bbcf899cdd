"""Files that are written whole or not at all, and never lost."""

from __future__ import annotations

import os
import tempfile
from contextlib import suppress
from pathlib import Path


def write_whole(path: Path, content: str | bytes, *, private: bool = True) -> None:
    """Write `content` to `path` so that at any instant either the old or the new file is there.

    A link stays a link: the file that it leads to is written. A `private` file is for its owner
    alone, another one for whom a new file is usually for. Raises `OSError` when it cannot be
    written; the old file is then untouched.
    """
    data = content.encode("utf-8") if isinstance(content, str) else content
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
        Path(name).replace(path)
    except BaseException:
        with suppress(OSError):
            Path(name).unlink()
        raise


def _mask() -> int:
    """Return which rights a new file is not given; they can only be read by setting them."""
    mask = os.umask(0o077)
    os.umask(mask)
    return mask


def set_aside(path: Path) -> Path:
    """Rename `path` to a free name beside it and return that; raises `OSError`."""
    number = 1
    while os.path.lexists(aside := path.with_name(f"{path.stem}.set-aside-{number}{path.suffix}")):
        number += 1
    path.rename(aside)
    return aside
