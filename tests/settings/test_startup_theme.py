"""The window opens in the colours that are set, before the settings have been read."""

from __future__ import annotations

from pathlib import Path

import pytest

from supine.settings.declaration import Settings
from supine.settings.file import SettingsFile
from supine.settings.startup_theme import THEMES, USUAL, ThemeName, theme_name


@pytest.fixture
def file(tmp_path: Path) -> Path:
    return tmp_path / "settings.yaml"


@pytest.mark.parametrize("theme", THEMES)
def test_the_theme_that_was_kept_is_found(theme: ThemeName, file: Path) -> None:
    SettingsFile(file).save(Settings(theme=theme))
    assert theme_name(file) == theme


def test_as_the_computer_is_asked_later(file: Path) -> None:
    SettingsFile(file).save(Settings(theme="system"))
    assert theme_name(file) == USUAL


def test_windows_line_ends_are_no_matter(file: Path) -> None:
    file.write_bytes(b"version: 1\r\ntheme: night\r\n")
    assert theme_name(file) == "night"


@pytest.mark.parametrize(
    "text", [b"", b"theme: pink\n", b"theme:\n", b"\xff\0theme: night", b"# theme: night\n"]
)
def test_what_names_no_theme_is_shown_in_the_usual_one(text: bytes, file: Path) -> None:
    file.write_bytes(text)
    assert theme_name(file) == USUAL


def test_no_file_and_no_plain_file_are_no_matter(file: Path) -> None:
    assert theme_name(file) == USUAL
    file.mkdir()
    assert theme_name(file) == USUAL
