"""The practice as a player on the message bus: answers what desktops ask, tells what changes."""

from __future__ import annotations

import os
from typing import Any

from PySide6.QtCore import QObject, Signal
from PySide6.QtDBus import (
    QDBusConnection,
    QDBusMessage,
    QDBusObjectPath,
    QDBusVariant,
    QDBusVirtualObject,
)

from supine.mpris import (
    ABILITIES,
    ABOUT,
    ACTIONS,
    NAME,
    PATH,
    PLAYER,
    ROOT,
    introspection,
)

BUS, BUS_PATH = "org.freedesktop.DBus", "/org/freedesktop/DBus"
PROPERTIES = "org.freedesktop.DBus.Properties"


class BusPlayer(QDBusVirtualObject):
    """Is there between `appear` and `vanish`."""

    asked = Signal(str)
    """The desktop asks for an action of the practice."""
    raised = Signal()
    """The desktop asks for the window."""

    def __init__(self, parent: QObject) -> None:
        """Be nowhere yet."""
        super().__init__(parent)
        self._name = ""
        self._playing: dict[str, Any] = {}

    def appear(self) -> bool:
        """Be on the bus, which must have answered just before; return whether that is so."""
        bus = QDBusConnection.sessionBus()
        if self._name or not bus.isConnected():
            return bool(self._name)
        if not bus.registerVirtualObject(PATH, self):
            return False
        for name in (NAME, f"{NAME}.instance{os.getpid()}"):
            if bus.registerService(name):
                self._name = name
                return True
        bus.unregisterObject(PATH)
        return False

    def vanish(self) -> None:
        """Leave media keys to whoever else plays."""
        name, self._name, self._playing = self._name, "", {}
        if name:
            bus = QDBusConnection.sessionBus()
            bus.unregisterObject(PATH)
            # Qt's own way waits for the answer, up to 25 s, with the window and Python frozen
            free = QDBusMessage.createMethodCall(BUS, BUS_PATH, BUS, "ReleaseName")
            free.setArguments([name])
            bus.send(free)

    def show_playing(self, status: str, track: str, metadata: dict[str, Any]) -> None:
        """Tell what is on, where that has changed."""
        playing = {
            "PlaybackStatus": status,
            "Metadata": {"mpris:trackid": QDBusObjectPath(track), **metadata},
        }
        if not self._name or _plain(playing) == _plain(self._playing):
            return
        self._playing = playing
        told = QDBusMessage.createSignal(PATH, PROPERTIES, "PropertiesChanged")
        told.setArguments([PLAYER, playing, []])
        QDBusConnection.sessionBus().send(told)

    def introspect(self, _path: str) -> str:
        """Say what can be asked, for Qt."""
        return introspection()

    def handleMessage(self, message: QDBusMessage, bus: QDBusConnection) -> bool:
        """Answer what is asked, for Qt; return whether it is known here."""
        face, member = message.interface(), message.member()
        if face == PROPERTIES:
            return self._tell(message, bus)
        if face == PLAYER and member in ACTIONS:
            bus.send(message.createReply())
            self.asked.emit(ACTIONS[member])
        elif face == ROOT and member in ("Raise", "Quit"):
            bus.send(message.createReply())
            if member == "Raise":
                self.raised.emit()
        else:
            return False
        return True

    def _tell(self, message: QDBusMessage, bus: QDBusConnection) -> bool:
        faces = {ROOT: ABOUT, PLAYER: {**ABILITIES, **self._playing}}
        face, *names = [str(word) for word in message.arguments()[:2]] or [""]
        known = faces.get(face, {})
        if message.member() == "GetAll":
            return bus.send(message.createReply(known))
        if message.member() == "Get" and names and names[0] in known:
            return bus.send(message.createReply(QDBusVariant(known[names[0]])))
        return False


def _plain(playing: dict[str, Any]) -> object:
    """Return what can be compared: two object paths of the same name are not equal to Qt."""
    metadata = dict(playing.get("Metadata", {}))
    track = metadata.pop("mpris:trackid", None)
    return playing.get("PlaybackStatus"), metadata, track.path() if track else ""
