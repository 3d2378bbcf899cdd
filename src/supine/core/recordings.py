"""A teacher's own recordings: found beside the sequence, measured, and refused in words."""

from __future__ import annotations

import wave
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path, PurePosixPath
from typing import IO, Any, TypeVar, cast

from msgspec import Struct
from msgspec.structs import fields, replace

from supine.core.problem import Problem, excerpt
from supine.core.sequence import Clip, Sequence, Side, fill
from supine.core.yaml_document import Items, Mapping

LONGEST = 60.0
"""Seconds of a recording: it replaces one short line."""

MOST_READS = 200
"""Reads of a file until its samples are found: a usual header needs ten."""

RATES = (8000, 192_000)
"""Frames a second of what a sound device may be given."""

MOST_BYTES = 50_000_000
"""Bytes of a recording: a minute in the finest form that is read has 23 million."""

SIDES: tuple[Side, Side] = ("right", "left")

Part = TypeVar("Part")


class Unusable(Exception):  # noqa: N818 - it names the state of the file, as the person sees it
    """A recording that cannot be played: why, as the end of a sentence."""


class Folder:
    """The recordings in one folder, each looked at once however often it is named."""

    def __init__(self, folder: Path) -> None:
        """Look at nothing yet."""
        self.folder = folder
        self._known: dict[str, float | Unusable] = {}

    def seconds(self, name: str) -> float:
        """Return how long the recording `name` lasts; raises `Unusable`."""
        if name not in self._known:
            try:
                self._known[name] = seconds_of(self.folder, name)
            except Unusable as why:
                self._known[name] = why
        found = self._known[name]
        if isinstance(found, Unusable):
            raise found
        return found

    def clip(self, name: str) -> Clip:
        """Return `name` as what can be played; of two sides the longer counts."""
        lengths = []
        for each in dict.fromkeys(fill(name, side) for side in SIDES):
            # the other side of a pose that is done on one need not be there
            with suppress(Unusable):
                lengths.append(self.seconds(each))
        return Clip(name, str(self.folder), max(lengths, default=0.0))


def recording_problems(
    data: Mapping, folder: Folder, sides: tuple[Side, ...] = SIDES
) -> Iterator[Problem]:
    """Look at every recording in `data`, for the `sides` on which it is heard."""
    only = data.get("sides")
    if only in SIDES:
        sides = (only,)
    for key, value in data.items():
        if key == "recording" and isinstance(value, str):
            yield from _problems_of(value, data, folder, sides)
        for item in value if isinstance(value, Items) else [value]:
            if isinstance(item, Mapping):
                yield from recording_problems(item, folder, sides)


def _problems_of(
    name: str, data: Mapping, folder: Folder, sides: tuple[Side, ...]
) -> Iterator[Problem]:
    for each in dict.fromkeys(fill(name, side) for side in sides):
        try:
            folder.seconds(each)
        except Unusable as why:
            message = f"the recording {excerpt(each)} cannot be used: {why}"
            yield Problem(*data.value_places["recording"], message)


def seconds_of(folder: Path, name: str) -> float:
    """Return how long the recording `name` in `folder` lasts; raises `Unusable`.

    A name leads nowhere but into the folder or below it, links followed.
    """
    place = _place_of(folder, name)
    try:
        if not place.is_file():
            raise Unusable("there is no such file beside the sequence")
        if place.stat().st_size > MOST_BYTES:
            raise Unusable(f"it is larger than {MOST_BYTES // 1_000_000} MB")
        with place.open("rb") as opened, wave.open(few_reads(opened)) as file:
            return _checked_seconds(file, place.stat().st_size - opened.tell())
    except OSError as error:
        raise Unusable(error.strerror or "it cannot be read") from error
    except (wave.Error, EOFError, RuntimeError, ValueError) as error:
        raise Unusable("it is no plain WAV file. Save it as WAV, PCM, 16 bit") from error


def _place_of(folder: Path, name: str) -> Path:
    parts = PurePosixPath(name).parts
    strange = not name.isprintable() or "\\" in name or ":" in name
    if strange or not parts or ".." in parts or PurePosixPath(name).is_absolute():
        raise Unusable("its name may only lead to this folder or below it: 'voice/knees.wav'")
    try:
        root, place = folder.resolve(), (folder / name).resolve()
    except (OSError, RuntimeError) as error:
        raise Unusable("it is a link that leads nowhere") from error
    if not place.is_relative_to(root):
        raise Unusable("it is a link that leads out of the sequence's folder")
    return place


class FewReads:
    """A file that ends after so many reads: one may be made of a million empty parts."""

    def __init__(self, file: IO[bytes]) -> None:
        """Read `file`."""
        self._file, self._left = file, MOST_READS

    def read(self, size: int = -1) -> bytes:
        """Return the next bytes; none any more after `MOST_READS`."""
        self._left -= 1
        return self._file.read(size) if self._left >= 0 else b""

    def seek(self, place: int, whence: int = 0) -> int:
        """Go to a place."""
        return self._file.seek(place, whence)

    def tell(self) -> int:
        """Return the place."""
        return self._file.tell()

    def flush(self) -> None:
        """Do nothing: it is only read."""

    def close(self) -> None:
        """Leave the file open for whoever has opened it."""


def few_reads(file: IO[bytes]) -> IO[bytes]:
    """Return `file` as one that ends after `MOST_READS`."""
    return cast("IO[bytes]", FewReads(file))


def _checked_seconds(file: wave.Wave_read, room: int) -> float:
    if file.getsampwidth() not in (1, 2, 4) or file.getnchannels() not in (1, 2):
        raise Unusable("it must have 8, 16 or 32 bit and one or two channels")
    low, high = RATES
    if not low <= file.getframerate() <= high:
        raise Unusable(f"it must have from {low} to {high} frames a second; 48000 are usual")
    if file.getnframes() * file.getsampwidth() * file.getnchannels() > room:
        raise Unusable("it is shorter than it says: copy it once more")
    seconds = file.getnframes() / file.getframerate()
    if not 0.0 < seconds <= LONGEST:
        raise Unusable(f"it lasts {seconds:.0f} seconds; one line has {LONGEST:.0f} at most")
    return seconds


def with_recordings(sequence: Sequence, folder: Folder) -> Sequence:
    """Return `sequence` with every recording as what can be played from `folder`."""
    return _replaced(sequence, folder.clip)


def _replaced(part: Part, clip: Any) -> Part:
    """Return `part` with each recording in it, at any depth, made a clip."""
    if isinstance(part, list):
        return [_replaced(one, clip) for one in part]  # type: ignore[return-value]
    if not isinstance(part, Struct):
        return part
    return replace(part, **{
        info.name: clip(value)
        if info.name == "recording" and (value := getattr(part, info.name))
        else _replaced(getattr(part, info.name), clip)
        for info in fields(part)
    })  # fmt: skip
