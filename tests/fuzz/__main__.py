"""Fuzz one target, or each in turn, led by what code an input reaches.

    python -m tests.fuzz [TARGET] [SECONDS]

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
from typing import Any, NoReturn

from tests.fuzz.slips import slipped
from tests.fuzz.watching import HEAD, Watched

FOLDER = Path("build/fuzz")

USUAL_SECONDS = 60

SLIPS = 0.7
"""The share of inputs that are changed by lines and words; the others are by bytes."""


def main(words: list[str]) -> int:
    """Fuzz as `words` ask, and return the exit status: 1 where an input fails."""
    names = [word for word in words if not word.isdigit()]
    seconds = next((int(word) for word in words if word.isdigit()), USUAL_SECONDS)
    if len(names) == 1:
        fuzz(names[0], seconds)
    from tests.fuzz.targets import TARGETS  # noqa: PLC0415 - before this, its modules are watched

    line = [sys.executable, "-m", "tests.fuzz"]
    ran = [subprocess.run([*line, name, str(seconds)], check=False) for name in names or TARGETS]
    return int(any(one.returncode for one in ran))


def fuzz(name: str, seconds: int) -> NoReturn:
    """Fuzz the target called `name` for so many seconds, and end the process."""
    atheris: Any = import_module("atheris")
    with atheris.instrument_imports(include=["supine", "yaml"], enable_loader_override=False):
        from tests.fuzz.targets import TARGETS  # noqa: PLC0415 - watched from its import on

    target, chance = TARGETS[name], Random(name)  # noqa: S311 - not for secrets
    found, tempfile.tempdir = FOLDER / name, str(FOLDER / "tmp")
    for folder in (found, FOLDER / "tmp"):
        folder.mkdir(parents=True, exist_ok=True)
    for number, seed in enumerate(target.seeds()):
        (found / f"seed-{number}").write_bytes(seed)
    watched, words, seeds = Watched(name, target.attempt), target.words(), target.seeds()

    def attempt(data: bytes) -> None:
        watched(data)
        if watched.row.seconds > seconds:
            sys.stdout.write(f"{HEAD}\n{watched.row}\n")
            sys.stdout.flush()
            # libFuzzer takes any other way out for a crash
            os._exit(0)

    def mutated(data: bytes, most: int, seed: int) -> bytes:
        chance.seed(seed)
        if chance.random() < SLIPS:
            other = chance.choice(seeds)
            return slipped(data, chance, words, other)[:most]
        return bytes(atheris.Mutate(data, len(data)))[:most]

    dictionary = FOLDER / f"{name}.dict"
    dictionary.write_text("".join(f'"{_quoted(word)}"\n' for word in words), encoding="ascii")
    options = [
        f"-max_len={target.most}", f"-dict={dictionary}", f"-artifact_prefix={found}/",
        "-mutate_depth=2", "-rss_limit_mb=0", "-timeout=60", "-print_final_stats=1", str(found),
    ]  # fmt: skip
    atheris.Setup([sys.argv[0], *options], attempt, custom_mutator=mutated)
    atheris.Fuzz()
    raise AssertionError("libFuzzer ends the process")


def _quoted(word: str) -> str:
    return "".join(f"\\x{byte:02x}" for byte in word.encode())


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
