"""Each fuzz target in short, so that it still works when somebody wants it for an hour."""

from __future__ import annotations

from random import Random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.figure.changing import LIKE
from tests.fuzz.files import recording
from tests.fuzz.slips import slipped
from tests.fuzz.targets import TARGETS
from tests.fuzz.watching import Watched

pytestmark = pytest.mark.usefixtures("qapp")

QUICK = [name for name in TARGETS if name != "swollen"]
"""All but the one whose every input has eight megabytes."""

FOUND = (
    # a recording that ends after its head was taken for as long as it said
    ("recording", recording(width=1, channels=2, frames=22)[:44]),
    # nothing is late any more where the voice was given up: the target knew it not
    # of signs that cannot be seen only the first was removed, and what was left looked like others
    ("sequence", "\u200b\ufeff\nsettle: inf".encode()),
    # all parts that a hand can hold, right and left, were more than anybody reads
    ("stance", (LIKE + "right_hand: {on: right hip of the other one}\n").encode()),
    ("answers", b'{"type":"ready","engines":[],"engine":"","speaks":true}\n!late\n!'),
)


@pytest.fixture(autouse=True)
def patience(monkeypatch: pytest.MonkeyPatch) -> None:
    """Allow for a busy machine and for the coverage that is measured."""
    monkeypatch.setattr("tests.fuzz.watching.SECONDS", 30.0)


@pytest.mark.parametrize("name", TARGETS)
def test_what_is_good_is_taken(name: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("tests.fuzz.sequences.MAX_BYTES", 400_000)
    target = TARGETS[name]
    for seed in target.seeds():
        Watched(name, target.attempt)(seed)


@pytest.mark.parametrize(("name", "data"), FOUND)
def test_what_once_failed_is_survived(name: str, data: bytes) -> None:
    Watched(name, TARGETS[name].attempt)(data)


@pytest.mark.parametrize("name", QUICK)
@settings(max_examples=40, derandomize=True)
@given(number=st.integers(0, 2**32))
def test_what_has_slips_in_it_is_survived(name: str, number: int) -> None:
    target, chance = TARGETS[name], Random(number)  # noqa: S311 - not for secrets
    seeds = target.seeds()
    data = slipped(chance.choice(seeds), chance, target.words(), chance.choice(seeds))
    Watched(name, target.attempt)(data)


@pytest.mark.parametrize("name", QUICK)
@settings(max_examples=20, derandomize=True)
@given(data=st.binary(max_size=200))
def test_rubbish_is_survived(name: str, data: bytes) -> None:
    Watched(name, TARGETS[name].attempt)(data)


def test_a_reader_that_raises_is_seen() -> None:
    def divide(data: bytes) -> None:
        assert 1 / data[0]

    with pytest.raises(ZeroDivisionError):
        Watched("made up", divide)(b"\0")


def test_a_reader_that_takes_for_ever_is_seen(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("tests.fuzz.watching.SECONDS", 0.0)
    with pytest.raises(AssertionError, match="s for one input"):
        Watched("made up", lambda _data: None)(b"")


def test_a_reader_that_takes_all_memory_is_seen(monkeypatch: pytest.MonkeyPatch) -> None:
    grown = iter((100.0, 301.0, 301.0))
    monkeypatch.setattr("tests.fuzz.watching.memory", lambda: next(grown))
    with pytest.raises(AssertionError, match="201 MB more than before"):
        Watched("made up", lambda _data: None)(b"")
