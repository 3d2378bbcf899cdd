"""Speaking processes made up for tests: they do as they are told, or something worse."""

from __future__ import annotations

import sys
from pathlib import Path

PROGRAM = """
import json, os, sys, time

folder, trouble, times = sys.argv[1], sys.argv[2], int(sys.argv[3])
open(os.path.join(folder, str(os.getpid())), "w").close()
bad = len(os.listdir(folder)) <= times
configured = 0


def tell(kind, **more):
    print(json.dumps({"type": kind, **more}), flush=True)


if bad and trouble == "dies at start":
    sys.exit(1)
for line in sys.stdin:
    asked = json.loads(line)
    kind, number = asked["type"], asked.get("id")
    if kind == "configure":
        if bad and trouble == "is never ready":
            continue
        if trouble == "crashes in winrt":
            engines = sorted(["winrt", "sapi"], key=lambda name: name in asked["avoid"])
            tell("starting", engine=engines[0])
            if engines[0] == "winrt":
                os._exit(1)
        else:
            configured += 1
            lost = bad and trouble == "loses its engine" and configured > 1
            lost = lost or (trouble == "dies with its engine" and not bad)
            engines = [] if lost or trouble == "has no engine" else ["made-up"]
        tell("ready", engines=engines, engine=(engines or [""])[0])
        if bad and trouble == "stops listening":
            time.sleep(1000)
    elif kind == "say":
        tell("begun", id=number)
        if bad and trouble in ("dies in mid word", "dies with its engine"):
            print("Traceback: the engine broke", file=sys.stderr, flush=True)
            os._exit(1)
        if bad and trouble == "hangs":
            time.sleep(1000)
        if bad and trouble == "talks rubbish":
            print("ALSA lib pcm.c: no such device", flush=True)
        elif bad and trouble == "does not end":
            tell("pong")
        elif bad and trouble == "fails":
            tell("failed", id=number, why="synthesis")
        elif bad and trouble == "floods":
            while True:
                tell("pong")
        elif asked["text"] != "Long.":
            tell("ended", id=number)
    elif kind == "stop":
        tell("stopped", id=1)
    elif kind == "ping":
        tell("pong")
    elif kind == "quit":
        break
"""


def child(folder: Path, trouble: str = "", times: int = 1) -> list[str]:
    """Return how to start one that has that trouble the first few `times`."""
    folder.mkdir(exist_ok=True)
    return [sys.executable, "-I", "-c", PROGRAM, str(folder), trouble, str(times)]


def started(folder: Path) -> list[int]:
    """Return the process ids of all that were started."""
    return [int(path.name) for path in folder.iterdir()]
