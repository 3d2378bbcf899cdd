"""The journal out of and into the whole program: a page for a doctor, and tables."""

from __future__ import annotations

import json
from datetime import datetime, timedelta, timezone
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QFileDialog
from pytestqt.qtbot import QtBot

from supine.app import journal_files as module
from supine.app.app import App
from supine.app.journal_writer import now_here
from supine.journal.entry import Entry, Line
from supine.journal.journal import append, load
from supine.journal.report import Part
from tests.app.test_app import Start, app, start
from tests.helpers import expose

__all__ = ["Start", "app", "start"]

NOW = now_here()


@pytest.fixture
def kept(app: App) -> list[Line]:
    """A journal of three weeks in the program."""
    lines = [
        Line(f"id{n}", 1, NOW, "desk", Entry(
            NOW - timedelta(days=n), "low-back-release", "Low Back Release", 1860.5, 700, 700, 10,
            True, before=5, after=4, note=f"private {n}",
        ))
        for n in range(21)
    ]  # fmt: skip
    append(app.journal.folder, "desk", lines)
    return lines


def choose(monkeypatch: pytest.MonkeyPatch, path: Path, kind: str = "") -> None:
    """Let the person choose `path` in each dialog for files."""

    def choose_in(dialog: QFileDialog) -> int:
        if kind:
            dialog.filterSelected.emit(kind)
        dialog.selectFile(str(path))
        return 1

    monkeypatch.setattr(QFileDialog, "exec", choose_in)


@pytest.mark.usefixtures("kept")
def test_a_page_for_a_doctor_is_seen_chosen_and_saved(
    app: App, qtbot: QtBot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    app.library.journal_asked.emit()
    app.pages.journal.report.click()
    page = app.pages.report
    assert app.window.pages.currentWidget() is page
    qtbot.waitUntil(page.save.isEnabled)
    assert "21 practices" in page.preview.accessibleName()
    page.parts[Part.NOTES].click()
    page.person.setText("Anna")
    # without a suffix, as people type it
    choose(monkeypatch, tmp_path / "for the doctor")
    page.save.click()
    path = tmp_path / "for the doctor.pdf"
    qtbot.waitUntil(lambda: page.state.text() == f"Saved as {path}.")
    assert path.read_bytes().startswith(b"%PDF")
    assert page.open.isVisible() or not app.window.isVisible()


@pytest.mark.usefixtures("kept")
def test_a_name_is_forgotten_when_the_page_is_left(app: App, qtbot: QtBot) -> None:
    app.pages.report_asked.emit()
    page = app.pages.report
    qtbot.waitUntil(page.save.isEnabled)
    page.person.setText("Anna")
    page.back.click()
    assert app.window.pages.currentWidget() is app.pages.journal
    assert page.person.text() == ""
    assert not page.save.isEnabled()


@pytest.mark.usefixtures("kept")
def test_a_file_that_cannot_be_saved_is_said(app: App, qtbot: QtBot, tmp_path: Path) -> None:
    app.pages.report_asked.emit()
    page = app.pages.report
    qtbot.waitUntil(page.save.isEnabled)
    path = tmp_path / "none" / "back.pdf"
    page.made.emit(path, b"%PDF")
    says = f"It could not be saved as {path}: there is no such folder. Choose another folder."
    qtbot.waitUntil(lambda: page.state.text() == says)
    assert not page.open.isVisible()


def test_without_entries_it_says_that_there_is_nothing(app: App, qtbot: QtBot) -> None:
    app.pages.report_asked.emit()
    page = app.pages.report
    says = "There is nothing in the journal for this time."
    qtbot.waitUntil(lambda: page.state.text() == says)
    assert not page.save.isEnabled()


@pytest.mark.usefixtures("kept")
@pytest.mark.parametrize("comma", [False, True])
def test_the_journal_is_saved_as_the_spreadsheets_of_the_region_expect(
    app: App, qtbot: QtBot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, *, comma: bool
) -> None:
    monkeypatch.setattr(module, "uses_decimal_comma", lambda: comma)
    app.library.journal_asked.emit()
    path = tmp_path / "journal.csv"
    choose(monkeypatch, path)
    app.pages.journal.save.click()
    qtbot.waitUntil(lambda: app.pages.journal.file_words.text() == f"Saved as {path}.")
    data = path.read_bytes()
    assert data[3:].startswith(b"date;when;" if comma else b"date,when,")
    assert data.count(b"\r\n") == 22


def test_the_journal_is_saved_for_a_program(
    app: App, kept: list[Line], qtbot: QtBot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    app.library.journal_asked.emit()
    path = tmp_path / "journal.json"
    choose(monkeypatch, path.with_suffix(""), "For a program (*.json)")
    app.pages.journal.save.click()
    qtbot.waitUntil(path.exists)
    qtbot.waitUntil(lambda: app.pages.journal.file_words.text() != "")
    assert {one["id"] for one in json.loads(path.read_bytes())} == {line.id for line in kept}


TABLE = "date,minutes,pain,note,mood\n2026-01-02,20,4,good,fine\n2026-01-03,,5,,\nsoon,,3,,\n"


def test_a_table_is_shown_before_it_is_added(
    app: App, qtbot: QtBot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "diary.csv"
    path.write_text(TABLE)
    choose(monkeypatch, path)
    app.library.journal_asked.emit()
    app.pages.journal.bring.click()
    page = app.pages.bring_in
    assert app.window.pages.currentWidget() is page
    qtbot.waitUntil(lambda: page.add.text() == "Add 2 entries")
    assert page.summary.accessibleName() == (
        "2 entries to add, from 2 January 2026 to 3 January 2026. Columns that are not used: mood."
    )
    assert load(app.journal.folder).entries == []
    page.add.click()
    says = "Saved: 2 entries from it are in your journal now."
    qtbot.waitUntil(lambda: page.summary.accessibleName() == says)
    assert [one.entry.after for one in load(app.journal.folder).entries] == [4, 5]
    assert page.add.isHidden()


def test_a_table_that_comes_again_adds_nothing(app: App, qtbot: QtBot, tmp_path: Path) -> None:
    path = tmp_path / "diary.csv"
    path.write_text(TABLE)
    page = app.pages.bring_in
    app.pages.bring_asked.emit(path)
    qtbot.waitUntil(lambda: not page.add.isHidden())
    page.add.click()
    qtbot.waitUntil(lambda: page.summary.accessibleName().startswith("Saved"))
    app.pages.bring_asked.emit(path)
    qtbot.waitUntil(lambda: page.summary.accessibleName().startswith("There is nothing new in it."))
    assert "2 entries already in your journal" in page.summary.accessibleName()
    assert page.add.isHidden()


def test_what_is_no_table_is_refused_in_words(app: App, qtbot: QtBot, tmp_path: Path) -> None:
    path = tmp_path / "letter.csv"
    path.write_text("Dear doctor,\n")
    app.pages.bring_asked.emit(path)
    says = (
        "It cannot be brought in. Line 1: the first line must name the columns, and one of them "
        "'date'. Nothing was changed."
    )
    qtbot.waitUntil(lambda: app.pages.bring_in.summary.accessibleName() == says)


def test_dates_that_can_be_read_in_two_ways_are_asked_for(
    app: App, qtbot: QtBot, tmp_path: Path
) -> None:
    path = tmp_path / "diary.csv"
    path.write_text("date,pain\n3/4/2026,4\n")
    page = app.pages.bring_in
    app.pages.bring_asked.emit(path)
    qtbot.waitUntil(lambda: not page.order.isHidden())
    assert (page.day_first.text(), page.month_first.text()) == ("3 April 2026", "4 March 2026")
    page.month_first.click()
    qtbot.waitUntil(lambda: not page.add.isHidden())
    page.add.click()
    qtbot.waitUntil(lambda: page.summary.accessibleName().startswith("Saved"))
    east = timezone(timedelta(hours=1))
    (one,) = load(app.journal.folder).entries
    assert one.entry.at.date() == datetime(2026, 3, 4, tzinfo=east).date()


@pytest.mark.parametrize("which", ["report", "bring_in"])
def test_esc_goes_back_to_the_journal(app: App, qtbot: QtBot, tmp_path: Path, which: str) -> None:
    expose(qtbot, app.window)
    if which == "report":
        app.pages.report_asked.emit()
    else:
        app.pages.bring_asked.emit(tmp_path / "none.csv")
    assert app.window.pages.currentWidget() is getattr(app.pages, which)
    QTest.keyClick(app.window.focusWidget() or app.window, Qt.Key.Key_Escape)
    assert app.window.pages.currentWidget() is app.pages.journal
