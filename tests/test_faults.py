"""The tables of faults and of the soak tell of what is not well."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import Literal

import pytest

from tests.e2e.processes import Held, Stir
from tests.e2e.soaked import Round, judged
from tests.faults import rows

CALM = Round(
    spoken=False, seconds=90.0, spent=10.0, others=20.0, held=Held(160.0, 140.0, 34, 12, 2),
    rest=Stir(0.0, 0.0), pause=Stir(3.0, 0.2), gaps=[17.0, 18.0, 20.0], faults=[],
)  # fmt: skip


def tried(name: str, outcome: Literal["passed", "failed"], *saw: str) -> pytest.TestReport:
    """Return what pytest reports of a test of the fault `name`."""
    properties = [("fault", name), *(("saw", words) for words in saw)]
    where = ("test_days.py", 7, "test_it_goes_on[cold]")
    broken = "assert False" if outcome == "failed" else None
    return pytest.TestReport(
        "it", where, {}, outcome, broken, "call", user_properties=properties
    )  # fmt: skip


def test_a_fault_is_told_with_what_was_seen_of_it() -> None:
    assert rows([tried("frost", "passed", "gap 17 ms")]) == [("frost", "gap 17 ms (cold)", "yes")]
    assert rows([tried("frost", "passed")]) == [("frost", "it goes on (cold)", "yes")]


def test_a_fault_is_not_passed_when_one_of_its_tests_fails() -> None:
    ((name, seen, passed),) = rows([tried("frost", "passed"), tried("frost", "failed")])
    assert (name, passed) == ("frost", "NO")
    assert "assert False" in seen


def test_a_calm_soak_is_well() -> None:
    assert [row.name for row in judged([CALM] * 12) if not row.well] == []


@pytest.mark.parametrize(
    ("leak", "name"),
    [
        (lambda n: replace(CALM, held=replace(CALM.held, own=140.0 + n)), "memory of its own"),
        (lambda n: replace(CALM, held=replace(CALM.held, files=34 + n)), "open files"),
        (lambda n: replace(CALM, held=replace(CALM.held, threads=12 + n)), "threads"),
        (lambda n: replace(CALM, rest=Stir(n, 0.0)), "woken at rest in the library"),
        (lambda n: replace(CALM, gaps=[17.0 + n]), "frame gap, longest in a second, 25 of 100"),
    ],
    ids=lambda value: value if isinstance(value, str) else "",
)
def test_what_adds_up_in_a_soak_is_told(leak: Callable[[int], Round], name: str) -> None:
    assert [row.name for row in judged([leak(n) for n in range(12)]) if not row.well] == [name]
