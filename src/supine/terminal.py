"""What every command says and how it reads its words: one line each, nothing that steers."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Callable
from typing import NoReturn, TextIO

from supine.language import marked, translate, translated

ARGPARSE = (
    marked("Command line", "usage: "),
    marked("Command line", "positional arguments"),
    marked("Command line", "options"),
    marked("Command line", "show this help message and exit"),
    marked("Command line", "the following arguments are required: %s"),
    marked("Command line", "expected one argument"),
    marked("Command line", "expected at most one argument"),
    marked("Command line", "expected at least one argument"),
    marked("Command line", "argument %(argument_name)s: %(message)s"),
    marked("Command line", "invalid choice: %(value)r (choose from %(choices)s)"),
    marked("Command line", "ambiguous option: %(option)s could match %(matches)s"),
    marked("Command line", "not allowed with argument %s"),
    marked("Command line", "ignored explicit argument %r"),
    marked("Command line", "unrecognized arguments: %s"),
)
"""What Python's own reader of command lines says here."""


def _translate_argparse() -> None:
    """Let `argparse` speak our language: it asks gettext, which reads another kind of catalogue."""
    vars(argparse)["_"] = lambda text: translated("Command line", text)


_translate_argparse()


class Parser(argparse.ArgumentParser):
    """Reports wrong usage in one line and exits with 2."""

    def error(self, message: str) -> NoReturn:
        """Print `message`, and how to learn more, on one line."""
        line = translate("Command line", "{command}: {problem} (try '{command} --help')")
        print_line(line.format(command=self.prog, problem=message), sys.stderr)
        sys.exit(2)


def print_line(line: str, where: TextIO | None = None) -> None:
    """Print one line; control characters are shown as escapes."""
    from supine.core.problem import printable  # noqa: PLC0415

    print(printable(line), file=where or sys.stdout)


def number_between(
    low: float, high: float, kind: type[float] | type[int] = float
) -> Callable[[str], float]:
    """Return a function that reads a number from `low` to `high` and refuses anything else."""

    def read(word: str) -> float:
        try:
            value = kind(word)
        except ValueError:
            value = float("nan")
        if not low <= value <= high:
            message = translate("Command line", "'{word}' is not a number from {low} to {high}")
            message = message.format(word=word, low=f"{low:g}", high=f"{high:g}")
            raise argparse.ArgumentTypeError(message)
        return value

    return read
