"""The settings say where the journal is and what is in it, and delete it only when sure."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest
from msgspec.structs import replace
from PySide6.QtWidgets import QFileDialog, QLabel
from pytestqt.qtbot import QtBot

from supine.journal.journal import Held
from supine.settings.declaration import Settings
from supine.ui.pages.journal_card import DeleteCard, JournalCard
from supine.ui.pages.settings import SettingsPage
from supine.ui.theme import theme
from tests.conftest import FakeClock
from tests.helpers import Heard, cut_off, shown

SHARED = Held(
    folder=Path("/home/anna/Sync/Supine"), is_usual=False, is_there=True,
    computer="laptop-3f2a9c", entries=214, days=(date(2019, 3, 3), date(2026, 11, 27)),
    computers={"desk-71bc02": 31, "laptop-3f2a9c": 183, "old": 0}, skipped=0, newer=0, unread=(),
    future=(),
)  # fmt: skip


@pytest.fixture
def page(qtbot: QtBot, clock: FakeClock) -> SettingsPage:
    made = SettingsPage(theme("dawn"), clock)
    qtbot.addWidget(made)
    made.show_settings(Settings())
    return made


@pytest.fixture
def card(page: SettingsPage) -> JournalCard:
    return page.journal


@pytest.fixture
def delete(page: SettingsPage) -> DeleteCard:
    return page.delete


def said(card: JournalCard) -> set[str]:
    return {label.text() for label in card.findChildren(QLabel) if not label.isHidden()}


def test_it_asks_what_the_journal_holds_when_it_is_looked_at(
    page: SettingsPage, card: JournalCard, qtbot: QtBot
) -> None:
    page.show()
    with qtbot.waitSignal(card.looked, timeout=0):
        page.list.setCurrentRow(page.list.count() - 1)


def test_it_says_where_the_journal_is_and_what_each_computer_has_written(card: JournalCard) -> None:
    card.show_held(SHARED)
    assert card.state.text().splitlines() == [
        "It is in /home/anna/Sync/Supine",
        "214 entries, from 3 March 2019 to 27 November 2026.",
        "laptop-3f2a9c, the file of this computer: 183 entries",
        "desk-71bc02: 31 entries",
        "old: 0 entries",
    ]
    assert card.warnings.isHidden()


def test_alone_and_empty_it_says_little(card: JournalCard) -> None:
    card.show_held(SHARED._replace(is_usual=True, computer="", entries=0, days=None, computers={}))
    assert card.state.text().splitlines() == [
        "It is in the usual folder of this computer: /home/anna/Sync/Supine",
        "There is no entry in it yet.",
    ]
    assert card.usual.isHidden()


def test_when_all_is_removed_it_says_why_files_have_entries(card: JournalCard) -> None:
    card.show_held(
        SHARED._replace(entries=0, days=None, computers={"laptop-3f2a9c": 0, "desk-71bc02": 31})
    )
    assert card.state.text().splitlines()[1:] == [
        "No entry is shown any more. The files still hold what was removed.",
        "laptop-3f2a9c, the file of this computer: 0 entries",
        "desk-71bc02: 31 entries",
    ]


def test_it_says_what_is_wrong(card: JournalCard) -> None:
    card.show_held(
        SHARED._replace(
            is_there=False, skipped=2, newer=1, unread=("desk.jsonl",), future=(date(2027, 12, 31),)
        )
    )
    assert card.warnings.text().splitlines() == [
        "That folder is not there now. If it is on a stick or another drive, connect that. What "
        "you save meanwhile waits on this computer.",
        "Not readable now: desk.jsonl.",
        "2 lines could not be read. They stay in their files.",
        "1 entry was written by a newer Supine, and is not shown here.",
        "Dated in the future: 1 entry, on 31 December 2027. A computer's clock is or was wrong.",
    ]


def test_a_folder_is_chosen(card: JournalCard, monkeypatch: pytest.MonkeyPatch) -> None:
    chosen = Heard(card.folder_chosen)
    monkeypatch.setattr(QFileDialog, "exec", lambda _dialog: 0)
    card.choose.click()
    monkeypatch.setattr(QFileDialog, "exec", lambda _dialog: 1)
    monkeypatch.setattr(QFileDialog, "selectedFiles", lambda _dialog: ["/stick"])
    card.choose.click()
    card.usual.click()
    assert chosen.said == [Path("/stick"), None]


def test_where_the_sequences_are_is_said(card: JournalCard) -> None:
    shares = Settings(share_sequences=True)
    card.show_settings(shares)
    assert "This has no effect while the journal is in the usual folder." in said(card)
    card.show_settings(replace(shares, journal_folder="/stick/Supine"))
    where = Path("/stick/Supine/sequences")
    assert f"Your own sequences are in {where}." in said(card)


def test_deleting_says_what_goes_and_what_others_still_hold(
    delete: DeleteCard, qtbot: QtBot
) -> None:
    delete.show_held(SHARED)
    delete.ask.click()
    lines = delete.text.text().splitlines()
    assert lines[0] == (
        "Delete all 214 entries, from 3 March 2019 to 27 November 2026? "
        "They cannot be brought back."
    )
    assert lines[2:] == [
        "Another computer writes the file of “desk-71bc02” (31 entries), so Supine does not change "
        "it here. Delete all on that computer, too, or delete that file yourself."
    ]
    with qtbot.waitSignal(delete.agreed, timeout=0):
        delete.delete.click()
    assert delete.delete.isHidden()


def test_who_keeps_the_journal_or_leaves_deletes_nothing(
    page: SettingsPage, delete: DeleteCard, qtbot: QtBot
) -> None:
    agreed = Heard(delete.agreed)
    page.list.setCurrentRow(page.list.count() - 1)
    page.show()
    page.show_held(SHARED)
    delete.ask.click()
    assert page.focusWidget() is delete.keep
    # the answers are in view, however small the window is
    qtbot.waitUntil(lambda: not delete.keep.visibleRegion().isEmpty())
    delete.keep.click()
    assert page.focusWidget() is delete.ask
    delete.ask.click()
    page.list.setCurrentRow(0)
    assert delete.keep.isHidden()
    assert agreed.said == []


def test_while_the_folder_is_away_nothing_can_be_deleted(delete: DeleteCard) -> None:
    assert not delete.ask.isEnabled()
    delete.show_held(SHARED._replace(is_there=False))
    assert not delete.ask.isEnabled()
    delete.show_held(SHARED)
    assert delete.ask.isEnabled()


def test_a_long_path_is_not_cut_off(page: SettingsPage, qtbot: QtBot) -> None:
    folder = Path("/home/anna", *["a folder with a name"] * 6, "x" * 60, "Supine")
    page.show_held(SHARED._replace(folder=folder))
    page.show_settings(Settings(journal_folder=str(folder), share_sequences=True))
    page.list.setCurrentRow(page.list.count() - 1)
    shown(qtbot, page, (1024, 700))
    assert cut_off(page) == []


def test_no_name_of_a_file_turns_the_lines_after_it(card: JournalCard) -> None:
    name = "de\u202esk"
    card.show_held(SHARED._replace(computers={**SHARED.computers, name: 3}, unread=(name,)))
    assert "desk: 3 entries" in card.state.text().splitlines()
    assert card.warnings.text() == "Not readable now: desk."


def test_it_names_the_days_between_which_a_clock_was_wrong(card: JournalCard) -> None:
    card.show_held(SHARED._replace(future=(date(2027, 1, 2), date(2027, 12, 31))))
    assert card.warnings.text() == (
        "Dated in the future: 2 entries, from 2 January 2027 to 31 December 2027. A computer's "
        "clock is or was wrong."
    )
