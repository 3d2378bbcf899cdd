"""What the journal's page shows of many entries."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta, timezone
from itertools import pairwise
from statistics import median
from uuid import UUID

import pytest
from hypothesis import given
from hypothesis import strategies as st

from supine.journal.entry import Entry, Kept
from supine.journal.summary import (
    DAY,
    Bar,
    Change,
    Days,
    Range,
    Span,
    Step,
    bars,
    by_day,
    change,
    felt,
    lately,
    next_start,
    rise,
    running,
    since,
    start_of,
    step_of,
    streak,
    total,
    with_entry,
    without_entry,
)

OFFSETS = st.integers(-12 * 60, 14 * 60).map(lambda minutes: timezone(timedelta(minutes=minutes)))

FEELINGS = st.none() | st.integers(0, 10)

ENTRIES = st.builds(
    Entry,
    at=st.datetimes(*map(datetime.fromisoformat, ("2024-01-01", "2026-12-31")), timezones=OFFSETS),
    seconds=st.just(0.0) | st.floats(60, 4000),
    right=st.floats(0, 2000),
    left=st.floats(0, 2000),
    before=FEELINGS,
    after=FEELINGS,
)

JOURNALS = st.dictionaries(st.uuids(), ENTRIES, max_size=60).map(
    lambda found: sorted(
        (Kept(id_.hex, 1, entry) for id_, entry in found.items()),
        key=lambda one: (one.entry.at, one.id),
    )
)


def kept(at: datetime, name: str = "a", **values: object) -> Kept:
    return Kept(name, 1, Entry(at, **values))  # type: ignore[arg-type]


@given(JOURNALS)
def test_each_entry_is_on_one_day_the_earliest_first(entries: list[Kept]) -> None:
    days = by_day(entries)
    assert sorted(one for day in days.values() for one in day) == sorted(entries)
    for day in days.values():
        assert day == sorted(day, key=lambda one: (one.entry.at, one.id))


def test_a_day_is_what_the_calendar_said_where_the_person_was() -> None:
    # one instant, in Auckland and in Honolulu
    instant = datetime(2026, 11, 27, 11, 30, tzinfo=UTC)
    auckland, honolulu = (timezone(timedelta(hours=hours)) for hours in (13, -10))
    there, here = kept(instant.astimezone(auckland)), kept(instant.astimezone(honolulu), "b")
    assert by_day([there, here]) == {date(2026, 11, 28): [there], date(2026, 11, 27): [here]}


@given(JOURNALS, ENTRIES, st.uuids())
def test_an_entry_that_is_added_or_changed_is_shown_as_if_the_journal_were_read_again(
    entries: list[Kept], entry: Entry, new: UUID
) -> None:
    for was in [*entries[:2], None]:
        changed = Kept(new.hex if was is None else was.id, 2, entry)
        anew = sorted(
            [*(one for one in entries if one != was), changed],
            key=lambda one: (one.entry.at, one.id),
        )
        assert with_entry(by_day(entries), changed, was) == by_day(anew)


@given(JOURNALS)
def test_an_entry_that_is_removed_is_gone_and_no_other(entries: list[Kept]) -> None:
    for one in entries[:3]:
        left = [other for other in entries if other != one]
        assert without_entry(by_day(entries), one) == by_day(left)


DATES = st.dates(date(2024, 1, 1), date(2026, 12, 31))
WEEKDAYS = st.integers(0, 6)
STEPS = st.sampled_from(Step)


def seconds_in(days: Days, first: date, last: date) -> float:
    return sum(
        60 * one.entry.minutes for day, kept in days.items() if first <= day <= last for one in kept
    )


@given(JOURNALS, DATES, DATES, WEEKDAYS)
def test_the_weeks_hold_all_that_was_practised(
    entries: list[Kept], one: date, other: date, first_weekday: int
) -> None:
    first, last = sorted((one, other))
    days = by_day(entries)
    found = bars(days, first, last, first_weekday, Step.WEEK)
    assert all(bar.start.weekday() == first_weekday for bar in found)
    assert all(later.start - earlier.start == 7 * DAY for earlier, later in pairwise(found))
    assert found[0].start <= first < found[0].start + 7 * DAY
    assert found[-1].start <= last < found[-1].start + 7 * DAY
    whole = seconds_in(days, found[0].start, last)
    assert sum(bar.seconds for bar in found) == pytest.approx(whole)


@given(JOURNALS, DATES, DATES)
def test_months_tell_how_much_was_practised_a_week(
    entries: list[Kept], one: date, other: date
) -> None:
    first, last = sorted((one, other))
    days = by_day(entries)
    found = bars(days, first, last, 0, Step.MONTH)
    for bar, end in zip(found, [*(one.start - DAY for one in found[1:]), last], strict=True):
        assert bar.start.day == 1
        weeks = ((end - bar.start).days + 1) / 7
        assert bar.seconds * weeks == pytest.approx(seconds_in(days, bar.start, end))


def test_a_week_begins_as_is_usual_where_the_person_lives() -> None:
    sunday = date(2026, 11, 22)
    days = by_day([kept(datetime(2026, 11, 22, 12, tzinfo=UTC), seconds=600.0)])
    assert bars(days, sunday, sunday, 0, Step.WEEK) == [Bar(date(2026, 11, 16), 600.0)]
    assert bars(days, sunday, sunday, 6, Step.WEEK) == [Bar(sunday, 600.0)]


def answers(days: Days, first: date, last: date) -> tuple[list[int], list[int]]:
    """Return what was answered, found in the plainest way."""
    found = [one.entry for day in days for one in days[day] if first <= day <= last]
    before = [one.before if one.seconds or one.after is None else one.after for one in found]
    after = [one.after if one.seconds else None for one in found]
    return [n for n in before if n is not None], [n for n in after if n is not None]


def medians(days: Days, first: date, last: date, least: int) -> tuple[float | None, ...]:
    found = answers(days, first, last)
    return tuple(median(some) if len(some) >= least else None for some in found)


@given(JOURNALS, DATES, st.integers(0, 80), st.integers(1, 9))
def test_the_running_median_is_that_of_the_two_weeks_up_to_each_day(
    entries: list[Kept], first: date, length: int, every: int
) -> None:
    days, last = by_day(entries), first + length * DAY
    found = list(running(days, first, last, every))
    assert [one.start for one in found] == [last - n * DAY for n in range(0, length + 1, every)][
        ::-1
    ]
    for one in found:
        assert one[1:] == medians(days, one.start - 13 * DAY, one.start, 3)


@given(JOURNALS, DATES, DATES, WEEKDAYS, STEPS)
def test_each_point_of_the_chart_is_the_median_of_its_day_week_or_month(
    entries: list[Kept], one: date, other: date, first_weekday: int, step: Step
) -> None:
    first, last = sorted((one, other))
    days = by_day(entries)
    found = felt(days, first, last, first_weekday, step)
    assert found == sorted(found)
    for point in found:
        end = next_start(point.start, step) - DAY
        assert point[1:] == medians(days, max(first, point.start), min(last, end), 1)
    told = sum(len(some) for some in answers(days, first, last))
    assert bool(found) == bool(told)


@given(DATES, WEEKDAYS, STEPS)
def test_every_day_is_in_one_step(day: date, first_weekday: int, step: Step) -> None:
    start = start_of(day, step, first_weekday)
    assert start <= day < next_start(start, step)
    assert start_of(start, step, first_weekday) == start
    assert start_of(next_start(start, step), step, first_weekday) == next_start(start, step)


@given(JOURNALS, DATES, st.sampled_from(Range))
def test_a_chart_of_any_range_has_few_points_whatever_is_in_the_journal(
    entries: list[Kept], today: date, which: Range
) -> None:
    days = by_day(entries)
    first = since(days, which, today)
    assert first <= today or which is Range.ALL or first == min(days)
    if first <= today:
        assert len(felt(days, first, today, 0, step_of(first, today))) <= 122


def diary(feelings: dict[int, int], today: date) -> Days:
    """Return a journal of days without a practice: how the back felt so many days ago."""
    noon = datetime(today.year, today.month, today.day, 12, tzinfo=UTC)
    entries = [kept(noon - ago * DAY, str(ago), after=feeling) for ago, feeling in feelings.items()]
    return by_day(sorted(entries, key=lambda one: one.entry.at))


TODAY = date(2026, 11, 27)

REAL = [(6, 4), (6, 8), (3, 2), (3, 4), (10, 7), (0, 2), (1, 0), (5, 3)]
NOT_REAL = [(6, 5), (4, 3), (8, 6.5), (5, 5), (1, 0.5), (10, 9), (7, 8)]


@pytest.mark.parametrize(("before", "now"), REAL)
def test_a_change_is_real_from_two_points_or_thirty_per_cent_on(before: float, now: float) -> None:
    assert Change(TODAY, before, now).real


@pytest.mark.parametrize(("before", "now"), NOT_REAL)
def test_a_smaller_one_is_not(before: float, now: float) -> None:
    assert not Change(TODAY, before, now).real


def test_a_change_is_told_only_over_weeks() -> None:
    one_day = diary({0: 2, 1: 8}, TODAY)
    assert change(one_day, date.min, TODAY) is None
    three_weeks = diary({n: 8 if n > 10 else 2 for n in range(21)}, TODAY)
    assert change(three_weeks, date.min, TODAY) is None
    four_weeks = diary({n: 8 if n >= 14 else 2 for n in range(28)}, TODAY)
    assert change(four_weeks, date.min, TODAY) == Change(TODAY - 27 * DAY, 8, 2)


def test_a_few_answers_make_no_change() -> None:
    assert change(diary({0: 2, 1: 2, 40: 8, 41: 8, 42: 8}, TODAY), date.min, TODAY) is None
    assert change(diary({0: 2, 1: 2, 2: 2, 40: 8, 41: 8}, TODAY), date.min, TODAY) is None
    found = change(diary({0: 2, 1: 2, 2: 2, 40: 8, 41: 8, 42: 8}, TODAY), date.min, TODAY)
    assert found == Change(TODAY - 42 * DAY, 8, 2)


def test_a_change_begins_within_the_range() -> None:
    days = diary({n: 9 if n > 60 else 5 for n in range(100)}, TODAY)
    assert change(days, TODAY - 30 * DAY, TODAY) == Change(TODAY - 30 * DAY, 5, 5)


def test_a_rise_of_two_weeks_is_found_and_a_fall_is_none() -> None:
    worse = diary({n: 3 if n >= 14 else 6 for n in range(28)}, TODAY)
    assert rise(worse, TODAY) == Change(TODAY - 27 * DAY, 3, 6)
    better = diary({n: 6 if n >= 14 else 3 for n in range(28)}, TODAY)
    assert rise(better, TODAY) is None
    a_little = diary({n: 6 if n >= 14 else 7 for n in range(28)}, TODAY)
    assert rise(a_little, TODAY) is None


def test_what_was_felt_after_practices_is_no_rise() -> None:
    """Only how the back feels before, and on its own, tells how it does over weeks."""
    noon = datetime(2026, 11, 27, 12, tzinfo=UTC)
    entries = [
        kept(noon - n * DAY, str(n), seconds=600.0, before=4, after=1 if n >= 14 else 9)
        for n in range(27, -1, -1)
    ]
    assert rise(by_day(entries), TODAY) is None
    assert lately(by_day(entries), TODAY)[1:] == (4, 9)


@given(JOURNALS, DATES)
def test_days_in_a_row_are_counted_back_from_today_or_yesterday(
    entries: list[Kept], today: date
) -> None:
    days = by_day(entries)
    practised = {day for day in days if any(one.entry.practised for one in days[day])}
    count = streak(days, today)
    last = today if today in practised else today - DAY
    assert {last - n * DAY for n in range(count)} <= practised
    assert last - count * DAY not in practised


def test_the_day_is_not_over_yet() -> None:
    days = by_day(
        [kept(datetime(2026, 11, n, 12, tzinfo=UTC), str(n), seconds=60.0) for n in (24, 25, 26)]
    )
    assert [streak(days, date(2026, 11, n)) for n in (26, 27, 28)] == [3, 3, 0]


@given(JOURNALS)
def test_each_side_has_the_time_of_all_entries(entries: list[Kept]) -> None:
    found = total(entries)
    assert found.entries == len(entries)
    assert found.right == pytest.approx(sum(one.entry.right for one in entries))
    assert found.left == pytest.approx(sum(one.entry.left for one in entries))


def test_daylight_saving_and_travel_leave_each_entry_on_its_day() -> None:
    """The same wall clock, every day at eleven at night, over both changes and a flight."""
    summer, winter, tokyo = (timezone(timedelta(hours=hours)) for hours in (2, 1, 9))
    start = date(2026, 3, 1)
    entries = []
    for n in range(300):
        day = start + n * DAY
        zone = tokyo if 100 <= n < 120 else summer if date(2026, 3, 29) <= day else winter
        entries.append(kept(datetime(day.year, day.month, day.day, 23, tzinfo=zone), str(n)))
    days = by_day(sorted(entries, key=lambda one: one.entry.at))
    assert sorted(days) == [start + n * DAY for n in range(300)]
    assert all(len(of_day) == 1 for of_day in days.values())


@given(DATES, st.integers(0, 8000), WEEKDAYS, st.integers(2, 12))
def test_days_are_named_evenly_and_no_more_of_them_than_have_room(
    first: date, length: int, first_weekday: int, most: int
) -> None:
    last = first + length * DAY
    found = Span(first, last, first_weekday).ticks(most)
    assert len(found) <= most
    assert found == sorted(set(found))
    assert all(first <= day <= last for day in found)
    if length > 800:
        gaps = {later.year - earlier.year for earlier, later in pairwise(found)}
        assert len(gaps) <= 1
        assert all((day.month, day.day) == (1, 1) for day in found)
    elif length <= 45:
        days = [first + n * DAY for n in range(length + 1)]
        weeks = [day for day in days if day.weekday() == first_weekday]
        assert set(found) <= set(weeks if len(weeks) > 1 else days)
        assert found, "there is always a date"
    else:
        assert all(day.day == 1 for day in found)
