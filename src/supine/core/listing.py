"""A plan as text: a table for people, and plain values (for JSON) for programs."""

from __future__ import annotations

from typing import Any

from supine.core.plan import Plan, Step
from supine.core.sequence import Unit
from supine.language import translate, with_commas


def as_values(plan: Plan) -> dict[str, Any]:
    """Return `plan` as plain values for JSON; all times in seconds."""
    return {
        "title": plan.title,
        "seconds": round(plan.seconds, 3),
        "steps": [_step_values(step) for step in plan.steps],
    }


def _step_values(step: Step) -> dict[str, Any]:
    return {
        "index": step.index,
        "kind": step.kind,
        "pose": step.pose,
        "side": step.side,
        "unit": step.unit,
        "count": step.count if step.unit else None,
        "direction": step.direction,
        "start": round(step.start, 3),
        "seconds": round(step.seconds, 3),
        "cues": [cue.text for cue in step.cues],
        "ease": step.easier.text if step.easier else None,
        "deepen": [variant.text for variant in step.deeper],
    }


def counted(count: int, unit: Unit) -> str:
    """Return a count in the words of its unit, such as "5 breaths" or "120 seconds"."""
    match unit:
        case "breaths":
            return translate("Words", "%n breath|%n breaths", n=count)
        case "circles":
            return translate("Words", "%n circle|%n circles", "drawn by the knees", n=count)
        case "cycles":
            return translate("Words", "%n time to each side|%n times to each side", n=count)
        case "times":
            return translate("Words", "%n time|%n times", "how often a movement is done", n=count)
        case "seconds":
            return translate("Words", "%n second|%n seconds", n=count)


def as_table(plan: Plan) -> str:
    """Return `plan` as a table in plain text: the start and the kind of each step, and its pose."""
    head = translate("Plan", "{title}: {length} minutes", "a length such as 31:44")
    lines = [head.format(title=plan.title, length=clock_words(plan.seconds)), ""]
    kinds = {
        "settle": translate("Plan", "settle", "the way into a pose, in a table"),
        "hold": translate("Plan", "hold", "the stay in a pose, in a table"),
        "leave": translate("Plan", "leave", "the way out of a pose, in a table"),
        "rest": translate("Plan", "rest", "between two poses, in a table"),
    }
    width = max(map(len, kinds.values())) + 1
    lines += [_row(step, f"{kinds[step.kind]:<{width}}") for step in plan.steps]
    return "\n".join(lines)


def _row(step: Step, kind: str) -> str:
    what = [counted(step.count, step.unit)] if step.unit else []
    if step.direction == "clockwise":
        what.append(translate("Plan", "clockwise"))
    elif step.direction is not None:
        what.append(translate("Plan", "anticlockwise"))
    if step.round is not None:
        of = translate("Plan", "round {n} of {total}")
        what.append(of.format(n=step.round.number, total=step.round.total))
    side = f"{step.heading}: " if step.heading else ""
    some = f" ({with_commas(what)})" if what else ""
    return f"{clock_words(step.start):>7}  {kind}{side}{step.pose}{some}"


def clock_words(seconds: float) -> str:
    """Return `seconds` as minutes and seconds, such as "29:05"."""
    whole = round(seconds)
    return f"{whole // 60}:{whole % 60:02d}"
