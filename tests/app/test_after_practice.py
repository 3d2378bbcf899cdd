"""What the whole program does with how the back feels, and with how often one has practised."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from pathlib import Path

from msgspec.structs import replace
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLabel
from pytestqt.qtbot import QtBot

from supine.app.app import App
from supine.app.journal_reader import JournalReader
from supine.app.journal_writer import JournalWriter
from supine.core.tally import Tally
from supine.journal.entry import Entry, Kept, Line
from supine.journal.journal import append, load
from tests.app.test_app import Start, app, opened, start
from tests.helpers import RECORD

__all__ = ["Start", "app", "start"]

ENTRY = RECORD.entry(Tally(600.0, 200.0, 200.0, ("Spinal twist",)))

MONDAY = date(2026, 11, 23)


def kept(app: App) -> list[Kept]:
    return load(app.journal.folder).entries


def test_what_was_felt_before_goes_into_the_record(app: App) -> None:
    opened(app, "Long")
    QTest.keyClick(app.pages.before.start, Qt.Key.Key_4)
    app.pages.before.start.click()
    assert app.controller.record is not None
    assert app.controller.record.before == 4


def test_what_was_felt_after_is_kept_and_called_so_once_it_is_on_the_disk(
    app: App, qtbot: QtBot
) -> None:
    app.controller.ended.emit("one", replace(ENTRY, before=5))
    end = app.pages.end
    QTest.keyClick(end.back, Qt.Key.Key_3)
    qtbot.waitUntil(lambda: end.question.values.text == "3 of 10. Kept in your journal.")
    assert kept(app) == [Kept("one", 2, replace(ENTRY, before=5, after=3))]
    end.add_note.click()
    QTest.keyClicks(end.note.line, "stiff")
    QTest.keyClick(end.note.line, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: [one.revision for one in kept(app)] == [3])
    assert kept(app)[0].entry == replace(ENTRY, before=5, after=3, note="stiff")


def test_a_mark_that_was_moved_is_kept_when_the_window_closes(app: App, tmp_path: Path) -> None:
    app.window.show()
    app.controller.ended.emit("one", ENTRY)
    for _ in range(3):
        QTest.keyClick(app.pages.end.focusWidget() or app.pages.end, Qt.Key.Key_PageUp)
    app.close()
    assert [one.entry.after for one in load(tmp_path / "journal").entries] == [3]


def test_under_a_minute_nothing_is_kept_nor_asked(app: App, tmp_path: Path) -> None:
    app.controller.ended.emit("one", replace(ENTRY, seconds=59.9))
    QTest.keyClick(app.pages.end.back, Qt.Key.Key_3)
    assert app.pages.end.scale.isHidden()
    app.close()
    assert load(tmp_path / "journal").entries == []


def test_who_wants_no_question_gets_none(app: App) -> None:
    app.store.change(ask_feeling=False)
    opened(app, "Long")
    assert app.pages.before.asking.isHidden()
    app.controller.ended.emit("one", ENTRY)
    assert app.pages.end.scale.isHidden()
    assert not app.pages.end.add_note.isHidden()


def test_once_more_begins_with_what_was_felt_just_now(app: App) -> None:
    opened(app, "Long")
    app.pages.before.start.click()
    app.controller.close()
    app.controller.ended.emit("one", ENTRY)
    QTest.keyClick(app.pages.end.back, Qt.Key.Key_2)
    app.pages.end.again.click()
    assert app.controller.record is not None
    assert app.controller.record.before == 2


def test_the_library_says_how_often_this_week(app: App, qtbot: QtBot) -> None:
    def said() -> list[str]:
        return [one.text() for one in app.library.findChildren(QLabel) if "week" in one.text()]

    now = datetime.now().astimezone()
    for number, words in enumerate(("Once this week", "Twice this week")):
        app.journal.add(replace(ENTRY, at=now + timedelta(seconds=number)))
        app.show_library()
        qtbot.waitUntil(lambda words=words: said() == [words])  # type: ignore[misc]


def test_the_library_begins_with_what_was_practised_last(app: App) -> None:
    book = opened(app, "Long")
    app.pages.before.start.click()
    assert app.store.current.last_practised == book.name
    app.saver.close()
    assert book.name in app._profile.settings.read_text("utf-8")


def lines(*entries: Entry) -> list[Line]:
    written = datetime(2026, 11, 27, tzinfo=UTC)
    return [Line(str(number), 1, written, "desk", one) for number, one in enumerate(entries)]


def at(text: str) -> Entry:
    return replace(ENTRY, at=datetime.fromisoformat(text))


def test_a_week_has_the_practices_of_its_days_wherever_they_were(
    tmp_path: Path, qtbot: QtBot
) -> None:
    counted = lines(
        at("2026-11-22T23:59:00-08:00"),  # Sunday there, Monday elsewhere
        at("2026-11-23T00:01:00+13:00"),  # Monday there, Sunday elsewhere
        at("2026-11-25T12:00:00+01:00"),
        at("2026-11-29T23:00:00-10:00"),  # Sunday there, the next week elsewhere
        at("2026-11-30T00:00:00+01:00"),  # the next week
        Entry(datetime.fromisoformat("2026-11-24T12:00:00+01:00"), after=4),  # no practice
    )
    append(tmp_path / "journal", "desk", counted)
    writer = JournalWriter(tmp_path / "journal", tmp_path / "computer.txt")
    reader = JournalReader(writer)
    with qtbot.waitSignal(reader.counted) as told:
        reader.count_week(MONDAY)
    assert told.args == [3]
    writer.close()


def test_where_there_is_no_journal_there_is_no_practice(tmp_path: Path, qtbot: QtBot) -> None:
    writer = JournalWriter(tmp_path / "journal", tmp_path / "computer.txt")
    reader = JournalReader(writer)
    with qtbot.waitSignal(reader.counted) as told:
        reader.count_week(MONDAY)
    assert told.args == [0]
    assert not (tmp_path / "journal").exists()
    writer.close()
