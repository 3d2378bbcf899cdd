"""Problems in a file: each has a place and a message that helps the author to fix it."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from itertools import islice

from msgspec import Struct

from supine.language import translate

COMPARED = 250
"""Known words that an unknown word is compared with: more would take too long."""


class Problem(Struct, frozen=True, order=True):
    """One mistake in a text; line and column count from 1."""

    line: int
    column: int
    message: str

    def __str__(self) -> str:
        """Return the problem as `LINE:COLUMN: message`."""
        return f"{self.line}:{self.column}: {self.message}"


class Unreadable(Exception):  # noqa: N818 - it names the state of the file
    """Raised for a file that cannot be used; has every problem found in it."""

    def __init__(self, problems: Iterable[Problem]) -> None:
        self.problems = sorted(problems)
        super().__init__("; ".join(map(str, self.problems)))


def nearest(word: str, known: Collection[str]) -> str:
    """Return the known word that is most like `word`, or nothing."""
    from difflib import get_close_matches  # noqa: PLC0415 - most files have no mistakes

    return next(iter(get_close_matches(word[:80], list(islice(known, COMPARED)), n=1)), "")


def did_you_mean(word: str, known: Collection[str]) -> str:
    """Return "did you mean 'known'?" for the nearest known word, or nothing."""
    seen = "".join(filter(str.isprintable, word))
    if seen != word and seen in known:
        return translate(
            "Check", "there is a character in it that cannot be seen, so type the word again"
        )
    near = nearest(word, known)
    return translate("Check", "did you mean '{word}'?").format(word=near) if near else ""


def hinted(message: str, hint: str) -> str:
    """Return a message with what to do about it, if that is known: each can stand alone."""
    if not hint:
        return message
    return translate("Check", "{message}: {hint}").format(message=message, hint=hint)


def printable(text: str) -> str:
    """Return `text` with an escape in place of each character that could control a terminal."""
    return "".join(
        character if character.isprintable() else _escaped(character) for character in text
    )


def _escaped(character: str) -> str:
    return character.encode("unicode_escape").decode("ascii")


def excerpt(text: str) -> str:
    """Return `text` in quotes on one line, cut to 40 characters."""
    line = " ".join(text.split())
    return f"'{line[:39]}…'" if len(line) > 40 else f"'{line}'"
