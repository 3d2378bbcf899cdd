"""Linux' own speech service, as a desktop runs it, but for one test alone."""

from __future__ import annotations

import shutil
import signal
import subprocess
from pathlib import Path

from tests.e2e.desktop import Speaker, end
from tests.e2e.waiting import until

SETTINGS = """\
LogLevel 0
LogDir "{folder}"
AudioOutputMethod "pulse"
SymbolsPreproc "char"
"""

ESPEAK = """\
AddModule "espeak-ng" "sd_espeak-ng" "espeak-ng.conf"
DefaultModule espeak-ng
"""

NO_VOICES = """\
AddModule "dummy" "sd_dummy" "dummy.conf"
DefaultModule dummy
"""

NEEDED = ("speech-dispatcher", "espeak-ng", "pulseaudio")


def missing() -> list[str]:
    """Return which programs are not installed."""
    return [name for name in NEEDED if shutil.which(name) is None]


class Dispatcher:
    """speech-dispatcher with espeak-ng, speaking into a `Speaker`."""

    def __init__(self, speaker: Speaker, folder: Path, voices: str = ESPEAK) -> None:
        """Start it with `voices`; its settings and its socket lie in `folder`."""
        self._settings, self._socket = folder / "settings", folder / "speechd.sock"
        (self._settings / "modules").mkdir(parents=True)
        for name in ("espeak-ng", "dummy"):
            (self._settings / "modules" / f"{name}.conf").touch()
        (self._settings / "speechd.conf").write_text(SETTINGS.format(folder=folder) + voices)
        self._speaker = speaker
        self.environment = {
            "XDG_RUNTIME_DIR": speaker.environment["XDG_RUNTIME_DIR"],
            "PULSE_SERVER": speaker.address,
            "SPEECHD_ADDRESS": f"unix_socket:{self._socket}",
            # nobody else may start another one, which would outlive the test
            "SPEECHD_CMD": "/nowhere",
        }
        self.start()

    def start(self) -> None:
        """Start it, also again after `kill`."""
        self._socket.unlink(missing_ok=True)
        self._process = subprocess.Popen(
            ["speech-dispatcher", "--run-single", "--timeout", "0",
             "--config-dir", self._settings, "--log-dir", self._settings,
             "--pid-file", self._settings / "pid",
             "--communication-method", "unix_socket", "--socket-path", self._socket],
            env=self._speaker.environment, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL,
        )  # fmt: skip
        until(self._socket.exists, "speech-dispatcher")

    @property
    def talks(self) -> int:
        """How many programs it talks with."""
        sockets = Path("/proc/net/unix").read_text().splitlines()
        return sum(line.endswith(f" {self._socket}") for line in sockets) - 1

    @property
    def process(self) -> int:
        """Its process; those that speak are its children."""
        return self._process.pid

    def kill(self) -> None:
        """End it as a crash would."""
        self._process.kill()
        self._process.wait()

    def hang(self) -> None:
        """Let it answer no more."""
        self._process.send_signal(signal.SIGSTOP)

    def close(self) -> None:
        """End it."""
        self._process.send_signal(signal.SIGCONT)
        end(self._process)
