"""The folders in which a person's files lie."""

from __future__ import annotations

from pathlib import Path

import platformdirs


class Profile:
    """The places of one person's files. Nothing is created until something is written."""

    def __init__(self, folder: Path | None = None) -> None:
        """Use `folder` for everything, or the system's usual places for this program."""
        self.folder = folder or Path(platformdirs.user_data_path("supine", appauthor=False))
        state = folder or Path(platformdirs.user_state_path("supine", appauthor=False))
        self.log = state / "supine.log"
        """What went wrong inside."""
        cache = folder or Path(platformdirs.user_cache_path("supine", appauthor=False))
        self.cache = cache / "sounds"
        """Sounds that can be made again."""
        self.settings = self.folder / "settings.yaml"
        self.sequences = self.folder / "sequences"
        """The folder of the person's own sequences."""
        self.journal = self.folder / "journal"
        """The folder of the journal, unless the settings name another one."""
        self.computer = state / "computer.txt"
        """The name of this computer's file in a journal."""
        self.places = state / "practices"
        """The folder of the practice under way, and where in it the person is."""
        self.window = self.folder / "window.ini"
        """The window's last size."""
