"""Where the message buses of a Linux desktop are, and whether they answer.

It is asked before the first frame, so it imports nothing heavy: `_socket` is what `socket` is built
on, without its 5 ms of enumerations.
"""

from __future__ import annotations

import _socket
import os

SESSION_BUS, SYSTEM_BUS = "DBUS_SESSION_BUS_ADDRESS", "DBUS_SYSTEM_BUS_ADDRESS"
"""The environment variables that tell where the bus of the session, and of the computer, is."""

SYSTEM_BUS_PATH = "/run/dbus/system_bus_socket"
"""Where the computer's bus is if nobody tells."""

NO_BUS = "unix:path=/dev/null"
"""An address at which no bus answers, so that whoever asks for one goes on without it at once."""

ANSWER_TIMEOUT = 2.0
"""Seconds in which a bus must answer. Qt would wait for it with the window frozen."""

STARTING = 5.0
"""The same as the program starts: a computer that has just started is slow, and this answer holds
until the program ends."""


def bus_path(variable: str = SESSION_BUS) -> str:
    """Return the path of the message bus that an environment `variable` tells of.

    It is empty if the bus is not a file. The usual one is the person's own.
    """
    if not hasattr(_socket, "AF_UNIX"):
        return ""
    told = os.environ.get(variable, "")
    if variable == SYSTEM_BUS and not told:
        return SYSTEM_BUS_PATH
    runtime = os.environ.get("XDG_RUNTIME_DIR", "")
    return path_in(told or (f"unix:path={runtime}/bus" if runtime else ""))


def path_in(addresses: str) -> str:
    """Return the path of the first file among a bus's `addresses`, as the bus writes them."""
    for address in addresses.split(";"):
        kind, _, parts = address.partition(":")
        named = dict(part.partition("=")[::2] for part in parts.split(","))
        if kind == "unix" and "path" in named:
            return named["path"]
        if kind == "unix" and "abstract" in named:
            return "\0" + named["abstract"]
    return ""


def bus_answers(path: str) -> bool:
    """Return whether a message bus at `path` answers within `ANSWER_TIMEOUT`."""
    try:
        return _greeting(path, ANSWER_TIMEOUT).startswith(b"OK ")
    except OSError:
        return False


def leave_hung_bus(seconds: float = STARTING) -> bool:
    """Go without the session's bus if it does not answer within `seconds`; return whether so.

    For the first widget Qt asks it whether there is a screen reader, and waits without a limit.
    """
    if not (path := bus_path()):
        return False
    try:
        _greeting(path, seconds)
    except TimeoutError:
        os.environ[SESSION_BUS] = NO_BUS
        return True
    except OSError:
        # where nobody listens, Qt sees so too
        return False
    return False


def _greeting(path: str, seconds: float) -> bytes:
    """Return what is answered at `path` to the first line of D-Bus's authentication.

    Raises `OSError`, which is `TimeoutError` after `seconds` without an answer.
    """
    who = str(os.getuid()).encode().hex() if hasattr(os, "getuid") else ""
    bus = _socket.socket(_socket.AF_UNIX, _socket.SOCK_STREAM)
    try:
        bus.settimeout(seconds)
        bus.connect(path)
        bus.sendall(f"\0AUTH EXTERNAL {who}\r\n".encode())
        return bus.recv(64)
    finally:
        bus.close()
