"""A program that writes a journal as fast as it can, to be killed, or synced with another.

    python -m tests.e2e.writing PROFILE FOLDER SECONDS SEED [moves]

It prints `did ID REVISION NOTE` before it saves something (`-` for a removal), and `saved ID` as
soon as the writer says so. `Written` reads that.
"""

from __future__ import annotations

import os
import sys
import time
from collections import defaultdict
from collections.abc import Iterable
from pathlib import Path
from random import Random
from threading import Semaphore

from PySide6.QtCore import QCoreApplication, Qt

from supine.app.journal_writer import JournalWriter, now_here
from supine.journal.entry import Entry, Kept
from supine.journal.journal import load
from supine.profile import Profile

AT_ONCE = 3
"""The most changes that wait to be saved."""

LOOKS = 20
"""After so many changes the program looks at what other computers have written."""

MOVES = 0.02
"""The share of changes before which the journal moves to the profile, or back."""

REMOVED = "-"


def tell(*words: object) -> None:
    # in one piece, from whichever thread
    os.write(1, (" ".join(map(str, words)) + "\n").encode())


def main(profile: Path, folder: Path, seconds: float, seed: int, *, moves: bool) -> None:
    """Add, change and remove entries for so many seconds; `moves` says whether it moves, too."""
    application = QCoreApplication([])
    chance = Random(seed)  # noqa: S311 - not for secrets
    places, free = Profile(profile), Semaphore(AT_ONCE)
    writer = JournalWriter(places.journal, places.computer)

    def told(name: str) -> None:
        tell("saved", name)
        free.release()

    # in the thread that saves: nothing may come between
    writer.saved.connect(told, Qt.ConnectionType.DirectConnection)
    writer.set_folder(folder)
    known: dict[str, Kept] = {}
    end, number = time.monotonic() + seconds, 0
    while time.monotonic() < end:
        if number % LOOKS == 0:
            known = {one.id: one for one in load(folder, places.journal).entries}
        free.acquire()
        number += 1
        if moves and chance.random() < MOVES:
            writer.move(chance.choice((None, folder)))
        note = f"{seed}.{number}"
        kept = chance.choice(list(known.values())) if known else None
        way = chance.random()
        if kept is None or way < 0.5:
            name = f"e{seed}.{number}"
            tell("did", name, 1, note)
            known[name] = writer.add(Entry(now_here(), note=note), name)
        elif way < 0.85:
            tell("did", kept.id, kept.revision + 1, note)
            known[kept.id] = writer.change(kept, Entry(now_here(), note=note))
        else:
            tell("did", kept.id, kept.revision + 1, REMOVED)
            writer.remove(known.pop(kept.id))
    writer.close()
    del application


class Written:
    """What such programs have said."""

    def __init__(self) -> None:
        self.saved = 0
        """How many changes were called saved."""
        self._did: dict[str, dict[int, set[str]]] = defaultdict(lambda: defaultdict(set))
        self._kept: dict[str, dict[int, set[str]]] = defaultdict(lambda: defaultdict(set))
        """What was called saved of that."""

    def read(self, output: Iterable[str]) -> None:
        """Read what one program has printed; its last line may be torn."""
        waiting: dict[str, list[tuple[int, str]]] = defaultdict(list)
        for line in output:
            match line.split():
                case ["did", name, revision, note]:
                    self._did[name][int(revision)].add(note)
                    waiting[name].append((int(revision), note))
                case ["saved", name]:
                    self.saved += 1
                    number, note = waiting[name].pop(0)
                    self._kept[name][number].add(note)

    def wrong(self, folder: Path, waiting: Path) -> list[str]:
        """Return which entries are not as they must be, in words."""
        loaded = load(folder, waiting)
        there = {one.id: one for one in loaded.entries}
        found = []
        for name, kept in self._kept.items():
            one = there.get(name)
            revision = loaded.removed.get(name, 0) if one is None else one.revision
            note = REMOVED if one is None else one.entry.note
            is_known = note in self._did[name].get(revision, ())
            # a change wins against a removal that did not know of it
            is_lost = one is None and kept.get(revision, set()) - {REMOVED}
            if revision < max(kept) or not is_known or is_lost:
                found.append(f"{name} is {revision} {note}, but saved was {dict(kept)}")
        return found


if __name__ == "__main__":
    _own_name, to, where, *numbers = sys.argv
    seconds, seed = map(float, numbers[:2])
    main(Path(to), Path(where), seconds, int(seed), moves="moves" in numbers)
