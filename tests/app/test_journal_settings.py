"""Another folder for the journal, shared sequences, and delete all, in the program's own wiring."""

from __future__ import annotations

import logging
from pathlib import Path

import pytest
from PySide6.QtWidgets import QFileDialog
from pytestqt.qtbot import QtBot

from supine.app.app import App
from supine.app.journal_writer import now_here
from supine.core.pace import Pace
from supine.journal.entry import Entry
from supine.journal.journal import load
from supine.log import start_log, stop_log
from supine.practice.record import new_record
from supine.settings.file import settings_of
from tests.app.test_app import Start, app, start
from tests.core.samples import SMALL
from tests.helpers import shipped

__all__ = ["app", "start"]


def open_journal_settings(app: App) -> None:
    app.window.show()
    app.library.settings_asked.emit()
    page = app.pages.settings
    page.list.setCurrentRow(page.list.count() - 1)


def choose(app: App, folder: Path, qtbot: QtBot, patch: pytest.MonkeyPatch) -> None:
    patch.setattr(QFileDialog, "exec", lambda _dialog: 1)
    patch.setattr(QFileDialog, "selectedFiles", lambda _dialog: [str(folder)])
    with qtbot.waitSignal(app.journal.moved):
        app.pages.settings.journal.choose.click()


def test_a_chosen_folder_is_kept_and_has_journal_and_sequences(
    start: Start, tmp_path: Path, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    sync = tmp_path / "Sync"
    sync.mkdir()
    (tmp_path / "sequences").mkdir()
    (tmp_path / "sequences" / "own.yaml").write_text(SMALL, "utf-8")
    app = start(own=1)
    with qtbot.waitSignal(app.journal.saved):
        app.journal.add(Entry(at=now_here(), note="a"))
    open_journal_settings(app)
    choose(app, sync, qtbot, monkeypatch)
    assert app.store.current.journal_folder == str(sync / "Supine")
    app.store.change(share_sequences=True)
    qtbot.waitUntil((sync / "Supine" / "sequences" / "own.yaml").exists)
    card = app.pages.settings.journal
    qtbot.waitUntil(lambda: str(sync / "Supine") in card.state.text())
    assert "1 entry" in card.state.text()
    app.close()
    assert settings_of(tmp_path / "settings.yaml").chosen_folder == sync / "Supine"
    assert [one.entry.note for one in load(sync / "Supine").entries] == ["a"]
    assert (sync / "Supine").stat().st_mode & 0o77 == 0


def test_back_in_the_usual_folder_all_entries_are_there(
    app: App, tmp_path: Path, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    open_journal_settings(app)
    choose(app, tmp_path / "Supine", qtbot, monkeypatch)
    with qtbot.waitSignal(app.journal.saved):
        app.journal.add(Entry(at=now_here(), note="on the stick"))
    qtbot.waitUntil(lambda: not app.pages.settings.journal.usual.isHidden())
    with qtbot.waitSignal(app.journal.moved):
        app.pages.settings.journal.usual.click()
    assert app.store.current.journal_folder == ""
    assert [one.entry.note for one in load(tmp_path / "journal").entries] == ["on the stick"]


def test_delete_all_leaves_nothing_of_what_was_written(
    app: App, tmp_path: Path, qtbot: QtBot
) -> None:
    for name in (f"{'0' * 32}.jsonl", "old.set-aside-1.jsonl"):
        (tmp_path / "practices").mkdir(exist_ok=True)
        (tmp_path / "practices" / name).write_text("a secret place")
    app.journal.add(Entry(at=now_here(), note="a secret"))
    open_journal_settings(app)
    delete = app.pages.settings.delete
    qtbot.waitUntil(delete.ask.isEnabled)
    delete.ask.click()
    assert "the one entry" in delete.text.text()
    with qtbot.waitSignal(app.journal.emptied):
        delete.delete.click()
    assert load(tmp_path / "journal").entries == []
    qtbot.waitUntil(lambda: not list((tmp_path / "practices").iterdir()))
    assert not [one for one in tmp_path.rglob("*.jsonl") if "secret" in one.read_text("utf-8")]


def test_nothing_of_the_journal_is_ever_in_the_log(
    app: App, tmp_path: Path, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Whoever sends a bug report sends the log."""
    log = tmp_path / "told.log"
    start_log(log)
    logging.getLogger("supine").setLevel(logging.DEBUG)
    record = new_record("low-back-release", "Low Back Release", 6.0, now_here())
    app.controller.begin(shipped(), Pace(), record, first_step=2)
    app.controller.close()
    secrets = "a secret", "Inner thigh stretch", "Low Back Release"
    entry = Entry(at=now_here(), title=secrets[2], stopped_at=secrets[1], note=secrets[0], after=7)
    with qtbot.waitSignal(app.journal.saved):
        kept = app.journal.add(entry)
    (tmp_path / "journal").rename(tmp_path / "away")
    (tmp_path / "journal").write_text("in the way")
    with qtbot.waitSignal(app.journal.failed):
        app.journal.change(kept, entry)
    with qtbot.waitSignal(app.journal.held):
        app.journal.look()
    with qtbot.waitSignal(app.journal.said):
        app.journal.delete_all()
    monkeypatch.setattr("supine.app.journal_writer.append", lambda *_what, **_how: 1 / 0)
    app.journal.change(kept, entry)
    app.journal.close()
    monkeypatch.undo()
    stop_log()
    text = log.read_text("utf-8")
    assert "the journal could not be written" in text
    assert "ZeroDivisionError" in text
    assert not [word for word in (*secrets, kept.id) if word in text]
