"""From a key to the first changed frame: 150 times Space in a hold, at random moments.

The clock starts just before the key is given to the screen's server. It stops when those pixels
have changed that show whether the practice is paused. These pixels are found before: they differ
between a running and a paused practice, and do not change within either.
"""

from __future__ import annotations

import time
from collections.abc import Iterator

import numpy as np
import numpy.typing as npt

from tests.benchmarks.bench import Bench, desktop
from tests.benchmarks.holds import CYCLES, in_hold
from tests.benchmarks.keyboard import SPACE, Keyboard
from tests.benchmarks.seeing import wait_until
from tests.benchmarks.table import Line, Row, high, number
from tests.e2e.desktop import Picture, Screen
from tests.e2e.driver import Supine

KEYS = 150

APART = (0.5, 1.1)
"""Seconds from one key to the next, at random: no key meets always the same part of a frame."""

WATCHED = 400
"""Pixels that are looked at, of all that tell."""

LOOKS = 12
"""Pictures from which it is known what changes by itself, a quarter of a second apart."""


def measure(bench: Bench) -> Iterator[Line]:
    """Measure how soon a key is answered on the screen."""
    with desktop() as starter:
        program = in_hold(starter, CYCLES)
        late = answers(program, starter.screen, 20 if bench.quick else KEYS)
        program.close()
    yield Row(
        "key to the first changed frame, 99th percentile", late, 50.0, "ms", of=high,
        remark=f"{len(late)} keys, median {number(float(np.median(late)))} ms",
    )  # fmt: skip


def answers(program: Supine, screen: Screen, count: int) -> list[float]:
    """Return after how many milliseconds each of `count` keys was answered."""
    keyboard = Keyboard(screen.name)
    going = _pictures(screen)
    program.press("space", "pause")
    paused = _pictures(screen)
    telling = _telling(going, paused)
    goes, rests = going[-1].reshape(-1, 3)[telling], paused[-1].reshape(-1, 3)[telling]
    moments, found = np.random.default_rng(5), []
    for turn in range(count):
        time.sleep(moments.uniform(*APART))
        found.append(_answer(keyboard, screen, telling, (goes, rests)[turn % 2]))
    keyboard.close()
    return found


def _answer(
    keyboard: Keyboard, screen: Screen, telling: npt.NDArray[np.intp], to: Picture
) -> float:
    """Press Space; return the milliseconds until most of the `telling` pixels are as in `to`."""
    rows, columns = np.unravel_index(telling, (screen.height, screen.width))
    live = screen.live()
    pressed = keyboard.press(SPACE)
    seen = wait_until(
        lambda: float((live[rows, columns] == to).all(axis=1).mean()) > 0.5, "an answer to a key"
    )
    return (seen - pressed) * 1000


def _pictures(screen: Screen) -> list[Picture]:
    """Return pictures of some seconds."""
    time.sleep(1.0)
    pictures = []
    for _ in range(LOOKS):
        pictures.append(screen.picture())
        time.sleep(0.25)
    return pictures


def _telling(going: list[Picture], paused: list[Picture]) -> npt.NDArray[np.intp]:
    """Return the places of pixels that tell the two apart and else never change."""
    tells = (going[0] != paused[0]).any(axis=2)
    for pictures in (going, paused):
        for picture in pictures:
            tells &= (picture == pictures[0]).all(axis=2)
    places = np.flatnonzero(tells)
    assert len(places) >= WATCHED, "nothing on the screen tells a pause"
    return places[:: len(places) // WATCHED]
