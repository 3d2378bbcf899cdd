"""The files that the audio worker makes: copies of recordings, and near-silence."""

from __future__ import annotations

import wave
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path
from queue import SimpleQueue
from threading import Thread
from zlib import crc32

from PySide6.QtCore import QObject, Signal

from supine.audio.wave_file import RATE, TAIL, is_whole, write_samples
from supine.resources import resource

LEAD = 0.2
"""Seconds of near-silence at the head of every sound file: they wake a device that sleeps."""

QUIET_SECONDS = 1.0
"""Length of the near-silence that keeps a device awake."""

Job = Callable[[], Path | None]
Then = Callable[[Path | None], None]


class FileMaker(QObject):
    """Makes files in a thread, one after another, so that no sound has to wait for them.

    It removes files too: what is just being made must not be taken away.
    """

    _made = Signal(object, object)

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self._jobs: SimpleQueue[tuple[Job, Then]] = SimpleQueue()
        self._made.connect(lambda then, path: then(path))
        Thread(target=self._run, daemon=True).start()

    def make(self, job: Job, then: Then) -> None:
        """Let `job` make a file; later call `then` here with its path, or None without one."""
        self._jobs.put((job, then))

    def _run(self) -> None:
        while True:
            job, then = self._jobs.get()
            self._made.emit(then, made(job))


def made(job: Job) -> Path | None:
    """Return the file that `job` makes, or None if the disk is full, say: all else goes on."""
    try:
        return job()
    except (OSError, wave.Error, EOFError, ValueError, RuntimeError):
        return None


def quiet_file(folder: Path) -> Path:
    """Return a file of near-silence, cut from the head of a sound file. Raises `OSError`."""
    path = folder / "quiet.wav"
    with wave.open(str(resource("sounds", "begin.wav"))) as file:
        head = file.readframes(round(LEAD * RATE))
    part = head[len(head) // 4 : len(head) // 4 * 3]
    data = part * round(QUIET_SECONDS / (LEAD / 2))
    if not is_whole(path, len(data)):
        write_samples(path, data, (2, 2, RATE), 0.0)
    return path


def copy_path(path: Path, folder: Path) -> Path:
    """Return the path in `folder` of the copy of a recording as it is now."""
    with suppress(OSError):
        state = path.stat()
        return folder / f"recording-{crc32(str(path).encode()):08x}-{state.st_mtime_ns}.wav"
    return folder / "recording-none.wav"


def remove_copies(folder: Path, but: list[Path]) -> None:
    """Remove the copies of recordings from `folder`, but not those of the recordings `but`."""
    kept = {copy_path(path, folder) for path in but}
    for old in folder.glob("recording-*"):
        if old not in kept:
            with suppress(OSError):
                old.unlink()


def padded_recording(path: Path, folder: Path) -> Path:
    """Return a copy of a teacher's recording with silence behind it.

    Raises what `wave` raises, and `ValueError` if it cannot be used.
    """
    # it brings a YAML parser: 1.5 MB that most practices do not need
    from supine.core.recordings import Unusable, few_reads, measured  # noqa: PLC0415

    copy = copy_path(path, folder)
    try:
        # it was good when the sequence was read, and may be a pipe or endless by now
        measured(path)
    except Unusable as reason:
        raise ValueError(str(reason)) from reason
    with path.open("rb") as opened, wave.open(few_reads(opened)) as file:
        form = channels, width, rate = file.getnchannels(), file.getsampwidth(), file.getframerate()
        frames = file.getnframes()
        if not is_whole(copy, channels * width * (frames + round(TAIL * rate))):
            write_samples(copy, file.readframes(frames), form)
    return copy
