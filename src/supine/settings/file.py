"""The settings file: plain YAML that a person can read, written whole or not at all."""

from __future__ import annotations

import json
import os
from pathlib import Path
from typing import Any, NamedTuple

from msgspec import Meta
from msgspec.structs import asdict, fields

from supine.core.problem import Problem, Unreadable, did_you_mean, excerpt, hinted
from supine.core.validation import validate
from supine.core.yaml_document import Mapping, parse, read_text
from supine.files import set_aside, write_whole
from supine.language import translate, translated
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
    about = translate(
        "Settings file", "Settings of Supine. You may change them here while Supine is closed."
    )
    lines = [f"# {about}"]
    values = asdict(settings)
    for info in fields(Settings):
        what = translated("Settings file", description_of(info.type))
        lines += ["", f"# {what}", f"{info.name}: {_scalar(values[info.name])}"]
    if kept:
        lines += ["", KEPT, kept]
    return "\n".join(lines) + "\n"


def _scalar(value: Any) -> str:
    if isinstance(value, str) and value.isascii() and value.isidentifier() and value != "null":
        return value
    # some characters that JSON leaves alone are refused by YAML: they become YAML's own escapes
    signs = json.dumps(value, ensure_ascii=False)
    return "".join(sign if sign.isprintable() else f"\\U{ord(sign):08x}" for sign in signs)


def description_of(kind: Any) -> str:
    """Return what the declaration says about a setting of type `kind`, in English."""
    notes = [note for note in getattr(kind, "__metadata__", ()) if isinstance(note, Meta)]
    return next((note.description for note in notes if note.description), "")


def parse_settings(text: str) -> ReadSettings:
    """Return what `text` says, with every setting in it that can be read.

    It may come from another version: unknown keys and bad values do not touch the others.
    """
    text = text.replace("\r\n", "\n").replace("\r", "\n")
    # the settings have names of files and voices
    data, problems = parse(text, exact=True)
    if not isinstance(data, Mapping):
        if not problems and text.strip():
            message = translate("Settings file", "settings are lines such as 'theme: night'")
            problems = [Problem(1, 1, message)]
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
    text = hinted(max(found)[1], problem.message) if found else problem.message
    return Problem(*place, text)


def _unknown_key(data: Mapping, key: str) -> Problem:
    hint = did_you_mean(key, NAMES)
    message = translate("Settings file", "{name} is no setting").format(name=excerpt(key))
    return Problem(*data.key_places[key], hinted(message, hint))


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
            # who has a file has been here before
            settings = found.settings.but(set_up_seen=True)
            return settings, self._put_aside(found._replace(settings=settings))
        if found.unknown:
            self.save(found.settings)
            told = translate(
                "Settings file",
                "Your settings file has something that Supine does not know ({problems}). It stays "
                "there.",
            )
            return found.settings, told.format(problems=_told(found.unknown))
        return found.settings, ""

    def _put_aside(self, found: ReadSettings) -> str:
        told = _told([*found.problems, *found.unknown])
        none = found.settings == Settings(set_up_seen=True)
        try:
            aside = set_aside(self.path)
        except OSError:
            self._writable = False
            return (
                translate(
                    "Settings file",
                    "Your settings could not be read ({problems}). The usual settings are in use, "
                    "and changes are not kept.",
                )
                if none
                else translate(
                    "Settings file",
                    "Some of your settings could not be read ({problems}). The usual ones are in "
                    "use for them, and changes are not kept.",
                )
            ).format(problems=told)
        self.save(found.settings)
        return (
            translate(
                "Settings file",
                "Your settings could not be read ({problems}). The usual settings are in use. The "
                "file as it was is now called {name}.",
            )
            if none
            else translate(
                "Settings file",
                "Some of your settings could not be read ({problems}). The usual ones are in use "
                "for them. The file as it was is now called {name}.",
            )
        ).format(problems=told, name=aside.name)

    def save(self, settings: Settings) -> str:
        """Keep `settings`; return a sentence for the person if that is not possible."""
        if not self._writable:
            return ""
        try:
            write_whole(self.path, as_text(settings.but(version=VERSION), self._kept))
        except OSError as error:
            told = translate(
                "Settings file",
                "Your settings could not be kept: {reason}. They hold until you close Supine.",
            )
            return told.format(reason=error.strerror or type(error).__name__)
        return ""


def _told(problems: list[Problem]) -> str:
    """Return `problems` in words, the first ones where there are many."""
    line = translate("Settings file", "line {line}: {problem}")
    told = [line.format(line=one.line, problem=one.message) for one in problems[:MOST_TOLD]]
    more = len(problems) - len(told)
    if more > 0:
        told.append(translate("Settings file", "and %n more|and %n more", "problems", more))
    return "; ".join(told)
