"""Follow the README in a Debian for each Python that people have, and try the wheel there.

    python packaging/check_pythons.py [PYTHON...] [--no-tests] [--tests WORDS] [--fresh]

Needs root, debootstrap, bubblewrap, git, Xvfb and a Debian for which apt is set up. Each Debian has
that Python and make, an empty home and a fresh clone of the last commit. There `make run` with a
short practice and `make test` must pass. Then the wheel is installed in a virtual environment of
its own and tried. pip gets its packages from where it gets them outside.

The systems are kept in build/pythons with what each step printed. At the end comes a table; the
exit status is 1 if a step failed. Mounts are made in namespaces of their own, which end with this
program however it ends.
"""

from __future__ import annotations

import argparse
import ast
import os
import shutil
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from configparser import RawConfigParser
from contextlib import contextmanager
from pathlib import Path
from typing import NamedTuple

import bare_root
from bare_root import HOME

ROOT = Path(__file__).resolve().parents[1]
FOLDER = ROOT / "build" / "pythons"

DEBIANS = {"3.11": "bookworm", "3.13": "trixie", "3.14": "sid", "3.15": "sid"}
"""The release of Debian that has each Python."""

SCREENS = "/tmp/.X11-unix"  # noqa: S108 - where every X server has its socket
TRACE = f"{HOME}/trace"
PRACTICE = f"low-back-release --practise --speed 10 --quit-after 6 --trace {TRACE}"

CACHE = "/var/cache/pip"
"""Where pip keeps what it fetched, the same for every Python."""

CLIENT = ("http_proxy", "https_proxy", "no_proxy", "HTTP_PROXY", "HTTPS_PROXY", "NO_PROXY",
          "SSL_CERT_FILE", "REQUESTS_CA_BUNDLE")  # fmt: skip
"""Variables that say how pip reaches the network, besides its own settings."""

ASK = (
    "import platform, PySide6, PySide6.QtCore as core\n"
    "print(platform.python_version(), core.qVersion(), PySide6.__version__)"
)

UNKNOWN = ("-", "-")
"""Qt and PySide6 where they could not be installed."""

LIMIT = 5400
"""Seconds that a step may take."""


class Step(NamedTuple):
    """What came of a step."""

    passed: bool
    seconds: float

    def __str__(self) -> str:
        return f"{'yes' if self.passed else 'NO'} {self.seconds:.0f} s"


class System:
    """A Debian with one Python, and with a clone of this source in an empty home."""

    def __init__(self, python: str, *, fresh: bool) -> None:
        """Take the one that is kept, or make it, also if it is to be `fresh`."""
        self.python, self.folder = python, FOLDER / python
        self.root, done = self.folder / "root", self.folder / "done"
        if fresh or not done.exists():
            done.unlink(missing_ok=True)
            self._make()
            done.touch()
        home = self.root / HOME[1:]
        shutil.rmtree(home, ignore_errors=True)
        bare_root.run("git", "clone", "--quiet", "--no-hardlinks", str(ROOT), f"{home}/supine")
        self._pip = pip_from_here(self.root)

    def _make(self) -> None:
        say(f"making a Debian with Python {self.python} ...")
        shutil.rmtree(self.root, ignore_errors=True)
        self.root.mkdir(parents=True)
        fetched = FOLDER / "debs"
        fetched.mkdir(exist_ok=True)
        site, _name, _parts = bare_root.mirror()
        # in namespaces of its own: a debootstrap that is stopped leaves no process and no mount
        alone = ("unshare", "--mount", "--pid", "--fork", "--kill-child", "--mount-proc")
        words = ("debootstrap", "--variant=minbase", f"--cache-dir={fetched}")
        bare_root.run(*alone, *words, DEBIANS[self.python], str(self.root), site)
        # what the README asks for; ensurepip and venv are a package of their own in Debian
        name = f"python{self.python}"
        bare_root.install(self.root, "make", name, f"{name}-venv")

    def step(self, name: str, *words: str, display: str = "") -> Step:
        """Run a command in the clone, on the screen `display` if there is one."""
        more = ["--cap-add", "ALL", "--chdir", f"{HOME}/supine", *self._pip]
        if display:
            more += ["--bind", SCREENS, SCREENS, "--setenv", "DISPLAY", display]
        began = time.monotonic()
        with self.log(name).open("wb") as file:
            try:
                code = subprocess.run(
                    [*bare_root.inside(self.root, *more), *words], stdin=subprocess.DEVNULL,
                    stdout=file, stderr=file, timeout=LIMIT, check=False,
                ).returncode  # fmt: skip
            except subprocess.TimeoutExpired:
                code = -1
        return Step(code == 0, time.monotonic() - began)

    def log(self, name: str) -> Path:
        """Return the file with what a step printed."""
        return self.folder / f"{name}.log"

    def run(self, display: str) -> Step:
        """Practise for some seconds by `make run`."""
        step = self.step("run", *self._make_words("run", PRACTICE), display=display)
        trace = self.root / TRACE[1:]
        practised = trace.exists() and '"step"' in trace.read_text()
        return Step(step.passed and practised, step.seconds)

    def test(self, words: str) -> Step:
        """Test by `make test`; with `words`, only what they name to pytest."""
        return self.step("test", *self._make_words("test", words))

    def wheel(self) -> Step:
        """Install the wheel and try it."""
        return self.step("wheel", ".venv/bin/python", "packaging/check_wheel.py", "pip")

    def versions(self) -> tuple[str, ...]:
        """Return the versions of Python, Qt and PySide6 that were used, if they are there."""
        told = [".venv/bin/python", "-c", ASK]
        inside = bare_root.inside(self.root, "--chdir", f"{HOME}/supine")
        asked = subprocess.run([*inside, *told], capture_output=True, text=True, check=False)
        return tuple(asked.stdout.split()) or (self.python, *UNKNOWN)

    def _make_words(self, target: str, words: str) -> list[str]:
        return ["make", target, f"PYTHON=python{self.python}", f"ARGS={words}"]


def main(words: list[str]) -> int:
    """Try every Python that is named, or all; print a table."""
    options = parsed(words)
    if os.geteuid() != 0:
        sys.stderr.write("A Debian can be made only by root: run this again as root.\n")
        return 2
    # so that a request to end is an exception, and everything is closed
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(143))
    rows: list[tuple[str, ...]] = [("Python", "Qt", "PySide6", "run", "test", "wheel", "seconds")]
    passed = True
    with screen() as display:
        for python in options.pythons or DEBIANS:
            versions, steps = tried(python, options, display)
            cells = [str(steps.get(name, "-")) for name in ("run", "test", "wheel")]
            seconds = sum(step.seconds for step in steps.values())
            rows.append((*versions, *cells, f"{seconds:.0f}"))
            passed &= bool(steps) and all(step.passed for step in steps.values())
    widths = [max(map(len, column)) for column in zip(*rows, strict=True)]
    for row in rows:
        say("  ".join(cell.ljust(width) for cell, width in zip(row, widths, strict=True)).rstrip())
    return 0 if passed else 1


def tried(
    python: str, options: argparse.Namespace, display: str
) -> tuple[tuple[str, ...], dict[str, Step]]:
    """Return the versions of Python, Qt and PySide6, and what came of each step."""
    try:
        system = System(python, fresh=options.fresh)
    except AssertionError as error:
        say(f"Python {python}: {error}")
        return (python, *UNKNOWN), {}
    todo = {"run": lambda: system.run(display), "test": lambda: system.test(options.tests),
            "wheel": system.wheel}  # fmt: skip
    if options.no_tests:
        del todo["test"]
    steps = {}
    for name, do in todo.items():
        say(f"Python {python}: {name} ...")
        steps[name] = do()
        say(f"Python {python}: {name}: {steps[name]}, {system.log(name).relative_to(ROOT)}")
    return system.versions(), steps


def parsed(words: list[str]) -> argparse.Namespace:
    """Return what the command line says."""
    parser = argparse.ArgumentParser(usage=(__doc__ or "").split("\n\n")[1].strip())
    parser.add_argument("pythons", nargs="*")
    parser.add_argument("--no-tests", action="store_true", help="only run, and the wheel")
    parser.add_argument("--tests", default="", help="words for pytest")
    parser.add_argument("--fresh", action="store_true", help="make the systems anew")
    options = parser.parse_args(words)
    if unknown := set(options.pythons) - set(DEBIANS):
        parser.error(f"known are {', '.join(DEBIANS)}, not {', '.join(sorted(unknown))}")
    return options


@contextmanager
def screen() -> Iterator[str]:
    """Give a screen outside, as a person has one; yield its name."""
    reading, writing = os.pipe()
    server = subprocess.Popen(
        ["Xvfb", "-displayfd", str(writing), "-screen", "0", "1280x800x24", "-nolisten", "tcp"],
        pass_fds=[writing], stderr=subprocess.DEVNULL,
    )  # fmt: skip
    os.close(writing)
    try:
        with os.fdopen(reading) as file:
            yield f":{file.readline().strip()}"
    finally:
        server.terminate()
        server.wait()


def pip_from_here(root: Path) -> list[str]:
    """Let pip in `root` find what it finds outside; return the words for bubblewrap."""
    told = bare_root.run(sys.executable, "-m", "pip", "config", "list")
    settings = RawConfigParser()
    named: list[str] = []
    # what variables say comes last, as it does for pip
    for line in sorted(told.splitlines(), key=lambda line: line.startswith(":env:")):
        name, _equals, quoted = line.partition("=")
        section, _dot, key = name.replace(":env:", "global").partition(".")
        value = str(ast.literal_eval(quoted))
        if not settings.has_section(section):
            settings.add_section(section)
        settings.set(section, key, value.replace("\n", "\n    "))
        named += value.split()
    with (root / "etc/pip.conf").open("w") as file:
        settings.write(file)
    client = {name: os.environ[name] for name in CLIENT if name in os.environ}
    (FOLDER / "cache").mkdir(parents=True, exist_ok=True)
    words = ["--ro-bind", "/etc/resolv.conf", "/etc/resolv.conf"]
    words += ["--bind", str(FOLDER / "cache"), CACHE, "--setenv", "PIP_CACHE_DIR", CACHE]
    for name, value in client.items():
        words += ["--setenv", name, value]
    for place in sorted({place for word in (*named, *client.values()) for place in local(word)}):
        words += ["--ro-bind", place, place]
    return words


def local(word: str) -> list[str]:
    """Return the file or folder that `word` names, if it names one of this machine."""
    path = Path(word.removeprefix("file://"))
    if not path.is_absolute() or not path.exists():
        return []
    # the files of an index lie beside it
    return [str(path.parent if word.startswith("file://") else path)]


def say(line: str) -> None:
    """Print it at once, since the next step may take minutes."""
    print(line, flush=True)


if __name__ == "__main__":
    try:
        sys.exit(main(sys.argv[1:]))
    except KeyboardInterrupt:
        sys.exit(130)
