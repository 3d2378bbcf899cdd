"""Keeps Qt from loading what plays films, which samples do not need."""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import contextmanager

BACKEND = "QT_MEDIA_BACKEND"
"""Names the library that Qt loads when it first looks for devices; by itself it takes FFmpeg."""


@contextmanager
def no_codecs() -> Iterator[None]:
    """Let Qt look for its devices without codecs: FFmpeg takes 12 MB.

    Only meanwhile: what is started from here, such as a file manager, inherits the environment.
    """
    if BACKEND in os.environ:
        yield
        return
    os.environ[BACKEND] = "none"
    try:
        yield
    finally:
        del os.environ[BACKEND]
