"""Messages between the program and a worker: JSON, one message a line.

Either side may crash in the middle of a line, and a library may print anything. A line that cannot
be read becomes a `Fault`, never an exception.
"""

from __future__ import annotations

from typing import Any, Generic, TypeVar

from msgspec import MsgspecError, Struct
from msgspec.json import Decoder, Encoder

LINE_LIMIT = 10_000
"""Bytes of the longest line; a longer one is a fault."""


class Ping(Struct, frozen=True, tag="ping"):
    """Ask for a `Pong`, to see that nothing blocks the worker."""


class Pong(Struct, frozen=True, tag="pong"):
    """The answer to `Ping`."""


class Quit(Struct, frozen=True, tag="quit"):
    """End."""


class Fault(Struct, frozen=True):
    """A line that is no message."""

    why: str


Message = TypeVar("Message")

_encoder = Encoder()


def encoded(message: Struct) -> bytes:
    """Return `message` as one line."""
    return _encoder.encode(message) + b"\n"


class MessageReader(Generic[Message]):
    """Joins pieces of data to lines and decodes them."""

    def __init__(self, kind: Any) -> None:
        """Decode messages of `kind`, a union of tagged structs."""
        self._decoder: Decoder[Message] = Decoder(kind)
        self._begun = b""
        self._skips = False

    def feed(self, data: bytes) -> list[Message | Fault]:
        """Return the messages that `data` completes, in order."""
        *whole, self._begun = (self._begun + data).split(b"\n")
        found: list[Message | Fault] = []
        for line in whole:
            if not self._skips:
                found.append(self._read(line))
            self._skips = False
        if len(self._begun) > LINE_LIMIT:
            if not self._skips:
                found.append(Fault("a line without an end"))
            self._begun, self._skips = b"", True
        return found

    def _read(self, line: bytes) -> Message | Fault:
        if len(line) > LINE_LIMIT:
            return Fault("a line that is too long")
        try:
            return self._decoder.decode(line)
        except (MsgspecError, ValueError, RecursionError) as error:
            return Fault(str(error)[:200])
