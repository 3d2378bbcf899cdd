"""What the journal's page shows of many entries, as pure values. No clock and no Qt.

A day is that of the entry's own offset from UTC: what the person's calendar said where they were.
So neither travel nor daylight saving moves an entry to another day. Weekdays are numbered as in
`datetime`: 0 is Monday.

When a change is called real: on a scale from 0 to 10 the smallest change that matters to people
with low back pain is two points, or 30 % of where they began (Ostelo and others 2008, a consensus;
in a study of 161 people with chronic pain 1.3 to 1.8 points, see PMC7053735). That is said of
changes over weeks, not of the difference that one practice makes.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from datetime import date, timedelta
from enum import Enum
from typing import NamedTuple

from supine.journal.entry import Entry, Kept
from supine.journal.feeling import REAL_POINTS
from supine.journal.journal import Loaded

Days = dict[date, list[Kept]]
"""The entries of each day that has any, the earliest first."""

DAY = timedelta(days=1)

LATELY = 14
"""Days of a running median: two weeks."""

LEAST_ANSWERS = 3
"""Answers in those days without which they have no median: fewer say nothing about two weeks."""

REAL_SHARE = 0.3
"""A change is real from `REAL_POINTS` on, or from this share of where it began."""

LEAST_POINTS = 1.0
"""But never below this: answers are whole numbers."""

TOPS = (10, 15, 30, 60, 90, 120, 180, 240, 300, 420, 600, 900, 1200, 1800, 2400, 3600, 5040,
        7560, 10_080)  # fmt: skip
"""Minutes a week with which the scale can end; a week has no more than 10,080."""

NAMED_WEEKS, NAMED_MONTHS = 45, 800
"""Days of a chart up to which the weeks, and then the months, are named below it."""


class Summary(NamedTuple):
    """The whole journal, as its page shows it."""

    days: Days
    skipped: int = 0
    """Lines that could not be read."""
    newer: int = 0
    """Entries that a newer version of the program has written."""
    unread: tuple[str, ...] = ()
    """Names of files that could not be read."""


class Range(Enum):
    """How far back the charts go, in days with today; None is the first entry.

    A quarter and a year are as long as on the page for a doctor: both must say the same.
    """

    MONTH = 30
    QUARTER = 91
    YEAR = 365
    ALL = None


class Step(Enum):
    """What one point or bar of a chart stands for."""

    DAY = "day"
    WEEK = "week"
    MONTH = "month"


class Total(NamedTuple):
    """What was practised, in seconds."""

    entries: int
    seconds: float
    """Of each entry its whole minutes: a sum agrees with the rows above it."""
    right: float
    """Of holding on the right."""
    left: float


class Bar(NamedTuple):
    """How much was practised in a week, or in a month."""

    start: date
    seconds: float
    """Of practice a week."""


class Felt(NamedTuple):
    """How the back felt from a day on, as medians from 0 to 10; None without enough answers."""

    start: date
    before: float | None
    """Before a practice, and on its own."""
    after: float | None
    """After a practice."""


class Change(NamedTuple):
    """How the median of two weeks differs from that of two earlier ones."""

    since: date
    """The first day of the earlier two weeks."""
    before: float
    now: float

    @property
    def real(self) -> bool:
        """Whether it is large enough to matter (see the top of this module)."""
        points = abs(self.now - self.before)
        return points >= REAL_POINTS or points >= max(LEAST_POINTS, REAL_SHARE * self.before)


def summary_of(loaded: Loaded) -> Summary:
    """Return what the page shows of `loaded`."""
    return Summary(by_day(loaded.entries), loaded.skipped, loaded.newer, loaded.unread)


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


def with_entry(days: Days, kept: Kept, was: Kept | None = None) -> Days:
    """Return `days` with `kept`, in place of `was` if it is a change of that."""
    left = days if was is None else without_entry(days, was)
    day = kept.entry.at.date()
    others = [one for one in left.get(day, ()) if one.id != kept.id]
    return {**left, day: sorted([*others, kept], key=lambda one: (one.entry.at, one.id))}


def without_entry(days: Days, kept: Kept) -> Days:
    """Return `days` without `kept`."""
    day = kept.entry.at.date()
    left = {one: entries for one, entries in days.items() if one != day}
    if others := [one for one in days.get(day, ()) if one.id != kept.id]:
        left[day] = others
    return left


def since(days: Days, which: Range, today: date) -> date:
    """Return the first day that charts of that range show, if `today` is the last."""
    first = min(days, default=today)
    return first if which.value is None else max(first, today - (which.value - 1) * DAY)


def step_of(first: date, today: date) -> Step:
    """Return what a point stands for in a chart from `first` to `today`: at most some 120 points.

    More could not be told apart on a small screen.
    """
    for step, most in ((Step.DAY, 120), (Step.WEEK, 120 * 7)):
        if (today - first).days <= most:
            return step
    return Step.MONTH


def start_of(day: date, step: Step, first_weekday: int) -> date:
    """Return the first day of the week or month in which `day` is, or `day` itself."""
    if step is Step.DAY:
        return day
    if step is Step.MONTH:
        return day.replace(day=1)
    return day - (day.weekday() - first_weekday) % 7 * DAY


def next_start(start: date, step: Step) -> date:
    """Return the first day after the day, week or month that begins with `start`."""
    if step is Step.MONTH:
        return (start + 31 * DAY).replace(day=1)
    return start + (7 if step is Step.WEEK else 1) * DAY


class Span(NamedTuple):
    """The days that a chart shows, from the first to the last."""

    first: date
    last: date
    first_weekday: int

    def ticks(self, most: int) -> list[date]:
        """Return days to be named below the chart, at most so many: evenly spaced, in order.

        They are single days in a chart without two first days of weeks, then first days of weeks,
        then of months, then of years.
        """
        length = (self.last - self.first).days
        if length <= NAMED_WEEKS:
            starts = self._starts(Step.WEEK)
            if len(starts) < 2:
                starts = [self.first + day * DAY for day in range(length + 1)]
            return spaced(starts, most)
        months = length // 28 + 1
        every = next((n for n in (1, 2, 3, 6) if months <= n * most), 12)
        if length > NAMED_MONTHS or every == 12:
            every = 12 * -(-(length // 365 + 1) // most)
        return [
            start
            for start in self._starts(Step.MONTH)
            if (start.year * 12 + start.month - 1) % every == 0
        ]

    def _starts(self, step: Step) -> list[date]:
        found = []
        start = start_of(self.first, step, self.first_weekday)
        while start <= self.last:
            found.append(start)
            start = next_start(start, step)
        return [one for one in found if one >= self.first]


def spaced(days: Sequence[date], most: int) -> list[date]:
    """Return at most so many of `days`, evenly spaced, with the last."""
    return list(days[:: -max(1, -(-len(days) // most))][::-1])


def total(entries: Iterable[Kept]) -> Total:
    """Return how much was practised in `entries`."""
    count, seconds, right, left = 0, 0.0, 0.0, 0.0
    for _id, _revision, entry in entries:
        count += 1
        seconds += 60.0 * entry.minutes
        right += entry.right
        left += entry.left
    return Total(count, seconds, right, left)


def between(days: Days, first: date, last: date) -> list[date]:
    """Return the days from `first` to `last` that have entries, in order."""
    return sorted(day for day in days if first <= day <= last)


def bars(days: Days, first: date, last: date, first_weekday: int, step: Step) -> list[Bar]:
    """Return how much was practised a week, in each week or month from `first` to `last`.

    The first one is whole; the last ends with `last`. Where `step` is a day, each week has a bar.
    """
    step = Step.MONTH if step is Step.MONTH else Step.WEEK
    seconds: dict[date, float] = {}
    start = start_of(first, step, first_weekday)
    while start <= last:
        seconds[start] = 0.0
        start = next_start(start, step)
    for day in between(days, min(seconds, default=first), last):
        seconds[start_of(day, step, first_weekday)] += total(days[day]).seconds
    if step is Step.WEEK:
        return [Bar(*pair) for pair in seconds.items()]
    return [
        Bar(start, spent * 7 / (min(next_start(start, step), last + DAY) - start).days)
        for start, spent in seconds.items()
    ]


def minutes_scale(bars: Iterable[Bar]) -> tuple[int, int]:
    """Return with how many minutes a week the scale beside `bars` ends, and how many steps it has.

    All of its steps are whole numbers.
    """
    most = max((bar.seconds / 60 for bar in bars), default=0.0)
    top = next((n for n in TOPS if n >= most), TOPS[-1])
    return top, 3 if top % 3 == 0 else 2


def before_of(entry: Entry) -> int | None:
    """Return how the back felt before the practice of `entry`, or on its own."""
    return entry.before if entry.practised or entry.after is None else entry.after


def after_of(entry: Entry) -> int | None:
    """Return how the back felt after the practice of `entry`."""
    return entry.after if entry.practised else None


class _Answers:
    """Some answers from 0 to 10, counted; their median is found without sorting them."""

    def __init__(self) -> None:
        self._counts = [0] * 11
        self._many = 0

    def add(self, answers: list[int], times: int = 1) -> None:
        """Add each of `answers`, or take it away with -1."""
        for answer in answers:
            self._counts[answer] += times
        self._many += times * len(answers)

    def median(self, least: int = 1) -> float | None:
        """Return their median, None if there are fewer than `least`."""
        if self._many < max(1, least):
            return None
        return (self._at((self._many - 1) // 2) + self._at(self._many // 2)) / 2

    def _at(self, place: int) -> int:
        for answer, count in enumerate(self._counts):
            place -= count
            if place < 0:
                return answer
        raise IndexError(place)


class _Both:
    """The answers before and after practices."""

    def __init__(self) -> None:
        self._before, self._after = _Answers(), _Answers()

    def add(self, entries: Iterable[Kept], times: int = 1) -> None:
        """Add the answers of `entries`, or take them away with -1."""
        feelings = [(before_of(one.entry), after_of(one.entry)) for one in entries]
        self._before.add([one for one, _after in feelings if one is not None], times)
        self._after.add([one for _before, one in feelings if one is not None], times)

    def felt(self, start: date, least: int = 1) -> Felt:
        """Return their medians, None where there are fewer than `least` answers."""
        return Felt(start, self._before.median(least), self._after.median(least))


def felt(days: Days, first: date, last: date, first_weekday: int, step: Step) -> list[Felt]:
    """Return the medians of each day, week or month from `first` to `last` that has answers."""
    answers: dict[date, _Both] = {}
    for day in between(days, first, last):
        start = start_of(day, step, first_weekday)
        answers.setdefault(start, _Both()).add(days[day])
    found = [both.felt(start) for start, both in answers.items()]
    return [one for one in found if one[1:] != (None, None)]


def running(days: Days, first: date, last: date, every: int = 1) -> Iterator[Felt]:
    """Yield the medians of the two weeks up to each day, or each `every`th, the last one included.

    Each is found from the one before, so that ten years of entries take a moment.
    """
    answers = _Both()
    for ago in range(LATELY - 1, 0, -1):
        answers.add(days.get(first - ago * DAY, ()))
    for number in range((last - first).days + 1):
        day = first + number * DAY
        answers.add(days.get(day, ()))
        if (last - day).days % every == 0:
            yield answers.felt(day, LEAST_ANSWERS)
        answers.add(days.get(day - (LATELY - 1) * DAY, ()), -1)


def lately(days: Days, last: date) -> Felt:
    """Return the medians of the two weeks that end with `last`; `start` is their last day."""
    return next(running(days, last, last))


def change(days: Days, first: date, today: date) -> Change | None:
    """Return how the back feels before practices and on its own, in the two weeks up to `today`.

    It is compared with the first two weeks that have an answer, from `first` on. None if those are
    not over before the last ones begin, or if either has too few answers.
    """
    answered = (
        day
        for day in between(days, first, today)
        if any(before_of(one.entry) is not None for one in days[day])
    )
    begin = next(answered, today)
    if (today - begin).days + 1 < 2 * LATELY:
        return None
    return _change(days, begin + (LATELY - 1) * DAY, today)


def rise(days: Days, today: date) -> Change | None:
    """Return by how much the last two weeks were worse than the two before; None if not really."""
    found = _change(days, today - LATELY * DAY, today)
    return found if found is not None and found.now > found.before and found.real else None


def _change(days: Days, earlier: date, later: date) -> Change | None:
    """Compare the two weeks that end with `earlier` with those that end with `later`."""
    before, now = lately(days, earlier).before, lately(days, later).before
    if before is None or now is None:
        return None
    return Change(earlier - (LATELY - 1) * DAY, before, now)


def streak(days: Days, today: date) -> int:
    """Return on how many days in a row something was practised, up to today or to yesterday."""
    day = today if _practised_on(days, today) else today - DAY
    count = 0
    while _practised_on(days, day):
        count += 1
        day -= DAY
    return count


def _practised_on(days: Days, day: date) -> bool:
    return any(one.entry.practised for one in days.get(day, ()))
