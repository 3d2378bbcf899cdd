"""The journal's page in the whole program: read when it is opened, written to, freed when left."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from pathlib import Path

from PySide6.QtCore import QRectF, Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from supine.app.app import App
from supine.journal.entry import Entry, Line
from supine.journal.journal import append, load
from supine.ui.painting.month import places
from tests.app.test_app import Start, app, start
from tests.helpers import expose

__all__ = ["Start", "app", "start"]

NOON = datetime(2026, 11, 20, 12, tzinfo=UTC)


def open_page(app: App, qtbot: QtBot) -> None:
    app.library.journal_asked.emit()
    qtbot.waitUntil(lambda: app.pages.journal.summary is not None)


def test_a_key_opens_the_journal_and_esc_leaves_it(app: App, qtbot: QtBot) -> None:
    expose(qtbot, app.window)
    QTest.keyClick(app.window, Qt.Key.Key_J, Qt.KeyboardModifier.ControlModifier)
    assert app.window.pages.currentWidget() is app.pages.journal
    qtbot.waitUntil(lambda: app.pages.journal.summary is not None)
    QTest.keyClick(app.window.focusWidget() or app.window, Qt.Key.Key_Escape)
    assert app.window.pages.currentWidget() is app.library
    assert app.pages.journal.summary is None


def test_esc_closes_a_notice_before_it_leaves_the_page(app: App, qtbot: QtBot) -> None:
    expose(qtbot, app.window)
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


def yesterday_half_written(app: App, qtbot: QtBot) -> None:
    """Open the entry of yesterday, choose 2 and type, and save nothing."""
    at = datetime.now().astimezone() - timedelta(days=1)
    append(app.journal.folder, "desk", [Line("a", 1, NOON, "desk", Entry(at, after=6))])
    expose(qtbot, app.window)
    open_page(app, qtbot)
    page = app.pages.journal
    page.month.choose(at.date())
    page.day.edit.click()
    QTest.keyClick(page.day.editor.after, Qt.Key.Key_2)
    QTest.keyClicks(page.day.editor.note, "stiff")


def said(folder: Path) -> list[tuple[int | None, str]]:
    return [(one.entry.after, one.entry.note) for one in load(folder).entries]


def test_what_is_half_written_is_kept_when_the_window_closes(
    app: App, qtbot: QtBot, tmp_path: Path
) -> None:
    yesterday_half_written(app, qtbot)
    app.window.close()
    app.close()
    assert said(tmp_path / "journal") == [(2, "stiff")]


def test_it_is_kept_when_the_window_closes_with_its_question_open(
    app: App, qtbot: QtBot, tmp_path: Path
) -> None:
    yesterday_half_written(app, qtbot)
    app.pages.journal.back.click()
    assert not app.pages.journal.day.question.isHidden()
    app.close()
    assert said(tmp_path / "journal") == [(2, "stiff")]


def test_what_is_half_written_is_kept_when_another_day_is_clicked(app: App, qtbot: QtBot) -> None:
    yesterday_half_written(app, qtbot)
    month = app.pages.journal.month
    other = month.day - timedelta(days=1)
    QTest.mouseClick(
        month,
        Qt.MouseButton.LeftButton,
        pos=places(QRectF(month.rect()), month.values)[other].center().toPoint(),
    )
    assert month.day == other
    assert app.window.focusWidget() is month
    qtbot.waitUntil(lambda: said(app.journal.folder) == [(2, "stiff")])
    month.choose(other + timedelta(days=1))
    assert "stiff" in str(app.pages.journal.day.model.index(0).data())


def test_a_new_entry_is_kept_once_when_the_page_is_left_for_another(app: App, qtbot: QtBot) -> None:
    open_page(app, qtbot)
    app.show_library()
    app.window.show()
    open_page(app, qtbot)
    page = app.pages.journal
    page.day.add.click()
    QTest.keyClicks(page.day.editor.note, "stiff")
    page.report.click()
    app.show_library()
    qtbot.waitUntil(lambda: said(app.journal.folder) == [(None, "stiff")])


def test_what_the_person_does_not_want_to_keep_is_not_kept(
    app: App, qtbot: QtBot, tmp_path: Path
) -> None:
    yesterday_half_written(app, qtbot)
    app.pages.journal.back.click()
    app.pages.journal.day.question.answer(1)
    app.close()
    assert said(tmp_path / "journal") == [(6, "")]


def test_it_opens_at_the_top_each_time_with_the_focus_on_today(app: App, qtbot: QtBot) -> None:
    expose(qtbot, app.window)
    app.window.resize(900, 500)
    open_page(app, qtbot)
    bar = app.pages.journal._columns.verticalScrollBar()
    qtbot.waitUntil(lambda: bar.maximum() > 0)
    bar.setValue(bar.maximum())
    app.pages.left.emit()
    open_page(app, qtbot)
    assert bar.value() == 0
    assert app.window.focusWidget() is app.pages.journal.month
    assert app.pages.journal.month.day == app.pages.journal.month.values.today
