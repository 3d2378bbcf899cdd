"""What the journal's page shows of many entries, as pure values. No clock and no Qt.

A day is that of the entry's own offset from UTC: what the person's calendar said where they were.
So neither travel nor daylight saving moves an entry to another day.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from typing import NamedTuple

from supine.journal.entry import Kept
from supine.journal.journal import Loaded

Days = dict[date, list[Kept]]
"""The entries of each day that has any, the earliest first."""


def by_day(entries: Iterable[Kept]) -> Days:
    """Return `entries`, which come the earliest first, by their days."""
    days: Days = {}
    for kept in entries:
        day = kept.entry.at.date()
        if day in days:
            days[day].append(kept)
        else:
            days[day] = [kept]
    return days


class Summary(NamedTuple):
    """The whole journal, as its page shows it."""

    days: Days
    skipped: int = 0
    """Lines that could not be read."""
    newer: int = 0
    """Entries that a newer version of the program has written."""
    unread: tuple[str, ...] = ()
    """Names of files that could not be read."""


def summary_of(loaded: Loaded) -> Summary:
    """Return what the page shows of `loaded`."""
    return Summary(by_day(loaded.entries), loaded.skipped, loaded.newer, loaded.unread)


def with_entry(days: Days, kept: Kept) -> Days:
    """Return `days` with `kept`, in place of the entry that has the same id, if there is one."""
    changed = without_entry(days, kept.id)
    day = kept.entry.at.date()
    entries = [*changed.get(day, ()), kept]
    changed[day] = sorted(entries, key=lambda one: (one.entry.at, one.id))
    return changed


def without_entry(days: Days, entry_id: str) -> Days:
    """Return `days` without the entry of that id."""
    changed = dict(days)
    for day, entries in days.items():
        left = [one for one in entries if one.id != entry_id]
        if not left:
            del changed[day]
        elif len(left) < len(entries):
            changed[day] = left
    return changed
