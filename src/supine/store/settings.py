"""The person's settings: one declaration each, kept in a file that a person can read."""

from __future__ import annotations

import json
import os
from pathlib import Path
from typing import Annotated, Any, Literal

from msgspec import Meta, Struct
from msgspec.structs import asdict, fields, replace

from supine.core.document import Mapping, parse, read_text
from supine.core.fitting import fit
from supine.core.pace import Pace, Ready
from supine.core.problem import Problem, Unreadable
from supine.store.files import set_aside, write_whole
from supine.voice.choices import Amount, Counting, Factor

VERSION = 1

MOST_BYTES = 100_000
"""Bytes of a settings file that are read: it has 2,000, and is read before the window opens."""

Share = Annotated[float, Meta(ge=0, le=1)]
ThemeName = Literal["dawn", "night", "contrast"]
Motion = Literal["system", "full", "reduced"]
Skin = Literal["light", "dark"]
Turn = Literal["none", "left", "right"]


class Settings(Struct, frozen=True, forbid_unknown_fields=True):
    """Everything that can be set. The descriptions become the comments of the file."""

    version: Annotated[int, Meta(description="Of this file. Leave it as it is.")] = VERSION
    breaths_per_minute: Annotated[
        float, Meta(ge=3, le=20, description="Breaths a minute, from 3 to 20.")
    ] = 6.0
    inhale_part: Annotated[
        float, Meta(ge=1, le=10, description="In : out, as parts of a breath. The part for in.")
    ] = 4.0
    exhale_part: Annotated[float, Meta(ge=1, le=10, description="The part for out.")] = 6.0
    pause_full: Annotated[float, Meta(ge=0, le=10, description="Seconds with full lungs.")] = 0.0
    pause_empty: Annotated[float, Meta(ge=0, le=10, description="Seconds with empty lungs.")] = 0.0
    settle: Annotated[
        float, Meta(ge=0.5, le=4, description="Time to settle: 2 is twice the usual time.")
    ] = 1.0
    ready: Annotated[
        Ready,
        Meta(
            description="Where much has to be arranged: timed, gate (time at most, or any key) or "
            "wait (until any key)."
        ),
    ] = "gate"
    viewing_distance: Annotated[
        float, Meta(ge=0.5, le=5, description="Metres from the eyes to the screen.")
    ] = 1.5
    text_size: Annotated[
        float, Meta(ge=0.5, le=3, description="Text size by hand: 1 is as the distance says.")
    ] = 1.0
    theme: Annotated[ThemeName, Meta(description="dawn, night or contrast.")] = "dawn"
    motion: Annotated[
        Motion, Meta(description="system (as the computer is set), full or reduced.")
    ] = "system"
    skin: Annotated[Skin, Meta(description="Of the drawn body: light or dark.")] = "light"
    turn: Annotated[
        Turn, Meta(description="Where the practice screen's top points: none (up), left or right.")
    ] = "none"
    lock_in_fullscreen: Annotated[
        bool, Meta(description="Lock the keys by themselves in full screen.")
    ] = False
    bells_volume: Annotated[Share, Meta(description="Bells, from 0 (silent) to 1.")] = 0.8
    breath_volume: Annotated[Share, Meta(description="Breath tones, from 0 (silent) to 1.")] = 0.7
    wave: Annotated[bool, Meta(description="A soft wave through each breath.")] = False
    wave_volume: Annotated[Share, Meta(description="The wave, from 0 (silent) to 1.")] = 0.5
    wave_ducks: Annotated[
        bool, Meta(description="The wave falls silent while the voice speaks.")
    ] = True
    voice: Annotated[bool, Meta(description="Every line is spoken.")] = True
    voice_amount: Annotated[
        Amount, Meta(description="all, short (side, pose and counts) or sides (side and counts).")
    ] = "all"
    voice_counting: Annotated[
        Counting, Meta(description="Counted aloud: none, last, halfway (and last) or every.")
    ] = "last"
    voice_engine: Annotated[
        str, Meta(max_length=100, description="The speech engine; empty is the system's own.")
    ] = ""
    voice_name: Annotated[
        str, Meta(max_length=100, description="The voice's own name; empty is the best one.")
    ] = ""
    voice_speed: Annotated[
        float, Meta(ge=-1, le=1, description="From -1 (slow) to 1 (fast); 0 is the voice's own.")
    ] = -0.2
    voice_pitch: Annotated[
        float, Meta(ge=-1, le=1, description="From -1 (low) to 1 (high); 0 is the voice's own.")
    ] = 0.0
    voice_volume: Annotated[Share, Meta(description="The voice, from 0 (silent) to 1.")] = 1.0
    voice_factor: Annotated[
        Factor, Meta(description="How slowly the voice was found to speak; it finds out itself.")
    ] = 1.0
    minutes: Annotated[
        int, Meta(ge=0, le=180, description="Length chosen last, in minutes; 0 is as written.")
    ] = 0
    muted: Annotated[bool, Meta(description="All sounds off.")] = False
    keep_screen_on: Annotated[bool, Meta(description="Keep the screen on in a practice.")] = True

    def but(self, **changes: Any) -> Settings:
        """Return these settings with `changes`."""
        return replace(self, **changes)

    @property
    def speaks(self) -> bool:
        """Whether lines are to be spoken."""
        # some engines whisper at volume 0
        return self.voice and not self.muted and self.voice_volume > 0

    @property
    def pace(self) -> Pace:
        """The person's own pace."""
        return Pace(
            breaths_per_minute=self.breaths_per_minute,
            inhale_part=self.inhale_part,
            exhale_part=self.exhale_part,
            pause_full=self.pause_full,
            pause_empty=self.pause_empty,
            settle=self.settle,
            voice_factor=self.voice_factor if self.speaks else None,
            ready=self.ready,
        )


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
    settings, misfits = fit(data, Settings)
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
