"""Stance files: their format and the messages about their problems."""

from __future__ import annotations

import pytest

from supine.core.problem import Unreadable
from supine.core.reader import read_file
from supine.core.sequence import every_pose
from supine.figure.solver import solve
from supine.figure.stances import stance
from supine.figure.vectors import Vector, distance, unit
from supine.resources import shipped_sequences
from tests.figure.bodies import STANCES
from tests.figure.changing import LIKE, WHOLE, problems_in, read_stance
from tests.helpers import shipped


@pytest.mark.parametrize("name", STANCES)
def test_every_shipped_stance_can_be_read(name: str) -> None:
    assert stance(name).file.title


@pytest.mark.parametrize("name", STANCES)
def test_no_shipped_stance_is_taken_up_from_itself_on_any_way(name: str) -> None:
    left, seen = [*stance(name).file.starts], set[str]()
    while left:
        one = left.pop()
        assert one != name
        left += [other for other in stance(one).file.starts if other not in seen]
        seen |= {*left}


def test_a_stance_that_is_like_no_other_says_it_all() -> None:
    assert problems_in(WHOLE) == []
    assert problems_in(LIKE) == []


def test_what_a_stance_leaves_out_is_as_in_the_one_that_it_is_like() -> None:
    own = read_stance("test", LIKE + "pelvis: {tilt: 10}\n")
    base = stance("start")
    assert own.posture.left_leg == base.posture.left_leg
    assert own.view == base.view
    assert own.posture.pelvis.tilt > base.posture.pelvis.tilt


def test_motion_and_ways_are_not_inherited() -> None:
    like_core = read_stance("test", "title: Test\nlike: core\n")
    assert stance("core").motion is not None
    assert like_core.motion is None
    assert like_core.file.way is None


LEG = "right_leg: {ankle: [0.33, 0.11, 0.066]}"


@pytest.mark.parametrize(
    ("text", "problem"),
    [
        ("title: Test\nlike: strat\n", "2:7: test: there is no stance 'strat': did you mean"),
        ("title: Test\nlike: ../x\n", "2:7: test: there is no stance '../x'"),
        ("title: Test\nlike: " + "x" * 300, "2:7: test: there is no stance 'xxx"),
        (LIKE + "way: [[start], [knees-inn]]\n", "3:17: test: there is no stance 'knees-inn'"),
        (LIKE + "out: [[strt]]\n", "3:8: test: there is no stance 'strt': did you mean 'start'?"),
        (LIKE + "way: [[]]\n", "3:7: test: expected brackets with 1 to 20 stances, as in [start]"),
        (
            LIKE + "motion: {over: time, through: [thumps, thumps-upp]}\n",
            "3:40: test: there is no stance 'thumps-upp': did you mean 'thumps-up'?",
        ),
        (
            LIKE + "left_hand: {on: left kne}\n",
            "3:17: test: 'left kne' is not a part that a hand can hold: did you mean 'left knee'?",
        ),
        (
            LIKE + "left_hand: {on: xyz}\n",
            "3:17: test: 'xyz' is not a part that a hand can hold: write 'right' or 'left', and "
            "one of knee, back of thigh, hip crease, upper thigh, thigh, lower thigh, inner thigh",
        ),
        (LIKE + "left_hand: {palm: up}\n", "3:1: test: 'left_hand' needs either 'on' or 'at'"),
        (
            LIKE + "left_hand: {on: left knee, at: [0, 0, 0]}\n",
            "3:1: test: 'left_hand' needs either 'on' or 'at', and not both",
        ),
        (LIKE + "left_leg: {foot: flat}\n", "3:1: test: 'left_leg' needs either 'ankle' or"),
        (
            LIKE + "left_leg: {ankle: [0.3, 0, 0], knee: [0, 0, 1]}\n",
            "3:1: test: 'left_leg' needs either 'ankle' or 'knee', and not both",
        ),
        (LIKE + "motion: {over: circle}\n", "3:1: test: a circle needs 'knees'"),
        (
            LIKE + "motion: {over: circle, knees: [0.1, 0.1]}\n",
            "3:1: test: a circle carries the knees: write both legs with 'knee' and 'shin'",
        ),
        (
            LIKE + "motion: {over: breath, through: [start]}\n",
            "3:1: test: 'over: breath' needs 2 or more stances in 'through', not 1",
        ),
        (
            LIKE + "motion: {over: cycle, through: [start, start]}\n",
            "3:1: test: 'over: cycle' needs 4 stances in 'through', not 2",
        ),
        (
            LIKE + "motion: {over: time, knees: [0.1, 0.1]}\n",
            "3:1: test: 'knees' goes with a circle: with 'over: time' write 'through'",
        ),
        (
            LIKE + "does: [{pull: right fot, toward: head}]\n",
            "3:15: test: 'right fot' is not a part of the body: did you mean 'right foot'?",
        ),
        (
            LIKE + "does: [{pull: knee, toward: head}]\n",
            "3:15: test: 'knee' is not a part of the body: write 'right knee' or 'left knee'",
        ),
        (
            LIKE + "right_hand: {on: shin}\n",
            "3:18: test: 'shin' is not a part that a hand can hold: "
            "write 'right shin' or 'left shin'",
        ),
        (
            LIKE + "does: [{press: hips, toward: dwn}]\n",
            "3:30: test: 'dwn' is not a part of the body: did you mean 'down'?",
        ),
        (
            LIKE + "goes_from: test\n",
            "3:12: test: nobody comes into a pose from itself: name another stance",
        ),
        (
            LIKE + "goes_from: inner-thigh-upp\n",
            "3:12: test: there is no stance 'inner-thigh-upp': did you mean 'inner-thigh-up'?",
        ),
        (
            LIKE + "does:\n- {toward: head}\n",
            "4:3: test: an item of 'does' needs either 'pull' or 'press', and not both",
        ),
        (
            LIKE + "does: [{pull: hips, press: hips, toward: head}]\n",
            "3:8: test: an item of 'does' needs either 'pull' or 'press', and not both",
        ),
        (
            LIKE + "right_leg: {ankle: [0.93, 0.1, 0.1]}\n",
            "3:1: test: the right leg is too short: the ankle lies 0.9",
        ),
        (
            LIKE + "pelvis: {lift: 0.05}\nleft_leg: {ankle: [0.9, -0.09, 0.05]}\n",
            "4:1: test: the left leg is too short",
        ),
        (LIKE + "pelvis: {lift: 0.9}\n", "3:1: test: the spine is too short"),
        ("title: Test\n" + LEG + "\n", "1:1: test: 'left_leg' is missing: write it, or"),
        ("title: Test\nlik: start\n", "2:1: test: 'lik' has no meaning here: did you mean 'like'?"),
        ("title: [Test\n", "2:1: test: "),
        ("", "1:1: test: "),
    ],
)
def test_what_is_wrong_is_said_with_its_place(text: str, problem: str) -> None:
    assert any(one.startswith(problem) for one in problems_in(text)), problems_in(text)


def test_every_name_that_is_wrong_is_told_at_once() -> None:
    text = LIKE + "way: [[strt]]\nout: [[kneesin]]\nleft_leg: {foot: flat}\n"
    assert [one.split(":")[0] for one in problems_in(text)] == ["3", "4", "5"]


def test_a_stance_that_is_not_there_has_a_near_name() -> None:
    with pytest.raises(Unreadable, match="there is no stance 'half-pigen': did you mean 'half-pi"):
        stance("half-pigen")


@pytest.mark.parametrize("name", STANCES)
def test_feet_and_hands_are_where_the_file_says(name: str) -> None:
    of = stance(name)
    skeleton = solve(of.posture)
    for side in ("right", "left"):
        leg, hand = getattr(of.file, f"{side}_leg"), getattr(of.file, f"{side}_hand")
        bones, arm = getattr(skeleton, f"{side}_leg"), getattr(skeleton, f"{side}_arm")
        if leg.ankle is not None:
            assert distance(bones.ankle, triple(leg.ankle)) < 0.0015, f"{side} ankle"
        else:
            assert_points(bones.hip, bones.knee, triple(leg.knee))
            assert unit(triple(leg.shin)) == pytest.approx(direction(bones.knee, bones.ankle))
        if hand.at is not None:
            # the palm lies there, a palm's length from the wrist
            assert distance(arm.wrist, triple(hand.at)) < 0.075, f"{side} hand"


def triple(numbers: list[float]) -> Vector:
    return (numbers[0], numbers[1], numbers[2])


def direction(a: Vector, b: Vector) -> Vector:
    return unit((b[0] - a[0], b[1] - a[1], b[2] - a[2]))


def assert_points(root: Vector, end: Vector, goal: Vector) -> None:
    assert direction(root, end) == pytest.approx(direction(root, goal), abs=1e-6)


def test_each_stop_on_a_way_in_goes_with_its_own_line() -> None:
    said = {}
    for pose in every_pose(shipped()):
        way = stance(pose.stance).file.way if pose.stance else None
        if way and len(way) != len(pose.settle):
            said[pose.stance] = f"{len(way)} stops for {len(pose.settle)} lines"
    assert said == {}


COUNTED = {
    "breath": {"breaths", "seconds"},
    "time": {"times"},
    "cycle": {"cycles"},
    "circle": {"circles"},
}
"""The units of a hold in which each kind of motion moves."""


def test_each_hold_is_counted_in_what_its_figure_does() -> None:
    still = []
    for pose in (pose for path in shipped_sequences() for pose in every_pose(read_file(path))):
        motion = stance(pose.stance).motion if pose.stance else None
        units = COUNTED[motion.over] if motion else {"breaths", "seconds"}
        still += [f"{pose.stance}: {hold.unit}" for hold in pose.holds if hold.unit not in units]
    assert still == []
