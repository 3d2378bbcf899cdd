"""The library's shelf follows the folders, and stays as it is where they cannot be looked at."""

from __future__ import annotations

from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from supine.shelving import Shelving
from supine.ui.library_view import LibraryView
from tests.core.samples import SMALL
from tests.handles import no_file_to_open


@pytest.fixture
def library(qtbot: QtBot, tmp_path: Path) -> LibraryView:
    (tmp_path / "own.yaml").write_text(SMALL, encoding="utf-8")
    made = LibraryView()
    qtbot.addWidget(made)
    return made


def test_without_a_file_handle_the_shelf_stays_as_it_is(
    library: LibraryView, tmp_path: Path, qtbot: QtBot
) -> None:
    """Whoever came back to the window then lost their own sequences, or saw none at all."""
    shelving = Shelving(tmp_path, library)
    shelving.refresh()
    qtbot.waitUntil(lambda: shelved(library) == 2)
    with no_file_to_open():
        shelving.refresh()
    shelving.close()
    assert shelved(library) == 2


def shelved(library: LibraryView) -> int:
    return len(library.model.books)
