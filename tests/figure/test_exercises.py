"""Drawn exercises on the back: what touches, what moves, and what stays where it is."""

from __future__ import annotations

from itertools import pairwise
from math import acos, degrees

import pytest

from supine.figure.joints import Skeleton
from supine.figure.motion import Phase, posture_at
from supine.figure.posture import blend
from supine.figure.props import SIZES
from supine.figure.scene import PropKind
from supine.figure.solver import solve
from supine.figure.stances import props_of, stance
from supine.figure.vectors import Vector, distance, dot, sub, unit
from tests.figure.bodies import lowest, phases, rows_of
from tests.figure.test_grip import gap_to, palm_of

NEAR = 0.025
"""Metres between two surfaces that touch, which is too little to see."""

SIDES = ("right", "left")


def body(name: str) -> Skeleton:
    return solve(stance(name).posture)


def angle(a: Vector, b: Vector) -> float:
    """Return the angle between two directions, in degrees."""
    return degrees(acos(min(1.0, max(-1.0, dot(unit(a), unit(b))))))


def place_of(name: str, kind: PropKind) -> Vector:
    """Return the place of the first thing of `kind`."""
    return next(prop.place for prop in props_of(stance(name).file) if prop.kind is kind)


@pytest.mark.parametrize("name", ["legs-up-wall", "legs-up-wall-easier"])
def test_both_heels_lean_on_the_wall_at_the_same_height(name: str) -> None:
    skeleton = body(name)
    wall = place_of(name, PropKind.WALL)[0]
    foremost = {
        row.name: max(middle[0] + radius for middle, radius in row.balls)
        for row in rows_of(skeleton)
    }
    assert max(foremost.values()) < wall
    for side in SIDES:
        assert wall - foremost[f"{side} foot"] < NEAR
    assert skeleton.right_leg.ankle[2] == pytest.approx(skeleton.left_leg.ankle[2])


def test_the_seat_comes_nearer_to_the_wall_with_each_line_that_leads_in() -> None:
    way = [stop[-1] for stop in stance("legs-up-wall").file.way or []]
    walls = [place_of(name, PropKind.WALL)[0] for name in way]
    assert walls == sorted(walls, reverse=True)
    assert walls[0] > walls[-1]


def test_from_the_side_to_both_legs_up_the_seat_stays_near_the_wall() -> None:
    """Who lay far from it in the start did not know how to come near."""
    of = stance("legs-up-wall")
    *_floor, first, second = of.file.starts
    # a picture of its own, with an arrow, shows how it comes there
    assert place_of(first, PropKind.WALL)[0] > place_of(second, PropKind.WALL)[0]
    for name in (second, of.name):
        assert place_of(name, PropKind.WALL)[0] - body(name).pelvis[0] < 0.3, name


def test_the_seat_is_farther_from_the_wall_where_it_is_easier() -> None:
    names = ("legs-up-wall", "legs-up-wall-easier")
    near, far = (place_of(name, PropKind.WALL)[0] - body(name).pelvis[0] for name in names)
    assert near + 0.2 < far


def test_shoulders_hips_and_knees_are_in_one_line_in_a_bridge() -> None:
    skeleton = body("bridge-up")
    leg = skeleton.right_leg
    assert angle(sub(skeleton.pelvis, skeleton.spine[3]), sub(leg.knee, leg.hip)) < 5


def test_the_low_back_lies_flat_in_a_pelvic_tilt_and_arches_off_the_mat() -> None:
    flat, arched = (body(f"pelvic-tilt-{name}") for name in ("flat", "arched"))
    assert flat.spine[1][2] + 0.04 < arched.spine[1][2]
    # shoulders and seat stay down, and the feet where they are
    assert flat.spine[3] == arched.spine[3]
    assert abs(flat.pelvis[2] - arched.pelvis[2]) < 0.03
    assert distance(flat.right_leg.ankle, arched.right_leg.ankle) < 1e-6


@pytest.mark.parametrize("name", ["bridge", "bridge-easier"])
def test_feet_shoulders_and_hands_stay_where_they_are_in_a_bridge(name: str) -> None:
    of = stance(name)
    start = solve(posture_at(of, Phase()))
    for phase in phases(of):
        moved = solve(posture_at(of, phase))
        assert distance(moved.right_leg.ankle, start.right_leg.ankle) < 1e-6
        assert distance(moved.spine[3], start.spine[3]) < 1e-6
        assert distance(moved.right_arm.wrist, start.right_arm.wrist) < NEAR


def test_half_a_bridge_is_lower_than_a_whole_one() -> None:
    flat, half, whole = (body(name).pelvis[2] for name in ("bridge", "bridge-half", "bridge-up"))
    assert flat + 0.05 < half < whole - 0.05


def test_the_heel_stays_on_the_mat_as_it_slides() -> None:
    of = stance("heel-slide")
    for phase in phases(of):
        rows = rows_of(solve(posture_at(of, phase)))
        foot = next(row for row in rows if row.name == "right foot")
        assert abs(min(middle[2] - radius for middle, radius in foot.balls)) < 0.015, phase


def test_a_leg_raise_moves_one_straight_leg_and_nothing_else() -> None:
    of = stance("leg-raise")
    start = solve(posture_at(of, Phase()))
    heights = []
    for share in (0.0, 0.1, 0.2, 0.3, 0.4, 0.5):
        moved = solve(posture_at(of, Phase(share)))
        leg = moved.right_leg
        assert angle(sub(leg.knee, leg.hip), sub(leg.ankle, leg.knee)) < 20
        assert moved.left_leg == start.left_leg
        heights.append(leg.ankle[2])
    assert all(low < high for low, high in pairwise(heights))


def test_a_dead_bug_moves_an_arm_and_the_leg_of_the_other_side() -> None:
    base, reach = body("dead-bug"), body("dead-bug-reach")
    assert (base.left_leg, base.right_arm) == (reach.left_leg, reach.right_arm)
    assert reach.right_leg.ankle[2] < base.right_leg.ankle[2] - 0.2
    assert reach.left_arm.wrist[2] < base.left_arm.wrist[2] - 0.2
    assert set(stance("dead-bug").file.works or ()) == {"right leg", "left arm"}


def test_soles_are_together_and_knees_lie_on_cushions() -> None:
    skeleton = body("bound-angle")
    rows = {row.name: row.balls for row in rows_of(skeleton)}
    right, left = (min(abs(m[1]) - r for m, r in rows[f"{side} foot"]) for side in SIDES)
    assert abs(right) < NEAR
    assert right == pytest.approx(left)
    assert skeleton.right_leg.sole[1] < -0.6 < 0.6 < skeleton.left_leg.sole[1]
    top = SIZES[PropKind.CUSHION].up
    for side in SIDES:
        (_x, _y, z), radius = rows[f"{side} shin"][0]
        assert abs(z - radius - top) < NEAR


def test_knees_lie_on_the_bolster() -> None:
    skeleton = body("rest-bolster")
    along, _, _ = place_of("rest-bolster", PropKind.BOLSTER)
    half = SIZES[PropKind.BOLSTER].up / 2
    for leg in (skeleton.right_leg, skeleton.left_leg):
        far = distance((leg.knee[0], 0.0, leg.knee[2]), (along, 0.0, half))
        assert abs(far - half - 0.056) < NEAR


def test_hands_hold_the_outer_edges_of_the_feet_in_happy_baby() -> None:
    skeleton = body("happy-baby")
    for side, sign, leg, arm in (
        ("right", 1, skeleton.right_leg, skeleton.right_arm),
        ("left", -1, skeleton.left_leg, skeleton.left_arm),
    ):
        assert sign * (palm_of(arm)[1] - leg.ankle[1]) > 0.02, side
        assert abs(gap_to(f"{side} foot", palm_of(arm), skeleton)) < NEAR


def test_wipers_keep_the_feet_and_take_both_knees_to_one_side() -> None:
    middle = body("wipers")
    for name, sign in (("wipers-right", 1), ("wipers-left", -1)):
        moved = body(name)
        for before, after in zip(
            (middle.right_leg, middle.left_leg), (moved.right_leg, moved.left_leg), strict=True
        ):
            assert distance(before.ankle, after.ankle) < 1e-6
            assert (after.knee[1] - before.knee[1]) * sign > 0.15


@pytest.mark.parametrize(("name", "sign"), [("neck-turn-right", 1), ("neck-turn-left", -1)])
def test_only_the_head_turns_in_a_neck_turn(name: str, sign: int) -> None:
    base, moved = body("neck-turn"), body(name)
    assert moved.head_frame.front[1] * sign > 0.7
    assert (moved.chest_frame, moved.right_arm) == (base.chest_frame, base.right_arm)


def test_arms_sweep_over_the_face_and_lie_down_beside_the_head() -> None:
    side, up, back = (
        body(name).right_arm for name in ("arms-overhead", "arms-overhead-up", "arms-overhead-back")
    )
    assert side.wrist[2] < 0.05
    assert up.wrist[2] > 0.55
    assert back.wrist[2] < 0.15
    assert back.wrist[0] < body("arms-overhead").head[0] - 0.1


@pytest.mark.parametrize("name", ["start", "arms-overhead"])
def test_arms_that_lie_overhead_come_back_above_the_mat(name: str) -> None:
    """As when a practice is stopped in the middle of the sweep."""
    back, other = stance("arms-overhead-back").posture, stance(name).posture
    for step in range(21):
        skeleton = solve(blend(back, other, step / 20))
        assert lowest(skeleton)[0] > -0.02, step
        assert distance(skeleton.right_arm.shoulder, skeleton.right_arm.wrist) > 0.4
