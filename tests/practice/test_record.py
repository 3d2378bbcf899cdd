"""The record of a practice, and the journal's entry that is made from it."""

from __future__ import annotations

from datetime import datetime

from msgspec.json import decode, encode

from supine.core.tally import Tally
from supine.journal.entry import Entry, Line
from supine.journal.journal import line_of
from supine.practice.record import Record, is_kept, new_record
from tests.helpers import RECORD

BEGAN = datetime.fromisoformat("2026-11-27T07:30:00+05:45")

TALLY = Tally(1897.44, 430.0, 425.0, ("Spinal twist", "Hip drops"))


def test_the_entry_has_all_that_the_journal_keeps() -> None:
    record = new_record("low-back-release", "Low Back Release", 6.0, BEGAN, 4)
    record = record.with_eased("Spinal twist").with_stayed("Hip drops").with_pace(5.5)
    assert record.entry(TALLY, "Right leg: Outer hip stretch") == Entry(
        at=BEGAN, sequence="low-back-release", title="Low Back Release",
        seconds=1897.4, right=430.0, left=425.0, poses=2,
        finished=False, stopped_at="Right leg: Outer hip stretch",
        eased=("Spinal twist",), stayed=("Hip drops",), pace=5.5, before=4,
    )  # fmt: skip


def test_it_is_finished_if_it_was_stopped_nowhere() -> None:
    assert RECORD.entry(TALLY).finished
    assert not RECORD.entry(TALLY, "Knees in").finished


def test_each_pose_is_named_once_in_order() -> None:
    record = RECORD.with_eased("Twist").with_eased("Knees in").with_eased("Twist")
    assert (record.eased, record.stayed) == (("Twist", "Knees in"), ())


def test_each_practice_has_an_id_of_its_own() -> None:
    made = {new_record("a", "A", 6.0, BEGAN).id for _ in range(100)}
    assert len(made) == 100


def test_it_is_the_same_when_it_was_kept_in_a_file_and_restored() -> None:
    record = new_record("a", "A", 6.0, BEGAN, 0).with_eased("Twist")
    assert decode(encode(record), type=Record) == record
    assert decode(encode(RECORD), type=Record) == RECORD


def test_a_practice_is_kept_from_a_minute_on() -> None:
    assert not is_kept(RECORD.entry(Tally(59.9)))
    assert is_kept(RECORD.entry(Tally(60.0)))


def test_whatever_a_practice_was_the_journal_can_read_it_again() -> None:
    entry = new_record("a" * 999, "A", 6.0, BEGAN).entry(Tally(1e6, 9e5, 9e5))
    assert line_of(encode(Line("a", 1, BEGAN, "here", entry))) is not None
