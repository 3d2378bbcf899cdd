"""What a doctor or a teacher is told of a journal: counted right, and no more than is known."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta

from supine.journal.entry import Entry, Kept
from supine.journal.report import USUAL, Part, Request, report_of
from supine.journal.summary import Step

LAST = date(2026, 11, 27)


def kept(days_ago: int, entry_id: str = "", **values: object) -> Kept:
    day = LAST - timedelta(days=days_ago)
    at = datetime(day.year, day.month, day.day, 8, tzinfo=UTC)
    return Kept(entry_id or f"{days_ago}", 1, Entry(at, **values))  # type: ignore[arg-type]


def practice(days_ago: int, before: int | None = None, after: int | None = None) -> Kept:
    return kept(
        days_ago, title="Low Back Release", seconds=1800.0, right=600.0, left=500.0,
        before=before, after=after,
    )  # fmt: skip


def asked(days: int, *parts: Part) -> Request:
    return Request(LAST - timedelta(days=days - 1), LAST, frozenset(parts) or USUAL)


def test_only_the_days_that_are_asked_for_count() -> None:
    found = report_of([practice(n) for n in range(40, -1, -1)], asked(7), 0)
    assert (found.days, found.practices, found.practised_days) == (7, 7, 7)
    assert (found.total.seconds, found.total.right, found.total.left) == (12600, 4200, 3500)


def test_two_practices_of_a_day_are_one_day() -> None:
    found = report_of([practice(1), practice(1), practice(0)], asked(7), 0)
    assert (found.practices, found.practised_days) == (3, 2)


def test_a_day_without_a_practice_counts_among_the_answers_before() -> None:
    found = report_of([practice(3, 5, 4), kept(2, after=6), practice(1, None, 3)], asked(7), 0)
    assert found.practices == 2
    assert found.answers == (2, 2)


def test_the_first_two_weeks_are_compared_with_the_last() -> None:
    entries = [practice(n, 6 if n > 30 else 3) for n in range(60, -1, -2)]
    found = report_of(entries, asked(61), 0)
    assert found.change is not None
    assert (found.change.before, found.change.now, found.change.real) == (6, 3, True)


def test_few_entries_have_a_row_each_with_the_latest_first() -> None:
    found = report_of([practice(3, 5, 4), kept(2, after=6)], asked(7), 0)
    assert found.rows_of is None
    assert [(row.start.day, row.title, row.before, row.after) for row in found.rows] == [
        (25, "", 6, None),
        (24, "Low Back Release", 5, 4),
    ]


def test_more_have_a_row_for_each_week_with_medians() -> None:
    found = report_of([practice(n, n % 7, 1) for n in range(69, -1, -1)], asked(70), 0)
    assert found.rows_of is Step.WEEK
    assert len(found.rows) == 11
    week = found.rows[1]
    assert (week.start, week.practices, week.seconds) == (date(2026, 11, 16), 7, 12600)
    assert (week.before, week.after) == (3, 1)


def test_ten_years_have_a_row_for_each_month_and_no_more() -> None:
    entries = [practice(n, 5, 4) for n in range(3652, -1, -2)]
    found = report_of(entries, asked(3653), 0)
    assert found.rows_of is Step.MONTH
    assert (len(found.rows), found.rows_left) == (121, 0)
    assert found.running == ()
    assert len(found.points) == 121


def test_thirty_years_leave_out_the_first_months_and_say_how_many() -> None:
    entries = [practice(n, 5, 4) for n in range(30 * 365, -1, -7)]
    found = report_of(entries, asked(30 * 365 + 1), 0)
    assert len(found.rows) + found.rows_left == 360
    with_notes = report_of(entries, asked(30 * 365 + 1, *USUAL, Part.NOTES), 0)
    assert len(with_notes.rows) < len(found.rows)


def test_notes_come_the_latest_first_and_empty_ones_not() -> None:
    entries = [kept(3, note="old"), kept(2, note="  \n"), kept(1, note=" new\n")]
    found = report_of(entries, asked(7), 0)
    assert [(day.day, note) for day, note in found.notes] == [(26, "new"), (24, "old")]


def test_the_sequences_practised_most_are_named() -> None:
    entries = [
        kept(n, f"{title}{n}", seconds=60.0, title=title)
        for title, times in (("A", 4), ("B", 3), ("C", 2), ("D", 1), ("E", 1))
        for n in range(times)
    ]
    entries.sort(key=lambda one: one.entry.at)
    found = report_of(entries, asked(7), 0)
    assert (found.titles, found.other_titles) == ((("A", 4), ("B", 3), ("C", 2)), 2)
