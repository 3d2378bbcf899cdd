"""The program is killed in the middle of practices, as by a crash: is the place always kept?

    python -m tests.e2e.kills --kills 200

Each time it goes on where the last one ended, as the library offers; keys change the plan, pause or
jump; after a moment of any length `kill -9` ends it. Then its file must say where it was.
"""

from __future__ import annotations

import argparse
import random
import shutil
import signal
import sys
import tempfile
import time
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path
from typing import NamedTuple

from supine.library.reader import open_book
from supine.practice.offer import Offer, is_offered, offer_of
from supine.practice.place import Interrupted, load
from supine.resources import shipped_sequences
from supine.settings.file import SettingsFile
from tests.e2e import traces
from tests.e2e.desktop import Screen, Speaker
from tests.e2e.driver import Starter, Supine
from tests.e2e.pictures import amount, top
from tests.e2e.traces import Event
from tests.e2e.waiting import until

KEYS = ("space", "space", "Right", "e", "s", "d", "Left", "x", "")
"""One to three are pressed before each kill: they change the plan or the place, or pause."""

LONGEST = 4.0
"""Seconds from going on to a kill, at most."""

FIRST = 6.0
"""Seconds before the first kill of a practice: what has hardly begun is not offered."""

CHAIN = 20
"""Kills of one practice, before another one begins elsewhere in the sequence."""

RUNWAY = 0.5
"""Seconds that the place stays after a jump, while the sound is got ready."""

JUMPS = ("start", "resume", "ready", "next", "back")
"""Events after which the place stays for a while."""

NOW = ("step", "pause", "ease", "deeper", "stay", "frame", *JUMPS)
"""Events that are written when they happen; sounds are written ahead of their time."""


class Kill(NamedTuple):
    """What was found after one kill."""

    late: float
    """Seconds from the last place that was kept to the kill; 0 in a pause."""
    lost: float
    """Seconds of practice between the place and where the trace says that it was killed."""
    paused: bool


def killed(program: Supine) -> float:
    """Kill `program` and return when, in seconds since the epoch."""
    program.send(signal.SIGKILL)
    at = time.time()
    program.process.wait()
    return at


def left_in(profile: Path, folder: Path) -> Interrupted:
    """Return the only practice that was left, as the next start reads it: in a copy."""
    shutil.rmtree(folder, ignore_errors=True)
    shutil.copytree(profile / "practices", folder)
    (found,) = load(folder, datetime.now(UTC)).practices
    assert not list(folder.glob("*set-aside*"))
    return found


def offer_in(profile: Path, found: Interrupted) -> Offer | None:
    """Return what the next start must offer of `found`."""
    settings, _words = SettingsFile(profile / "settings.yaml").load()
    assert is_offered(found, datetime.now(UTC))
    book = open_book(shipped_sequences()[0], own=False)
    return offer_of(found, settings.pace, book.sequence, book.path.parent)


def place_at(events: list[Event], wall: float) -> float:
    """Return where the practice was at the time `wall`, in seconds of practice."""
    before = [event for event in events if event["event"] in NOW and event["wall"] <= wall]
    last = before[-1]
    if is_paused(before):
        return float(last["at"])
    jumped = [event["wall"] for event in before if event["event"] in JUMPS][-1]
    return float(last["at"] + max(0.0, wall - max(last["wall"], jumped + RUNWAY)))


def is_paused(events: list[Event]) -> bool:
    turns = [event["event"] for event in events if event["event"] in ("start", "pause", "resume")]
    return bool(turns[-1] == "pause")


def found_after(events: list[Event], at: float, found: Interrupted) -> Kill:
    """Compare what was left with what the trace says; it was killed at the time `at`."""
    written, begun = found.place.written.timestamp(), traces.named(events, "start")[0]["wall"]
    if written < begun:
        # it was killed before it had kept its first place: the one before is still there
        return Kill(at - begun, at - begun, paused=False)
    paused = is_paused(events)
    lost = abs(place_at(events, at) - found.place.elapsed)
    return Kill(0.0 if paused else at - written, lost, paused)


def go_on(starter: Starter, offer: Offer) -> Supine:
    """Start the program, and go on as it offers."""
    program = starter.library()
    accept(program, offer)
    return program


def accept(program: Supine, offer: Offer) -> None:
    """Go on by one key: the offer comes first of all. It must lead to where `offer` says."""
    until(lambda: amount(top(program.picture(), 0.3), "accent") > 3000, "an offer")
    program.key("space")
    # it waits for a person who has to lie down
    until(lambda: amount(program.picture(), "accent") < 1000, "the practice")
    program.press("space", "start")
    event = program.wait_for("step")
    step = offer.plan.step_at(offer.start)
    wanted = (step.kind, step.pose, step.side, offer.start)
    assert (event["kind"], event["pose"], event["side"]) == wanted[:3], (event, wanted)
    assert abs(event["at"] - offer.start) < 0.01, (event, wanted)


def one_chain(starter: Starter, kills: int, chance: random.Random) -> Iterator[Kill]:
    """Begin somewhere, and kill it up to `kills` times; each time it goes on where it was."""
    starter.settings("")
    program = starter.practise("low-back-release", "--from", str(chance.randrange(50)))
    time.sleep(FIRST)
    practice_id = ""
    for _ in range(kills):
        for key in chance.choices(KEYS, k=chance.randint(1, 3)):
            time.sleep(chance.uniform(0.0, LONGEST / 3))
            if key:
                program.key(key)
        time.sleep(chance.uniform(0.0, LONGEST / 3))
        at = killed(program)
        found = left_in(starter.profile, starter.folder / "copy")
        yield found_after(program.events, at, found)
        assert found.id == (practice_id or found.id)
        practice_id = found.id
        offer = offer_in(starter.profile, found)
        if offer is None:
            # it was on the last way out
            return
        program = go_on(starter, offer)
    program.kill()


def kill_often(starter: Starter, kills: int, seed: int = 0) -> Iterator[Kill]:
    """Kill the program `kills` times, in several practices."""
    chance, done = random.Random(seed), 0  # noqa: S311 - the same each time
    while done < kills:
        shutil.rmtree(starter.profile, ignore_errors=True)
        for kill in one_chain(starter, min(CHAIN, kills - done), chance):
            done += 1
            yield kill


def main() -> int:
    """Kill as often as asked, and print the worst; 1 if more than a second was lost."""
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("--kills", type=int, default=200)
    parser.add_argument("--seed", type=int, default=0)
    options = parser.parse_args()
    found: list[Kill] = []
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        screen, speaker = Screen(folder / "screen"), Speaker(folder / "speaker")
        try:
            with Starter(screen, speaker, folder) as starter:
                for kill in kill_often(starter, options.kills, options.seed):
                    found.append(kill)
                    print(len(found), *(f"{value:.3f}" for value in kill[:2]), flush=True)  # noqa: T201
        finally:
            speaker.close()
            screen.close()
    late, lost = (max(kill[part] for kill in found) for part in range(2))
    print(  # noqa: T201
        f"{len(found)} kills, {sum(kill.paused for kill in found)} in a pause: the last place was "
        f"{late:.2f} s old at most, and {lost:.2f} s from where the practice was killed."
    )
    return 0 if max(late, lost) < 1.0 else 1


if __name__ == "__main__":
    sys.exit(main())
