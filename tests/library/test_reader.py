"""The shelf finds sequences by file or by name, and a broken one never stops it."""

from __future__ import annotations

from pathlib import Path
from unicodedata import normalize

import pytest

from supine.core.problem import Unreadable
from supine.library.reader import find, open_book, own_files
from supine.resources import LIBRARY, resource, shipped_sequences, stance_names
from tests.core.samples import SMALL, edited


@pytest.fixture
def own(tmp_path: Path) -> Path:
    """A folder of one's own with two sequences and a note."""
    for name in ("evening.yaml", "Morning.YML", "notes.txt"):
        (tmp_path / name).write_text(SMALL, encoding="utf-8")
    return tmp_path


def test_ones_own_files_are_the_sequences_in_the_folder(own: Path) -> None:
    assert [path.name for path in own_files(own)] == ["Morning.YML", "evening.yaml"]
    assert own_files(own / "none") == []


@pytest.mark.parametrize("name", ["._evening.yaml", ".#evening.yaml", ".yaml"])
def test_hidden_files_are_no_sequences(own: Path, name: str) -> None:
    """A Mac leaves twins of files beside them, and editors leave locks: broken books."""
    (own / name).write_text(SMALL, encoding="utf-8")
    (own / ".#gone.yaml").symlink_to("nobody@nowhere.1:2")
    assert [path.name for path in own_files(own)] == ["Morning.YML", "evening.yaml"]


def test_a_name_is_found_however_its_accents_are_stored(own: Path) -> None:
    stored = own / f"{normalize('NFD', 'Fête')}.yaml"
    stored.write_text(SMALL, encoding="utf-8")
    assert find("Fête", own) == find(normalize("NFD", "Fête"), own) == stored


def test_a_book_is_read_or_has_problems(own: Path) -> None:
    (own / "broken.yaml").write_text("title: @", encoding="utf-8")
    good, broken = (
        open_book(own / "evening.yaml", own=True),
        open_book(own / "broken.yaml", own=True),
    )
    assert good.sequence is not None
    assert good.problems == ()
    assert broken.sequence is None
    assert [problem.line for problem in broken.problems] == [1]


def test_a_book_with_a_figure_that_cannot_be_drawn_has_problems(
    own: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("supine.library.reader.stance_names", lambda: ["twist"])
    drawn = own / "drawn.yaml"
    drawn.write_text(edited("sides: both", "sides: both\n    stance: twist"), encoding="utf-8")
    assert open_book(drawn, own=True).problems == ()
    drawn.write_text(edited("sides: both", "sides: both\n    stance: twits"), encoding="utf-8")
    (problem,) = open_book(drawn, own=True).problems
    assert "did you mean 'twist'?" in problem.message


OWN_STANCE = """\
stances:
  calves: {title: Calves on a chair, like: %s}
"""


def test_a_book_brings_its_own_figures_along_and_says_what_is_wrong_in_them(own: Path) -> None:
    drawn = own / "drawn.yaml"
    pose = edited("sides: both", "sides: both\n    stance: calves")
    drawn.write_text(pose + OWN_STANCE % "legs-long", encoding="utf-8")
    sequence = open_book(drawn, own=True).sequence
    assert sequence is not None
    assert sequence.stances == {"calves": {"title": "Calves on a chair", "like": "legs-long"}}
    drawn.write_text(pose + OWN_STANCE % "legs-lng", encoding="utf-8")
    (problem,) = open_book(drawn, own=True).problems
    assert problem.line == len(pose.splitlines()) + 2
    assert problem.message == "calves: there is no stance 'legs-lng': did you mean 'legs-long'?"


def test_a_name_means_a_sequence_that_comes_with_the_program(own: Path) -> None:
    assert find("low-back-release", own) == shipped_sequences()[0]


def test_what_was_first_in_the_library_stays_first() -> None:
    """It is chosen for somebody who has not practised yet."""
    assert LIBRARY[0] == "low-back-release"
    assert [path.stem for path in shipped_sequences()] == list(LIBRARY)


def test_ones_own_sequence_goes_before_one_of_the_same_name(own: Path) -> None:
    (own / "low-back-release.yaml").write_text(SMALL, encoding="utf-8")
    assert find("low-back-release", own) == own / "low-back-release.yaml"


@pytest.mark.parametrize("name", ["notes.txt", "evening.yaml", "none.yaml"])
def test_a_file_means_itself_whether_it_can_be_read_or_not(own: Path, name: str) -> None:
    assert find(str(own / name), own / "none") == own / name


@pytest.mark.parametrize(
    ("name", "says"),
    [
        ("low-back-relese", "called 'low-back-relese': did you mean 'low-back-release'"),
        ("zzz", "called 'zzz': there is low-back-release, three-for-today,"),
        ("x" * 5000, "called 'xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx…': there is"),
        ("a\nb", "called 'a b': there is"),
    ],
)
def test_a_name_that_means_nothing_hears_what_there_is(own: Path, name: str, says: str) -> None:
    with pytest.raises(Unreadable, match="there is no sequence " + says):
        find(name, own)


@pytest.mark.parametrize("part", ["..", ".", "", "a/b", "a\\b", "/etc"])
def test_no_name_leads_out_of_the_resources(part: str) -> None:
    with pytest.raises(ValueError, match="not a name inside"):
        resource("sounds", part)


def test_the_stances_are_the_files_in_their_folder_but_for_the_shared_ones(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("supine.resources._root", tmp_path.joinpath)
    assert stance_names() == []
    (tmp_path / "resources" / "stances").mkdir(parents=True)
    for name in ("twist.yaml", "core.yaml", "_lying.yaml", "README.md"):
        (tmp_path / "resources" / "stances" / name).touch()
    assert stance_names() == ["core", "twist"]
