"""How the back feels, as a number from 0 to 10, and how somebody answers who can hardly press keys.

A number key or the mouse answers at once. A presenter's clicker or a headset has two buttons, which
move a mark. Its first press only shows the mark, as it may have been an accident: if nothing comes
after it, nothing is kept. What the mark was moved to is kept when it was left alone for a while.
"""

from __future__ import annotations

from enum import StrEnum

from msgspec import Struct
from msgspec.structs import replace

LOWEST, HIGHEST = 0, 10
"""No pain, and the worst pain."""

MIDDLE = 5
"""Where the mark is shown first: no number is more than five presses away, and none is suggested
by what was answered before."""

REAL_POINTS = 2
"""The difference from which on a change may be a real one (Ostelo and others, 2008; over weeks)."""


class Stage(StrEnum):
    """How far an answer has got."""

    SETTLED = "settled"
    """Nothing is under way."""
    SHOWN = "shown"
    """The mark was shown, by one press that may have been an accident."""
    MOVED = "moved"
    """The mark was moved."""
    ONE = "one"
    """The number 1 was typed: a 0 after it makes 10."""


SECONDS = {Stage.SHOWN: 10.0, Stage.MOVED: 4.0, Stage.ONE: 1.5}
"""Seconds without a press after which `settled` is to be called."""


class Answer(Struct, frozen=True):
    """An answer under way."""

    given: int | None = None
    """The answer; None if there is none."""
    mark: int | None = None
    """The number under the mark; None before the first number, which means no answer."""
    stage: Stage = Stage.SETTLED

    @property
    def seconds(self) -> float | None:
        """Seconds without a press until it is `settled`; None if nothing is under way."""
        return SECONDS.get(self.stage)

    def chosen(self, number: int | None) -> Answer:
        """Return `number` as the answer; None takes the answer back."""
        return Answer(number, number)

    def typed(self, digit: int) -> Answer:
        """Return what a number key makes of it: 1 and then 0 is 10."""
        if self.stage == Stage.ONE and digit == 0:
            return self.chosen(HIGHEST)
        if digit == 1:
            return replace(self, mark=1, stage=Stage.ONE)
        return self.chosen(digit)

    def moved(self, step: int) -> Answer:
        """Return it with the mark moved by `step`; the first press only shows the mark."""
        if self.stage == Stage.SETTLED:
            first = MIDDLE if self.given is None else self.given
            return replace(self, mark=first, stage=Stage.SHOWN)
        place = (LOWEST - 1 if self.mark is None else self.mark) + step
        place = min(max(LOWEST - 1, place), HIGHEST)
        return replace(self, mark=None if place < LOWEST else place, stage=Stage.MOVED)

    def settled(self) -> Answer:
        """Return what is kept without another press."""
        return self.chosen(self.given if self.stage == Stage.SHOWN else self.mark)

    def confirmed(self) -> Answer:
        """Return what is kept after one press more."""
        return self.chosen(self.mark)


def is_worse(before: int | None, after: int | None) -> bool:
    """Return whether the back feels clearly worse after a practice than before."""
    return before is not None and after is not None and after - before >= REAL_POINTS
