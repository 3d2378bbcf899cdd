"""What it is like when a program has all the files open that it may have."""

from __future__ import annotations

import gc
import os
from collections.abc import Iterator
from contextlib import contextmanager

import pytest


@contextmanager
def no_file_to_open(but: int = 0) -> Iterator[None]:
    """Let this process open no more than `but` for a while: files, sockets, ends of pipes."""
    limits = pytest.importorskip("resource", reason="Windows knows no such limit")
    # a file that nobody holds any more would be closed meanwhile, and its number be free
    gc.collect()
    free = _free_from(but)
    soft, hard = limits.getrlimit(limits.RLIMIT_NOFILE)
    limits.setrlimit(limits.RLIMIT_NOFILE, (free, hard))
    try:
        yield
    finally:
        limits.setrlimit(limits.RLIMIT_NOFILE, (soft, hard))


def _free_from(number: int) -> int:
    """Return the handle that would be opened after so `number` others."""
    opened = [os.dup(0) for _ in range(number + 1)]
    for handle in opened:
        os.close(handle)
    return opened[-1]
