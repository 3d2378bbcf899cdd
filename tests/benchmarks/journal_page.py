"""A journal of 100,000 entries in ten files: how soon its page is there, and how it scrolls.

The clock starts just before Ctrl and J are given to the screen's server. It stops when the page is
painted with its data: when the lines of the chart are on the screen, which no other page has in
their colour. Then the mouse wheel is turned over the page, as often as a screen shows frames.
"""

from __future__ import annotations

import time
from collections.abc import Iterator
from datetime import datetime, timedelta
from threading import Thread

import numpy as np

from tests.benchmarks.bench import Bench, desktop
from tests.benchmarks.journal import ENTRIES, write_journal
from tests.benchmarks.keyboard import CONTROL, ESCAPE, WHEEL_DOWN, WHEEL_UP, J, Keyboard
from tests.benchmarks.seeing import frames_seen, wait_until
from tests.benchmarks.table import Line, Row
from tests.e2e.desktop import Screen
from tests.e2e.driver import Starter
from tests.e2e.pictures import colour

ROUNDS = 9

COARSE = 3
"""Pixels from one that is looked at to the next: a line is five wide."""

LEAST = 40
"""Pixels of that colour that make a line."""

APART = 0.015
"""Seconds from one turn of the wheel to the next."""

TURNS = 120


def measure(bench: Bench) -> Iterator[Line]:
    """Measure the opening of the page, and its frames while it is scrolled."""
    with desktop() as starter:
        # the last entries are of today
        begin = datetime.now().astimezone() - timedelta(days=3650)
        write_journal(starter.profile / "journal", 2000 if bench.quick else ENTRIES, begin)
        program = starter.library()
        time.sleep(4.0)
        keyboard = Keyboard(starter.screen.name)
        opening(keyboard, starter.screen)
        late = [opening(keyboard, starter.screen) for _ in range(bench.times(ROUNDS))]
        gap = scrolling(keyboard, starter)
        keyboard.close()
        program.close()
    yield Row(f"key to the page of {ENTRIES:,} entries", late, 500.0, "ms")
    yield Row("time between frames while it scrolls", [gap], 17.5, "ms")


def opening(keyboard: Keyboard, screen: Screen) -> float:
    """Return after how many milliseconds the page is there; leave it again."""
    line = np.array(colour("after"), np.int16)
    live = screen.live()

    def lines() -> int:
        near = np.abs(live[::COARSE, ::COARSE].astype(np.int16) - line).max(axis=2) <= 3
        return int(near.sum())

    pressed = keyboard.press(J, CONTROL)
    seen = wait_until(lambda: lines() >= LEAST, "the journal")
    time.sleep(0.5)
    keyboard.press(ESCAPE)
    wait_until(lambda: lines() == 0, "the library")
    time.sleep(1.0)
    return (seen - pressed) * 1000


def scrolling(keyboard: Keyboard, starter: Starter) -> float:
    """Return the milliseconds from one frame to the next while the wheel is turned."""
    screen = starter.screen
    keyboard.press(J, CONTROL)
    time.sleep(2.0)
    screen.do("mousemove", str(screen.width // 4), str(screen.height // 2))
    turning = Thread(target=_turn, args=(keyboard,))
    turning.start()
    frames = frames_seen(screen, screen.height // 2, TURNS * APART)
    turning.join()
    return 1000 / frames


def _turn(keyboard: Keyboard) -> None:
    """Turn the wheel down and up again: there is never an end to be reached."""
    for number in range(TURNS):
        keyboard.turn(WHEEL_DOWN if number // 5 % 2 == 0 else WHEEL_UP)
        time.sleep(APART)
