"""What a large still picture shows in place of a ghost: both ends, and a closer view."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import combinations
from math import dist, hypot, radians

import pytest

from supine.core.problem import Unreadable
from supine.core.sequence import Side
from supine.figure.arrow import arrow_shapes
from supine.figure.camera import Camera
from supine.figure.drawing import draw
from supine.figure.frame import joints
from supine.figure.inset import Box
from supine.figure.limbs import HAND, gap_to, limbs_in
from supine.figure.movement import started, still_scene_of
from supine.figure.panels import Placed, Sign, placed, signs_in
from supine.figure.places import place_of
from supine.figure.scene import NO_SIGNS, PLAIN, ArrowKind, Panel, mirror_scene
from supine.figure.solver import solve
from supine.figure.stances import Stance, draft, stance
from supine.figure.vectors import dot, sub
from supine.resources import stance_names
from tests.figure.bodies import STANCES
from tests.figure.test_hand import is_inside

LARGE = (700.0, 500.0)
SIZES = [LARGE, (1500.0, 1000.0), (500.0, 900.0), (1200.0, 300.0)]
PANELLED = [name for name in STANCES if len(still_scene_of(stance(name)).panels) > 1]
STARTED = [name for name in STANCES if stance(name).file.starts and stance(name).motion is None]
TWICE = [name for name in STARTED if len(stance(name).file.starts) == 2]


def panels_of(name: str, size: tuple[float, float] = LARGE) -> tuple[Placed, ...]:
    return placed(still_scene_of(stance(name)), *size)


def started_panels(
    name: str, size: tuple[float, float] = LARGE, side: Side = "right"
) -> list[Placed]:
    """Return what a stance is taken up from, itself, and then what else is shown."""
    return started_panels_of(stance(name), size, side)


def started_panels_of(
    of: Stance, size: tuple[float, float] = LARGE, side: Side = "right"
) -> list[Placed]:
    found = placed(started(still_scene_of(of, side=side), of), *size)
    return sorted(found, key=lambda one: one.panel.number or 9)


def thumb_panels(
    name: str, size: tuple[float, float] = LARGE, side: Side = "right", turn: int = -40
) -> list[Placed]:
    """Return the same of a stance like `name`, with a closer view of a thumb that pushes.

    It is seen from `turn`, in degrees.
    """
    text = f"""\
title: Near
like: {name}
from: [strap-on-propped, hamstring-two-hands]
view: {{turn: -22, rise: 34}}
does: [{{pull: right foot, toward: left hand}}, {{press: right hip, toward: feet}}]
closer: {{on: right hip, width: 0.56, turn: {turn}, rise: 56}}
"""
    return started_panels_of(draft("near", text)["near"], size, side)


@pytest.mark.parametrize(
    ("name", "numbers"),
    [
        ("leg-raise", [1, 2]),
        ("wipers", [1, 2, 3]),
        ("cat-cow", [1, 2]),
        ("neck-turn", [1, 2, 3]),
        ("core", [1, 2, 3]),
        ("pelvic-tilt", [0, 1, 2]),
        ("thumps", [1, 2]),
        ("twist", [0]),
        ("start", [0]),
    ],
)
def test_the_ends_of_a_movement_have_numbers(name: str, numbers: list[int]) -> None:
    assert [one.panel.number for one in panels_of(name)] == numbers


def test_the_first_panel_is_where_the_movement_begins_and_the_last_where_it_ends() -> None:
    first, last = (one.panel.scene.posture for one in panels_of("leg-raise"))
    assert first == stance("leg-raise").posture
    assert last == stance("leg-raise-up").posture


@pytest.mark.parametrize("name", PANELLED)
def test_a_small_picture_has_one_figure(name: str) -> None:
    scene = still_scene_of(stance(name))
    ((panel, box, _disc, _link),) = placed(scene, 180.0, 100.0)
    assert panel.scene is scene
    assert box == Box(0.0, 0.0, 180.0, 100.0)


def _overlap(a: Box, b: Box) -> bool:
    wide = min(a.left + a.width, b.left + b.width) - max(a.left, b.left)
    high = min(a.top + a.height, b.top + b.height) - max(a.top, b.top)
    return wide > 0.01 and high > 0.01


@pytest.mark.parametrize("size", SIZES)
@pytest.mark.parametrize("name", PANELLED)
def test_panels_are_in_the_picture_and_hide_no_body(name: str, size: tuple[float, float]) -> None:
    found = panels_of(name, size)
    assert len(found) > 1
    for number, (_panel, box, _disc, _link) in enumerate(found):
        assert min(box.left, box.top) >= -0.01
        assert box.left + box.width <= size[0] + 0.01
        assert box.top + box.height <= size[1] + 0.01
        for panel, other, _disc, _link in found[:number]:
            camera = Camera(panel.scene.view, other.width, other.height)
            for joint in joints(solve(panel.scene.posture)):
                x, y = camera.project(joint)[:2] if not panel.closer else (0.0, 0.0)
                assert not _overlap(box, Box(other.left + x - 1, other.top + y - 1, 2, 2))


@pytest.mark.parametrize("name", PANELLED)
def test_the_panels_of_the_left_side_are_the_mirror_pictures(name: str) -> None:
    right, left = (still_scene_of(stance(name), side=side) for side in ("right", "left"))
    assert left == mirror_scene(right)
    for one, other in zip(placed(right, *LARGE), placed(left, *LARGE), strict=True):
        assert other.panel.scene == mirror_scene(one.panel.scene)
        # what is read from left to right stays so; a column of closer views changes sides
        flipped = one.box._replace(left=LARGE[0] - one.box.left - one.box.width)
        assert other.box in (pytest.approx(one.box), pytest.approx(flipped))


def has_ghost(panel: Panel, box: Box) -> bool:
    """Return whether a ghost is painted in a panel."""
    shapes = draw(panel.scene, Camera(panel.scene.view, box.width, box.height))
    return any(shape.ghost for shape in shapes)


LITTLE = [
    "cat-cow",
    "thumps",
    "pelvic-tilt",
    "knees-rock",
    "wipers-smaller",
    "cat-cow-smaller",
    "bridge-easier",
]


@pytest.mark.parametrize(
    "name", [name for name in PANELLED if stance(name).motion and name not in LITTLE]
)
def test_where_both_ends_are_shown_there_is_no_ghost(name: str) -> None:
    found = panels_of(name)
    if Sign.NUMBER in signs_in(found):
        assert not any(has_ghost(*one[:2]) for one in found)


@pytest.mark.parametrize("name", LITTLE)
def test_the_second_end_of_a_small_movement_is_compared_with_the_first(name: str) -> None:
    """Side by side, nobody saw how 1 and 2 differ."""
    found = [one for one in panels_of(name) if one.panel.number > 1]
    assert found
    assert all(has_ghost(*one[:2]) for one in found)


@pytest.mark.parametrize("name", ["thumps", "pelvic-tilt", "bridge-easier"])
def test_only_a_raised_body_is_compared_with_the_one_that_lies(name: str) -> None:
    """A pale band over the belly of the one that lies was read as another part that moves."""
    lying, raised = (one for one in panels_of(name) if one.panel.number)
    assert not has_ghost(*lying[:2])
    assert has_ghost(*raised[:2])


def test_each_end_of_a_tilt_has_an_arrow_to_where_the_back_is() -> None:
    ends = (one for one in panels_of("pelvic-tilt") if one.panel.number)
    for one, rises in zip(ends, (True, False), strict=True):
        (arrow,) = one.panel.scene.signs.arrows
        assert arrow.kind is ArrowKind.HERE
        assert (arrow.path[-1][2] > arrow.path[0][2]) == rises


TWO_ENDS = [
    name
    for name in stance_names()
    if (motion := stance(name).motion) is not None
    and motion.over in ("breath", "time")
    and not motion.drop
]


GHOSTED = ["bridge-easier", "cat-cow", "cat-cow-smaller", "knees-rock", "pelvic-tilt"]
"""Those of them whose ends are compared with each other."""


@pytest.mark.parametrize("name", TWO_ENDS)
def test_an_arrow_at_the_end_of_a_movement_leads_from_its_ghost_to_the_body(name: str) -> None:
    """Where some sheets led to the dashed body and others from it, the wrong movement was read."""
    scenes = [one.panel.scene for one in panels_of(name) if one.panel.number]
    shown = [bool(one.signs.ghosts) and not one.signs.unseen for one in scenes]
    assert any(shown) == (name in GHOSTED)
    for scene, has_ghost in zip(scenes, shown, strict=True):
        if has_ghost:
            assert {one.kind for one in scene.signs.arrows} == {ArrowKind.HERE}
            (ghost,) = scene.signs.ghosts
            for arrow in scene.signs.arrows:
                here, there = (place_of(arrow.part, solve(one)) for one in (scene.posture, ghost))
                assert dot(sub(arrow.path[-1], arrow.path[0]), sub(there, here)) > 0.0


def test_an_end_on_the_mat_has_no_arrow_beside_one_with_a_ghost() -> None:
    """It would be that of the same movement once more."""
    low, high = (one.panel.scene.signs for one in panels_of("bridge-easier"))
    assert not low.arrows
    assert [one.part for one in high.arrows] == ["hips"]
    assert high.arrows[0].path[0][2] > high.arrows[0].path[-1][2], "up, to where it begins"


def test_hips_that_drop_have_an_arrow_up_and_then_one_down() -> None:
    """The drop is what the exercise is for: with the way up alone, nobody saw it."""
    ways = [one.panel.scene.signs.arrows[0].path for one in panels_of("thumps")]
    assert [way[-1][2] > way[0][2] for way in ways] == [True, False]


@pytest.mark.parametrize("name", ["core", "core-nearer", "wipers", "wipers-smaller"])
def test_each_end_of_a_movement_to_both_sides_has_the_letter_of_its_side(name: str) -> None:
    """From the feet, right is at the left of the page, and nobody knew which side came first."""
    letters: dict[Side, list[Side | None]] = {}
    sides: tuple[Side, Side] = ("right", "left")
    for side in sides:
        found = placed(still_scene_of(stance(name), side=side), *LARGE)
        marks = [one.panel.scene.signs.mark for one in found]
        letters[side] = [mark and mark.side for mark in marks]
        assert Sign.SIDE not in signs_in(found)
    assert letters == {"right": [None, "right", "left"], "left": [None, "left", "right"]}
    plain = still_scene_of(stance(name), lettered=False)
    assert not any(one.panel.scene.signs.mark for one in placed(plain, *LARGE))


def test_a_head_that_only_turns_has_no_ghost() -> None:
    found = panels_of("neck-turn")
    assert not any(has_ghost(*one[:2]) for one in found)
    assert Sign.GHOST not in signs_in(found)


@pytest.mark.parametrize(
    ("name", "part"), [("leg-raise", "right foot"), ("heel-slide", "right foot")]
)
def test_an_arrow_begins_at_what_moves(name: str, part: str) -> None:
    panel, box, _disc, _link = panels_of(name)[0]
    camera = Camera(panel.scene.view, box.width, box.height)
    x, y, _depth, scale = camera.project(place_of(part, solve(panel.scene.posture)))
    corners = [
        corner
        for shape in draw(panel.scene, camera)
        if (shape.role, shape.tone) == ("arrow", "fill")
        for polygon in shape.polygons
        for corner in polygon
    ]
    assert min(hypot(at_x - x, at_y - y) for at_x, at_y, *_ in corners) < 0.15 * scale


@pytest.mark.parametrize("name", ["cat-cow", "cat-cow-smaller"])
def test_a_back_that_is_round_has_its_arrow_up_from_where_it_was_hollow(name: str) -> None:
    """One down on a rounded back was read as a push on it."""
    of = stance(name)
    for panel, up in zip(still_scene_of(of).panels, (True, False), strict=True):
        (arrow,) = (one for one in panel.scene.signs.arrows if one.part == "back")
        assert arrow.kind is ArrowKind.HERE
        assert (arrow.path[0][2] > arrow.path[-1][2]) is up


def test_a_whole_figure_without_a_number_has_no_arrow_beside_numbered_closer_views() -> None:
    whole, *closer = near_panels()
    assert whole.panel.scene.signs.arrows == ()
    assert all(len(one.panel.scene.signs.arrows) == 1 for one in closer)


@pytest.mark.parametrize("name", ["core", "core-nearer", "wipers"])
def test_knees_that_go_to_both_sides_have_one_arrow_through_the_middle(name: str) -> None:
    panel, box, _disc, _link = panels_of(name)[0]
    camera = Camera(panel.scene.view, box.width, box.height)
    lines = [one for one in draw(panel.scene, camera) if (one.role, one.tone) == ("arrow", "fill")]
    xs = [x for line in lines for x, *_ in line.polygons[0]]
    knees = camera.project(place_of("knees", solve(panel.scene.posture)))[0]
    assert len(lines) == 1
    assert min(xs) + max(xs) == pytest.approx(2 * knees, abs=2.0)


def test_knees_that_go_a_little_far_from_each_other_have_an_arrow_each_the_same_way() -> None:
    """Both lead to the next picture: with two heads they were read as opening and closing."""
    first, second, _third = panels_of("wipers-smaller")
    panel, box, _disc, _link = first
    camera = Camera(panel.scene.view, box.width, box.height)
    shapes = arrow_shapes(panel.scene.signs.arrows, solve(panel.scene.posture), [], camera)
    lines = [one.polygons[0] for one in shapes if one.tone == "fill"]
    knees = [place_of(f"{side} knee", solve(panel.scene.posture)) for side in ("right", "left")]
    goes = (
        place_of("knees", solve(second.panel.scene.posture))[1]
        - place_of("knees", solve(panel.scene.posture))[1]
    )
    for line, knee in zip(lines, knees, strict=True):
        xs, ys = ([corner[axis] for corner in line] for axis in (0, 1))
        tip = xs[len(line) // 2]
        # seen from the feet, the right side is at the left
        assert tip == pytest.approx(min(xs) if goes > 0.0 else max(xs), abs=1.0)
        assert min(abs(x - camera.project(knee)[0]) for x in xs) < 0.1 * camera.scale
        assert min(abs(y - camera.project(knee)[1]) for y in ys) < 0.1 * camera.scale
        assert max(ys) - min(ys) < 0.5 * (max(xs) - min(xs)), "from side to side"


@pytest.mark.parametrize("name", ["core", "wipers", "neck-turn"])
def test_the_two_sides_of_a_movement_are_mirror_pictures(name: str) -> None:
    right, left = (one.panel.scene for one in panels_of(name)[1:])
    assert left.posture == mirror_scene(right).posture
    # not exactly from the middle: there rounding decides on the outline of the head
    assert left.view.turn == pytest.approx(right.view.mirrored().turn, abs=0.01)


NEAR = """title: Hip drops, seen near
like: thumps
motion: {over: time, drop: true, through: [thumps, thumps-up]}
closer: {on: right thigh, width: 0.9, turn: 0, rise: 6}
"""


def near_panels() -> list[Placed]:
    """Return a movement with a closer view of each end."""
    return [*placed(still_scene_of(draft("near", NEAR)["near"]), *LARGE)]


@pytest.mark.parametrize("name", ["gluteal-massage", "gluteal-massage-smaller"])
def test_a_circle_has_a_ring_as_wide_as_its_way_above_the_hands_and_nothing_pale(name: str) -> None:
    ((panel, box, _disc, _link),) = panels_of(name)
    (arrow,) = panel.scene.signs.arrows
    motion = stance(name).motion
    assert motion is not None
    assert motion.knees is not None
    xs, ys, zs = zip(*arrow.path, strict=True)
    body = solve(panel.scene.posture)
    knees = place_of("knees", body)
    assert max(ys) - min(ys) == pytest.approx(2 * motion.knees[1], abs=0.01)
    assert min(zs) > knees[2] + 0.1
    assert min(xs) < knees[0] < max(xs)
    shapes = draw(panel.scene, Camera(panel.scene.view, box.width, box.height))
    assert not any(shape.ghost for shape in shapes)


def test_a_closer_view_is_larger_than_the_whole_body() -> None:
    main, *closer = near_panels()
    for one in closer:
        scales = [Camera(panel.scene.view, *box[2:]).scale for panel, box, *_ in (main, one)]
        assert scales[1] > 1.1 * scales[0]


@pytest.mark.parametrize(
    ("name", "signs"),
    [
        ("hamstring", [Sign.STILL, Sign.SIDE, Sign.PULL, Sign.PUSH]),
        ("leg-raise", [Sign.NUMBER, Sign.SIDE, Sign.ARROW]),
        ("twist", [Sign.STILL, Sign.SIDE]),
        ("long-rest", [Sign.STILL]),
    ],
)
def test_only_the_signs_that_occur_are_named(name: str, signs: list[Sign]) -> None:
    assert list(signs_in(panels_of(name))) == signs


def test_a_closer_view_from_another_side_is_named() -> None:
    assert Sign.CLOSER in signs_in(thumb_panels("hamstring", turn=60))
    assert Sign.CLOSER not in signs_in(thumb_panels("hamstring"))


def test_a_body_that_stands_still_may_have_a_closer_view_without_signs() -> None:
    near = draft("near", "title: Near\nlike: twist\ncloser: {on: head, width: 0.5}\n")["near"]
    whole, closer = (one.panel for one in placed(still_scene_of(near), *LARGE))
    assert (whole.closer, whole.number, closer.closer, closer.number) == (False, 0, True, 0)
    assert whole.scene.signs.mark is not None
    assert closer.scene.signs.mark is None


def test_what_a_thumb_pushes_is_shown_once_where_the_closer_view_is_from_another_side() -> None:
    """Its arrow led down in the pose and up in the closer view."""

    def pushes(found: Sequence[Placed]) -> int:
        kinds = [arrow.kind for one in found for arrow in one.panel.scene.signs.arrows]
        return kinds.count(ArrowKind.PUSH)

    assert pushes(thumb_panels("hamstring")) == 2
    assert pushes(thumb_panels("hamstring", turn=60)) == 1
    # where there is too little room for it, the pose has the arrow
    small = thumb_panels("hamstring", (500.0, 300.0), turn=60)
    assert not any(one.panel.closer for one in small)
    assert pushes(small) == 1


@pytest.mark.parametrize("name", ["hamstring", "hamstring-lower"])
def test_a_closer_view_of_a_thumb_that_pushes_has_its_arrow_and_no_other(name: str) -> None:
    (near,) = (one.panel.scene for one in thumb_panels(name) if one.panel.closer)
    (arrow,) = near.signs.arrows
    assert arrow.kind is ArrowKind.PUSH
    assert near.signs._replace(arrows=(), unseen=False) == NO_SIGNS


def test_a_closer_view_of_a_thumb_leaves_the_body_larger_than_where_it_starts() -> None:
    *starts, pose = (one for one in thumb_panels("hamstring") if not one.panel.closer)
    scales = [Camera(one.panel.scene.view, *one.box[2:]).scale for one in (*starts, pose)]
    assert max(scales[:-1]) < 0.75 * scales[-1]


@pytest.mark.parametrize("name", ["hamstring", "hamstring-lower"])
@pytest.mark.parametrize("side", ["right", "left"])
def test_a_closer_view_beside_starts_is_of_what_a_ring_in_the_pose_is_round(
    name: str, side: Side
) -> None:
    """With the number of the pose it was read as another picture of the same number.

    It is turned like the pose: from the head, a reader did not know where the feet are.
    """
    found = thumb_panels(name, (900.0, 400.0), side)
    pose = next(one for one in found if not one.panel.framed)
    (near,) = (one for one in found if one.panel.closer)
    assert near.disc is None
    assert abs(near.panel.scene.view.turn - pose.panel.scene.view.turn) < radians(20)
    assert near.link is not None
    place = place_of(f"{side} hip", solve(pose.panel.scene.posture))
    x, y, *_ = Camera(pose.panel.scene.view, *pose.box[2:]).project(place)
    middle = (near.link.x, near.link.y)
    assert dist(middle, (pose.box.left + x, pose.box.top + y)) < near.link.radius / 4
    begin, end = near.link.line
    assert dist(begin, middle) == pytest.approx(near.link.radius)
    assert end[0] in (near.box.left, near.box.right) or end[1] in (near.box.top, near.box.bottom)


@pytest.mark.parametrize("name", ["hamstring", "iliotibial-band"])
@pytest.mark.parametrize("side", ["right", "left"])
@pytest.mark.parametrize("size", [(900.0, 370.0), (1500.0, 700.0)])
def test_the_line_of_a_ring_leads_past_the_arrows_and_not_into_the_frame(
    name: str, side: Side, size: tuple[float, float]
) -> None:
    found = thumb_panels(name, size, side)
    pose = next(one for one in found if not one.panel.framed)
    (near,) = (one for one in found if one.panel.closer)
    assert near.link is not None
    scene, frame = pose.panel.scene, near.box
    camera = Camera(scene.view, *pose.box[2:])
    arrows = [*arrow_shapes(scene.signs.arrows, solve(scene.posture), (), camera)]
    (ax, ay), (bx, by) = near.link.line
    line = [(ax + (bx - ax) * step / 50, ay + (by - ay) * step / 50) for step in range(51)]
    for polygon in (one for shape in arrows if shape.tone == "fill" for one in shape.polygons):
        corners = [(pose.box.left + x, pose.box.top + y) for x, y, *_ in polygon]
        assert not any(is_inside(one, corners) for one in line)
    inner = [(frame.left + 1, frame.top + 1), (frame.right - 1, frame.top + 1)]
    inner += [(frame.right - 1, frame.bottom - 1), (frame.left + 1, frame.bottom - 1)]
    assert not any(is_inside(one, inner) for one in line)


@pytest.mark.parametrize("name", ["hamstring", "hamstring-lower"])
@pytest.mark.parametrize("size", [(900.0, 370.0), (900.0, 420.0), (1500.0, 700.0)])
def test_a_push_in_a_closer_view_begins_at_the_hand(name: str, size: tuple[float, float]) -> None:
    """On the mat beside the hand nobody saw who pushes."""
    (near,) = (one for one in thumb_panels(name, size) if one.panel.closer)
    scene = near.panel.scene
    camera, body = Camera(scene.view, *near.box[2:]), solve(scene.posture)
    hand = next(one for one in limbs_in(body, camera) if one.weight == HAND)
    _halo, fill, _inside = arrow_shapes(scene.signs.arrows, body, (), camera)
    bar = [(x, y) for x, y, *_ in fill.polygons[1]]
    assert min(gap_to(corner, hand) for corner in bar) < 0.05 * camera.scale


@pytest.mark.parametrize("size", [(700.0, 290.0), (900.0, 400.0)])
def test_a_closer_view_that_would_be_no_larger_than_the_pose_is_left_out(
    size: tuple[float, float],
) -> None:
    pose, *others = (one for one in thumb_panels("hamstring", size) if not one.panel.start)
    scale = Camera(pose.panel.scene.view, *pose.box[2:]).scale
    for near in others:
        assert Camera(near.panel.scene.view, *near.box[2:]).scale > 1.1 * scale


@pytest.mark.parametrize("name", ["hamstring", "hamstring-lower"])
def test_starts_beside_a_closer_view_are_large_enough_to_be_read(name: str) -> None:
    """At less than half of the pose, straps, arms and leg were a tangle."""
    found = thumb_panels(name, (900.0, 400.0))
    *starts, pose = (one for one in found if not one.panel.closer)
    scales = [Camera(one.panel.scene.view, *one.box[2:]).scale for one in (*starts, pose)]
    assert min(scales[:-1]) > 0.5 * scales[-1]


def test_a_closer_view_of_no_part_is_an_error_with_its_place() -> None:
    text = "title: Near\nlike: start\ncloser: {on: nose, width: 0.6}\n"
    with pytest.raises(Unreadable) as error:
        draft("near", text)["near"]
    (problem,) = error.value.problems
    assert (problem.line, problem.column) == (3, 14)
    assert "'nose' is not a part of the body" in str(problem)


@pytest.mark.parametrize("name", PANELLED)
def test_no_arrow_of_a_movement_runs_over_a_hand(name: str) -> None:
    for panel, box, _disc, _link in panels_of(name):
        if any(
            arrow.kind in (ArrowKind.PULL, ArrowKind.PRESS) for arrow in panel.scene.signs.arrows
        ):
            continue
        camera = Camera(panel.scene.view, box.width, box.height)
        body = solve(panel.scene.posture)
        hands = [one for one in limbs_in(body, camera) if one.weight == HAND]
        drawn = arrow_shapes(panel.scene.signs.arrows, body, [], camera)
        lines = [shape.polygons[0] for shape in drawn if shape.tone == "fill"]
        for hand in hands:
            middle = [(hand.start[axis] + hand.end[axis]) / 2 for axis in (0, 1)]
            for line in lines:
                assert min(hypot(x - middle[0], y - middle[1]) for x, y, *_ in line) > 4.0


def test_an_arrow_in_a_closer_view_leads_from_the_other_end() -> None:
    """Down in the picture that lies, up in the one that is lifted: it was read as what is done."""
    down, up = [one for one in near_panels() if one.panel.closer]
    for (panel, box, _disc, _link), rises in ((down, False), (up, True)):
        (arrow,) = panel.scene.signs.arrows
        body = solve(panel.scene.posture)
        assert (arrow.path[-1][2] < arrow.path[0][2]) == rises
        camera = Camera(panel.scene.view, box.width, box.height)
        drawn = arrow_shapes([arrow], body, [], camera)
        (line,) = [shape.polygons[0] for shape in drawn if shape.tone == "fill"]
        tip, ys = line[len(line) // 2][1], [y for _x, y, *_ in line]
        assert tip == pytest.approx(min(ys) if rises else max(ys), abs=1.0)


@pytest.mark.parametrize("name", ["neck-turn", "wipers", "core"])
def test_of_three_pictures_only_the_first_has_an_arrow(name: str) -> None:
    first, *others = [one.panel for one in panels_of(name) if one.panel.number]
    assert first.scene.signs.arrows
    assert not any(one.scene.signs.arrows for one in others)


@pytest.mark.parametrize("size", SIZES)
@pytest.mark.parametrize("name", STARTED)
def test_where_a_pose_starts_is_shown_smaller_and_hides_nothing(
    name: str, size: tuple[float, float]
) -> None:
    found = [one for one in started_panels(name, size) if not one.panel.closer]
    *starts, pose = found
    assert [one.panel.number for one in found] == [*range(1, len(found) + 1)]
    assert [one.panel.framed for one in found] == [True] * len(starts) + [False]
    of = stance(name)
    shown = [stance(one).posture for one in of.file.starts][-len(starts) :]
    assert [one.panel.scene.posture for one in found] == [*shown, of.posture]
    alone = Camera(pose.panel.scene.view, *size).scale
    camera = Camera(pose.panel.scene.view, *pose.box[2:])
    scales = [Camera(start.panel.scene.view, *start.box[2:]).scale for start in starts]
    # three starts and their pose may share the room, each picture as large as the others
    assert camera.scale >= 0.6 * alone or (len(starts) == 3 and min(scales) >= 0.5 * camera.scale)
    assert all(0.25 * camera.scale <= scale < camera.scale for scale in scales)
    for one in found:
        assert min(one.box.left, one.box.top) >= -0.01
        assert one.box.right <= size[0] + 0.01
        assert one.box.bottom <= size[1] + 0.01
        assert not any(
            _overlap(one.box, other.box)
            for other in starts
            if one.panel.framed and one is not other
        )
    for joint in joints(solve(pose.panel.scene.posture)):
        x, y = camera.project(joint)[:2]
        place = Box(pose.box.left + x - 4, pose.box.top + y - 4, 8, 8)
        assert not any(_overlap(one.box, place) for one in starts)
    assert all(
        dist(one.disc[:2], other.disc[:2]) > one.disc[2] + other.disc[2]
        for one, other in combinations(found, 2)
        if one.disc and other.disc
    )


def test_the_first_of_three_starts_are_left_out_where_they_would_be_too_small() -> None:
    of = stance("hands-and-knees-from-chair")
    wanted = [of.stances[name].posture for name in of.file.starts]
    for size, count in (((900.0, 560.0), 3), ((500.0, 300.0), 2), ((440.0, 280.0), 1)):
        found = started_panels(of.name, size)
        starts = [one.panel.scene.posture for one in found if one.panel.start]
        assert starts == wanted[-count:]
        assert [one.panel.number for one in found] == [*range(1, count + 2)]


@pytest.mark.parametrize("name", TWICE)
def test_two_starts_come_one_after_the_other_with_the_same_scale(name: str) -> None:
    shown = started_panels(name, (900.0, 590.0))
    first, second, pose = (one for one in shown if not one.panel.closer)
    sizes = [Camera(one.panel.scene.view, *one.box[2:]).scale for one in (first, second)]
    assert sizes[0] == pytest.approx(sizes[1])
    assert second.box.left > first.box.right - 1 or second.box.top > first.box.bottom - 1
    assert pose.panel.scene.posture == stance(name).posture


@pytest.mark.parametrize("name", STARTED)
def test_the_number_of_a_pose_is_not_above_that_of_its_start(name: str) -> None:
    *starts, pose = (one for one in started_panels(name) if not one.panel.closer)
    assert pose.disc is not None
    for start in starts:
        assert pose.disc[1] > start.box.top or pose.disc[0] > start.box.right


@pytest.mark.parametrize("name", ["legs-up-wall", "legs-up-wall-easier"])
def test_a_start_beside_a_wall_is_as_large_as_its_body(name: str) -> None:
    """Around the whole wall the body was so small that no hand was seen."""
    *starts, _pose = started_panels(name)
    for start in starts:
        view = start.panel.scene.view
        xs = [
            Camera(view, 1.0, 1.0).project(one)[0]
            for one in joints(solve(start.panel.scene.posture))
        ]
        assert max(xs) - min(xs) > 0.7


def test_too_little_room_for_two_starts_leaves_the_one_before_the_pose() -> None:
    of = stance("one-knee-at-chair")
    scene = started(still_scene_of(of), of)
    assert [one.number for one in scene.panels if not one.closer] == [1, 2, 3]
    pose, start, *_closer = placed(scene, 440.0, 280.0)
    assert (start.panel.number, pose.panel.number) == (1, 2)
    assert start.panel.scene.posture == stance(of.file.starts[-1]).posture
    assert len(placed(scene, 180.0, 100.0)) == 1


@pytest.mark.parametrize("name", STARTED)
def test_where_a_pose_starts_on_the_left_side_is_the_mirror_picture(name: str) -> None:
    right, left = (started_panels(name, LARGE, side) for side in ("right", "left"))
    for one, other in zip(right, left, strict=True):
        assert other.panel.scene == mirror_scene(one.panel.scene)
        # the start is read before the pose, on both sides
        assert other.box == pytest.approx(one.box)


@pytest.mark.parametrize("name", ["strap-on", "strap-round-foot"])
def test_a_strap_that_lies_ready_is_put_round_the_foot_next(name: str) -> None:
    first = started_panels(name)[0].panel.scene
    (arrow,) = first.signs.arrows
    (strap,) = first.props
    foot = place_of("right foot", solve(first.posture))
    assert arrow.kind is ArrowKind.PUT
    assert dist(arrow.path[0], strap.place) < 0.35
    assert dist(arrow.path[-1], foot) < 0.1


@pytest.mark.parametrize("name", STARTED)
def test_what_works_has_its_colour_and_its_letter_from_the_start(name: str) -> None:
    shown = [one.panel for one in started_panels(name)]
    *starts, pose = (one.scene for one in shown if not one.closer)
    assert starts
    for start in starts:
        assert (start.right_leg, start.left_leg) == (pose.right_leg, pose.left_leg)
        # arrows there are only of things that are put elsewhere, and of hips that have gone aside
        assert {one.kind for one in start.signs.arrows if one.part != "hips"} <= {ArrowKind.PUT}
        # where no limb works it is at knees that have fallen to the side
        falls = pose.signs.mark is not None and place_of("knees", solve(start.posture))[1] > 0.12
        assert (start.signs.mark is not None) == (pose.right_leg != PLAIN or falls)


@pytest.mark.parametrize("name", STARTED)
def test_a_start_is_seen_from_where_the_pose_is_or_from_its_own_side(name: str) -> None:
    *starts, pose = (one.panel for one in started_panels(name) if not one.panel.closer)
    file = stance(name).file
    # a small picture leaves out the first ones
    own = dict(zip(file.starts, file.start_views, strict=True))
    for start, shown in zip(starts, file.starts[-len(starts) :], strict=True):
        view, given = start.scene.view, own[shown]
        if given is None:
            assert (view.turn, view.rise) == (pose.scene.view.turn, pose.scene.view.rise)
        else:
            assert (view.turn, view.rise) == (radians(given.turn), radians(given.rise))


def test_the_own_side_of_a_start_is_mirrored_too() -> None:
    of = stance("inner-thigh")
    right, left = (started(still_scene_of(of, side=side), of) for side in ("right", "left"))
    assert left.panels[0].scene.view == right.panels[0].scene.view.mirrored()


@pytest.mark.parametrize("side", ["right", "left"])
@pytest.mark.parametrize(
    ("name", "counts"),
    [
        ("side-lying", [0, 1, 1]),
        ("clamshell", [1]),
        ("bound-angle", [0, 0]),
        ("twist-cushion", [0, 1]),
        ("rest-bolster", [1, 0]),
        ("childs-pose-cushion", [1, 0, 0]),
        ("side-lying-head", [0, 1, 0]),
        ("chair-forward-fold", [0, 0]),
        ("legs-up-wall-easier", [0, 0]),
    ],
)
def test_an_arrow_leads_from_what_lies_ready_to_where_it_is_next(
    name: str, counts: list[int], side: Side
) -> None:
    """Of two cushions nobody knew which was for the head, and how a bolster came under knees."""
    *starts, _pose = scenes = [one.panel.scene for one in started_panels(name, LARGE, side)]
    starts = starts[: len(counts)]
    put = [[one for one in start.signs.arrows if one.kind is ArrowKind.PUT] for start in starts]
    assert [len(one) for one in put] == counts
    for start, arrows, after in zip(starts, put, scenes[1:], strict=False):
        for arrow in arrows:
            first, last = arrow.path
            assert min(dist(first[:2], one.place[:2]) for one in start.props) < 0.01
            nearest = min(after.props, key=lambda one: dist(one.place[:2], last[:2]))
            assert dist(nearest.place[:2], last[:2]) < 0.25
            assert nearest not in start.props


@pytest.mark.parametrize("name", ["one-knee-at-chair", "hands-and-knees-from-chair"])
def test_whoever_gets_up_from_a_chair_has_the_mat_there_from_the_start(name: str) -> None:
    assert all(one.panel.scene.view.mat == 1.0 for one in started_panels(name))


def test_a_start_is_only_in_a_large_picture_that_is_asked_for_it() -> None:
    of = stance("deep-gluteal")
    assert len(panels_of("deep-gluteal")) == 1
    ((panel, box, _disc, _link),) = placed(started(still_scene_of(of), of), 180.0, 100.0)
    assert panel.number == 0
    assert box == Box(0.0, 0.0, 180.0, 100.0)


@pytest.mark.parametrize("side", ["right", "left"])
def test_a_movement_has_its_start_before_both_ends(side: Side) -> None:
    of = stance("clamshell")
    ends = placed(still_scene_of(of, side=side), 900.0, 560.0)
    found = placed(started(still_scene_of(of, side=side), of), 900.0, 560.0)
    *moved, start = found
    assert [one.panel.number for one in found] == [2, 3, 1]
    assert [one.panel.scene for one in moved] == [one.panel.scene for one in ends]
    assert start.panel.start
    assert {Sign.START, Sign.NUMBER} <= {*signs_in(found)}
    scales = [Camera(one.panel.scene.view, *one.box[2:]).scale for one in (*moved, ends[0], start)]
    assert scales[0] >= 0.7 * scales[2]
    assert scales[3] < scales[0]
    assert not any(_overlap(start.box, one.box) for one in moved)


def test_the_start_of_a_movement_is_left_out_where_there_is_too_little_room() -> None:
    of = stance("clamshell")
    found = placed(started(still_scene_of(of), of), 440.0, 300.0)
    assert [one.panel.number for one in found] == [1, 2]
    assert Sign.START not in signs_in(found)


@pytest.mark.parametrize(
    ("like", "motion"),
    [
        ("wipers", "{over: cycle, through: [wipers, wipers-right, wipers, wipers-left]}"),
        ("bridge", "{over: time, through: [bridge, bridge-up]}\ncloser: {on: hips}"),
    ],
)
def test_three_ends_or_closer_views_leave_no_room_for_a_start(like: str, motion: str) -> None:
    text = f"title: Near\nlike: {like}\nfrom: knees-in\nmotion: {motion}\n"
    of = draft("near", text)["near"]
    scene = still_scene_of(of)
    assert started(scene, of) is scene


@pytest.mark.parametrize("name", [*STARTED, "clamshell", "dead-bug"])
@pytest.mark.parametrize("size", [(480.0, 300.0), (900.0, 590.0)])
def test_no_number_is_on_the_letter_of_a_start(name: str, size: tuple[float, float]) -> None:
    for panel, box, disc, _link in started_panels(name, size):
        if disc is None or panel.scene.signs.mark is None or not panel.start:
            continue
        rims = [
            [(box.left + x, box.top + y) for x, y, *_ in shape.polygons[0]]
            for shape in draw(panel.scene, Camera(panel.scene.view, *box[2:]))
            if (shape.role, shape.tone) == ("mark", "fill")
        ]
        assert all(dist(corner, disc[:2]) > disc[2] for rim in rims for corner in rim)


def test_a_circle_has_the_start_before_its_ring() -> None:
    motion = "{over: circle, knees: [0.1, 0.2]}"
    text = f"title: Near\nlike: gluteal-massage\nfrom: knees-in\nmotion: {motion}\n"
    of = draft("near", text)["near"]
    found = placed(started(still_scene_of(of), of), *LARGE)
    assert [sign for sign in signs_in(found) if sign is not Sign.SIDE] == [Sign.START, Sign.RING]


@pytest.mark.parametrize(("size", "closer"), [((1500.0, 1000.0), 1), ((440.0, 280.0), 0)])
def test_a_closer_view_stays_beside_a_start_where_there_is_room(
    size: tuple[float, float], closer: int
) -> None:
    closer_view = "{on: right knee, width: 0.5}"
    text = f"title: Near\nlike: twist\nfrom: start\ncloser: {closer_view}\n"
    of = draft("near", text)["near"]
    found = placed(started(still_scene_of(of), of), *size)
    assert [one.panel.start for one in found].count(True) == 1
    assert [one.panel.closer for one in found].count(True) == closer
    for number, one in enumerate(found):
        for other in found[:number]:
            if one.panel.framed and other.panel.framed:
                assert not _overlap(one.box, other.box)


@pytest.mark.parametrize("name", ["cat-cow", "cat-cow-smaller"])
def test_a_back_that_bends_is_shown_with_its_other_end(name: str) -> None:
    """An arrow alone, against the way that the back is bent, was read as what is done to it."""
    numbered = [one.panel.scene.signs for one in panels_of(name) if one.panel.number]
    assert len(numbered) == 2
    assert all(signs.ghosts and not signs.unseen for signs in numbered)


@pytest.mark.parametrize("name", stance_names())
def test_no_panel_is_cut_off_by_the_picture(name: str) -> None:
    """Two starts in a row, wider than the body below them, went beyond the right side."""
    found = stance(name)
    for width, height in ((900.0, 620.0), (900.0, 515.0), (900.0, 460.0), (700.0, 500.0)):
        for one in placed(started(still_scene_of(found), found), width, height):
            assert one.box.left >= -0.5
            assert one.box.top >= -0.5
            assert one.box.right <= width + 0.5
            assert one.box.bottom <= height + 0.5


def test_a_start_shows_that_the_hips_have_gone_aside() -> None:
    """Nobody saw it where the start before that one is not shown."""
    start, _pose = (one.panel.scene for one in started_panels("knees-in-aside"))
    (arrow,) = start.signs.arrows
    assert arrow.part == "hips"
    # the pose in which they go there has its own arrow: of two one could not tell which is meant
    assert not any(one.panel.scene.signs.arrows for one in started_panels("hips-up-aside")[:1])


def test_a_block_that_lies_ready_is_put_under_the_head_next() -> None:
    start, pose = (one.panel.scene for one in started_panels("strap-on-propped"))
    arrow, *_strap = start.signs.arrows
    head = solve(pose.posture).head
    assert arrow.kind is ArrowKind.PUT
    assert dist(arrow.path[-1][:2], head[:2]) < dist(arrow.path[0][:2], head[:2]) / 2
