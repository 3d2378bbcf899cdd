"""The fingers close round what a hand holds, and lie flat on the mat."""

from __future__ import annotations

from dataclasses import replace
from itertools import pairwise
from math import radians

import pytest

from supine.core.sequence import Side
from supine.figure.body import body_of
from supine.figure.camera import Point, camera_of
from supine.figure.depth import painting_order
from supine.figure.drawing import draw
from supine.figure.hand import DIGITS, HandBody, hand_parts, hands_of
from supine.figure.joints import Skeleton
from supine.figure.motion import posture_at, scene_of
from supine.figure.movement import still_scene_of
from supine.figure.outlines import Polygon, Rim, is_rim, widened
from supine.figure.parts import tubes
from supine.figure.posture import blend
from supine.figure.solver import solve
from supine.figure.stances import stance
from supine.figure.vectors import distance, mix, sub
from tests.figure.bodies import STANCES, gap, phases, rows_of
from tests.figure.test_grip import HELD

ROUND = {"shin", "calf", "back of thigh", "hip crease"}
"""The parts that the fingers go round."""

TOUCHES, SINKS = 0.012, 0.010
"""Metres of air, and of cloth or flesh that gives way, between a finger and what it holds."""


BESIDE = 0.045
"""Metres from the tip of a thumb to the middle of an index finger beside it."""

FINGER_THICK = 0.018
"""A finger's thickness: less air is between a hand and what it lies over."""

CLASPED = [
    "deep-gluteal",
    "deep-gluteal-away",
    "half-pigeon-knee",
    "half-pigeon-shin",
    "single-knee",
    "single-knee-easier",
]
"""The stances in which both hands hold one part."""

FRAMES = 132
"""The pictures of a change of stance: 2.2 seconds."""

FASTEST = 2.4
"""The highest speed of a finger's tip that is quick but calm, in metres a second."""

WAYS = [
    ("start", "knees-in"),
    ("legs-long", "long-rest"),
    ("knees-in-aside", "twist-arms"),
    ("half-pigeon", "half-pigeon-knee"),
    ("half-pigeon-knee", "half-pigeon-shin"),
    ("deep-gluteal-shins", "deep-gluteal-feet"),
    ("strap-on", "hamstring"),
    ("knees-in", "happy-baby"),
    ("single-knee-easier", "single-knee"),
    ("deep-gluteal-lifted", "deep-gluteal"),
    ("deep-gluteal", "deep-gluteal-shins"),
]


def hand_on(side: str, skeleton: Skeleton) -> HandBody:
    return hands_of(skeleton)[0 if side == "right" else 1]


def gaps(part: str, hand: HandBody, skeleton: Skeleton) -> list[float]:
    """Return the gap between each finger's skin and the held leg, at its nearest point.

    A hand over another one holds that too.
    """
    touched = [
        row.balls
        for row in rows_of(skeleton)
        if row.name.startswith(part.split(maxsplit=1)[0])
        and row.name.split(" ", 1)[1] in {"thigh", "shorts", "shin", "foot", "ankle"}
    ]
    if hand.over:
        lower = hand_on("left" if hand.side == "right" else "right", skeleton)
        touched += [row.balls for row in lower.rows()]
    return [
        min(gap(middle, balls) - radius for balls in touched for middle, radius in finger[2:])
        for finger in hand.digits[:4]
    ]


@pytest.mark.parametrize(("name", "side"), HELD)
def test_the_fingers_of_a_grip_touch_the_leg_and_do_not_sink_in(name: str, side: str) -> None:
    of = stance(name)
    held = getattr(of.file, f"{side}_hand").on
    for phase in phases(of)[::5]:
        skeleton = solve(posture_at(of, phase))
        found = gaps(held, hand_on(side, skeleton), skeleton)
        assert min(found) > -SINKS, phase
        if held.split(" ", 1)[1] in ROUND:
            assert sorted(found)[2] < TOUCHES, phase


@pytest.mark.parametrize("name", STANCES)
def test_bones_of_the_hand_keep_their_lengths(name: str) -> None:
    for hand in hands_of(solve(stance(name).posture)):
        for digit, balls in zip(DIGITS, hand.digits, strict=True):
            joints = [balls[place][0] for place in (0, 2, 5, 6)]
            lengths = [distance(a, b) for a, b in pairwise(joints)]
            assert lengths == pytest.approx(digit.bones)


def test_the_thumbs_of_palms_on_the_mat_are_next_to_the_body() -> None:
    right, left = hands_of(solve(stance("start").posture))
    assert right.digits[4][-1][0][1] < min(finger[-1][0][1] for finger in right.digits[:4])
    assert left.digits[4][-1][0][1] > max(finger[-1][0][1] for finger in left.digits[:4])


def test_the_thumbs_of_palms_turned_up_are_away_from_the_body() -> None:
    right, _ = hands_of(solve(stance("long-rest").posture))
    assert right.digits[4][-1][0][1] > max(finger[-1][0][1] for finger in right.digits[:4])


def test_fingers_on_the_mat_lie_on_it() -> None:
    hand = hand_on("right", solve(stance("start").posture))
    for row in hand.rows():
        assert min(middle[2] - radius for middle, radius in row.balls) > -0.001, row.name
    for finger in hand.digits[:4]:
        (_, _, height), radius = finger[-1]
        assert height - radius < 0.012


@pytest.mark.parametrize(("before", "after"), WAYS)
def test_a_hand_goes_from_one_place_to_another_without_a_jump(before: str, after: str) -> None:
    a, b = stance(before).posture, stance(after).posture
    tips = [
        [
            ball[-1][0]
            for hand in hands_of(solve(blend(a, b, step / FRAMES)))
            for ball in hand.digits
        ]
        for step in range(FRAMES + 1)
    ]
    steps = [
        distance(x, y) for one, other in pairwise(tips) for x, y in zip(one, other, strict=True)
    ]
    assert max(steps) < FASTEST / 60


def test_clasped_hands_come_from_both_sides_and_meet() -> None:
    skeleton = solve(stance("half-pigeon-knee").posture)
    right, left = hands_of(skeleton)
    across = sub(right.palm[2][0], left.palm[2][0])
    assert across[1] > 0.05
    nearest = min(
        distance(one[-1][0], ball[0])
        for one in right.digits[:4]
        for other in left.digits[:4]
        for ball in other
    )
    assert nearest < 0.03


@pytest.mark.parametrize("side", ["right", "left"])
@pytest.mark.parametrize("name", CLASPED)
def test_all_fingers_of_the_upper_of_two_clasped_hands_are_seen(name: str, side: Side) -> None:
    of = stance(name)
    scene = scene_of(of, side=side)
    panels = still_scene_of(of, side=side).panels
    views = [scene.view, *(panel.scene.view for panel in panels if panel.closer)]
    skeleton = solve(scene.posture)
    for view in views:
        camera = camera_of(view, 700.0, 500.0)
        shapes = [one for one in draw(replace(scene, view=view), camera) if one.tone == "fill"]
        parts = [part for part in hand_parts(skeleton, camera) if part.names[0].startswith(side)]
        own = [shape for part in parts for shape in part.shapes]
        # their tips may be behind the leg
        for digit in hand_on(side, skeleton).digits[:4]:
            x, y, *_ = camera.project(digit[2][0])
            over = [one for one in shapes if any(is_inside((x, y), rim) for rim in one.polygons)]
            assert over[-1] in own


@pytest.mark.parametrize("name", CLASPED)
def test_of_two_clasped_hands_that_of_the_own_side_lies_on_the_other(name: str) -> None:
    skeleton = solve(stance(name).posture)
    upper, lower = hands_of(skeleton)
    assert (upper.over, lower.over) == (1.0, 0.0)
    below = [row.balls for row in lower.rows()]
    for digit in upper.digits[:4]:
        found = min(gap(middle, balls) - radius for balls in below for middle, radius in digit[2:])
        assert -SINKS < found < FINGER_THICK


@pytest.mark.parametrize("name", [*CLASPED, "deep-gluteal-feet", "happy-baby"])
def test_the_thumb_of_a_hand_that_clasps_or_holds_a_foot_is_beside_the_index_finger(
    name: str,
) -> None:
    for hand in hands_of(solve(stance(name).posture)):
        index, thumb = hand.digits[0], hand.digits[4]
        assert min(distance(thumb[-1][0], middle) for middle, _ in index) < BESIDE


@pytest.mark.parametrize("name", ["deep-gluteal-feet", "deep-gluteal-shins", "knees-in"])
def test_no_line_parts_bent_fingers_and_the_thumb_from_the_back_of_their_hand(name: str) -> None:
    of = stance(name)
    scene = scene_of(of)
    camera = camera_of(of.view, 700.0, 500.0)
    shapes = draw(scene, camera)
    (hand,) = (one for one in hands_of(solve(scene.posture)) if one.side == "left")
    joined = [(digit[0], digit[1]) for digit in hand.digits[:4]]
    joined.append((hand.digits[4][2], hand.digits[4][3]))
    for (begin, _), (end, _) in joined:
        for step in range(21):
            x, y, *_ = camera.project(mix(begin, end, step / 20))
            over = [
                one
                for one in shapes
                if any(
                    is_inside((x, y), widened(rim, one.wider) if is_rim(rim) else rim)
                    for rim in one.polygons
                )
            ]
            assert (over[-1].role, over[-1].tone) == ("skin", "fill")


@pytest.mark.parametrize(("turn", "rise", "is_hidden"), [(-90.0, 44.0, True), (90.0, 54.0, False)])
def test_fingers_behind_a_thigh_are_hidden_by_it(
    turn: float, rise: float, *, is_hidden: bool
) -> None:
    of = stance("half-pigeon-knee")
    skeleton = solve(of.posture)
    camera = camera_of(replace(of.view, turn=radians(turn), rise=radians(rise)), 700.0, 500.0)
    parts = [tubes(group, camera) for group in body_of(skeleton)]
    parts += hand_parts(skeleton, camera)
    order = painting_order([part.seen for part in parts])
    places = {name: order.index(i) for i, part in enumerate(parts) for name in part.names}
    for side in ("right", "left"):
        assert (places[f"{side} fingers"] < places["left thigh"]) == is_hidden


def test_no_joint_is_filled_over_a_leg_that_hides_the_wrist() -> None:
    scene = scene_of(stance("happy-baby"))
    # from the feet, where the shin is before the wrist
    camera = camera_of(replace(scene.view, turn=radians(76), rise=radians(27)), 700.0, 500.0)
    arm = solve(scene.posture).left_arm
    x, y, *_ = camera.project(mix(arm.elbow, arm.wrist, 0.84))
    over = [
        shape.role
        for shape in draw(scene, camera)
        if shape.tone == "fill" and any(is_inside((x, y), one) for one in shape.polygons)
    ]
    assert over[-1] == "left_leg"


def is_inside(point: Point, polygon: Polygon | Rim) -> bool:
    """Return whether a point is inside: a line from it to the right crosses an odd number of sides.

    The sides of a smooth rim are taken as straight.
    """
    x, y = point
    corners = [(corner[0], corner[1]) for corner in polygon]
    return (
        sum(
            (ay > y) != (by > y) and x < ax + (bx - ax) * (y - ay) / (by - ay)
            for (ax, ay), (bx, by) in pairwise([*corners, corners[0]])
        )
        % 2
        == 1
    )
