"""The figure of a whole practice."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as some
from msgspec.structs import replace as changed

from supine.core.adjustment import deeper, easier
from supine.core.pace import Pace
from supine.core.plan import Plan, Step
from supine.core.planner import plan
from supine.core.reader import read
from supine.core.sequence import OTHER
from supine.figure.motion import phase_of, scene_of
from supine.figure.scene import NO_SIGNS, Scene, Signs
from supine.figure.solver import solve
from supine.figure.stage import CHANGE_SECONDS, Stage
from supine.figure.stances import Stance, stance
from supine.figure.vectors import distance
from supine.resources import shipped_sequences
from tests.core.samples import SMALL
from tests.figure.bodies import joints_of, shipped_walk, walk_through
from tests.helpers import shipped_plan, step_of

FASTEST = 2.5
"""The highest speed of a joint, in metres a second. A calm reach of the hand has about 1.0
(Morasso, "Spatial control of arm movements", 1981), and the swinging foot in walking 4.5 (Winter,
"Biomechanics and Motor Control of Human Movement"). A jump by a hand's length in a frame: 11."""

SUNK = 0.025
"""Metres by which a limb may sink into the mat between two stances."""

INSIDE = 0.08
"""Metres from a joint to the edge of the picture: so thick is a body there."""

BREATHS = 8.0
"""Seconds from the start of a hold until a variant is chosen, and enough to take it."""

EXERCISED = [
    step for step in shipped_plan().steps if step.kind == "hold" and (step.easier or step.deeper)
]


def stage() -> Stage:
    return Stage(shipped_plan())


def shown(of: Stage, at: float) -> Scene:
    scene = of.scene(at)
    assert scene is not None
    return scene


def far_from(here: Scene, there: Scene) -> float:
    """Return the largest distance between the same joint in `here` and `there`, in metres."""
    places = joints_of(solve(there.posture))
    return max(
        distance(place, places[name]) for name, place in joints_of(solve(here.posture)).items()
    )


EVERY_PRACTICE = pytest.mark.parametrize("path", shipped_sequences(), ids=lambda path: path.stem)


@pytest.mark.no_cover
@EVERY_PRACTICE
def test_no_joint_jumps_in_the_whole_practice(path: Path) -> None:
    too_fast = {name: one for name, one in shipped_walk(path).speeds.items() if one[0] > FASTEST}
    assert too_fast == {}


@pytest.mark.no_cover
@EVERY_PRACTICE
def test_nothing_goes_through_the_mat_on_the_way_from_stance_to_stance(path: Path) -> None:
    assert shipped_walk(path).lowest[0] > -SUNK, shipped_walk(path).lowest


@pytest.mark.no_cover
@EVERY_PRACTICE
def test_nobody_leaves_the_picture_on_the_way_from_stance_to_stance(path: Path) -> None:
    """From kneeling to hands and knees, and on to the back, the head was cut off."""
    assert shipped_walk(path).room[0] > INSIDE, shipped_walk(path).room


@pytest.mark.no_cover
def test_a_walk_would_see_a_jump() -> None:
    plan = shipped_plan()
    settle = next(step for step in plan.steps if step.stance == "twist")
    short = replace_seconds(plan, settle, 0.2)
    assert max(walk_through(short, 0.0, short.seconds / 4).speeds.values())[0] > FASTEST


def replace_seconds(plan: Plan, settle: Step, seconds: float) -> Plan:
    """Return `plan` with the step `settle` shortened to `seconds`."""
    steps = list(plan.steps)
    cues = tuple(changed(cue, at=cue.at * seconds / settle.seconds) for cue in settle.cues)
    steps[settle.index] = changed(settle, seconds=seconds, cues=cues)
    return Plan.of_steps(plan.title, steps)


@given(some.lists(some.floats(0.0, 1904.0), min_size=2, max_size=6))
def test_a_picture_depends_on_nothing_but_its_instant(times: list[float]) -> None:
    one = stage()
    first = [one.scene(at) for at in times]
    assert [one.scene(at) for at in reversed(times)] == first[::-1]
    assert [stage().scene(at) for at in times] == first


def settles(name: str) -> list[Step]:
    return [step for step in shipped_plan().steps if step.stance == name and step.kind == "settle"]


@pytest.mark.parametrize("name", ["twist", "hamstring", "half-pigeon", "inner-thigh", "core"])
def test_a_way_in_is_shown_as_it_is_said(name: str) -> None:
    way, steps = stance(name).file.way or [], settles(name)
    step = steps[0]
    lines = [*step.cues[1:]]
    assert len(lines) == len(way)
    for place, stop in enumerate(way):
        end = lines[place + 1].at if place + 1 < len(lines) else step.seconds
        there = scene_of(stance(stop[-1]), side=step.side)
        assert far_from(shown(stage(), step.start + end - 1e-3), there) < 0.002, stop


def test_the_twist_is_on_the_other_side_the_second_time() -> None:
    first, second = settles("twist")
    assert first.side is not None
    assert second.side == OTHER[first.side]
    for step in (first, second):
        there = scene_of(stance("twist"), side=step.side)
        assert far_from(shown(stage(), step.end - 1e-3), there) < 0.002


def chosen(step: Step, level: int) -> tuple[Plan, Stance]:
    """Return the plan in which a variant was chosen, and the stance that it names."""
    if level < 0:
        new, variant = easier(shipped_plan(), step.index, BREATHS), step.easier
    else:
        new, variant = shipped_plan(), step.deeper[level - 1]
        for _ in range(level):
            new = deeper(new, step.index, BREATHS)
    assert variant is not None
    return new, stance(variant.stance or step.stance or "")


LEVELS = [
    (step, level)
    for step in EXERCISED
    for level in (*([-1] if step.easier else []), *range(1, len(step.deeper) + 1))
]


@pytest.mark.parametrize(
    ("step", "level"), LEVELS, ids=[f"{one.stance} {one.side} {level}" for one, level in LEVELS]
)
def test_a_variant_shows_its_own_stance(step: Step, level: int) -> None:
    new, of = chosen(step, level)
    assert_holds(new, of, new.steps[step.index].end - 0.1)


@pytest.mark.parametrize(
    ("step", "level"),
    [(one, level) for one, level in LEVELS if one.twin is not None and one.twin > one.index],
    ids=lambda one: f"{one.stance}" if isinstance(one, Step) else str(one),
)
def test_the_second_side_begins_with_the_variant_of_the_first(step: Step, level: int) -> None:
    new, of = chosen(step, level)
    assert step.twin is not None
    assert_holds(new, of, new.steps[step.twin].start + CHANGE_SECONDS + 0.1)


def assert_holds(new: Plan, of: Stance, at: float) -> None:
    """Assert that `of` is shown in its own motion `at` seconds into `new`."""
    moment = new.moment(at)
    there = scene_of(of, phase_of(moment), moment.step.side)
    assert far_from(shown(Stage(new), at), there) < 0.002


WITH_EASIER = [step for step in EXERCISED if step.easier]


@pytest.mark.parametrize("step", WITH_EASIER, ids=lambda one: f"{one.stance} {one.side}")
def test_back_from_easier_the_body_goes_straight_back_to_the_pose(step: Step) -> None:
    """In the twist it had both feet on the floor while the breaths were counted."""
    eased = easier(shipped_plan(), step.index, BREATHS)
    again = step.start + BREATHS + 6.0
    new = deeper(eased, step.index, BREATHS + 6.0)
    of, end = Stage(new), new.steps[step.index].end
    names = {change.stance.name for change in of.changes if again <= change.at < end}
    assert names == {step.stance}
    assert_holds(new, stance(step.stance or ""), min(again + CHANGE_SECONDS + 0.1, end - 0.1))
    speeds = walk_through(new, again - 0.1, again + CHANGE_SECONDS + 0.5).speeds
    assert max(speeds.values())[0] < FASTEST


def pressed(step: Step, key: str, times: int, apart: float) -> Plan:
    """Return the plan after `times` requests for "easier" or "deeper", `apart` seconds apart."""
    new = shipped_plan()
    for press in range(times):
        choose = easier if key == "easier" else deeper
        new = choose(new, step.index, BREATHS + press * apart)
    return new


def fastest_after(step: Step, new: Plan) -> float:
    """Return the highest speed of any joint from the first press on, in metres a second."""
    into = new.steps[step.index].start + BREATHS
    return max(walk_through(new, into - 0.1, into + 25.0).speeds.values())[0]


@pytest.mark.parametrize("step", EXERCISED, ids=lambda one: f"{one.stance} {one.side}")
def test_no_joint_jumps_when_a_variant_is_chosen(step: Step) -> None:
    presses = [("easier", 1)] * (step.easier is not None)
    presses += [("deeper", level + 1) for level in range(len(step.deeper))]
    for key, times in presses:
        assert fastest_after(step, pressed(step, key, times, 6.0)) < FASTEST, (key, times)


@pytest.mark.parametrize("apart", [0.0, 0.3, 1.5])
def test_no_joint_jumps_when_a_key_is_pressed_twice(apart: float) -> None:
    for name in ("half-pigeon", "deep-gluteal"):
        step = step_of("hold", stance=name)
        assert fastest_after(step, pressed(step, "deeper", 2, apart)) < FASTEST


PARTLY = (
    SMALL.replace("    sides: both", "    stance: knees-in\n    sides: both")
    + SMALL[SMALL.index("  - pose") :].replace("Knees in", "Not drawn")
    + SMALL[SMALL.index("  - pose") :].replace("Knees in\n", "Drawn again\n    stance: legs-long\n")
)


def test_a_pose_without_a_stance_shows_nothing_and_the_others_are_shown() -> None:
    partly = plan(read(PARTLY), Pace())
    on = Stage(partly)
    for step in partly.steps:
        middle = step.start + step.seconds / 2
        assert (on.scene(middle) is None) == (step.pose == "Not drawn")
        assert (on.change(middle) is None) == (step.pose == "Not drawn")


def test_a_plan_without_any_stance_shows_nothing() -> None:
    plain = plan(read(SMALL), Pace())
    on = Stage(plain)
    assert {on.scene(at) for at in (0.0, 5.0, plain.seconds)} == {None}


def test_nothing_changes_until_the_stage_says_so_or_a_step_begins() -> None:
    on, at = stage(), 0.0
    while at < 300.0:
        still = min(on.still_for(at), on.plan.step_at(at).end - at)
        if still > 0.5:
            begun, last = on.change(at), on.change(at + still - 1e-3)
            assert begun is not None
            assert last is not None
            assert begun[1] == last[1]
        at += max(still, 0.1)


def test_a_still_picture_shows_the_direction_of_the_circles_that_come_or_go() -> None:
    on = stage()
    holds = [one for one in on.plan.steps if one.direction is not None]
    signs: dict[str, set[Signs]] = {"clockwise": set(), "anticlockwise": set()}
    for hold in holds:
        for step in on.plan.steps[hold.index - 1 : hold.index + 1]:
            change = on.change(step.end - 0.1)
            assert change is not None
            signs[hold.direction or ""].add(change[1].signs)
    assert all(sign.arrows for each in signs.values() for sign in each)
    assert not signs["clockwise"] & signs["anticlockwise"]


def test_the_moving_figure_has_no_signs() -> None:
    on = stage()
    for step in on.plan.steps:
        scene = on.scene(step.start + step.seconds / 2)
        assert scene is not None
        assert scene.signs == NO_SIGNS


def test_a_cross_fade_goes_from_the_stance_before_to_the_next() -> None:
    on = stage()
    step = settles("twist")[0]
    changes = [on.change(step.start + place / 10) for place in range(int(step.seconds * 10))]
    leaving = [one for one in changes if one is not None and one[0] is not None]
    assert any(old != new for old, new, _ in leaving)
    assert all(0.0 <= share < 1.0 for _, _, share in leaving)


def test_after_the_first_side_the_eye_is_on_the_other() -> None:
    on = stage()
    first, second = settles("twist")
    there = shown(on, first.end).view
    assert shown(on, second.end).view == there.mirrored()
