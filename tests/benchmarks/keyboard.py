"""A keyboard whose keys go down at a known instant: the screen's own test extension, called here.

Starting a tool for each key would take longer than what is to be measured.
"""

from __future__ import annotations

import ctypes
import time

PRESSED, RELEASED = 1, 0

SPACE = 0x20
"""X11's number of the key."""

J, ESCAPE, CONTROL = 0x6A, 0xFF1B, 0xFFE3

WHEEL_UP, WHEEL_DOWN = 4, 5
"""X11's buttons."""


class Keyboard:
    """The keyboard of one screen."""

    def __init__(self, screen: str) -> None:
        """Connect to the screen called `screen`."""
        self._x11, self._test = ctypes.CDLL("libX11.so.6"), ctypes.CDLL("libXtst.so.6")
        self._x11.XOpenDisplay.restype = ctypes.c_void_p
        display = self._x11.XOpenDisplay(screen.encode())
        assert display, f"no screen called {screen}"
        self._display = ctypes.c_void_p(display)

    def press(self, key: int, held: int = 0) -> float:
        """Press a key, with another one `held`, and let go; return the time just before."""
        keys = [one for one in (held, key) if one]
        codes = [self._x11.XKeysymToKeycode(self._display, ctypes.c_ulong(one)) for one in keys]
        pressed = time.monotonic()
        for state, order in ((PRESSED, codes), (RELEASED, codes[::-1])):
            for code in order:
                self._test.XTestFakeKeyEvent(self._display, code, state, ctypes.c_ulong(0))
        self._x11.XFlush(self._display)
        return pressed

    def turn(self, button: int) -> None:
        """Turn the mouse's wheel by a notch."""
        for state in (PRESSED, RELEASED):
            self._test.XTestFakeButtonEvent(self._display, button, state, ctypes.c_ulong(0))
        self._x11.XFlush(self._display)

    def close(self) -> None:
        """Let go of the screen."""
        self._x11.XCloseDisplay(self._display)
