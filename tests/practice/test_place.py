"""The place in a practice outlives the program, the machine and what the disk does."""

from __future__ import annotations

import errno
import os
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from msgspec.structs import replace

from supine.core.pace import Pace
from supine.core.plan import Plan
from supine.core.planner import plan
from supine.core.reader import read
from supine.core.sequence import SAID_LIMIT, SIDE_LIMIT, Sequence
from supine.core.tally import Tally, added
from supine.figure.stances import stances_of
from supine.practice import place as module
from supine.practice.place import Course, Interrupted, Place, PlaceFile, load
from tests.core.samples import SMALL
from tests.core.strategies import paces, sequences, shares
from tests.helpers import RECORD

NOON = datetime(2026, 11, 27, 12, tzinfo=UTC)
RECORD = replace(RECORD, id="b7e1" * 8)
PLAN = plan(read(SMALL), Pace())
COURSE = Course("/home/ada/small.yaml", read(SMALL), 20)


def place_at(elapsed: float, plan: Plan = PLAN) -> Place:
    tally = added(Tally(), plan, 0.0, elapsed)
    written = NOON + timedelta(seconds=elapsed)
    return Place(written, elapsed, tally, RECORD, "Right side: Knees in")


def begun(folder: Path, *seconds: float) -> PlaceFile:
    """Return the file of a practice in `folder` that has written these places."""
    file = PlaceFile(folder, RECORD.id, COURSE)
    for elapsed in seconds:
        file.write(PLAN, place_at(elapsed))
    return file


def found_in(folder: Path) -> Interrupted:
    (found,) = load(folder, NOON).practices
    return found


def path_in(folder: Path) -> Path:
    (path,) = folder.glob("*.jsonl")
    return path


def test_the_last_place_is_found_with_what_is_practised(tmp_path: Path) -> None:
    begun(tmp_path, 1.0, 2.0, 3.5)
    assert found_in(tmp_path) == Interrupted(
        RECORD.id, COURSE.name, 20, False, COURSE.sequence, PLAN, place_at(3.5)
    )


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(sequences(), paces, shares)
def test_every_plan_and_sequence_is_found_as_it_was(
    tmp_path: Path, sequence: Sequence, pace: Pace, share: float
) -> None:
    made = plan(sequence, pace)
    place = place_at(share * made.seconds, made)
    PlaceFile(tmp_path, RECORD.id, Course("any", sequence)).write(made, place)
    found = found_in(tmp_path)
    assert (found.sequence, found.plan, found.place) == (sequence, made, place)


def test_a_name_that_is_said_as_long_as_it_may_be_is_found(tmp_path: Path) -> None:
    side = "{Side}" + "x" * (SIDE_LIMIT - len("{Side}"))
    sequence = read(
        SMALL.replace(
            "    sides: both",
            f"    say: {'a' * SAID_LIMIT}\n    side_words: '{side}'\n    sides: both",
        )
    )
    made = plan(sequence, Pace())
    PlaceFile(tmp_path, RECORD.id, Course("any", sequence)).write(made, place_at(3.0, made))
    assert found_in(tmp_path).plan == made


@given(st.data())
@settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_a_torn_line_costs_that_line_alone(tmp_path: Path, data: st.DataObject) -> None:
    begun(tmp_path, 1.0, 2.0, 3.0).close()
    path = path_in(tmp_path)
    whole = path.read_bytes()
    *_before, last, _end = whole.split(b"\n")
    cut = data.draw(st.integers(1, len(last)))
    path.write_bytes(whole[: -cut - 1] + data.draw(st.sampled_from((b"", b"\0" * 9, b"\n\0\0"))))
    assert found_in(tmp_path).place == place_at(2.0)


def test_the_figures_that_a_sequence_brings_along_are_found_with_it(tmp_path: Path) -> None:
    own = "stances:\n  knees: {title: Knees, like: knees-in, trunk: {turn: 20}}\n"
    sequence = read(SMALL + own)
    PlaceFile(tmp_path, RECORD.id, Course("any", sequence)).write(PLAN, place_at(3.0))
    found = found_in(tmp_path).sequence
    assert found == sequence
    assert stances_of(found.stances) is stances_of(sequence.stances)


def test_another_plan_is_in_the_file_with_its_first_place(tmp_path: Path) -> None:
    file = begun(tmp_path, 1.0)
    other = plan(read(SMALL), Pace(breaths_per_minute=4))
    file.write(other, place_at(2.0, other))
    file.write(other, place_at(3.0, other))
    assert (found_in(tmp_path).plan, found_in(tmp_path).place.elapsed) == (other, 3.0)


def test_the_file_does_not_grow_with_the_practice(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(module, "MOST_PLACES", 2000)
    file = begun(tmp_path, 0.0)
    most = path_in(tmp_path).stat().st_size + 2000
    for second in range(50):
        file.write(PLAN, place_at(float(second)))
        assert path_in(tmp_path).stat().st_size <= most
        assert found_in(tmp_path).place.elapsed == second


def test_it_is_for_its_owner_alone(tmp_path: Path) -> None:
    begun(tmp_path / "practices", 1.0)
    assert (tmp_path / "practices").stat().st_mode & 0o777 == 0o700
    assert path_in(tmp_path / "practices").stat().st_mode & 0o777 == 0o600


def test_what_was_being_written_anew_when_all_ended_is_cleared_away(tmp_path: Path) -> None:
    begun(tmp_path, 1.0)
    (tmp_path / f".{RECORD.id}.jsonl.x7").write_text('{"version":1,')
    assert found_in(tmp_path).place.elapsed == 1.0
    assert [path.name for path in tmp_path.iterdir()] == [f"{RECORD.id}.jsonl"]


@pytest.mark.parametrize(
    "data",
    [b"", b"\n", b"?", b"{}\n{}\n", b"\0" * 4096, b"[" * 100_000, b"\xff\xfe\n", b"1e999\n"],
    ids=["empty", "no line", "torn", "other", "zeros", "deep", "no text", "number"],
)
def test_a_file_that_cannot_be_read_is_set_aside_and_offers_nothing(
    tmp_path: Path, data: bytes
) -> None:
    path = tmp_path / f"{RECORD.id}.jsonl"
    path.write_bytes(data)
    assert load(tmp_path, NOON).practices == []
    aside = path.with_name(f"{RECORD.id}.set-aside-1.jsonl")
    assert (aside.read_bytes(), path.exists()) == (data, False)
    assert load(tmp_path, NOON) == ([], False)


def test_a_file_without_any_place_is_set_aside(tmp_path: Path) -> None:
    begun(tmp_path, 1.0).close()
    path = path_in(tmp_path)
    path.write_bytes(path.read_bytes().splitlines(keepends=True)[0])
    assert load(tmp_path, NOON).practices == []
    assert not path.exists()


def test_the_file_of_another_practice_is_not_taken_for_it(tmp_path: Path) -> None:
    begun(tmp_path, 1.0).close()
    path_in(tmp_path).rename(tmp_path / f"{'0' * 32}.jsonl")
    assert load(tmp_path, NOON).practices == []


def test_another_version_s_plan_or_sequence_leaves_what_was_practised(tmp_path: Path) -> None:
    begun(tmp_path, 3.0).close()
    path = path_in(tmp_path)
    path.write_bytes(path.read_bytes().replace(b'"kind":', b'"sort":'))
    found = found_in(tmp_path)
    assert (found.plan, found.sequence, found.place) == (None, None, place_at(3.0))


@pytest.mark.parametrize("field", ["start", "index", "segment", "count", "seconds"])
def test_a_plan_that_makes_no_sense_is_none(tmp_path: Path, field: str) -> None:
    broken = replace(PLAN.steps[1], **{field: -3})
    PlaceFile(tmp_path, RECORD.id, COURSE).write(
        Plan("Small", (PLAN.steps[0], broken, *PLAN.steps[2:])), place_at(3.0)
    )
    found = found_in(tmp_path)
    assert (found.plan, found.place) == (None, place_at(3.0))


def test_what_a_newer_version_has_left_stays_and_is_told_for_a_day(tmp_path: Path) -> None:
    path = tmp_path / f"{RECORD.id}.jsonl"
    data = b'{"version":2,"id":"b7","more":[1]}\n{"at":1}\n'
    path.write_bytes(data)
    written = path.stat().st_mtime
    day = timedelta(days=1)
    for seconds, told in ((3600, True), (90_000, False), (-90_000, True)):
        now = datetime.fromtimestamp(written + seconds, UTC)
        assert load(tmp_path, now - day) == ([], told)
    assert path.read_bytes() == data


def test_the_one_practised_last_is_last(tmp_path: Path) -> None:
    for number, elapsed in (("1", 5.0), ("0", 9.0), ("2", 7.0)):
        PlaceFile(tmp_path, number * 32, COURSE).write(PLAN, place_at(elapsed))
    practices = load(tmp_path, NOON).practices
    assert [one.place.elapsed for one in practices] == [5.0, 7.0, 9.0]


def test_a_folder_that_is_not_there_or_no_folder_holds_nothing(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    for name in ("none", "file"):
        assert load(tmp_path / name, NOON) == ([], False)


def test_a_folder_that_was_taken_away_is_made_again(tmp_path: Path) -> None:
    folder = tmp_path / "practices"
    file = begun(folder, 1.0)
    path_in(folder).unlink()
    folder.rmdir()
    file.write(PLAN, place_at(2.0))
    assert found_in(folder).place.elapsed == 2.0


@pytest.mark.parametrize("written", [0, 10])
def test_after_a_full_disk_the_next_place_is_kept_whole(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, written: int
) -> None:
    file = begun(tmp_path, 1.0)
    write = os.write

    def full(handle: int, data: bytes) -> int:
        if written:
            return write(handle, data[:written])
        raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))

    with monkeypatch.context() as patch:
        patch.setattr(os, "write", full)
        with pytest.raises(OSError, match=r"room|space"):
            file.write(PLAN, place_at(2.0))
    assert found_in(tmp_path).place.elapsed == 1.0
    file.write(PLAN, place_at(3.0))
    assert found_in(tmp_path).place.elapsed == 3.0


def test_what_the_journal_has_is_removed(tmp_path: Path) -> None:
    begun(tmp_path, 1.0).close()
    module.remove(tmp_path, RECORD.id)
    module.remove(tmp_path, RECORD.id)
    assert load(tmp_path, NOON) == ([], False)


def test_what_the_journal_gets_is_the_practice_up_to_here_or_as_it_ended() -> None:
    place = place_at(25.0)
    assert place.entry == RECORD.entry(place.tally, "Right side: Knees in")
    ended = RECORD.entry(place.tally)
    assert replace(place, over=ended).entry == ended
