"""Whether a Linux session is locked just now, asked over the message buses by a thread."""

from __future__ import annotations

import os
from contextlib import closing, suppress

from supine.desktop.bus_address import ANSWER_TIMEOUT, SYSTEM_BUS, bus_path
from supine.desktop.message_bus import MessageBus

SAVERS = ("freedesktop", "gnome", "cinnamon", "mate", "xfce")
"""Whose screen savers say that they have begun: org.NAME.ScreenSaver."""

LOGIND, MANAGER = "org.freedesktop.login1", "/org/freedesktop/login1"
SESSION, PROPERTIES = f"{LOGIND}.Session", "org.freedesktop.DBus.Properties"

OWN = "auto"
"""logind's name for the caller's session, or the one that shows the person's desktop."""


def session_is_locked() -> bool:
    """Return whether the screen is locked or covered; without an answer it is not.

    It may wait for some seconds: not for the window's thread.
    """
    return _is_covered() or _is_locked()


def _is_covered() -> bool:
    if not (path := bus_path()):
        return False
    with suppress(OSError), closing(MessageBus(path, ANSWER_TIMEOUT)) as bus:
        for name in SAVERS:
            saver = f"org.{name}.ScreenSaver"
            with suppress(OSError):
                place = f"/org/{name}/ScreenSaver"
                if bus.call(saver, place, f"{saver}.GetActive", starts=False) == [True]:
                    return True
    return False


def _is_locked() -> bool:
    with suppress(OSError), closing(MessageBus(bus_path(SYSTEM_BUS), ANSWER_TIMEOUT)) as bus:
        name = os.environ.get("XDG_SESSION_ID") or OWN
        (session,) = bus.call(LOGIND, MANAGER, f"{LOGIND}.Manager.GetSession", "s", name)
        hint = bus.call(LOGIND, session, f"{PROPERTIES}.Get", "ss", SESSION, "LockedHint")
        return hint == [True]
    return False
