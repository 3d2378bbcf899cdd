"""The library's shelf follows the folders, and stays as it is where they cannot be looked at."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from supine.files import write_whole
from supine.library.reader import open_book
from supine.library.shelf import Shelf
from supine.resources import shipped_sequences
from supine.ui.pages.library import LibraryPage
from tests.core.samples import SMALL, edited
from tests.core.test_recordings import record
from tests.handles import no_file_to_open
from tests.helpers import Heard

EVERY = len(shipped_sequences())
"""The sequences that come with the program, which stand before the person's own."""


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
    qtbot.waitUntil(lambda: shelved(library) == EVERY + 1)
    with no_file_to_open():
        shelf.refresh()
    shelf.close()
    assert shelved(library) == EVERY + 1


def shelved(library: LibraryPage) -> int:
    return len(library.model.books)


@pytest.fixture
def shelf(qtbot: QtBot, library: LibraryPage, tmp_path: Path) -> Iterator[Shelf]:
    assert qtbot
    made = Shelf(tmp_path)
    made.cleared.connect(library.clear)
    made.added.connect(library.add)
    yield made
    made.close()


def titles(library: LibraryPage) -> list[str]:
    return [book.sequence.title for book in library.model.books if book.sequence]


def test_a_file_that_is_saved_in_an_editor_is_seen_at_once(
    library: LibraryPage, shelf: Shelf, tmp_path: Path, qtbot: QtBot
) -> None:
    """It was seen when the window had the focus again, and beside an editor it never has."""
    shelf.refresh()
    qtbot.waitUntil(lambda: shelved(library) == EVERY + 1)
    (tmp_path / "own.yaml").write_text(edited("Small", "Changed"), encoding="utf-8")
    qtbot.waitUntil(lambda: "Changed" in titles(library))
    write_whole(tmp_path / "own.yaml", edited("Small", "Replaced"))
    qtbot.waitUntil(lambda: "Replaced" in titles(library))
    (tmp_path / "new.yaml").write_text(edited("Small", "New"), encoding="utf-8")
    qtbot.waitUntil(lambda: "New" in titles(library))


def test_a_folder_that_is_made_later_is_seen_too(
    library: LibraryPage, tmp_path: Path, qtbot: QtBot
) -> None:
    shelf = Shelf(tmp_path / "later")
    shelf.cleared.connect(library.clear)
    shelf.added.connect(library.add)
    shelf.refresh()
    qtbot.waitUntil(lambda: shelved(library) == EVERY)
    (tmp_path / "later").mkdir()
    (tmp_path / "later" / "own.yaml").write_text(SMALL, encoding="utf-8")
    qtbot.waitUntil(lambda: "Small" in titles(library))
    shelf.close()


def test_what_looks_like_a_sequence_and_is_not_read_is_said_in_one_sentence(
    shelf: Shelf, tmp_path: Path
) -> None:
    for name in ("knees.yaml.txt", "._own.yaml", ".#own.yaml", "own.yaml~", "letter.txt"):
        (tmp_path / name).write_text("My dear", encoding="utf-8")
    (tmp_path / "pack.zip").touch()
    (tmp_path / "more").mkdir()
    (tmp_path / "more" / "hips.yaml").write_text(SMALL, encoding="utf-8")
    (tmp_path / "voice").mkdir()
    (tmp_path / "voice" / "knees.wav").touch()
    said = Heard(shelf.said)
    shelf.refresh()
    assert said.said == [
        "Not read in your sequences folder: knees.yaml.txt (let its name end in .yaml), the folder "
        "more (move its files up), pack.zip (unpack it)."
    ]


def test_of_many_things_that_are_not_read_three_are_named(shelf: Shelf, tmp_path: Path) -> None:
    for number in range(5):
        (tmp_path / f"{number}.txt").write_text(SMALL, encoding="utf-8")
    said = Heard(shelf.said)
    shelf.refresh()
    assert said.said[0].endswith("2.txt (let its name end in .yaml), 2 more.")


def test_a_sequence_from_elsewhere_is_kept_with_its_recordings(
    shelf: Shelf, tmp_path: Path, tmp_path_factory: pytest.TempPathFactory
) -> None:
    downloads = tmp_path_factory.mktemp("downloads")
    record(downloads / "voice" / "feet.wav")
    given = downloads / "own.yaml"
    line = "- {text: Feet down., recording: voice/feet.wav}"
    given.write_text(edited("- Feet down.", line), encoding="utf-8")
    said = Heard(shelf.said)
    book = open_book(given, own=True)
    assert not shelf.is_kept(book)
    assert shelf.keep(book)
    assert shelf.keep(book)
    assert said.said == ["own-2.yaml is now one of your sequences."] * 2
    kept = open_book(tmp_path / "own-2.yaml", own=True)
    assert shelf.is_kept(kept)
    assert kept.problems == ()
    assert (tmp_path / "own.yaml").read_text(encoding="utf-8") == SMALL
    assert shelf.is_kept(open_book(shipped_sequences()[0], own=False))


def test_what_cannot_be_kept_is_said(shelf: Shelf, tmp_path: Path) -> None:
    said = Heard(shelf.said)
    gone = open_book(tmp_path / "downloads" / "gone.yaml", own=True)
    assert not shelf.keep(gone)
    assert said.said == ["gone.yaml could not be kept: No such file or directory."]


def test_sequences_are_copied_to_another_folder_and_none_is_overwritten(
    library: LibraryPage, shelf: Shelf, tmp_path: Path, qtbot: QtBot
) -> None:
    shared = tmp_path / "Supine" / "sequences"
    shared.mkdir(parents=True)
    theirs = edited("Small", "Theirs")
    (shared / "own.yaml").write_text(theirs, encoding="utf-8")
    (tmp_path / "same.yaml").write_text(edited("Small", "Same"), encoding="utf-8")
    (shared / "same.yaml").write_text(edited("Small", "Same"), encoding="utf-8")
    with qtbot.waitSignal(shelf.said) as told:
        shelf.move(shared)
    assert "copied from" in told.args[0]
    assert told.args[0].split("; ")[1].startswith(f"copied from {tmp_path}: 1.")
    assert sorted(path.name for path in shared.iterdir()) == ["own-2.yaml", "own.yaml", "same.yaml"]
    assert (shared / "own.yaml").read_text("utf-8") == theirs
    assert (shared / "own-2.yaml").read_text("utf-8") == SMALL
    assert (tmp_path / "own.yaml").read_text("utf-8") == SMALL
    qtbot.waitUntil(lambda: sorted(titles(library)[EVERY:]) == ["Same", "Small", "Theirs"])


def test_where_a_stick_should_be_no_folder_is_made(
    shelf: Shelf, tmp_path: Path, qtbot: QtBot
) -> None:
    with qtbot.waitSignal(shelf.said) as told:
        shelf.move(tmp_path / "stick" / "Supine" / "sequences")
    assert "could be copied" in told.args[0]
    assert not (tmp_path / "stick").exists()


def test_that_a_stick_with_the_sequences_is_pulled_out_is_said(
    tmp_path: Path, qtbot: QtBot
) -> None:
    stick = tmp_path / "stick" / "Supine" / "sequences"
    shelf = Shelf(tmp_path, shared=stick)
    with qtbot.waitSignal(shelf.said, timeout=0) as told:
        shelf.refresh()
    assert told.args[0] == f"Your own sequences are in {stick}, and that is not there now."
    shelf.close()


def test_no_sequence_is_copied_to_where_it_would_speak_with_another_voice(
    shelf: Shelf, tmp_path: Path, qtbot: QtBot
) -> None:
    shared = tmp_path / "Supine" / "sequences"
    record(shared / "feet.wav", seconds=3.0)
    record(tmp_path / "feet.wav")
    line = "- {text: Feet down., recording: feet.wav}"
    (tmp_path / "spoken.yaml").write_text(edited("- Feet down.", line), encoding="utf-8")
    with qtbot.waitSignal(shelf.said) as told:
        shelf.move(shared)
    assert told.args[0].endswith(
        "Not copied, since other recordings have the same names there: spoken.yaml."
    )
    assert sorted(path.name for path in shared.iterdir()) == ["feet.wav", "own.yaml"]
