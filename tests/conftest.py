"""What all tests share."""

from __future__ import annotations

import os
from pathlib import Path

import pytest
from hypothesis import settings

from supine.core.reader import read_file
from supine.core.sequence import Sequence
from supine.resources import shipped_sequences

# The screen that is none, Qt's type, and what must not be left over; the table of faults.
pytest_plugins = ("tests.qt", "tests.faults")

# The same examples on every run where others wait for the result.
settings.register_profile("supine", deadline=None, derandomize="CI" in os.environ, max_examples=25)
# For an hour without others: --hypothesis-profile=long --timeout=0
settings.register_profile("long", deadline=None, max_examples=20_000)
settings.load_profile("supine")


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Begin with the real program: those tests wait long, and others fill the gaps."""
    items.sort(key=lambda item: item.get_closest_marker("e2e") is None)


class FakeClock:
    """A clock that goes only when it is told to."""

    def __init__(self) -> None:
        self.now = 1000.0

    def __call__(self) -> float:
        return self.now

    def go(self, seconds: float) -> None:
        """Let `seconds` pass."""
        self.now += seconds


@pytest.fixture
def clock() -> FakeClock:
    return FakeClock()


@pytest.fixture(scope="session")
def shipped_path() -> Path:
    return shipped_sequences()[0]


@pytest.fixture(scope="session")
def shipped(shipped_path: Path) -> Sequence:
    return read_file(shipped_path)
