"""The settings file: plain YAML that a person can read, written whole or not at all."""

from __future__ import annotations

import json
import os
from pathlib import Path
from typing import Any, NamedTuple

from msgspec import Meta
from msgspec.structs import asdict, fields

from supine.core.problem import Problem, Unreadable, did_you_mean, excerpt
from supine.core.validation import validate
from supine.core.yaml_document import Mapping, parse, read_text
from supine.files import set_aside, write_whole
from supine.settings.declaration import RETIRED, VERSION, Settings

MAX_BYTES = 100_000
"""Bytes of a settings file that are read: it has 2,000, and is read as the program starts."""

MOST_TOLD = 3
"""Problems of a settings file that are told: more would fill the window."""

KEPT = "# Not known to this version of Supine, and kept as it was:"
"""The line above settings of another version, or of another program."""

NAMES = [info.name for info in fields(Settings)]


class ReadSettings(NamedTuple):
    """What a settings file says."""

    settings: Settings
    """All that could be read; the rest is as usual."""
    problems: list[Problem]
    """What could not be read."""
    unknown: list[Problem]
    """Keys that are no settings, unless they were found before."""
    kept: str
    """The text of all keys that are no settings."""


def as_text(settings: Settings, kept: str = "") -> str:
    """Return the file's text: each setting with a comment that says what it is.

    `kept` is the text of unknown keys, which comes last.
    """
    lines = ["# Settings of Supine. You may change them here while Supine is closed."]
    values = asdict(settings)
    for info in fields(Settings):
        lines += ["", f"# {_description(info.type)}", f"{info.name}: {_scalar(values[info.name])}"]
    if kept:
        lines += ["", KEPT, kept]
    return "\n".join(lines) + "\n"


def _scalar(value: Any) -> str:
    if isinstance(value, str) and value.isidentifier() and value != "null":
        return value
    # some characters that JSON leaves alone are refused by YAML: they become YAML's own escapes
    signs = json.dumps(value, ensure_ascii=False)
    return "".join(sign if sign.isprintable() else f"\\U{ord(sign):08x}" for sign in signs)


def _description(kind: Any) -> str:
    notes = [note for note in getattr(kind, "__metadata__", ()) if isinstance(note, Meta)]
    return next((note.description for note in notes if note.description), "")


def parse_settings(text: str) -> ReadSettings:
    """Return what `text` says, with every setting in it that can be read.

    It may come from another version: unknown keys and bad values do not touch the others.
    """
    text = text.replace("\r\n", "\n").replace("\r", "\n")
    data, problems = parse(text)
    if not isinstance(data, Mapping):
        if not problems and text.strip():
            problems = [Problem(1, 1, "settings are lines such as 'theme: night'")]
        return ReadSettings(Settings(), problems, [], "")
    settings, misfits = _known_settings(data)
    strange = [key for key in data.key_places if key not in (*NAMES, *RETIRED)]
    if data.flow and strange:
        # between braces a key has no lines of its own that could be kept
        problems += [_unknown_key(data, key) for key in strange]
        strange = []
    told = text.split(KEPT)[0].count("\n") + 1
    unknown = [_unknown_key(data, key) for key in strange if data.key_places[key][0] <= told]
    kept = "\n".join(_lines_of(data, key, text) for key in strange)
    return ReadSettings(settings, [*problems, *misfits], unknown, kept)


def _known_settings(data: Mapping) -> tuple[Settings, list[Problem]]:
    """Return the settings in `data`, and a problem for each that cannot be read."""
    known = [name for name in NAMES if name in data and name != "version"]
    settings, problems = validate(_part(data, known), Settings)
    if settings is not None:
        return settings, []
    values = {}
    for name in known:
        alone, _problems = validate(_part(data, [name]), Settings)
        if alone is not None:
            values[name] = getattr(alone, name)
    return Settings(**values), [_named(data, problem) for problem in problems]


def _part(data: Mapping, names: list[str]) -> Mapping:
    part = Mapping(data.place, data.flow)
    part.whole = data.whole
    for name in names:
        part[name] = data[name]
        part.key_places[name], part.value_places[name] = (
            data.key_places[name], data.value_places[name],
        )  # fmt: skip
    return part


def _named(data: Mapping, problem: Problem) -> Problem:
    """Return `problem` with the name of the setting that it is about, or in whose value it is."""
    place = (problem.line, problem.column)
    found = [(at, name) for name, at in data.value_places.items() if at <= place]
    text = f"{max(found)[1]}: {problem.message}" if found else problem.message
    return Problem(*place, text)


def _unknown_key(data: Mapping, key: str) -> Problem:
    hint = did_you_mean(key, NAMES)
    return Problem(*data.key_places[key], f"{excerpt(key)} is no setting{hint}")


def _lines_of(data: Mapping, key: str, text: str) -> str:
    """Return the lines of `key` and its value as they stand in `text`."""
    first = data.key_places[key][0]
    later = [line for line, _column in data.key_places.values() if line > first]
    lines = text.split("\n")[first - 1 : min(later) - 1 if later else None]
    while len(lines) > 1 and (not lines[-1].strip() or lines[-1].startswith("#")):
        lines.pop()
    return "\n".join(lines)


def settings_of(path: Path) -> Settings:
    """Return the settings in the file at `path`, or the usual ones. The file is not changed."""
    try:
        return parse_settings(read_text(path, MAX_BYTES)).settings
    except Unreadable:
        return Settings()


class SettingsFile:
    """The settings file of one profile. What cannot be read in it is never lost."""

    def __init__(self, path: Path) -> None:
        """Look after the file at `path`, which need not exist."""
        self.path = path
        self._kept = ""
        self._writable = True

    def load(self) -> tuple[Settings, str]:
        """Return the settings, and a sentence for the person about what was not understood.

        A file that could not be read whole is set aside, and written again without its mistakes.
        """
        if not os.path.lexists(self.path):
            return Settings(), ""
        try:
            found = parse_settings(read_text(self.path, MAX_BYTES))
        except Unreadable as error:
            found = ReadSettings(Settings(), error.problems, [], "")
        self._kept = found.kept
        if found.problems:
            which = "Your settings" if found.settings == Settings() else "Some of your settings"
            # who has a file has been here before
            settings = found.settings.but(set_up_seen=True)
            return settings, self._put_aside(found._replace(settings=settings), which)
        if found.unknown:
            self.save(found.settings)
            return found.settings, f"Your settings file has {_told(found.unknown)}. It stays there."
        return found.settings, ""

    def _put_aside(self, found: ReadSettings, which: str) -> str:
        why = f"{which} could not be read ({_told([*found.problems, *found.unknown])})."
        usual = "The usual settings are in use for them"
        try:
            aside = set_aside(self.path)
        except OSError:
            self._writable = False
            return f"{why} {usual}, and changes are not kept."
        self.save(found.settings)
        return f"{why} {usual}. The file as it was is now called {aside.name}."

    def save(self, settings: Settings) -> str:
        """Keep `settings`; return a sentence for the person if that is not possible."""
        if not self._writable:
            return ""
        try:
            write_whole(self.path, as_text(settings.but(version=VERSION), self._kept))
        except OSError as error:
            reason = error.strerror or "unknown reason"
            return f"Your settings could not be kept: {reason}. They hold until you close Supine."
        return ""


def _told(problems: list[Problem]) -> str:
    """Return `problems` in words, the first ones where there are many."""
    told = [f"line {problem.line}: {problem.message}" for problem in problems[:MOST_TOLD]]
    more = len(problems) - len(told)
    return "; ".join(told) + (f"; and {more} more" if more > 0 else "")
