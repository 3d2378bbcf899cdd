"""Settings are written soon, once, beside the window, and never lost at the end."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtCore import QObject
from pytestqt.qtbot import QtBot

from supine.settings.declaration import Settings
from supine.settings.file import SettingsFile, parse_settings
from supine.settings.saver import SettingsSaver
from tests.handles import no_file_to_open

NIGHT = Settings(theme="night")


@pytest.fixture
def owner(qtbot: QtBot) -> QObject:
    assert qtbot
    return QObject()


def test_what_waits_is_written_at_the_end(owner: QObject, tmp_path: Path) -> None:
    saver = SettingsSaver(SettingsFile(tmp_path / "settings.yaml"), owner)
    saver.keep(NIGHT)
    saver.close()
    assert parse_settings((tmp_path / "settings.yaml").read_text("utf-8")).settings == NIGHT


def test_without_a_change_nothing_is_written(owner: QObject, tmp_path: Path) -> None:
    SettingsSaver(SettingsFile(tmp_path / "settings.yaml"), owner).close()
    assert not list(tmp_path.iterdir())


def test_a_disk_that_refuses_is_told_in_words(owner: QObject, tmp_path: Path, qtbot: QtBot) -> None:
    (tmp_path / "profile").write_text("a file where the folder should be")
    saver = SettingsSaver(SettingsFile(tmp_path / "profile" / "settings.yaml"), owner)
    saver.keep(NIGHT)
    with qtbot.waitSignal(saver.failed) as told:
        saver.close()
    assert "could not be kept" in told.args[0]


def test_without_a_file_handle_the_old_settings_stay_and_it_is_told(
    owner: QObject, tmp_path: Path, qtbot: QtBot
) -> None:
    file = SettingsFile(tmp_path / "settings.yaml")
    assert file.save(NIGHT) == ""
    saver = SettingsSaver(file, owner)
    saver.keep(Settings())
    with qtbot.waitSignal(saver.failed) as told, no_file_to_open():
        saver.close()
    assert "could not be kept: Too many open files" in told.args[0]
    assert file.load() == (NIGHT, "")
