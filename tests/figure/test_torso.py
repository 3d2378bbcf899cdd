"""Bodies off their back: what they rest on, and the way to them from the back."""

from __future__ import annotations

from itertools import pairwise

import pytest

from supine.core.breath import eased
from supine.core.pace import Pace
from supine.core.planner import plan
from supine.core.reader import read
from supine.figure.joints import Skeleton
from supine.figure.motion import Phase, posture_at, scene_of
from supine.figure.posture import mirror
from supine.figure.proportions import FOREARM, SHIN, THIGH, UPPER_ARM
from supine.figure.props import SEAT
from supine.figure.scene import PropKind, blend_scenes
from supine.figure.solver import solve
from supine.figure.stage import CHANGE_SECONDS, START, Stage
from supine.figure.stances import Stance, props_of, stance
from supine.figure.vectors import Vector, distance, mirrored, mix
from tests.figure.bodies import FRAME, STANCES, Walk, bones_of, gap, instants, joints_of, lowest
from tests.figure.changing import problems_in
from tests.figure.test_stage import FASTEST, SUNK

PLACED = [name for name in STANCES if stance(name).posture.torso is not None]
"""The stances of a body off its back."""

WAYS = [name for name in PLACED if stance(name).file.way]


def stops_of(name: str) -> list[Stance]:
    """Return the stances on the way in, the stance, and those on the way out."""
    file = stance(name).file
    way, out = file.way or [], file.out or []
    names = [one for stop in (*way, [name], *out) for one in stop]
    return [stance(one) for one in names]


def bodies_between(one: Stance, other: Stance) -> list[Skeleton]:
    """Return the body of each frame of a change from `one` to `other`."""
    frames = round(CHANGE_SECONDS / FRAME)
    a, b = scene_of(one), scene_of(other)
    return [
        solve(blend_scenes(a, b, eased(number / frames)).posture) for number in range(frames + 1)
    ]


CHANGES = sorted(
    {(one.name, other.name) for name in WAYS for one, other in pairwise(stops_of(name))}
)


@pytest.mark.parametrize(("one", "other"), CHANGES)
def test_the_way_from_stop_to_stop_is_one_that_a_body_goes(one: str, other: str) -> None:
    bodies = bodies_between(stance(one), stance(other))
    wanted = bones_of(bodies[0])
    for before, after in pairwise(bodies):
        places = joints_of(after)
        for joint, place in joints_of(before).items():
            assert distance(place, places[joint]) / FRAME < FASTEST, joint
        assert bones_of(after) == pytest.approx(wanted, abs=1e-6)
    deepest = min(lowest(body) for body in bodies[::4])
    assert deepest[0] > -SUNK, deepest


@pytest.mark.parametrize("name", PLACED)
def test_a_body_turned_to_the_other_side_is_its_mirror_picture_on_every_way(name: str) -> None:
    for one, other in pairwise(stops_of(name)):
        here = blend_scenes(scene_of(one), scene_of(other), 0.4).posture
        there = joints_of(solve(mirror(here)))
        for joint, place in joints_of(solve(here)).items():
            twin = joint.replace("right", "_").replace("left", "right").replace("_", "left")
            assert mirrored(place) == pytest.approx(there[twin], abs=1e-9), joint


ON_THE_MAT = {
    "hands-and-knees": ("right knee", "left knee", "right hand", "left hand"),
    "cat-cow-cat": ("right knee", "left knee", "right hand", "left hand"),
    "cat-cow-cow": ("right knee", "left knee", "right hand", "left hand"),
    "cat-cow-smaller-cat": ("right knee", "left knee", "right hand", "left hand"),
    "cat-cow-smaller-cow": ("right knee", "left knee", "right hand", "left hand"),
    "bird-dog-toes": ("left knee", "right hand", "left hand"),
    "bird-dog-leg-only": ("left knee", "right hand", "left hand"),
    "bird-dog": ("left knee", "right hand"),
    "childs-pose": ("right knee", "left knee", "right hand", "left hand"),
    "childs-pose-cushion": ("right knee", "left knee", "right hand", "left hand"),
    "prone-elbows-lower": ("right knee", "left knee", "right elbow", "left elbow", "right hand"),
    "prone-elbows": ("right knee", "left knee", "right elbow", "left elbow", "right hand"),
    "side-lying": ("left knee", "left hand"),
    "clamshell": ("left knee", "right hand", "left hand"),
}
"""What carries the body in each stance on the mat."""

THICKNESS = {"knee": 0.056, "elbow": 0.040, "wrist": 0.025}
"""Metres from a joint that lies on the mat to the mat."""


@pytest.mark.parametrize("name", ON_THE_MAT)
def test_what_carries_the_body_is_on_the_mat(name: str) -> None:
    places = joints_of(solve(stance(name).posture))
    for part in ON_THE_MAT[name]:
        joint = part.replace("hand", "wrist")
        thickness = THICKNESS[joint.split(" ")[1]]
        assert places[joint][2] == pytest.approx(thickness, abs=0.015), joint


HEAD_TO_ARM = 0.17
"""Metres from the middle of a head to the bone of the upper arm on which it rests."""

BESIDE_ARM = 0.06
"""Metres from the middle of that head to the same bone, as they are seen from above."""


@pytest.mark.parametrize(
    ("name", "side"),
    [
        ("side-lying-turn", "left"),
        ("side-lying-turn-right", "right"),
        ("prone-side", "left"),
    ],
)
def test_the_head_rests_on_the_lower_arm_where_no_pillow_is(name: str, side: str) -> None:
    """Beside the arm it hung over the mat, and the trunk was read as half pushed up."""
    skeleton = solve(stance(name).posture)
    places = joints_of(skeleton)
    shoulder, elbow = (places[f"{side} {joint}"] for joint in ("shoulder", "elbow"))
    arm = [mix(shoulder, elbow, step / 20) for step in range(21)]
    assert min(distance(place, skeleton.head) for place in arm) < HEAD_TO_ARM
    assert min(distance(level(place), level(skeleton.head)) for place in arm) < BESIDE_ARM


@pytest.mark.parametrize("name", ["hands-and-knees", "bird-dog-leg-only"])
def test_hands_are_under_the_shoulders_and_knees_under_the_hips(name: str) -> None:
    skeleton = solve(stance(name).posture)
    for arm in (skeleton.right_arm, skeleton.left_arm):
        assert distance(level(arm.wrist), level(arm.shoulder)) < 0.1
    assert distance(level(skeleton.left_leg.knee), level(skeleton.left_leg.hip)) < 0.05


def level(place: Vector) -> Vector:
    return (place[0], place[1], 0.0)


SEAT_TO_HIP = (0.06, 0.12)
"""Metres from what a body sits on up to its hip joints: the flesh of the seat."""


@pytest.mark.parametrize("name", [name for name in PLACED if name.startswith("chair")])
def test_the_seat_is_on_the_chair_and_the_standing_foot_on_the_floor(name: str) -> None:
    of = stance(name)
    skeleton = solve(of.posture)
    chair = next(prop for prop in props_of(of.file) if prop.kind is PropKind.CHAIR)
    least, most = SEAT_TO_HIP
    assert least < skeleton.pelvis[2] - SEAT < most
    assert abs(skeleton.pelvis[0] - chair.place[0]) < 0.21
    assert skeleton.left_leg.sole == pytest.approx((0.0, 0.0, -1.0), abs=1e-6)
    assert skeleton.left_leg.ankle[2] == pytest.approx(0.066)


def test_from_the_chair_one_gets_up_and_then_kneels_on_one_knee_and_on_the_other() -> None:
    rising, first, both, _hands = (solve(one.posture) for one in way_from_chair()[1:])
    assert rising.pelvis[2] - SEAT > SEAT_TO_HIP[1]
    assert [knee_height(first, side) < 0.1 for side in ("right", "left")] == [True, False]
    assert [knee_height(both, side) < 0.1 for side in ("right", "left")] == [True, True]


def test_nobody_sinks_through_the_seat_on_the_way_from_the_chair_to_the_mat() -> None:
    for one, other in pairwise(map(scene_of, way_from_chair())):
        for number in range(21):
            between = blend_scenes(one, other, number / 20)
            hips = solve(between.posture).pelvis
            for chair in between.props:
                above = hips[2] - SEAT > SEAT_TO_HIP[0]
                assert above or abs(hips[0] - chair.place[0]) > 0.21, (number, hips)


def way_from_chair() -> list[Stance]:
    """Return the stances from sitting on the chair to hands and knees."""
    way = stance("hands-and-knees-from-chair").file.way or []
    return [stance(name) for stop in way for name in stop]


def knee_height(body: Skeleton, side: str) -> float:
    leg = body.right_leg if side == "right" else body.left_leg
    return leg.knee[2]


def test_the_cushion_of_an_easier_childs_pose_is_under_the_seat() -> None:
    of = stance("childs-pose-cushion")
    pelvis, low = (solve(one.posture).pelvis for one in (of, stance("childs-pose")))
    cushion = props_of(of.file)[0].place
    least, most = SEAT_TO_HIP
    assert least - 0.02 < pelvis[2] - (cushion[2] + 0.10) < most
    assert pelvis[2] > low[2] + 0.05


def test_in_the_clamshell_only_the_upper_knee_moves() -> None:
    of = stance("clamshell")
    shut, opened = (joints_of(solve(posture_at(of, Phase(turn)))) for turn in (0.0, 0.5))
    assert opened["right knee"][2] - shut["right knee"][2] > 0.15
    for joint in ("pelvis", "head", "right ankle", "left knee", "left ankle"):
        assert distance(shut[joint], opened[joint]) < 1e-6, joint
    feet = distance(opened["right ankle"], opened["left ankle"])
    assert feet == pytest.approx(0.095, abs=0.01)


def test_the_right_figure_four_has_its_ankle_on_the_left_thigh() -> None:
    skeleton = solve(stance("chair-figure-four").posture)
    thigh = ((skeleton.left_leg.hip, 0.06), (skeleton.left_leg.knee, 0.055))
    assert abs(gap(skeleton.right_leg.ankle, thigh) - 0.035) < 0.03
    assert skeleton.right_leg.knee[1] > 0.3


def test_cow_comes_with_the_inhale_and_cat_with_the_exhale() -> None:
    of = stance("cat-cow")
    cat, cow = (solve(posture_at(of, Phase(0.0, full))) for full in (0.0, 1.0))
    # the back is high in the cat, and the eyes look ahead in the cow
    assert cat.spine[2][2] > cow.spine[2][2] + 0.05
    assert cow.head_frame.front[0] > 0.5
    assert cat.head_frame.front[0] < 0.0
    for one, other in ((cat.right_arm, cow.right_arm), (cat.left_arm, cow.left_arm)):
        assert distance(one.wrist, other.wrist) < 0.002


def test_bird_dog_reaches_with_the_right_leg_and_the_left_arm() -> None:
    skeleton = solve(stance("bird-dog").posture)
    leg, arm = skeleton.right_leg, skeleton.left_arm
    assert distance(leg.hip, leg.ankle) > 0.99 * (THIGH + SHIN)
    assert distance(arm.shoulder, arm.wrist) > 0.97 * (UPPER_ARM + FOREARM)
    for end, root in ((leg.ankle, leg.hip), (arm.wrist, arm.shoulder)):
        assert abs(end[2] - root[2]) < 0.1


LINE = "Now take all the time that you need to come to the next one, and do it with care."


def practice(*poses: str) -> Stage:
    """Return the figure of a practice; each of `poses` is a stance, or "seated" and a stance."""
    steps = "".join(
        f"  - pose: Pose {number}\n    stance: {pose.split()[-1]}\n"
        f"    seated: {'true' if 'seated' in pose else 'false'}\n"
        "    holds: [{count: 3, unit: breaths}]\n"
        f"    settle: ['{LINE}', '{LINE}', Be here.]\n    leave: [Come back.]\n"
        for number, pose in enumerate(poses)
    )
    return Stage(plan(read(f"title: T\nsteps:\n{steps}"), Pace()))


def shown_in(stage: Stage) -> list[str]:
    return [change.stance.name for change in stage.changes]


@pytest.mark.parametrize("pose", ["seated chair-forward-fold", "cat-cow", "childs-pose"])
def test_nobody_lies_down_before_a_practice_that_is_not_on_the_back(pose: str) -> None:
    stage = practice(pose)
    assert START not in shown_in(stage)
    first = stage.scene(0.0)
    assert first is not None
    assert first.posture.torso is not None


def test_whoever_lies_on_the_back_rolls_to_the_side_to_come_to_hands_and_knees_and_back() -> None:
    shown = shown_in(practice("long-rest", "cat-cow", "knees-in"))
    there = [
        "side-lying-turn-right",
        "hands-and-knees-side-right",
        "hands-and-knees-low",
        "hands-and-knees",
    ]
    at = shown.index("side-lying-turn-right")
    assert shown[at : at + 4] == there
    back = [*there[-2::-1], "start"]
    at = shown.index("side-lying-turn-right", at + 1) - 2
    assert shown[at : at + 4] == back


def test_without_time_for_the_way_it_is_a_cut() -> None:
    rest = "leave: [Up.], holds: [{count: 3, unit: breaths}]}\n"
    steps = f"  - {{pose: A, stance: long-rest, {rest}"
    steps += f"  - {{pose: B, stance: cat-cow, settle: [Turn.], {rest}"
    shown = Stage(plan(read(f"title: T\nsteps:\n{steps}"), Pace())).changes
    change = next(one for one in shown if one.stance.name == "hands-and-knees")
    assert change.seconds == 0.0
    assert "side-lying-turn-right" not in [one.stance.name for one in shown]


def test_from_the_chair_to_the_mat_is_a_cut() -> None:
    stage = practice("seated chair-sit", "knees-in")
    first = next(change for change in stage.changes if change.stance.name == "knees-in")
    before = [change for change in stage.changes if change.at <= first.at]
    assert any(change.stance.posture.torso is None and change.seconds == 0.0 for change in before)


@pytest.mark.no_cover
def test_no_joint_jumps_on_the_way_from_pose_to_pose() -> None:
    stage = practice("long-rest", "cat-cow", "bird-dog", "childs-pose", "prone-elbows", "clamshell")
    walk = Walk()
    for at in instants(stage, 0.0, stage.plan.seconds):
        walk.check(stage, at)
    assert {name: one for name, one in walk.speeds.items() if one[0] > FASTEST} == {}
    assert walk.lowest[0] > -SUNK, walk.lowest
    for name, (least, most) in walk.bones.items():
        assert most - least < 1e-6, name


PLACE = "title: Test\nlike: hands-and-knees\n"


@pytest.mark.parametrize(
    ("text", "problem"),
    [
        (PLACE + "trunk: {bend: 100}\n", "3:1: test: the spine is bent forward by 10"),
        (PLACE + "trunk: {bend: -60}\n", "3:1: test: the spine is arched by"),
        (PLACE + "trunk: {side: 50}\n", "3:1: test: the spine is bent to the right by 5"),
        (PLACE + "trunk: {twist: 90}\n", "3:1: test: the spine is turned right by 9"),
        (PLACE + "trunk: {nod: 60}\n", "3:1: test: the neck is bent forward by 6"),
        (
            PLACE + "pelvis: {at: [-0.11, 0, 0.43]}\n",
            "2:1: test: the right knee is 4 cm in the mat. Raise 'at' in 'pelvis', or move the kn",
        ),
        (
            PLACE + "right_leg: {ankle: [-0.85, 0.1, 0.11], knee_toward: [0, 0, -1]}\n",
            "3:1: test: the toes of the right foot are 8 cm in the mat. Raise the ankle, or change",
        ),
        (
            "title: Test\nlike: childs-pose\ntrunk: {bend: 55}\n",
            "2:1: test: the head is 9 cm in the mat. Raise 'at' in 'pelvis', or lean or bend the ",
        ),
        (
            PLACE + "pelvis: {at: [0, 0, 0.4], lift: 0.1}\n",
            "3:27: test: 'lift' is for a body on its back: with 'at' write 'lean' and 'roll'",
        ),
        (
            "title: Test\nlike: start\ntrunk: {side: 10}\n",
            "3:9: test: 'side' is for a body off its back: write 'at' in 'pelvis' too",
        ),
    ],
)
def test_what_a_body_off_its_back_cannot_do_is_said_with_its_place(text: str, problem: str) -> None:
    assert any(one.startswith(problem) for one in problems_in(text)), problems_in(text)
