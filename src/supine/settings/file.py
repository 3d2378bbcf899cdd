"""The settings file: plain YAML that a person can read, written whole or not at all."""

from __future__ import annotations

import json
import os
from pathlib import Path
from typing import Any

from msgspec import Meta
from msgspec.structs import asdict, fields

from supine.core.problem import Problem, Unreadable
from supine.core.validation import validate
from supine.core.yaml_document import Mapping, parse, read_text
from supine.files import set_aside, write_whole
from supine.settings.declaration import VERSION, Settings

MOST_BYTES = 100_000
"""Bytes of a settings file that are read: it has 2,000, and is read before the window opens."""


def as_text(settings: Settings) -> str:
    """Return the file's text: each setting with a comment that says what it is."""
    lines = ["# Settings of Supine. You may change them here while Supine is closed."]
    values = asdict(settings)
    for info in fields(Settings):
        lines += ["", f"# {_description(info.type)}", f"{info.name}: {_scalar(values[info.name])}"]
    return "\n".join(lines) + "\n"


def _scalar(value: Any) -> str:
    if isinstance(value, str) and value.isidentifier() and value != "null":
        return value
    # what JSON leaves as it is and YAML refuses is written as YAML's own escape
    signs = json.dumps(value, ensure_ascii=False)
    return "".join(sign if sign.isprintable() else f"\\U{ord(sign):08x}" for sign in signs)


def _description(kind: Any) -> str:
    notes = [note for note in getattr(kind, "__metadata__", ()) if isinstance(note, Meta)]
    return next((note.description for note in notes if note.description), "")


def parse_settings(text: str) -> Settings:
    """Return the settings in `text`; raises `Unreadable` with every problem."""
    data, problems = parse(text)
    if isinstance(data, Mapping) and data.get("version") != str(VERSION):
        place = data.value_places.get("version", (1, 1))
        raise Unreadable([Problem(*place, "it was written by another version of Supine")])
    settings, misfits = validate(data, Settings)
    if settings is None or problems:
        raise Unreadable([*problems, *misfits])
    return settings


def settings_of(path: Path) -> Settings:
    """Return what is set in the file at `path`, only looked at; the usual settings without one."""
    try:
        return parse_settings(read_text(path, MOST_BYTES))
    except Unreadable:
        return Settings()


class SettingsFile:
    """The settings file of one profile. A file that cannot be read is never overwritten."""

    def __init__(self, path: Path) -> None:
        """Look after the file at `path`, which need not exist."""
        self.path = path
        self._writable = True

    def load(self) -> tuple[Settings, str]:
        """Return the settings, and a sentence for the person if they could not be read."""
        if not os.path.lexists(self.path):
            return Settings(), ""
        try:
            return parse_settings(read_text(self.path, MOST_BYTES)), ""
        except Unreadable as error:
            return Settings(), self._put_aside(error.problems[0])

    def _put_aside(self, problem: Problem) -> str:
        why = f"Your settings could not be read (line {problem.line}: {problem.message})."
        try:
            aside = set_aside(self.path)
        except OSError:
            self._writable = False
            return f"{why} The usual settings are in use, and changes are not kept."
        return f"{why} The file is now called {aside.name}, and the usual settings are in use."

    def save(self, settings: Settings) -> str:
        """Keep `settings`; return a sentence for the person if that is not possible."""
        if not self._writable:
            return ""
        try:
            write_whole(self.path, as_text(settings))
        except OSError as error:
            reason = error.strerror or "unknown reason"
            return f"Your settings could not be kept: {reason}. They hold until you close Supine."
        return ""
