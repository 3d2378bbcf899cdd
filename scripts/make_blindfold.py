#!/usr/bin/env python3
"""Write ``docs/blindfold.md``: what is heard, minute by minute, from the trace of a real practice.

    python scripts/make_blindfold.py TRACE

Run the practice with the voice on; the first ten minutes are written.
"""

from __future__ import annotations

import json
import sys
from collections.abc import Iterable, Iterator
from itertools import groupby
from pathlib import Path
from typing import Any

Event = dict[str, Any]

MINUTES = 10

DOCUMENT = Path(__file__).resolve().parent.parent / "docs" / "blindfold.md"

HEAD = """\
# What is heard with closed eyes

For a person who tries Supine with a blindfold, and a person who sits beside them: the first ten
minutes of *Low Back Release*, as they were heard. Made by `scripts/make_blindfold.py` from the
trace of a whole practice with the usual settings. The times are minutes and seconds from its start.
**Bold** is a sound, "quoted" is the voice.

Before you begin, put the strap within reach of your right hand, and the block above your head.
Press "Lie down and begin", and take your time to lie down: it begins a minute later, with **a short
sound**, or with any key. The times below count from there. After that you need not touch anything.
Any key pauses, and any key goes on; while you settle, any key says that you are ready. X says how
to come out of the pose until you lie on the floor; any key then leads you in again.
"""

BELLS = {
    "begin": "**one bright bowl**: the hold begins",
    "end": "**two darker strokes**: the hold is over",
    "last": "**three quick high notes**: the last one begins",
    "turn": "**a soft wooden tap**: one circle or repetition is done",
    "right": "**three rising notes at the right ear**: change to the right side",
    "left": "**three falling notes at the left ear**: change to the left side",
    "pause": "**two small notes down**: the practice is paused",
    "resume": "**two small notes up**: the practice goes on",
    "finish": "**a slow swelling chord**: the practice is over",
}

PHASES = {"in": "rising tone", "out": "falling tone", "hold-in": "hum", "hold-out": "hum"}


def told(events: Iterable[Event]) -> Iterator[tuple[float, str, str]]:
    """Yield each thing heard: its time (seconds from the start), its kind and its words."""
    events = list(events)
    began = float(next(one["mono"] for one in events if one["event"] == "start"))
    for one in events:
        at = float(one["mono"]) - began
        if one["event"] == "say" and one["heard"]:
            yield at, "voice", f'"{one["text"]}"'
        elif one["event"] == "bell" and one["heard"]:
            kind = "turn" if one["name"] == "turn" else "bell"
            yield at, kind, BELLS[one["name"]]
        elif one["event"] == "breath" and one["heard"]:
            yield at, "breath", PHASES[one["phase"]]


def clock(seconds: float) -> str:
    """Return `seconds` as minutes and seconds, such as "3:07"."""
    whole = int(seconds)
    return f"{whole // 60}:{whole % 60:02d}"


def lines_of(heard: Iterable[tuple[float, str, str]]) -> Iterator[str]:
    """Yield one line for each thing heard; repeated tones and taps become one line."""
    for kind, group in groupby(heard, key=lambda one: one[1]):
        some = list(group)
        first, last = some[0][0], some[-1][0]
        if kind == "breath":
            tones = ", ".join(dict.fromkeys(words for _at, _kind, words in some))
            when = clock(first) if len(some) == 1 else f"{clock(first)} to {clock(last)}"
            yield f"- {when} **{tones}**, with the breath"
        elif kind == "turn" and len(some) > 1:
            yield f"- {clock(first)} to {clock(last)} {BELLS['turn']}, {len(some)} times"
        else:
            yield from (f"- {clock(at)} {words}" for at, _kind, words in some)


def document(events: Iterable[Event]) -> str:
    """Return the text of the document."""
    heard = sorted(told(events))
    parts = [HEAD]
    for minute in range(MINUTES):
        some = [one for one in heard if minute * 60 <= one[0] < minute * 60 + 60]
        parts.append(f"## Minute {minute + 1}\n\n" + "\n".join(lines_of(some)) + "\n")
    return "\n".join(parts)


def main() -> None:
    """Read the trace and write the document."""
    lines = Path(sys.argv[1]).read_text(encoding="utf-8").splitlines()
    DOCUMENT.write_text(document(map(json.loads, lines)), encoding="utf-8")
    print(f"wrote {DOCUMENT}")


if __name__ == "__main__":
    main()
