"""Waiting for what must happen, and saying what did not.

The limits are long: a test must pass on a busy machine as well. How soon something happens is
measured by `make bench`.
"""

from __future__ import annotations

import time
from collections.abc import Callable
from typing import TypeVar

Found = TypeVar("Found")

LOOK = 0.02
"""Seconds between two looks."""


LONG = 60.0
"""Seconds after which something that should happen at once counts as not happening."""


def until(look: Callable[[], Found], what: str, seconds: float = LONG) -> Found:
    """Return what `look` finds as soon as it is true; fail after `seconds`."""
    deadline = time.monotonic() + seconds
    while not (found := look()):
        if time.monotonic() > deadline:
            message = f"not within {seconds:g} s: {what}"
            raise AssertionError(message)
        time.sleep(LOOK)
    return found
