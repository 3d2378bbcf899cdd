"""When Python and the C library tidy up: never in the middle of a frame."""

from __future__ import annotations

import gc
import sys
from contextlib import suppress

M_MMAP_THRESHOLD = -3
"""glibc's number for the setting that `LARGE` is given to."""

LARGE = 1 << 18
"""Bytes from which freed memory goes back to the system at once: a picture of the figure."""


def tidy_up() -> None:
    """Collect garbage now, in the window's thread.

    What survives is not looked at again: the pictures of a motion are 50,000 objects, and looking
    through them each time took 40 ms.
    """
    gc.collect()
    gc.freeze()


def keep_memory_still() -> None:
    """Let Python collect garbage only when `tidy_up` is called.

    On its own it may do so in the middle of a frame, or in a reading thread, where Qt's objects
    must not die.
    """
    tidy_up()
    gc.disable()
    # a thread that reads files would keep Python's lock for 5 ms each time the window wants it
    sys.setswitchinterval(0.0005)


def give_back_pictures() -> None:
    """Let glibc return large blocks to the system as soon as they are free.

    Otherwise it keeps them: what a fading figure had used took 9 MB for as long as the program
    ran. Other systems do this on their own.
    """
    if sys.platform == "linux":
        from ctypes import CDLL  # noqa: PLC0415 - after the first frame

        # musl has no such setting
        with suppress(AttributeError):
            CDLL(None).mallopt(M_MMAP_THRESHOLD, LARGE)
