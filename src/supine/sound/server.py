"""Whether the sound server still answers, and is still the one that Qt speaks to.

When PulseAudio dies, Qt 6.9 tells nobody: its list of devices stays as it was, and a stream that is
opened then aborts the whole program inside libpulse ("Assertion 'c' failed"). Three seconds later
Qt tries once to reach the server again, and tells of its devices if it could; if it could not, it
never will. So a server that was started anew is not to be used before Qt has spoken of devices.
"""

from __future__ import annotations

import os
import socket
import stat
import struct
from pathlib import Path

PATIENCE = 0.25
"""Seconds for a server to take a word; one that lives takes a millisecond."""

NONSENSE = struct.pack(">5I", 0x7FFFFFFF, 0xFFFFFFFF, 0, 0, 0)
"""The head of a message that is too long for any server: one that lives hangs up."""

HANDLES = 16
"""More than Qt opens at once: 5 to look for devices, 7 for its first stream, 3 for a later one."""

UNKNOWN = 0
"""Some server, but nobody can tell which."""


class SoundServer:
    """The PulseAudio (or PipeWire) server that Qt knows, if there was one at the start."""

    def __init__(self) -> None:
        """Find the server's socket, where the system has such a thing."""
        self._address, self._process = _address(), None
        self._process = self._found()
        if self._process is None:
            self._address = None

    def answers(self) -> bool:
        """Return whether Qt's server can be reached; true where there never was one to ask."""
        if self._address is None:
            return True
        process = self._found()
        return process is not None and process in (self._process, UNKNOWN)

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

        A server that ends in order takes its devices away first; by the time that Qt tells of it a
        new one may run, which Qt does not know yet. So Qt must be seen to speak to it.
        """
        if self._address is not None:
            process = self._found()
            known = process == self._process
            if process not in (None, UNKNOWN) and not _speaks_to(process, unsure=known):
                # Qt's own server as well may be about to end: it still listens, Qt has lost it
                return False
            self._process = process
        return self.answers()

    def _found(self) -> int | None:
        """Return who listens; where no file can be opened to ask, who did, if that still lives.

        A practice that took such a server for dead would stay silent: Qt has nothing to tell of it.
        """
        if self._address is None:
            return None
        try:
            return _process(self._address)
        except OSError:
            return self._process if _lives(self._process) else None


def _address() -> str | None:
    """Return the path of the server's socket, as libpulse finds it."""
    told = os.environ.get("PULSE_SERVER", "")
    if told:
        return told.removeprefix("unix:") if told.startswith(("unix:", "/")) else None
    runtime = os.environ.get("XDG_RUNTIME_DIR")
    return str(Path(runtime) / "pulse" / "native") if runtime else None


def _process(address: str) -> int | None:
    """Return the number of the process that listens at `address`, or None if none does.

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
        return _listener(trial)


def _lives(process: int | None) -> bool:
    """Return whether there is such a process, as far as can be told without a file."""
    if process is None:
        return False
    try:
        os.kill(process, 0)
    except OSError as error:
        # it may be somebody else's
        return isinstance(error, PermissionError)
    return True


def _speaks_to(process: int, *, unsure: bool) -> bool:
    """Return whether something here, which can only be Qt, has a socket to `process` open.

    Only Linux lists what is open; elsewhere it is taken for granted. `unsure` is the answer where
    no file can be opened to look.
    """
    try:
        files = [int(path.name) for path in Path("/proc/self/fd").iterdir()]
    except OSError as error:
        return unsure or isinstance(error, FileNotFoundError)
    return any(_peer(file) == process for file in files)


def _peer(file: int) -> int | None:
    """Return the process at the other end of the open `file`, if it is a socket of that kind."""
    try:
        if not stat.S_ISSOCK(os.fstat(file).st_mode):
            return None
        with socket.socket(fileno=os.dup(file)) as found:
            return _listener(found) if found.family == socket.AF_UNIX else None
    except OSError:
        return None


def _listener(trial: socket.socket) -> int:
    if not hasattr(socket, "SO_PEERCRED"):
        return UNKNOWN
    told = trial.getsockopt(socket.SOL_SOCKET, socket.SO_PEERCRED, struct.calcsize("3i"))
    process: int = struct.unpack("3i", told)[0]
    return process
