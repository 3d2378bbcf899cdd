"""What a page for a doctor or a teacher says of a journal, as pure values. No clock and no Qt."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from datetime import date
from enum import Enum
from typing import NamedTuple

from supine.journal.entry import Kept
from supine.journal.summary import (
    DAY,
    Bar,
    Change,
    Felt,
    Step,
    Total,
    after_of,
    bars,
    before_of,
    by_day,
    change,
    felt,
    lately,
    running,
    start_of,
    step_of,
    total,
)

MOST_SINGLE = 30
"""Entries up to which the table has a row for each."""

MOST_WEEKS = 40
"""Weeks up to which it has a row for each; then it has one for each month."""

MOST_ROWS, MOST_WITH_NOTES = 123, 66
"""Rows of the table: ten years of months, or less beside notes. Earlier ones are left out."""

MOST_LINE = 400
"""Points of a running median."""

MOST_TITLES = 3
"""Sequences that are named."""


class Part(Enum):
    """What the page can have in it."""

    FEELING = "feeling"
    PRACTICES = "practices"
    SIDES = "sides"
    NOTES = "notes"


USUAL = frozenset({Part.FEELING, Part.PRACTICES, Part.SIDES})
"""Notes are for the person alone unless they say otherwise."""


class Request(NamedTuple):
    """What the person wants on the page."""

    first: date
    last: date
    parts: frozenset[Part] = USUAL
    person: str = ""
    """A name for the head of the page; it is kept nowhere."""


class Row(NamedTuple):
    """A day, a week or a month."""

    start: date
    practices: int
    seconds: float
    before: float | None
    """The median, from 0 to 10."""
    after: float | None
    title: str = ""
    """What was practised, where the row is a single entry."""


class Report(NamedTuple):
    """What the page says; all of it, also parts that are not wanted."""

    request: Request
    total: Total
    practices: int
    practised_days: int
    titles: tuple[tuple[str, int], ...]
    """The sequences practised most often, and how often."""
    other_titles: int
    """Practices of other sequences."""
    answers: tuple[int, int]
    """How many answers there are before a practice or on their own, and after one."""
    change: Change | None
    lately: Felt
    """The medians of the last two weeks."""
    step: Step
    points: tuple[Felt, ...]
    """The medians of each day, week or month."""
    running: tuple[Felt, ...]
    """The running medians of two weeks; empty where a point is a month: they go up and down."""
    bars: tuple[Bar, ...]
    rows_of: Step | None
    """What a row is; None if each is an entry."""
    rows: tuple[Row, ...]
    """The latest first."""
    rows_left: int
    """How many earlier rows are left out."""
    notes: tuple[tuple[date, str], ...]
    """The latest first."""

    @property
    def days(self) -> int:
        """How many days the report is about."""
        return (self.request.last - self.request.first).days + 1


def report_of(entries: Iterable[Kept], request: Request, first_weekday: int) -> Report:
    """Return what a page says of `entries`, the earliest first, as `request` asks."""
    first, last = request.first, request.last
    chosen = [kept for kept in entries if first <= kept.entry.at.date() <= last]
    days = by_day(chosen)
    practised = [kept.entry for kept in chosen if kept.entry.practised]
    titles = Counter(entry.title for entry in practised).most_common()
    step = step_of(first, last)
    length = (last - first).days + 1
    most = MOST_WITH_NOTES if Part.NOTES in request.parts else MOST_ROWS
    row_step, rows = _rows(chosen, request, first_weekday)
    return Report(
        request,
        total(chosen),
        len(practised),
        len({entry.at.date() for entry in practised}),
        tuple(titles[:MOST_TITLES]),
        sum(count for _title, count in titles[MOST_TITLES:]),
        (
            sum(before_of(kept.entry) is not None for kept in chosen),
            sum(after_of(kept.entry) is not None for kept in chosen),
        ),
        change(days, first, last),
        lately(days, last),
        step,
        tuple(felt(days, first, last, first_weekday, step)),
        () if step is Step.MONTH else tuple(running(days, first, last, 1 + length // MOST_LINE)),
        tuple(bars(days, first, last, first_weekday, step)),
        row_step,
        tuple(rows[:most]),
        max(0, len(rows) - most),
        tuple(
            (kept.entry.at.date(), kept.entry.note.strip())
            for kept in reversed(chosen)
            if kept.entry.note.strip()
        ),
    )


def _rows(
    chosen: list[Kept], request: Request, first_weekday: int
) -> tuple[Step | None, list[Row]]:
    """Return the rows of the table, the latest first, and what each of them is."""
    if len(chosen) <= MOST_SINGLE:
        single = [
            Row(
                entry.at.date(), int(entry.practised), entry.seconds,
                before_of(entry), after_of(entry), entry.title,
            )
            for _id, _revision, entry in reversed(chosen)
        ]  # fmt: skip
        return None, single
    weeks = (request.last - request.first) // (7 * DAY)
    step = Step.WEEK if weeks <= MOST_WEEKS else Step.MONTH
    days = by_day(chosen)
    medians = {
        one.start: one for one in felt(days, request.first, request.last, first_weekday, step)
    }
    parts: dict[date, list[Kept]] = {}
    for kept in chosen:
        start = start_of(kept.entry.at.date(), step, first_weekday)
        parts.setdefault(start, []).append(kept)
    none = Felt(date.min, None, None)
    return step, [
        Row(
            start,
            sum(kept.entry.practised for kept in part),
            total(part).seconds,
            medians.get(start, none).before,
            medians.get(start, none).after,
        )
        for start, part in sorted(parts.items(), reverse=True)
    ]
