"""The screen reader Orca beside the program, and what it says, as its own debug output tells.

    python -m tests.e2e.orca [--voice] [--root FOLDER] [--seconds S] [KEY@SECONDS...]

practises the shipped sequence on a desktop of its own and prints each line that Orca gives to the
speech service, and each that the program's voice says, with the seconds since the practice began.
KEY is pressed so many seconds after that. With `--library` it begins there. `--root` is the folder
of another Debian, whose Orca is taken; it needs root.
"""

from __future__ import annotations

import argparse
import os
import re
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path
from typing import NamedTuple

from tests.e2e.bus import Bus
from tests.e2e.desktop import Screen, Speaker, end
from tests.e2e.dispatcher import Dispatcher
from tests.e2e.driver import Starter
from tests.e2e.waiting import LONG, until

LAUNCHER = Path("/usr/libexec/at-spi-bus-launcher")
"""Starts the bus on which programs and screen readers meet."""

SPEECH = " - SPEECH OUTPUT: '"
"""What Orca writes between the time of day and a line that it gives to the speech service."""

END = "{"
"""Begins the voice, which Orca writes after a line."""

ALONE = ("unshare", "--mount", "--pid", "--fork", "--kill-child", "--mount-proc")
"""Orca does not start where it sees another one."""

IN_ROOT = """\
mount -t proc proc "$0/proc"; mkdir -p "$0$1"; mount --bind "$1" "$0$1"
exec chroot "$0" /usr/bin/python3 -c "$3" --debug-file "$2"
"""

BY_LINES = """\
import builtins, runpy, sys
real, program = open, "/usr/bin/orca"
builtins.open = lambda path, *words, **named: real(
    path, *words, **(named | ({"buffering": 1} if path == sys.argv[2] else {})))
sys.argv[0] = program
runpy.run_path(program, run_name="__main__")
"""
"""Runs Orca so that each line of its debug output is in the file at once, and not a page later."""

A11Y = "at-spi"
"""In the address of the bus of screen readers."""

DAY = 24 * 3600.0


class Spoken(NamedTuple):
    """One line that Orca gave to the speech service."""

    at: float
    """Seconds since the epoch."""
    text: str


def missing() -> list[str]:
    """Return what is not installed."""
    names = ("orca", "pulseaudio", "speech-dispatcher")
    found = [name for name in names if shutil.which(name) is None]
    return found if LAUNCHER.exists() else [*found, "at-spi2-core"]


class Orca:
    """Orca on the bus and the screen of a test."""

    def __init__(
        self, screen: Screen, bus: Bus, dispatcher: Dispatcher, folder: Path,
        root: Path | None = None,
    ) -> None:  # fmt: skip
        """Start it and the bus on which it meets programs; `root` is another system's folder."""
        self._debug, home = folder / "orca.debug", folder / "orca-home"
        home.mkdir()
        self.environment = {**bus.environment, **dispatcher.environment}
        """The environment of a program that it reads."""
        env = {
            **os.environ, **self.environment, "DISPLAY": screen.name, "HOME": str(home),
            "LANG": "C.UTF-8", "GSETTINGS_BACKEND": "memory",
        }  # fmt: skip
        self._launcher = subprocess.Popen(
            [LAUNCHER, "--launch-immediately", "--a11y=1", "--screen-reader=1"],
            env=env, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL,
        )  # fmt: skip
        # without it Orca waits for ever, for one thing or another
        until(lambda: A11Y in screen_readers(bus), "the bus of screen readers")
        words = ["/usr/bin/python3", "-c", BY_LINES, "--debug-file", str(self._debug)]
        if root is not None:
            words = ["sh", "-ec", IN_ROOT, str(root), str(folder), str(self._debug), BY_LINES]
        alone = ALONE if os.geteuid() == 0 else ()
        with (folder / "orca.stderr").open("wb") as printed:
            self._orca = subprocess.Popen([*alone, *words], env=env, stdout=printed, stderr=printed)
        try:
            until(self.said, "Orca's first words", LONG)
        except AssertionError:
            self.close()
            raise

    def said(self) -> list[Spoken]:
        """Return all that it said so far."""
        if not self._debug.exists():
            return []
        found: list[str] = []
        goes_on = False
        for line in self._debug.read_text(errors="replace").splitlines():
            if SPEECH in line:
                found.append(line)
                goes_on = END not in line
            elif goes_on and line.startswith(" "):
                # a text of several lines
                found[-1] += f" / {line.strip()}"
                goes_on = END not in line
            else:
                goes_on = False
        return [_spoken(line) for line in found]

    def texts(self) -> list[str]:
        """Return the words of all that it said so far."""
        return [one.text for one in self.said()]

    def close(self) -> None:
        """End it."""
        end(self._orca)
        end(self._launcher)


def screen_readers(bus: Bus) -> str:
    """Return what a session's bus answers to where screen readers are, or nothing."""
    words = [
        "dbus-send", f"--bus={bus.address}", "--print-reply", "--dest=org.a11y.Bus",
        "/org/a11y/bus", "org.a11y.Bus.GetAddress",
    ]  # fmt: skip
    return subprocess.run(words, capture_output=True, text=True, check=False).stdout


def _spoken(line: str) -> Spoken:
    clock, _, rest = line.partition(SPEECH)
    hours, minutes, seconds = clock.split(":")
    now = time.localtime()
    midnight = time.mktime((now.tm_year, now.tm_mon, now.tm_mday, 0, 0, 0, 0, 0, now.tm_isdst))
    at = midnight + int(hours) * 3600 + int(minutes) * 60 + float(seconds)
    # the voice comes after the text; shortly after midnight the text is of the day before
    text = re.split(r"' ?'? ?\{", rest)[0].rstrip("'")
    return Spoken(at if at <= time.time() + 1.0 else at - DAY, text.strip())


@contextmanager
def desk(folder: Path, root: Path | None = None) -> Iterator[tuple[Orca, Starter]]:
    """Yield Orca, and what starts programs beside it; all files lie in `folder`."""
    with ExitStack() as stack:
        screen = Screen(folder / "screen", 1366, 768)
        stack.callback(screen.close)
        speaker = Speaker(folder / "speaker")
        stack.callback(speaker.close)
        dispatcher = Dispatcher(speaker, folder)
        stack.callback(dispatcher.close)
        bus = Bus(folder / "bus")
        stack.callback(bus.close)
        orca = Orca(screen, bus, dispatcher, folder, root)
        stack.callback(orca.close)
        yield orca, stack.enter_context(Starter(screen, speaker, folder))


def main(words: list[str]) -> None:
    """Practise, and print what is said."""
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0] if __doc__ else "")
    parser.add_argument("--voice", action="store_true", help="with the program's own voice")
    parser.add_argument("--library", action="store_true", help="begin in the library")
    parser.add_argument("--root", type=Path, help="the folder of another Debian")
    parser.add_argument("--seconds", type=float, default=180.0)
    parser.add_argument("keys", nargs="*", metavar="KEY@SECONDS")
    chosen = parser.parse_args(words)
    keys = [(float(at), key) for key, _, at in (word.rpartition("@") for word in chosen.keys)]
    with (
        tempfile.TemporaryDirectory() as folder,
        desk(Path(folder), chosen.root) as (orca, supine),
    ):
        supine.settings("", voice=chosen.voice)
        start = supine.library if chosen.library else supine.practise
        program = start(**orca.environment)
        began = time.time()
        told: list[tuple[float, str]] = []
        for at, key in sorted(keys):
            time.sleep(max(0.0, began + at - time.time()))
            told.append((time.time(), f"key    {key}"))
            program.key(key)
        time.sleep(max(0.0, began + chosen.seconds - time.time()))
        told += [(one.at, f"Orca   {one.text}") for one in orca.said()]
        said = [one for one in program.events if one["event"] == "say"]
        voiced = [one for one in said if one["heard"] and not one["read"]]
        told += [(one["wall"], f"voice  {one['text']}") for one in voiced]
        for at, text in sorted(told):
            sys.stdout.write(f"{at - began:7.1f} {text}\n")


if __name__ == "__main__":
    main(sys.argv[1:])
