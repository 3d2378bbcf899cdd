"""From a plan to its figure: every stance is read before the practice needs it."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from supine.core.plan import Plan, Step
from supine.core.problem import Unreadable
from supine.figure.motion import framed_view
from supine.figure.staging import Stage
from supine.figure.stances import stance


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
