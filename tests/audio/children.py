"""Audio workers made up for tests: they write down what they are told, or do something worse."""

from __future__ import annotations

import sys
from pathlib import Path

from supine.audio.protocol import requests
from supine.worker.messages import Ping

PROGRAM = """
import json, os, sys, time

folder, trouble, times = sys.argv[1], sys.argv[2], int(sys.argv[3])
told = open(os.path.join(folder, str(os.getpid())), "w", buffering=1)
number = len(os.listdir(folder))
bad = number <= times
print(number, file=told)


def tell(kind, **more):
    print(json.dumps({"type": kind, **more}), flush=True)


if bad and trouble == "dies at start":
    sys.exit(1)
tell("device", there=True)
for line in sys.stdin:
    told.write(line)
    kind = json.loads(line)["type"]
    if kind == "quit":
        break
    if bad and kind == "ping" and trouble == "hangs when asked":
        time.sleep(1000)
    if bad and kind == "play" and trouble == "loses its server":
        tell("server-gone")
        time.sleep(1000)
    if bad and kind == "play" and trouble == "dies as it plays":
        os._exit(1)
    if kind == "ping":
        tell("pong")
"""


def child(folder: Path, trouble: str = "", times: int = 1) -> list[str]:
    """Return how to start one that has that trouble the first few `times`."""
    folder.mkdir(exist_ok=True)
    return [sys.executable, "-I", "-c", PROGRAM, str(folder), trouble, str(times)]


def told(folder: Path) -> list[list[object]]:
    """Return what each of them was told, the first one first, but for pings."""
    found = {}
    for path in folder.iterdir():
        number, end, lines = path.read_bytes().partition(b"\n")
        if end:
            heard = requests().feed(lines)
            found[int(number)] = [one for one in heard if not isinstance(one, Ping)]
    return [found[number] for number in sorted(found)]
