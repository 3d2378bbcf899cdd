"""One notification by the desktop, with buttons: on Linux over D-Bus, elsewhere from the tray.

The Desktop Notifications Specification 1.2 says how.
"""

from __future__ import annotations

import logging
import os
from collections.abc import Callable
from contextlib import closing, suppress
from enum import StrEnum
from threading import Event, Thread
from time import monotonic
from typing import NamedTuple

from PySide6.QtCore import QObject, Signal

from supine import APPLICATION_ID
from supine.desktop.bus_address import bus_path
from supine.desktop.message_bus import MessageBus
from supine.resources import resource

NAME, PATH = "org.freedesktop.Notifications", "/org/freedesktop/Notifications"

PATIENCE = 10.0
"""Seconds in which the service must answer: the bus may have to start it first."""

LASTING = 3600.0
"""Seconds after which a notification is taken back: nobody wants to find a heap of them."""

NEVER = 0
"""The specification's time after which the desktop takes a notification back: we do that."""

END = 1.0
"""Seconds that taking it back may take when the program ends."""

logger = logging.getLogger(__name__)


class Answer(StrEnum):
    """What the person has answered, by the names of the buttons."""

    OPEN = "default"
    """The notification itself was clicked."""
    LATER = "in-an-hour"
    NOT_TODAY = "not-today"


class Words(NamedTuple):
    """What a notification says."""

    title: str
    text: str
    buttons: dict[Answer, str]
    """The words of each answer."""


class Notifier(QObject):
    """Shows one notification at a time."""

    answered = Signal(Answer)
    """The person has clicked it, or one of its buttons."""
    works = Signal(bool)
    """Whether notifications can be shown here."""

    def check(self) -> None:
        """Find out whether notifications can be shown, and emit `works`."""
        raise NotImplementedError

    def show(self, words: Words) -> None:
        """Show a notification in place of the last one."""
        raise NotImplementedError

    def withdraw(self) -> None:
        """Take the notification back, if there is one."""
        raise NotImplementedError

    def close(self) -> None:
        """Take it back before the program ends: nobody would hear its buttons any more."""
        self.withdraw()


class BusNotifier(Notifier):
    """Shows notifications over the message bus. A thread waits, never the window."""

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self._shown: _Shown | None = None

    def check(self) -> None:
        """Ask in a thread."""
        Thread(target=self._check, args=(bus_path(),), daemon=True).start()

    def show(self, words: Words) -> None:
        """Show it, in a thread that waits for the answer."""
        self.withdraw()
        self._shown = _Shown(bus_path(), words, self._answer, self._say_works)
        self._shown.start()

    def withdraw(self) -> None:
        """Let the thread take it back."""
        if self._shown is not None:
            self._shown.withdraw()

    def close(self) -> None:
        """Let the thread take it back, and wait until it has."""
        self.withdraw()
        if self._shown is not None:
            self._shown.join(END)

    def _check(self, path: str) -> None:
        try:
            with closing(_connected(path)) as bus:
                bus.call(NAME, PATH, f"{NAME}.GetCapabilities")
        except OSError:
            self._say_works(False)
        else:
            self._say_works(True)

    def _say_works(self, works: bool) -> None:
        # the window may be closed by now
        with suppress(RuntimeError):
            self.works.emit(works)

    def _answer(self, answer: Answer) -> None:
        with suppress(RuntimeError):
            self.answered.emit(answer)


class _Shown(Thread):
    """A notification until it is answered, closed, taken back, or an hour has passed."""

    def __init__(
        self,
        path: str,
        words: Words,
        answer: Callable[[Answer], None],
        say_works: Callable[[bool], None],
    ) -> None:
        super().__init__(daemon=True)
        self._path, self._words = path, words
        self._answer, self._say_works = answer, say_works
        self._waiting: MessageBus | None = None
        """The bus, as soon as the notification is shown."""
        self._withdrawn = Event()

    def withdraw(self) -> None:
        """End soon."""
        self._withdrawn.set()
        if self._waiting is not None:
            self._waiting.interrupt()

    def run(self) -> None:
        """Show it and wait."""
        try:
            bus = _connected(self._path)
        except OSError as error:
            self._fail(error)
            return
        try:
            bus.listen(f"type='signal',interface='{NAME}'")
            number = self._notify(bus)
        except (OSError, ValueError, TypeError) as error:
            # a service may answer anything
            self._fail(error)
        else:
            self._say_works(True)
            self._waiting = bus
            with suppress(OSError):
                if not self._withdrawn.is_set():
                    self._wait(bus, number)
            with suppress(OSError):
                bus.send(NAME, PATH, f"{NAME}.CloseNotification", "u", number)
        finally:
            bus.close()

    def _notify(self, bus: MessageBus) -> int:
        """Show the notification and return its number. Raises what a bad answer leads to."""
        (abilities,) = bus.call(NAME, PATH, f"{NAME}.GetCapabilities")
        title, text, answers = self._words
        buttons = [word for pair in answers.items() for word in pair]
        if "actions" not in abilities:
            # what nobody can do is not offered
            text, buttons = "", []
        (number,) = bus.call(
            NAME, PATH, f"{NAME}.Notify", "susssasa{sv}i",
            "Supine", 0, resource("icons", "supine.png").as_uri(), title, text, buttons,
            {"desktop-entry": ("s", APPLICATION_ID)}, NEVER,
        )  # fmt: skip
        return int(number)

    def _wait(self, bus: MessageBus, number: int) -> None:
        """Wait for what the person does with the notification `number`. Raises `OSError`."""
        until = monotonic() + LASTING
        while True:
            signal = bus.wait(until)
            which, what, *_more = [*signal.body, "", ""]
            if which != number:
                continue
            if signal.name == f"{NAME}.ActivationToken":
                # without it a desktop on Wayland does not let the window come forward
                os.environ["XDG_ACTIVATION_TOKEN"] = str(what)
            elif signal.name == f"{NAME}.ActionInvoked":
                with suppress(ValueError):
                    self._answer(Answer(what))
                return
            elif signal.name == f"{NAME}.NotificationClosed":
                return

    def _fail(self, error: Exception) -> None:
        logger.warning("the desktop shows no notification: %s", error)
        self._say_works(False)


def _connected(path: str) -> MessageBus:
    if not path:
        raise ConnectionRefusedError("there is no message bus")
    return MessageBus(path, PATIENCE)
