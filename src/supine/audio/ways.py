"""Who listens at a socket, and how many ways lead there from this program."""

from __future__ import annotations

import os
import socket
import stat
import struct
from functools import lru_cache
from pathlib import Path
from typing import NamedTuple


class Peer(NamedTuple):
    """Who listens at a socket: the number of the process, 0 if nobody can tell.

    Where systemd listens until somebody calls, `name` is the place: it does so at many.
    """

    process: int
    name: str = ""

    def lives(self) -> bool:
        """Return whether there is such a process, as far as can be told without a file."""
        if not self.process:
            return True
        try:
            os.kill(self.process, 0)
        except OSError as error:
            # it may be somebody else's
            return isinstance(error, PermissionError)
        return True


UNKNOWN = Peer(0)
"""Somebody, but nobody can tell who."""


def listener(address: str) -> Peer | None:
    """Return who listens at `address`, or None if nobody does.

    It is `UNKNOWN` where the system does not tell, and where too many wait to be heard already.
    Raises `OSError` where no file can be opened to ask.
    """
    if not hasattr(socket, "AF_UNIX"):
        return UNKNOWN
    with socket.socket(socket.AF_UNIX, socket.SOCK_STREAM) as trial:
        trial.setblocking(False)
        try:
            trial.connect(address)
        except BlockingIOError:
            return UNKNOWN
        except OSError:
            return None
        return _other_end(trial)


def ways_to(wanted: Peer) -> int | None:
    """Return how many sockets of this program lead to `wanted`.

    None is: nobody can tell. Only Linux lists what is open, and where no file can be opened even
    that list stays closed.
    """
    try:
        files = [int(path.name) for path in Path("/proc/self/fd").iterdir()]
    except OSError:
        return None
    return sum(_leads_to(file) == wanted for file in files)


def _leads_to(file: int) -> Peer | None:
    """Return who is at the other end of the open `file`, if it is a socket of that kind."""
    try:
        if not stat.S_ISSOCK(os.fstat(file).st_mode):
            return None
        with socket.socket(fileno=os.dup(file)) as found:
            return _other_end(found) if found.family == socket.AF_UNIX else None
    except OSError:
        return None


def _other_end(connected: socket.socket) -> Peer:
    if not hasattr(socket, "SO_PEERCRED"):
        return UNKNOWN
    told = connected.getsockopt(socket.SOL_SOCKET, socket.SO_PEERCRED, struct.calcsize("3i"))
    process = struct.unpack("3i", told)[0]
    return Peer(process, str(connected.getpeername()) if _is_systemd(process) else "")


@lru_cache(maxsize=16)
def _is_systemd(process: int) -> bool:
    """Return whether `process` is systemd; raises `OSError` where no file can be opened."""
    try:
        return Path(f"/proc/{process}/comm").read_text() == "systemd\n"
    except (FileNotFoundError, PermissionError):
        return False
