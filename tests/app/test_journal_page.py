"""The journal's page in the whole program: read when it is opened, written to, freed when left."""

from __future__ import annotations

from datetime import UTC, datetime

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from supine.app.app import App
from supine.journal.entry import Entry, Line
from supine.journal.journal import append, load
from tests.app.test_app import Start, app, start

__all__ = ["Start", "app", "start"]

NOON = datetime(2026, 11, 20, 12, tzinfo=UTC)


def open_page(app: App, qtbot: QtBot) -> None:
    app.library.journal_asked.emit()
    qtbot.waitUntil(lambda: app.pages.journal.summary is not None)


def test_a_key_opens_the_journal_and_esc_leaves_it(app: App, qtbot: QtBot) -> None:
    with qtbot.waitExposed(app.window):
        app.window.show()
    QTest.keyClick(app.window, Qt.Key.Key_J, Qt.KeyboardModifier.ControlModifier)
    assert app.window.pages.currentWidget() is app.pages.journal
    qtbot.waitUntil(lambda: app.pages.journal.summary is not None)
    QTest.keyClick(app.window.focusWidget() or app.window, Qt.Key.Key_Escape)
    assert app.window.pages.currentWidget() is app.library
    assert app.pages.journal.summary is None


def test_esc_closes_a_notice_before_it_leaves_the_page(app: App, qtbot: QtBot) -> None:
    with qtbot.waitExposed(app.window):
        app.window.show()
    open_page(app, qtbot)
    app.window.show_notice("Something is missing.")
    for page in (app.pages.journal, app.library):
        QTest.keyClick(app.pages.journal.month, Qt.Key.Key_Escape)
        assert app.window.pages.currentWidget() is page


def test_it_shows_what_the_files_say_each_time_it_is_opened(app: App, qtbot: QtBot) -> None:
    for number in range(2):
        name = f"entry{number}"
        append(app.journal.folder, "desk", [Line(name, 1, NOON, "desk", Entry(NOON, after=4))])
        open_page(app, qtbot)
        summary = app.pages.journal.summary
        assert summary is not None
        assert [one.id for one in summary.days[NOON.date()]][-1] == name
        app.pages.left.emit()


def test_what_is_added_changed_and_removed_is_shown_at_once_and_written(
    app: App, qtbot: QtBot
) -> None:
    open_page(app, qtbot)
    page = app.pages.journal
    page.added.emit(Entry(NOON, after=6))
    assert page.summary is not None
    (kept,) = page.summary.days[NOON.date()]
    page.changed.emit(kept, Entry(NOON, after=3))
    (kept,) = page.summary.days[NOON.date()]
    assert kept.entry.after == 3
    qtbot.waitUntil(lambda: [one.revision for one in load(app.journal.folder).entries] == [2])
    page.removed.emit(kept)
    assert page.summary.days == {}
    qtbot.waitUntil(lambda: load(app.journal.folder).entries == [])


def test_an_entry_that_could_not_be_saved_yet_is_shown_when_the_page_is_opened_again(
    app: App, qtbot: QtBot
) -> None:
    app.journal.folder.parent.mkdir(exist_ok=True)
    app.journal.folder.write_text("no folder")
    app.journal.add(Entry(NOON, after=6))
    app.library.journal_asked.emit()
    qtbot.waitUntil(lambda: "could not be read" in app.pages.journal.state.text())
    app.pages.left.emit()
    app.journal.folder.unlink()
    open_page(app, qtbot)
    assert app.pages.journal.summary is not None
    assert NOON.date() in app.pages.journal.summary.days


def test_lines_that_could_not_be_read_are_said(app: App, qtbot: QtBot) -> None:
    append(app.journal.folder, "desk", [Line("a", 1, NOON, "desk", Entry(NOON, after=4))])
    with (app.journal.folder / "desk.jsonl").open("a") as file:
        file.write("torn\ntorn\n")
        file.write('{"version": 2, "id": "b", "revision": 1}\n')
    open_page(app, qtbot)
    assert app.pages.journal.state.text().splitlines() == [
        "2 lines could not be read. They stay in their files.",
        "1 entry was written by a newer Supine, and is not shown here.",
    ]
