"""The values that each part of the practice screen shows at a moment: words and pictures."""

from __future__ import annotations

from itertools import takewhile
from math import ceil, inf

from supine.core.plan import Moment, Plan, Step
from supine.core.practice import PauseReason, Practice, State
from supine.figure.motion import STILL, scene_of
from supine.figure.scene import Scene
from supine.figure.stances import Stances
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
from supine.ui.words import tr


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
    left = words.minutes(practice.plan.seconds - moment.elapsed)
    text = tr("{time} left").format(time=left)
    if moment.step.round is not None and not locked:
        text = tr("{round}, {time}").format(round=words.round_words(moment.step.round), time=text)
    return TextValues(text, size * CAPTION_SIZE, tone="soft", align="end")


def cue_values(practice: Practice, moment: Moment, size: float) -> TextValues:
    """Return the current cue, or what is shown instead in a pause."""
    most = size * LARGEST_CUE
    if practice.state == State.WAITING:
        sits, lies = tr("Sit down. Any key begins."), tr("Lie down. Any key begins.")
        return TextValues(sits if moment.step.seated else lies, most)
    if practice.stopped:
        return TextValues("\n".join(way_out_words(moment.step)), most)
    if practice.state == State.PAUSED and practice.pause_reason == PauseReason.GAP:
        return TextValues(tr("The computer was asleep. Your place is kept."), most)
    if practice.state == State.PAUSED and practice.pause_reason == PauseReason.LOCKED:
        return TextValues(tr("The screen was locked. Your place is kept."), most)
    return TextValues(words.cue_words(moment), most, _siblings(practice.plan, moment.step))


def _siblings(plan: Plan, step: Step) -> tuple[str, ...]:
    """Return all lines of the pose of `step` on its side: they have one size, and nothing jumps."""
    following = plan.steps[plan.segments[step.segment].first_step :]
    here = takewhile(lambda one: one.segment == step.segment, following)
    return tuple(cue.text for one in here for cue in one.cues[one.opens :])


def way_out_words(step: Step) -> tuple[str, ...]:
    """Return the lines that lead somebody who must stop in `step` to the floor."""
    return (
        tr("Come out slowly."),
        *(cue.text for cue in step.way_out),
        # whatever a teacher wrote, it ends safely
        tr("Feet on the floor. Lean back.") if step.seated else tr("Feet and back on the floor."),
    )


def waiting_values(practice: Practice, *, still: bool) -> CircleValues:
    """Return the circle before the practice begins: the seconds that are left to lie down."""
    left = practice.begins_in
    return CircleValues(number=str(ceil(left)) if left < inf else "", still=still)


def phase_values(practice: Practice, moment: Moment, size: float) -> TextValues:
    """Return the words below the circle."""
    if practice.state == State.WAITING:
        counts = practice.begins_in < inf
        text = tr("seconds, then it begins") if counts else tr("Waiting for you")
        return TextValues(text, size * PHASE_SIZE, align="centre")
    if practice.state == State.PAUSED:
        return TextValues(tr("Paused"), size * PHASE_SIZE, bold=True, align="centre")
    return TextValues(_phase(practice, moment), size * PHASE_SIZE, align="centre")


def _phase(practice: Practice, moment: Moment) -> str:
    step = moment.step
    if step.gate is not None and step.cues and moment.into >= step.cues[-1].at:
        return tr("Take your time")
    return tr("Listen") if practice.barred_seconds > 0.0 else words.phase_words(moment)


def lock_values(size: float, *, locked: bool) -> TextValues:
    """Return the word for locked keys; empty while they are not locked."""
    return TextValues(tr("Locked") if locked else "", size * CAPTION_SIZE, tone="soft", bold=True)


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
            return tr("Then {counted}. Ready? Press any key.").format(counted=counted)
        return tr("Then {counted}. Ready sooner? Press any key.").format(counted=counted)
    return tr("Next: {pose}").format(pose=words.name_of(moment.upcoming))


def _caption_at_rest(practice: Practice) -> str:
    """Return what a key does before the practice begins, or while it is paused."""
    if practice.state == State.WAITING:
        return tr("Take all the time you need. X leads back.")
    return {
        PauseReason.LEAVING: tr("Then the practice ends. Any key ends it now."),
        PauseReason.MOVING: tr("Then on to the place you chose. Any key goes there now."),
        PauseReason.STOPPED: tr("Rest as long as you like. Any key leads you in again."),
    }.get(practice.pause_reason, tr("Press any key to go on."))


def _caption_locked(practice: Practice) -> str:
    """Return what follows the way out while the keys are locked: a knee must not change it."""
    return {
        PauseReason.LEAVING: tr("Then the practice ends."),
        PauseReason.MOVING: tr("Then on to the place you chose."),
    }.get(practice.pause_reason, tr("Hold L, then any key leads you in again."))


def press_words(practice: Practice, moment: Moment) -> str:
    """Return the words for what any key does now."""
    if practice.state == State.WAITING:
        return tr("Begin")
    if practice.stopped and practice.pause_reason == PauseReason.LEAVING:
        return tr("End now")
    if practice.state == State.PAUSED:
        return tr("Go on")
    return tr("Ready") if moment.step.kind == "settle" else tr("Pause")


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
