"""The items of a figure strip: the poses and rests of a sequence, in order, each only once."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace

from supine.core.sequence import Pose, Repeat, Rest, Sequence, flat_steps
from supine.figure.checks import is_stance
from supine.ui import words

MOST_ITEMS = 60
"""Items that are shown: a sequence may have thousands, and nobody reads them all."""


@dataclass(frozen=True)
class StripItem:
    """A pose or a rest in the strip."""

    name: str
    dose: str = ""
    """Such as "5 breaths, each side"."""
    stance: str | None = None
    faded: bool = False
    """The practice leaves it out, to fit the chosen time."""

    @property
    def text(self) -> str:
        """Name and dose in words."""
        return f"{self.name}: {self.dose}" if self.dose else self.name


def strip_items(sequence: Sequence) -> tuple[StripItem, ...]:
    """Return the poses, and the rests with a figure; nothing if `sequence` has no figures at all.

    A figure is not drawn twice in a row.
    """
    found: dict[str, StripItem] = {}
    shown: str | None = None
    for item, is_rest in _every_item(sequence):
        repeated = item.stance is not None and item.stance == shown
        if item.name in found or (is_rest and (repeated or item.stance is None)):
            continue
        found[item.name] = replace(item, stance=None) if repeated else item
        shown = item.stance or shown
        if len(found) == MOST_ITEMS:
            break
    return tuple(found.values()) if any(item.stance for item in found.values()) else ()


def item_names(sequence: Sequence) -> set[str]:
    """Return the names of all poses and rests of `sequence`."""
    return {item.name for item, _is_rest in _every_item(sequence)}


def _every_item(sequence: Sequence) -> Iterator[tuple[StripItem, bool]]:
    """Yield each pose and rest as written, and whether it is a rest."""
    for one, in_series in flat_steps(sequence):
        if isinstance(one, Repeat):
            continue
        if isinstance(one, Pose):
            dose = words.dose(one, in_series=in_series)
        else:
            dose = words.counted(one.breaths, "breaths")
        drawn = one.stance if one.stance and is_stance(one.stance) else None
        yield StripItem(one.name, dose, drawn), isinstance(one, Rest)
