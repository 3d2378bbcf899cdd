"""Whether the sound server still answers, and is still the one that Qt speaks to.

When PulseAudio dies, Qt 6.9 tells nobody: its list of devices stays as it was, and a stream that is
opened then aborts the whole program inside libpulse ("Assertion 'c' failed"). Three seconds later
Qt tries once to reach the server again, and tells of its devices if it could; if it could not, it
never will. So a server that was started anew is not to be used before Qt has spoken of devices.

And not always then. From its first stream on Qt has two ways to the server, one for devices and one
for streams, and each comes back by a rough clock of its own, a few milliseconds apart. A stream
that was opened when only the devices were back aborted the program in one of ten deaths. Nobody
tells of the second way, so the sockets are counted.
"""

from __future__ import annotations

import os
import socket
import struct
from pathlib import Path

from supine.audio.ways import UNKNOWN, Peer, listener, ways_to

PATIENCE = 0.25
"""Seconds for a server to take a word; one that lives takes a millisecond."""

NONSENSE = struct.pack(">5I", 0x7FFFFFFF, 0xFFFFFFFF, 0, 0, 0)
"""The head of a message that is too long for any server: one that lives hangs up."""

WAYS = 2
"""The most ways that Qt 6.9 has to a server; whatever else leads there is not Qt's."""

HANDLES = 16
"""More than Qt opens at once: 5 to look for devices, 7 for its first stream, 3 for a later one."""


class SoundServer:
    """The PulseAudio (or PipeWire) server that Qt knows, as soon as there is one."""

    def __init__(self) -> None:
        """Find the server's socket, where the system has such a thing."""
        self._address, self._ways = _address(), 1
        self._listener: Peer | None = None
        self._listener = self._found()

    def answers(self) -> bool:
        """Return whether Qt's server can be reached; true where there never was one to ask."""
        if self._listener is None:
            return True
        return self._found() == self._listener

    def hangs(self) -> bool:
        """Return whether there is a server that takes no word.

        Qt looks for devices for as long as such a server hangs, with the window frozen.
        """
        if self._address is None:
            return False
        try:
            with socket.socket(socket.AF_UNIX, socket.SOCK_STREAM) as trial:
                trial.settimeout(PATIENCE)
                trial.connect(self._address)
                trial.sendall(NONSENSE)
                trial.recv(1)
        except TimeoutError:
            return True
        except OSError:
            return False
        return False

    def has_room(self) -> bool:
        """Return whether Qt could open all that a stream needs, and a new way to the server.

        With too few file handles left Qt uses what libpulse has not made, which aborts the program;
        a later stream is never heard.
        """
        opened: list[int] = []
        try:
            while len(opened) < HANDLES:
                opened += os.pipe()
        except OSError:
            return False
        finally:
            for handle in opened:
                os.close(handle)
        return True

    def meet(self) -> bool:
        """Take the server that runs now for Qt's own, as Qt has just told of devices.

        Return whether a stream may be opened. A server that ends in order takes its devices away
        first, and listens still; by the time that Qt tells of it a new one may run, which Qt does
        not know yet.
        """
        found = self._found()
        if found is None or not self._reaches(found):
            return self._listener is None
        self._listener = found
        return True

    def is_reached(self) -> bool:
        """Return whether Qt has all its ways to the server that was met last."""
        return self._listener is None or self._reaches(self._listener)

    def count_ways(self) -> None:
        """Learn how many ways Qt has to the server, as it has just opened a stream."""
        if self._listener is not None:
            self._ways = min(max(self._ways, ways_to(self._listener) or 0), WAYS)

    def _reaches(self, found: Peer) -> bool:
        """Return whether as many ways lead to who was `found` as Qt has to a server.

        Where nobody can count them they are taken for granted, but not to a server that is new
        while no file can be opened.
        """
        ways = ways_to(found)
        if ways is None or found == UNKNOWN:
            return found == self._listener or not Path("/proc/self/fd").exists()
        return ways >= self._ways

    def _found(self) -> Peer | None:
        """Return who listens; where nobody can tell, who did, if that still lives.

        A practice that took such a server for dead would stay silent: Qt has nothing to tell of it.
        """
        if self._address is None:
            return None
        try:
            found = listener(self._address)
        except OSError:
            found = UNKNOWN if self._listener else None
        if found == UNKNOWN and self._listener:
            return self._listener if self._listener.lives() else None
        return found


def _address() -> str | None:
    """Return the path of the server's socket, as libpulse finds it."""
    if not hasattr(socket, "AF_UNIX"):
        # Windows: what these variables name is of another program
        return None
    told = os.environ.get("PULSE_SERVER", "")
    if told:
        return told.removeprefix("unix:") if told.startswith(("unix:", "/")) else None
    runtime = os.environ.get("XDG_RUNTIME_DIR")
    return str(Path(runtime) / "pulse" / "native") if runtime else None
