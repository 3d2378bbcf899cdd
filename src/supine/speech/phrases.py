"""The program's own words in each language: how many, how far, the last one.

They are in `resources/phrases.toml`.
"""

from __future__ import annotations

import tomllib

from msgspec import Struct, convert

from supine.core.language import language_of
from supine.core.sequence import Direction, Unit
from supine.resources import resource


class Counted(Struct, frozen=True):
    """The words for one kind of thing that is counted."""

    one: str
    many: str
    """With {n} for the number in words."""
    last: str
    """With {n} for how many are left, where that is more than one."""


class Phrases(Struct, frozen=True):
    """All that is said and not written by a teacher, in one language."""

    numbers: tuple[str, ...]
    """From one on; above them, tens are said in words, and all others in figures."""
    tens: tuple[str, ...]
    """From ten on."""
    minutes: Counted
    """Whole minutes of a hold that is counted in seconds."""
    units: dict[Unit, Counted]
    directions: dict[Direction, str]
    with_direction: str
    """With {counted} for how many, and {way} for the direction."""
    round: str
    """With {n} for which round it is and {total} for how many there are, in words."""
    halfway: str
    get_ready: str
    easier: str
    """Said where somebody makes a pose easier that has no easier way in its sequence."""
    as_before: str
    """Said on the way back from there."""
    come_out: str
    """Said before the way out of a pose, in which somebody must stop."""
    on_the_floor: str
    """Said after it: whatever a teacher wrote, it ends with the body safe on the floor."""
    on_the_chair: str
    """The same for a pose that is done on a chair."""
    go_on: str
    """Said last."""

    def number(self, count: int) -> str:
        """Return `count` in words, as far as there are words."""
        if 1 <= count <= len(self.numbers):
            return self.numbers[count - 1]
        tens, ones = divmod(count, 10)
        return self.tens[tens - 1] if 1 <= tens <= len(self.tens) and not ones else str(count)

    def counted(self, count: int, unit: Unit, direction: Direction | None = None) -> str:
        """Return what a hold begins with, such as "Five circles, clockwise."."""
        words = self.units[unit]
        if unit == "seconds" and not count % 60:
            words, count = self.minutes, count // 60
        text = words.one if count == 1 else words.many.format(n=self.number(count))
        if direction:
            text = self.with_direction.format(counted=text, way=self.directions[direction])
        return _sentence(text)

    def counting(self, done: int) -> str:
        """Return the number of the one that begins, after `done`."""
        return _sentence(self.number(done + 1))

    def round_of(self, number: int, total: int) -> str:
        """Return what a round begins with, such as "Round two of three."."""
        return self.round.format(n=self.number(number), total=self.number(total))

    def last(self, unit: Unit, left: int = 1) -> str:
        """Return what is said as the last one begins, or while `left` are left."""
        return _sentence(self.units[unit].last.format(n=self.number(left)))


def _sentence(text: str) -> str:
    return f"{text[:1].upper()}{text[1:]}."


with resource("phrases.toml").open("rb") as _file:
    PHRASES = convert(tomllib.load(_file), dict[str, Phrases])

ENGLISH = PHRASES["en"]


def phrases_in(language: str) -> Phrases | None:
    """Return the words for `language` ("en" or "en_GB"), or None: a voice says no foreign words."""
    return PHRASES.get(language_of(language).language)
