"""What all tests share."""

from __future__ import annotations

import os
from collections import Counter
from pathlib import Path

import pytest
from hypothesis import HealthCheck, settings

from supine.core.reader import read_file
from supine.core.sequence import Sequence
from supine.resources import shipped_sequences

# The screen that is none, Qt's type, and what must not be left over; the table of faults.
pytest_plugins = ("tests.qt", "tests.faults")

# The same examples on every run where others wait for the result. How long the machine takes to
# draw them says nothing of the program.
settings.register_profile(
    "supine",
    deadline=None,
    suppress_health_check=[HealthCheck.too_slow],
    derandomize="CI" in os.environ,
    max_examples=25,
)
# For an hour without others: --hypothesis-profile=long --timeout=0
settings.register_profile("long", settings.get_profile("supine"), max_examples=20_000)
settings.load_profile("supine")


COVERED = 5
"""Cases of one test for which it is noted which lines they run. The others run the same ones, with
other stances and sizes, in a third of the time: tests/figure/test_motion.py and test_frame.py take
60 s of the processor instead of 120 with twelve of them, and 38 with none noted at all."""


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Begin with the real program: those tests wait long, and others fill the gaps."""
    items.sort(key=lambda item: item.get_closest_marker("e2e") is None)
    cases: Counter[str] = Counter()
    for item in items:
        test = item.nodeid.partition("[")[0]
        cases[test] += 1
        if cases[test] > COVERED:
            item.add_marker("no_cover")


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
