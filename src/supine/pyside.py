"""Imports the binding to Qt without what it would do at every later import.

PySide6 replaces Python's import by its own, which reads the source of each module to find the word
"PySide6" in it; from 6.10 on it keeps what it has read. It does so for a way of writing that this
program does not use (`from __feature__ import ...`). Measured with 6.11.3: 25 ms of the start and
7 MB of the window, 2 MB of a worker. Known elsewhere:
https://github.com/napari/napari/issues/8584. Can go when `tests/test_pyside.py` passes without it.
"""

from __future__ import annotations

import builtins


def load() -> None:
    """Import PySide6, and leave Python's import as it was. Call it before any other use of Qt."""
    plain = builtins.__import__
    import PySide6.QtCore  # noqa: F401, PLC0415 - Qt is loaded only where it is needed

    builtins.__import__ = plain
