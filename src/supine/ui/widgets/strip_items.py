"""The items of a figure strip: the poses and rests of a sequence, in order, each only once."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace

from supine.core.sequence import ONLY, Pose, Repeat, Rest, Sequence, Side, flat_steps, sides_in
from supine.figure.stances import SHIPPED, Stances, stances_of
from supine.language import translate
from supine.ui import words

MOST_ITEMS = 60
"""Items that are shown: a sequence may have thousands, and nobody reads them all."""


@dataclass(frozen=True)
class StripItem:
    """A pose or a rest in the strip."""

    name: str
    """By which it is known; it stays the same when a practice is made shorter."""
    dose: str = ""
    """Such as "5 breaths, each side"."""
    stance: str | None = None
    whole_name: str = ""
    """Its name together with another one, if it has any."""
    faded: bool = False
    """The practice leaves it out, to fit the chosen time."""

    side: Side = "right"
    """On which side it is drawn: on the left only if it is meant for the left alone."""
    lettered: bool = False
    """Whether the picture has the letter of its side: only if it is meant for one side alone."""

    stances: Stances = SHIPPED
    """Those that the name of its stance means."""

    @property
    def picture(self) -> str:
        """What tells its picture from those of others: the stance, and its only side with it."""
        return f"{self.stance} {self.side}" if self.stance and self.lettered else self.stance or ""

    @property
    def text(self) -> str:
        """Both names and the dose in words."""
        name = self.whole_name or self.name
        text = translate("FigureStrip", "{pose}: {dose}", "such as: Spinal twist: 5 breaths")
        return text.format(pose=name, dose=self.dose) if self.dose else name


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


def practised_items(sequence: Sequence, fitted: Sequence) -> tuple[StripItem, ...]:
    """Return the items of `sequence` in their places, with the doses of `fitted`.

    What `fitted` leaves out is faded.
    """
    doses: dict[str, str] = {}
    for item, _is_rest in _every_item(fitted):
        # a pose that is repeated has its first dose
        doses.setdefault(item.name, item.dose)
    return tuple(
        replace(item, dose=doses.get(item.name, ""), faded=item.name not in doses)
        for item in strip_items(sequence)
    )


def _every_item(sequence: Sequence) -> Iterator[tuple[StripItem, bool]]:
    """Yield each pose and rest as written, and whether it is a rest."""
    stances = stances_of(sequence.stances)
    for one, series in flat_steps(sequence):
        if isinstance(one, Repeat):
            continue
        if isinstance(one, Pose):
            dose, name = words.dose(one, series), words.whole_name(one)
        else:
            dose, name = words.counted(one.hold.count, one.hold.unit), one.name
        drawn = one.stance if one.stance and one.stance in stances else None
        sides = sides_in(one, series) if isinstance(one, Pose) else None
        side: Side = ONLY.get(sides or "", "right")
        item = StripItem(
            one.name, dose, drawn, name, side=side, lettered=sides in ONLY, stances=stances
        )
        yield item, isinstance(one, Rest)
