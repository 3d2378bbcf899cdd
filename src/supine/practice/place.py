"""The place in a practice, in a file of its own until the journal has what was practised. No Qt.

The first line of a file says what is practised: the sequence as it was written, and the plan. Each
further line is a place in that plan; the last whole one is where the person is. So a line that was
torn when the power failed costs a second. Another plan makes the whole file anew.
"""

from __future__ import annotations

import logging
import os
import re
from collections.abc import Iterator
from contextlib import suppress
from datetime import datetime
from itertools import pairwise
from pathlib import Path
from typing import Annotated, Any, NamedTuple

from msgspec import DecodeError, Meta, Raw, Struct
from msgspec.json import Decoder, Encoder

from supine.core.plan import Plan
from supine.core.sequence import Sequence
from supine.core.tally import Tally
from supine.files import set_aside, write_whole
from supine.journal.entry import Entry
from supine.journal.journal import make_private_folder
from supine.language import translate
from supine.practice.record import Record

VERSION = 1
"""Of the files that this program writes."""

MOST_PLACES = 1 << 18
"""Bytes of places, about ten minutes of them, after which the file is made anew."""

LARGEST = 1 << 26
"""Bytes of the largest file that is read: a plan of 10,000 steps has 14 million."""

_NAME = re.compile(r"[0-9a-f]{32}\.jsonl")

logger = logging.getLogger(__name__)


class Header(Struct, frozen=True):
    """The first line of a file: what is practised."""

    version: Annotated[int, Meta(ge=1, le=VERSION)]
    id: str
    """Of the practice and of its entry in the journal; the name of the file without its suffix."""
    name: str
    """Of the sequence, as the library calls it: it leads to its file."""
    minutes: int
    """The length that was chosen; 0 is as written."""
    longer: bool
    """Whether more than is written was asked for."""
    sequence: Raw
    """As it was written when the practice began: a `Sequence`."""
    plan: Raw
    """As it was changed since: a `Plan`."""


class Place(Struct, frozen=True):
    """A further line: where the person is in the plan, and what they have done."""

    written: Annotated[datetime, Meta(tz=True)]
    elapsed: Annotated[float, Meta(ge=0)]
    """Seconds of the plan."""
    tally: Tally
    record: Record
    stopped_at: str
    """The side and the pose in words."""
    over: Entry | None = None
    """What the journal gets of a practice that has ended; the file stays until it has it."""

    @property
    def entry(self) -> Entry:
        """What the journal gets if nothing more is practised."""
        return self.over or self.record.entry(self.tally, self.stopped_at)


class Course(NamedTuple):
    """What is practised: it stays the same from the beginning to the end."""

    name: str
    """Of the sequence, as the library calls it: it leads to its file."""
    sequence: Sequence
    """As it is written."""
    minutes: int = 0
    """The length that was chosen; 0 is as written."""
    longer: bool = False
    """Whether more than is written was asked for."""


class Interrupted(NamedTuple):
    """A practice whose file is there: it was interrupted, or the journal does not have it yet."""

    id: str
    name: str
    minutes: int
    longer: bool
    sequence: Sequence | None
    """As it was written when it began; None if another version knew another kind of sequence."""
    plan: Plan | None
    """None if another version knew another kind of plan."""
    place: Place


class Found(NamedTuple):
    """All practices that are in a folder."""

    practices: list[Interrupted]
    """The one that was practised last comes last."""
    newer: bool
    """Whether a newer version of the program has left one of late."""


class _Version(Struct):
    version: Annotated[int, Meta(ge=VERSION + 1)]


_encode = Encoder(enc_hook=str).encode
"""A recording that was checked is kept as its name alone."""

_HEADER, _PLACE, _NEWER = Decoder(Header), Decoder(Place), Decoder(_Version)
_SEQUENCE, _PLAN = Decoder(Sequence), Decoder(Plan)

UNREADABLE = (DecodeError, RecursionError, OverflowError, ValueError)


class PlaceFile:
    """The file of one practice under way. Every place is on the disk before `write` returns."""

    def __init__(self, folder: Path, practice_id: str, course: Course) -> None:
        """Write nothing yet; the file will be in `folder`."""
        self._id, self._course = practice_id, course
        self._path = folder / f"{practice_id}.jsonl"
        self._plan: Plan | None = None
        self._file = -1
        self._room = 0

    def write(self, plan: Plan, place: Place) -> None:
        """Write `place`, which is in `plan`. Raises `OSError`."""
        line = _encode(place) + b"\n"
        try:
            if plan is self._plan and len(line) <= self._room and self._is_there():
                self._append(line)
            else:
                self._write_anew(plan, line)
        except OSError:
            # the next one is written with all that it needs
            self.close()
            raise

    def close(self) -> None:
        """Close the file; the next `write` makes it anew."""
        self._plan = None
        if self._file >= 0:
            file, self._file = self._file, -1
            with suppress(OSError):
                os.close(file)

    def _is_there(self) -> bool:
        """Return whether the open file still has its name: its folder may have been taken away."""
        return os.fstat(self._file).st_nlink > 0

    def _append(self, line: bytes) -> None:
        self._room -= len(line)
        if os.write(self._file, line) < len(line):
            raise OSError(None, translate("Files", "no room is left"))
        os.fsync(self._file)

    def _write_anew(self, plan: Plan, line: bytes) -> None:
        self.close()
        course = self._course
        header = Header(
            VERSION, self._id, course.name, course.minutes, course.longer,
            Raw(_encode(course.sequence)), Raw(_encoded(plan)),
        )  # fmt: skip
        make_private_folder(self._path.parent)
        write_whole(self._path, _encode(header) + b"\n" + line)
        flags = os.O_WRONLY | os.O_APPEND | getattr(os, "O_BINARY", 0)
        self._file = os.open(self._path, flags)
        self._plan, self._room = plan, MOST_PLACES


def _encoded(plan: Plan) -> bytes:
    """Return `plan` as JSON, step by step: one call would hold the interpreter lock too long."""
    steps = b",".join([_encode(step) for step in plan.steps])
    return b'{"title":%s,"steps":[%s]}' % (_encode(plan.title), steps)


def load(folder: Path, since: datetime) -> Found:
    """Return the practices in `folder`. A file that cannot be read is set aside; nothing raises.

    What a newer version of the program has written is left alone, and told if it was written after
    `since`. Nobody may be writing in the folder.
    """
    found: list[Interrupted] = []
    newer = False
    for path in _files(folder):
        try:
            data, written = _data(path), path.stat().st_mtime
        except OSError:
            logger.warning("the place in a practice could not be read")
            continue
        try:
            found.append(_read(path.stem, data))
        except UNREADABLE:
            if _is_newer(data):
                newer = newer or written > since.timestamp()
            else:
                logger.warning("the place in a practice is not readable")
                with suppress(OSError):
                    set_aside(path)
    return Found(sorted(found, key=lambda one: one.place.written), newer)


def remove(folder: Path, practice_id: str) -> None:
    """Remove the file of a practice: the journal has it, or it was too short. Raises `OSError`."""
    (folder / f"{practice_id}.jsonl").unlink(missing_ok=True)


def clear(folder: Path) -> None:
    """Remove all files in `folder`, those that were set aside, too. Raises `OSError`."""
    if folder.is_dir():
        for path in sorted(folder.iterdir()):
            path.unlink()


def _files(folder: Path) -> Iterator[Path]:
    """Yield all files of practices, and remove what was begun to be written when all ended."""
    with suppress(OSError):
        for path in sorted(folder.iterdir()):
            if _NAME.fullmatch(path.name):
                yield path
            elif path.name.startswith("."):
                with suppress(OSError):
                    path.unlink()


def _data(path: Path) -> bytes:
    """Return what is in the file at `path`; nothing where it is too large. Raises `OSError`."""
    with path.open("rb") as file:
        data = file.read(LARGEST + 1)
    return data if len(data) <= LARGEST else b""


def _read(practice_id: str, data: bytes) -> Interrupted:
    """Return the practice in the file of that id. Raises one of `UNREADABLE`."""
    first, *lines = data.split(b"\n")
    header = _HEADER.decode(first)
    if header.id != practice_id:
        raise ValueError("it is the file of another practice")
    place = next((place for line in reversed(lines) if (place := _decoded(_PLACE, line))), None)
    if place is None:
        raise ValueError("it has no place")
    plan = _decoded(_PLAN, header.plan)
    sound = plan is not None and _is_sound(plan) and place.elapsed <= plan.seconds + 1
    return Interrupted(
        header.id, header.name, header.minutes, header.longer,
        _decoded(_SEQUENCE, header.sequence), plan if sound else None, place,
    )  # fmt: skip


def _is_sound(plan: Plan) -> bool:
    """Return whether `plan` is as this program makes it."""
    steps = plan.steps
    counted = [step for step in steps if step.unit is not None]
    return (
        bool(steps)
        and Plan.of_steps(plan.title, list(steps)) == plan
        and all(step.seconds >= 0 for step in steps)
        and all(0 <= b.segment - a.segment <= 1 for a, b in pairwise(steps))
        and steps[0].segment == 0
        and all(step.twin is None or 0 <= step.twin < len(steps) for step in steps)
        and all(step.count > 0 and step.unit_seconds > 0 for step in counted)
        and all(step.unit is not None for step in steps if step.kind in ("hold", "rest"))
    )


def _decoded(decoder: Decoder[Any], data: bytes | Raw) -> Any:
    """Return what `data` says; None if it cannot be read."""
    try:
        return decoder.decode(data)
    except UNREADABLE:
        return None


def _is_newer(data: bytes) -> bool:
    return _decoded(_NEWER, data.partition(b"\n")[0]) is not None
