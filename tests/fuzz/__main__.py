"""Fuzz one target, or each in turn, led by what code an input reaches.

    python -m tests.fuzz [TARGET…] [SECONDS]

What was found is kept in `build/fuzz/TARGET`, so that the next run goes on from there; an input
that fails is left there as `crash-…`, and ends the run.
"""

from __future__ import annotations

import os
import subprocess
import sys
import tempfile
from importlib import import_module
from pathlib import Path
from random import Random
from typing import Any

from tests.fuzz.slips import slipped
from tests.fuzz.watching import HEAD, Watched

FOLDER = Path("build/fuzz")

USUAL_SECONDS = 60

SLIPS = 0.7
"""The share of inputs that are changed by lines and words; the others are by bytes."""

BLIND = "swollen"
"""The target whose limit is time alone: to be led would slow it down twofold."""


def main(words: list[str]) -> int:
    """Fuzz as `words` ask, and return the exit status: 1 where an input fails."""
    names = [word for word in words if not word.isdigit()]
    seconds = next((int(word) for word in words if word.isdigit()), USUAL_SECONDS)
    tempfile.tempdir = str(FOLDER / "tmp")
    (FOLDER / "tmp").mkdir(parents=True, exist_ok=True)
    if names == [BLIND]:
        Fuzz(BLIND, seconds).blindly()
        return 0
    if len(names) == 1:
        atheris: Any = import_module("atheris")
        # what is to be watched must not have been imported before
        with atheris.instrument_imports(include=["supine", "yaml"], enable_loader_override=False):
            one = Fuzz(names[0], seconds)
        one.led(atheris)
    from tests.fuzz.targets import TARGETS  # noqa: PLC0415 - not before it can be watched

    line = [sys.executable, "-m", "tests.fuzz"]
    ran = [subprocess.run([*line, name, str(seconds)], check=False) for name in names or TARGETS]
    return int(any(one.returncode for one in ran))


class Fuzz:
    """One target for so many seconds."""

    def __init__(self, name: str, seconds: int) -> None:
        """Import the target called `name`, and lay out its seeds; raises `KeyError`."""
        from tests.fuzz.targets import TARGETS  # noqa: PLC0415 - not before it can be watched

        self._target, self._seconds = TARGETS[name], seconds
        self._found = FOLDER / name
        self._found.mkdir(parents=True, exist_ok=True)
        self._chance = Random(name)  # noqa: S311 - not for secrets
        self._seeds, self._words = self._target.seeds(), self._target.words()
        self._watched = Watched(name, self._target.attempt)

    def blindly(self) -> None:
        """Make slips in the seeds; raises what an input raises."""
        while self._watched.row.seconds < self._seconds:
            data = self._slipped(self._chance.choice(self._seeds))
            try:
                self._watched(data)
            except BaseException:
                (self._found / "crash-blind").write_bytes(data)
                raise
        sys.stdout.write(f"{HEAD}\n{self._watched.row}\n")

    def led(self, atheris: Any) -> None:
        """Let libFuzzer choose what to change; it ends the process."""
        for number, seed in enumerate(self._seeds):
            (self._found / f"seed-{number}").write_bytes(seed)
        dictionary = self._found.with_suffix(".dict")
        lines = (f'"{_quoted(word)}"\n' for word in self._words)
        dictionary.write_text("".join(lines), encoding="ascii")
        options = [
            f"-max_len={self._target.most}", f"-dict={dictionary}",
            f"-artifact_prefix={self._found}/", "-mutate_depth=2", "-rss_limit_mb=0",
            "-timeout=60", "-print_final_stats=1", str(self._found),
        ]  # fmt: skip

        def mutated(data: bytes, most: int, seed: int) -> bytes:
            self._chance.seed(seed)
            if self._chance.random() < SLIPS:
                return self._slipped(data)[:most]
            return bytes(atheris.Mutate(data, len(data)))[:most]

        atheris.Setup([sys.argv[0], *options], self._attempt, custom_mutator=mutated)
        atheris.Fuzz()

    def _attempt(self, data: bytes) -> None:
        self._watched(data)
        if self._watched.row.seconds > self._seconds:
            sys.stdout.write(f"{HEAD}\n{self._watched.row}\n")
            sys.stdout.flush()
            # libFuzzer takes any other way out for a crash
            os._exit(0)

    def _slipped(self, data: bytes) -> bytes:
        return slipped(data, self._chance, self._words, self._chance.choice(self._seeds))


def _quoted(word: str) -> str:
    return "".join(f"\\x{byte:02x}" for byte in word.encode())


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
