"""What the journal's page shows of many entries."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta, timezone
from uuid import UUID

from hypothesis import given
from hypothesis import strategies as st

from supine.journal.entry import Entry, Kept
from supine.journal.summary import by_day, with_entry, without_entry

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
    for name in [*(one.id for one in entries[:2]), new.hex]:
        changed = Kept(name, 2, entry)
        anew = sorted(
            [*(one for one in entries if one.id != name), changed],
            key=lambda one: (one.entry.at, one.id),
        )
        assert with_entry(by_day(entries), changed) == by_day(anew)


@given(JOURNALS)
def test_an_entry_that_is_removed_is_gone_and_no_other(entries: list[Kept]) -> None:
    for one in entries[:3]:
        left = [other for other in entries if other != one]
        assert without_entry(by_day(entries), one.id) == by_day(left)
    assert without_entry(by_day(entries), "another") == by_day(entries)
