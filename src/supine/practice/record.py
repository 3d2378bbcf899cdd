"""The record of a practice under way: what the journal's entry is made from when it is over."""

from __future__ import annotations

from datetime import datetime
from uuid import uuid4

from msgspec import Struct
from msgspec.structs import replace

from supine.core.tally import Tally
from supine.journal.entry import LONGEST_NAME, MOST_SECONDS, Entry, Feeling, Moment

LEAST_SECONDS = 60.0
"""Seconds practised from which on a practice is kept in the journal."""


class Record(Struct, frozen=True):
    """What only the practice itself knows. All values are plain: a file can keep and restore it."""

    id: str
    """Of the journal's entry: the same however often that is saved."""
    began: Moment
    """With the offset from UTC of that place."""
    sequence: str
    """The name of the sequence's file, without folder and suffix."""
    title: str
    pace: float
    """Breaths a minute."""
    before: Feeling | None = None
    """How the back felt before; None if that was not answered."""
    eased: tuple[str, ...] = ()
    """The poses that were made easier, each once, in order."""
    stayed: tuple[str, ...] = ()
    """The poses in which the person stayed longer, each once, in order."""

    def with_pace(self, breaths_per_minute: float) -> Record:
        """Return the record with another pace."""
        return replace(self, pace=breaths_per_minute)

    def with_eased(self, pose: str) -> Record:
        """Return the record with `pose` made easier."""
        return replace(self, eased=_with(self.eased, pose))

    def with_stayed(self, pose: str) -> Record:
        """Return the record with a longer stay in `pose`."""
        return replace(self, stayed=_with(self.stayed, pose))

    def entry(self, tally: Tally, stopped_at: str = "") -> Entry:
        """Return the journal's entry for what `tally` says was done.

        `stopped_at` is the side and the pose in which it was left; empty if it was finished.
        """
        return Entry(
            at=self.began,
            sequence=self.sequence,
            title=self.title,
            seconds=_believed(tally.seconds),
            right=_believed(tally.right),
            left=_believed(tally.left),
            poses=len(tally.poses),
            finished=not stopped_at,
            stopped_at=stopped_at,
            eased=self.eased,
            stayed=self.stayed,
            pace=self.pace,
            before=self.before,
        )


def new_record(
    name: str, title: str, pace: float, began: datetime, before: int | None = None
) -> Record:
    """Return the record of a practice that begins at `began`, with an id of its own."""
    return Record(uuid4().hex, began, name[:LONGEST_NAME], title, pace, before)


def is_kept(entry: Entry) -> bool:
    """Return whether so much was practised that the journal keeps it."""
    return entry.seconds >= LEAST_SECONDS


def _with(poses: tuple[str, ...], pose: str) -> tuple[str, ...]:
    return poses if pose in poses else (*poses, pose)


def _believed(seconds: float) -> float:
    """Return `seconds` to the tenth, and no more than the journal reads again."""
    return min(round(seconds, 1), MOST_SECONDS)
