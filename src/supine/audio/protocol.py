"""The messages between the program and the audio worker."""

from __future__ import annotations

from typing import Annotated

from msgspec import Meta, Struct

from supine.core.sounds import Sound
from supine.worker.messages import MessageReader, Ping, Pong, Quit

Share = Annotated[float, Meta(ge=0, le=1)]
Seconds = Annotated[float, Meta(ge=0, le=120)]


class Play(Struct, frozen=True, tag="play"):
    """Play a sound. Times are those of `time.monotonic`, which all processes share."""

    sound: Sound
    due: float
    """When it must be heard."""
    latest: float
    """Later than this it is dropped."""


class Roll(Struct, frozen=True, tag="roll"):
    """Let the wave follow one breath."""

    lengths: tuple[Seconds, Seconds, Seconds, Seconds]
    """Seconds of inhale, pause, exhale, pause."""
    due: float
    """When the inhale begins."""
    joins: float
    """When the wave is heard: later than `due` in a breath that has begun."""


class Prepare(Struct, frozen=True, tag="prepare"):
    """Make the wave of a breath, and get recordings ready, so that both can begin in time."""

    lengths: tuple[Seconds, Seconds, Seconds, Seconds] | None = None
    recordings: tuple[str, ...] = ()
    adds: bool = False
    """Whether the recordings of the message before are needed too: a line has not room for all."""


class Recording(Struct, frozen=True, tag="recording"):
    """Play a teacher's recording at once."""

    path: str
    volume: Share


class StopRecording(Struct, frozen=True, tag="stop-recording"):
    """Stop the recording."""


class Calm(Struct, frozen=True, tag="calm"):
    """End the wave softly."""


class Hush(Struct, frozen=True, tag="hush"):
    """Stop all sounds, and forget those that were to come."""


class Volumes(Struct, frozen=True, tag="volumes"):
    """How loud everything is from now on, as the ear takes it."""

    bells: Share
    breath: Share
    wave: Share


class Awake(Struct, frozen=True, tag="awake"):
    """Keep the sound device awake, or let it sleep when all sounds have ended."""

    on: bool


class Device(Struct, frozen=True, tag="device"):
    """Whether there is a sound device."""

    there: bool


class ServerGone(Struct, frozen=True, tag="server-gone"):
    """The sound server has ended. Qt finds no new one in this process: another worker must."""


class Silent(Struct, frozen=True, tag="silent"):
    """The device plays nothing any more, and Qt does not say why: another worker may know."""


class Unplayable(Struct, frozen=True, tag="unplayable"):
    """A recording cannot be played."""

    path: str


Request = (
    Play | Roll | Prepare | Recording | StopRecording | Calm | Hush | Volumes | Awake | Ping | Quit
)
Answer = Device | ServerGone | Silent | Unplayable | Pong


def requests() -> MessageReader[object]:
    """Return a reader for the worker."""
    return MessageReader(Request)


def answers() -> MessageReader[object]:
    """Return a reader for the program."""
    return MessageReader(Answer)
