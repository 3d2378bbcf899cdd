"""What is to be said in a plan, and when: every line in a gap of its own.

A bell rings first, then the voice speaks; no line speaks into another. Each step stands by itself:
what is said in it ends with it, or the practice waits.
"""

from __future__ import annotations

from bisect import insort
from collections.abc import Callable, Iterator
from itertools import chain
from typing import Literal

from msgspec import Struct

from supine.core.plan import Plan, Step
from supine.core.sequence import Cue
from supine.core.sounds import BREATH_SOUNDS, Note, Sound, notes_at
from supine.settings.declaration import Amount, Counting
from supine.speech.phrases import ENGLISH, Phrases

Kind = Literal["side", "cue", "count", "answer", "gate"]
"""An answer is a line that the person has asked for by a key: a variant. A gate's line tells that
there is time to get ready."""

BEFORE_BELL = 0.3
"""Seconds of silence before a bell."""

AFTER_BELL = 0.8
"""Seconds from a bell to the voice, unless the bell is shorter: its ringing out may go on."""

BETWEEN = 0.25
"""Seconds from one line to the next."""

SHIFT = 4.0
"""Seconds by which a line in a hold may come sooner or later than it is written."""

COUNT_SHIFT = 1.5
"""Seconds by which a number may come later than what it counts: later still it would be wrong."""

BELL_SECONDS: dict[Sound, float] = {"pause": 0.5, "resume": 0.5}
"""How long the bells sound that are shorter than `AFTER_BELL`."""

LAST_CHANCE = 0.1
"""Seconds before the end of a step by which all that leads in or out is due."""

ROUNDING = 1e-6
"""Seconds by which the same instant may differ, reckoned in two ways."""


class Manner(Struct, frozen=True):
    """How much is said."""

    amount: Amount = "all"
    counting: Counting = "last"
    phrases: Phrases | None = ENGLISH
    """The program's own words; None where it has none in the language of the lines."""


class Line(Struct, frozen=True):
    """Something to say. All times are in seconds of practice."""

    due: float
    cue: Cue
    until: float
    """When it must be over, so that nothing else is spoken into."""
    kind: Kind
    step: int
    number: int = 0
    """Which one it is of those that say the same in this step."""
    waits: bool = False
    """Whether the practice should rather wait than go on without it."""

    @property
    def text(self) -> str:
        """The line as it is written."""
        return self.cue.text

    @property
    def key(self) -> tuple[int, str, int]:
        """The same for the same line in another plan, though it may be due at another time."""
        return (self.step, self.text, self.number)


class Wish(Struct, frozen=True):
    """A line before it has found its place."""

    at: float
    """When it is wanted, in seconds of practice."""
    cue: Cue
    kind: Kind
    sooner: float = 0.0
    """By how much it may come sooner, in seconds."""
    later: float = 0.0
    number: int = 0


Seconds = Callable[[Cue], float]
"""How long a line takes to be said, in seconds of practice."""


def script(plan: Plan, seconds: Seconds, manner: Manner) -> list[Line]:
    """Return all lines of `plan`; `seconds` tells how long one takes."""
    each = (lines_of(plan, step.index, seconds, manner) for step in plan.steps)
    return list(chain.from_iterable(each))


def lines_of(plan: Plan, index: int, seconds: Seconds, manner: Manner) -> list[Line]:
    """Return the lines of the step `index`, in order."""
    step = plan.steps[index]
    wishes = [*_cues(plan, step, manner), *_gate(step, manner)]
    if step.kind in ("settle", "leave"):
        bells = [(one.due, one.due + clear_after(one.sound)) for one in _bells(plan, step)]
        return list(_led(step, wishes, bells, seconds))
    counts = list(_counts(step, manner)) if step.kind == "hold" else []
    asked = [wish for wish in wishes if wish.kind == "answer"]
    written = [wish for wish in wishes if wish.kind != "answer"]
    return _placed(plan, step, [asked, counts, written], seconds)


def clear_after(bell: Sound) -> float:
    """Return how many seconds after `bell` the voice may begin."""
    return min(AFTER_BELL, BELL_SECONDS.get(bell, AFTER_BELL))


def _bells(plan: Plan, step: Step) -> Iterator[Note]:
    """Yield the bells from the start of `step` to its end, both included.

    They ring at its start, at its last breath and at its end, and nowhere else.
    """
    last = step.start + (step.count - 1) * step.unit_seconds
    for at in sorted({step.start, last, step.end}):
        yield from (one for one in notes_at(plan, at) if one.sound not in BREATH_SOUNDS)


def _led(
    step: Step, wishes: list[Wish], bells: list[tuple[float, float]], seconds: Seconds
) -> Iterator[Line]:
    """Yield the lines that lead in or out: none is left out, each waits for the one before."""
    free = step.start
    for start, clear in bells:
        if start < step.end - ROUNDING:
            free = max(free, clear)
    until = step.end - (BEFORE_BELL if bells and bells[-1][0] > step.start else 0.0)
    for wish in wishes:
        due = max(wish.at, free)
        free = due + seconds(wish.cue) + BETWEEN
        # what the step has no time for is still due within it: there the practice waits
        yield Line(
            min(due, step.end - LAST_CHANCE), wish.cue, until, wish.kind, step.index, waits=True
        )


def _placed(plan: Plan, step: Step, groups: list[list[Wish]], seconds: Seconds) -> list[Line]:
    """Find a gap for each line, first groups first; one that fits nowhere is left out."""
    gaps, stops, lines = Gaps(step.start, step.end), [step.end], []
    for bell in _bells(plan, step):
        gaps.take(bell.due - BEFORE_BELL, bell.due + clear_after(bell.sound))
        stops.append(bell.due - BEFORE_BELL)
    for wishes in groups:
        free = step.start
        for wish in wishes:
            long, earliest = seconds(wish.cue), max(free, wish.at - wish.sooner)
            due = gaps.nearest(wish.at, long, earliest, wish.at + wish.later)
            if due is not None:
                free = due + long
                gaps.take(due - BETWEEN, free + BETWEEN)
                until = min(stop for stop in stops if stop > due)
                lines.append(Line(due, wish.cue, until, wish.kind, step.index, wish.number))
    return sorted(lines, key=lambda line: line.due)


def _cues(plan: Plan, step: Step, manner: Manner) -> Iterator[Wish]:
    """Yield the teacher's lines, as many as are wanted."""
    opens = step.kind == "settle" and plan.segments[step.segment].first_step == step.index
    texts = [cue.text for cue in step.cues]
    for place, cue in enumerate(step.cues):
        at, number = step.start + cue.at, texts[:place].count(cue.text)
        if opens and not place:
            said = Cue(f"{step.heading}.") if manner.amount == "sides" else cue.cue
            if step.heading or manner.amount != "sides":
                yield Wish(at, said, "side")
        elif step.changes and cue not in step.written:
            # what was asked for by a key comes after it, never before
            yield Wish(at, cue.cue, "answer", later=SHIFT, number=number)
        elif manner.amount == "all":
            yield Wish(at, cue.cue, "cue", SHIFT, SHIFT, number)


def _gate(step: Step, manner: Manner) -> Iterator[Wish]:
    """Yield what is said after all lines, while the person gets ready."""
    if step.gate is not None and manner.phrases is not None:
        yield Wish(step.start + step.cues[-1].at, Cue(manner.phrases.get_ready), "gate")


def _counts(step: Step, manner: Manner) -> Iterator[Wish]:
    """Yield how many there are, and then whatever is counted aloud."""
    assert step.unit is not None, "every hold counts something"
    phrases, last = manner.phrases, step.count - 1
    if phrases is None:
        return
    said = {0: phrases.counted(step.count, step.unit, step.direction)}
    if manner.counting == "every":
        said |= {number: phrases.counting(number) for number in range(1, last)}
    if manner.counting == "halfway" and step.count >= 4:
        said[step.count // 2] = phrases.halfway
    if manner.counting != "none" and last:
        said[last] = phrases.last(step.unit)
    for number, text in said.items():
        at = step.start + number * step.unit_seconds
        # where breaths are added, there is another last one; but half of them is once half
        which = 0 if text == phrases.halfway else number
        yield Wish(at, Cue(text), "count", later=COUNT_SHIFT, number=which)


class Gaps:
    """What is still free from `start` to `end`, in seconds of practice."""

    def __init__(self, start: float, end: float) -> None:
        """Begin with all of it free."""
        self._start, self._end = start, end
        self._taken: list[tuple[float, float]] = []

    def take(self, start: float, end: float) -> None:
        """Let nothing else be there; stretches may overlap."""
        insort(self._taken, (start, end))

    def nearest(
        self, wanted: float, seconds: float, earliest: float, latest: float
    ) -> float | None:
        """Return where `seconds` fit that begin as near to `wanted` as can be, or None.

        `earliest` and `latest` are the first and the last instant at which they may begin.
        """
        fits = [
            min(max(wanted, start, earliest), end - seconds, latest)
            for start, end in self._free()
            if max(start, earliest) <= min(end - seconds, latest)
        ]
        return min(fits, key=lambda at: abs(at - wanted), default=None)

    def _free(self) -> Iterator[tuple[float, float]]:
        here = self._start
        for start, end in self._taken:
            if start > here:
                yield here, start
            here = max(here, end)
        if here < self._end:
            yield here, self._end
