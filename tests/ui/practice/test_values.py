from __future__ import annotations

import pytest
from msgspec.structs import replace

from supine.core.plan import Moment, Plan, Step
from supine.core.practice import PauseReason, Practice
from supine.figure.motion import scene_of
from supine.figure.stances import SHIPPED, stance
from supine.ui.painting.circle import circle_values
from supine.ui.practice import values
from tests.conftest import FakeClock
from tests.helpers import practice_at, shipped_plan, step_of

TWIST = step_of("hold", side="right")


def all_words(practice: Practice) -> tuple[object, ...]:
    moment = practice.moment
    return (
        values.head_values(moment.step, 40),
        values.pose_values(moment.step, 40, beside=True),
        values.time_values(practice, moment, 40, locked=False),
        values.cue_values(practice, moment, 40),
        values.phase_values(practice, moment, 40),
        values.caption_values(practice, moment, 40, ""),
        values.press_words(practice, moment),
        values.next_scene(practice, moment, SHIPPED),
    )


def test_all_lines_of_a_pose_have_one_size(clock: FakeClock) -> None:
    """ "Now the other way round." was twice as large as the lines beside it."""
    steps = [step for step in shipped_plan().steps if step.pose == "Hip circles"]
    sizes = set()
    for step in steps:
        for cue in step.cues[step.opens :]:
            shown = values.cue_values(*at(step, cue.at, clock), 40)
            sizes.add((shown.most, frozenset(shown.siblings)))
            assert shown.text in shown.siblings
    assert len(sizes) == 1


def at(step: Step, into: float, clock: FakeClock) -> tuple[Practice, Moment]:
    practice = practice_at(step, into + 0.01, clock)
    return practice, practice.moment


@pytest.mark.parametrize("paused", [False, True])
def test_equal_states_have_equal_words(clock: FakeClock, paused: bool) -> None:
    known: dict[int, tuple[object, ...]] = {}
    practice = Practice(shipped_plan(), clock)
    practice.play()
    if paused:
        practice.pause()
    last: tuple[object, ...] = ()
    for _ in range(round(shipped_plan().seconds / 0.4)):
        if paused:
            practice.go_to(practice.elapsed + 0.4)
        clock.go(0.4)
        practice.advance()
        state = values.state_of(practice, practice.moment)
        if state == last:
            assert all_words(practice) == known[0]
        last, known[0] = state, all_words(practice)
        if practice.state == "over":
            break


def shown_at(step: Step, into: float, clock: FakeClock) -> list[str]:
    """Return the texts of all parts of the screen, `into` seconds after the start of `step`."""
    practice = practice_at(step, into, clock)
    moment = practice.moment
    parts = [
        values.head_values(moment.step, 40),
        values.pose_values(moment.step, 40, beside=True),
        values.cue_values(practice, moment, 40),
        values.phase_values(practice, moment, 40),
    ]
    return [part.text for part in parts]


@pytest.mark.parametrize("step", [step for step in shipped_plan().steps if step.kind == "settle"])
def test_while_a_pose_is_named_its_name_is_shown_once(step: Step, clock: FakeClock) -> None:
    texts = shown_at(step, 0.1, clock)
    assert sum(step.pose in text for text in texts) == 1
    assert bool(texts[2]) != step.opens
    if len(step.cues) > 1:
        assert shown_at(step, step.cues[1].at + 0.1, clock)[2] == step.cues[1].text


@pytest.mark.parametrize("step", [step for step in shipped_plan().steps if step.unit])
def test_while_counting_the_number_is_in_the_circle_alone(step: Step, clock: FakeClock) -> None:
    bare = replace(step, cues=(), direction=None, moves=(), start=0.0, index=0, segment=0)
    practice = Practice(Plan.of_steps("", [bare]), clock)
    practice.play()
    moment = practice.moment
    texts = [
        values.cue_values(practice, moment, 40).text, values.phase_values(practice, moment, 40).text
    ]  # fmt: skip
    assert circle_values(moment).number == step.count
    assert not any(sign.isdigit() for text in texts for sign in text)
    assert texts[1]


def expected(step: Step) -> object:
    assert step.stance is not None
    return scene_of(stance(step.stance), side=step.side)


def test_in_a_hold_the_next_pose_is_drawn_on_its_side(clock: FakeClock) -> None:
    practice = practice_at(TWIST, 5.0, clock)
    other = step_of("hold", side="left", pose=TWIST.pose)
    assert values.next_scene(practice, practice.moment, SHIPPED) == expected(other)


def test_while_settling_the_pose_of_the_coming_hold_is_drawn(clock: FakeClock) -> None:
    practice = practice_at(shipped_plan().steps[TWIST.index - 1], 1.0, clock)
    assert values.next_scene(practice, practice.moment, SHIPPED) == expected(TWIST)


@pytest.mark.parametrize("reason", [PauseReason.STOPPED, PauseReason.LEAVING, PauseReason.MOVING])
def test_on_the_way_out_no_next_pose_is_drawn(clock: FakeClock, reason: PauseReason) -> None:
    practice = practice_at(TWIST, 5.0, clock)
    practice.pause(reason)
    assert values.next_scene(practice, practice.moment, SHIPPED) is None


def test_after_the_last_pose_nothing_is_drawn(clock: FakeClock) -> None:
    practice = practice_at(shipped_plan().steps[-1], 5.0, clock)
    assert values.next_scene(practice, practice.moment, SHIPPED) is None
