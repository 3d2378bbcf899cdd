"""The theme for the first frame, found without reading all settings.

Importing what reads and checks the settings takes as long as opening the window. That happens
after the first frame, and only then are problems in the file told.
"""

from __future__ import annotations

import re
from pathlib import Path
from typing import Literal, get_args

ThemeName = Literal["dawn", "night", "contrast"]

ThemeChoice = Literal["system", "dawn", "night", "contrast"]
"""What can be set; "system" is high contrast where the computer is so set, otherwise as usual."""

THEMES: tuple[ThemeName, ...] = get_args(ThemeName)

USUAL: ThemeName = "dawn"

LINE = re.compile(rb"^theme: *(\w+) *\r?$", re.MULTILINE)

MAX_BYTES = 100_000
"""Bytes of a settings file that are searched."""


def theme_name(settings: Path) -> ThemeName:
    """Return the theme named in the file `settings`, or the usual one.

    "system" is the usual one here: to ask Qt takes 20 ms. After the first frame it is asked.
    """
    try:
        if not settings.is_file():
            return USUAL
        with settings.open("rb") as file:
            found = LINE.search(file.read(MAX_BYTES))
    except OSError:
        return USUAL
    name = found[1].decode() if found else ""
    return next((theme for theme in THEMES if theme == name), USUAL)
