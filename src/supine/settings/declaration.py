"""Everything that can be set: one declaration each, with its bounds and what it is for."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated, Any, Literal, NamedTuple

from msgspec import Meta, Struct
from msgspec.structs import replace

from supine.core.pace import Pace, Ready
from supine.settings.startup_theme import ThemeChoice

VERSION = 1

Share = Annotated[float, Meta(ge=0, le=1)]
Motion = Literal["system", "full", "reduced"]
Skin = Literal["light", "dark"]
Build = Literal["slimmer", "broader"]
Turn = Literal["none", "left", "right"]

Amount = Literal["all", "short", "sides"]
"""All lines; or the side, the pose and the counts; or the side and the counts."""

Counting = Literal["none", "last", "halfway", "every"]
"""What is counted aloud after "Five breaths."; "halfway" includes the last one."""

SLOWEST, FASTEST = 4.0, 0.25
"""Factors beyond which something else was measured: a hung engine, a line that was not said."""

Factor = Annotated[float, Meta(ge=FASTEST, le=SLOWEST)]


SHARED = "sequences"
"""The folder of own sequences within a journal's folder."""

MOST_LENGTHS = 200
"""Sequences whose chosen length is kept; the one chosen longest ago is forgotten first."""

RETIRED = ("minutes",)
"""Settings of earlier versions that are left out of the file without a word.

`minutes` was one length for all sequences. Nobody can say for which it was chosen, so each begins
as it is written.
"""

DAYS = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")
"""The days of the week in the settings, in the order in which Python counts them."""

PACE = (
    "breaths_per_minute", "inhale_part", "exhale_part", "pause_full", "pause_empty", "settle",
    "ready",
)  # fmt: skip
"""Settings of the person's own pace."""


class Person(NamedTuple):
    """How the drawn body looks."""

    skin: Skin = "light"
    build: Build = "slimmer"


ANYBODY = Person()
"""Who is drawn where nothing is set."""


class Settings(Struct, frozen=True, forbid_unknown_fields=True):
    """Everything that can be set. The descriptions become the comments of the file."""

    version: Annotated[int, Meta(description="The version of this file. Leave it as it is.")] = (
        VERSION
    )
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
            description="Where you need your hands, as for a strap: timed, gate (longer, or any "
            "key) or wait (until any key)."
        ),
    ] = "gate"
    viewing_distance: Annotated[
        float, Meta(ge=0.5, le=5, description="Metres from the eyes to the screen.")
    ] = 1.5
    text_size: Annotated[
        float, Meta(ge=0.25, le=4, description="Text size: 1 fits the viewing distance.")
    ] = 1.0
    theme: Annotated[
        ThemeChoice,
        Meta(
            description="system (dawn, or contrast if the computer is so set), dawn, night or "
            "contrast."
        ),
    ] = "system"
    motion: Annotated[
        Motion, Meta(description="system (as the computer is set), full or reduced.")
    ] = "system"
    skin: Annotated[Skin, Meta(description="Of the drawn body: light or dark.")] = "light"
    build: Annotated[Build, Meta(description="Of the drawn body: slimmer or broader.")] = "slimmer"
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
        Factor, Meta(description="How slowly the voice speaks; Supine finds that out.")
    ] = 1.0
    lengths: Annotated[
        dict[str, Annotated[int, Meta(ge=1, le=180)]],
        Meta(description="Minutes chosen for a sequence. One that is not here is as written."),
    ] = {}
    journal_folder: Annotated[
        str,
        Meta(max_length=4000, description="The folder of the journal; empty is the usual one."),
    ] = ""
    share_sequences: Annotated[
        bool,
        Meta(description="Keep your own sequences in the journal's folder, if it is not empty."),
    ] = False
    last_practised: Annotated[
        str, Meta(max_length=4000, description="The sequence that was practised last.")
    ] = ""
    ask_feeling: Annotated[
        bool, Meta(description="Ask before and after a practice how the back feels.")
    ] = True
    count_days: Annotated[
        bool, Meta(description="Say in the journal on how many days in a row you practised.")
    ] = False
    set_up_seen: Annotated[bool, Meta(description="How to set up has been shown.")] = False
    muted: Annotated[bool, Meta(description="All sounds off.")] = False
    reminders: Annotated[
        bool, Meta(description="A reminder on some days, while Supine is running.")
    ] = False
    reminder_days: Annotated[
        str,
        Meta(
            pattern=rf"^(({'|'.join(DAYS)})( (?=[a-z])|$))*$",
            description="Of the week: mon tue wed thu fri sat sun.",
        ),
    ] = "mon wed fri"
    reminder_time: Annotated[
        float, Meta(ge=0, lt=24, description="Hour of the day: 18.5 is half past six.")
    ] = 18.0
    reminded: Annotated[
        str, Meta(max_length=40, description="The last day with a reminder; Supine writes it.")
    ] = ""
    remind_again: Annotated[
        str, Meta(max_length=40, description="When the reminder comes again; Supine writes it.")
    ] = ""
    keep_screen_on: Annotated[bool, Meta(description="Keep the screen on in a practice.")] = True

    def but(self, **changes: Any) -> Settings:
        """Return these settings with `changes`."""
        return replace(self, **changes)

    def with_length(self, name: str, minutes: int) -> Settings:
        """Return these settings with `minutes` chosen for the sequence `name`; 0 is as written."""
        lengths = {one: length for one, length in self.lengths.items() if one != name}
        if minutes:
            lengths[name] = minutes
        return self.but(lengths=dict(list(lengths.items())[-MOST_LENGTHS:]))

    @property
    def person(self) -> Person:
        """How the drawn body looks."""
        return Person(self.skin, self.build)

    @property
    def chosen_folder(self) -> Path | None:
        """The folder that was chosen for the journal; None for the usual one."""
        folder = Path(self.journal_folder)
        # of any other path nobody knows where it begins
        return folder if folder.is_absolute() else None

    @property
    def shared_sequences(self) -> Path | None:
        """The folder of the person's own sequences if they are beside a shared journal."""
        folder = self.chosen_folder
        return folder / SHARED if folder is not None and self.share_sequences else None

    @property
    def speaks(self) -> bool:
        """Whether lines are to be spoken."""
        # some engines whisper at volume 0
        return self.voice and not self.muted and self.voice_volume > 0

    @property
    def pace(self) -> Pace:
        """The person's own pace."""
        pace = {name: getattr(self, name) for name in PACE}
        return Pace(**pace, voice_factor=self.voice_factor if self.speaks else None)
