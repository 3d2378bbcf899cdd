"""The signs of what is done in a picture that stands still."""

from __future__ import annotations

from math import dist

import pytest

from supine.core.sequence import Direction, Side
from supine.figure.arrow import arrow_shapes
from supine.figure.camera import Camera, camera_of
from supine.figure.drawing import draw
from supine.figure.motion import Phase, scene_of
from supine.figure.movement import CHEST, FORCE, signs_of, started, still_scene_of
from supine.figure.parts import Shape
from supine.figure.places import place_of
from supine.figure.scene import NO_SIGNS, Arrow, ArrowKind, mirror_scene
from supine.figure.solver import solve
from supine.figure.stances import stance
from supine.figure.vectors import UP, Vector, add, cross, distance, dot, mix, sub
from tests.figure.bodies import STANCES
from tests.figure.changing import read_stance

SIDES: tuple[Side, ...] = ("right", "left")


def arrows_of(name: str) -> tuple[Arrow, ...]:
    return signs_of(stance(name)).arrows


def pulls_to_chest(name: str) -> bool:
    return any(one.pull and one.toward == "chest" for one in stance(name).file.does or ())


def way(arrow: Arrow) -> Vector:
    return sub(arrow.path[-1], arrow.path[0])


def done(words: str) -> Arrow:
    """Return the arrow of a stance like `start` in which `words` are done."""
    text = f"title: Test\nlike: start\ndoes: [{{{words}}}]\n"
    (arrow,) = signs_of(read_stance("test", text)).arrows
    return arrow


def test_knees_that_go_together_have_one_arrow_from_one_side_to_the_other() -> None:
    (arrow,) = arrows_of("core")
    assert arrow.kind is ArrowKind.THERE_AND_BACK
    ends = [solve(stance(name).posture) for name in ("core-right", "core-left")]
    for place, body in zip((arrow.path[0], arrow.path[-1]), ends, strict=True):
        knees = [place_of(f"{side} knee", body) for side in ("right", "left")]
        assert distance(place, knees[0]) == pytest.approx(distance(place, knees[1]), abs=1e-6)
        assert distance(place, knees[0]) < 0.12


def test_hips_that_are_lifted_have_one_arrow_up_and_down() -> None:
    (arrow,) = arrows_of("thumps")
    along, across, up = way(arrow)
    assert arrow.kind is ArrowKind.THERE_AND_BACK
    assert up > 0.04 > 5 * max(abs(along), abs(across))


def ends_of(place: str, name: str) -> tuple[Vector, Vector]:
    """Return where a place is at the two ends of the motion of a stance."""
    motion = stance(name).motion
    assert motion is not None
    first, last = (solve(stance(motion.through[end]).posture) for end in (0, -1))
    return place_of(place, first), place_of(place, last)


@pytest.mark.parametrize(
    ("name", "places"),
    [
        ("bridge", ["hips"]),
        ("pelvic-tilt", ["back"]),
        ("leg-raise", ["right foot"]),
        ("heel-slide", ["right foot"]),
        ("clamshell", ["right knee"]),
        ("cat-cow", ["face", "back"]),
        ("bird-dog-slow", ["left hand", "right knee"]),
    ],
)
def test_an_arrow_goes_with_what_tells_most(name: str, places: list[str]) -> None:
    arrows = arrows_of(name)
    assert [arrow.part for arrow in arrows] == places
    for arrow in arrows:
        start, end = ends_of(arrow.part, name)
        # that of the trunk is at its skin
        near = 0.1 if arrow.part in ("hips", "back") else 0.0
        assert distance(arrow.path[0], start) <= near
        assert distance(arrow.path[-1], end) <= near


@pytest.mark.parametrize("name", ["gluteal-massage", "sacral-massage"])
def test_a_circle_has_a_round_arrow_in_its_direction(name: str) -> None:
    turns = []
    directions: tuple[Direction, ...] = ("clockwise", "anticlockwise")
    for direction in directions:
        (arrow,) = signs_of(stance(name), direction=direction).arrows
        assert arrow.kind is ArrowKind.CIRCLE
        quarter, half = len(arrow.path) // 4, len(arrow.path) // 2
        start, aside, far = (arrow.path[place] for place in (0, quarter, half))
        turns.append(cross(sub(aside, start), sub(far, aside))[2])
    assert turns[0] * turns[1] < 0


def test_the_other_ends_of_a_motion_are_ghosts_wherever_it_is_shown() -> None:
    middle, right, left = (stance(name).posture for name in ("core", "core-right", "core-left"))
    core = stance("core")
    assert still_scene_of(core).signs.ghosts == (right, left)
    aside = still_scene_of(core, Phase(0.25))
    assert aside.signs.ghosts == (middle, left)
    assert aside.signs.arrows == still_scene_of(core).signs.arrows


def test_a_circle_has_its_other_side_as_a_ghost() -> None:
    circles = stance("gluteal-massage")
    (ghost,) = still_scene_of(circles).signs.ghosts
    knees = [place_of("knees", solve(one)) for one in (circles.posture, ghost)]
    assert distance(*knees) > 0.09


def ghosts_in(name: str) -> list[Shape]:
    scene = still_scene_of(stance(name))
    return [shape for shape in draw(scene, camera_of(scene.view, 800.0, 560.0)) if shape.ghost]


def test_a_low_back_that_tilts_is_arched_and_shows_the_flat_one_in_the_hollow() -> None:
    scene = still_scene_of(stance("pelvic-tilt"))
    flat = stance("pelvic-tilt-flat").posture
    assert scene.signs.ghosts == (flat,)
    assert solve(scene.posture).spine[1][2] > solve(flat).spine[1][2] + 0.01
    assert {"shirt", "trousers"} <= {shape.role for shape in ghosts_in("pelvic-tilt")}


def test_a_ghost_has_the_colours_of_the_body_and_no_small_lines() -> None:
    shapes = ghosts_in("dead-bug")
    assert {"right_leg", "skin"} <= {shape.role for shape in shapes}
    assert not {shape.role for shape in shapes} & {"eye", "mouth", "left_leg"}
    assert {shape.tone for shape in shapes} == {"edge", "fill"}


@pytest.mark.parametrize("name", ["core", "core-left", "wipers", "knees-rock"])
def test_both_legs_of_a_ghost_have_lines_and_join_its_hips(name: str) -> None:
    shapes = ghosts_in(name)
    lines = [shape for shape in shapes if shape.tone == "edge"]
    assert {line.role for line in lines} == {"outline"}, "a finer one within has other dashes"
    round_parts = {id(rim) for line in lines for rim in line.polygons}
    for leg in ("right_leg", "left_leg"):
        fills = [shape for shape in shapes if shape.role == leg]
        assert len(fills) >= 2
        assert {id(rim) for fill in fills for rim in fill.polygons} <= round_parts
    assert any(shape.role == "trousers" for shape in shapes)


@pytest.mark.parametrize(
    ("name", "other"),
    [
        ("core-left", "core"),
        ("core-nearer-right", "core-nearer"),
        ("wipers-smaller-left", "wipers-smaller"),
        ("thumps-up", "thumps"),
        ("bridge-up", "bridge"),
        ("bridge-curled", "bridge-up"),
        ("heel-slide-half", "heel-slide"),
    ],
)
def test_a_stance_that_a_motion_goes_through_shows_one_other_and_an_arrow(
    name: str, other: str
) -> None:
    signs = signs_of(stance(name))
    assert signs.ghosts == (stance(other).posture,)
    assert len(signs.arrows) == 1


@pytest.mark.parametrize("name", ["core-left", "core-nearer-right"])
def test_an_arrow_of_both_knees_is_not_at_the_feet_that_they_carry(name: str) -> None:
    of = stance(name)
    scene = still_scene_of(of)
    camera, body = camera_of(scene.view, 800.0, 560.0), solve(scene.posture)
    (arrow,) = scene.signs.arrows
    bodies = [solve(ghost) for ghost in scene.signs.ghosts]
    (line,) = (
        shape.polygons[0]
        for shape in arrow_shapes([arrow], body, bodies, camera)
        if shape.tone == "fill"
    )
    tip = line[len(line) // 2][:2]
    knee, foot = (
        min(dist(tip, camera.project(place_of(f"{side} {part}", body))[:2]) for side in SIDES)
        for part in ("knee", "foot")
    )
    assert knee < foot


def test_a_stance_within_a_motion_that_has_a_start_has_an_arrow_from_there() -> None:
    kinds = {name: arrows_of(name)[0].kind for name in ("heel-slide-out", "bridge-curled")}
    assert kinds == {
        "heel-slide-out": ArrowKind.HERE_AND_BACK,
        "bridge-curled": ArrowKind.THERE_AND_BACK,
    }


def test_arms_that_go_back_from_the_sides_go_over_the_head_and_not_along_the_floor() -> None:
    (arrow,) = arrows_of("arms-overhead-back")
    assert max(up for _x, _y, up in arrow.path) > 0.5


def test_the_whole_ghost_of_such_a_stance_is_in_the_picture() -> None:
    scene = still_scene_of(stance("core-left"))
    camera = Camera(scene.view, 700, 500)
    knees = [
        place_of(f"{side} knee", solve(ghost)) for ghost in scene.signs.ghosts for side in SIDES
    ]
    assert knees
    for x, y, _depth, _scale in map(camera.project, knees):
        assert 0 < x < 700
        assert 0 < y < 500


@pytest.mark.parametrize("name", ["thumps", "bridge", "bridge-easier"])
def test_lifted_hips_are_shown_over_a_ghost_that_lies(name: str) -> None:
    scene = still_scene_of(stance(name))
    (ghost,) = scene.signs.ghosts
    body, lying = solve(scene.posture), solve(ghost)
    assert body.pelvis[2] - lying.pelvis[2] > 0.03
    assert any(shape.role == "trousers" for shape in ghosts_in(name))


@pytest.mark.parametrize("name", ["start", "long-rest", "legs-long"])
def test_a_rest_has_no_signs(name: str) -> None:
    assert still_scene_of(stance(name)).signs == NO_SIGNS


@pytest.mark.parametrize("name", STANCES)
def test_the_signs_of_the_left_side_are_the_mirror_picture(name: str) -> None:
    right = still_scene_of(stance(name))
    assert mirror_scene(right) == still_scene_of(stance(name), side="left")
    assert scene_of(stance(name), side="left").signs == NO_SIGNS


@pytest.mark.parametrize("name", STANCES)
def test_there_are_never_more_arrows_than_a_glance_can_read(name: str) -> None:
    assert len(arrows_of(name)) <= 2


def test_a_pull_begins_at_the_part_and_a_press_ends_there() -> None:
    knee = place_of("right knee", solve(stance("start").posture))
    pull, press = done("pull: right knee, toward: head"), done("press: right knee, toward: feet")
    assert (pull.kind, press.kind) == (ArrowKind.PULL, ArrowKind.PRESS)
    assert pull.path[0] == knee == press.path[-1]
    assert way(pull)[0] < 0 < way(press)[0]


@pytest.mark.parametrize(
    "name",
    ["deep-gluteal", "deep-gluteal-shins", "half-pigeon-knee", "half-pigeon-shin", "single-knee"],
)
def test_a_pull_begins_where_hands_hold_the_limb(name: str) -> None:
    body = solve(stance(name).posture)
    hands = [place_of(f"{side} hand", body) for side in ("right", "left")]
    for arrow in arrows_of(name):
        assert min(distance(arrow.path[0], hand) for hand in hands) < 0.15, arrow.part


@pytest.mark.parametrize(
    ("name", "hands"),
    [("hamstring", ["left hand"]), ("hamstring-two-hands", ["right hand", "left hand"])],
)
def test_a_foot_is_pulled_by_its_strap_from_each_hand_that_holds_it_away_from_the_foot(
    name: str, hands: list[str]
) -> None:
    body = solve(stance(name).posture)
    arrows = [one for one in signs_of(stance(name)).arrows if one.kind is ArrowKind.PULL]
    assert sorted(one.part for one in arrows) == sorted(hands)
    foot = place_of("right foot", body)
    for one in arrows:
        begin, end = one.path
        assert begin == place_of(one.part, body)
        assert distance(end, foot) == pytest.approx(distance(begin, foot) + distance(begin, end))


def test_a_pull_can_go_toward_another_part() -> None:
    body = solve(stance("start").posture)
    arrow = done("pull: right foot, toward: left hand")
    line = sub(place_of("left hand", body), place_of("right foot", body))
    assert cross(way(arrow), line) == pytest.approx((0.0, 0.0, 0.0), abs=1e-9)


def test_a_thigh_is_pulled_about_its_hip_and_not_into_the_floor() -> None:
    does = ", ".join(f"{{pull: {one} thigh, toward: {one} shoulder}}" for one in ("right", "left"))
    of = read_stance("own", f"title: Own\nlike: happy-baby-easier\ndoes: [{does}]\n")
    body = solve(of.posture)
    for arrow, side in zip(signs_of(of).arrows, ("right", "left"), strict=True):
        bone = sub(place_of(f"{side} knee", body), place_of(f"{side} hip", body))
        assert dot(way(arrow), bone) == pytest.approx(0.0, abs=1e-9)
        along, _across, up = way(arrow)
        assert along < 0.0
        assert abs(up) < abs(along)


@pytest.mark.parametrize("name", [one for one in STANCES if pulls_to_chest(one)])
def test_a_pull_to_the_chest_leads_from_the_hands_to_the_breastbone(name: str) -> None:
    """Square to the thigh it pointed past the body, or at the other leg."""
    body = solve(stance(name).posture)
    breastbone = add(place_of("chest", body), body.chest_frame.front, CHEST)
    for arrow in arrows_of(name):
        start, tip = arrow.path
        assert distance(start, tip) + distance(tip, breastbone) == pytest.approx(
            distance(start, breastbone)
        )
        assert distance(tip, breastbone) < distance(start, tip), "most of the way"


def test_hands_on_two_knees_have_a_pull_each() -> None:
    """One arrow between the knees was read as of no hand."""
    body = solve(stance("knees-in").posture)
    for arrow, side in zip(arrows_of("knees-in"), ("right", "left"), strict=True):
        assert distance(arrow.path[0], place_of(f"{side} hand", body)) < 0.1


def test_one_pull_of_both_knees_begins_between_the_hands_on_them() -> None:
    text = "title: Test\nlike: knees-in\ndoes: [{pull: knees, toward: chest}]\n"
    of = read_stance("test", text)
    (arrow,) = signs_of(of).arrows
    body, start = solve(of.posture), arrow.path[0]
    hands = [place_of(f"{side} hand", body) for side in ("right", "left")]
    assert start[1] == pytest.approx(0.0)
    assert max(distance(start, hand) for hand in hands) < 0.2


@pytest.mark.parametrize("side", ["right", "left"])
def test_beside_its_start_a_pose_has_a_mat_without_its_empty_end(side: Side) -> None:
    of = stance("knees-in")
    alone = still_scene_of(of, side=side)
    (pose,) = [one.scene for one in started(alone, of).panels if not one.start]
    assert pose.view.mat_end < alone.view.mat_end
    assert pose.view.width < alone.view.width
    assert pose.view.turn == alone.view.turn


def test_a_press_toward_the_feet_leads_away_from_the_hand() -> None:
    """Before the hand it stood on the forearm, and nobody saw what it pressed."""
    (push,) = [arrow for arrow in arrows_of("half-pigeon") if arrow.kind is ArrowKind.PUSH]
    body = solve(stance("half-pigeon").posture)
    assert push.path[0] == place_of("right hand", body)
    assert way(push)[0] > 0.1


@pytest.mark.parametrize("name", ["hamstring", "hamstring-lower", "iliotibial-band-nearer"])
def test_a_press_of_a_thumb_in_the_crease_is_beside_the_hand(name: str) -> None:
    """Before the thigh it lay on the thumb, and nobody saw what presses where."""
    (push,) = [arrow for arrow in arrows_of(name) if arrow.kind is ArrowKind.PUSH]
    body = solve(stance(name).posture)
    begin, hand = push.path[0], place_of("right hand", body)
    assert begin[1] > hand[1] + 0.08
    assert distance(begin, hand) < 0.2
    assert way(push) == pytest.approx((FORCE, 0.0, 0.0))


@pytest.mark.parametrize("name", ["inner-thigh", "inner-thigh-braced", "inner-thigh-less"])
def test_a_thigh_that_is_kept_down_has_its_arrow_to_the_floor_beside_it(name: str) -> None:
    """On the thigh it was read as a push along it, toward the foot."""
    text = f"title: Down\nlike: {name}\ndoes: [{{press: left thigh, toward: down}}]\n"
    kept = read_stance("down", text)
    (press,) = [arrow for arrow in signs_of(kept).arrows if arrow.kind is ArrowKind.PRESS]
    body = solve(kept.posture)
    (x, y, up), leg = press.path[-1], body.left_leg
    assert up == 0.0
    assert press.path[0][:2] == pytest.approx((x, y))
    assert leg.hip[0] < x < leg.ankle[0]
    assert y < place_of("left thigh", body)[1] - 0.1


@pytest.mark.parametrize("name", ["kneeling-at-chair", "one-knee-at-chair", "rising-from-chair"])
def test_a_hand_that_presses_a_seat_has_its_arrow_below_it(name: str) -> None:
    """Beside the hand the bar stood at the edge of the seat, away from what presses."""
    chair = "props: [{what: chair, at: [-0.68, 0, 0]}]\n"
    text = f"title: Lean\nlike: {name}\ndoes: [{{press: right hand, toward: down}}]\n{chair}"
    (push,) = signs_of(read_stance("lean", text)).arrows
    assert push.kind is ArrowKind.PUSH
    hand = place_of("right hand", solve(stance(name).posture))
    assert push.path[0] == pytest.approx(hand)
    assert push.path[1][:2] == pytest.approx(hand[:2])
    assert push.path[1][2] < hand[2] - 0.1


def test_a_hand_that_presses_a_floor_has_its_arrow_beside_it() -> None:
    name = "hands-and-knees-side-right"
    text = f"title: Lean\nlike: {name}\ndoes: [{{press: right hand, toward: down}}]\n"
    leans = read_stance("lean", text)
    (press,) = [arrow for arrow in signs_of(leans).arrows if arrow.kind is ArrowKind.PRESS]
    hand = place_of("right hand", solve(leans.posture))
    assert press.path[-1][:2] == pytest.approx((hand[0], hand[1] + 0.1))
    assert hand[2] - 0.03 < press.path[-1][2] < hand[2]


def test_a_press_of_a_heel_ends_on_the_floor_at_its_back_edge() -> None:
    body = solve(stance("thumps-press").posture)
    right, left = (arrow for arrow in arrows_of("thumps-press") if arrow.kind is ArrowKind.PRESS)
    for press, leg in ((right, body.right_leg), (left, body.left_leg)):
        assert press.path[-1][2] == 0.0
        back = sub(press.path[-1], leg.ankle)
        assert dot(back, leg.toes) == pytest.approx(-0.055, abs=0.01)
        assert abs(back[1]) < 0.02, "not beside the foot"


APART = {"wipers-smaller-left", "wipers-smaller-right"}
"""Steps in which both knees, far apart, go a little way: their arrow is at the one farther out."""


@pytest.mark.parametrize("name", [one for one in STANCES if stance(one).file.goes_from])
def test_how_far_a_pose_goes_is_shown_by_an_arrow_from_a_ghost(name: str) -> None:
    of = stance(name)
    before = of.stances[of.file.goes_from or ""].posture
    (arrow,) = [arrow for arrow in arrows_of(name) if arrow.kind is ArrowKind.HERE]
    # that of the hips is at the seat, below the joints, and of both knees between them
    below = 0.09 if arrow.part == "hips" else 0.0
    both = arrow.part.endswith("knee") and len(arrow.ways) == 2
    part = "knees" if both else arrow.part
    ends = [add(place_of(part, solve(one)), UP, -below) for one in (of.posture, before)]
    if name in APART:
        right, left = (way[len(way) // 2] for way in arrow.ways)
        away = sub(right if arrow.part == "right knee" else left, mix(right, left, 0.5))
        ends = [add(place, away) for place in ends]
    assert arrow.path[0] == pytest.approx(ends[0])
    assert arrow.path[-1] == pytest.approx(ends[1])
    assert signs_of(of).ghosts == (before,)


@pytest.mark.parametrize(
    ("name", "part"), [("hands-and-knees-low", "hips"), ("rising-from-chair", "head")]
)
def test_a_body_that_goes_as_a_whole_has_one_arrow_to_where_it_is(name: str, part: str) -> None:
    """A second one, at a knee that gives way on the spot or at a hand, was read as a foot's."""
    assert [arrow.part for arrow in arrows_of(name)] == [part]


def test_hips_that_went_aside_in_the_air_have_their_arrow_there_and_not_at_the_end() -> None:
    """At the end they are only lowered: one slid them along the floor."""
    of = stance("hips-aside")
    up, aside, pose = started(still_scene_of(of), of).panels
    assert [len(one.scene.signs.arrows) for one in (up, aside, pose)] == [1, 1, 0]
    lifted, moved = (one.scene.signs.arrows[0].path for one in (up, aside))
    assert lifted[0][2] > lifted[-1][2], "from the floor, where it ends"
    assert moved[0][1] < moved[-1][1], "to the left, from the middle"


@pytest.mark.parametrize(
    ("name", "place"),
    [("hamstring", "right knee"), ("dead-bug", "right knee"), ("twist", "right shin")],
)
def test_the_letter_is_at_what_works_or_at_the_lower_leg_of_two_that_fall(
    name: str, place: str
) -> None:
    right, left = (still_scene_of(stance(name), side=side) for side in SIDES)
    assert right.signs.mark is not None
    assert right.signs.mark[:2] == ("right", place_of(place, solve(right.posture)))
    assert left.signs.mark is not None
    assert left.signs.mark.side == "left"


@pytest.mark.parametrize("name", ["twist", "twist-cushion", "twist-knees"])
def test_the_letter_of_knees_that_fall_to_a_side_is_at_the_shin_of_that_side(name: str) -> None:
    right, left = (still_scene_of(stance(name), side=side) for side in SIDES)
    assert right.signs.mark is not None
    assert left.signs.mark is not None
    leg = solve(right.posture).right_leg
    assert right.signs.mark[:2] == ("right", mix(leg.knee, leg.ankle, 0.4))
    assert left.signs.mark.side == "left"


@pytest.mark.parametrize("name", ["start", "core", "core-left", "side-lying", "long-rest"])
def test_what_has_no_side_has_no_letter(name: str) -> None:
    assert still_scene_of(stance(name)).signs.mark is None


def test_without_a_side_nothing_has_a_letter() -> None:
    assert still_scene_of(stance("hamstring"), side=None).signs.mark is None
    assert still_scene_of(stance("hamstring"), lettered=False).signs.mark is None
