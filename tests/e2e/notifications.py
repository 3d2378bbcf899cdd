"""A notification service as desktops have one: dunst, on one screen and one message bus."""

from __future__ import annotations

import json
import os
import signal
import subprocess
from pathlib import Path
from typing import Any

from tests.e2e.bus import Bus
from tests.e2e.desktop import Screen, end
from tests.e2e.waiting import until

SETTINGS = """\
[global]
    dmenu = {chooser}
    monitor = 0
    origin = bottom-right
"""

CHOOSER = '#!/bin/sh\ngrep -F "$(cat {wanted})"\n'
"""Chooses a button where a person would use a menu."""


class Notifications:
    """The service; what a person does with what it shows."""

    def __init__(self, screen: Screen, bus: Bus, folder: Path) -> None:
        """Start it; its files lie in `folder`."""
        folder.mkdir()
        self._wanted, chooser, settings = folder / "wanted", folder / "chooser", folder / "dunstrc"
        chooser.write_text(CHOOSER.format(wanted=self._wanted))
        chooser.chmod(0o755)
        settings.write_text(SETTINGS.format(chooser=chooser))
        self._env = {
            **os.environ, "DISPLAY": screen.name, "DBUS_SESSION_BUS_ADDRESS": bus.address,
            "HOME": str(folder),
        }  # fmt: skip
        self._service = subprocess.Popen(
            ["dunst", "-conf", settings], env=self._env,
            stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL,
        )  # fmt: skip
        until(lambda: self._ask("count") != "", "a notification service")

    @property
    def shown(self) -> int:
        """How many are shown now."""
        return int(self._ask("count", "displayed") or "0")

    def past(self) -> list[dict[str, Any]]:
        """Return those that are no longer shown, the last one first."""
        found = json.loads(self._ask("history"))["data"][0]
        return [{name: value["data"] for name, value in one.items()} for one in found]

    def click(self) -> None:
        """Click the one that is shown."""
        self._ask("action")

    def press(self, button: str) -> None:
        """Press the button called so on the one that is shown."""
        self._wanted.write_text(button)
        self._ask("context")

    def hang(self) -> None:
        """Let it answer no more."""
        self._service.send_signal(signal.SIGSTOP)

    def close(self) -> None:
        """End it."""
        self._service.send_signal(signal.SIGCONT)
        end(self._service)

    def _ask(self, *words: str) -> str:
        done = subprocess.run(
            ["dunstctl", *words], env=self._env, capture_output=True, timeout=60, check=False
        )
        return done.stdout.decode() if done.returncode == 0 else ""
