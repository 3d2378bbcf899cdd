"""A teacher's own recordings: found in the folder of the sequence, measured and checked."""

from __future__ import annotations

import wave
from collections.abc import Callable, Iterable, Iterator
from contextlib import suppress
from pathlib import Path, PurePosixPath
from typing import IO, Any, TypeVar, cast
from unicodedata import normalize

from msgspec import Struct
from msgspec.structs import fields, replace

from supine.core.problem import Problem, excerpt
from supine.core.sequence import ONLY, SIDES, Clip, Side, fill
from supine.core.yaml_document import Items, Mapping, is_plain_file
from supine.language import translate

LONGEST = 60.0
"""The most seconds of a recording: it replaces one short line."""

MOST_READS = 200
"""The most reads of a file to find its samples: a usual header needs ten."""

RATES = (8000, 192_000)
"""The lowest and the highest sample rate (frames a second) that a sound device is given."""

MOST_BYTES = 50_000_000
"""The most bytes of a recording: a minute in the finest format that is read has 23 million."""

Part = TypeVar("Part")


class Unusable(Exception):  # noqa: N818 - it names the state of the file
    """Raised for a recording that cannot be played; its text, the reason, ends a sentence."""


class Folder:
    """The recordings in one folder; each file is read only once."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self._known: dict[str, float | Unusable] = {}

    def seconds(self, name: str) -> float:
        """Return the length of the recording `name` in seconds; raises `Unusable`."""
        if name not in self._known:
            try:
                self._known[name] = seconds_of(self.folder, name)
            except Unusable as reason:
                self._known[name] = reason
        found = self._known[name]
        if isinstance(found, Unusable):
            raise found
        return found

    def clip(self, name: str) -> Clip:
        """Return the recording `name` as a clip; its length is that of the longer side."""
        lengths, files = [], {}
        for each in dict.fromkeys(fill(name, side) for side in SIDES):
            # a pose that is done on one side needs no recording of the other
            with suppress(Unusable):
                lengths.append(self.seconds(each))
                files[each] = name_on_disk(self.folder, each)
        return Clip(name, str(self.folder), max(lengths, default=0.0), files)


def recording_problems(
    data: Mapping, folder: Folder, sides: tuple[Side, ...] = SIDES
) -> Iterator[Problem]:
    """Yield the problems of all recordings in `data`, on the `sides` where they are heard."""
    only = data.get("sides")
    if only in ONLY:
        sides = (ONLY[only],)
    for key, value in data.items():
        if key == "recording" and isinstance(value, str):
            yield from _recording_problems(value, data, folder, sides)
        for item in value if isinstance(value, Items) else [value]:
            if isinstance(item, Mapping):
                yield from recording_problems(item, folder, sides)


def _recording_problems(
    name: str, data: Mapping, folder: Folder, sides: tuple[Side, ...]
) -> Iterator[Problem]:
    for each in dict.fromkeys(fill(name, side) for side in sides):
        try:
            folder.seconds(each)
        except Unusable as reason:
            message = translate(
                "Check",
                "the recording {name} cannot be used: {reason}",
                "such as: it is a link that leads nowhere",
            )
            place = data.value_places["recording"]
            yield Problem(*place, message.format(name=excerpt(each), reason=reason))


def seconds_of(folder: Path, name: str) -> float:
    """Return the length of the recording `name` in `folder`, in seconds; raises `Unusable`.

    A path or a link that leads out of the folder is refused.
    """
    return measured(_path_of(folder, name))


def measured(path: Path) -> float:
    """Return the length of the recording at `path`, in seconds; raises `Unusable`."""
    try:
        if not is_plain_file(path):
            raise Unusable(translate("Check", "there is no such file beside the sequence"))
        if path.stat().st_size > MOST_BYTES:
            message = translate("Check", "it is larger than {size} MB")
            raise Unusable(message.format(size=MOST_BYTES // 1_000_000))
        with path.open("rb") as opened, wave.open(few_reads(opened)) as file:
            return _checked_seconds(file, path.stat().st_size - opened.tell())
    except OSError as error:
        reason = error.strerror or translate("Check", "it cannot be read")
        raise Unusable(reason) from error
    except (wave.Error, EOFError, RuntimeError, ValueError) as error:
        message = translate("Check", "it is not a plain WAV file. Save it as WAV, PCM, 16 bit")
        raise Unusable(message) from error


def _path_of(folder: Path, name: str) -> Path:
    parts = PurePosixPath(name).parts
    has_bad_characters = not name.isprintable() or "\\" in name or ":" in name
    if has_bad_characters or not parts or ".." in parts or PurePosixPath(name).is_absolute():
        message = translate(
            "Check", "its name may only lead to this folder or below it: 'voice/knees.wav'"
        )
        raise Unusable(message)
    try:
        root, path = folder.resolve(), (folder / name_on_disk(folder, name)).resolve()
    except (OSError, RuntimeError) as error:
        raise Unusable(translate("Check", "it is a link that leads nowhere")) from error
    if not path.is_relative_to(root):
        raise Unusable(translate("Check", "it is a link that leads out of the sequence's folder"))
    return path


def name_on_disk(folder: Path, name: str) -> str:
    """Return `name` as it is spelled in `folder`: a Mac writes an accent as a sign of its own.

    A name that is not there stays as it is.
    """
    if name.isascii() or (folder / name).exists():
        return name
    found = PurePosixPath()
    for part in PurePosixPath(name).parts:
        try:
            there = [one.name for one in (folder / found).iterdir()]
        except OSError:
            return name
        wanted = normalize("NFC", part)
        found /= next((one for one in there if normalize("NFC", one) == wanted), part)
    return str(found)


class FewReads:
    """A file that ends after `MOST_READS` reads: a WAV file may have a million empty chunks."""

    def __init__(self, file: IO[bytes]) -> None:
        self._file, self._left = file, MOST_READS

    def read(self, size: int = -1) -> bytes:
        """Return the next `size` bytes, or no bytes after `MOST_READS` reads."""
        self._left -= 1
        return self._file.read(size) if self._left >= 0 else b""

    def seek(self, position: int, whence: int = 0) -> int:
        """Go to a position, as `io` files do."""
        return self._file.seek(position, whence)

    def tell(self) -> int:
        """Return the current position in bytes."""
        return self._file.tell()

    def flush(self) -> None:
        """Do nothing: the file is only read."""

    def close(self) -> None:
        """Do nothing: the file is closed where it was opened."""


def few_reads(file: IO[bytes]) -> IO[bytes]:
    """Return `file` as one that ends after `MOST_READS` reads."""
    return cast("IO[bytes]", FewReads(file))


def _checked_seconds(file: wave.Wave_read, room: int) -> float:
    if file.getsampwidth() not in (1, 2, 4) or file.getnchannels() not in (1, 2):
        raise Unusable(translate("Check", "it must have 8, 16 or 32 bit and one or two channels"))
    low, high = RATES
    if not low <= file.getframerate() <= high:
        message = translate(
            "Check", "it must have from {low} to {high} frames a second; 48000 are usual"
        )
        raise Unusable(message.format(low=low, high=high))
    if file.getnframes() * file.getsampwidth() * file.getnchannels() > room:
        raise Unusable(translate("Check", "it is shorter than it says: copy it once more"))
    seconds = file.getnframes() / file.getframerate()
    if not 0.0 < seconds <= LONGEST:
        message = translate(
            "Check",
            "it lasts %n second; one line has {most} at most|it lasts %n seconds; one line has "
            "{most} at most",
            "",
            round(seconds),
        )
        raise Unusable(message.format(most=round(LONGEST)))
    return seconds


def with_clips(part: Part, clip: Callable[[str], str]) -> Part:
    """Return `part` with every recording in it, at any depth, replaced by its `clip`."""
    # in sequences there are lists, in plans tuples; one with names has no recording
    if isinstance(part, list) or type(part) is tuple:
        kind: Any = type(part)
        return cast("Part", kind([with_clips(one, clip) for one in cast("Iterable[Any]", part)]))
    if not isinstance(part, Struct):
        return part
    return replace(part, **{
        info.name: clip(value)
        if info.name == "recording" and (value := getattr(part, info.name))
        else with_clips(getattr(part, info.name), clip)
        for info in fields(part)
    })  # fmt: skip
