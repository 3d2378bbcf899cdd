"""The library's shelf follows the folders, and stays as it is where they cannot be looked at."""

from __future__ import annotations

from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from supine.library.shelf import Shelf
from supine.ui.pages.library import LibraryPage
from tests.core.samples import SMALL
from tests.handles import no_file_to_open


@pytest.fixture
def library(qtbot: QtBot, tmp_path: Path) -> LibraryPage:
    (tmp_path / "own.yaml").write_text(SMALL, encoding="utf-8")
    made = LibraryPage()
    qtbot.addWidget(made)
    return made


def test_without_a_file_handle_the_shelf_stays_as_it_is(
    library: LibraryPage, tmp_path: Path, qtbot: QtBot
) -> None:
    """Whoever came back to the window then lost their own sequences, or saw none at all."""
    shelf = Shelf(tmp_path)
    shelf.cleared.connect(library.clear)
    shelf.added.connect(library.add)
    shelf.refresh()
    qtbot.waitUntil(lambda: shelved(library) == 2)
    with no_file_to_open():
        shelf.refresh()
    shelf.close()
    assert shelved(library) == 2


def shelved(library: LibraryPage) -> int:
    return len(library.model.books)
