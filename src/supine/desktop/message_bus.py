"""A connection to a message bus that may wait, for a thread of its own.

PySide's QtDBus cannot send an unsigned number, which notifications need, and it may hold up the
window while a service is waited for. This is as much of the D-Bus specification as Supine speaks:
methods are called, and signals are waited for.
"""

from __future__ import annotations

import os
import re
import socket
import struct
import sys
from collections import deque
from contextlib import suppress
from time import monotonic
from typing import Any, NamedTuple

BUS, BUS_PATH = "org.freedesktop.DBus", "/org/freedesktop/DBus"

CALL, RETURN, ERROR, SIGNAL = 1, 2, 3, 4
"""Kinds of messages."""

NO_ANSWER, NO_START = 1, 2
"""Flags of a call: nothing is to be answered; no service is to be started."""

PATH, FACE, MEMBER, FAULT, ANSWERED, TO, SIGNATURE = 1, 2, 3, 4, 5, 6, 8
"""The numbers of the fields in a message's head."""

FIELDS = {PATH: "o", FACE: "s", MEMBER: "s", TO: "s", SIGNATURE: "g"}
"""The type of each field that is sent."""

NUMBERS = {
    "y": "B", "b": "I", "n": "h", "q": "H", "i": "i", "u": "I", "x": "q", "t": "Q", "d": "d",
    "h": "I",
}  # fmt: skip
"""How Python packs each type that is a number of some kind."""

ALIGNED = {"g": 1, "v": 1, "s": 4, "o": 4, "a": 4, "(": 8, "{": 8}
"""Bytes on whose multiple the other types begin. A number begins on a multiple of its size."""

LONGEST = 1 << 20
"""Bytes of the longest message that is read."""

DEEPEST = 16
"""Levels of values within values that are read."""


class Message(NamedTuple):
    """A message that has come in."""

    kind: int
    fields: dict[int, Any]
    body: list[Any]

    @property
    def name(self) -> str:
        """Interface and member, such as "org.freedesktop.Notifications.ActionInvoked"."""
        return f"{self.fields.get(FACE, '')}.{self.fields.get(MEMBER, '')}"


class MessageBus:
    """One connection. Every method raises `OSError` where the bus or a service fails."""

    def __init__(self, path: str, seconds: float) -> None:
        """Connect to the bus at `path`, each of whose answers must come within `seconds`."""
        self._seconds, self._serial = seconds, 0
        self._waiting: deque[Message] = deque()
        """Signals that came while an answer was waited for."""
        self._data = b""
        self._socket = socket.socket(socket.AF_UNIX, socket.SOCK_STREAM)
        try:
            self._socket.settimeout(seconds)
            self._socket.connect(path)
            who = str(os.getuid()).encode().hex() if sys.platform != "win32" else ""
            self._socket.sendall(f"\0AUTH EXTERNAL {who}\r\n".encode())
            if not self._socket.recv(512).startswith(b"OK "):
                raise ConnectionRefusedError("the bus does not know this person")
            self._socket.sendall(b"BEGIN\r\n")
            self.call(BUS, BUS_PATH, f"{BUS}.Hello")
        except OSError:
            self._socket.close()
            raise

    def call(
        self, to: str, path: str, name: str, signature: str = "", *values: Any, starts: bool = True
    ) -> list[Any]:
        """Call the method `name` of a service with `values`, and return what it answers.

        Without `starts`, a service that does not run is not started.
        """
        self._send(0 if starts else NO_START, to, path, name, signature, values)
        until = monotonic() + self._seconds
        while True:
            message = self._next(until)
            if message.kind == SIGNAL:
                self._waiting.append(message)
            elif message.fields.get(ANSWERED) == self._serial:
                if message.kind == ERROR:
                    raise OSError(f"{name}: {message.fields.get(FAULT, 'failed')}")
                return message.body

    def listen(self, rule: str) -> None:
        """Let the bus send the signals that `rule` describes, as the specification writes it."""
        self.call(BUS, BUS_PATH, f"{BUS}.AddMatch", "s", rule)

    def wait(self, until: float) -> Message:
        """Return the next signal. Raises `TimeoutError` at `until`, on the monotonic clock."""
        while not self._waiting:
            message = self._next(until)
            if message.kind == SIGNAL:
                self._waiting.append(message)
        return self._waiting.popleft()

    def send(self, to: str, path: str, name: str, signature: str, *values: Any) -> None:
        """Call a method as `call` does, but do not wait for its answer."""
        self._send(NO_ANSWER, to, path, name, signature, values)

    def interrupt(self) -> None:
        """Let a thread that waits get an `OSError`. It may still send."""
        with suppress(OSError):
            self._socket.shutdown(socket.SHUT_RD)

    def close(self) -> None:
        """Close it."""
        self._socket.close()

    def _send(
        self, flags: int, to: str, path: str, name: str, signature: str, values: tuple[Any, ...]
    ) -> None:
        face, _, member = name.rpartition(".")
        fields = {PATH: path, FACE: face, MEMBER: member, TO: to}
        if signature:
            fields[SIGNATURE] = signature
        self._serial += 1
        self._socket.settimeout(self._seconds)
        self._socket.sendall(call_message(flags, self._serial, fields, signature, values))

    def _next(self, until: float) -> Message:
        while True:
            length = _length(self._data)
            if length > LONGEST:
                raise ConnectionAbortedError("a message is too long")
            if length and len(self._data) >= length:
                data, self._data = self._data[:length], self._data[length:]
                return read_message(data)
            left = until - monotonic()
            if left <= 0:
                raise TimeoutError("no answer in time")
            self._socket.settimeout(left)
            more = self._socket.recv(1 << 16)
            if not more:
                raise ConnectionAbortedError("the bus has closed the connection")
            self._data += more


def _length(data: bytes) -> int:
    """Return the length of the message at the start of `data`; 0 if too little has come yet."""
    if len(data) < 16:
        return 0
    order = "<" if data[:1] == b"l" else ">"
    body, fields = struct.unpack_from(f"{order}I4xI", data, 4)
    return 16 + int(fields) + -int(fields) % 8 + int(body)


def call_message(
    flags: int, serial: int, fields: dict[int, str], signature: str, values: tuple[Any, ...]
) -> bytes:
    """Return a method call as it goes over the bus, with `fields` by their numbers."""
    body = bytearray()
    for kind, value in zip(parts(signature), values, strict=True):
        _put(body, kind, value)
    head = bytearray(struct.pack("<cBBBII", b"l", CALL, flags, 1, len(body), serial))
    _put(head, "a(yv)", [(number, (FIELDS[number], value)) for number, value in fields.items()])
    _align(head, 8)
    return bytes(head + body)


def parts(signature: str) -> list[str]:
    """Return the whole types in `signature`: "sa{sv}u" has "s", "a{sv}" and "u".

    Raises `ConnectionAbortedError` if it is none.
    """
    found, at = [], 0
    while at < len(signature):
        end = _end(signature, at)
        found.append(signature[at:end])
        at = end
    return found


def _end(signature: str, at: int) -> int:
    """Return where the whole type that begins at `at` ends."""
    array = re.compile("a*").match(signature, at)
    at = array.end() if array is not None else at
    depth = 0
    for place in range(at, len(signature)):
        depth += (signature[place] in "({") - (signature[place] in ")}")
        if depth == 0:
            return place + 1
    raise ConnectionAbortedError("a message with a broken signature")


def _size(kind: str) -> int:
    """Return the bytes on whose multiple a value of `kind` begins."""
    number = NUMBERS.get(kind[0])
    return struct.calcsize(f"={number}") if number else ALIGNED[kind[0]]


def _align(out: bytearray, size: int) -> None:
    out += bytes(-len(out) % size)


def _put(out: bytearray, kind: str, value: Any) -> None:
    """Append `value` as the type `kind`. A variant is its type and its value."""
    _align(out, _size(kind))
    if kind in NUMBERS:
        out += struct.pack(f"<{NUMBERS[kind]}", value)
    elif kind in ("s", "o"):
        data = value.encode()
        out += struct.pack("<I", len(data)) + data + b"\0"
    elif kind == "g":
        out += bytes([len(value)]) + value.encode() + b"\0"
    elif kind == "v":
        _put(out, "g", value[0])
        _put(out, *value)
    elif kind[0] == "a":
        # the length does not count what aligns the first item
        at = len(out)
        out += bytes(4)
        _align(out, _size(kind[1:]))
        begin = len(out)
        for item in value.items() if isinstance(value, dict) else value:
            _put(out, kind[1:], item)
        struct.pack_into("<I", out, at, len(out) - begin)
    else:
        for part, item in zip(parts(kind[1:-1]), value, strict=True):
            _put(out, part, item)


def read_message(data: bytes) -> Message:
    """Return what a whole message says. Raises `ConnectionAbortedError` if it is none."""
    try:
        reader = _Reader(data)
        reader.at = 12
        fields = dict(reader.read("a(yv)"))
        reader.align(8)
        body = [reader.read(kind) for kind in parts(str(fields.get(SIGNATURE, "")))]
    except (struct.error, IndexError, KeyError, ValueError, TypeError) as error:
        raise ConnectionAbortedError("a message that cannot be read") from error
    return Message(data[1], fields, body)


class _Reader:
    """Reads values one after another."""

    def __init__(self, data: bytes) -> None:
        self._data, self._order, self.at = data, "<" if data[:1] == b"l" else ">", 0

    def align(self, size: int) -> None:
        self.at += -self.at % size

    def read(self, kind: str, depth: int = 0) -> Any:
        """Return the next value, which has the type `kind`; of a variant its value alone."""
        if depth > DEEPEST:
            raise ValueError("too deep")
        self.align(_size(kind))
        if kind in NUMBERS:
            number = self._number(NUMBERS[kind])
            return bool(number) if kind == "b" else number
        if kind in ("s", "o", "g"):
            return self._text(self._number("B" if kind == "g" else "I"))
        if kind == "v":
            (inner,) = parts(self.read("g"))
            return self.read(inner, depth + 1)
        if kind[0] == "a":
            return self._array(kind[1:], depth)
        if not (inside := parts(kind[1:-1])):
            raise ValueError("a group of nothing")
        return tuple(self.read(part, depth + 1) for part in inside)

    def _array(self, kind: str, depth: int) -> Any:
        length = self._number("I")
        self.align(_size(kind))
        end = self.at + length
        if end > len(self._data):
            raise ValueError("longer than the message")
        found = []
        while self.at < end:
            found.append(self.read(kind, depth + 1))
        return dict(found) if kind[0] == "{" else found

    def _number(self, kind: str) -> Any:
        (found,) = struct.unpack_from(f"{self._order}{kind}", self._data, self.at)
        self.at += struct.calcsize(f"={kind}")
        return found

    def _text(self, length: int) -> str:
        data = self._data[self.at : self.at + length]
        self.at += length + 1
        return data.decode()
