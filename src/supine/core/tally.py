"""The time that was really practised, added up from the parts of a plan that were played."""

from __future__ import annotations

from msgspec import Struct
from msgspec.structs import replace

from supine.core.breath import ROUNDING
from supine.core.plan import Plan, Step


class Tally(Struct, frozen=True):
    """Seconds practised, in practice time: pauses do not count."""

    seconds: float = 0.0
    right: float = 0.0
    """Seconds of holding on the right."""
    left: float = 0.0
    poses: tuple[str, ...] = ()
    """The poses held for at least one breath, movement or cycle, each once, in order."""


def _enough(step: Step) -> float:
    """Return how many seconds of `step` count as having held it."""
    if step.unit == "seconds" and step.rhythm is not None:
        return min(step.rhythm.seconds, step.seconds)
    return step.unit_seconds


def added(tally: Tally, plan: Plan, since: float, until: float) -> Tally:
    """Return `tally` plus the part of `plan` from `since` to `until` seconds."""
    if until <= since:
        return tally
    right, left, poses = tally.right, tally.left, list(tally.poses)
    for step in plan.steps[plan.step_at(since).index : plan.step_at(until).index + 1]:
        held = min(until, step.end) - max(since, step.start)
        if step.kind != "hold" or held <= 0:
            continue
        right += held if step.side == "right" else 0.0
        left += held if step.side == "left" else 0.0
        if held >= _enough(step) - ROUNDING and step.pose not in poses:
            poses.append(step.pose)
    seconds = tally.seconds + until - since
    return replace(tally, seconds=seconds, right=right, left=left, poses=tuple(poses))
