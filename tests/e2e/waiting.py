"""Waiting for what must happen soon, and saying what did not."""

from __future__ import annotations

import time
from collections.abc import Callable
from typing import TypeVar

Found = TypeVar("Found")

LOOK = 0.02
"""Seconds between two looks."""


def until(look: Callable[[], Found], what: str, seconds: float = 15.0) -> Found:
    """Return what `look` finds as soon as it is true of something; fail after `seconds`."""
    deadline = time.monotonic() + seconds
    while not (found := look()):
        if time.monotonic() > deadline:
            message = f"not within {seconds:g} s: {what}"
            raise AssertionError(message)
        time.sleep(LOOK)
    return found
