"""The entry that starts the program with the computer is made, removed, and told as it is."""

from __future__ import annotations

import plistlib
import shutil
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import QByteArray, QSettings

from supine.desktop.autostart import (
    APPROVED,
    NAME,
    RUN,
    DesktopEntry,
    LaunchAgent,
    RunKey,
    autostart,
)

ODD = ['/opt/my "own" $HOME/`x`\\y/100% supine', "--profile", "/home/o'neill/über all"]
"""What a shell or a desktop could take for signs of its own."""


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "config" / "autostart" / "app.supine.Supine.desktop"


@pytest.fixture
def entry(path: Path) -> DesktopEntry:
    return DesktopEntry([sys.executable, "-m", "supine", "--minimised"], path)


def test_it_is_off_until_it_is_asked_for_and_leaves_nothing_behind(
    entry: DesktopEntry, path: Path
) -> None:
    assert not entry.is_on()
    entry.set(False)
    entry.set(True)
    assert entry.is_on()
    entry.set(False)
    assert not entry.is_on()
    assert list(path.parent.iterdir()) == []


def test_an_entry_that_was_deleted_by_hand_is_off(entry: DesktopEntry, path: Path) -> None:
    entry.set(True)
    path.unlink()
    assert not entry.is_on()


@pytest.mark.parametrize("line", ["Hidden=true", "X-GNOME-Autostart-enabled=false"])
def test_an_entry_that_a_desktop_has_switched_off_is_off_until_it_is_asked_for_again(
    entry: DesktopEntry, path: Path, line: str
) -> None:
    entry.set(True)
    path.write_text(path.read_text() + line + "\n")
    assert not entry.is_on()
    entry.set(True)
    assert entry.is_on()


def test_an_entry_whose_program_has_gone_is_off(tmp_path: Path, path: Path) -> None:
    program = tmp_path / "supine"
    program.write_text("#!/bin/sh\n")
    program.chmod(0o755)
    entry = DesktopEntry([str(program), "--minimised"], path)
    entry.set(True)
    assert entry.is_on()
    program.unlink()
    assert not entry.is_on()


@pytest.mark.parametrize("data", [b"\xff\xfe", b"", b"[Desktop Entry]\nHidden=true"])
def test_an_odd_file_in_its_place_starts_nothing_or_is_told(path: Path, data: bytes) -> None:
    path.parent.mkdir(parents=True)
    path.write_bytes(data)
    assert DesktopEntry(["supine"], path).is_on() == (data == b"")


def test_a_folder_that_cannot_be_written_is_an_error_to_tell(tmp_path: Path) -> None:
    (tmp_path / "autostart").write_text("a file")
    with pytest.raises(OSError, match=r"."):
        DesktopEntry(["supine"], tmp_path / "autostart" / "supine.desktop").set(True)


def arguments(line: str) -> list[str]:
    """Return the arguments in the line of a desktop entry, read as the specification says."""
    value = line.replace(r"\n", "\n").replace("\\\\", "\\")
    found, word, quoted, at = [], "", False, 0
    while at < len(value):
        sign = value[at]
        if sign == '"':
            quoted = not quoted
        elif sign == "\\" and quoted:
            at += 1
            word += value[at]
        elif sign == " " and not quoted:
            found.append(word)
            word = ""
        else:
            word += sign
        at += 1
    return [one.replace("%%", "%") for one in (*found, word)]


@pytest.mark.parametrize("words", [ODD, ["/usr/bin/supine", "--minimised"]])
def test_every_word_of_the_command_line_comes_through(path: Path, words: list[str]) -> None:
    DesktopEntry(words, path).set(True)
    (line,) = [one for one in path.read_text("utf-8").splitlines() if one.startswith("Exec=")]
    assert arguments(line.removeprefix("Exec=")) == words


@pytest.mark.skipif(
    not shutil.which("desktop-file-validate"), reason="desktop-file-utils are not installed"
)
@pytest.mark.parametrize("words", [ODD, ["/usr/bin/supine", "--minimised"]])
def test_the_file_is_valid(path: Path, words: list[str]) -> None:
    DesktopEntry(words, path).set(True)
    done = subprocess.run(
        ["desktop-file-validate", path], capture_output=True, text=True, timeout=60, check=False
    )
    assert (done.returncode, done.stdout) == (0, "")


@pytest.mark.skipif(sys.platform != "linux", reason="of Linux desktops")
def test_it_starts_this_program_with_its_own_profile_put_away(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("XDG_CONFIG_HOME", str(tmp_path / "config"))
    autostart(tmp_path / "me").set(True)
    (path,) = (tmp_path / "config" / "autostart").iterdir()
    text = path.read_text()
    assert f"TryExec={sys.executable}\n" in text
    assert f"-m supine --minimised --profile {tmp_path / 'me'}\n" in text
    assert not path.stat().st_mode & 0o111


@pytest.mark.skipif(sys.platform != "linux", reason="of Linux desktops")
def test_the_program_in_one_file_starts_that_file_and_not_what_it_has_unpacked(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("XDG_CONFIG_HOME", str(tmp_path / "config"))
    monkeypatch.setenv("SUPINE_FILE", "./supine-1.run")
    monkeypatch.setattr(sys, "frozen", True, raising=False)
    autostart().set(True)
    (path,) = (tmp_path / "config" / "autostart").iterdir()
    assert f"Exec={tmp_path / 'supine-1.run'} --minimised\n" in path.read_text()


@pytest.mark.parametrize(("system", "kind"), [("darwin", LaunchAgent), ("win32", RunKey)])
def test_each_system_has_its_own(
    monkeypatch: pytest.MonkeyPatch, system: str, kind: type[object]
) -> None:
    monkeypatch.setattr(sys, "platform", system)
    assert type(autostart()) is kind


def test_a_mac_is_told_what_to_start(tmp_path: Path) -> None:
    path = tmp_path / "LaunchAgents" / "supine.plist"
    agent = LaunchAgent([sys.executable, "--minimised"], path)
    assert not agent.is_on()
    agent.set(True)
    said = plistlib.loads(path.read_bytes())
    assert said["ProgramArguments"] == [sys.executable, "--minimised"]
    assert said["RunAtLoad"]
    assert agent.is_on()
    path.write_bytes(plistlib.dumps({**said, "Disabled": True}))
    assert not agent.is_on()
    path.write_bytes(b"rubbish")
    assert not agent.is_on()
    agent.set(False)
    assert not path.exists()


Registry = Callable[[str], QSettings]


@pytest.fixture
def registry(tmp_path: Path) -> Registry:
    """Stand for the registry of Windows: Qt reads a file as it would a key."""

    def opened(key: str) -> QSettings:
        name = key.rpartition("CurrentVersion")[2].replace("\\", "-")
        return QSettings(str(tmp_path / f"{name}.ini"), QSettings.Format.IniFormat)

    return opened


def test_windows_is_told_what_to_start(registry: Registry) -> None:
    key = RunKey(["C:\\Program Files\\Supine\\supine.exe", "--profile", "D:\\"], registry)
    assert not key.is_on()
    key.set(True)
    assert registry(RUN).value(NAME) == (
        '"C:\\Program Files\\Supine\\supine.exe" "--profile" "D:\\\\"'
    )
    assert key.is_on()
    key.set(False)
    assert not registry(RUN).contains(NAME)
    assert not key.is_on()


@pytest.mark.parametrize(("first", "on"), [(b"\x02", True), (b"\x03", False), (b"\x07", False)])
def test_what_the_task_manager_has_switched_off_is_off(
    registry: Registry, first: bytes, on: bool
) -> None:
    key = RunKey(["supine.exe"], registry)
    key.set(True)
    approved = registry(APPROVED)
    approved.setValue(NAME, QByteArray(first + bytes(11)))
    approved.sync()
    assert key.is_on() == on
    key.set(True)
    assert key.is_on()
