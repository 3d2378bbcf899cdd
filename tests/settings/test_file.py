"""Settings are kept in a file that a person can read, and a person's file is never lost."""

from __future__ import annotations

import errno
import os
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from msgspec import Meta
from msgspec.structs import fields

from supine.core.problem import Unreadable
from supine.profile import Profile
from supine.settings.declaration import Settings
from supine.settings.file import SettingsFile, as_text, parse_settings

settings = st.builds(
    Settings,
    breaths_per_minute=st.floats(3, 20),
    inhale_part=st.floats(1, 10),
    pause_full=st.floats(0, 10),
    text_size=st.floats(0.5, 3),
    theme=st.sampled_from(("dawn", "night", "contrast")),
    bells_volume=st.floats(0, 1),
    minutes=st.integers(0, 180),
    muted=st.booleans(),
)


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "settings.yaml"


@given(settings)
def test_settings_come_back_from_their_text(values: Settings) -> None:
    assert parse_settings(as_text(values)) == values


# what a speech engine may call itself or its voices; a surrogate cannot come from it
names = st.text(st.characters(exclude_categories=["Cs"]), max_size=100).map(str.strip)


@given(names, names)
def test_whatever_a_voice_is_called_comes_back(engine: str, voice: str) -> None:
    values = Settings(voice_engine=engine, voice_name=voice)
    assert parse_settings(as_text(values)) == values


@pytest.mark.parametrize(
    "name", ["null", "~", "yes", "\x7f", "\u202e", "a\u2028b", "a\x85b", '"\\']
)
def test_a_voice_may_be_called_what_means_something(name: str) -> None:
    values = Settings(voice_name=name)
    assert parse_settings(as_text(values)) == values


def test_a_strange_setting_is_told_without_a_list_of_all() -> None:
    with pytest.raises(Unreadable) as caught:
        parse_settings("version: 1\ncontrast: high")
    assert str(caught.value) == "2:1: 'contrast' has no meaning here"
    with pytest.raises(Unreadable) as caught:
        parse_settings("- 1")
    assert len(str(caught.value)) < 200


def test_every_setting_is_explained_above_it() -> None:
    lines = as_text(Settings()).splitlines()
    for info in fields(Settings):
        at = next(place for place, line in enumerate(lines) if line.startswith(f"{info.name}:"))
        notes: tuple[Any, ...] = getattr(info.type, "__metadata__", ())
        descriptions = [note.description for note in notes if isinstance(note, Meta)]
        assert lines[at - 1].removeprefix("# ") in descriptions


@pytest.mark.parametrize(
    ("word", "means"),
    [
        ("yes", True), ("Yes", True), ("on", True), ("TRUE", True), ("true", True), ("'yes'", True),
        ("no", False), ("Off", False), ("False", False),
    ],
)  # fmt: skip
def test_yes_and_no_are_what_a_person_types(word: str, means: bool) -> None:
    assert parse_settings(f"version: 1\nmuted: {word}").muted is means


def test_a_word_that_is_neither_is_refused_with_its_place() -> None:
    with pytest.raises(Unreadable, match="2:8: expected yes or no, not 'loud'"):
        parse_settings("version: 1\nmuted: loud")


def test_every_wrong_setting_is_told_at_once() -> None:
    with pytest.raises(Unreadable) as caught:
        parse_settings("version: 1\nmutet: no\ntheme: noon\nminutes: 200")
    assert [str(problem) for problem in caught.value.problems] == [
        "2:1: 'mutet' has no meaning here: did you mean 'muted'?",
        "3:8: 'noon' is not one of dawn, night, contrast",
        "4:10: expected a whole number from 0 to 180, not '200'",
    ]


def test_without_a_file_all_is_as_usual_and_nothing_is_made(path: Path) -> None:
    assert SettingsFile(path).load() == (Settings(), "")
    assert not path.exists()


def test_what_is_saved_is_loaded(path: Path) -> None:
    values = Settings(theme="night", muted=True)
    assert SettingsFile(path).save(values) == ""
    assert SettingsFile(path).load() == (values, "")


RUBBISH = {
    "nothing": b"",
    "rubbish": b"\x00\xff\xfe{{{",
    "no version": b"muted: yes",
    "another version": b"version: 2\nmuted: yes",
    "broken": b'version: 1\ntheme: "dawn',
    "a list": b"- 1",
    "fifty megabytes": b"#" * 50_000_000,
}


@pytest.mark.parametrize("data", RUBBISH.values(), ids=RUBBISH)
def test_a_file_that_cannot_be_read_is_set_aside_whole(path: Path, data: bytes) -> None:
    path.write_bytes(data)
    file = SettingsFile(path)
    values, sentence = file.load()
    assert values == Settings()
    assert "settings.set-aside-1.yaml" in sentence
    assert file.save(Settings(muted=True)) == ""
    assert path.with_name("settings.set-aside-1.yaml").read_bytes() == data
    assert SettingsFile(path).load() == (Settings(muted=True), "")


def test_another_version_says_so(path: Path) -> None:
    path.write_text("version: 2\nmuted: yes")
    _, sentence = SettingsFile(path).load()
    assert "(line 1: it was written by another version of Supine)" in sentence


def test_a_link_that_leads_nowhere_is_set_aside(path: Path) -> None:
    path.symlink_to(path.with_name("gone"))
    _, sentence = SettingsFile(path).load()
    assert "this is a link to a file that is not there" in sentence
    assert path.with_name("settings.set-aside-1.yaml").is_symlink()


def test_a_folder_in_its_place_is_set_aside_too(path: Path) -> None:
    path.mkdir()
    (path / "keep").write_text("me")
    SettingsFile(path).load()
    assert (path.with_name("settings.set-aside-1.yaml") / "keep").read_text() == "me"


def test_a_file_that_cannot_be_set_aside_is_never_overwritten(
    path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path.write_text("rubbish")
    monkeypatch.setattr(Path, "rename", refusing)
    file = SettingsFile(path)
    _, sentence = file.load()
    assert "changes are not kept" in sentence
    assert file.save(Settings(muted=True)) == ""
    assert path.read_text() == "rubbish"


def test_a_disk_that_cannot_be_written_is_said_in_words(
    path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(os, "fsync", refusing)
    sentence = SettingsFile(path).save(Settings())
    assert sentence.startswith("Your settings could not be kept: Read-only file system.")
    assert list(path.parent.iterdir()) == []


def refusing(*_: object) -> None:
    """Refuse as a disk that may only be read."""
    raise OSError(errno.EROFS, os.strerror(errno.EROFS))


def test_a_profile_keeps_everything_in_its_folder(tmp_path: Path) -> None:
    profile = Profile(tmp_path)
    assert {path.parent for path in (profile.settings, profile.sequences, profile.window)} == {
        tmp_path
    }
    assert list(tmp_path.iterdir()) == []


def test_without_a_folder_the_system_says_where() -> None:
    assert Profile().folder.is_absolute()


def test_the_pace_is_the_one_set() -> None:
    values = Settings(breaths_per_minute=10, inhale_part=1, exhale_part=2, pause_full=1)
    assert values.pace.rhythm.lengths == pytest.approx((5 / 3, 1, 10 / 3, 0))
