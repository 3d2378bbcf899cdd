"""A keyboard whose keys go down at a known instant: the screen's own test extension, called here.

Starting a tool for each key would take longer than what is to be measured.
"""

from __future__ import annotations

import ctypes
import time

PRESSED, RELEASED = 1, 0

SPACE = 0x20
"""X11's number of the key."""


class Keyboard:
    """The keyboard of one screen."""

    def __init__(self, screen: str) -> None:
        """Connect to the screen called `screen`."""
        self._x11, self._test = ctypes.CDLL("libX11.so.6"), ctypes.CDLL("libXtst.so.6")
        self._x11.XOpenDisplay.restype = ctypes.c_void_p
        display = self._x11.XOpenDisplay(screen.encode())
        assert display, f"no screen called {screen}"
        self._display = ctypes.c_void_p(display)

    def press(self, key: int) -> float:
        """Press a key and let go of it; return the monotonic time just before."""
        code = self._x11.XKeysymToKeycode(self._display, ctypes.c_ulong(key))
        pressed = time.monotonic()
        for state in (PRESSED, RELEASED):
            self._test.XTestFakeKeyEvent(self._display, code, state, ctypes.c_ulong(0))
        self._x11.XFlush(self._display)
        return pressed

    def close(self) -> None:
        """Let go of the screen."""
        self._x11.XCloseDisplay(self._display)
