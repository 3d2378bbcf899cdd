"""Settings are kept in a file that a person can read, and a person's file is never lost."""

from __future__ import annotations

import errno
import json
import os
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from msgspec import Meta
from msgspec.structs import fields

from supine.profile import Profile
from supine.settings.declaration import MOST_LENGTHS, Settings
from supine.settings.file import MAX_BYTES, SettingsFile, as_text, parse_settings

settings = st.builds(
    Settings,
    breaths_per_minute=st.floats(3, 20),
    inhale_part=st.floats(1, 10),
    pause_full=st.floats(0, 10),
    text_size=st.floats(0.25, 4),
    theme=st.sampled_from(("dawn", "night", "contrast")),
    bells_volume=st.floats(0, 1),
    lengths=st.dictionaries(
        st.text(st.characters(exclude_categories=["Cs"]), max_size=30),
        st.integers(1, 180),
        max_size=5,
    ),
    muted=st.booleans(),
)


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "settings.yaml"


@given(settings)
def test_settings_come_back_from_their_text(values: Settings) -> None:
    assert parse_settings(as_text(values)) == (values, [], [], "")


# what a speech engine may call itself or its voices; a surrogate cannot come from it
names = st.text(st.characters(exclude_categories=["Cs"]), max_size=100)


@given(names, names)
def test_whatever_a_voice_is_called_comes_back(engine: str, voice: str) -> None:
    values = Settings(voice_engine=engine, voice_name=voice)
    assert parse_settings(as_text(values)) == (values, [], [], "")


@pytest.mark.parametrize(
    "name", ["Ru\u0308cken", "R\u00fccken", "café", "cafe\u0301", " a\u00a0", "\u200bb"]
)
def test_the_name_of_a_file_comes_back_to_the_letter(name: str) -> None:
    """A Mac writes "ü" as "u" and two dots, and such a file may be on any system."""
    values = Settings(voice_name=name, last_practised=name, journal_folder=name)
    values = values.with_length(name, 20)
    assert parse_settings(as_text(values)) == (values, [], [], "")


@pytest.mark.parametrize(
    "name", ["null", "~", "yes", "\x7f", "\u202e", "a\u2028b", "a\x85b", '"\\']
)
def test_a_voice_may_be_called_what_means_something(name: str) -> None:
    values = Settings(voice_name=name)
    assert parse_settings(as_text(values)) == (values, [], [], "")


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
    assert parse_settings(f"version: 1\nmuted: {word}").settings.muted is means


MIXED = """\
# mine
version: 1
breaths_per_minute: 4.5
theme: sepia
sparkle:
  amount: 3   # of a later version
  colours: [red, blue]

# below
muted: loud
skin: dark
mutet: no
"""


def test_one_bad_value_or_unknown_key_touches_no_other_setting() -> None:
    found = parse_settings(MIXED)
    assert found.settings == Settings(breaths_per_minute=4.5, skin="dark")
    assert [str(problem) for problem in found.problems] == [
        "10:8: muted: expected yes or no, not 'loud'",
        "4:8: theme: 'sepia' is not one of system, dawn, night, contrast",
    ] or [str(problem) for problem in sorted(found.problems)] == [
        "4:8: theme: 'sepia' is not one of system, dawn, night, contrast",
        "10:8: muted: expected yes or no, not 'loud'",
    ]
    assert [str(problem) for problem in found.unknown] == [
        "5:1: 'sparkle' is no setting",
        "12:1: 'mutet' is no setting: did you mean 'muted'?",
    ]


def test_unknown_keys_are_written_back_as_they_were_and_told_once(path: Path) -> None:
    path.write_text("version: 7\nsparkle:\n  amount: 3 # later\n\n# a remark\ntheme: night\n")
    values, sentence = SettingsFile(path).load()
    assert values == Settings(theme="night")
    assert sentence == (
        "Your settings file has something that Supine does not know (line 2: 'sparkle' is no "
        "setting). It stays there."
    )
    file = SettingsFile(path)
    values, sentence = file.load()
    assert (values, sentence) == (Settings(theme="night"), "")
    assert file.save(values.but(muted=True)) == ""
    assert "sparkle:\n  amount: 3 # later\n" in path.read_text()
    assert SettingsFile(path).load() == (Settings(theme="night", muted=True), "")
    assert list(path.parent.iterdir()) == [path]


def test_a_bad_value_is_told_and_the_file_as_it_was_is_kept(path: Path) -> None:
    path.write_text(MIXED)
    file = SettingsFile(path)
    values, sentence = file.load()
    assert values == Settings(breaths_per_minute=4.5, skin="dark", set_up_seen=True)
    for words in ("line 4: theme: 'sepia'", "line 10: muted", "settings.set-aside-1.yaml"):
        assert words in sentence
    assert path.with_name("settings.set-aside-1.yaml").read_text() == MIXED
    again, sentence = SettingsFile(path).load()
    assert (again, sentence) == (values, "")
    assert "amount: 3   # of a later version" in path.read_text()


def test_a_file_that_breaks_off_keeps_what_came_before(path: Path) -> None:
    path.write_text('version: 1\nbreaths_per_minute: 5\nskin: dark\ntheme: "dawn\nmuted: yes\n')
    values, sentence = SettingsFile(path).load()
    assert values == Settings(breaths_per_minute=5.0, skin="dark", set_up_seen=True)
    assert "this quote is never closed" in sentence


def test_many_mistakes_are_told_in_a_few_words(path: Path) -> None:
    path.write_text("version: 1\n" + "".join(f"wrong{n}: {n}\n" for n in range(20)) + "theme: x")
    _, sentence = SettingsFile(path).load()
    assert len(sentence) < 400
    assert "and 18 more" in sentence


strange_keys = st.from_regex(r"x[a-z]{1,8}", fullmatch=True)


@given(settings, st.dictionaries(strange_keys, st.text("ab :#'-{[,é"), max_size=3))
def test_whatever_another_version_wrote_survives(values: Settings, others: dict[str, str]) -> None:
    text = as_text(values, "\n".join(f"{key}: {json.dumps(one)}" for key, one in others.items()))
    found = parse_settings(text)
    assert (found.settings, found.problems, found.unknown) == (values, [], [])
    again = parse_settings(as_text(found.settings, found.kept))
    assert again == found


def test_without_a_file_all_is_as_usual_and_nothing_is_made(path: Path) -> None:
    assert SettingsFile(path).load() == (Settings(), "")
    assert not path.exists()


def test_what_is_saved_is_loaded(path: Path) -> None:
    values = Settings(theme="night", muted=True)
    assert SettingsFile(path).save(values) == ""
    assert SettingsFile(path).load() == (values, "")


RUBBISH = {
    "rubbish": b"\x00\xff\xfe{{{",
    "broken": b'version: 1\ntheme: "dawn',
    "a list": b"- 1",
    "fifty megabytes": b"#" * 50_000_000,
}


@pytest.mark.parametrize("data", RUBBISH.values(), ids=RUBBISH)
def test_a_file_that_cannot_be_read_is_set_aside_whole(path: Path, data: bytes) -> None:
    path.write_bytes(data)
    file = SettingsFile(path)
    values, sentence = file.load()
    assert values == Settings(set_up_seen=True)
    assert sentence.startswith("Your settings could not be read")
    assert "settings.set-aside-1.yaml" in sentence
    assert file.save(Settings(muted=True)) == ""
    assert path.with_name("settings.set-aside-1.yaml").read_bytes() == data
    assert SettingsFile(path).load() == (Settings(muted=True), "")


@pytest.mark.parametrize("text", ["", "muted: yes", "version: 2\nmuted: yes"])
def test_another_version_or_none_is_read_all_the_same(path: Path, text: str) -> None:
    path.write_text(text)
    assert SettingsFile(path).load() == (Settings(muted="muted" in text), "")


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


def test_the_one_length_of_earlier_versions_is_dropped_without_a_word(path: Path) -> None:
    path.write_text("version: 1\nminutes: 10\ntheme: night\n")
    file = SettingsFile(path)
    assert file.load() == (Settings(theme="night"), "")
    file.save(Settings(theme="night"))
    assert "minutes:" not in path.read_text()


def test_the_length_of_each_sequence_comes_back_and_a_bad_one_is_named() -> None:
    chosen = Settings().with_length("a.yaml", 10).with_length("b.yaml", 20)
    assert parse_settings(as_text(chosen)).settings.lengths == {"a.yaml": 10, "b.yaml": 20}
    assert chosen.with_length("a.yaml", 0).lengths == {"b.yaml": 20}
    found = parse_settings("lengths:\n  a.yaml: long\nskin: dark\n")
    assert found.settings == Settings(skin="dark")
    assert [str(problem) for problem in found.problems] == [
        "2:11: lengths: expected a whole number from 1 to 180, not 'long'"
    ]


def test_the_length_chosen_longest_ago_is_forgotten_first() -> None:
    settings = Settings()
    for number in range(MOST_LENGTHS + 1):
        settings = settings.with_length(f"{number}.yaml", 10)
    assert len(settings.lengths) == MOST_LENGTHS
    assert "0.yaml" not in settings.lengths
    assert len(as_text(settings.with_length("x" * 255, 10))) < MAX_BYTES
