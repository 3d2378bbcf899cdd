"""Where the page for a doctor is chosen: what is chosen is what is shown and saved."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import pytest
from PySide6.QtCore import QUrl
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QFileDialog
from pytestqt.qtbot import QtBot

from supine.journal.entry import Entry, Kept
from supine.journal.report import USUAL, Part, Request, report_of
from supine.journal.summary import Range, since
from supine.ui.pages.journal_words import entry_words
from supine.ui.pages.report import ReportPage
from supine.ui.pages.report_values import report_values
from supine.ui.painting.report_file import Paper
from supine.ui.widgets.labels import Button
from tests.helpers import Heard

LAST = date(2026, 11, 27)


@pytest.fixture
def page(qtbot: QtBot) -> ReportPage:
    """The page with a practice on each of the last hundred days."""
    made = ReportPage()
    qtbot.addWidget(made)
    made.begin(LAST)
    noon = datetime(2026, 11, 27, 12, tzinfo=UTC)
    made.show_entries(
        [
            Kept(f"{n}", 1, Entry(noon - timedelta(days=n), seconds=600.0, after=4, note="private"))
            for n in range(99, -1, -1)
        ]
    )
    return made


def press(page: ReportPage, text: str) -> None:
    next(one for one in page.findChildren(Button) if one.text() == text).click()


@pytest.mark.parametrize(
    ("text", "days"), [("4 weeks", 28), ("3 months", 91), ("12 months", 365), ("All", 100)]
)
def test_the_days_are_chosen(page: ReportPage, text: str, days: int) -> None:
    press(page, text)
    assert (page.request.last, (LAST - page.request.first).days + 1) == (LAST, days)
    assert f"{min(days, 100)} practices" in page.preview.accessibleName()


@pytest.mark.parametrize(
    ("text", "which"), [("3 months", Range.QUARTER), ("12 months", Range.YEAR)]
)
def test_it_is_about_the_same_days_as_the_charts_of_the_journal(
    page: ReportPage, text: str, which: Range
) -> None:
    press(page, text)
    long_ago = LAST - timedelta(days=500)
    assert page.request.first == since({long_ago: []}, which, LAST)


def test_notes_are_on_it_only_if_they_are_wanted(page: ReportPage) -> None:
    assert page.request.parts == USUAL
    page.parts[Part.NOTES].click()
    assert page.request.parts == frozenset(Part)


def test_without_anything_on_it_there_is_nothing_to_save(page: ReportPage) -> None:
    for part in USUAL:
        page.parts[part].click()
    assert page.state.text() == "Choose at least one thing that is on it."
    assert not page.save.isEnabled()
    page.parts[Part.SIDES].click()
    assert page.state.text() == ""
    assert page.save.isEnabled()


def test_the_paper_that_is_chosen_is_shown(page: ReportPage) -> None:
    for text, paper in (("Letter", Paper.LETTER), ("A4", Paper.A4)):
        press(page, text)
        assert page.paper is paper
        pages = 2 * (600 * paper.points.height() / paper.points.width() + 16)
        assert page.preview.heightForWidth(600) == pytest.approx(pages, abs=1)


def test_a_name_is_on_the_page_that_is_saved(
    page: ReportPage, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    made, path = Heard(), tmp_path / "back.pdf"
    page.made.connect(made)
    page.person.setText("  Anna ")
    assert page.request.person == "Anna"
    monkeypatch.setattr(QFileDialog, "exec", lambda dialog: dialog.selectFile(str(path)) or 1)
    page.save.click()
    ((named, data),) = made.said
    assert named == path
    assert data.startswith(b"%PDF")


@pytest.mark.parametrize("opens", [True, False])
def test_a_computer_that_cannot_open_the_file_says_where_it_is(
    page: ReportPage, monkeypatch: pytest.MonkeyPatch, tmp_path: Path, opens: bool
) -> None:
    path, asked = tmp_path / "back.pdf", Heard()
    page.show_state("Saved.", path)

    def open_url(url: QUrl) -> bool:
        asked(url.toLocalFile())
        return opens

    monkeypatch.setattr(QDesktopServices, "openUrl", open_url)
    page.open.click()
    assert asked.said == [str(path)]
    none = f"This computer has no program that opens it. The file is {path}."
    assert page.state.text() == ("Saved." if opens else none)
    assert not page.open.isHidden()


def test_whoever_chooses_no_file_saves_nothing(
    page: ReportPage, monkeypatch: pytest.MonkeyPatch
) -> None:
    made = Heard(page.made)
    monkeypatch.setattr(QFileDialog, "exec", lambda _dialog: 0)
    page.save.click()
    assert made.said == []


def test_a_title_or_a_note_turns_nothing_that_comes_after_it() -> None:
    noon = datetime(2026, 11, 27, 12, tzinfo=UTC)
    turned = Entry(noon, title="Back\u202eward", seconds=600.0, note="\u2067a note\u202e")
    request = Request(LAST, LAST, frozenset(Part), "An\u202ena")
    values = report_values(report_of([Kept("a", 1, turned)], request, 0), LAST, 0)
    assert values.table is not None
    assert values.bars is not None
    assert values.table.rows[0][1] == "Backward"
    assert values.bars.heading.endswith("Backward (1)")
    assert [note.text for note in values.notes] == ["a note"]
    assert values.person == "Anna"
    assert entry_words(turned).endswith("Backward: 10 min\na note")


def test_what_is_said_in_all_is_the_sum_of_the_rows() -> None:
    noon = datetime(2026, 11, 27, 12, tzinfo=UTC)
    seconds = (2.6 * 60, 9.6 * 60)
    entries = [Kept(f"{n}", 1, Entry(noon, seconds=one)) for n, one in enumerate(seconds)]
    values = report_values(report_of(entries, Request(LAST, LAST), 0), LAST, 0)
    assert values.table is not None
    assert sorted(row[2] for row in values.table.rows) == ["10", "3"]
    assert "13\u00a0min in all" in values.facts[0].words


@pytest.mark.parametrize("weeks", [2, 12])
def test_pain_on_days_without_a_practice_is_not_called_pain_before_one(weeks: int) -> None:
    noon = datetime(2026, 11, 27, 12, tzinfo=UTC)
    diary = [Kept(f"{n}", 1, Entry(noon - timedelta(n), after=4)) for n in range(weeks * 7)]
    request = Request(LAST - timedelta(weeks=weeks), LAST)
    values = report_values(report_of(diary[::-1], request, 0), LAST, 0)
    assert values.facts[1].words.startswith("pain before a practice or without one, 0 to 10: ")
