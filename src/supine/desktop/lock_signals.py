"""What a Linux session says of its lock: logind on the system bus, screen savers on its own bus."""

from __future__ import annotations

import os
from collections.abc import Callable
from typing import Any

from PySide6.QtCore import SLOT, QObject, Signal, Slot
from PySide6.QtDBus import (
    QDBusConnection,
    QDBusMessage,
    QDBusObjectPath,
    QDBusPendingCallWatcher,
    QDBusVariant,
)

from supine.desktop.lock_state import LOGIND, MANAGER, OWN, PROPERTIES, SAVERS, SESSION


class LockSignals(QObject):
    """Listens to the buses, which must have answered just before."""

    locked = Signal()
    """The screen is locked."""
    covered = Signal()
    """A screen saver covers the screen: locked by hand, or by itself after some minutes."""

    def __init__(self, *, session: bool, system: bool, parent: QObject) -> None:
        """Listen to the buses that answer."""
        super().__init__(parent)
        self._path = ""
        """logind's object path of this session."""
        if session:
            bus = QDBusConnection.sessionBus()
            for name in SAVERS:
                self._listen(bus, "", f"org.{name}.ScreenSaver.ActiveChanged", "on_active(bool)")
        if system:
            bus = QDBusConnection.systemBus()
            for name in (f"{SESSION}.Lock", f"{PROPERTIES}.PropertiesChanged"):
                self._listen(bus, LOGIND, name, "on_told(QDBusMessage)")
            ask = QDBusMessage.createMethodCall(LOGIND, MANAGER, f"{LOGIND}.Manager", "GetSession")
            ask.setArguments([os.environ.get("XDG_SESSION_ID") or OWN])
            self._ask(ask, self._on_session)

    def _listen(self, bus: QDBusConnection, service: str, name: str, slot: str) -> None:
        face, _, member = name.rpartition(".")
        # Qt's stubs want bytes here, which PySide 6.11 refuses
        bus.connect(service, "", face, member, self, SLOT(slot))  # type: ignore[call-overload]

    def _ask(self, question: QDBusMessage, take: Callable[[Any], None]) -> None:
        """Ask logind; `take` gets the answer, if there is one."""

        def on_finished(call: QDBusPendingCallWatcher) -> None:
            answer = call.reply()
            if answer.type() == QDBusMessage.MessageType.ReplyMessage:
                take(answer.arguments()[0])
            call.deleteLater()

        asked = QDBusPendingCallWatcher(QDBusConnection.systemBus().asyncCall(question), self)
        asked.finished.connect(on_finished)

    def _on_session(self, path: QDBusObjectPath) -> None:
        self._path = path.path()

    def _on_hint(self, hint: QDBusVariant | bool) -> None:
        # a variant is true whatever is in it
        if hint.variant() if isinstance(hint, QDBusVariant) else hint:
            self.locked.emit()

    @Slot(bool)
    def on_active(self, active: bool) -> None:
        """Take what a screen saver says."""
        if active:
            self.covered.emit()

    @Slot(QDBusMessage)
    def on_told(self, message: QDBusMessage) -> None:
        """Take what logind says of a session: it is to be locked, or it has changed."""
        if message.path() != self._path:
            return
        if message.member() == "Lock":
            self.locked.emit()
            return
        # PySide cannot read what has changed: the signal's table of values stays packed
        ask = QDBusMessage.createMethodCall(LOGIND, self._path, PROPERTIES, "Get")
        ask.setArguments([SESSION, "LockedHint"])
        self._ask(ask, self._on_hint)
