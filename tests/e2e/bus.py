"""A message bus of its own for one test, and what a desktop asks over it."""

from __future__ import annotations

import signal
import subprocess
from pathlib import Path

from supine.desktop.bus_address import bus_answers
from tests.e2e.desktop import end
from tests.e2e.driver import Starter, Supine
from tests.e2e.waiting import until

PLAYER = "org.mpris.MediaPlayer2.Player"


SETTINGS = """\
<busconfig>
  <type>session</type>
  <listen>{address}</listen>
  <policy context="default">
    <allow send_destination="*" eavesdrop="true"/>
    <allow eavesdrop="true"/>
    <allow own="*"/>
  </policy>
</busconfig>
"""
"""Those of a session's bus, which starts nothing of this computer by itself."""


class Bus:
    """A session bus, as a desktop has it."""

    def __init__(self, folder: Path) -> None:
        """Start it with its socket in `folder`."""
        folder.mkdir(parents=True, exist_ok=True)
        socket = folder / "bus"
        self.address = f"unix:path={socket}"
        settings = folder / "bus.conf"
        settings.write_text(SETTINGS.format(address=self.address))
        self._daemon = subprocess.Popen(
            ["dbus-daemon", f"--config-file={settings}", "--nofork"],
            stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL,
        )  # fmt: skip
        # its socket is there before it listens
        until(lambda: bus_answers(str(socket)), "a message bus")

    @property
    def environment(self) -> dict[str, str]:
        """The environment of a program on this bus."""
        # nobody on it keeps a screen on, of which the program would tell in the practice
        return {"DBUS_SESSION_BUS_ADDRESS": self.address, "WAKEPY_FAKE_SUCCESS": "1"}

    def practise(self, supine: Starter, sequence: Path, **more: str) -> Supine:
        """Begin `sequence` on this bus, with `more` in the environment; its player is there."""
        made = supine.practise(sequence, **self.environment, **more)
        until(lambda: "Playing" in self.get("PlaybackStatus"), "a player on the bus")
        return made

    def send(self, member: str, *arguments: str, to: str = "supine", face: str = PLAYER) -> str:
        """Send a message to a player and return its answer, or nothing if there is none."""
        words = [
            "dbus-send", f"--bus={self.address}", "--print-reply", "--reply-timeout=20000",
            f"--dest=org.mpris.MediaPlayer2.{to}", "/org/mpris/MediaPlayer2", f"{face}.{member}",
            *arguments,
        ]  # fmt: skip
        done = subprocess.run(words, capture_output=True, timeout=60, check=False)
        return done.stdout.decode() if done.returncode == 0 else ""

    def get(self, name: str, face: str = PLAYER) -> str:
        """Return a property of the player, as dbus-send prints it."""
        properties = "org.freedesktop.DBus.Properties"
        return self.send("Get", f"string:{face}", f"string:{name}", face=properties)

    def signal(self, path: str, name: str, *arguments: str) -> None:
        """Send a signal to all who listen for it."""
        words = ["dbus-send", f"--bus={self.address}", "--type=signal", path, name, *arguments]
        subprocess.run(words, timeout=60, check=True)

    def names(self) -> list[str]:
        """Return the players that are there."""
        words = [
            "dbus-send", f"--bus={self.address}", "--print-reply", "--dest=org.freedesktop.DBus",
            "/", "org.freedesktop.DBus.ListNames",
        ]  # fmt: skip
        said = subprocess.run(words, capture_output=True, timeout=60, check=True).stdout.decode()
        return [word for word in said.split('"') if word.startswith("org.mpris.")]

    def hang(self) -> None:
        """Let it answer no more."""
        self._daemon.send_signal(signal.SIGSTOP)

    def close(self) -> None:
        """End it."""
        self._daemon.send_signal(signal.SIGCONT)
        end(self._daemon)
