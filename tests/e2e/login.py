"""A session manager as systemd's logind is one, and the desktop's screen saver, for one test alone.

    python -m tests.e2e.login

runs it on the bus that the environment names. It does what its method `Tell` asks: to send the
signal "Lock" of a session, or to say that the session's LockedHint is now true or false.
"""

from __future__ import annotations

import os
import subprocess
import sys

from PySide6.QtCore import QCoreApplication
from PySide6.QtDBus import (
    QDBusConnection,
    QDBusMessage,
    QDBusObjectPath,
    QDBusVariant,
    QDBusVirtualObject,
)

from supine.desktop.lock_state import LOGIND, MANAGER, PROPERTIES, SESSION
from tests.e2e.bus import Bus
from tests.e2e.desktop import end
from tests.e2e.waiting import until

SAVER, SAVER_PATH = "org.gnome.ScreenSaver", "/org/gnome/ScreenSaver"
KEEPER, KEEPER_PATH = "org.freedesktop.ScreenSaver", "/org/freedesktop/ScreenSaver"
"""GNOME's, and the one that is asked to keep the screen on."""

OURS, OTHERS = f"{MANAGER}/session/_37", f"{MANAGER}/session/_38"
"""The sessions that there are: the one asked for, and somebody else's."""


class Login:
    """The session manager on `bus`, in a process of its own."""

    def __init__(self, bus: Bus) -> None:
        """Start it."""
        self._bus = bus
        env = {**os.environ, "DBUS_SESSION_BUS_ADDRESS": bus.address}
        self._process = subprocess.Popen([sys.executable, "-m", "tests.e2e.login"], env=env)
        until(lambda: self.tell("nothing"), "a session manager")

    def tell(self, what: str, session: str = OURS) -> bool:
        """Let it send the signal "Lock" ("lock"), or the LockedHint ("locked", "unlocked")."""
        words = [
            "dbus-send", f"--bus={self._bus.address}", "--print-reply", f"--dest={LOGIND}",
            MANAGER, f"{LOGIND}.Test.Tell", f"string:{session}", f"string:{what}",
        ]  # fmt: skip
        return subprocess.run(words, capture_output=True, timeout=60, check=False).returncode == 0

    def close(self) -> None:
        """End it."""
        end(self._process)


class Manager(QDBusVirtualObject):
    """Answers as logind does, for itself and its sessions."""

    locked = False
    """The LockedHint of all sessions."""
    kept = 0
    """How many keep the screen on."""

    def introspect(self, _path: str) -> str:
        """Return nothing, for Qt."""
        return ""

    def handleMessage(self, message: QDBusMessage, bus: QDBusConnection) -> bool:
        """Answer a message, for Qt; return whether it is known here."""
        if message.member() == "GetSession":
            return bus.send(message.createReply(QDBusObjectPath(OURS)))
        if message.member() == "Get" and message.arguments() == [SESSION, "LockedHint"]:
            return bus.send(message.createReply(QDBusVariant(self.locked)))
        if message.member() == "GetActive":
            return bus.send(message.createReply(self.locked))
        if message.member() in ("Inhibit", "UnInhibit", "GetKept"):
            self.kept += {"Inhibit": 1, "UnInhibit": -1}.get(message.member(), 0)
            return bus.send(message.createReply(self.kept))
        if message.member() != "Tell":
            return False
        session, what = message.arguments()
        if what == "lock":
            bus.send(QDBusMessage.createSignal(session, SESSION, "Lock"))
        elif what in ("locked", "unlocked"):
            self.locked = what == "locked"
            told = QDBusMessage.createSignal(session, PROPERTIES, "PropertiesChanged")
            told.setArguments([SESSION, {"LockedHint": self.locked}, []])
            bus.send(told)
        return bus.send(message.createReply())


def main() -> None:
    """Serve until the end."""
    application = QCoreApplication([])
    bus, manager = QDBusConnection.sessionBus(), Manager()
    bus.registerVirtualObject(MANAGER, manager, QDBusConnection.VirtualObjectRegisterOption.SubPath)
    bus.registerVirtualObject(SAVER_PATH, manager)
    bus.registerVirtualObject(KEEPER_PATH, manager)
    bus.registerService(SAVER)
    bus.registerService(KEEPER)
    bus.registerService(LOGIND)
    application.exec()


if __name__ == "__main__":
    main()
