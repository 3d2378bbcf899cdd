"""Linux' screen readers: finds out whether the one that runs hears announcements.

Orca does from version 45 on. What a reader listens to, it tells the accessibility bus, and anybody
may ask that.
"""

from __future__ import annotations

import sys
from contextlib import closing, suppress
from typing import Any

from PySide6.QtCore import QObject, QThreadPool, Signal
from PySide6.QtWidgets import QWidget
from shiboken6 import Shiboken

from supine.desktop.bus_address import ANSWER_TIMEOUT, bus_path, path_in
from supine.desktop.message_bus import MessageBus
from supine.ui import announcement

A11Y, REGISTRY = "org.a11y.Bus", "org.a11y.atspi.Registry"


class ScreenReader(QObject):
    """Tells a screen reader what is announced, in a way that reaches it."""

    _found = Signal(object, str, bool)

    def __init__(self, parent: QObject) -> None:
        """Be the way of all announcements from now on, where readers differ."""
        super().__init__(parent)
        # one after another, so that no announcement overtakes another one
        self._thread = QThreadPool(self, maxThreadCount=1)
        self._found.connect(self._announce)
        if sys.platform == "linux":
            announcement.ways.append(self.announce)

    def announce(self, widget: QWidget, text: str) -> None:
        """Ask which way it is to go, and announce `text` then."""
        self._thread.start(lambda: self._found.emit(widget, text, hears_announcements()))

    def close(self) -> None:
        """Announce nothing more."""
        announcement.ways[:] = [announcement.by_event]
        self._thread.clear()
        self._thread.waitForDone()

    def _announce(self, widget: QWidget, text: str, hears: bool) -> None:
        if Shiboken.isValid(widget):
            way = announcement.by_event if hears else announcement.by_description
            way(widget, text)


def hears_announcements() -> bool:
    """Return whether a screen reader listens to announcements; without an answer it does.

    It may wait for some seconds: not for the window's thread.
    """
    with suppress(OSError, ValueError):
        (address,) = _ask(bus_path(), A11Y, "/org/a11y/bus", f"{A11Y}.GetAddress")
        place = "/org/a11y/atspi/registry"
        (events,) = _ask(path_in(address), REGISTRY, place, f"{REGISTRY}.GetRegisteredEvents")
        return any("announcement" in event.lower() for _listener, event in events)
    return True


def _ask(path: str, to: str, place: str, name: str) -> list[Any]:
    with closing(MessageBus(path, ANSWER_TIMEOUT)) as bus:
        return bus.call(to, place, name, starts=False)
