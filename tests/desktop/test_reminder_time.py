"""A reminder comes once on each chosen day, at the time on the wall, and never late."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta
from itertools import pairwise
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given as examples
from hypothesis import strategies as st

from supine.desktop.reminder_time import (
    AGAIN,
    LATEST,
    Plan,
    Told,
    asked_again,
    given,
    is_due,
    is_open,
    wait,
)

LOOK = timedelta(hours=1)
"""The longest that the program waits until it looks at the clock again, or longer."""

EVERY_DAY = frozenset(range(7))

ZONES = [
    ZoneInfo(name)
    for name in (
        "Europe/Berlin", "America/New_York", "Australia/Lord_Howe", "America/Sao_Paulo",
        "Pacific/Apia", "Asia/Kathmandu", "Africa/Casablanca", "Pacific/Chatham",
    )
]  # fmt: skip
"""With summer time in both halves of the world, of half an hour, and with a day left out."""

zones = st.sampled_from(ZONES)
moments = st.datetimes(
    datetime.fromisoformat("2011-01-01"), datetime.fromisoformat("2030-01-01"),
    timezones=st.just(UTC),
)  # fmt: skip
plans = st.tuples(st.frozensets(st.integers(0, 6), min_size=1), st.integers(0, 24 * 60 - 1)).map(
    lambda chosen: Plan(*chosen)
)


def at(text: str, zone: ZoneInfo = ZONES[0]) -> datetime:
    return datetime.fromisoformat(text).replace(tzinfo=zone)


def reminders(
    start: datetime, end: datetime, plan: Plan, zone: ZoneInfo, told: Told | None = None
) -> Iterator[datetime]:
    """Yield when reminders come to somebody whose computer never sleeps."""
    now, told = start, told or Told()
    while now < end:
        if is_due(now, plan, told, zone):
            yield now.astimezone(zone)
            told = given(now, told, zone)
        due = wait(now, plan, told, zone)
        assert due is not None
        now += min(max(due, timedelta(seconds=1)), LOOK)


@examples(moments, plans, zones)
def test_it_comes_once_on_each_chosen_day_at_its_time(
    start: datetime, plan: Plan, zone: ZoneInfo
) -> None:
    found = list(reminders(start, start + timedelta(days=9), plan, zone))
    days = [one.date() for one in found]
    assert len(set(days)) == len(days)
    assert {day.weekday() for day in days} <= plan.days
    # the first may be late: the computer was started after its time
    for one in found[1:]:
        due = datetime.combine(one.date(), datetime.min.time()) + timedelta(minutes=plan.minute)
        late = one.replace(tzinfo=None) - due
        # a time that summer time leaves out comes as soon as it is over
        assert timedelta(0) <= late <= (timedelta(seconds=1) if exists(due, zone) else LATEST)
    asked = {start.astimezone(zone).date() + timedelta(day) for day in range(1, 9)}
    wanted = {day for day in asked if day.weekday() in plan.days and is_a_day(day, zone)}
    assert wanted <= set(days)


def exists(wall: datetime, zone: ZoneInfo) -> bool:
    """Return whether a clock on the wall ever shows `wall`."""
    back = wall.replace(tzinfo=zone).astimezone(UTC).astimezone(zone).replace(tzinfo=None)
    return back == wall


def is_a_day(day: date, zone: ZoneInfo) -> bool:
    """Return whether there was such a day: Samoa had no 30 December 2011."""
    return exists(datetime.combine(day, datetime.min.time()) + timedelta(hours=12), zone)


@examples(moments, plans, zones, st.data())
def test_whatever_the_clock_the_zone_and_sleep_do_it_is_never_late_nor_in_a_burst(
    now: datetime, plan: Plan, zone: ZoneInfo, data: st.DataObject
) -> None:
    told, days = Told(), []
    jumps = st.one_of(
        st.timedeltas(timedelta(seconds=1), LOOK),
        st.timedeltas(timedelta(days=-1), timedelta(days=3)),
    )
    for _step in range(60):
        now += data.draw(jumps)
        zone = data.draw(st.one_of(st.just(zone), zones))
        if is_due(now, plan, told, zone):
            wall = now.astimezone(zone)
            minutes = wall.hour * 60 + wall.minute - plan.minute
            assert 0 <= minutes <= LATEST / timedelta(minutes=1)
            assert wall.weekday() in plan.days
            days.append(wall.date())
            told = given(now, told, zone)
            assert not is_due(now, plan, told, zone)
    # no two on one day unless the clock went back by more than one
    assert all(one != other for one, other in pairwise(days))


@examples(moments, plans, zones)
def test_the_wait_ends_when_something_is_due_and_not_after(
    now: datetime, plan: Plan, zone: ZoneInfo
) -> None:
    due = wait(now, plan, Told(), zone)
    assert due is not None
    assert timedelta(0) < due <= timedelta(days=9)
    for share in (0.2, 0.9, 0.999):
        middle = now + due * share
        # but for one that is due already, or at a time that summer time leaves out
        late = is_due(now, plan, Told(), zone) and due * share <= LATEST
        assert late or not is_due(middle, plan, Told(), zone) or skips(now, middle, zone)


def skips(start: datetime, end: datetime, zone: ZoneInfo) -> bool:
    return start.astimezone(zone).utcoffset() != end.astimezone(zone).utcoffset()


@examples(moments, plans, zones)
def test_in_an_hour_it_comes_once_more_and_the_next_day_as_usual(
    start: datetime, plan: Plan, zone: ZoneInfo
) -> None:
    first = next(reminders(start, start + timedelta(days=10), plan, zone))
    told = asked_again(first, given(first, Told(), zone))
    found = list(reminders(first, first + timedelta(days=9), plan, zone, told))
    assert found[0] == first + AGAIN
    assert all(day.date() != first.date() for day in found[1:])
    if plan.days == EVERY_DAY:
        assert found[1] - first < timedelta(days=1, hours=2)


FRIDAY_AT_SIX = Plan(frozenset({4}), 18 * 60)


@pytest.mark.parametrize(
    ("now", "due"),
    [
        ("2026-11-27T17:59:59", False),
        ("2026-11-27T18:00:00", True),
        ("2026-11-27T19:00:00", True),
        ("2026-11-27T19:00:01", False),
        ("2026-11-28T18:00:00", False),
    ],
)
def test_it_is_due_for_an_hour_on_its_day(now: str, due: bool) -> None:
    assert is_due(at(now), FRIDAY_AT_SIX, Told(), ZONES[0]) == due


def test_who_flies_west_is_not_reminded_twice() -> None:
    berlin, new_york = ZONES[:2]
    told = given(at("2026-11-27T18:00", berlin), Told(), berlin)
    assert not is_due(at("2026-11-27T18:00", new_york), FRIDAY_AT_SIX, told, new_york)


def test_a_clock_that_was_wrong_by_years_silences_nothing() -> None:
    assert is_due(at("2026-11-27T18:00"), FRIDAY_AT_SIX, Told(date(2030, 1, 4)), ZONES[0])


def test_a_clock_set_back_a_day_brings_no_second_reminder() -> None:
    daily, told = Plan(EVERY_DAY, 18 * 60), Told(date(2026, 11, 27))
    assert not is_due(at("2026-11-26T18:00"), daily, told, ZONES[0])
    assert is_due(at("2026-11-28T18:00"), daily, told, ZONES[0])


def test_a_time_that_was_over_when_it_was_chosen_waits_for_its_next_day() -> None:
    plan = FRIDAY_AT_SIX._replace(since=at("2026-11-27T18:10"))
    assert not is_due(at("2026-11-27T18:11"), plan, Told(), ZONES[0])
    assert is_due(at("2026-12-04T18:00"), plan, Told(), ZONES[0])
    later = plan._replace(minute=18 * 60 + 15)
    assert is_due(at("2026-11-27T18:15"), later, Told(), ZONES[0])


def test_a_second_hour_can_be_asked_for_beyond_midnight() -> None:
    late = Plan(EVERY_DAY, 23 * 60 + 30)
    now = at("2026-11-27T23:30")
    told = asked_again(now, given(now, Told(), ZONES[0]))
    assert is_due(at("2026-11-28T00:30"), late, told, ZONES[0])
    told = given(at("2026-11-28T00:30"), told, ZONES[0])
    assert is_due(at("2026-11-28T23:30"), late, told, ZONES[0])


def test_what_was_asked_for_is_dropped_after_more_than_an_hour_of_sleep() -> None:
    told = Told(date(2026, 11, 27), at("2026-11-27T19:00"))
    assert not is_open(at("2026-11-27T20:01"), told)
    assert not is_due(at("2026-11-27T20:01"), FRIDAY_AT_SIX, told, ZONES[0])
    assert is_due(at("2026-12-04T18:00"), FRIDAY_AT_SIX, told, ZONES[0])


def test_without_a_zone_it_is_the_one_of_this_computer() -> None:
    now = datetime(2026, 11, 27, 18).astimezone()
    assert is_due(now, FRIDAY_AT_SIX, Told())
    assert wait(now - timedelta(minutes=5), FRIDAY_AT_SIX, Told()) == timedelta(minutes=5)
