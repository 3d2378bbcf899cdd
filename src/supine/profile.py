"""The folder in which everything lies that is kept for one person."""

from __future__ import annotations

from pathlib import Path

import platformdirs


class Profile:
    """The places of one person's files. Nothing is made until something is written."""

    def __init__(self, folder: Path | None = None) -> None:
        """Use `folder`, or the system's usual place for this program's data."""
        self.folder = folder or Path(platformdirs.user_data_path("supine", appauthor=False))

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
