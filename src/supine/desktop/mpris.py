"""The practice as an MPRIS player on the message bus.

MPRIS is the Media Player Remote Interfacing Specification, version 2.2. Through it desktops on
Linux send media keys and headset buttons to the player that plays, whatever window has the focus.
"""

from __future__ import annotations

import os
from typing import Any, Literal

from PySide6.QtCore import QObject, Signal
from PySide6.QtDBus import (
    QDBusConnection,
    QDBusMessage,
    QDBusObjectPath,
    QDBusVariant,
    QDBusVirtualObject,
)

from supine import APPLICATION_ID
from supine.core.plan import Moment
from supine.core.practice import Practice, State
from supine.ui import words
from supine.ui.practice.keys import Action

NAME = "org.mpris.MediaPlayer2.supine"
PATH = "/org/mpris/MediaPlayer2"
ROOT = "org.mpris.MediaPlayer2"
PLAYER = "org.mpris.MediaPlayer2.Player"

BUS, BUS_PATH = "org.freedesktop.DBus", "/org/freedesktop/DBus"
PROPERTIES = "org.freedesktop.DBus.Properties"

Status = Literal["Playing", "Paused", "Stopped"]

ACTIONS = {
    "PlayPause": Action.PRESS,
    "Play": Action.PLAY,
    "Pause": Action.PAUSE,
    "Stop": Action.PAUSE,
    "Next": Action.NEXT,
    "Previous": Action.BACK,
}
"""The action of each method of the player."""

STATUS: dict[State, Status] = {
    State.WAITING: "Stopped",
    State.PLAYING: "Playing",
    State.PAUSED: "Paused",
    State.OVER: "Stopped",
}

ABOUT: dict[str, Any] = {
    "CanQuit": False,
    "CanRaise": True,
    "HasTrackList": False,
    "Identity": "Supine",
    "DesktopEntry": APPLICATION_ID,
    "SupportedUriSchemes": [],
    "SupportedMimeTypes": [],
}
"""The properties of `ROOT`."""

ABILITIES: dict[str, Any] = {
    "Rate": 1.0,
    "MinimumRate": 1.0,
    "MaximumRate": 1.0,
    "Volume": 1.0,
    "CanGoNext": True,
    "CanGoPrevious": True,
    "CanPlay": True,
    "CanPause": True,
    "CanSeek": False,
    "CanControl": True,
}
"""The constant properties of `PLAYER`. Position and length are left out: PySide sends whole
numbers as 32 bits where MPRIS wants 64, and a player that cannot seek needs neither."""


def track(moment: Moment) -> str:
    """Return the object path that stands for the pose of `moment`."""
    return f"/supine/pose/{moment.segment.index}"


def metadata(title: str, moment: Moment) -> dict[str, Any]:
    """Return the metadata: side and pose of `moment`, and the sequence's `title`."""
    name = words.name_of(moment.segment)
    return {"xesam:title": name, "xesam:album": title, "xesam:artist": ["Supine"]}


def _property(name: str, kind: str) -> str:
    return f'<property name="{name}" type="{kind}" access="read"/>'


def introspection() -> str:
    """Return the two interfaces as XML."""
    kinds = {bool: "b", str: "s", float: "d", list: "as"}
    about = "".join(_property(name, kinds[type(value)]) for name, value in ABOUT.items())
    can = "".join(_property(name, kinds[type(value)]) for name, value in ABILITIES.items())
    methods = "".join(f'<method name="{name}"/>' for name in ACTIONS)
    return (
        f'<interface name="{ROOT}"><method name="Raise"/><method name="Quit"/>{about}</interface>'
        f'<interface name="{PLAYER}">{methods}{can}{_property("PlaybackStatus", "s")}'
        f"{_property('Metadata', 'a{sv}')}</interface>"
    )


class MprisPlayer(QDBusVirtualObject):
    """A player that is on the bus between `appear` and `vanish`."""

    asked = Signal(Action)
    """The desktop asks for an action of the practice."""
    raised = Signal()
    """The desktop asks for the window."""

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self._name = ""
        self._playing: dict[str, Any] = {}

    def appear(self) -> bool:
        """Register on the bus, which must have answered just before; return whether that worked."""
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
        """Leave the bus, so that media keys go to other players."""
        name, self._name, self._playing = self._name, "", {}
        if name:
            bus = QDBusConnection.sessionBus()
            bus.unregisterObject(PATH)
            # Qt's unregisterService waits up to 25 s for the answer and freezes the window
            free = QDBusMessage.createMethodCall(BUS, BUS_PATH, BUS, "ReleaseName")
            free.setArguments([name])
            bus.send(free)

    def show_practice(self, practice: Practice) -> None:
        """Tell the desktop what is practised, if that has changed."""
        moment = practice.moment
        about = metadata(practice.plan.title, moment)
        self._show(STATUS[practice.state], track(moment), about)

    def show_question(self, question: str) -> None:
        """Tell the desktop what is asked after the practice."""
        self._show("Paused", "/supine/question", {"xesam:title": question})

    def _show(self, status: Status, path: str, about: dict[str, Any]) -> None:
        playing = {
            "PlaybackStatus": status,
            "Metadata": {"mpris:trackid": QDBusObjectPath(path), **about},
        }
        if not self._name or _plain(playing) == _plain(self._playing):
            return
        self._playing = playing
        told = QDBusMessage.createSignal(PATH, PROPERTIES, "PropertiesChanged")
        told.setArguments([PLAYER, playing, []])
        QDBusConnection.sessionBus().send(told)

    def introspect(self, _path: str) -> str:
        """Return the interfaces as XML, for Qt."""
        return introspection()

    def handleMessage(self, message: QDBusMessage, bus: QDBusConnection) -> bool:
        """Answer a message, for Qt; return whether it is known here."""
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
    """Return a value that can be compared: Qt's object paths are never equal."""
    metadata = dict(playing.get("Metadata", {}))
    track = metadata.pop("mpris:trackid", None)
    return playing.get("PlaybackStatus"), metadata, track.path() if track else ""
