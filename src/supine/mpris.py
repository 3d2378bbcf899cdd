"""What a desktop is told of a practice, and asks of it: the table of MPRIS, without a bus.

MPRIS is how desktops on Linux know of players (the Media Player Remote Interfacing Specification,
version 2.2): whoever has the focus, a headset's button and the keyboard's media keys go to the
player that plays.
"""

from __future__ import annotations

from typing import Any, Literal

from supine import APPLICATION_ID
from supine.core.moment import Moment
from supine.core.practice import State
from supine.ui import words

NAME = "org.mpris.MediaPlayer2.supine"
PATH = "/org/mpris/MediaPlayer2"
ROOT = "org.mpris.MediaPlayer2"
PLAYER = "org.mpris.MediaPlayer2.Player"

Status = Literal["Playing", "Paused", "Stopped"]

ACTIONS = {
    "PlayPause": "press",
    "Play": "play",
    "Pause": "pause",
    "Stop": "pause",
    "Next": "next",
    "Previous": "back",
}
"""What each method of the player asks of the practice."""

STATUS: dict[State, Status] = {
    "waiting": "Stopped",
    "playing": "Playing",
    "paused": "Paused",
    "over": "Stopped",
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
"""The program: the properties of `ROOT`."""

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
"""What never changes of the properties of `PLAYER`. Place and length are left out: PySide sends
whole numbers as 32 bits where MPRIS wants 64, and who cannot seek needs neither."""


def track(moment: Moment) -> str:
    """Return the path that names the pose of `moment`."""
    return f"/supine/pose/{moment.segment.index}"


def metadata(title: str, moment: Moment) -> dict[str, Any]:
    """Return what is on: the side in words and the pose, of the sequence called `title`."""
    name = words.name_of(moment.segment)
    return {"xesam:title": name, "xesam:album": title, "xesam:artist": ["Supine"]}


def _property(name: str, kind: str) -> str:
    return f'<property name="{name}" type="{kind}" access="read"/>'


def introspection() -> str:
    """Return the two interfaces as XML, for whoever asks the bus what can be asked."""
    kinds = {bool: "b", str: "s", float: "d", list: "as"}
    about = "".join(_property(name, kinds[type(value)]) for name, value in ABOUT.items())
    can = "".join(_property(name, kinds[type(value)]) for name, value in ABILITIES.items())
    methods = "".join(f'<method name="{name}"/>' for name in ACTIONS)
    return (
        f'<interface name="{ROOT}"><method name="Raise"/><method name="Quit"/>{about}</interface>'
        f'<interface name="{PLAYER}">{methods}{can}{_property("PlaybackStatus", "s")}'
        f"{_property('Metadata', 'a{sv}')}</interface>"
    )
