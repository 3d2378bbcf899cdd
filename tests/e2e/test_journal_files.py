"""The journal out of and into the real program, by keyboard, with the dialog for files."""

from __future__ import annotations

from datetime import datetime, timedelta
from pathlib import Path

import numpy as np
import pytest

from supine.journal.entry import Entry, Line
from supine.journal.journal import append, load
from tests.e2e.driver import Starter, Supine
from tests.e2e.pages import wait_for_page
from tests.e2e.pictures import amount
from tests.e2e.waiting import until

pytestmark = pytest.mark.e2e

BRING, SAVE, REPORT = 0, 1, 2
"""How often Shift and Tab lead from the last button of the journal's page to that one."""

LAST_ROW = 110
"""Pixels at the bottom of the page, in which its last buttons are."""

RING = 600
"""Pixels that the focus paints there at least."""


def open_journal(supine: Starter) -> Supine:
    """Start the program and open its journal, which has three weeks."""
    now = datetime.now().astimezone()
    lines = [
        Line(f"id{n}", 1, now, "desk", Entry(
            now - timedelta(days=n), "low-back-release", "Low Back Release", 1860.5, 700, 700, 10,
            True, before=5, after=4,
        ))
        for n in range(21)
    ]  # fmt: skip
    append(supine.profile / "journal", "desk", lines)
    program = supine.library()
    wait_for_page(program, sequences=True)
    program.key("ctrl+j")
    # less of it than the chosen sequence had: at most the chosen day
    until(lambda: amount(program.picture(), "circle") < 5000, "the journal's page")
    return program


def go(program: Supine, times: int) -> None:
    """Go back by Tab to the last row of buttons, so many further, and press that one."""
    plain = amount(program.picture()[-LAST_ROW:], "ink")
    while amount(program.picture()[-LAST_ROW:], "ink") < plain + RING:
        _go_back(program)
    program.key(*["shift+Tab"] * times, "space")


def _go_back(program: Supine) -> None:
    before = program.picture()
    program.key("shift+Tab")
    until(lambda: bool((program.picture() != before).any()), "the focus elsewhere")


def choose(program: Supine, title: str, path: Path) -> None:
    """Type `path` into the dialog of that title."""
    screen = program.screen

    def found() -> str:
        return screen.ask("xdotool", "search", "--onlyvisible", "--name", title).strip()

    window = until(found, f"the dialog {title}").splitlines()[0]
    screen.do("windowactivate", "--sync", window)
    screen.do("key", "ctrl+a")
    screen.do("type", "--delay", "20", str(path))
    screen.do("key", "Return")
    until(lambda: not found(), "the end of the dialog")


def sheet_is_seen(program: Supine) -> bool:
    return int(np.all(program.picture() == 255, axis=2).sum()) > 100_000


def test_a_page_for_a_doctor_is_saved(supine: Starter, tmp_path: Path) -> None:
    program = open_journal(supine)
    go(program, REPORT)
    until(lambda: sheet_is_seen(program), "the page as it will be printed")
    program.key("space")
    path = tmp_path / "back.pdf"
    choose(program, "Save the page", path)
    until(path.exists, "the file")
    assert path.read_bytes().startswith(b"%PDF")
    assert path.stat().st_mode & 0o777 == 0o600
    program.key("Escape")
    until(lambda: not sheet_is_seen(program), "the journal's page")


def test_the_journal_is_saved_as_a_table(supine: Starter, tmp_path: Path) -> None:
    program = open_journal(supine)
    go(program, SAVE)
    path = tmp_path / "journal.csv"
    choose(program, "Save the journal", path)
    until(path.exists, "the file")
    assert path.read_bytes().count(b"\r\n") == 22


def test_a_table_is_brought_in_after_it_was_seen(supine: Starter, tmp_path: Path) -> None:
    path = tmp_path / "diary.csv"
    path.write_text("Datum;Minuten;Schmerz\n2.1.2026;20;4\n3.1.2026;;5\nbald;;3\n")
    program = open_journal(supine)
    go(program, BRING)
    choose(program, "Bring in a table", path)
    # the large button that adds has the focus
    until(lambda: amount(program.picture(), "accent") > 3000, "what would come")
    assert len(load(supine.profile / "journal").entries) == 21
    program.key("space")
    until(lambda: len(load(supine.profile / "journal").entries) == 23, "two more entries")
