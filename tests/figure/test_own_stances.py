"""Stances that a sequence brings along: what they may do, and what is said where they are wrong."""

from __future__ import annotations

from typing import Any

import pytest
from stance_sheet import STEPS, example, steps

from supine.core.pace import Pace
from supine.core.planner import plan
from supine.core.problem import Unreadable
from supine.core.reader import read
from supine.core.sequence import Sequence
from supine.core.yaml_document import MAX_PROBLEMS
from supine.figure.motion import Phase, posture_at, scene_of
from supine.figure.movement import started, still_scene_of
from supine.figure.stage import Stage
from supine.figure.stances import MOST_OWN, problems_in, stance, stances_of
from supine.resources import stance_names

HEAD = """\
title: Own
steps:
  - pose: Calves
    stance: calves
    settle: [Lift the calves.]
    holds: [{count: 3, unit: breaths}]
    leave: [Feet down.]
"""


def sequence(own: str, head: str = HEAD) -> Sequence:
    """Return a sequence that brings along the stances of the text `own`."""
    text = head + "stances:\n" + own
    return read(text, stances=stance_names(), own_stances=problems_in)


def problems(own: str, head: str = HEAD) -> list[str]:
    try:
        sequence(own, head)
    except Unreadable as error:
        return [str(one) for one in error.problems]
    return []


def drawn(own: str) -> Any:
    """Return the stance "calves" of the text `own`."""
    return stances_of(sequence(own).stances)["calves"]


CALVES = "  calves: {title: Calves, like: %s}\n"


def test_a_sequence_is_drawn_with_the_stances_that_it_brings_along() -> None:
    made = sequence(CALVES % "legs-long")
    stage = Stage(plan(made, Pace()), stances_of(made.stances))
    hold = next(step for step in stage.plan.steps if step.kind == "hold")
    scene = stage.scene(hold.start + 5)
    assert scene is not None
    assert scene.posture.right_leg == stance("legs-long").posture.right_leg


def test_each_sequence_has_its_own_stances_whatever_their_names() -> None:
    """One after the other, and both at once: nothing is left of one for the other."""
    one, other = drawn(CALVES % "legs-long"), drawn(CALVES % "knees-in")
    again = drawn(CALVES % "legs-long")
    assert scene_of(one).posture == scene_of(stance("legs-long")).posture
    assert scene_of(other).posture == scene_of(stance("knees-in")).posture
    assert scene_of(again) is scene_of(one), "what is the same need not be drawn again"


def test_the_programs_stances_stay_as_they_are() -> None:
    own = "  calves: {title: C, like: half-pigeon}\n  half-pigeon: {title: H, like: legs-long}\n"
    before = stance("half-pigeon-knee").posture
    found = stances_of(sequence(own).stances)
    assert found["calves"].posture == stance("legs-long").posture
    # the program's is like the program's half-pigeon, and its ways lead through that
    assert found["half-pigeon-knee"] is stance("half-pigeon-knee")
    assert stance("half-pigeon-knee").posture == before


def test_one_may_be_like_the_programs_of_the_same_name() -> None:
    found = stances_of(sequence(CALVES % "calves-base" + (
        "  calves-base: {title: B, like: twist}\n"
        "  twist: {title: T, like: twist, trunk: {turn: 20}}\n"
    )).stances)  # fmt: skip
    assert found["calves"].posture.trunk.turn != stance("twist").posture.trunk.turn
    assert found["calves"].posture.right_leg == stance("twist").posture.right_leg


def test_ways_and_motion_go_through_own_stances_and_the_programs() -> None:
    own = """\
  calves:
    title: Calves
    like: knees-in
    way: [[start], [up]]
    out: [[up, start]]
    motion: {over: breath, through: [up, legs-long]}
  up: {title: Up, like: knees-in-aside}
"""
    found = stances_of(sequence(own).stances)
    of = found["calves"]
    assert posture_at(of, Phase(0.0, 0.0)).right_leg == found["up"].posture.right_leg
    made = sequence(own)
    stage = Stage(plan(made, Pace()), found)
    assert {change.stance.name for change in stage.changes} == {"start", "up", "calves"}


def test_one_is_taken_up_from_own_stances_which_have_a_start_of_their_own() -> None:
    own = (
        "  calves: {title: C, like: knees-in, from: [start, up]}\n"
        "  up: {title: U, like: legs-long, from: start}\n"
    )
    assert problems(own) == []
    of = drawn(own)
    first, second, pose = started(still_scene_of(of), of).panels
    assert first.scene.posture == stance("start").posture
    assert second.scene.posture == of.stances["up"].posture
    assert pose.scene.posture == of.posture


def test_a_list_of_one_start_is_as_its_name_alone() -> None:
    own = "  calves: {title: C, like: knees-in, from: [legs-long]}\n"
    assert problems(own) == []
    of = drawn(own)
    assert [one.number for one in started(still_scene_of(of), of).panels] == [1, 2]


def test_the_start_is_not_that_of_the_stance_that_it_is_like() -> None:
    assert drawn(CALVES % "half-pigeon-shin").file.starts == ()


def test_what_is_kept_of_a_sequence_draws_the_same() -> None:
    """As a place in a practice is kept: JSON, without lines and columns."""
    kept = {"calves": {"title": "Calves", "like": "twist", "trunk": {"turn": "20"}}}
    assert stances_of(kept)["calves"].posture.trunk.turn == pytest.approx(0.349, abs=1e-3)
    broken = stances_of({"calves": {"title": "Calves", "like": "twist", "trunk": 3}})
    with pytest.raises(Unreadable):
        broken["calves"]


@pytest.mark.parametrize(
    ("own", "problem"),
    [
        ("  calves: {title: C, like: legs-lon}\n",
         "9:28: calves: there is no stance 'legs-lon': did you mean 'legs-long'?"),
        ("  calves: {title: C, like: uup}\n  up: {title: U, like: start}\n",
         "9:28: calves: there is no stance 'uup': did you mean 'up'?"),
        ("  calves: {title: C, like: calves}\n",
         "9:28: calves: 'like' goes in a circle: calves, calves"),
        ("  calves: {title: C, like: b}\n  b: {title: B, like: calves}\n",
         "9:28: calves: 'like' goes in a circle: calves, b, calves"),
        ("  calves: {title: C, like: start, from: knees-inn}\n",
         "9:41: calves: there is no stance 'knees-inn': did you mean 'knees-in'?"),
        ("  calves: {title: C, like: start, from: calves}\n",
         "9:41: calves: nobody comes into a pose from itself: name another stance"),
        ("  calves: {title: C, like: start, from: [legs-long, calves]}\n",
         "9:53: calves: nobody comes into a pose from itself: name another stance"),
        ("  calves: {title: C, like: start, from: [knees-in, knees-in]}\n",
         "9:52: calves: 'knees-in' is named twice: name what comes between it and the pose"),
        ("  calves: {title: C, like: start, from: [start, knees-inn]}\n",
         "9:49: calves: there is no stance 'knees-inn': did you mean 'knees-in'?"),
        ("  calves: {title: C, like: start, from: [knees-in, legs-long, twist, core]}\n",
         "9:41: calves: expected one stance, or up to 3 in brackets, as in [start, knees-in], and"),
        ("  calves: {title: C, like: start, from: []}\n",
         "9:41: calves: expected one stance, or up to 3 in brackets, as in [start, knees-in], and"),
        ("  calves: {title: C, like: start, from: {knees-in: 1}}\n",
         "9:41: calves: expected one stance, or up to 3 in brackets, as in [start, knees-in]"),
        ("  calves: {title: C, like: start, from: [start, b]}\n  b: {title: B, like: start, "
         "from: calves}\n", "9:49: calves: 'from' goes in a circle: calves, b, calves"),
        ("  calves: {title: C, like: start, from: b}\n  b: {title: B, like: start, from: c}\n"
         "  c: {title: B, like: start, from: [start, b]}\n",
         "10:36: b: 'from' goes in a circle: b, c, b"),
        ("  calves: {title: C, like: start, from: ../start}\n",
         "9:41: calves: there is no stance '../start'"),
        ("  calves: {title: C, like: start, pelvis: {lift: nan}}\n",
         "9:50: calves: expected a number from -2 to 2, not 'nan'"),
        ("  calves: {title: C, like: start, pelvis: {tilt: inf}}\n",
         "9:50: calves: expected a number from -180 to 180, not 'inf'"),
        ("  calves: {title: C, like: start, pelvis: {lift: 1e300}}\n",
         "9:50: calves: expected a number from -2 to 2, not '1e300'"),
        ("  calves: {like: start}\n", "9:11: calves: 'title' is missing here"),
        ("  calves: {title: C}\n", "9:11: calves: 'like' is missing: name the stance"),
        ("  calves: start\n", "9:11: expected 'title:', 'like:' and the rest below its name, two "),
        ("  calves:\n  title: C\n", "9:10: expected 'title:', 'like:' and the rest below its name"),
        ("  - calves: {title: C}\n", "9:3: expected a line for each stance, with its name and a "),
        ("  calves: {title: C, like: ../start}\n", "9:28: calves: there is no stance '../start'"),
        ("  calves: &a {title: C, like: start}\n", "9:11: '&a' has no meaning here"),
        ("  calves: !!python/object {title: C}\n", "9:11: a tag"),
        ("  calves: {title: C, like: start}\n  calves: {title: D, like: start}\n",
         "10:3: 'calves' appears a second time here"),
        (f"  calves: {{title: C, like: start}}\n  {'x' * 60}: {{title: D, like: start}}\n",
         "10:3: 'xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx…' is no name for a stance"),
        ("  calves: {title: C, like: start, way: [" + "[start], " * 60 + "]}\n",
         "9:40: calves: expected 1 to 20 stops, each in brackets too, as in [[start], "),
    ],
)  # fmt: skip
def test_what_is_wrong_is_said_with_its_place(own: str, problem: str) -> None:
    assert any(one.startswith(problem) for one in problems(own)), problems(own)


def test_all_that_is_wrong_is_told_at_once() -> None:
    own = """\
  calves:
    title: Calves
    like: start
    trnk: {turn: 10}
    left_hand: {on: left kne}
    way: [[strt]]
  up:
    title: Up
    like: start
    right_leg: {ankle: [0.93, 0.1, 0.1]}
    out: [[strt]]
  third: {title: Third, like: up, pelvis: {lift: 9}}
"""
    said = problems(own, HEAD.replace("stance: calves", "stance: calvs"))
    assert [one.partition(": ")[0] for one in said] == [
        "4:13", "12:5", "13:21", "14:12", "18:5", "19:12", "20:50",
    ]  # fmt: skip
    assert "did you mean 'calves'?" in said[0]


def test_there_may_not_be_many() -> None:
    many = "".join(f"  n{n}: {{title: N, like: start}}\n" for n in range(MOST_OWN + 1))
    said = [f"9:3: there are {MOST_OWN + 1} stances here: {MOST_OWN} are enough for one sequence"]
    assert problems(many, HEAD.replace("stance: calves", "stance: n1")) == said


def test_a_long_chain_of_likes_has_an_end() -> None:
    chain = "  calves: {title: C, like: n0}\n" + "".join(
        f"  n{n}: {{title: N, like: {f'n{n + 1}' if n < MOST_OWN - 2 else 'twist'}}}\n"
        for n in range(MOST_OWN - 1)
    )
    assert drawn(chain).posture == stance("twist").posture


def test_without_a_check_the_text_is_read_all_the_same() -> None:
    assert read(HEAD + "stances:\n  calves: {title: C, like: nothing}\n").stances


@pytest.mark.parametrize(
    ("written", "said"),
    [
        ("knee: [0.1, 0.2]", "expected three numbers in brackets (along, across, up), as in [0.4"),
        ("knee: 0.1", "expected three numbers in brackets"),
        ("knee: [20, 0, 0.3]", "expected a number from -2 to 2, not '20': write 0.2, in metres"),
        ("knee: [20 cm, 0, 0]", "expected a number from -2 to 2, not '20 cm': write 0.2"),
        ("ankle: [0.4, 0.1, 0], turn: 10°", "expected a number from -180 to 180, not '10°': write"),
        ("ankle: [0.4, 0.1, -0.1]", "this ankle lies below the mat: its third number is"),
        ("ankle: [0.4, 0.1, 0], foot: flex", "'flex' is not one of square, soft, pointed, flat: "),
    ],
)  # fmt: skip
def test_a_slip_of_a_teacher_is_answered_with_what_to_type(written: str, said: str) -> None:
    own = f"  calves: {{title: C, like: start, right_leg: {{{written}}}}}\n"
    (told,) = problems(own)
    assert told.partition("calves: ")[2].startswith(said)


def test_what_an_other_stance_gives_is_told_as_its_own() -> None:
    (told, *_) = problems("  calves: {title: C, like: start, pelvis: {aside: 0.6}}\n")
    assert told.endswith("is as in 'start': write another here.")


@pytest.mark.parametrize("word", ["yes", "true", "on"])
def test_a_drop_is_answered_with_any_word_for_yes(word: str) -> None:
    motion = f"{{over: time, through: [start, knees-in], drop: {word}}}"
    of = drawn(f"  calves: {{title: C, like: start, motion: {motion}}}\n")
    assert of.motion.drop is True


def test_the_example_of_the_guide_can_be_drawn_after_each_of_its_steps() -> None:
    assert problems(example().partition("\n")[2], HEAD.replace("calves", "calves-on-chair")) == []
    made = steps(example())
    assert len(made) == len(STEPS)
    assert len({one.posture for one in made}) == 3, "a thing and the view leave the body alone"
    assert made[-1].file.props


def test_a_thousand_wrong_names_are_told_soon_enough_and_not_all() -> None:
    way = ",".join(["[w, x, y, z]"] * 20)
    many = "".join(f"  n{n}: {{title: N, like: start, way: [{way}]}}\n" for n in range(MOST_OWN))
    assert len(problems(many, HEAD.replace("stance: calves", "stance: n1"))) == MAX_PROBLEMS


@pytest.mark.parametrize(
    ("limb", "said"),
    [
        ("right_leg: {knee: [0.3, 0.1, 0.1], shin: [0.3, 0, -1]}",
         "the right ankle is 35 cm too low, in the mat. Turn 'shin', or move 'ankle', upward."),
        ("right_leg: {ankle: [0.5, 0.1, 0.01]}", "the right ankle is 4 cm too low, in the mat."),
        ("right_leg: {knee: [0.5, 0.1, 0.02], shin: [1, 0, 0.2]}",
         "the right knee is 1 cm too low, in the mat."),
        ("right_hand: {at: [0, 0.3, 0], elbow: [0, 1, -1]}", "the right elbow is"),
        ("right_hand: {at: [0, 0.4, 0], palm: up}", "the right wrist is 4 cm too low, in the mat."),
    ],
)  # fmt: skip
def test_nothing_goes_through_the_mat(limb: str, said: str) -> None:
    (told, *_) = problems(f"  calves: {{title: C, like: start, {limb}}}\n")
    assert told.partition("calves: ")[2].startswith(said)


def test_braces_in_words_hold_what_is_said_of_both_sides() -> None:
    own = CALVES % "legs-long, words: {hold: 'Stay {here}.', steps: ['The {right|left} leg.', '}']}"
    found = problems(own)
    assert len(found) == 2
    assert all("in '{right|left}'" in one for one in found)
    assert found[0].startswith("9:")
