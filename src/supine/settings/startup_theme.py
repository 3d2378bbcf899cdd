"""What the first frame must know of the settings, found without reading them whole.

They are read, and every problem in them told, when the window is there: what reads and checks them
takes as long to import as the window takes to open.
"""

from __future__ import annotations

import re
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from supine.settings.declaration import ThemeName

THEMES: tuple[ThemeName, ...] = ("dawn", "night", "contrast")

LINE = re.compile(rb"^theme: *(\w+) *\r?$", re.MULTILINE)

MOST_BYTES = 100_000
"""Bytes of a settings file that are looked at."""


def theme_name(settings: Path) -> ThemeName:
    """Return the theme that the file `settings` names; the usual one where it names none."""
    try:
        if not settings.is_file():
            return THEMES[0]
        with settings.open("rb") as file:
            found = LINE.search(file.read(MOST_BYTES))
    except OSError:
        return THEMES[0]
    name = found[1].decode() if found else ""
    return next((theme for theme in THEMES if theme == name), THEMES[0])
