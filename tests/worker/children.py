"""Worker processes made up for tests: they answer as they are asked to, or do something worse."""

from __future__ import annotations

import os
import sys
from pathlib import Path

PROGRAM = """
import json, os, sys, time

folder, trouble, times = sys.argv[1], sys.argv[2], int(sys.argv[3])
open(os.path.join(folder, str(os.getpid())), "w").close()
bad = len([name for name in os.listdir(folder) if name.isdigit()]) <= times
PONG = '{"type": "pong"}'


def tell(text):
    print(text, flush=True)


if bad and trouble == "dies at start":
    sys.exit(1)
if bad and trouble == "reads nothing":
    time.sleep(1000)
for line in sys.stdin:
    kind = json.loads(line)["type"]
    if kind == "quit":
        open(os.path.join(folder, "quit"), "w").close()
        break
    if not bad:
        tell(PONG)
    elif trouble == "dies when asked":
        print("Traceback: the engine broke", file=sys.stderr, flush=True)
        os._exit(1)
    elif trouble == "talks rubbish":
        tell("ALSA lib pcm.c: no such device\\n" + PONG)
    elif trouble == "ends no line":
        tell("x" * 20_000)
    elif trouble == "floods":
        while True:
            tell(PONG)
    elif trouble == "prints without end":
        for _ in range(300):
            print("x" * 99, file=sys.stderr)
        tell(PONG)
    elif trouble == "hangs when asked":
        tell(PONG)
        time.sleep(1000)
    else:
        tell(PONG)
"""


def child(folder: Path, trouble: str = "", times: int = 1) -> list[str]:
    """Return how to start one that has that trouble the first few `times`."""
    folder.mkdir(exist_ok=True)
    return [sys.executable, "-I", "-c", PROGRAM, str(folder), trouble, str(times)]


def started(folder: Path) -> list[int]:
    """Return the process ids of all that were started."""
    return [int(path.name) for path in folder.iterdir() if path.name.isdigit()]


def was_asked_to_end(folder: Path) -> bool:
    """Return whether one of them was asked to end and heard it."""
    return (folder / "quit").exists()


def is_there(pid: int) -> bool:
    """Return whether a process runs, or waits as a zombie."""
    try:
        os.kill(pid, 0)
    except ProcessLookupError:
        return False
    return True
