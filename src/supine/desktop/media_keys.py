"""Media keys and headset buttons while another window has the focus.

On Linux this is MPRIS over D-Bus. Elsewhere, and where no message bus answers, these keys work only
while the window has the focus.
"""

from __future__ import annotations

import os
import socket
import sys
from collections.abc import Callable
from contextlib import suppress
from threading import Thread
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer, Signal

from supine.practice.controller import PracticeController
from supine.ui.practice.keys import Action

if TYPE_CHECKING:
    from supine.desktop.mpris import MprisPlayer

ANSWER_TIMEOUT = 2.0
"""Seconds in which the message bus must answer. Qt would wait for it with the window frozen."""


LONGEST_QUESTION = 300
"""Seconds after the last press in which a question after a practice keeps the media keys from other
players."""

SYSTEM_BUS = "DBUS_SYSTEM_BUS_ADDRESS"
"""The environment variable that tells where the bus of the whole computer is."""

SYSTEM_BUS_PATH = "/run/dbus/system_bus_socket"
"""Where it is if nobody tells."""


class MediaKeys(QObject):
    """Appears as a player on the desktop while a practice is under way, or asks after it."""

    asked = Signal(Action)
    """A headset answers a question after the practice."""
    _answers = Signal(bool)
    """Whether the message bus answers; emitted by a thread."""

    def __init__(self, controller: PracticeController, raise_window: Callable[[], None]) -> None:
        """Follow every practice of `controller`; `raise_window` brings the window forward."""
        super().__init__(controller)
        self._controller, self._raise = controller, raise_window
        self._player: MprisPlayer | None = None
        self._question = QTimer(self, singleShot=True, interval=LONGEST_QUESTION * 1000)
        self._question.timeout.connect(self._leave)
        self._answers.connect(self._on_answer)
        if sys.platform == "linux":
            controller.begun.connect(self._ask)

    def ask_question(self, question: str) -> None:
        """Stay after a practice, so that a headset can answer `question`."""
        if self._player is not None:
            self._question.start()
            self._player.show_question(question)

    def end_question(self) -> None:
        """Leave the media keys to others, if a question has kept them."""
        if self._question.isActive():
            self._question.stop()
            self._leave()

    def _on_asked(self, action: Action) -> None:
        if self._controller.session is not None:
            self._controller.ask(action)
        elif self._question.isActive():
            self._question.start()
            self.asked.emit(action)

    def _on_over(self) -> None:
        if not self._question.isActive():
            self._leave()

    def _leave(self) -> None:
        if self._controller.session is None and self._player is not None:
            self._player.vanish()

    def _ask(self) -> None:
        """Ask the bus in a thread before Qt does: a bus that hangs must not freeze the window."""
        Thread(target=self._find, args=(bus_path(),), daemon=True).start()

    def _find(self, path: str) -> None:
        found = bool(path) and bus_answers(path)
        # the window may be closed by now
        with suppress(RuntimeError):
            self._answers.emit(found)

    def _on_answer(self, found: bool) -> None:
        session = self._controller.session
        if not found or session is None:
            return
        if self._player is None:
            from supine.desktop.mpris import MprisPlayer  # noqa: PLC0415 - only where there is a bus

            self._player = MprisPlayer(self)
            self._player.asked.connect(self._on_asked)
            self._player.raised.connect(self._raise)
        player = self._player
        if player.appear():
            session.stepped.connect(self._tell)
            session.started.connect(self._tell)
            session.paused.connect(self._tell)
            session.destroyed.connect(self._on_over)
            self._tell()

    def _tell(self, *_what: object) -> None:
        session = self._controller.session
        if session is not None and self._player is not None:
            self._player.show_practice(session.practice)


def bus_path(variable: str = "DBUS_SESSION_BUS_ADDRESS") -> str:
    """Return the path of the message bus that an environment `variable` tells of.

    It is empty if the bus is not a file. The usual one is the person's own.
    """
    if not hasattr(socket, "AF_UNIX"):
        return ""
    told = os.environ.get(variable, "")
    if variable == SYSTEM_BUS and not told:
        return SYSTEM_BUS_PATH
    runtime = os.environ.get("XDG_RUNTIME_DIR", "")
    for address in told.split(";") if told else [f"unix:path={runtime}/bus"] if runtime else []:
        kind, _, parts = address.partition(":")
        named = dict(part.partition("=")[::2] for part in parts.split(","))
        if kind == "unix" and "path" in named:
            return named["path"]
        if kind == "unix" and "abstract" in named:
            return "\0" + named["abstract"]
    return ""


def bus_answers(path: str) -> bool:
    """Return whether a message bus at `path` answers within `ANSWER_TIMEOUT`.

    The greeting is the first line of the authentication of the D-Bus specification.
    """
    who = str(os.getuid()).encode().hex() if hasattr(os, "getuid") else ""
    try:
        with socket.socket(socket.AF_UNIX, socket.SOCK_STREAM) as bus:
            bus.settimeout(ANSWER_TIMEOUT)
            bus.connect(path)
            bus.sendall(f"\0AUTH EXTERNAL {who}\r\n".encode())
            return bus.recv(64).startswith(b"OK ")
    except OSError:
        return False
