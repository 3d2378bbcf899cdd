"""Ten thousand sounds in random order, one each twentieth of a second, in the audio worker alone.

Qt's own faults show after tens or hundreds of sounds: a loop that spins, a stream that is lost. So
the worker is asked for a sign of life each second, and what it holds after a tenth of the sounds is
compared with what it holds after all of them.
"""

from __future__ import annotations

import random
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import get_args

from msgspec import Struct

from supine.audio.protocol import Hush, Play, Volumes
from supine.core.sounds import Sound
from supine.worker.messages import Ping, encoded
from tests.benchmarks.bench import Bench, desktop
from tests.benchmarks.processes import processor_seconds
from tests.benchmarks.table import Line, Row
from tests.e2e.processes import held

PLAYS, GAP = 10_000, 0.05
"""How many, and the seconds from one to the next."""

AHEAD = 0.4
"""Seconds from sending a sound until it is due."""

SIGN = 20
"""Sounds from one sign of life to the next."""


class Worker:
    """The audio worker, without a window."""

    def __init__(self, cache: Path, env: dict[str, str]) -> None:
        """Start it."""
        self.process = subprocess.Popen(
            [sys.executable, "-m", "supine", "audio-worker", cache], env=env,
            stdin=subprocess.PIPE, stdout=subprocess.PIPE, bufsize=0,
        )  # fmt: skip
        self.ask(Volumes(1.0, 1.0, 1.0))
        self.seconds_to_answer()

    def ask(self, request: Struct) -> None:
        """Send a request."""
        assert self.process.stdin is not None, "it was started with a pipe"
        self.process.stdin.write(encoded(request))

    def seconds_to_answer(self) -> float:
        """Return how long it takes to answer a ping; fails if it ends instead."""
        assert self.process.stdout is not None, "it was started with a pipe"
        asked = time.monotonic()
        self.ask(Ping())
        while b"pong" not in (line := self.process.stdout.readline()):
            assert line, "the worker has ended"
        return time.monotonic() - asked

    def holds(self) -> tuple[int, int, float]:
        """Return its open files, its threads and its own megabytes while nothing sounds."""
        self.ask(Hush())
        time.sleep(0.5)
        home = Path("/proc") / str(self.process.pid)
        files, threads = (len(list((home / name).iterdir())) for name in ("fd", "task"))
        # what others share with it changes whenever they start or end
        return files, threads, held(self.process.pid).own


@contextmanager
def worker() -> Iterator[Worker]:
    """Give a worker with a sound server of its own."""
    with desktop() as starter:
        made = Worker(starter.folder / "cache", starter.speaker.environment)
        try:
            yield made
        finally:
            made.process.kill()
            made.process.wait()


def measure(bench: Bench) -> Iterator[Line]:
    """Measure what ten thousand sounds leave behind."""
    plays = 500 if bench.quick else PLAYS
    chosen = random.Random(13)  # noqa: S311 - the same order in each run
    answers = []
    with worker() as made:
        before = made.holds()
        began, spent = time.monotonic(), processor_seconds([made.process.pid])
        for number in range(plays):
            due = began + number * GAP
            time.sleep(max(0.0, due - time.monotonic()))
            due = time.monotonic() + AHEAD
            made.ask(Play(chosen.choice(get_args(Sound)), due, due + 0.25))
            if number % SIGN == 0:
                answers.append(made.seconds_to_answer() * 1000)
            if number == plays // 10:
                before = made.holds()
                began += 0.5
        lasted = time.monotonic() - began
        spent = processor_seconds([made.process.pid]) - spent
        after = made.holds()
    name = f"the audio worker, {plays:,} sounds"
    yield Row(f"{name}: longest wait for an answer", answers, 500.0, "ms", of=max)
    yield Row(f"{name}: processor", [100 * spent / lasted], 10.0, "%")
    yield Row(f"{name}: files more than after a tenth", [after[0] - before[0]], 0, "files")
    yield Row(f"{name}: threads more than after a tenth", [after[1] - before[1]], 0, "threads")
    yield Row(f"{name}: memory more than after a tenth", [after[2] - before[2]], 1.0, "MB")
