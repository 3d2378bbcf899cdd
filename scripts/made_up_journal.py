"""A journal that nobody has kept, for the pictures of its pages."""

from __future__ import annotations

from datetime import datetime, timedelta, timezone
from math import sin

from supine.journal.entry import Entry, Kept
from supine.journal.summary import Summary, by_day

NOW = datetime(2026, 11, 27, 19, 30, tzinfo=timezone(timedelta(hours=1)))
"""When the pictures are taken, as it seems."""

DAYS = 400

NOTES = ("", "Slept well.", "", "Sat too long today; the left side was easier than last week.", "")


def made_up_journal(*, worse: bool = False) -> Summary:
    """Return a journal of a year, in which the back slowly gets better.

    In the last two weeks it is `worse`, and some lines of the files could not be read.
    """
    days = by_day(made_up_entries(DAYS, worse=worse))
    return Summary(days, skipped=2, newer=1) if worse else Summary(days)


def made_up_entries(days: int, *, worse: bool = False) -> list[Kept]:
    """Return the entries of so many days up to `NOW`, the earliest first."""
    found = []
    for ago in range(days, -1, -1):
        level = 6.5 - 2.8 * (1 - ago / days) + 1.1 * sin(ago * 2.1) + 0.8 * sin(ago * 0.7)
        level = 8.0 if worse and ago < 14 else level
        day = NOW - timedelta(days=ago)
        if ago % 7 not in (2, 5) and ago % 23 < 19:
            found.append(_practice(day - timedelta(minutes=50 + ago % 37), level, ago))
        if ago % 5 == 1 or ago == 0:
            morning = day.replace(hour=8, minute=15)
            note = "Stiff in the morning." if ago % 2 else ""
            found.append(Kept(f"morning {ago}", 1, Entry(morning, after=_answer(level), note=note)))
    return sorted(found, key=lambda kept: kept.entry.at)


def _practice(at: datetime, level: float, number: int) -> Kept:
    whole = number % 9 != 0
    seconds = (600.0, 1200.0, 1880.0, 1880.0)[number % 4] if whole else 420.0
    entry = Entry(
        at, "low-back-release", "Low Back Release", seconds, seconds * 0.37, seconds * 0.37,
        10 if whole else 3, finished=whole,
        stopped_at="" if whole else "Right leg: Spinal twist",
        eased=("Inner thigh stretch",) if number % 4 == 0 else (), pace=6.0,
        before=_answer(level), after=_answer(level - 1.4),
        note=NOTES[number % len(NOTES)],
    )  # fmt: skip
    return Kept(f"practice {number}", 1, entry)


def _answer(level: float) -> int:
    return max(0, min(10, round(level)))
