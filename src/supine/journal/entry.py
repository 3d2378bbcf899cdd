"""An entry of the journal, and the rule by which the lines of many computers become one journal.

Each change of an entry is a line of its own. A line is never changed, so the files of several
computers can be put together in any order: of all lines about an entry the latest is what is true.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime
from typing import Annotated, NamedTuple

from msgspec import Meta, Struct
from msgspec.json import encode

VERSION = 1
"""Of the lines that this program writes."""

MOST_SECONDS = 86_400.0
"""Seconds of the longest practice that is believed: a day."""

LONGEST_NAME = 500
"""Letters of the longest name of a sequence or a pose."""

YEARS = (1900, 2200)
"""The years between which an entry can lie: such dates can be moved to any other zone."""

Feeling = Annotated[int, Meta(ge=0, le=10)]
"""How the back feels, as a number from 0 (no pain) to 10 (the worst pain one can think of)."""

Seconds = Annotated[float, Meta(ge=0, le=MOST_SECONDS)]
Name = Annotated[str, Meta(max_length=LONGEST_NAME)]
Names = Annotated[tuple[Name, ...], Meta(max_length=1000)]
Moment = Annotated[datetime, Meta(tz=True)]


class Entry(Struct, frozen=True, omit_defaults=True, gc=False):
    """A practice, or a day without one: how the back felt, and a line of text."""

    at: Moment
    """When the practice began, or when the back felt so; with the offset from UTC of that place."""
    sequence: Name = ""
    """The name of the sequence's file, without folder and suffix; empty without a practice."""
    title: Name = ""
    seconds: Seconds = 0.0
    """Seconds practised, without pauses."""
    right: Seconds = 0.0
    """Seconds of holding on the right."""
    left: Seconds = 0.0
    poses: Annotated[int, Meta(ge=0, le=100_000)] = 0
    """How many poses were held."""
    finished: bool = False
    """Whether it was practised to its end."""
    stopped_at: Name = ""
    """The side and the pose in which it was left; empty if it was finished."""
    eased: Names = ()
    """The poses that were made easier, each once, in order."""
    stayed: Names = ()
    """The poses in which the person stayed longer."""
    pace: Annotated[float, Meta(ge=0, le=100)] = 0.0
    """Breaths a minute."""
    before: Feeling | None = None
    """How the back felt before; None if that was not answered."""
    after: Feeling | None = None
    """How it felt after, or on a day without a practice."""
    note: Annotated[str, Meta(max_length=20_000)] = ""

    @property
    def practised(self) -> bool:
        """Whether something was practised."""
        return self.seconds > 0

    @property
    def minutes(self) -> int:
        """Whole minutes practised, as they are shown: one at least. Sums are of these."""
        return max(1, round(self.seconds / 60)) if self.practised else 0


class Line(Struct, frozen=True, omit_defaults=True, gc=False):
    """One line of a journal's file: an entry as it was saved, or that it was removed."""

    id: Annotated[str, Meta(min_length=1, max_length=100)]
    """Of the entry: the same in all lines about it."""
    revision: Annotated[int, Meta(ge=1, le=1 << 60)]
    """1 for a new entry; each change has one more than the line that it was made from."""
    written: Moment
    computer: Annotated[str, Meta(max_length=200)]
    """The name of the file that it was written to, without its suffix."""
    entry: Entry | None = None
    """None if the entry was removed."""
    version: Annotated[int, Meta(ge=1, le=1 << 60)] = VERSION

    @property
    def is_newer(self) -> bool:
        """Whether a newer version of the program has written it."""
        return self.version > VERSION


class Kept(NamedTuple):
    """An entry of the journal, as it is now."""

    id: str
    revision: int
    entry: Entry


def later(one: Line, other: Line) -> Line:
    """Return the line that is true of two lines about the same entry.

    It is the one with the higher revision. Two computers that did not know of each other may have
    given the same: then a change wins against a removal, so that nothing is lost; then the time at
    which it was written counts, then the rest of the line, so that every computer chooses the same.
    Clocks can be wrong, so the time does not come first.
    """
    if one.revision != other.revision:
        return one if one.revision > other.revision else other
    return max(one, other, key=_rank)


def _rank(line: Line) -> tuple[bool, datetime, str, bytes]:
    return (line.entry is not None, line.written, line.computer, encode(line))


def union(lines: Iterable[Line]) -> dict[str, Line]:
    """Return for each entry the line that is true, by its id.

    The order of `lines` does not matter, nor whether one comes more than once.
    """
    found: dict[str, Line] = {}
    for line in lines:
        known = found.get(line.id)
        found[line.id] = line if known is None else later(known, line)
    return found


def entries(lines: dict[str, Line]) -> list[Kept]:
    """Return the entries that are not removed, the earliest first."""
    kept = [
        Kept(line.id, line.revision, line.entry)
        for line in lines.values()
        if line.entry is not None and not line.is_newer
    ]
    return sorted(kept, key=lambda one: (one.entry.at, one.id))
