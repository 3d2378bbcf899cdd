"""What every command says and how it reads its words: one line each, nothing that steers."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Callable
from typing import NoReturn, TextIO


class Parser(argparse.ArgumentParser):
    """Reports wrong usage in one line and exits with 2."""

    def error(self, message: str) -> NoReturn:
        """Print `message`, and how to learn more, on one line."""
        print_line(f"{self.prog}: {message} (try '{self.prog} --help')", sys.stderr)
        sys.exit(2)


def print_line(line: str, where: TextIO | None = None) -> None:
    """Print one line; control characters are shown as escapes."""
    from supine.core.problem import printable  # noqa: PLC0415

    print(printable(line), file=where or sys.stdout)


def number(
    low: float, high: float, kind: type[float] | type[int] = float
) -> Callable[[str], float]:
    """Return a function that reads a number from `low` to `high` and refuses anything else."""

    def read(word: str) -> float:
        try:
            value = kind(word)
        except ValueError:
            value = float("nan")
        if not low <= value <= high:
            message = f"'{word}' is not a number from {low:g} to {high:g}"
            raise argparse.ArgumentTypeError(message)
        return value

    return read
