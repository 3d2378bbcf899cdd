"""The file of a practice that was interrupted: the disk may have lost any part of it."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from functools import cache
from pathlib import Path

from msgspec.json import encode

from supine.core.pace import Pace
from supine.core.planner import plan
from supine.core.reader import read
from supine.core.tally import Tally, added
from supine.journal.entry import Entry
from supine.practice.offer import is_offered
from supine.practice.place import Course, Place, PlaceFile, load
from supine.practice.record import new_record
from tests.core.samples import SMALL
from tests.fuzz.places import temporary_folder

AT = datetime(2026, 11, 27, 12, tzinfo=UTC)

ID = "b7e1" * 8


@cache
def _path() -> Path:
    return temporary_folder() / f"{ID}.jsonl"


def read_place(data: bytes) -> None:
    """Read `data` as what a practice has left: it is offered, set aside, or left alone."""
    path = _path()
    path.write_bytes(data)
    found = load(path.parent, AT)
    aside = list(path.parent.glob("*set-aside*"))
    assert len(found.practices) + len(aside) <= 1
    assert path.exists() != bool(aside)
    for one in aside:
        assert one.read_bytes() == data
        one.unlink()
    for practice in found.practices:
        is_offered(practice, AT)
        assert isinstance(practice.place.entry, Entry)
        encode(practice.place.entry)
        if practice.plan is not None:
            practice.plan.moment(practice.place.elapsed)


def place_seeds() -> list[bytes]:
    """Return files with one place and with several."""
    sequence = read(SMALL)
    made = plan(sequence, Pace())
    record = new_record("small", "Small", 6.0, AT)
    file = PlaceFile(_path().parent, ID, Course("small.yaml", sequence))
    seeds = []
    for second in range(3):
        tally = added(Tally(), made, 0.0, second)
        place = Place(AT + timedelta(seconds=second), second, tally, record, "Knees in")
        file.write(made, place)
        seeds.append(_path().read_bytes())
    file.close()
    return seeds


def place_words() -> tuple[str, ...]:
    """Return the keys and some values."""
    return (
        '"version":', '"plan":', '"sequence":', '"elapsed":', '"steps":[]', '"segment":-1',
        '"written":"0001-01-01T00:00:00Z"', "9e999", "null", "[", "]", "{", "}", "\n", "\0",
    )  # fmt: skip
