"""The values that each part of the practice screen shows at a moment: words and pictures."""

from __future__ import annotations

from itertools import takewhile
from math import ceil, inf

from supine.core.plan import Moment, Plan, Step
from supine.core.practice import PauseReason, Practice, State
from supine.figure.motion import STILL, scene_of
from supine.figure.scene import Scene
from supine.figure.stances import Stances
from supine.language import number, translate
from supine.ui import words
from supine.ui.painting.circle import CircleValues
from supine.ui.practice.layout import (
    CAPTION_SIZE,
    LARGEST_CUE,
    PHASE_SIZE,
    POSE_SIZE,
    SIDE_SIZE,
)
from supine.ui.widgets.text_block import TextValues, Tone


def state_of(practice: Practice, moment: Moment) -> tuple[object, ...]:
    """Return all values that the words depend on: equal states have equal words."""
    breath = moment.breath
    left = practice.plan.seconds - moment.elapsed
    return (
        practice.plan,
        practice.state,
        practice.pause_reason,
        round(left / 60),
        moment.step.index,
        moment.cue,
        moment.done,
        breath and (breath.phase, breath.number),
        practice.barred_seconds > 0.0,
        practice.begins_in < inf,
    )


def head_values(step: Step, size: float) -> TextValues:
    """Return the side in words; without a side, the pose."""
    tone: Tone = "side" if step.side else "ink"
    head = step.heading or step.pose
    return TextValues(head, size * SIDE_SIZE, tone=tone, side=step.side, bold=True)


def pose_values(step: Step, size: float, *, beside: bool) -> TextValues:
    """Return the pose; empty if the head shows it. `beside` means in one line with the side."""
    below = step.pose if step.heading else ""
    return TextValues(below, size * POSE_SIZE, align="end" if beside else "start")


def time_values(practice: Practice, moment: Moment, size: float, *, locked: bool) -> TextValues:
    """Return the remaining time of the practice, and the round unless "Locked" has its place."""
    left = words.whole_minutes(practice.plan.seconds - moment.elapsed)
    text = translate("Practice", "%n min left|%n min left", "minutes", n=left)
    which = moment.step.round
    if which is not None and not locked:
        text = translate(
            "Practice",
            "Round {round} of {rounds}, %n min left|Round {round} of {rounds}, %n min left",
            "minutes",
            n=left,
        ).format(round=number(which.number), rounds=number(which.total))
    return TextValues(text, size * CAPTION_SIZE, tone="soft", align="end")


def cue_values(practice: Practice, moment: Moment, size: float) -> TextValues:
    """Return the current cue, or what is shown instead in a pause."""
    most = size * LARGEST_CUE
    if practice.state == State.WAITING:
        if moment.step.seated:
            return TextValues(translate("Practice", "Sit down. Any key begins."), most)
        return TextValues(translate("Practice", "Lie down. Any key begins."), most)
    if practice.stopped:
        return TextValues("\n".join(way_out_words(moment.step)), most)
    if practice.state == State.PAUSED and practice.pause_reason == PauseReason.GAP:
        return TextValues(
            translate("Practice", "The computer was asleep. Your place is kept."), most
        )
    if practice.state == State.PAUSED and practice.pause_reason == PauseReason.LOCKED:
        return TextValues(translate("Practice", "The screen was locked. Your place is kept."), most)
    return TextValues(words.cue_words(moment), most, _siblings(practice.plan, moment.step))


def _siblings(plan: Plan, step: Step) -> tuple[str, ...]:
    """Return all lines of the pose of `step` on its side: they have one size, and nothing jumps."""
    following = plan.steps[plan.segments[step.segment].first_step :]
    here = takewhile(lambda one: one.segment == step.segment, following)
    return tuple(cue.text for one in here for cue in one.cues[one.opens :])


def way_out_words(step: Step) -> tuple[str, ...]:
    """Return the lines that lead somebody who must stop in `step` to the floor."""
    return (
        translate("Practice", "Come out slowly."),
        *(cue.text for cue in step.way_out),
        # whatever a teacher wrote, it ends safely
        translate("Practice", "Feet on the floor. Lean back.")
        if step.seated
        else translate("Practice", "Feet and back on the floor."),
    )


def waiting_values(practice: Practice, *, still: bool) -> CircleValues:
    """Return the circle before the practice begins: the seconds that are left to lie down."""
    left = practice.begins_in
    return CircleValues(number=ceil(left) if left < inf else None, still=still)


def phase_values(practice: Practice, moment: Moment, size: float) -> TextValues:
    """Return the words below the circle."""
    if practice.state == State.WAITING:
        counts = practice.begins_in < inf
        text = (
            translate("Practice", "seconds, then it begins")
            if counts
            else translate("Practice", "Waiting for you")
        )
        return TextValues(text, size * PHASE_SIZE, align="centre")
    if practice.state == State.PAUSED:
        return TextValues(
            translate("Practice", "Paused"), size * PHASE_SIZE, bold=True, align="centre"
        )
    return TextValues(_phase(practice, moment), size * PHASE_SIZE, align="centre")


def _phase(practice: Practice, moment: Moment) -> str:
    step = moment.step
    if step.gate is not None and step.cues and moment.into >= step.cues[-1].at:
        return translate("Practice", "Take your time")
    return (
        translate("Practice", "Listen")
        if practice.barred_seconds > 0.0
        else words.phase_words(moment)
    )


def rest_words(practice: Practice, moment: Moment) -> str:
    """Return what a screen reader says as the practice waits for the person or is paused."""
    if practice.state == State.WAITING:
        said = [cue_values(practice, moment, 1.0).text, _caption_at_rest(practice)]
        if practice.begins_in < inf:
            said.append(
                translate(
                    "Practice",
                    "It begins by itself in %n second.|It begins by itself in %n seconds.",
                    n=ceil(practice.begins_in),
                )
            )
        return " ".join(said)
    why = practice.pause_reason in (PauseReason.GAP, PauseReason.LOCKED)
    cue = [cue_values(practice, moment, 1.0).text] if why else []
    return " ".join(
        [translate("Practice", "Paused.", "a sentence"), *cue, _caption_at_rest(practice)]
    )


def lock_values(size: float, *, locked: bool) -> TextValues:
    """Return the word for locked keys; empty while they are not locked."""
    return TextValues(
        translate("Practice", "Locked", "the keys") if locked else "",
        size * CAPTION_SIZE,
        tone="soft",
        bold=True,
    )


def caption_values(
    practice: Practice, moment: Moment, size: float, notice: str, *, locked: bool = False
) -> TextValues:
    """Return what comes next, or `notice` if there is one; `locked` is whether the keys are."""
    text = notice or _caption(practice, moment, locked=locked)
    return TextValues(text, size * CAPTION_SIZE, tone="soft")


def _caption(practice: Practice, moment: Moment, *, locked: bool) -> str:
    if practice.stopped and locked:
        return _caption_locked(practice)
    if practice.state in (State.WAITING, State.PAUSED):
        return _caption_at_rest(practice)
    hold = _hold_after(practice, moment)
    if hold is not None and hold.unit is not None:
        counted = words.counted(hold.count, hold.unit)
        if moment.step.gate == "wait":
            return translate(
                "Practice", "Then {counted}. Ready? Press any key.", "such as: Then 5 breaths."
            ).format(counted=counted)
        return translate(
            "Practice", "Then {counted}. Ready sooner? Press any key.", "such as: Then 5 breaths."
        ).format(counted=counted)
    if moment.upcoming is None:
        return translate("Practice", "Next: the end")
    return translate("Practice", "Next: {pose}").format(pose=words.name_of(moment.upcoming))


def _caption_at_rest(practice: Practice) -> str:
    """Return what a key does before the practice begins, or while it is paused."""
    if practice.state == State.WAITING:
        return translate("Practice", "Take all the time you need. X leads back.")
    return {
        PauseReason.LEAVING: translate("Practice", "Then the practice ends. Any key ends it now."),
        PauseReason.MOVING: translate(
            "Practice", "Then on to the place you chose. Any key goes there now."
        ),
        PauseReason.STOPPED: translate(
            "Practice", "Rest as long as you like. Any key leads you in again."
        ),
    }.get(practice.pause_reason, translate("Practice", "Press any key to go on."))


def _caption_locked(practice: Practice) -> str:
    """Return what follows the way out while the keys are locked: a knee must not change it."""
    return {
        PauseReason.LEAVING: translate("Practice", "Then the practice ends."),
        PauseReason.MOVING: translate("Practice", "Then on to the place you chose."),
    }.get(practice.pause_reason, translate("Practice", "Hold L, then any key leads you in again."))


def press_words(practice: Practice, moment: Moment) -> str:
    """Return the words for what any key does now."""
    if practice.state == State.WAITING:
        return translate("Practice", "Begin", "on a button")
    if practice.stopped and practice.pause_reason == PauseReason.LEAVING:
        return translate("Practice", "End now")
    if practice.state == State.PAUSED:
        return translate("Practice", "Go on", "on a button")
    if moment.step.kind == "settle":
        return translate("Practice", "Ready", "on a button: I am ready")
    return translate("Practice", "Pause", "on a button: stop for a while")


def next_scene(practice: Practice, moment: Moment, stances: Stances) -> Scene | None:
    """Return the picture of what comes next; while settling, of the pose of the coming hold.

    It is drawn with `stances`, and shows the same pose as the words beside it: none on the way out.
    """
    if practice.stopped:
        return None
    step = _hold_after(practice, moment)
    if step is None and moment.upcoming is not None:
        step = practice.plan.steps[moment.upcoming.first_step]
    if step is None or step.stance is None:
        return None
    return scene_of(stances[step.stance], STILL, step.figure_side)


def _hold_after(practice: Practice, moment: Moment) -> Step | None:
    """Return the hold or the rest after the current settling; None if the step is another one."""
    step = moment.step
    following = practice.plan.steps[step.index + 1 : step.index + 2]
    settles = step.kind == "settle" and following and following[0].unit is not None
    return following[0] if settles else None
