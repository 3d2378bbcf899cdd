"""Starting with the computer: an entry that the person asks for, and can remove by any means.

Nothing is remembered elsewhere: whether Supine starts is what the system's own entry says.
"""

from __future__ import annotations

import os
import re
import shutil
import sys
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Protocol

import platformdirs
from PySide6.QtCore import QSettings

from supine import APPLICATION_ID
from supine.files import write_whole
from supine.language import translate
from supine.worker.process import command

ENTRY = """\
[Desktop Entry]
Type=Application
Name=Supine
Exec={line}
TryExec={program}
Icon={icon}
Terminal=false
"""

RUN = r"HKEY_CURRENT_USER\Software\Microsoft\Windows\CurrentVersion\Run"
"""Where Windows looks for what starts with the session of this person."""

APPROVED = (
    r"HKEY_CURRENT_USER\Software\Microsoft\Windows\CurrentVersion\Explorer\StartupApproved\Run"
)
"""Where its Task Manager keeps what was switched off there: by an odd first byte."""

NAME = "Supine"


class Autostart(Protocol):
    """The entry of one system."""

    def is_on(self) -> bool:
        """Return whether this program will start with the computer, as far as can be seen."""

    def set(self, on: bool) -> None:
        """Make the entry, or remove it. Raises `OSError`."""


def autostart(profile: Path | None = None) -> Autostart:
    """Return the entry of this system, for a program that keeps everything in `profile`."""
    words = command("--minimised")
    if single := os.environ.get("SUPINE_FILE"):
        # the program in one file: what it has unpacked may go, and is of its own version alone
        words[0] = str(Path(single).resolve())
    if profile is not None:
        words += ["--profile", str(profile.resolve())]
    if sys.platform == "win32":
        return RunKey(words)
    if sys.platform == "darwin":
        return LaunchAgent(words, Path.home() / f"Library/LaunchAgents/{APPLICATION_ID}.plist")
    folder = Path(platformdirs.user_config_path()) / "autostart"
    return DesktopEntry(words, folder / f"{APPLICATION_ID}.desktop")


class DesktopEntry:
    """The file of Linux desktops, by the Desktop Application Autostart Specification."""

    def __init__(self, words: Sequence[str], path: Path) -> None:
        """Start the program by the command line `words`; the file is at `path`."""
        self._words, self._path = words, path

    def is_on(self) -> bool:
        """Return whether a desktop will start it."""
        try:
            lines = self._path.read_text("utf-8").splitlines()
        except (OSError, UnicodeError):
            return False
        said = dict(line.partition("=")[::2] for line in lines)
        # desktops switch it off so
        off = said.get("Hidden") == "true" or said.get("X-GNOME-Autostart-enabled") == "false"
        # without the program the file is passed over
        program = said.get("TryExec", "").replace(r"\\", "\\")
        return not off and (not program or shutil.which(program) is not None)

    def set(self, on: bool) -> None:
        """Write the file, or remove it. Raises `OSError`."""
        if not on:
            self._path.unlink(missing_ok=True)
            return
        line = " ".join(map(_quoted, self._words))
        program = _escaped(self._words[0])
        text = ENTRY.format(line=_escaped(line), program=program, icon=APPLICATION_ID)
        write_whole(self._path, text, private=False)


def _quoted(word: str) -> str:
    """Return `word` as an argument in the line of a desktop entry."""
    word = word.replace("%", "%%")
    if re.fullmatch(r"[\w@%+=:,./-]+", word):
        return word
    return '"' + re.sub(r'(["`$\\])', r"\\\1", word) + '"'


def _escaped(text: str) -> str:
    """Return `text` as a value in a desktop entry."""
    return text.replace("\\", r"\\").replace("\n", r"\n")


class LaunchAgent:
    """The file of macOS. Not run on a Mac yet."""

    def __init__(self, words: Sequence[str], path: Path) -> None:
        """Start the program by the command line `words`; the file is at `path`."""
        self._words, self._path = words, path

    def is_on(self) -> bool:
        """Return whether the file is there, and names a program that is."""
        import plistlib  # noqa: PLC0415 - it brings an XML parser, which only macOS needs

        try:
            said = plistlib.loads(self._path.read_bytes())
            return not said.get("Disabled") and os.access(said["ProgramArguments"][0], os.X_OK)
        except (OSError, ValueError, LookupError, TypeError, AttributeError):
            return False

    def set(self, on: bool) -> None:
        """Write the file, or remove it. Raises `OSError`."""
        if not on:
            self._path.unlink(missing_ok=True)
            return
        import plistlib  # noqa: PLC0415

        said = {"Label": APPLICATION_ID, "ProgramArguments": [*self._words], "RunAtLoad": True}
        write_whole(self._path, plistlib.dumps(said), private=False)


def _quoted_for_windows(word: str) -> str:
    # no name has quotes there; backslashes before one would be halved
    return '"' + re.sub(r"(\\+)$", r"\1\1", word) + '"'


def _registry(key: str) -> QSettings:
    return QSettings(key, QSettings.Format.NativeFormat)


class RunKey:
    """The value in the registry of Windows."""

    def __init__(
        self, words: Sequence[str], registry: Callable[[str], QSettings] = _registry
    ) -> None:
        """Start the program by the command line `words`; `registry` opens a key."""
        self._words, self._registry = words, registry

    def is_on(self) -> bool:
        """Return whether the value is there and not switched off."""
        if not self._registry(RUN).contains(NAME):
            return False
        approved = self._registry(APPROVED).value(NAME)
        data = bytes(approved.data()) if approved is not None else b""
        return not data or data[0] % 2 == 0

    def set(self, on: bool) -> None:
        """Write the value, or remove it. Raises `OSError`."""
        run, approved = self._registry(RUN), self._registry(APPROVED)
        if on:
            run.setValue(NAME, " ".join(map(_quoted_for_windows, self._words)))
        else:
            run.remove(NAME)
        approved.remove(NAME)
        for one in (run, approved):
            one.sync()
            if one.status() != QSettings.Status.NoError:
                raise OSError(translate("Files", "the registry cannot be written"))
