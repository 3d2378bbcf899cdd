"""The log: what went wrong inside, kept in a file for a bug report.

Modules use `logging.getLogger(__name__)` as usual. Nobody logs the text of a journal, a note or a
teacher's line.
"""

from __future__ import annotations

import logging
import sys
import threading
from collections import Counter
from collections.abc import Callable
from concurrent.futures import Future
from contextlib import suppress
from logging.handlers import RotatingFileHandler
from pathlib import Path
from traceback import extract_tb
from types import TracebackType
from typing import Any

MAX_BYTES = 500_000
"""Bytes of the file; one older file is kept beside it, so that both have at most 1 MB."""

MOST_ALIKE = 3
"""How often an exception from one place is logged: one in a painting comes 60 times a second, and
would push everything else out of the file."""

logger = logging.getLogger(__name__)


class _Line(logging.Formatter):
    """One line a record: time, level, room and message."""

    def __init__(self) -> None:
        super().__init__("%(asctime)s %(levelname)s %(room)s: %(message)s")

    def format(self, record: logging.LogRecord) -> str:
        record.room = record.name.removeprefix("supine.")
        return super().format(record)


class _File(RotatingFileHandler):
    """A file that may break: a full disk must not end a practice, nor print anything."""

    def handleError(self, record: logging.LogRecord) -> None:  # noqa: N802 - logging's name
        pass


def start_log(path: Path) -> None:
    """Write what is logged from now on to `path`. Does nothing where it cannot be written."""
    root = logging.getLogger("supine")
    stop_log()
    root.setLevel(logging.INFO)
    root.propagate = False
    # without any handler Python prints warnings on the terminal
    root.addHandler(logging.NullHandler())
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        handler = _File(path, maxBytes=MAX_BYTES, backupCount=1, encoding="utf-8", delay=True)
    except OSError:
        return
    handler.setFormatter(_Line())
    root.addHandler(handler)


def stop_log() -> None:
    """Close the file."""
    root = logging.getLogger("supine")
    for handler in root.handlers[:]:
        root.removeHandler(handler)
        # what a full disk has not taken by now is lost
        with suppress(OSError):
            handler.close()


def watch_failures(tell: Callable[[], object]) -> None:
    """Log every exception that nobody has caught, in any thread, and call `tell`.

    `tell` may be called from any thread.
    """
    seen: Counter[tuple[object, ...]] = Counter()

    def caught(
        kind: type[BaseException], error: BaseException | None, trace: TracebackType | None
    ) -> None:
        if issubclass(kind, KeyboardInterrupt) or error is None:
            sys.__excepthook__(kind, error or kind(), trace)
            return
        place = (kind, *((at.filename, at.lineno) for at in extract_tb(trace, limit=-1)))
        seen[place] += 1
        if seen[place] <= MOST_ALIKE:
            logger.critical("nobody has caught this", exc_info=(kind, error, trace))
        tell()

    sys.excepthook = caught
    threading.excepthook = lambda args: caught(args.exc_type, args.exc_value, args.exc_traceback)
    sys.unraisablehook = lambda args: caught(args.exc_type, args.exc_value, args.exc_traceback)


def log_failure(future: Future[Any]) -> None:
    """Log the exception of a `future` that nobody waits for."""
    if error := future.exception():
        logger.error("a thread has failed", exc_info=error)
