"""The script: which lines of a plan are spoken, and when. Each has a gap of its own.

A bell rings first, then the voice speaks; no line is spoken into another. The lines of a step end
with it, or the practice waits.
"""

from __future__ import annotations

from bisect import insort
from collections.abc import Callable, Iterator
from typing import Literal

from msgspec import Struct

from supine.core.adjustment import AS_BEGUN_LINE, EASIER_LINE
from supine.core.breath import ROUNDING
from supine.core.plan import Plan, Step
from supine.core.sequence import Cue
from supine.core.sounds import BREATH_SOUNDS, Note, Sound, notes_at
from supine.settings.declaration import Amount, Counting
from supine.speech.phrases import ENGLISH, Phrases

Kind = Literal["side", "round", "cue", "count", "answer", "gate"]
"""An answer is a line of a variant that the person has asked for by a key. A gate line says that
there is time to get ready."""

BEFORE_BELL = 0.3
"""Seconds of silence before a bell."""

AFTER_BELL = 0.8
"""Seconds from a bell to the voice, unless the bell is shorter. Its tail may still ring."""

BETWEEN = 0.25
"""Seconds from one line to the next."""

SHIFT = 4.0
"""Seconds by which a line in a hold may be early or late."""

COUNT_SHIFT = 1.5
"""Seconds by which a count may be late: later it would be wrong."""

EVERY_SECONDS = 10
"""In a hold that is counted in seconds, every tenth is said, if every breath is."""

BELL_SECONDS: dict[Sound, float] = {"pause": 0.5, "resume": 0.5}
"""Lengths in seconds of the bells that are shorter than `AFTER_BELL`."""

LAST_CHANCE = 0.1
"""Entry and exit instructions are due at the latest this many seconds before the step ends."""


class Manner(Struct, frozen=True):
    """How much is spoken."""

    amount: Amount = "all"
    counting: Counting = "last"
    phrases: Phrases | None = ENGLISH
    """The program's own words; None if it has none in the language of the lines."""


class Line(Struct, frozen=True):
    """A line to say. All times are in seconds of practice."""

    due: float
    cue: Cue
    until: float
    """When it must be over."""
    kind: Kind
    step: int
    number: int = 0
    """Which one it is of the lines with the same text in this step."""
    waits: bool = False
    """Whether the practice waits for it: entry and exit instructions are always spoken."""

    @property
    def text(self) -> str:
        """The line as it is written."""
        return self.cue.text

    @property
    def key(self) -> tuple[int, str, int]:
        """Identifies the line in another plan, where it may be due at another time."""
        return (self.step, self.text, self.number)


class Wish(Struct, frozen=True):
    """A line before its gap was found."""

    at: float
    """When it is wanted, in seconds of practice."""
    cue: Cue
    kind: Kind
    sooner: float = 0.0
    """Seconds by which it may be early."""
    later: float = 0.0
    number: int = 0


Seconds = Callable[[Cue], float]
"""How long a line takes to be said, in seconds of practice."""


def lines_of(plan: Plan, index: int, seconds: Seconds, manner: Manner) -> list[Line]:
    """Return the lines of the step `index`, in order."""
    step = plan.steps[index]
    wishes = [*_cues(step, manner), *_gate(step, manner)]
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

    They ring at its start, when the last breath begins and at its end, and nowhere else.
    """
    for at in sorted({step.start, step.start + step.last_at, step.end}):
        yield from (one for one in notes_at(plan, at) if one.sound not in BREATH_SOUNDS)


def _led(
    step: Step, wishes: list[Wish], bells: list[tuple[float, float]], seconds: Seconds
) -> Iterator[Line]:
    """Yield entry or exit instructions: all of them, each after the one before."""
    free = step.start
    for start, clear in bells:
        if start < step.end - ROUNDING:
            free = max(free, clear)
    until = step.end - (BEFORE_BELL if bells and bells[-1][0] > step.start else 0.0)
    for wish in wishes:
        due = max(wish.at, free)
        free = due + seconds(wish.cue) + BETWEEN
        # a line that the step has no time for is still due within it: there the practice waits
        yield Line(
            min(due, step.end - LAST_CHANCE), wish.cue, until, wish.kind, step.index, waits=True
        )


def _placed(plan: Plan, step: Step, groups: list[list[Wish]], seconds: Seconds) -> list[Line]:
    """Find a gap for each line, in the order of the groups; a line without a gap is dropped."""
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


def _cues(step: Step, manner: Manner) -> Iterator[Wish]:
    """Yield the teacher's lines, as many as are wanted."""
    texts = [cue.text for cue in step.cues]
    for place, cue in enumerate(step.cues):
        at, number = step.start + cue.at, texts[:place].count(cue.text)
        if step.opens and not place:
            said = Cue(f"{step.heading}.") if manner.amount == "sides" else cue.cue
            if step.heading or manner.amount != "sides":
                yield Wish(at, said, "side")
            if step.round is not None and step.begins_round and manner.phrases is not None:
                yield Wish(at, Cue(manner.phrases.round_of(*step.round)), "round")
        elif step.changes and cue not in step.written:
            # an answer comes after the key, never before
            answer = _answer(cue.cue, manner.phrases)
            yield Wish(at, answer, "answer", later=SHIFT, number=number)
        elif manner.amount == "all":
            yield Wish(at, cue.cue, "cue", SHIFT, SHIFT, number)


def _gate(step: Step, manner: Manner) -> Iterator[Wish]:
    """Yield the line after all others, while the person gets ready."""
    if step.gate is not None and manner.phrases is not None:
        yield Wish(step.start + step.cues[-1].at, Cue(manner.phrases.get_ready), "gate")


def _answer(cue: Cue, phrases: Phrases | None) -> Cue:
    """Return `cue`; a line of the program itself in the language of the sequence."""
    if phrases is None:
        return cue
    own = {EASIER_LINE: phrases.easier, AS_BEGUN_LINE: phrases.as_before}
    return Cue(own[cue.spoken]) if cue.spoken in own else cue


def _counts(step: Step, manner: Manner) -> Iterator[Wish]:
    """Yield how many there are, and then the counts that are wanted."""
    assert step.unit is not None, "every hold counts something"
    phrases, seconds = manner.phrases, step.unit == "seconds"
    if phrases is None:
        return
    last = step.count - step.last
    said = {0: phrases.counted(step.count, step.unit, step.direction)}
    if manner.counting == "every" and seconds:
        tens = range((step.count - 1) // EVERY_SECONDS * EVERY_SECONDS, 0, -EVERY_SECONDS)
        said |= {step.count - left: phrases.last(step.unit, left) for left in tens}
    elif manner.counting == "every":
        said |= {number: phrases.counting(number) for number in range(1, last)}
    if manner.counting == "halfway" and step.count >= (2 * EVERY_SECONDS if seconds else 4):
        said[step.count // 2] = phrases.halfway
    if manner.counting != "none" and step.last:
        said[last] = phrases.last(step.unit, step.last)
    for number, text in said.items():
        at = step.start + number * step.unit_seconds
        # when breaths are added there is another last one, but halfway is said only once
        which = 0 if text == phrases.halfway else number
        yield Wish(at, Cue(text), "count", later=COUNT_SHIFT, number=which)


class Gaps:
    """The time that is still free from `start` to `end`, in seconds of practice."""

    def __init__(self, start: float, end: float) -> None:
        self._start, self._end = start, end
        self._taken: list[tuple[float, float]] = []

    def take(self, start: float, end: float) -> None:
        """Mark a stretch as taken; stretches may overlap."""
        insort(self._taken, (start, end))

    def nearest(
        self, wanted: float, seconds: float, earliest: float, latest: float
    ) -> float | None:
        """Return the start nearest to `wanted` of a free stretch of `seconds`, or None.

        It may begin from `earliest` to `latest`.
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
