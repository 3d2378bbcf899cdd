"""What a table would bring, before it is added: as much as can be read at a glance."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path

import pytest
from PySide6.QtWidgets import QLabel
from pytestqt.qtbot import QtBot

from supine.journal.csv_reader import BadLine, Preview
from supine.journal.entry import Entry, Kept
from supine.ui.pages.bring_in import BringInPage
from supine.ui.widgets.cards import Card
from tests.helpers import Heard

NOON = datetime(2026, 11, 27, 12, tzinfo=UTC)


@pytest.fixture
def page(qtbot: QtBot) -> BringInPage:
    made = BringInPage()
    qtbot.addWidget(made)
    made.begin(Path("diary.csv"))
    return made


def kept(count: int) -> tuple[Kept, ...]:
    return tuple(Kept(f"{n}", 1, Entry(NOON, after=4, note="a" * 100)) for n in range(count))


def lines(card: Card) -> list[str]:
    return [label.text() for label in card.findChildren(QLabel)]


def test_a_long_table_shows_its_first_lines_and_counts_the_others(page: BringInPage) -> None:
    bad = tuple(BadLine(n, "there is no date in it") for n in range(20))
    page.show_found(Preview(kept(100), 3, bad, ()))
    assert page.add.text() == "Add 100 entries"
    assert "3 entries already in your journal" in page.summary.accessibleName()
    assert sum(text.endswith("a …") for text in lines(page.some)) == 6
    told = lines(page.bad)
    assert told.count("Line 11: there is no date in it") == 1
    assert told[-1] == "and 8 more"


def test_it_adds_once_what_was_shown(page: BringInPage) -> None:
    added = Heard(page.added)
    new = kept(2)
    page.show_found(Preview(new, 0, (), ()))
    page.add.click()
    page.add.click()
    assert added.said == [new]


def test_a_table_with_nothing_new_has_no_button_to_add(page: BringInPage) -> None:
    page.show_found(Preview((), 5, (), ()))
    assert page.add.isHidden()
    assert page.summary.accessibleName().startswith("There is nothing new in it.")


def test_the_lines_to_mend_stay_after_the_others_are_added(page: BringInPage) -> None:
    page.show_found(Preview(kept(2), 0, (BadLine(5, "there is no date in it"),), ()))
    page.add.click()
    page.show_added(2)
    assert "2 entries from it are in your journal now" in page.summary.accessibleName()
    assert not page.bad.isHidden()
    assert "Line 5: there is no date in it" in lines(page.bad)
    page.begin(Path("mended.csv"))
    assert page.bad.isHidden()


def test_where_all_was_understood_there_is_nothing_to_mend(page: BringInPage) -> None:
    page.show_found(Preview(kept(2), 0, (), ()))
    page.show_added(2)
    assert page.bad.isHidden()


def test_no_text_of_a_table_turns_what_is_around_it(page: BringInPage) -> None:
    entry = Entry(NOON, title="Back\u202eward", note="\u2066note", seconds=600.0)
    page.show_found(
        Preview(
            (Kept("a", 1, entry),), 0, (BadLine(3, "'\u202esoon' is no date"),), ("mo\u202eod",)
        )
    )
    shown = " ".join([*lines(page.some), *lines(page.bad), *lines(page.summary)])
    assert "Backward · note" in shown
    assert "'soon' is no date" in shown
    assert "Columns that are not used: mood." in shown
    assert not {"\u202e", "\u2066"} & set(shown)
