"""The faults that the program must bear: each named at its tests, and told of in one table.

A test says `@pytest.mark.fault("the sound server is killed")`, and what it measured with the
fixture `saw`. `make faults` runs them all and prints the table; several tests may try one fault.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from pathlib import Path

import pytest

from tests.e2e.table import keep, table

Saw = Callable[[str], None]
"""Takes what a test has seen, in words with figures: "silence for 1.2 s, no frame lost"."""

HEAD = ("fault", "seen", "passed")

ON_DEMAND = {
    "slow": ("slow", "fault"),
    "measure": ("measure",),
    "sync": ("sync",),
    "orca": ("orca",),
}
"""Markers of tests that run only where a word of theirs is in what `-m` says."""

CUT = 300
"""Signs of a failure's reason that are shown: the whole of it stands above the table."""


@pytest.fixture
def saw(record_property: Callable[[str, object], None]) -> Saw:
    """Keep what was seen for the table of faults."""
    return lambda words: record_property("saw", words)


def pytest_addoption(parser: pytest.Parser) -> None:
    """Let the table be asked for."""
    parser.addoption("--faults", metavar="FILE", help="print the table of faults, and write it")


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """Leave out what nobody asked for, and note which fault each test tries."""
    asked = config.getoption("markexpr")
    unwanted = {name for name, words in ON_DEMAND.items() if not any(w in asked for w in words)}
    left = [item for item in items if unwanted & {mark.name for mark in item.iter_markers()}]
    if left:
        config.hook.pytest_deselected(items=left)
        items[:] = [item for item in items if item not in set(left)]
    for item in items:
        for marker in item.iter_markers("fault"):
            item.user_properties.append(("fault", str(marker.args[0])))


def pytest_terminal_summary(
    terminalreporter: pytest.TerminalReporter, config: pytest.Config
) -> None:
    """Print the table, and write it to the file that was asked for."""
    path = config.getoption("--faults")
    if not path:
        return
    reports = [
        report
        for reports in terminalreporter.stats.values()
        for report in reports
        if isinstance(report, pytest.TestReport)
    ]
    text = table(HEAD, rows(reports))
    keep(Path(path), "Faults tried", text)
    terminalreporter.section("faults")
    terminalreporter.write_line(text)


def rows(reports: Iterable[pytest.TestReport]) -> list[tuple[str, str, str]]:
    """Return each fault with what was seen of it and whether it was borne, in order of files."""
    told: dict[str, list[pytest.TestReport]] = {}
    for report in sorted(reports, key=lambda one: (one.location[0], one.location[1] or 0)):
        if report.when == "call" or not report.passed:
            for name in _properties(report, "fault"):
                told.setdefault(name, []).append(report)
    return [(name, _all_seen(tried), _passed(tried)) for name, tried in told.items()]


def _all_seen(tried: list[pytest.TestReport]) -> str:
    """Return what all tests of a fault have seen, with the cases of each in brackets."""
    cases: dict[str, list[str]] = {}
    for report in tried:
        cases.setdefault(_seen(report), []).extend(_case(report))
    return "; ".join(f"{seen} ({', '.join(of)})" if of else seen for seen, of in cases.items())


def _seen(report: pytest.TestReport) -> str:
    """Return what a test has measured, else why it failed, else what it is called."""
    if report.failed:
        lines = str(getattr(report.longrepr, "reprcrash", report.longrepr)).splitlines()
        return " ".join(lines)[:CUT]
    if report.skipped:
        return str(report.longrepr[2]) if isinstance(report.longrepr, tuple) else "skipped"
    test = report.location[2].partition("test_")[2].partition("[")[0]
    return ", ".join(_properties(report, "saw")) or test.replace("_", " ")


def _case(report: pytest.TestReport) -> list[str]:
    """Return what the test was given, as pytest calls it."""
    return [case.rstrip("]") for case in report.location[2].partition("[")[2:] if case]


def _passed(tried: list[pytest.TestReport]) -> str:
    if any(report.failed for report in tried):
        return "NO"
    return "not tried" if all(report.skipped for report in tried) else "yes"


def _properties(report: pytest.TestReport, name: str) -> list[str]:
    return [str(value) for key, value in report.user_properties if key == name]
