"""Drives the real program as a person does: by its keys, its window and its files."""

from __future__ import annotations

import os
import re
import signal
import subprocess
import sys
from collections.abc import Sequence
from contextlib import suppress
from pathlib import Path
from typing import Any, Self

from tests.e2e import traces
from tests.e2e.desktop import NOWHERE, Picture, Screen, Speaker
from tests.e2e.traces import Event
from tests.e2e.waiting import LONG, until

KEPT = ("PATH", "PYTHONPATH", "SYSTEMROOT", "LD_LIBRARY_PATH")
"""What the program gets to know of the environment of the tests."""


class Supine:
    """One running program."""

    def __init__(
        self,
        screen: Screen,
        trace: Path,
        words: list[str],
        env: dict[str, str],
        before: Sequence[str] = (),
    ) -> None:
        """Start it with `words` on its command line; `before` are commands that lead to it."""
        self.screen, self.trace, self._growing = screen, trace, traces.Growing(trace)
        self._errors = trace.with_suffix(".stderr")
        python = [*before, sys.executable, "-X", "faulthandler", "-W", "error"]
        with self._errors.open("wb") as errors:
            self.process = subprocess.Popen(
                [*python, "-m", "supine", *words],
                env=env, cwd=trace.parent, stdout=errors, stderr=errors,
            )  # fmt: skip
        self._window = ""

    @property
    def voice(self) -> int:
        """The id of its speaking process, or 0."""
        return self._worker(b"speech-worker")

    @property
    def sound(self) -> int:
        """The id of the process that plays its sounds, or 0."""
        return self._worker(b"audio-worker")

    def _worker(self, word: bytes) -> int:
        pid = self.process.pid
        for child in Path(f"/proc/{pid}/task/{pid}/children").read_text().split():
            # it may end just now
            with suppress(OSError):
                if word in Path(f"/proc/{child}/cmdline").read_bytes():
                    return int(child)
        return 0

    @property
    def window(self) -> str:
        """The window's id, as soon as it is there."""
        if not self._window:
            self._window = until(self._windows, "a window")[0]
        return self._window

    def _windows(self) -> list[str]:
        self.must_run()
        pid = str(self.process.pid)
        return self.screen.ask("xdotool", "search", "--onlyvisible", "--pid", pid).split()

    def must_run(self) -> None:
        """Fail at once, with what was printed, if the program has ended."""
        assert self.process.poll() is None, f"ended by itself: {self.printed}"

    @property
    def events(self) -> list[Event]:
        """All that the trace tells so far."""
        return list(self._growing.events())

    def wait_for(self, name: str, /, since: int = 0, seconds: float = LONG, **wanted: Any) -> Event:
        """Return the first event of that name and those values after `since` events."""

        def found() -> list[Event]:
            self.must_run()
            return traces.named(self.events[since:], name, **wanted)

        return until(found, f"{name} {wanted}", seconds)[0]

    def key(self, *names: str) -> int:
        """Press keys one after another; return how many events there were before."""
        self.focus()
        before = len(self.events)
        self.screen.do("key", "--delay", "30", *names)
        return before

    def press(self, key: str, event: str, /, **wanted: Any) -> Event:
        """Press a key and return the event that answers."""
        return self.wait_for(event, self.key(key), **wanted)

    def click(self, x: float, y: float) -> int:
        """Click into the window; return how many events there were before."""
        left, upper, _width, _height = self.place
        before = len(self.events)
        self.screen.do("mousemove", str(left + round(x)), str(upper + round(y)), "click", "1")
        return before

    def focus(self) -> None:
        """See to it that keys go to this window."""
        if self.screen.ask("xdotool", "getwindowfocus").strip() != self.window:
            self.screen.do("windowactivate", self.window)
            until(lambda: self.screen.ask("xdotool", "getwindowfocus").strip() == self.window,
                  "the focus")  # fmt: skip

    @property
    def place(self) -> tuple[int, int, int, int]:
        """Left, upper, width and height of the window's inside."""
        said = self.screen.ask("xwininfo", "-id", self.window)
        names = ("Absolute upper-left X", "Absolute upper-left Y", "Width", "Height")
        found = [re.search(rf"{name}: +(-?\d+)", said) for name in names]
        left, upper, width, height = (int(one[1]) if one else 0 for one in found)
        return left, upper, width, height

    @property
    def fills_screen(self) -> bool:
        return self.place == (0, 0, self.screen.width, self.screen.height)

    @property
    def minimised(self) -> bool:
        return "Iconic" in self.screen.ask("xprop", "-id", self.window, "WM_STATE")

    def picture(self) -> Picture:
        """Return what is to be seen in the window just now."""
        left, upper, width, height = self.place
        return self.screen.picture()[max(0, upper) : upper + height, max(0, left) : left + width]

    @property
    def printed(self) -> str:
        """All that the program has said on the terminal."""
        return self._errors.read_text(errors="replace")

    def send(self, number: signal.Signals) -> None:
        self.process.send_signal(number)

    def ended(self, seconds: float = LONG) -> int:
        """Return the exit status, once the program has ended by itself."""
        try:
            return self.process.wait(seconds)
        except subprocess.TimeoutExpired:
            # where it hangs is printed by its fault handler
            self.send(signal.SIGABRT)
            self.process.wait(LONG)
            message = f"still runs after {seconds:g} s: {self.printed}"
            raise AssertionError(message) from None

    def close(self) -> None:
        """Ask the program to close: it must end well, and have printed nothing."""
        if self.process.poll() is None:
            self.send(signal.SIGTERM)
        status = self.ended()
        assert (status, self.printed) == (0, ""), f"status {status}: {self.printed}"

    def kill(self) -> None:
        """End the program as a crash would."""
        self.process.kill()
        self.process.wait()


class Starter:
    """Starts programs for one test, all with the same profile, and sees that they end well."""

    def __init__(self, screen: Screen, speaker: Speaker, folder: Path) -> None:
        """Start nothing yet; all files lie in `folder`."""
        self.screen, self.speaker, self.folder = screen, speaker, folder
        self.profile = folder / "profile"
        self.sequences = self.profile / "sequences"
        self.started: list[Supine] = []

    def __call__(
        self,
        *words: str | Path,
        trace: str = "",
        screen: Screen | None = None,
        before: Sequence[str] = (),
        **env: str,
    ) -> Supine:
        """Start the program; `env` adds to its environment, `before` leads to it."""
        number = len(self.started)
        profile = self.profile
        if not (number or profile.is_file() or (profile / "settings.yaml").exists()):
            self.settings("")
        place = self.folder / f"trace-{number}"
        shown = screen or self.screen
        line = ["--profile", str(self.profile), "--trace", trace or str(place), *map(str, words)]
        self.started.append(Supine(shown, place, line, {**self.env(shown), **env}, before))
        return self.started[-1]

    def homeless(self, *words: str) -> Supine:
        """Start the program without a profile of its own, for somebody who has no home."""
        place = self.folder / "trace-homeless"
        env = {**self.env(self.screen), "HOME": "/proc/nowhere"}
        program = Supine(self.screen, place, ["--trace", str(place), *words], env)
        self.started.append(program)
        return program

    def practise(self, name: str | Path = "low-back-release", *words: str, **more: Any) -> Supine:
        """Start a practice and wait until it has begun and its window has the keys."""
        program = self(name, "--practise", *words, **more)
        program.wait_for("start")
        program.focus()
        return program

    def library(self, **more: Any) -> Supine:
        """Start without a sequence and wait for the window."""
        program = self(**more)
        program.focus()
        return program

    def settings(self, text: str, folder: Path | None = None, *, voice: bool = False) -> Path:
        """Write the settings file and return its path; only what is about the voice starts it."""
        profile = folder or self.profile
        profile.mkdir(parents=True, exist_ok=True)
        path = profile / "settings.yaml"
        first = f"version: 1\nset_up_seen: true\nvoice: {str(voice).lower()}\n"
        path.write_text(f"{first}{text}\n")
        return path

    def own(self, name: str, data: bytes | str) -> Path:
        """Write one of the person's own sequences and return its path."""
        self.sequences.mkdir(parents=True, exist_ok=True)
        path = self.sequences / name
        path.write_bytes(data.encode() if isinstance(data, str) else data)
        return path

    def __enter__(self) -> Self:
        """Nothing runs yet."""
        return self

    def __exit__(self, kind: type[BaseException] | None, *_rest: object) -> None:
        """Close whatever still runs; after a failure nothing more is asked of it."""
        running = [program for program in self.started if program.process.poll() is None]
        try:
            for program in running if kind is None else []:
                program.close()
        finally:
            for program in running:
                program.kill()

    def env(self, screen: Screen) -> dict[str, str]:
        """Return all that a program on `screen` gets to know of its surroundings."""
        home = self.folder / "home"
        home.mkdir(exist_ok=True)
        kept = {name: os.environ[name] for name in KEPT if name in os.environ}
        return {
            **kept,
            "HOME": str(home),
            "LANG": "C.UTF-8",
            "DISPLAY": screen.name,
            "QT_QPA_PLATFORM": "xcb",
            "XDG_RUNTIME_DIR": str(self.folder),
            "PULSE_SERVER": self.speaker.address,
            "DBUS_SESSION_BUS_ADDRESS": NOWHERE,
            "DBUS_SYSTEM_BUS_ADDRESS": NOWHERE,
            # a voice that is on by itself, as after a broken settings file, must start no service
            "SPEECHD_CMD": "/nowhere",
        }
