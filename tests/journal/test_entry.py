"""Many computers, one journal: whatever the order in which their lines arrive."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta, timezone
from itertools import permutations

from hypothesis import given
from hypothesis import strategies as st

from supine.journal.entry import Entry, Line, entries, later, union

NOON = datetime(2026, 11, 27, 12, tzinfo=UTC)


def moments() -> st.SearchStrategy[datetime]:
    """Few moments, some of them the same in another zone, so that lines are alike often."""
    zones = st.sampled_from([UTC, timezone(timedelta(hours=1)), timezone(timedelta(hours=-5))])
    return st.builds(
        lambda hours, zone: (NOON + timedelta(hours=hours)).astimezone(zone),
        st.integers(0, 2),
        zones,
    )


def some_lines() -> st.SearchStrategy[list[Line]]:
    """Lines about few entries with few revisions, so that they compete."""
    entry = st.builds(Entry, at=moments(), note=st.sampled_from(["", "a", "b"]))
    line = st.builds(
        Line,
        id=st.sampled_from(["one", "two"]),
        revision=st.integers(1, 3),
        written=moments(),
        computer=st.sampled_from(["laptop", "desk"]),
        entry=st.none() | entry,
        version=st.sampled_from([1, 1, 2]),
    )
    return st.lists(line, max_size=6)


def merged(*parts: list[Line]) -> dict[str, Line]:
    return union(line for part in parts for line in part)


def as_lines(found: dict[str, Line]) -> list[Line]:
    return list(found.values())


@given(some_lines(), some_lines())
def test_the_order_of_two_files_does_not_matter(one: list[Line], other: list[Line]) -> None:
    assert merged(one, other) == merged(other, one)


@given(some_lines(), some_lines(), some_lines())
def test_it_does_not_matter_which_files_came_together_first(
    one: list[Line], two: list[Line], three: list[Line]
) -> None:
    first = as_lines(merged(one, two))
    last = as_lines(merged(two, three))
    assert merged(first, three) == merged(one, last) == merged(one, two, three)


@given(some_lines())
def test_a_file_that_comes_twice_changes_nothing(lines: list[Line]) -> None:
    once = merged(lines)
    assert merged(lines, lines) == once == merged(as_lines(once), lines)


@given(some_lines())
def test_every_order_of_lines_gives_the_same_journal(lines: list[Line]) -> None:
    found = {str(entries(union(order))) for order in permutations(lines[:4])}
    assert len(found) == 1


def line(revision: int, note: str | None, hours: int = 0, computer: str = "laptop") -> Line:
    entry = None if note is None else Entry(at=NOON, note=note)
    return Line("one", revision, NOON + timedelta(hours=hours), computer, entry)


def test_a_change_wins_against_what_it_was_made_from_even_with_a_clock_set_back() -> None:
    before, after = line(1, "old", hours=24), line(2, "new", hours=0)
    assert later(before, after) is after


def test_a_removed_entry_is_gone() -> None:
    assert entries(union([line(1, "old"), line(2, None)])) == []


def test_a_change_elsewhere_wins_against_a_removal_that_did_not_know_of_it() -> None:
    changed, removed = line(2, "kept", hours=0), line(2, None, hours=5, computer="desk")
    assert [one.entry.note for one in entries(union([changed, removed]))] == ["kept"]


def test_of_two_changes_the_one_written_last_wins() -> None:
    one, other = line(2, "first", hours=1), line(2, "last", hours=2, computer="desk")
    assert later(one, other) is other


def test_an_entry_of_a_newer_version_is_not_shown_in_part() -> None:
    newer = Line("one", 2, NOON, "desk", Entry(at=NOON), version=2)
    assert entries(union([line(1, "old"), newer])) == []


def test_entries_come_in_the_order_of_time_whatever_the_zone() -> None:
    east, west = timezone(timedelta(hours=10)), timezone(timedelta(hours=-8))
    early = Line("b", 1, NOON, "laptop", Entry(at=datetime(2026, 11, 27, 20, tzinfo=east)))
    late = Line("a", 1, NOON, "laptop", Entry(at=datetime(2026, 11, 27, 8, tzinfo=west)))
    assert [one.id for one in entries(union([late, early]))] == ["b", "a"]
