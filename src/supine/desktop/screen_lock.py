"""Tells when the screen is locked: a practice must not go on to an empty room.

On Linux the session says so over D-Bus (`lock_signals`). Windows and macOS are asked every other
second while a practice plays: with a filter of native events, every event would go through Python.
"""

from __future__ import annotations

import sys
from collections.abc import Callable
from contextlib import suppress
from threading import Thread
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QObject, QTimer, Signal

from supine.desktop.bus_address import SYSTEM_BUS, bus_answers, bus_path
from supine.practice.controller import PracticeController

if TYPE_CHECKING:
    from supine.desktop.lock_signals import LockSignals

LOOK = 2000
"""Milliseconds between two questions to Windows or macOS."""

SESSION_INFO, THIS_SESSION, LEVEL, LOCKED = 25, 0xFFFFFFFF, 1, 0
"""Windows' numbers for all about a session, for the session of this process, for what it then
tells first, and for a locked one."""

FLAGS_AT = 16
"""Bytes before the flags in what Windows tells: level, session id and state."""


class ScreenLock(QObject):
    """Watches while practices are under way."""

    locked = Signal()
    """The screen is locked, or a screen saver covers it."""
    _answer = Signal(bool, bool)
    """Whether the session bus and the system bus answer; emitted by a thread."""

    def __init__(self, controller: PracticeController, kept_on: Callable[[], bool]) -> None:
        """Follow every practice of `controller`.

        `kept_on` returns whether the screen is kept on. Where it is not, a screen saver may come by
        itself, and a practice with closed eyes goes on.
        """
        super().__init__(controller)
        self._kept_on = kept_on
        self._signals: LockSignals | None = None
        self._is_locked = IS_LOCKED.get(sys.platform)
        self._timer = QTimer(self, interval=LOOK)
        self._timer.timeout.connect(self._look)
        if sys.platform == "linux":
            self._answer.connect(self._on_answer)
            controller.begun.connect(self._ask)
        elif self._is_locked is not None:
            controller.resting.connect(self._on_resting)

    def _ask(self) -> None:
        """Ask in a thread before Qt does: a bus that hangs must not freeze the window."""
        if self._signals is None:
            Thread(target=self._find, args=(bus_path(), bus_path(SYSTEM_BUS)), daemon=True).start()

    def _find(self, session: str, system: str) -> None:
        found = [bool(path) and bus_answers(path) for path in (session, system)]
        # the window may be closed by now
        with suppress(RuntimeError):
            self._answer.emit(*found)

    def _on_answer(self, session: bool, system: bool) -> None:
        if self._signals is None and (session or system):
            from supine.desktop.lock_signals import LockSignals  # noqa: PLC0415 - only with a bus

            self._signals = LockSignals(session=session, system=system, parent=self)
            self._signals.locked.connect(self.locked)
            self._signals.covered.connect(self._on_covered)

    def _on_covered(self) -> None:
        if self._kept_on():
            self.locked.emit()

    def _on_resting(self, resting: bool) -> None:
        if resting:
            self._timer.stop()
        else:
            self._timer.start()

    def _look(self) -> None:
        if self._is_locked is not None and self._is_locked():
            self.locked.emit()


def _locked_on_windows() -> bool:
    """Ask Windows for the session of this process; without an answer it is not locked."""
    import ctypes  # noqa: PLC0415 - Linux does not need it

    with suppress(OSError, AttributeError):
        terminal: Any = ctypes.WinDLL("wtsapi32")  # type: ignore[attr-defined,unused-ignore]
        found, size = ctypes.c_void_p(), ctypes.c_uint32()
        asked = ctypes.c_uint32(THIS_SESSION), SESSION_INFO, ctypes.byref(found), ctypes.byref(size)
        if terminal.WTSQuerySessionInformationW(None, *asked) and found.value:
            level = ctypes.c_uint32.from_address(found.value).value
            flags = ctypes.c_uint32.from_address(found.value + FLAGS_AT).value
            terminal.WTSFreeMemory(found)
            return (level, flags) == (LEVEL, LOCKED)
    return False


def _locked_on_macos() -> bool:
    """Ask the window server; without an answer it is not locked. Not run on a Mac yet."""
    import ctypes  # noqa: PLC0415 - Linux does not need it

    with suppress(OSError, AttributeError):
        folder = "/System/Library/Frameworks"
        window = ctypes.CDLL(f"{folder}/CoreGraphics.framework/CoreGraphics")
        core = ctypes.CDLL(f"{folder}/CoreFoundation.framework/CoreFoundation")
        pointer, utf_8 = ctypes.c_void_p, ctypes.c_uint32(0x08000100)
        window.CGSessionCopyCurrentDictionary.restype = pointer
        core.CFStringCreateWithCString.restype = pointer
        session = pointer(window.CGSessionCopyCurrentDictionary())
        key = pointer(core.CFStringCreateWithCString(None, b"CGSSessionScreenIsLocked", utf_8))
        locked = bool(session.value and core.CFDictionaryContainsKey(session, key))
        for made in (session, key):
            if made.value:
                core.CFRelease(made)
        return locked
    return False


IS_LOCKED: dict[str, Callable[[], bool]] = {
    "win32": _locked_on_windows, "darwin": _locked_on_macos,
}  # fmt: skip
"""How to ask, by the name of the platform."""
