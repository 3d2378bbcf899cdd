"""One program a profile: the second finds the first, and the first hears what it was given."""

from __future__ import annotations

from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from supine.single import OnlyOne


@pytest.fixture
def first(qtbot: QtBot, tmp_path: Path) -> OnlyOne:
    assert qtbot
    made = OnlyOne(tmp_path)
    made.listen()
    return made


def test_the_first_is_the_first_and_the_second_is_not(first: OnlyOne, tmp_path: Path) -> None:
    assert first.first
    assert not OnlyOne(tmp_path).first


def test_another_profile_has_a_first_of_its_own(first: OnlyOne, tmp_path: Path) -> None:
    assert first.first
    assert OnlyOne(tmp_path / "other").first


def test_where_no_lock_can_be_written_nobody_else_is_looked_for(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("TMPDIR", str(tmp_path / "nowhere"))
    assert OnlyOne(tmp_path).first


def test_a_first_that_hangs_does_not_answer(
    first: OnlyOne, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert first.first
    # nothing lets the first one's events run while the second waits: it hangs
    monkeypatch.setattr("supine.single.PATIENCE", 50)
    assert not OnlyOne(tmp_path).call_first("file.yaml")


def test_what_the_second_was_given_reaches_the_first(
    first: OnlyOne, tmp_path: Path, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("supine.single.PATIENCE", 50)
    with qtbot.waitSignal(first.called) as told:
        OnlyOne(tmp_path).call_first("a file.yaml")
    assert told.args == ["a file.yaml"]
