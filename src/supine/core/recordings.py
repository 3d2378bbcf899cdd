"""A teacher's own recordings: found beside the sequence, measured, and refused in words."""

from __future__ import annotations

import wave
from collections.abc import Iterator
from functools import cache
from pathlib import Path, PurePosixPath
from typing import Any, TypeVar

from msgspec import Struct
from msgspec.structs import fields, replace

from supine.core.document import Items, Mapping
from supine.core.problem import Problem, excerpt
from supine.core.sequence import Clip, Sequence, Side, fill

LONGEST = 60.0
"""Seconds of a recording: it replaces one short line."""

RATES = (8000, 192_000)
"""Frames a second of what a sound device may be given."""

MOST_BYTES = 50_000_000
"""Bytes of a recording: a minute in the finest form that is read has 23 million."""

SIDES: tuple[Side, Side] = ("right", "left")

Part = TypeVar("Part")


class Unusable(Exception):  # noqa: N818 - it names the state of the file, as the person sees it
    """A recording that cannot be played: why, as the end of a sentence."""


def recording_problems(data: Mapping, folder: Path) -> Iterator[Problem]:
    """Look at every recording in `data` that should lie in `folder`."""
    for key, value in data.items():
        if key == "recording" and isinstance(value, str):
            yield from _problems_of(value, data, folder)
        for item in value if isinstance(value, Items) else [value]:
            if isinstance(item, Mapping):
                yield from recording_problems(item, folder)


def _problems_of(name: str, data: Mapping, folder: Path) -> Iterator[Problem]:
    for each in dict.fromkeys(fill(name, side) for side in SIDES):
        try:
            seconds_of(folder, each)
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
        with wave.open(str(place)) as file:
            return _checked_seconds(file)
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


def _checked_seconds(file: wave.Wave_read) -> float:
    if file.getsampwidth() not in (1, 2, 4) or file.getnchannels() not in (1, 2):
        raise Unusable("it must have 8, 16 or 32 bit and one or two channels")
    low, high = RATES
    if not low <= file.getframerate() <= high:
        raise Unusable(f"it must have from {low} to {high} frames a second; 48000 are usual")
    seconds = file.getnframes() / file.getframerate()
    if not 0.0 < seconds <= LONGEST:
        raise Unusable(f"it lasts {seconds:.0f} seconds; one line has {LONGEST:.0f} at most")
    return seconds


def with_recordings(sequence: Sequence, folder: Path) -> Sequence:
    """Return `sequence` with every recording found in `folder`; raises `Unusable`."""

    @cache
    def clip(name: str) -> Clip:
        longest = max(seconds_of(folder, fill(name, side)) for side in SIDES)
        return Clip(name, str(folder), longest)

    return _replaced(sequence, clip)


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
