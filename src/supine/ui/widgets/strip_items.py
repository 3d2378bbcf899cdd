"""What the strip of a sequence is made of: its poses and rests, in order, each once."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace

from supine.core.sequence import Pose, Repeat, Rest, Sequence, Series
from supine.figure.checks import is_stance
from supine.ui import words

MOST_ITEMS = 60
"""Poses that are shown: a sequence may have thousands, and nobody reads them all."""


@dataclass(frozen=True)
class StripItem:
    """A pose or a rest as the strip shows it."""

    name: str
    dose: str = ""
    """What is done in it, such as "5 breaths, each side"."""
    stance: str | None = None
    faded: bool = False
    """It is left out of the practice as it is now."""

    @property
    def text(self) -> str:
        """All of its words."""
        return f"{self.name}: {self.dose}" if self.dose else self.name


def strip_items(sequence: Sequence) -> tuple[StripItem, ...]:
    """Return the poses and drawn rests of `sequence`; none if nothing in it has a figure.

    A figure that stands there already is not drawn a second time beside itself.
    """
    found: dict[str, StripItem] = {}
    shown: str | None = None
    for item, is_rest in _every_item(sequence):
        again = item.stance is not None and item.stance == shown
        if item.name in found or (is_rest and (again or item.stance is None)):
            continue
        found[item.name] = replace(item, stance=None) if again else item
        shown = item.stance or shown
        if len(found) == MOST_ITEMS:
            break
    return tuple(found.values()) if any(item.stance for item in found.values()) else ()


def item_names(sequence: Sequence) -> set[str]:
    """Return the names of all poses and rests of `sequence`."""
    return {item.name for item, _is_rest in _every_item(sequence)}


def _every_item(sequence: Sequence) -> Iterator[tuple[StripItem, bool]]:
    """Yield each pose and rest as written, and whether it is a rest."""
    for step in sequence.steps:
        in_series = isinstance(step, Series)
        for one in step.steps if isinstance(step, Series) else [step]:
            if isinstance(one, Repeat):
                continue
            dose = (
                words.dose(one, in_series=in_series)
                if isinstance(one, Pose)
                else words.counted(one.breaths, "breaths")
            )
            drawn = one.stance if one.stance and is_stance(one.stance) else None
            yield StripItem(one.name, dose, drawn), isinstance(one, Rest)
