"""The figure of a whole practice: which stance is shown when, and the scene at any instant.

Everything is calculated from the plan and the elapsed seconds. So an instant always has the same
scene, no matter whether the practice was played or jumped to it.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Callable, Iterator
from dataclasses import replace
from math import inf
from typing import NamedTuple

from supine.core.adjustment import LINE_SECONDS
from supine.core.breath import eased
from supine.core.plan import Plan, Step
from supine.core.problem import Unreadable
from supine.core.sequence import Direction, Side
from supine.figure.frame import BODY_THICKNESS, holding, holding_mat, joints
from supine.figure.motion import framed_view, phase_of, scene_of
from supine.figure.movement import still_scene_of
from supine.figure.scene import Scene, blend_scenes
from supine.figure.solver import solve
from supine.figure.stances import SHIPPED, Stance, Stances, has_chair, has_mat

CHANGE_SECONDS = 2.2
"""Seconds that a change of stance takes if there is enough time."""

VIEW_CHANGE_SECONDS = 4.0
"""The most seconds in which the view moves round the feet to the other side."""

START = "start"
"""The stance that is shown before the first line, unless the pose begins off the back."""

JUST_BEFORE = 1e-6
"""Seconds before a change: the scene at this time is the one that the change starts from."""


class StanceChange(NamedTuple):
    """One change of stance: it starts `at` seconds in the practice and takes `seconds`."""

    at: float
    seconds: float
    stance: Stance
    side: Side | None
    seen_from: Side


class Stage:
    """The figure of one plan. A step without a stance has no figure."""

    def __init__(self, plan: Plan, stances: Stances = SHIPPED) -> None:
        """Draw the `stances` that the steps of `plan` name; raises `Unreadable`."""
        self.plan, self.stances = plan, stances
        self.changes = list(_changes_of_plan(plan, stances))
        """All changes of stance, in order."""
        self._starts = [change.at for change in self.changes]

    def scene(self, elapsed: float) -> Scene | None:
        """Return the scene at `elapsed` seconds; None if the pose has no figure."""
        if self.plan.step_at(elapsed).stance is None:
            return None
        return self._scene(self._place(elapsed), elapsed)

    def _scene(self, place: int, elapsed: float) -> Scene:
        """Return the scene at `elapsed` seconds, without the changes after number `place`.

        A change may start before the one before it has ended: the two are blended.
        """
        share, now = self._share(place, elapsed), self._scene_in_motion(place, elapsed)
        if share >= 1.0 or place == 0:
            return now
        before = self._scene(place - 1, self.changes[place].at - JUST_BEFORE)
        between = blend_scenes(before, now, share)
        # both views hold their own body, but not one on its way from the one to the other
        view = holding(holding_mat(between.view), joints(solve(between.posture)), BODY_THICKNESS)
        return replace(between, view=view)

    def change(self, elapsed: float) -> tuple[Scene | None, Scene, float] | None:
        """Return the old scene, the new scene and the opacity of the new one, for a cross-fade.

        They stand still, with signs of what is done. The old scene is None if no change is under
        way. Returns None if the pose has no figure.
        """
        if self.plan.step_at(elapsed).stance is None:
            return None
        place = self._place(elapsed)
        share, now = self._share(place, elapsed), self._at_rest(place, elapsed)
        if share >= 1.0 or place == 0:
            return None, now, 1.0
        return self._at_rest(place - 1, self.changes[place].at - JUST_BEFORE), now, share

    def still_for(self, elapsed: float) -> float:
        """Return the seconds until the next change of stance starts; 0 during a change.

        The sign of circles in a picture that stands still may change before, where a step begins.
        """
        after = bisect_right(self._starts, elapsed)
        if after:
            last = self.changes[after - 1]
            if elapsed < last.at + last.seconds:
                return 0.0
        return self.changes[after].at - elapsed if after < len(self.changes) else inf

    def _place(self, elapsed: float) -> int:
        """Return the number of the last change that has started."""
        return max(0, bisect_right(self._starts, elapsed) - 1)

    def _share(self, place: int, elapsed: float) -> float:
        """Return the share of a change that is done, 0 to 1, eased."""
        change = self.changes[place]
        passed = (elapsed - change.at) / change.seconds if change.seconds > 0.0 else 1.0
        return eased(min(max(passed, 0.0), 1.0))

    def _scene_in_motion(self, place: int, elapsed: float) -> Scene:
        change, phase = self.changes[place], phase_of(self.plan.moment(elapsed))
        return scene_of(change.stance, phase, change.side, seen_from=change.seen_from)

    def _at_rest(self, place: int, elapsed: float) -> Scene:
        change = self.changes[place]
        return still_scene_of(
            change.stance,
            side=change.side,
            seen_from=change.seen_from,
            direction=self._direction(elapsed),
        )

    def _direction(self, elapsed: float) -> Direction | None:
        """Return the direction of the circles at `elapsed` seconds: of those that come, or were."""
        step = self.plan.step_at(elapsed)
        beside = step.index + {"settle": 1, "leave": -1}.get(step.kind, 0)
        return self.plan.steps[beside].direction if beside < len(self.plan.steps) else None


def _changes_of_plan(plan: Plan, stances: Stances) -> Iterator[StanceChange]:
    shown: tuple[Stance, Side | None] | None = None
    seen_from: Side = "right"
    done: set[tuple[str, Side | None]] = set()
    for step in plan.steps:
        if step.stance is None:
            shown = None
            continue
        start = _beginning(stances[step.stance], step, is_first=shown is None)
        if shown is None:
            shown = (start, step.figure_side)
            seen_from = step.figure_side or seen_from
            yield StanceChange(step.start, 0.0, start, step.figure_side, seen_from)
        if step.figure_side is not None and step.figure_side != seen_from:
            seen_from = step.figure_side
            yield from _turn_of_view(step, shown[0], seen_from)
        if step.leads_in and shown != (start, step.figure_side):
            shown = (start, step.figure_side)
            yield StanceChange(step.start, 0.0, start, step.figure_side, seen_from)
        first = step.leads_in or _is_first_of_segment(plan, step)
        again = (step.stance, step.figure_side) in done
        changes = _changes_in_step(step, stances, shown[0], first=first, again=again)
        for at, seconds, of in changes:
            if shown != (of, step.figure_side):
                yield StanceChange(step.start + at, seconds, of, step.figure_side, seen_from)
            shown = (of, step.figure_side)
        if step.kind == "leave":
            done.add((step.stance, step.figure_side))


def _turn_of_view(step: Step, shown: Stance, to: Side) -> Iterator[StanceChange]:
    """Yield the change in which the eye goes to the side `to` while the first line is said."""
    if step.cues:
        seconds = min(_first_line_end(step), VIEW_CHANGE_SECONDS)
        yield StanceChange(step.start, seconds, shown, step.figure_side, to)


def _first_line_end(step: Step) -> float:
    """Return the seconds in `step` at which its second line begins."""
    return step.cues[1].at if len(step.cues) > 1 else step.seconds


def _beginning(of: Stance, step: Step, *, is_first: bool) -> Stance:
    """Return the stance that is shown before the way into `of`, at first or after a stop.

    Whoever begins on a chair or on hands and knees does not lie down for it. After a stop the
    person sits on the chair or lies on the floor.
    """
    first = _way_in(of)[0][0]
    return first if _is_off_back(first) and (is_first or step.seated) else SHIPPED[START]


def _is_off_back(of: Stance) -> bool:
    return of.posture.torso is not None


def _is_on_chair(of: Stance) -> bool:
    # on a mat before a chair nobody sits: from all fours there one goes on to the next pose
    return has_chair(of.file) and not has_mat(of.file)


def _crossing(shown: Stance, to: Stance) -> list[Stance] | None:
    """Return the stances that lead from the back to a body off its back, or the other way.

    They are the way into or out of the one off its back. Returns None if there is no such way, as
    from a chair to the mat.
    """
    if all(base(shown) == base(to) for base in (_is_off_back, _is_on_chair)):
        return []
    way = _way_in(to) if _is_off_back(to) else _stops(shown, shown.file.out)
    stops = [one for stop in way for one in stop]
    if all(_is_off_back(one) for one in stops) or _is_on_chair(shown) or _is_on_chair(to):
        return None
    return [one for one in stops if one is not shown]


def _settling(
    step: Step, shown: Stance, way: list[list[Stance]], times: list[float]
) -> Iterator[tuple[float, float, Stance]]:
    """Yield the changes of a way in, and before it those from the back to a body off its back.

    These begin with the first line. If there is no time for them, or no way, it is a cut.
    """
    stops = _crossing(shown, way[0][0])
    if stops == []:
        yield from _spread(way, times, step.seconds)
        return
    end = CHANGE_SECONDS * len(stops or ())
    if stops is None or end + CHANGE_SECONDS > step.seconds:
        yield 0.0, 0.0, way[0][0]
        yield from _spread(way, times, step.seconds)
        return
    yield from _spread([[one] for one in stops], [0.0], end)
    yield from _spread(way, [time for time in times if time > end] or [end], step.seconds)


def _is_first_of_segment(plan: Plan, step: Step) -> bool:
    return step.index == 0 or plan.steps[step.index - 1].segment != step.segment


def _changes_in_step(
    step: Step, stances: Stances, shown: Stance, *, first: bool, again: bool
) -> Iterator[tuple[float, float, Stance]]:
    """Yield the changes of stance in `step`: start in the step, length in seconds, new stance.

    `shown` is the stance before it. `first` says whether the step is the first of its segment, and
    `again` whether the same pose was done before on the same side.
    """
    assert step.stance is not None, "steps without a stance are skipped"
    of = stances[step.stance]
    if step.kind == "settle" and first:
        times = [cue.at for cue in step.cues[1:]] or [0.0]
        # a pose that is repeated has only the end of its way in
        way = _way_in(of)[-len(times) :] if again else _way_in(of)
        yield from _settling(step, shown, way, times)
    elif step.kind == "leave":
        out = _stops(of, of.file.out)
        yield from _spread(out, [cue.at for cue in step.cues] or [0.0], step.seconds)
    elif step.kind in ("hold", "rest"):
        yield 0.0, CHANGE_SECONDS, _starting_stance(step, of, stances)
        for change in step.changes:
            if change.at > 0.0:
                chosen = _stance_of_level(step, change.level, of, stances)
                # the way in begins on the floor: nobody goes there to come back by one variant
                if change.level == 0:
                    yield change.at, CHANGE_SECONDS, chosen
                else:
                    yield from _variant_changes(step, change.at, chosen)


def _starting_stance(step: Step, of: Stance, stances: Stances) -> Stance:
    """Return the stance at the start of a hold: on the second side, the variant of the first."""
    first = next((change.level for change in step.changes if change.at <= 0.0), 0)
    return _stance_of_level(step, first, of, stances)


def _stance_of_level(step: Step, level: int, of: Stance, stances: Stances) -> Stance:
    chosen = step.variant(level)
    return stances[chosen.stance] if chosen is not None and chosen.stance else of


def _way_in(of: Stance) -> list[list[Stance]]:
    """Return the stances of the way in, the last of which is `of`."""
    way = _stops(of, of.file.way)
    if not way or way[-1][-1] is not of:
        way.append([of])
    return way


def _stops(of: Stance, way: list[list[str]] | None) -> list[list[Stance]]:
    """Return the stances of a `way` that is written in the stance `of`."""
    return [[of.stances[name] for name in stop] for stop in way or []]


def _variant_changes(step: Step, at: float, of: Stance) -> Iterator[tuple[float, float, Stance]]:
    way = _way_in(of)
    times = [at + LINE_SECONDS * place for place in range(len(way))]
    fits = [time for time in times if time < step.seconds - CHANGE_SECONDS] or [at]
    yield from _spread(way, fits, step.seconds)


def _spread(
    way: list[list[Stance]], times: list[float], end: float
) -> Iterator[tuple[float, float, Stance]]:
    """Spread the stops of a way evenly over the lines, which are said at `times`.

    If there are as many stops as lines, each line has its own stop.
    """
    groups: dict[int, list[Stance]] = {}
    for number, stop in enumerate(way):
        groups.setdefault(number * len(times) // len(way), []).extend(stop)
    for line, stances in groups.items():
        until = times[line + 1] if line + 1 < len(times) else end
        each = (until - times[line]) / len(stances)
        for place, one in enumerate(stances):
            yield times[line] + place * each, min(CHANGE_SECONDS, each), one


def stage_of(
    plan: Plan, missing: Callable[[str], None], stances: Stances = SHIPPED
) -> Stage | None:
    """Return the figure of `plan`, drawn with `stances`, or None if no step has a stance.

    If a stance cannot be read, `missing` is called with the reason, and the result is None.
    """
    try:
        names = {name for step in plan.steps for name in _names_in(step)}
        for name in names:
            _prepare(stances[name])
        return Stage(plan, stances) if names else None
    except Unreadable as error:
        missing(str(error))
        return None


def _names_in(step: Step) -> Iterator[str]:
    """Yield the names of the stances of `step` and of all its variants."""
    variants = [one for one in (step.easier, *step.deeper) if one is not None]
    yield from (name for name in (step.stance, *(one.stance for one in variants)) if name)


def _prepare(of: Stance) -> None:
    """Load the stances on the ways of `of`, with their views: a hold has no time for that."""
    found, left = set[Stance](), {of}
    while left:
        found |= left
        ways = [_stops(one, way) for one in left for way in (one.file.way, one.file.out)]
        left = {one for way in ways for stop in way for one in stop} - found
    for one in found:
        framed_view(one)
