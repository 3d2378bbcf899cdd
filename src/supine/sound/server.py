"""Whether the sound server still answers.

When PulseAudio dies, Qt 6.9 does not notice: its list of devices stays as it was, and the next
sound aborts the whole program inside libpulse ("Assertion 'c' failed"). So it is asked first.
"""

from __future__ import annotations

import os
import socket
from pathlib import Path


class SoundServer:
    """The PulseAudio (or PipeWire) server that was there at the start, if there was one."""

    def __init__(self) -> None:
        """Find the server's socket, where the system has such a thing."""
        address = _address()
        self._address = address if address and _answers(address) else None

    def answers(self) -> bool:
        """Return whether the server can be reached; true where there never was one to ask."""
        return self._address is None or _answers(self._address)


def _address() -> str | None:
    """Return the path of the server's socket, as libpulse finds it."""
    told = os.environ.get("PULSE_SERVER", "")
    if told:
        return told.removeprefix("unix:") if told.startswith(("unix:", "/")) else None
    runtime = os.environ.get("XDG_RUNTIME_DIR")
    return str(Path(runtime) / "pulse" / "native") if runtime else None


def _answers(address: str) -> bool:
    if not hasattr(socket, "AF_UNIX"):
        return True
    with socket.socket(socket.AF_UNIX, socket.SOCK_STREAM) as trial:
        trial.setblocking(False)
        try:
            trial.connect(address)
        except BlockingIOError:
            return True
        except OSError:
            return False
    return True
