"""Files are made in a thread, one after another, and told of where they are wanted."""

from __future__ import annotations

import wave
from collections.abc import Callable
from pathlib import Path
from threading import Event, current_thread, main_thread

import pytest
from PySide6.QtCore import QObject
from pytestqt.qtbot import QtBot

from supine.audio.files import FileMaker

pytestmark = pytest.mark.usefixtures("qapp")


def raising(error: Exception) -> Callable[[], Path]:
    def job() -> Path:
        raise error

    return job


def test_what_is_made_is_told_in_order_by_the_thread_that_plays(qtbot: QtBot) -> None:
    parent = QObject()
    files, goes_on = FileMaker(parent), Event()
    made: list[tuple[Path | None, bool]] = []

    def first() -> Path:
        # sounds are played meanwhile
        assert goes_on.wait(60)
        return Path("first")

    for job in (first, lambda: Path("second")):
        files.make(job, lambda path: made.append((path, current_thread() is main_thread())))
    assert made == []
    goes_on.set()
    qtbot.waitUntil(lambda: len(made) == 2)
    assert made == [(Path("first"), True), (Path("second"), True)]


@pytest.mark.parametrize(
    "error",
    [OSError("full"), wave.Error("no WAV"), EOFError(), ValueError("too long"), RuntimeError()],
    ids=lambda error: type(error).__name__,
)
def test_what_cannot_be_made_costs_nothing_else(qtbot: QtBot, error: Exception) -> None:
    parent = QObject()
    files = FileMaker(parent)
    made: list[Path | None] = []
    files.make(raising(error), made.append)
    files.make(lambda: Path("other"), made.append)
    qtbot.waitUntil(lambda: len(made) == 2)
    assert made == [None, Path("other")]
