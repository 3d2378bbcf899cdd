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

    @property
    def settings(self) -> Path:
        """The settings file."""
        return self.folder / "settings.yaml"

    @property
    def sequences(self) -> Path:
        """The folder of the person's own sequences."""
        return self.folder / "sequences"

    @property
    def window(self) -> Path:
        """The window's last size."""
        return self.folder / "window.ini"
