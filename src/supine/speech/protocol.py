"""The messages between the program and the speech worker."""

from __future__ import annotations

from typing import Annotated

from msgspec import Meta, Struct

from supine.worker.messages import MessageReader, Ping, Pong, Quit

TEXT_LIMIT = 1_000
"""Characters of a text to be said: even if all are escaped, they fit into a line."""

MOST_VOICES = 40
"""Voices offered at once: enough to choose from, and they fit into a line."""

Number = Annotated[int, Meta(ge=0, le=2**53)]
Shift = Annotated[float, Meta(ge=-1, le=1)]
Share = Annotated[float, Meta(ge=0, le=1)]
Text = Annotated[str, Meta(max_length=TEXT_LIMIT)]
Short = Annotated[str, Meta(max_length=100)]


class Say(Struct, frozen=True, tag="say"):
    """Say `text`; the line under way is stopped first."""

    id: Number
    text: Text


class Stop(Struct, frozen=True, tag="stop"):
    """Be silent at once."""


class Configure(Struct, frozen=True, tag="configure"):
    """Speak like this from the next line on."""

    engine: Short = ""
    """The engine's name as Qt has it; empty for the system's own."""
    language: Short = "en"
    """Such as "en" or "en_GB". It chooses the voice if `voice` is empty or unknown."""
    voice: Short = ""
    """A voice's id, from `Voices`."""
    rate: Shift = 0.0
    """-1 is the slowest, 1 the fastest."""
    pitch: Shift = 0.0
    volume: Share = 1.0
    avoid: tuple[Short, ...] = ()
    """Engines to try last: the worker has died while it started them."""


class ListVoices(Struct, frozen=True, tag="voices"):
    """Tell which voices speak `language`."""

    language: Short = "en"


class Starting(Struct, frozen=True, tag="starting"):
    """An engine is started now; if this is the last message, the engine has ended the worker."""

    engine: Short


class Ready(Struct, frozen=True, tag="ready"):
    """What engine was found, if any."""

    engines: list[Short]
    engine: Short
    """The one in use; empty if there is none."""
    why: Text = ""
    """Why there is none, in the engine's own words."""
    speaks: bool = True
    """Whether one of its voices speaks the wanted language."""


class Known(Struct, frozen=True):
    """One voice."""

    name: Short
    language: Short
    """Such as "en_GB"."""
    id: Short


class Voices(Struct, frozen=True, tag="voices"):
    """The voices that speak a language, best first."""

    language: Short
    voices: Annotated[list[Known], Meta(max_length=MOST_VOICES)]


class Begun(Struct, frozen=True, tag="begun"):
    """The line can be heard."""

    id: Number


class Ended(Struct, frozen=True, tag="ended"):
    """The line has been said to its end."""

    id: Number


class Stopped(Struct, frozen=True, tag="stopped"):
    """The line was cut short, as asked."""

    id: Number


class Failed(Struct, frozen=True, tag="failed"):
    """The line could not be said."""

    id: Number
    why: Text = ""


Request = Say | Stop | Configure | ListVoices | Ping | Quit
Answer = Starting | Ready | Voices | Begun | Ended | Stopped | Failed | Pong


def speakable(text: str) -> str:
    """Return `text` as it may be given to an engine: one line, no markup, `TEXT_LIMIT` characters.

    The older engine of Windows takes text in angle brackets for commands.
    """
    plain = text.encode("utf-8", "ignore").decode().translate(_MARKUP)
    signs = (sign if sign.isprintable() or sign in _JOINERS else " " for sign in plain)
    return " ".join("".join(signs).split())[:TEXT_LIMIT]


_JOINERS = "\N{ZERO WIDTH NON-JOINER}\N{ZERO WIDTH JOINER}"
"""Signs inside Persian words and emoji: a space would make two words of one."""

_MARKUP = str.maketrans({"<": " ", ">": " ", "&": " "})


def requests() -> MessageReader[object]:
    """Return a reader for the worker."""
    return MessageReader(Request)


def answers() -> MessageReader[object]:
    """Return a reader for the program."""
    return MessageReader(Answer)
