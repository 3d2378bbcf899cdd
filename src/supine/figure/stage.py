"""A whole practice on stage: which stance is shown when, and the scene at any instant.

Everything is found from the plan and the seconds that have passed: an instant gives the same scene
whether it was played to, jumped to or asked for a second time.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Callable, Iterator
from math import inf
from typing import NamedTuple

from supine.core.breath import eased
from supine.core.plan import Plan, Step
from supine.core.problem import Unreadable
from supine.core.sequence import Side
from supine.figure.motion import STILL, Phase, framed_view, phase_of, scene_of
from supine.figure.scene import Scene, blend_scenes
from supine.figure.stances import Stance, stance

UNHURRIED = 2.2
"""Seconds that one change of stance takes where there is time for it."""

LINE_SECONDS = 5.0
"""Seconds from one line of a variant chosen under way to the next: see `core.adjusting`."""

TURNING = 4.0
"""Seconds at most in which the eye walks round the feet to the other side."""

START = "start"
"""The stance in which everybody lies before anything has been said."""

JUST_BEFORE = 1e-6
"""Seconds before a change at which what is left is looked at."""


class Key(NamedTuple):
    """From `at` on, in seconds of the practice, the body goes into a stance within `seconds`."""

    at: float
    seconds: float
    stance: str
    side: Side | None
    seen_from: Side


class Stage:
    """The figure of one plan. A step without a stance shows nothing."""

    def __init__(self, plan: Plan) -> None:
        """Find every change of stance in `plan`."""
        self.plan = plan
        self._keys = list(_keys(plan))
        self._starts = [key.at for key in self._keys]

    def scene(self, elapsed: float) -> Scene | None:
        """Return what is shown `elapsed` seconds in; None where the pose has no figure."""
        if self.plan.step_at(elapsed).stance is None:
            return None
        return self._scene(self._place(elapsed), elapsed)

    def _scene(self, place: int, elapsed: float) -> Scene:
        """What is shown while no key after `place` is looked at: a change may cut one short."""
        share, now = self._share(place, elapsed), self._shown(place, elapsed)
        if share >= 1.0 or place == 0:
            return now
        before = self._scene(place - 1, self._keys[place].at - JUST_BEFORE)
        return blend_scenes(before, now, share)

    def change(self, elapsed: float) -> tuple[Scene | None, Scene, float] | None:
        """Return what leaves, what comes and how much of that is there, for a cross-fade."""
        if self.plan.step_at(elapsed).stance is None:
            return None
        place = self._place(elapsed)
        share, now = self._share(place, elapsed), self._at_rest(place)
        if share >= 1.0 or place == 0:
            return None, now, 1.0
        return self._at_rest(place - 1), now, share

    def still_for(self, elapsed: float) -> float:
        """Return the seconds until the next change of stance begins; 0 while one is under way."""
        after = bisect_right(self._starts, elapsed)
        if after and elapsed < self._keys[after - 1].at + self._keys[after - 1].seconds:
            return 0.0
        return self._keys[after].at - elapsed if after < len(self._keys) else inf

    def _place(self, elapsed: float) -> int:
        """The number of the last change that has begun."""
        return max(0, bisect_right(self._starts, elapsed) - 1)

    def _share(self, place: int, elapsed: float) -> float:
        """How much of a change is done, 0 to 1."""
        key = self._keys[place]
        passed = (elapsed - key.at) / key.seconds if key.seconds > 0.0 else 1.0
        return eased(min(max(passed, 0.0), 1.0))

    def _shown(self, place: int, elapsed: float) -> Scene:
        return self._posed(place, phase_of(self.plan.moment(elapsed)))

    def _at_rest(self, place: int) -> Scene:
        return self._posed(place, STILL)

    def _posed(self, place: int, phase: Phase) -> Scene:
        key = self._keys[place]
        return scene_of(stance(key.stance), phase, key.side, seen_from=key.seen_from)


def _keys(plan: Plan) -> Iterator[Key]:
    shown: tuple[str, Side | None] | None = None
    seen_from: Side = "right"
    done: set[tuple[str, Side | None]] = set()
    for step in plan.steps:
        if step.stance is None:
            shown = None
            continue
        if shown is None:
            shown = (START, step.side)
            seen_from = step.side or seen_from
            yield Key(step.start, 0.0, START, step.side, seen_from)
        if step.side is not None and step.side != seen_from:
            seen_from = step.side
            if step.cues:
                seconds = min(step.cues[1].at if len(step.cues) > 1 else step.seconds, TURNING)
                yield Key(step.start, seconds, shown[0], step.side, seen_from)
        first = _is_first(plan, step)
        again = (step.stance, step.side) in done
        for at, seconds, name in _changes(step, first=first, again=again):
            if shown != (name, step.side):
                yield Key(step.start + at, seconds, name, step.side, seen_from)
            shown = (name, step.side)
        if step.kind == "leave":
            done.add((step.stance, step.side))


def _is_first(plan: Plan, step: Step) -> bool:
    return step.index == 0 or plan.steps[step.index - 1].segment != step.segment


def _changes(step: Step, *, first: bool, again: bool) -> Iterator[tuple[float, float, str]]:
    """Yield seconds into the step, seconds of the change, and the stance that is taken."""
    assert step.stance is not None, "only steps with a stance are shown"
    of = stance(step.stance)
    if step.kind == "settle" and first:
        times = [cue.at for cue in step.cues[1:]] or [0.0]
        # of a pose that is done again only the end of the way in is left to do
        way = _way(of)[-len(times) :] if again else _way(of)
        yield from _spread(way, times, step.seconds)
    elif step.kind == "leave":
        out = of.file.out or []
        yield from _spread(out, [cue.at for cue in step.cues] or [0.0], step.seconds)
    elif step.kind in ("hold", "rest"):
        yield 0.0, UNHURRIED, _begun(step, of).name
        for change in step.changes:
            if change.at > 0.0:
                yield from _chosen(step, change.at, _variant(step, change.level, of))


def _begun(step: Step, of: Stance) -> Stance:
    """The stance in which a hold begins: on the second side the variant chosen on the first."""
    first = next((change.level for change in step.changes if change.at <= 0.0), 0)
    return _variant(step, first, of)


def _variant(step: Step, level: int, of: Stance) -> Stance:
    chosen = step.easier if level < 0 else step.deeper[level - 1] if level else None
    return stance(chosen.stance) if chosen is not None and chosen.stance else of


def _way(of: Stance) -> list[list[str]]:
    """Return the stances on the way in, ending with `of` itself."""
    way = [list(stop) for stop in of.file.way or []]
    if not way or way[-1][-1] != of.name:
        way.append([of.name])
    return way


def _chosen(step: Step, at: float, of: Stance) -> Iterator[tuple[float, float, str]]:
    way = _way(of)
    times = [at + LINE_SECONDS * place for place in range(len(way))]
    fits = [time for time in times if time < step.seconds - UNHURRIED] or [at]
    yield from _spread(way, fits, step.seconds)


def _spread(
    way: list[list[str]], times: list[float], end: float
) -> Iterator[tuple[float, float, str]]:
    """Spread the stops of a way over the lines that are said at `times`, each within its line.

    As many stops as lines: each goes with its own. Otherwise they are spread evenly.
    """
    groups: dict[int, list[str]] = {}
    for number, stop in enumerate(way):
        groups.setdefault(number * len(times) // len(way), []).extend(stop)
    for line, names in groups.items():
        until = times[line + 1] if line + 1 < len(times) else end
        each = (until - times[line]) / len(names)
        for place, name in enumerate(names):
            yield times[line] + place * each, min(UNHURRIED, each), name


def stage_of(plan: Plan, missing: Callable[[str], None]) -> Stage | None:
    """Return the figure of `plan`; None where nothing in it is drawn.

    None as well where a stance cannot be read: `missing` is told why.
    """
    try:
        names = {name for step in plan.steps for name in _stances(step)}
        for name in names:
            _prepare(name)
        return Stage(plan) if names else None
    except Unreadable as error:
        missing(str(error))
        return None


def _stances(step: Step) -> Iterator[str]:
    """Yield the stances of `step` and of all that may be chosen in it."""
    variants = [one for one in (step.easier, *step.deeper) if one is not None]
    yield from (name for name in (step.stance, *(one.stance for one in variants)) if name)


def _prepare(name: str) -> None:
    """Read a stance and those on its way, and frame them: nothing of that may fall into a hold."""
    file = stance(name).file
    stops = [*(file.way or []), *(file.out or [])]
    for one in {name, *(other for stop in stops for other in stop)}:
        framed_view(one)
